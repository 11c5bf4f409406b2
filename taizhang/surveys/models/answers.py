"""Who may answer and who has, and, apart from that, what was answered (decision 13).

The register knows persons and a boolean. The box knows sheets under random keys. No table holds both, and neither holds a time or
an order. These rows are written by actions.answering alone, outside an act: an audit line for each answer would be the very link.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang.intake.models import Batch
from taizhang.kernel.models import Unit
from taizhang.members.models import Person
from taizhang.surveys.models.survey import Survey


class Respondent(models.Model):
    """The register: somebody who is asked, and whether the answer is there. Nothing else about the answer."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="respondents", verbose_name=_("survey"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("union"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=60)
    answered = models.BooleanField(_("has answered"), default=False)
    on_paper = models.BooleanField(_("answered on paper"), default=False)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("respondent")
        verbose_name_plural = _("respondents")
        ordering = ["survey", "unit__path", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "person"], condition=Q(person__isnull=False), name="surveys_everybody_is_asked_once"
            )
        ]
        indexes = [models.Index(fields=["survey", "answered"], name="surveys_register")]

    def __str__(self):
        return self.name


class Box(models.Model):
    """The box: a page of sheets {random key: {"answers", "source"}}. A page that is full splits by the keys (rules.box).

    Sheets are not rows: a row has a place in the table and, on PostgreSQL, the number of its transaction, and both say which register
    line changed beside it. A page is written whole, so that only "one of these many" can be read off.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="boxes", verbose_name=_("survey"))
    bits = models.CharField(_("keys of this page begin with"), max_length=40, blank=True)
    sheets = models.JSONField(_("sheets"), default=dict)

    class Meta:
        verbose_name = _("box of sheets")
        verbose_name_plural = _("boxes of sheets")
        ordering = ["survey", "bits"]
        constraints = [models.UniqueConstraint(fields=["survey", "bits"], name="surveys_one_page_of_keys")]

    def __str__(self):
        return f"{self.survey_id} {self.bits}"


class NamedAnswer(models.Model):
    """What somebody answered to a survey with names; begun and not sent yet as long as `done` is false."""

    respondent = models.OneToOneField(Respondent, models.CASCADE, related_name="answer", verbose_name=_("respondent"))
    answers = models.JSONField(_("answers given"), default=dict)
    done = models.BooleanField(_("sent"), default=False)
    on_paper = models.BooleanField(_("answered on paper"), default=False)

    class Meta:
        verbose_name = _("answer with a name")
        verbose_name_plural = _("answers with names")

    def __str__(self):
        return str(self.respondent_id)
