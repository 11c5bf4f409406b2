"""Whether an employer has the congress and openness, since when, and who looked."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.congress.models.imported import Imported


class Coverage(Imported):
    """The standing of one employer in democratic management: advised, introduced, checked."""

    advised_on = models.DateField(_("advised on"), null=True, blank=True)
    congress_since = models.DateField(_("congress since"), null=True, blank=True)
    openness_since = models.DateField(_("openness since"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"))
    held_this_year = models.BooleanField(_("a session was held in the year of the check"), default=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, help_text=_("When the employer closed down."))
    # As the unit's file said when it was checked: the words by which the rate is told apart.
    staff = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    ownership = models.CharField(_("ownership"), max_length=30, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("democratic management of an employer")
        verbose_name_plural = _("democratic management of employers")
        ordering = ["unit__path", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(voided_at=None), name="congress_one_coverage_of_a_unit"
            )
        ]

    def __str__(self):
        return self.unit.name

    def title(self):
        return self.unit.name

    def get_absolute_url(self):
        return reverse("congress:coverage_detail", args=[self.pk])
