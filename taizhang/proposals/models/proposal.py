"""A proposal with those behind it, its handlings with answer and rating, its reminders, its later course."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.ballots.models import Ballot
from taizhang.intake.models import Batch
from taizhang.kernel.models import Unit, WorkRecord, WorkRecordQuerySet, within
from taizhang.kernel.parts import Part
from taizhang.members.models import Person
from taizhang.proposals.models.parts import Subject
from taizhang.proposals.models.round import Round


class ProposalQuerySet(WorkRecordQuerySet):
    def visible_to(self, user):
        """Proposals of the units that the user reads, and those that were given to him or to a unit of his."""
        if not user.is_authenticated:
            return self.none()
        paths = user.paths()
        given = Assignee.objects.filter(Q(officer=user) | within(paths, "unit__path"))
        return self.filter(within(paths, "unit__path") | Q(pk__in=given.values("handling__proposal")))


class Proposal(WorkRecord):
    """One matter, one proposal: from the draft to the file."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("proposal", "draft")
        SECONDING = "seconding", _("looking for seconders")
        SUBMITTED = "submitted", pgettext_lazy("proposal", "submitted")
        RETURNED = "returned", _("returned for completion")
        SCREENING = "screening", _("being screened")
        FILED = "filed", pgettext_lazy("proposal", "filed")
        MERGED = "merged", pgettext_lazy("proposal", "merged")
        TURNED = "turned", _("turned into a suggestion")
        DECLINED = "declined", pgettext_lazy("proposal", "not filed")
        ASSIGNED = "assigned", _("assigned")
        HANDLING = "handling", _("being handled")
        ANSWERED = "answered", pgettext_lazy("proposal", "answered")
        CLOSED = "closed", pgettext_lazy("proposal", "closed")
        ARCHIVED = "archived", _("archived")
        WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")

    class Result(models.TextChoices):
        """办理结果 (DOMAIN A5)."""

        A = "A", _("A solved")
        B = "B", _("B under way or planned")
        C = "C", _("C not possible for the time being")
        D = "D", _("D kept for reference")

    class Source(models.TextChoices):
        CLERK = "clerk", _("entered by the union")
        OWN = "own", _("handed in by the delegate")
        IMPORT = "import", _("from a workbook")

    BEFORE = (State.DRAFT, State.SECONDING, State.RETURNED)  # the proposer may still change it
    WAITING = (State.SUBMITTED, State.SCREENING)
    FILES = (State.FILED, State.ASSIGNED, State.HANDLING, State.ANSWERED, State.CLOSED, State.ARCHIVED)
    OPEN = (State.FILED, State.ASSIGNED, State.HANDLING, State.ANSWERED)

    round = models.ForeignKey(Round, models.PROTECT, related_name="proposals", verbose_name=_("round"))
    number = models.PositiveIntegerField(_("received as no."), null=True, blank=True)
    file_number = models.PositiveIntegerField(_("filed as no."), null=True, blank=True)
    name = models.CharField(_("title"), max_length=120)
    reason = models.TextField(_("reason"), max_length=4000)
    measure = models.TextField(_("suggested measure"), max_length=4000)
    subject = models.CharField(_("class"), max_length=20, choices=Subject, default=Subject.OTHER)
    delegation = models.CharField(_("proposed by a delegation"), max_length=60, blank=True, default="")
    source = models.CharField(_("came in by"), max_length=6, choices=Source, default=Source.CLERK)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    drafted_on = models.DateField(_("drafted on"))
    received_on = models.DateField(_("received on"), null=True, blank=True)
    late = models.BooleanField(_("after the closing day"), default=False)
    disputed = models.BooleanField(_("before the presidium"), default=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    why = models.CharField(_("reason of the decision"), max_length=500, blank=True, default="")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )
    result = models.CharField(_("result"), max_length=1, choices=Result, blank=True, default="")
    implemented_on = models.DateField(_("carried out on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    key = models.BooleanField(_("key proposal"), default=False)
    leader = models.CharField(_("leader in charge"), max_length=60, blank=True, default="")
    excellent_on = models.DateField(_("excellent proposal since"), null=True, blank=True)
    award = models.CharField(_("award"), max_length=120, blank=True, default="")
    award_ballot = models.ForeignKey(
        Ballot, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("appraised by the ballot")
    )
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["round", "number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], condition=Q(voided_at=None), name="proposals_number_once_a_round"
            ),
            models.UniqueConstraint(
                fields=["round", "file_number"], condition=Q(voided_at=None), name="proposals_filed_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | ~Q(state="merged"),
                name="proposals_merged_into_something",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="proposals_unit_state")]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.label} {self.name}".strip()

    def get_absolute_url(self):
        return reverse("proposals:proposal_detail", args=[self.pk])

    @property
    def label(self):
        """The number as people write it: 第012号; empty before it is received."""
        return f"第{self.number:03}号" if self.number else ""

    @property
    def tone(self):
        """The colour of its state."""
        tones = {"answered": "blue", "closed": "green", "archived": "green", "filed": "blue", "returned": "amber"}
        if self.state in ("assigned", "handling", "submitted", "screening"):
            return "amber"
        return tones.get(self.state, "grey")

    @property
    def running(self):
        """The handling that runs now, or ran last; None before the assignment."""
        return max(self.handlings.all(), key=lambda one: one.number, default=None)

    @property
    def is_file(self):
        """Filed, whatever became of it since."""
        return self.state in self.FILES


