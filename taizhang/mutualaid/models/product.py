"""Products of mutual aid: what is covered, at which rates, from which day."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import WorkRecord, WorkRecordQuerySet, within
from taizhang.kernel.parts import Part
from taizhang.mutualaid.models.parts import yuan

LEVEL = 4  # letters of a unit's path per level


class Category(models.TextChoices):
    """报销类别: what an expense was for."""

    OUTPATIENT = "门诊", _("out-patient")
    INPATIENT = "住院", _("in-patient")
    CANCER = "癌症", _("cancer")
    MAJOR = "重大疾病", _("major illness")
    ACCIDENT = "意外伤害", _("accident")
    DEATH = "身故", _("death")


class ProductQuerySet(WorkRecordQuerySet):
    """Terms of cover are open to everybody whom they may concern: a union sees its own, those below and every superior's."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(_concerns(user, "unit__path"))


def _concerns(user, field):
    paths = user.paths()
    above = {path[:end] for path in paths for end in range(LEVEL, len(path), LEVEL)}
    return within(paths, field) | Q(**{f"{field}__in": above})


class OfProductQuerySet(WorkRecordQuerySet):
    """Editions and seasons are as open as their product."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(_concerns(user, "product__unit__path"))


class Product(WorkRecord):
    """A product of mutual aid that a union runs for itself and everything below it."""

    class Line(models.TextChoices):
        """The row of the catalogue under which enrolment in it is counted."""

        THREEFOLD = "MM-01", _("three-fold medical cover")
        MUTUAL = "MM-03", _("medical mutual aid of members")
        COMPREHENSIVE = "MM-04", _("comprehensive and hospital cover")
        WOMEN = "MM-05", _("women's cancer insurance")

    class Audience(models.TextChoices):
        MEMBERS = "members", _("members in membership")
        WOMEN = "women", _("women in membership")
        RETIRED = "retired", _("retired members whose membership is kept")
        EVERYBODY = "everybody", _("members in membership and retired ones")

    name = models.CharField(_("name"), max_length=80)
    line = models.CharField(_("kind of cover"), max_length=8, choices=Line, default=Line.MUTUAL)
    audience = models.CharField(_("who may be enrolled"), max_length=12, choices=Audience, default=Audience.MEMBERS)
    started_from = models.CharField(max_length=30, blank=True, editable=False)
    reserve = yuan(verbose_name=_("reserve brought in"), default=0)
    reserve_on = models.DateField(_("brought in on"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product of mutual aid")
        verbose_name_plural = _("products of mutual aid")
        ordering = ["unit__path", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(voided_at=None), name="mutualaid_one_product_of_a_name"
            ),
            models.CheckConstraint(condition=Q(reserve__gte=0), name="mutualaid_reserve_not_negative"),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("mutualaid:product_detail", args=[self.pk])

    @property
    def claim_kind(self):
        """The row of the catalogue under which claims are counted."""
        return "MM-04" if self.line == self.Line.COMPREHENSIVE else "MM-02"


class Edition(WorkRecord):
    """The terms of a product from a day on: drafted, announced, in force, and some day replaced by the next edition."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="editions", verbose_name=_("product"))
    number = models.PositiveSmallIntegerField(_("edition"))
    valid_from = models.DateField(_("in force from"))
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    document = models.CharField(_("decided by (paper, meeting)"), max_length=200, blank=True)
    waiting_days = models.PositiveSmallIntegerField(_("waiting period for first enrolment (days)"), default=0)
    window_days = models.PositiveSmallIntegerField(_("claims are taken up to (days after the expense)"), default=180)
    claim_ceiling = yuan(verbose_name=_("ceiling per claim"), null=True, blank=True)
    year_ceiling = yuan(verbose_name=_("ceiling per person and year"), null=True, blank=True)
    changes = models.PositiveSmallIntegerField(_("rates changed"), default=0, editable=False)

    objects = OfProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a product's terms")
        verbose_name_plural = _("editions of terms")
        ordering = ["product", "valid_from", "number"]
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="mutualaid_editions_are_numbered"),
            models.UniqueConstraint(
                fields=["product", "valid_from"],
                condition=Q(voided_at=None, announced_on__isnull=False),
                name="mutualaid_one_edition_begins_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(claim_ceiling=None) | Q(claim_ceiling__gt=0), name="mutualaid_claim_ceiling_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(year_ceiling=None) | Q(year_ceiling__gt=0), name="mutualaid_year_ceiling_above_zero"
            ),
        ]

    def __str__(self):
        return gettext("%(product)s, edition %(number)s") % {"product": self.product.name, "number": self.number}

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return f"{self.product.get_absolute_url()}#edition-{self.number}"


