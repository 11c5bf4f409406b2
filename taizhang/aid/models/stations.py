"""Aid centres and liaison stations (帮扶中心、联络站): where people in need are received."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import WorkRecord


class Station(WorkRecord):
    """A centre or a liaison station of a union: set up on a day, with a plaque, people and rules; perhaps linked with the government's."""

    class Kind(models.TextChoices):
        CENTRE = "帮扶中心", _("aid centre")
        STATION = "帮扶站", _("aid station")
        LIAISON = "联络站", _("liaison station")

    name = models.CharField(_("station"), max_length=80)
    kind = models.CharField(_("kind of station"), max_length=10, choices=Kind, default=Kind.STATION)
    opened_on = models.DateField(_("set up on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    staff = models.PositiveSmallIntegerField(_("staff"), default=1)
    address = models.CharField(_("address"), max_length=120, blank=True)
    phone = models.CharField(_("telephone of the station"), max_length=40, blank=True)
    has_plaque = models.BooleanField(_("has a plaque"), default=False)
    has_rules = models.BooleanField(_("has rules on the wall"), default=False)
    linked_with = models.CharField(_("linked with"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("aid station")
        verbose_name_plural = _("aid stations")
        ordering = ["unit__path", "opened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
                name="aid_station_closed_after_set_up",
            )
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("aid:station_list")

    @property
    def is_standard(self):
        """Standardised: plaque, people and rules (标准化)."""
        return self.has_plaque and self.has_rules and self.staff > 0
