"""Applications for aid, one for each person or child and programme, and pairs of donor and pupil."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.aid.models.households import Household
from taizhang.aid.models.programmes import Programme
from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord
from taizhang.members.models import Person

STUDENT_COLUMN = "aid.student"
STAGES = ("小学", "初中", "高中", "中专", "大专", "大学", "研究生")


def student_key(name, id_number, parent):
    """The opaque key under which a child is counted once: by its number, else by the parent and the name."""
    said = id_number or f"{parent.pk}/{name}"
    return "student:" + sealing.blind_index(said, STUDENT_COLUMN)[:32]


class Application(WorkRecord):
    """A person's application in one programme; for student aid it names the child. Its way is written down step by step."""

    class State(models.TextChoices):
        DRAFT = "draft", _("not sent up yet")
        ASKED = "asked", _("being decided")
        RETURNED = "returned", _("returned for correction")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Consent(models.TextChoices):
        """How the person may stand in a public notice (Personal Information Protection Law, article 25)."""

        MASKED = "masked", _("masked only")
        FULL = "full", _("with the full name, by separate consent")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="applications", verbose_name=_("programme"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("applicant"))
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("hardship file")
    )
    on = models.DateField(_("applied on"))
    category = models.CharField(_("category of hardship"), max_length=20, blank=True)
    student = sealing.SealedField(_("student"), mask=sealing.mask_name)
    student_number = sealing.SealedField(_("student's identity number"), mask=sealing.mask_id)
    stage = models.CharField(_("stage of schooling"), max_length=10, blank=True)
    school = models.CharField(_("school"), max_length=80, blank=True)
    beneficiary = models.CharField(max_length=40, editable=False)
    need = sealing.SealedField(_("need"), mask=sealing.mask_all)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    # Every change: [day, state, words]. The facts are made of it.
    history = models.JSONField(_("way of the application"), default=list, blank=True)
    consent = models.CharField(_("public notice"), max_length=10, choices=Consent, default=Consent.MASKED)
    consent_on = models.DateField(_("consented on"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("application for aid")
        verbose_name_plural = _("applications for aid")
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "beneficiary"],
                condition=Q(voided_at=None) & ~Q(state__in=["refused", "withdrawn"]),
                name="aid_one_application_in_a_programme",
                violation_error_message=_("This person has an application in this programme already."),
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="aid_application_asks_for_something"),
        ]
        indexes = [
            models.Index(fields=["programme", "state"], name="aid_application_state"),
            models.Index(fields=["beneficiary"], name="aid_application_of"),
            models.Index(fields=["person"], name="aid_application_person"),
        ]

    def __str__(self):
        return f"{self.person.name} · {self.programme.name}"

    def title(self):
        return gettext("%(name)s: %(programme)s") % {"name": self.person.name, "programme": self.programme.name}

    def get_absolute_url(self):
        return reverse("aid:application_detail", args=[self.pk])

    @property
    def tone(self):
        return {"approved": "green", "refused": "red", "returned": "amber", "asked": "blue"}.get(self.state, "grey")

    def move_to(self, state, on, words=""):
        """Write down a change of state; the act saves it."""
        self.history = [*self.history, [on.isoformat(), str(state), words[:200]]]
        self.state = state

    def day_of(self, state):
        """The last day on which it came to this state, as text, or None."""
        days = [day for day, reached, _words in self.history if reached == state]
        return days[-1] if days else None

    def steps(self):
        """The way in the reader's words, oldest first."""
        return [{"day": day, "words": self.State(state).label, "why": why} for day, state, why in self.history]

    @property
    def why(self):
        """The reason of the last change."""
        return self.history[-1][2] if self.history else ""


class Pair(WorkRecord):
    """A donor and a pupil (一帮一): matched, paying, ended."""

    class State(models.TextChoices):
        OFFERED = "offered", _("offered")
        MATCHED = "matched", _("matched")
        ENDED = "ended", _("ended")

    donor = models.CharField(_("donor"), max_length=80)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("parent on the register")
    )
    pupil = sealing.SealedField(_("pupil"), mask=sealing.mask_name)
    pupil_key = models.CharField(max_length=40, blank=True, editable=False)
    stage = models.CharField(_("stage of schooling"), max_length=10, blank=True)
    school = models.CharField(_("school"), max_length=80, blank=True)
    yearly = models.DecimalField(_("promised a school year (yuan)"), max_digits=12, decimal_places=2)
    offered_on = models.DateField(_("offered on"))
    matched_on = models.DateField(_("matched on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_why = models.CharField(_("reason"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OFFERED)
    gifts = models.JSONField(_("payments"), default=list, blank=True)  # [day, school year, yuan]

    class Meta:
        verbose_name = _("pair of donor and pupil")
        verbose_name_plural = _("pairs of donor and pupil")
        ordering = ["-offered_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(yearly__gt=0), name="aid_pair_promises_something"),
        ]

    def __str__(self):
        return gettext("%(donor)s and a pupil") % {"donor": self.donor}

    def get_absolute_url(self):
        return reverse("aid:pair_detail", args=[self.pk])

    @property
    def tone(self):
        return {"matched": "green", "offered": "amber"}.get(self.state, "grey")
