"""Issues: a finding, a demand, a voice, a fault that somebody has to settle and somebody else looks at again."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.congress.models.imported import Imported
from taizhang.congress.models.round import Round


class Issue(Imported):
    """Something that staff raised or a round found: owner, last day, what was done, and whether those concerned are satisfied."""

    class Kind(models.TextChoices):
        FINDING = "DM-10", _("finding of a patrol")
        PASSED_ON = "DM-12", _("issue of a team meeting")
        DEMAND = "DM-13", _("demand of a visit")
        VOICE = "DM-14", _("voice of the staff")
        FAULT = "DM-15", _("fault of the canteen")
        NEED = "MS-06", _("need of staff at remote units")
        GAP = "OA-11", _("gap in the union's work")

    class Category(models.TextChoices):
        PAY = "pay", _("pay and insurance")
        HOURS = "hours", _("hours and leave")
        SAFETY = "safety", _("safety and health")
        LIVING = "living", _("board, lodging, bathing")
        TRAINING = "training", _("training and promotion")
        PRIVATE = "private", _("family and partner-finding")
        MANAGEMENT = "management", _("management and openness")
        OTHER = "other", _("other")

    class State(models.TextChoices):
        RAISED = "raised", pgettext_lazy("congress", "raised")
        ASSIGNED = "assigned", pgettext_lazy("congress", "passed on")
        SETTLED = "settled", _("dealt with")
        CHECKED = "checked", _("fed back")
        UNSOLVED = "unsolved", _("not solved this year")

    # The class as the ledger and workbooks write it, whatever language the reader has.
    WORDS = {
        "pay": "工资保险", "hours": "工时休假", "safety": "安全健康", "living": "食宿洗浴", "training": "培训晋升", "private": "家庭婚恋",
        "management": "管理公开", "other": "其他",
    }  # fmt: skip
    SETTLING = ("raised", "assigned", "unsolved")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    round = models.ForeignKey(
        Round,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issues",
        verbose_name=pgettext_lazy("congress", "round"),
    )
    words = models.CharField(_("issue"), max_length=500)
    category = models.CharField(_("class"), max_length=10, choices=Category, default=Category.OTHER)
    source = models.CharField(_("heard through"), max_length=80, blank=True)
    speakers = models.PositiveIntegerField(_("persons speaking"), default=1)
    sensitive = models.BooleanField(_("hot or sensitive"), default=False)
    raised_on = models.DateField(_("raised on"))
    escalated_on = models.DateField(_("reported to the Party branch on"), null=True, blank=True)
    owner = models.CharField(_("who deals with it"), max_length=120, blank=True)
    assigned_on = models.DateField(_("passed on on"), null=True, blank=True)
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    settled_on = models.DateField(_("dealt with on"), null=True, blank=True)
    result = models.CharField(pgettext_lazy("congress", "what was done"), max_length=500, blank=True)
    cause = models.CharField(_("cause"), max_length=300, blank=True)
    measure = models.CharField(pgettext_lazy("gap", "measure"), max_length=300, blank=True)
    target = models.CharField(_("target for next year"), max_length=200, blank=True)
    carried_on = models.DateField(_("carried into the next year on"), null=True, blank=True)
    cost = models.DecimalField(_("cost, yuan"), max_digits=12, decimal_places=2, null=True, blank=True)
    checked_on = models.DateField(_("fed back on"), null=True, blank=True)
    satisfied = models.BooleanField(_("those concerned are satisfied"), null=True, blank=True)
    feedback = models.CharField(_("what they say"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.RAISED)
    why = models.CharField(_("why it is not solved"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-raised_on", "-id"]
        indexes = [models.Index(fields=["unit", "kind", "state"], name="congress_issue_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="assigned") | Q(owner__gt="", due_on__isnull=False),
                name="congress_issue_passed_on_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None) | Q(settled_on__gte=F("raised_on")), name="congress_issue_settled_later"
            ),
        ]

    def __str__(self):
        return self.words

    def title(self):
        return self.words[:80]

    def get_absolute_url(self):
        return reverse("congress:issue_detail", args=[self.pk])

    def ledger_category(self):
        """The class as it stands in the ledger."""
        return self.WORDS[self.category]

    @property
    def tone(self):
        """The colour of its state."""
        return {"raised": "amber", "assigned": "blue", "settled": "blue", "checked": "green"}.get(self.state, "red")
