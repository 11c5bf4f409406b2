"""Claims against labels: recall and precision, by report."""

import csv
from collections import defaultdict
from decimal import Decimal, InvalidOperation


def labels_of(folder):
    """The lines of claims.csv in a folder."""
    with open(folder / "claims.csv", encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def place_labels(text, labels, start=0):
    """The labels of one file with the offset at which each stands: in reading order, as labels are, from `start` on."""
    placed, at = [], start
    for label in labels:
        found = text.find(label["quote"], at)
        if found < 0:
            found = text.find(label["quote"], max(start, at - 400))
        if found < 0:
            found = text.find(label["quote"])
        placed.append({**label, "start": found, "end": found + len(label["quote"])})
        at = max(at, found) if found >= 0 else at
    return placed


def compare(document, labels):
    """By report: (labels found, labels missed, claims right, claims wrong)."""
    results = defaultdict(lambda: ([], [], [], []))
    by_value = [(claim, _values(claim)) for claim in document.claims]
    for label in labels:
        value = _decimal(label["value"])
        hit = any(_touches(claim, label) and (value in values) for claim, values in by_value)
        results[label["report"]][0 if hit else 1].append(label)
    for claim, values in by_value:
        if claim.counted:
            report = _report_of(claim, labels)
            hit = any(_touches(claim, label) and _decimal(label["value"]) in values for label in labels)
            results[report][2 if hit else 3].append(claim)
    return dict(results)


def _values(claim):
    return {claim.value, claim.value_high} if claim.value_high is not None else {claim.value}


def _touches(claim, label):
    return claim.start < label["end"] and label["start"] < claim.end


def _report_of(claim, labels):
    before = [label for label in labels if label["start"] <= claim.start]
    return (before[-1] if before else labels[0])["report"]


def _decimal(text):
    try:
        return Decimal(text).normalize() + 0 if text else None
    except InvalidOperation:
        return None
