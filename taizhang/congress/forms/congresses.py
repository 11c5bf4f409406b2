"""The shape of what is typed in about a term and its delegates."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.congress.forms.fields import constituency_rows, member_named
from taizhang.congress.models import Congress, Delegate
from taizhang.members.models import Person
from taizhang.ui.fields import day_field, lines_field


class TermForm(forms.Form):
    """What is on file about a term."""

    form = forms.ChoiceField(label=_("Who meets"), choices=Congress.Form.choices)
    since = day_field(_("Term begins"))
    until = day_field(_("Term ends"))
    staff = forms.IntegerField(
        label=_("Staff"),
        min_value=1,
        max_value=9_999_999,
        help_text=_("For how many the congress stands; the number of delegates follows."),
    )
    women = forms.IntegerField(label=_("Women among them"), min_value=0, max_value=9_999_999, required=False)
    charter = forms.CharField(
        label=_("Charter"),
        max_length=120,
        required=False,
        help_text=_("Name and day of the charter in force."),
    )
    remark = forms.CharField(label=_("Remark"), max_length=500, required=False)


class StartForm(TermForm):
    """A new term: which congress, which number."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Congress.Kind.choices)
    number = forms.IntegerField(
        label=_("Term no."),
        min_value=1,
        max_value=200,
        required=False,
        help_text=_("Empty: the next number of this kind at this unit."),
    )
    above = forms.ModelChoiceField(
        label=_("Congress above"), queryset=Congress.objects.none(), required=False,
        help_text=_("For a second-level congress: the congress of the company or school to which it belongs."),
    )  # fmt: skip
    on = day_field(_("Decided on"))

    field_order = ("kind", "number", "form", "since", "until", "staff", "women", "above", "on", "charter", "remark")

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        above = (
            Congress.objects.standing().exclude(state=Congress.State.ENDED).filter(unit__path__in=unit.ancestor_paths())
        )
        self.fields["above"].queryset = above.select_related("unit")


class LayOutForm(forms.Form):
    """Constituencies, a line each."""

    rows = lines_field(
        _("Constituencies"), 10,
        help_text=_("One a line: name, staff, seats, with spaces between, like: Workshop 120 6."),
    )  # fmt: skip

    def clean_rows(self):
        return constituency_rows(self.cleaned_data["rows"])


class PostponeForm(forms.Form):
    """Until when, and why."""

    on = day_field(_("Decided on"))
    until = day_field(_("New end of the term"))
    why = forms.CharField(label=_("Reason and consent of the union above"), max_length=200)


class DelegateForm(forms.Form):
    """What the composition rules ask about a delegate."""

    constituency = forms.ModelChoiceField(label=_("Constituency"), queryset=None, required=False)
    standing_as = forms.ChoiceField(
        label=_("Standing"), choices=Delegate.Standing.choices, initial=Delegate.Standing.FULL
    )
    post = forms.ChoiceField(label=pgettext_lazy("congress", "Work"), choices=Delegate.Post.choices)
    teacher = forms.BooleanField(label=_("Teacher"), required=False)
    position = forms.CharField(label=_("Position"), max_length=60, required=False)
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[("", "—"), *Person.Sex.choices],
        required=False,
        help_text=_("For a member it is taken from the register."),
    )

    def __init__(self, *args, congress=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.congress = congress
        self.fields["constituency"].queryset = congress.constituencies.all()
        self.fields["constituency"].required = congress.constituencies.exists()
        if congress.kind != Congress.Kind.SCHOOL:
            del self.fields["teacher"]


class ElectForm(DelegateForm):
    """A delegate who was elected: who, how, by how many."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60,
        help_text=_("Of a member: name, identity number or telephone. Somebody who is no member is entered by name."),
    )  # fmt: skip
    on = day_field(_("Elected on"))
    how = forms.ChoiceField(label=_("Elected how"), choices=Delegate.How.choices[:2])
    entitled = forms.IntegerField(label=pgettext_lazy("congress", "Entitled to vote"), min_value=1, required=False)
    took_part = forms.IntegerField(label=_("Took part"), min_value=0, required=False)
    in_favour = forms.IntegerField(
        label=_("Votes in favour"),
        min_value=0,
        required=False,
        help_text=_("The three figures are held against the rules; empty if the minutes have none."),
    )

    field_order = (
        "name",
        "constituency",
        "on",
        "how",
        "entitled",
        "took_part",
        "in_favour",
        "standing_as",
        "post",
        "teacher",
        "position",
        "sex",
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        found = super().clean()
        name = (found.get("name") or "").strip()
        if name:
            try:
                membership = member_named(name, self.user, self.congress.unit)
            except forms.ValidationError as error:
                self.add_error("name", error)
                return found
            found["person"] = membership.person if membership else None
            if membership is None and any(letter.isdigit() for letter in name):
                self.add_error("name", gettext("No member of this union and those below it fits."))
        return found


class ResignForm(forms.Form):
    """Why a seat is vacant."""

    on = day_field(_("Since"))
    state = forms.ChoiceField(
        label=pgettext_lazy("congress", "What happened"),
        choices=[(s.value, s.label) for s in (Delegate.State.RESIGNED, Delegate.State.LEFT)],
    )
    why = forms.CharField(label=_("Reason"), max_length=200)


class RecallForm(forms.Form):
    """How the constituency voted on a recall."""

    on = day_field(_("Voted on"))
    entitled = forms.IntegerField(label=_("Staff of the constituency"), min_value=1)
    in_favour = forms.IntegerField(label=_("Votes for the recall"), min_value=0)
    why = forms.CharField(label=_("Reason"), max_length=200)


class TrainForm(forms.Form):
    """A training and who came."""

    on = day_field(_("Day"))
    topic = forms.CharField(label=pgettext_lazy("congress", "Topic"), max_length=120)
    lecturer = forms.CharField(label=_("Lecturer"), max_length=60, required=False)
    hours = forms.DecimalField(label=_("Hours"), min_value=0, max_digits=5, decimal_places=1, required=False)
    place = forms.CharField(label=pgettext_lazy("congress", "Place"), max_length=80, required=False)
    came = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("congress", "Who came"), queryset=None, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, delegates=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["came"].queryset = delegates

    def clean_came(self):
        return list(self.cleaned_data["came"])


class TakeOverForm(forms.Form):
    """A counted ballot that elected delegates."""

    ballot = forms.ModelChoiceField(label=_("Counted ballot"), queryset=None)
    constituency = forms.ModelChoiceField(label=_("Constituency"), queryset=None, required=False)
    on = day_field(_("Elected on"))

    def __init__(self, *args, congress=None, ballots=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ballot"].queryset = ballots
        self.fields["constituency"].queryset = congress.constituencies.all()
        self.fields["constituency"].required = congress.constituencies.exists()
