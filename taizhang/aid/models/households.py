"""The hardship file: one household, one file, one head; its family, its means, its consents, what it asked about its own data."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.intake.models import Batch
from taizhang.kernel import context, sealing
from taizhang.kernel.models import WorkRecord
from taizhang.members.models import Person

HEAD = "本人"  # the relation of the head to the head


class Household(WorkRecord):
    """A household in hardship and its file (困难职工档案): surveyed, verified, filed, checked every year, removed."""

    class Status(models.TextChoices):
        SURVEYED = "摸底", _("surveyed")
        VERIFIED = "已核实", _("verified")
        FILED = "在档", _("filed")
        REMOVED = "已销档", _("removed")
        DECLINED = "未建档", _("not filed")

    class Category(models.TextChoices):
        """困难类别 (DOMAIN F): today's scheme, the older one, and nothing."""

        DEEP = "深度困难", _("deep hardship")
        RELATIVE = "相对困难", _("relative hardship")
        ACCIDENT = "意外致困", _("hardship by accident")
        LOW_INCOME = "低保户", _("low-income household")
        EDGE = "低保边缘户", _("household at the edge of low income")
        NONE = "", _("not in hardship")

    class Cause(models.TextChoices):
        """致困原因 (DOMAIN F)."""

        OWN_ILLNESS = "本人大病", _("own serious illness")
        KIN_ILLNESS = "亲属大病", _("a relative's serious illness")
        DISABILITY = "残疾", _("disability")
        SCHOOLING = "子女上学", _("children's schooling")
        JOB_LOSS = "下岗失业", _("loss of the job")
        LOW_PAY = "收入低", _("low income")
        DISASTER = "意外灾害", _("accident or disaster")
        SINGLE_PARENT = "单亲", _("single parent")
        DEPENDANTS = "供养人口多", _("many dependants")
        HOUSING = "住房", _("poor housing")
        OTHER = "其他", _("other")

    class Exit(models.TextChoices):
        RECOVERED = "脱困", _("out of hardship")
        UNQUALIFIED = "不再符合条件", _("conditions no longer met")
        MOVED = "迁出或调离", _("moved away")
        DIED = "去世", _("died")
        OWN_WISH = "本人申请退出", _("own wish")
        CONCEALED = "隐瞒收入或拒绝核查", _("concealed income or refused checks")
        DOUBLE = "重复建档", _("filed twice")

    IN_FORCE = (Status.SURVEYED, Status.VERIFIED, Status.FILED)

    head = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("head of the household"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.SURVEYED)
    year = models.PositiveSmallIntegerField(_("year of the file"), null=True, blank=True)
    serial = models.PositiveIntegerField(_("number in the year"), null=True, blank=True)
    category = models.CharField(_("category"), max_length=10, choices=Category, blank=True)
    main_cause = models.CharField(_("main cause"), max_length=10, choices=Cause)
    further_causes = models.JSONField(_("further causes"), default=list, blank=True)
    circumstances = sealing.SealedField(_("circumstances"))
    opened_on = models.DateField(_("entered on"))
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    checked_on = models.DateField(_("checked last on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    aided_on = models.DateField(_("aided first on"), null=True, blank=True)
    aided_last_on = models.DateField(_("aided last on"), null=True, blank=True)
    removed_on = models.DateField(_("removed on"), null=True, blank=True)
    removed_for = models.CharField(_("reason of removal"), max_length=20, choices=Exit, blank=True)
    # Every change: [day, from status, to status, category before, category after, why]. The facts are made of it.
    history = models.JSONField(_("changes"), default=list, blank=True)
    # What the form of the file asks for about the head and the home.
    staff_no = models.CharField(_("staff number"), max_length=30, blank=True)
    work_status = models.CharField(_("working status"), max_length=20, blank=True)
    work_since = models.DateField(_("in work since"), null=True, blank=True)
    model_worker = models.CharField(_("model worker"), max_length=20, blank=True)
    marital = models.CharField(_("marital status"), max_length=10, blank=True)
    industry = models.CharField(_("industry"), max_length=40, blank=True)
    employer_nature = models.CharField(_("kind of employer"), max_length=40, blank=True)
    employer_state = models.CharField(_("state of the enterprise"), max_length=20, blank=True)
    division = models.CharField(_("registered division"), max_length=60, blank=True)
    address = sealing.SealedField(_("address"))
    postcode = models.CharField(_("postcode"), max_length=6, blank=True)
    housing = models.CharField(_("housing"), max_length=20, blank=True)
    housing_area = models.DecimalField(_("living space"), max_digits=7, decimal_places=2, null=True, blank=True)
    insurance = models.CharField(_("medical insurance"), max_length=40, blank=True)
    single_parent = models.BooleanField(_("single parent"), null=True, blank=True)
    no_one_employed = models.BooleanField(_("nobody in the family employed"), null=True, blank=True)
    can_help_self = models.BooleanField(_("able to help themselves"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))
    emptied_at = models.DateTimeField(_("personal data deleted at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("hardship file")
        verbose_name_plural = _("hardship files")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "serial"],
                condition=Q(serial__isnull=False),
                name="aid_file_number_once",
                violation_error_message=_("This file number is taken."),
            ),
            models.UniqueConstraint(
                fields=["head"],
                condition=Q(status__in=["摸底", "已核实", "在档"], voided_at=None),
                name="aid_head_of_one_household",
                violation_error_message=_("This person heads a household on file already."),
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(filed_on=None) | Q(removed_on__gte=models.F("filed_on")),
                name="aid_removed_after_filed",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "status"], name="aid_household_unit", condition=Q(voided_at=None)),
            models.Index(fields=["status", "valid_until"], name="aid_household_valid", condition=Q(voided_at=None)),
        ]

    def __str__(self):
        return f"{self.head.name} · {self.unit.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("aid:household_detail", args=[self.pk])

    @property
    def number(self):
        """The file number: union, year, number in the year; empty until the household is filed."""
        return f"{self.unit.code}-{self.year}-{self.serial:03d}" if self.serial else ""

    @property
    def in_force(self):
        return self.status in self.IN_FORCE and self.voided_at is None

    @property
    def subject(self):
        """The key under which the ledger counts this household's head once."""
        return f"person:{self.head_id}"

    @property
    def tone(self):
        """The colour that goes with the words of the status."""
        return {self.Status.FILED: "green", self.Status.VERIFIED: "blue", self.Status.SURVEYED: "amber"}.get(
            self.status, "grey"
        )

    @property
    def causes(self):
        """The main cause and the further ones, as the form writes them."""
        return [self.main_cause, *self.further_causes]

    def changes(self):
        """[(day, status before, after, category before, after, why)], oldest first."""
        return [(date.fromisoformat(day), *rest) for day, *rest in self.history]

    def steps(self):
        """The changes in the reader's words, oldest first."""
        said = []
        for day, was, now, before, after, why in self.changes():
            words = [self.Status(now).label] if was != now else []
            if before != after:
                words.append(self.Category(after).label)
            said.append({"day": day, "words": words, "why": why})
        return said

    def move_to(self, status, on, *, category=None, why=""):
        """Write down a change of status or category; the act saves it."""
        category = self.category if category is None else category
        self.history = [
            *self.history,
            [on.isoformat(), str(self.status), str(status), str(self.category), str(category), why],
        ]
        self.status, self.category = status, category


