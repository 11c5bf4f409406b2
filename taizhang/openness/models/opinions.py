"""Objections, questions and suggestions on what was disclosed: received, answered by a day, published with the item."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord
from taizhang.members.models import Person
from taizhang.openness.models.items import Disclosure


class Opinion(WorkRecord):
    """What somebody says on a disclosure; who said it is sealed."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        OBJECTION = "objection", _("objection")
        SUGGESTION = "suggestion", pgettext_lazy("openness", "suggestion")

    class Way(models.TextChoices):
        CLERK = "clerk", _("written down by the union")
        PAGE = "page", _("from the public page")
        OWN = "own", _("from a member's own page")

    class Outcome(models.TextChoices):
        OPEN = "open", _("not answered yet")
        EXPLAINED = "explained", _("explained")
        ACCEPTED = "accepted", _("accepted: corrected or will be done")
        REJECTED = "rejected", _("not founded")

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="opinions", verbose_name=_("disclosure"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.QUESTION)
    way = models.CharField(_("how it came"), max_length=10, choices=Way, default=Way.CLERK)
    received_on = models.DateField(_("received on"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    by_whom = sealing.SealedField(_("who says it"), mask=sealing.mask_name)
    contact = sealing.SealedField(_("how to reach"), mask=sealing.mask_all)
    words = models.TextField(_("what is said"))
    due_on = models.DateField(_("to be answered by"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(pgettext_lazy("openness", "answer"), blank=True)
    published = models.BooleanField(_("published with the item"), default=False)
    shown = models.JSONField(_("as published"), default=dict, blank=True)  # {"words": …, "answer": …}, masked

    class Meta:
        verbose_name = _("opinion on a disclosure")
        verbose_name_plural = _("opinions on disclosures")
        ordering = ["received_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="open", answered_on=None)
                | (~models.Q(outcome="open") & models.Q(answered_on__isnull=False)),
                name="openness_an_answer_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(published=False) | ~models.Q(outcome="open"),
                name="openness_published_with_its_answer",
            ),
        ]
        indexes = [models.Index(fields=["outcome", "due_on"], name="openness_opinion_due")]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.disclosure}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return f"{self.disclosure.get_absolute_url()}#opinions"

    @property
    def is_open(self):
        return self.outcome == self.Outcome.OPEN

    @property
    def tone(self):
        return {"open": "amber", "rejected": "grey"}.get(self.outcome, "green")
