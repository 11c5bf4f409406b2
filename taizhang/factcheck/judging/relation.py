"""A relation between claims of one text: the arithmetic that the text implies, and whether it holds."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import pgettext

TYPES = ("sum", "average", "ratio", "subset", "growth", "duplicate", "unit")


@dataclass(frozen=True)
class Relation:
    """`expected`: what the other figures force; `found`: what is printed. `explanation` says the arithmetic in a sentence."""

    type: str
    claims: tuple[str, ...]
    holds: bool
    explanation: str
    expected: Decimal | None = None
    found: Decimal | None = None


def listed(words):
    """Words as an enumeration in the reader's language."""
    return str(pgettext("list", ", ")).join(str(word) for word in words)


def ids(*told):
    """The ids of claims in reading order, each once."""
    return tuple(dict.fromkeys(one.claim.id for one in sorted(told, key=lambda one: one.place)))
