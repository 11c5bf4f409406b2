"""The move of a member from one union to another: a single event that both unions see."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import Unit, WorkRecord, WorkRecordQuerySet, within
from taizhang.members.models.register import Membership, Person


class TransferQuerySet(WorkRecordQuerySet):
    """Transfers belong to two unions; whoever reads one of them sees the whole event."""

    def visible_to(self, user):
        """Transfers from or to the units that the user's posts let him read."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(_sides(user.paths()))

    def below(self, unit):
        """Transfers from or to the unit and everything below it."""
        return self.filter(_sides([unit.path]))

    def open(self):
        """Those that have not come to an end."""
        return self.filter(voided_at=None, state__in=Transfer.OPEN)


def _sides(paths):
    return within(paths, "unit__path") | within(paths, "to__path")


class Transfer(WorkRecord):
    """A member on the way: asked for, released with a letter, received by the new union, closed when the papers are back.

    `unit` is the old union; for somebody who comes from outside the federation it is the new one, and `outside` names the old.
    """

    class Way(models.TextChoices):
        INSIDE = "系统内", pgettext_lazy("transfer", "within the federation")
        OUT = "转往系统外", pgettext_lazy("transfer", "to a union outside")
        IN = "系统外转入", pgettext_lazy("transfer", "from a union outside")

    class State(models.TextChoices):
        ASKED = "待放行", pgettext_lazy("transfer", "asked for")
        RELEASED = "在途", pgettext_lazy("transfer", "on the way")
        RECEIVED = "已接收", pgettext_lazy("transfer", "received")
        CLOSED = "已办结", pgettext_lazy("transfer", "closed")
        REFUSED = "已拒绝", pgettext_lazy("transfer", "refused")
        EXPIRED = "逾期失效", pgettext_lazy("transfer", "expired")
        WITHDRAWN = "已撤回", pgettext_lazy("transfer", "withdrawn")

    class Asker(models.TextChoices):
        MEMBER = "本人", pgettext_lazy("transfer", "the member")
        OLD = "原工会", pgettext_lazy("transfer", "the old union")
        NEW = "新工会", pgettext_lazy("transfer", "the new union")

    OPEN = (State.ASKED, State.RELEASED)
    DONE = (State.RECEIVED, State.CLOSED)

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="transfers", verbose_name=_("old membership")
    )
    became = models.OneToOneField(
        Membership, models.PROTECT, null=True, blank=True, related_name="arrived_by", verbose_name=_("new membership")
    )
    to = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to the union")
    )
    outside = models.CharField(_("union outside the federation"), max_length=120, blank=True)
    way = models.CharField(_("way"), max_length=10, choices=Way, default=Way.INSIDE)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    asked_on = models.DateField(_("asked for on"))
    asked_by = models.CharField(_("asked for by"), max_length=10, choices=Asker, default=Asker.OLD)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    released_on = models.DateField(_("released on"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_why = models.CharField(_("how it ended"), max_length=200, blank=True)
    due_on = models.DateField(_("next step until"), null=True, blank=True)
    number = models.CharField(_("letter no."), max_length=60, blank=True)
    batch_no = models.CharField(_("batch"), max_length=40, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer of a member")
        verbose_name_plural = _("transfers of members")
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["待放行", "在途"], voided_at=None),
                name="members_one_transfer_at_a_time",
                violation_error_message=_("Another transfer of this member is under way."),
            ),
            models.CheckConstraint(
                condition=Q(way="系统内", to__isnull=False) | (~Q(way="系统内") & ~Q(outside="")),
                name="members_transfer_has_two_sides",
            ),
        ]
        indexes = [
            models.Index(fields=["to", "state"], name="members_transfer_to"),
            models.Index(fields=["unit", "state"], name="members_transfer_from"),
        ]

    def __str__(self):
        return f"{self.person.name}：{self.from_name} → {self.to_name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("members:transfer_detail", args=[self.pk])

    @property
    def from_name(self):
        """Name of the union that the member leaves."""
        return self.outside if self.way == self.Way.IN else self.unit.name

    @property
    def to_name(self):
        """Name of the union that takes the member over."""
        return self.outside if self.way == self.Way.OUT else self.to.name if self.to else self.unit.name

    @property
    def is_open(self):
        return self.state in self.OPEN and self.voided_at is None

    @property
    def tone(self):
        """The colour that goes with the words of the state."""
        if self.state in self.OPEN:
            return "amber"
        return {self.State.RECEIVED: "blue", self.State.CLOSED: "green"}.get(self.state, "grey")
