"""What a unit's file says to the ledger: that the unit exists, what it is, and how many staff it has, from which day on."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.organisation import kinds

# Units without a founding date always count: they stand in the ledger from a day before every report.
LONG_AGO = date(1900, 1, 1)

UNITS = Measure("organisation.units", _("Units"), _("units"), nature="balance")
STAFF = Measure("organisation.staff", _("Staff"), _("persons"), nature="balance")
FOUNDED = Measure("organisation.founded", _("Unions founded"), _("units"))
DISSOLVED = Measure("organisation.dissolved", _("Units dissolved"), _("units"))

FILTERS = {
    "类型": "kind",
    "所在社区": "community",
    "单位性质": "ownership",
    "职工人数": "staff",
    "统一社会信用代码": "credit_code",
    "备注": "remark",
    "名称": "name",
    "联合工会覆盖": "covered",
}


@dataclass(frozen=True)
class State:
    """What a unit is between two days."""

    kind: str
    words: str
    staff: int | None
    credit_code: str


def timeline(profile):
    """[(day, State or None)]: what the unit is from each day on; None once it is dissolved."""
    start = profile.founded_on if profile.founded_on and not profile.was_kind else LONG_AGO
    first = State(profile.unit.kind, profile.type_words, profile.staff, profile.credit_code)
    changes = [(row.on, {"staff": row.staff}) for row in profile.headcounts.all() if row.voided_at is None]
    if profile.legal_person_on and profile.legal_person_on > start:
        first = replace(first, credit_code="")
        changes.append((profile.legal_person_on, {"credit_code": profile.credit_code}))
    if profile.was_kind:
        union = {"kind": first.kind, "words": first.words}
        first = replace(first, kind=profile.was_kind, words=kinds.of(profile.was_kind).label)
        changes.append((profile.founded_on or LONG_AGO, union))
    return _run(start, first, sorted(changes, key=lambda change: change[0]), profile.dissolved_on)


def _run(start, state, changes, end):
    """Apply the changes in order; what happened on or before the start belongs to the first state."""
    states = {start: state}
    for day, change in changes:
        state = replace(state, **change)
        states[max(day, start)] = state
    if end:
        states = {day: known for day, known in states.items() if day < end}
        states[max(end, start)] = None
    return sorted(states.items())


def _about(profile, state):
    """The words to filter by. An unknown headcount is left out: it is neither small nor large."""
    words = {
        "kind": state.words,
        "community": profile.community,
        "ownership": profile.ownership,
        "credit_code": state.credit_code,
        "remark": profile.remark,
        "name": profile.unit.name,
        "covered": "是" if profile.covered_by_id else "否",
    }
    return words if state.staff is None else words | {"staff": state.staff}


def profile_lines(profile):
    """The unit counts from its founding to its dissolving; where something about it changes, the old words end and the new ones begin."""
    before = None
    for day, state in timeline(profile):
        if before is not None:
            yield from _standing(profile, before, day, -1)
        if state is not None:
            yield from _standing(profile, state, day, 1)
        before = state
    yield from _events(profile)


def _standing(profile, state, day, value):
    about, subject = _about(profile, state), f"unit:{profile.unit_id}"
    yield Line(UNITS.code, day, value, kind=state.kind, subject=subject, about=about)
    if state.staff:
        yield Line(STAFF.code, day, value * state.staff, kind=state.kind, about=about)


def _events(profile):
    last = [state for _day, state in timeline(profile) if state][-1:]
    if not last:
        return
    state, subject = last[0], f"unit:{profile.unit_id}"
    if profile.founded_on and kinds.of(state.kind).is_union:
        yield Line(FOUNDED.code, profile.founded_on, 1, kind=state.kind, subject=subject, about=_about(profile, state))
    if profile.dissolved_on:
        yield Line(
            DISSOLVED.code, profile.dissolved_on, 1, kind=state.kind, subject=subject, about=_about(profile, state)
        )


def staff_on(profile, day):
    """The headcount on file for a day; None if the unit did not exist or nobody counted."""
    staff = None
    for since, state in timeline(profile):
        if since <= day:
            staff = state.staff if state else None
    return staff
