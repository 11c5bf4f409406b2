"""The shape of an annual return as people fill it in."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.statistics.models import Return
from taizhang.ui.fields import day_field, halved, lines_field, short_field, whole_field


class BeginReturnForm(forms.Form):
    """Which year."""

    year = whole_field(
        _("Statistical year"), required=True, min_value=1990, max_value=2100, help_text=_("2024: from 1 October 2023 to 30 September 2024.")
    )  # fmt: skip


class SubmitForm(forms.Form):
    """The day, and what there is to say about relations that do not hold."""

    on = day_field(_("Date"))
    note = lines_field(_("Remark on the relations"), 3, required=False, max_length=300)


class FillForm(forms.Form):
    """Number and source of each line that is open; what is left empty stays as it is."""

    def __init__(self, *args, answers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = [one.line for one in answers]
        for one in answers:
            line, declared = one.line, one.declared
            said = f"{line.code} {line.words}" + (f"（{line.unit}）" if line.unit else "")
            number = forms.DecimalField(
                label=said, required=False, min_value=0, max_digits=16, decimal_places=line.decimals,
                initial=declared and declared.value.quantize(Decimal(1).scaleb(-line.decimals)),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num"}),
            )  # fmt: skip
            source = short_field(
                gettext("Source of %s") % line.code, 200, required=False, initial=declared.source if declared else ""
            )
            self.fields[f"value-{line.code}"], self.fields[f"source-{line.code}"] = halved(number), source

    @property
    def told(self):
        """{line: (value, source)} of what was filled in."""
        data = self.cleaned_data
        return {
            line.code: (data[f"value-{line.code}"], data[f"source-{line.code}"])
            for line in self.lines
            if data[f"value-{line.code}"] is not None
        }

    def clean(self):
        for line in self.lines:
            number, source = (self.cleaned_data.get(f"{name}-{line.code}") for name in ("value", "source"))
            if number is not None and not source:
                self.add_error(f"source-{line.code}", _("Say where the number comes from."))
        self.cleaned_data["told"] = self.told if not self.errors else {}
        return self.cleaned_data


class ReturnFilter(forms.Form):
    """Of which year, in which state."""

    year = whole_field(_("Year"), max_value=2100)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("all")), *Return.State.choices]

    def narrow(self, rows):
        """The returns that fit."""
        asked = self.cleaned_data
        rows = rows.filter(year=asked["year"]) if asked["year"] else rows
        return rows.filter(state=asked["state"]) if asked["state"] else rows
