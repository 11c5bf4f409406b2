"""The second look at what is about to be recorded: does a number stand out, has somebody told the same already?"""

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.models import Fact
from taizhang.quality import rules
from taizhang.quality.searching import NUMBERS, Bounds, Told, Usual, records_of
from taizhang.quality.telling import outstanding

LATEST = 4000  # lines of like units that tell what is usual


def look(stated):
    """(place, sentence) of what deserves a second look among the things stated: three questions for each kind of work in it."""
    by_kind = defaultdict(list)
    for place, one in enumerate(stated):
        numbers = {measure: number for measure, number in one.numbers.items() if measure in NUMBERS and number > 0}
        if one.kind and one.on and numbers:
            by_kind[one.kind].append((place, one, numbers))
    bounds = Remembered()
    for kind, rows in by_kind.items():
        laid_down = [row for row in rows if bounds[row[1].unit].known]
        if laid_down:
            yield from OfKind(kind, laid_down, bounds).sentences()


class Remembered(dict):
    """The thresholds of each unit, asked once."""

    def __missing__(self, unit):
        self[unit] = Bounds(unit, timezone.localdate())
        return self[unit]


class OfKind:
    """What is stated of one kind of work, [(place, Stated, {measure: number})], and what stands in the ledger beside it."""

    def __init__(self, kind, rows, bounds):
        self.rows, self.bounds = rows, bounds
        self.facts = Fact.objects.filter(kind=kind, measure__in=NUMBERS, basis="")
        self.units = {one.unit.pk: one.unit for _place, one, _numbers in rows}

    def sentences(self):
        """(place, sentence) of each doubt."""
        usual, known = self._usual(), self._known()
        for place, one, numbers in self.rows:
            usual.bound = self.bounds[one.unit]
            standing_out = usual.outstanding(one.unit.pk, numbers)
            if standing_out:
                yield place, _("%s. Please look at the digits once more.") % outstanding(standing_out)
            if one.matter and rules.tells(numbers) and _is_told(one, numbers, known[one.on, one.matter]):
                yield (
                    place,
                    _("The same day, matter and numbers are on file already, in another register or at another unit."),
                )

    def _usual(self):
        """What is usual at these units and at like ones; rows of one workbook tell of each other."""
        own = self.facts.filter(unit__in=list(self.units)) if len(self.units) < 500 else self.facts
        records = records_of(own)
        kinds = {key: unit.kind for key, unit in self.units.items()}
        like = records_of(self.facts.filter(unit__kind__in=sorted(set(kinds.values()))), latest=LATEST)
        kinds |= {one.unit_id: one.unit_kind for one in like.values()}
        several = [_as_told(one, numbers) for _place, one, numbers in self.rows] if len(self.rows) > 1 else []
        changed = {(one.type, one.but) for _place, one, _numbers in self.rows}
        told = [one for key, one in (like | records).items() if key not in changed]
        return Usual([*told, *several], next(iter(self.bounds.values()), None), kinds)

    def _known(self):
        """{(day, matter): [(record, Told)]} of the days stated."""
        days = sorted({one.on for _place, one, _numbers in self.rows})
        same = self.facts.filter(occurred_on__gte=days[0], occurred_on__lte=days[-1])
        if len(self.rows) == 1:
            same = same.filter(matter=self.rows[0][1].matter)
        found = defaultdict(list)
        for key, one in records_of(same).items():
            found[one.on, one.matter].append((key, one))
        return found


def _as_told(one, numbers):
    return Told(one.unit.pk, one.unit.path, one.unit.kind, one.on, one.matter, None, numbers)


def _is_told(one, numbers, known):
    """Whether a record elsewhere says the same; records of the same register and union are compared by whoever takes them in."""
    telling = rules.tells(numbers, elsewhere=True)
    return any(
        told.numbers == numbers and (telling if told.unit_id != one.unit.pk else key[0] != one.type)
        for key, told in known
        if key != (one.type, one.but)
    )
