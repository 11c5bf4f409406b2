"""What findings and months say to the ledger, so that quality is a figure like any other."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.kernel.periods import Period
from taizhang.quality.models import MonthBook

ITEMS, MONTHS = pgettext_lazy("count", "items"), pgettext_lazy("count", "months")
OPENED = Measure("quality.opened", pgettext_lazy("quality", "Findings"), ITEMS)
SETTLED = Measure("quality.settled", _("Findings settled"), ITEMS)
SETTLED_IN_TIME = Measure("quality.settled_in_time", _("Findings settled in time"), ITEMS)
STANDING = Measure("quality.standing", _("Findings open"), ITEMS, nature="balance")
DUE = Measure("quality.months_due", _("Months to be recorded"), MONTHS)
RECORDED = Measure("quality.months_recorded", _("Months recorded"), MONTHS)
TIMED = Measure("quality.months_timed", _("Months recorded while the system was in use"), MONTHS)
IN_TIME = Measure("quality.months_in_time", _("Months recorded in time"), MONTHS)
MEASURES = (OPENED, SETTLED, SETTLED_IN_TIME, STANDING, DUE, RECORDED, TIMED, IN_TIME)

FILTERS = {"数据问题": "family"}


def finding_lines(finding):
    """Opened on a day, counted as of that day; settled on another, in time or not."""
    about = {"family": finding.family}
    yield Line(OPENED.code, finding.opened_on, 1, kind=finding.family, about=about)
    yield Line(STANDING.code, finding.opened_on, 1, kind=finding.family, about=about)
    if finding.closed_on is None:
        return
    yield Line(STANDING.code, finding.closed_on, -1, kind=finding.family, about=about)
    # On the day of the finding, so that what was settled is never more than what was found in a period.
    yield Line(SETTLED.code, finding.opened_on, 1, kind=finding.family, about=about)
    if finding.in_time:
        yield Line(SETTLED_IN_TIME.code, finding.opened_on, 1, kind=finding.family, about=about)


def month_lines(book):
    """A month counts on its last day."""
    day, state = Period.month(book.month.year, book.month.month).last_day, book.state
    yield Line(DUE.code, day, 1)
    if state == MonthBook.State.SILENT:
        return
    yield Line(RECORDED.code, day, 1)
    if state == MonthBook.State.BROUGHT:
        return
    yield Line(TIMED.code, day, 1)
    if state == MonthBook.State.IN_TIME:
        yield Line(IN_TIME.code, day, 1)


def no_lines(record):
    """An excuse counts nothing itself; the months that it frees are not expected."""
    return ()
