"""Officers' duties and “double display, double promotion” (双亮双促, OM-14): announced, plaque hung, duty checked."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.committees.models.bodies import Seat
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import CountedPart


class Display(WorkRecord):
    """A union shows itself: its plaque at the door, its officers by name, with their duties and what they promise."""

    class State(models.TextChoices):
        ANNOUNCED = "announced", pgettext_lazy("display", "announced")
        HUNG = "hung", pgettext_lazy("display", "plaque hung")
        CHECKED = "checked", pgettext_lazy("display", "duty checked")
        ENDED = "ended", pgettext_lazy("display", "ended")

    TONES = {State.ANNOUNCED: "amber", State.HUNG: "blue", State.CHECKED: "green"}

    announced_on = models.DateField(_("announced on"))
    how = models.CharField(_("how it was announced"), max_length=120, blank=True)
    plaque_on = models.DateField(_("plaque hung on"), null=True, blank=True)
    place = models.CharField(_("where it hangs"), max_length=120, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ANNOUNCED)

    class Meta:
        verbose_name = _("display of a union")
        verbose_name_plural = _("displays of unions")
        ordering = ["unit", "-announced_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(voided_at=None) & ~Q(state="ended"),
                name="committees_one_display",
                violation_error_message=_("This union is on display already."),
            )
        ]

    def __str__(self):
        return _("Double display of %s") % self.unit.name

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("committees:display_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour of its state."""
        return self.TONES.get(self.state, "grey")

    @property
    def is_open(self):
        return self.state != self.State.ENDED and self.voided_at is None


class Officer(CountedPart):
    """An officer on display: the written duties of the post, the promise, the day on which the identity was shown."""

    whole = "display"

    display = models.ForeignKey(Display, models.PROTECT, related_name="officers", verbose_name=_("display of a union"))
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("post in a body"))
    duties = models.TextField(_("duties of the post"))
    promise = models.TextField(_("promise"), blank=True)
    shown_on = models.DateField(_("identity shown on"), null=True, blank=True)
    shown_how = models.CharField(_("how it is shown"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("officer on display")
        verbose_name_plural = _("officers on display")
        ordering = ["display", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["display", "seat"],
                name="committees_officer_once",
                violation_error_message=_("This officer is on display already."),
            )
        ]

    def __str__(self):
        return self.seat.name


class DutyCheck(CountedPart):
    """Somebody looked whether an officer does what is written: the result, and what is to be put right."""

    class Result(models.TextChoices):
        GOOD = "good", pgettext_lazy("check", "good")
        FAIR = "fair", pgettext_lazy("check", "in part")
        POOR = "poor", pgettext_lazy("check", "not done")

    TONES = {Result.GOOD: "green", Result.FAIR: "amber", Result.POOR: "red"}
    whole = "display"

    display = models.ForeignKey(Display, models.PROTECT, related_name="checks", verbose_name=_("display of a union"))
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="checks", verbose_name=_("officer on display"))
    on = models.DateField(_("checked on"))
    by_whom = models.CharField(_("checked by"), max_length=60)
    result = models.CharField(_("result"), max_length=10, choices=Result)
    findings = models.CharField(_("what was found"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("check of an officer's duties")
        verbose_name_plural = _("checks of officers' duties")
        ordering = ["display", "-on", "-id"]

    def __str__(self):
        return f"{self.officer} {self.on}"

    @property
    def tone(self):
        """The colour of the result."""
        return self.TONES[self.result]
