"""The shape of what is typed in about foundings, territory, census, joint unions and registrations."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.organisation.models import Profile
from taizhang.outreach.forms.fields import (
    ElectedField,
    PreparersField,
    SurveyorsField,
    UnitField,
    UnitsField,
    kind_field,
)
from taizhang.outreach.models import Affiliation, Establishment, Listing, Programme, Registration, Sector, Surveyor
from taizhang.outreach.queries import census as listed
from taizhang.ui import fields
from taizhang.ui.fields import PlacedForm, day_field, halved, short_field, text_field, whole_field

ALL = ("", _("all"))
ON = _("Date")
KINDS = (
    "走访记录", "同意书", "申请书", "批复", "签到表", "选举结果", "会员名册", "证书", "通知", "名册", "报告", "照片", "其他",
)  # fmt: skip


def choice_field(label, choices, **kwargs):
    """One of several."""
    return halved(forms.ChoiceField(label=label, choices=choices, **kwargs))


class EvidenceForm(fields.EvidenceForm):
    """A file that proves a record."""

    kinds = KINDS


# --- foundings ------------------------------------------------------------------------------------------------------------------------


class BeginForm(PlacedForm):
    """A firm of the list is identified."""

    firm = UnitField(label=_("Firm"), help_text=_("A firm without a union: its code, or its name."))
    on = day_field(ON)
    staff = whole_field(_("Staff"), help_text=_("What differs from the list is recorded as a new headcount."))
    opened_on = day_field(_("Firm opened on"), required=False)
    officer = short_field(_("Officer responsible"), 60, required=False)
    source = choice_field(_("How it was found"), Establishment.Source.choices)


class BeginNewForm(PlacedForm):
    """A firm that is not on the list yet."""

    name = text_field(_("Name of the firm"), 120)
    on = day_field(ON)
    staff = whole_field(_("Staff"))
    code = short_field(_("Code"), 40, required=False, help_text=_("Left empty, the next free one is taken."))
    ownership = choice_field(_("Ownership"), [("", "—"), *Profile.Ownership.choices], required=False)
    address = text_field(_("Address"), 200, required=False)
    opened_on = day_field(_("Firm opened on"), required=False)
    officer = short_field(_("Officer responsible"), 60, required=False)
    source = choice_field(_("How it was found"), Establishment.Source.choices)


class PubliciseForm(forms.Form):
    """How the law was explained."""

    on = day_field(ON)
    how = text_field(
        _("How"), 120, help_text=_("A talk with the employer, a notice, leaflets, a meeting of the staff.")
    )


class VisitForm(forms.Form):
    """A visit to the firm."""

    on = day_field(ON)
    by_whom = short_field(_("Who went"), 60)
    met = short_field(_("Whom they met"), 60, required=False)
    what = text_field(pgettext_lazy("outreach", "What was said"), 300)


class ConsentForm(forms.Form):
    """The employer consents."""

    on = day_field(ON)
    consent_by = short_field(_("Who consented for the employer"), 60)


class PrepareForm(forms.Form):
    """The preparatory group."""

    people = PreparersField()


class ApplyForm(PlacedForm):
    """The application to the union above."""

    on = day_field(ON)
    union_name = text_field(_("Name of the union"), 120)
    union_kind = kind_field(_("Kind of union"))
    willing_members = whole_field(_("Staff who want to join"), required=True)
    application_no = short_field(_("Number of the application"), 60, required=False)


class NumberForm(forms.Form):
    """The number of the reply."""

    reply_no = text_field(_("Number of the reply"), 60)


class FoundForm(forms.Form):
    """The founding meeting."""

    on = day_field(_("Day of the meeting"))
    place = short_field(pgettext_lazy("outreach", "Place"), 120, required=False)
    called = whole_field(_("Members called"), required=True)
    present = whole_field(_("Members present"), required=True)
    people = ElectedField()
    unrelated = forms.BooleanField(
        label=_("Nobody elected is a near relative of the head of the firm (Trade Union Law, article 10)"),
        required=False,
    )
    members = whole_field(_("First members"), required=True)
    women = whole_field(_("Women among them"))
    migrants = whole_field(_("Rural migrant workers among them"))


class RegisterForm(forms.Form):
    """The entry in the register."""

    on = day_field(ON)
    register_no = short_field(_("Number in the register"), 60, required=False)


class EstablishmentFilter(forms.Form):
    """Foundings by state, source and name."""

    q = forms.CharField(label=_("Firm"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[ALL, ("open", pgettext_lazy("outreach", "under way")), *Establishment.State.choices],
        required=False,
    )
    source = forms.ChoiceField(
        label=_("How it was found"), choices=[ALL, *Establishment.Source.choices], required=False
    )

    def narrow(self, rows):
        """The rows asked for."""
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(Q(name__contains=said["q"]) | Q(unit__name__contains=said["q"]))
        if said.get("state") == "open":
            rows = rows.filter(state__in=Establishment.BEFORE)
        elif said.get("state"):
            rows = rows.filter(state=said["state"])
        return rows.filter(source=said["source"]) if said.get("source") else rows


class FirmFilter(forms.Form):
    """Firms without a union by name and size."""

    q = forms.CharField(label=_("Firm"), required=False)
    least = forms.IntegerField(label=_("Staff from"), required=False, min_value=0, max_value=999_999)

    def narrow(self, rows):
        """The rows asked for."""
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(unit__name__contains=said["q"])
        return rows.filter(staff_now__gte=said["least"]) if said.get("least") else rows


# --- territory ------------------------------------------------------------------------------------------------------------------------


class SectorField(forms.ModelChoiceField):
    """A sector that stands, of the union or one above it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Sector"))
        super().__init__(queryset=Sector.objects.none(), required=False, empty_label="—", **kwargs)
        self.half = True


