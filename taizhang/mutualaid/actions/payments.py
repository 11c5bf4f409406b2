"""Payment batches: prepared from the approved claims, released by a second person, confirmed, and what the bank sent back."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from taizhang.kernel.access import SYSTEM
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.mutualaid import queries, rules
from taizhang.mutualaid.models import Claim, ClaimStep, Payment, Product

State = Payment.State


def _user(by):
    return None if by is SYSTEM else by


def prepare(product, *, by, on):
    """Put every approved claim of a product that waits into one batch; run again, it takes only what has come since."""
    with act(by, "mutualaid.prepare_payment", product.unit, on=on) as this:
        Product._base_manager.select_for_update().filter(pk=product.pk).first()
        claims = list(queries.claims.payable(product))
        require(rules.claim.may_prepare(claims))
        made = Payment(
            unit=product.unit, product=product, number=_number(product, on), prepared_on=on, prepared_by=_user(by)
        )
        made.save()
        _put(claims, made)
        this.record = made
        this.note(number=made.number, claims=len(claims), amount=str(sum(one.amount for one in claims)))
    return made


def _number(product, on):
    count = Payment.objects.filter(product=product, prepared_on__year=on.year).count()
    return f"BF{on.year}-{product.pk}-{count + 1:03}"


def _put(claims, payment):
    """One statement for thousands of rows: being in a batch says nothing to the ledger."""
    Claim._base_manager.filter(pk__in=[one.pk for one in claims]).update(payment=payment)


def take_out(claim, *, by, why):
    """Take a claim out of a batch that is not paid: the account is wrong, or the bank sent the money back. It waits for the next batch."""
    payment = claim.payment
    with act(by, "mutualaid.prepare_payment", payment) as this:
        if payment.state not in (State.PREPARED, State.RELEASED):
            raise Refused(_("This batch is %s.") % payment.get_state_display())
        claim.payment = None
        claim.save()
        this.record = payment
        this.note(number=payment.number, claim=claim.number, why=why)
    return payment


def set_account(claim, *, by, bank_name, bank, why):
    """Another account for a claim that is not paid. The batch it was in, if any, must be released anew: four eyes."""
    with act(by, "mutualaid.set_account", claim) as this:
        if claim.paid_on:
            raise Refused(_("This claim is paid already."))
        if claim.payment_id and claim.payment.state == State.RELEASED:
            raise Refused(_("The batch is at the bank; take the claim out of it first."))
        claim.bank_name, claim.bank = bank_name.strip()[:80], bank.replace(" ", "")
        claim.save()
        this.note(number=claim.number, name=claim.person.name, why=why)
    return claim


def release(payment, *, by, on):
    """Release a batch to the bank: whoever prepared it does not."""
    with act(by, "mutualaid.release_payment", payment, on=on) as this:
        payment = _fresh(payment)
        require(rules.claim.may_release(payment, by=by))
        claims = list(queries.claims.claims_in(payment))
        lacking = [one.number for one in claims if one.amount > 0 and not one.bank]
        if lacking:
            raise Refused(_("No account is on file for %s.") % lacking[0])
        if not claims:
            raise Refused(_("The batch is empty."))
        payment.state, payment.released_on, payment.released_by = State.RELEASED, on, _user(by)
        payment.save()
        this.note(number=payment.number, claims=len(claims), amount=str(sum(one.amount for one in claims)))
    return payment


def _fresh(payment):
    return Payment.objects.select_related("product", "unit").get(pk=payment.pk)


def confirm(payment, *, by, on, voucher=""):
    """The bank has paid the batch: every claim in it is paid, and only now the figures say so."""
    with act(by, "mutualaid.confirm_payment", payment, on=on) as this:
        payment = _fresh(payment)
        require(rules.claim.may_confirm(payment, on=on))
        claims = list(queries.claims.claims_in(payment).filter(state=Claim.State.APPROVED))
        if not claims:
            raise Refused(_("The batch is empty."))
        amount = sum(one.amount for one in claims)
        Claim._base_manager.filter(payment=payment, state=Claim.State.APPROVED).update(
            state=Claim.State.PAID, paid_on=on
        )
        for claim in claims:
            claim.state, claim.paid_on = Claim.State.PAID, on
            this.touch(claim)
        prefetch_related_objects(claims, "awards")
        this.create_all(
            ClaimStep, [ClaimStep(claim=one, state=Claim.State.PAID, by=_user(by), on=on) for one in claims]
        )
        payment.state, payment.paid_on, payment.voucher = State.PAID, on, voucher.strip()[:60]
        payment.save()
        this.record = payment
        this.note(number=payment.number, claims=len(claims), amount=str(amount))
    return payment


def dissolve(payment, *, by, why):
    """Dissolve a batch that was not released: its claims wait for the next one."""
    with act(by, "mutualaid.prepare_payment", payment) as this:
        payment = _fresh(payment)
        if payment.state != State.PREPARED:
            raise Refused(_("This batch is %s.") % payment.get_state_display())
        Claim._base_manager.filter(payment=payment).update(payment=None)
        payment.state = State.DISSOLVED
        payment.save()
        this.note(number=payment.number, why=why)
    return payment


def export_bank(payment, *, by, why):
    """The list for the bank, with accounts in full: an act of its own, with the purpose. → [(claim, account, amount)]"""
    with act(by, "mutualaid.export_bank", payment) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see it."))
        claims = list(queries.claims.claims_in(payment))
        this.note(number=payment.number, claims=len(claims), why=why.strip())
        return [(one, one.bank.reveal(), one.amount) for one in claims]
