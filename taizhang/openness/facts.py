"""What openness contributes to the ledger: the standard counts under the catalogue's rows, and what was due, on time, answered."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.openness.models import Body, Book, Channel, Disclosure, Meeting, Opinion, Publication

ITEMS, PERSONS = pgettext_lazy("count", "items"), pgettext_lazy("count", "persons")
BODIES = Measure("openness.bodies", _("Openness groups"), _("groups"), nature="balance")
OFFICERS = Measure("openness.officers", _("Liaison officers"), PERSONS, nature="balance")
LISTED = Measure("openness.listed", _("Items in the openness catalogue"), ITEMS, nature="balance")
DUE = Measure("openness.due", _("Disclosures due"), ITEMS)
DUE_POSTED = Measure("openness.due_posted", _("Due disclosures posted"), ITEMS)
ON_TIME = Measure("openness.on_time", _("Disclosures posted on time"), ITEMS)
SHOWN = Measure("openness.shown", _("Disclosures by channel"), ITEMS)
OPINIONS = Measure("openness.opinions", _("Opinions on disclosures"), ITEMS)
ANSWERED = Measure("openness.answered", pgettext_lazy("openness", "Opinions answered"), ITEMS)
ANSWERED_ON_TIME = Measure("openness.answered_on_time", _("Opinions answered on time"), ITEMS)
SHEETS = Measure("openness.sheets", _("Sheets put up at project sites"), ITEMS)
ASKED = Measure("openness.asked", _("Workers asked at project sites"), PERSONS)
SATISFIED = Measure("openness.satisfied", _("Satisfied workers at project sites"), PERSONS)
PRACTISING = Measure("openness.practising", _("Enterprises practising openness"), _("enterprises"), nature="balance")
PUBLISHED = Measure("openness.published", _("Publications of employers"), ITEMS)
CHECKED = Measure("openness.checked", _("Checks of employers' openness"), pgettext_lazy("count", "sessions"))
MEASURES = (
    BODIES, OFFICERS, LISTED, DUE, DUE_POSTED, ON_TIME, SHOWN, OPINIONS, ANSWERED, ANSWERED_ON_TIME, SHEETS, ASKED, SATISFIED,
    PRACTISING, PUBLISHED, CHECKED,
)  # fmt: skip
FILTERS = {"公开方式": "channel", "公开范围": "audience", "公开类别": "topic"}
NETWORK = (Channel.PAGE, Channel.INTRANET, Channel.CHAT)


def _named(value):
    """The Chinese word of a choice: what a filter asks for."""
    return {
        "page": "网页", "board": "公开栏", "meeting": "会议", "congress": "职代会", "document": "简报", "intranet": "内网",
        "chat": "微信群", "public": "社会", "members": "本单位职工", "delegates": "职工代表", "concerned": "相关人员",
        "major": "重大决策", "cadres": "干部任免", "finance": "大额开支", "staff": "职工利益", "production": "生产经营",
        "aid": "帮扶救助", "honours": "评先评优", "service": "收费服务",
    }.get(value, value)  # fmt: skip


def body_lines(body):
    """A group stands from its setting up; those who sit in it are counted once each (OP-01)."""
    about = {"matter": body.name, "measure_unit": "个小组"}
    if body.kind != Body.Kind.LIAISON:
        yield Line("work.goods", body.since, 1, kind="OP-01", matter=body.name, about=about)
        yield Line(BODIES.code, body.since, 1, kind=body.kind, about=about)
        if body.until:
            yield Line(BODIES.code, body.until, -1, kind=body.kind, about=about)
    yield Line(
        "work.entries", body.since, 1, kind="OP-01", subject=f"unit:{body.unit_id}", matter=body.name, about=about
    )
    for seat in body.seats.all():
        yield Line("work.persons", seat.since, 1, kind="OP-01", subject=seat.key, matter=body.name, about=about)
        if body.kind == Body.Kind.LIAISON:
            yield Line(OFFICERS.code, seat.since, 1, about=about)
            if seat.until:
                yield Line(OFFICERS.code, seat.until, -1, about=about)


def item_lines(item):
    """An item stands in the catalogue while it is in force."""
    about = {"matter": item.name, "topic": _named(item.topic), "audience": _named(item.audience)}
    yield Line(LISTED.code, item.since, 1, kind=item.frequency, about=about)
    if item.until:
        yield Line(LISTED.code, item.until, -1, kind=item.frequency, about=about)


def disclosure_lines(disclosure):
    """Due on its last day; posted: an item and an issue (OP-02), once in the network (OP-06), and once in each channel."""
    item = disclosure.item
    about = {"matter": disclosure.name, "topic": _named(item.topic), "audience": _named(disclosure.audience)}
    posted = disclosure.state in Disclosure.SHOWN
    if disclosure.due_on and disclosure.state != Disclosure.State.WAIVED:
        down = disclosure.state == Disclosure.State.DOWN
        yield Line(DUE.code, disclosure.due_on, 1, kind=item.topic, about=about)
        if posted or down:
            yield Line(DUE_POSTED.code, disclosure.due_on, 1, kind=item.topic, about=about)
            if not disclosure.was_late:
                yield Line(ON_TIME.code, disclosure.due_on, 1, kind=item.topic, about=about)
    if posted:
        yield from _posted_lines(disclosure, about)


def _posted_lines(disclosure, about):
    day, words = disclosure.posted_on, {"matter": disclosure.name, "about": about}
    yield Line("work.items", day, 1, kind="OP-02", **words)
    yield Line("work.entries", day, 1, kind="OP-02", subject=f"unit:{disclosure.unit_id}", **words)
    yield Line("work.goods", day, 1, kind="OP-02", matter=disclosure.name, about=about | {"measure_unit": "期"})
    showings = list(disclosure.showings.all())
    if any(one.channel in NETWORK for one in showings):
        first = min(one.from_on for one in showings if one.channel in NETWORK)
        yield Line("work.items", first, 1, kind="OP-06", **words)
    for one in showings:
        yield Line(SHOWN.code, one.from_on, 1, kind=one.channel, about=about | {"channel": _named(one.channel)})


def opinion_lines(opinion):
    """An opinion counts on the day it came, and so does its answer: the share of one period has one base."""
    day, about = opinion.received_on, {"matter": opinion.disclosure.name}
    yield Line(OPINIONS.code, day, 1, kind=opinion.kind, about=about)
    if opinion.outcome != Opinion.Outcome.OPEN:
        yield Line(ANSWERED.code, day, 1, kind=opinion.kind, about=about)
        if opinion.answered_on <= opinion.due_on:
            yield Line(ANSWERED_ON_TIME.code, day, 1, kind=opinion.kind, about=about)


def meeting_lines(meeting):
    """A meeting that was held: a session, its attendances, its topics (OP-04)."""
    if meeting.state == Meeting.State.PLANNED:
        return
    where = {"kind": "OP-04", "matter": meeting.name, "about": {"matter": meeting.name}}
    yield Line("work.sessions", meeting.on, 1, **where)
    yield Line("work.person_times", meeting.on, meeting.attended, **where)
    yield Line("work.items", meeting.on, len(meeting.matters.all()), **where)
    yield Line("work.entries", meeting.on, 1, kind="OP-04", subject=f"unit:{meeting.unit_id}", matter=meeting.name)


def wall_lines(wall):
    """A site that posts counts as one enterprise, on the first day of posting in each year (OP-05)."""
    firsts = {}
    for sheet in wall.sheets.all():
        if sheet.voided_at is None:
            firsts[sheet.on.year] = min(firsts.get(sheet.on.year, sheet.on), sheet.on)
    for day in firsts.values():
        yield Line("work.enterprises", day, 1, kind="OP-05", matter=wall.name, about={"matter": wall.name})


def sheet_lines(sheet):
    """A sheet on the wall is an item of content; those asked about it, and how many are satisfied, on the day of the check."""
    where = {"matter": sheet.wall.name, "about": {"matter": sheet.wall.name}}
    yield Line("work.items", sheet.on, 1, kind="OP-05", **where)
    yield Line(SHEETS.code, sheet.on, 1, kind=sheet.subject, subject=f"wall:{sheet.wall_id}", **where)
    if sheet.asked:
        yield Line(ASKED.code, sheet.checked_on, sheet.asked, kind=sheet.subject, **where)
        yield Line(SATISFIED.code, sheet.checked_on, sheet.satisfied or 0, kind=sheet.subject, **where)


def practice_lines(practice):
    """An enterprise practises openness from its introduction on (OP-07); its publications and the union's checks on their days."""
    about = {"matter": practice.name, "name": practice.name}
    about |= {"staff": practice.staff} if practice.staff is not None else {}
    where = {"kind": "OP-07", "matter": practice.name, "about": about}
    yield Line("work.enterprises", practice.introduced_on, 1, **where)
    yield Line(PRACTISING.code, practice.introduced_on, 1, about=about)
    if practice.ended_on:
        yield Line(PRACTISING.code, practice.ended_on, -1, about=about)
    for one in practice.publications.all():
        check = one.kind == Publication.Kind.CHECK
        yield Line(CHECKED.code if check else PUBLISHED.code, one.on, 1, kind="" if check else one.kind, about=about)


def book_lines(book):
    """A signed volume of the record book or board: the items it opened, level by level (OP-03)."""
    if book.state != Book.State.SIGNED or book.kind == Book.Kind.OPINIONS:
        return
    for level, items in sorted(book.per_level.items()):
        about = {"matter": str(book.Kind(book.kind).value), "audience": _named(level)}
        yield Line("work.items", book.signed_on, items, kind="OP-03", matter=_named(level), about=about)
