"""Who in the workbook of enrolments is which member, in which year of which product, and whether that may be."""

from collections import defaultdict

from taizhang.intake.problems import REJECTED, WARNED
from taizhang.intake.unitbook import unit_of_row
from taizhang.members import queries as members
from taizhang.members.models import Membership
from taizhang.mutualaid import queries, rules

Status = Membership.Status


def check(rows, context):
    """Units, then persons, then the year of enrolment; each row either finds its member or says why not."""
    for row in rows:
        row.unit = unit_of_row(row, context)
    units = {row.unit.pk: row.unit for row in rows if row.unit is not None}
    register = _Register(units)
    seasons = _Seasons(units.values(), context.today)
    seen = set()
    for row in rows:
        if row.unit is None or row.rejected:
            continue
        membership = register.member(row)
        season = seasons.season(row) if membership is not None else None
        if membership is not None and season is not None:
            _check_pair(row, membership, season, seasons, seen)


class _Register:
    """The members of the units in the workbook, by number and by name: one question for all rows."""

    def __init__(self, units):
        standing = Membership.objects.standing().filter(unit__in=list(units), status__in=(Status.MEMBER, Status.KEPT))
        self.by_index, self.by_name = {}, defaultdict(list)
        for one in standing.select_related("person", "unit"):
            if one.person.id_index:
                self.by_index[one.person.id_index] = one
            self.by_name[one.unit_id, one.person.name].append(one)

    def member(self, row):
        """The membership that a row means; a remark on the row otherwise."""
        number = row.get("id_number")
        if number:
            found = self.by_index.get(members.id_index(number))
            if found is None or found.unit_id != row.unit.pk:
                row.find("id_number", "not_on_register" if found is None else "member_elsewhere", REJECTED)
                return None
            return found
        same = self.by_name[row.unit.pk, row.values["name"]]
        if len(same) != 1:
            row.find("name", "namesakes" if same else "not_on_register", REJECTED)
            return None
        return same[0]


class _Seasons:
    """The years of enrolment that are open for the units of the workbook."""

    def __init__(self, units, today):
        self.open = {unit.pk: queries.products.open_seasons(unit, today) for unit in units}
        chosen = {season.pk for seasons in self.open.values() for season in seasons}
        self.taken = {
            key: set(queries.enrolments.of_season_everywhere(key).values_list("person_id", flat=True)) for key in chosen
        }

    def season(self, row):
        """The year of enrolment that a row means: by product and year, or the only one that is open."""
        found = self.open[row.unit.pk]
        if row.get("year"):
            found = [one for one in found if one.year == row.get("year")]
        name = (row.get("product") or "").strip()
        if name:
            found = [one for one in found if one.product.name == name] or [
                one for one in found if name in one.product.name
            ]
        if len(found) == 1:
            return found[0]
        if found:
            row.find("product", "season_unclear", REJECTED, known="、".join(str(one) for one in found))
        else:
            row.find("product", "season_unknown", REJECTED, product=name, year=row.get("year") or "")
        return None


def _check_pair(row, membership, season, seasons, seen):
    if (season.pk, membership.person_id) in seen:
        row.find("name", "enrolled_twice", REJECTED)
        return
    seen.add((season.pk, membership.person_id))
    if membership.person_id in seasons.taken[season.pk]:
        row.leave_unchanged("name")
        return
    verdict = rules.enrolment.may_be_enrolled(membership, season, enrolled=False)
    if not verdict:
        row.find("name", "cannot_be_enrolled", REJECTED, why=str(verdict.reason))
        return
    if row.get("premium") is not None and row.get("premium") != season.premium:
        row.find("premium", "premium_differs", WARNED, premium=str(season.premium))
    paid_on = row.get("paid_on")
    if paid_on and not season.opens_on <= paid_on < season.covers_until:
        row.find("paid_on", "paid_outside", WARNED)
        row.values["paid_on"] = None
    row.extra = {"membership": membership, "season": season}
