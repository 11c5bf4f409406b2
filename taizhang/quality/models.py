"""The tables of data quality: findings, the months of units, and who need not record."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import User, WorkRecord


class Finding(WorkRecord):
    """Something in a unit's books that does not agree or stands out: open until it is mended or explained.

    `family`, `code` and `case` say what it is about (a relation and a year; a kind and a record); `said` are the numbers and words of its
    sentence, `figures` [[code, period, number]] and `behind` [[record type, key]] what stands behind it, `digest` tells when they change.
    """

    class Family(models.TextChoices):
        RELATION = "relation", pgettext_lazy("finding", "relation broken")
        JUMP = "jump", pgettext_lazy("finding", "jump against last year")
        OUTLIER = "outlier", pgettext_lazy("finding", "outlier")
        DOUBLE = "double", pgettext_lazy("finding", "told twice")
        SILENCE = "silence", pgettext_lazy("finding", "nothing recorded")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("finding", "open")
        EXPLAINED = "explained", pgettext_lazy("finding", "explained")
        MENDED = "mended", pgettext_lazy("finding", "mended")

    family = models.CharField(_("kind of finding"), max_length=10, choices=Family)
    code = models.CharField(_("what it is about"), max_length=60, blank=True)
    case = models.CharField(_("which case of it"), max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    firm = models.BooleanField(_("surely wrong"), default=False)
    said = models.JSONField(_("numbers and words"), default=dict)
    figures = models.JSONField(_("figures behind it"), default=list)
    behind = models.JSONField(_("records behind it"), default=list)
    digest = models.CharField(max_length=32)
    opened_on = models.DateField(_("found on"))
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    closed_on = models.DateField(pgettext_lazy("quality", "settled on"), null=True, blank=True)
    note = models.CharField(_("explanation"), max_length=400, blank=True)
    noted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("explained by")
    )
    times = models.PositiveSmallIntegerField(_("times opened"), default=1)

    class Meta:
        verbose_name = pgettext_lazy("quality", "finding")
        verbose_name_plural = pgettext_lazy("quality", "findings")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "family", "code", "case"], condition=Q(voided_at=None), name="quality_finding_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None) | (~Q(state="open") & Q(closed_on__isnull=False)),
                name="quality_finding_settled_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="explained") | ~Q(note=""), name="quality_finding_explained_in_words"
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="quality_finding_unit_state")]

    def __str__(self):
        return f"{self.get_family_display()} · {self.unit.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("quality:finding_detail", args=[self.pk])

    @property
    def tone(self):
        return {self.State.OPEN: "red" if self.firm else "amber", self.State.EXPLAINED: "blue"}.get(self.state, "green")

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def in_time(self):
        """Whether it was settled by its last day."""
        return self.closed_on is not None and self.closed_on <= self.due_on


class MonthBook(WorkRecord):
    """What a unit wrote about a month: in time, late, brought in from before it used this system, or nothing."""

    class State(models.TextChoices):
        IN_TIME = "in_time", pgettext_lazy("month", "in time")
        LATE = "late", pgettext_lazy("month", "late")
        BROUGHT = "brought", pgettext_lazy("month", "brought in")
        SILENT = "silent", pgettext_lazy("month", "nothing")

    month = models.DateField(_("month"))
    state = models.CharField(_("state"), max_length=10, choices=State)
    records = models.PositiveIntegerField(_("records"), default=0)
    late = models.PositiveIntegerField(_("recorded late"), default=0)

    class Meta:
        verbose_name = _("month of a unit")
        verbose_name_plural = _("months of units")
        ordering = ["month", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], condition=Q(voided_at=None), name="quality_month_once"),
            models.CheckConstraint(condition=Q(late__lte=F("records")), name="quality_month_late_of_records"),
        ]
        indexes = [models.Index(fields=["month", "unit", "state"], name="quality_month_unit")]

    def __str__(self):
        return f"{self.unit.name} {self.month:%Y-%m}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return f"{reverse('quality:month_list')}?unit={self.unit.code}&month={self.month:%Y-%m}"


class Excuse(WorkRecord):
    """A unit need not record from a month on, because the union above says so."""

    first = models.DateField(_("from"))
    last = models.DateField(_("to"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("excuse from recording")
        verbose_name_plural = _("excuses from recording")
        ordering = ["-first", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")), name="quality_excuse_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return f"{self.unit.name} {self.first:%Y-%m}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return f"{reverse('quality:excuse_list')}?unit={self.unit.code}"
