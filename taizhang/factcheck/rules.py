"""What may be done with a checked report. Pure: verdicts with a sentence.

Statistics Law, articles 7 and 24: figures rest on original records, and nobody makes records up from figures. So a figure told by a
report alone enters the ledger only by name of an officer, marked, with the doubt kept, and only as far as the records lack it.
"""

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied

from .standings import COUNTED

LONGEST_REASON = 200
NOT_TO_ACCEPT = {"percent", "rank"}


def may_hand_in(name, size, largest):
    """A report has a name, something in it, and a size that can be read."""
    if not name.strip():
        return Denied(_("Give the report a title."))
    if not size:
        return Denied(_("The file is empty. Choose the report, or paste its text."))
    if size > largest:
        return Denied(
            _("The file is larger than %(limit)d MB. Please split it, or paste the text.")
            % {"limit": largest // 1024 // 1024}
        )
    return Allowed


def may_work_on(check):
    """A discarded check is not worked on, and one that is being read is left alone."""
    if check.voided_at:
        return Denied(_("This check was discarded. Restore it first."))
    if check.state == "waiting":
        return Denied(_("The report is being read. Please wait a moment."))
    return Allowed


def may_learn(check, claim):
    """A phrase is given a meaning where the claim is a figure and a period was compared."""
    if not (allowed := may_work_on(check)):
        return allowed
    if not check.period_code:
        return Denied(_("No period was given, so nothing was compared with the ledger."))
    if claim.get("kind") not in COUNTED:
        return Denied(_("This is a date, an ordinal or a name, not a figure."))
    return Allowed


def may_accept(check, claim, standing, *, taken):
    """May this claim be taken into the ledger at all? `taken`: whether it has been already."""
    if not (allowed := may_learn(check, claim)):
        return allowed
    if taken:
        return Denied(_("This figure was accepted already."))
    if claim.get("kind") in NOT_TO_ACCEPT or claim.get("value") is None:
        return Denied(
            _("A percentage, a rank or an average is worked out, not recorded. Accept the numbers behind it.")
        )
    if standing in ("confirmed", "rounded"):
        return Denied(_("The ledger has this figure already; there is nothing to accept."))
    return Allowed


def may_take(standing, lacking, on, period, *, today, why):
    """May this much be taken over on this day? `lacking`: what the records lack of the report's number."""
    if lacking <= 0:
        return Denied(
            _(
                "The ledger already holds as much or more for this. Correct the records, or the report; nothing is taken over."
            )
        )
    if standing in ("contradicted", "inconsistent") and not why.strip():
        return Denied(_("This figure does not hold. Say in a few words why it is accepted all the same."))
    if on not in period:
        return Denied(_("The day must lie in the period of the report."))
    if on > today:
        return Denied(_("The day must not lie in the future."))
    return Allowed


def may_withdraw(acceptance, why):
    """An acceptance is taken back once, with a reason."""
    if acceptance.voided_at:
        return Denied(_("This was withdrawn already."))
    return needs_reason(why)


def may_discard(check, standing_acceptances, why):
    """A check goes when nothing stands on it, with a reason."""
    if check.voided_at:
        return Denied(_("This check was discarded already."))
    if standing_acceptances:
        return Denied(_("Figures of this report were accepted into the ledger. Withdraw them first."))
    return needs_reason(why)


def may_restore(check):
    """A discarded check comes back."""
    return Allowed if check.voided_at else Denied(_("This check stands; there is nothing to restore."))


def needs_reason(why):
    """What is taken back says why, in a line."""
    if not (why or "").strip():
        return Denied(_("Say in a few words why."))
    if len(why) > LONGEST_REASON:
        return Denied(_("The reason may have %s characters.") % LONGEST_REASON)
    return Allowed
