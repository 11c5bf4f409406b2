"""Elections of a new term (OM-13): prepared, consented to, held, approved, handed over."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.committees.models.bodies import Body, Seat, duty_words
from taizhang.committees.models.terms import Term
from taizhang.kernel.models import Unit, WorkRecord
from taizhang.kernel.parts import CountedPart
from taizhang.members.models import Person


class Election(WorkRecord):
    """The election of a term of the committee, and of the bodies that are elected at the same time."""

    class State(models.TextChoices):
        PREPARING = "preparing", pgettext_lazy("election", "in preparation")
        ASKED = "asked", pgettext_lazy("election", "request with the union above")
        CONSENTED = "consented", pgettext_lazy("election", "consented to")
        ELECTED = "elected", pgettext_lazy("election", "held")
        REPORTED = "reported", pgettext_lazy("election", "result with the union above")
        APPROVED = "approved", pgettext_lazy("election", "approved")
        HANDED_OVER = "handed_over", pgettext_lazy("election", "handed over")
        ENDED = "ended", pgettext_lazy("election", "called off")

    class How(models.TextChoices):
        MEETING = "meeting", _("general meeting of members")
        DELEGATES = "delegates", _("congress of members' delegates")

    BEFORE = (State.PREPARING, State.ASKED, State.CONSENTED)  # the meeting is still to come
    OVER = (State.HANDED_OVER, State.ENDED)
    VALID = (State.APPROVED, State.HANDED_OVER)  # the result counts
    TONES = {State.APPROVED: "green", State.HANDED_OVER: "green", State.ENDED: "grey"}

    body = models.ForeignKey(Body, models.PROTECT, related_name="elections", verbose_name=_("union committee"))
    outgoing = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="elections", verbose_name=_("outgoing term")
    )
    incoming = models.OneToOneField(
        Term, models.PROTECT, null=True, blank=True, related_name="election", verbose_name=_("new term")
    )
    number = models.PositiveSmallIntegerField(_("number of the new term"))
    years = models.PositiveSmallIntegerField(_("years of the new term"))
    how = models.CharField(_("held by"), max_length=10, choices=How, default=How.MEETING)
    prepared_on = models.DateField(_("preparation begun on"))
    request_no = models.CharField(_("number of the request"), max_length=60, blank=True)
    asked_on = models.DateField(_("request handed in on"), null=True, blank=True)
    cleared = models.BooleanField(_("candidates checked"), default=False)
    reply_no = models.CharField(_("number of the reply"), max_length=60, blank=True)
    consented_on = models.DateField(_("consented on"), null=True, blank=True)
    consented_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("consented by")
    )
    notice_from = models.DateField(_("public notice from"), null=True, blank=True)
    notice_until = models.DateField(_("public notice until"), null=True, blank=True)
    meets_on = models.DateField(_("meeting on"), null=True, blank=True)
    place = models.CharField(pgettext_lazy("committees", "place"), max_length=120, blank=True)
    due = models.PositiveIntegerField(_("due to attend"), null=True, blank=True)
    present = models.PositiveIntegerField(_("present"), null=True, blank=True)
    issued = models.PositiveIntegerField(_("ballots issued"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("ballots returned"), null=True, blank=True)
    invalid = models.PositiveIntegerField(_("ballots void"), null=True, blank=True)
    tellers = models.CharField(_("tellers"), max_length=120, blank=True)
    elected_on = models.DateField(pgettext_lazy("election", "held on"), null=True, blank=True)
    report_no = models.CharField(_("number of the report"), max_length=60, blank=True)
    reported_on = models.DateField(_("result reported on"), null=True, blank=True)
    approval_no = models.CharField(_("number of the approval"), max_length=60, blank=True)
    approved_on = models.DateField(pgettext_lazy("election", "approved on"), null=True, blank=True)
    approved_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    handed_on = models.DateField(_("handed over on"), null=True, blank=True)
    ended_on = models.DateField(_("called off on"), null=True, blank=True)
    why = models.CharField(_("remark"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PREPARING)

    class Meta:
        verbose_name = _("election of a term")
        verbose_name_plural = _("elections of terms")
        ordering = ["-prepared_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(voided_at=None) & ~Q(state__in=["handed_over", "ended"]),
                name="committees_one_open_election",
                violation_error_message=_("An election of this committee is under way."),
            )
        ]
        indexes = [models.Index(fields=["unit", "state"], name="committees_election_state")]

    def __str__(self):
        return _("Election of term %(number)s of %(body)s") % {"number": self.number, "body": self.body.name}

    def title(self):
        return f"{self} · {self.unit.name}"

    def get_absolute_url(self):
        return reverse("committees:election_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour of its state."""
        return self.TONES.get(self.state, "amber")

    @property
    def is_open(self):
        return self.state not in self.OVER and self.voided_at is None

    @property
    def last_step_on(self):
        """The day of the step before the next one."""
        days = (
            self.prepared_on, self.asked_on, self.consented_on, self.elected_on, self.reported_on, self.approved_on, self.handed_on,
        )  # fmt: skip
        return max(day for day in days if day)


class Race(CountedPart):
    """Places of one kind that are voted on: so many members of the committee, one chair, three auditors."""

    whole = "election"

    election = models.ForeignKey(Election, models.PROTECT, related_name="races", verbose_name=_("election"))
    number = models.PositiveSmallIntegerField(_("number"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("body"))
    duty = models.CharField(pgettext_lazy("seat", "post"), max_length=10, choices=Seat.Duty)
    seats = models.PositiveSmallIntegerField(_("places"))

    class Meta:
        verbose_name = _("places voted on")
        verbose_name_plural = _("places voted on")
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "body", "duty"],
                name="committees_one_race_of_a_post",
                violation_error_message=_("These places stand there already."),
            )
        ]

    def __str__(self):
        return f"{self.body.name} · {self.duty_words}"

    @property
    def duty_words(self):
        """What is elected: committee members, the chair, auditors."""
        return duty_words(self.body.kind, self.duty)

    @property
    def text(self):
        """The question on the ballot, in Chinese as the paper has it."""
        return f"{self.body.name}{DUTIES[self.body.kind == Body.Kind.COMMITTEE][self.duty]}"


# How posts are called on paper, in Chinese: in the committee, and in other bodies.
DUTIES = {
    True: {"head": "主席", "vice": "副主席", "member": "委员"},
    False: {"head": "主任", "vice": "副主任", "member": "委员"},
}


class Candidate(CountedPart):
    """Who stands for places of an election, with the votes counted."""

    whole = "election"

    race = models.ForeignKey(Race, models.PROTECT, related_name="candidates", verbose_name=_("places voted on"))
    number = models.PositiveSmallIntegerField(_("number"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    name = models.CharField(_("name"), max_length=60)
    about = models.CharField(_("present work"), max_length=80, blank=True)
    incumbent = models.BooleanField(_("holds it now"), default=False)
    votes = models.PositiveIntegerField(_("votes"), null=True, blank=True)
    again = models.PositiveIntegerField(_("votes in the second vote"), null=True, blank=True)
    elected = models.BooleanField(_("elected"), default=False)

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["race", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["race", "name"],
                name="committees_candidate_once",
                violation_error_message=_("This candidate stands there already."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def election(self):
        """The election that the votes belong to."""
        return self.race.election

    @property
    def subject(self):
        """The key of the person, as facts and ballots name persons; empty for somebody not on the register."""
        return f"person:{self.person_id}" if self.person_id else ""
