"""Benefits that everyone entitled gets once: birthdays, festivals, weddings, bereavement, retirement, round birthdays."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import WorkRecord
from taizhang.welfare.models.named import Named
from taizhang.welfare.models.stock import Item


class Benefit(WorkRecord):
    """A benefit of a union for a period: on what occasion, what each one gets. Its list is made from the register and the calendar."""

    class Occasion(models.TextChoices):
        BIRTHDAY = "生日", pgettext_lazy("benefit", "birthday")
        FESTIVAL = "节日", pgettext_lazy("benefit", "festival")
        MILESTONE = "整寿", pgettext_lazy("benefit", "round birthday of retirees")
        MARRIAGE = "结婚", pgettext_lazy("benefit", "marriage")
        BIRTH = "生育", pgettext_lazy("benefit", "birth of a child")
        BEREAVEMENT = "亲属去世", pgettext_lazy("benefit", "death of a close relative")
        DEATH = "本人去世", pgettext_lazy("benefit", "death of the member")
        RETIREMENT = "退休", pgettext_lazy("benefit", "retirement")

    class Festival(models.TextChoices):
        """The statutory festivals (全国年节及纪念日放假办法)."""

        NEW_YEAR = "元旦", pgettext_lazy("festival", "New Year")
        SPRING = "春节", pgettext_lazy("festival", "Spring Festival")
        QINGMING = "清明节", pgettext_lazy("festival", "Qingming")
        LABOUR = "劳动节", pgettext_lazy("festival", "Labour Day")
        DRAGON_BOAT = "端午节", pgettext_lazy("festival", "Dragon Boat Festival")
        MID_AUTUMN = "中秋节", pgettext_lazy("festival", "Mid-Autumn")
        NATIONAL = "国庆节", pgettext_lazy("festival", "National Day")

    class State(models.TextChoices):
        OPEN = "发放中", pgettext_lazy("benefit", "running")
        CLOSED = "已结束", pgettext_lazy("benefit", "finished")

    KINDS = {Occasion.BIRTHDAY: "AW-18", Occasion.FESTIVAL: "AW-18", Occasion.MILESTONE: "RW-03"}  # others: AW-11
    OF_EVENTS = (Occasion.MARRIAGE, Occasion.BIRTH, Occasion.BEREAVEMENT, Occasion.DEATH, Occasion.RETIREMENT)

    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion)
    festival = models.CharField(_("festival"), max_length=10, blank=True, choices=Festival)
    name = models.CharField(_("name"), max_length=120)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))
    cash = models.DecimalField(_("cash for each (yuan)"), max_digits=10, decimal_places=2, null=True, blank=True)
    goods = models.CharField(_("goods for each"), max_length=60, blank=True)
    quantity = models.DecimalField(_("quantity for each"), max_digits=10, decimal_places=3, null=True, blank=True)
    measure_unit = models.CharField(_("unit of measure"), max_length=20, blank=True)
    price = models.DecimalField(_("price for each (yuan)"), max_digits=10, decimal_places=2, null=True, blank=True)
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("goods from the store")
    )
    kept = models.BooleanField(_("also for kept memberships (retired)"), default=False)
    supplier = models.CharField(_("supplier"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    listed_on = models.DateField(_("list last made on"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("welfare", "benefit")
        verbose_name_plural = pgettext_lazy("welfare", "benefits")
        ordering = ["-since", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="welfare_benefit_period"),
            models.CheckConstraint(
                condition=Q(cash__gt=0) | (Q(quantity__gt=0) & ~Q(goods="")),
                name="welfare_benefit_something",
                violation_error_message=_("Say what each one gets: cash, or goods with their quantity."),
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("welfare:benefit_detail", args=[self.pk])

    @property
    def catalogue(self):
        return self.KINDS.get(self.occasion, "AW-11")

    @property
    def each(self):
        """What each one gets, in words: 生日蛋糕1个."""
        parts = []
        if self.goods:
            parts.append(f"{self.goods}{self.quantity.normalize():f}{self.measure_unit}")
        if self.cash:
            parts.append(f"{self.cash:.2f}元")
        return "、".join(parts)

    @property
    def worth(self):
        """What each one's benefit costs: cash, or the price of the goods; None where no price is known."""
        return self.cash if self.cash is not None else self.price

    @property
    def tone(self):
        return "amber" if self.state == self.State.OPEN else "green"


class Entitlement(Named, WorkRecord):
    """One person's due: on the list, delivered, signed for, or sent back. Nobody has the same one twice."""

    class State(models.TextChoices):
        LISTED = "待发放", pgettext_lazy("entitlement", "listed")
        DELIVERED = "已送达", pgettext_lazy("entitlement", "delivered")
        SIGNED = "已签收", pgettext_lazy("entitlement", "signed for")
        RETURNED = "退回", pgettext_lazy("entitlement", "sent back")

    SERVED = (State.DELIVERED, State.SIGNED)

    benefit = models.ForeignKey(
        Benefit, models.PROTECT, related_name="entitlements", verbose_name=pgettext_lazy("welfare", "benefit")
    )
    once = models.CharField(_("what may be had once"), max_length=40)
    group = models.CharField(_("union group"), max_length=60, blank=True)
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.LISTED)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_by = models.CharField(_("signed by, if not in person"), max_length=60, blank=True)
    why = models.CharField(_("why it came back"), max_length=120, blank=True)
    late = models.BooleanField(_("added later"), default=False)

    class Meta:
        verbose_name = _("entitlement")
        verbose_name_plural = _("entitlements")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["benefit", "state"], name="welfare_entitlement_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "once"],
                condition=Q(voided_at=None),
                name="welfare_everyone_once",
                violation_error_message=_("This person has had this benefit, or is on another list for it."),
            )
        ]

    def __str__(self):
        return self.title()

    def title(self):
        return f"{self.benefit.name} · {self.name}"

    def get_absolute_url(self):
        return reverse("welfare:benefit_detail", args=[self.benefit_id])

    @property
    def tone(self):
        return {
            self.State.DELIVERED: "blue",
            self.State.SIGNED: "green",
            self.State.RETURNED: "red",
        }.get(self.state, "grey")
