"""Fields that the forms of openness share: a day, somebody by name, several topics, ways to disclose."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from taizhang.members import asking
from taizhang.openness.models import Channel, Seat, Topic
from taizhang.ui.fields import halved


def long_field(label, longest, *, rows=6, required=True, **kwargs):
    """Several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, required=required, widget=area, strip=False, **kwargs)


def choice_field(label, choices, **kwargs):
    """One of several."""
    return halved(forms.ChoiceField(label=label, choices=choices, **kwargs))


def channels_field(**kwargs):
    """The ways to disclose, with a box before each."""
    return forms.MultipleChoiceField(
        label=gettext_lazy("Channels"), choices=Channel.choices, widget=forms.CheckboxSelectMultiple, **kwargs
    )


class SeatField(forms.ModelChoiceField):
    """A member of a supervision group."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Who of the supervision group"))
        super().__init__(queryset=Seat.objects.none(), empty_label=None, **kwargs)
        self.half = True


class PeopleField(asking.PeopleField):
    """Names one a line, the head first: [(who, duty)]. A name that one member here bears is that member."""

    most = 100

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Who sits in it"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "One name a line, the head first. A name on the register is that member; others are kept by name."
            ),
        )
        super().__init__(max_length=6000, widget=forms.Textarea(attrs={"rows": 5}), **kwargs)
        self.first_duty = Seat.Duty.HEAD
        self.duty = Seat.Duty.MEMBER

    def clean(self, value):
        found = super().clean(value)
        return list(zip(found, [self.first_duty, *([self.duty] * len(found))], strict=False))


class MattersField(forms.CharField):
    """Topics of a meeting, one a line: [(class, topic, who reports)]. A line may begin with its class and end with who reports."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", pgettext_lazy("meeting", "Topics"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("One topic a line: class: topic (who reports). Without a class it is a major decision."),
        )
        super().__init__(max_length=6000, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def clean(self, value):
        return [self._read(line.strip()) for line in (super().clean(value) or "").split("\n") if line.strip()]

    def _read(self, line):
        topic, told_by = Topic.MAJOR, ""
        if found := re.fullmatch(r"(.*?)[（(]([^（）()]{1,60})[)）]", line):
            line, told_by = found[1].strip(), found[2]
        head, colon, rest = line.partition("：" if "：" in line else ":")
        if colon:
            known = {str(label): code for code, label in Topic.choices} | {code: code for code in Topic.values}
            if head.strip() in known:
                topic, line = known[head.strip()], rest.strip()
        if not line or len(line) > 120:
            raise forms.ValidationError(_("A topic has up to 120 characters."))
        return topic, line, told_by
