"""The shape of what is typed in about findings and excuses."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang.organisation import queries as organisation
from taizhang.quality.models import Finding, MonthBook
from taizhang.quality.rules import LONGEST_NOTE
from taizhang.ui.fields import day_field, lines_field, text_field

ALL = ("", _("all"))


class ExplainForm(forms.Form):
    """Why a figure is right although it stands out."""

    note = lines_field(
        _("Explanation"), 3, max_length=LONGEST_NOTE, help_text=_("It is shown to the union above and kept in the log. No names of persons.")
    )  # fmt: skip


class FindingFilter(forms.Form):
    """What the list of findings is narrowed by."""

    unit = forms.CharField(required=False, widget=forms.HiddenInput)
    q = text_field(_("Union"), 60, required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ALL, ("late", _("overdue")), *Finding.State.choices]
    )
    family = forms.ChoiceField(label=_("Kind of finding"), required=False, choices=[ALL, *Finding.Family.choices])

    def __init__(self, *args, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def narrow(self, rows):
        """The findings that were asked for."""
        data = self.cleaned_data
        if data["q"]:
            rows = rows.filter(Q(unit__name__contains=data["q"]) | Q(unit__code=data["q"]))
        if data["state"] == "late":
            rows = rows.filter(state=Finding.State.OPEN, due_on__lt=self.today)
        elif data["state"]:
            rows = rows.filter(state=data["state"])
        return rows.filter(family=data["family"]) if data["family"] else rows


class MonthFilter(forms.Form):
    """What the list of months is narrowed by."""

    unit = forms.CharField(required=False, widget=forms.HiddenInput)
    month = forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$", label=_("Month"), required=False, widget=forms.TextInput(attrs={"type": "month"})
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ALL, *MonthBook.State.choices])

    def narrow(self, rows):
        """The months that were asked for."""
        data = self.cleaned_data
        rows = rows.filter(month=f"{data['month']}-01") if data["month"] else rows
        return rows.filter(state=data["state"]) if data["state"] else rows


class ExcuseForm(forms.Form):
    """Which unit need not record, from when on, and why."""

    unit = text_field(_("Union"), 120, help_text=_("Its full name or its code."))
    first = day_field(_("From"))
    last = day_field(_("To"), required=False, help_text=_("Left empty: until further notice."))
    why = text_field(_("Reason"), 200)

    def __init__(self, *args, under=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.under = under

    def clean_unit(self):
        """A union below the one that excuses it; its own name will not do."""
        found = organisation.find_unit(self.cleaned_data["unit"], fragment=False)
        if found is None or self.under is None or not found.is_in(self.under) or found.pk == self.under.pk:
            raise forms.ValidationError(_("No union of this name stands below; write its full name or its code."))
        return found
