"""The census of enterprises: a list from the district's database, verified on site firm by firm (OM-05)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel import sealing
from taizhang.kernel.models import Unit, User, WorkRecord, WorkRecordQuerySet, within
from taizhang.kernel.parts import CountedPart
from taizhang.outreach.models.establishments import Establishment


class Census(WorkRecord):
    """A campaign of verification with its window of days (“两个普遍”百日集中行动)."""

    name = models.CharField(_("name of the census"), max_length=80)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    led_by = models.CharField(_("work group"), max_length=120, blank=True)
    closed_on = models.DateField(pgettext_lazy("outreach", "closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("census of enterprises")
        verbose_name_plural = _("censuses of enterprises")
        ordering = ["-first", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="outreach_census_has_days"),
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=models.Q(closed_on=None, voided_at=None),
                name="outreach_one_census_of_a_name",
                violation_error_message=_("There is a census of this name already."),
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("outreach:census_detail", args=[self.pk])


class Surveyor(CountedPart):
    """Somebody who verifies firms on site; trained before the first visit."""

    whole = "census"

    census = models.ForeignKey(Census, models.PROTECT, related_name="surveyors", verbose_name=_("census"))
    name = models.CharField(pgettext_lazy("outreach", "name"), max_length=60)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account"))
    agency = models.CharField(_("sent by"), max_length=60, blank=True)
    trained_on = models.DateField(_("trained on"), null=True, blank=True)

    class Meta:
        verbose_name = _("surveyor")
        verbose_name_plural = _("surveyors")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["census", "name"],
                name="outreach_one_surveyor_of_a_name",
                violation_error_message=_(
                    "There is a surveyor of this name already; add something that tells them apart."
                ),
            )
        ]

    def __str__(self):
        return self.name


class ListingQuerySet(WorkRecordQuerySet):
    """Lines of the census are seen by the unions that they belong to, and by the surveyor who has to go there."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.pk is None:
            return self
        return self.filter(within(user.paths(), "unit__path") | Q(surveyor__user=user))


class Listing(WorkRecord):
    """A line of the district's database: one firm as listed, and as it was found on site. `unit` is the union of the territory."""

    class State(models.TextChoices):
        IMPORTED = "imported", pgettext_lazy("listing", "imported")
        ASSIGNED = "assigned", pgettext_lazy("listing", "assigned")
        VERIFIED = "verified", pgettext_lazy("listing", "verified")
        CORRECTED = "corrected", pgettext_lazy("listing", "corrected")
        TASK = "task", pgettext_lazy("listing", "establishment begun")

    class Found(models.TextChoices):
        EXISTS = "exists", pgettext_lazy("listing", "exists")
        CLOSED = "closed", pgettext_lazy("listing", "closed")
        MOVED = "moved", pgettext_lazy("listing", "moved away")
        MISSING = "missing", pgettext_lazy("listing", "not to be found")

    class Standing(models.TextChoices):
        NONE = "none", pgettext_lazy("listing", "no union")
        OWN = "own", pgettext_lazy("listing", "own union")
        JOINT = "joint", pgettext_lazy("listing", "joint union")

    class Bargaining(models.TextChoices):
        NONE = "none", pgettext_lazy("bargaining", "no collective contract")
        OWN = "own", pgettext_lazy("bargaining", "own collective contract")
        AREA = "area", pgettext_lazy("bargaining", "covered by an area or trade contract")

    DONE = (State.VERIFIED, State.CORRECTED, State.TASK)

    census = models.ForeignKey(Census, models.PROTECT, related_name="listings", verbose_name=_("census"))
    number = models.CharField(_("number in the database"), max_length=40, blank=True)
    name = models.CharField(_("firm"), max_length=120)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    contact = models.CharField(_("contact person"), max_length=60, blank=True)
    phone = sealing.SealedField(_("telephone"), mask=sealing.mask_phone)
    ownership = models.CharField(_("ownership"), max_length=30, blank=True)
    listed_staff = models.PositiveIntegerField(_("staff as listed"), null=True, blank=True)
    listed_union = models.CharField(_("union as listed"), max_length=6, choices=Standing, blank=True)
    firm = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit in the tree")
    )
    surveyor = models.ForeignKey(
        Surveyor, models.PROTECT, null=True, blank=True, related_name="listings", verbose_name=_("surveyor")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.IMPORTED)
    imported_on = models.DateField(_("imported on"))
    found = models.CharField(_("found on site"), max_length=8, choices=Found, blank=True)
    staff = models.PositiveIntegerField(_("staff as found"), null=True, blank=True)
    union = models.CharField(_("union as found"), max_length=6, choices=Standing, blank=True)
    bargaining = models.CharField(_("collective contract"), max_length=6, choices=Bargaining, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    corrections = models.JSONField(_("corrections"), default=dict, blank=True)  # {field: [as listed, as found]}
    corrected_on = models.DateField(_("corrected on"), null=True, blank=True)
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("establishment")
    )
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("firm of a census")
        verbose_name_plural = _("firms of a census")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["census", "credit_code"],
                condition=models.Q(voided_at=None) & ~models.Q(credit_code=""),
                name="outreach_a_firm_once_in_a_census",
                violation_error_message=_("This firm stands in the census already."),
            ),
            models.CheckConstraint(
                condition=models.Q(verified_on=None, found="")
                | (models.Q(verified_on__isnull=False) & ~models.Q(found="")),
                name="outreach_verified_says_what_was_found",
            ),
        ]
        indexes = [
            models.Index(fields=["census", "state"], name="outreach_listing_state"),
            models.Index(fields=["surveyor", "state"], name="outreach_listing_surveyor"),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("outreach:listing_detail", args=[self.pk])

    @property
    def is_verified(self):
        return self.state in self.DONE

    @property
    def tone(self):
        return {"imported": "grey", "assigned": "amber", "verified": "blue"}.get(self.state, "green")
