"""The shape of what is typed in about retirees."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.members.asking import WhoField
from taizhang.members.models import Person
from taizhang.retirees import queries
from taizhang.retirees.models import Celebration, Group, Retiree
from taizhang.ui import fields
from taizhang.ui.fields import day_field, lines_field, short_field, text_field, whole_field


class RetireeForm(forms.Form):
    """What is on file about a retiree."""

    name = short_field(_("Name"), 60)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[("", _("not on file")), *Person.Sex.choices])
    birth_on = day_field(_("Born on"), required=False)
    retired_on = day_field(_("Retired on"), required=False)
    group = forms.ModelChoiceField(
        label=_("Group"), queryset=Group.objects.none(), required=False, empty_label=_("none")
    )
    phone = short_field(
        _("Telephone"), 40, required=False, help_text=_("Kept encrypted; left empty, what is on file stays.")
    )
    mobility = forms.ChoiceField(
        label=_("Mobility"), required=False, choices=[("", _("not on file")), *Retiree.Mobility.choices]
    )
    alone = forms.BooleanField(label=_("Lives alone"), required=False)
    wedding_on = day_field(_("Wedding day"), required=False, help_text=_("For golden and diamond weddings."))
    health = lines_field(
        _("Health"),
        2,
        required=False,
        max_length=500,
        help_text=_("Kept encrypted; left empty, what is on file stays."),
    )
    remark = text_field(_("Remark"), 200, required=False)
    on = day_field(_("On the day"))

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.standing().filter(unit=unit).order_by("name")


class RegisterForm(RetireeForm):
    """Somebody who is put on the register: a member whom the register of members knows is one and the same person."""

    name = WhoField(label=_("Name"))

    def __init__(self, *args, user=None, unit=None, **kwargs):
        super().__init__(*args, unit=unit, **kwargs)
        self.fields["name"].user, self.fields["name"].unit = user, unit

    def clean(self):
        found = super().clean()
        meant = found.pop("name", None)
        if meant is None:
            return found
        person, born = meant["person"], found.get("birth_on")
        if person is not None and born and person.birth_on and person.birth_on != born:
            person = None  # a namesake
        return {**found, "name": meant["name"], "person": person}


class EvidenceForm(fields.EvidenceForm):
    """A file that proves something in the work with retirees."""

    kinds = ("照片", "签领表", "交接单", "名册", "退休证", "其他")


class LeaveForm(forms.Form):
    """A retiree has died or moved away."""

    to = forms.ChoiceField(label=_("What happened"), choices=Retiree.State.choices[:0:-1])
    on = day_field(_("On the day"))
    why = text_field(_("Remark"), 200, required=False)


class VisitForm(forms.Form):
    """A visit to a retiree."""

    on = day_field(_("On the day"))
    visitors = text_field(_("Who went"), 120, required=False)
    occasion = text_field(_("Occasion"), 60, required=False)
    amount = forms.DecimalField(label=_("Cash (yuan)"), required=False, min_value=0, max_digits=10, decimal_places=2)
    gift = text_field(_("Gift"), 60, required=False)
    remark = text_field(_("Remark"), 200, required=False)


class GroupForm(forms.Form):
    """A group of retirees."""

    name = text_field(_("Name"), 60)
    remark = text_field(_("Remark"), 200, required=False)
    on = day_field(_("On the day"))


class HandOverForm(forms.Form):
    """Who leads the group from now on, and how it was handed over."""

    leader = forms.ModelChoiceField(label=_("Group leader"), queryset=Retiree.objects.none())
    on = day_field(_("From the day"))
    handover = text_field(
        _("How it was handed over"),
        200,
        required=False,
        help_text=_("The list of the group, its money box, who was thanked. Needed where somebody led it before."),
    )

    def __init__(self, *args, group=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = Retiree.objects.standing().filter(group=group, state=Retiree.State.REGISTERED)


class OnForm(forms.Form):
    """The day alone."""

    on = day_field(_("On the day"))


class CelebrateForm(forms.Form):
    """When it was celebrated, and with what."""

    on = day_field(_("Celebrated on"))
    gift = text_field(_("Gift"), 60, required=False)
    quantity = whole_field(_("How many"))
    amount = forms.DecimalField(label=_("Cash (yuan)"), required=False, min_value=0, max_digits=10, decimal_places=2)


class ListForm(forms.Form):
    """For which year the list is made."""

    year = whole_field(_("Year"), required=True)
    on = day_field(_("On the day"))


class RetireeFilter(forms.Form):
    """What the register is narrowed by."""

    q = text_field(_("Name"), 60, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("on the register")), ("all", _("all")), *Retiree.State.choices[1:]],
    )
    mobility = forms.ChoiceField(
        label=_("Mobility"), required=False, choices=[("", _("all")), *Retiree.Mobility.choices]
    )
    long = forms.BooleanField(label=_("not visited for a year"), required=False)

    def __init__(self, *args, today=None, months=12, **kwargs):
        super().__init__(*args, **kwargs)
        self.since = queries.visit_day(today, months) if today else None

    def narrow(self, rows):
        """The retirees that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(name__contains=asked["q"])
        if asked.get("state") != "all":
            rows = rows.filter(state=asked.get("state") or Retiree.State.REGISTERED)
        if asked.get("mobility"):
            rows = rows.filter(mobility=asked["mobility"])
        if asked.get("long") and self.since:
            rows = rows.exclude(seen_on__gte=self.since)
        return rows


class CelebrationFilter(forms.Form):
    """What the list of celebrations is narrowed by."""

    year = whole_field(_("Year"))
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Celebration.State.choices])

    def narrow(self, rows):
        """The celebrations that were asked for."""
        asked = self.cleaned_data
        return rows.filter(state=asked["state"]) if asked.get("state") else rows
