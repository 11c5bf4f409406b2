"""Meetings at which affairs are opened (OP-04): planned, held, minuted, followed up."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import CountedPart
from taizhang.openness.models.parts import Topic


class Meeting(WorkRecord):
    """An openness meeting of the union, the management and representatives of the staff."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        MINUTED = "minuted", _("minutes on file")
        DONE = "done", _("followed up")

    name = models.CharField(_("meeting"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("meeting no."))
    on = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    chaired_by = models.CharField(_("in the chair"), max_length=60, blank=True)
    attended = models.PositiveIntegerField(_("attended"), null=True, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)

    class Meta:
        verbose_name = _("openness meeting")
        verbose_name_plural = _("openness meetings")
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                condition=models.Q(voided_at=None),
                name="openness_meetings_are_numbered_in_turn",
            ),
            models.CheckConstraint(
                condition=models.Q(state="planned") | models.Q(attended__isnull=False),
                name="openness_a_meeting_held_had_people",
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        words = {"year": self.year, "number": self.number, "name": self.name}
        return gettext("%(year)s no. %(number)s: %(name)s") % words

    def get_absolute_url(self):
        return reverse("openness:meeting_detail", args=[self.pk])

    @property
    def tone(self):
        return {"planned": "amber", "held": "blue", "minuted": "blue"}.get(self.state, "green")


class Matter(CountedPart):
    """A topic of a meeting."""

    whole = "meeting"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="matters", verbose_name=_("meeting"))
    topic = models.CharField(_("class"), max_length=12, choices=Topic, default=Topic.MAJOR)
    name = models.CharField(_("topic"), max_length=120)
    told_by = models.CharField(_("reported by"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("topic of a meeting")
        verbose_name_plural = _("topics of a meeting")
        ordering = ["id"]

    def __str__(self):
        return self.name


class Question(CountedPart):
    """A question asked at a meeting, answered there or by a day."""

    whole = "meeting"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="questions", verbose_name=_("meeting"))
    words = models.TextField(_("question"), max_length=1000)
    answer = models.TextField(pgettext_lazy("openness", "answer"), max_length=2000, blank=True)
    due_on = models.DateField(_("to be answered by"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("question at a meeting")
        verbose_name_plural = _("questions at meetings")
        ordering = ["id"]

    def __str__(self):
        return self.words[:60]
