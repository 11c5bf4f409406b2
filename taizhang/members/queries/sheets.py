"""The register for a page: what was asked for, how many there are, and the fifty rows of a page, at the same cost on page 1 and 1,000."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import BigIntegerField, ExpressionWrapper, F, Func, OuterRef, Subquery, Sum

from taizhang.kernel.models import Unit, within
from taizhang.members.models import Headcount, Membership, Person
from taizhang.members.queries.roster import by_number, named, search
from taizhang.ui import finding

FEW_UNIONS = 500  # so many are asked for by key; of more, all are read in the order of the tree
ENOUGH = 20_000  # so many bearers of a name are counted at most: beyond that it is common anywhere
FIRST_UNIONS = FEWEST_UNIONS = 10  # so many are counted at first, and at least so many are looked through in every go
PATIENCE = 4  # the unions that probably hold a page of a common name may turn out so many times as many
COUNTED = 2_000  # so many are counted to the end where headcounts do not know what was asked
MANY = 5 * COUNTED  # where the first unions promise so many, nobody tries to count them to the end
SHOWN = (  # what pages show of a row: a third of its columns, and the row is put together in half the time
    "status",
    "joined_on",
    "group",
    "employment",
    "migrant",
    "bound_for",
    "unit__name",
    "person__name",
    "person__sex",
    "person__phone",
)


@dataclass(frozen=True)
class Asked:
    """What the register is narrowed by. `status` "" asks for all, `migrant` None as well; days are the first and last of joining."""

    text: str = ""
    status: str = ""
    sex: str = ""
    migrant: bool | None = None
    group: str = ""
    first: date | None = None
    last: date | None = None

    def narrow(self, memberships):
        """The memberships that were asked for."""
        return search(self.but_the_name(memberships), self.text)

    def but_the_name(self, memberships):
        """What was asked for, by whatever name."""
        told = {
            "status": self.status,
            "person__sex": self.sex,
            "group": self.group,
            "joined_on__gte": self.first,
            "joined_on__lte": self.last,
        }
        memberships = memberships.filter(**{field: value for field, value in told.items() if value})
        if self.group:
            memberships = memberships.exclude(group="")  # so that the narrow index of groups may answer
        return memberships if self.migrant is None else memberships.filter(migrant=self.migrant)

    @property
    def is_counted(self):
        """Whether headcounts know how many there are, whatever their names."""
        return not (self.group or self.first or self.last)

    def counts(self, paths):
        """The headcounts of those memberships below these paths; of more, where they do not know the filter."""
        found = Headcount.objects.filter(within(paths, "unit__path"))
        told = {"status": self.status, "sex": self.sex}
        found = found.filter(**{field: value for field, value in told.items() if value})
        return found if self.migrant is None else found.filter(migrant="yes" if self.migrant else "no")


def sheet(user, unit, asked, upto):
    """The register that the user may read at the unit and below, narrowed; `upto`: the last row that the page wants."""
    found, paths = asked.but_the_name(Membership.objects.standing()), user.inside(user.paths(), unit.path)
    if asked.text.strip():
        return Matches(found, asked.text, upto, paths)
    if asked.is_counted:
        counted = asked.counts(paths).order_by().values("unit").annotate(all=Sum("number"))
        return Sheet(found, _in_order(dict(counted.values_list("unit", "all")), _units(paths)))
    return Sheet(found, *_counted(found, paths, upto))


def _units(paths):
    """The units below these paths, in the order of the tree."""
    return Unit.objects.filter(within(paths)).order_by("path")


def _in_order(numbers, units):
    """[(unit's key, how many)] in the order of the tree of `numbers`, {unit's key: how many}; unions without any are left out."""
    if len(numbers) < FEW_UNIONS:
        units = units.filter(pk__in=list(numbers))
    return [(key, numbers[key]) for key in units.values_list("pk", flat=True) if numbers.get(key)]


def _counted(memberships, paths, upto):
    """([(unit's key, how many)], whether there may be more). A few are counted to the end; of very many no more than from the first union
    on until there are `upto`.
    """
    units = _units(paths)
    number_of = Func(template="COUNT(*)", output_field=BigIntegerField())
    here = memberships.filter(unit=OuterRef("pk")).annotate(all=number_of).values("all")
    numbers = units.values_list("pk", Subquery(here))  # union by union, each from its place in the index
    found = list(numbers[:FIRST_UNIONS])
    at, number = FIRST_UNIONS, _sum(found)
    if at == len(found) and number * units.count() < MANY * at:
        some = list(memberships.filter(within(paths, "unit__path")).values_list("unit", flat=True)[:COUNTED])
        if len(some) < COUNTED:
            return _in_order(Counter(some), units), False
    while at == len(found) and number < upto:
        many = _next(upto - number, at, number)
        found += numbers[at : at + many]
        at, number = at + many, _sum(found)
    return [(key, some) for key, some in found if some], at == len(found)


def _sum(found):
    return sum(number for _key, number in found)


def _next(wanted, unions, found):
    """How many further unions hold `wanted` more if they are like those in which so many were found."""
    return max(wanted * unions // max(found, 1) * 21 // 20 + 1, FEWEST_UNIONS)


class Sheet:
    """The register for a page. How many stand in each union says how many there are and in which unions the rows of any page stand,
    so that page 1,000 of 200,000 members costs what page 1 costs. `unions`: [(unit's key, how many of the memberships)] in the order of
    the tree; `more`: whether there may be others in unions after these.
    """

    def __init__(self, memberships, unions, more=False):
        self.memberships, self.unions, self.more = memberships, unions, more
        self.number = sum(number for _key, number in unions)

    def count(self):
        """How many there are; more than these where `more` says so."""
        return self.number

    __len__ = count

    def __getitem__(self, wanted):
        start, stop, _step = wanted.indices(self.count())
        return _rows(self._keys_between(start, stop) if start < stop else [])

    def _keys_between(self, start, stop):
        unions, first, past = [], 0, 0  # the unions of these rows, and how many rows stand before the first of them
        for key, number in self.unions:
            if past + number > start:
                first = first if unions else past
                unions.append(key)
            past += number
            if past >= stop:
                break
        here = self.memberships.filter(unit__in=unions).order_by("unit__path", "pk")
        return list(here.values_list("pk", flat=True)[start - first : stop - first])


def _sizes():
    """(how many persons there are, how many units), about: keys are given one after the other."""
    last = Person.objects.order_by("-pk").values("pk")[:1]
    return Unit.objects.order_by("-pk").values_list(Subquery(last), "pk").first() or (0, 0)


class Matches:
    """Whoever on the register below some paths bears a name. All are looked up by the index of names; but where so many bear it that a few
    unions hold a page of them, these unions are looked through instead, from the first on, up to the row `upto` that the page wants.
    """

    def __init__(self, memberships, text, upto, paths):
        self.memberships, self.text, self.upto, self.paths = memberships, text.strip(), upto, paths

    @property
    def more(self):
        """Whether there are more than count() says: nobody counts all who bear a very common name."""
        return self._found[1]

    @cached_property
    def _found(self):
        """(keys in the order of the register, whether there may be more)."""
        if len(self.text) <= 2 and by_number(self.text) is None:
            bearers = named(self.text)[:ENOUGH].count()
            found = self._looked_through(bearers, self._unions(bearers))
            if found:
                return found
        most = max(self.upto, COUNTED)
        below = self.memberships.filter(within(self.paths, "unit__path")).order_by("unit__path", "pk")
        keys = list(search(below, self.text).values_list("pk", flat=True)[:most])
        return keys, len(keys) == most

    def _unions(self, bearers):
        """How many unions probably hold as many of the name as are wanted; 0 where all who bear it are found sooner."""
        if bearers <= self.upto:
            return 0
        persons, unions = _sizes()
        return 0 if self.upto * persons // bearers >= bearers else self.upto * unions // bearers + 1

    def _looked_through(self, bearers, unions):
        """(keys, whether there are more) from the first unions on; None where several times so many hold too few."""
        units = _units(self.paths).values_list("pk", flat=True)
        keys, at, many = [], 0, min(max(unions * 3 // 2, FEWEST_UNIONS), FEW_UNIONS)
        while at < unions * PATIENCE:
            here = list(units[at : at + many])
            place = {unit: number for number, unit in enumerate(here)}
            keys += [key for _at, key in sorted((place[unit], key) for unit, key in self._bearers_at(here, bearers))]
            if len(keys) >= self.upto:
                return keys[: self.upto], True
            if len(here) < many:
                return keys, False
            at += many
            many = min(_next(self.upto - len(keys), at, len(keys)), FEW_UNIONS)
        return None

    def _bearers_at(self, units, bearers):
        """[(unit, key of the membership)] of those who bear the name, in no order."""
        rows = self.memberships.filter(unit__in=units)
        if bearers == ENOUGH:  # so common that the names themselves are sooner read than all who bear it
            return [
                (unit, key) for unit, key, name in rows.values_list("unit", "pk", "person__name") if self._is_in(name)
            ]
        # The sum keeps the database from beginning with all who bear the name: it takes the unions' part of the index, which has the persons.
        rows = rows.annotate(bearer=ExpressionWrapper(F("person_id") + 0, output_field=BigIntegerField()))
        return rows.filter(bearer__in=named(self.text)).values_list("unit", "pk")

    def _is_in(self, name):
        return self.text in name

    def count(self):
        """How many were found; more than these where `more` says so."""
        return len(self._found[0])

    __len__ = count

    def __getitem__(self, wanted):
        return _rows(self._found[0][wanted])


def _rows(keys):
    rows = Membership.objects.select_related("person", "unit").only(*SHOWN).in_bulk(keys)
    return [rows[key] for key in keys]


# --- the search over everything -------------------------------------------------------------------------------------------------


def find(user, text, limit):
    """Memberships for the search over everything."""
    return Matches(Membership.objects.standing(), text, limit, user.paths())[:limit] if text.strip() else []


def found_items(user, text, limit):
    """Members for the search over everything."""
    return [
        finding.Found(one.person.name, one.get_absolute_url(), f"{one.unit.name} · {one.get_status_display()}", "user")
        for one in find(user, text, limit)
    ]
