"""The shape of what is typed in about a reorganisation, and how it becomes its parts."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit
from taizhang.organisation import kinds, queries
from taizhang.organisation.forms.units import kind_choices
from taizhang.organisation.models import Reorganisation
from taizhang.ui.fields import day_field, lines_field, short_field, text_field, whole_field

NAME_OR_CODE = gettext_lazy("Name, former name or code of the unit.")


class UnitField(forms.CharField):
    """A unit by its name, former name or code."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        unit = queries.find_unit(text.strip(), fragment=False)
        if unit is None:
            raise ValidationError(_("No unit bears this name or code, or several do: %s") % text)
        return unit


class ChangeForm(forms.Form):
    """What every reorganisation says: from which day, by which document, why."""

    effective_on = day_field(gettext_lazy("Takes effect on"))
    document_no = short_field(
        gettext_lazy("Document no."), 60, required=False, help_text=gettext_lazy("Needed before approval is asked for.")
    )
    reason = text_field(gettext_lazy("Reason"), 300)

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.order_fields(
            [name for name in self.fields if name not in ChangeForm.base_fields] + list(ChangeForm.base_fields)
        )

    def _kinds_below(self, parent):
        return [("", "—"), *kind_choices(kinds.of(parent.kind).children)]

    def parts(self):
        """What happens to each unit, as the action takes it."""
        raise NotImplementedError

    def said(self):
        """Day, document and reason, as the action takes them."""
        return {name: self.cleaned_data[name] for name in ChangeForm.base_fields}


class NewUnitForm(ChangeForm):
    """The new unit of a founding, a merger or a split."""

    name = text_field(gettext_lazy("Name of the new unit"), 120)
    code = short_field(gettext_lazy("Code"), 40)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))

    def _new(self, parent, **more):
        said = self.cleaned_data
        return {
            "role": "new",
            "into": parent,
            "name": said["name"].strip(),
            "code": said["code"].strip(),
            "kind": said["kind"],
            **more,
        }


