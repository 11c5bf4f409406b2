"""A proposal up to the day it is handed in: drafted, seconded, submitted, withdrawn; and voided when entered by mistake."""

from django.utils.translation import gettext as _

from taizhang.kernel import evidence
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.proposals import queries, rules
from taizhang.proposals.actions.steps import check_day, fresh, move
from taizhang.proposals.models import Backer, Proposal, Round

State, Role, How = Proposal.State, Backer.Role, Backer.How


def draft(
    round, *, by, on, name, reason, measure, subject="其他", proposer=None, delegation="", source=Proposal.Source.CLERK
):
    """A proposal begins: of one person (a members.Person), or of a delegation as a body."""
    with act(by, "proposals.propose", round.unit, on=on) as this:
        entitled = queries.rounds.is_entitled(round, proposer)
        require(rules.proposal.may_propose(round, on=on, entitled=entitled, delegation=delegation))
        proposal = Proposal(
            unit=round.unit, round=round, name=name.strip(), reason=reason.strip(), measure=measure.strip(), subject=subject,
            delegation=delegation.strip(), source=source, drafted_on=on,
        )  # fmt: skip
        move(this, proposal, State.DRAFT, by=by, on=on)
        if proposer is not None:
            Backer(
                proposal=proposal, person=proposer, name=proposer.name, role=Role.PROPOSER, confirmed_on=on,
                how=How.OWN if source == Proposal.Source.OWN else How.SIGNED,
            ).save()  # fmt: skip
    return proposal


def amend(proposal, *, by, on, name, reason, measure, subject):
    """Change the words before the proposal is handed in; not under the hands of those who seconded them."""
    with act(by, "proposals.propose", proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.proposal.words_may_change(proposal, list(proposal.backers.all())))
        proposal.name, proposal.reason, proposal.measure, proposal.subject = (
            name.strip(),
            reason.strip(),
            measure.strip(),
            subject,
        )
        proposal.save()
        this.note(title=proposal.title())
    return proposal


def ask_seconder(proposal, person, *, by, on, signed=False, role=Role.SECONDER):
    """Name a seconder (or a joint proposer): asked on the own page, or signed on paper before the union."""
    with act(by, "proposals.second", proposal, on=on) as this:
        proposal = fresh(proposal)
        backers = list(proposal.backers.all())
        require(
            rules.proposal.may_second(
                proposal,
                entitled=queries.rounds.is_entitled(proposal.round, person),
                named=any(one.person_id == person.pk for one in backers),
                is_proposer=any(one.person_id == person.pk and one.role == Role.PROPOSER for one in backers),
            )
        )
        check_day(this, proposal, on)
        backer = Backer(
            proposal=proposal, person=person, name=person.name, role=role, confirmed_on=on if signed else None,
            how=How.SIGNED if signed else How.NONE,
        )  # fmt: skip
        backer.save()
        if proposal.state == State.DRAFT:
            move(this, proposal, State.SECONDING, by=by, on=on)
        this.touch(proposal)
        this.note(title=proposal.title(), name=person.name)
    return backer


def confirm(backer, *, by, on, own=True):
    """The seconder says yes: on the own page, or the union has seen the signature."""
    with act(by, "proposals.second", backer.proposal, on=on) as this:
        backer = Backer.objects.select_related("proposal__unit").get(pk=backer.pk)
        require(rules.proposal.may_confirm(backer.proposal, backer))
        backer.confirmed_on, backer.how, backer.declined_on = on, How.OWN if own else How.SIGNED, None
        backer.save()
        this.touch(backer.proposal)
        this.note(title=backer.proposal.title(), name=backer.name)
    return backer


def decline(backer, *, by, on):
    """Somebody who was asked does not second, or takes the confirmation back before the proposal is handed in."""
    with act(by, "proposals.second", backer.proposal, on=on) as this:
        backer = Backer.objects.select_related("proposal__unit").get(pk=backer.pk)
        if backer.role == Role.PROPOSER:
            raise Refused(_("The proposer withdraws the proposal instead."))
        require(rules.proposal.may_change(backer.proposal))
        backer.confirmed_on, backer.how, backer.declined_on = None, How.NONE, on
        backer.save()
        this.touch(backer.proposal)
        this.note(title=backer.proposal.title(), name=backer.name, declined=True)
    return backer


def submit(proposal, *, by, on):
    """Hand it in: it gets its number in the round. After the closing day it is late and can only become a suggestion."""
    with act(by, "proposals.submit", proposal, on=on) as this:
        round = Round.objects.select_for_update().get(pk=proposal.round_id)
        proposal = fresh(proposal)
        require(rules.proposal.may_submit(proposal, list(proposal.backers.all())))
        if proposal.number is None:
            proposal.number = queries.proposals.next_number(round)
            proposal.received_on, proposal.late = on, on > round.closes_on
        move(this, proposal, State.SUBMITTED, by=by, on=on)
    return proposal


def withdraw(proposal, *, by, on, why=""):
    """The proposer takes it back."""
    with act(by, "proposals.submit", proposal, on=on) as this:
        proposal = fresh(proposal)
        require(rules.proposal.may_withdraw(proposal))
        move(this, proposal, State.WITHDRAWN, by=by, on=on, why=why)
    return proposal


def void(proposal, *, by, why):
    """Entered by mistake."""
    with act(by, "proposals.void", proposal) as this:
        proposal = fresh(proposal)
        require(rules.proposal.may_void(proposal))
        proposal.voided_at = this.at
        proposal.save()
        this.note(title=proposal.title(), why=why)
    return proposal


def attach(record, file, *, by, kind):
    """Put a paper on the file of a proposal, a round or a suggestion. → Evidence"""
    with act(by, "proposals.attach", record) as this:
        this.note(title=record.title())
        return evidence.attach(record, file, kind, by=by)
