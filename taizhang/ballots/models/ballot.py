"""A ballot, its questions and their candidates."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.ballots.models.parts import Part
from taizhang.kernel.models import WorkRecord


class Base(models.TextChoices):
    """What a number of votes is compared with."""

    ALL = "all", _("all who are entitled")
    PRESENT = "present", _("those present")
    CAST = "cast", _("ballots cast")
    VALID = "valid", _("valid ballots")


class Operator(models.TextChoices):
    """Whether the number itself counts (Civil Code, article 1259)."""

    AT_LEAST = ">=", "≥"
    MORE = ">", ">"


class Ballot(WorkRecord):
    """A vote of an electorate on one or several questions, open from one moment to another."""

    class Kind(models.TextChoices):
        """记名投票 names the voter beside the vote; 无记名投票 keeps no link between them.

        blind: a secret ballot whose slips come with a blind-signed credential instead of a name (docs/decisions/0016); trustees: held
        outside, in a Belenios-compatible system, and its result taken over (docs/decisions/0017).
        """

        OPEN = "open", _("open ballot")
        SECRET = "secret", _("secret ballot")
        BLIND = "blind", _("secret ballot with blind-signed credentials")
        TRUSTEES = "trustees", _("ballot with trustees, held outside")

    class Channels(models.TextChoices):
        ELECTRONIC = "electronic", _("electronic")
        PAPER = "paper", _("on paper")
        BOTH = "both", _("electronic and on paper")

    class State(models.TextChoices):
        DRAFTED = "drafted", pgettext_lazy("ballot", "drafted")
        FROZEN = "frozen", pgettext_lazy("ballot", "electorate frozen")
        OPEN = "open", pgettext_lazy("ballot", "open")
        CLOSED = "closed", pgettext_lazy("ballot", "closed")
        COUNTED = "counted", pgettext_lazy("ballot", "counted")
        PUBLISHED = "published", pgettext_lazy("ballot", "published")
        ANNULLED = "annulled", pgettext_lazy("ballot", "annulled")

    title_text = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind of ballot"), max_length=10, choices=Kind, default=Kind.SECRET)
    channels = models.CharField(_("how votes are cast"), max_length=10, choices=Channels, default=Channels.ELECTRONIC)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFTED)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    record_on = models.DateField(_("record date of weights"), null=True, blank=True)
    catalogue = models.CharField(_("row of the catalogue"), max_length=10, blank=True)
    # elections: the first day on which the candidates hang out for everybody to object
    shown_from = models.DateField(_("candidates on public notice since"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    # The record that called it (a session, an election, a review): a pointer without a foreign key, for callers stand above us.
    caller_type = models.CharField(max_length=60, blank=True)
    caller_id = models.BigIntegerField(null=True, blank=True)
    revote_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revotes", verbose_name=_("re-vote of")
    )
    credentials_until = models.DateTimeField(_("credentials can be taken until"), null=True, blank=True)  # blind only
    # blind only: the modulus in hex; the other half is a file (credentials.py)
    credential_key = models.TextField(blank=True, default="", editable=False)
    # trustees only: what was brought from outside (outside.py)
    archive = models.JSONField(default=dict, blank=True, editable=False)
    present = models.PositiveIntegerField(_("persons present"), null=True, blank=True)
    electorate_hash = models.CharField(_("hash of the electorate"), max_length=64, blank=True)
    frozen_at = models.DateTimeField(_("electorate frozen at"), null=True, blank=True)
    pot_key = models.CharField(max_length=64, blank=True, editable=False)  # public half; the other is a file (pot.py)
    slip_room = models.PositiveIntegerField(default=0, editable=False)  # bytes: every slip is padded to this size
    counted_at = models.DateTimeField(_("counted at"), null=True, blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True, editable=False)
    box_text = models.TextField(blank=True, default="", editable=False)  # the published box, byte for byte
    box_hash = models.CharField(_("hash of the box"), max_length=64, blank=True)
    annulled_why = models.CharField(_("why annulled"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["-opens_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")), name="ballots_closes_after_it_opens"
            )
        ]
        indexes = [
            models.Index(fields=["caller_type", "caller_id"], name="ballots_caller"),
            models.Index(fields=["state", "closes_at"], name="ballots_due"),
        ]

    def __str__(self):
        return self.title_text

    def title(self):
        return self.title_text

    def get_absolute_url(self):
        return reverse("ballots:ballot_detail", args=[self.pk])

    @property
    def is_secret(self):
        return self.kind in (self.Kind.SECRET, self.Kind.BLIND)

    @property
    def is_blind(self):
        return self.kind == self.Kind.BLIND

    @property
    def is_outside(self):
        return self.kind == self.Kind.TRUSTEES

    @property
    def takes_paper(self):
        return self.channels != self.Channels.ELECTRONIC

    @property
    def takes_clicks(self):
        return self.channels != self.Channels.PAPER and not self.is_outside

    @property
    def has_result(self):
        return self.state in (self.State.COUNTED, self.State.PUBLISHED)

    def phase(self, at):
        """The state as the clock has it: a frozen ballot is open between its two moments, whether or not a job has run."""
        if self.state not in (self.State.FROZEN, self.State.OPEN):
            return self.State(self.state)
        if at >= self.closes_at:
            return self.State.CLOSED
        return self.State.OPEN if at >= self.opens_at else self.State.FROZEN


class Question(Part):
    """One thing that is voted on, with its rule: the share that carries it, of what, at which quorum, by which article."""

    class Kind(models.TextChoices):
        MOTION = "motion", _("for, against or abstain")
        CHOICE = "choice", _("elect up to a number")
        APPROVAL = "approval", _("approve any number")
        SCORE = "score", _("give points")
        ORDER = "order", _("put in order")
        GRID = "grid", _("rate several persons")

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="questions", verbose_name=_("ballot"))
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind of question"), max_length=10, choices=Kind)
    text = models.CharField(pgettext_lazy("ballot", "question"), max_length=300)
    seats = models.PositiveSmallIntegerField(_("to be elected"), default=0)
    write_ins = models.BooleanField(_("other names may be written in"), default=False)
    grades = models.JSONField(_("grades, best first"), default=list, blank=True)
    good_grades = models.PositiveSmallIntegerField(_("grades that count as good"), default=0)
    points = models.PositiveSmallIntegerField(_("highest points"), default=0)
    pass_key = models.CharField(max_length=80, blank=True)
    pass_numerator = models.PositiveSmallIntegerField(default=0)  # 0: no threshold, the figures alone are told
    pass_denominator = models.PositiveSmallIntegerField(default=1)
    pass_operator = models.CharField(max_length=2, choices=Operator, default=Operator.MORE)
    pass_base = models.CharField(max_length=8, choices=Base, default=Base.ALL)
    pass_source = models.CharField(max_length=200, blank=True)
    pass_article = models.CharField(max_length=60, blank=True)
    quorum_key = models.CharField(max_length=80, blank=True)
    quorum_numerator = models.PositiveSmallIntegerField(default=0)  # 0: no quorum
    quorum_denominator = models.PositiveSmallIntegerField(default=1)
    quorum_operator = models.CharField(max_length=2, choices=Operator, default=Operator.AT_LEAST)
    quorum_source = models.CharField(max_length=200, blank=True)
    quorum_article = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("ballot", "question")
        verbose_name_plural = _("questions")
        ordering = ["ballot", "number"]
        constraints = [models.UniqueConstraint(fields=["ballot", "number"], name="ballots_question_numbered_once")]

    def __str__(self):
        return f"{self.number}. {self.text}"

    @property
    def is_equal_list(self):
        """等额: as many candidates as seats."""
        return self.kind == self.Kind.CHOICE and self.candidates.count() <= self.seats


class Candidate(Part):
    """Who or what may be chosen, in the order of the ballot paper. `number` is what slips name."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="candidates", verbose_name=pgettext_lazy("ballot", "question")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=60)
    about = models.CharField(_("about the candidate"), max_length=200, blank=True)
    subject = models.CharField(max_length=40, blank=True)  # the opaque key of the person, if known

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["question", "number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="ballots_candidate_numbered_once")]

    def __str__(self):
        return self.name
