"""Tokens by which a machine comes in somebody's name, and which requests were answered already."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.api.scopes import words_of
from taizhang.kernel import context
from taizhang.kernel.models import Unit, User, within

OFFICERS = ("chair", "admin")


class TokenQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The user's own tokens, and those below the units of which he is an officer. Administrators see all."""
        if not user.is_authenticated:
            return self.none()
        if user.is_administrator:
            return self
        seats = user.standing_posts().filter(role__in=OFFICERS).values_list("unit__path", flat=True)
        return self.filter(Q(user=user) | within(seats, "unit__path"))


class Token(models.Model):
    """访问令牌: a machine that shows it comes in the user's name, to what the scopes say, at the unit and below, up to the last day.

    The secret is shown once and kept as a hash; the mark stays readable, so that people can tell tokens apart.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("in whose name"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    name = models.CharField(_("what it is for"), max_length=60)
    scopes = models.JSONField(_("scopes"), default=list)
    mark = models.CharField(_("mark"), max_length=8, unique=True)
    digest = models.CharField(max_length=64, editable=False)
    made_at = models.DateTimeField(_("made at"))
    expires_on = models.DateField(_("last day"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_why = models.CharField(_("reason"), max_length=200, blank=True)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)
    # The minute of the last request (since 1970) and how many there were in it: the rate limit, for all processes.
    minute = models.BigIntegerField(default=0, editable=False)
    used = models.PositiveIntegerField(default=0, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["user"], name="api_token_user")]

    def __str__(self):
        return f"{self.name} ({self.mark}…)"

    def save(self, *args, **kwargs):
        context.open_act()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("api:token_detail", args=[self.pk])

    def delete(self, *args, **kwargs):
        raise context.OutsideAct("A token is revoked, never deleted.")

    @property
    def state(self):
        """live, expired or revoked. Whether the user still has a post there is asked when it is used."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_on < timezone.localdate() else "live"

    @property
    def is_live(self):
        return self.state == "live"

    @property
    def scope_words(self):
        """The scopes in words."""
        return [words_of(code) for code in self.scopes]


class Answered(models.Model):
    """A request that was carried out: the same key of the same token is answered with what was made then, not done again."""

    token = models.ForeignKey(Token, models.PROTECT, related_name="+", verbose_name=_("access token"))
    key = models.CharField(_("Idempotency-Key"), max_length=100)
    digest = models.CharField(max_length=64)
    record_type = models.CharField(_("record"), max_length=60, blank=True)
    record_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(_("at"), db_index=True)

    class Meta:
        verbose_name = _("answered request")
        verbose_name_plural = _("answered requests")
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="api_answered_once")]

    def __str__(self):
        return self.key
