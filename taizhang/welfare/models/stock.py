"""Goods in store: what there is of which item and unit, and every movement of it; labour-protection goods planned by the quarter."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import WorkRecord
from taizhang.kernel.reading import plain


class Item(WorkRecord):
    """One kind of goods in a union's store, counted in one unit of measure: rice in jin, oil in barrels."""

    name = models.CharField(_("goods"), max_length=60)
    measure_unit = models.CharField(_("unit of measure"), max_length=20)
    on_hand = models.DecimalField(_("in store"), max_digits=14, decimal_places=3, default=0)

    class Meta:
        verbose_name = _("goods in store")
        verbose_name_plural = _("goods in store")
        ordering = ["name", "measure_unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name", "measure_unit"],
                condition=Q(voided_at=None),
                name="welfare_item_once",
                violation_error_message=_("These goods are in the store's list already."),
            ),
            models.CheckConstraint(
                condition=Q(on_hand__gte=0),
                name="welfare_item_never_negative",
                violation_error_message=_("Nothing leaves the store that is not in it."),
            ),
        ]

    def __str__(self):
        return f"{self.name}({self.measure_unit})"

    def title(self):
        return f"{self.name}（{self.measure_unit}）"

    def get_absolute_url(self):
        return reverse("welfare:item_detail", args=[self.pk])

    def amount(self, quantity):
        """A quantity with its unit: 400斤."""
        return f"{plain(quantity)}{self.measure_unit}"

    @property
    def holding(self):
        return self.amount(self.on_hand)


class Plan(WorkRecord):
    """Labour-protection goods or heat relief planned for a quarter: how much, at what cost, then bought and issued (AW-17)."""

    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    item = models.ForeignKey(Item, models.PROTECT, related_name="plans", verbose_name=_("goods"))
    heat = models.BooleanField(_("heat relief"), default=False)
    quantity = models.DecimalField(_("planned quantity"), max_digits=14, decimal_places=3)
    budget = models.DecimalField(_("planned cost (yuan)"), max_digits=14, decimal_places=2, null=True, blank=True)
    people = models.PositiveIntegerField(_("for how many persons"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("plan of labour-protection goods")
        verbose_name_plural = _("plans of labour-protection goods")
        ordering = ["-year", "-quarter", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="welfare_plan_quarter"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="welfare_plan_something"),
            models.UniqueConstraint(
                fields=["unit", "year", "quarter", "item"],
                condition=Q(voided_at=None),
                name="welfare_plan_once",
                violation_error_message=_("These goods are planned for this quarter already."),
            ),
        ]

    def __str__(self):
        return self.title()

    def title(self):
        words = {"year": self.year, "quarter": self.quarter, "goods": self.item.name}
        return gettext("%(goods)s, quarter %(quarter)s of %(year)s") % words

    def get_absolute_url(self):
        return reverse("welfare:plan_detail", args=[self.pk])


class Movement(WorkRecord):
    """Goods that came into the store or left it. What is in store is the sum of these."""

    class Way(models.TextChoices):
        BOUGHT = "购入", pgettext_lazy("store", "bought")
        DONATED = "受赠", pgettext_lazy("store", "donated")
        ALLOTTED = "上级拨入", pgettext_lazy("store", "from the union above")
        RETURNED = "退回", pgettext_lazy("store", "came back")
        COUNTED = "盘点", pgettext_lazy("store", "stocktaking")
        OUT = "发放", pgettext_lazy("store", "handed out")
        FORWARDED = "转交", pgettext_lazy("store", "handed on")

    COMING = (Way.BOUGHT, Way.DONATED, Way.ALLOTTED)

    item = models.ForeignKey(Item, models.PROTECT, related_name="movements", verbose_name=_("goods"))
    on = models.DateField(_("date"))
    way = models.CharField(_("way"), max_length=10, choices=Way)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)
    cost = models.DecimalField(
        pgettext_lazy("welfare", "cost (yuan)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    counted = models.DecimalField(_("counted"), max_digits=14, decimal_places=3, null=True, blank=True)
    source = models.CharField(_("from or to whom"), max_length=120, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="purchases", verbose_name=_("plan")
    )
    # What moved the goods: a pointer by type and key, as the ledger and the evidence have it.
    mover_type = models.CharField(max_length=60, blank=True)
    mover_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("movement of goods")
        verbose_name_plural = _("movements of goods")
        ordering = ["-on", "-id"]
        indexes = [
            models.Index(fields=["item", "on"], name="welfare_movement_item"),
            models.Index(fields=["mover_type", "mover_id"], name="welfare_movement_mover"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(way__in=["发放", "转交"], quantity__lt=0)
                | Q(way="盘点")
                | Q(way__in=["购入", "受赠", "上级拨入", "退回"], quantity__gt=0),
                name="welfare_movement_direction",
            )
        ]

    def __str__(self):
        return self.title()

    def title(self):
        return f"{self.item.name} {self.get_way_display()} {self.item.amount(abs(self.quantity))}"

    def get_absolute_url(self):
        return reverse("welfare:item_detail", args=[self.item_id])