def sectors_of(unit):
    """The sectors of a union and of those above and below it, for a form."""
    here = Sector.objects.standing().filter(until=None).select_related("unit")
    above = here.filter(unit__path__in=[*unit.ancestor_paths(), unit.path])
    return (above | here.below(unit)).order_by("unit__path", "name")


class SectorForm(forms.Form):
    """A sector with its officer."""

    on = day_field(ON)
    name = short_field(_("Name of the sector"), 60)
    officer = short_field(_("Officer responsible"), 60)


class OfficerForm(forms.Form):
    """Another officer."""

    on = day_field(ON)
    officer = short_field(_("Officer responsible"), 60)


class AssignForm(PlacedForm):
    """Firms are assigned to a union."""

    union = UnitField(label=_("Union that answers"))
    firms = UnitsField(label=_("Firms"))
    on = day_field(ON)
    officer = short_field(
        _("Officer responsible"), 60, required=False, help_text=_("Left empty: the officer of the sector.")
    )
    sector = SectorField()

    def set_up(self):
        """The sectors of this union."""
        self.fields["sector"].queryset = sectors_of(self.unit)


class ReassignForm(PlacedForm):
    """Another union answers for a firm."""

    union = UnitField(label=_("Union that answers"), wide=True)
    on = day_field(ON)
    officer = short_field(_("Officer responsible"), 60, required=False)
    sector = SectorField()
    why = text_field(_("Reason"), 200)

    def set_up(self):
        """The sectors of this union."""
        self.fields["sector"].queryset = sectors_of(self.unit)


class ReviewForm(forms.Form):
    """What a review found."""

    on = day_field(ON)
    finding = text_field(_("What the review found"), 200)


class AssignmentFilter(PlacedForm):
    """Assignments by firm, sector and union."""

    q = forms.CharField(label=_("Firm"), required=False)
    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=Sector.objects.none(), required=False, empty_label=_("all")
    )
    union = forms.ChoiceField(
        label=pgettext_lazy("outreach", "Union"),
        choices=[ALL, ("none", _("firms without a union")), ("union", _("firms with a union"))],
        required=False,
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("standing")), ("ended", _("ended")), ("any", _("all"))], required=False
    )

    def set_up(self):
        """The sectors of this union."""
        self.fields["sector"].queryset = sectors_of(self.unit)

    def narrow(self, rows):
        """The rows asked for."""
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(Q(name__contains=said["q"]) | Q(firm__name__contains=said["q"]))
        if said.get("sector"):
            rows = rows.filter(sector=said["sector"])
        if said.get("union"):
            rows = rows.filter(unionised_on__isnull=said["union"] == "none")
        if said.get("state") != "any":
            rows = rows.filter(until__isnull=said.get("state") != "ended")
        return rows


class SelectForm(PlacedForm):
    """A community is selected."""

    community = UnitField(label=_("Community or village"))
    on = day_field(_("Selected on"))
    target_on = day_field(_("To be covered by"))
    least_staff = whole_field(
        _("Firms with at least so many staff"), help_text=_("Left empty: as the rulebook has it.")
    )
    officer = short_field(_("Officer responsible"), 60, required=False)


class CoverForm(forms.Form):
    """The community is covered."""

    on = day_field(ON)
    members = whole_field(
        _("Members in them"), help_text=_("Left empty: the first members of the unions founded there are added up.")
    )


