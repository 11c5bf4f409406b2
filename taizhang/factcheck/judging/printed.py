"""What a printed number says about the true one: an interval, from its digits, its hedge and the little words around it.

28 says 28; 1.7万 says 16 500 to 17 500; 50多 says 50 to 60; 近400 says 360 to 400; 约300 says 270 to 330; 78.6% says 78.55 to 78.65.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

ZERO, ONE = Decimal(0), Decimal(1)
_SCALES = {"亿": 8, "万": 4, "千": 3, "仟": 3, "百": 2, "佰": 2, "十": 1, "拾": 1}
_DECIMAL = re.compile(r"\d+[.．。]\s*(\d+)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_OPEN_ABOVE = re.compile(r"以上|不少于|不低于|超过?|逾|突破|至少|高达")
_SOME_TENS = re.compile(r"[多余几来]")


@dataclass(frozen=True, slots=True)
class Span:
    """The true values that a printed number allows, both ends included."""

    low: Decimal
    high: Decimal

    def __contains__(self, number):
        return self.low <= number <= self.high

    def __add__(self, other):
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other):
        return Span(self.low - other.high, self.high - other.low)

    def __mul__(self, other):
        return Span(self.low * other.low, self.high * other.high)

    def meets(self, other):
        """Whether some value agrees with both."""
        return self.low <= other.high and other.low <= self.high

    def over(self, other):
        """The quotient; None where the divisor may be nothing."""
        return Span(self.low / other.high, self.high / other.low) if other.low > 0 else None

    @property
    def is_narrow(self):
        """Whether the number is known well enough to divide by it."""
        return self.low > 0 and self.high <= self.low * Decimal("1.25")

    @property
    def is_point(self):
        return self.low == self.high


def point(number):
    """The span of a number that is exactly so."""
    return Span(number, number)


def total(spans):
    """The sum of spans."""
    found = point(ZERO)
    for span in spans:
        found += span
    return found


def step(claim, text):
    """The place of the last digit that is printed: 1 for 28, 1000 for 1.7万, 0.1 for 78.6%, 10000 for 60万."""
    start, end = claim.number if claim.number[1] > claim.number[0] else (claim.start, claim.end)
    printed = text[start:end].translate(_FULL_WIDTH)
    digits = _DECIMAL.search(printed)
    place = ONE.scaleb(-len(digits[1])) if digits else ONE
    if digits or re.search(r"\d", printed):
        around = printed + text[end : end + 2]
        scale = re.search(r"\d[\d.,]*\s*[多余几来]?\s*([百千仟佰十拾]?[万亿]|[百千])", around)
        return place.scaleb(sum(_SCALES[mark] for mark in scale[1])) if scale else place
    return place


def last_place(number):
    """The place of the last digit that is not nought: 100 for 6200, 10 for 50, 1 for 28; at least 1 for whole numbers."""
    if not number:
        return ONE
    number = number.normalize()
    return ONE.scaleb(number.as_tuple().exponent)


def span_of(claim, text=""):
    """The Span of a claim, or None where it has no value."""
    value = claim.value
    if value is None:
        return None
    if claim.hedge == "range" and claim.value_high is not None:
        return Span(min(value, claim.value_high), max(value, claim.value_high))
    if claim.hedge == "at_least":
        return _at_least(claim, text)
    if claim.hedge == "nearly":
        return Span(value * Decimal("0.9"), value)
    if claim.hedge == "about":
        return Span(value * Decimal("0.9"), value * Decimal("1.1"))
    return _as_rounded(claim, text)


def _at_least(claim, text):
    value = claim.value
    words = text[max(0, claim.start - 4) : claim.end + 3] if text else claim.quote
    if _OPEN_ABOVE.search(words) and not _SOME_TENS.search(claim.quote):
        return Span(value, value * 10)
    place = max(last_place(value), step(claim, text) if text else ONE)
    return Span(value, value + place)


def _as_rounded(claim, text):
    place = step(claim, text) if text else ONE
    value = claim.value
    if claim.unit in ("percent", "percentage_point") or place > ONE or place < ONE:
        return Span(value - place / 2, value + place / 2)
    return point(value)


def rate_span(claim, text):
    """What a printed rate allows: rounded half up or cut off after its last digit, or by its hedge."""
    if claim.value is None or claim.hedge != "exact":
        return span_of(claim, text)
    place = step(claim, text)
    return Span(claim.value - place / 2, claim.value + place)


def rounded_like(number, place):
    """A number with the digits that `place` stands for, rounded half up."""
    return (number / place).quantize(ONE, rounding=ROUND_HALF_UP) * place


def plain(number):
    """A number as people write it: no exponent, no needless noughts, at most two decimals."""
    if number is None:
        return "—"
    number = Decimal(number)
    if number != number.to_integral_value():
        number = number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def json_number(value):
    """A number as JSON has it: an integer where it is whole, else at most two decimals."""
    if value is None:
        return None
    short = Decimal(plain(value))
    return int(short) if short == short.to_integral_value() else float(short)