class FamilyMember(models.Model):
    """Somebody in a household's family table, the head included (relation 本人). Number and health are sealed."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="family", verbose_name=_("household"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    relation = models.CharField(_("relation to the head"), max_length=20)
    name = models.CharField(_("name"), max_length=60)
    sex = models.CharField(_("sex"), max_length=1, choices=Person.Sex, blank=True)
    birth_on = models.DateField(_("born on"), null=True, blank=True)
    id_number = sealing.SealedField(_("identity number"), mask=sealing.mask_id)
    id_index = models.CharField(
        max_length=64, blank=True, editable=False
    )  # of the same make as members.Person.id_index
    political = models.CharField(_("political status"), max_length=20, blank=True)
    health = sealing.SealedField(_("health"))
    disability = sealing.SealedField(_("disability"))
    insurance = models.CharField(_("medical insurance"), max_length=40, blank=True)
    monthly_income = models.DecimalField(_("monthly income"), max_digits=11, decimal_places=2, null=True, blank=True)
    occupation = models.CharField(_("occupation"), max_length=40, blank=True)
    workplace = models.CharField(_("employer or school"), max_length=80, blank=True)
    study_level = models.CharField(_("level of study"), max_length=20, blank=True)
    study_year = models.CharField(_("school year"), max_length=20, blank=True)
    left_on = models.DateField(_("left the household on"), null=True, blank=True)
    # Kept with the household's own state, so that the database can hold "one person, one household".
    counts = models.BooleanField(_("belongs to a household in force"), default=True, editable=False)

    class Meta:
        verbose_name = _("family member")
        verbose_name_plural = _("family members")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["id_index"],
                condition=Q(counts=True) & ~Q(id_index=""),
                name="aid_one_household_of_a_number",
                violation_error_message=_("This person belongs to another household on file."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(counts=True, person__isnull=False),
                name="aid_one_household_of_a_person",
                violation_error_message=_("This person belongs to another household on file."),
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(relation=HEAD, counts=True),
                name="aid_one_head",
                violation_error_message=_("A household has one head."),
            ),
        ]
        indexes = [
            models.Index(fields=["id_index"], name="aid_family_number", condition=~Q(id_index="")),
            models.Index(fields=["name", "birth_on"], name="aid_family_name"),
        ]

    def __str__(self):
        return f"{self.name} ({self.relation})"

    def save(self, *args, **kwargs):
        context.open_act().touch(self.household)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise context.OutsideAct("A family member leaves the household on a day, and stays on file.")

    @property
    def is_head(self):
        return self.relation == HEAD

    def age_on(self, day):
        """Full years of age on a day; None if the birth date is not known."""
        if self.birth_on is None:
            return None
        return day.year - self.birth_on.year - ((day.month, day.day) < (self.birth_on.month, self.birth_on.day))


def _yuan(label):
    return models.DecimalField(label, max_digits=13, decimal_places=2, default=Decimal(0))


class Assessment(models.Model):
    """One reckoning of a household's means over twelve months, with the lines of the rulebook that were used. Never changed."""

    INCOME = ("wage", "business", "property_income", "transfer", "other_income")
    SPENDING = ("illness", "disability_cost", "study", "housing_cost", "other_spending")

    class Occasion(models.TextChoices):
        FIRST = "建档", _("for filing")
        YEARLY = "年度复核", _("yearly check")
        CHANGE = "情况变化", _("change of circumstances")

    class Bar(models.TextChoices):
        """What keeps a household out whatever its means (平顶山, after the ACFTU scheme)."""

        SCHOOL_ABROAD = "高收费私立学校或自费留学", _("private high-fee school or self-paid study abroad")
        SHAREHOLDER = "控股企业", _("controlling shareholder of a firm")
        HOMES = "两套以上住房", _("two or more homes above the local space per head")
        CAR = "拥有或经常使用机动车", _("owns or regularly uses a motor vehicle")
        REFUSES = "拒绝核查或隐瞒收入", _("refuses checks or conceals income")
        IDLE = "有劳动能力无正当理由不就业", _("able to work and unwilling")

    household = models.ForeignKey(Household, models.PROTECT, related_name="assessments", verbose_name=_("household"))
    on = models.DateField(_("as of"))
    since = models.DateField(_("reckoned from"))
    months = models.PositiveSmallIntegerField(_("months"), default=12)
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion, default=Occasion.FIRST)
    members = models.PositiveSmallIntegerField(_("persons in the household"))
    wage = _yuan(_("wages"))
    business = _yuan(_("net business income"))
    property_income = _yuan(_("net income from property"))
    transfer = _yuan(_("net transfers"))
    other_income = _yuan(_("other income"))
    illness = _yuan(_("spending on illness"))
    disability_cost = _yuan(_("spending on disability"))
    study = _yuan(_("spending on study"))
    housing_cost = _yuan(_("spending on housing"))
    other_spending = _yuan(_("other rigid spending"))
    sudden = models.BooleanField(_("a sudden event, still in trouble after all compensation"), default=False)
    bars = models.JSONField(_("grounds of exclusion"), default=list, blank=True)
    per_head = models.DecimalField(_("a head and month"), max_digits=13, decimal_places=2)
    line = models.DecimalField(_("local minimum living line"), max_digits=9, decimal_places=2)
    line_place = models.CharField(_("line of"), max_length=120)
    line_since = models.DateField(_("line valid from"), null=True, blank=True)
    line_source = models.CharField(_("source"), max_length=260, blank=True)
    scheme = models.CharField(_("scheme"), max_length=20)
    multiple = models.DecimalField(_("multiple of the line"), max_digits=5, decimal_places=2)
    category = models.CharField(_("category"), max_length=10, choices=Household.Category, blank=True)
    checked_with = models.CharField(_("checked with"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("reckoned at"))

    class Meta:
        verbose_name = _("reckoning of means")
        verbose_name_plural = _("reckonings of means")
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.household_id} · {self.on}"

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("A reckoning is never changed: make a new one.")
        context.open_act().touch(self.household)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise context.OutsideAct("A reckoning stays on file.")

    @property
    def income(self):
        """All income of the twelve months."""
        return sum((getattr(self, name) for name in self.INCOME), Decimal(0))

    @property
    def spending(self):
        """All rigid spending of the twelve months."""
        return sum((getattr(self, name) for name in self.SPENDING), Decimal(0))


