"""A session of a congress: its agenda, papers, groups and opinions, who came, the presidium, the votes."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models.congress import Congress, Constituency
from taizhang.congress.models.delegate import Delegate
from taizhang.congress.models.ordinals import chinese
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part


class Session(WorkRecord):
    """A session (第八届第四次), or a meeting between two sessions that acts for the congress."""

    class Kind(models.TextChoices):
        REGULAR = "例会", pgettext_lazy("congress", "session")
        EXTRAORDINARY = "临时会议", _("extraordinary session")
        JOINT = "联席会议", _("joint meeting of delegations")
        PRESIDIUM = "主席团会议", _("meeting of the presidium")
        EXECUTIVE = "执委会会议", _("meeting of the executive committee")

    FULL = (Kind.REGULAR, Kind.EXTRAORDINARY)  # all delegates are due

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("congress", "being prepared")
        CALLED = "called", _("has been called")
        OPEN = "open", _("in session")
        CLOSED = "closed", pgettext_lazy("congress", "closed")
        REPORTED = "reported", _("reported and published")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="sessions", verbose_name=_("congress"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.REGULAR)
    number = models.PositiveSmallIntegerField(_("session no."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    opens_on = models.DateField(pgettext_lazy("congress", "opens on"))
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    theme = models.CharField(_("theme"), max_length=120, blank=True)
    called_on = models.DateField(_("called on"), null=True, blank=True)
    # Frozen when the chair opens the session: how many full delegates were due, how many had come.
    due = models.PositiveIntegerField(_("delegates due"), null=True, blank=True)
    present = models.PositiveIntegerField(_("present at the opening"), null=True, blank=True)
    proceedings = models.TextField(_("proceedings"), blank=True)
    report_due_on = models.DateField(_("report due on"), null=True, blank=True)
    reported_on = models.DateField(_("reported to the union above on"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_how = models.CharField(_("published where"), max_length=120, blank=True)
    confirms = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="confirmed_by", verbose_name=_("confirmed by")
    )
    door = models.CharField(max_length=64, default=secrets.token_hex, editable=False)

    class Meta:
        verbose_name = _("session of a congress")
        verbose_name_plural = _("sessions of congresses")
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "kind", "number"], condition=Q(voided_at=None), name="congress_session_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="congress_session_ends_after_it_opens",
            ),
        ]
        indexes = [models.Index(fields=["unit", "opens_on"], name="congress_sessions_held")]

    def __str__(self):
        return f"{self.unit.name}{self.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("congress:session_detail", args=[self.pk])

    @property
    def short(self):
        """第八届第四次会议: the words by which people find it."""
        words = "会议" if self.kind == self.Kind.REGULAR else self.kind
        return f"第{chinese(self.congress.number)}届第{chinese(self.number)}次{words}"

    @property
    def name(self):
        """第八届教职工代表大会第四次会议. In Chinese in both languages, for it is a name."""
        words = "会议" if self.kind == self.Kind.REGULAR else self.kind
        return f"{self.congress.name}第{chinese(self.number)}次{words}"

    @property
    def is_full(self):
        """All delegates are due; otherwise a smaller body acts between sessions."""
        return self.kind in self.FULL

    @property
    def is_held(self):
        return self.state in (self.State.CLOSED, self.State.REPORTED)

    @property
    def tone(self):
        """The colour of its state."""
        return {"planned": "grey", "called": "blue", "open": "amber", "closed": "blue"}.get(self.state, "green")


class AgendaItem(WorkRecord):
    """A matter before the session: under which of the five powers, whether by secret ballot, what came of it."""

    class Power(models.TextChoices):
        """The five powers (五项职权); their words stand in the rulebook as they are."""

        ADVISE = "审议建议", _("discuss and advise")
        PASS = "审议通过", _("discuss and pass")
        SUPERVISE = "审查监督", _("examine and supervise")
        ELECT = "民主选举", _("elect persons")
        EVALUATE = "民主评议", _("evaluate persons")

    class Matter(models.TextChoices):
        """What it is about: decides which rule judges the vote, and what is reserved to the congress."""

        REPORT = "工作报告", _("work report")
        CONTRACT = "集体合同", _("collective contract")
        RULES = "规章制度", _("rules on pay, hours, leave, safety, insurance, training, discipline")
        WAGES = "工资福利方案", _("scheme of pay and welfare")
        RESETTLEMENT = "改制和安置方案", _("restructuring and resettlement")
        FUND = "福利基金使用", _("use of the welfare fund")
        CHARTER = "大会章程和选举办法", _("charter and election rules")
        ELECTION = "选举", _("election")
        RECALL = "罢免", _("recall")
        EVALUATION = "民主评议领导人员", _("evaluation of leaders")
        PROPOSALS = "提案工作", _("proposals")
        SUPERVISION = "执行情况检查", _("whether decisions and contracts are kept")
        OTHER = "其他事项", _("another matter")

    class Outcome(models.TextChoices):
        OPEN = "open", _("not decided yet")
        HEARD = "heard", _("heard and discussed")
        PASSED = "passed", pgettext_lazy("congress", "passed")
        PRINCIPLE = "principle", _("passed in principle")
        FAILED = "failed", pgettext_lazy("congress", "not passed")
        DEFERRED = "deferred", _("deferred")

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="items", verbose_name=pgettext_lazy("congress", "session")
    )
    number = models.PositiveSmallIntegerField(_("number on the agenda"))
    name = models.CharField(_("matter"), max_length=160)
    power = models.CharField(_("power"), max_length=8, choices=Power, default=Power.ADVISE)
    matter = models.CharField(_("kind of matter"), max_length=12, choices=Matter, default=Matter.OTHER)
    secret = models.BooleanField(_("by secret ballot"), default=False)
    speaker = models.CharField(_("presented by"), max_length=60, blank=True)
    outcome = models.CharField(
        pgettext_lazy("congress", "outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision = models.TextField(_("decision in words"), blank=True)

    class Meta:
        verbose_name = _("matter of the agenda")
        verbose_name_plural = _("matters of the agenda")
        ordering = ["session", "number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "number"], condition=Q(voided_at=None), name="congress_agenda_is_numbered"
            )
        ]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.session.short} · {self.name}"

    def get_absolute_url(self):
        return reverse("congress:item_detail", args=[self.pk])

    @property
    def needs_vote(self):
        """It is passed or elected, not merely heard."""
        return self.power in (self.Power.PASS, self.Power.ELECT, self.Power.EVALUATE)

    @property
    def tone(self):
        """The colour of its outcome."""
        return {"passed": "green", "principle": "green", "heard": "blue", "failed": "red"}.get(self.outcome, "amber")


class Vote(WorkRecord):
    """A vote on a matter: due and present frozen when it was taken, the count, and the rule by which it was judged."""

    class How(models.TextChoices):
        HANDS = "hands", _("show of hands")
        PAPER = "paper", _("secret, on paper")
        BALLOT = "ballot", _("ballot in this program")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="votes", verbose_name=_("matter of the agenda"))
    how = models.CharField(pgettext_lazy("congress", "how"), max_length=6, choices=How, default=How.HANDS)
    question = models.CharField(pgettext_lazy("congress", "question"), max_length=200)
    taken_on = models.DateField(pgettext_lazy("congress", "taken on"))
    due = models.PositiveIntegerField(_("delegates due"))
    present = models.PositiveIntegerField(_("present"))
    ballot_id = models.BigIntegerField(_("ballot"), null=True, blank=True)
    issued = models.PositiveIntegerField(_("ballots issued"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("ballots returned"), null=True, blank=True)
    invalid = models.PositiveIntegerField(_("invalid"), default=0)
    in_favour = models.PositiveIntegerField(_("in favour"), null=True, blank=True)
    against = models.PositiveIntegerField(_("against"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("abstained"), null=True, blank=True)
    tellers = models.CharField(_("tellers"), max_length=120, blank=True)
    passed = models.BooleanField(pgettext_lazy("congress", "passed"), null=True)
    # The rules as they bound on the day, in words, so that a later change of the law does not rewrite the minutes.
    rule_words = models.CharField(_("judged by"), max_length=300, blank=True)
    quorum_words = models.CharField(_("quorum"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = pgettext_lazy("congress", "votes")
        ordering = ["item", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(present__lte=F("due")), name="congress_present_are_among_the_due"),
        ]

    def __str__(self):
        return self.question

    def title(self):
        return f"{self.item.session.short} · {self.question}"

    def get_absolute_url(self):
        return self.item.get_absolute_url()

    @property
    def is_counted(self):
        return self.in_favour is not None


class Paper(Part):
    """A paper for the delegates, and the day on which it reached them."""

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="papers", verbose_name=pgettext_lazy("congress", "session")
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name=_("matter of the agenda")
    )
    name = models.CharField(_("name"), max_length=120)
    sent_on = models.DateField(_("reached the delegates on"), null=True, blank=True)

    class Meta:
        verbose_name = _("paper for delegates")
        verbose_name_plural = _("papers for delegates")
        ordering = ["session", "id"]

    def __str__(self):
        return self.name


class Opinion(Part):
    """What a group said about a matter, and what was answered."""

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="opinions", verbose_name=_("matter of the agenda")
    )
    group = models.ForeignKey(
        Constituency, models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name=_("group")
    )
    said_on = models.DateField(_("said on"))
    words = models.CharField(_("opinion"), max_length=500)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=60, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    taken_up = models.BooleanField(_("taken up"), null=True)

    class Meta:
        verbose_name = _("opinion of a group")
        verbose_name_plural = _("opinions of groups")
        ordering = ["item", "group", "id"]

    def __str__(self):
        return self.words


class Attendance(Part):
    """A delegate at a session: came when and how it was noted, or excused why. One row each."""

    class How(models.TextChoices):
        CODE = "code", _("by the code at the door")
        LIST = "list", _("ticked on the list")
        WORKBOOK = "workbook", _("from a workbook")

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="attendance", verbose_name=pgettext_lazy("congress", "session")
    )
    delegate = models.ForeignKey(Delegate, models.PROTECT, related_name="attendance", verbose_name=_("delegate"))
    came_at = models.DateTimeField(_("came at"), null=True, blank=True)
    how = models.CharField(_("noted how"), max_length=8, choices=How, blank=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    excused = models.CharField(_("excused because"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["session", "delegate"]
        constraints = [models.UniqueConstraint(fields=["session", "delegate"], name="congress_attends_once")]

    def __str__(self):
        return f"{self.delegate} · {self.session}"

    @property
    def is_present(self):
        return self.came_at is not None and self.left_at is None


class Seat(Part):
    """A seat in the presidium (主席团) of a session."""

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="presidium", verbose_name=pgettext_lazy("congress", "session")
    )
    delegate = models.ForeignKey(Delegate, models.PROTECT, related_name="seats", verbose_name=_("delegate"))
    presides = models.BooleanField(_("presides"), default=False)

    class Meta:
        verbose_name = _("seat in the presidium")
        verbose_name_plural = _("seats in the presidium")
        ordering = ["session", "-presides", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "delegate"], name="congress_one_seat_each")]

    def __str__(self):
        return str(self.delegate)
