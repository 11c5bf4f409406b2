"""The tables of the register: persons, and their memberships in unions."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.intake.models import Batch
from taizhang.kernel import context, sealing
from taizhang.kernel.models import Unit, WorkRecord

ID_COLUMN = "members.person.id_number"
PHONE_COLUMN = "members.person.phone"


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Persons of whom the user may read a membership."""
        return self.filter(pk__in=Membership.objects.visible_to(user).standing().values("person"))

    def _refuse(self, *args, **kwargs):
        raise context.OutsideAct("Persons change one by one, inside an act.")

    update = delete = bulk_update = _refuse

    def bulk_create(self, objs, **kwargs):
        context.open_act()  # Act.create_all is the only caller
        return super().bulk_create(objs, **kwargs)


class Person(models.Model):
    """A human being, once, whatever unions she has belonged to. Number and telephone are sealed; search asks the index beside them."""

    class Sex(models.TextChoices):
        MALE = "男", _("male")
        FEMALE = "女", _("female")

    class IdKind(models.TextChoices):
        RESIDENT = "居民身份证", _("resident identity card")
        HONG_KONG = "港澳居民居住证", _("residence permit, Hong Kong and Macao")
        TAIWAN = "台湾居民居住证", _("residence permit, Taiwan")
        PASSPORT = "护照", _("passport")
        OTHER = "其他证件", _("another document")

    name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    birth_on = models.DateField(_("born on"), null=True, blank=True)
    id_kind = models.CharField(_("kind of document"), max_length=20, choices=IdKind, default=IdKind.RESIDENT)
    id_number = sealing.SealedField(_("identity number"), mask=sealing.mask_id)
    id_index = models.CharField(max_length=64, blank=True, editable=False)
    phone = sealing.SealedField(_("mobile telephone"), mask=sealing.mask_phone)
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    ethnic = models.CharField(_("ethnic group"), max_length=20, blank=True)
    education = models.CharField(_("education"), max_length=20, blank=True)
    political = models.CharField(_("political status"), max_length=20, blank=True)
    household = models.CharField(_("registered household"), max_length=20, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [
            models.UniqueConstraint(
                fields=["id_index"], condition=~models.Q(id_index=""), name="members_one_person_of_a_number"
            )
        ]
        indexes = [
            models.Index(fields=["name", "birth_on"], name="members_name"),
            models.Index(fields=["phone_index"], name="members_phone", condition=~models.Q(phone_index="")),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        context.open_act()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise context.OutsideAct("A person stays on file; a membership is withdrawn.")

    def give_id(self, number):
        """Seal the number and make it findable."""
        self.id_number = number
        self.id_index = sealing.blind_index(number, ID_COLUMN)

    def give_phone(self, number):
        """Seal the telephone number and make it findable."""
        self.phone = number
        self.phone_index = sealing.blind_index(number, PHONE_COLUMN)

    def age_on(self, day):
        """Full years of age on a day; None if the birth date is not known."""
        if self.birth_on is None:
            return None
        return day.year - self.birth_on.year - ((day.month, day.day) < (self.birth_on.month, self.birth_on.day))

    @property
    def subject(self):
        """The opaque key under which the ledger counts this person once."""
        return f"person:{self.pk}"


class Membership(WorkRecord):
    """A person's membership in one union: since when, in which status, until when."""

    class Status(models.TextChoices):
        """会员状态 (DOMAIN F)."""

        APPLYING = "申请中", _("applying")
        MEMBER = "在会", _("in membership")
        KEPT = "保留会籍", _("membership kept")
        GOING = "转出中", _("being transferred away")
        COMING = "转入待接", _("waiting to be received")
        MOVED = "转出", _("moved away")
        LEFT = "退会", _("left")
        LAPSED = "自动退会", _("lapsed")
        EXPELLED = "开除", _("expelled")
        DIED = "去世", _("died")

    # A person holds a membership in these statuses, and in one union only.
    STANDING = (Status.MEMBER, Status.KEPT, Status.GOING)

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name=_("unit"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="memberships", db_index=False, verbose_name=_("person")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.MEMBER)
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_reason = models.CharField(_("reason"), max_length=200, blank=True)
    group = models.CharField(_("union group"), max_length=60, blank=True)
    position = models.CharField(pgettext_lazy("person", "position"), max_length=60, blank=True)
    employment = models.CharField(_("form of employment"), max_length=30, blank=True)
    migrant = models.BooleanField(_("rural migrant worker"), null=True, blank=True)
    card_no = models.CharField(_("membership card no."), max_length=40, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    # Every change of status: [day, from, to, why]. The facts are made of it, so it stands on the row that they are made from.
    history = models.JSONField(_("changes of status"), default=list, blank=True)
    came_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="went_to", verbose_name=_("transferred from")
    )
    # On the way there: kept in step with the open transfer, so that lists show it without asking further.
    bound_for = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("released to")
    )
    # The union outside the federation from which the member came; like came_from, this makes the joining a transfer.
    from_outside = models.CharField(_("transferred from outside"), max_length=120, blank=True)
    contract_since = models.DateField(_("contract from"), null=True, blank=True)
    contract_until = models.DateField(_("contract until"), null=True, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("import"))

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(status__in=["在会", "保留会籍", "转出中"], voided_at=None),
                name="members_one_union_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(left_on=None)
                | models.Q(joined_on=None)
                | models.Q(left_on__gte=models.F("joined_on")),
                name="members_left_after_joined",
            ),
        ]
        indexes = [
            # The register is counted and looked through for a name from this index alone; it serves the key of the unit too.
            models.Index(fields=["unit", "status", "voided_at", "joined_on", "person", "id"], name="members_of_unit"),
            # Whoever bears a name is found on the register without a look at the rows.
            models.Index(fields=["person", "unit", "status", "voided_at", "id"], name="members_of_person"),
            models.Index(
                fields=["group", "unit", "status"],
                name="members_group",
                condition=models.Q(voided_at=None) & ~models.Q(group=""),
            ),
            models.Index(fields=["bound_for"], name="members_bound_for", condition=models.Q(bound_for__isnull=False)),
            models.Index(
                fields=["contract_until"],
                name="members_contract_until",
                condition=models.Q(contract_until__isnull=False, voided_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.person.name} · {self.unit.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("members:membership_detail", args=[self.pk])

    @property
    def is_standing(self):
        return self.status in self.STANDING and self.voided_at is None

    @property
    def tone(self):
        """The colour that goes with the words of the status."""
        return {self.Status.MEMBER: "green", self.Status.KEPT: "blue", self.Status.GOING: "amber"}.get(
            self.status, "grey"
        )

    @property
    def first_status(self):
        """The status in which the membership began."""
        return self.history[0][1] if self.history else self.status

    @property
    def migrant_words(self):
        return {True: "是", False: "否"}.get(self.migrant, "")

    @property
    def migrant_shown(self):
        """Whether the person is a rural migrant worker, in the reader's language."""
        return {True: _("yes"), False: _("no")}.get(self.migrant, "")

    def changes(self):
        """[(day, from, to, why)], oldest first."""
        return [(date.fromisoformat(day), was, now, why) for day, was, now, why in self.history]

    def status_on(self, day):
        """The status on a day, or None before the membership began."""
        if self.joined_on and day < self.joined_on:
            return None
        status = self.first_status
        for on, _was, now, _why in self.changes():
            status = now if on <= day else status
        return status

    def steps(self):
        """The changes in the reader's words, oldest first."""
        return [{"day": day, "words": self.Status(now).label, "why": why} for day, _was, now, why in self.changes()]

    def move_to(self, status, on, why=""):
        """Write down a change of status; the act saves it."""
        self.history = [*self.history, [on.isoformat(), str(self.status), str(status), why]]
        self.status = status
        if status in self.STANDING:
            self.left_on, self.left_reason = None, ""
        else:
            self.left_on, self.left_reason = on, why


class Distinction(WorkRecord):
    """Somebody looked at two persons who might be one, and decided that they are two."""

    first = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("first person"))
    second = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("second person"))
    why = models.CharField(_("how we know"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("distinction of two persons")
        verbose_name_plural = _("distinctions of persons")
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=models.Q(voided_at=None), name="members_told_apart_once"
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="members_first_before_second"
            ),
        ]

    def __str__(self):
        return f"{self.first.name} ≠ {self.second.name}"
