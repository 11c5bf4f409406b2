"""What statistics say to the ledger: that a return was handed in, and what was declared where the ledger had no answer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Indicator, Measure, Term
from taizhang.statistics.models import Return

DECLARED = Measure("statistics.declared", _("Declared in the survey"), nature="reading", scale=2)
HANDED_IN = Measure("statistics.handed_in", _("Returns handed in"), pgettext_lazy("count", "items"))
MEASURES = (DECLARED, HANDED_IN)

INDICATORS = (
    Indicator(
        "statistics.returns",
        _("Unions that handed in the survey"),
        of=Term(HANDED_IN.code, how="distinct"),
        unit=pgettext_lazy("count", "enterprises"),
        words=_("grassroots unions whose annual return was handed in during the period, each counted once"),
        group="publicity",
    ),
)


def no_lines(record):
    """A table is a question; it counts nothing."""
    return ()


def return_lines(one):
    """Handed in, on its day."""
    if one.state != Return.State.DRAFT and one.submitted_on:
        about = {"matter": str(one.year)}
        yield Line(HANDED_IN.code, one.submitted_on, 1, kind=one.edition, subject=f"unit:{one.unit_id}", about=about)


def declaration_lines(one):
    """A reading on the last day of the year of which it speaks, under the number of its line."""
    line = one.of.form.lines[one.line]
    about = {"matter": line.label, "remark": one.source}
    yield Line(DECLARED.code, one.of.period.last_day, one.value, kind=f"{one.of.edition}:{one.line}", about=about)
