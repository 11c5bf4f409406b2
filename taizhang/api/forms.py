"""What is asked before a token is made, and what the list of tokens is narrowed by."""

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang.api.rules import LONGEST
from taizhang.api.scopes import SCOPES
from taizhang.kernel.models import Unit
from taizhang.ui.fields import day_field, text_field


class TokenForm(forms.Form):
    """What the token is for, what it opens, where, how long."""

    name = text_field(
        _("Purpose of the token"), 60, help_text=_("For example: nightly figures for the county's dashboard.")
    )
    unit = text_field(_("Unit"), 40, help_text=_("Its code. The token holds for this unit and everything below it."))
    scopes = forms.MultipleChoiceField(
        label=_("What it opens"),
        choices=[(code, words) for code, words in SCOPES.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As little as serves."),
    )
    until = day_field(_("Last day"), help_text=_("A year ahead at most."))

    def __init__(self, *args, user, here, today, **kwargs):
        kwargs.setdefault(
            "initial", {"unit": here.code if here else "", "until": today + min(LONGEST, timedelta(days=90))}
        )
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_unit(self):
        unit = Unit.objects.visible_to(self.user).filter(code=self.cleaned_data["unit"].strip()).first()
        if unit is None:
            raise forms.ValidationError(_("You see no unit with this code."))
        return unit


class TokenFilter(forms.Form):
    """Whose tokens, in which state."""

    text = text_field(_("Name, mark or person"), 60, required=False)
    whose = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("all that I see")), ("own", _("my own"))]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), ("live", _("in force")), ("revoked", _("revoked"))]
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def narrow(self, tokens):
        """The tokens that were asked for."""
        asked = self.cleaned_data
        if asked.get("text"):
            text = asked["text"].strip()
            tokens = tokens.filter(Q(name__contains=text) | Q(mark__startswith=text) | Q(user__name__contains=text))
        if asked.get("whose") == "own":
            tokens = tokens.filter(user=self.user)
        if asked.get("state"):
            tokens = tokens.filter(revoked_at=None) if asked["state"] == "live" else tokens.exclude(revoked_at=None)
        return tokens
