"""The shape of what is asked about own data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.aid.forms.fields import secret
from taizhang.aid.models import DataRequest
from taizhang.ui.fields import day_field


class RequestForm(forms.Form):
    """What the person asks, written down by the union."""

    on = day_field(_("Asked on"))
    asked_by = forms.CharField(label=_("Asked by"), max_length=60)
    kind = forms.ChoiceField(label=_("What is asked"), choices=DataRequest.Kind.choices)
    words = secret(_("In the person's words"), length=1000, rows=4)


class OwnRequestForm(forms.Form):
    """What the person asks on the own phone."""

    kind = forms.ChoiceField(label=_("What do you ask for?"), choices=DataRequest.Kind.choices)
    words = forms.CharField(label=_("In your own words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class AnswerForm(forms.Form):
    """The union's answer."""

    on = day_field(_("Answered on"))
    outcome = forms.ChoiceField(label=_("Outcome"), choices=DataRequest.Outcome.choices[1:])
    answer = secret(_("Answer"), length=1000, rows=4, help_text=_("A refusal says why."))
