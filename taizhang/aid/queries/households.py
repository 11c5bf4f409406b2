"""Reads of the hardship files: the register, one file, its warnings, the lines that bind it."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from taizhang.aid import rules
from taizhang.aid.models import Consent, FamilyMember, Household
from taizhang.aid.models.applications import student_key
from taizhang.kernel import calendar, rulebook, sealing
from taizhang.kernel.access import can
from taizhang.kernel.models import Fact, Unit, within
from taizhang.kernel.tables import Rule
from taizhang.kernel.tracing import records_behind
from taizhang.members import queries as members
from taizhang.members.models import Membership, Person

LINE = "aid.living_line"
NOT_AID = ("AW-01", "AW-02")  # files and surveys: nobody is aided by them
ACTS = (
    "correct_file",
    "verify_household",
    "file_household",
    "decline_household",
    "remove_household",
    "keep_family",
    "assess",
    "take_consent",
    "withdraw_consent",
    "attach_paper",
    "reveal_file",
    "issue_link",
    "take_request",
    "answer_request",
    "withdraw_file",
    "empty_file",
)


def register(user, *, under=None):
    """Files that the user may read, in the order of the tree; withdrawn ones are left out."""
    found = Household.objects.visible_to(user).standing()
    if under is not None:
        found = found.below(under)
    return found.select_related("head", "unit").order_by("unit__path", "year", "serial", "id")


def again(households, reads):
    """The same files with what a roster reads, in few queries."""
    found = Household.objects.filter(pk__in=[one.pk for one in households])
    return found.select_related("head", "unit").prefetch_related(*reads).order_by("unit__path", "year", "serial", "id")


def search(households, text):
    """Narrow to what the text means: part of a name in the household, a whole identity number, or a file number."""
    text = text.strip()
    plain = sealing.normalised(text)
    if not plain:
        return households
    if plain[:-1].isdigit() and len(plain) in (15, 18):
        return households.filter(
            pk__in=FamilyMember.objects.filter(id_index=members.id_index(plain)).values("household")
        )
    code, _dash, rest = text.rpartition("-")
    if rest.isdigit() and code.rpartition("-")[2].isdigit():
        union, _dash, year = code.rpartition("-")
        return households.filter(unit__code=union, year=int(year), serial=int(rest))
    return households.filter(pk__in=FamilyMember.objects.filter(name__contains=text).values("household"))


def family(household):
    """The family table as it stands: the head first."""
    found = household.family.filter(left_on=None).select_related("person")
    return sorted(found, key=lambda one: (not one.is_head, one.pk))


def latest(household):
    """The last reckoning of means, or None."""
    return household.assessments.order_by("-on", "-pk").first()


def consents(household):
    """All consents, oldest first."""
    return list(household.consents.all())


def memberships(household):
    """What the register of members knows about the head."""
    return members.memberships_of(household.head)


def file_of(index, person=None, *, but=None):
    """The household in force to which this number or this person belongs, or None."""
    who = Q()
    if index:
        who |= Q(id_index=index)
    if person is not None and person.pk:
        who |= Q(person=person)
    if not who:
        return None
    found = FamilyMember.objects.filter(who, counts=True).select_related("household__unit")
    if but is not None and but.pk:
        found = found.exclude(household=but)
    one = found.first()
    return one.household if one else None


def is_visible(household, user):
    """May the user read this file?"""
    return Household.objects.visible_to(user).filter(pk=household.pk).exists()


def person_of(number):
    """The person on the register with this number, or None."""
    return members.person_by_id(number) if number else None


def members_named(unit, name, *, without_number=False):
    """Up to two persons of this very name who are members of the union or below it."""
    standing = Membership.objects.standing().below(unit).filter(status=Membership.Status.MEMBER).order_by()
    found = Person.objects.filter(name=name.strip(), pk__in=standing.filter(person__name=name.strip()).values("person"))
    return list((found.filter(id_index="") if without_number else found)[:2])


def next_serial(unit, year):
    """The next file number of a union in a year; withdrawn files keep theirs."""
    last = Household.objects.filter(unit=unit, year=year).order_by("-serial").values_list("serial", flat=True).first()
    return (last or 0) + 1


# --- what the rulebook says -----------------------------------------------------------------------------------------------------


CATEGORIES = ("deep", "relative", "edge", "accident")
BINDING = (  # what an import asks of the rulebook for every household
    LINE, "aid.causes.max", "aid.income_months", "aid.scheme", "aid.review_months", *(f"aid.{name}.multiple" for name in CATEGORIES),
)  # fmt: skip


def limits(unit, on, book=None):
    """{"deep": (multiple, operator), …}: how far each category reaches, in multiples of the line. `book`: the unit's rules, asked already."""
    book = book or rulebook.ForUnit(unit, BINDING)
    found = {name: book.rule(f"aid.{name}.multiple", on) for name in CATEGORIES}
    return {name: (found[name].value, found[name].operator) for name in found}


