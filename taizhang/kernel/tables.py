"""The tables of the kernel's services: rules of regulation, evidence files, jobs.

They stand apart from `models.py` because nothing here belongs to a unit's work: a rule is law, an evidence file is
paper, a job is a task of the machine. `models.py` imports them, so that Django sees them as tables of the kernel.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.Model):
    """One figure of regulation: for a place, from a day, with its source. Two rows of one key are never merged: law
    changes, history stays.
    """

    class Operator(models.TextChoices):
        NONE = "", ""
        AT_LEAST = ">=", "≥"
        MORE = ">", ">"
        AT_MOST = "<=", "≤"
        LESS = "<", "<"

    class Base(models.TextChoices):
        NONE = "", ""
        ALL = "all", _("all who are entitled")
        PRESENT = "present", _("those present")
        CAST = "cast", _("ballots cast")

    class Mark(models.TextChoices):
        LAW = "L", _("the text of the law was read")
        PAGE = "P", _("a published page says so")
        KNOWLEDGE = "K", _("common practice, to be confirmed")
        FEDERATION = "F", _("set by the federation itself")

    key = models.CharField(_("rule"), max_length=80)
    label = models.JSONField(_("label"), default=dict)
    unit = models.ForeignKey(
        "kernel.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("set for unit")
    )
    place = models.CharField(
        _("place"), max_length=40, blank=True, default="", help_text=_("division; empty: the whole country")
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    value = models.JSONField(_("value"), null=True)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    operator = models.CharField(max_length=2, choices=Operator.choices, blank=True, default="")
    base = models.CharField(max_length=8, choices=Base.choices, blank=True, default="")
    unit_words = models.CharField(_("unit of measure"), max_length=30, blank=True, default="")
    source = models.CharField(_("source"), max_length=200, blank=True, default="")
    article = models.CharField(_("article"), max_length=60, blank=True, default="")
    mark = models.CharField(_("evidence"), max_length=1, choices=Mark.choices, default=Mark.KNOWLEDGE)

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        ordering = ("key", "place", "valid_from")
        indexes = (models.Index(fields=("key",), name="rule_key"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_until__gt=models.F("valid_from")),
                name="rule_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(denominator__isnull=True, numerator__isnull=True)
                | models.Q(denominator__gt=0, numerator__isnull=False),
                name="rule_fraction_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) | models.Q(place=""), name="rule_of_unit_or_of_place"
            ),
        )

    def __str__(self):
        return f"{self.key} ({self.unit_id or self.place or '全国'})"


class Evidence(models.Model):
    """A file that proves a record (照片, 签到表, 发票): kept once by its hash, never changed. Withdrawing it is a second row,
    not a deletion.
    """

    record_type = models.CharField(max_length=60)
    record_id = models.PositiveBigIntegerField()
    kind = models.CharField(_("kind"), max_length=40)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=90)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdraws = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawal")
    why = models.CharField(_("reason"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("evidence file")
        verbose_name_plural = _("evidence files")
        ordering = ("pk",)
        indexes = (models.Index(fields=("record_type", "record_id"), name="evidence_record"),)

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Evidence is written once."""
        if self.pk is not None:
            raise TypeError("An evidence row is never changed: withdraw it and attach another.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Evidence stays."""
        raise TypeError("An evidence row is never deleted: withdraw it.")


class Job(models.Model):
    """A task of the machine as the desk shows it: who asked for it, where it stands, what came of it. The queue's own
    row only carries it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    code = models.CharField(max_length=80)
    about = models.JSONField(default=dict, help_text=_("identifiers only, never contents"))
    once = models.CharField(
        max_length=120, unique=True, null=True, blank=True, help_text=_("a job with this mark is made only once")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("kernel.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)
    problem = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=("state", "asked_at"), name="job_state"),)

    def __str__(self):
        return f"{self.code} {self.pk}"


class Link(models.Model):
    """A one-time link that has been used: its number, so that it opens nothing a second time."""

    number = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField()

    class Meta:
        verbose_name = _("used link")
        verbose_name_plural = _("used links")

    def __str__(self):
        return self.number


class RollMark(models.Model):
    """How far the roll-ups go: every line of the ledger up to this key is in them, none behind it. One row."""

    mark = models.BigIntegerField(_("folded up to the line"), default=0)
    declared = models.CharField(
        max_length=32, default="", help_text=_("what they were made for; an upgrade may ask more")
    )

    class Meta:
        verbose_name = _("mark of the roll-ups")
        verbose_name_plural = _("marks of the roll-ups")

    def __str__(self):
        return str(self.mark)


class RollPlace(models.Model):
    """A path of the tree that has roll-ups: how many lines lie below it, and whether the places directly below have them too."""

    path = models.CharField(_("path"), max_length=255, primary_key=True)
    lines = models.BigIntegerField(_("lines"))
    spread = models.BooleanField(_("the places directly below have roll-ups"), default=False)

    class Meta:
        verbose_name = _("place with roll-ups")
        verbose_name_plural = _("places with roll-ups")

    def __str__(self):
        return self.path


class RollSeries(models.Model):
    """What a roll-up adds up: a measure, its kind (* = all kinds), and the declared filter that the lines pass."""

    measure = models.CharField(_("measure"), max_length=60)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    slice = models.CharField(_("filter"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("series of roll-ups")
        verbose_name_plural = _("series of roll-ups")
        constraints = (models.UniqueConstraint(fields=("measure", "kind", "slice"), name="roll_series_once"),)

    def __str__(self):
        return f"{self.measure} {self.kind} {self.slice}"


class RollSum(models.Model):
    """The sum of a series at a place in a year (2008) or a month (200805), in the measure's smallest unit."""

    pk = models.CompositePrimaryKey("place", "series", "span")
    place = models.CharField(_("path"), max_length=255)
    series = models.ForeignKey(RollSeries, models.CASCADE, db_index=False, related_name="+", verbose_name=_("series"))
    span = models.IntegerField(_("year or month"))
    total = models.BigIntegerField(_("sum"))
    unnamed = models.BigIntegerField(_("sum of the lines without a subject"))
    # Lines that stand: what was taken back counts one less, so it is nothing together with its taking back.
    lines = models.BigIntegerField(_("lines"), default=0)
    unnamed_lines = models.BigIntegerField(_("lines without a subject"), default=0)

    class Meta:
        verbose_name = _("roll-up")
        verbose_name_plural = _("roll-ups")

    def __str__(self):
        return f"{self.place} {self.span}: {self.total}"


class RollPeople(models.Model):
    """How many subjects of a series count at a place in a span; for a balance, by how many their number changed in it."""

    pk = models.CompositePrimaryKey("place", "series", "span")
    place = models.CharField(_("path"), max_length=255)
    series = models.ForeignKey(RollSeries, models.CASCADE, db_index=False, related_name="+", verbose_name=_("series"))
    span = models.IntegerField(_("span of months"))
    people = models.BigIntegerField(_("subjects"))

    class Meta:
        verbose_name = _("roll-up of people")
        verbose_name_plural = _("roll-ups of people")

    def __str__(self):
        return f"{self.place} {self.span}: {self.people}"
