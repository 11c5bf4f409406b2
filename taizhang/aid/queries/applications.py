"""Reads about applications: lists, what a person was given, what papers are missing."""

from django.db.models import Count, Q, Sum

from taizhang.aid.models import Application, Pair, Payment
from taizhang.kernel import evidence
from taizhang.members import queries as members


def applications(user, under, *, programme=None):
    """Applications of the unit and below that the user may see, newest first."""
    found = Application.objects.visible_to(user).standing().below(under)
    if programme is not None:
        found = found.filter(programme=programme)
    return found.select_related("person", "unit", "programme").order_by("-on", "-id")


def search(found, text):
    """Narrow to the persons that the text means: a fragment of the name, or a whole identity number."""
    index = members.id_index(text)
    return found.filter(Q(person__name__contains=text.strip()) | Q(person__id_index=index))


def by_state(found):
    """{state: how many} of applications."""
    return dict(found.order_by().values_list("state").annotate(number=Count("id")))


def given_to(beneficiary):
    """Payments made to a person or child, newest first."""
    paid = Payment.objects.standing().filter(beneficiary=beneficiary, state=Payment.State.PAID)
    return paid.select_related("run__programme").order_by("-paid_on", "-id")


def missing_papers(application):
    """Kinds of papers that the programme asks for and that are not on file."""
    return evidence.missing(application, application.programme.documents)


def sums(found):
    """(how many, yuan) of applications."""
    sums = found.order_by().aggregate(number=Count("id"), total=Sum("amount"))
    return sums["number"], sums["total"] or 0


def pairs(user, under):
    """Pairs of donor and pupil of the unit and below."""
    return Pair.objects.visible_to(user).standing().below(under).select_related("unit", "person")
