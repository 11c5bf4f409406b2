"""Reads about who is enrolled, who could be, and what a person's cover is."""

from django.db.models import Count, Sum

from taizhang.members.models import Membership
from taizhang.mutualaid import rules
from taizhang.mutualaid.models import Claim, Enrolment, Expense, Season

Status = Membership.Status


def register(user, *, under=None):
    """Enrolments that the user may read."""
    found = Enrolment.objects.visible_to(user).standing()
    if under is not None:
        found = found.below(under)
    return found.select_related("person", "unit", "season__product").order_by("unit__path", "-season__year", "id")


def totals(enrolments):
    """How many, with how much of premium, of a register: one question."""
    return enrolments.order_by().aggregate(count=Count("id"), premium=Sum("premium"), union=Sum("union_share"))


def of_season(season, unit):
    """Standing enrolments of a season at a unit and below it."""
    return Enrolment.objects.standing().filter(season=season).below(unit)


def candidates(season, unit, *, renewing=False):
    """[(membership, verdict)] of everybody at the unit and below who might be enrolled; `renewing`: only last year's."""
    standing = Membership.objects.standing().below(unit).filter(status__in=(Status.MEMBER, Status.KEPT))
    if renewing:
        standing = standing.filter(person__in=_last_years(season).values("person"))
    taken = set(of_season_everywhere(season).values_list("person_id", flat=True))
    found = standing.select_related("person", "unit").order_by("unit__path", "id")
    return [(one, rules.enrolment.may_be_enrolled(one, season, enrolled=one.person_id in taken)) for one in found]


def of_season_everywhere(season):
    """Standing enrolments of a season, wherever: one person is enrolled once."""
    return Enrolment.objects.standing().filter(season=season)


def _last_years(season):
    before = Season.objects.standing().filter(product=season.product, year=season.year - 1)
    return Enrolment.objects.standing().filter(season__in=before).exclude(paid_on=None)


def earlier(season, persons):
    """{person's key: the person's latest paid enrolment in the product before this season}."""
    before = Enrolment.objects.standing().filter(
        season__product=season.product, season__year__lt=season.year, person__in=persons
    )
    found = before.exclude(paid_on=None).select_related("season").order_by("season__year")
    return {one.person_id: one for one in found}


def waiting_days(season):
    """The waiting period that binds first enrolments of this season: that of the edition in force when it begins."""
    editions = [one for one in season.product.editions.all() if one.announced_on and one.voided_at is None]
    begun = [one for one in editions if one.valid_from <= season.covers_from] or editions
    return max(begun, key=lambda one: one.valid_from).waiting_days if begun else 0


def expense_days(enrolment):
    """Days of the expenses on standing claims of an enrolment."""
    claims = Claim.objects.standing().filter(enrolment=enrolment).exclude(state=Claim.State.REFUSED)
    return list(Expense.objects.filter(claim__in=claims).values_list("on", flat=True))


def covers_of(person):
    """Everything a person was ever enrolled in, the newest first."""
    found = Enrolment.objects.standing().filter(person=person)
    return list(found.select_related("unit", "season__product").order_by("-season__year", "-id"))


def cover_on(person, product, day):
    """The person's paid enrolment in a product that covers a day; None without one."""
    found = Enrolment.objects.standing().filter(
        person=person, season__product=product, covers_from__lte=day, covers_until__gte=day
    )
    return found.exclude(paid_on=None).select_related("season__product").first()
