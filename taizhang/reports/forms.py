"""Forms of the reports."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.kernel.periods import Period, UnknownPeriod
from taizhang.reports import queries
from taizhang.reports.models import Report
from taizhang.ui.fields import day_field, halved
from taizhang.ui.known import Known


class DraftForm(forms.Form):
    """Which report, about which time."""

    skeleton = forms.ChoiceField(label=gettext_lazy("Kind of report"))
    period = forms.CharField(
        label=gettext_lazy("Period"),
        max_length=30,
        help_text=gettext_lazy("2008, 2008H1 (first half), 2008Q3, or 2008-01-01..2008-12-10."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Leave it empty: the union and the period make the title."),
    )
    hedging = forms.ChoiceField(
        label=gettext_lazy("How numbers are written"),
        choices=Report.Hedging.choices,
        initial=Report.Hedging.CHOSEN,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["skeleton"].choices = queries.kinds_of_report()

    def clean_period(self):
        try:
            return Period.parse(self.cleaned_data["period"])
        except UnknownPeriod as problem:
            raise forms.ValidationError(str(problem)) from None

    def clean_hedging(self):
        return self.cleaned_data["hedging"] or Report.Hedging.CHOSEN


class FreezeForm(forms.Form):
    """As known when: empty for now."""

    known_on = day_field(gettext_lazy("As known on"), required=False)
    at = halved(
        forms.TimeField(
            label=gettext_lazy("At"),
            required=False,
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            help_text=gettext_lazy(
                "Both empty: as known now. A day alone: at its end. What came into the ledger later does not count."
            ),
        )
    )

    def clean(self):
        """The moment as `as_of`, which has to be over."""
        told = super().clean()
        day, at = told.pop("known_on", None), told.pop("at", None)
        if at and not day:
            self.add_error("known_on", _("Say the day to this time."))
        moment = Known(day, at).as_of if day else None
        if moment and moment > timezone.now():
            if at or day != timezone.localdate():
                self.add_error("known_on", _("This moment has not come yet."))
            moment = None  # the end of today: as known now
        return {"as_of": moment}


class TextForm(forms.Form):
    """The text of a draft as plain text: what the editor does, without a script."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    written_on = forms.DateField(
        label=gettext_lazy("Dated"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    hedging = forms.ChoiceField(label=gettext_lazy("How numbers are written"), choices=Report.Hedging.choices)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        strip=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 30}),
        help_text=gettext_lazy(
            "# begins a section, ## a part. {f3=…} is a figure and stays one wherever you move it; "
            "a new figure is written like {AW-16:人数}."
        ),
    )


class VerifyForm(forms.Form):
    """A Word file to be compared with what was exported."""

    file = forms.FileField(label=gettext_lazy("Word file (.docx)"))

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > min(settings.TAIZHANG_UPLOAD_MAX_BYTES, 20 * 1024 * 1024):
            raise forms.ValidationError(_("The file is too large; 20 MB at most."))
        return file
