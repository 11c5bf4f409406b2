"""Surveys: what is asked, whom, from when to when, and whether answers carry a name."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part


class Survey(WorkRecord):
    """A questionnaire on its way: drafted, issued, open by the clock, closed and counted."""

    class Purpose(models.TextChoices):
        OPINION = "opinion", _("survey of opinions")
        SATISFACTION = "satisfaction", _("measure of satisfaction")
        REVIEW = "review", _("sheet of a review")
        APPRAISAL = "appraisal", _("sheet of an appraisal")

    class Way(models.TextChoices):
        ANONYMOUS = "anonymous", _("without names")
        NAMED = "named", _("with names")

    class Audience(models.TextChoices):
        MEMBERS = "members", _("all members of the union and below")
        LISTED = "listed", _("those on a list")
        LINK = "link", _("anybody who has the link")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ISSUED = "issued", _("issued")
        CLOSED = "closed", _("closed and counted")

    SHEETS = (Purpose.REVIEW, Purpose.APPRAISAL)  # counted by the record that they belong to

    name = models.CharField(_("name"), max_length=100)
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose, default=Purpose.OPINION)
    lead = models.TextField(_("words to whoever answers"), blank=True)
    way = models.CharField(_("with or without names"), max_length=10, choices=Way, default=Way.ANONYMOUS)
    audience = models.CharField(_("who is asked"), max_length=10, choices=Audience, default=Audience.MEMBERS)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    required_percent = models.PositiveSmallIntegerField(_("required participation, %"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    key = models.CharField(_("key of the open link"), max_length=24, blank=True, editable=False)
    earlier = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later", verbose_name=_("earlier round")
    )
    # Counted once, when it closes; until then the register and the box are asked.
    issued = models.PositiveIntegerField(_("persons asked"), default=0)
    returned = models.PositiveIntegerField(_("sheets returned"), default=0)
    returned_on_paper = models.PositiveIntegerField(_("of them on paper"), default=0)
    units = models.PositiveIntegerField(_("unions surveyed"), default=0)

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["-opens_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="surveys_closes_after_it_opens"),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="surveys_one_survey_of_a_key"),
            models.CheckConstraint(
                condition=~Q(way="named", audience="link"), name="surveys_an_open_link_knows_no_names"
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("surveys:survey_detail", args=[self.pk])

    @property
    def is_anonymous(self):
        return self.way == self.Way.ANONYMOUS

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_closed(self):
        return self.state == self.State.CLOSED

    @property
    def has_register(self):
        """Whether it is known who may answer; behind an open link nobody is known."""
        return self.audience != self.Audience.LINK

    def is_open_at(self, at):
        """Whether it takes answers at a moment."""
        return self.state == self.State.ISSUED and self.opens_at <= at < self.closes_at

    def stage(self, at):
        """(words, tone) of where it stands at a moment: the clock opens and closes it, not a person."""
        if self.state != self.State.ISSUED:
            return self.get_state_display(), "grey" if self.is_draft else "blue"
        if at < self.opens_at:
            return _("opens later"), "amber"
        return (_("taking answers"), "green") if at < self.closes_at else (_("time is over"), "amber")


class Question(Part):
    """One question of a survey. `code` names it in answers, exports and later rounds; `number` is only its place."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("one of several")
        MULTIPLE = "multiple", _("several of several")
        SCALE = "scale", _("scale from 1 to 5")
        SATISFACTION = "satisfaction", _("satisfied or not")
        NUMBER = "number", _("number")
        TEXT = "text", _("free text")
        MATRIX = "matrix", _("table: one choice a row")

    CHOOSING = (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.SATISFACTION)

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions", verbose_name=_("survey"))
    code = models.CharField(_("code"), max_length=8)
    number = models.PositiveSmallIntegerField(_("place"))
    section = models.CharField(_("heading of a new section"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.SINGLE)
    text = models.CharField(_("question of a survey"), max_length=300)
    help = models.CharField(_("help"), max_length=300, blank=True)
    options = models.JSONField(_("options"), default=list, blank=True)
    rows = models.JSONField(_("rows"), default=list, blank=True)
    most = models.PositiveSmallIntegerField(_("at most so many choices"), null=True, blank=True)
    required = models.BooleanField(_("must be answered"), default=True)
    shown_if = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("shown only after question")
    )
    shown_values = models.JSONField(_("shown if the answer is one of"), default=list, blank=True)

    class Meta:
        verbose_name = _("question of a survey")
        verbose_name_plural = _("questions of surveys")
        ordering = ["survey", "number", "id"]
        constraints = [models.UniqueConstraint(fields=["survey", "code"], name="surveys_one_question_of_a_code")]

    def __str__(self):
        return f"{self.number}. {self.text}"

    @property
    def choices(self):
        """[(value, label)] of what can be chosen: places in the list of options, from 0; a scale has its marks."""
        if self.kind == self.Kind.SCALE:
            low, high = ([*self.options, "", ""])[:2]
            ends = {1: low, 5: high}
            return [(mark, f"{mark} {ends.get(mark, '')}".strip()) for mark in range(1, 6)]
        return list(enumerate(self.options))

    @property
    def chosen_by(self):
        """Whether its answers are choices that can be counted and branched on."""
        return self.kind in self.CHOOSING

    @property
    def condition_words(self):
        """The labels that open this question."""
        labels = dict(self.shown_if.choices) if self.shown_if else {}
        return [labels[value] for value in self.shown_values if value in labels]
