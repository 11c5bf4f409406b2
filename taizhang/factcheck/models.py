"""Checks of reports, what a union's phrases were confirmed to mean, and figures accepted from a report."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.counts import COUNTS
from taizhang.kernel.models import Unit, WorkRecord
from taizhang.kernel.periods import Period
from taizhang.kernel.sealing import SealedField

from .standings import label_of


class Check(WorkRecord):
    """A report that was handed in to be checked: the file, the text as read, every figure in it with its verdict."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being read")
        READ = "read", _("checked")
        FAILED = "failed", _("could not be read")

    name = models.CharField(_("title"), max_length=200)
    period_code = models.CharField(_("period"), max_length=30, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    last_year_name = models.CharField(_("last year's report"), max_length=200, blank=True)
    last_year_digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    problem = models.TextField(_("what went wrong"), blank=True, default="")
    # Reports name people in need, so text and figures are sealed like the file itself: {"text": …, "result": …}.
    content = SealedField(_("text and figures"), blank=True, default="")
    counts = models.JSONField(_("counts by verdict"), default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    job_id = models.BigIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(_("handed in at"))
    read_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    voided_why = models.CharField(_("reason for discarding"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("check of a report")
        verbose_name_plural = _("checks of reports")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["unit", "-made_at"], name="factcheck_check_unit")]

    def __str__(self):
        return self.name

    def title(self):
        """The report's title."""
        return self.name

    def get_absolute_url(self):
        return reverse("factcheck:check_detail", args=[self.pk])

    @property
    def period(self):
        """The period that the figures are compared for; None for a check of the text alone."""
        return Period.parse(self.period_code) if self.period_code else None

    def keep(self, text, result):
        """Put text and figures away, sealed."""
        self.content = json.dumps({"text": text, "result": result}, ensure_ascii=False, separators=(",", ":"))

    def opened(self):
        """(text, result): the text as read and the figures found in it, in the form that `taizhang check --json` prints."""
        said = self.content.reveal() if self.content else ""
        kept = json.loads(said) if said else {"text": "", "result": {}}
        return kept["text"], {"document": {}, "claims": [], "relations": [], "damage": [], **kept["result"]}


class LearnedLink(models.Model):
    """What a phrase means at one union: an officer confirmed which figure of the ledger it tells."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    signature = models.CharField(_("phrase"), max_length=200)
    code = models.CharField(_("figure"), max_length=80)
    where = models.CharField(_("filter"), max_length=200, blank=True)
    nature = models.CharField(_("stock or flow"), max_length=5, blank=True)
    quote = models.CharField(_("for example"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("confirmed at"))

    class Meta:
        verbose_name = _("meaning of a phrase")
        verbose_name_plural = _("meanings of phrases")
        ordering = ["signature"]
        constraints = [models.UniqueConstraint(fields=["unit", "signature"], name="factcheck_phrase_means_one_thing")]

    def __str__(self):
        return f"{self.signature} → {self.code}"


class Acceptance(WorkRecord):
    """A figure taken into the ledger because a report says so, without a record behind it. The doubt is kept with it."""

    check_of = models.ForeignKey(Check, models.PROTECT, related_name="acceptances", verbose_name=_("report"))
    claim = models.CharField(_("place in the report"), max_length=20)
    quote = models.CharField(_("what the report says"), max_length=300)
    subject = models.CharField(_("subject"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10)
    count = models.CharField(_("counted"), max_length=20, choices=[(name, label) for name, label, *_rest in COUNTS])
    reading = models.BooleanField(_("reading at a date, not to be added up over time"), default=False)
    matter = models.CharField(_("matter"), max_length=200)
    on = models.DateField(_("date"))
    stated = models.DecimalField(_("the report's number"), max_digits=20, decimal_places=3)
    known = models.DecimalField(_("the ledger's number at that time"), max_digits=20, decimal_places=3)
    value = models.DecimalField(_("taken into the ledger"), max_digits=20, decimal_places=3)
    hedge = models.CharField(_("hedge"), max_length=10, blank=True)
    verdict = models.CharField(_("verdict at that time"), max_length=20)
    doubt = models.TextField(_("explanation"), blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    voided_why = models.CharField(_("reason for withdrawing"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("figure accepted from a report")
        verbose_name_plural = _("figures accepted from reports")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_of", "claim"], condition=Q(voided_at=None), name="factcheck_claim_accepted_once"
            ),
            models.CheckConstraint(
                condition=Q(value__gt=0),
                name="factcheck_accepts_something",
                violation_error_message=_("There is nothing to take over: the ledger has it already."),
            ),
        ]

    def __str__(self):
        return self.title()

    def title(self):
        """What it is, with the mark that goes wherever it is listed."""
        return gettext("[from a report, no record] %(subject)s: “%(quote)s” (%(verdict)s)") % {
            "subject": self.subject,
            "quote": self.quote,
            "verdict": label_of(self.verdict),
        }

    def get_absolute_url(self):
        return reverse("factcheck:acceptance_detail", args=[self.pk])