class ProgrammeFilter(forms.Form):
    """Communities by state."""

    state = forms.ChoiceField(label=_("State"), choices=[ALL, *Programme.State.choices], required=False)

    def narrow(self, rows):
        """The rows asked for."""
        return rows.filter(state=self.cleaned_data["state"]) if self.cleaned_data.get("state") else rows


class QuotaForm(PlacedForm):
    """What the union above asks for."""

    union = UnitField(label=_("Union that is asked"))
    on = day_field(ON)
    year = whole_field(pgettext_lazy("outreach", "Year"), required=True, min_value=1949, max_value=2100)
    unions = whole_field(_("Unions to be founded"), required=True)
    members = whole_field(_("Members to be admitted"))
    source = text_field(_("Laid down in"), 120, required=False)


# --- census ---------------------------------------------------------------------------------------------------------------------------


class LaunchForm(forms.Form):
    """A census begins."""

    name = text_field(_("Name of the census"), 80)
    on = day_field(_("First day"))
    last = day_field(_("Last day"), required=False, help_text=_("Left empty: a hundred days, as the rulebook has it."))
    led_by = text_field(
        _("Work group"),
        120,
        required=False,
        help_text=_("Who works together: union, Party office, publicity, women, youth, communities."),
    )


class ExtendForm(forms.Form):
    """A longer window."""

    last = day_field(_("Last day"))
    why = text_field(_("Reason"), 200)


class SurveyorsForm(forms.Form):
    """Further surveyors."""

    people = SurveyorsField()


