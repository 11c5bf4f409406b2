"""Convalescence: places allotted from above, nominated, approved, taken."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import Unit, WorkRecord
from taizhang.members.models import Membership, Person
from taizhang.mutualaid.models.parts import yuan


class Quota(WorkRecord):
    """Places of convalescence that a superior allots to a union for a year."""

    year = models.PositiveSmallIntegerField(_("year"))
    giver = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("allotted by"))
    places = models.PositiveSmallIntegerField(_("places"))
    allotted_on = models.DateField(_("allotted on"))
    place = models.CharField(_("sanatorium"), max_length=80, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("quota of convalescence")
        verbose_name_plural = _("quotas of convalescence")
        ordering = ["-year", "unit__path", "id"]
        constraints = [models.CheckConstraint(condition=Q(places__gt=0), name="mutualaid_quota_has_places")]

    def __str__(self):
        return f"{self.unit.name} {self.year}"

    def get_absolute_url(self):
        return reverse("mutualaid:quota_detail", args=[self.pk])


class Stay(WorkRecord):
    """A person's convalescence: nominated, approved by whoever allotted the place, taken."""

    class State(models.TextChoices):
        NOMINATED = "nominated", _("nominated")
        APPROVED = "approved", _("approved")
        TAKEN = "taken", _("stay taken")
        DECLINED = "declined", _("not taken")

    quota = models.ForeignKey(Quota, models.PROTECT, related_name="stays", verbose_name=_("quota"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("membership"))
    honour = models.CharField(_("honour (model worker, …)"), max_length=80, blank=True)
    model_worker = models.BooleanField(pgettext_lazy("person", "model worker"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NOMINATED)
    nominated_on = models.DateField(_("nominated on"))
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(pgettext_lazy("day", "up to"), null=True, blank=True)
    place = models.CharField(_("sanatorium"), max_length=80, blank=True)
    cost = yuan(verbose_name=_("cost"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("convalescence stay")
        verbose_name_plural = _("convalescence stays")
        ordering = ["quota", "-model_worker", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["quota", "person"],
                condition=Q(voided_at=None) & ~Q(state="declined"),
                name="mutualaid_nominated_once",
            )
        ]

    def __str__(self):
        return f"{self.person.name} · {self.quota}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return self.quota.get_absolute_url()

    @property
    def tone(self):
        """The colour of its state."""
        return {"nominated": "amber", "approved": "blue", "taken": "green"}.get(self.state, "grey")
