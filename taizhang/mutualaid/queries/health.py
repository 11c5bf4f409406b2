"""Reads about health checks: the list, the poll counted, who came, what is to be followed up."""

from collections import Counter
from decimal import Decimal

from taizhang.kernel.reading import rounded
from taizhang.members.models import Membership
from taizhang.mutualaid import rules
from taizhang.mutualaid.models import Examination, HealthCheck


def checks(user, *, under=None):
    """Health checks that the user may read, the newest first."""
    found = HealthCheck.objects.visible_to(user).standing().select_related("unit", "chosen")
    return found.below(under) if under is not None else found


def examinations(check_up):
    """Everybody of a check, in the order of the tree."""
    found = Examination.objects.standing().filter(check_up=check_up)
    return found.select_related("person", "unit", "answer", "day").order_by("unit__path", "person__name", "id")


def candidates(check_up):
    """[(membership, verdict)] of everybody below the union of a check."""
    invited = set(Examination.objects.standing().filter(check_up=check_up).values_list("person_id", flat=True))
    standing = Membership.objects.standing().below(check_up.unit).filter(status=Membership.Status.MEMBER)
    found = standing.select_related("person", "unit").order_by("unit__path", "id")
    return [(one, rules.health.may_be_invited(one, check_up, invited=one.person_id in invited)) for one in found]


def poll(check_up):
    """[(option, answers, share in percent)] and how many answered: one answer a person."""
    answered = Counter(examinations(check_up).exclude(answer=None).values_list("answer", flat=True))
    all_answers = sum(answered.values())
    return [
        (one, answered[one.pk], round(100 * answered[one.pk] / all_answers) if all_answers else 0)
        for one in check_up.options.all()
    ], all_answers


def days(check_up):
    """[(day, how many have a place, how many ride, how many came)]."""
    rows = []
    for day in check_up.days.all():
        there = examinations(check_up).filter(day=day)
        rows.append((day, there.count(), there.filter(rides=True).count(), there.exclude(attended_on=None).count()))
    return rows


def counts(check_up):
    """{invited, answered, examined, rate, open and done follow-ups} of a check."""
    everybody = examinations(check_up)
    invited, examined = everybody.count(), everybody.exclude(attended_on=None).count()
    return {
        "invited": invited,
        "answered": everybody.exclude(answer=None).count(),
        "examined": examined,
        "rate": rounded(Decimal(100 * examined) / invited) if invited else None,
        "followed": everybody.exclude(followed_on=None).count(),
        "open": everybody.exclude(follow_up_on=None).filter(followed_on=None).count(),
    }


def to_follow_up(user, today):
    """Examinations whose findings are to be followed up by now."""
    found = Examination.objects.visible_to(user).standing().filter(follow_up_on__lte=today, followed_on=None)
    return found.select_related("check_up", "person", "unit").order_by("follow_up_on")
