"""Annual returns: one union's survey of a year, and what was filled in where the ledger had no answer."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import User, WorkRecord
from taizhang.statistics.editions import editions


class Return(WorkRecord):
    """调查表: drafted, handed in to the union above with its numbers frozen, accepted or sent back."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("return", "being filled in")
        SUBMITTED = "submitted", pgettext_lazy("return", "handed in")
        ACCEPTED = "accepted", pgettext_lazy("return", "accepted")

    edition = models.CharField(_("survey form"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    submitted_on = models.DateField(_("handed in on"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    note = models.CharField(_("note on the check relations"), max_length=300, blank=True, default="")
    why = models.CharField(_("why it was sent back"), max_length=200, blank=True, default="")
    # {"known_at": moment, "lines": {code: {"value", "origin", "version", "source"}}}: what was handed in, and stays.
    frozen = models.JSONField(_("as handed in"), default=dict, blank=True)
    digest = models.CharField(_("fingerprint"), max_length=64, blank=True, default="")

    class Meta:
        verbose_name = _("annual return")
        verbose_name_plural = _("annual returns")
        ordering = ["-year", "unit", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "edition", "year"],
                condition=Q(voided_at=None),
                name="statistics_one_return_a_year",
                violation_error_message=_("There is a return of this year already."),
            )
        ]

    def __str__(self):
        return f"{self.form.words} {self.year}"

    def title(self):
        return f"{self.form.words} {self.year} · {self.unit.name}"

    def get_absolute_url(self):
        return reverse("statistics:return_detail", args=[self.pk])

    @property
    def form(self):
        """The Edition that it is filled in by."""
        return editions()[self.edition]

    @property
    def period(self):
        """The days of which it speaks."""
        return self.form.period(self.year)

    @property
    def tone(self):
        return {self.State.ACCEPTED: "green", self.State.SUBMITTED: "blue"}.get(self.state, "amber")


class Declaration(WorkRecord):
    """填报: a line that the ledger cannot answer, answered by somebody who names the source."""

    of = models.ForeignKey(Return, models.PROTECT, related_name="declarations", verbose_name=_("annual return"))
    line = models.CharField(_("line"), max_length=10)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2)
    source = models.CharField(_("source"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("filled in by"))
    said_at = models.DateTimeField(_("filled in at"))

    class Meta:
        verbose_name = _("declared figure")
        verbose_name_plural = _("declared figures")
        ordering = ["of", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["of", "line"], condition=Q(voided_at=None), name="statistics_one_answer_a_line"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="statistics_declared_not_negative"),
        ]

    def __str__(self):
        return f"{self.of} {self.line}"

    def title(self):
        line = self.of.form.lines[self.line]
        return f"{line.code} {line.words}"

    def get_absolute_url(self):
        return self.of.get_absolute_url()