class Backer(Part):
    """Somebody behind a proposal: the proposer, a joint proposer, a seconder."""

    class Role(models.TextChoices):
        PROPOSER = "proposer", _("proposer")
        JOINT = "joint", _("joint proposer")
        SECONDER = "seconder", _("seconder")

    class How(models.TextChoices):
        NONE = "", _("not confirmed yet")
        OWN = "own", _("on the own page")
        SIGNED = "signed", _("signature seen by the union")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="backers", verbose_name=_("proposal"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=60)
    role = models.CharField(_("role"), max_length=8, choices=Role)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    how = models.CharField(_("how"), max_length=6, choices=How, blank=True, default=How.NONE)
    declined_on = models.DateField(_("declined on"), null=True, blank=True)
    came_from = models.ForeignKey(
        Proposal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("came with the merged proposal"),
    )

    class Meta:
        verbose_name = _("person behind a proposal")
        verbose_name_plural = _("persons behind proposals")
        ordering = ["proposal", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"], condition=Q(person__isnull=False), name="proposals_backs_once"
            )
        ]

    def __str__(self):
        return self.name


class Handling(Part):
    """One handling of a filed proposal: given to whom, due when, answered how, rated how. The second begins when the first was not enough."""

    class Rating(models.TextChoices):
        """提案人评价."""

        SATISFIED = "满意", pgettext_lazy("rating", "satisfied")
        MOSTLY = "基本满意", pgettext_lazy("rating", "mostly satisfied")
        UNSATISFIED = "不满意", pgettext_lazy("rating", "not satisfied")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="handlings", verbose_name=_("proposal"))
    number = models.PositiveSmallIntegerField(_("handling"), default=1)
    signed_by = models.CharField(_("signed by the leader"), max_length=60, blank=True, default="")
    instruction = models.CharField(_("instruction"), max_length=300, blank=True, default="")
    assigned_on = models.DateField(_("assigned on"))
    due_on = models.DateField(_("answer due on"))
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=1, choices=Proposal.Result, blank=True, default="")
    answer = models.TextField(_("answer"), max_length=4000, blank=True, default="")
    planned_for = models.DateField(_("planned to be done by"), null=True, blank=True)
    rating = models.CharField(_("rating"), max_length=4, choices=Rating, blank=True, default="")
    rated_on = models.DateField(_("rated on"), null=True, blank=True)
    rated_by = models.CharField(_("rated by"), max_length=60, blank=True, default="")
    rating_words = models.CharField(_("words of the rating"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("handling of a proposal")
        verbose_name_plural = _("handlings of proposals")
        ordering = ["proposal", "number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="proposals_handling_once")]
        indexes = [
            models.Index(fields=["due_on"], name="proposals_due", condition=Q(answered_on__isnull=True)),
        ]

    def __str__(self):
        return f"{self.proposal} {self.number}"

    @property
    def lead(self):
        """Who handles it in the first place."""
        return next((one for one in self.assignees.all() if one.lead), None)

    @property
    def helpers(self):
        """Who helps."""
        return [one for one in self.assignees.all() if not one.lead]


class Assignee(Part):
    """A department that handles a proposal or helps: named in words, with an officer or a union below."""

    handling = models.ForeignKey(Handling, models.PROTECT, related_name="assignees", verbose_name=_("handling"))
    lead = models.BooleanField(_("in the lead"), default=False)
    name = models.CharField(_("department"), max_length=80)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("officer")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("union below")
    )

    class Meta:
        verbose_name = _("department that handles a proposal")
        verbose_name_plural = _("departments that handle proposals")
        ordering = ["handling", "-lead", "id"]
        constraints = [
            models.UniqueConstraint(fields=["handling"], condition=Q(lead=True), name="proposals_one_in_the_lead"),
        ]

    def __str__(self):
        return self.name


class Reminder(Part):
    """Somebody was reminded of an answer: the department, or the leader when it is overdue."""

    class Level(models.TextChoices):
        OFFICE = "office", _("department")
        LEADER = "leader", _("leader")

    handling = models.ForeignKey(Handling, models.PROTECT, related_name="reminders", verbose_name=_("handling"))
    level = models.CharField(_("whom reminded"), max_length=6, choices=Level)
    to = models.CharField(_("name"), max_length=80, blank=True, default="")
    on = models.DateField(_("reminded on"))
    words = models.CharField(_("words"), max_length=300, blank=True, default="")
    by_itself = models.BooleanField(_("by the system"), default=False)

    class Meta:
        verbose_name = _("reminder of an answer")
        verbose_name_plural = _("reminders of answers")
        ordering = ["handling", "on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["handling", "level"], condition=Q(by_itself=True), name="proposals_reminded_by_itself_once"
            ),
        ]

    def __str__(self):
        return f"{self.to} {self.on}"


class FollowUp(Part):
    """What became of an answered proposal later: a plan was carried out, a class improved."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="follow_ups", verbose_name=_("proposal"))
    on = models.DateField(_("on the day"))
    was = models.CharField(_("result before"), max_length=1, choices=Proposal.Result, blank=True, default="")
    now = models.CharField(_("result now"), max_length=1, choices=Proposal.Result)
    words = models.CharField(_("what was done"), max_length=500)

    class Meta:
        verbose_name = _("follow-up of a proposal")
        verbose_name_plural = _("follow-ups of proposals")
        ordering = ["proposal", "on", "id"]

    def __str__(self):
        return f"{self.on} {self.was}→{self.now}"


class Score(Part):
    """Points that a group of delegates or the appraisal group gave a proposal."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="scores", verbose_name=_("proposal"))
    group = models.CharField(_("appraisal group"), max_length=60)
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2)
    on = models.DateField(_("on the day"))

    class Meta:
        verbose_name = _("score of a proposal")
        verbose_name_plural = _("scores of proposals")
        ordering = ["proposal", "group"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "group"], name="proposals_one_score_a_group"),
            models.CheckConstraint(condition=Q(points__gte=0, points__lte=100), name="proposals_points_to_a_hundred"),
        ]

    def __str__(self):
        return f"{self.group} {self.points}"


class Step(Part):
    """A proposal came into a state: when, by whom, why."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="steps", verbose_name=_("proposal"))
    state = models.CharField(_("state"), max_length=10, choices=Proposal.State)
    on = models.DateField(_("on the day"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    why = models.CharField(_("remark"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("step of a proposal")
        verbose_name_plural = _("steps of proposals")
        ordering = ["proposal", "id"]

    def __str__(self):
        return f"{self.on} {self.state}"
