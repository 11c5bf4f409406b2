"""What congresses, delegates and sessions say to the ledger (catalogue DM-01, DM-07, RB-08)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models import AgendaItem, Delegate
from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

PERSONS, ITEMS = pgettext_lazy("count", "persons"), pgettext_lazy("count", "items")
DELEGATES = Measure("congress.delegates", _("Delegates serving"), PERSONS, nature="balance")
ENTITLED = Measure("congress.due", _("Delegates due at sessions"), PERSONS)
PRESENT = Measure("congress.present", _("Delegates present at sessions"), PERSONS)
MATTERS = Measure("congress.matters", _("Matters before the congress"), ITEMS)
VOTES = Measure("congress.votes", _("Votes taken"), ITEMS)
REPORTS = Measure("congress.reports", _("Reports to the union above after a session"), ITEMS)
MEASURES = (DELEGATES, ENTITLED, PRESENT, MATTERS, VOTES, REPORTS)

FILTERS = {
    "会议类别": "congress", "会议届次": "session", "职权": "power", "议题类别": "matter", "代表类别": "post", "代表性别": "sex",
    "表决结果": "outcome",
}  # fmt: skip
IN_TIME, LATE = "按期", "逾期"
HOW = {"hands": "举手表决", "paper": "无记名投票", "ballot": "系统投票"}
OUTCOMES = {"passed": "通过", "principle": "原则通过", "failed": "未通过", "heard": "已审议", "deferred": "暂缓"}


def delegate_lines(delegate):
    """A full delegate counts from the election to the end; where everybody meets nobody is a delegate."""
    if not delegate.votes or delegate.how == Delegate.How.EVERYBODY:
        return
    congress = delegate.congress
    about = {
        "congress": congress.kind,
        "session": f"第{congress.number}届",
        "post": delegate.post,
        "sex": delegate.sex or "未填",
    }
    yield Line(DELEGATES.code, delegate.elected_on, 1, kind=congress.kind, subject=delegate.subject, about=about)
    if delegate.ended_on:
        yield Line(DELEGATES.code, delegate.ended_on, -1, kind=congress.kind, subject=delegate.subject, about=about)


def training_lines(training):
    """A training: one, so many person-times, each delegate once (DM-07)."""
    about = {"congress": training.congress.kind}
    yield Line("work.sessions", training.on, 1, kind="DM-07", matter=training.topic, about=about)
    yield Line(
        "work.entries",
        training.on,
        1,
        kind="DM-07",
        subject=f"unit:{training.unit_id}",
        matter=training.topic,
        about=about,
    )
    for row in training.came.all():
        for count, subject in (("persons", row.delegate.subject), ("person_times", "")):
            yield Line(
                f"work.{count}", training.on, 1, kind="DM-07", subject=subject, matter=training.topic, about=about
            )


def session_lines(session):
    """A session that was held: one, who came, who was due; and whether the report went up in time.

    A session is DM-01; a meeting of a smaller body between sessions is a meeting (RB-08).
    """
    if not session.is_held:
        return
    kind = "DM-01" if session.is_full else "RB-08"
    about = {"congress": session.congress.kind, "session": session.short}
    yield Line("work.sessions", session.opens_on, 1, kind=kind, matter=session.name, about=about)
    yield Line(
        "work.entries",
        session.opens_on,
        1,
        kind=kind,
        subject=f"unit:{session.unit_id}",
        matter=session.name,
        about=about,
    )
    present = 0
    # Asked anew each time: the acts of one day hold the same session in hand while delegates keep coming.
    for row in session.attendance.select_related("delegate").order_by("id"):
        if row.came_at is None:
            continue
        present += row.delegate.votes
        for count, subject in (("persons", row.delegate.subject), ("person_times", "")):
            yield Line(
                f"work.{count}", session.opens_on, 1, kind=kind, subject=subject, matter=session.name, about=about
            )
    if session.is_full:
        yield Line(ENTITLED.code, session.opens_on, session.due, kind=session.congress.kind, about=about)
        yield Line(PRESENT.code, session.opens_on, present, kind=session.congress.kind, about=about)
        if session.reported_on:
            in_time = session.report_due_on is None or session.reported_on <= session.report_due_on
            yield Line(REPORTS.code, session.opens_on, 1, kind=IN_TIME if in_time else LATE, about=about)


def item_lines(item):
    """A matter with an outcome, by power; what the congress adopted counts as an item of DM-01."""
    if item.outcome == AgendaItem.Outcome.OPEN:
        return
    about = {
        "congress": item.session.congress.kind, "session": item.session.short, "power": item.power, "matter": item.matter,
        "outcome": OUTCOMES[item.outcome],
    }  # fmt: skip
    yield Line(MATTERS.code, item.decided_on, 1, kind=OUTCOMES[item.outcome], matter=item.name, about=about)
    if item.outcome in (AgendaItem.Outcome.PASSED, AgendaItem.Outcome.PRINCIPLE):
        yield Line("work.items", item.decided_on, 1, kind="DM-01", matter=item.name, about=about)


def vote_lines(vote):
    """A vote that was counted: passed or not, by hands or secret."""
    if vote.is_counted:
        about = {"power": vote.item.power, "outcome": "通过" if vote.passed else "未通过"}
        yield Line(VOTES.code, vote.taken_on, 1, kind=HOW[vote.how], matter=vote.question, about=about)
