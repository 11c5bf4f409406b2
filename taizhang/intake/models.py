"""The table of imports: which file, by whom, for which unit, how it was read, and what came of it."""

import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit, within
from taizhang.kernel.sealing import SealedField

from .importers import ENTERING


class BatchQuerySet(models.QuerySet):
    """Imports are seen by those who see the unit; one for no unit by administrators and by who made it."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        own = Q(by=user) if user.pk else Q()
        seen = within(user.paths(), "unit__path") | own if user.pk else Q()
        if getattr(user, "is_administrator", False):
            seen |= Q(importer="units") | Q(unit=None)
        return self.filter(seen)


class Batch(models.Model):
    """One import of a workbook, from the file to the result and, if need be, its undoing. Rows of it are never deleted."""

    class State(models.TextChoices):
        LOOKED_AT = "looked_at", _("looked at, nothing written")
        QUEUED = "queued", _("waiting to be imported")
        RUNNING = "running", _("being imported")
        IMPORTED = "imported", _("imported")
        FAILED = "failed", _("failed, nothing written")
        UNDONE = "undone", _("undone")

    importer = models.CharField(_("what it brings"), max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    file_name = models.CharField(_("file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    digest = models.CharField(max_length=64, db_index=True)
    plan = models.JSONField(_("columns set by hand"), default=dict, blank=True)
    options = models.JSONField(_("options"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.LOOKED_AT)
    sheets = models.JSONField(_("what was recognised"), default=list, blank=True)
    counts = models.JSONField(_("counts by state"), default=dict, blank=True)
    per_unit = models.JSONField(_("counts by unit"), default=dict, blank=True)
    # Remarks quote identity numbers, so they are sealed like the numbers themselves.
    findings = SealedField(_("remarks"), blank=True, default="")
    findings_count = models.PositiveIntegerField(default=0)
    result = models.JSONField(_("result"), default=dict, blank=True)
    problem = models.TextField(_("what went wrong"), blank=True, default="")
    job_id = models.BigIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(_("made at"))
    imported_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=("importer", "-made_at"), name="intake_batch_importer"),)

    def __str__(self):
        return f"{self.file_name} ({self.pk})"

    def get_absolute_url(self):
        return reverse("intake:batch_detail", args=[self.pk])

    def title(self):
        """The import in words."""
        return self.file_name

    @property
    def rows(self):
        """How many rows of data the workbook has."""
        return sum(self.counts.values())

    @property
    def entering(self):
        """How many rows would enter, or have entered."""
        return sum(self.counts.get(state, 0) for state in ENTERING)

    @property
    def label(self):
        """What it brings, in words."""
        declared = registry.importers.get(self.importer)
        return declared.label if declared else self.importer

    @property
    def tone(self):
        """The colour of its state."""
        return {"imported": "green", "failed": "red", "queued": "blue", "running": "blue"}.get(self.state, "grey")

    @property
    def is_settled(self):
        """Whether nothing is going on with it."""
        return self.state not in (self.State.QUEUED, self.State.RUNNING)

    def keep_findings(self, packed, number):
        """Keep the first remarks, sealed, and how many there are."""
        self.findings_count = number
        self.findings = json.dumps(packed, ensure_ascii=False, separators=(",", ":")) if packed else ""

    def open_findings(self):
        """The remarks as they were packed."""
        text = self.findings.reveal() if self.findings else ""
        return json.loads(text) if text else []
