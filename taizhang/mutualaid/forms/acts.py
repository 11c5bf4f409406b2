"""The shape of what is typed in about products, enrolments, claims and payments."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.members import queries as members
from taizhang.mutualaid import rules
from taizhang.mutualaid.forms.lines import money_field
from taizhang.mutualaid.models import Product
from taizhang.ui.fields import day_field


class ChangeProductForm(forms.Form):
    """Name, audience and remark of a product; the rest stays."""

    name = forms.CharField(label=_("Name"), max_length=80)
    audience = forms.ChoiceField(label=_("Who may be enrolled"), choices=Product.Audience.choices)
    remark = forms.CharField(label=_("Remark"), max_length=500, required=False)


class ProductForm(ChangeProductForm):
    """A product: name, whom it is for, what the fund holds."""

    line = forms.ChoiceField(label=_("Kind of cover"), choices=Product.Line.choices)
    reserve = money_field(
        _("Reserve brought in (yuan)"), required=False, help_text=_("What the fund holds on the day it begins here.")
    )
    on = day_field(_("On the day"))

    field_order = ("name", "line", "audience", "reserve", "on", "remark")


class DayForm(forms.Form):
    """The day alone."""

    on = day_field(_("On the day"))


class DayWhyForm(DayForm):
    """A day and the reason."""

    why = forms.CharField(label=_("Reason"), max_length=300)


class DayNoteForm(DayForm):
    """A day and, if there is one, a remark."""

    note = forms.CharField(label=_("Remark"), max_length=300, required=False)


class EditionForm(forms.Form):
    """The head of an edition: from which day, by which paper, waiting, window, ceilings of the whole."""

    valid_from = day_field(_("In force from"), help_text=_("Expenses from this day on are settled by these terms."))
    document = forms.CharField(label=_("Decided by (paper, meeting)"), max_length=200, required=False)
    waiting_days = forms.IntegerField(
        label=_("Waiting period of a first enrolment (days)"), min_value=0, max_value=365, initial=0
    )
    window_days = forms.IntegerField(
        label=_("Claims are taken up to (days after the expense)"), min_value=1, max_value=1000, initial=180
    )
    claim_ceiling = money_field(_("Ceiling per claim, all categories"), required=False)
    year_ceiling = money_field(_("Ceiling per person and year, all categories"), required=False)


class SeasonForm(forms.Form):
    """A year of enrolment."""

    year = forms.IntegerField(label=_("Year of cover"), min_value=1990, max_value=2100)
    opens_on = day_field(_("Enrolment opens on"))
    closes_on = day_field(_("Enrolment closes on"))
    covers_from = day_field(_("Covered from"))
    covers_until = day_field(_("Covered up to"))
    premium = money_field(_("Premium per person (yuan)"))
    union_share = money_field(_("Of which the union pays (yuan)"), required=False)

    def clean_union_share(self):
        return self.cleaned_data["union_share"] or 0


class ExtendForm(forms.Form):
    """Another last day of enrolment."""

    closes_on = day_field(_("Enrolment closes on"))
    why = forms.CharField(label=_("Reason"), max_length=200)


class EnrolForm(forms.Form):
    """One member, by name or number."""

    member = forms.CharField(label=_("Name, identity number or telephone"), max_length=60)
    on = day_field(_("Enrolled on"))

    def __init__(self, *args, user=None, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.unit = user, unit

    def clean_member(self):
        found = list(members.search(members.register(self.user, under=self.unit), self.cleaned_data["member"])[:6])
        found = [one for one in found if one.is_standing]
        exact = [one for one in found if one.person.name == self.cleaned_data["member"].strip()]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if found:
            raise forms.ValidationError(gettext("Several members fit; type the whole name or the identity number."))
        raise forms.ValidationError(gettext("No member of this union and those below it fits."))


class EverybodyForm(DayForm):
    """Everybody, or those of last year."""

    renewing = forms.BooleanField(label=_("Only those who were enrolled last year"), required=False)


class ClaimForm(forms.Form):
    """What belongs to a claim beside its lines."""

    on = day_field(_("Submitted on"))
    illness = forms.CharField(
        label=_("Illness"), max_length=120, required=False, help_text=_("Kept sealed; lists never show it.")
    )
    clinic = forms.CharField(label=_("Hospital"), max_length=120, required=False, help_text=_("Kept sealed."))
    bank_name = forms.CharField(label=_("Bank"), max_length=80, required=False)
    bank = forms.CharField(
        label=_("Account"),
        max_length=40,
        required=False,
        help_text=_("Kept sealed; lists show the last four digits."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    remark = forms.CharField(label=_("Remark"), max_length=500, required=False)
    confirmed = forms.BooleanField(
        label=_("I have compared: it is another bill"), required=False, widget=forms.HiddenInput()
    )

    def ask_to_confirm(self, doubt):
        """Show the doubt, and a tick to confirm it."""
        self.fields["confirmed"].widget = forms.CheckboxInput()
        self.add_error(None, doubt)


class DocumentForm(forms.Form):
    """A document of a claim."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("paper", "What it is"), choices=[(kind, kind) for kind in rules.claim.EVIDENCE]
    )
    file = forms.FileField(label=_("File"), help_text=_("JPEG, PNG, PDF, Word, Excel or MP4."))
    confirmed = forms.BooleanField(label=_("The same file belongs to this claim too"), required=False)


class AccountForm(forms.Form):
    """Another account."""

    bank_name = forms.CharField(label=_("Bank"), max_length=80)
    bank = forms.CharField(label=_("Account"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    why = forms.CharField(label=_("Reason"), max_length=200)


class AnswerForm(DayForm):
    """The answer to an appeal."""

    grant = forms.ChoiceField(
        label=_("Decision"),
        choices=[("", "—"), ("yes", _("the claim is looked at again")), ("no", _("the decision stands"))],
    )
    answer = forms.CharField(label=_("Answer to the member"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_grant(self):
        return self.cleaned_data["grant"] == "yes"


class ConfirmForm(DayForm):
    """The bank has paid."""

    voucher = forms.CharField(label=_("Voucher no."), max_length=60, required=False)


class WhatIfForm(forms.Form):
    """Under which product is asked."""

    product = forms.ModelChoiceField(label=_("Product"), queryset=Product.objects.none())
    on = day_field(_("If it is submitted on"))

    def __init__(self, *args, products=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = products