class FoundingForm(NewUnitForm):
    """A union is founded below this one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = self._kinds_below(self.unit)

    def parts(self):
        return [self._new(self.unit)]


class MoveForm(ChangeForm):
    """The unit gets another one above it, with everything below."""

    into = UnitField(label=gettext_lazy("New unit above"), max_length=120, help_text=NAME_OR_CODE)

    def parts(self):
        return [{"role": "moves", "unit": self.unit, "into": self.cleaned_data["into"]}]


class RenameForm(ChangeForm):
    """The unit has another name from a day on, and perhaps another kind."""

    name = text_field(gettext_lazy("New name"), 120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        parent = self.unit.parent()
        allowed = kinds.of(parent.kind).children if parent else ()
        self.fields["kind"].choices = kind_choices(dict.fromkeys((*allowed, self.unit.kind)))
        self.fields["kind"].initial = self.unit.kind

    def parts(self):
        return [
            {
                "role": "renamed",
                "unit": self.unit,
                "name": self.cleaned_data["name"].strip(),
                "kind": self.cleaned_data["kind"],
            }
        ]


class MergeForm(NewUnitForm):
    """The unit and others become one: a new one, or this one."""

    others = lines_field(
        gettext_lazy("Units that are merged with it"),
        3,
        help_text=gettext_lazy("One a line: name, former name or code."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        parent = self.unit.parent()
        self.fields["kind"].choices = self._kinds_below(parent) if parent else [("", "—")]
        for name in ("name", "code", "kind"):
            self.fields[name].required = False
        self.fields["name"].help_text = _("Leave name, code and kind empty where this unit takes the others over.")

    def clean_others(self):
        field, found = UnitField(), []
        for line in re.split(r"[\n、；;]", self.cleaned_data["others"]):
            if line.strip():
                found.append(field.clean(line))
        if self.unit in found:
            raise ValidationError(_("%s itself stands in the list.") % self.unit)
        return list({unit.pk: unit for unit in found}.values())

    def clean(self):
        said = super().clean()
        given = [name for name in ("name", "code", "kind") if said.get(name)]
        if given and len(given) < 3:
            raise ValidationError(
                _(
                    "A new unit has a name, a code and a kind; leave all three empty where this unit takes the others over."
                )
            )
        return said

    def parts(self):
        ending = [{"role": "ends", "unit": one} for one in self.cleaned_data["others"]]
        if not self.cleaned_data["name"]:
            return [{"role": "successor", "unit": self.unit}, *ending]
        return [self._new(self.unit.parent()), {"role": "ends", "unit": self.unit}, *ending]


class SplitForm(NewUnitForm):
    """Part of the unit becomes a unit beside it: units below that are chosen, members by group or share."""

    firms = forms.ChoiceField(
        label=gettext_lazy("Units below that go along"),
        required=False,
        choices=[
            ("ticked", gettext_lazy("those ticked here")),
            ("share", gettext_lazy("a share of them, evenly in the order of the tree")),
        ],
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("Units directly below"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    members = forms.ChoiceField(
        label=gettext_lazy("Members who go along"),
        choices=[
            ("none", gettext_lazy("nobody")),
            ("groups", gettext_lazy("those of the union groups named below")),
            ("share", gettext_lazy("a share of them")),
        ],
    )
    groups = text_field(
        gettext_lazy("Union groups or departments"),
        300,
        required=False,
        help_text=gettext_lazy("Separate several by “、”."),
    )
    part = whole_field(
        gettext_lazy("Share: parts that go along"),
        min_value=1,
        max_value=99,
        help_text=gettext_lazy("1 out of 3 is a third: of the members of each group, and of the units below."),
    )
    whole = whole_field(gettext_lazy("Parts in all"), min_value=2, max_value=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        parent = self.unit.parent()
        self.fields["kind"].choices = self._kinds_below(parent) if parent else [("", "—")]
        self.fields["units"].queryset = queries.open_children(self.unit)

    def clean(self):
        said = super().clean()
        if said.get("members") == "groups" and not said.get("groups", "").strip():
            self.add_error("groups", _("Name the groups."))
        shared = "share" in (said.get("members"), said.get("firms"))
        if shared and not (said.get("part") and said.get("whole") and said["part"] < said["whole"]):
            self.add_error("part", _("A share is part of a whole, like 1 out of 3."))
        if said.get("firms") == "share" and said.get("units"):
            self.add_error("units", _("Tick units, or take a share of them: not both."))
        return said

    def new_part(self):
        """The new unit with what goes along."""
        said = self.cleaned_data
        units = list(said["units"])
        if said.get("firms") == "share":
            units = queries.share_of(queries.open_children(self.unit).order_by("path"), said["part"], said["whole"])
        choice = {"members": said["members"], "units": [unit.pk for unit in units]}
        if said["members"] == "groups":
            choice["groups"] = [name.strip() for name in re.split(r"[、,，;；]", said["groups"]) if name.strip()]
        if said["members"] == "share":
            choice["share"] = [said["part"], said["whole"]]
        return self._new(self.unit.parent(), choice=choice)

    def parts(self):
        return [{"role": "source", "unit": self.unit}, self.new_part()]


class DissolveForm(ChangeForm):
    """The unit ends; its members go somewhere, keep their membership, or leave."""

    members = forms.ChoiceField(
        label=gettext_lazy("Members"),
        choices=[
            ("all", gettext_lazy("go to another union")),
            ("keep", gettext_lazy("keep their membership (保留会籍), on the register of that union")),
            ("leave", gettext_lazy("leave the union")),
        ],
    )
    into = UnitField(
        label=gettext_lazy("Union that takes them"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Empty: the unit above. Units below go to the unit above."),
    )

    def parts(self):
        choice = {"members": self.cleaned_data["members"]}
        return [{"role": "ends", "unit": self.unit, "into": self.cleaned_data["into"], "choice": choice}]


class UndoForm(ChangeForm):
    """Take a reorganisation back that was a mistake."""


FORMS = {
    "found": FoundingForm,
    "move": MoveForm,
    "rename": RenameForm,
    "merge": MergeForm,
    "split": SplitForm,
    "dissolve": DissolveForm,
}


class CarryForm(forms.Form):
    """The day on which something is done, and a word about it."""

    on = day_field(gettext_lazy("On the day"))


class AttachForm(forms.Form):
    """A file and what it is."""

    file = forms.FileField(label=gettext_lazy("File"))
    kind = forms.ChoiceField(label=gettext_lazy("What it is"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = registry.records["organisation.reorganisation"].evidence
        self.fields["kind"].choices = [(word, word) for word in (*words, "其他")]


class AsOfForm(forms.Form):
    """The tree of a day."""

    on = day_field(gettext_lazy("As it stood on"), required=False)


class ReorganisationFilter(forms.Form):
    """What the list of reorganisations is narrowed by."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of change"),
        required=False,
        choices=[("", gettext_lazy("all kinds")), *Reorganisation.Kind.choices],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[("", gettext_lazy("all states")), *Reorganisation.State.choices],
    )

    def narrow(self, records):
        """The records that fit."""
        return records.filter(**{name: value for name, value in self.cleaned_data.items() if value})
