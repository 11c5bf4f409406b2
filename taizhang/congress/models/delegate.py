"""Delegates: elected, trained, replaced, recalled."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models.congress import Congress, Constituency
from taizhang.intake.models import Batch
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part
from taizhang.members.models import Person


class Delegate(WorkRecord):
    """A delegate of one term: who, for whom, elected how, serving until when.

    A delegate on the register of members points to the person there; one who is no member is known by name.
    """

    class Standing(models.TextChoices):
        FULL = "正式代表", _("full delegate")
        OBSERVER = "列席代表", _("attends without a vote")
        GUEST = "特邀代表", _("invited delegate")

    class Post(models.TextChoices):
        """What the composition rules ask about the delegate's work."""

        FRONT_LINE = "一线职工", _("front line")
        TECHNICIAN = "技术和一般管理人员", _("technical or office staff")
        MANAGER = "中层以上管理人员", _("middle and top management")

    class State(models.TextChoices):
        SERVING = "serving", _("serving")
        RESIGNED = "resigned", _("resigned")
        LEFT = "left", _("left the unit")
        RECALLED = "recalled", _("recalled")
        EXPIRED = "expired", _("term over")

    class How(models.TextChoices):
        MEETING = "meeting", _("elected at a meeting")
        BALLOT = "ballot", _("elected by ballot")
        EVERYBODY = "everybody", _("everybody is entitled")

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="delegates", verbose_name=_("congress"))
    constituency = models.ForeignKey(
        Constituency, models.PROTECT, null=True, blank=True, related_name="delegates", verbose_name=_("constituency")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=60)
    sex = models.CharField(_("sex"), max_length=1, choices=Person.Sex, blank=True)
    standing_as = models.CharField(
        pgettext_lazy("congress", "standing"), max_length=8, choices=Standing, default=Standing.FULL
    )
    post = models.CharField(
        pgettext_lazy("congress", "kind of work"), max_length=12, choices=Post, default=Post.FRONT_LINE
    )
    teacher = models.BooleanField(_("teacher"), default=False)
    position = models.CharField(_("position"), max_length=60, blank=True)
    badge = models.CharField(_("delegate card no."), max_length=8)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SERVING)
    elected_on = models.DateField(_("elected on"))
    how = models.CharField(_("elected how"), max_length=10, choices=How, default=How.MEETING)
    entitled = models.PositiveIntegerField(pgettext_lazy("congress", "entitled to vote"), null=True, blank=True)
    took_part = models.PositiveIntegerField(_("took part"), null=True, blank=True)
    in_favour = models.PositiveIntegerField(_("votes in favour"), null=True, blank=True)
    ballot_id = models.BigIntegerField(_("ballot"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_why = models.CharField(_("reason"), max_length=200, blank=True)
    # What the constituency said at a recall: how many it has, how many voted to recall.
    recall_entitled = models.PositiveIntegerField(null=True, blank=True)
    recall_in_favour = models.PositiveIntegerField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("elected in place of")
    )
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["congress", "constituency", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "person"],
                condition=Q(voided_at=None, state="serving", person__isnull=False),
                name="congress_a_person_is_one_delegate",
            ),
            models.UniqueConstraint(
                fields=["congress", "badge"], condition=Q(voided_at=None), name="congress_cards_are_numbered_once"
            ),
        ]
        indexes = [models.Index(fields=["congress", "state"], name="congress_delegates_serving")]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.name} · {self.congress.name}"

    def get_absolute_url(self):
        return reverse("congress:delegate_detail", args=[self.pk])

    @property
    def subject(self):
        """The key under which the ledger counts this human being once."""
        return f"person:{self.person_id}" if self.person_id else f"delegate:{self.pk}"

    @property
    def votes(self):
        """Only full delegates vote and count for the quorum."""
        return self.standing_as == self.Standing.FULL

    @property
    def tone(self):
        """The colour of its state."""
        return {"serving": "green", "recalled": "red"}.get(self.state, "grey")


class Training(WorkRecord):
    """A training of delegates (DM-07): when, about what, who came."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="trainings", verbose_name=_("congress"))
    on = models.DateField(_("day"))
    topic = models.CharField(pgettext_lazy("congress", "topic"), max_length=120)
    lecturer = models.CharField(_("lecturer"), max_length=60, blank=True)
    hours = models.DecimalField(_("length in hours"), max_digits=5, decimal_places=1, null=True, blank=True)
    place = models.CharField(pgettext_lazy("congress", "place"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("training of delegates")
        verbose_name_plural = _("trainings of delegates")
        ordering = ["-on", "-id"]

    def __str__(self):
        return self.topic

    def title(self):
        return self.topic

    def get_absolute_url(self):
        return self.congress.get_absolute_url() + "#trainings"


class Trained(Part):
    """A delegate who came to a training."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="came", verbose_name=_("training"))
    delegate = models.ForeignKey(Delegate, models.PROTECT, related_name="trainings", verbose_name=_("delegate"))

    class Meta:
        verbose_name = _("delegate trained")
        verbose_name_plural = _("delegates trained")
        constraints = [models.UniqueConstraint(fields=["training", "delegate"], name="congress_trained_once_each")]

    def __str__(self):
        return f"{self.delegate} · {self.training}"
