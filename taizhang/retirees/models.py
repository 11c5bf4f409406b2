"""The tables of retirees: the register, its groups and their leaders, visits, celebrations."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord
from taizhang.members.models import Person


class Group(WorkRecord):
    """A group of retirees; its leader keeps in touch with everybody in it."""

    name = models.CharField(_("name"), max_length=60)
    remark = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("group of retirees")
        verbose_name_plural = _("groups of retirees")
        ordering = ["unit", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(voided_at=None),
                name="retirees_group_name",
                violation_error_message=_("A group bears this name already."),
            )
        ]

    def __str__(self):
        return self.name

    def title(self):
        return self.name

    def get_absolute_url(self):
        return reverse("retirees:group_detail", args=[self.pk])


class Retiree(WorkRecord):
    """Somebody who has retired from the union's employer and is on its register."""

    class State(models.TextChoices):
        REGISTERED = "在册", pgettext_lazy("retiree", "on the register")
        MOVED = "迁出", pgettext_lazy("retiree", "moved away")
        DIED = "去世", pgettext_lazy("retiree", "deceased")

    class Mobility(models.TextChoices):
        WELL = "行动自如", pgettext_lazy("mobility", "gets about")
        LIMITED = "行动不便", pgettext_lazy("mobility", "gets about with difficulty")
        HOUSEBOUND = "长期卧床", pgettext_lazy("mobility", "bedridden")

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person on the register")
    )
    name = models.CharField(_("name"), max_length=60)
    sex = models.CharField(_("sex"), max_length=1, choices=Person.Sex, blank=True)
    birth_on = models.DateField(_("born on"), null=True, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    registered_on = models.DateField(_("on the register since"))
    group = models.ForeignKey(
        Group, models.PROTECT, null=True, blank=True, related_name="retirees", verbose_name=_("group")
    )
    phone = sealing.SealedField(_("telephone"), mask=sealing.mask_phone)
    health = sealing.SealedField(_("health"), mask=sealing.mask_all)
    mobility = models.CharField(_("mobility"), max_length=10, choices=Mobility, blank=True)
    alone = models.BooleanField(_("lives alone"), default=False)
    wedding_on = models.DateField(_("wedding day"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REGISTERED)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("retiree")
        verbose_name_plural = _("retirees")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="在册", voided_at=None, person__isnull=False),
                name="retirees_once_on_a_register",
                violation_error_message=_("This person is on a register of retirees already."),
            )
        ]
        indexes = [models.Index(fields=["unit", "state"], name="retirees_unit_state")]

    def __str__(self):
        return self.name

    def title(self):
        return f"{self.name} · {self.unit.name}"

    def get_absolute_url(self):
        return reverse("retirees:retiree_detail", args=[self.pk])

    @property
    def tone(self):
        return "green" if self.state == self.State.REGISTERED else "grey"

    @property
    def subject(self):
        """The key under which the ledger counts this person once: the register's own, where it knows the person."""
        return f"person:{self.person_id}" if self.person_id else f"retiree:{self.pk}"

    def age_on(self, day):
        """Full years of age on a day; None if the birth date is not known."""
        if self.birth_on is None:
            return None
        return day.year - self.birth_on.year - ((day.month, day.day) < (self.birth_on.month, self.birth_on.day))


class Leadership(WorkRecord):
    """A group leader's time, from the day of taking over to the day of handing over."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="leaderships", verbose_name=_("group"))
    leader = models.ForeignKey(Retiree, models.PROTECT, related_name="leaderships", verbose_name=_("group leader"))
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)
    handover = models.CharField(_("how it was handed over"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("time of a group leader")
        verbose_name_plural = _("times of group leaders")
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(until=None, voided_at=None), name="retirees_one_leader_of_a_group"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="retirees_leader_until_after_since"
            ),
        ]

    def __str__(self):
        return f"{self.group.name} · {self.leader.name}"

    def get_absolute_url(self):
        return self.group.get_absolute_url()


class Visit(WorkRecord):
    """Somebody of the union, or the group leader, went to see a retiree."""

    retiree = models.ForeignKey(Retiree, models.PROTECT, related_name="visits", verbose_name=_("retiree"))
    on = models.DateField(_("day"))
    visitors = models.CharField(_("who went"), max_length=120, blank=True)
    occasion = models.CharField(_("occasion"), max_length=60, blank=True)
    amount = models.DecimalField(_("cash (yuan)"), max_digits=10, decimal_places=2, null=True, blank=True)
    gift = models.CharField(_("gift"), max_length=60, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("visit to a retiree")
        verbose_name_plural = _("visits to retirees")
        ordering = ["-on", "-id"]

    def __str__(self):
        return f"{self.retiree.name} {self.on:%Y-%m-%d}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return self.retiree.get_absolute_url()


class Celebration(WorkRecord):
    """A round birthday or a golden wedding of one year: computed, listed, celebrated."""

    class Occasion(models.TextChoices):
        BIRTHDAY = "整寿", pgettext_lazy("celebration", "round birthday")
        WEDDING = "结婚纪念", pgettext_lazy("celebration", "wedding anniversary")

    class State(models.TextChoices):
        LISTED = "待祝贺", pgettext_lazy("celebration", "listed")
        CELEBRATED = "已祝贺", pgettext_lazy("celebration", "celebrated")
        SKIPPED = "不办", pgettext_lazy("celebration", "not celebrated")

    retiree = models.ForeignKey(Retiree, models.PROTECT, related_name="celebrations", verbose_name=_("retiree"))
    year = models.PositiveSmallIntegerField(_("year"))
    occasion = models.CharField(_("occasion"), max_length=10, choices=Occasion)
    years = models.PositiveSmallIntegerField(_("how many years"))
    due_on = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.LISTED)
    celebrated_on = models.DateField(_("celebrated on"), null=True, blank=True)
    amount = models.DecimalField(_("cash (yuan)"), max_digits=10, decimal_places=2, null=True, blank=True)
    gift = models.CharField(_("gift"), max_length=60, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=8, decimal_places=2, null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("celebration")
        verbose_name_plural = _("celebrations")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["retiree", "year", "occasion"], condition=Q(voided_at=None), name="retirees_celebrated_once"
            )
        ]
        indexes = [models.Index(fields=["unit", "year", "state"], name="retirees_celebration_year")]

    def __str__(self):
        return f"{self.retiree.name} {self.matter}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return self.retiree.get_absolute_url()

    @property
    def matter(self):
        """80寿辰, 金婚, 钻石婚: as the list and the ledger say it."""
        if self.occasion == self.Occasion.BIRTHDAY:
            return f"{self.years}寿辰"
        return {50: "金婚", 60: "钻石婚"}.get(self.years, f"结婚{self.years}周年")

    @property
    def tone(self):
        return {self.State.LISTED: "amber", self.State.CELEBRATED: "green"}.get(self.state, "grey")
