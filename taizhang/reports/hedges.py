"""How a report says a number: exactly, in 万, or hedged (6000多, 近400), by rule and never falsely.

The rule: 近 when the number lies just below a round one (within a twentieth of it and a fifth of its last step), 多 when it lies above one;
a number that is round itself stands as it is, and below ten nothing is hedged. Every hedged text can be read back to the range that
it promises (`implied`), and the true number always lies in it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

NEARLY = "近"
MORE = ("多", "余")
WAN, YI = 10_000, 100_000_000


@dataclass(frozen=True)
class Implied:
    """What a printed number promises: from `low` to `high`, with or without the ends."""

    low: Decimal
    high: Decimal
    kind: str  # exact, at_least, nearly

    def __contains__(self, number):
        if self.kind == "exact":
            return number == self.low
        return self.low < number < self.high if self.kind == "at_least" else self.low <= number < self.high


def plain(number):
    """Digits without needless zeros: 10500, 324.9."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_wan(number):
    """17000 → 1.7万; only where two decimals say it exactly, otherwise the digits (612480)."""
    number = Decimal(number)
    for base, word in ((YI, "亿"), (WAN, "万")):
        if abs(number) >= base and number % (base // 100) == 0:
            return f"{plain(number / base)}{word}"
    return plain(number)


def nearly(number, step):
    """近…: the next round number, if this one is close below it; else nothing."""
    above = (number // step + 1) * step
    gap = above - number
    return f"{NEARLY}{in_wan(above)}" if gap * 5 <= step and gap * 20 <= above else ""


def at_least(number, step, more="多"):
    """…多: the round number just below, with 多 where Chinese puts it (6000多, 3万多, 10多万)."""
    below = number // step * step
    base, word = (YI, "亿") if below >= YI else (WAN, "万") if below >= WAN else (1, "")
    mantissa = below / base
    if base > 1 and mantissa >= 10 and mantissa % 10 == 0:
        return f"{plain(mantissa)}{more}{word}"
    return f"{plain(mantissa)}{word}{more}"


def hedged(number, more="多"):
    """The number as a report would round it. Falls back to the exact text where a hedge would not be natural or not be true."""
    number = Decimal(number)
    digits = len(str(int(abs(number))))
    if number < 10 or digits > 15:
        return plain(number)
    if digits > 3 and number % 10 ** (digits - 2) == 0:
        return in_wan(number)
    coarse = Decimal(10) ** (digits - 1)
    if number % coarse == 0:
        return in_wan(number)
    text = nearly(number, coarse)
    if text:
        return text
    below = number // coarse * coarse
    if digits == 2 or (number - below) * 10 <= below:
        return at_least(number, coarse, more)
    fine = coarse / 10
    if number % fine == 0:
        return in_wan(number)
    return nearly(number, fine) or at_least(number, fine, more)


_NUMBER = r"(\d+(?:\.\d+)?)"
_SPELLINGS = (
    ("nearly", re.compile(rf"近{_NUMBER}([万亿]?)")),
    ("at_least", re.compile(rf"{_NUMBER}([万亿]?)[多余]")),
    ("at_least", re.compile(rf"{_NUMBER}[多余]([万亿])")),
    ("exact", re.compile(r"(-?\d+(?:\.\d+)?)([万亿]?)")),
)
_BASES = {"": 1, "万": WAN, "亿": YI}


def implied(text):
    """Read a printed number back to the range that it promises; None if it is no number that we print."""
    for kind, pattern in _SPELLINGS:
        found = pattern.fullmatch(text.strip())
        if not found:
            continue
        said, base = Decimal(found[1]), _BASES[found[2]]
        value = said * base
        if kind == "exact":
            return Implied(value, value, kind)
        if kind == "nearly":
            return Implied(value * Decimal("0.9"), value, kind)
        return Implied(value, value + _last_place(said) * base, kind)
    return None


def _last_place(number):
    """The place of the last digit that is not zero: 10 for 20, 100 for 1200, a tenth for 1.2."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(10) ** exponent