def line(unit, on):
    """The local minimum living line (低保) that binds the union on a day, or None where none is laid down."""
    return rulebook.find(LINE, unit, on)


def lines_in(user):
    """The lines laid down by federations that the user sees, newest first."""
    seen = Unit.objects.visible_to(user).values("pk")
    above = Unit.objects.filter(
        path__in=[path[:end] for path in user.paths() for end in range(4, len(path) + 1, 4)]
    ).values("pk")
    return (
        Rule.objects.filter(key=LINE)
        .filter(Q(unit__in=seen) | Q(unit__in=above) | Q(unit=None))
        .select_related("unit")
        .order_by("unit__path", "place", "-valid_from")
    )


def kept_until(household):
    """The last day of the retention period of a closed file, or None while it is in force."""
    closed = closed_on(household)
    rule = rulebook.find("keep.aid_years", household.unit, closed) if closed else None
    return calendar.years_after(closed, int(rule.value), rest=False) if rule else None


def closed_on(household):
    """When the file was closed: removed, turned down, or withdrawn as entered by mistake."""
    if household.voided_at:
        return timezone.localtime(household.voided_at).date()
    if household.removed_on:
        return household.removed_on
    return household.changes()[-1][0] if household.status == Household.Status.DECLINED and household.history else None


# --- what happened ----------------------------------------------------------------------------------------------------------------


def aid_facts(subjects):
    """Facts of aid that these persons received: standing lines of the standard counts; what was asked for, told or covered is none."""
    kinds = (Q(kind__startswith="AW-") & ~Q(kind__in=NOT_AID)) | Q(kind__startswith="MM-")
    standing = Fact.objects.filter(subject__in=subjects, posting__reverses=None, posting__reversal=None)
    return standing.filter(kinds, measure__startswith="work.")


def subjects(household):
    """The keys under which the ledger knows the persons of the household."""
    return set(names_of(household))


def names_of(household):
    """{key in the ledger: name} of everybody in the household; children also under the keys by which student aid counts them."""
    family = list(household.family.all())
    names = {f"person:{one.person_id}": one.name for one in family if one.person_id}
    names.setdefault(household.subject, household.head.name)
    for child in (one for one in family if not one.is_head):
        numbers = {"", child.id_number.reveal() if child.id_number else ""}
        names |= {student_key(child.name, number, household.head): child.name for number in numbers}
    return names


def aid_history(household, user):
    """([(record, day, kind)], how many more that the user may not see): every aid that names somebody of the household."""
    found = aid_facts(subjects(household)).order_by("-occurred_on", "-id")
    rows = list(dict.fromkeys(found.values_list("posting__record_type", "posting__record_id", "occurred_on", "kind")))
    seen = set(
        found.filter(within(user.paths(), "unit__path")).values_list("posting__record_type", "posting__record_id")
    )
    records = records_behind(seen)
    shown = [(records[kind, pk], day, row) for kind, pk, day, row in rows if (kind, pk) in records]
    return shown, len({(kind, pk) for kind, pk, _day, _row in rows} - seen)


# --- warnings ---------------------------------------------------------------------------------------------------------------------


