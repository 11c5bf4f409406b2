"""Reads about claims: the register, what was used up already, what looks the same, what a payment holds."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from taizhang.kernel import evidence, sealing
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import Evidence, within
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.mutualaid import rules
from taizhang.mutualaid.models import Award, Claim, Expense, Payment
from taizhang.mutualaid.rules.sentences import told
from taizhang.mutualaid.rules.settlement import Bill, Standing, Used
from taizhang.ui import finding

State = Claim.State
MONEY = DecimalField(max_digits=14, decimal_places=2)


def _summed(rows, column):
    return Coalesce(Subquery(rows, output_field=MONEY), Value(Decimal(0), output_field=MONEY))


def with_amounts(claims):
    """Claims with `claimed` (what the persons paid themselves) and `amount` (what is reimbursed): sums of their lines."""
    expenses = Expense.objects.filter(claim=OuterRef("pk")).order_by().values("claim").annotate(all=Sum("self_paid"))
    awards = Award.objects.filter(claim=OuterRef("pk"), round=OuterRef("round")).order_by().values("claim")
    return claims.annotate(
        claimed=_summed(expenses.values("all"), "all"),
        amount=_summed(awards.annotate(all=Sum("amount")).values("all"), "all"),
    )


def register(user, *, under=None):
    """Claims that the user may read, the newest first."""
    found = Claim.objects.visible_to(user).standing()
    if under is not None:
        found = found.below(under)
    found = found.select_related("person", "unit", "enrolment__season__product")
    return with_amounts(found).order_by("-submitted_on", "-id")


def totals(claims):
    """(how many, claimed, reimbursed) of a register."""
    keys = claims.order_by().values("pk")
    claimed = Expense.objects.filter(claim__in=keys).aggregate(all=Sum("self_paid"))["all"]
    amount = Award.objects.filter(claim__in=keys, round=F("claim__round")).aggregate(all=Sum("amount"))["all"]
    return {"count": claims.order_by().count(), "claimed": claimed or Decimal(0), "amount": amount or Decimal(0)}


def amount_of(claim):
    """What a claim comes to: the sum of the awards that hold."""
    found = Award.objects.filter(claim=claim, round=claim.round).aggregate(all=Sum("amount"))["all"]
    return found or Decimal(0)


def awards_of(claim):
    """The awards that hold, with the expenses and editions behind them."""
    return list(Award.objects.filter(claim=claim, round=claim.round).select_related("expense", "edition"))


def explained(claim):
    """[(expense, [(award, sentences)], reimbursed)] of a claim: the settlement as the member reads it."""
    by_expense = defaultdict(list)
    for award in awards_of(claim):
        by_expense[award.expense_id].append((award, told(award.steps)))
    return [
        (one, by_expense[one.pk], sum((award.amount for award, _told in by_expense[one.pk]), Decimal(0)))
        for one in claim.expenses.all()
    ]


# --- settling -----------------------------------------------------------------------------------------------------------------


def bills_of(claim):
    """The expenses of a claim as the settlement wants them."""
    return [Bill(one.number, one.on, one.category, one.self_paid, one) for one in claim.expenses.all()]


def standing_of(enrolment):
    """The days of cover as the settlement wants them."""
    return Standing(enrolment.covers_from, enrolment.covers_until, enrolment.waits_until)


def used_by(persons, products, *, without=()):
    """{(person's key, product's key): Used}: what binding claims have taken of the ceilings, in one question."""
    binding = Award.objects.filter(
        claim__person__in=persons,
        claim__enrolment__season__product__in=products,
        claim__voided_at=None,
        round=F("claim__round"),
    ).exclude(claim__in=without)
    # A claim decided on appeal binds when it was paid; one that stays refused gives its share of the ceilings back.
    binding = binding.filter(
        Q(claim__state__in=Claim.BINDING) | Q(claim__state=State.DECIDED, claim__paid_on__isnull=False)
    )
    found = defaultdict(Used)
    rows = binding.order_by().values_list(
        "claim__person", "claim__enrolment__season__product", "year", "layer", "category"
    )
    for person, product, year, layer, category, amount, deducted in rows.annotate(Sum("amount"), Sum("deducted")):
        used = found[person, product]
        used.given[year, layer, category] += amount
        used.deducted[year, layer, category] += deducted
        used.whole[year] += amount
    return found


def used_of(person, product, *, without=()):
    """What one person has used up of a product."""
    return used_by([person.pk], [product.pk], without=without)[person.pk, product.pk]


# --- what looks the same -------------------------------------------------------------------------------------------------------


def _others(claim=None):
    """Claims on which an invoice counts as used: withdrawn and refused ones do not, nor does a claim and its own correction."""
    found = Claim.objects.standing().exclude(state=State.REFUSED)
    if claim is not None and claim.pk:
        found = found.exclude(Q(pk=claim.pk) | Q(corrects=claim.pk))
    return found.exclude(pk=claim.corrects_id) if claim is not None and claim.corrects_id else found


def plain_invoice(text):
    """An invoice number in its one spelling."""
    return sealing.normalised(text)[:60]


def invoices_used(invoices, by, *, claim=None):
    """Verdict: none of the invoices is on another claim. Where it is is told only to those who may see that claim."""
    asked = {plain_invoice(one) for one in invoices} - {""}
    found = Expense.objects.filter(invoice__in=asked, claim__in=_others(claim)).select_related("claim").first()
    if found is None:
        return Allowed
    where = _named(found.claim, by)
    if where:
        return Denied(
            _("Invoice %(invoice)s is on claim %(claim)s already.") % {"invoice": found.invoice, "claim": where}
        )
    return Denied(
        _("Invoice %s has been claimed already, by another union. Ask the union that runs the product to compare.")
        % found.invoice
    )


def alike(person, expenses, by, *, claim=None):
    """Sentences about earlier expenses of the same person on the same day over the same amount: perhaps one bill twice."""
    same = Q(pk__in=[])
    for one in expenses:
        same |= Q(on=one.on, self_paid=one.self_paid)
    mine = _others(claim).filter(person=person)
    found = Expense.objects.filter(same, claim__in=mine).select_related("claim")
    return [
        _("%(amount)s yuan of %(day)s stand on claim %(claim)s already. Is it the same bill?")
        % {"amount": one.self_paid, "day": one.on, "claim": _named(one.claim, by) or _("at another union")}
        for one in found
    ]


def file_used(claim, digest, by):
    """Verdict: the same file lies on no other claim."""
    same = Evidence.objects.filter(sha256=digest, record_type="mutualaid.claim", withdraws=None, withdrawal=None)
    other = _others(claim).filter(pk__in=same.exclude(record_id=claim.pk).values("record_id")).first()
    if other is None:
        return Allowed
    where = _named(other, by)
    if where:
        return Denied(
            _("The very same file lies on claim %s already. Attach the right one, or say why it belongs here too.")
            % where
        )
    return Denied(
        _(
            "The very same file lies on a claim of another union already. Attach the right one, or say why it belongs here too."
        )
    )


def _named(claim, by):
    """The number of a claim for those who may see it; nothing for others."""
    if by is SYSTEM or Claim.objects.visible_to(by).filter(pk=claim.pk).exists():
        return claim.number
    return ""


# --- documents and people -------------------------------------------------------------------------------------------------------


def documents_missing(claim):
    """Kinds of documents that the claim's categories ask for and that are not there."""
    categories = [one.category for one in claim.expenses.all()]
    return evidence.missing(claim, rules.claim.documents_for(categories))


