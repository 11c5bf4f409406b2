"""Payment: accounts under four eyes, runs with their payments, and money that came back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.aid.models.applications import Application
from taizhang.aid.models.funds import Fund
from taizhang.aid.models.programmes import Programme
from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord
from taizhang.members.models import Person

ACCOUNT_COLUMN = "aid.account.number"


def _who(name):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=name
    )


class Account(WorkRecord):
    """A person's bank account. Who enters or changes it is not who confirms it; only a confirmed one is paid to."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for confirmation")
        STANDING = "standing", _("confirmed")
        REPLACED = "replaced", _("replaced")
        REJECTED = "rejected", _("rejected")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    holder = models.CharField(_("account holder"), max_length=60)
    bank = models.CharField(_("bank and branch"), max_length=80)
    number = sealing.SealedField(_("account number"), mask=sealing.mask_bank)
    number_index = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    proposed_on = models.DateField(_("entered on"))
    proposed_by = _who(_("entered by"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = _who(_("decided by"))
    why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="standing", voided_at=None),
                name="aid_one_account_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="proposed", voided_at=None),
                name="aid_one_account_waits",
                violation_error_message=_("Another account of this person waits for confirmation already."),
            ),
        ]
        indexes = [models.Index(fields=["number_index"], name="aid_account_number")]

    def __str__(self):
        return f"{self.person.name} {self.bank} {self.number}"

    def get_absolute_url(self):
        return reverse("aid:account_list")

    @property
    def tone(self):
        return {"standing": "green", "proposed": "amber", "rejected": "red"}.get(self.state, "grey")


class PaymentRun(WorkRecord):
    """One payment of many (发放批次): prepared, approved by another, released, reconciled with what the bank says."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("waits for approval")
        APPROVED = "approved", _("waits for release")
        RELEASED = "released", _("released")
        RECONCILED = "reconciled", _("reconciled")
        CANCELLED = "cancelled", _("cancelled")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="runs", verbose_name=_("programme"))
    fund = models.ForeignKey(Fund, models.PROTECT, related_name="runs", verbose_name=_("fund"))
    method = models.CharField(_("how it is paid"), max_length=10, choices=Programme.Method)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PREPARED)
    prepared_on = models.DateField(_("prepared on"))
    prepared_by = _who(_("prepared by"))
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by = _who(_("approved by"))
    released_on = models.DateField(_("released on"), null=True, blank=True)
    released_by = _who(_("released by"))
    reconciled_on = models.DateField(_("reconciled on"), null=True, blank=True)
    again = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeats",
        verbose_name=_("pays again what failed in"),
    )
    visitors = models.CharField(_("visited by"), max_length=120, blank=True)
    joint_with = models.CharField(_("jointly with"), max_length=120, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("payment run")
        verbose_name_plural = _("payment runs")
        ordering = ["-prepared_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("prepared_by")),
                name="aid_run_four_eyes",
            ),
        ]

    def __str__(self):
        return gettext("%(name)s, payment run %(number)s") % {"name": self.programme.name, "number": self.number}

    def get_absolute_url(self):
        return reverse("aid:payment_run_detail", args=[self.pk])

    @property
    def number(self):
        """The number of the run on papers and in the bank file."""
        return f"{self.prepared_on:%Y%m%d}-{self.pk}"

    @property
    def tone(self):
        return {"reconciled": "green", "cancelled": "grey", "released": "blue"}.get(self.state, "amber")


class Payment(WorkRecord):
    """What one person gets in a run, with the file as it stood when the run was prepared."""

    class State(models.TextChoices):
        DUE = "due", _("to be paid")
        PAID = "paid", _("paid")
        FAILED = "failed", _("not paid")
        CANCELLED = "cancelled", _("cancelled")

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="payments", verbose_name=_("payment run"))
    application = models.ForeignKey(Application, models.PROTECT, related_name="payments", verbose_name=_("application"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    beneficiary = models.CharField(max_length=40, editable=False)
    matter = models.CharField(_("matter"), max_length=60)
    year = models.PositiveSmallIntegerField(_("year of aid"))
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2)
    holder = models.CharField(_("account holder"), max_length=60, blank=True)
    bank = models.CharField(_("bank and branch"), max_length=80, blank=True)
    account = sealing.SealedField(_("account number"), mask=sealing.mask_bank)
    snapshot = models.JSONField(_("the file as it stood"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DUE)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    failed_why = models.CharField(_("why it failed"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["id"]
        constraints = [
            # The rule of the house and of the database: one person, one matter, one year, one payment.
            models.UniqueConstraint(
                fields=["beneficiary", "matter", "year"],
                condition=Q(voided_at=None, state__in=["due", "paid"]),
                name="aid_no_double_payment",
                violation_error_message=_("This person has been paid for this matter in this year already."),
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="aid_payment_positive"),
            models.CheckConstraint(
                condition=~Q(state="paid") | Q(paid_on__isnull=False), name="aid_payment_paid_on_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["run", "state"], name="aid_payment_run"),
            models.Index(fields=["person", "state"], name="aid_payment_person"),
        ]

    def __str__(self):
        return f"{self.person.name} · {self.matter} {self.year}"

    def get_absolute_url(self):
        return self.run.get_absolute_url()

    @property
    def tone(self):
        return {"paid": "green", "failed": "red", "due": "blue"}.get(self.state, "grey")


class Recovery(WorkRecord):
    """Money that came back after payment (退款、追回): a new line, the payment stays as it was."""

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="recoveries", verbose_name=_("payment"))
    on = models.DateField(_("come back on"))
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2)
    why = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("money come back")
        verbose_name_plural = _("money come back")
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="aid_recovery_positive")]

    def __str__(self):
        return gettext("%(payment)s: %(amount)s yuan came back") % {"payment": self.payment, "amount": self.amount}

    def get_absolute_url(self):
        return self.payment.get_absolute_url()
