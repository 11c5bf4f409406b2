"""Forms about terms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.committees import queries
from taizhang.ui.fields import day_field, halved, lines_field, short_field, whole_field
from taizhang.ui.registers import today

YEARS = ((3, "3"), (5, "5"))


def years_field():
    """Three years or five."""
    return halved(forms.TypedChoiceField(label=_("Years of the term"), choices=YEARS, coerce=int))


class BeginTermForm(forms.Form):
    """The term in office is put on file."""

    number = whole_field(_("Number of the term"), required=True, min_value=1, max_value=60)
    years = years_field()
    on = day_field(_("Elected on"), help_text=_("The statutory end follows from it."))


class ExtensionForm(forms.Form):
    """The union above is asked for more time."""

    until = day_field(_("Election until"))
    on = day_field(_("Asked for on"))
    why = lines_field(_("Reason"), 3, max_length=300)
    document_no = short_field(_("Document no."), 60, required=False)


class TermFilter(forms.Form):
    """What the register of terms is narrowed by."""

    PHASES = (
        ("", _("all")), ("overdue", _("overdue")), ("warning", _("end within the months of the reminders")),
        ("in_office", _("in office")), ("ended", _("handed over")),
    )  # fmt: skip
    phase = forms.ChoiceField(label=_("Which"), required=False, choices=PHASES)

    def __init__(self, *args, until=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.until = until

    def narrow(self, rows):
        """The terms that were asked for."""
        phase, day = self.cleaned_data.get("phase"), today()
        if phase == "overdue":
            return queries.terms.overdue(rows, day)
        if phase == "warning":
            return queries.terms.ending(rows, day, self.until or day)
        if phase in ("in_office", "ended"):
            return rows.filter(state=phase)
        return rows
