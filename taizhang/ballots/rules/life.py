"""What may be done with a ballot when: verdicts with a sentence."""

from collections import Counter

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.ballots.models import Ballot, Question
from taizhang.kernel.verdicts import Allowed, Denied

State, Kind, QuestionKind = Ballot.State, Ballot.Kind, Question.Kind


def may_draft_on(ballot):
    """Questions, times and the electorate change freely before the electorate is frozen, and never after."""
    if ballot.state == State.DRAFTED:
        return Allowed
    return Denied(
        _(
            "The electorate is frozen; questions and times do not change any more. Annul the ballot and draw up a new one."
        )
    )


def question_is_sound(ask):
    """A question can be voted on: names, seats, grades and points are there."""
    people = len(ask.candidates)
    if ask.kind != QuestionKind.MOTION and not people:
        return Denied(_("Name at least one candidate."))
    if ask.kind == QuestionKind.CHOICE and ask.seats < 1:
        return Denied(_("Say how many are to be elected."))
    if ask.kind == QuestionKind.CHOICE and people < ask.seats and not ask.write_ins:
        return Denied(
            _("There are fewer candidates (%(people)s) than seats (%(seats)s).")
            % {"people": people, "seats": ask.seats}
        )
    if ask.kind == QuestionKind.GRID and (len(ask.grades) < 2 or ask.good >= len(ask.grades)):
        return Denied(_("Give at least two grades, best first; not all of them can be good."))
    if ask.kind == QuestionKind.SCORE and ask.points < 1:
        return Denied(_("Say how many points may be given at most."))
    if len({name for _number, name in ask.candidates}) < people:
        return Denied(_("Two candidates have the same name: add something that tells them apart."))
    return Allowed


def surplus_is_enough(ask, percent):
    """差额: candidates exceed the seats by a share of the seats (rules on elections, 2016); `percent` is the rulebook's."""
    if (len(ask.candidates) - ask.seats) * 100 >= percent * ask.seats:
        return Allowed
    return Denied(
        _("%(people)s candidates for %(seats)s seats: the surplus is below %(percent)s %%.")
        % {"people": len(ask.candidates), "seats": ask.seats, "percent": percent}
    )


def may_show(ballot, on, opens_on):
    """Candidates hang out before the vote; the first day of it is noted until the vote opens."""
    if ballot.state not in (State.DRAFTED, State.FROZEN):
        return Denied(_("The vote has begun; its candidates were shown before it or not at all."))
    if on >= opens_on:
        return Denied(_("The notice must end before the vote opens on %s.") % date_format(opens_on))
    return Allowed


def shown_long_enough(shown_from, begins_by, opens_on, rule):
    """候选人公示: the candidates hang out so many working days before the vote (rules on elections, 2016). A remark, it stops nothing."""
    if shown_from is not None and shown_from <= begins_by:
        return Allowed
    words = {"begins": date_format(begins_by), "opens": date_format(opens_on), "rule": rule}
    if shown_from is None:
        return Denied(
            _(
                "The candidates hang out from %(begins)s at the latest, so that the notice ends before %(opens)s. %(rule)s"
            )
            % words
        )
    words["since"] = date_format(shown_from)
    return Denied(
        _(
            "The candidates hang out since %(since)s; %(begins)s was the last day for that. Put the vote off, or say why. %(rule)s"
        )
        % words
    )


def may_freeze(ballot, asks, weights, at, hidden_among):
    """The electorate may be frozen: there are questions and voters, time is left, and no weight gives a secret voter away.

    `weights`: the votes of each voter; `hidden_among`: how many must share a weight in a secret ballot (rulebook).
    """
    if ballot.state != State.DRAFTED:
        return Denied(_("The electorate is frozen already."))
    if not asks:
        return Denied(_("There is no question yet."))
    if not weights:
        return Denied(_("There are no voters yet."))
    if at >= ballot.closes_at:
        return Denied(_("The time for voting is over already; set a later one."))
    if ballot.is_outside and ballot.takes_paper:
        return Denied(_("A ballot with trustees is held electronically only."))
    if ballot.is_blind and ballot.takes_paper:
        return Denied(_("A ballot with blind-signed credentials is held electronically only."))
    if ballot.is_blind and at >= (ballot.credentials_until or ballot.opens_at):
        return Denied(_("Nobody could take a credential any more: set a later end for taking them."))
    return weights_fit(ballot, asks, weights, hidden_among)


def weights_fit(ballot, asks, weights, hidden_among):
    """Weights go with the ballot: not with paper, not with a share of those present, and never so that one gives its voter away."""
    if not any(weight != 1 for weight in weights):
        return Allowed
    if ballot.is_blind:
        return Denied(_("A credential carries one vote; where votes have weights, choose another kind of ballot."))
    if ballot.takes_paper:
        return Denied(_("Paper ballots carry one vote each; where votes have weights, vote electronically."))
    if any(ask.carry and ask.carry.base == "present" for ask in asks):
        return Denied(
            _("Where votes have weights, a share of those present cannot be worked out; choose another base.")
        )
    return _weights_hide(ballot, weights, hidden_among)


