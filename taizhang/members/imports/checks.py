"""Who in the workbook is the same person as whom, in the file and on the register; and what else is wrong with a row."""

from collections import defaultdict
from dataclasses import dataclass

from taizhang.intake import identity
from taizhang.intake.problems import ACCEPTED, REJECTED, WARNED
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit
from taizhang.members import queries
from taizhang.members.models import Membership, Person

Status = Membership.Status


def check(rows, context):
    """Units, sexes and birth dates; then who is the same person as whom, in the file and on the register. Rows come piece by piece."""
    kinds = registry.unit_kinds
    by_number, without_number = defaultdict(list), []
    for row in rows:
        _check_row(row, context, kinds)
        number = row.values.get("id_number")
        if number:
            by_number[number].append(row)
        elif not row.rejected:
            without_number.append(row)
    numbers, on_file = numbers_of(context), _on_file(by_number)
    numbers.begin(rows)
    for number, same in by_number.items():
        numbers.check(number, same, context.earlier)
        index, person, name, memberships = on_file[number]
        repeated = numbers.repeats(number)
        for row in same:
            row.extra = (index, person, repeated)
        if person:
            _check_on_file(same, name, memberships, context)
    if without_number or "alike" in context.memory:
        _check_unnumbered(rows, without_number, context)


def _check_row(row, context, kinds):
    values = row.values
    unit = unit_of_row(row, context)
    row.unit = unit
    if unit is not None and not kinds[unit.kind].is_union:
        row.find("unit" if values.get("unit") else "unit_name", "no_union_there", REJECTED)
    number = values.get("id_number")
    if number is None:
        if not row.original("id_number").strip():
            row.find("id_number", "id_missing", WARNED)
    elif len(number) == 18:
        _compare_with_number(row, values, number)
    status = values.get("status")
    if status is None:
        values["status"] = Status.MEMBER.value
    elif status not in _KNOWN:
        row.findings = [finding for finding in row.findings or () if finding.problem != "unknown_value"]
        row.find("status", "status_unknown", REJECTED, known="、".join(_KNOWN_IN_ORDER))
    if values.get("joined_on") is None and "joined_on" in row.places and not row.rejected:
        row.find("joined_on", "join_date_missing", WARNED)
    elif values.get("left_on") and values.get("joined_on") and values["left_on"] < values["joined_on"]:
        row.find("left_on", "left_before_joined", WARNED)
        values["left_on"] = None


_KNOWN_IN_ORDER = tuple(Status.values)
_KNOWN = frozenset(_KNOWN_IN_ORDER)
HELD = frozenset(status.value for status in Membership.STANDING)


def _compare_with_number(row, values, number):
    """The identity number knows sex and birth date; where the cells contradict it, the reader is told."""
    sex, born = identity.sex_of(number), values.get("birth_on")
    if not values.get("sex"):
        values["sex"] = sex
    elif values["sex"] != sex:
        row.find("sex", "sex_contradicts_id", WARNED, sex=sex, sex_words="male" if sex == "男" else "female")
    in_number = identity.birth_date(number)
    if born is not None and born != in_number and "date_month_only" not in _problems(row):
        row.find("birth_on", "birth_contradicts_id", WARNED, repaired=in_number.isoformat(), day=in_number.isoformat())
    values["birth_on"] = in_number
    joined = values.get("joined_on")
    if joined is not None and joined <= in_number:
        row.find("joined_on", "joined_before_birth", REJECTED)


def _problems(row):
    return {finding.problem for finding in row.findings or ()}


def numbers_of(context):
    """The numbers of the file so far."""
    return context.memory.setdefault("numbers", Numbers())


@dataclass(frozen=True)
class Earlier:
    """A row of the same number that counts: its place among all rows, its unit's key and code, its status; the row if it is at hand."""

    place: int
    unit: int
    code: str
    status: str
    row: object = None


