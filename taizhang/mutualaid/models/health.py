"""Health checks of the staff: polled, scheduled, attended, followed up."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part
from taizhang.members.models import Membership, Person
from taizhang.mutualaid.models.parts import yuan


class HealthCheck(WorkRecord):
    """A year's health check of a union: who is invited, where and how it is held, who came."""

    class Kind(models.TextChoices):
        GENERAL = "general", _("health check of the staff")
        WOMEN = "women", _("women's check")
        WORK = "work", _("check for occupational disease")

    class State(models.TextChoices):
        POLLING = "polling", _("staff are being asked")
        ARRANGED = "arranged", _("arranged")
        CLOSED = "closed", _("closed")

    name = models.CharField(_("name"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.GENERAL)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.POLLING)
    opened_on = models.DateField(_("opened on"))
    poll_until = models.DateField(_("answers up to"))
    chosen = models.ForeignKey(
        "PollOption", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chosen")
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    cost = yuan(verbose_name=_("cost"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("health check")
        verbose_name_plural = _("health checks")
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "kind"],
                condition=Q(voided_at=None),
                name="mutualaid_one_check_of_a_kind_a_year",
            )
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("mutualaid:check_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour of its state."""
        return {"polling": "amber", "arranged": "blue"}.get(self.state, "green")


class PollOption(Part):
    """A form and place that the staff may choose."""

    check_up = models.ForeignKey(HealthCheck, models.PROTECT, related_name="options", verbose_name=_("health check"))
    form = models.CharField(_("form"), max_length=60)
    place = models.CharField(_("place"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("option of a poll")
        verbose_name_plural = _("options of polls")
        ordering = ["check_up", "id"]

    def __str__(self):
        return " · ".join(filter(None, (self.form, self.place)))


class CheckDay(Part):
    """A day of examinations: where, how many, how one gets there."""

    check_up = models.ForeignKey(HealthCheck, models.PROTECT, related_name="days", verbose_name=_("health check"))
    on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=80)
    places = models.PositiveSmallIntegerField(_("places"))
    transport = models.CharField(_("transport"), max_length=120, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)

    class Meta:
        verbose_name = _("day of examinations")
        verbose_name_plural = _("days of examinations")
        ordering = ["check_up", "on", "id"]

    def __str__(self):
        return f"{self.on} {self.place}"


class Examination(WorkRecord):
    """One person of a health check: invited, asked, given a day, examined, and what must be followed up."""

    check_up = models.ForeignKey(
        HealthCheck, models.PROTECT, related_name="examinations", verbose_name=_("health check")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("membership"))
    invited_on = models.DateField(_("invited on"))
    answer = models.ForeignKey(
        PollOption,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=pgettext_lazy("claim", "answer"),
    )
    day = models.ForeignKey(
        CheckDay, models.PROTECT, null=True, blank=True, related_name="examinations", verbose_name=_("day")
    )
    rides = models.BooleanField(_("takes the transport"), default=False)
    attended_on = models.DateField(_("examined on"), null=True, blank=True)
    findings = sealing.SealedField(_("findings"), mask=sealing.mask_all)
    follow_up_on = models.DateField(_("to be followed up by"), null=True, blank=True)
    followed_on = models.DateField(_("followed up on"), null=True, blank=True)

    class Meta:
        verbose_name = _("examination")
        verbose_name_plural = _("examinations")
        ordering = ["check_up", "unit__path", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_up", "person"], condition=Q(voided_at=None), name="mutualaid_invited_once"
            )
        ]

    def __str__(self):
        return f"{self.person.name} · {self.check_up.name}"

    def get_absolute_url(self):
        return self.check_up.get_absolute_url()
