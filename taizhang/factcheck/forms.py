"""What is asked when a report is handed in, when a phrase gets its meaning and when a figure is accepted."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.kernel.counts import COUNTS
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period, UnknownPeriod

from . import queries, rules
from .models import Check

FILES = ".docx,.doc,.wps,.rtf,.odt,.txt,.html,.htm,.pdf"


class HandInForm(forms.Form):
    """A report as a file or as text, the period it tells of, and last year's report if there is one."""

    file = forms.FileField(
        label=gettext_lazy("The report"),
        required=False,
        help_text=gettext_lazy("Word (.docx, .doc), PDF with text, web page or plain text. The file is kept sealed."),
        widget=forms.FileInput(attrs={"accept": FILES}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste its text"),
        required=False,
        strip=False,
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    name = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Leave it empty: the name of the file serves."),
    )
    period = forms.CharField(
        label=gettext_lazy("Period of the report"),
        required=False,
        max_length=30,
        help_text=gettext_lazy(
            "2008, 2008H1 (first half), 2008Q3, or 2008-01-01..2008-12-10. Empty: only the text is tested against itself."
        ),
    )
    last_year = forms.FileField(
        label=gettext_lazy("Last year's report"),
        required=False,
        help_text=gettext_lazy("Sentences taken over from it are pointed out."),
        widget=forms.FileInput(attrs={"accept": FILES}),
    )

    def clean_file(self):
        """Refuse what is too large before it is kept."""
        return self._small_enough(self.cleaned_data["file"])

    def clean_last_year(self):
        """The same for the report of the year before."""
        return self._small_enough(self.cleaned_data["last_year"])

    def _small_enough(self, file):
        if file:
            verdict = rules.may_hand_in(file.name, file.size, settings.TAIZHANG_UPLOAD_MAX_BYTES)
            if not verdict:
                raise forms.ValidationError(verdict.reason)
        return file

    def clean_period(self):
        """A period, or nothing."""
        text = self.cleaned_data["period"].strip()
        try:
            return Period.parse(text) if text else None
        except UnknownPeriod as problem:
            raise forms.ValidationError(str(problem)) from None

    def clean(self):
        """Either a file or a text."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("file") and not (cleaned.get("text") or "").strip():
            raise forms.ValidationError(_("Choose a file, or paste the text of the report."))
        return cleaned

    def handed_in(self):
        """(content, file name) of what was given; pasted text becomes a file of text."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), file.name
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        first = next((line.strip() for line in text.splitlines() if line.strip()), _("Pasted text"))
        return text.encode(), f"{first[:40]}.txt"

    def before(self):
        """(content, file name) of last year's report, or None."""
        file = self.cleaned_data["last_year"]
        return (file.read(), file.name) if file else None


class CheckFilter(forms.Form):
    """Which checks are listed."""

    q = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("all")), *Check.State.choices, ("discarded", gettext_lazy("discarded"))],
    )

    def narrow(self, checks):
        """The checks that fit; discarded ones only when asked for."""
        data = self.cleaned_data
        if data["q"]:
            checks = checks.filter(name__icontains=data["q"])
        if data["state"] == "discarded":
            return checks.exclude(voided_at=None)
        checks = checks.standing()
        return checks.filter(state=data["state"]) if data["state"] else checks


class MeaningForm(forms.Form):
    """The figure that a phrase tells."""

    code = forms.CharField(max_length=80, required=False)
    where = forms.CharField(max_length=200, required=False)
    nature = forms.ChoiceField(choices=[("", ""), ("stock", ""), ("flow", "")], required=False)

    def clean(self):
        """A code that the ledger knows, and a filter that it can read."""
        cleaned = super().clean()
        trouble = queries.trouble_with(cleaned.get("code", ""), cleaned.get("where", ""), cleaned.get("nature", ""))
        if trouble:
            raise forms.ValidationError(trouble)
        return cleaned


class AcceptForm(forms.Form):
    """As what a figure enters the ledger, on which day, for which union, and why."""

    unit = forms.ModelChoiceField(label=gettext_lazy("Union"), queryset=Unit.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of work"))
    count = forms.ChoiceField(
        label=gettext_lazy("What is counted"),
        choices=[(name, label) for name, label, *_rest in COUNTS if name in queries.COUNT_NAMES],
    )
    reading = forms.BooleanField(
        label=gettext_lazy("A reading at a date, not something to add up over time"), required=False
    )
    on = forms.DateField(
        label=gettext_lazy("Date"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("A day in the period of the report; the last one where the report names none."),
    )
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=rules.LONGEST_REASON,
        required=False,
        help_text=gettext_lazy("Required where the figure does not hold. It stays beside the figure."),
    )

    def __init__(self, *args, check, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(user).below(check.unit)
        self.fields["kind"].choices = [("", "—"), *queries.kinds_to_choose()]


class ReasonForm(forms.Form):
    """Why something is taken back."""

    why = forms.CharField(label=gettext_lazy("Reason"), max_length=rules.LONGEST_REASON)
