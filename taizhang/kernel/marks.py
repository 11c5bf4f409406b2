"""Figures that rest in part on something weaker than a record: a report that says so (`Record.mark`). They say it wherever they stand.

Hardly any union has such lines, and a board shows fifty figures: what is marked is asked once for a request, by record type, and
costs one look into an index where there is nothing.
"""

from dataclasses import dataclass

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, Posting
from taizhang.kernel.requests import memory


@dataclass(frozen=True)
class Marked:
    """What of a measure and kind rests on marked records at a place: whose words it carries, and since when the lines count."""

    measure: str
    kind: str
    record_type: str
    on: object
    path: str


def words_of(record_type):
    """The mark of a type of record, empty where its lines rest on records."""
    declared = registry.records.get(record_type)
    return declared.mark if declared else ""


def stand():
    """Whether any line of the ledger is marked at all."""
    return bool(_all())


def on_figure(indicator, unit, period):
    """The marks that a figure carries: words, each once."""
    found = {}
    for line in _at(unit):
        for term in (*indicator.numerator, *indicator.denominator):
            if _counts(term, line, period):
                found[line.record_type] = words_of(line.record_type)
    return list(found.values())


def _counts(term, line, period):
    if term.measure != line.measure or (term.kinds and line.kind not in term.kinds) or line.kind in term.not_kind:
        return False
    balance = registry.measures[term.measure].nature == "balance"
    return line.on < period.until and (balance or line.on >= period.start)


def _at(unit):
    """The marked lines of the unit's subtree."""
    return [line for line in _all() if line.path.startswith(unit.path)]


def _all():
    """Every marked line of the ledger, asked once while one request runs."""
    known = memory("marks")
    if "all" not in known:
        known["all"] = _asked()
    return known["all"]


def _asked():
    types = [record.type for record in registry.records.values() if record.mark]
    if not types:
        return ()
    rows = Posting.objects.filter(record_type__in=types).order_by().values_list("pk", "record_type", "reverses")
    told = list(rows)  # reversals with them: whatever joins the table to itself reads all of it
    undone = {reverses for _pk, _type, reverses in told if reverses}
    postings = {pk: record_type for pk, record_type, reverses in told if not reverses and pk not in undone}
    if not postings:
        return ()
    lines = Fact.objects.filter(posting__in=list(postings)[:5000])
    rows = lines.values_list("measure", "kind", "posting", "occurred_on", "path")
    return tuple({Marked(measure, kind, postings[key], on, path) for measure, kind, key, on, path in rows})
