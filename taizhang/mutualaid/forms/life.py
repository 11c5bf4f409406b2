"""The shape of what is typed in about health checks and convalescence."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.members import queries as members
from taizhang.mutualaid.forms.lines import money_field
from taizhang.mutualaid.models import HealthCheck
from taizhang.organisation.queries import find_unit
from taizhang.ui.fields import day_field


class CheckForm(forms.Form):
    """A health check and its poll."""

    name = forms.CharField(label=_("Name"), max_length=80)
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    kind = forms.ChoiceField(label=_("Kind"), choices=HealthCheck.Kind.choices)
    on = day_field(_("Opened on"))
    poll_until = day_field(_("Answers up to"))
    options = forms.CharField(
        label=_("Options of the poll"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One option a line: form, then the place after a slash, like: together by bus / town hospital."),
    )
    remark = forms.CharField(label=_("Remark"), max_length=500, required=False)

    def clean_options(self):
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        parts = [line.replace("／", "/").partition("/") for line in lines[:10]]
        return [(form.strip()[:60], place.strip()[:80]) for form, _slash, place in parts]


class AnswerForm(forms.Form):
    """A person's answer to the poll."""

    on = day_field(_("On the day"))
    option = forms.ModelChoiceField(label=_("Opinion"), queryset=None, widget=forms.RadioSelect, empty_label=None)

    def __init__(self, *args, check_up=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].queryset = check_up.options.all()


class ArrangeForm(forms.Form):
    """Form and place are settled."""

    on = day_field(_("On the day"))
    chosen = forms.ModelChoiceField(
        label=_("Form and place"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, check_up=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = check_up.options.all()


class CheckDayForm(forms.Form):
    """A day of examinations."""

    on = day_field(_("Day"))
    place = forms.CharField(label=_("Place"), max_length=80)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=5000)
    transport = forms.CharField(label=_("Transport"), max_length=120, required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=5000, required=False)


class AssignForm(forms.Form):
    """Free places are given to those who have none."""

    rides = forms.BooleanField(label=_("They take the transport, as far as there are seats"), required=False)


class AttendForm(forms.Form):
    """One person was examined; what was found is sealed."""

    on = day_field(_("Examined on"))
    findings = forms.CharField(
        label=_("Findings to follow up"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept sealed; whoever reads it later gives a reason. Leave it empty when nothing was found."),
    )  # fmt: skip
    follow_up_on = day_field(_("To be followed up by"), required=False)

    def clean(self):
        found = super().clean()
        if found.get("findings") and not found.get("follow_up_on"):
            self.add_error("follow_up_on", gettext("Say by when it is to be followed up."))
        return found


class CloseForm(forms.Form):
    """A check is closed with its cost."""

    on = day_field(_("Closed on"))
    cost = money_field(_("Cost (yuan)"), required=False)


class QuotaForm(forms.Form):
    """Places for a union below."""

    to = forms.CharField(label=_("To the union"), max_length=120, help_text=_("Name or code of a union below."))
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=5000)
    place = forms.CharField(label=_("Sanatorium"), max_length=80, required=False)
    on = day_field(_("Allotted on"))
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)

    def clean_to(self):
        unit = find_unit(self.cleaned_data["to"].strip(), fragment=False)
        if unit is None:
            raise forms.ValidationError(gettext("No unit bears this name or code. Write it as the list of units does."))
        return unit


class NominateForm(forms.Form):
    """A member of the union that holds the quota."""

    member = forms.CharField(label=_("Name, identity number or telephone"), max_length=60)
    model_worker = forms.BooleanField(label=pgettext_lazy("person", "Model worker"), required=False)
    honour = forms.CharField(label=_("Honour"), max_length=80, required=False)
    on = day_field(_("Nominated on"))

    def __init__(self, *args, user=None, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.unit = user, unit

    def clean_member(self):
        found = list(members.search(members.register(self.user, under=self.unit), self.cleaned_data["member"])[:6])
        exact = [one for one in found if one.is_standing and one.person.name == self.cleaned_data["member"].strip()]
        chosen = exact or [one for one in found if one.is_standing]
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            raise forms.ValidationError(gettext("Several members fit; type the whole name or the identity number."))
        raise forms.ValidationError(gettext("No member of this union and those below it fits."))


class StayForm(forms.Form):
    """A stay that is over."""

    starts_on = day_field(_("From"))
    ends_on = day_field(_("Up to"))
    place = forms.CharField(label=_("Sanatorium"), max_length=80)
    cost = money_field(_("Cost (yuan)"), required=False)
