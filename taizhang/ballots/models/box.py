"""Who has voted, and what was voted: tables without a key, an order or a moment between them (docs/decisions/0012)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang.ballots.models.ballot import Ballot
from taizhang.ballots.models.electorate import Voter
from taizhang.ballots.models.parts import Part
from taizhang.kernel.models import User


class Tick(models.Model):
    """The voter has voted, or has taken the credential of a blind ballot (领票).

    The primary key is the voter: a second tick is impossible, and there is no number of its own to order by.
    """

    class How(models.TextChoices):
        ELECTRONIC = "electronic", _("electronically")
        PAPER = "paper", _("was given a paper ballot")
        CREDENTIAL = "credential", _("took a credential")

    voter = models.OneToOneField(Voter, models.PROTECT, primary_key=True, related_name="tick", verbose_name=_("voter"))
    how = models.CharField(_("how"), max_length=10, choices=How, default=How.ELECTRONIC)
    # Recognises the same click arriving twice. Hash of a secret that only the voter's browser keeps; emptied at the count.
    click_hash = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        verbose_name = _("tick of a voter")
        verbose_name_plural = _("ticks of voters")

    def __str__(self):
        return str(self.voter_id)


class SealedSlip(models.Model):
    """A slip in the pot while the ballot is open: sealed so that the database alone, and any copy of it, cannot open it."""

    id = models.CharField(primary_key=True, max_length=32)  # random
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="+", verbose_name=_("ballot"))
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("sealed slip")
        verbose_name_plural = _("sealed slips")

    def __str__(self):
        return self.id


class Slip(models.Model):
    """A slip in the box after the count. It has a random name, and no voter unless the ballot is an open one."""

    id = models.CharField(primary_key=True, max_length=32)  # random, and not the pot's
    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="slips", verbose_name=_("ballot"))
    answers = models.JSONField(_("answers"), default=dict)
    weight = models.PositiveIntegerField(_("votes"), default=1)
    receipt = models.CharField(_("hash of the receipt code"), max_length=64)
    # blind only: message and signature in hex; null, because SQLite would lay a table anew for a default, with row numbers
    credential = models.CharField(max_length=1200, null=True, blank=True)
    voter = models.OneToOneField(
        Voter, models.PROTECT, null=True, blank=True, related_name="slip", verbose_name=_("voter (open ballots only)")
    )

    class Meta:
        verbose_name = _("slip")
        verbose_name_plural = _("slips")
        constraints = [models.UniqueConstraint(fields=["ballot", "receipt"], name="ballots_receipt_once")]

    def __str__(self):
        return self.receipt[:8]


class Sheet(Part):
    """What one teller counted of the paper ballots of one box. Two tellers count each box and never see each other's sheet before."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="sheets", verbose_name=_("ballot"))
    box = models.CharField(_("paper box"), max_length=40)
    teller = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("teller"))
    returned = models.PositiveIntegerField(_("paper ballots in the box"))
    cells = models.JSONField(_("counts"), default=dict)
    agreed = models.BooleanField(_("both tellers agree"), default=False)
    replaced = models.BooleanField(_("counted again"), default=False)

    class Meta:
        verbose_name = _("count sheet")
        verbose_name_plural = _("count sheets")
        ordering = ["ballot", "box", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "box", "teller"], condition=Q(replaced=False), name="ballots_one_sheet_of_a_teller"
            )
        ]

    def __str__(self):
        return f"{self.box} {self.teller}"
