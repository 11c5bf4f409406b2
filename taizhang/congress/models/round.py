"""Rounds: a patrol of delegates, a team's meeting, a face-to-face visit, a check of the canteen; and the canteen group."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models.imported import Imported
from taizhang.kernel.models import Unit, WorkRecord
from taizhang.kernel.parts import Part


class Canteen(WorkRecord):
    """A canteen with its quality group: a check every working day, a meeting every week."""

    name = models.CharField(_("canteen"), max_length=60)
    members = models.CharField(_("members of the group"), max_length=300)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    # Up to this day the checks that were due are counted; a job moves it on week by week.
    counted_until = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("canteen group")
        verbose_name_plural = _("canteen groups")
        ordering = ["unit__path", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(until=None, voided_at=None), name="congress_one_group_of_a_canteen"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="congress_canteen_ends_later"
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.unit.name} {self.name}"

    def get_absolute_url(self):
        return reverse("congress:canteen_detail", args=[self.pk])


class Round(Imported):
    """One round among the staff: planned, held with what was seen and said, closed with a report."""

    class Kind(models.TextChoices):
        PATROL = "patrol", _("delegate patrol")
        TEAM = "team", _("team meeting")
        VISIT = "visit", _("face-to-face visit")
        CHECK = "check", _("canteen check")
        TABLE = "table", _("canteen meeting")

    class Method(models.TextChoices):
        ON_SITE = "site", _("inspection on the spot")
        ASSEMBLY = "assembly", _("meeting of the staff")
        INTERVIEW = "interview", _("interviews")
        LIFE = "life", _("democratic life meeting")
        MANAGEMENT = "management", _("democratic management meeting")

    class Verdict(models.TextChoices):
        GOOD = "good", _("good")
        FAIR = "fair", _("generally good")
        POOR = "poor", _("must improve")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", pgettext_lazy("congress", "held")
        CLOSED = "closed", _("reported")
        CANCELLED = "cancelled", _("cancelled")

    CATALOGUE = {"patrol": "DM-10", "team": "DM-12", "visit": "DM-13", "check": "DM-15", "table": "DM-15"}

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    name = models.CharField(pgettext_lazy("congress", "subject"), max_length=120)
    host = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit visited")
    )
    place = models.CharField(_("team, project or place"), max_length=80, blank=True)
    method = models.CharField(_("method"), max_length=12, choices=Method, blank=True)
    canteen = models.ForeignKey(
        Canteen, models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name=_("canteen")
    )
    planned_on = models.DateField(_("planned for"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    people = models.PositiveIntegerField(_("taking part"), null=True, blank=True)
    names = models.CharField(_("who took part"), max_length=500, blank=True)
    interviewed = models.PositiveIntegerField(_("staff interviewed"), null=True, blank=True)
    minutes = models.TextField(_("minutes"), max_length=5000, blank=True)
    good = models.CharField(_("good practice"), max_length=500, blank=True)
    verdict = models.CharField(pgettext_lazy("congress", "verdict"), max_length=6, choices=Verdict, blank=True)
    asked = models.PositiveIntegerField(_("asked about the food"), null=True, blank=True)
    content = models.PositiveIntegerField(_("satisfied with the food"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    closed_on = models.DateField(_("reported on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("congress", "round")
        verbose_name_plural = _("rounds")
        ordering = ["-planned_on", "-id"]
        indexes = [models.Index(fields=["unit", "kind", "planned_on"], name="congress_round_kind")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("held", "closed")) | Q(held_on__isnull=False),
                name="congress_round_held_with_a_day",
            ),
            models.CheckConstraint(
                condition=Q(content=None) | Q(asked__isnull=False, content__lte=F("asked")),
                name="congress_satisfied_were_asked",
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("congress:round_detail", args=[self.pk])

    @property
    def where(self):
        """The unit, team, project or canteen that it went to."""
        return " ".join(
            filter(
                None, (self.host.name if self.host_id else "", self.place, self.canteen.name if self.canteen_id else "")
            )
        )

    @property
    def catalogue(self):
        """The row of the catalogue that it belongs to."""
        return self.CATALOGUE[self.kind]

    @property
    def tone(self):
        """The colour of its state."""
        return {"planned": "amber", "held": "blue", "closed": "green"}.get(self.state, "grey")


class CheckPoint(Part):
    """A line of the checklist of a round."""

    class Result(models.TextChoices):
        UNSEEN = "", _("not looked at")
        FINE = "fine", _("in order")
        FAULT = "fault", _("at fault")

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="points", verbose_name=pgettext_lazy("congress", "round")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.CharField(_("point"), max_length=120)
    result = models.CharField(_("result"), max_length=6, choices=Result, default=Result.UNSEEN, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("round", "point of a checklist")
        verbose_name_plural = pgettext_lazy("round", "points of checklists")
        ordering = ["round", "number"]

    def __str__(self):
        return self.words

    @property
    def tone(self):
        """The colour of its result."""
        return {"fine": "green", "fault": "red"}.get(self.result, "grey")
