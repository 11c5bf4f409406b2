"""Payment: accounts under four eyes; runs prepared, approved by another, released once, reconciled, repeated for what failed."""

from decimal import Decimal

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.aid import queries, rules
from taizhang.aid.actions import funds, households
from taizhang.aid.models import Account, FundLine, Payment, PaymentRun, Programme, Recovery
from taizhang.aid.models.payments import ACCOUNT_COLUMN
from taizhang.kernel import sealing
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Allowed, Denied, Refused, require

Run, State = PaymentRun.State, Payment.State


def _user(by):
    return by if by.pk else None


# --- accounts -------------------------------------------------------------------------------------------------------------------


def propose_account(person, *, by, on, unit, holder, bank, number, why=""):
    """Enter a person's bank account, or another one; it counts when somebody else has confirmed it."""
    with act(by, "aid.propose_account", unit, on=on) as this:
        plain = sealing.normalised(number)
        require(rules.payments.may_carry_account(plain))
        waiting = Account.objects.standing().filter(person=person, state=Account.State.PROPOSED)
        if waiting.exists():
            raise Refused(_("Another account of this person waits for confirmation already."))
        account = Account(
            unit=unit, person=person, holder=holder.strip()[:60] or person.name, bank=bank.strip()[:80], proposed_on=on,
            proposed_by=_user(by), why=why.strip()[:200],
        )  # fmt: skip
        account.number, account.number_index = plain, sealing.blind_index(plain, ACCOUNT_COLUMN)
        account.save()
        this.note(name=person.name, why=why)
    return account


def confirm_account(account, *, by, on, number=None):
    """A second person types the number from the card once more (`number`); the old account is replaced."""
    with act(by, "aid.confirm_account", account, on=on) as this:
        account = Account.objects.select_related("person").get(pk=account.pk)
        require(rules.payments.may_confirm(account, by=by))
        if number is not None and sealing.blind_index(number, ACCOUNT_COLUMN) != account.number_index:
            raise Refused(_("This is not the number that was entered. Compare both with the card."))
        for old in Account.objects.standing().filter(person=account.person, state=Account.State.STANDING):
            old.state, old.decided_on = Account.State.REPLACED, on
            old.save()
        account.state, account.decided_on, account.decided_by = Account.State.STANDING, on, _user(by)
        account.save()
        this.record = account
        this.note(name=account.person.name)
    return account


def confirm_accounts(accounts, *, by, on):
    """Confirm a list, each account for itself: [(account, Verdict)]; those that fail keep their sentence."""
    outcomes = []
    for account in accounts:
        try:
            confirm_account(account, by=by, on=on)
        except Refused as refused:
            outcomes.append((account, Denied(str(refused))))
        else:
            outcomes.append((account, Allowed))
    return outcomes


def reject_account(account, *, by, on, why):
    """The account does not fit the card; the earlier one stays."""
    with act(by, "aid.reject_account", account, on=on) as this:
        account = Account.objects.select_related("person").get(pk=account.pk)
        require(rules.payments.may_confirm(account, by=by))
        account.state, account.decided_on, account.decided_by = Account.State.REJECTED, on, _user(by)
        account.why = why.strip()[:200]
        account.save()
        this.note(name=account.person.name, why=why)
    return account


# --- runs -----------------------------------------------------------------------------------------------------------------------


def prepare_run(programme, *, by, on, fund=None, visitors="", joint_with=""):
    """Put everybody who can be paid into a run, each with the file as it stands: nobody twice for a matter and a year."""
    with act(by, "aid.prepare_run", programme, on=on) as this:
        programme = Programme.objects.select_related("unit", "fund").get(pk=programme.pk)
        fund = fund or programme.fund
        if fund is None:
            raise Refused(_("Say first from which fund it is paid."))
        require(rules.programmes.may_pay_from(fund, programme))
        good, _blocked = queries.payments.payable(programme)
        require(rules.payments.may_prepare(good))
        run = _run(programme, fund, by, on, visitors=visitors, joint_with=joint_with)
        accounts = queries.payments.accounts_of([one.person_id for one in good])
        made = [_payment(run, one, accounts.get(one.person_id)) for one in good]
        try:
            this.create_all(Payment, made)
        except IntegrityError:  # another run took one of them between looking and writing
            raise Refused(_("Somebody of this run was paid for the matter just now; prepare it again.")) from None
        this.record = run
        this.note(name=programme.name, persons=len(made), amount=str(sum(one.amount for one in made)))
    return run


