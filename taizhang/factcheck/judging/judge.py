"""The whole judgement of a report, as the JSON of `taizhang check`: claims with verdicts, relations, damage."""

from taizhang.factcheck.reading.json import as_json

from .comparing import compare
from .evidence import as_entry
from .inside import relations
from .lastyear import against_last_year
from .linking import signature
from .printed import json_number
from .wording import not_compared


def judge(document, *, unit=None, period=None, viewer=None, links=None, last_year=None, progress=None):
    """The JSON of a checked report (shapes: docs/capabilities/factcheck.md). Without a unit the database is not touched.

    `links`: what officers of the union confirmed, {signature: {"code", "where", "scope", "nature"}}; `last_year`: the Document
    of the year before; `progress(done, of)` is called as the work goes on. Amounts are in yuan, rates in percent.
    """
    told = relations(document)
    found = as_json(document)
    verdicts = {}
    if unit is not None and period is not None:
        verdicts = compare(document, unit, period, viewer=viewer, links=links, relations=told, progress=progress)
    copied = against_last_year(document, last_year) if last_year is not None else {}
    claims = {claim.id: claim for claim in document.claims}
    for entry in found["claims"]:
        claim = claims[entry["id"]]
        entry.update(_verdict_of(claim, verdicts.get(claim.id), copied.get(claim.id), unit is not None))
    found["relations"] = [_relation(relation) for relation in told]
    return found


def _relation(relation):
    return {
        "type": relation.type,
        "claims": list(relation.claims),
        "holds": relation.holds,
        "expected": json_number(relation.expected),
        "found": json_number(relation.found),
        "explanation": relation.explanation,
    }


def _verdict_of(claim, verdict, copied, with_ledger):
    entry = {"signature": signature(claim)} if claim.counted else {}
    if verdict is None:
        entry |= {"verdict": "unchecked", "explanation": not_compared(claim, with_ledger), "evidence": []}
    else:
        entry |= as_entry(verdict)
    if copied is not None:
        entry["copied"] = True
        entry["last_year"] = {"quote": copied.quote, "value": json_number(copied.value)}
        entry["evidence"] = [
            *entry["evidence"],
            {"type": "last_year", "quote": copied.quote, "text": copied.explanation},
        ]
    return entry
