"""Schemes and major decisions before the congress: drafts, opinions by group, votes, the version in force."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models.imported import Imported
from taizhang.kernel.parts import Part


class Scheme(Imported):
    """A scheme or a major decision on its way: drafted, sent round, adopted in principle, adopted, in force, replaced."""

    class Form(models.TextChoices):
        RULES = "rules", _("scheme or rules")
        DECISION = "decision", _("major decision")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("congress", "draft")
        CIRCULATED = "circulated", _("sent round for opinions")
        IN_PRINCIPLE = "principle", _("adopted in principle")
        ADOPTED = "adopted", _("adopted")
        REJECTED = "rejected", _("not adopted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    form = models.CharField(_("form"), max_length=8, choices=Form, default=Form.RULES)
    number = models.CharField(_("number"), max_length=40, blank=True)
    name = models.CharField(_("title"), max_length=200)
    matter = models.CharField(_("class of matters"), max_length=40)
    matter_name = models.CharField(_("class of matters in words"), max_length=60)
    reserved = models.BooleanField(_("reserved for the congress"), default=False)
    proposer = models.CharField(_("proposed by"), max_length=120)
    session = models.ForeignKey(
        "congress.Session",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="schemes",
        verbose_name=pgettext_lazy("congress", "session"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    drafted_on = models.DateField(_("drafted on"))
    circulated_on = models.DateField(_("sent round on"), null=True, blank=True)
    opinions_until = models.DateField(_("opinions up to"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    ended_on = models.DateField(_("in force until"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    bypassed_on = models.DateField(_("put into effect without the vote on"), null=True, blank=True)
    bypass_words = models.CharField(_("what happened"), max_length=300, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("scheme before the congress")
        verbose_name_plural = _("schemes before the congress")
        ordering = ["-drafted_on", "-id"]
        indexes = [models.Index(fields=["unit", "state"], name="congress_scheme_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(effective_on__isnull=False, ended_on__gte=F("effective_on")),
                name="congress_scheme_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("adopted", "rejected"), decided_on__isnull=False)
                | (~Q(state__in=("adopted", "rejected")) & Q(decided_on=None)),
                name="congress_scheme_decided_with_a_day",
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("congress:scheme_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour of its state."""
        return {"adopted": "green", "circulated": "blue", "principle": "amber", "rejected": "red"}.get(
            self.state, "grey"
        )

    def in_force(self, on):
        """Whether it binds on a day: the day on which it ends is the first without it."""
        begun = self.effective_on is not None and self.effective_on <= on
        return begun and (self.ended_on is None or on < self.ended_on)


class SchemeVersion(Part):
    """A version of the text: which clauses changed against the one before, and why."""

    class Kind(models.TextChoices):
        DISCUSSION = "draft", _("discussion draft")
        REVISED = "revised", _("revised draft")
        FINAL = "final", _("final text")

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="versions", verbose_name=_("scheme before the congress")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    on = models.DateField(_("day"))
    text = models.TextField(_("text"), max_length=20000, blank=True)
    changes = models.TextField(_("clauses changed"), max_length=3000, blank=True)

    class Meta:
        verbose_name = _("version of a scheme")
        verbose_name_plural = _("versions of schemes")
        ordering = ["scheme", "number"]
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="congress_version_numbered_once")]

    def __str__(self):
        return f"{self.number} {self.get_kind_display()}"


class SchemeOpinion(Part):
    """What a group says to a version, and what was answered."""

    class Outcome(models.TextChoices):
        WAITING = "", _("not answered yet")
        TAKEN = "taken", _("taken up")
        PARTLY = "partly", _("taken up in part")
        DECLINED = "declined", _("not taken up")

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="opinions", verbose_name=_("scheme before the congress")
    )
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="opinions", verbose_name=_("version"))
    group = models.CharField(pgettext_lazy("congress", "group"), max_length=60)
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    words = models.CharField(_("opinion"), max_length=1000)
    received_on = models.DateField(_("received on"))
    outcome = models.CharField(_("taken up"), max_length=8, choices=Outcome, default=Outcome.WAITING, blank=True)
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("opinion on a scheme")
        verbose_name_plural = _("opinions on schemes")
        ordering = ["scheme", "id"]

    def __str__(self):
        return f"{self.group} {self.words[:40]}"

    @property
    def tone(self):
        """The colour of its outcome."""
        return {"taken": "green", "partly": "blue", "declined": "grey"}.get(self.outcome, "amber")


class Deliberation(Part):
    """A meeting that voted on a scheme or heard it: which body, how many were entitled, present, for and against."""

    class Body(models.TextChoices):
        CONGRESS = "congress", _("workers' congress")
        INTERIM = "interim", _("interim meeting of delegates")
        ASSEMBLY = "assembly", _("assembly of all staff")
        JOINT = "joint", _("joint meeting of heads of delegations")

    class Aim(models.TextChoices):
        HEARING = "hearing", _("heard")
        PRINCIPLE = "principle", _("adopt in principle")
        FINAL = "final", _("adopt")

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="votes", verbose_name=_("scheme before the congress")
    )
    session = models.ForeignKey(
        "congress.Session",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("congress", "session"),
    )
    # The vote of a session from which the figures were taken; meetings kept on paper have none.
    vote = models.ForeignKey(
        "congress.Vote", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vote")
    )
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+", verbose_name=_("version"))
    body = models.CharField(_("deciding body"), max_length=10, choices=Body)
    aim = models.CharField(_("what was decided on"), max_length=10, choices=Aim)
    on = models.DateField(_("day"))
    entitled = models.PositiveIntegerField(_("entitled"))
    present = models.PositiveIntegerField(_("present"))
    votes_for = models.PositiveIntegerField(pgettext_lazy("congress", "for"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(pgettext_lazy("congress", "against"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("abstained"), null=True, blank=True)
    secret = models.BooleanField(_("by secret ballot"), default=False)
    passed = models.BooleanField(pgettext_lazy("congress", "passed"), default=False)
    reason = models.JSONField(_("the rule in words"), default=dict)  # frozen in both languages

    class Meta:
        verbose_name = _("vote on a scheme")
        verbose_name_plural = _("votes on schemes")
        ordering = ["scheme", "on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(present__lte=F("entitled")), name="congress_present_are_entitled"),
        ]

    def __str__(self):
        return f"{self.on} {self.get_body_display()}"
