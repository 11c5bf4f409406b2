"""The register of resolutions (决议台账): who carries out what by when, and how far it has come."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models.imported import Imported


class Resolution(Imported):
    """A resolution that somebody has to carry out: owner, last day, progress, result."""

    class State(models.TextChoices):
        OPEN = "open", _("being carried out")
        DONE = "done", _("carried out")
        DROPPED = "dropped", _("set aside by a new resolution")

    number = models.CharField(_("number"), max_length=40, blank=True)
    name = models.CharField(_("resolution"), max_length=200)
    text = models.TextField(_("text"), max_length=5000, blank=True)
    session = models.ForeignKey(
        "congress.Session",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=pgettext_lazy("congress", "session"),
    )
    adopted_on = models.DateField(_("adopted on"))
    owner = models.CharField(_("who carries it out"), max_length=120)
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ["-adopted_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", ended_on=None) | (~Q(state="open") & Q(ended_on__isnull=False)),
                name="congress_resolution_ends_with_a_day",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=models.F("adopted_on")),
                name="congress_resolution_due_after_adoption",
            ),
        ]

    def __str__(self):
        return " ".join(filter(None, (self.number, self.name)))

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("congress:resolution_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour of its state."""
        return {"open": "amber", "done": "green"}.get(self.state, "grey")
