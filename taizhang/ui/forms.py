"""Forms that are the same everywhere: a reason, nothing at all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.ui.fields import text_field


class WhyForm(forms.Form):
    """The reason alone."""

    why = text_field(_("Reason"), 200)


class SureForm(forms.Form):
    """Nothing to fill in: the button says it all."""
