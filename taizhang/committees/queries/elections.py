"""Elections, with what the pages and papers of one need."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from taizhang.ballots import queries as ballots
from taizhang.committees import rules
from taizhang.committees.models import Body, Candidate, Election
from taizhang.kernel import rulebook

OF_MEETING = (
    "election.quorum",
    "election.elected",
    "election.surplus",
    "election.notice_days",
    "election.congress_members",
)


def listed(user, *, under=None):
    """Elections that the user may read, those under way first."""
    found = Election.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    return found.select_related("body", "unit", "outgoing").order_by("-prepared_on", "-id")


def races(election):
    """The places voted on, with their candidates."""
    ordered = Candidate.objects.select_related("person").order_by("number", "pk")
    found = election.races.select_related("body").prefetch_related(Prefetch("candidates", ordered))
    return list(found.order_by("number", "pk"))


def rule(election, key, day):
    """A rule that binds the election on a day, or None."""
    return rulebook.find(key, election.unit, day)


def surpluses(election, day):
    """[(places, candidates, verdict)]: is the list long enough?"""
    found = rule(election, "election.surplus", day)
    return [
        (race, len(race.candidates.all()), rules.elections.surplus(race, len(race.candidates.all()), found))
        for race in races(election)
    ]


def bodies_of(unit):
    """Bodies of the unit that are elected: committee, audit, women's."""
    found = Body.objects.standing().filter(unit=unit, kind__in=Body.ELECTED).exclude(state=Body.State.DISSOLVED)
    return found.order_by("kind", "id")


def running(body):
    """The election of this committee that is under way, or None."""
    return Election.objects.standing().filter(body=body).exclude(state__in=Election.OVER).first()


def ballots_of(election):
    """The ballots that the election called, the first one first; an annulled one was none."""
    return [one for one in ballots.of_record(election) if one.state != one.State.ANNULLED]


def counted(election, user):
    """[(ballot, result)] of its ballots that are counted and stand with a quorum; those that repeat another one behind it."""
    found = []
    for ballot in sorted(ballots_of(election), key=lambda one: one.pk):
        told = _result(ballot, user)
        if told and told["stands"] and all(one["quorum_met"] for one in told["questions"]):
            found.append((ballot, told))
    return found


def _result(ballot, user):
    return ballots.result(ballot, user) if ballot.has_result and ballots.may_read_result(ballot, user) else None


def outcome_words(election, user):
    """Why its ballots give no result to take over, in words; "" where they do. A count that failed is made good by the vote that repeats it."""
    asked = ballots_of(election)
    repeated = {one.revote_of_id for one in asked}
    told = [(one, _result(one, user)) for one in asked]
    if not told or not all(result for _one, result in told):
        return _(
            "The ballot is not counted yet: lock its list of voters, vote and count on its own page, then take the result over here."
        )
    for one, result in told:
        if one.pk in repeated:
            continue
        if not result["stands"]:
            return result["why"]
        if failed := [question for question in result["questions"] if not question["quorum_met"]]:
            return ballots.outcome_sentence(failed[0])
    return ""


def is_counted(election, user):
    """Whether its ballots, and all that repeat one of them, are counted, so that the result can be taken over."""
    return not outcome_words(election, user)


def next_number(union, year, words="工选"):
    """The next document number of replies of a union in a year: 工选〔2008〕3号."""
    begins = f"{words}〔{year}〕"
    used = [
        *Election.objects.filter(consented_by=union, reply_no__startswith=begins).values_list("reply_no", flat=True),
        *Election.objects.filter(approved_by=union, approval_no__startswith=begins).values_list(
            "approval_no", flat=True
        ),
    ]
    numbers = [int(text) for text in (one[len(begins) : -1] for one in used) if text.isdecimal()]
    return f"{begins}{max(numbers, default=0) + 1}号"
