"""The named figures of surveys and tests (catalogue RB-09, AC-10, DM-08, DM-16)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term

GROUP = "surveys"
ITEMS, PERSONS = pgettext_lazy("count", "items"), pgettext_lazy("count", "persons")

INDICATORS = (
    Indicator(
        "surveys.held", _("Surveys held"), of=Term("work.entries", kind="RB-09"), unit=ITEMS, group=GROUP, catalogue="RB-09",
        words=_("Surveys closed within the period, and plain entries of surveys."),
    ),
    Indicator(
        "surveys.sheets", _("Sheets returned"), of=Term("work.items", kind="RB-09"), unit=ITEMS, group=GROUP, catalogue="RB-09",
        words=_("Sheets of surveys closed within the period, on paper and online, by open links too."),
    ),
    Indicator(
        "surveys.return_rate", _("Return rate of surveys"),
        of=Term("surveys.returned", kind=("opinion", "satisfaction")), over=Term("surveys.issued", kind=("opinion", "satisfaction")),
        percent=True, group=GROUP, catalogue="RB-09",
        words=_("Sheets returned, of the persons asked, of surveys with a register closed within the period; open links are left out on both sides."),
    ),
    Indicator(
        "surveys.review_rate", _("Participation in reviews of leaders"),
        of=Term("surveys.returned", kind="review"), over=Term("surveys.issued", kind="review"), percent=True, group=GROUP,
        catalogue="DM-08", words=_("Sheets returned, of the persons asked, of reviews whose sheet closed within the period."),
    ),
    Indicator(
        "surveys.pass_rate", _("Pass rate of tests"), of=Term("surveys.passed"), over=Term("surveys.required"), percent=True,
        group=GROUP, catalogue="AC-10",
        words=_("Persons who passed, of the persons required to take the tests closed within the period; whoever must take two counts in each."),
    ),
    Indicator(
        "surveys.chosen", _("Persons chosen after open appraisal"), of=Term("work.persons", kind="DM-16", how="distinct"), unit=PERSONS,
        group=GROUP, catalogue="DM-16", words=_("Persons chosen by decisions that followed an open appraisal within the period, each once."),
    ),
)  # fmt: skip
