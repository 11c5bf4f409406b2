"""After payment: a random sample that anybody can draw again, and what came out when the persons were asked."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.aid.models.payments import Payment
from taizhang.aid.models.programmes import Programme
from taizhang.kernel.models import WorkRecord


class Sample(WorkRecord):
    """A draw among the paid (抽查): the seed is published, so that the draw can be repeated."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="samples", verbose_name=_("programme"))
    drawn_on = models.DateField(_("drawn on"))
    seed = models.CharField(_("seed"), max_length=80)
    population = models.PositiveIntegerField(_("paid in all"))
    size = models.PositiveIntegerField(_("drawn"))
    digest = models.CharField(_("check sum of the list"), max_length=64)

    class Meta:
        verbose_name = _("sample for verification")
        verbose_name_plural = _("samples for verification")
        ordering = ["-drawn_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(size__lte=F("population")), name="aid_sample_within_population"),
        ]

    def __str__(self):
        return gettext("%(name)s, sample of %(size)s") % {"name": self.programme.name, "size": self.size}

    def get_absolute_url(self):
        return reverse("aid:sample_detail", args=[self.pk])


class Check(WorkRecord):
    """One person of a sample: what she said when asked."""

    class Result(models.TextChoices):
        OPEN = "open", _("not asked yet")
        RIGHT = "right", _("received in full")
        AMOUNT = "amount", _("another amount")
        NOTHING = "nothing", _("nothing received")
        UNREACHED = "unreached", _("not reached")

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="checks", verbose_name=_("sample"))
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="checks", verbose_name=_("payment"))
    place = models.PositiveIntegerField(_("place in the draw"))
    result = models.CharField(_("result"), max_length=10, choices=Result, default=Result.OPEN)
    on = models.DateField(_("asked on"), null=True, blank=True)
    how = models.CharField(_("how"), max_length=40, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("check of a payment")
        verbose_name_plural = _("checks of payments")
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["sample", "payment"], name="aid_check_once")]

    def __str__(self):
        return str(self.payment)

    def get_absolute_url(self):
        return self.sample.get_absolute_url()

    @property
    def tone(self):
        return {"right": "green", "amount": "red", "nothing": "red", "unreached": "amber"}.get(self.result, "grey")
