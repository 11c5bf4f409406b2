"""Reads about applications: who waits, who was decided on, the page through which people apply."""

from django.db.models import Count, Q

from taizhang.kernel import sealing
from taizhang.members.models import APPLICANT_ID, APPLICANT_PHONE, Admission, Application, Doorway, Membership
from taizhang.members.rules.admission import OFF_ESTABLISHMENT

State = Application.State


def applications(user, *, under=None):
    """Applications that the user may read, those that wait longest first."""
    found = Application.objects.visible_to(user).standing()
    if under is not None:
        found = found.below(under)
    return found.select_related("unit", "admission", "membership").order_by("-applied_on", "-id")


def search(applications, text):
    """Narrow by a fragment of the name, or a whole identity or telephone number."""
    plain = sealing.normalised(text)
    if plain[:-1].isdigit() and len(plain) >= 7:
        by_id, by_phone = sealing.blind_index(plain, APPLICANT_ID), sealing.blind_index(plain, APPLICANT_PHONE)
        return applications.filter(Q(id_index=by_id) | Q(phone_index=by_phone))
    return applications.filter(name__contains=text.strip())


def waiting(unit):
    """Applications of the unit that wait for its committee, in the order in which they were made."""
    found = Application.objects.standing().filter(unit=unit, state=State.APPLIED)
    return found.select_related("unit").order_by("applied_on", "id")


def waiting_for(unit, id_index):
    """The application of a person that waits at the unit, or None."""
    if not id_index:
        return None
    found = Application.objects.standing().filter(unit=unit, id_index=id_index, state__in=Application.WAITING)
    return found.first()


def admissions(user, *, under=None):
    """Decisions of committees, the newest first, with how many were admitted and how many were not."""
    found = Admission.objects.visible_to(user).standing()
    if under is not None:
        found = found.below(under)
    admitted = Count("applications", filter=Q(applications__state=State.ADMITTED))
    return found.select_related("unit").annotate(admitted=admitted, asked=Count("applications"))


def decided_in(admission):
    """The applications of a decision, in the order of its list."""
    found = Application.objects.standing().filter(admission=admission)
    return list(found.select_related("unit", "membership").order_by("id"))


def next_number(unit, year):
    """The next number of a decision of the committee in a year."""
    given = Admission.objects.filter(unit=unit, met_on__year=year).count()
    while True:
        given += 1
        number = f"〔{year}〕第{given}批"
        if not Admission.objects.filter(unit=unit, number=number).exists():
            return number


def doorway_at(unit):
    """The open page for applications of a unit, or None."""
    return Doorway.objects.standing().filter(unit=unit, closed_on=None).first()


def doorway(code):
    """The page for applications at an address, or None."""
    return Doorway.objects.standing().filter(code=code).select_related("unit").first()


def made_through(doorway, day):
    """How many applications came through a page on a day."""
    return Application.objects.filter(doorway=doorway, applied_on=day).count()


def ending_contracts(unit, first, last):
    """Memberships at the unit and below whose contract ends within these days, the earliest first."""
    found = Membership.objects.standing().below(unit).filter(status__in=Membership.STANDING)
    found = found.filter(contract_until__gte=first, contract_until__lte=last)
    return found.select_related("person", "unit").order_by("contract_until", "id")


def off_establishment(found):
    """Those of the memberships or applications whose form of employment is outside the establishment."""
    return found.filter(employment__in=OFF_ESTABLISHMENT)
