"""The tables of meetings: the meeting with its agenda and those called, what it resolved, and how far that has come."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part
from taizhang.members.models import Person


class Meeting(WorkRecord):
    """A meeting of a body of the union, from the call to the minutes."""

    class Kind(models.TextChoices):
        COMMITTEE = "委员会会议", pgettext_lazy("meeting", "committee")
        CHAIRS = "主席会议", pgettext_lazy("meeting", "chairs")
        PARTY = "党委会", pgettext_lazy("meeting", "Party committee on union work")
        AUDIT = "经审会", pgettext_lazy("meeting", "audit committee")
        WOMEN = "女工委", pgettext_lazy("meeting", "women's committee")
        GROUP = "小组会", pgettext_lazy("meeting", "union group")
        JOINT = "联席会议", pgettext_lazy("meeting", "joint meeting with others")
        OTHER = "其他", pgettext_lazy("meeting", "other")

    class State(models.TextChoices):
        CALLED = "called", pgettext_lazy("meeting", "called")
        HELD = "held", pgettext_lazy("meeting", "held")
        MINUTED = "minuted", pgettext_lazy("meeting", "minuted")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")

    kind = models.CharField(_("kind of meeting"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=80)
    called_on = models.DateField(_("called on"))
    on = models.DateField(_("day of the meeting"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    place = models.CharField(pgettext_lazy("meeting", "place"), max_length=80, blank=True)
    chaired_by = models.CharField(_("chaired by"), max_length=60, blank=True)
    kept_by = models.CharField(_("minutes kept by"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CALLED)
    entitled = models.PositiveIntegerField(_("members due"), null=True, blank=True)
    present = models.PositiveIntegerField(pgettext_lazy("meeting", "members present"), null=True, blank=True)
    quorum_met = models.BooleanField(_("quorum met"), null=True, blank=True)
    quorum_words = models.CharField(_("quorum in words"), max_length=400, blank=True)
    summary = models.TextField(_("what else was said"), blank=True)
    minuted_on = models.DateField(_("minutes of"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "on", "name"],
                condition=Q(voided_at=None),
                name="meetings_a_meeting_once_a_day",
                violation_error_message=_("A meeting of this name on that day is on file already."),
            ),
            models.CheckConstraint(
                condition=Q(entitled=None) | Q(present=None) | Q(present__lte=models.F("entitled")),
                name="meetings_present_at_most_entitled",
            ),
        ]
        indexes = [models.Index(fields=["unit", "kind", "on"], name="meetings_unit_kind_on")]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.on:%Y-%m-%d} {self.name}"

    def get_absolute_url(self):
        return reverse("meetings:meeting_detail", args=[self.pk])

    @property
    def tone(self):
        return {"called": "blue", "held": "amber", "minuted": "green"}.get(self.state, "grey")

    @property
    def is_held(self):
        """It took place."""
        return self.state in (self.State.HELD, self.State.MINUTED)


class AgendaItem(Part):
    """A matter on the agenda, and what was said about it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda", verbose_name=_("meeting"))
    position = models.PositiveSmallIntegerField(_("number"))
    words = models.CharField(_("matter"), max_length=200)
    said = models.TextField(pgettext_lazy("meeting", "what was said"), blank=True)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "position"], name="meetings_agenda_position")]

    def __str__(self):
        return self.words


class Called(Part):
    """Somebody who was called to a meeting: a member of the body, or a guest without a vote; and whether he came."""

    class Presence(models.TextChoices):
        UNKNOWN = "", pgettext_lazy("presence", "not noted")
        PRESENT = "present", pgettext_lazy("presence", "present")
        EXCUSED = "excused", pgettext_lazy("presence", "excused")
        ABSENT = "absent", pgettext_lazy("presence", "absent")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="called", verbose_name=_("meeting"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    name = models.CharField(_("name"), max_length=60)
    votes = models.BooleanField(_("member of the body"), default=True)
    presence = models.CharField(pgettext_lazy("meeting", "attendance"), max_length=10, choices=Presence, blank=True)

    class Meta:
        verbose_name = _("person called to a meeting")
        verbose_name_plural = _("persons called to meetings")
        ordering = ["meeting", "-votes", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="meetings_called_once"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def subject(self):
        """The key under which the ledger counts this person once; a bare name is one person at its union."""
        return f"person:{self.person_id}" if self.person_id else f"named:{self.meeting.unit_id}:{self.name}"


class Resolution(WorkRecord):
    """What a meeting resolved: the words, the votes, who carries it out until when, and what became of it."""

    class Matter(models.TextChoices):
        GENERAL = "一般事项", pgettext_lazy("resolution", "ordinary matter")
        DECISION = "重大决策", pgettext_lazy("resolution", "major decision")
        PERSONNEL = "重要人事", pgettext_lazy("resolution", "important appointment")
        PROJECT = "重大项目", pgettext_lazy("resolution", "major project")
        MONEY = "大额资金", pgettext_lazy("resolution", "large sum")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("resolution", "being carried out")
        DONE = "done", pgettext_lazy("resolution", "carried out")
        DROPPED = "dropped", pgettext_lazy("resolution", "dropped")
        LOST = "lost", pgettext_lazy("resolution", "not adopted")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="resolutions", verbose_name=_("meeting"))
    on = models.DateField(_("resolved on"))
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.CharField(_("resolution"), max_length=300)
    matter = models.CharField(_("matter"), max_length=10, choices=Matter, default=Matter.GENERAL)
    in_favour = models.PositiveIntegerField(pgettext_lazy("meeting", "for"), null=True, blank=True)
    against = models.PositiveIntegerField(_("against"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("abstained"), null=True, blank=True)
    vote_words = models.CharField(_("the vote in words"), max_length=400, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    owner = models.CharField(_("responsible"), max_length=60, blank=True)
    due_on = models.DateField(pgettext_lazy("meeting", "due on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    ended_on = models.DateField(_("finished on"), null=True, blank=True)
    result = models.CharField(pgettext_lazy("meeting", "outcome"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("resolution of a meeting")
        verbose_name_plural = _("resolutions of meetings")
        ordering = ["-on", "meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], condition=Q(voided_at=None), name="meetings_resolution_number"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "dropped"]) | Q(ended_on__isnull=False),
                name="meetings_resolution_ends_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "due_on"], name="meetings_resolution_due")]

    def __str__(self):
        return self.words

    def title(self):
        return self.words[:80]

    def get_absolute_url(self):
        return reverse("meetings:resolution_detail", args=[self.pk])

    @property
    def tone(self):
        return {"open": "blue", "done": "green"}.get(self.state, "grey")

    @property
    def is_collective(self):
        """One of the matters that the committee decides together (三重一大)."""
        return self.matter != self.Matter.GENERAL

    @property
    def votes(self):
        """“7 / 1 / 1”, or nothing where nobody counted."""
        if self.in_favour is None:
            return ""
        return f"{self.in_favour} / {self.against or 0} / {self.abstained or 0}"


class Progress(Part):
    """How far a resolution had come on a day."""

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="progress", verbose_name=_("resolution"))
    on = models.DateField(_("day"))
    words = models.CharField(_("how far it has come"), max_length=300)
    by_name = models.CharField(_("told by"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("progress of a resolution")
        verbose_name_plural = _("progress of resolutions")
        ordering = ["resolution", "on", "pk"]

    def __str__(self):
        return self.words
