"""Fields by which the forms of every app ask for people by name: the member on the register who is meant, or the bare name of somebody else."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.members.queries import whom
from taizhang.ui.fields import PlacedField, lines_of


def somebody(user, unit, text):
    """{person, name} of whom a text means at a union; namesakes are an error that says what to write."""
    found = whom.meant(user, unit, text)
    if found.several:
        raise forms.ValidationError(
            _("Several members bear this name. Write one of: %s") % whom.namesakes(found.several)
        )
    return {"person": found.person, "name": found.name}


class WhoField(PlacedField):
    """Somebody: {person, name}. A name that one member here bears is that member; namesakes must be told apart."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("A name on the register, or an identity number. Who is not on the register is kept by name."),
        )
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        return self.meant(text) if text else None

    def meant(self, text):
        """Who is meant by a text."""
        return somebody(self.user, self.unit, text)


class PeopleField(WhoField):
    """Several people, one a line: what `read` makes of each line, {person, name} at first."""

    most = 300
    apart = r"[\n;；、,，]"
    too_many = gettext_lazy("%d names at most.")

    def __init__(self, **kwargs):
        words = gettext_lazy("One name a line.")
        area = forms.Textarea(attrs={"rows": 6})
        super().__init__(**{"max_length": 60_000, "widget": area, "help_text": words, **kwargs})

    def clean(self, value):
        lines = lines_of(forms.CharField.clean(self, value), self.most, self.too_many % self.most, apart=self.apart)
        return [self.read(line) for line in lines]

    def read(self, line):
        """What one line says."""
        return self.meant(line)
