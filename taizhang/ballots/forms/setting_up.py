"""A ballot and its questions while it is drafted: what, how secret, from when to when, by which rule."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.ballots.models import Ballot, Question
from taizhang.ballots.models.ballot import Base, Operator
from taizhang.ui.fields import moment_field

Kind = Question.Kind
BY_HAND = "by hand"
MOST_CANDIDATES = 300
GRADES = "优秀\n称职\n基本称职\n不称职"


class TimesForm(forms.Form):
    """From when to when a vote is open."""

    opens_at = moment_field(_("Opens at"), help_text=_("It opens and closes by itself at these moments."))
    closes_at = moment_field(_("Closes at"))

    def clean(self):
        """It closes after it opens."""
        given = super().clean()
        if given.get("opens_at") and given.get("closes_at") and given["closes_at"] <= given["opens_at"]:
            self.add_error("closes_at", gettext("It must close after it opens."))
        return given


class BallotForm(TimesForm):
    """The head of a ballot."""

    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("As it will stand on the ballot: what is voted on, by whom.")
    )
    kind = forms.ChoiceField(
        label=_("Kind of ballot"), choices=Ballot.Kind.choices, widget=forms.RadioSelect,
        help_text=_(
            "Open: names stand beside the votes. Secret: the list of who has voted and the box of slips have nothing in common. Blind-signed "
            "credentials: not even the running server can tell; voters come twice and need a browser with scripts. Trustees: held in a "
            "Belenios-compatible system, the result is brought back."
        ),
    )  # fmt: skip
    channels = forms.ChoiceField(
        label=_("How votes are cast"), choices=Ballot.Channels.choices, widget=forms.RadioSelect
    )
    credentials_until = moment_field(
        _("Credentials can be taken until"), required=False,
        help_text=_(
            "Only for blind-signed credentials. Empty: until the vote opens, so that no time joins the two; never after it closes."
        ),
    )  # fmt: skip
    record_on = forms.DateField(
        label=_("Record date of weights"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only where votes have different weights: the day by which they are reckoned."),
    )  # fmt: skip
    remark = forms.CharField(
        label=_("Words to the voters"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ("title", "kind", "channels", "opens_at", "closes_at", "credentials_until", "record_on", "remark")


class QuestionForm(forms.Form):
    """What all questions have: the text and the rule. Shares come from the rulebook, or are typed with their operator and base."""

    text = forms.CharField(
        label=pgettext_lazy("ballot", "Question"),
        max_length=300,
        help_text=_("One thing at a time, so that “for” and “against” are clear."),
    )
    pass_rule = forms.ChoiceField(label=_("Carried by"), required=False)
    pass_share = forms.CharField(
        label=_("Share by hand"), required=False, max_length=9, help_text=_("For instance 2/3.")
    )
    pass_operator = forms.ChoiceField(
        label=_("Is the share itself enough?"), required=False,
        choices=[(Operator.MORE, _("no, it must be exceeded (过半数)")), (Operator.AT_LEAST, _("yes (半数以上)"))],
    )  # fmt: skip
    pass_base = forms.ChoiceField(label=_("Of what"), required=False, choices=Base.choices)
    quorum_rule = forms.ChoiceField(label=_("Quorum"), required=False)
    quorum_share = forms.CharField(label=_("Quorum by hand"), required=False, max_length=9)

    kind = ""
    first: tuple = ("text",)  # what stands before the rule

    def __init__(self, *args, pass_rules=(), quorum_rules=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pass_rule"].choices = [
            ("", _("no share is asked for; the figures are told")), *pass_rules, (BY_HAND, _("another share, typed below"))
        ]  # fmt: skip
        self.fields["quorum_rule"].choices = [
            ("", _("no quorum")), *quorum_rules, (BY_HAND, _("another quorum, typed below"))
        ]  # fmt: skip
        rule = ("pass_rule", "pass_share", "pass_operator", "pass_base", "quorum_rule", "quorum_share")
        self.order_fields([*self.first, *rule])

    def clean(self):
        """Shares typed by hand are read: 2/3 → (2, 3)."""
        given = super().clean()
        for name in ("pass", "quorum"):
            if given.get(f"{name}_rule") == BY_HAND:
                share = _share(given.get(f"{name}_share", ""))
                if share is None:
                    self.add_error(f"{name}_share", gettext("Type a share like 1/2 or 2/3, not more than the whole."))
                given[f"{name}_share"] = share
        return given

    def asked(self):
        """The keywords of `actions.add_question`."""
        given = self.cleaned_data
        by_hand, quorum_by_hand = given["pass_rule"] == BY_HAND, given["quorum_rule"] == BY_HAND
        return {
            "kind": self.kind, "text": given["text"],
            "pass_rule": "" if by_hand else given["pass_rule"], "quorum_rule": "" if quorum_by_hand else given["quorum_rule"],
            "threshold": (*given["pass_share"], given["pass_operator"] or Operator.MORE, given["pass_base"] or Base.ALL) if by_hand else None,
            "quorum": (*given["quorum_share"], Operator.AT_LEAST) if quorum_by_hand else None,
            **self.more(),
        }  # fmt: skip

    def more(self):
        """What only this kind of question has."""
        return {}


def _share(text):
    """2/3 → (2, 3); None where it is no share."""
    over, _slash, under = text.strip().replace("／", "/").partition("/")
    if not (over.strip().isdecimal() and under.strip().isdecimal()):
        return None
    share = int(over), int(under)
    return share if 0 < share[0] <= share[1] <= 1000 else None


class MotionForm(QuestionForm):
    """For, against, abstain."""

    kind = Kind.MOTION


class PeopleForm(QuestionForm):
    """A question about persons or proposals, one a line."""

    candidates = forms.CharField(
        label=_("Candidates, one a line"), widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Name, then after a comma a few words about the candidate: 王小明，一车间主任. Or paste a column from a workbook."),
    )  # fmt: skip
    by_strokes = forms.BooleanField(
        label=_("Put them in order of surname strokes"), required=False, initial=True,
        help_text=_("Otherwise they stand as typed. The order can be changed later."),
    )  # fmt: skip
    first: tuple = ("text", "candidates", "by_strokes")

    def clean_candidates(self):
        """[{"name", "about"}] without empty lines."""
        lines = [
            line.strip() for line in self.cleaned_data["candidates"].replace("\t", "，").splitlines() if line.strip()
        ]
        if len(lines) > MOST_CANDIDATES:
            raise forms.ValidationError(gettext("No more than %s candidates fit on one question.") % MOST_CANDIDATES)
        found = []
        for line in lines:
            name, _comma, about = line.replace(",", "，").partition("，")
            if len(name.strip()) > 60:
                raise forms.ValidationError(gettext("“%s” is too long for a name.") % name.strip()[:20])
            found.append({"name": name.strip(), "about": about.strip()[:200]})
        return found

    def more(self):
        return {"candidates": self.cleaned_data["candidates"], "by_strokes": self.cleaned_data["by_strokes"]}


class ChoiceForm(PeopleForm):
    """An election: so many of so many."""

    kind = Kind.CHOICE
    seats = forms.IntegerField(label=_("To be elected"), min_value=1, max_value=200)
    write_ins = forms.BooleanField(label=_("Voters may write in somebody else (另选他人)"), required=False)
    first = ("text", "seats", "candidates", "by_strokes", "write_ins")

    def more(self):
        given = self.cleaned_data
        return super().more() | {"seats": given["seats"], "write_ins": given["write_ins"]}


class ApprovalForm(PeopleForm):
    """Tick whom you approve of."""

    kind = Kind.APPROVAL


class ScoreForm(PeopleForm):
    """Points for each."""

    kind = Kind.SCORE
    points = forms.IntegerField(label=_("Highest points"), min_value=1, max_value=1000, initial=10)
    seats = forms.IntegerField(
        label=_("To be chosen by points"), min_value=0, max_value=200, required=False,
        help_text=_("Leave it empty if the points alone are told."),
    )  # fmt: skip
    first = ("text", "points", "seats", "candidates", "by_strokes")

    def more(self):
        given = self.cleaned_data
        return super().more() | {"points": given["points"], "seats": given["seats"] or 0}


class OrderedForm(PeopleForm):
    """A place for each."""

    kind = Kind.ORDER
    seats = forms.IntegerField(
        label=_("To be chosen by points"), min_value=0, max_value=200, required=False,
        help_text=_("Of five, the first place gives five points and the last one. Leave it empty if the points alone are told."),
    )  # fmt: skip
    first = ("text", "seats", "candidates", "by_strokes")

    def more(self):
        return super().more() | {"seats": self.cleaned_data["seats"] or 0}


class GridForm(PeopleForm):
    """Grades for each person: a democratic review."""

    kind = Kind.GRID
    grades = forms.CharField(
        label=_("Grades, best first, one a line"), widget=forms.Textarea(attrs={"rows": 4}), initial=GRADES
    )
    good_grades = forms.IntegerField(
        label=_("How many of them count as good"), min_value=0, max_value=10, initial=2,
        help_text=_("2 of 优秀, 称职, 基本称职, 不称职: 优秀 and 称职."),
    )  # fmt: skip
    first = ("text", "candidates", "by_strokes", "grades", "good_grades")

    def clean_grades(self):
        """At least two, each once."""
        grades = [line.strip() for line in self.cleaned_data["grades"].splitlines() if line.strip()]
        if not 2 <= len(grades) <= 10 or len(set(grades)) < len(grades) or any(len(grade) > 20 for grade in grades):
            raise forms.ValidationError(gettext("Give two to ten different grades, short ones."))
        return grades

    def more(self):
        given = self.cleaned_data
        return super().more() | {"grades": given["grades"], "good_grades": given["good_grades"]}


FORMS = {form.kind: form for form in (MotionForm, ChoiceForm, ApprovalForm, ScoreForm, OrderedForm, GridForm)}


def standing(question):
    """The initial values of a question's form."""
    people = list(question.candidates.all())
    return {
        "text": question.text, "seats": question.seats or None, "write_ins": question.write_ins, "points": question.points,
        "grades": "\n".join(question.grades), "good_grades": question.good_grades, "by_strokes": False,
        "candidates": "\n".join("，".join(filter(None, (one.name, one.about))) for one in people),
        "pass_rule": question.pass_key or (BY_HAND if question.pass_numerator else ""),
        "pass_share": f"{question.pass_numerator}/{question.pass_denominator}" if question.pass_numerator and not question.pass_key else "",
        "pass_operator": question.pass_operator, "pass_base": question.pass_base,
        "quorum_rule": question.quorum_key or (BY_HAND if question.quorum_numerator else ""),
        "quorum_share": f"{question.quorum_numerator}/{question.quorum_denominator}" if question.quorum_numerator and not question.quorum_key else "",
    }  # fmt: skip


class OrderForm(forms.Form):
    """The order of the candidates by hand: a place for each."""

    def __init__(self, *args, candidates=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = list(candidates)
        for place, one in enumerate(self.candidates, start=1):
            self.fields[f"place-{one.number}"] = forms.IntegerField(
                label=one.name, min_value=1, max_value=len(self.candidates), initial=place
            )

    def clean(self):
        """Every place once → `numbers`: the present numbers in the new order."""
        given = super().clean()
        places = {one.number: given.get(f"place-{one.number}") for one in self.candidates}
        if None not in places.values() and len(set(places.values())) < len(places):
            raise forms.ValidationError(gettext("Two candidates have the same place. Give every place once."))
        return {"numbers": sorted(places, key=lambda number: places[number] or 0)}


class NothingForm(forms.Form):
    """An act that asks for nothing but its confirmation."""


class PresentForm(forms.Form):
    """How many are there."""

    present = forms.IntegerField(
        label=_("Persons present"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("By the attendance list. The quorum is judged by it."),
    )
