"""Who answers for which firm (OM-02), which community is to be covered whole (OM-04), what the union above asks for."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import Unit, WorkRecord


class Sector(WorkRecord):
    """A part of the territory for which one officer answers by name (分片包干)."""

    name = models.CharField(_("name of the sector"), max_length=60)
    officer = models.CharField(_("officer responsible"), max_length=60)
    since = models.DateField(_("since"))
    until = models.DateField(_("dissolved on"), null=True, blank=True)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["unit__path", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=models.Q(until=None, voided_at=None),
                name="outreach_one_sector_of_a_name",
                violation_error_message=_("There is a sector of this name already."),
            )
        ]

    def __str__(self):
        return self.name

    def title(self):
        return gettext("Sector %s") % self.name

    def get_absolute_url(self):
        return reverse("outreach:sector_detail", args=[self.pk])


class Assignment(WorkRecord):
    """A community union answers for a firm from a day on (属地管理). `unit` is the community union."""

    firm = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("firm"))
    name = models.CharField(_("name of the firm"), max_length=120)  # as it was called when it was assigned
    sector = models.ForeignKey(
        Sector, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("sector")
    )
    officer = models.CharField(_("officer responsible"), max_length=60)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    why = models.CharField(_("why it ended"), max_length=200, blank=True)
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name=_("follows")
    )
    unionised_on = models.DateField(_("has a union since"), null=True, blank=True)
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    finding = models.CharField(_("what the review found"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("assignment of a firm")
        verbose_name_plural = _("assignments of firms")
        ordering = ["unit__path", "firm__path", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["firm"],
                condition=models.Q(until=None, voided_at=None),
                name="outreach_one_community_answers_for_a_firm",
                violation_error_message=_("Another union answers for this firm already."),
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="outreach_assignment_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return gettext("%(firm)s, assigned to %(union)s") % {"firm": self.firm.name, "union": self.unit.name}

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("outreach:assignment_detail", args=[self.pk])


class Programme(WorkRecord):
    """A community that is to be covered whole: every firm of the size laid down has a union (工会全覆盖社区). `unit` is the community."""

    class State(models.TextChoices):
        SELECTED = "selected", pgettext_lazy("programme", "selected")
        SURVEY = "survey", pgettext_lazy("programme", "survey")
        UNDER_WAY = "under_way", pgettext_lazy("programme", "under way")
        COVERED = "covered", pgettext_lazy("programme", "covered")
        ENDED = "ended", pgettext_lazy("programme", "given up")

    name = models.CharField(_("community"), max_length=120)  # as it was called when it was selected
    selected_on = models.DateField(_("selected on"))
    target_on = models.DateField(_("to be covered by"))
    least_staff = models.PositiveIntegerField(_("firms with at least so many staff"))
    officer = models.CharField(_("officer responsible"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SELECTED)
    survey_on = models.DateField(_("survey begun on"), null=True, blank=True)
    under_way_on = models.DateField(_("under way since"), null=True, blank=True)
    covered_on = models.DateField(_("covered on"), null=True, blank=True)
    firms = models.PositiveIntegerField(
        _("qualifying firms"), null=True, blank=True
    )  # as counted on the day of coverage
    members = models.PositiveIntegerField(_("members in them"), null=True, blank=True)
    ended_on = models.DateField(pgettext_lazy("outreach", "given up on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("full-coverage community")
        verbose_name_plural = _("full-coverage communities")
        ordering = ["-selected_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=models.Q(voided_at=None) & ~models.Q(state="ended"),
                name="outreach_one_programme_of_a_community",
                violation_error_message=_("This community was selected already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state="covered") | models.Q(covered_on__isnull=False, firms__isnull=False),
                name="outreach_covered_on_a_day_with_a_count",
            ),
        ]

    def __str__(self):
        return gettext("Full coverage of %s") % self.unit.name

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("outreach:programme_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.state in (self.State.SELECTED, self.State.SURVEY, self.State.UNDER_WAY)

    @property
    def tone(self):
        return {"covered": "green", "ended": "grey", "under_way": "blue"}.get(self.state, "amber")


class Quota(WorkRecord):
    """What the union above asks of a union in a year: so many unions, so many members."""

    year = models.PositiveSmallIntegerField(_("year"))
    unions = models.PositiveIntegerField(_("unions to be founded"))
    members = models.PositiveIntegerField(_("members to be admitted"), null=True, blank=True)
    source = models.CharField(_("laid down in"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("quota of foundings")
        verbose_name_plural = _("quotas of foundings")
        ordering = ["-year", "unit__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                condition=models.Q(voided_at=None),
                name="outreach_one_quota_a_year",
                violation_error_message=_("There is a quota for this year already."),
            )
        ]

    def __str__(self):
        return gettext("Quota of foundings %(year)s, %(unit)s") % {"year": self.year, "unit": self.unit.name}

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("outreach:quota_detail", args=[self.pk])
