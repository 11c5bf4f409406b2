"""What is disclosed: the catalogue of items, each disclosure from due to closed, where it was shown, and what was published."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.intake.models import Batch
from taizhang.kernel.models import AppendOnly, User, WorkRecord
from taizhang.kernel.parts import CountedPart
from taizhang.kernel.periods import Period
from taizhang.openness.models.bodies import Body, Seat
from taizhang.openness.models.parts import Audience, Channel, Topic


class Item(WorkRecord):
    """An item of the catalogue: what is disclosed how often, by whom, before whom, and where (OP-02)."""

    class Frequency(models.TextChoices):
        ONCE = "once", _("once")
        MONTHLY = "monthly", _("every month")
        QUARTERLY = "quarterly", _("every quarter")
        HALF = "half", _("every half-year")
        YEARLY = "yearly", _("every year")
        EACH = "each", _("each time it happens")

    code = models.CharField(_("number"), max_length=20, blank=True)
    name = models.CharField(_("item"), max_length=120)
    topic = models.CharField(_("class"), max_length=12, choices=Topic, default=Topic.STAFF)
    audience = models.CharField(_("opened to"), max_length=10, choices=Audience, default=Audience.MEMBERS)
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency, default=Frequency.QUARTERLY)
    opening = models.BooleanField(_("due at the beginning of the period"), default=False)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("disclosure group")
    )
    department = models.CharField(_("disclosing department"), max_length=60, blank=True)
    channels = models.JSONField(_("channels"), default=list)
    place = models.CharField(_("place"), max_length=80, blank=True)
    masks_names = models.BooleanField(_("names of persons are masked"), default=True)
    lasting = models.BooleanField(_("stays readable after its last day"), default=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("import")
    )

    class Meta:
        verbose_name = _("item of the openness catalogue")
        verbose_name_plural = _("openness catalogue")
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=models.Q(until=None, voided_at=None),
                name="openness_one_item_of_a_name",
                violation_error_message=_("The catalogue has an item of this name already."),
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="openness_item_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(topic="aid") | models.Q(masks_names=True, lasting=False),
                name="openness_aid_is_masked_and_taken_down",
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("openness:item_detail", args=[self.pk])

    @property
    def channel_words(self):
        """The channels in words."""
        return [Channel(one).label for one in self.channels if one in Channel.values]


class Disclosure(WorkRecord):
    """One disclosure of an item: due, drafted, checked by the supervision group, posted, answered, closed."""

    class State(models.TextChoices):
        DUE = "due", pgettext_lazy("disclosure", "due")
        DRAFT = "draft", _("being drafted")
        CHECKING = "checking", _("with the supervision group")
        RETURNED = "returned", _("returned with a reason")
        CHECKED = "checked", _("checked, to be posted")
        POSTED = "posted", pgettext_lazy("disclosure", "posted")
        CLOSED = "closed", pgettext_lazy("disclosure", "closed")
        WAIVED = "waived", _("nothing to disclose")
        DOWN = "down", _("taken down")

    OPEN = (State.DUE, State.DRAFT, State.CHECKING, State.RETURNED, State.CHECKED)
    SHOWN = (State.POSTED, State.CLOSED)

    item = models.ForeignKey(Item, models.PROTECT, related_name="disclosures", verbose_name=_("item"))
    name = models.CharField(_("title"), max_length=160)
    period_code = models.CharField(_("period"), max_length=30, blank=True)
    due_on = models.DateField(_("to be posted by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DUE)
    text = models.TextField(_("text"), blank=True)
    table = models.TextField(_("table"), blank=True)
    counts_persons = models.BooleanField(_("the table counts persons"), default=False)
    drafted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("drafted by")
    )
    checked_by = models.ForeignKey(
        Seat,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("openness", "checked by"),
    )
    checked_on = models.DateField(pgettext_lazy("openness", "checked on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("issue number"), null=True, blank=True)
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    until_on = models.DateField(_("last day"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    audience = models.CharField(_("opened to"), max_length=10, choices=Audience, default=Audience.MEMBERS)
    address = models.CharField(_("address of the page"), max_length=24, blank=True, editable=False)

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "period_code"],
                condition=models.Q(voided_at=None) & ~models.Q(period_code=""),
                name="openness_one_disclosure_of_a_period",
                violation_error_message=_("This item has its disclosure of that period already."),
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                condition=models.Q(number__isnull=False),
                name="openness_issues_are_numbered_in_turn",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("posted", "closed"))
                | models.Q(number__isnull=False, posted_on__isnull=False, until_on__isnull=False),
                name="openness_what_is_posted_has_its_days",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state"], name="openness_state"),
            models.Index(fields=["state", "due_on"], name="openness_due"),
            models.Index(fields=["unit", "year"], name="openness_public", condition=~models.Q(address="")),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.issue} {self.name}" if self.number else self.name

    def get_absolute_url(self):
        return reverse("openness:disclosure_detail", args=[self.pk])

    @property
    def issue(self):
        """The issue number in words: 2008 no. 3."""
        return gettext("%(year)s no. %(number)s") % {"year": self.year, "number": self.number} if self.number else ""

    @property
    def period(self):
        """The period that it is about, or None."""
        return Period.parse(self.period_code) if self.period_code else None

    @property
    def tone(self):
        tones = {"posted": "green", "closed": "grey", "returned": "red", "down": "red", "checking": "blue"}
        return tones.get(self.state, "amber" if self.state in self.OPEN else "grey")

    @property
    def was_late(self):
        """Posted after its day. Without a day nothing is late."""
        return bool(self.due_on and self.posted_on and self.posted_on > self.due_on)

    def is_late(self, today):
        """Posted late, or not posted although its day has passed."""
        waits = self.state in self.OPEN and self.due_on is not None and self.due_on < today
        return self.was_late or waits


class Showing(CountedPart):
    """A disclosure in one channel: where, from when to when (the last day included)."""

    whole = "disclosure"

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="showings", verbose_name=_("disclosure"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    place = models.CharField(_("place"), max_length=80, blank=True)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("last day"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    class Meta:
        verbose_name = _("showing of a disclosure")
        verbose_name_plural = _("showings of disclosures")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "channel", "place"],
                name="openness_once_in_a_channel_and_place",
                violation_error_message=_("It is shown there already."),
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="openness_showing_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return f"{self.get_channel_display()} {self.place}".strip()


class Edition(AppendOnly):
    """What was published, to the letter: masked, with its figures as they stood. A correction is a further edition."""

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="editions", verbose_name=_("disclosure"))
    version = models.PositiveSmallIntegerField(_("version"))
    code = models.CharField(_("address"), max_length=24, unique=True)
    digest = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    content = models.JSONField(_("content"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    why = models.CharField(_("reason of the correction"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("published edition")
        verbose_name_plural = _("published editions")
        ordering = ["disclosure", "version"]
        constraints = [models.UniqueConstraint(fields=["disclosure", "version"], name="openness_versions_in_turn")]

    def __str__(self):
        return f"{self.disclosure} · {self.version}"

    def get_absolute_url(self):
        return reverse("openness:public_disclosure", args=[self.code])

    @property
    def fingerprint(self):
        """The digest in groups, so that no long row of digits stands on a page."""
        return ":".join(self.digest[at : at + 4] for at in range(0, len(self.digest), 4))
