"""The shape of what is typed in about a hardship file."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.aid import queries
from taizhang.aid.forms import fields
from taizhang.aid.forms.fields import one_of, secret, words, yuan
from taizhang.aid.models import Assessment, Consent, Household
from taizhang.members.models import Person
from taizhang.ui.fields import day_field

NAME = pgettext_lazy("person", "Name")


class CauseFields(forms.Form):
    """Why the household is in need."""

    main_cause = forms.ChoiceField(label=_("Main cause"), choices=Household.Cause.choices)
    further_causes = forms.MultipleChoiceField(
        label=_("Further causes"),
        required=False,
        choices=Household.Cause.choices,
        widget=forms.CheckboxSelectMultiple(),
    )


class HomeFields(forms.Form):
    """What the form of the file (困难职工档案表) asks for about the head and the home."""

    work_status = one_of(_("Working status"), fields.WORK_STATUS)
    work_since = day_field(_("In work since"), required=False)
    staff_no = words(_("Staff number"), 30)
    model_worker = one_of(_("Model worker"), fields.MODEL_WORKER)
    marital = one_of(_("Marital status"), fields.MARITAL)
    single_parent = fields.KnownField(label=_("Single parent"))
    industry = words(_("Industry"))
    employer_nature = one_of(_("Kind of employer"), fields.EMPLOYER_NATURE)
    employer_state = one_of(_("State of the enterprise"), fields.EMPLOYER_STATE)
    division = words(_("Registered division"), 60)
    address = secret(_("Address"), length=120, help_text=_("Kept encrypted; shown only after a reason was given."))
    postcode = words(_("Postcode"), 6)
    housing = one_of(_("Housing"), fields.HOUSING)
    housing_area = forms.DecimalField(
        label=_("Living space (m²)"), required=False, min_value=0, max_digits=6, decimal_places=2
    )
    insurance = one_of(_("Medical insurance"), fields.INSURANCE)
    no_one_employed = fields.KnownField(label=_("Nobody in the family employed"))
    can_help_self = fields.KnownField(label=_("Able to help themselves"))
    remark = words(_("Remark"), 500)


class OpenForm(CauseFields):
    """A household enters: the head and the causes; family, means and papers follow on the file's own pages."""

    on = day_field(_("Applied or found on"))
    name = forms.CharField(
        label=_("Head of the household"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("A member of this union or below is found by the name; of several with one name, by the number."),
    )
    id_number = secret(
        _("Identity number"),
        help_text=_("Kept encrypted. A member of the union is known by it; nothing is entered twice."),
    )
    stranger = forms.BooleanField(label=_("Not on the register of members"), required=False)
    phone = secret(_("Mobile telephone"))
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", _("as the identity number says")), *Person.Sex.choices]
    )
    birth_on = day_field(_("Born on"), required=False, help_text=_("Left empty it is taken from the identity number."))
    political = one_of(_("Political status"), fields.POLITICAL)
    household = one_of(_("Registered household"), fields.HOUSEHOLD)
    health = secret(_("Health of the head"), length=100)
    disability = secret(_("Disability of the head"), length=60)
    monthly_income = yuan(_("Own monthly income"), min_value=0)
    circumstances = secret(
        _("Circumstances"), length=1000, rows=4, help_text=_("Kept encrypted; shown only after a reason was given.")
    )

    field_order = ("on", "name", "id_number", "stranger", "phone", "main_cause", "further_causes", "circumstances")


class CorrectForm(CauseFields, HomeFields):
    """The file is put right or brought up to date."""

    why = forms.CharField(label=_("What changed or was wrong"), max_length=200)
    circumstances = secret(
        _("Circumstances"), length=1000, rows=4, help_text=_("Leave it empty to keep what is on file.")
    )

    field_order = ("why", "main_cause", "further_causes", "circumstances")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["address"].help_text = _("Leave it empty to keep what is on file.")


class MemberForm(forms.Form):
    """A row of the family table."""

    on = day_field(_("As of"))
    relation = forms.CharField(
        label=_("Relation to the head"), max_length=20, help_text=_("For instance: 妻, 儿子, 母亲.")
    )
    name = forms.CharField(label=NAME, max_length=60)
    id_number = secret(_("Identity number"), help_text=_("Leave it empty to keep what is on file."))
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", _("as the identity number says")), *Person.Sex.choices]
    )
    birth_on = day_field(_("Born on"), required=False)
    political = one_of(_("Political status"), fields.POLITICAL)
    health = secret(_("Health"), length=100, help_text=_("Leave it empty to keep what is on file."))
    disability = secret(_("Disability"), length=60)
    insurance = one_of(_("Medical insurance"), fields.INSURANCE)
    monthly_income = yuan(_("Monthly income"), min_value=0)
    occupation = words(_("Occupation"))
    workplace = words(_("Employer or school"), 80)
    study_level = one_of(_("Level of study"), fields.STUDY)
    study_year = words(_("School year"), 20)

    def __init__(self, *args, head=False, **kwargs):
        super().__init__(*args, **kwargs)
        if head:
            for name in ("relation", "name", "id_number"):
                self.fields[name].disabled = True
            self.fields["relation"].help_text = _("Name and number of the head are kept by the register of members.")

    def clean(self):
        found = super().clean()
        return {name: value for name, value in found.items() if value not in (None, "")} | {
            name: found.get(name) or "" for name in ("relation", "name", "id_number")
        }


