"""The calendar of second-level congresses: planned window, held, filed."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models.imported import Imported
from taizhang.kernel.models import Unit


class LowerCongress(Imported):
    """The congress that a union below holds within the window that the union above has set, and files there."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", pgettext_lazy("congress", "held")
        FILED = "filed", pgettext_lazy("congress", "filed")
        EXCUSED = "excused", _("excused")

    upper = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("calendar of"))
    year = models.PositiveSmallIntegerField(_("year"))
    name = models.CharField(_("name"), max_length=80)
    opens_on = models.DateField(_("window from"))
    closes_on = models.DateField(_("window up to"))
    pass_down = models.CharField(_("to be passed down"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PLANNED)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    entitled = models.PositiveIntegerField(_("entitled"), null=True, blank=True)
    present = models.PositiveIntegerField(_("present"), null=True, blank=True)
    agenda = models.CharField(_("agenda"), max_length=1000, blank=True)
    filed_on = models.DateField(pgettext_lazy("congress", "filed on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("second-level congress")
        verbose_name_plural = _("second-level congresses")
        ordering = ["-year", "unit__path", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "upper", "year", "name"],
                condition=Q(voided_at=None),
                name="congress_one_second_level_congress_of_a_name",
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="congress_window_closes_later"),
            models.CheckConstraint(
                condition=~Q(state__in=("held", "filed")) | Q(held_on__isnull=False), name="congress_held_with_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.unit.name} {self.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("congress:lower_detail", args=[self.pk])

    @property
    def in_window(self):
        """Whether it was held within the window."""
        return self.held_on is not None and self.opens_on <= self.held_on <= self.closes_on

    @property
    def tone(self):
        """The colour of its state."""
        return {"held": "blue", "filed": "green", "planned": "amber"}.get(self.state, "grey")
