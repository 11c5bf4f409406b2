"""The tables of commendation: the round with its categories, who was nominated and what came of it, objections."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel.models import Unit, WorkRecord
from taizhang.kernel.parts import Part
from taizhang.members.models import Person


class Round(WorkRecord):
    """A year's commendation, from the nominations to the meeting at which the certificates are handed over."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("commendation", "nominating and assessing")
        NOTICED = "noticed", pgettext_lazy("commendation", "public notice")
        DECIDED = "decided", pgettext_lazy("commendation", "decided")
        COMMENDED = "commended", pgettext_lazy("commendation", "commended")
        ABANDONED = "abandoned", pgettext_lazy("commendation", "abandoned")

    name = models.CharField(_("name"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    opened_on = models.DateField(_("opened on"))
    follows = models.CharField(_("which assessment it follows"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    noticed_on = models.DateField(_("notice from"), null=True, blank=True)
    notice_until = models.DateField(_("notice until"), null=True, blank=True)
    notice_where = models.CharField(_("where it is posted"), max_length=120, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(pgettext_lazy("commendation", "decided by"), max_length=120, blank=True)
    decision_type = models.CharField(max_length=60, blank=True, editable=False)  # the record of the meeting or ballot
    decision_id = models.BigIntegerField(null=True, blank=True, editable=False)
    commended_on = models.DateField(_("commended on"), null=True, blank=True)
    ceremony = models.CharField(_("meeting of commendation"), max_length=120, blank=True)
    document_no = models.CharField(_("document no."), max_length=60, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("round of commendation")
        verbose_name_plural = _("rounds of commendation")
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "name"],
                condition=Q(voided_at=None),
                name="honours_a_round_once_a_year",
                violation_error_message=_("A commendation of this name is on file for that year already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="commended") | Q(commended_on__isnull=False), name="honours_commended_on_a_day"
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.year} {self.name}" if str(self.year) not in self.name else self.name

    def get_absolute_url(self):
        return reverse("honours:round_detail", args=[self.pk])

    @property
    def tone(self):
        return {"open": "blue", "noticed": "amber", "decided": "amber", "commended": "green"}.get(self.state, "grey")


class Category(Part):
    """A category of a round: for persons or for units, how many at most, what goes with it. Cash and goods stand apart."""

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="categories", verbose_name=pgettext_lazy("commendation", "round")
    )
    name = models.CharField(pgettext_lazy("commendation", "category"), max_length=60)
    units = models.BooleanField(_("for units"), default=False)
    quota = models.PositiveSmallIntegerField(_("quota"))
    standard = models.CharField(_("standard"), max_length=200, blank=True)
    money = models.DecimalField(
        pgettext_lazy("commendation", "cash for each (yuan)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    goods = models.CharField(pgettext_lazy("commendation", "goods for each"), max_length=60, blank=True)
    quantity = models.DecimalField(
        pgettext_lazy("commendation", "quantity for each"), max_digits=10, decimal_places=3, null=True, blank=True
    )
    measure_unit = models.CharField(_("counted in"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("category of commendation")
        verbose_name_plural = _("categories of commendation")
        ordering = ["round", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "name"], name="honours_category_name")]

    def __str__(self):
        return self.name

    @property
    def award(self):
        """“200元；奖牌1块”: what goes with it, the cash and the goods each for itself."""
        cash = f"{self.money.normalize():f}元" if self.money else ""
        goods = f"{self.goods}{(self.quantity or 1).normalize():f}{self.measure_unit}" if self.goods else ""
        return "；".join(filter(None, (cash, goods)))


class Nominee(WorkRecord):
    """A person or a unit that was nominated in a category; what the assessment said, and what came of it."""

    class State(models.TextChoices):
        NOMINATED = "nominated", pgettext_lazy("nominee", "nominated")
        PROPOSED = "proposed", pgettext_lazy("nominee", "proposed")
        CHOSEN = "chosen", pgettext_lazy("nominee", "decided")
        COMMENDED = "commended", pgettext_lazy("nominee", "commended")
        STRUCK = "struck", pgettext_lazy("nominee", "struck off")
        LEFT = "left", pgettext_lazy("nominee", "not chosen")
        WITHDRAWN = "withdrawn", pgettext_lazy("nominee", "honour withdrawn")

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="nominees", verbose_name=pgettext_lazy("commendation", "round")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="nominees", verbose_name=pgettext_lazy("commendation", "category")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    of_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit in the tree")
    )
    name = models.CharField(_("name"), max_length=80)
    merits = models.CharField(_("merits"), max_length=300, blank=True)
    nominated_on = models.DateField(_("nominated on"))
    score = models.DecimalField(_("score"), max_digits=7, decimal_places=2, null=True, blank=True)
    result = models.CharField(_("result of the assessment"), max_length=60, blank=True)
    source = models.CharField(_("source of the result"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NOMINATED)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    commended_on = models.DateField(_("commended on"), null=True, blank=True)
    certificate_no = models.CharField(pgettext_lazy("commendation", "certificate no."), max_length=60, blank=True)
    withdrawn_on = models.DateField(pgettext_lazy("commendation", "withdrawn on"), null=True, blank=True)
    withdrawal_no = models.CharField(_("document of the withdrawal"), max_length=60, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("nominee")
        verbose_name_plural = _("nominees")
        ordering = ["round", "category", "-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "person"], condition=Q(voided_at=None, person__isnull=False), name="honours_nominated_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_on__isnull=False), name="honours_withdrawn_on_a_day"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "state"], name="honours_unit_state")]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.name} · {self.category.name}"

    def get_absolute_url(self):
        return reverse("honours:nominee_detail", args=[self.pk])

    @property
    def tone(self):
        return {
            "proposed": "amber",
            "chosen": "amber",
            "commended": "green",
            "nominated": "blue",
            "withdrawn": "red",
        }.get(self.state, "grey")

    @property
    def is_assessed(self):
        """There is a score or a result."""
        return self.score is not None or bool(self.result)

    @property
    def subject(self):
        """The key under which the ledger counts this person or unit once."""
        if self.category.units:
            return f"unit:{self.of_unit_id}" if self.of_unit_id else f"named:{self.unit_id}:{self.name}"
        return f"person:{self.person_id}" if self.person_id else f"named:{self.unit_id}:{self.name}"


class Objection(Part):
    """Somebody objected to a nominee while the notice was posted; answered, upheld or not."""

    nominee = models.ForeignKey(Nominee, models.PROTECT, related_name="objections", verbose_name=_("nominee"))
    on = models.DateField(_("day"))
    by_name = models.CharField(_("who objected"), max_length=60, blank=True)
    words = models.CharField(_("objection"), max_length=300)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    upheld = models.BooleanField(_("upheld"), default=False)

    class Meta:
        verbose_name = _("objection to a nominee")
        verbose_name_plural = _("objections to nominees")
        ordering = ["nominee", "on", "pk"]

    def __str__(self):
        return self.words
