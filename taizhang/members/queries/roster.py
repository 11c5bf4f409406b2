"""Reads about members that several pages and importers need."""

from itertools import combinations

from django.db.models import Count, Exists, Max, OuterRef, Q

from taizhang.intake import identity
from taizhang.kernel import sealing
from taizhang.kernel.access import can
from taizhang.kernel.models import Fact, within
from taizhang.kernel.tracing import records_behind
from taizhang.members import rules
from taizhang.members.models import (
    ID_COLUMN,
    PHONE_COLUMN,
    Distinction,
    Membership,
    NamePart,
    Person,
    parts_of,
)

ENOUGH_PAIRS = 500  # more than anybody looks through on one page
CLOSELY = 20_000  # a register up to this size is compared name by name
CROWD = 200
LAST = chr(0x10FFFF)  # after every character, rare ones beyond the first 65,536 too


def id_index(number):
    """The blind index of an identity number as somebody typed it: old numbers of 15 digits are extended first."""
    plain = sealing.normalised(number)
    if len(plain) == 15 and plain.isdigit():
        plain = identity.extend(plain)
    return sealing.blind_index(plain, ID_COLUMN)


def phone_index(number):
    """The blind index of a telephone number."""
    return sealing.blind_index(number, PHONE_COLUMN)


def register(user, *, under=None):
    """Memberships that the user may read, in the order of the tree; withdrawn ones are left out."""
    found = Membership.objects.visible_to(user).standing()
    if under is not None:
        found = found.below(under)
    return found.select_related("person", "unit").order_by("unit__path", "id")


def search(memberships, text):
    """Narrow to the persons that the text means: a fragment of the name, or a whole identity or telephone number."""
    if not sealing.normalised(text):
        return memberships
    found = by_number(text)
    return memberships.filter(person__in=named(text.strip()) if found is None else found.values("pk"))


def by_number(text):
    """The persons whose whole identity or telephone number this is; None if it is no such number."""
    plain = sealing.normalised(text)
    if plain[:-1].isdigit() and len(plain) in (15, 18):
        return _numbered(id_index=id_index(plain))
    if plain.isdigit() and len(plain) >= 7:
        return _numbered(phone_index=phone_index(plain))
    return None


def _numbered(**index):
    """Persons by a blind index. That it is not empty must be said: the database keeps no empty ones in its own index and would read all."""
    return Person.objects.exclude(**dict.fromkeys(index, "")).filter(**index)


def named(text):
    """Keys of the persons whose name has this fragment, by the index of names."""
    parts = NamePart.objects.all()
    if len(text) == 1:
        return parts.filter(part__gte=text, part__lt=text + LAST).values("person")
    first, *others = parts_of(text)
    found = parts.filter(part=first)
    for part in others:
        found = found.filter(person__in=parts.filter(part=part).values("person"))
    return (found.filter(person__name__contains=text) if others else found).values("person")


def person_by_id(number):
    """The person with this identity number, or None."""
    index = id_index(number)
    return _numbered(id_index=index).first() if index else None


def memberships_of(person):
    """Everything on file about the person's memberships, oldest first."""
    found = Membership.objects.filter(person=person).standing().select_related("unit", "person", "bound_for")
    return list(found.order_by("joined_on", "id"))


def history(membership, user):
    """(memberships of the same person that the user may read, how many further ones he may not)."""
    everywhere = memberships_of(membership.person)
    readable = set(Membership.objects.visible_to(user).filter(person=membership.person).values_list("pk", flat=True))
    seen = [one for one in everywhere if one.pk in readable]
    return seen, len(everywhere) - len(seen)


def standing_at(unit):
    """Standing memberships of the unit and of everything below it."""
    return Membership.objects.standing().below(unit).filter(status__in=Membership.STANDING)


def groups_of(unit):
    """Names of the union groups at the unit and below, for the forms."""
    found = Membership.objects.standing().below(unit).exclude(group="").order_by()
    return sorted(found.values_list("group", flat=True).distinct()[:200])


def words_of(user, field, unit):
    """The words that the register uses in a column (form of employment, group), the most frequent first."""
    found = Membership.objects.visible_to(user).standing().below(unit).exclude(**{field: ""}).order_by()
    counted = found.values(field).annotate(number=Count("id")).order_by("-number")
    return [row[field] for row in counted[:60]]


def participation(membership, user, limit=30):
    """[(record, day)] of the work in which the person took part, as far as the user sees it, newest first."""
    seen = Fact.objects.filter(subject=membership.person.subject).filter(within(user.paths(), "unit__path"))
    lines = seen.exclude(posting__record_type__startswith="members.").filter(
        posting__reverses=None, posting__reversal=None
    )
    named = lines.order_by("-occurred_on").values_list("posting__record_type", "posting__record_id", "occurred_on")
    rows = list(named.distinct()[:limit])
    records = records_behind({(kind, pk) for kind, pk, _day in rows})
    return [(records[kind, pk], day) for kind, pk, day in rows if (kind, pk) in records]