class Consent(models.Model):
    """A separate consent to one purpose: given on a day by somebody, and perhaps withdrawn (PIPL, articles 14–17, 23, 25, 29)."""

    class Purpose(models.TextChoices):
        FILE = "建立困难职工档案", _("keep a hardship file with sensitive data")
        CHECK = "家庭经济状况核对", _("check of the family's means with other offices")
        SHARE = "报送上级工会", _("hand the file to the upper unions")
        PUBLISH = "公示", _("show name and aid in a public notice")

    household = models.ForeignKey(Household, models.PROTECT, related_name="consents", verbose_name=_("household"))
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    given_on = models.DateField(_("given on"))
    given_by = models.CharField(_("signed by"), max_length=60)
    witness = models.CharField(_("taken by"), max_length=60, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "purpose"], condition=Q(withdrawn_on=None), name="aid_one_consent_of_a_purpose"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=models.F("given_on")),
                name="aid_consent_withdrawn_after_given",
            ),
        ]

    def __str__(self):
        return f"{self.purpose} · {self.given_on}"

    def save(self, *args, **kwargs):
        context.open_act().touch(self.household)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise context.OutsideAct("A consent is withdrawn, never deleted.")

    def in_force_on(self, day):
        """Did it hold on that day?"""
        return self.given_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


