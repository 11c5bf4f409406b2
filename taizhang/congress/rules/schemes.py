"""Schemes: opinions, votes judged by the rulebook, what may be put into force, replaced, withdrawn."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.congress.models.scheme import Deliberation, Scheme
from taizhang.congress.rules.steps import first_refusal, is_state, may_happen_on, needs_reason, not_before
from taizhang.kernel.verdicts import Allowed, Denied

State, Aim, Body = Scheme.State, Deliberation.Aim, Deliberation.Body
OPEN = (State.DRAFT, State.CIRCULATED, State.IN_PRINCIPLE)
BEFORE_SCHOOLS = {"congress.pass": "school.pass", "congress.quorum": "school.quorum"}


@dataclass(frozen=True)
class Judged:
    """How a vote came out: whether it passed and the sentences that say why."""

    passed: bool
    sentences: tuple


def judge(*, entitled, present, votes_for, cast, quorum, passing):
    """A meeting decides with its quorum, and a text is adopted by the share that the rule asks for.

    National baseline: two thirds of all delegates present, more than half of all delegates in favour (企业民主管理规定); Shanghai,
    articles 28 and 31, Henan, articles 19 and 20, schools, article 16: as the rulebook has it. `quorum`, `passing` are RuleValues.
    """
    bases = {"all": entitled, "present": present, "cast": cast}
    came = quorum.met_by(present, entitled)
    if not came:
        return Judged(False, (came.reason,))
    adopted = passing.met_by(votes_for, bases[passing.base or "all"])
    if not adopted:
        return Judged(False, (adopted.reason,))
    return Judged(True, (quorum.sentence(), passing.sentence()))


def may_count(*, entitled, present, votes_for, votes_against, abstained):
    """Nobody votes who is not there, nobody is there who is not entitled."""
    cast = sum(number or 0 for number in (votes_for, votes_against, abstained))
    if not entitled:
        return Denied(_("Say how many are entitled to vote."))
    if present > entitled:
        return Denied(
            _("%(present)s present are more than the %(entitled)s entitled.")
            % {"present": present, "entitled": entitled}
        )
    if cast > present:
        return Denied(_("%(cast)s votes are more than the %(present)s present.") % {"cast": cast, "present": present})
    return Allowed


def may_edit(scheme):
    """The text moves until the congress has adopted it; afterwards a new scheme replaces it."""
    return is_state(scheme, OPEN, _("The congress has decided; a change needs a new scheme and a new vote."))


def may_circulate(scheme, *, on, until, versions, today):
    """A draft goes to all staff with a text and a day up to which they may speak."""
    return first_refusal(
        is_state(scheme, (State.DRAFT,), _("It has been sent round already.")),
        Allowed if versions else Denied(_("Put the text on file before you send it round.")),
        may_happen_on(on, today=today),
        not_before(on, until, _("the day on which it goes round")),
    )


def may_take_opinion(scheme, *, on, today):
    """Opinions are taken from the day on which the draft goes round; late ones count too, as long as nothing is decided."""
    return first_refusal(
        is_state(
            scheme,
            (State.CIRCULATED, State.IN_PRINCIPLE),
            _("Send the draft round first.")
            if scheme.state == State.DRAFT
            else _("The congress has decided; a change needs a new scheme and a new vote."),
        ),
        may_happen_on(on, today=today),
        not_before(scheme.circulated_on, on, _("the day on which it went round")),
    )


def may_answer(opinion, *, outcome, answer, on, today):
    """Every opinion is answered: taken up, in part, or why not."""
    if not outcome:
        return Denied(_("Say whether it is taken up."))
    return first_refusal(
        may_happen_on(on, today=today),
        not_before(opinion.received_on, on, _("the day on which it was received")),
        Allowed if outcome == opinion.Outcome.TAKEN else needs_reason(answer),
    )


def may_deliberate(scheme, *, aim, body, on, last, today):
    """A vote follows the draft; what was adopted in principle returns to an interim meeting of delegates or the next session."""
    if scheme.state == State.IN_PRINCIPLE and aim != Aim.FINAL:
        return Denied(_("It was adopted in principle already; now the revised text is adopted."))
    if scheme.state == State.IN_PRINCIPLE and not last.is_newer:
        return Denied(_("Put the revised text on file first: the interim meeting votes on that."))
    return first_refusal(
        may_edit(scheme),
        Allowed if last.exists else Denied(_("Put the text on file before it is voted on.")),
        may_happen_on(on, today=today),
        not_before(scheme.drafted_on, on, _("the day of the draft")),
        Denied(_("A joint meeting of heads may not adopt what waits since a vote in principle."))
        if scheme.state == State.IN_PRINCIPLE and body == Body.JOINT
        else Allowed,
    )


@dataclass(frozen=True)
class LastText:
    """The newest version on file: whether there is one, and whether it is newer than the vote in principle."""

    exists: bool
    is_newer: bool = True


def next_state(aim, passed):
    """Where a vote leads: adopted, adopted in principle, not adopted; a hearing leaves the decision to the administration."""
    if aim == Aim.HEARING:
        return None
    if not passed:
        return State.REJECTED
    return State.IN_PRINCIPLE if aim == Aim.PRINCIPLE else State.ADOPTED


def may_enforce(scheme, gate, *, on):
    """The gate first; then a day not before the decision."""
    if scheme.effective_on is not None:
        return Denied(_("It is in force from %s already.") % date_format(scheme.effective_on))
    if scheme.state in (State.REJECTED, State.WITHDRAWN):
        return Denied(_("It was not adopted; draft it anew."))
    return first_refusal(gate, not_before(scheme.decided_on, on, _("the day of the decision")))


def may_end(scheme, *, on, why):
    """What is in force ends with a reason, or because another takes its place."""
    if scheme.effective_on is None or scheme.ended_on is not None:
        return Denied(_("It is not in force."))
    return first_refusal(
        not_before(scheme.effective_on, on, _("the day from which it was in force")), needs_reason(why)
    )


def may_withdraw(scheme, *, why):
    """The proposer takes it back before the congress has decided."""
    return first_refusal(may_edit(scheme), needs_reason(why))


def may_report_bypass(scheme, gate, *, on, words, today):
    """A decision that took effect past the gate is reported as what it is; one that may take effect is none."""
    if gate:
        return Denied(_("It may take effect; nothing was bypassed."))
    if scheme.bypassed_on is not None:
        return Denied(_("This has been reported already."))
    return first_refusal(may_happen_on(on, today=today), needs_reason(words))


def may_publish(scheme, *, on, today):
    """The result is published after the decision (Shanghai congress regulation, article 32)."""
    if scheme.published_on is not None:
        return Denied(_("It was published on %s.") % date_format(scheme.published_on))
    if scheme.decided_on is None and scheme.effective_on is None:
        return Denied(_("There is nothing to publish yet: the congress has not decided."))
    return first_refusal(
        may_happen_on(on, today=today), not_before(scheme.decided_on, on, _("the day of the decision"))
    )
