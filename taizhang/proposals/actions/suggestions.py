"""Suggestions: made, assessed, adopted or not, carried out, with a benefit, rewarded."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused, require
from taizhang.proposals import queries, rules
from taizhang.proposals.actions.steps import fresh
from taizhang.proposals.models import Assessment, Contributor, Suggestion

State = Suggestion.State


def _numbered(unit, on):
    Unit.objects.select_for_update().filter(pk=unit.pk).first()
    return f"JY{on.year}-{queries.suggestions.next_number(unit, on.year):03}"


def suggest(unit, *, by, on, name, content, subject="其他", department="", contributors=()):
    """Somebody suggests something. `contributors`: members.Person or plain names, the first one first."""
    with act(by, "proposals.suggest", unit, on=on) as this:
        require(rules.suggestion.may_suggest(contributors))
        if on > timezone.localdate(this.at):
            raise Refused(_("That day is still to come."))
        suggestion = Suggestion(
            unit=unit, number=_numbered(unit, on), name=name.strip(), content=content.strip(), subject=subject,
            department=department.strip(), submitted_on=on,
        )  # fmt: skip
        suggestion.save()
        for one in contributors:
            plain = isinstance(one, str)
            Contributor(
                suggestion=suggestion, person=None if plain else one, name=one.strip() if plain else one.name
            ).save()
        this.note(title=suggestion.title())
    return suggestion


def from_proposal(proposal, this, on):
    """A proposal goes on as a suggestion of those who proposed it; inside the act that decided so."""
    suggestion = Suggestion(
        unit=proposal.unit, number=_numbered(proposal.unit, on), name=proposal.name, content=f"{proposal.reason}\n\n{proposal.measure}"[:4000],
        subject=proposal.subject, submitted_on=on, origin=proposal,
    )  # fmt: skip
    suggestion.save()
    for backer in proposal.backers.all():
        if backer.role != backer.Role.SECONDER:
            Contributor(suggestion=suggestion, person_id=backer.person_id, name=backer.name).save()
    if proposal.delegation:
        Contributor(suggestion=suggestion, name=proposal.delegation).save()
    this.note(suggestion=suggestion.number)
    return suggestion


def assess(suggestion, *, by, on, expert, for_it, points=None, words=""):
    """The opinion of one expert; given again, the newer one holds."""
    with act(by, "proposals.assess", suggestion, on=on) as this:
        suggestion = fresh(suggestion)
        require(rules.suggestion.may_assess(suggestion))
        found = suggestion.assessments.filter(expert=expert.strip()).first()
        one = found or Assessment(suggestion=suggestion, expert=expert.strip())
        one.on, one.points, one.words, one.for_it = on, points, words.strip(), for_it
        one.save()
        this.touch(suggestion)
        this.note(title=suggestion.title(), expert=expert)
    return one


def adopt(suggestion, *, by, on, why, carried_by="", due_on=None):
    """Adopted: who carries it out, until when."""
    with act(by, "proposals.adopt", suggestion, on=on) as this:
        suggestion = fresh(suggestion)
        require(rules.suggestion.may_decide(suggestion, why))
        _day(suggestion.submitted_on, on, this)
        suggestion.state, suggestion.decided_on, suggestion.why = State.ADOPTED, on, why.strip()
        suggestion.carried_by, suggestion.due_on = carried_by.strip(), due_on
        suggestion.save()
        this.note(title=suggestion.title(), why=why)
    return suggestion


def decline(suggestion, *, by, on, why):
    """Not adopted, with the reason."""
    with act(by, "proposals.adopt", suggestion, on=on) as this:
        suggestion = fresh(suggestion)
        require(rules.suggestion.may_decide(suggestion, why))
        _day(suggestion.submitted_on, on, this)
        suggestion.state, suggestion.decided_on, suggestion.why = State.DECLINED, on, why.strip()
        suggestion.save()
        this.note(title=suggestion.title(), why=why)
    return suggestion


def _day(earlier, on, this):
    if on > timezone.localdate(this.at):
        raise Refused(_("That day is still to come."))
    if on < earlier:
        raise Refused(_("It was made on %s; the decision cannot be earlier.") % earlier)


def carry_out(suggestion, *, by, on, words):
    """It was done."""
    with act(by, "proposals.carry_out", suggestion, on=on) as this:
        suggestion = fresh(suggestion)
        require(rules.suggestion.may_carry_out(suggestion, on))
        _day(suggestion.decided_on, on, this)
        suggestion.state, suggestion.done_on, suggestion.done_words = State.DONE, on, words.strip()
        suggestion.save()
        this.note(title=suggestion.title(), why=words)
    return suggestion


def state_benefit(suggestion, *, by, on, benefit, stated_by):
    """What it is worth in yuan, and who says so; stated again, the newer statement holds."""
    with act(by, "proposals.state_benefit", suggestion, on=on) as this:
        suggestion = fresh(suggestion)
        require(rules.suggestion.may_state_benefit(suggestion, stated_by))
        _day(suggestion.done_on, on, this)
        suggestion.benefit, suggestion.benefit_on, suggestion.benefit_by = benefit, on, stated_by.strip()
        suggestion.save()
        this.note(title=suggestion.title(), amount=str(benefit))
    return suggestion


def reward(suggestion, *, by, on, award="", reward=None):
    """What those who made it get."""
    with act(by, "proposals.reward", suggestion, on=on) as this:
        suggestion = fresh(suggestion)
        require(rules.suggestion.may_reward(suggestion))
        _day(suggestion.decided_on, on, this)
        suggestion.rewarded_on, suggestion.reward, suggestion.award = on, reward, award.strip()
        suggestion.save()
        this.note(title=suggestion.title(), amount=str(reward or 0))
    return suggestion


def withdraw(suggestion, *, by, on, why=""):
    """Taken back before the decision."""
    with act(by, "proposals.suggest", suggestion, on=on) as this:
        suggestion = fresh(suggestion)
        require(rules.suggestion.may_withdraw(suggestion))
        suggestion.state, suggestion.why = State.WITHDRAWN, why.strip()[:500]
        suggestion.save()
        this.note(title=suggestion.title(), why=why)
    return suggestion
