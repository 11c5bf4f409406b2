"""Routes of approval: declared by apps, laid down otherwise by a federation, laid out over the tree when somebody asks.

A route is a list of steps from below to above. An app declares it in `approvals.py` and its manifest (`routes=`); a federation may
lay down its own steps, deadlines and bands for itself and everything below, as a row of the rulebook with place, days of validity
and source. What holds on a day is a `Plan`; its `version` is the digest of its content, kept with every case.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

from django.utils.translation import gettext_lazy as _

from taizhang.kernel import rulebook
from taizhang.kernel.manifest import Words, registry
from taizhang.kernel.models import Unit
from taizhang.kernel.wording import both, frozen, told

# Where a step is decided: at the record's own union, at the union above it, or at the nearest union of that level at or above it.
PLACES = {
    "own": _("own union"),
    "parent": _("the union above"),
    "community": _("community union"),
    "town": _("town union"),
    "county": _("county union"),
    "city": _("city union"),
    "province": _("provincial union"),
    "nation": _("national federation"),
}
LEVELS = {"town": 5, "county": 4, "city": 3, "province": 2, "nation": 1}
LEVEL_NAMES = {number: name for name, number in LEVELS.items()}


@dataclass(frozen=True)
class Step:
    """One step of a route.

    `days`: working days until the last day; `needs`: "any", "all" or a number of those who hold one of the roles there;
    `from_amount` (included) and `below_amount` (excluded): the band of amounts that takes this step; `remind` and `escalate`:
    working days before the last day on which the desk reminds, and on which the union above may decide as well (None: never).
    """

    code: str
    label: Words
    place: str = "own"
    roles: tuple = ("chair",)
    days: int = 10
    needs: str | int = "any"
    from_amount: Decimal | None = None
    below_amount: Decimal | None = None
    remind: int = 2
    escalate: int | None = None

    def takes(self, amount):
        """Whether the band of this step takes the amount; a step without a band takes all."""
        if self.from_amount is None and self.below_amount is None:
            return True
        return (self.from_amount is None or amount >= self.from_amount) and (
            self.below_amount is None or amount < self.below_amount
        )

    @property
    def banded(self):
        return self.from_amount is not None or self.below_amount is not None


@dataclass(frozen=True)
class Route:
    """A way of approval that an app declares.

    `approved`, `returned`, `refused`, `withdrawn`, `resubmitted`: called as `(record, by=, on=, note=, approval=)` inside the act.
    `shows(record)` → {label: text}: what deciders are shown, frozen when it is asked for. `amounts(record)` → yuan: what it amounts to
    now, asked anew when a returned case is submitted again, so that a larger sum meets the steps of its band. `sent_up_as`: the row of
    the catalogue of which a case that goes to a union above its own is one item (FA-06). `again`: where a returned case goes on,
    "start" or "step" (with the one who returned it; earlier consents are kept).
    """

    code: str
    label: Words
    steps: tuple
    approved: Callable | None = None
    returned: Callable | None = None
    refused: Callable | None = None
    withdrawn: Callable | None = None
    resubmitted: Callable | None = None
    shows: Callable | None = None
    amounts: Callable | None = None
    sent_up_as: str = ""
    again: str = "start"

    @property
    def key(self):
        """Its key in the rulebook."""
        return f"approvals.{self.code}"


@dataclass(frozen=True)
class Plan:
    """The steps of a route as they bind a unit on a day, and who laid them down (empty: as declared)."""

    route: Route
    steps: tuple
    source: str = ""

    @property
    def version(self):
        """Eight letters that change with any change of the steps."""
        content = json.dumps([written(step) for step in self.steps], ensure_ascii=False, sort_keys=True)
        return blake2b(content.encode(), digest_size=4).hexdigest()

    @property
    def banded(self):
        return any(step.banded for step in self.steps)


@dataclass(frozen=True)
class Laid:
    """A step at its place in the tree; `unit` is None, and `why` says why, where it does not apply."""

    step: Step
    unit: Unit | None
    why: dict


# --- what holds ----------------------------------------------------------------------------------------------------------------


def plan_of(route, unit, on):
    """The Plan that binds a unit on a day: the nearest federation's own, or the declared one."""
    own = rulebook.find(route.key, unit, on)
    if own is None:
        return Plan(route, route.steps)
    since = f", {own.valid_from}" if own.valid_from else ""
    return Plan(route, tuple(map(read, own.value["steps"])), f"{own.place} {own.citation()}{since}".strip())