LIFE = (
    "AC",
    "DM",
    "LC",
    "TR",
)  # areas of the catalogue in which members take part: activities, democracy, contests, training


def last_took_part(person, upto):
    """The last day up to a day on which work on file names the person as taking part in the life of the union, or None."""
    named = Fact.objects.filter(
        subject=person.subject, occurred_on__lte=upto, measure__in=("work.persons", "work.person_times")
    )
    named = named.filter(posting__reverses=None, posting__reversal=None)
    areas = Q()
    for area in LIFE:
        areas |= Q(kind__startswith=area)
    return named.filter(areas).aggregate(last=Max("occurred_on"))["last"]


# --- possible duplicates ------------------------------------------------------------------------------------------------------


def possible_duplicates(user, unit):
    """[(first membership, second membership, reasons)]: persons at the unit and below who may be one, the surest first.

    Looked for among namesakes born on one day and among those with one telephone; in a register of a size that an officer knows,
    among all namesakes, so that a digit wrong in the birth date is noticed too. Whoever was told apart stays apart.
    """
    here = Membership.objects.visible_to(user).standing().below(unit)
    persons = Person.objects.filter(pk__in=here.values("person"))
    groups = [*_alike(persons, "phone_index")]
    groups += (
        _alike(persons, "name")
        if looked_at_closely(unit)
        else _alike(persons.exclude(birth_on=None), "name", "birth_on")
    )
    apart = set(Distinction.objects.standing().values_list("first_id", "second_id"))
    found = [(pair, reasons) for pair, reasons in _pairs(groups).items() if pair not in apart]
    found.sort(key=lambda item: (-_weight(item[1]), item[0]))
    return _with_memberships(found[:ENOUGH_PAIRS], here)


def looked_at_closely(unit):
    """Whether all namesakes of the unit and below are compared with each other: not in the register of a whole city."""
    return Membership.objects.standing().below(unit).order_by().count() <= CLOSELY


def _alike(persons, *fields):
    """Groups of persons who agree in these fields; a telephone that hundreds give is nobody's."""
    # Nobody's mate is the empty one: saying so on both sides lets the narrow index of telephones answer.
    mates = Person.objects.exclude(**{fields[0]: ""}).filter(**{field: OuterRef(field) for field in fields})
    mates = mates.exclude(pk=OuterRef("pk"))
    found = (
        persons.exclude(**{fields[0]: ""}).filter(Exists(mates)).only("name", "birth_on", "phone_index", "id_number")
    )
    groups = {}
    for person in found.order_by("pk"):
        groups.setdefault(tuple(getattr(person, field) for field in fields), []).append(person)
    return [group for group in groups.values() if 1 < len(group) <= CROWD]


def _pairs(groups):
    """{(smaller key, larger key): reasons} of the persons that look alike. Numbers are opened only where names agree."""
    found, numbers = {}, {}
    for group in groups:
        for first, second in combinations(group, 2):
            if first.name == second.name:
                numbers.update({one.pk: one.id_number.reveal() for one in (first, second) if one.pk not in numbers})
            reasons = resemblance(first, second, numbers)
            if reasons:
                found[first.pk, second.pk] = reasons
    return found


def resemblance(first, second, numbers):
    """Why two persons may be one: codes, the strongest first. `numbers`: their plain identity numbers by key."""
    reasons = []
    if first.name == second.name:
        one, other = numbers[first.pk], numbers[second.pk]
        if rules.one_place_apart(one, other):
            reasons.append("number_one_place_apart")
        if first.birth_on and first.birth_on == second.birth_on:
            reasons.append("same_name_and_birth")
        if not (one and other) and not (first.birth_on and second.birth_on):
            reasons.append("same_name_without_number")
    if first.phone_index and first.phone_index == second.phone_index:
        reasons.append("same_phone")
    return reasons


WEIGHTS = {"number_one_place_apart": 8, "same_name_and_birth": 4, "same_name_without_number": 1, "same_phone": 2}


def _weight(reasons):
    return sum(WEIGHTS[reason] for reason in reasons)


def reasons_of(first, second):
    """Why two persons were taken for one."""
    return resemblance(first, second, {person.pk: person.id_number.reveal() for person in (first, second)})


def _with_memberships(found, here):
    keys = {pk for pair, _reasons in found for pk in pair}
    by_person = {}
    for one in here.filter(person__in=keys).select_related("person", "unit").order_by("-id"):
        if one.person_id not in by_person or one.is_standing:
            by_person[one.person_id] = one
    return [(by_person[a], by_person[b], reasons) for (a, b), reasons in found]


ACTS = (
    "leave",
    "keep",
    "restore",
    "release",
    "transfer",
    "correct",
    "withdraw",
    "reveal",
    "issue_link",
    "issue_card",
    "accept",
    "attach",
)


def verdicts(user, unit):
    """{verb: verdict} of everything that may be done with a membership of the unit, for the buttons of its page."""
    return {verb: can(user, f"members.{verb}", unit) for verb in ACTS}