class TrainForm(PlacedForm):
    """Who was trained when."""

    on = day_field(_("Trained on"))
    surveyors = forms.ModelMultipleChoiceField(
        label=_("Who was trained"), queryset=Surveyor.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def set_up(self):
        """Those who were not trained yet."""
        self.fields["surveyors"].queryset = Surveyor.objects.filter(census=self.record, trained_on=None)


class GiveOutForm(PlacedForm):
    """Firms of a community are given to a surveyor."""

    surveyor = forms.ModelChoiceField(label=_("Surveyor"), queryset=Surveyor.objects.none(), empty_label=None)
    community = forms.ChoiceField(label=_("Firms of"), required=False)
    number = whole_field(
        _("How many at most"),
        help_text=_("In the order of the list, those that nobody has yet. Left empty: all of them."),
    )

    def set_up(self):
        """The surveyors of this census, and the communities that have firms nobody goes to."""
        self.fields["surveyor"].queryset = Surveyor.objects.filter(census=self.record)
        free = listed.free(self.user, self.record)
        communities = free.order_by().values_list("unit__code", "unit__name", "unit__path").distinct()
        chosen = sorted(communities, key=lambda one: one[2])
        self.fields["community"].choices = [("", _("all communities")), *((code, name) for code, name, _path in chosen)]

    def clean(self):
        """The lines that are meant."""
        said = super().clean()
        free = listed.free(self.user, self.record)
        if code := said.pop("community", ""):
            free = free.filter(unit__code=code)
        number = said.pop("number", None)
        said["listings"] = list(free[: number or 5000])
        return said


class VerifyForm(forms.Form):
    """What was found on site: made for a phone, one question under the other."""

    found = forms.ChoiceField(label=_("The firm"), choices=Listing.Found.choices, widget=forms.RadioSelect)
    staff = forms.IntegerField(
        label=_("Staff counted on site"), required=False, min_value=0, max_value=999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "num"}),
    )  # fmt: skip
    union = forms.ChoiceField(
        label=pgettext_lazy("outreach", "Union"),
        choices=Listing.Standing.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    bargaining = forms.ChoiceField(
        label=_("Collective contract"), choices=Listing.Bargaining.choices, widget=forms.RadioSelect, required=False
    )
    name = text_field(_("Name of the firm"), 120)
    address = text_field(_("Address"), 200, required=False)
    remark = text_field(_("Remark"), 200, required=False)
    on = day_field(_("Verified on"))


class TaskForm(forms.Form):
    """Who takes the establishment on."""

    on = day_field(ON)
    officer = short_field(_("Officer responsible"), 60, required=False)


class CensusFilter(forms.Form):
    """Censuses by name."""

    q = forms.CharField(label=_("Name of the census"), required=False)

    def narrow(self, rows):
        """The rows asked for."""
        return rows.filter(name__contains=self.cleaned_data["q"]) if self.cleaned_data.get("q") else rows


class ListingFilter(PlacedForm):
    """Firms of a census by name, state, what was found, surveyor."""

    q = forms.CharField(label=_("Firm"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ALL, *Listing.State.choices], required=False)
    found = forms.ChoiceField(label=_("Found on site"), choices=[ALL, *Listing.Found.choices], required=False)
    surveyor = forms.ModelChoiceField(
        label=_("Surveyor"), queryset=Surveyor.objects.none(), required=False, empty_label=_("all")
    )
    wanting = forms.ChoiceField(
        label=_("To do"),
        choices=[ALL, ("task", _("no union: begin the establishment")), ("correct", _("corrections"))],
        required=False,
    )

    def set_up(self):
        """The surveyors of this census."""
        self.fields["surveyor"].queryset = Surveyor.objects.filter(census=self.record)

    def narrow(self, rows):
        """The rows asked for."""
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(name__contains=said["q"])
        for field in ("state", "found", "surveyor"):
            if said.get(field):
                rows = rows.filter(**{field: said[field]})
        if said.get("wanting") == "task":
            rows = rows.filter(found=Listing.Found.EXISTS, union=Listing.Standing.NONE, establishment=None)
        elif said.get("wanting") == "correct":
            rows = rows.filter(state=Listing.State.VERIFIED).exclude(corrections={})
        return rows


# --- joint unions and registrations ---------------------------------------------------------------------------------------------------


class SurveyForm(PlacedForm):
    """A small firm for a joint union."""

    union = UnitField(label=_("Joint union"))
    firm = UnitField(
        label=_("Firm in the tree"),
        required=False,
        wide=True,
        help_text=_("Its code or name; empty for a shop that is not in the tree."),
    )
    name = text_field(
        _("Name of the firm"), 120, required=False, help_text=_("Only for a firm that is not in the tree.")
    )
    on = day_field(_("Surveyed on"))
    capital = choice_field(_("Origin of the capital"), Affiliation.Capital.choices)
    ownership = choice_field(_("Ownership"), [("", "—"), *Profile.Ownership.choices], required=False)
    staff = whole_field(_("Staff"))


class PersuadeForm(forms.Form):
    """With whom somebody spoke."""

    on = day_field(ON)
    spoke_with = text_field(_("With whom, and what was agreed"), 120)


class JoinForm(forms.Form):
    """The firm joins."""

    on = day_field(pgettext_lazy("outreach", "Joined on"))
    members = whole_field(_("Members"), required=True)


class AffiliationFilter(forms.Form):
    """Firms of joint unions by name, state, capital."""

    q = forms.CharField(label=_("Firm"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ALL, *Affiliation.State.choices], required=False)
    capital = forms.ChoiceField(
        label=_("Origin of the capital"), choices=[ALL, *Affiliation.Capital.choices], required=False
    )

    def narrow(self, rows):
        """The rows asked for."""
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(name__contains=said["q"])
        for field in ("state", "capital"):
            if said.get(field):
                rows = rows.filter(**{field: said[field]})
        return rows


class RegistrationForm(PlacedForm):
    """A registration is begun."""

    union = UnitField(label=pgettext_lazy("registration", "Union"))
    on = day_field(_("Begun on"))
    representative = short_field(_("Legal representative"), 60, help_text=_("The chair of the union."))
    handler = short_field(_("Handled by"), 60, required=False)


class SubmitForm(forms.Form):
    """The papers are handed in."""

    on = day_field(pgettext_lazy("outreach", "Submitted on"))
    registrar = text_field(_("Registering federation"), 120, required=False)


class EnterForm(forms.Form):
    """The certificate."""

    on = day_field(pgettext_lazy("outreach", "Registered on"))
    certificate_no = short_field(_("Certificate no."), 60)
    credit_code = short_field(_("Unified social credit code"), 18)
    valid_until = day_field(
        _("Certificate ends on"), required=False, help_text=_("As a rule with the term of the committee.")
    )


class AccountForm(forms.Form):
    """The bank account."""

    on = day_field(_("Account opened on"))
    bank = short_field(_("Bank"), 80)
    account = short_field(_("Account number"), 40, help_text=_("Kept sealed; pages show the last four digits."))


class RenewForm(forms.Form):
    """A renewed certificate, or another representative."""

    on = day_field(ON)
    valid_until = day_field(_("Certificate ends on"))
    representative = short_field(_("Legal representative"), 60, required=False, help_text=_("Left empty: as before."))
    what = text_field(_("What changed"), 120, required=False)


class RegistrationFilter(forms.Form):
    """Registrations by union and state."""

    q = forms.CharField(label=pgettext_lazy("registration", "Union"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ALL, *Registration.State.choices], required=False)

    def narrow(self, rows):
        """The rows asked for."""
        said = self.cleaned_data
        if said.get("q"):
            rows = rows.filter(unit__name__contains=said["q"])
        return rows.filter(state=said["state"]) if said.get("state") else rows
