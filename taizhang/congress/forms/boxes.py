"""Boxes that the forms of the follow-up share: a day, words, a number, lines, a unit by name or code."""

from django import forms
from django.utils.translation import gettext as _

from taizhang.organisation.queries import find_unit
from taizhang.ui.fields import halved

ALL = ("", "—")


def text_box(label, longest, *, rows=4, required=True, **kwargs):
    """Several lines."""
    return forms.CharField(
        label=label, max_length=longest, required=required, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


def choice_box(label, choices=(), *, required=True, **kwargs):
    """One of several."""
    choices = list(choices) if required else [ALL, *choices]
    return halved(forms.ChoiceField(label=label, choices=choices, required=required, **kwargs))


class LinesField(forms.CharField):
    """Several things, one a line: a list of the lines that say something."""

    def __init__(self, *, longest=200, most=60, rows=5, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.longest, self.most = longest, most

    def clean(self, value):
        text = super().clean(value)
        lines = [" ".join(line.split()) for line in (text or "").splitlines() if line.strip()]
        if len(lines) > self.most:
            raise forms.ValidationError(_("At most %s lines.") % self.most)
        if any(len(line) > self.longest for line in lines):
            raise forms.ValidationError(_("A line has at most %s characters.") % self.longest)
        return lines


class UnitField(forms.CharField):
    """A unit by name or code, or nothing."""

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        unit = find_unit(text, fragment=False)
        if unit is None:
            raise forms.ValidationError(_("No unit bears this name or code. Write it as the list of units does."))
        return unit


class OneOf(forms.ModelChoiceField):
    """One of the records that the view hands in."""

    def __init__(self, label, *, required=False, words=None, **kwargs):
        super().__init__(queryset=None, label=label, required=required, empty_label="—", **kwargs)
        self.words = words

    def label_from_instance(self, record):
        return self.words(record) if self.words else str(record)
