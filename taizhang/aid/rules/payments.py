"""What the rules on money allow: four eyes, one payment for a person, a matter and a year, and never more than the fund has."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.aid.models import Account, Fund, PaymentRun
from taizhang.kernel.verdicts import Allowed, Denied

Run = PaymentRun.State


def may_set_up(*, kind, by_laws, adopted_on, match):
    """A sunshine or mutual-help fund has by-laws that the congress adopted (AW-09, AW-15); only the latter is matched."""
    if kind in (Fund.Kind.SUNSHINE, Fund.Kind.MUTUAL) and not (by_laws.strip() and adopted_on):
        return Denied(_("This kind of fund needs its by-laws and the day on which the congress adopted them."))
    if match and kind != Fund.Kind.MUTUAL:
        return Denied(_("Only a mutual-help fund is matched by the employer."))
    return Allowed


def may_book(fund, on, today, amount):
    """A line of a fund has a day that has come and an amount above nothing, while the fund is open."""
    if fund.closed_on is not None:
        return Denied(_("The fund “%s” is closed.") % fund.name)
    if on > today:
        return Denied(_("The date, %s, lies in the future.") % date_format(on))
    if on < fund.opened_on:
        return Denied(_("The fund was set up on %s only.") % date_format(fund.opened_on))
    return Allowed if amount > 0 else Denied(_("The amount must be above zero."))


def covers(fund, amount, *, balance, budget, spent):
    """The fund has the money, and the year's budget is kept where there is one (FI-07)."""
    if amount > balance:
        return Denied(
            _("The fund “%(fund)s” has %(balance)s yuan, %(amount)s are needed. Book what was received first.")
            % {"fund": fund.name, "balance": balance, "amount": amount}
        )
    if budget is not None and spent + amount > budget:
        return Denied(
            _(
                "The budget of the fund “%(fund)s” for the year is %(budget)s yuan; %(spent)s are spent, %(amount)s are needed."
            )
            % {"fund": fund.name, "budget": budget, "spent": spent, "amount": amount}
        )
    return Allowed


def may_close_fund(fund, *, balance, waiting):
    """A fund closes empty, with no payment on its way."""
    if fund.closed_on is not None:
        return Denied(_("The fund is closed already."))
    if balance:
        return Denied(_("The fund still has %s yuan: pay it out or hand it on first.") % balance)
    return Denied(_("A payment run from this fund is not finished.")) if waiting else Allowed


def may_prepare(payable):
    """A run needs somebody to pay."""
    return (
        Allowed if payable else Denied(_("Nobody can be paid: nothing is approved, or all of it is paid or blocked."))
    )


def may_approve(run, *, by):
    """Who prepared a run does not approve it (四眼原则)."""
    if run.state != Run.PREPARED:
        return Denied(_("The run is not waiting for approval."))
    if run.prepared_by_id is not None and run.prepared_by_id == by.pk:
        return Denied(_("You prepared this run; somebody else has to approve it."))
    return Allowed


def may_release(run, *, by):
    """A run is released once, and not by the one who approved it. A second time nothing is paid."""
    if run.state in (Run.RELEASED, Run.RECONCILED):
        return Denied(_("The run was released on %s; nothing was paid a second time.") % date_format(run.released_on))
    if run.state != Run.APPROVED:
        return Denied(_("The run has not been approved."))
    if run.approved_by_id is not None and run.approved_by_id == by.pk:
        return Denied(_("You approved this run; somebody else has to release it."))
    return Allowed


def may_reconcile(run):
    """What the bank says is written down after the release."""
    if run.state == Run.RECONCILED:
        return Denied(_("The run has been reconciled already."))
    return Allowed if run.state == Run.RELEASED else Denied(_("The run has not been released."))


def may_cancel(run):
    """A run can be cancelled until it is released."""
    if run.state in (Run.PREPARED, Run.APPROVED):
        return Allowed
    return Denied(_("The run has been released or cancelled already."))


def may_repeat(run, failed):
    """Only what failed is paid again, after the run was reconciled."""
    if run.state != Run.RECONCILED:
        return Denied(_("Reconcile the run first: only then it is known what failed."))
    return Allowed if failed else Denied(_("Nothing of this run waits to be paid again."))


def may_come_back(payment, *, amount, back, on):
    """No more comes back than was paid, and not before."""
    if payment.state != payment.State.PAID:
        return Denied(_("This payment was not made."))
    if on < payment.paid_on:
        return Denied(_("It was paid on %s only.") % date_format(payment.paid_on))
    if amount <= 0 or amount + back > payment.amount:
        return Denied(_("At most %s yuan can come back.") % (payment.amount - back))
    return Allowed


def may_carry_account(number):
    """A bank account or card has 8 to 30 digits."""
    if number.isdigit() and 8 <= len(number) <= 30:
        return Allowed
    return Denied(_("An account number has 8 to 30 digits and nothing else. Compare it with the card."))


def may_confirm(account, *, by):
    """Who entered an account does not confirm it."""
    if account.state != Account.State.PROPOSED:
        return Denied(_("This account does not wait for confirmation."))
    if account.proposed_by_id is not None and account.proposed_by_id == by.pk:
        return Denied(_("You entered this account; somebody else has to confirm it."))
    return Allowed
