"""A verdict as JSON: the figure that was asked for, the arithmetic, what else fits, and suggestions for linking by hand."""

from .comparing import label_of
from .lexicon import indicator_of
from .printed import json_number


def as_entry(verdict):
    """The keys of a claim that come from the ledger."""
    entry = {"verdict": verdict.verdict, "explanation": verdict.explanation, "evidence": list(_evidence(verdict))}
    if verdict.candidate is not None:
        entry["link"] = {**link_of(verdict.candidate), "learned": verdict.candidate.learned}
        entry["ledger"] = {"value": json_number(verdict.number), "unit": unit_words(verdict.candidate)}
    if verdict.suggestions:
        entry["suggestions"] = [suggestion(one, known) for one, known in verdict.suggestions]
    return entry


def link_of(candidate):
    """What is learned when an officer confirms a reading."""
    asked = candidate.asked
    return {"code": asked.code, "where": asked.where, "scope": asked.scope, "nature": asked.nature or ""}


def suggestion(candidate, known):
    """A reading offered to the officer, with the ledger's number."""
    return {
        **link_of(candidate),
        "label": label_of(candidate),
        "score": round(min(1.0, candidate.score), 2),
        "value": json_number(known),
        "unit": candidate.asked.unit.code,
        "period": candidate.asked.period.code(),
    }


def unit_words(candidate):
    """元, 人, % …: what the ledger's number counts, in the reader's language."""
    indicator = indicator_of(candidate.asked.code, candidate.asked.nature)
    if indicator is None:
        return ""
    return "%" if indicator.percent else str(indicator.unit)


def _evidence(verdict):
    operands = verdict.operands or (((verdict.candidate, verdict.number),) if verdict.candidate is not None else ())
    for candidate, known in operands:
        yield _figure(candidate, known, "direct")
    if verdict.arithmetic:
        yield {"type": "arithmetic", "text": verdict.arithmetic}
    if verdict.alternative is not None:
        other = verdict.alternative
        yield {**_figure(other.candidate, other.number, "alternative"), "why": other.why}


def _figure(candidate, known, of):
    asked = candidate.asked
    return {
        "type": "figure",
        **link_of(candidate),
        "unit": asked.unit.code,
        "period": asked.period.code(),
        "value": json_number(known),
        "label": label_of(candidate),
        "of": of,
    }
