"""The committee's work: taken up, returned, before the presidium, filed, merged, turned into a suggestion, not filed."""

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import require
from taizhang.proposals import queries, rules
from taizhang.proposals.actions import suggestions
from taizhang.proposals.actions.steps import fresh, move
from taizhang.proposals.models import Backer, Proposal, Round

State, Role = Proposal.State, Backer.Role


def take_up(proposal, *, by, on):
    """Screening begins."""
    with act(by, "proposals.screen", proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.proposal.may_take_up(proposal))
        move(this, proposal, State.SCREENING, by=by, on=on)
    return proposal


def send_back(proposal, *, by, on, why):
    """Something is missing: back to the proposer, who keeps the number."""
    with act(by, "proposals.send_back", proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.proposal.may_return(proposal, why))
        move(this, proposal, State.RETURNED, by=by, on=on, why=why)
    return proposal


def refer(proposal, *, by, on, why):
    """Disputed: the presidium decides."""
    with act(by, "proposals.refer", proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.proposal.may_refer(proposal, why))
        proposal.disputed = True
        move(this, proposal, State.SCREENING, by=by, on=on, why=why)
    return proposal


def _code(presidium):
    return "proposals.decide_disputed" if presidium else "proposals.decide"


def file(proposal, *, by, on, why="", presidium=False):
    """立案: it gets its number among the files of the round."""
    with act(by, _code(presidium), proposal, on=on) as this:
        round = Round.objects.select_for_update().get(pk=proposal.round_id)
        proposal = fresh(proposal)
        require(rules.proposal.may_decide(proposal, State.FILED, why, presidium=presidium))
        proposal.file_number = queries.proposals.next_number(round, "file_number")
        proposal.decided_on, proposal.why = on, why.strip()
        move(this, proposal, State.FILED, by=by, on=on, why=why)
    return proposal


def merge(proposal, into, *, by, on, why="", presidium=False):
    """并案: everybody behind it comes along; former proposers become joint proposers."""
    with act(by, _code(presidium), proposal, on=on, also=(into.unit,)) as this:
        proposal, into = fresh(proposal), fresh(into)
        require(rules.proposal.may_decide(proposal, State.MERGED, why, into=into, presidium=presidium))
        proposal.merged_into, proposal.decided_on, proposal.why = into, on, why.strip()
        move(this, proposal, State.MERGED, by=by, on=on, why=why)
        bring_along(proposal, into)
        this.touch(into)
        this.note(into=into.title())
    return proposal


def bring_along(proposal, into):
    """Those behind a merged proposal stand behind the one it went into; inside the act that merged it."""
    known = {one.person_id: one for one in into.backers.all() if one.person_id}
    for one in proposal.backers.all():
        role = Role.SECONDER if one.role == Role.SECONDER else Role.JOINT
        there = known.get(one.person_id)
        if there is not None:  # a seconder there who proposed here becomes a joint proposer
            if there.role == Role.SECONDER and role == Role.JOINT:
                there.role, there.confirmed_on = role, there.confirmed_on or one.confirmed_on
                there.came_from = proposal
                there.save()
        elif one.confirmed_on or one.role != Role.SECONDER:
            Backer(
                proposal=into, person_id=one.person_id, name=one.name, role=role, confirmed_on=one.confirmed_on, how=one.how,
                came_from=proposal,
            ).save()  # fmt: skip
    if proposal.delegation:
        Backer(
            proposal=into,
            name=proposal.delegation,
            role=Role.JOINT,
            confirmed_on=proposal.received_on,
            came_from=proposal,
        ).save()


def turn(proposal, *, by, on, why="", presidium=False):
    """转为意见建议: it goes on as a suggestion of the same persons."""
    with act(by, _code(presidium), proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.proposal.may_decide(proposal, State.TURNED, why, presidium=presidium))
        proposal.decided_on, proposal.why = on, why.strip()
        move(this, proposal, State.TURNED, by=by, on=on, why=why)
        suggestions.from_proposal(proposal, this, on)
    return proposal


def refuse(proposal, *, by, on, why, presidium=False):
    """不立案, with the reason that the proposer is told."""
    with act(by, _code(presidium), proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.proposal.may_decide(proposal, State.DECLINED, why, presidium=presidium))
        proposal.decided_on, proposal.why = on, why.strip()
        move(this, proposal, State.DECLINED, by=by, on=on, why=why)
    return proposal
