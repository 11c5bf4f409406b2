"""The shape of what is typed in about units, posts and rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.kernel import rulebook
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import User
from taizhang.organisation import kinds
from taizhang.organisation.models import Profile
from taizhang.ui.fields import day_field


def kind_choices(codes):
    """Kinds by level, in the reader's language."""
    chosen = [kinds.of(code) for code in codes]
    return [(kind.code, kinds.name(kind)) for kind in sorted(chosen, key=lambda kind: kind.level)]


class ProfileFields(forms.Form):
    """What stands on the file of every unit."""

    ownership = forms.ChoiceField(label=_("Ownership"), required=False)
    community = forms.CharField(label=_("Community or village"), required=False, max_length=60)
    party = forms.CharField(label=_("Party organisation"), required=False, max_length=60)
    credit_code = forms.CharField(label=_("Unified social credit code"), required=False, max_length=18)
    chair_name = forms.CharField(label=_("Chair"), required=False, max_length=30)
    phone = forms.CharField(label=_("Office telephone"), required=False, max_length=30)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    industry = forms.CharField(label=_("Industry"), required=False, max_length=60)
    approval_no = forms.CharField(
        label=_("Approval of the level above, document no."),
        required=False,
        max_length=60,
        help_text=_("Trade Union Law, article 12: every union is approved by the union one level up."),
    )
    remark = forms.CharField(label=_("Remark"), required=False, max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(value, label) for value, label in Profile.Ownership.choices]
        here = self.initial.get("ownership", "")
        if here and here not in Profile.Ownership.values:
            known.append((here, here))  # a workbook's own word is kept
        self.fields["ownership"].choices = [("", "—"), *known]

    def clean_credit_code(self):
        return self.cleaned_data["credit_code"].strip().upper()


class FoundForm(ProfileFields):
    """A new unit below another one."""

    name = forms.CharField(label=_("Name"), max_length=120)
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("The name of the unit in workbooks: letters and digits, like CY01.")
    )
    kind = forms.ChoiceField(label=_("Kind"))
    on = day_field(
        _("Founded on"), required=False, help_text=_("Leave it empty when nobody knows: the unit then always counts.")
    )
    staff = forms.IntegerField(label=_("Staff"), required=False, min_value=0, max_value=10_000_000)

    field_order = ("name", "code", "kind", "on", "staff")

    def __init__(self, *args, allowed=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "—"), *kind_choices(allowed)]


class AmendForm(ProfileFields):
    """The file of a unit as it should have been from the start."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("The old name stays on file, so that old workbooks still find the unit."),
    )
    kind = forms.ChoiceField(label=_("Kind"))
    founded_on = day_field(_("Union founded on"), required=False)
    staff = forms.IntegerField(
        label=_("Staff at the founding"),
        required=False,
        min_value=0,
        max_value=10_000_000,
        help_text=_("Changes since then are recorded with “Record staff”."),
    )
    aliases = forms.CharField(
        label=_("Former names and other spellings"),
        required=False,
        max_length=300,
        help_text=_("Separate several by “、”."),
    )
    term_since = day_field(_("Present term since"), required=False)
    term_until = day_field(_("Present term ends on"), required=False)
    why = forms.CharField(label=_("What was wrong"), required=False, max_length=200)

    field_order = ("name", "kind", "founded_on", "staff", "ownership", "community")

    def __init__(self, *args, allowed=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices(allowed)


class UnioniseForm(forms.Form):
    """An employer or community founds its union."""

    name = forms.CharField(label=_("Name of the union"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"))
    on = day_field(_("Founded on"))
    approval_no = forms.CharField(
        label=_("Approval of the level above, document no."),
        required=False,
        max_length=60,
        help_text=_("Trade Union Law, article 12: every union is approved by the union one level up."),
    )
    chair_name = forms.CharField(label=_("Chair"), required=False, max_length=30)

    def __init__(self, *args, allowed=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices(allowed)


class HeadcountForm(forms.Form):
    """So many staff from a day on."""

    on = day_field(_("From the day"))
    staff = forms.IntegerField(label=_("Staff"), min_value=0, max_value=10_000_000)
    source = forms.CharField(
        label=_("According to"), required=False, max_length=100, help_text=_("Roster, yearly survey, a letter …")
    )


class LegalPersonForm(forms.Form):
    """The certificate of the legal person."""

    on = day_field(_("Registered on"))
    credit_code = forms.CharField(label=_("Unified social credit code"), max_length=18)
    legal_person_no = forms.CharField(label=_("Certificate no."), required=False, max_length=60)


class EndForm(forms.Form):
    """Something ends on a day, for a reason."""

    on = day_field(_("On the day"))
    why = forms.CharField(label=_("Reason"), max_length=200)


class AppointForm(forms.Form):
    """Somebody gets a post."""

    username = forms.CharField(
        label=_("User name"), max_length=150, help_text=_("The name with which the person signs in.")
    )
    role = forms.ChoiceField(label=_("Role"))
    on = day_field(_("Since"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.code, role.label) for role in registry.roles.values()]

    def clean_username(self):
        user = User.objects.filter(username=self.cleaned_data["username"].strip(), is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("There is no account with this name; the administrator opens one."))
        return user


class RuleForm(forms.Form):
    """A federation's own figure of regulation."""

    key = forms.ChoiceField(label=_("Rule"))
    value = forms.CharField(
        label=_("Value"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "A number; a fraction like 2/3; choices between commas; bands by size one a line: 200:30-40, the last one 以上:180-240."
        ),
    )  # fmt: skip
    since = day_field(_("Valid from"))
    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("The document that says so."))
    article = forms.CharField(label=_("Article"), required=False, max_length=40)

    def __init__(self, *args, unit=None, on=None, **kwargs):
        super().__init__(*args, **kwargs)
        place = (rulebook.PLACE, _("Place whose rules bind"))
        self.fields["key"].choices = [place, *rulebook.settable()]


class UnitFilter(forms.Form):
    """What the list of units is narrowed by."""

    q = forms.CharField(label=_("Name or code"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    community = forms.ChoiceField(label=_("Community"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("existing")),
            ("union", _("with a union")),
            ("none", _("without a union")),
            ("all", _("dissolved ones too")),
        ],
    )

    def __init__(self, *args, communities=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("all kinds")), *kind_choices(kinds.all_kinds())]
        self.fields["community"].choices = [("", _("all communities")), *((name, name) for name in communities)]

    def wanted(self):
        """The filter as the query takes it."""
        chosen = self.cleaned_data if self.is_valid() else {}
        state = chosen.get("state", "")
        return {
            "text": chosen.get("q", "").strip(),
            "kind_codes": (chosen["kind"],) if chosen.get("kind") else (),
            "community": chosen.get("community", ""),
            "union": {"union": True, "none": False}.get(state),
            "open_only": state != "all",
        }
