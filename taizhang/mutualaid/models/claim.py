"""Claims: what somebody paid for being ill, how it was settled, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part
from taizhang.members.models import Person
from taizhang.mutualaid.models.enrolment import Enrolment
from taizhang.mutualaid.models.parts import yuan
from taizhang.mutualaid.models.product import Category, Edition, Product

BANK_COLUMN = "mutualaid.claim.bank"


class Payment(WorkRecord):
    """A batch of approved claims that is paid together: prepared, released by a second person, confirmed by the bank."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("prepared")
        RELEASED = "released", _("released to the bank")
        PAID = "paid", _("paid to the person")
        DISSOLVED = "dissolved", _("dissolved")

    product = models.ForeignKey(Product, models.PROTECT, related_name="payments", verbose_name=_("product"))
    number = models.CharField(_("number"), max_length=30)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARED)
    prepared_on = models.DateField(_("prepared on"))
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_on = models.DateField(_("released on"), null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    voucher = models.CharField(_("voucher no."), max_length=60, blank=True)

    class Meta:
        verbose_name = _("payment batch")
        verbose_name_plural = _("payment batches")
        ordering = ["-prepared_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["product", "number"], name="mutualaid_payments_are_numbered")]

    def __str__(self):
        return self.number

    def title(self):
        return f"{self.product.name} {self.number}"

    def get_absolute_url(self):
        return reverse("mutualaid:payment_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour of its state."""
        return {"prepared": "amber", "released": "blue", "paid": "green"}.get(self.state, "grey")


class Claim(WorkRecord):
    """A person's claim: a number of expenses, settled line by line. What it comes to is the sum of its awards, kept nowhere else."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        CHECKED = "checked", _("documents checked")
        COMPUTED = "computed", _("computed")
        APPROVED = "approved", _("approved")
        PAID = "paid", _("paid to the person")
        REFUSED = "refused", _("refused")
        APPEALED = "appealed", _("appealed")
        DECIDED = "decided", _("decided on appeal")

    # The states in which its awards use up the ceilings.
    BINDING = (State.COMPUTED, State.APPROVED, State.PAID, State.APPEALED)

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="claims", verbose_name=_("enrolment"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    number = models.CharField(_("claim no."), max_length=30, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SUBMITTED)
    submitted_on = models.DateField(_("submitted on"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    round = models.PositiveSmallIntegerField(_("round of settlement"), default=0)
    illness = sealing.SealedField(_("illness"), mask=sealing.mask_all)
    clinic = sealing.SealedField(_("hospital"), mask=sealing.mask_all)
    bank_name = models.CharField(_("bank"), max_length=80, blank=True)
    bank = sealing.SealedField(_("account"), mask=sealing.mask_bank)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects")
    )
    payment = models.ForeignKey(
        Payment, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name=_("payment batch")
    )
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-submitted_on", "-id"]
        indexes = [
            models.Index(fields=["unit", "state", "submitted_on"], name="mutualaid_claims_at"),
            models.Index(fields=["person", "state"], name="mutualaid_claims_of"),
        ]

    def __str__(self):
        return self.number

    def title(self):
        return f"{self.number} · {self.person.name}"

    def get_absolute_url(self):
        return reverse("mutualaid:claim_detail", args=[self.pk])

    @property
    def product(self):
        """The product under which it is settled."""
        return self.enrolment.season.product

    @property
    def tone(self):
        """The colour of its state."""
        return {
            "submitted": "amber", "checked": "amber", "computed": "amber", "approved": "blue", "paid": "green", "appealed": "red",
            "decided": "green",
        }.get(self.state, "grey")  # fmt: skip


class Expense(Part):
    """One invoice or settlement sheet of a claim: what the person paid herself, when, for what."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="expenses", verbose_name=_("claim"))
    number = models.PositiveSmallIntegerField(_("line"))
    on = models.DateField(_("date of the expense"))
    category = models.CharField(pgettext_lazy("expense", "category"), max_length=8, choices=Category)
    invoice = models.CharField(_("invoice no."), max_length=60, blank=True, db_index=True)
    total = yuan(verbose_name=_("whole amount"), null=True, blank=True)
    self_paid = yuan(verbose_name=_("paid by the person"))

    class Meta:
        verbose_name = _("expense")
        verbose_name_plural = _("expenses")
        ordering = ["claim", "number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="mutualaid_expenses_are_numbered"),
            models.CheckConstraint(condition=Q(self_paid__gte=0), name="mutualaid_expense_not_negative"),
            models.CheckConstraint(
                condition=Q(total=None) | Q(total__gte=models.F("self_paid")), name="mutualaid_paid_within_the_whole"
            ),
        ]
        indexes = [models.Index(fields=["on", "self_paid"], name="mutualaid_expense_alike")]

    def __str__(self):
        return f"{self.claim_id}/{self.number}"


class Award(Part):
    """What one layer of cover gives for one expense, with the steps by which it was found. Written once; a new round is new lines."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="awards", verbose_name=_("claim"))
    expense = models.ForeignKey(Expense, models.PROTECT, related_name="awards", verbose_name=_("expense"))
    round = models.PositiveSmallIntegerField(_("round of settlement"))
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+", verbose_name=_("edition applied"))
    layer = models.PositiveSmallIntegerField(_("layer"), default=0)
    category = models.CharField(pgettext_lazy("expense", "category"), max_length=8, choices=Category)
    year = models.PositiveSmallIntegerField(_("year of the ceiling"))
    deducted = yuan(verbose_name=_("deducted"), default=0)
    amount = yuan(verbose_name=_("reimbursed"))
    steps = models.JSONField(_("how it was found"), default=list)

    class Meta:
        verbose_name = _("line of a settlement")
        verbose_name_plural = _("lines of settlements")
        ordering = ["claim", "round", "expense__number", "layer"]

    def __str__(self):
        return f"{self.claim_id} {self.amount}"


class ClaimStep(Part):
    """Who moved a claim to which state, on which day and why."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="steps", verbose_name=_("claim"))
    state = models.CharField(_("state"), max_length=10, choices=Claim.State)
    on = models.DateField(_("on the day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("step of a claim")
        verbose_name_plural = _("steps of claims")
        ordering = ["claim", "id"]

    def __str__(self):
        return f"{self.claim_id} {self.state}"


class Appeal(WorkRecord):
    """A member does not agree with what was decided on a claim; somebody else looks at it and answers."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("waiting for a decision")
        UPHELD = "upheld", _("the decision stands")
        GRANTED = "granted", _("the claim is looked at again")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="appeals", verbose_name=_("claim"))
    made_on = models.DateField(_("appealed on"))
    why = models.CharField(_("what the member says"), max_length=500)
    state_before = models.CharField(max_length=10, choices=Claim.State)
    due_on = models.DateField(_("to be answered by"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.OPEN)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    answer = models.CharField(_("answer to the member"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["claim", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(outcome="open", voided_at=None), name="mutualaid_one_open_appeal"
            )
        ]

    def __str__(self):
        return f"{self.claim.number} · {self.made_on}"

    def get_absolute_url(self):
        return self.claim.get_absolute_url()
