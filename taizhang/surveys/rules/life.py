"""When a survey or a test may be changed, issued, answered, closed and shown."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.surveys.rules import branching


def may_change(survey):
    """What was issued stays as it was asked."""
    if not survey.is_draft:
        return Denied(
            _("This has been issued; what people answer must stay as it was asked. Copy it for another round.")
        )
    return Allowed


def may_issue(survey, questions, asked, at):
    """A survey goes out with questions that can be answered, to somebody, for a time that is not over."""
    if not survey.is_draft:
        return Denied(_("This has been issued already."))
    if not questions:
        return Denied(_("Add a question first."))
    if survey.has_register and not asked:
        return Denied(_("Nobody is on the list yet. Import the list of those who are asked, or ask all members."))
    if survey.closes_at <= at:
        return Denied(_("The time for answers is over already; set a later end."))
    return branching.may_stand(questions)


def may_answer(survey, at):
    """Answers are taken while the survey is open by the clock."""
    if survey.is_closed or at >= survey.closes_at:
        return Denied(_("The time for answers is over. Thank you for wanting to answer."))
    if survey.is_draft:
        return Denied(_("This survey has not been issued."))
    if at < survey.opens_at:
        return Denied(_("This survey is not open yet."))
    return Allowed


def may_enter_paper(survey, *, handed_in, entered):
    """Sheets on paper are entered until the survey is closed; never more than persons have handed one in."""
    if survey.state != survey.State.ISSUED:
        return Denied(_("Sheets on paper are entered while the survey is issued and not closed."))
    if survey.has_register and entered >= handed_in:
        return Denied(_("As many sheets are entered as persons have handed one in. Tick on the register who else did."))
    return Allowed


def may_close(survey):
    """A survey is closed once."""
    if survey.state != survey.State.ISSUED:
        return Denied(_("Only what was issued and is not closed can be closed."))
    return Allowed


def may_tally(survey, returned, least):
    """Results are shown after closing; those of an anonymous survey only if enough answered (rulebook: surveys.small_group)."""
    if not survey.is_closed:
        return Denied(_("Results are shown after closing. Until then only the number of answers is known."))
    if survey.is_anonymous and returned < least:
        return Denied(
            _("Only %(returned)s answered. Below %(least)s no breakdown is shown, so that nobody can be recognised.")
            % {"returned": returned, "least": least}
        )
    return Allowed


def share(part, whole):
    """Percent with one decimal, rounded half up; None of nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def participation(required_percent, returned, issued):
    """The verdict on required participation, with its sentence either way; Allowed without words where none is required."""
    if not required_percent:
        return Allowed
    told = {"returned": returned, "issued": issued, "share": share(returned, issued) or 0, "required": required_percent}
    if issued and returned * 100 >= required_percent * issued:
        return Allowed
    return Denied(
        _("Not valid: %(returned)s of %(issued)s answered, %(share)s %%; at least %(required)s %% are required.") % told
    )
