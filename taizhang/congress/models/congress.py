"""A congress: one term of it at one union (“the eighth congress”), with its constituencies."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models.ordinals import chinese
from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part


class Congress(WorkRecord):
    """A congress or a general meeting for one term: who it is for, how many it stands for, from when until when."""

    class Kind(models.TextChoices):
        """What the law calls it. The words go into filters, workbooks and papers as they are."""

        WORKERS = "职工代表大会", _("workers' congress")
        SCHOOL = "教职工代表大会", _("congress of a school's staff")
        MEMBERS = "会员代表大会", _("members' congress")
        REGIONAL = "区域性职工代表大会", _("regional workers' congress")
        INDUSTRY = "行业性职工代表大会", _("workers' congress of an industry")

    class Form(models.TextChoices):
        DELEGATES = "delegates", _("delegates meet")
        EVERYBODY = "everybody", _("everybody meets")

    class State(models.TextChoices):
        PREPARING = "preparing", _("delegates are being elected")
        SITTING = "sitting", _("in office")
        ENDED = "ended", _("term over")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.WORKERS)
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.DELEGATES)
    number = models.PositiveSmallIntegerField(_("term no."))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREPARING)
    since = models.DateField(_("term begins"))
    until = models.DateField(_("term ends"))
    postponed_until = models.DateField(_("postponed until"), null=True, blank=True)
    postponed_why = models.CharField(_("why postponed"), max_length=200, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    staff = models.PositiveIntegerField(_("staff"), help_text=_("Members, for a members' congress."))
    women = models.PositiveIntegerField(_("women among them"), null=True, blank=True)
    above = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="below", verbose_name=_("congress above")
    )
    charter = models.CharField(_("charter"), max_length=120, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("congress")
        verbose_name_plural = _("congresses")
        ordering = ["unit__path", "kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "number"], condition=Q(voided_at=None), name="congress_one_of_a_number"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="congress_term_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(women=None) | Q(women__lte=F("staff")), name="congress_women_among_the_staff"
            ),
        ]

    def __str__(self):
        return f"{self.unit.name}{self.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("congress:congress_detail", args=[self.pk])

    @property
    def noun(self):
        """What it is called: 教职工代表大会; where everybody meets, 教职工大会."""
        return self.kind.replace("代表大会", "大会") if self.form == self.Form.EVERYBODY else self.kind

    @property
    def name(self):
        """第八届教职工代表大会. In Chinese in both languages, for it is a name."""
        return f"第{chinese(self.number)}届{self.noun}"

    @property
    def is_of_members(self):
        """Members of the union elect it, not the staff."""
        return self.kind == self.Kind.MEMBERS

    @property
    def is_of_several(self):
        """It stands for the staff of several employers."""
        return self.kind in (self.Kind.REGIONAL, self.Kind.INDUSTRY)

    @property
    def last_day(self):
        """The last day of the term, a postponement included."""
        return self.postponed_until or self.until

    @property
    def tone(self):
        """The colour of its state."""
        return {"preparing": "amber", "sitting": "green"}.get(self.state, "grey")


class Constituency(Part):
    """A constituency (选区) of a congress, which is also its delegation (代表团): so many staff, so many seats."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="constituencies", verbose_name=_("congress"))
    name = models.CharField(_("name"), max_length=60)
    staff = models.PositiveIntegerField(_("staff"))
    seats = models.PositiveSmallIntegerField(pgettext_lazy("congress", "seats"))

    class Meta:
        verbose_name = _("constituency")
        verbose_name_plural = _("constituencies")
        ordering = ["congress", "id"]
        constraints = [models.UniqueConstraint(fields=["congress", "name"], name="congress_constituency_named_once")]

    def __str__(self):
        return self.name