def _run(programme, fund, by, on, **words):
    run = PaymentRun(
        unit=programme.unit, programme=programme, fund=fund, method=programme.method, prepared_on=on, prepared_by=_user(by), **words
    )  # fmt: skip
    run.save()
    return run


def _payment(run, application, account):
    programme = run.programme
    payment = Payment(
        unit=application.unit, run=run, application=application, person=application.person,
        beneficiary=application.beneficiary, matter=programme.matter, year=programme.year, amount=application.amount,
        snapshot=_snapshot(programme, application),
    )  # fmt: skip
    if account is not None and run.method == Programme.Method.BANK:
        payment.holder, payment.bank, payment.account = account.holder, account.bank, account.number.reveal()
    return payment


def _snapshot(programme, application):
    """The file as it stood: what decided the amount, when it was approved, by which version of the conditions."""
    return {
        "unit": application.unit.name,
        "category": application.category,
        "stage": application.stage,
        "school": application.school,
        "amounts": programme.amounts,
        "rules": programme.rules,
        "applied_on": application.on.isoformat(),
        "approved_on": application.day_of("approved"),
        "household": application.household_id,
    }


def _locked(run):
    return (
        PaymentRun.objects.select_for_update(of=("self",))
        .select_related("programme", "fund", "unit", "fund__unit")
        .get(pk=run.pk)
    )


def approve_run(run, *, by, on):
    """A second person approves the run, and the fund is found to cover it."""
    with act(by, "aid.approve_run", run, on=on) as this:
        run = _locked(run)
        require(rules.payments.may_approve(run, by=by))
        _require_covered(run, on)
        run.state, run.approved_on, run.approved_by = Run.APPROVED, on, _user(by)
        run.save()
        this.note(record=run.title())
    return run


def _require_covered(run, on):
    fund, total = run.fund, queries.payments.sums_of(run)[""][1]
    require(
        rules.payments.covers(
            fund, total, balance=fund.balance(), budget=fund.budget(on.year), spent=fund.spent(on.year)
        )
    )


def release_run(run, *, by, on):
    """Let the money go: once. The fund is charged with the whole run; a second release pays nothing."""
    with act(by, "aid.release_run", run, on=on) as this:
        run = _locked(run)
        require(rules.payments.may_release(run, by=by))
        if on < run.approved_on:
            raise Refused(_("The run was approved on %s only.") % run.approved_on)
        _require_covered(run, on)
        _number, total = queries.payments.sums_of(run)[""]
        run.state, run.released_on, run.released_by = Run.RELEASED, on, _user(by)
        run.save()
        funds.take_out(run.fund, on=on, amount=total, run=run)
        this.record = run
        this.note(record=run.title(), amount=str(total))
    return run


def bank_file(run, *, by, why):
    """The file for the bank: account numbers in full, so that who took it and why is kept (PIPL, article 51). → rows"""
    with act(by, "aid.bank_file", run) as this:
        run = _locked(run)
        if run.method != Programme.Method.BANK or run.state != Run.RELEASED:
            raise Refused(_("A bank file is made for a run by bank transfer, once it was released."))
        due = run.payments.standing().filter(state=State.DUE).select_related("person").order_by("pk")
        rows = [
            (one.pk, one.holder or one.person.name, one.account.reveal(), one.bank, one.amount)
            for one in due.iterator()
        ]
        this.note(record=run.title(), persons=len(rows), why=why)
    return rows


def reconcile(run, *, by, on, failed=None, only=None):
    """Write down what the bank (or the roster) says: paid on a day, failed with reasons. → the run.

    `failed`: {payment: why}; `only`: keys of the payments that the answer is about (default: all that are still due). What failed goes
    back into the fund; when nothing is due any more the run is reconciled.
    """
    failed = failed or {}
    with act(by, "aid.reconcile", run, on=on) as this:
        run = _locked(run)
        require(rules.payments.may_reconcile(run))
        _require_day(run, on, this)
        due = dict(run.payments.standing().filter(state=State.DUE).values_list("pk", "amount"))
        asked = set(due) if only is None else set(only) & set(due)
        unknown = set(failed) - set(due)
        if unknown:
            raise Refused(_("No payment of this run waits under the number %s.") % min(unknown))
        paid = sorted(asked - set(failed))
        this.change_all(Payment, paid, state=State.PAID, paid_on=on)
        for reason in sorted(set(failed.values())):
            keys = [key for key, why in failed.items() if why == reason]
            this.change_all(Payment, keys, state=State.FAILED, failed_why=reason[:200])
        if len(paid) + len(failed) == len(due):
            run.state = Run.RECONCILED
        run.reconciled_on = on
        run.save()
        lost = sum((due[key] for key in failed), Decimal(0))
        if lost:
            funds.put_back(run.fund, on=on, amount=lost, run=run, note=_("payments that failed: %d") % len(failed))
        _mark_files(run, paid, on)
        this.record = run
        this.note(record=run.title(), paid=len(paid), failed=len(failed))
    return run