def warning_filters(unit, today):
    """{code: Q} of the warnings that the database can find by itself (the national system's: 一年未更新, 从未帮扶)."""
    filed = Q(status=Household.Status.FILED)
    unchanged = _before(today, rulebook.rule("aid.warn.unchanged_months", unit, today))
    never = _before(today, rulebook.rule("aid.warn.never_aided_months", unit, today))
    return {
        "overdue": filed & Q(valid_until__lt=today),
        "unchanged": filed & (Q(checked_on__lt=unchanged) | Q(checked_on=None, filed_on__lt=unchanged)),
        "never_aided": filed & Q(aided_on=None, filed_on__lt=never),
        "unqualified": filed & Q(category=""),
        "duplicate": Q(pk__in=_doubles().values("household")),
        "unconsented": filed & ~Exists(_standing_consent()),
    }


def _standing_consent():
    return Consent.objects.filter(household=OuterRef("pk"), purpose=Consent.Purpose.FILE, withdrawn_on=None)


def _before(today, rule):
    """The day before which something lies longer back than the rule's months."""
    return rules.means.first_day(today, int(rule.value))


def _doubles():
    """Family members in force whose number, or name and birth date, stand in another file too (一人多档)."""
    here = FamilyMember.objects.filter(counts=True)
    same_number = (
        FamilyMember.objects.filter(id_index=OuterRef("id_index"))
        .exclude(id_index="")
        .exclude(household=OuterRef("household"))
    )
    same_birth = FamilyMember.objects.filter(name=OuterRef("name"), birth_on=OuterRef("birth_on"), counts=True)
    same_birth = same_birth.exclude(household=OuterRef("household"))
    return here.filter(Exists(same_number) | Exists(same_birth))


def doubles_of(household, user):
    """[(member, other file or None, in force?)]: the same person elsewhere; a file that the user may not see is told, not shown."""
    found = []
    for one in family(household):
        who = Q(id_index=one.id_index) if one.id_index else Q(pk=None)
        if one.birth_on:
            who |= Q(name=one.name, birth_on=one.birth_on, counts=True)
        others = (
            FamilyMember.objects.filter(who)
            .exclude(household=household)
            .select_related("household__unit", "household__head")
        )
        for other in others.filter(household__voided_at=None):
            seen = is_visible(other.household, user)
            found.append((one, other.household if seen else None, other.counts))
    return found


def contradictions(household):
    """Sentences about what does not fit together in the declared means."""
    months = int(rulebook.rule("aid.migrant_months", household.unit, household.opened_on).value)
    found = rules.means.contradictions(household, family(household), latest(household), memberships(household), months)
    return list(found)


def children(household, on):
    """Members of the household so young that a guardian consents for them (Personal Information Protection Law, article 31)."""
    age = rulebook.find("privacy.child_age", household.unit, on)
    return [one for one in family(household) if age and one.birth_on and one.age_on(on) < int(age.value)]


def unaided(today):
    """Filed households with what the ledger knows about aid that is not noted on the file yet: [(household, first, last)]."""
    filed = Household.objects.standing().filter(status=Household.Status.FILED).prefetch_related("family")
    for household in filed.iterator(chunk_size=500):
        days = aid_facts(subjects(household)).filter(
            value__gt=0, occurred_on__gte=household.filed_on, occurred_on__lte=today
        )
        days = sorted(days.values_list("occurred_on", flat=True))
        if days and (household.aided_on != days[0] or household.aided_last_on != days[-1]):
            yield household, days[0], days[-1]


def lapsed(today):
    """Closed files whose retention period is over and whose personal data still stand."""
    closed = Household.objects.filter(emptied_at=None).filter(
        Q(status__in=[Household.Status.REMOVED, Household.Status.DECLINED]) | Q(voided_at__isnull=False)
    )
    for household in closed.select_related("unit").iterator(chunk_size=500):
        until = kept_until(household)
        if until and today > until:
            yield household


def verdicts(user, unit):
    """{verb: verdict} of everything that may be done with a file of the unit, for the buttons of its pages."""
    return {verb: can(user, f"aid.{verb}", unit) for verb in ACTS}


def candidates(unit, text):
    """Members of the unit and below by name, for the head of a new file."""
    found = Membership.objects.standing().below(unit).filter(status__in=Membership.STANDING)
    return members.search(found.select_related("person", "unit"), text)
