"""The named figures of commendation."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term

GROUP = "honours"
ITEMS = pgettext_lazy("count", "items")

INDICATORS = (
    Indicator(
        "honours.given_share", _("Share of nominees commended"), of=Term("honours.given"), over=Term("honours.nominated"), percent=True,
        words=_("Honours given within the period, of the nominations of the period."), group=GROUP, catalogue="HN-08",
    ),
    Indicator(
        "honours.assessed_share", _("Honours that follow an assessment"), of=Term("honours.assessed"), over=Term("honours.given"), percent=True,
        words=_("Honours given within the period to those for whom a score or a result of an assessment is on file, of all honours given."),
        group=GROUP, catalogue="HN-08",
    ),
    Indicator(
        "honours.withdrawals", _("Honours withdrawn again"), of=Term("honours.withdrawn"), unit=ITEMS,
        words=_("Honours withdrawn within the period by a document; the commendation of its year still counts."), group=GROUP, catalogue="HN-08",
    ),
)  # fmt: skip