def involved(claim):
    """Keys of the users who entered or checked a claim, or settled it."""
    by_hand = claim.steps.filter(state__in=(State.SUBMITTED, State.CHECKED)).values_list("by", flat=True)
    return {key for key in by_hand if key}


def deciders(claim):
    """Keys of the users who approved or refused a claim."""
    return {
        key for key in claim.steps.filter(state__in=(State.APPROVED, State.REFUSED)).values_list("by", flat=True) if key
    }


def decided_on(claim):
    """The day of the last decision on a claim, or of its submission."""
    step = claim.steps.filter(state__in=(State.APPROVED, State.REFUSED, State.PAID)).last()
    return step.on if step else claim.submitted_on


def next_claim_number(year):
    """YB2008-000012: a row of numbers for every year."""
    head = f"YB{year}-"
    last = Claim.objects.filter(number__startswith=head).order_by("-number").values_list("number", flat=True).first()
    return f"{head}{(int(last.rsplit('-', 1)[1]) if last else 0) + 1:06}"


# --- payments ---------------------------------------------------------------------------------------------------------------------


def payable(product):
    """Approved claims of a product that are in no batch yet."""
    found = Claim.objects.standing().filter(enrolment__season__product=product, state=State.APPROVED, payment=None)
    return with_amounts(found.select_related("person", "unit", "enrolment__season__product")).order_by(
        "unit__path", "id"
    )


def payments(user, *, under=None):
    """Batches that the user may read."""
    found = Payment.objects.visible_to(user).standing().select_related("product", "unit")
    return found.below(under) if under is not None else found


def claims_in(payment):
    """The claims of a batch with their amounts."""
    found = (
        Claim.objects.standing().filter(payment=payment).select_related("person", "unit", "enrolment__season__product")
    )
    return with_amounts(found).order_by("unit__path", "id")


def claims_of(person, limit=50):
    """A person's claims, the newest first."""
    found = Claim.objects.standing().filter(person=person).select_related("unit", "enrolment__season__product")
    return list(with_amounts(found).order_by("-submitted_on", "-id")[:limit])


def found_items(user, text, limit):
    """Claims for the search over everything: by number or by the person's name."""
    plain = text.strip()
    if len(plain) < 2:
        return []
    mine = Claim.objects.visible_to(user).standing().select_related("person", "unit")
    found = mine.filter(Q(number__contains=plain.upper()) | Q(person__name__contains=plain)).order_by("-id")[:limit]
    return [
        finding.Found(
            one.title(), one.get_absolute_url(), f"{one.unit.name} · {one.get_state_display()}", "first-aid-kit"
        )
        for one in found
    ]


def at_product(user, states):
    """Claims in these states under products of the user's own units and below: what waits for whoever runs the fund."""
    found = Claim.objects.standing().filter(
        within(user.paths(), "enrolment__season__product__unit__path"), state__in=states
    )
    return found.select_related("person", "unit", "enrolment__season__product__unit")
