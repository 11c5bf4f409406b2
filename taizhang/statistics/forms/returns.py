"""The shape of an annual return as people fill it in."""

from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.intake.limits import FILE_SIZE
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


class SurveyFileForm(forms.Form):
    """The workbook that was filled in."""

    file = forms.FileField(
        label=pgettext_lazy("upload", "Workbook"),
        help_text=_("The workbook that the return hands out, filled in. Nothing is written before you have looked.")
    )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > min(FILE_SIZE, settings.TAIZHANG_UPLOAD_MAX_BYTES):
            raise forms.ValidationError(_("The file is too large."))
        return file


class FillForm(forms.Form):
    """Number and source of each line that is open; what is left empty stays as it is. A relation that would not hold asks for a second look
    before anything is saved (`doubts`: {line: value} → sentences)."""

    def __init__(self, *args, answers=(), doubts=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines, self.doubts = [one.line for one in answers], doubts
        self.fields["confirmed"] = forms.BooleanField(
            label=_("I have looked at it; save it all the same."), required=False, widget=forms.HiddenInput
        )
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
        if not self.errors and self.doubts and not self.cleaned_data["confirmed"]:
            self._ask(self.doubts({code: value for code, (value, _source) in self.told.items()}))
        return self.cleaned_data

    def _ask(self, doubts):
        """Show what deserves a second look, with the box to confirm it."""
        if doubts:
            self.fields["confirmed"].widget = forms.CheckboxInput()
            self.order_fields(["confirmed"])
            for words in doubts:
                self.add_error(None, words)


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
