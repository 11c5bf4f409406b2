"""Who may vote: the frozen list, proxies, and every change after freezing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang.ballots.models.ballot import Ballot
from taizhang.ballots.models.parts import Part
from taizhang.kernel.models import AppendOnly, Unit, User


class Voter(Part):
    """Somebody entitled to vote in one ballot. Whether he has voted is a tick beside the row (box.Tick)."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="voters", verbose_name=_("ballot"))
    number = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=60)
    subject = models.CharField(max_length=40, blank=True)  # person:12, as members count her
    group = models.CharField(_("constituency or group"), max_length=60, blank=True)
    weight = models.PositiveIntegerField(_("votes"), default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account"))
    struck = models.BooleanField(_("struck off"), default=False)
    link_round = models.PositiveSmallIntegerField(default=0)  # a new link makes the earlier ones worthless

    class Meta:
        verbose_name = _("voter")
        verbose_name_plural = _("voters")
        ordering = ["ballot", "number"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "number"], name="ballots_voter_numbered_once"),
            models.UniqueConstraint(
                fields=["ballot", "subject"],
                condition=~Q(subject="") & Q(struck=False),
                name="ballots_each_person_once",
            ),
            models.UniqueConstraint(
                fields=["ballot", "user"],
                condition=Q(user__isnull=False, struck=False),
                name="ballots_each_account_once",
            ),
            models.CheckConstraint(condition=Q(weight__gte=1), name="ballots_weight_is_positive"),
        ]

    def __str__(self):
        return f"{self.number} {self.name}"


class Proxy(Part):
    """A voter's written mandate for another voter of the same ballot to vote in the giver's place."""

    giver = models.OneToOneField(Voter, models.PROTECT, related_name="proxy_given", verbose_name=_("mandate given by"))
    holder = models.ForeignKey(Voter, models.PROTECT, related_name="proxies_held", verbose_name=_("mandate held by"))

    class Meta:
        verbose_name = _("proxy")
        verbose_name_plural = _("proxies")
        ordering = ["giver__number"]
        constraints = [models.CheckConstraint(condition=~Q(giver=models.F("holder")), name="ballots_proxy_is_another")]

    def __str__(self):
        return f"{self.giver.name} → {self.holder.name}"


class ElectorateChange(AppendOnly):
    """A change of the electorate after it was frozen, open to everybody who may see the ballot."""

    class Verb(models.TextChoices):
        ADDED = "added", _("added")
        STRUCK = "struck", _("struck off")

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="changes", verbose_name=_("ballot"))
    verb = models.CharField(_("change"), max_length=10, choices=Verb)
    number = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=60)
    why = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    hash_after = models.CharField(_("hash afterwards"), max_length=64)

    class Meta:
        verbose_name = _("change of an electorate")
        verbose_name_plural = _("changes of electorates")
        ordering = ["ballot", "id"]

    def __str__(self):
        return f"{self.number} {self.name} {self.get_verb_display()}"
