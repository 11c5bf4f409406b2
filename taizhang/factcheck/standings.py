"""How a figure of a report stands: verdict of the ledger and arithmetic of the text in one word, with its mark and its tone.

A mark is a sign and a word, never a colour alone. Worst first: the order of lists, of the summary and of the five worst.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Standing:
    """One way to stand: `sign` in the text, `label` in words, `tone` of its ground, `words` for whoever asks what it means."""

    code: str
    sign: str
    label: str | Promise
    tone: str
    words: str | Promise
    wrong: bool = False  # does not hold
    open: bool = False  # somebody must look


STANDINGS = (
    Standing(
        "contradicted", "✗", _("differs from the ledger"), "red",
        _("The ledger holds another number for this; the explanation says which and by how much."), wrong=True, open=True,
    ),
    Standing(
        "inconsistent", "≠", _("does not add up"), "red",
        _("The report contradicts itself here: a sum, an average, a rate or the same fact told twice."), wrong=True, open=True,
    ),
    Standing(
        "ambiguous", "？", _("several meanings"), "amber",
        _("More than one figure of the ledger could be meant. Confirm the right one: it is remembered for this union."), open=True,
    ),
    Standing(
        "not_in_ledger", "○", _("no record"), "amber",
        _("The ledger has nothing for this. Note it in the worklog, or accept the number as told by the report."), open=True,
    ),
    Standing(
        "unchecked", "–", _("not checked"), "grey",
        _("Nothing to compare it with: no figure of the ledger counts this, or no unit and period were given."),
    ),
    Standing(
        "consistent", "＝", _("agrees within the report"), "blue",
        _("Not in the ledger, but the arithmetic of the report itself holds."),
    ),
    Standing(
        "rounded", "≈", _("agrees after rounding"), "green",
        _("The ledger's exact number fits what the report says with “nearly”, “more than” or rounded."),
    ),
    Standing("confirmed", "✓", _("agrees with the ledger"), "green", _("The ledger holds the same number.")),
)  # fmt: skip
BY_CODE = {standing.code: standing for standing in STANDINGS}
ORDER = {standing.code: place for place, standing in enumerate(STANDINGS)}
COUNTED = ("count", "money", "percent", "rank")  # kinds of claim that are figures; dates, ordinals and titles are not


def label_of(code):
    """The word for a standing."""
    return BY_CODE[code].label if code in BY_CODE else code


def is_figure(claim):
    """Whether the claim states a figure, and not a date, an ordinal or a name."""
    return claim.get("kind") in COUNTED


def standing_of(claim, broken=(), holding=()):
    """The code of a claim's standing. `broken`, `holding`: ids of claims in relations that fail, and in those that hold."""
    verdict = claim.get("verdict") or "unchecked"
    if verdict == "contradicted":
        return verdict
    if claim["id"] in broken:
        return "inconsistent"
    if verdict == "unchecked" and claim["id"] in holding:
        return "consistent"
    return verdict if verdict in BY_CODE else "unchecked"


def standings(result):
    """{claim id: code} for a whole result.

    Where the ledger names the wrong member of a broken relation, the members that it confirms are not blamed.
    """
    verdicts = {claim["id"]: claim.get("verdict") for claim in result["claims"]}
    broken, holding = set(), set()
    for relation in result["relations"]:
        members = relation["claims"]
        if relation["holds"] is False:
            found = any(verdicts.get(one) == "contradicted" for one in members)
            broken.update(one for one in members if not (found and verdicts.get(one) in ("confirmed", "rounded")))
        elif relation["holds"]:
            holding.update(members)
    return {claim["id"]: standing_of(claim, broken, holding) for claim in result["claims"]}
