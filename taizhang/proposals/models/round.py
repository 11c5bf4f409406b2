"""A round of proposals: for which session, from when to when, and who may propose."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.kernel.models import WorkRecord
from taizhang.kernel.parts import Part
from taizhang.members.models import Membership, Person


class Round(WorkRecord):
    """The proposals of one session of a congress: its window, its proposers, its numbers."""

    class Proposers(models.TextChoices):
        DELEGATES = "delegates", _("full delegates")
        MEMBERS = "members", _("all members")

    term = models.CharField(_("term of the congress"), max_length=30)
    session = models.CharField(_("session"), max_length=40)
    # The session stands in another app: it is pointed at by type and id, and named by the two labels above.
    session_type = models.CharField(max_length=60, blank=True, default="", editable=False)
    session_id = models.BigIntegerField(null=True, blank=True, editable=False)
    session_on = models.DateField(_("session opens on"))
    opens_on = models.DateField(_("collected from"))
    closes_on = models.DateField(_("collected up to"))
    proposers = models.CharField(_("who may propose"), max_length=10, choices=Proposers, default=Proposers.DELEGATES)
    seconders = models.PositiveSmallIntegerField(_("seconders needed"))
    leader = models.CharField(_("leader to whom overdue answers go"), max_length=60, blank=True, default="")
    remark = models.CharField(_("remark"), max_length=300, blank=True, default="")
    published_on = models.DateField(_("published on"), null=True, blank=True)
    masked = models.BooleanField(_("names masked when published"), default=True)
    reported_on = models.DateField(_("reported to the congress on"), null=True, blank=True)

    class Meta:
        verbose_name = _("round of proposals")
        verbose_name_plural = _("rounds of proposals")
        ordering = ["-session_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "term", "session"], condition=Q(voided_at=None), name="proposals_one_round_of_a_session"
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="proposals_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(session_on__gte=F("closes_on")), name="proposals_closes_before_session"),
        ]

    def __str__(self):
        return f"{self.term}{self.session}"

    def title(self):
        return str(self)

    def get_absolute_url(self):
        return reverse("proposals:round_detail", args=[self.pk])

    def stage(self, today):
        """Where the window stands: before, open or closed."""
        return "before" if today < self.opens_on else "open" if today <= self.closes_on else "closed"


class Entitled(Part):
    """A delegate who may propose and second in a round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="entitled", verbose_name=_("round"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("membership"))
    group = models.CharField(_("group of delegates"), max_length=60, blank=True, default="")

    class Meta:
        verbose_name = _("entitled proposer")
        verbose_name_plural = _("entitled proposers")
        ordering = ["round", "group", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="proposals_entitled_once")]

    def __str__(self):
        return self.person.name
