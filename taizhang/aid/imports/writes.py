"""How the households of a workbook come on file, and how an import is undone."""

from collections import defaultdict

from django.utils.translation import gettext

from taizhang.aid import queries
from taizhang.aid.actions.households import DETAILS
from taizhang.aid.imports.checks import book_of
from taizhang.aid.models import Application, Assessment, Consent, FamilyMember, Household
from taizhang.aid.models.households import HEAD
from taizhang.aid.rules.households import stage_of
from taizhang.kernel import calendar
from taizhang.kernel.models import ActLog
from taizhang.kernel.verdicts import Refused
from taizhang.members.models import Person

Status = Household.Status
TABLE = (
    "relation", "name", "sex", "birth_on", "political", "insurance", "monthly_income", "occupation", "workplace", "study_level", "study_year",
)  # fmt: skip


def write(rows, context, this):
    """Persons that are new, then the files, then their family tables, reckonings and consents."""
    del rows
    groups = [group for group in context.memory["groups"] if all(row.enters for row in group.rows)]
    persons = _heads(groups, context, this)
    context.report(1, 4, gettext("Households"))
    serials = _Serials()
    households = [_household(group, person, context, serials) for group, person in zip(groups, persons, strict=True)]
    this.create_all(Household, households)
    context.report(2, 4, gettext("Family tables"))
    pairs = list(zip(groups, households, strict=True))
    this.create_all(FamilyMember, [_member(one, home, context) for group, home in pairs for one in group.members])
    made = [_reckoning(group, home, this.at) for group, home in pairs if group.means]
    this.create_all(Assessment, made)
    this.create_all(Consent, [consent for group, home in pairs for consent in _consents(group, home)])
    context.report(3, 4, gettext("Ledger"))
    return {
        "households": len(households),
        "persons": sum(len(group.members) for group in groups),
        "filed": sum(1 for home in households if home.status == Status.FILED),
    }


def _heads(groups, context, this):
    """The person of each head: on the register, or new."""
    known, found, new = context.memory["persons"], [], []
    for group in groups:
        head = group.members[0]
        person = known.get(head.index) if head.index else None
        if person is None:
            person = _person(group.head, head)
            new.append(person)
        found.append(person)
    this.create_all(Person, new)
    return found


def _person(row, head):
    person = Person(name=head.values["name"], sex=head.values.get("sex") or "", birth_on=head.values.get("birth_on"))
    for field in ("ethnic", "political", "household"):
        setattr(person, field, row.get(field) or "")
    if head.values.get("id_number"):
        person.give_id(head.values["id_number"])
    if row.get("phone"):
        person.give_phone(row.get("phone"))
    return person


class _Serials:
    """File numbers by union and year, asked once and counted on."""

    def __init__(self):
        self.next = {}

    def take(self, unit, year):
        """The next number of a union in a year."""
        number = self.next.get((unit.pk, year)) or queries.households.next_serial(unit, year)
        self.next[unit.pk, year] = number + 1
        return number


def _household(group, person, context, serials):
    row = group.head
    opened = row.get("opened_on") or row.get("filed_on") or context.today
    household = Household(
        unit=row.unit, head=person, main_cause=group.causes[0], further_causes=group.causes[1:], opened_on=opened
    )
    household.batch, household.status = context.batch, Status.SURVEYED
    household.circumstances = row.get("circumstances") or ""
    for field in DETAILS:
        if row.get(field) is not None:
            setattr(household, field, row.get(field))
    if group.means:
        household.checked_on = group.means["on"]
        household.category = group.means["found"].category
    if group.status == Status.FILED:
        on = row.get("filed_on")
        household.year, household.serial, household.filed_on = on.year, serials.take(row.unit, on.year), on
        household.valid_until = calendar.deadline_by_rule(on, _review(row.unit, on, context)).counted
        household.move_to(Status.FILED, on, why=gettext("imported"))
    return household


def _review(unit, on, context):
    """How long a file holds until its check."""
    return book_of(unit, context).rule("aid.review_months", on)


def _member(one, household, context):
    values = {name: one.values[name] for name in TABLE if one.values.get(name) is not None}
    values["study_level"] = stage_of(values.get("study_level", ""))
    member = FamilyMember(household=household, id_index=one.index, **values)
    member.id_number = one.values.get("id_number") or ""
    member.health, member.disability = one.values.get("health") or "", one.values.get("disability") or ""
    member.person = (
        household.head if one.values["relation"] == HEAD else context.memory["persons"].get(one.index or None)
    )
    return member


def _reckoning(group, household, at):
    means = group.means
    line, found, on = means["line"], means["found"], means["on"]
    return Assessment(
        household=household, on=on, since=queries.households.rules.means.first_day(on, means["months"]), months=means["months"],
        members=len(group.members), sudden=bool(group.head.get("sudden")), per_head=found.per_head, line=line.value,
        line_place=line.place, line_since=line.valid_from, line_source=line.citation()[:260], scheme=means["scheme"],
        multiple=found.multiple, category=found.category, made_at=at, checked_with=gettext("imported"), **means["amounts"],
    )  # fmt: skip


def _consents(group, household):
    day = group.head.get("consent_on")
    if day:
        for purpose in (Consent.Purpose.FILE, Consent.Purpose.CHECK):
            yield Consent(household=household, purpose=purpose, given_on=day, given_by=household.head.name)


def undo(batch, context, this):
    """Withdraw the files that the import made; refused where somebody has worked on one of them since."""
    del context
    standing = Household.objects.standing().filter(batch=batch)
    keys = list(standing.values_list("pk", flat=True))
    worked_on = _worked_on(keys)
    if worked_on:
        raise Refused(
            gettext("%(count)d files of this import have been worked on since; they cannot be taken back together.")
            % {"count": worked_on}
        )
    households = list(standing.select_related("unit", "head"))
    for household in households:
        household.voided_at = this.at
        this.touch(household)
    # One statement each instead of thousands; the act still posts the reversal of every single file.
    Household._base_manager.filter(pk__in=keys).update(voided_at=this.at)
    FamilyMember._base_manager.filter(household__in=keys).update(counts=False)
    return {"households": len(households)}


def _worked_on(keys):
    """How many of these files somebody has acted on, or applied for aid with."""
    touched = defaultdict(bool)
    for start in range(0, len(keys), 900):
        some = keys[start : start + 900]
        logs = ActLog.objects.filter(record_type="aid.household", record_id__in=some)
        touched.update(dict.fromkeys(logs.values_list("record_id", flat=True), True))
        applied = Application.objects.filter(household__in=some).values_list("household_id", flat=True)
        touched.update(dict.fromkeys(applied, True))
    return len(touched)
