"""Terms of office (OM-13): by number, with their statutory end, extended or not, recalled before they end."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.committees.models.bodies import Body
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part


class Term(WorkRecord):
    """A term of a committee (第三届): from the day of its election, for the years that law and union laid down."""

    class State(models.TextChoices):
        IN_OFFICE = "in_office", pgettext_lazy("term", "in office")
        ENDED = "ended", pgettext_lazy("term", "handed over")

    body = models.ForeignKey(Body, models.PROTECT, related_name="terms", verbose_name=_("body"))
    number = models.PositiveSmallIntegerField(_("number of the term"))
    years = models.PositiveSmallIntegerField(_("years"))
    since = models.DateField(_("elected on"))
    ends_on = models.DateField(_("statutory end"))
    extended_to = models.DateField(_("extended to"), null=True, blank=True)
    reelected_on = models.DateField(_("next election held on"), null=True, blank=True)
    ended_on = models.DateField(_("handed over on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.IN_OFFICE)

    class Meta:
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")
        ordering = ["body", "-number", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"],
                condition=Q(voided_at=None),
                name="committees_term_number",
                violation_error_message=_("This term is on file already."),
            ),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(state="in_office", voided_at=None),
                name="committees_one_term_in_office",
                violation_error_message=_("A term is in office already; it ends with the next election."),
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("since")), name="committees_term_has_days"),
        ]
        indexes = [models.Index(fields=["state", "ends_on"], name="committees_term_end")]

    def __str__(self):
        return _("%(body)s, term %(number)s") % {"body": self.body.name, "number": self.number}

    def title(self):
        return f"{self} · {self.unit.name}"

    def get_absolute_url(self):
        return reverse("committees:term_detail", args=[self.pk])

    @property
    def last_day(self):
        """The day on which the term ends: the statutory end, or the day to which it was extended."""
        return self.extended_to or self.ends_on

    @property
    def closed_on(self):
        """From which day on it is not overdue any more: the next election was held, or the body is gone."""
        return self.reelected_on or self.ended_on

    def is_overdue(self, day):
        """Whether the term is over on a day and no election was held."""
        return self.last_day < day and (self.closed_on is None or self.closed_on > day)


class Reminder(Part):
    """The end of a term was recalled so many months before."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="reminders", verbose_name=_("term of office"))
    months = models.PositiveSmallIntegerField(_("months before"))
    on = models.DateField(_("recalled on"))

    class Meta:
        verbose_name = _("reminder of a term's end")
        verbose_name_plural = _("reminders of terms' ends")
        ordering = ["term", "-months"]
        constraints = [models.UniqueConstraint(fields=["term", "months"], name="committees_reminded_once")]

    def __str__(self):
        return f"{self.term_id} {self.months}"


class Extension(WorkRecord):
    """A union asks to hold its election later; the union above decides."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("extension", "waiting for the union above")
        APPROVED = "approved", pgettext_lazy("extension", "granted")
        REFUSED = "refused", pgettext_lazy("extension", "not granted")

    TONES = {State.ASKED: "amber", State.APPROVED: "green"}

    term = models.ForeignKey(Term, models.PROTECT, related_name="extensions", verbose_name=_("term of office"))
    until = models.DateField(_("election until"))
    why = models.CharField(_("reason"), max_length=300)
    asked_on = models.DateField(_("asked for on"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    document_no = models.CharField(_("document no."), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)

    class Meta:
        verbose_name = _("extension of a term")
        verbose_name_plural = _("extensions of terms")
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["term"], condition=Q(state="asked", voided_at=None), name="committees_one_open_extension"
            )
        ]

    def __str__(self):
        return _("%(term)s, until %(day)s") % {"term": self.term, "day": self.until}

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("committees:extension_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour of its state."""
        return self.TONES.get(self.state, "grey")
