"""What may become of a claim, step by step."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.mutualaid.models.claim import Claim, Payment
from taizhang.mutualaid.models.enrolment import Enrolment
from taizhang.mutualaid.models.product import Category

State = Claim.State
INVOICE, DISCHARGE, DIAGNOSIS, PROOF_OF_DEATH = "发票", "出院小结", "诊断证明", "死亡证明"
DOCUMENTS = {
    Category.OUTPATIENT: (INVOICE,),
    Category.INPATIENT: (INVOICE, DISCHARGE),
    Category.CANCER: (INVOICE, DIAGNOSIS),
    Category.MAJOR: (INVOICE, DIAGNOSIS),
    Category.ACCIDENT: (INVOICE,),
    Category.DEATH: (PROOF_OF_DEATH,),
}
EVIDENCE = (INVOICE, DISCHARGE, DIAGNOSIS, PROOF_OF_DEATH, "费用清单", "医保结算单", "银行卡复印件", "身份证复印件")


def documents_for(categories):
    """Kinds of documents that belong to a claim with expenses of these categories."""
    needed = [kind for category in categories for kind in DOCUMENTS[category]]
    return tuple(dict.fromkeys(needed))


def may_submit(enrolment, expenses, *, on):
    """A claim is made on cover that was paid for, for expenses that were made, with amounts above zero."""
    if enrolment.state == Enrolment.State.ENROLLED:
        return Denied(_("The premium is not paid: there is no cover to claim on yet."))
    if not expenses:
        return Denied(_("Enter at least one expense."))
    for one in expenses:
        if one.on > on:
            return Denied(
                _("Line %(line)s: %(day)s lies in the future.") % {"line": one.number, "day": date_format(one.on)}
            )
        if one.self_paid <= 0 and one.category != Category.DEATH:
            return Denied(_("Line %s: the amount paid must be above zero.") % one.number)
        if one.total is not None and one.total < one.self_paid:
            return Denied(_("Line %s: nobody pays more than the whole amount.") % one.number)
    invoices = [one.invoice for one in expenses if one.invoice]
    twice = sorted({invoice for invoice in invoices if invoices.count(invoice) > 1})
    if twice:
        return Denied(_("Invoice %s stands on two lines of this claim.") % pgettext("list", ", ").join(twice))
    return Allowed


def may_check(claim, *, missing):
    """A claim is checked when its documents are there."""
    if claim.state != State.SUBMITTED:
        return _not_now(claim)
    if missing:
        return Denied(_("Still missing: %(kinds)s.") % {"kinds": pgettext("list", ", ").join(missing)})
    return Allowed


def may_settle(claim):
    """A claim is computed when it was checked; before the approval it may be computed again."""
    return Allowed if claim.state in (State.CHECKED, State.COMPUTED) and claim.corrects_id is None else _not_now(claim)


def may_approve(claim, *, amount, by, involved):
    """Whoever entered or checked a claim does not approve it (two pairs of eyes); a claim without an amount is refused with its reason."""
    if claim.state != State.COMPUTED:
        return _not_now(claim)
    if not amount:
        return Denied(_("Nothing is to be paid on this claim; refuse it with the reason."))
    if getattr(by, "pk", None) in involved:
        return Denied(_("You entered or checked this claim yourself; somebody else must approve it."))
    return Allowed


def may_refuse(claim):
    """A claim is refused with a reason, as long as it is not approved."""
    return Allowed if claim.state in (State.SUBMITTED, State.CHECKED, State.COMPUTED) else _not_now(claim)


def may_appeal(claim, *, on, decided_on, last):
    """A member may appeal against a refusal or an amount, up to a last day. `last`: that day."""
    if claim.state not in (State.REFUSED, State.APPROVED, State.PAID) or (
        claim.payment_id and claim.state == State.APPROVED
    ):
        return _not_now(claim)
    if on < decided_on:
        return Denied(_("The decision is of %s only.") % date_format(decided_on))
    if on > last:
        return Denied(_("An appeal was possible up to %s.") % date_format(last))
    return Allowed


def may_decide_appeal(appeal, *, by, involved):
    """Nobody decides on an appeal against his own decision."""
    if appeal.outcome != appeal.Outcome.OPEN:
        return Denied(_("This appeal was decided on %s.") % date_format(appeal.decided_on))
    if getattr(by, "pk", None) in involved:
        return Denied(_("The appeal is against a decision of yours; somebody else must decide on it."))
    return Allowed


def may_correct(claim):
    """A paid claim is corrected by a claim of its own that carries the difference."""
    if claim.state not in (State.PAID, State.DECIDED) or claim.paid_on is None:
        return Denied(_("Only a paid claim is corrected; before that, settle it again."))
    if claim.corrects_id:
        return Denied(_("Correct the first claim, not its correction."))
    return Allowed


def may_withdraw(claim):
    """A claim entered by mistake is withdrawn while it is not approved."""
    return (
        Allowed if claim.state in (State.SUBMITTED, State.CHECKED, State.COMPUTED, State.REFUSED) else _not_now(claim)
    )


def may_prepare(claims):
    """A batch holds at least one claim."""
    return Allowed if claims else Denied(_("No approved claim waits to be paid."))


def may_release(payment, *, by):
    """Whoever prepared a batch does not release it."""
    if payment.state != Payment.State.PREPARED:
        return Denied(_("This batch is %s.") % payment.get_state_display())
    if getattr(by, "pk", None) is not None and by.pk == payment.prepared_by_id:
        return Denied(_("You prepared this batch yourself; somebody else must release it."))
    return Allowed


def may_confirm(payment, *, on):
    """A batch is paid after it was released."""
    if payment.state != Payment.State.RELEASED:
        return Denied(_("This batch is %s.") % payment.get_state_display())
    if on < payment.released_on:
        return Denied(_("The batch was released on %s only.") % date_format(payment.released_on))
    return Allowed


def _not_now(claim):
    if claim.voided_at is not None:
        return Denied(_("This claim was withdrawn."))
    return Denied(_("This claim is %s; that cannot be done now.") % claim.get_state_display())