def _require_day(run, on, this):
    if on > timezone.localdate(this.at):
        raise Refused(_("The day lies in the future."))
    if on < run.released_on:
        raise Refused(_("The run was released on %s only.") % run.released_on)


FEW = 500  # files are marked at once for so many; the daily job of the files reads the ledger for the rest


def _mark_files(run, paid, on):
    """Hardship files know that they were aided (先建档、后帮扶; the warning “never aided”)."""
    if len(paid) > FEW:
        return
    for payment in run.payments.filter(pk__in=paid).select_related("application__household"):
        if payment.application.household is not None:
            households.mark_aided(payment.application.household, on)


def undo_results(run, keys, *, by, why):
    """Take back what a list of the bank said, when the list was wrong: the payments wait again."""
    with act(by, "aid.reconcile", run) as this:
        run = _locked(run)
        again = run.payments.standing().filter(pk__in=list(keys)).exclude(state=State.DUE)
        lost = sum((one.amount for one in again if one.state == State.FAILED), Decimal(0))
        keys = [one.pk for one in again]
        this.change_all(Payment, keys, state=State.DUE, paid_on=None, failed_why="")
        if lost:
            back = run.fund_lines.standing().filter(way=FundLine.Way.BACK, amount=lost).first()
            if back is not None:
                back.voided_at = this.at
                back.save()
        run.state = Run.RELEASED
        run.save()
        this.record = run
        this.note(record=run.title(), why=why)
    return run


def cancel_run(run, *, by, on, why):
    """Give a run up before it is released: nobody of it is paid, all of them can be paid in another run."""
    with act(by, "aid.cancel_run", run, on=on) as this:
        run = _locked(run)
        require(rules.payments.may_cancel(run))
        keys = list(run.payments.standing().filter(state=State.DUE).values_list("pk", flat=True))
        this.change_all(Payment, keys, state=State.CANCELLED)
        run.state, run.why = Run.CANCELLED, why.strip()[:200]
        run.save()
        this.record = run
        this.note(record=run.title(), why=why)
    return run


def repeat_run(run, *, by, on):
    """Pay again what failed, and only that; accounts are taken as they are confirmed now."""
    with act(by, "aid.repeat_run", run, on=on) as this:
        run = _locked(run)
        failed = list(queries.payments.failed_of(run))
        require(rules.payments.may_repeat(run, failed))
        require(rules.programmes.may_pay_from(run.fund, run.programme))
        accounts = queries.payments.accounts_of([one.person_id for one in failed])
        fresh = _run(run.programme, run.fund, by, on, again=run)
        this.create_all(Payment, [_payment(fresh, one.application, accounts.get(one.person_id)) for one in failed])
        this.record = fresh
        this.note(record=fresh.title(), persons=len(failed))
    return fresh


def recover(payment, *, by, on, amount, why):
    """Money came back or was claimed back: a new line beside the payment, and into the fund."""
    with act(by, "aid.recover", payment, on=on) as this:
        payment = Payment.objects.select_related("run__fund__unit", "person").get(pk=payment.pk)
        back = queries.payments.come_back(payment)
        require(rules.payments.may_come_back(payment, amount=amount, back=back, on=on))
        if on > timezone.localdate(this.at):
            raise Refused(_("The day lies in the future."))
        recovery = Recovery(unit=payment.unit, payment=payment, on=on, amount=amount, why=why.strip()[:200])
        recovery.save()
        funds.put_back(payment.run.fund, on=on, amount=amount, run=payment.run, note=_("money come back"))
        this.record = recovery
        this.note(name=payment.person.name, amount=str(amount), why=why)
    return recovery
