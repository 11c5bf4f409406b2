"""The life of a proposal up to the decision (提案工作办法 of several schools: one proposer, two or more seconders, one matter)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.proposals.models import Backer, Proposal

State = Proposal.State


def on_a_day(proposal, on, today):
    """A step is neither in the future nor before the step that it follows."""
    if on > today:
        return Denied(_("That day is still to come."))
    last = max((step.on for step in proposal.steps.all()), default=None) if proposal.pk else None
    if last and on < last:
        return Denied(_("The last step was on %s; this one cannot be earlier.") % last)
    return Allowed


def may_propose(round, *, on, entitled, delegation):
    """Only full delegates propose, or a delegation as a body; in a round of all members everybody in membership does."""
    if on < round.opens_on:
        return Denied(_("Proposals are collected from %s on.") % round.opens_on)
    if not delegation and not entitled:
        if round.proposers == round.Proposers.MEMBERS:
            return Denied(_("Only members in membership of this union propose."))
        return Denied(_("Only full delegates on the list of this round propose; add the delegate to the list first."))
    return Allowed


def may_change(proposal):
    """Before it is handed in, and when it came back for completion. Once it has support it stays what was supported."""
    if proposal.state not in Proposal.BEFORE:
        return Denied(_("This proposal was handed in; return it for completion before it is changed."))
    return Allowed


def words_may_change(proposal, backers):
    """What seconders have confirmed is not changed under their hands."""
    confirmed = [one for one in backers if one.role == Backer.Role.SECONDER and one.confirmed_on]
    if proposal.state == State.SECONDING and confirmed:
        return Denied(_("%s has seconded this text; take the confirmations back first.") % confirmed[0].name)
    return may_change(proposal)


def may_second(proposal, *, entitled, named, is_proposer):
    """Seconders are entitled like proposers, are others than the proposer, and second once."""
    if proposal.state not in (State.DRAFT, State.SECONDING, State.RETURNED):
        return Denied(_("Seconders are named before the proposal is handed in."))
    if is_proposer:
        return Denied(_("Nobody seconds the own proposal."))
    if not entitled:
        return Denied(_("Only those who may propose in this round may second."))
    if named:
        return Denied(_("This person stands behind the proposal already."))
    return Allowed


def may_confirm(proposal, backer):
    """Whoever was asked answers while seconders are looked for."""
    if proposal.state not in Proposal.BEFORE:
        return Denied(_("The proposal was handed in; the list of seconders is closed."))
    if backer.confirmed_on:
        return Denied(_("This was confirmed already."))
    return Allowed


def may_submit(proposal, backers):
    """One proposer with so many seconders as the round asks, all of them confirmed; or a delegation (rulebook: proposal.seconders)."""
    if proposal.state not in Proposal.BEFORE:
        return Denied(_("This proposal was handed in already."))
    if proposal.delegation:
        return Allowed
    seconders = sum(1 for one in backers if one.role == Backer.Role.SECONDER and one.confirmed_on)
    lacking = proposal.round.seconders - seconders
    if lacking > 0:
        return Denied(
            ngettext(
                "%(count)s more seconder must confirm; a delegation proposes without.",
                "%(count)s more seconders must confirm; a delegation proposes without.",
                lacking,
            )
            % {"count": lacking}
        )
    return Allowed


def may_withdraw(proposal):
    """The proposer may take it back until it is decided on."""
    if proposal.state not in (*Proposal.BEFORE, *Proposal.WAITING):
        return Denied(_("This proposal was decided on; it is not withdrawn any more."))
    return Allowed


def may_return(proposal, why):
    """What lacks something goes back, with what is lacking."""
    if proposal.state not in Proposal.WAITING:
        return Denied(_("Only a proposal that waits for a decision is returned."))
    return Allowed if why.strip() else Denied(_("Say what must be completed."))


def may_take_up(proposal):
    """Screening begins with what was handed in."""
    return (
        Allowed if proposal.state == State.SUBMITTED else Denied(_("Only a proposal that was handed in is taken up."))
    )


def may_decide(proposal, verb, why="", *, into=None, presidium=False):
    """立案、并案、转为意见建议、不立案: the committee decides, a disputed one the presidium; late ones become suggestions."""
    if proposal.state not in Proposal.WAITING:
        return Denied(_("This proposal does not wait for a decision."))
    if proposal.disputed and not presidium:
        return Denied(_("This proposal is before the presidium; the chair enters its decision."))
    if verb == State.DECLINED and not why.strip():
        return Denied(_("Whoever proposed is told why it was not filed: write the reason."))
    if proposal.late and verb in (State.FILED, State.MERGED):
        return Denied(_("It came after the closing day: late proposals become suggestions."))
    if verb == State.MERGED and into is not None:
        if into.pk == proposal.pk or into.round_id != proposal.round_id:
            return Denied(_("Choose another proposal of the same round."))
        if not into.is_file or into.state in (State.CLOSED, State.ARCHIVED):
            return Denied(_("Merge into a proposal that is filed and not closed yet."))
    return Allowed


def may_refer(proposal, why):
    """A disputed proposal goes to the presidium, once, with what is disputed."""
    if proposal.state not in Proposal.WAITING:
        return Denied(_("This proposal does not wait for a decision."))
    if proposal.disputed:
        return Denied(_("It is before the presidium already."))
    return Allowed if why.strip() else Denied(_("Say what is disputed."))


def may_void(proposal):
    """Entered by mistake: possible while nothing hangs on it."""
    if proposal.state in (State.CLOSED, State.ARCHIVED, State.MERGED) or proposal.excellent_on:
        return Denied(_("Something hangs on this proposal already; it cannot be voided."))
    return Allowed