def lay_down(route, steps, *, unit, since, source, article=""):
    """A federation's own steps for itself and everything below, from a day on. Inside an act; returns the row of the rulebook."""
    return rulebook.lay_down(
        route.key,
        both(_("Way of approval: %(route)s"), route=both(route.label)),
        {"steps": [written(step) for step in steps]},
        unit=unit,
        since=since,
        source=source,
        article=article,
    )


def written(step):
    """A step as JSON keeps it."""
    return {
        "code": step.code,
        "label": frozen(step.label),
        "place": step.place,
        "roles": list(step.roles),
        "days": step.days,
        "needs": str(step.needs),
        "from": None if step.from_amount is None else str(step.from_amount),
        "below": None if step.below_amount is None else str(step.below_amount),
        "remind": step.remind,
        "escalate": step.escalate,
    }


def read(row):
    """A step from JSON."""
    return Step(
        code=row["code"],
        label=row["label"],
        place=row["place"],
        roles=tuple(row["roles"]),
        days=int(row["days"]),
        needs=row.get("needs", "any"),
        from_amount=None if row.get("from") is None else Decimal(row["from"]),
        below_amount=None if row.get("below") is None else Decimal(row["below"]),
        remind=int(row.get("remind", 2)),
        escalate=row.get("escalate"),
    )


def label_of(step):
    """The step's name in the reader's language."""
    return told(step.label) if isinstance(step.label, dict) else str(step.label)


# --- over the tree ---------------------------------------------------------------------------------------------------------------


def lay_out(plan, unit, amount):
    """[Laid, …]: the plan's steps at their units; a step without a place, outside its band or twice at one place has none."""
    line = unions_upwards(unit)
    laid, seen = [], {}
    for step in plan.steps:
        place = place_of(step.place, line)
        if not step.takes(amount if amount is not None else Decimal(0)):
            laid.append(Laid(step, None, both(_("Not needed for this amount."))))
        elif place is None:
            laid.append(
                Laid(
                    step, None, both(_("There is no %(place)s at or above this union."), place=both(PLACES[step.place]))
                )
            )
        elif (place.pk, step.roles) in seen:
            laid.append(
                Laid(step, None, both(_("The same union decides at “%(step)s”."), step=seen[place.pk, step.roles]))
            )
        else:
            seen[place.pk, step.roles] = frozen(step.label) if not isinstance(step.label, dict) else step.label
            laid.append(Laid(step, place, {}))
    return laid


def unions_upwards(unit):
    """The unions from the unit (or the nearest union above it) to the root."""
    line = [*Unit.objects.filter(path__in=unit.ancestor_paths()).order_by("-path")]
    return [place for place in (unit, *line) if _kind(place) is None or _kind(place).is_union]


def place_of(place, line):
    """The unit of a place, seen from the first of the line; None where there is none."""
    if place == "own":
        return line[0] if line else None
    if place == "parent":
        return line[1] if len(line) > 1 else None
    return next((unit for unit in line if level_of(unit) == place), None)


def level_of(unit):
    """The level of a unit by its kind: community, town, county …; "base" for other grassroots unions."""
    kind = _kind(unit)
    if kind is None:
        return "base"
    if kind.family == "gathering":
        return "community"
    return LEVEL_NAMES.get(kind.level, "base")


def _kind(unit):
    return registry.unit_kinds.get(unit.kind)


# --- is it sound -----------------------------------------------------------------------------------------------------------------


def faults(route, steps=None):
    """What is wrong with a route (or with other steps for it), as sentences for its author; empty when it is sound."""
    steps = route.steps if steps is None else steps
    codes = [step.code for step in steps]
    if not steps:
        yield f"route {route.code} has no steps"
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"route {route.code} has the step {code} twice"
    if route.again not in ("start", "step"):
        yield f"route {route.code}: again is start or step"
    for step in steps:
        yield from (f"route {route.code}, step {step.code}: {fault}" for fault in _faults_of(step))


def _faults_of(step):
    if step.place not in PLACES:
        yield f"unknown place {step.place}"
    if not step.roles:
        yield "nobody decides"
    yield from (f"unknown role {role}" for role in step.roles if role not in registry.roles)
    if str(step.needs) not in ("any", "all") and not (str(step.needs).isdecimal() and int(step.needs) > 0):
        yield "needs is any, all or a number"
    if step.days < 1:
        yield "a step has at least one working day"
    if step.from_amount is not None and step.below_amount is not None and step.below_amount <= step.from_amount:
        yield "an empty band of amounts"
