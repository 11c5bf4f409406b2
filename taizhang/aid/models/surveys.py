"""Survey rounds (摸底): launched, returned by the unions, persons found, verified and filed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.aid.models.households import Household
from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord
from taizhang.members.models import Person


class SurveyRound(WorkRecord):
    """One round of looking for people in need: who asks, which unions answer, by when."""

    name = models.CharField(_("round"), max_length=80)
    launched_on = models.DateField(_("launched on"))
    due_on = models.DateField(_("returns due by"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    asked = models.TextField(_("what to look for"), blank=True)

    class Meta:
        verbose_name = _("survey round")
        verbose_name_plural = _("survey rounds")
        ordering = ["-launched_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=models.F("launched_on")), name="aid_round_due_after_launch")
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("aid:survey_detail", args=[self.pk])


class SurveyReturn(WorkRecord):
    """A union's part in a round: what it owes, when it came, how many households were visited."""

    round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="returns", verbose_name=_("round"))
    due_on = models.DateField(_("due by"))
    returned_on = models.DateField(_("returned on"), null=True, blank=True)
    visited = models.PositiveIntegerField(_("households visited"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("survey return")
        verbose_name_plural = _("survey returns")
        ordering = ["unit__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "unit"], condition=Q(voided_at=None), name="aid_one_return_of_a_union"
            )
        ]

    def __str__(self):
        return f"{self.round.name} · {self.unit.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("aid:survey_return", args=[self.pk])


class Finding(WorkRecord):
    """A person found in a round who may be in need; verified, then filed, or turned down with a reason."""

    class Status(models.TextChoices):
        FOUND = "待核实", _("to be verified")
        VERIFIED = "核实属实", _("verified")
        REJECTED = "不符合", _("does not qualify")
        FILED = "已建档", _("filed")

    round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="findings", verbose_name=_("round"))
    name = models.CharField(_("name"), max_length=60)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    id_number = sealing.SealedField(_("identity number"), mask=sealing.mask_id)
    id_index = models.CharField(max_length=64, blank=True, editable=False)
    phone = sealing.SealedField(_("mobile telephone"), mask=sealing.mask_phone)
    cause = models.CharField(_("main cause"), max_length=10, choices=Household.Cause)
    circumstances = sealing.SealedField(_("circumstances"))
    found_on = models.DateField(_("found on"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.FOUND)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.CharField(_("verified by"), max_length=60, blank=True)
    rejected_on = models.DateField(_("turned down on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    household = models.OneToOneField(
        Household, models.PROTECT, null=True, blank=True, related_name="finding", verbose_name=_("file")
    )

    class Meta:
        verbose_name = _("person found in a survey")
        verbose_name_plural = _("persons found in surveys")
        ordering = ["unit__path", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "id_index"],
                condition=Q(voided_at=None) & ~Q(id_index=""),
                name="aid_found_once_in_a_round",
                violation_error_message=_("This person was found in this round already."),
            )
        ]

    def __str__(self):
        return f"{self.name} · {self.round.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return self.round.get_absolute_url()

    @property
    def subject(self):
        """The key under which the ledger counts this person once: the register's own, where the person is on it."""
        person = self.household.head_id if self.household_id else self.person_id
        return f"person:{person}" if person else f"finding:{self.pk}"

    @property
    def tone(self):
        """The colour that goes with the words of the status."""
        return {self.Status.FOUND: "amber", self.Status.VERIFIED: "blue", self.Status.FILED: "green"}.get(
            self.status, "grey"
        )
