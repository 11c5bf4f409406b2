"""Questions of the bank, test papers, and a test as it comes from the page."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.surveys.forms.fields import lines_of
from taizhang.surveys.models import Item, Paper
from taizhang.ui.fields import lines_field, moment_field

LETTERS = "ABCDEFGH"
TRUE, FALSE = {"对", "正确", "√", "T", "TRUE", "是"}, {"错", "错误", "×", "F", "FALSE", "否"}


class ItemForm(forms.Form):
    """One question of the bank."""

    topic = forms.CharField(label=_("Topic of questions"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=Item.Kind.choices)
    text = forms.CharField(label=_("Question asked"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    options = lines_field(
        _("Options"), rows=5, required=False, help_text=_("One option a line, for choices; they are called A, B, C …")
    )
    key = forms.CharField(
        label=_("Right answer"), max_length=200,
        help_text=_("Letters such as B or ACD; 对 or 错; or the word, several spellings apart by a slash."),
    )  # fmt: skip
    explanation = forms.CharField(label=_("Explanation"), max_length=500, required=False)

    def clean_options(self):
        return lines_of(self.cleaned_data["options"], 200)

    def clean(self):
        found = super().clean()
        if found.get("kind") and found.get("key"):
            found["key"] = _places(found["kind"], found["key"])
        return found


def _places(kind, text):
    text = text.strip()
    if kind == Item.Kind.BLANK:
        return [part.strip() for part in text.replace("／", "/").split("/") if part.strip()]
    if kind == Item.Kind.TRUTH:
        return [0] if text.upper() in TRUE else [1] if text.upper() in FALSE else []
    return sorted({LETTERS.index(letter) for letter in text.upper() if letter in LETTERS})


def item_initial(item):
    """A question as the form shows it."""
    return {
        "topic": item.topic, "kind": item.kind, "text": item.text, "explanation": item.explanation, "key": item.key_words,
        "options": "\n".join(item.options) if item.kind in (Item.Kind.SINGLE, Item.Kind.MULTIPLE) else "",
    }  # fmt: skip


class BankFilter(forms.Form):
    """Words, topic, kind."""

    q = forms.CharField(label=_("Words of the question"), required=False, max_length=60)
    topic = forms.ChoiceField(label=_("Topic of questions"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *Item.Kind.choices])

    def __init__(self, *args, topics=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("all")), *((one, one) for one in topics)]

    def narrow(self, items):
        """The questions that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            items = items.filter(text__contains=asked["q"].strip())
        if asked.get("topic"):
            items = items.filter(topic=asked["topic"])
        if asked.get("kind"):
            items = items.filter(kind=asked["kind"])
        return items


class PaperForm(forms.Form):
    """A test: how many questions of which topic, how long, what passes."""

    name = forms.CharField(label=_("Name"), max_length=100)
    draw = forms.ChoiceField(
        label=_("Questions"), choices=Paper.Draw.choices, widget=forms.RadioSelect, initial=Paper.Draw.FIXED
    )
    opens_at = moment_field(_("Opens at"))
    closes_at = moment_field(pgettext_lazy("survey", "Closes at"))
    minutes = forms.IntegerField(
        label=_("Time limit, minutes"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Leave it empty for no limit."),
    )
    attempts_allowed = forms.IntegerField(label=_("Attempts"), min_value=1, max_value=50, initial=1)
    pass_percent = forms.IntegerField(label=_("Passes with, %"), min_value=1, max_value=100, initial=60)
    lead = forms.CharField(
        label=_("Words to whoever takes the test"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, pool=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = list(pool or {})
        for place, topic in enumerate(self.topics):
            self.fields[f"topic_{place}"] = forms.IntegerField(
                label=_("Questions on “%s”") % topic, required=False, min_value=0, max_value=len(pool[topic]),
                help_text=_("%s in the bank") % len(pool[topic]),
            )  # fmt: skip

    def clean(self):
        found = super().clean()
        numbers = {topic: found.pop(f"topic_{place}", None) for place, topic in enumerate(self.topics)}
        found["wanted"] = {topic: number for topic, number in numbers.items() if number}
        if not found["wanted"]:
            self.add_error(None, gettext("Say how many questions of each topic are drawn."))
        if found.get("opens_at") and found.get("closes_at") and found["closes_at"] <= found["opens_at"]:
            self.add_error("closes_at", gettext("It cannot close before it opens."))
        return found


def quiz_answers(questions, data):
    """{key: answer} of a posted test; what cannot be an answer is left out."""
    answers = {}
    for one in questions:
        name = f"a-{one.pk}"
        if one.kind == Item.Kind.BLANK:
            if data.get(name, "").strip():
                answers[str(one.pk)] = data[name].strip()[:200]
            continue
        chosen = [int(text) for text in data.getlist(name) if text.isdecimal() and int(text) < len(one.options)]
        if chosen:
            answers[str(one.pk)] = sorted(set(chosen))
    return answers
