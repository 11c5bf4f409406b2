"""The shape of what is typed in about what follows a session."""

from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.congress.forms.boxes import LinesField, OneOf, UnitField, choice_box, text_box
from taizhang.congress.models import (
    AgendaItem,
    CheckPoint,
    Deliberation,
    Issue,
    Letter,
    Matter,
    Round,
    Scheme,
    SchemeOpinion,
    SchemeVersion,
    Session,
    Vote,
)
from taizhang.kernel.models import Unit
from taizhang.ui.fields import day_field, short_field, text_field, whole_field


class DayForm(forms.Form):
    """On which day."""

    on = day_field(_("On the day"))


class WhyForm(forms.Form):
    """Why."""

    why = text_box(_("Reason"), 300, rows=3)


class DayWhyForm(forms.Form):
    """On which day, and why."""

    on = day_field(_("On the day"))
    why = text_box(_("Reason"), 300, rows=3)


class NoteForm(forms.Form):
    """How far it has come."""

    on = day_field(_("On the day"))
    text = text_box(pgettext_lazy("congress", "What was done"), 500, rows=3)


class EvidenceForm(forms.Form):
    """A file with the kind of evidence that it is."""

    file = forms.FileField(label=_("File"), help_text=_("A picture, a PDF, a Word or Excel file."))
    kind = text_field(_("What it is"), 40, help_text=_("For example 决议, 签到表, 照片, 整改证明."))


