"""The shape of what is typed in about a survey round."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.aid.forms.fields import secret, words
from taizhang.aid.models import Household
from taizhang.kernel.models import Unit
from taizhang.ui.fields import day_field


class LaunchForm(forms.Form):
    """A round is launched."""

    name = forms.CharField(
        label=_("Name of the round"), max_length=80, help_text=_("For instance: 2026年困难职工摸底.")
    )
    on = day_field(_("Launched on"))
    due_on = day_field(_("Returns due by"))
    asked = forms.CharField(
        label=_("What to look for"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    units = forms.ModelMultipleChoiceField(
        label=_("Unions that take part"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple()
    )

    def __init__(self, *args, units=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units
        self.fields["units"].initial = [unit.pk for unit in units]


class FindingForm(forms.Form):
    """A person found."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    on = day_field(_("Found on"))
    id_number = secret(_("Identity number"), help_text=_("Kept encrypted; lists show it masked."))
    phone = secret(_("Mobile telephone"))
    cause = forms.ChoiceField(label=_("Main cause"), choices=Household.Cause.choices)
    circumstances = secret(_("Circumstances"), length=1000, rows=3)


class ReturnForm(forms.Form):
    """The return of a union."""

    on = day_field(_("Returned on"))
    visited = forms.IntegerField(label=_("Households visited"), required=False, min_value=0, max_value=1_000_000)
    remark = words(_("Remark"), 200)


class VerifyFindingForm(forms.Form):
    """What the visit showed."""

    on = day_field(_("Visited on"))
    visitors = forms.CharField(label=_("Visited by"), max_length=60)
    qualifies = forms.TypedChoiceField(
        label=_("What the visit showed"),
        choices=[("yes", _("it is so: to be filed")), ("no", _("does not qualify"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect(),
    )
    reason = words(_("Reason, where the person does not qualify"), 200)


class DayForm(forms.Form):
    """A day."""

    on = day_field(_("On the day"))
