"""Why a figure changed: between two moments, two trees or two definitions, the records responsible. Their effects add up to the difference.

Each side of a figure is compared term by term. A term that both looks have is asked only for the lines that one of them counts and the
other does not; a term that one look has alone is asked for all its lines. Sums: a record's effect is the sum of its lines. Persons
counted once: a person who comes in or drops out is told of one record, the one that brought or took the line. Readings: a reading that
took the place of another is told by what it differs.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, Max, OuterRef, Sum

from taizhang.kernel.manifest import Indicator, registry
from taizhang.kernel.marks import words_of
from taizhang.kernel.models import ActLog, Fact, Unit
from taizhang.kernel.reading import Figure, _ask, _indicator, readings, standing_subjects, term_facts, value
from taizhang.kernel.tracing import records_behind

SLICE = 900  # SQLite reads no longer list at once
MANY = 9000  # so many subjects are asked for all together


@dataclass(frozen=True)
class Look:
    """One way to look at a figure: by which definition (a code or an Indicator), as known when (None: now), in which tree."""

    indicator: Indicator | str
    as_of: datetime | None = None
    tree: str = "then"


@dataclass(frozen=True)
class Effect:
    """What one record at one unit did to a side of a figure. `how`: recorded, corrected, taken_back, moved (another tree) or defined."""

    record_type: str
    record_id: int
    title: str
    url: str
    unit: Unit
    occurred_on: object
    effect: Decimal
    how: str
    act: ActLog
    mark: str = ""


@dataclass(frozen=True)
class Side:
    """Numerator or denominator: a page of its effects. Over all pages, with the hidden ones, they add up to `after` − `before`."""

    name: str
    before: Decimal
    after: Decimal
    effects: list
    count: int
    hidden_count: int
    hidden_effect: Decimal
    page: int
    pages: int

    @property
    def difference(self):
        """What the effects add up to."""
        return self.after - self.before

    @property
    def shown_effect(self):
        """What the effects that the viewer may see add up to."""
        return self.difference - self.hidden_effect


@dataclass(frozen=True)
class Change:
    """A figure under two looks, and for each of its sides the records that make the difference."""

    before: Figure
    after: Figure
    sides: tuple

    @property
    def is_none(self):
        """Whether both looks show the same, side by side."""
        return all(side.before == side.after and not side.count + side.hidden_count for side in self.sides)


def between(before, after, unit, period, *, viewer, scope="subtree", where="", page=1, per_page=50):
    """The Change of a figure from one Look to another, for a viewer: effects of records that he may see, the largest first."""
    looks = [replace(look, indicator=_indicator(look.indicator)) for look in (before, after)]
    asked = [_ask(unit, period, scope, where, look.as_of, look.tree) for look in looks]
    figures = [
        value(look.indicator, unit, period, scope=scope, where=where, as_of=look.as_of, tree=look.tree)
        for look in looks
    ]
    names = ("numerator", "denominator") if any(look.indicator.is_ratio for look in looks) else ("numerator",)
    found = {
        name: _visible(_effects([getattr(look.indicator, name) for look in looks], asked), viewer) for name in names
    }
    sides = tuple(_side(name, figures, *found[name], asked, page, per_page) for name in names)
    return Change(*figures, sides)


def _side(name, figures, effects, hidden, asked, page, per_page):
    before, after = (getattr(figure, name) or Decimal(0) for figure in figures)
    pages = max(1, -(-len(effects) // per_page))
    first = (min(page, pages) - 1) * per_page
    shown = _told(effects[first : first + per_page], asked)
    total = sum((effect for _, effect, _ in hidden), Decimal(0))
    return Side(name, before, after, shown, len(effects), len(hidden), total, min(page, pages), pages)


# --- effects ----------------------------------------------------------------------------------------------------------------------


def _effects(terms, asked):
    """[((record type, record key, unit key), effect, latest line)] of one side of a figure, the largest first."""
    sums, last = defaultdict(Decimal), {}
    before, after = terms
    for term in dict.fromkeys((*before, *after)):
        looks = [question if term in side else None for side, question in zip(terms, asked, strict=True)]
        step = Decimal(term.sign).scaleb(-registry.measures[term.measure].scale)
        for record, effect, line in _of_term(term, *looks):
            sums[record] += effect * step
            last[record] = max(line, last.get(record, 0))
    found = [(record, effect, last[record]) for record, effect in sums.items() if effect]
    return sorted(found, key=lambda one: (-abs(one[1]), one[0]))


def _of_term(term, before, after):
    """(record, effect in the smallest unit, latest line) of one term. A look without this term is None."""
    gained, lost = _apart(term, before, after)
    if registry.measures[term.measure].nature == "reading":
        return _of_readings(term, before, after, gained, lost)
    if term.how != "distinct":
        return _of_sums(gained, lost)
    return [
        *_of_sums(gained.filter(subject=""), lost.filter(subject="")),
        *_of_subjects(term, before, after, gained, lost),
    ]


def _apart(term, before, after):
    """(lines that only the later look counts, lines that only the earlier one counts)."""
    if before is None or after is None:
        return _facts(term, after), _facts(term, before)
    if replace(before, as_of=None) != replace(after, as_of=None):
        these, those = _facts(term, before), _facts(term, after)
        return _without(those, these), _without(these, those)
    if before.as_of == after.as_of:
        return Fact.objects.none(), Fact.objects.none()
    backwards = before.as_of is None or (after.as_of is not None and after.as_of < before.as_of)
    early, late = (after, before) if backwards else (before, after)
    between_them = _facts(term, late).filter(posted_at__gt=early.as_of)
    return (Fact.objects.none(), between_them) if backwards else (between_them, Fact.objects.none())


def _facts(term, question):
    return term_facts(term, question) if question is not None else Fact.objects.none()


def _without(these, those):
    return these.filter(~Exists(those.filter(pk=OuterRef("pk"))))


_RECORD = ("posting__record_type", "posting__record_id", "unit_id")


def _of_sums(gained, lost):
    for facts, sign in ((gained, 1), (lost, -1)):
        rows = facts.order_by().values_list(*_RECORD).annotate(net=Sum("value"), last=Max("id"))
        for *record, net, last in rows:
            yield tuple(record), sign * net, last


def _of_subjects(term, before, after, gained, lost):
    """A person who comes in or drops out, told of one record: the earliest that brought a line, or the latest that took one."""
    touched = {*_subjects(gained), *_subjects(lost)}
    was, now = _standing(_facts(term, before), touched), _standing(_facts(term, after), touched)
    turned = was ^ now
    nets = defaultdict(lambda: defaultdict(int))
    last = {}
    for facts, sign in ((gained, 1), (lost, -1)):
        rows = facts.exclude(subject="").order_by().values_list("subject", *_RECORD)
        for subject, *record, net, line in _among(rows.annotate(net=Sum("value"), last=Max("id")), turned):
            nets[subject][tuple(record)] += sign * net
            last[subject, tuple(record)] = max(line, last.get((subject, tuple(record)), 0))
    for subject in sorted(turned):
        sign = 1 if subject in now else -1
        lines = [(last[subject, record], record) for record, net in nets[subject].items() if net * sign > 0]
        line, record = min(lines) if sign > 0 else max(lines)
        yield record, sign, line


def _subjects(facts):
    return facts.exclude(subject="").order_by().values_list("subject", flat=True).distinct()


def _standing(facts, subjects):
    """Which of the subjects are counted."""
    return set(_among(standing_subjects(facts).values_list("subject", flat=True), subjects))


def _among(rows, subjects):
    """The rows of these subjects; of very many subjects by reading all rows once."""
    if len(subjects) > MANY:
        yield from (row for row in rows if (row if isinstance(row, str) else row[0]) in subjects)
        return
    names = sorted(subjects)
    for start in range(0, len(names), SLICE):
        yield from rows.filter(subject__in=names[start : start + SLICE])


def _of_readings(term, before, after, gained, lost):
    """A reading that is no longer the last one, or says something else: the difference, told of the record that came or went."""
    was, now = readings(_facts(term, before)), readings(_facts(term, after))
    moved = {(kind, key): line for facts in (lost, gained) for kind, key, line in _records(facts)}
    for key in was.keys() | now.keys():
        then, since = was.get(key), now.get(key)
        if then and since and then[1] == since[1]:
            continue
        told = since if since and (not then or since[2] in moved) else then
        yield (*told[2], key[0]), (since[1] if since else 0) - (then[1] if then else 0), moved.get(told[2], told[0])


def _records(facts):
    return facts.order_by().values_list(*_RECORD[:2]).annotate(last=Max("id"))


# --- in words ---------------------------------------------------------------------------------------------------------------------


def _visible(effects, viewer):
    """(effects that the viewer may see, those that he may not), each with its unit."""
    units = _units({record[2] for record, _, _ in effects})
    paths = None if getattr(viewer, "pk", None) is None else tuple(viewer.paths())
    seen, hidden = [], []
    for (record_type, record_id, unit_id), effect, line in effects:
        unit = units[unit_id]
        allowed = paths is None or unit.path.startswith(paths)
        (seen if allowed else hidden).append(((record_type, record_id, unit), effect, line))
    return seen, hidden


def _units(keys):
    keys, found = sorted(keys), {}
    for start in range(0, len(keys), SLICE):
        found.update(Unit.objects.in_bulk(keys[start : start + SLICE]))
    return found


def _told(effects, asked):
    """A page of effects with their records, acts and words."""
    records = records_behind({(kind, key) for (kind, key, _), _, _ in effects})
    lines = Fact.objects.select_related("posting__act__by").in_bulk([line for _, _, line in effects])
    return [
        _effect(record, effect, lines[line], records.get(record[:2]), _how(record, lines[line], asked))
        for record, effect, line in effects
    ]


def _effect(key, effect, line, record, how):
    record_type, record_id, unit = key
    return Effect(
        record_type=record_type,
        record_id=record_id,
        title=record.title() if record else f"{record_type} {record_id}",
        url=record.get_absolute_url() if record and hasattr(record, "get_absolute_url") else "",
        unit=unit,
        occurred_on=line.occurred_on,
        effect=effect,
        how=how,
        act=line.posting.act,
        mark=words_of(record_type),
    )


def _how(key, line, asked):
    """What happened to the record between the looks: something was posted, or it only counts in one of the two trees or definitions."""
    moments = [question.as_of for question in asked]
    first = min((moment for moment in moments if moment is not None), default=None)
    if moments[0] == moments[1] or first is None or line.posted_at <= first:
        return "moved" if asked[0].tree != asked[1].tree else "defined"
    posted = Fact.objects.filter(
        posting__record_type=key[0], posting__record_id=key[1], unit=key[2], posted_at__gt=first, measure=line.measure
    )
    if None not in moments:
        posted = posted.filter(posted_at__lte=max(moments))
    signs = set(posted.order_by().values_list("sign", flat=True).distinct())
    return "corrected" if len(signs) == 2 else "recorded" if signs == {1} else "taken_back"