class AssessForm(forms.Form):
    """Twelve months of income and rigid spending. The category follows; nobody types it in."""

    on = day_field(_("As of"))
    occasion = forms.ChoiceField(label=_("Occasion"), choices=Assessment.Occasion.choices)
    wage = yuan(_("Wages"))
    business = yuan(_("Net business income"))
    property_income = yuan(_("Net income from property"))
    transfer = yuan(_("Net transfers"))
    other_income = yuan(_("Other income"))
    illness = yuan(_("Spending on illness"))
    disability_cost = yuan(_("Spending on disability"))
    study = yuan(_("Spending on study"))
    housing_cost = yuan(_("Spending on housing"))
    other_spending = yuan(_("Other rigid spending"))
    sudden = forms.BooleanField(label=_("A sudden event, still in trouble after all compensation"), required=False)
    bars = forms.MultipleChoiceField(
        label=_("Grounds of exclusion"),
        required=False,
        choices=Assessment.Bar.choices,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Any of them leaves the household without a category, whatever its means."),
    )
    checked_with = words(
        _("Checked with"), 200, help_text=_("For instance the civil affairs office, with the number of its answer.")
    )


class VerifyForm(forms.Form):
    """The household was visited."""

    on = day_field(_("Visited on"))
    visitors = forms.CharField(label=_("Visited by"), max_length=60)
    why = words(_("What was found"), 120)


class DayForm(forms.Form):
    """A day."""

    on = day_field(_("On the day"))


class DayWhyForm(forms.Form):
    """A day and the reason."""

    on = day_field(_("On the day"))
    why = forms.CharField(label=_("Reason"), max_length=200)


class RemoveForm(forms.Form):
    """The household leaves the files."""

    on = day_field(_("On the day"))
    reason = forms.ChoiceField(label=_("Reason"), choices=Household.Exit.choices)
    why = words(_("Words to it"), 200)


class ConsentForm(forms.Form):
    """A separate consent."""

    purpose = forms.ChoiceField(label=_("Consent to"), choices=Consent.Purpose.choices)
    on = day_field(_("Signed on"))
    given_by = forms.CharField(label=_("Signed by"), max_length=60)
    witness = words(_("Taken by"), 60)


class PaperForm(forms.Form):
    """A paper for the file."""

    kind = forms.ChoiceField(label=_("What it is"))
    file = forms.FileField(label=_("File"), help_text=_("JPEG, PNG, PDF, Word or Excel."))

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, kind) for kind in kinds]


class WhyForm(forms.Form):
    """The reason alone."""

    why = forms.CharField(label=_("Why you need it"), max_length=200)


class LineForm(forms.Form):
    """The local minimum living line."""

    since = day_field(_("Valid from"))
    amount = forms.DecimalField(label=_("Yuan a head and month"), min_value=1, max_digits=7, decimal_places=2)
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("The notice of the civil affairs office, with its number.")
    )


WARNINGS = (
    ("overdue", _("yearly check overdue")),
    ("unchanged", _("not changed for a year")),
    ("never_aided", _("never aided")),
    ("unqualified", _("not in hardship by the last reckoning")),
    ("duplicate", _("the same person in another file")),
    ("unconsented", _("no consent in force")),
)


class FileFilter(forms.Form):
    """What the register of files is narrowed by."""

    q = forms.CharField(label=_("Name, identity number or file number"), required=False, max_length=60)
    status = forms.ChoiceField(
        label=_("Status of the file"),
        required=False,
        choices=[("", _("in force")), ("all", _("all")), *Household.Status.choices],
    )
    category = forms.ChoiceField(
        label=_("Category"),
        required=False,
        choices=[("", _("all")), *(pair for pair in Household.Category.choices if pair[0])],
    )
    cause = forms.ChoiceField(label=_("Main cause"), required=False, choices=[("", _("all")), *Household.Cause.choices])
    warning = forms.ChoiceField(label=_("Warning"), required=False, choices=[("", _("all")), *WARNINGS])

    def __init__(self, *args, unit=None, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit, self.today = unit, today

    def narrow(self, households):
        """The files that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            households = queries.households.search(households, asked["q"])
        status = asked.get("status")
        if not status:
            households = households.filter(status__in=Household.IN_FORCE)
        elif status != "all":
            households = households.filter(status=status)
        if asked.get("category"):
            households = households.filter(category=asked["category"])
        if asked.get("cause"):
            households = households.filter(main_cause=asked["cause"])
        if asked.get("warning"):
            households = households.filter(queries.households.warning_filters(self.unit, self.today)[asked["warning"]])
        return households
