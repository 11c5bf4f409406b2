"""What survey rounds say to the ledger: rounds held, households visited, persons found, verified, filed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

_PERSONS, _ITEMS = pgettext_lazy("count", "persons"), pgettext_lazy("count", "items")

FOUND = Measure("aid.found", _("Persons found in surveys"), _PERSONS)
VERIFIED = Measure("aid.found_verified", _("Persons found and verified"), _PERSONS)
REJECTED = Measure("aid.found_rejected", _("Persons found who do not qualify"), _PERSONS)
FILED = Measure("aid.found_filed", _("Persons found and filed"), _PERSONS)
OWED = Measure("aid.returns_owed", _("Survey returns owed"), _ITEMS)
RETURNED = Measure("aid.returns_in_time", _("Survey returns in time"), _ITEMS)
MEASURES = (FOUND, VERIFIED, REJECTED, FILED, OWED, RETURNED)
ROW = "AW-02"


def round_lines(held):
    """A round is one session of AW-02 at the union that launched it."""
    yield Line("work.sessions", held.launched_on, 1, kind=ROW, matter=held.name)
    yield Line("work.entries", held.launched_on, 1, kind=ROW, subject=f"unit:{held.unit_id}", matter=held.name)


def return_lines(owed):
    """A return is owed on its due day; it counts in time when it came by then. Households visited count in AW-02."""
    matter = owed.round.name
    yield Line(OWED.code, owed.due_on, 1, matter=matter)
    if owed.returned_on is None:
        return
    if owed.returned_on <= owed.due_on:
        yield Line(RETURNED.code, owed.due_on, 1, matter=matter)
    if owed.visited:
        yield Line("work.households", owed.returned_on, owed.visited, kind=ROW, matter=matter)


def finding_lines(found):
    """A person found counts once in AW-02, and once in each stage that was reached, on the day it was reached."""
    subject, matter, about = found.subject, found.round.name, {"cause": found.cause}
    yield Line("work.persons", found.found_on, 1, kind=ROW, subject=subject, matter=matter, about=about)
    stages = (
        (FOUND, found.found_on),
        (VERIFIED, found.verified_on),
        (REJECTED, found.rejected_on),
        (FILED, found.filed_on),
    )
    for measure, day in stages:
        if day:
            yield Line(measure.code, day, 1, subject=subject, matter=matter, about=about)
