"""What is typed in about applications for membership."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.members.forms.register import EMPLOYMENT, PersonFields, WordsInput, WorkFields, secret
from taizhang.members.models import Application
from taizhang.members.queries import admission
from taizhang.members.rules.admission import OFF_ESTABLISHMENT
from taizhang.ui.fields import day_field, text_field

State = Application.State


class ApplicationForm(PersonFields, WorkFields):
    """Somebody who is to join."""

    on = day_field(_("On the day"))
    id_number = secret(_("Identity number"), help_text=_("Kept encrypted; lists show it masked."))
    phone = secret(_("Mobile telephone"))
    contract_since = day_field(_("Contract from"), required=False)
    contract_until = day_field(_("Contract until"), required=False)
    remark = text_field(_("Remark"), 500, required=False)

    field_order = (
        "name", "id_kind", "id_number", "sex", "birth_on", "phone", "on", "group", "position", "employment", "migrant",
        "contract_since", "contract_until",
    )  # fmt: skip


class OnlineForm(ApplicationForm):
    """What the person fills in on the union's page."""

    on = remark = None
    agreed = forms.BooleanField(
        label=_(
            "I apply of my own will, know the Constitution of the unions, and agree that the union keeps these data to decide on my application."
        )
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sex"].choices = [("", _("as the identity number says")), *self.fields["sex"].choices[1:]]
        self.fields["employment"].widget = WordsInput(EMPLOYMENT)

    def clean(self):
        found = super().clean()
        found.pop("agreed", None)
        return found


class DecideForm(forms.Form):
    """The committee's decision: its day, its number, what is said to those who are not admitted."""

    on = day_field(_("The committee met on"))
    number = text_field(_("Number"), 60, required=False, help_text=_("Left empty, the next number is given."))
    why = text_field(_("Why some are not admitted"), 200, required=False)
    remark = text_field(_("Remark"), 200, required=False)


class DropForm(forms.Form):
    """How an application ends without a decision."""

    to = forms.ChoiceField(
        label=_("What happened"), choices=[(one.value, one.label) for one in (State.WITHDRAWN, State.GONE)]
    )
    on = day_field(_("On the day"))
    why = text_field(_("Reason"), 200, required=False)


class DoorwayForm(forms.Form):
    """From when to when people may apply online."""

    since = day_field(_("From"))
    until = day_field(_("To"))


ESTABLISHMENT = [("", _("all")), ("off", _("off-establishment only"))]


class ApplicationFilter(forms.Form):
    """What the list of applications is narrowed by."""

    q = text_field(_("Name, identity number or telephone"), 60, required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("waiting")), ("all", _("all")), *State.choices]
    )
    establishment = forms.ChoiceField(label=_("Form of employment"), required=False, choices=ESTABLISHMENT)

    def narrow(self, rows):
        """The applications that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = admission.search(rows, asked["q"])
        if not asked.get("state"):
            rows = rows.filter(state__in=Application.WAITING)
        elif asked["state"] != "all":
            rows = rows.filter(state=asked["state"])
        if asked.get("establishment"):
            rows = rows.filter(employment__in=OFF_ESTABLISHMENT)
        return rows


class ContractFilter(forms.Form):
    """Contracts that end between two days."""

    first = day_field(_("Ends from"), required=False)
    last = day_field(_("Ends up to"), required=False)

    def narrow(self, rows):
        """The memberships that were asked for."""
        asked = self.cleaned_data
        if asked.get("first"):
            rows = rows.filter(contract_until__gte=asked["first"])
        if asked.get("last"):
            rows = rows.filter(contract_until__lte=asked["last"])
        return rows
