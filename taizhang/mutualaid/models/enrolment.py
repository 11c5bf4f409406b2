"""Who is covered by what, from which day."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.intake.models import Batch
from taizhang.kernel.models import WorkRecord
from taizhang.members.models import Membership, Person
from taizhang.mutualaid.models.parts import yuan
from taizhang.mutualaid.models.product import Season


class Enrolment(WorkRecord):
    """A person's enrolment in a product for one year of cover, at the union that looks after it."""

    class State(models.TextChoices):
        ENROLLED = "enrolled", _("enrolled, premium open")
        PAID = "paid", _("premium paid")
        ENDED = "ended", _("ended early")

    season = models.ForeignKey(Season, models.PROTECT, related_name="enrolments", verbose_name=_("year of enrolment"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("membership"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ENROLLED)
    enrolled_on = models.DateField(_("enrolled on"))
    status_then = models.CharField(_("status of membership then"), max_length=10)
    age_band = models.CharField(_("age band"), max_length=12, blank=True)
    premium = yuan(verbose_name=_("premium"))
    union_share = yuan(verbose_name=_("of which the union pays"), default=0)
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("renews")
    )
    paid_on = models.DateField(_("premium paid on"), null=True, blank=True)
    covers_from = models.DateField(_("covered from"), null=True, blank=True)
    covers_until = models.DateField(_("covered up to"), null=True, blank=True)
    waits_until = models.DateField(_("waiting period up to"), null=True, blank=True)
    certificate = models.CharField(_("certificate no."), max_length=40, blank=True)
    ended_why = models.CharField(_("reason"), max_length=200, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["season", "person"], condition=Q(voided_at=None), name="mutualaid_enrolled_once_a_year"
            ),
            models.UniqueConstraint(
                fields=["certificate"],
                condition=~Q(certificate="") & Q(voided_at=None),
                name="mutualaid_certificates_are_numbered",
            ),
            models.CheckConstraint(
                condition=Q(premium__gte=0, union_share__gte=0, union_share__lte=models.F("premium")),
                name="mutualaid_enrolment_premium_is_shared",
            ),
        ]
        indexes = [models.Index(fields=["unit", "season", "state"], name="mutualaid_enrolled_at")]

    def __str__(self):
        return f"{self.person.name} · {self.season}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("mutualaid:enrolment_detail", args=[self.pk])

    @property
    def own_share(self):
        """What the person pays."""
        return self.premium - self.union_share

    @property
    def tone(self):
        """The colour of its state."""
        return {"enrolled": "amber", "paid": "green"}.get(self.state, "grey")
