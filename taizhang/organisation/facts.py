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
CHANGES = Measure("organisation.changes", _("Changes of the tree"), _("units"))
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
    name: str


def timeline(profile):
    """[(day, State or None)]: what the unit is from each day on; None once it is dissolved."""
    start = profile.founded_on if profile.founded_on and not profile.was_kind else LONG_AGO
    named, *renamed = _names(profile)
    first = State(staff=profile.staff, credit_code=profile.credit_code, **named)
    changes = [(row.on, {"staff": row.staff}) for row in profile.headcounts.all() if row.voided_at is None]
    changes += [(date.fromisoformat(old["until"]), new) for old, new in zip(profile.earlier, renamed, strict=True)]
    if profile.legal_person_on and profile.legal_person_on > start:
        first = replace(first, credit_code="")
        changes.append((profile.legal_person_on, {"credit_code": profile.credit_code}))
    if profile.was_kind:
        union = {"kind": first.kind, "words": first.words}
        first = replace(first, kind=profile.was_kind, words=kinds.of(profile.was_kind).label)
        changes.append((profile.founded_on or LONG_AGO, union))
    return _run(start, first, sorted(changes, key=lambda change: change[0]), profile.dissolved_on)


def _names(profile):
    """[{"name", "kind", "words"}]: what it was called and what it was, one after the other; the last is today's."""
    earlier = [{key: one[key] for key in ("name", "kind", "words")} for one in profile.earlier]
    return [*earlier, {"name": profile.unit.name, "kind": profile.unit.kind, "words": profile.type_words}]


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
        "name": state.name,
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


# The ledger's words are the same whoever posts them, in whatever language.
MATTERS = {"found": "新建", "move": "调整隶属", "rename": "更名", "merge": "合并", "split": "分设", "dissolve": "撤销"}


def reorganisation_lines(record):
    """A change of the tree that was carried out counts once, on its day, where it was decided; one that was taken back never was."""
    if record.state != "done" or record.kind == "undo":
        return
    about = {"matter": MATTERS[record.kind], "remark": record.reason}
    yield Line(CHANGES.code, record.effective_on, 1, kind=record.kind, about=about)
    yield Line("work.entries", record.effective_on, 1, kind="OM-01", subject=f"unit:{record.unit_id}", about=about)
