"""Fields of this app: somebody by name, several people one a line, and a form that knows its union."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.members.queries import whom

BRACKET = re.compile(r"^(.*?)\s*[（(]([^（）()]*)[)）]\s*$")


class Placed(forms.Form):
    """A form that knows who fills it in, at which union, and on which record."""

    def __init__(self, *args, user=None, unit=None, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.unit, self.record = user, unit, record
        for field in self.fields.values():
            if isinstance(field, WhoField):
                field.user, field.unit = user, unit
        self.set_up()

    def set_up(self):
        """What a form adds once it knows its place."""


class WhoField(forms.CharField):
    """Somebody by name: the member on the register who is meant, or, where nobody is called so there, the name."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Who"))
        kwargs.setdefault(
            "help_text", gettext_lazy("The name; of namesakes with # and the number, or the identity number.")
        )
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)
        self.user = self.unit = None

    def clean(self, value):
        text = super().clean(value)
        return self.meant(text) if text else None

    def meant(self, text):
        """The person that a text means, or the text as a name."""
        found = whom.meant(self.user, self.unit, text)
        if found.several:
            raise forms.ValidationError(
                _("Several members are called so; write one of them with the number: %s")
                % whom.namesakes(found.several)
            )
        if found.person is None and any(sign.isdigit() for sign in found.name):
            raise forms.ValidationError(_("Nobody on the register has the number %s.") % text)
        return found.person or found.name[:60]


class PeopleField(WhoField):
    """Several people, one a line, each with something in brackets: [{who, words}]."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Who, one a line"))
        super().__init__(max_length=8000, widget=forms.Textarea(attrs={"rows": 8}), **kwargs)

    def clean(self, value):
        text = forms.CharField.clean(self, value) or ""
        lines = [line.strip() for line in re.split(r"[\n;；]", text) if line.strip()]
        if len(lines) > 300:
            raise forms.ValidationError(_("300 names at most."))
        return [self.read(line) for line in lines]

    def read(self, line):
        """Who is meant by a line, and what stands in its brackets."""
        found = BRACKET.match(line)
        name, words = (found[1].strip(), found[2].strip()) if found else (line, "")
        if not name:
            raise forms.ValidationError(_("The name is missing."))
        return {"who": self.meant(name), "words": words}


class PostsField(PeopleField):
    """Posts to fill: [{who, duty, field, full_time}], the head first. In brackets: the post, the field of work, full-time."""

    KNOWN = {
        "主席": "head", "主任": "head", "组长": "head", "副主席": "vice", "副主任": "vice", "副组长": "vice", "委员": "member", "组员": "member",
        "chair": "head", "director": "head", "leader": "head", "vice-chair": "vice", "deputy": "vice", "member": "member",
    }  # fmt: skip
    FULL = ("专职", "full-time")

    def read(self, line):
        found = super().read(line)
        parts = [part for part in re.split(r"[,，、;；\s]+", found["words"]) if part]
        duty = next((self.KNOWN[part] for part in parts if part in self.KNOWN), "member")
        field = "、".join(
            part for part in parts if part not in self.KNOWN and part not in (*self.FULL, "兼职", "part-time")
        )
        return {
            "who": found["who"],
            "duty": duty,
            "field": field[:40],
            "full_time": any(part in self.FULL for part in parts),
        }


class CandidatesField(PeopleField):
    """Candidates: [{who, about}]; in brackets what they do now."""

    def read(self, line):
        found = super().read(line)
        return {"who": found["who"], "about": found["words"][:80]}
