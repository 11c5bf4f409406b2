"""The tables of the organisation: what is on file about a unit, and how many staff it had since when."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.intake.models import Batch
from taizhang.kernel.models import Unit, WorkRecord, WorkRecordQuerySet
from taizhang.organisation import kinds


class SeenWithUnit(WorkRecordQuerySet):
    """Who sees the unit sees what is on file about it; that holds for administrators too."""

    def visible_to(self, user):
        return self.filter(unit__in=Unit.objects.visible_to(user))


class Profile(WorkRecord):
    """What is on file about one unit: a union, or an employer or community that has none yet. One per unit."""

    class Ownership(models.TextChoices):
        """单位性质 as the union form lists them; workbooks write further words, which are kept as written."""

        STATE = "国有", _("state-owned")
        COLLECTIVE = "集体", _("collective")
        SHARED = "股份合作", _("joint-stock cooperative")
        ASSOCIATED = "联营", _("associated")
        STATE_SOLE = "国有独资公司", _("solely state-owned company")
        LIMITED = "有限责任公司", _("limited company")
        STATE_HELD = "国有控股", _("state-controlled company")
        STOCK = "股份有限公司", _("stock company")
        PRIVATE = "私营", _("private")
        OTHER_DOMESTIC = "其他内资", _("other domestic")
        HONG_KONG = "港澳台", _("Hong Kong, Macao, Taiwan")
        FOREIGN = "外商", _("foreign")
        INSTITUTION = "事业单位", _("public institution")
        ORGAN = "机关", _("public office")
        INDIVIDUAL = "个体经济组织", _("individual business")
        NON_ENTERPRISE = "民办非企业", _("private non-enterprise")
        COMMUNITY = "社区", _("community")

    kind_words = models.CharField(_("kind as it is called here"), max_length=40, blank=True)
    founded_on = models.DateField(_("union founded on"), null=True, blank=True)
    community = models.CharField(_("community or village"), max_length=60, blank=True)
    ownership = models.CharField(_("ownership"), max_length=30, blank=True)
    staff = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    aliases = models.CharField(
        _("former names and other spellings"), max_length=300, blank=True, help_text=_("Separate several by “、”.")
    )
    chair_name = models.CharField(_("chair"), max_length=30, blank=True)
    phone = models.CharField(_("office telephone"), max_length=30, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    industry = models.CharField(_("industry"), max_length=60, blank=True)
    approval_no = models.CharField(
        _("approval of the level above, document no."),
        max_length=60,
        blank=True,
        help_text=_("Trade Union Law, article 12: every union is approved by the union one level up."),
    )
    legal_person_no = models.CharField(_("legal person certificate no."), max_length=60, blank=True)
    legal_person_on = models.DateField(_("registered as a legal person on"), null=True, blank=True)
    term_since = models.DateField(_("present term since"), null=True, blank=True)
    term_until = models.DateField(_("present term ends on"), null=True, blank=True)
    covered_by = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("covered by the joint union"),
        help_text=_("For an employer without a union of its own whose staff belong to a joint union."),
    )
    # An employer that was on the list before its union was founded keeps counting as one without a union up to that day.
    was_kind = models.CharField(_("kind before the founding"), max_length=40, blank=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    dissolved_why = models.CharField(_("reason for dissolving"), max_length=200, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    objects = SeenWithUnit.as_manager()

    class Meta:
        verbose_name = _("unit file")
        verbose_name_plural = _("unit files")
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(voided_at=None), name="organisation_one_profile_of_a_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(dissolved_on=None)
                | models.Q(founded_on=None)
                | models.Q(dissolved_on__gte=models.F("founded_on")),
                name="organisation_dissolved_after_founded",
            ),
        ]
        indexes = [models.Index(fields=["community"], name="organisation_community")]

    def __str__(self):
        return self.unit.name

    def get_absolute_url(self):
        return reverse("organisation:unit_detail", args=[self.unit_id])

    @property
    def type_words(self):
        """类型 as people here say it: the workbook's own word, or the label of the kind."""
        return self.kind_words or self.unit.kind_label

    @property
    def type_shown(self):
        """The kind in the reader's language; the workbook's own word where it has one."""
        return self.kind_words or kinds.name(kinds.of(self.unit.kind))

    @property
    def is_open(self):
        return self.dissolved_on is None and self.voided_at is None


class Headcount(WorkRecord):
    """A dated change of the staff of a unit. Its facts are the unit file's: only there the change has a before and an after."""

    profile = models.ForeignKey(Profile, models.PROTECT, related_name="headcounts", verbose_name=_("unit file"))
    on = models.DateField(_("from the day"))
    staff = models.PositiveIntegerField(_("staff"))
    source = models.CharField(_("according to"), max_length=100, blank=True)

    objects = SeenWithUnit.as_manager()

    class Meta:
        verbose_name = _("headcount")
        verbose_name_plural = _("headcounts")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "on"], condition=models.Q(voided_at=None), name="organisation_one_headcount_a_day"
            )
        ]

    def __str__(self):
        return f"{self.unit.name} {self.on:%Y-%m-%d} {self.staff}"

    def get_absolute_url(self):
        return reverse("organisation:unit_detail", args=[self.unit_id])
