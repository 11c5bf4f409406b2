"""Surveys and their questions."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.surveys.forms.fields import lines_of
from taizhang.surveys.models import Question, Survey
from taizhang.surveys.queries import patterns
from taizhang.ui.fields import lines_field, moment_field

PURPOSES = [one for one in Survey.Purpose.choices if one[0] not in Survey.SHEETS]


class SurveyForm(forms.Form):
    """What is asked, whom, from when to when."""

    name = forms.CharField(label=_("Name"), max_length=100)
    purpose = forms.ChoiceField(label=_("Purpose"), choices=PURPOSES)
    way = forms.ChoiceField(
        label=_("With or without names"), choices=Survey.Way.choices, widget=forms.RadioSelect,
        help_text=_("Anonymous: a register knows who has answered and nothing else; the sheets lie apart without time or order."),
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=_("Who is asked"), choices=Survey.Audience.choices, widget=forms.RadioSelect,
        help_text=_("Behind an open link one answer per person cannot be proved; choose it only where that does not matter."),
    )  # fmt: skip
    opens_at = moment_field(_("Opens at"))
    closes_at = moment_field(pgettext_lazy("survey", "Closes at"))
    required_percent = forms.IntegerField(
        label=_("Required participation, %"), required=False, min_value=1, max_value=100,
        help_text=_("If fewer answer, the page says that the result is not valid."),
    )  # fmt: skip
    lead = forms.CharField(
        label=_("Words to whoever answers"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        found = super().clean()
        if found.get("opens_at") and found.get("closes_at") and found["closes_at"] <= found["opens_at"]:
            self.add_error("closes_at", gettext("It cannot close before it opens."))
        if found.get("audience") == Survey.Audience.LINK and found.get("way") == Survey.Way.NAMED:
            self.add_error("way", gettext("Behind an open link nobody is known: such a survey is anonymous."))
        return found


class CreateForm(SurveyForm):
    """A new survey, perhaps from a pattern or another survey."""

    source = forms.ChoiceField(label=_("Begin with"), required=False)

    def __init__(self, *args, surveys=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.surveys = {str(one.pk): one for one in surveys}
        self.fields["source"].choices = [
            ("", _("an empty questionnaire")),
            (_("Patterns"), patterns.labels()),
            (_("A copy of"), [(str(one.pk), f"{one.name} ({one.opens_at:%Y})") for one in surveys]),
        ]
        self.order_fields(["source"])

    def clean(self):
        found = super().clean()
        source = found.pop("source", "")
        copied = self.surveys.get(source)
        return {**found, "copied": copied, "pattern": "" if copied else source}


class QuestionForm(forms.Form):
    """One question. Options and rows are typed one a line."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Question.Kind.choices)
    text = forms.CharField(label=_("Question asked"), max_length=300)
    help = forms.CharField(label=_("Help"), max_length=300, required=False)
    options = lines_field(
        _("Options"), rows=5, required=False,
        help_text=_("One option a line; for a table the columns; for a scale the words of its two ends."),
    )  # fmt: skip
    rows = lines_field(_("Rows of a table"), rows=4, required=False)
    most = forms.IntegerField(
        label=_("At most so many choices"), required=False, min_value=1, max_value=50,
        help_text=_("Only where several may be chosen."),
    )  # fmt: skip
    required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)
    section = forms.CharField(
        label=_("Heading of a new section"), max_length=80, required=False,
        help_text=_("Fill it in where a new part of the questionnaire begins."),
    )  # fmt: skip
    shown = forms.MultipleChoiceField(
        label=_("Show only after the answer"), required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Answers to one earlier question; leave it empty to ask everybody. Hold Ctrl to choose several."),
    )  # fmt: skip

    def __init__(self, *args, openers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.openers = {one.pk: one for one in openers}
        self.fields["shown"].choices = [
            (str(one), [(f"{one.pk}:{value}", label) for value, label in one.choices]) for one in openers
        ]

    def clean_options(self):
        return lines_of(self.cleaned_data["options"])

    def clean_rows(self):
        return lines_of(self.cleaned_data["rows"])

    def clean(self):
        found = super().clean()
        chosen = [one.partition(":") for one in found.pop("shown", [])]
        if len({key for key, _colon, _value in chosen}) > 1:
            self.add_error("shown", gettext("Choose answers to one question only."))
            return found
        found["shown_if"] = self.openers[int(chosen[0][0])] if chosen else None
        found["shown_values"] = [int(value) for _key, _colon, value in chosen]
        if found.get("kind") != Question.Kind.MULTIPLE:
            found["most"] = None
        return found


def question_initial(question):
    """A question as the form shows it."""
    return {
        "kind": question.kind, "text": question.text, "help": question.help, "options": "\n".join(question.options),
        "rows": "\n".join(question.rows), "most": question.most, "required": question.required, "section": question.section,
        "shown": [f"{question.shown_if_id}:{value}" for value in question.shown_values],
    }  # fmt: skip


class SurveyFilter(forms.Form):
    """Words and state."""

    q = forms.CharField(label=_("Name"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Survey.State.choices])

    def narrow(self, surveys):
        """The surveys that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            surveys = surveys.filter(name__contains=asked["q"].strip())
        if asked.get("state"):
            surveys = surveys.filter(state=asked["state"])
        return surveys


class CrossForm(forms.Form):
    """By which question the answers are told apart."""

    by = forms.ChoiceField(label=_("Apart by question"), required=False)

    def __init__(self, *args, questions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.by_code = {one.code: one for one in questions}
        self.fields["by"].choices = [("", "—"), *((one.code, str(one)) for one in questions)]

    def chosen(self):
        """The question that was chosen, or None."""
        return self.by_code.get(self.cleaned_data.get("by", "")) if self.is_valid() else None
