"""What bodies, posts, terms, elections and displays say to the ledger (catalogue OM-12 – OM-14)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.committees.models import Body, Election, Extension, Seat
from taizhang.kernel.calendar import DAY
from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

PERSONS, TIMES = pgettext_lazy("count", "persons"), pgettext_lazy("count", "times")
UNIONS, BODIES_UNIT = pgettext_lazy("count", "enterprises"), _("bodies")
BODIES = Measure("committees.bodies", _("Bodies of unions"), BODIES_UNIT, nature="balance")
SEATS = Measure("committees.seats", _("Posts held in bodies"), PERSONS, nature="balance")
GROUPED = Measure("committees.grouped", _("Members in union groups"), PERSONS, nature="balance")
TERMS = Measure("committees.terms", _("Terms in office"), BODIES_UNIT, nature="balance")
TERMS_DUE = Measure("committees.terms_due", _("Terms that end"), BODIES_UNIT)
IN_TIME = Measure("committees.reelected_in_time", _("Terms that end, re-elected in time"), BODIES_UNIT)
OVERDUE = Measure("committees.overdue", _("Terms that are over without an election"), BODIES_UNIT, nature="balance")
REELECTED = Measure("committees.reelected", _("Committees re-elected"), BODIES_UNIT)
PREPARING = Measure("committees.preparing", _("Elections under way"), UNIONS, nature="balance")
EXTENDED = Measure("committees.extended", _("Extensions of terms granted"), UNIONS)
LEADERS = Measure("committees.leaders_elected", _("Chairs and vice-chairs elected"), PERSONS)
PLAQUES = Measure("committees.plaques", _("Unions whose plaque hangs"), UNIONS, nature="balance")
DISPLAYED = Measure("committees.displayed", _("Officers on display"), PERSONS, nature="balance")
CHECKS = Measure("committees.duty_checks", _("Checks of officers' duties"), TIMES)
MEASURES = (
    BODIES, SEATS, GROUPED, TERMS, TERMS_DUE, IN_TIME, OVERDUE, REELECTED, PREPARING, EXTENDED, LEADERS, PLAQUES, DISPLAYED, CHECKS,
)  # fmt: skip
FILTERS = {"任职": "duty", "专兼职": "time"}
# Words of facts are Chinese, as workbooks and filters write them.
DUTIES = {Seat.Duty.HEAD: "正职", Seat.Duty.VICE: "副职", Seat.Duty.MEMBER: "委员"}
UNITS = {Body.Kind.GROUP: "个小组"}


def body_lines(body):
    """A body counts from its forming to its end, and once as one of OM-12."""
    about = {"matter": body.name}
    yield Line(BODIES.code, body.formed_on, 1, kind=body.kind, about=about)
    yield Line(
        "work.goods", body.formed_on, 1, kind="OM-12", matter=body.name,
        about=about | {"goods": "", "measure_unit": UNITS.get(body.kind, "个委员会")},
    )  # fmt: skip
    if body.dissolved_on:
        yield Line(BODIES.code, body.dissolved_on, -1, kind=body.kind, about=about)


def seat_lines(seat):
    """A post counts from its first day up to the day on which it ends; a member of a group as such."""
    sex = seat.person.sex if seat.person_id else ""
    about = {
        "matter": seat.body.name,
        "sex": sex,
        "duty": DUTIES[seat.duty],
        "time": "专职" if seat.full_time else "兼职",
    }
    measure = GROUPED if seat.in_group else SEATS
    yield Line(measure.code, seat.since, 1, kind=seat.body.kind, subject=seat.subject, about=about)
    if seat.until:
        yield Line(measure.code, seat.until, -1, kind=seat.body.kind, subject=seat.subject, about=about)
    if not seat.in_group:
        yield Line(
            "work.persons",
            seat.since,
            1,
            kind="OM-12",
            subject=seat.subject,
            matter=seat.body.name,
            about={"matter": seat.body.name},
        )


def term_lines(term):
    """A term is in office until it is handed over, ends on its last day, and is overdue from the next day until the election."""
    kind, about = term.body.kind, {"matter": term.body.name}
    end, closed = term.last_day, term.closed_on
    yield Line(TERMS.code, term.since, 1, kind=kind, about=about)
    if term.ended_on:
        yield Line(TERMS.code, term.ended_on, -1, kind=kind, about=about)
    if term.ended_on and not term.reelected_on and term.ended_on <= end:
        return  # the body was dissolved before its term was over
    yield Line(TERMS_DUE.code, end, 1, kind=kind, about=about)
    if term.reelected_on and term.reelected_on <= end:
        yield Line(IN_TIME.code, end, 1, kind=kind, about=about)
    if closed is None or closed > end:
        yield Line(OVERDUE.code, end + DAY, 1, kind=kind, about=about)
        if closed is not None:
            yield Line(OVERDUE.code, max(closed, end + DAY), -1, kind=kind, about=about)
    if term.reelected_on and kind == Body.Kind.COMMITTEE:
        late = "late" if term.reelected_on > end else "in_time"
        yield Line(REELECTED.code, term.reelected_on, 1, kind=late, about=about)


def extension_lines(extension):
    """An extension counts on the day of the decision."""
    if extension.state == Extension.State.APPROVED:
        yield Line(EXTENDED.code, extension.decided_on, 1, about={"matter": extension.term.body.name})


def election_lines(election):
    """Under way until it is handed over or called off; counted as OM-13 on the day of the approval."""
    about = {"matter": election.body.name}
    yield Line(PREPARING.code, election.prepared_on, 1, about=about)
    if over := election.handed_on or election.ended_on:
        yield Line(PREPARING.code, over, -1, about=about)
    if election.state not in Election.VALID:
        return
    yield Line("work.enterprises", election.approved_on, 1, kind="OM-13", matter=election.body.name, about=about)
    yield Line(
        "work.person_times", election.elected_on, election.present, kind="OM-13", matter=election.body.name, about=about
    )
    for race in election.races.all():
        if race.duty != Seat.Duty.MEMBER and race.body.kind == Body.Kind.COMMITTEE:
            yield from _leaders(election, race)


def _leaders(election, race):
    for one in race.candidates.all():
        if one.elected:
            kind = "again" if one.incumbent else "new"
            words = {"matter": race.body.name, "duty": DUTIES[race.duty]}
            yield Line(LEADERS.code, election.elected_on, 1, kind=kind, subject=one.subject, about=words)


def display_lines(display):
    """The plaque counts while it hangs, an officer while the identity is shown; each once as OM-14."""
    about = {"matter": display.how or "双亮双促"}
    end = display.ended_on
    if display.plaque_on:
        yield Line(PLAQUES.code, display.plaque_on, 1, subject=f"unit:{display.unit_id}", about=about)
        yield Line("work.enterprises", display.plaque_on, 1, kind="OM-14", about=about)
        if end:
            yield Line(PLAQUES.code, end, -1, subject=f"unit:{display.unit_id}", about=about)
    for officer in display.officers.all():
        if officer.shown_on:
            yield from _officer(officer, about, end)
    for check in display.checks.all():
        yield Line(CHECKS.code, check.on, 1, kind=check.result, about=about)


def _officer(officer, about, end):
    seat = officer.seat
    words = about | {"duty": DUTIES[seat.duty]}
    yield Line(DISPLAYED.code, officer.shown_on, 1, kind=seat.duty, subject=seat.subject, about=words)
    if end:
        yield Line(DISPLAYED.code, end, -1, kind=seat.duty, subject=seat.subject, about=words)
    if seat.duty == Seat.Duty.HEAD:
        yield Line("work.persons", officer.shown_on, 1, kind="OM-14", subject=seat.subject, about=about)
