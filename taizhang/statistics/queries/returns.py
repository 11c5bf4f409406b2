"""What a return says: from the ledger, from declarations, or frozen; and what the returns of the unions below add up to."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from taizhang.kernel import byunit, completeness
from taizhang.kernel.figures import resolve
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, Unit, within
from taizhang.organisation.models import Profile
from taizhang.statistics.editions import Line
from taizhang.statistics.models import Declaration, Return

LEDGER, DECLARED, OPEN = "ledger", "declared", "open"


@dataclass(frozen=True)
class Answer:
    """What stands in a line: the number (None: to fill in), where it comes from, and who said so."""

    line: Line
    value: Decimal | None
    origin: str
    declared: Declaration | None = None
    version: str = ""

    @property
    def is_linked(self):
        return self.origin == LEDGER and not self.line.where


def returns(user, under):
    """Returns of the unit and below that the user may read, the newest first."""
    found = Return.objects.visible_to(user).standing().below(under).select_related("unit")
    return found.order_by("-year", "unit__path", "pk")


def base_unions(unit, period):
    """Grassroots unions at and below the unit that stood on the last day of the period: they fill in the survey."""
    codes = [one.code for one in registry.unit_kinds.values() if one.is_union and one.grassroots]
    there = (Q(since=None) | Q(since__lt=period.until)) & (Q(until=None) | Q(until__gte=period.until))
    return Unit.objects.filter(within([unit.path]), there, kind__in=codes).order_by("path")


def is_base(unit):
    """Whether the unit is a grassroots union."""
    kind = registry.unit_kinds.get(unit.kind)
    return bool(kind and kind.is_union and kind.grassroots)


def indicator_of(line):
    """The Indicator that answers a line, narrowed as the line says; None for one that is filled in."""
    if not line.figure:
        return None
    found = resolve(line.figure)
    if not line.where:
        return found
    return replace(found, of=tuple(replace(term, where=line.where) for term in found.numerator))


def answers(one, *, as_of=None, tree="then"):
    """{line: Answer} as the ledger and the declarations say now (or said at a moment)."""
    told = _from_ledger(one, as_of, tree)
    declared = {row.line: row for row in one.declarations.standing().select_related("by")}
    if as_of is not None:
        declared = {code: row for code, row in declared.items() if row.said_at <= as_of}
    found = {}
    for code, line in one.form.lines.items():
        if code in told:
            found[code] = Answer(line, told[code], LEDGER, declared.get(code))
        elif code in declared:
            found[code] = Answer(line, declared[code].value, DECLARED, declared[code])
        else:
            found[code] = Answer(line, None, OPEN)
    return found


def shown(one, *, as_of=None, tree="then"):
    """{line: Answer} as the page shows them: once handed in, as they were handed in."""
    if one.state == Return.State.DRAFT or as_of is not None or tree != "then":
        return answers(one, as_of=as_of, tree=tree)
    declared = {row.line: row for row in one.declarations.standing().select_related("by")}
    kept = one.frozen["lines"]
    return {
        code: Answer(
            line, Decimal(kept[code]["value"]), kept[code]["origin"], declared.get(code), kept[code]["version"]
        )
        for code, line in one.form.lines.items()
        if code in kept
    }


def _from_ledger(one, as_of, tree):
    """{line: Decimal} of the lines that the ledger answers: of which the union has ever recorded anything.

    What the base unions below hand in themselves is taken off, so that all returns together count each thing and person once.
    """
    period = one.period
    lines = [(line, indicator) for line in one.form.lines.values() if (indicator := indicator_of(line)) is not None]
    known = _recorded(one.unit, period, {term.measure for _line, found in lines for term in found.numerator}, as_of)
    lines = [(line, found) for line, found in lines if any(_is_known(term, known) for term in found.numerator)]
    if not lines:
        return {}
    below = _topmost(one.unit, period)
    columns = byunit.columns_by_unit(
        [(found, period) for _line, found in lines], one.unit, [one.unit, *below], as_of=as_of, tree=tree
    )
    return {
        line.code: Decimal(column.numbers[0]) - sum(map(Decimal, column.numbers[1:]), Decimal(0))
        for (line, _found), column in zip(lines, columns, strict=True)
    }


def _topmost(unit, period):
    """Base unions directly below the unit in the order of base unions."""
    found = []
    for one in base_unions(unit, period).exclude(pk=unit.pk):
        if not (found and one.path.startswith(found[-1].path)):
            found.append(one)
    return found


def _recorded(unit, period, measures, as_of):
    """{(measure, kind)} of which the union and what is below has ever had a line."""
    facts = Fact.objects.filter(within(unit.paths), measure__in=sorted(measures), occurred_on__lt=period.until)
    facts = facts.filter(posted_at__lte=as_of) if as_of else facts
    return set(facts.order_by().values_list("measure", "kind").distinct())


def _is_known(term, known):
    return any(measure == term.measure and (not term.kinds or kind in term.kinds) for measure, kind in known)


def division_of(one):
    """Item 903 of the cover, six digits: where the union is registered, which its unified social credit code says in places 3 to 8
    (GB 32100-2015). Empty for one that is no legal person yet."""
    code = Profile.objects.filter(unit=one.unit).values_list("credit_code", flat=True).first() or ""
    return code[2:8] if len(code) == 18 and code[2:8].isdecimal() else ""


def basis_of_zeros(one, answers):
    """What the lines rest on to which the ledger answers nought: how complete the union's books are, in a sentence; empty without such a line."""
    if not any(answer.origin == LEDGER and not answer.value for answer in answers.values()):
        return ""
    as_of = datetime.fromisoformat(one.frozen["known_at"]) if one.state != Return.State.DRAFT else None
    books = completeness.of(one.unit, one.period, as_of=as_of)
    return books.basis() if books.allows else books.missing()


