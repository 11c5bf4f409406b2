"""The establishment of one union, from the firm that is found to the union that is registered (OM-03)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import Unit, WorkRecord
from taizhang.kernel.parts import CountedPart, Part


class Establishment(WorkRecord):
    """A union on its way into being. `unit` is the firm, which is in the tree already; founding makes the same unit a union."""

    class State(models.TextChoices):
        IDENTIFIED = "identified", pgettext_lazy("establishment", "identified")
        PUBLICISED = "publicised", pgettext_lazy("establishment", "publicised")
        WILLING = "willing", pgettext_lazy("establishment", "employer willing")
        APPLIED = "applied", pgettext_lazy("establishment", "applied")
        APPROVED = "approved", pgettext_lazy("establishment", "approved")
        FOUNDED = "founded", pgettext_lazy("establishment", "founded")
        REGISTERED = "registered", pgettext_lazy("establishment", "registered")
        ENDED = "ended", pgettext_lazy("establishment", "given up")

    class Source(models.TextChoices):
        LIST = "list", _("list of firms without a union")
        CENSUS = "census", _("census")
        EMPLOYER = "employer", _("the employer asked")
        STAFF = "staff", _("staff asked")

    STEPS = (
        State.IDENTIFIED, State.PUBLICISED, State.WILLING, State.APPLIED, State.APPROVED, State.FOUNDED, State.REGISTERED,
    )  # fmt: skip
    BEFORE = STEPS[:5]  # no union yet

    name = models.CharField(_("firm"), max_length=120)  # as it was called before it had a union
    officer = models.CharField(_("officer responsible"), max_length=60, blank=True)
    source = models.CharField(
        pgettext_lazy("outreach", "how it was found"), max_length=10, choices=Source, default=Source.LIST
    )
    staff = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    opened_on = models.DateField(_("firm opened on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.IDENTIFIED)
    identified_on = models.DateField(pgettext_lazy("outreach", "identified on"))
    publicised_on = models.DateField(_("publicised on"), null=True, blank=True)
    publicised_how = models.CharField(_("how it was publicised"), max_length=120, blank=True)
    willing_on = models.DateField(_("employer consented on"), null=True, blank=True)
    consent_by = models.CharField(_("who consented for the employer"), max_length=60, blank=True)
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    application_no = models.CharField(_("number of the application"), max_length=60, blank=True)
    union_name = models.CharField(_("name of the union"), max_length=120, blank=True)
    union_kind = models.CharField(_("kind of union"), max_length=40, blank=True)
    willing_members = models.PositiveIntegerField(_("staff who want to join"), null=True, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("outreach", "approved by"),
    )
    reply_no = models.CharField(_("number of the reply"), max_length=60, blank=True)
    founded_on = models.DateField(_("founding meeting on"), null=True, blank=True)
    place = models.CharField(_("place of the meeting"), max_length=120, blank=True)
    called = models.PositiveIntegerField(_("members called to the meeting"), null=True, blank=True)
    present = models.PositiveIntegerField(_("members present"), null=True, blank=True)
    members = models.PositiveIntegerField(_("first members"), null=True, blank=True)
    women = models.PositiveIntegerField(_("women among them"), null=True, blank=True)
    migrants = models.PositiveIntegerField(_("rural migrant workers among them"), null=True, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    register_no = models.CharField(_("number in the register"), max_length=60, blank=True)
    ended_on = models.DateField(pgettext_lazy("outreach", "given up on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    due_on = models.DateField(_("next step by"), null=True, blank=True)

    class Meta:
        verbose_name = _("establishment of a union")
        verbose_name_plural = _("establishments of unions")
        ordering = ["-identified_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=models.Q(voided_at=None) & ~models.Q(state="ended"),
                name="outreach_one_establishment_of_a_firm",
                violation_error_message=_("The establishment in this firm is on file already."),
            ),
            models.CheckConstraint(
                condition=models.Q(state="ended", ended_on__isnull=False)
                | (~models.Q(state="ended") & models.Q(ended_on=None)),
                name="outreach_what_is_given_up_has_its_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("founded", "registered"))
                | models.Q(founded_on__isnull=False, members__isnull=False),
                name="outreach_a_union_founded_has_members",
            ),
            models.CheckConstraint(
                condition=models.Q(women=None) | models.Q(members__gte=models.F("women")),
                name="outreach_women_among_the_members",
            ),
            models.CheckConstraint(
                condition=models.Q(called=None) | models.Q(present=None) | models.Q(called__gte=models.F("present")),
                name="outreach_present_among_those_called",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="outreach_establishment_due")]

    def __str__(self):
        return gettext("Founding the union of %s") % self.name

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("outreach:establishment_detail", args=[self.pk])

    @property
    def is_open(self):
        """Somebody still has to do something: no union yet, or one that is not registered."""
        return self.state not in (self.State.REGISTERED, self.State.ENDED)

    @property
    def tone(self):
        return {"founded": "green", "registered": "green", "ended": "grey", "applied": "blue", "approved": "blue"}.get(
            self.state, "amber"
        )

    def day_of(self, state):
        """The day on which it reached a state, or None."""
        return getattr(self, f"{state}_on")

    @property
    def last_step_on(self):
        """The day of the step that it has reached."""
        return self.day_of(self.state)


class Visit(CountedPart):
    """Somebody of the union went to the firm: whom he met, what was said."""

    whole = "establishment"

    establishment = models.ForeignKey(
        Establishment, models.PROTECT, related_name="visits", verbose_name=_("establishment")
    )
    on = models.DateField(_("day"))
    by_whom = models.CharField(_("who went"), max_length=60)
    met = models.CharField(_("whom they met"), max_length=60, blank=True)
    words = models.CharField(pgettext_lazy("outreach", "what was said"), max_length=300)

    class Meta:
        verbose_name = _("visit to a firm")
        verbose_name_plural = _("visits to firms")
        ordering = ["-on", "-id"]

    def __str__(self):
        return f"{self.on} {self.by_whom}"


class Preparer(Part):
    """A member of the preparatory group: delegates of the Party organisation and of the staff (election rules, article 7)."""

    class Side(models.TextChoices):
        PARTY = "party", _("Party organisation")
        STAFF = "staff", pgettext_lazy("preparer", "staff")
        UNION = "union", _("union above")

    establishment = models.ForeignKey(
        Establishment, models.PROTECT, related_name="preparers", verbose_name=_("establishment")
    )
    name = models.CharField(pgettext_lazy("outreach", "name"), max_length=60)
    side = models.CharField(_("sent by"), max_length=6, choices=Side, default=Side.STAFF)
    is_head = models.BooleanField(_("head of the group"), default=False)

    class Meta:
        verbose_name = _("member of a preparatory group")
        verbose_name_plural = _("members of preparatory groups")
        ordering = ["-is_head", "id"]

    def __str__(self):
        return self.name


class Elected(Part):
    """Who was elected at the founding meeting, and with how many votes."""

    class Duty(models.TextChoices):
        CHAIR = "chair", _("chair")
        VICE = "vice", _("vice-chair")
        MEMBER = "member", _("member of the committee")
        AUDIT = "audit", _("audit committee")
        WOMEN = "women", _("women workers' committee")
        ORGANISER = "organiser", _("organiser")

    COMMITTEE = (Duty.CHAIR, Duty.VICE, Duty.MEMBER)

    establishment = models.ForeignKey(
        Establishment, models.PROTECT, related_name="elected", verbose_name=_("establishment")
    )
    name = models.CharField(pgettext_lazy("outreach", "name"), max_length=60)
    duty = models.CharField(_("elected as"), max_length=10, choices=Duty, default=Duty.MEMBER)
    votes = models.PositiveIntegerField(pgettext_lazy("outreach", "votes"), null=True, blank=True)

    class Meta:
        verbose_name = _("person elected at a founding")
        verbose_name_plural = _("persons elected at foundings")
        ordering = ["id"]

    def __str__(self):
        return self.name
