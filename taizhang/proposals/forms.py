"""The shape of what is typed in about rounds, proposals and suggestions."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.ballots.models import Ballot
from taizhang.kernel.models import User
from taizhang.members import queries as members
from taizhang.members.models import Membership, Person
from taizhang.organisation.queries import find_unit
from taizhang.proposals import queries
from taizhang.proposals.imports.finding import names_in
from taizhang.proposals.models import Handling, Proposal, Reminder, Round, Suggestion
from taizhang.proposals.models.parts import Subject
from taizhang.ui.fields import day_field

ALL = [("", _("all"))]


def text_field(label, *, rows=4, length=4000, **kwargs):
    """A longer text."""
    return forms.CharField(label=label, max_length=length, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def file_field(label, **kwargs):
    """A file that may be attached."""
    return forms.FileField(label=label, **kwargs)


class DayForm(forms.Form):
    """The day alone."""

    on = day_field(_("On the day"))


class DayWhyForm(DayForm):
    """A day and the reason."""

    why = text_field(_("Reason"), rows=3, length=500)


# --- rounds ---------------------------------------------------------------------------------------------------------------------


class RoundForm(forms.Form):
    """For which session, from when to when, who proposes."""

    term = forms.CharField(label=_("Term of the congress"), max_length=30, help_text=_("As people say it: 第八届."))
    session = forms.CharField(label=_("Session"), max_length=40, help_text=_("As people say it: 第四次会议."))
    session_on = day_field(_("Session opens on"))
    opens_on = day_field(_("Collected from"))
    closes_on = day_field(
        _("Collected up to"), required=False, help_text=_("Left empty, it is the last day that the rule allows.")
    )
    proposers = forms.ChoiceField(label=_("Who may propose"), choices=Round.Proposers.choices)
    seconders = forms.IntegerField(
        label=_("Seconders needed"),
        min_value=0,
        max_value=20,
        required=False,
        help_text=_("Left empty, as many as the rule asks."),
    )
    leader = forms.CharField(label=_("Leader to whom overdue answers go"), max_length=60, required=False)
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)
    on = day_field(_("Opened on"))


class ChangeRoundForm(forms.Form):
    """The days of a round."""

    session_on = day_field(_("Session opens on"))
    opens_on = day_field(_("Collected from"))
    closes_on = day_field(_("Collected up to"))
    leader = forms.CharField(label=_("Leader to whom overdue answers go"), max_length=60, required=False)
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)
    on = day_field(_("On the day"))


class EntitleForm(forms.Form):
    """Delegates by name, several at once."""

    names = text_field(
        _("Names of delegates"), help_text=_("One or several names, separated by 、 or by lines; all of them members.")
    )
    group = forms.CharField(label=_("Delegation"), max_length=60, required=False)

    def __init__(self, *args, user=None, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.unit = user, unit

    def clean_names(self):
        found, lacking = [], []
        for name in names_in(self.cleaned_data["names"]):
            exact = [one for one in _members(self.user, self.unit, name) if one.is_standing]
            if len(exact) == 1:
                found.append(exact[0])
            else:
                lacking.append(name)
        if lacking:
            raise forms.ValidationError(
                gettext("Not found, or several of the name: %s. Write an identity number instead of the name.")
                % "、".join(lacking)
            )
        return found


def _members(user, unit, text):
    """Memberships of the unit and below that the words mean: whole names or numbers."""
    found = list(members.search(members.register(user, under=unit), text)[:50])
    return [one for one in found if one.person.name == text] or (found if any(sign.isdigit() for sign in text) else [])


class PublishForm(DayForm):
    """Shown to everybody, with or without names."""

    masked = forms.BooleanField(label=_("Mask the names of persons"), required=False, initial=True)


# --- proposals ------------------------------------------------------------------------------------------------------------------


class WordsForm(forms.Form):
    """The words of a proposal."""

    name = forms.CharField(label=_("Title"), max_length=120, help_text=_("One matter, one proposal."))
    subject = forms.ChoiceField(label=_("Class"), choices=Subject.choices)
    reason = text_field(_("Reason for the proposal"), rows=5, help_text=_("What is the matter, whom does it concern?"))
    measure = text_field(_("Suggested measure"), rows=5, help_text=_("What should be done, as concretely as possible?"))


class AmendForm(WordsForm):
    """The words of a proposal, changed on a day."""

    on = day_field(_("On the day"))


class PersonForm(forms.Form):
    """Somebody who may propose in a round, by name or number."""

    person = forms.CharField(label=_("Name or identity number"), max_length=60)

    def __init__(self, *args, round=None, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.round, self.user = round, user

    def clean_person(self):
        text = self.cleaned_data["person"].strip()
        if not text:
            return None
        found = self._among_entitled(text) or [one.person for one in _members(self.user, self.round.unit, text)]
        distinct = {one.pk: one for one in found}
        if len(distinct) == 1:
            return found[0]
        if distinct:
            raise forms.ValidationError(gettext("Several persons bear this name; write the identity number."))
        raise forms.ValidationError(gettext("Nobody of this name is a delegate of the round or a member here."))

    def _among_entitled(self, text):
        by_name = self.round.entitled.filter(person__name=text).select_related("person")
        return [one.person for one in by_name]


class ProposeForm(AmendForm, PersonForm):
    """A proposal that the union enters for a delegate or a delegation."""

    person = forms.CharField(
        label=_("Proposer"),
        max_length=60,
        required=False,
        help_text=_("Name of the delegate; empty when a delegation proposes."),
    )
    delegation = forms.CharField(label=_("Delegation that proposes as a body"), max_length=60, required=False)
    field_order = ("name", "subject", "reason", "measure", "person", "delegation", "on")

    def clean(self):
        found = super().clean()
        if not self.errors and not found.get("person") and not found.get("delegation"):
            self.add_error("person", gettext("Name the proposer or the delegation."))
        return found


class SeconderForm(PersonForm, DayForm):
    """A seconder."""

    signed = forms.BooleanField(
        label=_("The signature lies before me"),
        required=False,
        help_text=_("Otherwise the person is asked on the own page."),
    )
    field_order = ("person", "signed", "on")


class DecideForm(DayForm):
    """The committee's decision."""

    decision = forms.ChoiceField(
        label=_("Committee’s decision"),
        choices=(
            ("file", _("File it")),
            ("merge", _("Merge it into another")),
            ("turn", _("Turn it into a suggestion")),
            ("refuse", _("Do not file it")),
        ),
        widget=forms.RadioSelect,
    )
    into = forms.ModelChoiceField(label=_("Merge into"), queryset=Proposal.objects.none(), required=False)
    why = text_field(
        _("Reason"),
        rows=3,
        length=500,
        required=False,
        help_text=_("Needed when it is not filed; the proposer reads it."),
    )
    field_order = ("decision", "into", "why", "on")

    def __init__(self, *args, proposal=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = queries.proposals.mergeable(proposal)
        self.fields["into"].label_from_instance = lambda one: one.title()

    def clean(self):
        found = super().clean()
        if found.get("decision") == "merge" and not found.get("into"):
            self.add_error("into", gettext("Choose the proposal that it is merged into."))
        return found


class AssignForm(DayForm):
    """To whom, until when."""

    department = forms.CharField(label=_("Department in the lead"), max_length=80)
    officer = forms.CharField(
        label=_("Officer with an account"),
        max_length=60,
        required=False,
        help_text=_("User name; sees it on the own desk."),
    )
    unit = forms.CharField(
        label=_("Or a union below"),
        max_length=120,
        required=False,
        help_text=_("Name or code; its officers see and answer it."),
    )
    helpers = forms.CharField(
        label=_("Departments that help"), max_length=200, required=False, help_text=_("Separated by 、.")
    )
    due_on = day_field(_("Answer due on"), required=False, help_text=_("Left empty, by the rule."))
    signed_by = forms.CharField(label=_("Signed by the leader"), max_length=60, required=False)
    instruction = text_field(_("Instruction"), rows=2, length=300, required=False)
    field_order = ("department", "officer", "unit", "helpers", "due_on", "signed_by", "instruction", "on")

    def clean_officer(self):
        return _user(self.cleaned_data["officer"].strip())

    def clean_unit(self):
        text = self.cleaned_data["unit"].strip()
        unit = find_unit(text, fragment=False) if text else None
        if text and unit is None:
            raise forms.ValidationError(gettext("No unit bears this name or code. Write it as the list of units does."))
        return unit

    def clean_helpers(self):
        return names_in(self.cleaned_data["helpers"])


def _user(text):
    if not text:
        return None
    found = list(User.objects.filter(Q(username=text) | Q(name=text), is_active=True)[:2])
    if len(found) != 1:
        raise forms.ValidationError(gettext("No account, or several, by this name; write the user name."))
    return found[0]


class AgainForm(DayForm):
    """A second handling."""

    department = forms.CharField(
        label=_("Department in the lead"), max_length=80, required=False, help_text=_("Left empty, the same as before.")
    )
    instruction = text_field(_("Instruction"), rows=2, length=300, required=False)
    due_on = day_field(_("Answer due on"), required=False, help_text=_("Left empty, by the rule."))
    field_order = ("department", "instruction", "due_on", "on")


class AnswerForm(DayForm):
    """The answer of the department."""

    result = forms.ChoiceField(label=_("Result"), choices=Proposal.Result.choices, widget=forms.RadioSelect)
    answer = text_field(_("Answer to the proposer"), rows=6)
    planned_for = day_field(_("Planned to be done by"), required=False, help_text=_("Needed for class B."))
    field_order = ("result", "answer", "planned_for", "on")


class RateForm(DayForm):
    """The rating of the proposer."""

    rating = forms.ChoiceField(label=_("Rating"), choices=Handling.Rating.choices, widget=forms.RadioSelect)
    words = text_field(_("In the proposer’s words"), rows=3, length=500, required=False)
    rated_by = forms.CharField(
        label=_("Rated by"), max_length=60, required=False, help_text=_("Left empty, the proposers.")
    )
    field_order = ("rating", "words", "rated_by", "on")


class FollowUpForm(DayForm):
    """What became of it."""

    now = forms.ChoiceField(label=_("Result now"), choices=Proposal.Result.choices, widget=forms.RadioSelect)
    words = text_field(_("What was done"), rows=3, length=500)
    file = file_field(
        _("Proof that it was carried out"), required=False, help_text=_("A photograph, a bill, a report.")
    )
    field_order = ("now", "words", "file", "on")


class RemindForm(DayForm):
    """Who is reminded."""

    level = forms.ChoiceField(label=_("Whom to remind"), choices=Reminder.Level.choices, widget=forms.RadioSelect)
    to = forms.CharField(
        label=_("Name"),
        max_length=80,
        required=False,
        help_text=_("Left empty: the department, or the leader in charge."),
    )
    words = text_field(_("Words of the reminder"), rows=2, length=300, required=False)
    field_order = ("level", "to", "words", "on")


class KeyForm(DayForm):
    """The leader in charge."""

    leader = forms.CharField(label=_("Leader in charge"), max_length=60)
    field_order = ("leader", "on")


class ScoreForm(DayForm):
    """Points of one group."""

    group = forms.CharField(label=_("Appraisal group"), max_length=60)
    points = forms.DecimalField(label=_("Points given"), min_value=0, max_value=100, max_digits=5, decimal_places=2)
    field_order = ("group", "points", "on")


class AwardForm(DayForm):
    """What is given."""

    award = forms.CharField(label=_("Award"), max_length=120, required=False, help_text=_("Certificate, prize."))
    ballot = forms.ModelChoiceField(
        label=_("Named by a vote"),
        queryset=Ballot.objects.none(),
        required=False,
        empty_label=_("no, by the points of the groups"),
    )
    field_order = ("award", "ballot", "on")

    def __init__(self, *args, ballots=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ballot"].queryset = ballots


class AttachForm(forms.Form):
    """A paper for the file."""

    kind = forms.ChoiceField(label=_("Kind of paper"))
    file = file_field(_("File"))

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one, one) for one in kinds]


