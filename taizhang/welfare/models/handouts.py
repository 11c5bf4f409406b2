"""Hand-outs: a list of recipients, what each gets, and the signature; the love supermarket is one where they choose by points."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import CountedPart
from taizhang.welfare.models.named import Named
from taizhang.welfare.models.stock import Item, Plan


class Handout(WorkRecord):
    """One hand-out (一次发放): what for, when, to whom; goods from the store, cash beside them."""

    class Kind(models.TextChoices):
        GOODS = "AW-06", pgettext_lazy("handout", "condolence goods")
        SUPERMARKET = "AW-16", pgettext_lazy("handout", "love supermarket")
        PROTECTION = "AW-17", pgettext_lazy("handout", "labour protection and heat relief")

    class State(models.TextChoices):
        PREPARED = "名单准备", pgettext_lazy("handout", "list in preparation")
        RUNNING = "发放中", pgettext_lazy("handout", "handing out")
        CLOSED = "已结束", pgettext_lazy("handout", "finished")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.GOODS)
    name = models.CharField(pgettext_lazy("welfare", "what for"), max_length=120)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)
    points = models.PositiveIntegerField(_("points for each person"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARED)
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="handouts", verbose_name=_("plan")
    )
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("hand-out")
        verbose_name_plural = _("hand-outs")
        ordering = ["-since", "-id"]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.since:%Y-%m-%d} {self.name}"

    def get_absolute_url(self):
        return reverse("welfare:handout_detail", args=[self.pk])

    @property
    def is_supermarket(self):
        return self.kind == self.Kind.SUPERMARKET

    @property
    def tone(self):
        return {self.State.RUNNING: "amber", self.State.CLOSED: "green"}.get(self.state, "grey")


class Offer(CountedPart):
    """What one recipient gets of an item, or in the love supermarket what a piece of it costs in points."""

    whole = "handout"
    handout = models.ForeignKey(Handout, models.CASCADE, related_name="offers", verbose_name=_("hand-out"))
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name=_("goods"))
    quantity = models.DecimalField(_("for each person"), max_digits=12, decimal_places=3, null=True, blank=True)
    points = models.PositiveIntegerField(_("points a piece"), null=True, blank=True)

    class Meta:
        verbose_name = _("goods of a hand-out")
        verbose_name_plural = _("goods of a hand-out")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["handout", "item"], name="welfare_offer_once")]

    def __str__(self):
        return str(self.item)


class Recipient(Named, WorkRecord):
    """Somebody on the list of a hand-out: what is meant for him, and when he signed for it. Each person once a hand-out."""

    handout = models.ForeignKey(Handout, models.PROTECT, related_name="recipients", verbose_name=_("hand-out"))
    note = models.CharField(_("category or address"), max_length=60, blank=True)
    cash = models.DecimalField(_("cash (yuan)"), max_digits=12, decimal_places=2, null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_by = models.CharField(_("signed by, if not in person"), max_length=60, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        ordering = ["id"]
        indexes = [models.Index(fields=["handout", "signed_on"], name="welfare_recipient_handout")]
        constraints = [
            models.UniqueConstraint(
                fields=["handout", "person"],
                condition=Q(voided_at=None, person__isnull=False),
                name="welfare_recipient_once",
                violation_error_message=_("This person is on the list already."),
            ),
            models.UniqueConstraint(
                fields=["handout", "name", "note"],
                condition=Q(voided_at=None, person__isnull=True),
                name="welfare_recipient_named_once",
                violation_error_message=_("This person is on the list already."),
            ),
            models.CheckConstraint(condition=Q(cash=None) | Q(cash__gte=0), name="welfare_recipient_cash"),
        ]

    def __str__(self):
        return self.title()

    def title(self):
        return f"{self.handout.name} · {self.name}"

    def get_absolute_url(self):
        return reverse("welfare:handout_detail", args=[self.handout_id])


class Portion(CountedPart):
    """What a recipient gets, or took, of one item."""

    whole = "recipient"
    recipient = models.ForeignKey(Recipient, models.CASCADE, related_name="portions", verbose_name=_("recipient"))
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name=_("goods"))
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)

    class Meta:
        verbose_name = _("portion")
        verbose_name_plural = _("portions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "item"], name="welfare_portion_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="welfare_portion_something"),
        ]

    def __str__(self):
        return self.item.amount(self.quantity)
