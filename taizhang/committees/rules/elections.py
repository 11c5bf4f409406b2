"""An election step by step: candidates and surplus, notice, quorum, votes, approval (工会基层组织选举工作条例; figures of the rulebook)."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.committees.models import Body, Election, Seat
from taizhang.kernel.verdicts import Allowed, Denied

State = Election.State


def stands_at(election, *states):
    """The election is at one of these steps."""
    if election.voided_at is not None:
        return Denied(_("This was voided as entered by mistake."))
    if election.state not in states:
        return Denied(_("That is not the next step: the election is “%s”.") % election.get_state_display())
    return Allowed


def may_nominate(race, *, name, status, standing):
    """Whoever keeps a membership only has no vote and cannot stand (article 4); nobody stands twice for the same places."""
    if name in standing:
        return Denied(_("%s stands there twice.") % name)
    if status is not None and not status:
        return Denied(_("%s is not in membership and cannot stand.") % name)
    return Allowed


def surplus(race, number, rule):
    """Verdict: are there as many candidates more than places as is asked? Only the members of the committee are elected so by law."""
    if number < race.seats:
        words = {"places": race, "number": number, "seats": race.seats}
        return Denied(_("%(places)s: %(number)d candidates for %(seats)d places.") % words)
    if not needs_surplus(race) or rule is None:
        return Allowed
    if (number - race.seats) * 100 >= int(rule.value) * race.seats and number > race.seats:
        return Allowed
    words = {"places": race, "number": number, "seats": race.seats, "rule": rule.sentence()}
    return Denied(_("%(places)s: %(number)d candidates for %(seats)d places. %(rule)s") % words)


def needs_surplus(race):
    """Members of the committee are elected from more candidates than places; other bodies and single posts need not be."""
    return race.body.kind == Body.Kind.COMMITTEE and race.duty == Seat.Duty.MEMBER


def may_ask(races, *, counts, rule, cleared):
    """The request names the places and enough candidates, none of them the head of the employer or a near relative (article 10)."""
    if not any(race.body.kind == Body.Kind.COMMITTEE for race in races):
        return Denied(_("Say which places of the committee are voted on."))
    for race in races:
        verdict = surplus(race, counts.get(race.pk, 0), rule)
        if not verdict:
            return verdict
    if not cleared:
        return Denied(
            _(
                "Confirm that no candidate is the head, the legal representative or a partner of the employer, or a near relative."
            )
        )
    return Allowed


def may_meet(*, notice_from, notice_until, meets_on, working_days, rule):
    """Candidates are told to everybody for so many working days before the meeting (rulebook election.notice_days)."""
    if notice_until < notice_from:
        return Denied(_("The notice ends before it begins."))
    if meets_on <= notice_until:
        return Denied(_("The meeting is held after the notice, which ends on %s.") % date_format(notice_until))
    if rule is not None and not rule.met_by(working_days):
        return Denied(_("The notice lasts %(days)d working days. %(rule)s") % {
            "days": working_days, "rule": rule.sentence()})  # fmt: skip
    return Allowed


def may_open(opens_on, notice_until):
    """A ballot opens when the notice of the candidates is over."""
    if opens_on <= notice_until:
        return Denied(_("Voting opens after the notice, which ends on %s.") % date_format(notice_until))
    return Allowed


def may_take_over(why_not):
    """A result is taken over when every ballot is counted, stands and had its quorum. `why_not`: what they lack, in words."""
    return Denied(why_not) if why_not else Allowed


def must_be_delegates(how, members, rule):
    """A hint, not a refusal: from so many members on, delegates or all members meet; fewer meet all of them."""
    if how == Election.How.DELEGATES and rule is not None and not rule.met_by(members):
        return _("%(members)d members: a general meeting of all members is held. %(rule)s") % {
            "members": members, "rule": rule.sentence()}  # fmt: skip
    return ""


def is_sound(races, *, due, present, issued, returned, invalid, votes):
    """The numbers agree: no more present than due, no more ballots back than out, no more votes than ballots."""
    if not 0 < present <= due:
        return Denied(_("%(present)d present of %(due)d: that cannot be right.") % {"present": present, "due": due})
    if not returned <= issued <= present:
        return Denied(_("Ballots returned, issued and members present do not agree: %(returned)d, %(issued)d, %(present)d.") % {
            "returned": returned, "issued": issued, "present": present})  # fmt: skip
    valid = returned - invalid
    if valid < 0:
        return Denied(_("More ballots are void than came back."))
    for race, of_race in zip(races, votes, strict=True):
        for name, number in of_race:
            if number > valid:
                return Denied(_("%(name)s has %(votes)d votes of %(valid)d valid ballots.") % {
                    "name": name, "votes": number, "valid": valid})  # fmt: skip
        if sum(number for _name, number in of_race) > valid * race.seats:
            return Denied(_("%s: more votes than valid ballots can give.") % race)
    return Allowed


def has_quorum(present, due, rule):
    """Two thirds of those due are present (rulebook election.quorum)."""
    return Allowed if rule is None else rule.met_by(present, due)


@dataclass(frozen=True)
class Outcome:
    """Who is elected to places of one kind; who has equal votes for the last of them; how many places stay empty."""

    elected: tuple
    tied: tuple = ()
    vacancies: int = 0


def judged(votes, seats, *, due, rule, again=None):
    """Elected are those with votes of more than half of all who are due, the most first (rulebook election.elected).

    `votes`: [(key, votes)]; `again`: {key: votes} of a second vote: among those with equal votes the most votes decide, among those
    who had too few the rule does.
    """
    again = again or {}
    enough = [one for one in _ranked(votes) if rule is None or rule.met_by(one[1], due)]
    elected, tied = _filled(enough, seats)
    vacancies = seats - len(elected)
    if tied:
        second, still = _filled(_ranked([(key, again[key]) for key in tied if key in again]), vacancies)
        elected, tied = [*elected, *second], still or ([] if second else tied)
        vacancies = seats - len(elected)
    elif vacancies:
        rest = {key for key, _number in votes} - {key for key, _number in enough}
        fresh = [
            (key, number)
            for key, number in _ranked(again.items())
            if key in rest and (rule is None or rule.met_by(number, due))
        ]
        second, tied = _filled(fresh, vacancies)
        elected = [*elected, *second]
        vacancies = seats - len(elected)
    return Outcome(tuple(elected), tuple(tied), vacancies)


def _ranked(votes):
    return sorted(votes, key=lambda one: -one[1])


def _filled(ranked, seats):
    """(elected, tied for the last places) of a ranked list."""
    if len(ranked) <= seats:
        return [key for key, _number in ranked], []
    last = ranked[seats - 1][1]
    if ranked[seats][1] != last:
        return [key for key, _number in ranked[:seats]], []
    sure = [key for key, number in ranked if number > last]
    return sure, [key for key, number in ranked if number == last]


def may_declare(race, outcome, names):
    """Equal votes for the last place are decided by a second vote among those concerned."""
    if outcome.tied:
        words = {"places": race, "names": "、".join(names[key] for key in outcome.tied)}
        return Denied(
            _("%(places)s: equal votes for the last place: %(names)s. Vote again among them and enter those votes too.")
            % words
        )
    return Allowed


def in_time(term, elected_on):
    """Whether the election was held before the term was over."""
    return elected_on <= term.last_day
