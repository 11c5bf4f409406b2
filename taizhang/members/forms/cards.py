"""What is typed in about cards and re-registration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.members.forms.register import EMPLOYMENT, MigrantField, PersonFields, WordsInput, WorkFields, secret
from taizhang.members.models import Card
from taizhang.ui.fields import day_field, text_field


class IssueForm(forms.Form):
    """A card for a member."""

    on = day_field(_("Issued on"))
    number = text_field(_("Card no."), 40, required=False, help_text=_("Left empty, the union's next number is given."))


class ReplaceForm(IssueForm):
    """Why another card is needed."""

    why = text_field(_("Reason"), 200)


class CardFilter(forms.Form):
    """What the list of cards is narrowed by."""

    q = text_field(_("Name or card no."), 60, required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Card.State.choices])

    def narrow(self, rows):
        """The cards that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(person__name__contains=asked["q"]) | rows.filter(number__contains=asked["q"])
        return rows.filter(state=asked["state"]) if asked.get("state") else rows


class AnnounceForm(forms.Form):
    """A re-registration: its name and its time."""

    name = text_field(_("Name"), 120)
    since = day_field(_("From"))
    until = day_field(_("To"))
    remark = text_field(_("Remark"), 200, required=False)


class FillForm(PersonFields, WorkFields):
    """The form of a re-registration: what is left empty says nothing."""

    id_kind = None
    on = day_field(_("Filled in on"))
    id_number = secret(_("Identity number"))
    phone = secret(_("Mobile telephone"))
    migrant = MigrantField(label=_("Rural migrant worker"))
    contract_since = day_field(_("Contract from"), required=False)
    contract_until = day_field(_("Contract until"), required=False)

    field_order = (
        "on", "name", "id_number", "sex", "birth_on", "phone", "group", "position", "employment", "migrant", "contract_since",
        "contract_until",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sex"].choices = [("", _("as on file")), *self.fields["sex"].choices[1:]]
        self.fields["birth_on"].help_text = ""


class OwnFillForm(FillForm):
    """The same, filled in by the member: today."""

    on = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["employment"].widget = WordsInput(EMPLOYMENT)
