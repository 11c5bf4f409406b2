"""Fields that the forms of surveys share: days, moments, lines of a list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.ui.fields import day_field


def lines_of(text, longest=100):
    """The lines of a text, without empty ones."""
    return [line.strip()[:longest] for line in str(text or "").splitlines() if line.strip()]


class DayForm(forms.Form):
    """Only the day on which it was done."""

    on = day_field(_("On the day"))
