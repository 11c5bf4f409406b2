"""Reads about programmes: who meets the conditions, who still has to be told, what is due."""

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.aid.criteria import CRITERIA
from taizhang.aid.models import Application, Candidate, FamilyMember, Household, Programme
from taizhang.kernel.access import can
from taizhang.kernel.calendar import DAY
from taizhang.kernel.models import Unit
from taizhang.kernel.rulebook import find
from taizhang.members.models import Membership
from taizhang.members.queries import search as members_search
from taizhang.ui import due

TELL_BEFORE = "aid.notify_days_before"
OPENED = Q(state__in=(Programme.State.OPEN, Programme.State.CLOSED))
REMIND = 7  # days before the last day for telling from which the desk reminds


def programmes(user, under):
    """Programmes of the unit and everything below, and of the unions above it that reach it."""
    own = Q(pk__in=Programme.objects.visible_to(user).below(under).values("pk"))
    from_above = Q(unit__path__in=under.ancestor_paths()) & OPENED
    found = reaching(user).filter(own | from_above)
    return found.select_related("unit", "fund")


def reaching(user):
    """Programmes that the user reads, and the opened ones of unions above his own: his members may apply in them."""
    if not user.is_authenticated:
        return Programme.objects.none()
    above = {path[:at] for path in user.paths() for at in range(Unit.steplen, len(path), Unit.steplen)}
    read = Programme.objects.visible_to(user).values("pk")
    return Programme.objects.standing().filter(Q(pk__in=read) | Q(unit__path__in=above) & OPENED)


def reach_of(programme):
    """The memberships that a programme is for: standing ones at its union and below."""
    found = Membership.objects.standing().below(programme.unit)
    return found.filter(status=Membership.Status.MEMBER).order_by()


def screened(programme, rules, on):
    """(how many were looked at, [(person, unit, (places of the conditions not met))]): one question for the whole register.

    Conditions of scope narrow first: whoever does not meet them is counted, not listed.
    """
    everybody = reach_of(programme)
    looked_at, listed, flags = everybody.count(), everybody, {}
    for place, rule in enumerate(rules):
        criterion = CRITERIA[rule["what"]]
        condition = criterion.meets(rule, on)
        if criterion.scope:
            listed = listed.filter(condition)
        else:
            flags[place] = ExpressionWrapper(condition, output_field=BooleanField())
    named = {f"met_{place}": flag for place, flag in flags.items()}
    rows = listed.annotate(**named).values_list("person_id", "unit_id", *named)
    places = tuple(flags)
    found = [
        (person, unit, tuple(place for place, met in zip(places, mets, strict=True) if not met))
        for person, unit, *mets in rows.iterator(chunk_size=20_000)
    ]
    return looked_at, found


def why_not(programme, person, on):
    """The places of all conditions that a person does not meet today; None when she is not in the programme's reach."""
    membership = reach_of(programme).filter(person=person)
    if not membership.exists():
        return None
    met = ((place, CRITERIA[rule["what"]].meets(rule, on)) for place, rule in enumerate(programme.rules))
    return [place for place, condition in met if not membership.filter(condition).exists()]


def candidates(programme, user):
    """The candidates that the user may see, proposed ones first."""
    found = Candidate.objects.visible_to(user).filter(programme=programme)
    return found.select_related("person", "unit").order_by("-proposed", "unit__path", "id")


def with_applications(found, programme):
    """Candidates with whether they have applied."""
    applied = Application.objects.standing().filter(programme=programme, person=OuterRef("person"))
    return found.annotate(applied=Exists(applied))


def counted(programme):
    """{"proposed", "excluded", "told", "applied"} of a programme in numbers."""
    found = programme.candidates.aggregate(
        n_proposed=Count("id", filter=Q(proposed=True)),
        n_excluded=Count("id", filter=Q(proposed=False)),
        n_told=Count("id", filter=Q(proposed=True, told_on__isnull=False)),
        n_in_time=Count("id", filter=Q(proposed=True, told_on__lte=programme.closes_on)),
    )
    found = {name.removeprefix("n_"): number for name, number in found.items()}
    applied = Application.objects.standing().filter(programme=programme)
    return found | {"applied": applied.count()}


def untold(programme):
    """Proposed candidates whom nobody has told yet."""
    return programme.candidates.filter(proposed=True, told_on=None)


def ceiling_of(programme, on):
    """The ceiling that binds the programme's place on a day, or None."""
    return find(programme.ceiling, programme.unit, on) if programme.ceiling else None


def households_of(persons, on):
    """{person: household on file} of these heads, as of a day."""
    found = Household.objects.standing().filter(head__in=persons, status=Household.Status.FILED)
    return {one.head_id: one for one in found.filter(Q(valid_until=None) | Q(valid_until__gte=on))}


def students_of(households, stages):
    """{household: [family members at school]} for the households given, by key."""
    found = {}
    at_school = FamilyMember.objects.filter(household__in=households, left_on=None).exclude(study_level="")
    if stages:
        at_school = at_school.filter(study_level__in=stages)
    for member in at_school.order_by("birth_on", "pk"):
        found.setdefault(member.household_id, []).append(member)
    return found


def stages_asked(programme):
    """The stages of schooling that a programme is for: those of its condition, else those of its amounts."""
    for rule in programme.rules:
        if rule["what"] == "schooling":
            return list(rule.get("stages") or [])
    amounts = programme.amounts or {}
    return list(amounts.get("bands", {})) if amounts.get("by") == "stage" else []


def person_at(unit, text, user):
    """The member of the unit or below whom a name, identity number or telephone means; None for nobody, a list for several."""
    from_register = _search(unit, text, user)
    found = list(from_register[:6])
    return found[0] if len(found) == 1 else found or None


def _search(unit, text, user):
    readable = Membership.objects.visible_to(user).standing().below(unit).filter(status=Membership.Status.MEMBER)
    return members_search(readable.select_related("person", "unit"), text)


def tell_by(programme):
    """The last day on which the eligible are told: so many days before the closing date as the rulebook says."""
    rule = find(TELL_BEFORE, programme.unit, programme.opens_on)
    return max(programme.opens_on, programme.closes_on - DAY * int(rule.value)) if rule else programme.closes_on


def due_items(user, unit, today):
    """Programmes whose eligible persons have not all been told, and whose last day for telling them is near or past (MS-05)."""
    open_ones = Programme.objects.visible_to(user).standing().below(unit).filter(state=Programme.State.OPEN)
    for programme in open_ones.filter(closes_on__gte=today).select_related("unit"):
        by = tell_by(programme)
        if by > today + DAY * REMIND or not can(user, "aid.tell", programme.unit):
            continue
        waiting = untold(programme).count()
        if waiting:
            words = ngettext("%d eligible person has not been told", "%d eligible persons have not been told", waiting)
            yield due.Due(
                title=str(programme),
                url=reverse("aid:programme_tell", args=[programme.pk]),
                button=_("Tell them"),
                unit=programme.unit,
                by=by,
                words=words % waiting,
                tone="amber",
            )
