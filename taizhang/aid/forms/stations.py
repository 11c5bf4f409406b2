"""The shape of what is typed in about an aid station."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.aid.forms.fields import words
from taizhang.aid.models import Station
from taizhang.ui.fields import day_field


class StationForm(forms.Form):
    """A centre or station."""

    on = day_field(_("Set up on"))
    name = forms.CharField(label=_("Name of the station"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind of station"), choices=Station.Kind.choices)
    staff = forms.IntegerField(label=_("Staff of the station"), min_value=0, max_value=500, initial=1)
    address = words(_("Address"), 120)
    phone = words(_("Telephone of the station"), 40)
    has_plaque = forms.BooleanField(label=_("Has a plaque"), required=False)
    has_rules = forms.BooleanField(label=_("Has rules on the wall"), required=False)
    linked_with = words(_("Linked with"), 120, help_text=_("For instance the government's service centre of the town."))


class CloseForm(forms.Form):
    """A station is closed."""

    on = day_field(_("On the day"))
    why = forms.CharField(label=_("Reason"), max_length=200)
