"""Fields of this app: who takes a post, several people one a line with their posts, candidates."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.members import asking
from taizhang.ui.fields import bracketed


def _person_or_name(found):
    """Who is not on the register is kept by name; a number that nobody has is a slip of the pen."""
    if found["person"] is None and any(sign.isdigit() for sign in found["name"]):
        raise forms.ValidationError(_("Nobody on the register has the number %s.") % found["name"])
    return found["person"] or found["name"][:60]


class WhoField(asking.WhoField):
    """Somebody by name: the member on the register who is meant, or, where nobody is called so there, the name."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Who"))
        kwargs.setdefault(
            "help_text", gettext_lazy("The name; of namesakes with # and the number, or the identity number.")
        )
        super().__init__(**kwargs)

    def meant(self, text):
        return _person_or_name(super().meant(text))


class PeopleField(asking.PeopleField):
    """Several people, one a line, each with something in brackets: [{who, words}]."""

    apart = r"[\n;；]"

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Who, one a line"))
        kwargs.setdefault(
            "help_text", gettext_lazy("The name; of namesakes with # and the number, or the identity number.")
        )
        super().__init__(max_length=8000, widget=forms.Textarea(attrs={"rows": 8}), **kwargs)

    def read(self, line):
        """Who is meant by a line, and what stands in its brackets."""
        name, words = bracketed(line)
        if not name:
            raise forms.ValidationError(_("The name is missing."))
        return {"who": _person_or_name(self.meant(name)), "words": words}


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