# --- adding up --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Summary:
    """What the returns below a unit add up to: {line: sum}, whose are in, whose are missing."""

    unit: Unit
    year: int
    totals: dict
    handed_in: list  # Return
    missing: list  # (Unit, Return or None)


def summary(unit, edition, year, *, accepted_only=False):
    """Add up what was handed in below the unit for a year."""
    states = [Return.State.ACCEPTED] if accepted_only else [Return.State.ACCEPTED, Return.State.SUBMITTED]
    rows = Return.objects.standing().below(unit).filter(edition=edition.code, year=year).select_related("unit")
    by_unit = {one.unit_id: one for one in rows.order_by("unit__path")}
    handed_in = [one for one in by_unit.values() if one.state in states]
    known = {one.unit_id for one in handed_in}
    missing = [(one, by_unit.get(one.pk)) for one in base_unions(unit, edition.period(year)) if one.pk not in known]
    totals = {
        code: sum(
            (Decimal(one.frozen["lines"][code]["value"]) for one in handed_in if code in one.frozen["lines"]),
            Decimal(0),
        )
        for code in edition.lines
    }
    return Summary(unit, year, totals, handed_in, missing)


def of_ledger(unit, edition, year):
    """{line: Decimal}: what the ledger says of everything at and below a unit, now, for the lines that it answers; each person and thing once."""
    asked = {line.code: found for line in edition.lines.values() if (found := indicator_of(line)) is not None}
    columns = byunit.columns_by_unit([(found, edition.period(year)) for found in asked.values()], unit, [unit])
    return {code: Decimal(column.numbers[0]) for code, column in zip(asked, columns, strict=True)}


@dataclass(frozen=True)
class Beside:
    """A union's answer in its return beside what the ledger says of it now. `said`: None where no return was handed in."""

    unit: Unit
    one: Return | None
    said: Decimal | None
    origin: str
    known: Decimal

    @property
    def difference(self):
        """What the ledger has more (or less) than the return."""
        return self.known - (self.said or Decimal(0))


def beside(told, edition, line):
    """([Beside] of each union, the rest): their differences and the rest make what the ledger has more than all returns together.

    The rest is what no single union's own books hold: lines of the unions above, and persons whom several unions name and who count once.
    """
    rows = {one.unit_id: one for one in told.handed_in}
    units = [*(one.unit for one in told.handed_in), *(unit for unit, _one in told.missing)]
    units = sorted({unit.pk: unit for unit in units}.values(), key=lambda unit: unit.path)
    (column,) = byunit.columns_by_unit(
        [(indicator_of(line), edition.period(told.year))], told.unit, [told.unit, *units]
    )
    whole, *numbers = map(Decimal, column.numbers)
    own, open_ = list(numbers), []
    for place, unit in enumerate(units):  # what a union below hands in itself is not its own
        while open_ and not unit.path.startswith(units[open_[-1]].path):
            open_.pop()
        if open_:
            own[open_[-1]] -= numbers[place]
        open_.append(place)
    found = []
    for unit, known in zip(units, own, strict=True):
        one = rows.get(unit.pk)
        kept = one.frozen["lines"].get(line.code) if one else None
        said = Decimal(kept["value"]) if kept else None
        found.append(Beside(unit, one, said, kept["origin"] if kept else "", known))
    return found, whole - sum(own, Decimal(0))
