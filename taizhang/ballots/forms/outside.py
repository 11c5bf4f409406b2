"""The archive of a ballot held outside, and its hash."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ArchiveForm(forms.Form):
    """The file."""

    file = forms.FileField(label=_("Public archive"), widget=forms.ClearableFileInput(attrs={"accept": ".bel,.tar"}))


class ConfirmForm(forms.Form):
    """The hash that the second person has worked out."""

    digest = forms.CharField(label=_("SHA-256 of the archive"), min_length=64, max_length=64)
