"""Totals and their parts, where the words announce them: 共57件，其中转办38件、直接受理19件."""

import re
from dataclasses import replace

_PARTS = re.compile(r"其中|按类别分|分别(?:是|为|有)?|包括|即|分类(?:看|为)|具体(?:是|为)")
_SAME = {
    frozenset(pair)
    for pair in (
        ("case", "piece"),
        ("unit", "union"),
        ("unit", "enterprise"),
        ("item", "unit"),
        ("item", "case"),
        ("item", "union"),
    )
}


def grouped(text, claims):
    """The claims with `group` and `role` where one sentence tells a total and parts of the same kind."""
    by_sentence = {}
    for claim in claims:
        if claim.counted:
            by_sentence.setdefault(claim.sentence, []).append(claim)
    roles = {}
    for (start, _), told in by_sentence.items():
        for total, parts in _breakdowns(text, start, told):
            for claim, role in [(total, "total"), *((part, "part") for part in parts)]:
                roles.setdefault(claim.id, (f"g{total.id}", role))
    return tuple(
        replace(claim, group=roles[claim.id][0], role=roles[claim.id][1]) if claim.id in roles else claim
        for claim in claims
    )


def _breakdowns(text, start, told):
    for at, total in enumerate(told[:-1]):
        after = text[total.number[1] : told[at + 1].number[0]]
        announced = _PARTS.search(after)
        if not announced or total.kind not in ("count", "money"):
            continue
        parts = []
        for claim in told[at + 1 :]:
            if not _alike(total, claim) or claim.per != total.per or claim.change:
                break
            parts.append(claim)
        if parts:
            yield total, parts


def _alike(total, part):
    return total.kind == part.kind and (total.unit == part.unit or frozenset((total.unit, part.unit)) in _SAME)
