"""How somebody comes into the union: identified among the staff, applied, decided by the committee."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord
from taizhang.members.models.register import Membership, Person

APPLICANT_ID, APPLICANT_PHONE = "members.application.id_number", "members.application.phone"


class Doorway(WorkRecord):
    """A page on which whoever holds its address or its code may apply to a union, without an account, for a time."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("page for applications")
        verbose_name_plural = _("pages for applications")
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(closed_on=None, voided_at=None),
                name="members_one_doorway",
                violation_error_message=_("This union has an open page for applications already."),
            ),
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="members_doorway_period"),
        ]

    def __str__(self):
        return f"{self.unit.name} {self.since:%Y-%m-%d}–{self.until:%Y-%m-%d}"

    def get_absolute_url(self):
        return reverse("members:application_list")

    def is_open(self, day):
        """Whether somebody may apply through it on a day."""
        return self.voided_at is None and self.closed_on is None and self.since <= day <= self.until


class Admission(WorkRecord):
    """A meeting of the committee that decided on applications: with its list, its day and its number."""

    number = models.CharField(_("number"), max_length=60)
    met_on = models.DateField(_("committee met on"))
    remark = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("admission by the committee")
        verbose_name_plural = _("admissions by the committee")
        ordering = ["-met_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"],
                condition=Q(voided_at=None),
                name="members_admission_number",
                violation_error_message=_("This number has been given already."),
            )
        ]

    def __str__(self):
        return f"{self.unit.name} {self.number}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("members:admission_detail", args=[self.pk])


class Application(WorkRecord):
    """Somebody who is to join: identified among the staff, then with an application, then decided on.

    Nothing of it stands in the register before the committee has admitted the person.
    """

    class State(models.TextChoices):
        IDENTIFIED = "已摸底", pgettext_lazy("application", "identified")
        APPLIED = "已申请", pgettext_lazy("application", "applied")
        ADMITTED = "已入会", pgettext_lazy("application", "admitted")
        REFUSED = "未批准", pgettext_lazy("application", "not admitted")
        WITHDRAWN = "已撤回", pgettext_lazy("application", "withdrawn")
        GONE = "已离岗", pgettext_lazy("application", "no longer on post")

    class Source(models.TextChoices):
        CLERK = "经办登记", pgettext_lazy("application", "by the clerk")
        SELF = "本人网上申请", pgettext_lazy("application", "by the person, online")
        IMPORT = "批量导入", pgettext_lazy("application", "by a workbook")

    WAITING = (State.IDENTIFIED, State.APPLIED)

    name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    sex = models.CharField(_("sex"), max_length=1, choices=Person.Sex, blank=True)
    birth_on = models.DateField(_("born on"), null=True, blank=True)
    id_kind = models.CharField(
        _("kind of document"), max_length=20, choices=Person.IdKind, default=Person.IdKind.RESIDENT
    )
    id_number = sealing.SealedField(_("identity number"), mask=sealing.mask_id)
    id_index = models.CharField(max_length=64, blank=True, editable=False)
    phone = sealing.SealedField(_("mobile telephone"), mask=sealing.mask_phone)
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    ethnic = models.CharField(_("ethnic group"), max_length=20, blank=True)
    education = models.CharField(_("education"), max_length=20, blank=True)
    political = models.CharField(_("political status"), max_length=20, blank=True)
    household = models.CharField(_("registered household"), max_length=20, blank=True)
    group = models.CharField(_("union group"), max_length=60, blank=True)
    position = models.CharField(pgettext_lazy("person", "position"), max_length=60, blank=True)
    employment = models.CharField(_("form of employment"), max_length=30, blank=True)
    migrant = models.BooleanField(_("rural migrant worker"), null=True, blank=True)
    contract_since = models.DateField(_("contract from"), null=True, blank=True)
    contract_until = models.DateField(_("contract until"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.APPLIED)
    source = models.CharField(_("how it came"), max_length=10, choices=Source, default=Source.CLERK)
    identified_on = models.DateField(_("identified on"), null=True, blank=True)
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    due_on = models.DateField(_("decision until"), null=True, blank=True)
    doorway = models.ForeignKey(
        Doorway, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("page for applications")
    )
    admission = models.ForeignKey(
        Admission,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("admission by the committee"),
    )
    membership = models.OneToOneField(
        Membership, models.PROTECT, null=True, blank=True, related_name="application", verbose_name=_("membership")
    )
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("application for membership")
        verbose_name_plural = _("applications for membership")
        ordering = ["-applied_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "id_index"],
                condition=~Q(id_index="") & Q(state__in=["已摸底", "已申请"], voided_at=None),
                name="members_one_application_each",
                violation_error_message=_("An application of this person is waiting already."),
            )
        ]
        indexes = [models.Index(fields=["unit", "state"], name="members_application_state")]

    def __str__(self):
        return f"{self.name} · {self.unit.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("members:application_detail", args=[self.pk])

    def give_id(self, number):
        """Seal the number and make it findable."""
        self.id_number = number
        self.id_index = sealing.blind_index(number, APPLICANT_ID)

    def give_phone(self, number):
        """Seal the telephone number and make it findable."""
        self.phone = number
        self.phone_index = sealing.blind_index(number, APPLICANT_PHONE)

    @property
    def is_waiting(self):
        return self.state in self.WAITING and self.voided_at is None

    @property
    def tone(self):
        """The colour that goes with the words of the state."""
        return {
            self.State.APPLIED: "amber",
            self.State.ADMITTED: "green",
            self.State.REFUSED: "red",
            self.State.IDENTIFIED: "blue",
        }.get(self.state, "grey")

    @property
    def migrant_words(self):
        return {True: "是", False: "否"}.get(self.migrant, "")
