"""From the answer of the ledger to what stands on paper: 12, 6000多, 1.7万, 增长12.7%, 750, 66.7%."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from taizhang.reports import hedges

DASH = "—"


@dataclass(frozen=True)
class Answer:
    """What the ledger says to a chip. `number` is None where a rate has no base; `words` is the definition in words."""

    number: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    label: str = ""
    measured_in: str = ""
    words: str = ""
    percent: bool = False
    books: object = (
        None  # with a zero that is to be told: how complete the books are (kernel.completeness.Completeness)
    )

    @property
    def says_something(self):
        """Zero and a rate without a base are left out of sentences, unless the books allow to say "none"."""
        return bool(self.number) or bool(self.books and self.books.allows)

    @property
    def exact(self):
        """The number to its last digit."""
        return DASH if self.number is None else hedges.plain(self.number)

    @property
    def reckoned(self):
        """The two numbers of a rate, a growth or an average."""
        return f"{hedges.plain(self.numerator)} / {hedges.plain(self.denominator)}"


def rounded(number, places=1):
    """Half up, once, at the end."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def printed(chip, answer, *, hedging="chosen", more="多"):
    """The text of a chip. `hedging` is the report's choice: as the chip says ("chosen") or everything to the last digit ("exact")."""
    number = answer.number
    if number is None:
        return DASH
    if chip.how == "none":
        return _none(answer)
    if chip.how == "change":
        return _direction(number, "增长", "下降", "%")
    if chip.how == "more":
        return _direction(number, "增加", "减少")
    if chip.how == "share" or answer.percent:
        return f"{hedges.plain(number)}%"
    if chip.style == "hedged" and hedging != "exact" and not chip.group:
        return hedges.hedged(number, more)
    return hedges.in_wan(number) if chip.style == "wan" else hedges.plain(number)


def _none(answer):
    """A zero with its basis; without one it is only said what is missing."""
    if answer.number:
        return f"发生{hedges.plain(answer.number)}{answer.measured_in}"
    books = answer.books
    if books is None:
        return "没有发生"
    if books.allows:
        return f"没有发生（据{books.units}个单位的台账，应记{books.due}个单位月已记{books.recorded}个）"
    if not books.due:
        return "尚无记录（没有应记台账的单位，不能说没有发生）"
    return f"尚无记录（应记{books.due}个单位月缺{books.due - books.recorded}个，不能说没有发生）"


def _direction(number, up, down, unit=""):
    """A growth with its direction: a fall can never be printed as a rise."""
    if number == 0:
        return "持平"
    return f"{up if number > 0 else down}{hedges.plain(abs(number))}{unit}"
