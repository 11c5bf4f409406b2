"""When a number stands out, when figures disagree, when a month is late, and what may be done with a finding. No table, no clock."""

import math
import statistics
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.kernel.steps import needs_reason
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.quality.models import Finding, MonthBook

NORMAL = 0.6745  # the 0.75 quantile of the normal distribution: makes the MAD comparable to a standard deviation
MEAN = 1.253314  # √(π/2): the same for the mean absolute deviation, taken where more than half of the values are equal
TELLING = 10  # a number from here on tells one event from another, and may have a digit too many
LONGEST_NOTE = 400


@dataclass(frozen=True)
class Spread:
    """The middle of some numbers and how far they lie apart, robustly: a few wild ones among them move neither.

    Counts and amounts grow by factors, so they are compared by their logarithms. Only numbers above zero are told of.
    """

    number: int
    median: float  # of the numbers themselves
    middle: float  # of the logarithms
    unit: float  # one step of the modified z-score, 0 where all numbers are equal

    @classmethod
    def of(cls, values):
        """The spread of the numbers above zero; None without any."""
        logs = [math.log(value) for value in values if value > 0]
        if not logs:
            return None
        middle = statistics.median(logs)
        away = [abs(log - middle) for log in logs]
        deviation = statistics.median(away)
        unit = deviation / NORMAL if deviation else MEAN * statistics.fmean(away)
        return cls(len(logs), math.exp(middle), middle, unit if unit > 1e-12 else 0.0)

    def score(self, value):
        """The modified z-score (Iglewicz & Hoaglin 1993); infinite where all others are equal and this one is not."""
        away = math.log(value) - self.middle
        if abs(away) < 1e-9:
            return 0.0
        return away / self.unit if self.unit else math.copysign(math.inf, away)

    def times(self, value):
        """How many times the median the number is, or the median the number: never below one."""
        ratio = value / self.median
        return max(ratio, 1 / ratio)

    def stands_out(self, value, *, score, times):
        """Whether a number is an outlier: far by its score, and far in plain words too, so that 2 after many 1s is none.
        Below ten everything is possible.
        """
        if value <= 0 or max(value, self.median) < TELLING:
            return False
        return abs(self.score(value)) > score and self.times(value) >= times - 1e-9


def holds(sign, left, right):
    """Whether two sides stand in the relation that they should."""
    return left <= right if sign == "<=" else left == right


def jumped(now, before, *, percent, least):
    """Whether a number changed so much against the year before that it needs a note. Small numbers change easily; none has no base."""
    if now <= 0 or before <= 0 or max(now, before) < least:
        return False
    return abs(now - before) * 100 > Decimal(percent) * before


def growth(now, before):
    """The change in percent, whole."""
    return int(((Decimal(now) - before) * 100 / before).to_integral_value())


def tells(numbers, *, elsewhere=False):
    """Whether numbers are so particular that meeting them again on the same day is no chance: two of them, or a large one.

    `elsewhere`: at another union, where the same visit with the same gift is nothing special: two large ones.
    """
    large = sum(number >= TELLING for number in numbers.values())
    return large > 1 if elsewhere else len(numbers) > 1 or large > 0


def is_late(happened_on, recorded_on, days):
    """Whether a record came in later than so many days after it happened."""
    return recorded_on > happened_on + timedelta(days=days)


def month_state(records, late, *, brought):
    """What a month of a unit is: nothing recorded; brought in from before; late where most of it came late; else in time."""
    if not records:
        return MonthBook.State.SILENT
    if brought:
        return MonthBook.State.BROUGHT
    return MonthBook.State.LATE if late * 2 > records else MonthBook.State.IN_TIME


def may_explain(finding, note):
    """An open finding may be explained, in words; a firm one is mended instead."""
    if finding.state == Finding.State.MENDED:
        return Denied(_("This is settled already."))
    if finding.firm:
        return Denied(_("These figures cannot both be right. Mend the records; the finding then closes by itself."))
    if len((note or "").strip()) < 4:
        return Denied(_("Say in a few words why the figure is right."))
    if len(note) > LONGEST_NOTE:
        return Denied(_("The explanation may have %s characters.") % LONGEST_NOTE)
    return Allowed


def may_reopen(finding, why):
    """An explanation that does not explain is sent back, with the reason."""
    if finding.state != Finding.State.EXPLAINED:
        return Denied(_("Only what was explained can be sent back."))
    return needs_reason(why)


def may_excuse(unit, first, last, why):
    """A unit is excused from a month on, for a reason."""
    if last is not None and last < first:
        return Denied(_("The last month lies before the first one."))
    if unit.until is not None:
        return Denied(_("%s does not exist any more; nothing is expected of it.") % unit.name)
    return needs_reason(why)
