"""What a hardship file says to the ledger: that a household was filed, in which category it stands, that it was checked, aided, removed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.aid.models import Household
from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

_HOUSEHOLDS = pgettext_lazy("count", "households")

FILES = Measure("aid.files", _("Hardship files in force"), _HOUSEHOLDS, nature="balance")
AIDED = Measure("aid.files_aided", _("Hardship files aided since they were filed"), _HOUSEHOLDS, nature="balance")
FILED = Measure("aid.filed", _("Households filed"), _HOUSEHOLDS)
CHECKED = Measure("aid.checked", _("Households whose means were checked"), _HOUSEHOLDS)
CONVERTED = Measure("aid.converted", _("Files that changed their category"), _HOUSEHOLDS)
REMOVED = Measure("aid.removed", _("Households removed from the files"), _HOUSEHOLDS)
REQUESTS = Measure("aid.data_requests", _("Requests about own data"), pgettext_lazy("count", "items"))
ANSWERED = Measure(
    "aid.data_requests_in_time", _("Requests about own data answered in time"), pgettext_lazy("count", "items")
)
MEASURES = (FILES, AIDED, FILED, CHECKED, CONVERTED, REMOVED, REQUESTS, ANSWERED)

FILTERS = {"困难类别": "grade", "致困原因": "cause"}
ROW = "AW-01"


def household_lines(household):
    """One file: the standard counts of AW-01 on the day of filing, the standing by category, and every change of it."""
    for day, was, now, before, after, _why in household.changes():
        yield from _change(household, day, (was, before), (now, after))
    if household.filed_on is None:
        return
    subject, about = household.subject, _about(household, household.category)
    for one in household.assessments.all():
        if one.on >= household.filed_on or one.occasion == one.Occasion.FIRST:
            day = max(one.on, household.filed_on)
            yield Line(CHECKED.code, day, 1, kind=one.category, subject=subject, about=about)
    if household.aided_on:
        yield Line(AIDED.code, household.aided_on, 1, subject=subject, about=about)
        if household.removed_on:
            yield Line(AIDED.code, household.removed_on, -1, subject=subject, about=about)


def _change(household, day, old, new):
    (was, before), (now, after), filed = old, new, Household.Status.FILED
    subject = household.subject
    gone, come = _about(household, before), _about(household, after)
    if was == filed and (now != filed or before != after):
        yield Line(FILES.code, day, -1, kind=before, subject=subject, about=gone)
    if now == filed and (was != filed or before != after):
        yield Line(FILES.code, day, 1, kind=after, subject=subject, about=come)
    if now == filed and was != filed:
        yield Line(FILED.code, day, 1, kind=after, subject=subject, about=come)
        yield Line("work.households", day, 1, kind=ROW, about=come)
        yield Line("work.persons", day, 1, kind=ROW, subject=subject, about=come)
        yield Line("work.entries", day, 1, kind=ROW, subject=f"unit:{household.unit_id}", about=come)
    elif now == filed and before != after:
        yield Line(CONVERTED.code, day, 1, kind=after, subject=subject, about=come)
    elif was == filed and now == Household.Status.REMOVED:
        yield Line(REMOVED.code, day, 1, kind=household.removed_for, subject=subject, about=gone)


def _about(household, category):
    return {"grade": category, "cause": household.main_cause}


def request_lines(request):
    """A request about own data, and whether it was answered by its deadline."""
    yield Line(REQUESTS.code, request.asked_on, 1, kind=request.kind)
    if request.answered_on and request.answered_on <= request.due_on:
        yield Line(ANSWERED.code, request.answered_on, 1, kind=request.kind)
