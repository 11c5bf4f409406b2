"""Money by source and purpose: funds and their lines."""

from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import WorkRecord


class Fund(WorkRecord):
    """Money from one source for one purpose (专款专用): 中央帮扶资金, 阳光基金, 职工互助帮困基金."""

    class Source(models.TextChoices):
        CENTRAL = "中央财政", _("central finance")
        PROVINCE = "省级财政", _("provincial finance")
        LOCAL = "地方财政", _("local finance")
        UNION = "工会经费", _("union money")
        SOCIETY = "社会募捐", _("society")
        EMPLOYER = "行政拨款", _("employer")
        MEMBERS = "会员互助", _("members' mutual help")

    class Kind(models.TextChoices):
        """The row of the catalogue that its receipts are counted under."""

        EARMARKED = "FI-07", _("earmarked aid money")
        SUNSHINE = "AW-09", _("sunshine fund")
        MUTUAL = "AW-15", _("mutual-help fund")

    name = models.CharField(_("name of the fund"), max_length=80)
    kind = models.CharField(_("kind of fund"), max_length=10, choices=Kind, default=Kind.EARMARKED)
    source = models.CharField(_("source of the money"), max_length=10, choices=Source)
    earmark = models.CharField(_("purpose"), max_length=80)
    pays_for = models.JSONField(
        _("kinds of aid that it may pay"), default=list, blank=True
    )  # catalogue ids; none = all
    opened_on = models.DateField(_("set up on"))
    by_laws = models.TextField(_("by-laws"), blank=True)
    adopted_on = models.DateField(_("by-laws adopted on"), null=True, blank=True)
    adopted_by = models.CharField(_("adopted by"), max_length=80, blank=True)
    match = models.DecimalField(
        _("employer adds for each yuan of the members"), max_digits=4, decimal_places=2, default=0
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        ordering = ["unit__path", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(voided_at=None),
                name="aid_fund_one_name",
                violation_error_message=_("This union has a fund of this name already."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("aid:fund_detail", args=[self.pk])

    def sums(self):
        """{way: yuan} of everything on the fund's lines."""
        return dict(self.lines.standing().order_by().values_list("way").annotate(total=Sum("amount")))

    def balance(self):
        """What is there: received and come back, less paid out."""
        sums = self.sums()
        ways = FundLine.Way
        return sum(sums.get(way, 0) for way in (ways.IN, ways.MATCH, ways.BACK)) - sums.get(ways.OUT, 0)

    def budget(self, year):
        """What may be spent in a year by the budget, or None where none was laid down."""
        lines = self.lines.standing().filter(way=FundLine.Way.BUDGET, on__year=year)
        return lines.aggregate(total=Sum("amount"))["total"]

    def spent(self, year):
        """Paid out in a year, less what came back in it."""
        lines = self.lines.standing().filter(on__year=year)
        out = lines.filter(way=FundLine.Way.OUT).aggregate(total=Sum("amount"))["total"] or 0
        back = lines.filter(way=FundLine.Way.BACK).aggregate(total=Sum("amount"))["total"] or 0
        return out - back


class FundLine(WorkRecord):
    """One movement of a fund: allotted in the budget, received, matched by the employer, paid out, come back."""

    class Way(models.TextChoices):
        BUDGET = "budget", _("budget")
        IN = "in", _("received")
        MATCH = "match", _("added by the employer")
        OUT = "out", _("paid out")
        BACK = "back", _("come back")

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="lines", verbose_name=_("fund"))
    way = models.CharField(_("movement"), max_length=10, choices=Way)
    on = models.DateField(_("date"))
    amount = models.DecimalField(_("amount (yuan)"), max_digits=14, decimal_places=2)
    persons = models.PositiveIntegerField(_("contributors"), null=True, blank=True)
    party = models.CharField(_("from or to"), max_length=80, blank=True)
    note = models.CharField(_("what for"), max_length=200, blank=True)
    run = models.ForeignKey(
        "aid.PaymentRun",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fund_lines",
        verbose_name=_("payment run"),
    )

    class Meta:
        verbose_name = _("line of a fund")
        verbose_name_plural = _("lines of a fund")
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="aid_fund_line_positive")]
        indexes = [models.Index(fields=["fund", "way", "on"], name="aid_fund_line_sums")]

    def __str__(self):
        return f"{self.fund.name} {date_format(self.on)} {self.get_way_display()}"

    def get_absolute_url(self):
        return self.fund.get_absolute_url()

    @property
    def signed(self):
        """The amount as it moves the balance; a budget moves nothing."""
        return {self.Way.OUT: -self.amount, self.Way.BUDGET: 0}.get(self.way, self.amount)
