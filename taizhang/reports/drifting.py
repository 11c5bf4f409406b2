"""Drift: what the ledger says differently since a report was frozen, figure by figure, with the records that made the difference."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.figures import resolve
from taizhang.kernel.filters import parse_where
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit, within
from taizhang.kernel.reading import Question, last_readings, standing_subjects, term_facts
from taizhang.kernel.tracing import records_behind
from taizhang.reports.answering import Reader
from taizhang.reports.models import Report
from taizhang.reports.printing import Answer, printed
from taizhang.reports.saying import Said, as_frozen, sides

SLICE = 500
SHOWN = 20


@dataclass(frozen=True)
class Changed:
    """A record that changed a figure since it was frozen, and by how much. `side`: now, before, numerator or denominator."""

    side: str
    record_type: str
    record_id: int
    title: str
    url: str
    on: object
    effect: Decimal
    at: object


@dataclass(frozen=True)
class Drift:
    """A frozen figure that the ledger now tells differently. Per side, visible and hidden effects add up to the difference."""

    said: Said
    now: Answer
    now_text: str
    changed: tuple
    hidden: int = 0  # records that the viewer may not see
    hidden_effect: Decimal = Decimal(0)

    @property
    def further(self):
        """How many changed records a page leaves out."""
        return max(0, len(self.changed) - SHOWN)

    @property
    def difference(self):
        """Now less then; of a rate, its numerator."""
        if self.said.chip.how == "value" and self.now.denominator is None:
            return (self.now.number or 0) - (self.said.answer.number or 0)
        return (self.now.numerator or 0) - (self.said.answer.numerator or 0)


def drift(report, *, viewer=SYSTEM):
    """[Drift] of a frozen or signed report; a draft computes its figures anew and cannot drift."""
    if report.state == Report.State.DRAFT:
        return []
    reader = Reader(report.unit, report.period)
    found = (_drifted(report, row, reader, viewer) for row in report.frozen.all())
    return [one for one in found if one]


def _drifted(report, row, reader, viewer):
    said = as_frozen(row)
    now = reader.ask(said.chip)
    if all(same(getattr(now, part), getattr(row, part)) for part in ("number", "numerator", "denominator")):
        return None
    changes = _changes(report, said.chip, reader, row.as_of)
    seen = _readable(viewer)
    visible = tuple(one for one, unit in changes if seen is None or unit in seen)
    hidden = [one for one, unit in changes if not (seen is None or unit in seen)]
    text = printed(said.chip, now, hedging=report.hedging)
    return Drift(said, now, text, visible, len(hidden), sum((one.effect for one in hidden), Decimal(0)))


def same(one, other):
    """Equal numbers, or both none."""
    return (one is None) == (other is None) and (one is None or round(Decimal(one), 6) == round(Decimal(other), 6))


def _readable(viewer):
    if viewer is SYSTEM:
        return None
    return set(Unit.objects.filter(within(viewer.paths())).values_list("pk", flat=True))


def _changes(report, chip, reader, as_of):
    """[(Changed, unit key)]: records whose lines made the difference since `as_of`; corrections of one record net."""
    found = []
    for side, code, unit, period, options in sides(report, chip, reader):
        where = parse_where(options["where"]) if options["where"] else None
        asked = Question(unit, period, options["scope"], where=where)
        indicator = resolve(code, options["nature"])
        effects = _netted(effect for term in indicator.numerator for effect in _effects(term, asked, as_of))
        records = records_behind({(fact.posting.record_type, fact.posting.record_id) for _, fact in effects})
        found += [(_changed(side, effect, fact, records), fact.unit_id) for effect, fact in effects]
    return sorted(found, key=lambda pair: (pair[0].side, pair[0].on, pair[0].record_id))


def _netted(effects):
    """[(effect, latest fact)] per record, without those that come to nothing."""
    sums, latest = defaultdict(Decimal), {}
    for effect, fact in effects:
        record = fact.posting.record_type, fact.posting.record_id
        sums[record] += effect
        if record not in latest or fact.pk > latest[record].pk:
            latest[record] = fact
    return [(effect, latest[record]) for record, effect in sums.items() if effect]


def _effects(term, asked, as_of):
    """(effect, fact) of one count: only what was posted after the moment is read, not the whole figure again."""
    measure = registry.measures[term.measure]
    facts = term_facts(term, asked).select_related("posting__act")
    unit = Decimal(term.sign).scaleb(-measure.scale)
    if measure.nature == "reading":
        yield from ((net * unit, fact) for net, fact in _read_otherwise(facts, as_of))
        return
    new = list(facts.filter(posted_at__gt=as_of).order_by("pk"))
    if term.how != "distinct":
        yield from ((fact.value * unit, fact) for fact in new)
        return
    yield from ((fact.value * unit, fact) for fact in new if not fact.subject)
    latest = {fact.subject: fact for fact in new if fact.subject}
    now, then = _standing(facts, latest), _standing(facts.filter(posted_at__lte=as_of), latest)
    yield from ((Decimal(term.sign) * ((subject in now) - (subject in then)), fact) for subject, fact in latest.items())


def _standing(facts, subjects):
    """Which of the subjects are counted."""
    names = sorted(subjects)
    found = set()
    for start in range(0, len(names), SLICE):
        chosen = standing_subjects(facts.filter(subject__in=names[start : start + SLICE]))
        found.update(chosen.values_list("subject", flat=True))
    return found


def _read_otherwise(facts, as_of):
    """(difference, fact) of readings: the last one now, less the last one then."""
    now, then = dict(last_readings(facts)), dict(last_readings(facts.filter(posted_at__lte=as_of)))
    named = facts.in_bulk([key for key in now.keys() | then.keys() if now.get(key) != then.get(key)])
    return [(now.get(key, 0) - then.get(key, 0), fact) for key, fact in named.items()]


def _changed(side, effect, fact, records):
    posting = fact.posting
    record = records.get((posting.record_type, posting.record_id))
    title = record.title() if record else f"{posting.record_type} {posting.record_id}"
    url = record.get_absolute_url() if record and hasattr(record, "get_absolute_url") else ""
    return Changed(side, posting.record_type, posting.record_id, title, url, fact.occurred_on, effect, posting.act.at)