class SearchForm(forms.Form):
    """Words and a state."""

    q = forms.CharField(label=_("Words"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False)
    looks_in: tuple[str, ...] = ("name",)

    def __init__(self, *args, states=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("all")), *states]

    def narrow(self, rows):
        """The rows that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            text = asked["q"].strip()
            rows = rows.filter(reduce(or_, (Q(**{f"{name}__contains": text}) for name in self.looks_in)))
        if asked.get("state"):
            rows = rows.filter(state=asked["state"])
        return rows


# --- resolutions -------------------------------------------------------------------------------------------------------------


class ResolutionFilter(SearchForm):
    """Words, state, session."""

    looks_in = ("name", "owner")
    session = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def narrow(self, rows):
        rows = super().narrow(rows)
        session = self.cleaned_data.get("session")
        return rows.filter(session=session) if session else rows


class ResolutionForm(forms.Form):
    """A resolution for the register."""

    name = text_field(_("Resolution"), 200)
    number = short_field(_("Number"), 40, required=False)
    adopted_on = day_field(_("Adopted on"))
    owner = short_field(_("Who carries it out"), 120, help_text=_("A department or a person by office."))
    due_on = day_field(_("To be done by"), required=False)
    session = OneOf(_("Session"), words=lambda one: one.name)
    text = text_box(_("Text"), 5000, rows=6, required=False)

    def __init__(self, *args, sessions=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = Session.objects.none() if sessions is None else sessions


class FinishForm(forms.Form):
    """It is carried out."""

    on = day_field(_("Carried out on"))
    result = text_box(_("Result"), 500, rows=3, help_text=_("As the next session will be told."))


class MoveForm(forms.Form):
    """Another owner or another day."""

    owner = short_field(_("Who carries it out"), 120)
    due_on = day_field(_("To be done by"), required=False)
    why = text_box(_("Reason"), 300, rows=3)


# --- schemes and matters -----------------------------------------------------------------------------------------------------


class SchemeFilter(SearchForm):
    """Words, state, class, in force or not."""

    looks_in = ("name", "matter_name", "proposer")
    stands = forms.ChoiceField(label=_("In force"), required=False)
    session = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["stands"].choices = [("", _("all")), ("now", _("in force now")), ("ended", _("replaced or ended"))]

    def narrow(self, rows):
        rows = super().narrow(rows)
        asked = self.cleaned_data
        if asked.get("stands") == "now":
            rows = rows.filter(effective_on__lte=self.today).exclude(ended_on__lte=self.today)
        if asked.get("stands") == "ended":
            rows = rows.filter(ended_on__lte=self.today)
        return rows.filter(session=asked["session"]) if asked.get("session") else rows


class SchemeForm(forms.Form):
    """A scheme or a major decision is proposed."""

    name = text_field(_("Title"), 200)
    matter = forms.ChoiceField(
        label=_("Class of matters"), help_text=_("Decides whether the congress has to vote on it.")
    )
    form = choice_box(_("Form"), Scheme.Form.choices)
    number = short_field(_("Number"), 40, required=False)
    proposer = short_field(_("Proposed by"), 120)
    on = day_field(_("Drafted on"))
    text = text_box(
        _("Text of the discussion draft"),
        20000,
        rows=8,
        required=False,
        help_text=_("Or add the file as evidence afterwards."),
    )
    remark = text_field(_("Remark"), 500, required=False)

    def __init__(self, *args, matters=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = [
            (one.code, f"{one.label} · {Matter.Needs(one.needs).label}") for one in matters
        ]


class VersionForm(forms.Form):
    """A new version of the text."""

    on = day_field(_("On the day"))
    kind = choice_box(_("Kind"), SchemeVersion.Kind.choices)
    changes = text_box(
        _("Clauses changed"), 3000, required=False, help_text=_("Which clauses changed and whose opinion that follows.")
    )
    text = text_box(_("Text"), 20000, rows=10)


class CirculateForm(forms.Form):
    """The draft goes to all staff."""

    on = day_field(_("Sent round on"))
    until = day_field(_("Opinions up to"))


class OpinionsForm(forms.Form):
    """What a group says."""

    group = short_field(
        _("Group"), 60, help_text=_("A union group, a delegation or a department; no names of persons.")
    )
    clause = short_field(_("Clause"), 40, required=False)
    on = day_field(pgettext_lazy("congress", "Received on"))
    opinions = LinesField(label=_("Opinions"), longest=1000, rows=6, help_text=_("One opinion a line."))


class AnswerForm(forms.Form):
    """The answer to an opinion."""

    on = day_field(pgettext_lazy("congress", "Answered on"))
    outcome = choice_box(_("Taken up"), [pair for pair in SchemeOpinion.Outcome.choices if pair[0]])
    answer = text_box(_("Answer"), 1000, rows=3, required=False, help_text=_("What was changed, or why not."))


class DeliberationForm(forms.Form):
    """A meeting votes on the text or hears it."""

    body = choice_box(_("Deciding body"), Deliberation.Body.choices)
    aim = choice_box(_("What was decided on"), Deliberation.Aim.choices)
    on = day_field(_("On the day"))
    entitled = whole_field(pgettext_lazy("congress", "Entitled"), min_value=1, required=True)
    present = whole_field(pgettext_lazy("congress", "Present"), min_value=1, required=True)
    votes_for = whole_field(pgettext_lazy("congress", "For"))
    votes_against = whole_field(_("Against"))
    abstained = whole_field(_("Abstained"))
    secret = forms.BooleanField(label=_("By secret ballot"), required=False)

    def clean(self):
        found = super().clean()
        if found.get("aim") in ("final", "principle") and found.get("votes_for") is None:
            self.add_error("votes_for", gettext("Write how many were in favour."))
        return found


class TakeVoteForm(forms.Form):
    """The figures of a vote that a session has counted."""

    vote = OneOf(_("Vote of a session"), required=True, words=lambda one: f"{one.item.session.short} · {one.question}")
    aim = choice_box(_("What was decided on"), Deliberation.Aim.choices)

    def __init__(self, *args, votes=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["vote"].queryset = Vote.objects.none() if votes is None else votes


class EnforceForm(forms.Form):
    """It takes effect, and perhaps replaces another."""

    on = day_field(_("In force from"))
    replaces = OneOf(_("Takes the place of"))

    def __init__(self, *args, others=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["replaces"].queryset = Scheme.objects.none() if others is None else others


class BypassForm(forms.Form):
    """It was put into effect past the gate."""

    on = day_field(_("Put into effect on"))
    what = text_box(_("What happened"), 300, rows=3)


class MatterForm(forms.Form):
    """What a union's charter says of a class of matters."""

    code = forms.ChoiceField(label=_("Class of matters"))
    name = text_field(_("Name here"), 60)
    power = choice_box(_("Power of the congress"), AgendaItem.Power.choices)
    needs = choice_box(_("Before it takes effect"), Matter.Needs.choices)
    passing = choice_box(
        _("Rule of passing"),
        [("congress.pass", _("the congress's own rule")), ("collective.pass", _("the rule of collective contracts"))],
        required=False,
    )
    assembly = forms.BooleanField(label=_("The assembly of all staff may decide too"), required=False)
    secret = forms.BooleanField(label=_("By secret ballot"), required=False)
    source = short_field(_("According to"), 120, help_text=_("The charter or rules, with their date."))
    article = short_field(_("Article"), 40, required=False)
    since = day_field(_("Since"))

    def __init__(self, *args, matters=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(one.code, one.label) for one in matters]


