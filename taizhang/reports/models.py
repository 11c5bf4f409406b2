"""Reports, the figures that were frozen in them, and who signed them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import AppendOnly, User, WorkRecord
from taizhang.kernel.periods import Period


class Report(WorkRecord):
    """A work report (工作总结) of a union for a period. Only a draft is edited; a new version replaces a frozen or signed one."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        FROZEN = "frozen", _("Frozen")
        SIGNED = "signed", _("Signed")
        WITHDRAWN = "withdrawn", _("Replaced by a new version")

    class Hedging(models.TextChoices):
        CHOSEN = "chosen", _("As chosen figure by figure")
        EXACT = "exact", _("Every figure to the last digit")

    skeleton = models.CharField(_("kind of report"), max_length=20)
    period_code = models.CharField(_("period"), max_length=30)
    title_text = models.CharField(_("title"), max_length=200)
    body = models.JSONField(_("text"), default=dict)
    hedging = models.CharField(_("how numbers are written"), max_length=10, choices=Hedging, default=Hedging.CHOSEN)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    edition = models.PositiveIntegerField(_("how often saved"), default=1)
    as_of = models.DateTimeField(_("figures as known at"), null=True, blank=True)
    number = models.CharField(_("number of the frozen content"), max_length=40, blank=True, db_index=True)
    written_on = models.DateField(_("dated"))
    signed_on = models.DateField(_("signed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-written_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(as_of__isnull=False), name="frozen_report_knows_its_moment"
            ),
        ]

    def __str__(self):
        return self.title_text

    def title(self):
        return self.title_text

    def get_absolute_url(self):
        return reverse("reports:report_detail", args=[self.pk])

    @property
    def period(self):
        return Period.parse(self.period_code)


class FrozenFigure(AppendOnly):
    """One figure of a report as it was frozen: it keeps its value whatever the ledger learns later."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="frozen", verbose_name=_("report"))
    key = models.CharField(pgettext_lazy("in the text", "place"), max_length=12)
    chip = models.JSONField(_("what it asks"), default=dict)
    printed = models.CharField(_("printed"), max_length=60)
    number = models.DecimalField(_("value"), max_digits=28, decimal_places=6, null=True)
    numerator = models.DecimalField(_("numerator"), max_digits=28, decimal_places=6, null=True)
    denominator = models.DecimalField(_("denominator"), max_digits=28, decimal_places=6, null=True)
    words = models.TextField(_("definition in words"))
    words_hash = models.CharField(_("hash of the definition"), max_length=12)
    versions = models.JSONField(
        _("versions of the definitions"), default=dict
    )  # {code of a figure that it asks: version}
    as_of = models.DateTimeField(_("as known at"))

    class Meta:
        verbose_name = _("frozen figure")
        verbose_name_plural = _("frozen figures")
        ordering = ["report", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="figure_frozen_once")]

    def __str__(self):
        return f"{self.key} {self.printed}"


class Signature(AppendOnly):
    """The chair's signature under a frozen report: who, when, under which content."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="signature", verbose_name=_("report"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    number = models.CharField(_("number of the content signed"), max_length=40)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = pgettext_lazy("report", "signatures")

    def __str__(self):
        return f"{self.by} {self.number}"
