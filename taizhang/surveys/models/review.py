"""Democratic review of leaders, recommendation of reserve cadres, and open appraisals: sheet first, then what follows from it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part
from taizhang.members.models import Person
from taizhang.surveys.models.survey import Survey


class Review(WorkRecord):
    """A year's review of leaders: duty reports, anonymous sheet, count, feedback, file. Or a recommendation of reserve cadres."""

    class Kind(models.TextChoices):
        LEADERS = "leaders", _("review of leaders")
        RESERVE = "reserve", _("recommendation of reserve cadres")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.LEADERS)
    name = models.CharField(_("name"), max_length=100)
    year = models.PositiveSmallIntegerField(_("year"))
    survey = models.OneToOneField(Survey, models.PROTECT, related_name="review", verbose_name=_("sheet"))
    counted_on = models.DateField(_("counted on"), null=True, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    filed_with = models.CharField(_("filed with"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("review of leaders")
        verbose_name_plural = _("reviews of leaders")
        ordering = ["-year", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(filed_on=None) | Q(counted_on__isnull=False, filed_on__gte=F("counted_on")),
                name="surveys_counted_before_filed",
            )
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("surveys:review_detail", args=[self.pk])

    @property
    def is_of_leaders(self):
        return self.kind == self.Kind.LEADERS


class Reviewed(Part):
    """One leader under review, or one nominee: duty report, result, feedback."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="persons", verbose_name=_("review of leaders"))
    row = models.PositiveSmallIntegerField(_("row of the sheet"))
    name = models.CharField(_("name"), max_length=60)
    post = models.CharField(_("post"), max_length=80, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    reported_on = models.DateField(_("duty report given on"), null=True, blank=True)
    report = models.TextField(_("main points of the duty report"), blank=True)
    counts = models.JSONField(_("sheets for each grade"), default=list, blank=True)
    feedback_on = models.DateField(_("feedback given on"), null=True, blank=True)
    feedback = models.TextField(_("what was said"), blank=True)
    seen_on = models.DateField(_("read by the leader on"), null=True, blank=True, editable=False)
    reply = models.TextField(_("what the leader says"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("person under review")
        verbose_name_plural = _("persons under review")
        ordering = ["review", "row"]
        constraints = [
            models.UniqueConstraint(fields=["review", "row"], name="surveys_one_person_a_row"),
            models.CheckConstraint(
                condition=Q(seen_on=None) | Q(feedback_on__isnull=False), name="surveys_read_after_it_was_told"
            ),
        ]

    def __str__(self):
        return self.name


class Appraisal(WorkRecord):
    """Selecting people in the open: everybody appraises, the count is closed, and only then somebody decides."""

    matter = models.CharField(_("what they are chosen for"), max_length=120)
    places = models.PositiveSmallIntegerField(_("places"))
    survey = models.OneToOneField(Survey, models.PROTECT, related_name="appraisal", verbose_name=_("sheet"))
    counted_on = models.DateField(_("counted on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=100, blank=True)
    reasons = models.CharField(_("reasons"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("open appraisal")
        verbose_name_plural = _("open appraisals")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(counted_on__isnull=False, decided_on__gte=F("counted_on")),
                name="surveys_appraised_before_decided",
            )
        ]

    def __str__(self):
        return self.matter

    def title(self):
        return self.matter

    def get_absolute_url(self):
        return reverse("surveys:appraisal_detail", args=[self.pk])


class Candidate(Part):
    """One person of an appraisal: how many sheets name them, and whether they were chosen."""

    appraisal = models.ForeignKey(
        Appraisal, models.CASCADE, related_name="candidates", verbose_name=_("open appraisal")
    )
    row = models.PositiveSmallIntegerField(_("row of the sheet"))
    name = models.CharField(_("name"), max_length=60)
    words = models.CharField(_("about the person"), max_length=120, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    votes = models.PositiveIntegerField(_("sheets that name the person"), null=True, blank=True)
    chosen = models.BooleanField(_("chosen"), default=False)

    class Meta:
        verbose_name = _("candidate of an appraisal")
        verbose_name_plural = _("candidates of appraisals")
        ordering = ["appraisal", "row"]
        constraints = [models.UniqueConstraint(fields=["appraisal", "row"], name="surveys_one_candidate_a_row")]

    def __str__(self):
        return self.name
