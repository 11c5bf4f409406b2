"""Reads about sessions: the list, who is due and present, what the groups said, what came of each matter."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from taizhang.congress import rules
from taizhang.congress.models import AgendaItem, Attendance, Delegate, Opinion, Session
from taizhang.congress.queries import regimes

State = Session.State


@dataclass(frozen=True)
class Quorum:
    """Who is due and who is here, and whether that is enough, in a sentence."""

    due: int
    present: int
    excused: int
    verdict: object
    rule: object

    @property
    def rate(self):
        """Attendance in whole percent; None where nobody is due."""
        return round(100 * self.present / self.due) if self.due else None

    @property
    def needed(self):
        """How many must be here."""
        return self.rule.least_of(self.due) if self.rule and self.due else None


def sessions(user, *, under=None):
    """Sessions that the user may read, newest first."""
    found = Session.objects.visible_to(user).standing().select_related("congress__unit", "unit")
    return (found.below(under) if under is not None else found).order_by("-opens_on", "-id")


def of(congress):
    """Sessions of a term, newest first, with the number of matters."""
    found = Session.objects.standing().filter(congress=congress).select_related("congress", "unit")
    return found.annotate(matters=Count("items", filter=Q(items__voided_at=None))).order_by("-opens_on", "-id")


def next_number(congress, kind):
    """The number of the next session of a kind."""
    last = Session.objects.standing().filter(congress=congress, kind=kind).order_by("-number").first()
    return last.number + 1 if last else 1


def items(session):
    """The agenda in order."""
    return (
        AgendaItem.objects.standing()
        .filter(session=session)
        .select_related("session__congress", "unit")
        .order_by("number", "id")
    )


def agenda(session):
    """[(item, votes, papers)] in order, in three questions."""
    found = list(items(session).prefetch_related("votes", "papers"))
    return [
        (one, [vote for vote in one.votes.all() if vote.voided_at is None], list(one.papers.all())) for one in found
    ]


def due(session):
    """Delegates who are due at a session: all who serve; at a meeting between sessions those who sit in the smaller body."""
    serving = Delegate.objects.standing().filter(congress=session.congress_id)
    if session.is_held:
        serving = serving.filter(
            Q(state=Delegate.State.SERVING) | Q(ended_on__gt=session.opens_on), elected_on__lte=session.closes_on
        )
    else:
        serving = serving.filter(state=Delegate.State.SERVING)
    if not session.is_full:
        serving = serving.filter(seats__session=session)
    return serving.select_related("constituency", "person").order_by("constituency_id", "id")


def voters(session):
    """Those of the due who vote."""
    return due(session).filter(standing_as=Delegate.Standing.FULL)


def quorum(session, on):
    """Who is due and here now; once the session was opened, the due stay those of the opening."""
    rule = regimes.one(session.congress, "quorum", on)
    expected = voters(session)
    number = session.due if session.due is not None else expected.count()
    rows = Attendance.objects.filter(session=session, delegate__standing_as=Delegate.Standing.FULL)
    rows = rows.filter(delegate__in=expected.values("pk"))
    present = rows.filter(came_at__isnull=False, left_at=None).count()
    excused = rows.filter(came_at=None).exclude(excused="").count()
    return Quorum(number, min(present, number), excused, rules.session.quorum(min(present, number), number, rule), rule)


def attendance(session):
    """[(delegate, attendance or None)] of everybody due, in the order of constituencies."""
    rows = {row.delegate_id: row for row in Attendance.objects.filter(session=session)}
    return [(one, rows.get(one.pk)) for one in due(session)]


def came(session):
    """How many came at all, and how many full delegates among them."""
    rows = Attendance.objects.filter(session=session, came_at__isnull=False)
    return rows.count(), rows.filter(delegate__standing_as=Delegate.Standing.FULL).count()


def presidium(session):
    """Seats of the presidium, those who preside first."""
    return list(session.presidium.select_related("delegate__constituency").order_by("-presides", "id"))


def presidium_checks(session, on):
    """The rules of the presidium held against it."""
    if not session.is_full:
        return []
    seats = presidium(session)
    front = sum(seat.delegate.post == Delegate.Post.FRONT_LINE for seat in seats)
    return (
        rules.composition.presidium_checks(len(seats), front, voters(session).count(), regimes.of(session.congress, on))
        if seats
        else []
    )


def papers(session, on):
    """[(paper, verdict or None)] of a session, the 7-day rule held against each."""
    regime = regimes.of(session.congress, on, "papers_days")
    found = session.papers.select_related("item").order_by("id")
    return [(one, rules.session.papers_in_time(session, one, regime)) for one in found]


def steps(session):
    """The way of a session: [(words, done, here)]."""
    order = [
        (pgettext("congress", "Prepare"), State.PLANNED), (pgettext("congress", "Call"), State.CALLED), (pgettext("congress", "Meet"), State.OPEN),
        (_("Report and publish"), State.CLOSED),
    ]  # fmt: skip
    at = next((number for number, (_words, state) in enumerate(order) if state == session.state), len(order))
    if session.state == State.CALLED:
        at = 2  # it was called: what comes is the meeting itself
    return [(words, number < at, number == at) for number, (words, _state) in enumerate(order)]


def preparations(session, papers_told, seats, here):
    """What is to be done before the session opens: [(words, done)]; nothing once it was opened.

    `papers_told`: of `papers`; `seats`: of `presidium`; `here`: of `quorum`.
    """
    if session.state not in (State.PLANNED, State.CALLED):
        return []
    matters = items(session).count()
    sent = sum(paper.sent_on is not None for paper, _verdict in papers_told)
    told = [
        (ngettext("%(count)s matter on the agenda", "%(count)s matters on the agenda", matters) % {"count": matters}, matters > 0),
        (
            _("%(sent)s of %(all)s papers with the delegates") % {"sent": sent, "all": len(papers_told)} if papers_told
            else _("Papers with the delegates"),
            bool(papers_told) and sent == len(papers_told),
        ),
        (_("Presidium chosen") if session.is_full else _("Who is due is chosen"), bool(seats)),
        (_("Session called"), session.state == State.CALLED),
    ]  # fmt: skip
    if session.state == State.CALLED:
        words = _("%(present)s of %(needed)s needed have signed in") % {
            "present": here.present,
            "needed": here.needed or 0,
        }
        told.append((words, bool(here.verdict)))
    return told


def opinions(item):
    """What the groups said about a matter, by group."""
    return list(Opinion.objects.filter(item=item).select_related("group").order_by("group_id", "id"))


def said_by_group(session, group):
    """What one group said at a session, with the answers, in the order of the agenda."""
    found = Opinion.objects.filter(item__session=session, item__voided_at=None, group=group)
    return list(found.select_related("item").order_by("item__number", "id"))


def said(session):
    """[(group, how many opinions, how many answered)] of a session."""
    counted = Opinion.objects.filter(item__session=session, item__voided_at=None).values("group__name")
    rows = counted.annotate(all=Count("id"), answered=Count("id", filter=Q(answered_on__isnull=False))).order_by(
        "group__name"
    )
    return [(row["group__name"] or "", row["all"], row["answered"]) for row in rows]


def undecided(session):
    """Matters without an outcome."""
    return list(items(session).filter(outcome=AgendaItem.Outcome.OPEN))


def report_by(session):
    """The last day for the report to the union above; None without a rule."""
    return rules.session.report_by(
        session, regimes.of(session.congress, session.closes_on or session.opens_on, "report_days")
    )


def unconfirmed(congress):
    """Meetings between sessions whose decisions no session has confirmed yet."""
    found = Session.objects.standing().filter(
        congress=congress, confirms=None, state__in=(Session.State.CLOSED, Session.State.REPORTED)
    )
    return found.exclude(kind__in=Session.FULL).order_by("opens_on")


def opinions_on(items):
    """Opinions on any of these matters."""
    return Opinion.objects.filter(item__in=items).select_related("item__session__congress", "item__unit", "group")
