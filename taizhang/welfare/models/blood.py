"""Voluntary blood donation: the quota from above, who volunteered, who was selected, who gave."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import CountedPart
from taizhang.welfare.models.named import Named


class BloodDrive(WorkRecord):
    """One call for blood donors (义务献血). `streak` is how many years without a gap the union has had donors, this one included."""

    on = models.DateField(_("date of giving"))
    quota = models.PositiveIntegerField(pgettext_lazy("welfare", "quota"), null=True, blank=True)
    asked_by = models.CharField(_("quota set by"), max_length=80, blank=True)
    station = models.CharField(_("blood station"), max_length=80, blank=True)
    streak = models.PositiveSmallIntegerField(_("years in a row"), default=0)

    class Meta:
        verbose_name = _("blood drive")
        verbose_name_plural = _("blood drives")
        ordering = ["-on", "-id"]

    def __str__(self):
        return self.title()

    def title(self):
        return f"{self.on:%Y-%m-%d} {self._meta.verbose_name}"

    def get_absolute_url(self):
        return reverse("welfare:blooddrive_detail", args=[self.pk])


class Volunteer(Named, CountedPart):
    """Somebody who came forward: volunteered, selected after the check, donated."""

    class State(models.TextChoices):
        VOLUNTEERED = "报名", pgettext_lazy("blood", "volunteered")
        SELECTED = "选定", pgettext_lazy("blood", "selected")
        DONATED = "已献血", pgettext_lazy("blood", "donated")
        UNFIT = "未参加", pgettext_lazy("blood", "did not donate")

    whole = "drive"
    drive = models.ForeignKey(BloodDrive, models.CASCADE, related_name="volunteers", verbose_name=_("blood drive"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.VOLUNTEERED)
    millilitres = models.PositiveSmallIntegerField(_("millilitres"), null=True, blank=True)

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["drive", "person"], condition=Q(person__isnull=False), name="welfare_volunteer_once"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def tone(self):
        return {self.State.SELECTED: "blue", self.State.DONATED: "green"}.get(self.state, "grey")
