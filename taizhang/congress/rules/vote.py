"""Votes: who may be asked, whether the count is sound, whether it passed, and by which rule."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from taizhang.congress.models import Session, Vote
from taizhang.kernel.verdicts import Allowed, Denied


@dataclass(frozen=True)
class Outcome:
    """Whether a vote passed, told with its figures and the rule."""

    passed: bool
    words: str


def may_take(item, *, how, present, due, quorum):
    """A vote is taken in an open session with its quorum; matters by secret ballot are not voted on by hands (Shanghai article 31)."""
    if item.session.state != Session.State.OPEN:
        return Denied(_("The session is not open."))
    if item.outcome != item.Outcome.OPEN:
        return Denied(_("This matter is decided: %s.") % item.get_outcome_display())
    if item.secret and how == Vote.How.HANDS:
        return Denied(_("This matter is decided by secret ballot; a show of hands will not do."))
    if not due:
        return Denied(_("Nobody is due: enter the delegates first."))
    return quorum.met_by(present, due) if quorum else Allowed


def is_sound(*, how, present, issued, returned, invalid, in_favour, against, abstained):
    """A count adds up: ballots returned are not more than issued, marks not more than ballots; else the vote is void and taken anew.

    Sample election rules of unions (DOMAIN A3): the vote is valid when not more ballots come back than were handed out.
    """
    marks = in_favour + against + abstained
    if how == Vote.How.HANDS:
        if marks > present:
            return Denied(
                _("%(marks)s hands were counted, but %(present)s are present.") % {"marks": marks, "present": present}
            )
        return Allowed
    if issued is None or returned is None:
        return Denied(_("Say how many ballots were handed out and how many came back."))
    if issued > present:
        return Denied(
            _("%(issued)s ballots were handed out, but %(present)s are present.")
            % {"issued": issued, "present": present}
        )
    if returned > issued:
        return Denied(
            _("%(returned)s ballots came back of %(issued)s handed out: the vote is void and must be taken again.")
            % {"returned": returned, "issued": issued}
        )
    if marks + invalid != returned:
        return Denied(
            _("For, against, abstained and invalid are %(sum)s together, but %(returned)s ballots came back.")
            % {"sum": marks + invalid, "returned": returned}
        )
    return Allowed


def judged(*, in_favour, due, present, cast, rule):
    """Outcome of a vote by its rule: collective contracts half or more of all (Shanghai article 22), others by the congress's own rule."""
    base = {"present": present, "cast": cast}.get(rule.base, due)
    passed = bool(rule.met_by(in_favour, base))
    figures = {"votes": in_favour, "base": base, "needed": rule.least_of(base)}
    words = _("%(votes)s in favour of %(base)s; %(needed)s are needed.") % figures
    return Outcome(passed, words)