class ProposalFilter(forms.Form):
    """Words, state, class, department, round."""

    q = forms.CharField(label=_("Title, number or person"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            *ALL,
            ("waiting", _("waiting to be decided on")),
            ("open", _("filed and open")),
            *Proposal.State.choices,
        ],
    )
    subject = forms.ChoiceField(label=_("Class"), required=False, choices=[*ALL, *Subject.choices])
    result = forms.ChoiceField(label=_("Result"), required=False, choices=[*ALL, *Proposal.Result.choices])
    round = forms.ModelChoiceField(
        label=_("Round of proposals"), required=False, queryset=Round.objects.none(), empty_label=_("all")
    )

    def __init__(self, *args, rounds=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = rounds if rounds is not None else Round.objects.none()

    def narrow(self, proposals):
        """The proposals that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            text = asked["q"].strip()
            named = Proposal.objects.filter(backers__name__contains=text).values("pk")
            found = Q(name__contains=text) | Q(pk__in=named)
            proposals = proposals.filter(found | Q(number=int(text)) if text.isdecimal() and len(text) < 8 else found)
        groups = {"waiting": Proposal.WAITING, "open": Proposal.OPEN}
        if asked.get("state"):
            proposals = proposals.filter(state__in=groups.get(asked["state"], (asked["state"],)))
        for name in ("subject", "result", "round"):
            if asked.get(name):
                proposals = proposals.filter(**{name: asked[name]})
        return proposals


# --- suggestions ----------------------------------------------------------------------------------------------------------------


class SuggestForm(forms.Form):
    """A suggestion as the union enters it."""

    name = forms.CharField(label=_("Title"), max_length=120)
    subject = forms.ChoiceField(label=_("Class"), choices=Subject.choices)
    content = text_field(_("What is suggested, and why"), rows=6)
    contributors = forms.CharField(
        label=_("Made by"),
        max_length=200,
        help_text=_("One or several names, separated by 、; members are found by name."),
    )
    department = forms.CharField(label=_("Department"), max_length=80, required=False)
    on = day_field(_("On the day"))

    def __init__(self, *args, user=None, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.unit = user, unit

    def clean_contributors(self):
        people = []
        for name in names_in(self.cleaned_data["contributors"]):
            found = _members(self.user, self.unit, name)
            people.append(found[0].person if len(found) == 1 else name)
        return people


class AssessForm(DayForm):
    """What an expert thinks."""

    expert = forms.CharField(label=_("Expert"), max_length=60)
    for_it = forms.TypedChoiceField(
        label=_("Opinion"),
        choices=(("yes", _("for adoption")), ("no", _("against adoption"))),
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    points = forms.DecimalField(
        label=_("Points given"), min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False
    )
    words = text_field(_("Words of the expert"), rows=3, length=500, required=False)
    field_order = ("expert", "for_it", "points", "words", "on")


class AdoptForm(DayWhyForm):
    """Adopted: by whom, until when."""

    carried_by = forms.CharField(label=_("Carried out by"), max_length=80, required=False)
    due_on = day_field(_("To be carried out by"), required=False)
    field_order = ("why", "carried_by", "due_on", "on")


class DoneForm(DayForm):
    """It was carried out."""

    words = text_field(_("What was done"), rows=3, length=500)
    field_order = ("words", "on")


class BenefitForm(DayForm):
    """What it is worth, and who says so."""

    benefit = forms.DecimalField(label=_("Benefit (yuan)"), min_value=0, max_digits=14, decimal_places=2)
    stated_by = forms.CharField(
        label=_("Stated by"), max_length=80, help_text=_("A department or a person who answers for it.")
    )
    field_order = ("benefit", "stated_by", "on")


class RewardForm(DayForm):
    """What those who made it get."""

    award = forms.CharField(label=_("Award"), max_length=120, required=False)
    reward = forms.DecimalField(label=_("Reward (yuan)"), min_value=0, max_digits=12, decimal_places=2, required=False)
    field_order = ("award", "reward", "on")


class SuggestionFilter(forms.Form):
    """Words, state, class."""

    q = forms.CharField(label=_("Title or person"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[*ALL, *Suggestion.State.choices])
    subject = forms.ChoiceField(label=_("Class"), required=False, choices=[*ALL, *Subject.choices])

    def narrow(self, suggestions):
        """The suggestions that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            text = asked["q"].strip()
            named = Suggestion.objects.filter(contributors__name__contains=text).values("pk")
            suggestions = suggestions.filter(Q(name__contains=text) | Q(pk__in=named))
        for name in ("state", "subject"):
            if asked.get(name):
                suggestions = suggestions.filter(**{name: asked[name]})
        return suggestions


# --- the member's own page ------------------------------------------------------------------------------------------------------


class OwnProposalForm(WordsForm):
    """A proposal by the delegate, with those asked to second."""

    seconders = forms.CharField(
        label=_("Whom I ask to second"),
        max_length=200,
        required=False,
        help_text=_("Names of delegates, separated by 、; each confirms on the own page."),
    )

    def __init__(self, *args, round=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round

    def clean_seconders(self):
        people, lacking = [], []
        for name in names_in(self.cleaned_data["seconders"]):
            found = list(Person.objects.filter(pk__in=self._entitled(), name=name)[:2])
            if len(found) == 1:
                people.append(found[0])
            else:
                lacking.append(name)
        if lacking:
            raise forms.ValidationError(gettext("Not found among the delegates: %s.") % "、".join(lacking))
        return people

    def _entitled(self):
        if self.round.proposers == Round.Proposers.MEMBERS:
            return Membership.objects.standing().below(self.round.unit).values("person")
        return self.round.entitled.values("person")


class OwnRateForm(forms.Form):
    """The proposer's own rating."""

    rating = forms.ChoiceField(label=_("Rating"), choices=Handling.Rating.choices, widget=forms.RadioSelect)
    words = text_field(_("In my words"), rows=3, length=500, required=False)


class OwnSuggestionForm(forms.Form):
    """A suggestion by the member."""

    name = forms.CharField(label=_("Title"), max_length=120)
    subject = forms.ChoiceField(label=_("Class"), choices=Subject.choices)
    content = text_field(_("What is suggested, and why"), rows=6)
    others = forms.CharField(
        label=_("Made together with"), max_length=200, required=False, help_text=_("Names, separated by 、.")
    )

    def clean_others(self):
        return names_in(self.cleaned_data["others"])
