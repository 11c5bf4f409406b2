"""What is typed in about transfers."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang.members.forms.register import PersonFields, TransferForm, UnitField, WorkFields, secret
from taizhang.members.models import Transfer
from taizhang.ui.fields import day_field, lines_field, text_field


class AskForm(forms.Form):
    """To which union the member is to go."""

    to = UnitField(label=_("To the union"))
    on = day_field(_("On the day"))
    asked_by = forms.ChoiceField(label=_("Who asks"), choices=Transfer.Asker.choices[:2])
    why = text_field(_("Reason"), 200, required=False)


class AskForMemberForm(forms.Form):
    """Whom the new union asks for: name and number of the card, as proof that the person stands at the counter."""

    name = text_field(_("Name"), 60)
    id_number = secret(
        _("Identity number"), required=True, help_text=_("As on the identity card; nothing is shown before both fit.")
    )
    on = day_field(_("On the day"))
    why = text_field(_("Reason"), 200, required=False)


class OwnTransferForm(forms.Form):
    """What a member writes who changed the employer."""

    to = UnitField(label=_("Your new union"))
    why = text_field(_("Reason"), 200, help_text=_("For example: changed to another employer on 1 March."))


class Destination(forms.Form):
    """Where somebody goes: a union of the federation, or one outside."""

    def clean(self):
        found = super().clean()
        if bool(found.get("to")) == bool(found.get("outside", "").strip()) and "to" not in self.errors:
            raise forms.ValidationError(_("Name either a union of the federation or one outside."))
        return found


class ReleaseForm(Destination, TransferForm):
    """The old union lets the member go: to a union of the federation, or to one outside."""

    group = position = employment = kept = None
    to = UnitField(label=_("To the union"), required=False)
    outside = text_field(
        _("Or to a union outside the federation"),
        120,
        required=False,
        help_text=_("Its full name, as the letter is to say it."),
    )
    letter = text_field(_("Letter no."), 60, required=False, help_text=_("Left empty, the next number is given."))

    field_order = ("to", "outside", "on", "letter")


class BatchForm(Destination):
    """Where many members go at once."""

    to = UnitField(label=_("To the union"), required=False)
    outside = text_field(_("Or to a union outside the federation"), 120, required=False)
    on = day_field(_("On the day"))


class FromOutsideForm(PersonFields, WorkFields):
    """Somebody comes with the letter of a union outside the federation."""

    outside = text_field(_("Union that she comes from"), 120)
    letter = text_field(_("Letter no."), 60, required=False)
    on = day_field(_("Received on"))
    id_number = secret(_("Identity number"), help_text=_("Kept encrypted; lists show it masked."))
    phone = secret(_("Mobile telephone"))

    field_order = (
        "outside",
        "letter",
        "on",
        "name",
        "id_kind",
        "id_number",
        "sex",
        "birth_on",
        "phone",
        "group",
        "position",
    )


class EndForm(forms.Form):
    """A day and the reason."""

    on = day_field(_("On the day"))
    why = lines_field(_("Reason"), 2, max_length=200)


class OnForm(forms.Form):
    """The day alone."""

    on = day_field(_("On the day"))


SIDES = [("", _("both ways")), ("in", _("coming in")), ("out", _("going out"))]


class TransferFilter(forms.Form):
    """What the list of transfers is narrowed by."""

    q = text_field(_("Name or letter no."), 60, required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Transfer.State.choices])
    side = forms.ChoiceField(label=_("Direction"), required=False, choices=SIDES)

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit

    def narrow(self, rows):
        """The transfers that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(person__name__contains=asked["q"]) | rows.filter(number__contains=asked["q"])
        if asked.get("state"):
            rows = rows.filter(state=asked["state"])
        if asked.get("side"):
            here, outside = Q(unit__path__startswith=self.unit.path), Q(way=Transfer.Way.IN)
            coming = Q(to__path__startswith=self.unit.path) | (
                here & outside
            )  # inside a superior's area a transfer is both
            rows = rows.filter(coming) if asked["side"] == "in" else rows.filter(here).exclude(outside)
        return rows
