"""Letters of responsibility signed at a congress: parties, targets, result."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models.imported import Imported
from taizhang.kernel.models import Unit
from taizhang.kernel.parts import Part


class Letter(Imported):
    """A letter of responsibility: drafted, signed by both sides, tracked, settled target by target."""

    class Kind(models.TextChoices):
        PRODUCTION = "production", _("production")
        SAFETY = "safety", _("safety")
        OPENNESS = "openness", _("democratic management")
        OTHER = "other", _("other")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("congress", "drafted")
        SIGNED = "signed", _("signed")
        SETTLED = "settled", pgettext_lazy("congress", "settled")

    name = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    session = models.ForeignKey(
        "congress.Session",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=pgettext_lazy("congress", "session"),
    )
    giver = models.CharField(_("party A"), max_length=80)
    taker = models.CharField(_("party B"), max_length=80)
    taker_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit of party B")
    )
    drafted_on = models.DateField(_("drafted on"))
    signed_on = models.DateField(pgettext_lazy("congress", "signed on"), null=True, blank=True)
    settle_by = models.DateField(_("to be settled by"))
    settled_on = models.DateField(pgettext_lazy("congress", "settled on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)

    class Meta:
        verbose_name = _("letter of responsibility")
        verbose_name_plural = _("letters of responsibility")
        ordering = ["-drafted_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(signed_on__isnull=False), name="congress_letter_signed_with_a_day"
            )
        ]

    def __str__(self):
        return f"{self.name} · {self.taker}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("congress:letter_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour of its state."""
        return {"signed": "blue", "settled": "green"}.get(self.state, "amber")


class Target(Part):
    """One target of a letter, and whether it was met."""

    letter = models.ForeignKey(
        Letter, models.PROTECT, related_name="targets", verbose_name=_("letter of responsibility")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.CharField(_("target"), max_length=200)
    actual = models.CharField(_("reached"), max_length=200, blank=True)
    met = models.BooleanField(_("met"), null=True, blank=True)

    class Meta:
        verbose_name = _("target of a letter")
        verbose_name_plural = _("targets of letters")
        ordering = ["letter", "number"]

    def __str__(self):
        return self.words
