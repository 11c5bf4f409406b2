"""The re-registration of a whole roster: announced for a time, each member's form compared with the file."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord
from taizhang.members.models.register import Membership, Person


class Reregistration(WorkRecord):
    """A campaign: everybody in membership at the union and below fills in the form once, between two days."""

    name = models.CharField(pgettext_lazy("person", "name"), max_length=120)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    roster = models.PositiveIntegerField(_("on the roster when closed"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("re-registration")
        verbose_name_plural = _("re-registrations")
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="members_reregistration_period")
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:reregistration_detail", args=[self.pk])

    @property
    def is_open(self):
        return self.closed_on is None and self.voided_at is None

    @property
    def tone(self):
        return "amber" if self.is_open else "green"


class Confirmation(WorkRecord):
    """One member's form in a re-registration: what was filled in, and what of it was taken over into the file."""

    class State(models.TextChoices):
        FILLED = "已填表", pgettext_lazy("confirmation", "filled in")
        CHECKED = "已核对", pgettext_lazy("confirmation", "checked")

    class Source(models.TextChoices):
        CLERK = "经办填写", pgettext_lazy("confirmation", "by the clerk")
        SELF = "本人填写", pgettext_lazy("confirmation", "by the member")
        IMPORT = "批量导入", pgettext_lazy("confirmation", "by a workbook")

    reregistration = models.ForeignKey(
        Reregistration, models.PROTECT, related_name="confirmations", verbose_name=_("re-registration")
    )
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("membership"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.FILLED)
    source = models.CharField(_("how it came"), max_length=10, choices=Source, default=Source.CLERK)
    form = sealing.SealedField(_("what was filled in"))  # one sealed JSON object: column → text
    filled_on = models.DateField(_("filled in on"))
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    taken = models.JSONField(_("taken over"), default=list, blank=True)
    left = models.JSONField(_("left as it was"), default=list, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("form of re-registration")
        verbose_name_plural = _("forms of re-registration")
        ordering = ["-filled_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reregistration", "person"],
                condition=Q(voided_at=None),
                name="members_confirmed_once",
                violation_error_message=_("This member's form is on file already."),
            )
        ]
        indexes = [models.Index(fields=["reregistration", "state"], name="members_confirmation_state")]

    def __str__(self):
        return f"{self.reregistration.name} · {self.person.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("members:confirmation_detail", args=[self.pk])

    @property
    def tone(self):
        return "green" if self.state == self.State.CHECKED else "amber"