class Numbers:
    """The identity numbers of a workbook: for each some ninety bytes, not the row, so that the register of a city can be looked through.

    Rows of one number: the first of a union stays, one membership stands, leavers elsewhere make a transfer.
    """

    def __init__(self):
        self._seen = {}  # hash of a number → its row that counts (unit, place, status in one number), or a list of them
        self._codes = {}  # code of a unit by key
        self._places, self._next = {}, 0  # places of the rows of this piece, by their identity

    def begin(self, rows):
        """The next piece of the workbook: its rows follow those before."""
        self._places = {id(row): self._next + at for at, row in enumerate(rows)}
        self._next += len(rows)

    def repeats(self, number):
        """Whether more than one row of this number counts so far."""
        return type(self._seen.get(hash(number))) is list

    def check(self, number, same, before):
        """Look at the rows of one number in this piece; a remark may belong to a row of a piece `before`."""
        key = hash(number)
        kept = self._seen.get(key)
        kept = kept if type(kept) is list else [] if kept is None else [kept]
        earlier = [self._earlier(one) for one in kept]
        for row in same:
            self._check_same(row, earlier, before)
        fresh = earlier[len(kept) :]
        if fresh:
            self._codes.update((one.unit, one.code) for one in fresh)
            kept = [*kept, *map(_packed, fresh)]
            self._seen[key] = kept if len(kept) > 1 else kept[0]

    def _earlier(self, kept):
        unit = kept >> 28
        return Earlier(kept >> 4 & 0xFFFFFF, unit, self._codes[unit], _KNOWN_IN_ORDER[kept & 15])

    def _check_same(self, row, earlier, before):
        """One more row of a number; where it counts, it joins the earlier ones."""
        unit, status = row.unit, row.values["status"]
        if unit is not None and any(one.unit == unit.pk for one in earlier):
            row.find("id_number", "duplicate_in_union", REJECTED)
            return
        standing, holder = status in HELD, next((one for one in earlier if one.status in HELD), None)
        if standing and holder is not None:
            row.find(_unit_key(row), "duplicate_across_unions", REJECTED, unit=holder.code)
            return
        if row.rejected or unit is None:
            return
        for gone in earlier if standing else ():
            _accept_pair(row, gone.code, gone.status)
        if holder is not None and holder.row is not None:
            _accept_pair(holder.row, unit.code, status)
        elif holder is not None:
            _accept_pair(before.again(holder.place), unit.code, status)
        earlier.append(Earlier(self._places[id(row)], unit.pk, unit.code, status, row))


def _packed(one):
    return one.unit << 28 | one.place << 4 | _KNOWN_IN_ORDER.index(one.status)


def _accept_pair(row, code, status):
    if status == Status.MOVED.value:
        row.find("id_number", "transfer_pair", ACCEPTED, unit=code)
    else:
        row.find("id_number", "rejoined_pair", ACCEPTED, unit=code, status=status)


def _unit_key(row):
    return "unit" if row.values.get("unit") or "unit_name" not in row.places else "unit_name"


def _on_file(by_number):
    """{number: (index, person's key or None, name, [(unit's key, status, joined)])}: what the register knows of these numbers."""
    indexes = {queries.id_index(number): number for number in by_number}
    known = {pk: (name, index) for pk, name, index in persons_of(list(indexes))}
    memberships, persons = defaultdict(list), list(known)
    for start in range(0, len(persons), 900):
        held = Membership.objects.standing().filter(person__in=persons[start : start + 900])
        for person, unit, status, joined in held.values_list("person_id", "unit_id", "status", "joined_on"):
            memberships[person].append((unit, status, joined))
    found = {number: (index, None, "", ()) for index, number in indexes.items()}
    found.update({indexes[index]: (index, pk, name, memberships[pk]) for pk, (name, index) in known.items()})
    return found


def persons_of(indexes):
    """(key, name, index) of the persons behind the indexes. That none is empty must be said: the index of numbers holds no empty ones."""
    persons = Person.objects.exclude(id_index="").values_list("pk", "name", "id_index")
    slices = (indexes[start : start + 900] for start in range(0, len(indexes), 900))
    return [person for some in slices for person in persons.filter(id_index__in=some)]


def _check_on_file(same, name, memberships, context):
    """Rows of a person whom the register knows already."""
    for row in same:
        if row.rejected or row.unit is None:
            continue
        if row.get("name") and row.values["name"] != name:
            row.find("name", "name_differs", WARNED)
        here = [one for one in memberships if one[0] == row.unit.pk]
        elsewhere = [one for one in memberships if one[0] != row.unit.pk]
        if here and not _begins_anew(row, here, elsewhere):
            _compare_on_file(row, here)
        else:
            _compare_elsewhere(row, elsewhere, context)


