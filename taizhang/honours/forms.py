"""The shape of what is typed in about commendation."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.honours.models import Category, Nominee, Round
from taizhang.members.asking import somebody
from taizhang.organisation.queries import find_unit
from taizhang.ui import fields
from taizhang.ui.fields import day_field, halved, lines_field, lines_of, short_field, text_field, whole_field

SCORED = re.compile(r"^(.*?\S)[\s,，]+(\d{1,4}(?:\.\d{1,2})?)\s*分?$")
MOST = 300
ANY = ("", _("all"))


def _number(label, decimals, **kwargs):
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num"})
    return halved(
        forms.DecimalField(
            label=label, required=False, min_value=0, max_digits=10, decimal_places=decimals, widget=widget, **kwargs
        )
    )


class OpenForm(forms.Form):
    """A commendation is opened."""

    name = text_field(_("Name"), 80)
    year = whole_field(_("Year"))
    on = day_field(_("On the day"))
    follows = text_field(
        _("Which assessment it follows"),
        200,
        required=False,
        help_text=_("For instance: this year's assessment of objectives."),
    )


class CategoryForm(forms.Form):
    """A category."""

    name = short_field(pgettext_lazy("commendation", "Category"), 60)
    quota = whole_field(pgettext_lazy("commendation", "Quota"), required=True)
    units = forms.BooleanField(label=_("For units, not for persons"), required=False)
    standard = text_field(pgettext_lazy("commendation", "Standard"), 200, required=False)
    money = _number(pgettext_lazy("commendation", "Cash for each (yuan)"), 2)
    goods = short_field(
        pgettext_lazy("commendation", "Goods for each"), 60, required=False, help_text=_("Counted apart from the cash.")
    )
    quantity = _number(_("How many for each"), 3)
    measure_unit = short_field(_("Counted in"), 10, required=False)


class NominateForm(forms.Form):
    """Nominees of one category, one a line."""

    category = forms.ModelChoiceField(
        label=pgettext_lazy("commendation", "Category"), queryset=Category.objects.none(), empty_label=None
    )
    people = lines_field(
        _("Persons or units"),
        6,
        max_length=20_000,
        help_text=_("One a line; a line may end with the score: 张三 92.5."),
    )
    result = short_field(_("Result of the assessment"), 60, required=False, help_text=_("The same for all lines."))
    source = short_field(_("Source of the result"), 120, required=False)
    merits = text_field(_("Merits"), 300, required=False)
    on = day_field(_("On the day"))

    def __init__(self, *args, round=None, user=None, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.unit = user, unit
        self.fields["category"].queryset = Category.objects.filter(round=round).order_by("pk")

    def clean(self):
        said = super().clean()
        category = said.get("category")
        if category is not None and said.get("people"):
            lines = lines_of(said["people"], MOST, gettext("%d names at most.") % MOST, apart=r"[\n;；、]")
            said["people"] = [self._one(line, category.units) for line in lines]
        return said

    def _one(self, line, units):
        scored = SCORED.match(line)
        text, score = (scored[1], Decimal(scored[2])) if scored else (line, None)
        if units:
            return {"name": text, "of_unit": find_unit(text, fragment=False), "score": score}
        try:
            return {**somebody(self.user, self.unit, text), "score": score}
        except forms.ValidationError as refusal:
            self.add_error("people", refusal)
            return None


class AssessForm(forms.Form):
    """What the assessment says."""

    score = _number(_("Score"), 2)
    result = short_field(_("Result of the assessment"), 60, required=False)
    source = text_field(_("Source of the result"), 120, help_text=_("The paper or the table in which it stands."))
    merits = text_field(_("Merits"), 300, required=False)


class ProposeForm(forms.Form):
    """Who is chosen, where the list is posted."""

    chosen = forms.MultipleChoiceField(
        label=pgettext_lazy("commendation", "Chosen"), widget=forms.CheckboxSelectMultiple
    )
    where = text_field(_("Where the list is posted"), 120)
    on = day_field(_("On the day"))
    why = text_field(_("Why a higher score is passed over"), 200, required=False)

    def __init__(self, *args, nominees=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(one.pk, self._words(one)) for one in nominees]

    def _words(self, one):
        said = [one.category.name, one.name, "" if one.score is None else str(one.score), one.result]
        return " · ".join(filter(None, said))

    def clean_chosen(self):
        return [int(key) for key in self.cleaned_data["chosen"]]


class ObjectForm(forms.Form):
    """An objection."""

    on = day_field(_("On the day"))
    by_name = short_field(_("Who objected"), 60, required=False, help_text=_("May stay empty."))
    text = lines_field(_("Objection"), 3, max_length=300)


class AnswerForm(forms.Form):
    """The answer to an objection."""

    on = day_field(_("On the day"))
    text = lines_field(_("Answer"), 3, max_length=300)
    upheld = forms.BooleanField(label=_("The objection is right: strike the nominee off"), required=False)


class DecideForm(forms.Form):
    """Which meeting or ballot decided."""

    on = day_field(_("Decided on"))
    record = forms.ChoiceField(
        label=_("Meeting or ballot on file"), required=False, help_text=_("Those of the last months at this union.")
    )
    decided_by = text_field(_("or in words"), 120, required=False)

    def __init__(self, *args, deciders=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["record"].choices = [("", "—"), *deciders]


class CommendForm(forms.Form):
    """The document and the meeting."""

    on = day_field(_("Commended on"))
    document_no = short_field(_("Document no."), 60)
    ceremony = text_field(_("Meeting of commendation"), 120, required=False, help_text=_("Left empty, there was none."))


class WithdrawForm(forms.Form):
    """An honour is withdrawn."""

    on = day_field(_("On the day"))
    document_no = short_field(_("Document no."), 60)
    why = text_field(_("Reason"), 200)


class EvidenceForm(fields.EvidenceForm):
    """A file that proves a commendation."""

    kinds = ("公示", "决定", "照片", "事迹材料", "签领表", "其他")


class RoundFilter(forms.Form):
    """What the register is narrowed by."""

    q = text_field(_("Name"), 60, required=False)
    year = whole_field(_("Year"))
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *Round.State.choices])

    def narrow(self, rows):
        """The rounds that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(name__contains=asked["q"])
        if asked.get("year"):
            rows = rows.filter(year=min(asked["year"], 9999))
        return rows.filter(state=asked["state"]) if asked.get("state") else rows


class HonourFilter(forms.Form):
    """What the list of honours is narrowed by."""

    q = text_field(_("Person, unit or category"), 60, required=False)
    year = whole_field(_("Year"))
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[ANY, *[one for one in Nominee.State.choices if one[0] in ("commended", "withdrawn")]],
    )

    def narrow(self, rows):
        """The honours that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            rows = rows.filter(name__contains=asked["q"]) | rows.filter(category__name__contains=asked["q"])
        if asked.get("year"):
            rows = rows.filter(round__year=min(asked["year"], 9999))
        return rows.filter(state=asked["state"]) if asked.get("state") else rows
