"""Firms in joint unions and firms of foreign capital (OM-06); unions as legal persons with an account (OM-07)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.kernel import sealing
from taizhang.kernel.models import Unit, WorkRecord
from taizhang.kernel.parts import CountedPart
from taizhang.outreach.models.establishments import Establishment


class Affiliation(WorkRecord):
    """A small firm on its way into the joint union of its village, or to a union of its own. `unit` is the joint union."""

    class State(models.TextChoices):
        SURVEYED = "surveyed", pgettext_lazy("affiliation", "surveyed")
        PERSUADED = "persuaded", pgettext_lazy("affiliation", "persuaded")
        JOINED = "joined", pgettext_lazy("affiliation", "joined the joint union")
        OWN = "own", pgettext_lazy("affiliation", "founds its own union")
        LEFT = "left", pgettext_lazy("affiliation", "left again")

    class Capital(models.TextChoices):
        DOMESTIC = "domestic", pgettext_lazy("capital", "domestic")
        HONG_KONG = "hong_kong", pgettext_lazy("capital", "Hong Kong or Macao")
        TAIWAN = "taiwan", pgettext_lazy("capital", "Taiwan")
        FOREIGN = "foreign", pgettext_lazy("capital", "foreign")

    FROM_OUTSIDE = (Capital.HONG_KONG, Capital.TAIWAN, Capital.FOREIGN)

    firm = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit in the tree")
    )
    name = models.CharField(_("firm"), max_length=120)
    ownership = models.CharField(_("ownership"), max_length=30, blank=True)
    capital = models.CharField(_("origin of the capital"), max_length=10, choices=Capital, default=Capital.DOMESTIC)
    staff = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    members = models.PositiveIntegerField(_("members"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SURVEYED)
    surveyed_on = models.DateField(_("surveyed on"))
    persuaded_on = models.DateField(_("persuaded on"), null=True, blank=True)
    spoke_with = models.CharField(_("spoke with"), max_length=120, blank=True)
    joined_on = models.DateField(pgettext_lazy("outreach", "joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("establishment")
    )

    class Meta:
        verbose_name = _("firm of a joint union")
        verbose_name_plural = _("firms of joint unions")
        ordering = ["unit__path", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=models.Q(left_on=None, voided_at=None),
                name="outreach_a_firm_once_in_a_joint_union",
                violation_error_message=_("This firm is on the list of the joint union already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="joined") | models.Q(joined_on__isnull=False),
                name="outreach_joined_on_a_day",
            ),
        ]

    def __str__(self):
        return gettext("%(firm)s in %(union)s") % {"firm": self.name, "union": self.unit.name}

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("outreach:affiliation_detail", args=[self.pk])

    @property
    def tone(self):
        return {"joined": "green", "own": "blue", "left": "grey"}.get(self.state, "amber")


class Registration(WorkRecord):
    """The union as a legal person, and its bank account. One per union."""

    class State(models.TextChoices):
        PREPARING = "preparing", pgettext_lazy("registration", "preparing")
        SUBMITTED = "submitted", pgettext_lazy("registration", "submitted")
        REGISTERED = "registered", pgettext_lazy("registration", "registered")
        ACCOUNT = "account", pgettext_lazy("registration", "account opened")

    prepared_on = models.DateField(_("begun on"))
    representative = models.CharField(_("legal representative"), max_length=60)
    handler = models.CharField(_("handled by"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PREPARING)
    submitted_on = models.DateField(pgettext_lazy("outreach", "submitted on"), null=True, blank=True)
    registrar = models.CharField(_("registering federation"), max_length=120, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    certificate_no = models.CharField(pgettext_lazy("outreach", "certificate no."), max_length=60, blank=True)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    valid_until = models.DateField(_("certificate ends on"), null=True, blank=True)
    opened_on = models.DateField(_("account opened on"), null=True, blank=True)
    bank = models.CharField(_("bank"), max_length=80, blank=True)
    account = sealing.SealedField(_("account number"), mask=sealing.mask_bank)
    ended_on = models.DateField(_("struck off on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    due_on = models.DateField(_("next step by"), null=True, blank=True)

    class Meta:
        verbose_name = _("registration as a legal person")
        verbose_name_plural = _("registrations as legal persons")
        ordering = ["unit__path", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=models.Q(ended_on=None, voided_at=None),
                name="outreach_a_union_is_registered_once",
                violation_error_message=_("The registration of this union is on file already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="account") | models.Q(opened_on__isnull=False, registered_on__isnull=False),
                name="outreach_an_account_after_registration",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="outreach_registration_due")]

    def __str__(self):
        return gettext("Registration of %s") % self.unit.name

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("outreach:registration_detail", args=[self.pk])

    @property
    def is_registered(self):
        return self.registered_on is not None

    @property
    def tone(self):
        if self.ended_on:
            return "grey"
        return {"preparing": "amber", "submitted": "amber", "registered": "blue"}.get(self.state, "green")


class Renewal(CountedPart):
    """The certificate was renewed, or the union's particulars changed in the register."""

    whole = "registration"

    registration = models.ForeignKey(
        Registration, models.PROTECT, related_name="renewals", verbose_name=_("registration")
    )
    on = models.DateField(_("day"))
    valid_until = models.DateField(_("certificate ends on"))
    representative = models.CharField(_("legal representative"), max_length=60)
    words = models.CharField(_("what changed"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("renewal of a certificate")
        verbose_name_plural = _("renewals of certificates")
        ordering = ["-on", "-id"]

    def __str__(self):
        return f"{self.on}"
