"""What the words of a proposal give away: several matters in one, or the same matter twice. Hints, never refusals."""

import re

from django.utils.translation import gettext as _

LIKE = 0.5  # so much of two titles in common deserves a look
_ALSO = re.compile(r"另外|此外|同时(?:还)?建议|还建议|顺便|再者|第二件事|另一(?:个|件)")
_JOINED = re.compile(r"[^、，。；\s]{2,}(?:以及|及|并且|暨|、|；|;)[^、，。；\s]{2,}")
_EMPTY = re.compile(r"关于|建议|提案|进一步|加强|问题|的|和|与|[\s，。、；：“”（）()《》]")


def several_matters(name, reason, measure):
    """A sentence when a proposal smells of several matters (一事一案), else nothing.

    The committees' rules ask for one matter a proposal; whether it is one, a person decides.
    """
    also = _ALSO.search(f"{reason}\n{measure}")
    if also:
        return (
            _("One matter, one proposal: “%s” looks like the beginning of another matter. Hand that in by itself.")
            % (also[0])
        )
    joined = _JOINED.search(name)
    if joined:
        return (
            _("One matter, one proposal: the title names “%s”. If these are two matters, make two proposals.")
            % (joined[0])
        )
    return ""


def likeness(one, other):
    """How much two titles have in common, from 0 to 1: pairs of neighbouring characters without the words that all titles share."""
    first, second = _pairs(one), _pairs(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def _pairs(text):
    plain = _EMPTY.sub("", text)
    return {plain[at : at + 2] for at in range(len(plain) - 1)} or ({plain} if plain else set())
