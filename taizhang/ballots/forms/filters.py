"""What the list of ballots and the list of voters are narrowed by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.ballots.models import Ballot

ALL = [("", _("all"))]


class BallotFilter(forms.Form):
    """Words, state, kind."""

    q = forms.CharField(label=_("Title"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Ballot.State.choices])
    kind = forms.ChoiceField(label=_("Kind of ballot"), required=False, choices=[*ALL, *Ballot.Kind.choices])

    def narrow(self, ballots):
        """The ballots that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            ballots = ballots.filter(title_text__contains=asked["q"].strip())
        for name in ("state", "kind"):
            if asked.get(name):
                ballots = ballots.filter(**{name: asked[name]})
        return ballots


class VoterFilter(forms.Form):
    """Name or group."""

    q = forms.CharField(label=_("Name or group"), required=False, max_length=60)

    def narrow(self, voters):
        """The voters that were asked for."""
        text = (self.cleaned_data.get("q") or "").strip()
        return voters.filter(name__contains=text) | voters.filter(group__contains=text) if text else voters
