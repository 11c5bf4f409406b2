"""Reviews of leaders and open appraisals: in which order things happen."""

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.surveys.rules.life import share

GRADES = ("优秀", "称职", "基本称职", "不称职")


def may_open_sheet(review, persons):
    """Duty reports come first: whoever judges has heard the report (企业民主管理规定: 述职在先，评议在后)."""
    if review.is_of_leaders and any(one.reported_on is None for one in persons):
        missing = next(one.name for one in persons if one.reported_on is None)
        return Denied(_("%(name)s has not given the duty report yet; note it first.") % {"name": missing})
    return Allowed


def may_count(survey, returned, least):
    """A count is closed over a closed sheet that enough have filled in."""
    if not survey.is_closed:
        return Denied(_("The sheet is still out. Close it first, then close the count."))
    if returned < least:
        return Denied(
            _("Only %(returned)s sheets came back; below %(least)s no result is told.")
            % {"returned": returned, "least": least}
        )
    return Allowed


def may_feed_back(review):
    """Leaders are told their result after the count."""
    return Allowed if review.counted_on else Denied(_("Close the count first; then tell the result."))


def may_acknowledge(reviewed):
    """A leader reads the feedback after it was given, and says so once; a notice that was signed on paper counts as read too."""
    if reviewed.feedback_on is None:
        return Denied(_("The result has not been fed back yet."))
    if reviewed.seen_on is not None:
        return Denied(_("You have said already that you have read it."))
    return Allowed


def may_file(review, persons):
    """A review goes on file when every leader has been told."""
    if not review.counted_on:
        return Denied(_("Close the count first."))
    if review.filed_on:
        return Denied(_("This review is on file already."))
    waiting = [one.name for one in persons if review.is_of_leaders and one.feedback_on is None]
    if waiting:
        return Denied(_("%(name)s has not been told the result yet.") % {"name": waiting[0]})
    return Allowed


def may_decide(appraisal, chosen):
    """Appraisal first, decision second: nobody is chosen before the count is closed (DM-16)."""
    if not appraisal.counted_on:
        return Denied(_("Appraisal first, decision second: close the count before anybody is chosen."))
    if appraisal.decided_on:
        return Denied(_("This has been decided already."))
    if not chosen:
        return Denied(_("Tick who is chosen."))
    if len(chosen) > appraisal.places:
        return Denied(_("There are %(places)s places only.") % {"places": appraisal.places})
    return Allowed


def needs_reasons(votes, chosen):
    """Whether somebody chosen has fewer sheets than somebody left out: allowed, but only with reasons."""
    taken = [votes[row] for row in chosen]
    left = [number for row, number in votes.items() if row not in chosen]
    return bool(taken and left and min(taken) < max(left))


def competent_share(counts):
    """称职率: (优秀 + 称职) of the valid sheets, in percent."""
    return share(sum(counts[:2]), sum(counts))
