"""Quizzes: the bank of questions, papers drawn from it, who must sit them, and each attempt."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel.models import Unit, WorkRecord
from taizhang.kernel.parts import Part
from taizhang.members.models import Person


class Item(WorkRecord):
    """A question of the bank. `key`: places of the right options, or the spellings that are right for a blank."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("single choice")
        MULTIPLE = "multiple", _("multiple choice")
        TRUTH = "truth", _("true or false")
        BLANK = "blank", _("fill in")

    topic = models.CharField(pgettext_lazy("quiz", "topic"), max_length=60)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.SINGLE)
    text = models.CharField(_("question of a survey"), max_length=500)
    options = models.JSONField(_("options"), default=list, blank=True)
    key = models.JSONField(_("right answer"), default=list)
    explanation = models.CharField(_("explanation"), max_length=500, blank=True)
    retired_on = models.DateField(_("no longer used since"), null=True, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("question of the bank")
        verbose_name_plural = _("question bank")
        ordering = ["topic", "id"]
        indexes = [models.Index(fields=["unit", "topic"], name="surveys_bank")]

    def __str__(self):
        return self.text

    def title(self):
        return self.text[:60]

    def get_absolute_url(self):
        return reverse("surveys:item_change", args=[self.pk])

    @property
    def key_words(self):
        """The right answer as people write it: B, AC, 对, a word."""
        if self.kind == self.Kind.TRUTH:
            return "对" if self.key == [0] else "错"
        if self.kind == self.Kind.BLANK:
            return " / ".join(self.key)
        return "".join(chr(65 + place) for place in self.key)


class Paper(WorkRecord):
    """A test: which questions, how long, how often, from when to when, and what passes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ISSUED = "issued", _("issued")
        CLOSED = "closed", _("closed and counted")

    class Draw(models.TextChoices):
        FIXED = "fixed", _("the same questions for everybody")
        RANDOM = "random", _("drawn for each attempt, by topic")

    name = models.CharField(_("name"), max_length=100)
    lead = models.TextField(_("words to whoever takes the test"), blank=True)
    draw = models.CharField(_("questions of surveys"), max_length=8, choices=Draw, default=Draw.FIXED)
    wanted = models.JSONField(_("how many of each topic"), default=dict, blank=True)
    seed = models.CharField(_("seed"), max_length=40, blank=True)
    minutes = models.PositiveSmallIntegerField(pgettext_lazy("time limit", "minutes"), null=True, blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(_("attempts"), default=1)
    pass_percent = models.PositiveSmallIntegerField(_("passes with, %"), default=60)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("test paper")
        verbose_name_plural = _("test papers")
        ordering = ["-opens_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="surveys_test_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100), name="surveys_pass_mark_is_a_share"
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("surveys:paper_detail", args=[self.pk])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_closed(self):
        return self.state == self.State.CLOSED

    def is_open_at(self, at):
        """Whether an attempt may begin at a moment."""
        return self.state == self.State.ISSUED and self.opens_at <= at < self.closes_at

    def stage(self, at):
        """(words, tone) of where it stands at a moment."""
        if self.state != self.State.ISSUED:
            return self.get_state_display(), "grey" if self.is_draft else "blue"
        if at < self.opens_at:
            return _("opens later"), "amber"
        return (_("taking answers"), "green") if at < self.closes_at else (_("time is over"), "amber")


class PaperItem(Part):
    """A question as it stood when the paper was issued: a later change of the bank changes no result."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="items", verbose_name=_("test paper"))
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name=_("question of the bank"))
    number = models.PositiveSmallIntegerField(_("place"))
    topic = models.CharField(pgettext_lazy("quiz", "topic"), max_length=60)
    kind = models.CharField(_("kind"), max_length=8, choices=Item.Kind)
    text = models.CharField(_("question of a survey"), max_length=500)
    options = models.JSONField(_("options"), default=list)
    key = models.JSONField(_("right answer"), default=list)
    explanation = models.CharField(_("explanation"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("question of a paper")
        verbose_name_plural = _("questions of papers")
        ordering = ["paper", "number", "id"]

    def __str__(self):
        return self.text


class Entrant(models.Model):
    """Somebody who is required to take the test, with the best result."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="entrants", verbose_name=_("test paper"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("union"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    best_percent = models.DecimalField(_("best result, %"), max_digits=5, decimal_places=1, null=True)
    passed_on = models.DateField(_("passed on"), null=True)
    certificate = models.CharField(_("certificate no."), max_length=40, blank=True)

    class Meta:
        verbose_name = _("entrant")
        verbose_name_plural = _("entrants")
        ordering = ["paper", "unit__path", "person__name", "id"]
        constraints = [models.UniqueConstraint(fields=["paper", "person"], name="surveys_everybody_sits_once")]

    def __str__(self):
        return self.person.name


class Attempt(models.Model):
    """One sitting: what was drawn, until when, what was answered. The token makes a second press the same attempt."""

    entrant = models.ForeignKey(Entrant, models.CASCADE, related_name="attempts", verbose_name=_("entrant"))
    number = models.PositiveSmallIntegerField(_("number"))
    token = models.CharField(_("token"), max_length=32, unique=True)
    drawn = models.JSONField(_("questions drawn"), default=list)  # keys of PaperItem, in order
    started_at = models.DateTimeField(_("started at"))
    due_at = models.DateTimeField(_("to be sent by"))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    answers = models.JSONField(_("answers given"), default=dict)
    right = models.PositiveSmallIntegerField(_("right answers"), null=True)
    percent = models.DecimalField(_("result, %"), max_digits=5, decimal_places=1, null=True)
    late = models.BooleanField(_("too late"), default=False)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["entrant", "number"]
        constraints = [models.UniqueConstraint(fields=["entrant", "number"], name="surveys_one_attempt_of_a_number")]

    def __str__(self):
        return f"{self.entrant_id}.{self.number}"