class Benefit(Part):
    """One line of an edition: in this layer, expenses of this category are reimbursed so."""

    class Method(models.TextChoices):
        RATE = "rate", _("share of what was paid")
        FIXED = "fixed", _("fixed sum, once a year")

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="benefits", verbose_name=_("edition"))
    layer = models.PositiveSmallIntegerField(_("layer"), default=1)
    layer_name = models.CharField(_("paid by"), max_length=40, blank=True)
    category = models.CharField(pgettext_lazy("expense", "category"), max_length=8, choices=Category)
    method = models.CharField(_("how"), max_length=6, choices=Method, default=Method.RATE)
    # [[up to or null, percent], …]: the share of each part of the amount
    bands = models.JSONField(_("rate"), default=list, blank=True)
    fixed_sum = yuan(verbose_name=_("fixed sum"), null=True, blank=True)
    deductible = yuan(verbose_name=_("deductible"), default=0)
    deductible_yearly = models.BooleanField(_("deductible once a year"), default=False)
    claim_ceiling = yuan(verbose_name=_("ceiling per claim"), null=True, blank=True)
    year_ceiling = yuan(verbose_name=_("ceiling per person and year"), null=True, blank=True)

    class Meta:
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        ordering = ["edition", "layer", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "layer", "category"], name="mutualaid_one_benefit_of_a_layer_and_category"
            ),
            models.CheckConstraint(condition=Q(deductible__gte=0), name="mutualaid_deductible_not_negative"),
        ]

    def __str__(self):
        return f"{self.layer_name} · {self.get_category_display()}"

    @property
    def words(self):
        """What is reimbursed, in the reader's words: 50 %, bands, or a fixed sum."""
        if self.method == self.Method.FIXED:
            return gettext("%s yuan, once a year") % f"{self.fixed_sum or 0:,.0f}"
        parts, floor = [], None
        for upto, percent in self.bands:
            parts.append(_band_words(floor, upto, percent))
            floor = upto
        return pgettext("list", ", ").join(parts)

    @property
    def words_whole(self):
        """The same with deductible and ceilings."""
        parts = [self.words]
        for words, amount in (
            (gettext("deductible %s"), self.deductible),
            (gettext("at most %s a claim"), self.claim_ceiling),
            (gettext("at most %s a year"), self.year_ceiling),
        ):
            if amount:
                parts.append(words % f"{amount:,.0f}")
        return pgettext("list", ", ").join(parts)


def _band_words(floor, upto, percent):
    if upto is None:
        return (
            gettext("%(percent)s%% above %(floor)s") % {"percent": percent, "floor": floor} if floor else f"{percent}%"
        )
    return gettext("%(percent)s%% up to %(upto)s") % {"percent": percent, "upto": upto}


class Season(WorkRecord):
    """A year of enrolment in a product: from when to when one may enrol, what it costs and who pays, and which days are covered."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="seasons", verbose_name=_("product"))
    year = models.PositiveSmallIntegerField(_("year of cover"))
    opens_on = models.DateField(_("enrolment opens on"))
    closes_on = models.DateField(_("enrolment closes on"))
    covers_from = models.DateField(_("covered from"))
    covers_until = models.DateField(_("covered up to"))
    premium = yuan(verbose_name=_("premium per person"))
    union_share = yuan(verbose_name=_("of which the union pays"), default=0)

    objects = OfProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("year of enrolment")
        verbose_name_plural = _("years of enrolment")
        ordering = ["product", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "year"], condition=Q(voided_at=None), name="mutualaid_one_season_a_year"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=models.F("closes_on"), covers_from__lte=models.F("covers_until")),
                name="mutualaid_season_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(premium__gte=0, union_share__gte=0, union_share__lte=models.F("premium")),
                name="mutualaid_union_pays_no_more_than_the_premium",
            ),
        ]

    def __str__(self):
        return gettext("%(product)s %(year)s") % {"product": self.product.name, "year": self.year}

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return self.product.get_absolute_url()

    @property
    def own_share(self):
        """What the person pays."""
        return self.premium - self.union_share
