"""A suggestion for improvement (合理化建议) with those who made it and what experts think of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part
from taizhang.members.models import Person
from taizhang.proposals.models.parts import Subject
from taizhang.proposals.models.proposal import Proposal


class Suggestion(WorkRecord):
    """What somebody of the staff suggests: assessed, adopted or not, carried out, rewarded."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", pgettext_lazy("suggestion", "submitted")
        ADOPTED = "adopted", pgettext_lazy("suggestion", "adopted")
        DECLINED = "declined", pgettext_lazy("suggestion", "not adopted")
        DONE = "done", pgettext_lazy("suggestion", "carried out")
        WITHDRAWN = "withdrawn", pgettext_lazy("suggestion", "withdrawn")

    number = models.CharField(_("suggestion no."), max_length=12)
    name = models.CharField(_("title"), max_length=120)
    content = models.TextField(_("content"), max_length=4000)
    subject = models.CharField(_("class"), max_length=20, choices=Subject, default=Subject.OTHER)
    department = models.CharField(_("department"), max_length=80, blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SUBMITTED)
    submitted_on = models.DateField(_("submitted on"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    why = models.CharField(_("reason of the decision"), max_length=500, blank=True, default="")
    carried_by = models.CharField(_("carried out by"), max_length=80, blank=True, default="")
    due_on = models.DateField(_("to be carried out by"), null=True, blank=True)
    done_on = models.DateField(_("carried out on"), null=True, blank=True)
    done_words = models.CharField(_("what was done"), max_length=500, blank=True, default="")
    benefit = models.DecimalField(_("benefit (yuan)"), max_digits=14, decimal_places=2, null=True, blank=True)
    benefit_on = models.DateField(_("benefit stated on"), null=True, blank=True)
    benefit_by = models.CharField(_("benefit stated by"), max_length=80, blank=True, default="")
    reward = models.DecimalField(_("reward (yuan)"), max_digits=12, decimal_places=2, null=True, blank=True)
    rewarded_on = models.DateField(_("rewarded on"), null=True, blank=True)
    award = models.CharField(_("award"), max_length=120, blank=True, default="")
    origin = models.OneToOneField(
        Proposal, models.PROTECT, null=True, blank=True, related_name="suggestion", verbose_name=_("was a proposal")
    )
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-submitted_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"], condition=Q(voided_at=None), name="proposals_suggestion_number_once"
            ),
            models.CheckConstraint(
                condition=Q(benefit=None) | Q(benefit__gte=0, benefit_on__isnull=False) & ~Q(benefit_by=""),
                name="proposals_benefit_is_stated_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="suggestion_unit_state")]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.number} {self.name}"

    def get_absolute_url(self):
        return reverse("proposals:suggestion_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour of its state."""
        return {"submitted": "amber", "adopted": "blue", "done": "green"}.get(self.state, "grey")


class Contributor(Part):
    """Somebody who made a suggestion, alone or with others."""

    suggestion = models.ForeignKey(
        Suggestion, models.PROTECT, related_name="contributors", verbose_name=_("suggestion")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        verbose_name = _("contributor of a suggestion")
        verbose_name_plural = _("contributors of suggestions")
        ordering = ["suggestion", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "person"], condition=Q(person__isnull=False), name="proposals_contributes_once"
            )
        ]

    def __str__(self):
        return self.name


class Assessment(Part):
    """What an expert thinks of a suggestion."""

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="assessments", verbose_name=_("suggestion"))
    expert = models.CharField(_("expert"), max_length=60)
    on = models.DateField(_("on the day"))
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=2, null=True, blank=True)
    words = models.CharField(_("opinion"), max_length=500, blank=True, default="")
    for_it = models.BooleanField(_("for adoption"), default=True)

    class Meta:
        verbose_name = _("assessment of a suggestion")
        verbose_name_plural = _("assessments of suggestions")
        ordering = ["suggestion", "id"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "expert"], name="proposals_one_assessment_an_expert"),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gte=0, points__lte=100), name="proposals_assessed_to_a_hundred"
            ),
        ]

    def __str__(self):
        return self.expert
