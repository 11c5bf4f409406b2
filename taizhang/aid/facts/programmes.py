"""What programmes say to the ledger: how many were found eligible, and who was told of it in time (MS-05)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

_PERSONS = pgettext_lazy("count", "persons")

ELIGIBLE = Measure("aid.eligible", _("Persons proposed by the conditions"), _PERSONS, nature="reading")
TOLD = Measure("aid.told", _("Persons told of a programme"), _PERSONS)
TOLD_IN_TIME = Measure("aid.told_in_time", _("Persons told before the closing date"), _PERSONS)
MEASURES = (ELIGIBLE, TOLD, TOLD_IN_TIME)
ROW = "MS-05"


def screening_lines(screening):
    """How many the conditions proposed on that day; the last run of a programme counts."""
    programme = screening.programme
    yield Line(ELIGIBLE.code, screening.on, screening.proposed, kind=programme.kind, matter=programme.name)


def telling_lines(telling):
    """Each person told is one attendance of MS-05; the telling itself one item."""
    programme = telling.programme
    matter = programme.name
    yield Line("work.items", telling.on, 1, kind=ROW, matter=matter)
    yield Line("work.entries", telling.on, 1, kind=ROW, subject=f"unit:{telling.unit_id}", matter=matter)
    yield Line("work.person_times", telling.on, len(telling.persons), kind=ROW, matter=matter)
    in_time = telling.on <= programme.closes_on
    for person in telling.persons:
        subject = f"person:{person}"
        yield Line("work.persons", telling.on, 1, kind=ROW, subject=subject, matter=matter)
        yield Line(TOLD.code, telling.on, 1, kind=programme.kind, subject=subject, matter=matter)
        if in_time:
            yield Line(TOLD_IN_TIME.code, telling.on, 1, kind=programme.kind, subject=subject, matter=matter)
