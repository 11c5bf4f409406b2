"""Key proposals with a leader in charge; points by group; excellent proposals."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.proposals import rules
from taizhang.proposals.actions.steps import check_day, fresh
from taizhang.proposals.models import Score


def mark_key(proposal, *, by, on, leader):
    """重点提案: a leader takes charge."""
    with act(by, "proposals.mark_key", proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.handling.may_mark_key(proposal, leader))
        proposal.key, proposal.leader = True, leader.strip()
        proposal.save()
        this.note(title=proposal.title(), leader=leader)
    return proposal


def score(proposal, *, by, on, group, points):
    """The points of one group; given again, the newer ones hold."""
    with act(by, "proposals.score", proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.handling.may_score(proposal))
        found = Score.objects.filter(proposal=proposal, group=group.strip()).first()
        one = found or Score(proposal=proposal, group=group.strip())
        one.points, one.on = points, on
        one.save()
        this.touch(proposal)
        this.note(title=proposal.title(), group=group, points=str(points))
    return one


def award(proposal, *, by, on, award="", ballot=None):
    """优秀提案, with what is given for it; `ballot`: the counted vote (ballots.Ballot) that named it, where it was not the groups’ points."""
    with act(by, "proposals.award", proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.handling.may_award(proposal))
        if ballot is not None:
            require(rules.handling.may_be_named_by(proposal, ballot))
        check_day(this, proposal, on)
        proposal.excellent_on, proposal.award, proposal.award_ballot = on, award.strip(), ballot
        proposal.save()
        this.note(title=proposal.title(), award=award)
    return proposal


def take_award_back(proposal, *, by, on, why):
    """The award was a mistake."""
    with act(by, "proposals.award", proposal, on=on) as this:
        proposal = fresh(proposal)
        if proposal.excellent_on is None:
            raise Refused(_("It is no excellent proposal."))
        proposal.excellent_on, proposal.award, proposal.award_ballot = None, "", None
        proposal.save()
        this.note(title=proposal.title(), why=why)
    return proposal
