"""Fields that the forms of surveys share: days, moments, lines of a list."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    """The browser's own calendar; it wants ISO form in every language."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar with a clock."""

    input_type = "datetime-local"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


def day_field(label, **kwargs):
    """A day, typed or picked."""
    return forms.DateField(label=label, widget=DayInput(), **kwargs)


def moment_field(label, **kwargs):
    """A day and a time of the day."""
    return forms.DateTimeField(label=label, widget=MomentInput(), **kwargs)


def lines_field(label, *, rows=5, **kwargs):
    """One thing a line."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def lines_of(text, longest=100):
    """The lines of a text, without empty ones."""
    return [line.strip()[:longest] for line in str(text or "").splitlines() if line.strip()]


class DayForm(forms.Form):
    """Only the day on which it was done."""

    on = day_field(_("On the day"))
