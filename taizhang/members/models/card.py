"""The membership card: issued, replaced, void."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import WorkRecord, WorkRecordQuerySet, within
from taizhang.members.models.register import Membership, Person


class CardQuerySet(WorkRecordQuerySet):
    """A card is seen where its holder is a member now, whichever union issued it."""

    def visible_to(self, user):
        """Cards of members whom the user's posts let him read."""
        return self.filter(within(user.paths(), "membership__unit__path")) if user.is_authenticated else self.none()

    def below(self, unit):
        """Cards of members of the unit and of everything below it."""
        return self.filter(within([unit.path], "membership__unit__path"))


class Card(WorkRecord):
    """A membership card. `unit` issued it; it goes with the person, and the code on it says nothing of any union."""

    class State(models.TextChoices):
        VALID = "有效", pgettext_lazy("card", "valid")
        REPLACED = "已换发", pgettext_lazy("card", "replaced")
        VOID = "作废", pgettext_lazy("card", "void")

    person = models.ForeignKey(Person, models.PROTECT, related_name="cards", verbose_name=_("person"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="cards", verbose_name=_("membership"))
    number = models.CharField(_("card no."), max_length=40, unique=True)
    issued_on = models.DateField(_("issued on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.VALID)
    ended_on = models.DateField(_("void since"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership card")
        verbose_name_plural = _("membership cards")
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="有效", voided_at=None),
                name="members_one_valid_card",
                violation_error_message=_("This member has a valid card; replace it."),
            )
        ]
        indexes = [models.Index(fields=["unit", "state"], name="members_card_state")]

    def __str__(self):
        return f"{self.number} · {self.person.name}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("members:card_detail", args=[self.pk])

    @property
    def tone(self):
        """The colour that goes with the words of the state."""
        return {self.State.VALID: "green", self.State.VOID: "red"}.get(self.state, "grey")
