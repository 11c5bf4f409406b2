"""A document as the JSON of `taizhang check --json`, as far as reading goes: claims without verdicts, damage."""

import re


def as_json(document, number=None):
    """{"document", "claims", "damage"}: plain dictionaries of strings, numbers and lists; judging adds the rest.

    `number`: the report of the file, 1, 2, 3 …; without it all of them.
    """
    claims = document.claims if number is None else document.of_report(number)
    return {
        "document": {
            "name": document.name,
            "format": document.format,
            "encoding": document.encoding,
            "length": len(document.text),
            "digest": document.digest,
            "reports": [report_as_json(report) for report in document.reports],
            "sections": [section_as_json(section) for section in document.sections],
            "noise": [{"start": noise.start, "end": noise.end, "kind": noise.kind} for noise in document.noise],
        },
        "claims": [claim_as_json(claim) for claim in claims],
        "damage": [damage_as_json(damage) for damage in document.damage],
    }


def report_as_json(report):
    """One report of the file."""
    return {
        "number": report.number,
        "title": report.title,
        "start": report.start,
        "end": report.end,
        "organisation": report.organisation,
        "year": report.year,
        "half": report.half,
    }


def section_as_json(section):
    """One heading and what stands below it."""
    return {
        "path": section.path,
        "title": section.title,
        "level": section.level,
        "start": section.start,
        "end": section.end,
        "report": section.report,
        "plan": section.plan,
    }


def claim_as_json(claim):
    """One claim as the issue shapes it, and beyond that what reading knows of it."""
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "value": plain_number(claim.value),
        "value_high": plain_number(claim.value_high),
        "unit": claim.unit,
        "hedge": claim.hedge,
        "kind": claim.kind,
        "subject": claim.subject,
        "noun": claim.noun,
        "section": claim.section,
        "period": claim.period,
        "measure": claim.measure,
        "per": claim.per,
        "qualifiers": list(claim.qualifiers),
        "organisation": claim.organisation,
        "scope": claim.scope,
        "change": claim.change,
        "base": claim.base,
        "group": claim.group,
        "role": claim.role,
        "report": claim.report,
        "origin": claim.origin,
        "damaged": claim.damaged,
    }


def damage_as_json(damage):
    """One damaged place."""
    return {
        "start": damage.start,
        "end": damage.end,
        "quote": damage.quote,
        "kind": damage.kind,
        "recovered": plain_number_of(damage.recovered),
        "explanation": damage.explanation,
        "claims": list(damage.claims),
    }


def plain_number(value):
    """A Decimal as int when whole, else as float; None stays None."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def plain_number_of(text):
    """What was recovered: a number where it is one, the words where not, None for nothing."""
    if not text:
        return None
    if re.fullmatch(r"\d{1,15}", text):
        return int(text)
    return float(text) if re.fullmatch(r"\d{1,15}\.\d{1,6}", text) else text
