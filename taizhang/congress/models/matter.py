"""Matters that law or charter reserve for the congress: what a union lays down for itself beside the shipped list."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.congress.models.session import AgendaItem
from taizhang.kernel.models import WorkRecord


class Matter(WorkRecord):
    """A class of matters as a union (and everything below it) treats it from a day on; it takes the place of the shipped class of that code."""

    class Needs(models.TextChoices):
        VOTE = "vote", _("adopted by a vote")
        HEARING = "hearing", _("heard, with opinions answered")
        NOTHING = "nothing", _("not reserved")

    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("class of matters"), max_length=60)
    power = models.CharField(
        _("power of the congress"), max_length=10, choices=AgendaItem.Power, default=AgendaItem.Power.PASS
    )
    needs = models.CharField(_("before it takes effect"), max_length=8, choices=Needs, default=Needs.VOTE)
    passing = models.CharField(
        _("rule of passing"),
        max_length=60,
        blank=True,
        help_text=_("Key of the rulebook; empty: the congress's own rule."),
    )
    assembly = models.BooleanField(_("the assembly of all staff may decide too"), default=True)
    secret = models.BooleanField(_("by secret ballot"), default=False)
    source = models.CharField(_("according to"), max_length=120)
    article = models.CharField(_("article"), max_length=40, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("class of matters")
        verbose_name_plural = _("classes of matters")
        ordering = ["unit__path", "code", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"],
                condition=Q(until=None, voided_at=None),
                name="congress_one_standing_matter_of_a_code",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="congress_matter_ends_later"
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("congress:matter_list")
