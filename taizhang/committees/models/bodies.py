"""Bodies of a union and who stands in them from when to when (OM-12)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel.models import WorkRecord
from taizhang.members.models import Person


class Body(WorkRecord):
    """A committee, an audit or women's committee, a sub-committee, or a group of members: formed, staffed, dissolved."""

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("union committee")
        AUDIT = "audit", _("audit committee")
        WOMEN = "women", _("women workers' committee")
        SUB = "sub", _("sub-committee")
        GROUP = "group", pgettext_lazy("committees", "union group")

    class State(models.TextChoices):
        FORMED = "formed", pgettext_lazy("body", "formed")
        STAFFED = "staffed", pgettext_lazy("body", "staffed")
        DISSOLVED = "dissolved", pgettext_lazy("body", "dissolved")

    class How(models.TextChoices):
        MEETING = "meeting", _("general meeting of members")
        DELEGATES = "delegates", _("congress of members' delegates")
        COMMITTEE = "committee", _("decision of the committee")
        ASSIGNED = "assigned", _("assignment by the union above")

    ELECTED = (Kind.COMMITTEE, Kind.AUDIT, Kind.WOMEN)  # these have terms
    TONES = {State.FORMED: "amber", State.STAFFED: "green"}

    kind = models.CharField(pgettext_lazy("body", "kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name of the body"), max_length=80)
    places = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    how = models.CharField(_("formed by"), max_length=10, choices=How, default=How.MEETING)
    document_no = models.CharField(_("document no."), max_length=60, blank=True)
    tasks = models.TextField(_("what it does"), blank=True)
    formed_on = models.DateField(_("formed on"))
    staffed_on = models.DateField(_("staffed on"), null=True, blank=True)
    dissolved_on = models.DateField(pgettext_lazy("body", "dissolved on"), null=True, blank=True)
    why = models.CharField(_("why it was dissolved"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.FORMED)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("body of a union")
        verbose_name_plural = _("bodies of unions")
        ordering = ["unit", "kind", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(voided_at=None) & ~Q(state="dissolved"),
                name="committees_body_name",
                violation_error_message=_("A body bears this name already."),
            ),
            models.UniqueConstraint(
                fields=["unit", "kind"],
                condition=Q(voided_at=None, kind__in=["committee", "audit", "women"]) & ~Q(state="dissolved"),
                name="committees_one_body_of_a_kind",
                violation_error_message=_("There is a body of this kind already; dissolve it before."),
            ),
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gte=F("formed_on")),
                name="committees_dissolved_after_formed",
            ),
        ]
        indexes = [models.Index(fields=["unit", "kind", "state"], name="committees_body_kind")]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.name} · {self.unit.name}"

    def get_absolute_url(self):
        return reverse("committees:body_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour of its state."""
        return self.TONES.get(self.state, "grey")

    @property
    def is_open(self):
        """Neither dissolved nor voided."""
        return self.state != self.State.DISSOLVED and self.voided_at is None

    @property
    def is_group(self):
        return self.kind == self.Kind.GROUP

    @property
    def has_terms(self):
        return self.kind in self.ELECTED


class Seat(WorkRecord):
    """A post in a body: who holds it, from a day up to (without) another day. A change of the holder ends it and begins the next."""

    class Duty(models.TextChoices):
        HEAD = "head", _("head of the body")
        VICE = "vice", _("deputy head")
        MEMBER = "member", _("member of the body")

    WORDS = {
        Body.Kind.COMMITTEE: {Duty.HEAD: _("chair"), Duty.VICE: _("vice-chair"), Duty.MEMBER: _("committee member")},
        Body.Kind.GROUP: {
            Duty.HEAD: _("group leader"),
            Duty.VICE: _("deputy group leader"),
            Duty.MEMBER: _("group member"),
        },
    }
    OTHERS = {Duty.HEAD: _("director"), Duty.VICE: _("deputy director"), Duty.MEMBER: _("committee member")}
    RANKS = {Duty.HEAD: 0, Duty.VICE: 1, Duty.MEMBER: 2}

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name=_("body"))
    duty = models.CharField(pgettext_lazy("seat", "post"), max_length=10, choices=Duty, default=Duty.MEMBER)
    field = models.CharField(_("field of work"), max_length=40, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    name = models.CharField(_("name"), max_length=60)
    full_time = models.BooleanField(_("full-time"), default=False)
    since = models.DateField(_("from the day"))
    until = models.DateField(_("up to the day"), null=True, blank=True)
    why = models.CharField(_("why it ended"), max_length=200, blank=True)
    document_no = models.CharField(_("document no."), max_length=60, blank=True)
    in_group = models.BooleanField(_("in a union group"), default=False, editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("post in a body")
        verbose_name_plural = _("posts in bodies")
        ordering = ["body", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(duty="head", until=None, voided_at=None),
                name="committees_one_head",
                violation_error_message=_("This body has a head already."),
            ),
            models.UniqueConstraint(
                fields=["body", "person"],
                condition=Q(until=None, voided_at=None, person__isnull=False),
                name="committees_once_in_a_body",
                violation_error_message=_("This person stands in the body already."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(in_group=True, until=None, voided_at=None),
                name="committees_one_group_at_a_time",
                violation_error_message=_("This member is in a group already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="committees_seat_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(in_group=False) | Q(person__isnull=False), name="committees_groups_are_of_members"
            ),
        ]
        indexes = [
            models.Index(fields=["body", "until"], name="committees_seat_body"),
            models.Index(fields=["person", "in_group"], name="committees_seat_person"),
        ]

    def __str__(self):
        return f"{self.name} · {self.body.name}"

    def title(self):
        return f"{self.name} · {self.duty_words} · {self.body.name}"

    def get_absolute_url(self):
        return self.body.get_absolute_url()

    @property
    def rank(self):
        """The order in which posts are listed."""
        return self.RANKS[self.duty]

    @property
    def duty_words(self):
        """Chair, director or group leader: as the post is called in this kind of body."""
        return duty_words(self.body.kind, self.duty)

    @property
    def subject(self):
        """The key under which the ledger counts this person once."""
        return f"person:{self.person_id}" if self.person_id else f"seat:{self.pk}"

    def covers(self, day):
        """Whether the post is held on a day."""
        return self.since <= day and (self.until is None or day < self.until)


def duty_words(kind, duty):
    """What a post is called in a kind of body."""
    return Seat.WORDS.get(kind, Seat.OTHERS)[duty]