def _begins_anew(row, here, elsewhere):
    """Somebody who had left this union and joined it again later."""
    joined, lasts = row.values.get("joined_on"), [one[2] for one in here if one[2]]
    if row.values["status"] not in HELD or any(status in HELD for _unit, status, _joined in here + elsewhere):
        return False
    return bool(joined and lasts and joined > max(lasts))


def _compare_on_file(row, here):
    """The same person in the same union: nothing new, or a change that needs its own procedure."""
    if any(status == row.values["status"] for _unit, status, _joined in here):
        row.leave_unchanged("id_number")
    else:
        row.find("status", "status_differs", WARNED, status=here[0][1])
        row.unchanged = True


def _compare_elsewhere(row, elsewhere, context):
    """The same person in other unions: at most one membership stands."""
    if row.values["status"] not in HELD:
        return
    held = [one for one in elsewhere if one[1] in HELD]
    if held:
        unit = _visible_unit(held[0][0], context)
        problem = "duplicate_across_unions" if unit else "duplicate_elsewhere"
        row.find(_unit_key(row), problem, REJECTED, unit=unit.code if unit else "")
        return
    for unit_key, status, _joined in elsewhere:
        unit = _visible_unit(unit_key, context)
        if unit:
            _accept_pair(row, unit.code, status)


def _visible_unit(key, context):
    """A unit that the importing person may hear of: nobody learns from an import where somebody else belongs."""
    if "visible" not in context.memory:
        everything = getattr(context.by, "pk", None) is None
        units = Unit.objects.all() if everything else Unit.objects.visible_to(context.by)
        context.memory["visible"] = {unit.pk: unit for unit in units}
    return context.memory["visible"].get(key)


def _check_unnumbered(rows, without_number, context):
    """Persons without a number: the same name with the same birth date or telephone may be the same person."""
    seen = _alike_in_file(rows, context)
    on_file = _names_on_file(
        {row.unit.pk for row in without_number if row.unit}, {row.values["name"] for row in without_number}
    )
    for row in without_number:
        unit_key = row.unit.pk if row.unit else None
        same = on_file.get((unit_key, row.values["name"]), ())
        if any(_same_line(row, *one) for one in same):
            row.leave_unchanged("name")
            continue
        first, why = _first_alike(row, seen, context.memory["places"])
        if first:
            row.find("name", "possible_duplicate", WARNED, row=first, why=why)
        elif same:
            row.find("name", "possible_duplicate_on_file", WARNED, why="姓名和工会")


def _alike_in_file(rows, context):
    """{hash of (name, what, value): (sheet, number) of the first row}: for looking up who came before."""
    seen, places = context.memory.setdefault("alike", {}), context.memory.setdefault("places", {})
    if not seen:
        for row in context.earlier:
            _remember_alike(row, seen, places)
    for row in rows:
        _remember_alike(row, seen, places)
    return seen


def _remember_alike(row, seen, places):
    place = places.setdefault(row.sheet, len(places)) << 32 | row.number
    for _words, key in _likenesses(row):
        seen.setdefault(key, place)


def _likenesses(row):
    """(words, hash) of what two rows can have in common."""
    values = row.values
    name = values.get("name")
    if not name:
        return
    if values.get("birth_on"):
        yield "姓名和出生日期", hash((name, "birth_on", values["birth_on"]))
    if values.get("phone"):
        yield "姓名和手机号", hash((name, "phone", values["phone"]))
    if row.unit is not None:
        yield "姓名和工会", hash((name, "unit", row.unit.pk))


def _first_alike(row, seen, places):
    """The number of the first row that is like this one, and in what: (12, "姓名和出生日期"); (0, "") where there is none."""
    own = places[row.sheet] << 32 | row.number
    for words, key in _likenesses(row):
        if seen[key] != own:
            return seen[key] & 0xFFFFFFFF, words
    return 0, ""


def _names_on_file(units, names):
    """{(unit's key, name): [(joined, status, birth)]} of persons without a number in these unions."""
    found = defaultdict(list)
    standing = Membership.objects.standing().filter(unit__in=units, person__id_index="")
    for unit, name, joined, status, born in standing.values_list(
        "unit_id", "person__name", "joined_on", "status", "person__birth_on"
    ):
        if name in names:
            found[unit, name].append((joined, status, born))
    return found


def _same_line(row, joined, status, born):
    return (
        row.values.get("joined_on") == joined and row.values["status"] == status and row.values.get("birth_on") == born
    )