class DataRequest(WorkRecord):
    """What a person asks about the own data: a copy, a correction, an explanation, deletion; with a deadline and an answer."""

    class Kind(models.TextChoices):
        CORRECT = "更正补充", _("correct or complete")
        COPY = "查阅复制", _("read or copy")
        EXPLAIN = "解释说明", _("explain")
        DELETE = "删除", _("delete")

    class Outcome(models.TextChoices):
        OPEN = "待答复", _("waiting")
        DONE = "已办理", _("done")
        PARTLY = "部分办理", _("done in part")
        REFUSED = "不予办理", _("refused")

    household = models.ForeignKey(Household, models.PROTECT, related_name="requests", verbose_name=_("household"))
    kind = models.CharField(_("what is asked"), max_length=10, choices=Kind, default=Kind.CORRECT)
    words = sealing.SealedField(_("in the person's words"))
    asked_on = models.DateField(_("asked on"))
    asked_by = models.CharField(_("asked by"), max_length=60)
    through_link = models.BooleanField(_("through the one-time link"), default=False)
    due_on = models.DateField(_("to be answered by"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    answer = sealing.SealedField(_("answer"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("request about own data")
        verbose_name_plural = _("requests about own data")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="待答复", answered_on=None) | (~Q(outcome="待答复") & Q(answered_on__isnull=False)),
                name="aid_request_answered_on_a_day",
            )
        ]

    def __str__(self):
        return f"{self.kind} · {self.asked_on}"

    def title(self):
        return f"{self.get_kind_display()} · {self.household.head.name}"

    def get_absolute_url(self):
        return reverse("aid:household_requests", args=[self.household_id])
