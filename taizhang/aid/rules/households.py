"""What the rules on hardship files allow: first the file, then the aid; one household, one file, one head; checked every year."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.aid.models import Consent, DataRequest, Household
from taizhang.intake import identity
from taizhang.kernel.verdicts import Allowed, Denied

Status, Exit = Household.Status, Household.Exit
NEEDED_CONSENTS = (Consent.Purpose.FILE, Consent.Purpose.CHECK)


def may_name(name):
    """A person has a name, as the identity card writes it."""
    if not name.strip():
        return Denied(_("The name is missing."))
    return Allowed if len(name) <= 60 else Denied(_("The name is too long: 60 characters at most."))


def may_carry_number(number):
    """An identity number has 18 places and its check digit fits (GB 11643)."""
    if not number or (len(number) == 18 and identity.is_whole(number) and identity.birth_date(number)):
        return Allowed
    return Denied(
        _(
            "This identity number is not right: 18 places, and the last one must fit the others. Compare it with the card."
        )
    )


# Other words for the stages by which student aid is graded; looked for in this order, so that 初中 is not taken for 中学.
STAGE_WORDS = {
    "研究生": ("研究生", "硕士", "博士"),
    "大专": ("大专", "专科", "高职"),
    "中专": ("中专", "中职", "中技", "技校", "职高", "职业高中"),
    "大学": ("大学", "本科"),
    "高中": ("高中",),
    "初中": ("初中",),
    "小学": ("小学",),
}


def stage_of(text):
    """The stage of schooling that a word of a list means (本科 → 大学, 中职 → 中专); what is not known stays as it was written."""
    found = (stage for stage, words in STAGE_WORDS.items() if any(word in text for word in words))
    return next(found, text.strip())


def may_belong(where):
    """A household has one file, and a person belongs to one household (一户一档). `where`: the file elsewhere, in words, or nothing."""
    if where:
        return Denied(
            _(
                "This person belongs to another household on file (%s). One person, one file: close or correct that file first."
            )
            % where
        )
    return Allowed


def may_give_causes(main, further, most):
    """The form has one main cause and a few further ones (困难职工档案表: three)."""
    if main not in Household.Cause.values:
        return Denied(_("Choose the main cause of the hardship."))
    if len(further) > most:
        return Denied(_("%s further causes at most.") % most)
    if main in further or len(set(further)) != len(further):
        return Denied(_("Each cause is named once."))
    return Allowed


def may_happen(on, *, today, not_before=None):
    """A thing is written down when it has happened, and in order."""
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    if not_before and on < not_before:
        return Denied(_("The last change on file is of %s; this one cannot lie before it.") % date_format(not_before))
    return Allowed


def may_verify(household):
    """Visited at home and compared with the papers: after the survey, before filing."""
    if household.status != Status.SURVEYED:
        return Denied(_("Only a household that was surveyed and not yet verified can be verified."))
    return Allowed


def may_file(household, *, consents, assessment, lacking, on):
    """Verified first, then filed, then aided (先建档、后帮扶、实名制): both consents, a reckoning that gives a category, the papers."""
    if household.status != Status.VERIFIED:
        return Denied(_("Only a verified household is filed: visit and verify it first."))
    missing = [
        purpose for purpose in NEEDED_CONSENTS if not any(c.purpose == purpose and c.in_force_on(on) for c in consents)
    ]
    if missing:
        words = pgettext("list", ", ").join(str(purpose.label) for purpose in missing)
        return Denied(_("The signed consent is missing: %s (Personal Information Protection Law, article 29).") % words)
    if assessment is None:
        return Denied(_("The means have not been reckoned yet."))
    if not assessment.category:
        return Denied(
            _("By the reckoning of %s the household is not in hardship; it cannot be filed.")
            % date_format(assessment.on)
        )
    if lacking:
        return Denied(_("Still missing: %s.") % pgettext("list", ", ").join(lacking))
    return Allowed


def may_decline(household):
    """A household that does not qualify is turned down with the reason, before it is filed."""
    if household.status not in (Status.SURVEYED, Status.VERIFIED):
        return Denied(
            _("Only a household that is not yet filed can be turned down; a file is removed with its reason.")
        )
    return Allowed


def may_remove(household, reason):
    """A filed household leaves the files with a reason (脱困, 注销)."""
    if household.status != Status.FILED:
        return Denied(_("This household is not on file."))
    return Allowed if reason in Exit.values else Denied(_("Say why the household leaves the files."))


def may_change(household):
    """What is written in a file changes while it is in force."""
    if household.emptied_at:
        return Denied(_("The personal data of this file were deleted after the retention period."))
    if not household.in_force:
        return Denied(_("This file is closed; nothing in it changes any more."))
    return Allowed


def may_consent(consents, purpose):
    """A consent is given once; given again after it was withdrawn."""
    if any(one.purpose == purpose and one.withdrawn_on is None for one in consents):
        return Denied(_("This consent is on file already."))
    return Allowed


def may_answer(request, on, *, today):
    """A request about own data is answered once, with reasons (Personal Information Protection Law, articles 44–50)."""
    if request.outcome != DataRequest.Outcome.OPEN:
        return Denied(_("This request was answered on %s.") % date_format(request.answered_on))
    return may_happen(on, today=today, not_before=request.asked_on)


def may_empty(household, *, keep_until, today):
    """Personal data are deleted when the shortest needed time is over (Personal Information Protection Law, articles 19 and 47)."""
    if household.emptied_at:
        return Denied(_("The personal data of this file were deleted already."))
    if household.in_force:
        return Denied(_("The file is in force."))
    if keep_until is None or today <= keep_until:
        return Denied(
            _("The file is kept until %s.") % date_format(keep_until)
            if keep_until
            else _("No retention period is on file.")
        )
    return Allowed
