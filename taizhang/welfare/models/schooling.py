"""School places for employees' children: asked, negotiated, placed. The child's name is sealed."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord
from taizhang.welfare.models.named import Named


class Placement(Named, WorkRecord):
    """A parent asks the union for help with a school place (AW-19)."""

    class State(models.TextChoices):
        ASKED = "已申请", pgettext_lazy("school", "asked")
        NEGOTIATING = "协调中", pgettext_lazy("school", "being negotiated")
        PLACED = "已入学", pgettext_lazy("school", "placed")
        FAILED = "未解决", pgettext_lazy("school", "not placed")

    child = sealing.SealedField(_("child"), mask=sealing.mask_name)
    now_at = models.CharField(_("school now"), max_length=80, blank=True)
    wanted = models.CharField(_("school wanted"), max_length=80)
    asked_on = models.DateField(_("asked on"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    ended_on = models.DateField(_("answered on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=120, blank=True)
    history = models.JSONField(_("steps"), default=list, blank=True)

    class Meta:
        verbose_name = _("school place")
        verbose_name_plural = _("school places")
        ordering = ["-asked_on", "-id"]

    def __str__(self):
        return self.title()

    def title(self):
        return f"{self.name} · {self.wanted}"

    def get_absolute_url(self):
        return reverse("welfare:placement_detail", args=[self.pk])

    @property
    def tone(self):
        return {self.State.NEGOTIATING: "amber", self.State.PLACED: "green"}.get(self.state, "grey")
