"""Drift: what the ledger says differently since a report was frozen, figure by figure, with the records that made the difference."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Unit, within
from taizhang.reports.answering import Reader
from taizhang.reports.models import Report
from taizhang.reports.printing import Answer, printed
from taizhang.reports.saying import Said, as_frozen, sides

EVERY_LINE = 1_000_000


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
    changes = [(one, line) for one, line in _changes(report, said.chip, reader, row.as_of)]
    seen = _readable(viewer)
    visible = tuple(one for one, line in changes if seen is None or line.fact.unit_id in seen)
    hidden = [one for one, line in changes if not (seen is None or line.fact.unit_id in seen)]
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
    """[(Changed, a line of it)]: records whose lines count now and did not then, or the other way round; corrections net."""
    changes = []
    for side, code, unit, period, options in sides(report, chip, reader):
        effects, told = defaultdict(Decimal), {}
        now, then = _lines(code, unit, period, options, None), _lines(code, unit, period, options, as_of)
        for key in now.keys() | then.keys():
            line = now.get(key) or then[key]
            record = line.record_type, line.record_id
            effects[record] += (now[key].counts if key in now else 0) - (then[key].counts if key in then else 0)
            if record not in told or line.fact.pk > told[record].fact.pk:
                told[record] = line
        changes += [
            (_changed(side, told[record], effect), told[record]) for record, effect in effects.items() if effect
        ]
    return sorted(changes, key=lambda pair: (pair[0].side, pair[0].on, pair[0].record_id))


def _lines(code, unit, period, options, as_of):
    """Every line that a figure counts, by its key in the ledger."""
    trace = ledger.trace(code, unit, period, viewer=SYSTEM, per_page=EVERY_LINE, as_of=as_of, **options)
    return {line.fact.pk: line for line in trace.lines}


def _changed(side, line, effect):
    return Changed(side, line.record_type, line.record_id, line.title, line.url, line.occurred_on, effect, line.act.at)