def _weights_hide(ballot, weights, hidden_among):
    alone = sorted(weight for weight, voters in Counter(weights).items() if voters < hidden_among)
    if not ballot.is_secret or not alone:
        return Allowed
    return Denied(
        _(
            "In a secret ballot a rare weight gives its voter away: %(weights)s (at least %(least)s voters must share each weight)."
        )
        % {"weights": ", ".join(map(str, alone)), "least": hidden_among}
    )


def may_change_electorate(ballot, at):
    """After freezing, somebody may be added or struck off until the vote closes; each change is logged and public."""
    if ballot.phase(at) in (State.FROZEN, State.OPEN):
        return Allowed
    if ballot.state == State.DRAFTED:
        return Denied(_("The electorate is not frozen yet: change the list itself."))
    return Denied(_("The vote is over; its electorate does not change any more."))


def may_take_credential(ballot, at):
    """Credentials are taken from the freezing of the electorate to the ballot's own end for it, best before the vote opens."""
    phase = ballot.phase(at)
    if phase == State.DRAFTED:
        return Denied(_("The vote is not open yet."))
    if phase not in (State.FROZEN, State.OPEN):
        return may_cast(ballot, at)
    if at < ballot.credentials_until:
        return Allowed
    return Denied(_("The time for taking credentials is over. Whoever holds one votes with it until the vote closes."))


def waits_for_voter(ballot, at):
    """Whether a voter who has done nothing yet has something to do."""
    return may_take_credential(ballot, at) if ballot.is_blind else may_cast(ballot, at)


def may_bring(ballot, at):
    """The archive of a ballot held outside is brought when the vote is over and before there is a result."""
    if not ballot.is_outside:
        return Denied(_("This ballot is held here; there is nothing to be brought."))
    if ballot.phase(at) == State.CLOSED:
        return Allowed
    return Denied(
        _("The ballot is counted already.") if ballot.has_result else _("Bring the archive when the vote is closed.")
    )


def may_cast(ballot, at):
    """Votes are taken between the two moments of the ballot, to the second, whether or not a job has run."""
    phase = ballot.phase(at)
    if ballot.is_outside and phase in (State.FROZEN, State.OPEN):
        return Denied(
            _("This vote is held outside, at the address that its organisers have told you; nothing is cast here.")
        )
    if phase == State.OPEN:
        return Allowed if ballot.takes_clicks else Denied(_("This ballot is held on paper only."))
    return Denied(
        {
            State.DRAFTED: _("The vote is not open yet."),
            State.FROZEN: _("The vote is not open yet."),
            State.ANNULLED: _("This ballot was annulled."),
        }.get(phase, _("The vote is closed."))
    )


def may_count(ballot, at, open_boxes, papers_out):
    """Counting follows the close; every paper box has two sheets that agree."""
    if ballot.is_outside:
        return Denied(_("This ballot is held outside: bring its public archive, and have a second person confirm it."))
    if ballot.phase(at) != State.CLOSED:
        if ballot.has_result:
            return Denied(_("The ballot is counted already."))
        return Denied(_("Counting begins when the vote is closed."))
    if open_boxes:
        return Denied(
            _("Two tellers must agree on every paper box first: %(boxes)s.") % {"boxes": ", ".join(open_boxes)}
        )
    if papers_out:
        return Denied(_("Paper ballots were handed out; enter the tellers' sheets first."))
    return Allowed


def count_stands(*, issued, returned, entitled, present, persons, clicked, slips):
    """票数: no more ballots come back than were issued, and no more than persons entitled and present. Otherwise the count is invalid."""
    if clicked != slips:
        return Denied(
            _(
                "%(clicked)s persons voted electronically but the box holds %(slips)s slips: the vote is invalid and is held again."
            )
            % {"clicked": clicked, "slips": slips}
        )
    if returned > issued:
        return Denied(
            _("%(returned)s ballots came back but only %(issued)s were issued: the vote is invalid and is held again.")
            % {"returned": returned, "issued": issued}
        )
    if issued > entitled:
        return Denied(
            _("%(issued)s ballots were issued to %(entitled)s persons entitled: the vote is invalid.")
            % {"issued": issued, "entitled": entitled}
        )
    if persons > present:
        return Denied(
            _("%(persons)s persons voted but only %(present)s were present: the vote is invalid.")
            % {"persons": persons, "present": present}
        )
    return Allowed


def may_hold_proxy(giver, holder, held, most):
    """A mandate goes to another voter of the same ballot, who holds no more than the charter allows (rulebook)."""
    if giver.ballot_id != holder.ballot_id or giver.struck or holder.struck:
        return Denied(_("Both must stand in the electorate of this ballot."))
    if giver.pk == holder.pk:
        return Denied(_("Nobody holds a mandate of the own."))
    if not most:
        return Denied(_("This union allows no proxies."))
    if held >= most:
        return Denied(
            _("%(name)s holds %(most)s mandates already; no more are allowed.") % {"name": holder.name, "most": most}
        )
    return Allowed
