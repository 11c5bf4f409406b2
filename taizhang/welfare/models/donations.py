"""Appeals and collections: what was given by whom, the receipts, and what was handed over to whom it was meant for."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel.models import WorkRecord
from taizhang.welfare.models.named import Named
from taizhang.welfare.models.stock import Item


class Campaign(Named, WorkRecord):
    """A call for donations: an appeal for one person (AW-13), or a collection for charity or a disaster (AW-14)."""

    class Kind(models.TextChoices):
        APPEAL = "AW-13", pgettext_lazy("campaign", "appeal for one person")
        CHARITY = "AW-14", pgettext_lazy("campaign", "charity or disaster collection")

    class State(models.TextChoices):
        OPEN = "募集中", pgettext_lazy("campaign", "collecting")
        CLOSED = "已结清", pgettext_lazy("campaign", "settled")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    matter = models.CharField(pgettext_lazy("welfare", "what for"), max_length=120)
    letter = models.TextField(_("text of the appeal"), blank=True)
    receiver = models.CharField(_("handed over to"), max_length=120, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    closed_on = models.DateField(_("settled on"), null=True, blank=True)

    class Meta:
        verbose_name = _("call for donations")
        verbose_name_plural = _("calls for donations")
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="募集中", closed_on=None) | Q(state="已结清", closed_on__isnull=False),
                name="welfare_campaign_closed_on",
            )
        ]

    def __str__(self):
        return self.matter

    def title(self):
        return f"{self.since:%Y-%m-%d} {self.matter}"

    def get_absolute_url(self):
        return reverse("welfare:campaign_detail", args=[self.pk])

    @property
    def tone(self):
        return "amber" if self.state == self.State.OPEN else "green"


class Donation(Named, WorkRecord):
    """One gift to a campaign, in cash or in kind: from a person, a unit, a charity, or nobody who says so. Each has its receipt."""

    class Donor(models.TextChoices):
        PERSON = "个人", pgettext_lazy("donor", "a person")
        UNIT = "单位", pgettext_lazy("donor", "a unit and its people")
        BODY = "慈善组织", pgettext_lazy("donor", "a charity or public fund")
        ANONYMOUS = "匿名", pgettext_lazy("donor", "anonymous")
        TERRITORY = "全镇统计数", pgettext_lazy("donor", "statistic of the whole territory")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="donations", verbose_name=_("call"))
    on = models.DateField(_("date"))
    donor = models.CharField(pgettext_lazy("welfare", "donor"), max_length=10, choices=Donor, default=Donor.PERSON)
    people = models.PositiveIntegerField(_("how many people gave"), null=True, blank=True)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=14, decimal_places=2, null=True, blank=True)
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("goods into the store")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3, null=True, blank=True)
    number = models.PositiveIntegerField(_("receipt no."), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year of the receipt"))
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))
    digest = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        verbose_name = _("donation")
        verbose_name_plural = _("donations")
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["campaign", "on"], name="welfare_donation_campaign")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"],
                condition=Q(number__isnull=False),
                name="welfare_receipt_once",
                violation_error_message=_("This receipt number has been given out."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) | (Q(amount=None) & Q(item__isnull=False, quantity__gt=0)),
                name="welfare_donation_something",
                violation_error_message=_("A donation is an amount above zero, or goods with their quantity."),
            ),
        ]

    def __str__(self):
        return self.title()

    def title(self):
        return f"{self.campaign.matter} · {self.giver}"

    def get_absolute_url(self):
        return reverse("welfare:donation_detail", args=[self.pk])

    @property
    def giver(self):
        return self.name or self.get_donor_display()

    @property
    def is_statistic(self):
        return self.donor == self.Donor.TERRITORY

    @property
    def receipt(self):
        """捐字〔2008〕12号."""
        return f"捐字〔{self.year}〕{self.number}号" if self.number else ""

    @property
    def value(self):
        """What was given, in words: 200元, or 棉被16件."""
        if self.amount is not None:
            return f"{self.amount:.2f}元"
        return f"{self.item.name}{self.item.amount(self.quantity)}"


class Handover(WorkRecord):
    """Money or goods of a campaign that went to whom they were meant for."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="handovers", verbose_name=_("call"))
    on = models.DateField(_("date"))
    to = models.CharField(_("handed over to"), max_length=120)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=14, decimal_places=2, null=True, blank=True)
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("goods"))
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3, null=True, blank=True)
    receipt = models.CharField(_("receipt or who signed"), max_length=80)

    class Meta:
        verbose_name = _("handing over")
        verbose_name_plural = _("handings over")
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) | (Q(amount=None) & Q(item__isnull=False, quantity__gt=0)),
                name="welfare_handover_something",
            )
        ]

    def __str__(self):
        return self.title()

    def title(self):
        return f"{self.campaign.matter} → {self.to}"

    def get_absolute_url(self):
        return reverse("welfare:campaign_detail", args=[self.campaign_id])

    @property
    def value(self):
        if self.amount is not None:
            return f"{self.amount:.2f}元"
        return f"{self.item.name}{self.item.amount(self.quantity)}"
