"""Programmes of aid as data: whom they are for, what they give, until when; who was found eligible, and who was told."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.kernel import context
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import WorkRecord, within
from taizhang.members.models import Person


class Programme(WorkRecord):
    """A programme of aid (救助项目): 送温暖 of a winter, 金秋助学 of a year. Its rules and amounts are data, frozen while it is open."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("open for applications")
        CLOSED = "closed", _("closed")

    class Concern(models.TextChoices):
        """Who is meant: any member, the head of a hardship file, or a child at school filed under the parent."""

        MEMBER = "member", _("members")
        HOUSEHOLD = "household", _("households on file")
        STUDENT = "student", _("children at school, under the parent")

    class Method(models.TextChoices):
        BANK = "bank", _("bank transfer")
        CASH = "cash", _("cash against signature")

    name = models.CharField(_("name of the programme"), max_length=80)
    kind = models.CharField(_("kind of work"), max_length=10)
    scheme = models.CharField(_("template"), max_length=30, blank=True)
    year = models.PositiveSmallIntegerField(_("year of aid"))
    matter = models.CharField(_("matter"), max_length=60)
    concerns = models.CharField(_("for"), max_length=10, choices=Concern, default=Concern.MEMBER)
    rules = models.JSONField(_("conditions"), default=list, blank=True)
    amounts = models.JSONField(_("amounts"), default=dict, blank=True)
    ceiling = models.CharField(_("ceiling in the rulebook"), max_length=60, blank=True)
    documents = models.JSONField(_("documents"), default=list, blank=True)
    route = models.CharField(_("way of approval"), max_length=40)
    fund = models.ForeignKey(
        "aid.Fund", models.PROTECT, null=True, blank=True, related_name="programmes", verbose_name=_("fund")
    )
    method = models.CharField(_("how it is paid"), max_length=10, choices=Method, default=Method.BANK)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day for applications"))
    pay_by = models.DateField(_("to be paid by"), null=True, blank=True)
    public_notice = models.BooleanField(_("with a public notice before payment"), default=True)
    basis = models.CharField(_("decided by"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)

    class Meta:
        verbose_name = _("programme of aid")
        verbose_name_plural = _("programmes of aid")
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="aid_programme_closes_after_opening",
                violation_error_message=_("The last day for applications lies before the opening."),
            ),
            models.UniqueConstraint(
                fields=["unit", "name", "year"],
                condition=Q(voided_at=None),
                name="aid_programme_once_a_year",
                violation_error_message=_("This union has a programme of this name in this year already."),
            ),
        ]

    def __str__(self):
        return self.name

    def title(self):
        return gettext("%(name)s (%(year)s)") % {"name": self.name, "year": self.year}

    def get_absolute_url(self):
        return reverse("aid:programme_detail", args=[self.pk])

    @property
    def number(self):
        """The number by which workbooks name the programme: AW-07-2008-12."""
        return f"{self.kind}-{self.year}-{self.pk}"

    @property
    def kind_label(self):
        row = registry.catalogue.get(self.kind)
        return row.label if row else self.kind

    @property
    def tone(self):
        return {self.State.OPEN: "green", self.State.DRAFT: "amber"}.get(self.state, "grey")

    @property
    def for_students(self):
        return self.concerns == self.Concern.STUDENT


class Screening(WorkRecord):
    """One run of a programme's conditions over the register: by which conditions, on which day, with what result."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="screenings", verbose_name=_("programme"))
    on = models.DateField(_("as of"))
    rules = models.JSONField(_("conditions as they stood"), default=list)
    looked_at = models.PositiveIntegerField(_("persons looked at"))
    proposed = models.PositiveIntegerField(_("persons proposed"))
    excluded = models.PositiveIntegerField(_("persons excluded"))
    reasons = models.JSONField(_("excluded by condition"), default=list)  # one number for each condition

    class Meta:
        verbose_name = _("run of the conditions")
        verbose_name_plural = _("runs of the conditions")
        ordering = ["-id"]

    def __str__(self):
        return gettext("%(name)s, run of %(day)s") % {"name": self.programme, "day": date_format(self.on)}

    def get_absolute_url(self):
        return self.programme.get_absolute_url()


class Telling(WorkRecord):
    """Eligible persons were told of a programme (告知到人): on which day and by which way."""

    class How(models.TextChoices):
        SMS = "sms", _("text message")
        PHONE = "phone", _("telephone")
        NOTICE = "notice", _("written notice")
        VISIT = "visit", _("in person")
        UNIT = "unit", _("through the own union")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="tellings", verbose_name=_("programme"))
    on = models.DateField(_("told on"))
    how = models.CharField(_("how"), max_length=10, choices=How)
    words = models.CharField(_("what was said"), max_length=300, blank=True)
    persons = models.JSONField(_("who was told"), default=list)  # keys of persons

    class Meta:
        verbose_name = _("telling of eligible persons")
        verbose_name_plural = _("tellings of eligible persons")
        ordering = ["-on", "-id"]

    def __str__(self):
        return gettext("%(name)s: told on %(day)s") % {"name": self.programme, "day": date_format(self.on)}

    def get_absolute_url(self):
        return self.programme.get_absolute_url()


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Candidates of the unions that the user's posts let him read."""
        return self.filter(within(user.paths(), "unit__path")) if user.is_authenticated else self.none()


class Candidate(models.Model):
    """A person whom a programme's conditions were run over: proposed, or excluded with the reasons."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="candidates", verbose_name=_("programme"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    unit = models.ForeignKey("kernel.Unit", models.PROTECT, related_name="+", verbose_name=_("union"))
    proposed = models.BooleanField(_("proposed"), default=False)
    reasons = models.JSONField(_("conditions not met"), default=list)  # places in the programme's rules
    told_on = models.DateField(_("told on"), null=True, blank=True)
    told_how = models.CharField(_("how"), max_length=10, choices=Telling.How, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        constraints = [models.UniqueConstraint(fields=["programme", "person"], name="aid_candidate_once")]
        indexes = [models.Index(fields=["programme", "proposed", "id"], name="aid_candidate_list")]

    def __str__(self):
        return f"{self.person.name} · {self.programme}"

    def save(self, *args, **kwargs):
        context.open_act()
        super().save(*args, **kwargs)
