"""Reads about the catalogue and its disclosures."""

from datetime import date

from django.db.models import Count, Max, Q

from taizhang.kernel import calendar, rulebook
from taizhang.members.models import Membership
from taizhang.openness.models import Disclosure, Item, Opinion
from taizhang.openness.rules import disclosures as rules

GRACE, POSTING = "openness.grace_days", "openness.posting_days"


def catalogue(user, unit):
    """The items of the unit and below, those in force first."""
    return Item.objects.visible_to(user).standing().below(unit).select_related("unit", "body")


def of_unit(user, unit):
    """The disclosures of the unit and below."""
    return Disclosure.objects.visible_to(user).standing().below(unit).select_related("unit", "item__body")


def last_day_of_grace(item, day):
    """The day by which what fell due on `day` is posted: so many working days after it (rulebook)."""
    return calendar.deadline_by_rule(day, rulebook.rule(GRACE, item.unit, day)).last


def least_last_day(unit, on):
    """The earliest last day of something posted on a day (rulebook)."""
    return calendar.deadline_by_rule(on, rulebook.rule(POSTING, unit, on)).last


def falling_due(today):
    """[(item, period or None, last day)] of everything that has fallen due and has no disclosure yet."""
    found = Item.objects.standing().filter(since__lte=today).exclude(frequency=Item.Frequency.EACH)
    known = {}
    for item_id, code in Disclosure.objects.standing().order_by().values_list("item_id", "period_code"):
        known.setdefault(item_id, set()).add(code)
    rows = []
    for item in found.select_related("unit", "body").order_by("id"):
        rows += _of_item(item, known.get(item.pk, set()), today)
    return rows


def _of_item(item, known, today):
    if item.frequency == Item.Frequency.ONCE:
        if known or (item.until and item.until <= today):
            return []
        return [(item, None, last_day_of_grace(item, item.since))]
    periods = [period for period in rules.periods_fallen_due(item, today) if period.code() not in known]
    return [(item, period, last_day_of_grace(item, rules.falls_due_from(item, period))) for period in periods]


def next_number(unit, year):
    """The next issue number of a unit in a year. Numbers are never given twice, not even after something was taken down."""
    last = Disclosure.objects.filter(unit=unit, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def opinions_of(disclosure):
    """What was said on a disclosure, oldest first."""
    return disclosure.opinions.standing().order_by("received_on", "id")


def unanswered(disclosure):
    """How many opinions wait for an answer."""
    return opinions_of(disclosure).filter(outcome=Opinion.Outcome.OPEN).count()


def came_today(disclosure, day):
    """How many opinions came by the public page on a day."""
    return disclosure.opinions.filter(way=Opinion.Way.PAGE, received_on=day).count()


def waiting_opinions(user, unit):
    """Opinions of the unit and below without an answer, the most pressing first."""
    found = Opinion.objects.visible_to(user).standing().below(unit).filter(outcome=Opinion.Outcome.OPEN)
    return found.select_related("unit", "disclosure").order_by("due_on", "id")


def names_at(unit):
    """Names on the register of the unit and below: who is masked in a text."""
    found = Membership.objects.standing().below(unit).order_by()
    return set(found.values_list("person__name", flat=True).distinct())


def ended(today):
    """Posted disclosures whose last day has passed and that nobody waits for an answer to."""
    over = Disclosure.objects.standing().filter(state=Disclosure.State.POSTED, until_on__lt=today)
    waiting = Count("opinions", filter=Q(opinions__outcome=Opinion.Outcome.OPEN, opinions__voided_at=None))
    return over.annotate(waiting=waiting).filter(waiting=0).select_related("unit", "item").order_by("id")


def issues(unit, first, last):
    """What a unit posted between two days, in the order of the issues."""
    found = Disclosure.objects.standing().filter(unit=unit, state__in=Disclosure.SHOWN)
    found = found.filter(posted_on__gte=first, posted_on__lte=last).select_related("item__body", "checked_by")
    return list(found.prefetch_related("showings").order_by("year", "number"))


def answered_opinions(unit, first, last):
    """Opinions that came to a unit between two days."""
    found = Opinion.objects.standing().filter(unit=unit, received_on__gte=first, received_on__lte=last)
    return list(found.select_related("disclosure").order_by("received_on", "id"))


def start_of(year):
    """New Year."""
    return date(year, 1, 1)


def in_order(opinions):
    """Opinions by the day they came."""
    return opinions.order_by("received_on", "id")
