"""Drift: what the ledger says differently since a report was frozen, figure by figure, with the records that made the difference."""

from dataclasses import dataclass
from decimal import Decimal

from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.changes import Look, between
from taizhang.kernel.definitions import version_of
from taizhang.kernel.figures import UnknownFigure, resolve
from taizhang.reports.answering import Reader
from taizhang.reports.models import Report
from taizhang.reports.printing import Answer, printed
from taizhang.reports.saying import Said, as_frozen, sides

MOST = 1000  # records of one figure that are named
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
    rows = list(report.frozen.all())
    reader = Reader(report.unit, report.period, versions=versions_of(rows))
    found = (_drifted(report, row, reader, viewer) for row in rows)
    return [one for one in found if one]


def versions_of(rows):
    """{(code, nature): version} of the definitions by which these frozen figures were reckoned."""
    return {
        (code, as_frozen(row).chip.nature or None): version for row in rows for code, version in row.versions.items()
    }


def redefined(report):
    """[(Said, code, version)]: figures whose definition is another one today; their drift is told by the one they were frozen with."""
    found = []
    for row in report.frozen.all():
        for code, version in row.versions.items():
            try:
                current = version_of(resolve(code, as_frozen(row).chip.nature or None))
            except UnknownFigure:
                current = ""
            if current != version:
                found.append((as_frozen(row), code, version))
    return found


def _drifted(report, row, reader, viewer):
    said = as_frozen(row)
    now = reader.ask(said.chip)
    if all(same(getattr(now, part), getattr(row, part)) for part in ("number", "numerator", "denominator")):
        return None if not _lost_its_basis(said, now) else Drift(said, now, printed(said.chip, now), ())
    visible, hidden, hidden_effect = _changes(report, said.chip, reader, row.as_of, viewer)
    text = printed(said.chip, now, hedging=report.hedging)
    return Drift(said, now, text, tuple(visible), hidden, hidden_effect)


def same(one, other):
    """Equal numbers, or both none."""
    return (one is None) == (other is None) and (one is None or round(Decimal(one), 6) == round(Decimal(other), 6))


def _lost_its_basis(said, now):
    """Whether "none" was frozen and the books would not bear it any more: something that they rested on was taken back."""
    return said.chip.how == "none" and said.text.startswith("没有发生") and not now.says_something


def _changes(report, chip, reader, as_of, viewer):
    """([Changed], how many records the viewer may not see, what they come to): the records that made the difference since `as_of`."""
    found, hidden, hidden_effect = [], 0, Decimal(0)
    for words, code, unit, period, options in sides(report, chip, reader):
        indicator = reader.indicator(code, options["nature"])
        asked = {"scope": options["scope"], "where": options["where"], "viewer": viewer, "per_page": MOST}
        change = between(Look(indicator, as_of), Look(indicator), unit, period, **asked)
        for side in change.sides:
            name = side.name if indicator.is_ratio else words
            found += [_changed(name, effect) for effect in side.effects]
            hidden, hidden_effect = hidden + side.hidden_count, hidden_effect + side.hidden_effect
    return sorted(found, key=lambda one: (one.side, one.on, one.record_id)), hidden, hidden_effect


def _changed(side, one):
    return Changed(side, one.record_type, one.record_id, one.title, one.url, one.occurred_on, one.effect, one.act.at)