# --- second-level congresses -------------------------------------------------------------------------------------------------


class CalendarForm(forms.Form):
    """A window for unions below."""

    name = text_field(_("Name"), 80, help_text=_("For example 二级职代会."))
    year = whole_field(_("Year"), min_value=1990, max_value=2100, required=True)
    on = day_field(_("Laid down on"))
    opens_on = day_field(_("Window from"))
    closes_on = day_field(_("Window up to"))
    pass_down = text_box(
        _("To be passed down"),
        500,
        rows=2,
        required=False,
        help_text=_("Resolutions of this congress that they are to pass on."),
    )
    units = forms.ModelMultipleChoiceField(
        label=pgettext_lazy("congress", "Unions"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, units=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = Unit.objects.none() if units is None else units


class HoldLowerForm(forms.Form):
    """The second-level congress was held."""

    on = day_field(_("Held on"))
    entitled = whole_field(pgettext_lazy("congress", "Entitled"), min_value=1, required=True)
    present = whole_field(pgettext_lazy("congress", "Present"), min_value=1, required=True)
    agenda = text_box(_("Agenda and decisions"), 1000, required=False)


# --- rounds and canteens -----------------------------------------------------------------------------------------------------


class RoundFilter(SearchForm):
    """Kind, words, state, days."""

    looks_in = ("name", "place", "host__name")
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    first = day_field(_("From"), required=False)
    last = day_field(_("Up to"), required=False)
    field_order = ("kind", "q", "state", "first", "last")

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, states=Round.State.choices, **kwargs)
        self.fields["kind"].choices = [("", _("all")), *((kind.value, kind.label) for kind in kinds)]

    def narrow(self, rows):
        rows = super().narrow(rows)
        asked = self.cleaned_data
        if asked.get("kind"):
            rows = rows.filter(kind=asked["kind"])
        if asked.get("first"):
            rows = rows.filter(planned_on__gte=asked["first"])
        return rows.filter(planned_on__lte=asked["last"]) if asked.get("last") else rows


class RoundForm(forms.Form):
    """A round is planned."""

    name = text_field(pgettext_lazy("congress", "Subject"), 120)
    on = day_field(_("Planned for"))
    host = UnitField(
        label=_("Unit visited"),
        required=False,
        max_length=120,
        help_text=_("Name or code; leave it empty for a place of its own."),
    )
    place = short_field(_("Team, project or place"), 80, required=False)
    method = choice_box(_("Method"), required=False)
    points = LinesField(
        label=_("Checklist"),
        required=False,
        longest=120,
        most=40,
        help_text=_("One point a line; change it as you need."),
    )

    def __init__(self, *args, methods=(), checklist=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [("", "—"), *((one.value, one.label) for one in methods)]
        if not checklist:
            del self.fields["points"]


def _judge_points(form, points):
    """A result and a remark for each point of a checklist."""
    for point in points:
        form.fields[f"result_{point.number}"] = choice_box(
            f"{point.number}. {point.words}", CheckPoint.Result.choices[1:], required=False
        )
        form.fields[f"remark_{point.number}"] = short_field(_("Remark"), 300, required=False)


def _judged(found):
    """{number: (result, remark)} of what was written, taken out of the cleaned data."""
    numbers = [name.partition("_")[2] for name in found if name.startswith("result_")]
    return {int(one): (found.pop(f"result_{one}"), found.pop(f"remark_{one}", "")) for one in numbers}


class HoldRoundForm(forms.Form):
    """What was seen and said."""

    on = day_field(_("Held on"))
    people = whole_field(_("Taking part"), min_value=1, required=True)
    names = text_field(_("Who took part"), 500, required=False)
    interviewed = whole_field(_("Staff interviewed"))
    verdict = choice_box(pgettext_lazy("congress", "Verdict"), Round.Verdict.choices, required=False)
    good = text_field(_("Good practice"), 500, required=False)
    minutes = text_box(_("Minutes"), 5000, rows=6, required=False)

    def __init__(self, *args, round=None, **kwargs):
        super().__init__(*args, **kwargs)
        if round is not None:
            _judge_points(self, round.points.all())
            for name in () if round.kind == Round.Kind.PATROL else ("verdict", "good"):
                del self.fields[name]
            if round.kind == Round.Kind.TEAM:
                del self.fields["interviewed"]

    def clean(self):
        found = super().clean()
        found["results"] = _judged(found)
        return found


class CanteenForm(forms.Form):
    """A canteen group."""

    name = short_field(_("Canteen"), 60)
    since = day_field(_("Since"))
    members = text_field(
        _("Members of the group"), 300, help_text=_("Committee members, group leaders, the canteen's manager.")
    )


class CanteenCheckForm(forms.Form):
    """Today's check."""

    on = day_field(_("On the day"))
    name = text_field(_("What was served"), 120)
    people = whole_field(_("Taking part"), min_value=1, required=True)
    names = short_field(_("Who took part"), 500, required=False)
    asked = whole_field(_("Asked about the food"))
    content = whole_field(_("Satisfied with the food"))

    def __init__(self, *args, points=(), **kwargs):
        super().__init__(*args, **kwargs)
        _judge_points(self, points)

    def clean(self):
        found = super().clean()
        found["results"] = _judged(found)
        return found


class CanteenMeetingForm(forms.Form):
    """The week's meeting of the group."""

    on = day_field(_("On the day"))
    name = text_field(pgettext_lazy("congress", "Subject"), 120)
    people = whole_field(_("Taking part"), min_value=1, required=True)
    names = short_field(_("Who took part"), 500, required=False)
    asked = whole_field(_("Asked about the food"))
    content = whole_field(_("Satisfied with the food"))
    minutes = text_box(_("Minutes"), 5000, rows=5, required=False)


# --- issues ------------------------------------------------------------------------------------------------------------------


class IssueFilter(SearchForm):
    """Kind, class, words, state, overdue."""

    looks_in = ("words", "owner", "source")
    kind = choice_box(_("Kind"), Issue.Kind.choices, required=False)
    category = choice_box(_("Class"), Issue.Category.choices, required=False)
    late = forms.BooleanField(label=_("Overdue only"), required=False)
    field_order = ("kind", "q", "category", "state", "late")

    def __init__(self, *args, today=None, **kwargs):
        super().__init__(*args, states=Issue.State.choices, **kwargs)
        self.today = today

    def narrow(self, rows):
        rows = super().narrow(rows)
        asked = self.cleaned_data
        for name in ("kind", "category"):
            if asked.get(name):
                rows = rows.filter(**{name: asked[name]})
        if asked.get("late"):
            rows = rows.filter(state__in=(Issue.State.RAISED, Issue.State.ASSIGNED), due_on__lt=self.today)
        return rows


class IssueForm(forms.Form):
    """Something that staff raised or a round found."""

    kind = choice_box(_("Kind"), Issue.Kind.choices)
    on = day_field(_("Raised on"))
    text = text_box(
        pgettext_lazy("congress", "Issue"),
        500,
        rows=3,
        help_text=_("Without names: where it comes from, not who said it."),
    )
    category = choice_box(_("Class"), Issue.Category.choices)
    source = short_field(_("Heard through"), 80, required=False, help_text=_("A group leader, a letter box, a talk."))
    speakers = whole_field(_("Persons speaking"), min_value=1)
    sensitive = forms.BooleanField(label=_("Hot or sensitive: to the Party branch at once"), required=False)

    def __init__(self, *args, round=None, **kwargs):
        super().__init__(*args, **kwargs)
        if round is not None:
            del self.fields["kind"]


class AssignForm(forms.Form):
    """To whom it goes, and by when."""

    on = day_field(_("Passed on on"))
    due_on = day_field(_("To be done by"))
    owner = text_field(_("Who deals with it"), 120)


class GapForm(AssignForm):
    """What a gap comes from, and what is done about it."""

    cause = text_field(_("Cause"), 300)
    measure = text_field(pgettext_lazy("gap", "Measure"), 300)
    target = text_field(_("Target for next year"), 200, required=False)
    field_order = ("on", "cause", "measure", "owner", "due_on", "target")


class CarryForm(forms.Form):
    """A gap goes into next year's points of work."""

    on = day_field(_("Decided on"))
    due_on = day_field(_("To be done by"))
    target = text_field(_("Target for next year"), 200)
    why = text_field(_("Why it is still open"), 300)


class SettleForm(forms.Form):
    """What was done."""

    on = day_field(_("Dealt with on"))
    result = text_box(pgettext_lazy("congress", "What was done"), 500, rows=3)
    cost = forms.DecimalField(
        label=_("Cost, yuan"), required=False, min_value=0, max_digits=12, decimal_places=2,
        help_text=_("Only where money was spent, as for the living of staff at remote units."),
    )  # fmt: skip


class CheckForm(forms.Form):
    """What those concerned say."""

    on = day_field(pgettext_lazy("congress", "Asked on"))
    satisfied = forms.TypedChoiceField(
        label=_("Are they satisfied?"), choices=[("yes", _("satisfied")), ("no", _("not satisfied; it is taken up again"))],
        widget=forms.RadioSelect, coerce=lambda value: value == "yes",
    )  # fmt: skip
    feedback = text_field(_("What they say"), 300, required=False)


# --- letters and coverage ----------------------------------------------------------------------------------------------------


class LetterFilter(SearchForm):
    """Words, state, session."""

    looks_in = ("name", "taker")
    session = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def narrow(self, rows):
        rows = super().narrow(rows)
        session = self.cleaned_data.get("session")
        return rows.filter(session=session) if session else rows


class LetterForm(forms.Form):
    """The same letter for several parties."""

    name = text_field(_("Title"), 120)
    kind = choice_box(_("Kind"), Letter.Kind.choices)
    on = day_field(_("Drafted on"))
    giver = short_field(_("Party A"), 80)
    settle_by = day_field(_("To be settled by"))
    session = OneOf(_("Session"), words=lambda one: one.name)
    takers = LinesField(
        label=_("Party B"), longest=80, help_text=_("One a line; a unit of the tree by its name or code.")
    )
    targets = LinesField(label=_("Targets"), help_text=_("One a line, such that a year later one can say: met or not."))

    def __init__(self, *args, sessions=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = Session.objects.none() if sessions is None else sessions


class SettleLetterForm(forms.Form):
    """Target by target."""

    on = day_field(pgettext_lazy("congress", "Settled on"))
    result = text_field(_("Result"), 300, required=False)

    def __init__(self, *args, targets=(), **kwargs):
        super().__init__(*args, **kwargs)
        for one in targets:
            self.fields[f"met_{one.number}"] = choice_box(
                f"{one.number}. {one.words}", [("yes", _("met")), ("no", _("not met"))]
            )
            self.fields[f"actual_{one.number}"] = short_field(_("Reached"), 200, required=False)

    def clean(self):
        found = super().clean()
        numbers = [name.partition("_")[2] for name in self.fields if name.startswith("met_")]
        found["targets"] = {
            int(one): (
                {"yes": True, "no": False}.get(found.pop(f"met_{one}", "")),
                found.pop(f"actual_{one}", ""),
            )
            for one in numbers
        }
        return found


class CoverageFilter(forms.Form):
    """Words, and what is lacking."""

    q = forms.CharField(label=_("Words"), required=False, max_length=60)
    lacks = forms.ChoiceField(label=_("Lacking"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lacks"].choices = [("", _("all")), ("congress", _("no congress")), ("openness", _("no openness"))]

    def narrow(self, rows):
        """The rows that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(unit__name__contains=asked["q"].strip())
        if asked.get("lacks"):
            rows = rows.filter(**{f"{asked['lacks']}_since": None})
        return rows


class CoverageForm(forms.Form):
    """What stands at an employer."""

    checked_on = day_field(_("Checked on"))
    advised_on = day_field(_("Advised on"), required=False)
    congress_since = day_field(_("Congress since"), required=False, help_text=_("Leave it empty when there is none."))
    openness_since = day_field(_("Openness since"), required=False, help_text=_("Leave it empty when there is none."))
    held_this_year = forms.BooleanField(label=_("A session was held this year"), required=False)
    ended_on = day_field(_("Ended on"), required=False, help_text=_("When the employer closed down."))
    remark = text_field(_("Remark"), 300, required=False)
