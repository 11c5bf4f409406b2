"""Fields that the forms of every capability share (a day, a moment, a line of text, several lines, a whole number), and the
forms that are the same everywhere: a day, a reason, both, a file of evidence, and nothing to fill in. And what reads several lines of names,
with the form that knows at which union they are looked for.

A field that is short says so (`half`); pages that lay out their forms themselves then give it half the width:
`{% field bound half=bound.field.half %}`.
"""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

BRACKETED = re.compile(r"^(.*?)\s*[（(]([^（）()]*)[)）]\s*$")


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


def halved(field):
    """A short field takes half the width of the form."""
    field.half = True
    return field


def day_field(label, **kwargs):
    """A day, typed or picked."""
    return halved(forms.DateField(label=label, widget=DayInput(), **kwargs))


def moment_field(label, **kwargs):
    """A day and a time of the day, in local time."""
    return forms.DateTimeField(label=label, widget=MomentInput(), **kwargs)


def text_field(label, longest, *, required=True, **kwargs):
    """A line of text."""
    return forms.CharField(label=label, max_length=longest, required=required, **kwargs)


def short_field(label, longest, **kwargs):
    """A word or two."""
    return halved(text_field(label, longest, **kwargs))


def lines_field(label, rows=4, **kwargs):
    """Several lines of text."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def whole_field(label, *, required=False, **kwargs):
    """A whole number, of people most often."""
    kwargs.setdefault("min_value", 0)
    kwargs.setdefault("max_value", 9_999_999)
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "num"})
    return halved(forms.IntegerField(label=label, required=required, widget=widget, **kwargs))


def lines_of(text, most, too_many, *, apart=r"[\n;；]"):
    """What stands line by line in a text, trimmed; more than `most` lines are an error with the sentence `too_many`."""
    lines = [line.strip() for line in re.split(apart, text or "") if line.strip()]
    if len(lines) > most:
        raise forms.ValidationError(too_many)
    return lines


def bracketed(line):
    """(words, what stands in brackets behind them): “张三（党支部）”."""
    found = BRACKETED.match(line)
    return (found[1].strip(), found[2].strip()) if found else (line, "")


class PlacedField(forms.CharField):
    """A field that looks for a name among what its reader may see: its form says who that is, and at which union."""

    user = unit = None


class PlacedForm(forms.Form):
    """A form that knows who fills it in, at which union, and on which record; its fields that look for names are told."""

    def __init__(self, *args, user=None, unit=None, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.unit, self.record = user, unit, record
        for field in self.fields.values():
            if isinstance(field, PlacedField):
                field.user, field.unit = user, unit
        self.set_up()

    def set_up(self):
        """What a form adds once it knows its place."""


class WhyForm(forms.Form):
    """The reason alone."""

    why = text_field(_("Reason"), 200)


class LongWhyForm(forms.Form):
    """The reason alone, where it may take a few lines to give."""

    why = text_field(_("Reason"), 300)


class DayForm(forms.Form):
    """A day alone."""

    on = day_field(_("Date"))


class DayWhyForm(DayForm):
    """A day and the reason."""

    why = text_field(_("Reason"), 200)


class EvidenceForm(forms.Form):
    """A file that proves a record, and what it is: one of the `kinds` of the app."""

    kinds: tuple[str, ...] = ()

    file = forms.FileField(label=_("File"), help_text=_("JPEG, PNG, PDF, Word, Excel or MP4."))
    kind = halved(forms.ChoiceField(label=_("What it is")))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one, one) for one in self.kinds]


class SureForm(forms.Form):
    """Nothing to fill in: the button says it all."""
