"""Public notice of proposed aid (公示): masked by default, with a window for objections, ended by itself."""

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.aid.models.applications import Application
from taizhang.aid.models.programmes import Programme
from taizhang.kernel import sealing
from taizhang.kernel.models import WorkRecord


def _token():
    return secrets.token_urlsafe(16)


class Notice(WorkRecord):
    """A list of persons whom aid is proposed for, shown for a number of working days."""

    class State(models.TextChoices):
        SHOWN = "shown", _("shown")
        ENDED = "ended", _("ended")
        WITHDRAWN = "withdrawn", _("withdrawn")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="notices", verbose_name=_("programme"))
    token = models.CharField(max_length=40, unique=True, default=_token, editable=False)
    from_on = models.DateField(_("shown from"))
    until_on = models.DateField(_("last day"))
    days = models.PositiveSmallIntegerField(_("working days"))
    show_amount = models.BooleanField(_("with the amount"), default=False)
    where = models.CharField(_("where objections are taken"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SHOWN)
    ended_on = models.DateField(_("taken down on"), null=True, blank=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("public notice")
        verbose_name_plural = _("public notices")
        ordering = ["-from_on", "-id"]

    def __str__(self):
        return gettext("Public notice of %(name)s") % {"name": self.programme.name}

    def get_absolute_url(self):
        return reverse("aid:notice_detail", args=[self.pk])

    @property
    def tone(self):
        return {"shown": "green", "withdrawn": "red"}.get(self.state, "grey")


class NoticeLine(models.Model):
    """One person on a notice, as little as identifies her; the words stand as they were shown."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="lines", verbose_name=_("public notice"))
    application = models.ForeignKey(
        Application, models.PROTECT, related_name="notice_lines", verbose_name=_("application")
    )
    name = models.CharField(_("name as shown"), max_length=60)
    union = models.CharField(_("union"), max_length=120)
    category = models.CharField(_("category"), max_length=60, blank=True)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("line of a notice")
        verbose_name_plural = _("lines of a notice")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["notice", "application"], name="aid_notice_line_once")]

    def __str__(self):
        return self.name


class Objection(WorkRecord):
    """Somebody objects to a proposed aid; it is answered before the person is paid."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("being looked into")
        REJECTED = "rejected", _("not founded")
        UPHELD = "upheld", _("founded: no aid")

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="objections", verbose_name=_("public notice"))
    application = models.ForeignKey(
        Application,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="objections",
        verbose_name=_("against the aid to"),
    )
    received_on = models.DateField(_("received on"))
    by_whom = sealing.SealedField(_("who objects"), mask=sealing.mask_name)
    contact = sealing.SealedField(_("how to reach who objects"), mask=sealing.mask_phone)
    from_page = models.BooleanField(_("came by the public page"), default=False)
    words = models.TextField(_("what is objected"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["received_on", "id"]

    def __str__(self):
        return gettext("Objection to %(notice)s") % {"notice": self.notice}

    def get_absolute_url(self):
        return self.notice.get_absolute_url()

    @property
    def tone(self):
        return {"open": "amber", "upheld": "red"}.get(self.outcome, "green")
