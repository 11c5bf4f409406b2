"""Who discloses and who supervises: groups, their pairs, and who sits in them (OP-01)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import CountedPart
from taizhang.members.models import Person


class Body(WorkRecord):
    """A group of the openness organisation: it discloses, supervises another one, or gathers the liaison officers."""

    class Kind(models.TextChoices):
        LEADING = "leading", _("leading group")
        OFFICE = "office", _("openness office")
        SPECIAL = "special", _("special disclosure group")
        SUPERVISION = "supervision", _("supervision group")
        LIAISON = "liaison", _("liaison officers")

    DISCLOSING = (Kind.LEADING, Kind.OFFICE, Kind.SPECIAL)

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.SPECIAL)
    name = models.CharField(pgettext_lazy("openness", "name"), max_length=80)
    subject = models.CharField(_("subject area"), max_length=80, blank=True)
    duties = models.TextField(_("duties"), max_length=1000, blank=True)
    supervises = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supervisors", verbose_name=_("supervises")
    )
    since = models.DateField(_("set up on"))
    until = models.DateField(_("dissolved on"), null=True, blank=True)

    class Meta:
        verbose_name = _("openness group")
        verbose_name_plural = _("openness groups")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["supervises"],
                condition=models.Q(until=None, voided_at=None),
                name="openness_one_supervision_of_a_group",
                violation_error_message=_("This group has its supervision group already."),
            ),
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=models.Q(until=None, voided_at=None),
                name="openness_one_group_of_a_name",
                violation_error_message=_("There is a group of this name already."),
            ),
            models.CheckConstraint(
                condition=models.Q(supervises=None) | models.Q(kind="supervision"),
                name="openness_only_supervision_groups_supervise",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="openness_group_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("openness:body_detail", args=[self.pk])

    @property
    def discloses(self):
        """Whether items may be entrusted to it."""
        return self.kind in self.DISCLOSING


class Seat(CountedPart):
    """Somebody who sits in a group for a time (half open)."""

    whole = "body"

    class Duty(models.TextChoices):
        HEAD = "head", _("head")
        DEPUTY = "deputy", _("deputy head")
        MEMBER = "member", pgettext_lazy("seat", "member")
        OFFICER = "officer", _("liaison officer")

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name=_("group"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    name = models.CharField(_("name"), max_length=60)
    duty = models.CharField(_("place in the group"), max_length=10, choices=Duty, default=Duty.MEMBER)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("seat in a group")
        verbose_name_plural = _("seats in groups")
        ordering = ["id"]

    def __str__(self):
        return f"{self.name} ({self.get_duty_display()})"

    @property
    def key(self):
        """Who it is, as far as it is known: the register's key, or the name."""
        return f"person:{self.person_id}" if self.person_id else ""

    def sits_on(self, day):
        """Whether the seat is held on a day."""
        return self.since <= day and (self.until is None or day < self.until)
