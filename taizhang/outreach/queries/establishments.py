"""Reads about establishments."""

from datetime import timedelta

from taizhang.kernel import calendar, routes, rulebook
from taizhang.outreach.models import Establishment
from taizhang.outreach.rules import establishments as way

QUORUM, ELECTED, COMMITTEE, SIZE = (
    "election.quorum",
    "election.elected",
    "org.committee.required_members",
    "org.committee.size",
)
WOMEN, NOTICE = "women.committee.min", "election.notice_days"
State = Establishment.State
REPLY = "工批〔{year}〕{number}号"


def of_unit(user, unit):
    """Establishments in firms of the unit and below."""
    return Establishment.objects.visible_to(user).standing().below(unit).select_related("unit", "approved_by")


def under_way(firm):
    """The establishment in a firm that is not given up, or None."""
    return Establishment.objects.standing().filter(unit=firm).exclude(state=State.ENDED).first()


def route_code(firm):
    """Which way an application goes: to the union of the town, or to the nearest union above where there is none (article 12)."""
    towns = [unit for unit in routes.unions_upwards(firm) if routes.level_of(unit) == "town"]
    return "outreach.town" if towns else "outreach.above"


def next_reply(union, year):
    """The next document number by which a union approves foundings in a year."""
    given = Establishment.objects.filter(approved_by=union, approved_on__year=year).count()
    return REPLY.format(year=year, number=given + 1)


def founding_rules(unit, on):
    """What the rulebook asks of a founding meeting on a day."""
    return {
        "quorum": rulebook.rule(QUORUM, unit, on),
        "elected_by": rulebook.rule(ELECTED, unit, on),
        "committee_from": rulebook.rule(COMMITTEE, unit, on),
    }


def remarks(establishment, on):
    """What a superior would remark on."""
    members = establishment.members or establishment.willing_members or 0
    women = rulebook.find(WOMEN, establishment.unit, on)
    return way.remarks(
        establishment,
        elected=list(establishment.elected.all()),
        committee_size=rulebook.rule(SIZE, establishment.unit, on).band(members),
        women_from=women.value if women else None,
        notice=rulebook.rule(NOTICE, establishment.unit, on).requirement(),
    )


def waiting(user, unit, today, *, days=14):
    """Establishments whose next step is due within some days, or late."""
    soon = today + timedelta(days=days)
    return of_unit(user, unit).filter(due_on__lte=soon).order_by("due_on", "id")


def earliest_meeting(establishment, on):
    """The first day of a meeting whose candidates are put on public notice today (election rules: so many working days)."""
    days = int(rulebook.rule(NOTICE, establishment.unit, on).value)
    return calendar.working_days_after(on, days)
