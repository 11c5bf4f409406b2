"""Fields of outreach: a firm or a union by name or code, names one a line, the kinds of union."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.kernel.models import Unit, User
from taizhang.organisation import kinds
from taizhang.organisation import queries as organisation
from taizhang.outreach.models import Elected, Preparer
from taizhang.ui.fields import PlacedField, bracketed, halved, lines_of


class UnitField(PlacedField):
    """A unit by its code, its name, or a part of its name that only one has, among those that the user sees."""

    def __init__(self, *, wide=False, **kwargs):
        kwargs.setdefault("help_text", gettext_lazy("Its code, or its name."))
        super().__init__(max_length=120, **kwargs)
        self.wide = wide  # anywhere the user sees, not only below the unit of the page

    def clean(self, value):
        text = super().clean(value)
        return self.found(text) if text else None

    def found(self, text):
        """The unit that a text means."""
        one = organisation.find_unit(text, under=None if self.wide else self.unit)
        if one is None or not Unit.objects.visible_to(self.user).filter(pk=one.pk).exists():
            raise forms.ValidationError(
                _("“%s” is no unit that is known here, or several are called so. Write its code.") % text[:60]
            )
        return one


class UnitsField(UnitField):
    """Several units, one a line."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", gettext_lazy("One a line: code or name."))
        super().__init__(**kwargs)
        self.max_length = None
        self.validators = []
        self.widget = forms.Textarea(attrs={"rows": 5})

    def clean(self, value):
        lines = lines_of(forms.CharField.clean(self, value), 500, _("500 firms at most at once."))
        return list(dict.fromkeys(self.found(line) for line in lines))


class LinesField(forms.CharField):
    """Names, one a line, each with something in brackets."""

    def __init__(self, **kwargs):
        super().__init__(max_length=6000, widget=forms.Textarea(attrs={"rows": 5}), **kwargs)

    def clean(self, value):
        lines = lines_of(super().clean(value), 200, _("200 names at most."))
        return [self.read(at, line) for at, line in enumerate(lines)]

    def read(self, at, line):
        """What one line says."""
        raise NotImplementedError


def _chosen(words, choices, known):
    """The choice that some words mean: its label in the reader's language, or one of the Chinese words of the trade."""
    spoken = {str(label): code for code, label in choices} | known
    if words and words not in spoken:
        raise forms.ValidationError(
            _("“%(words)s” is not known here; write one of: %(known)s.") % {"words": words, "known": "、".join(spoken)}
        )
    return spoken.get(words)


class PreparersField(LinesField):
    """The preparatory group: [{name, side, is_head}], the head first."""

    KNOWN = {"党组织": "party", "党支部": "party", "职工": "staff", "职工代表": "staff", "上级工会": "union"}

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Preparatory group"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "One name a line, the head first; in brackets who sent them: Party organisation, staff, union above."
            ),
        )
        super().__init__(**kwargs)

    def read(self, at, line):
        name, words = bracketed(line)
        side = _chosen(words, Preparer.Side.choices, self.KNOWN) or Preparer.Side.STAFF
        return {"name": name[:60], "side": side, "is_head": at == 0}


class ElectedField(LinesField):
    """Who was elected: [{name, duty, votes}]."""

    KNOWN = {
        "主席": "chair", "副主席": "vice", "委员": "member", "经审委员": "audit", "经审主任": "audit", "经费审查委员": "audit",
        "女工委员": "women", "女职工委员": "women", "女工主任": "women", "组织员": "organiser",
    }  # fmt: skip
    VOTES = re.compile(r"^(.*?)[\s,，、]*(\d+)\s*票?\s*$")

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Who was elected"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "One name a line with office and votes in brackets: name (chair, 52). Without an office: member of the committee."
            ),
        )
        super().__init__(**kwargs)

    def read(self, at, line):
        name, words = bracketed(line)
        counted = self.VOTES.match(words)
        words, votes = (counted[1].strip(), int(counted[2])) if counted else (words, None)
        duty = _chosen(words, Elected.Duty.choices, self.KNOWN) or Elected.Duty.MEMBER
        if not name:
            raise forms.ValidationError(_("The name is missing."))
        return {"name": name[:60], "duty": duty, "votes": votes}


class SurveyorsField(LinesField):
    """Who goes to the firms: [{name, user, agency}]."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Surveyors"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "One name a line; in brackets who sent them. With @ and the user name at the end they verify on their own phone."
            ),
        )
        super().__init__(**kwargs)

    def read(self, at, line):
        name, sign, account = line.partition("@")
        user = None
        if sign:
            user = User.objects.filter(username=account.strip(), is_active=True).first()
            if user is None:
                raise forms.ValidationError(_("There is no account “%s”.") % account.strip()[:40])
        name, agency = bracketed(name.strip())
        return {"name": name[:60], "user": user, "agency": agency[:60]}


def kind_field(label, **kwargs):
    """The kind of grassroots union that is to be founded."""
    field = forms.ChoiceField(label=label, choices=_grassroots, **kwargs)
    return halved(field)


def _grassroots():
    chosen = [kinds.of(code) for code in kinds.codes(grassroots=True)]
    return [(kind.code, kinds.name(kind)) for kind in chosen]
