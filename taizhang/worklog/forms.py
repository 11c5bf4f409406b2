"""The forms of the plain ledger. One form serves all kinds: its fields come from what the kind declares."""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from taizhang.intake.amounts import read_amount
from taizhang.intake.problems import REJECTED, WARNED, explain
from taizhang.organisation import queries as organisation
from taizhang.ui.fields import day_field
from taizhang.worklog import queries
from taizhang.worklog.kinds import AREAS, COUNTS, KINDS, kinds_of
from taizhang.worklog.models import NUMBERS, WHOLE_COUNTS

MAIN_COUNTS = 3  # date, matter and three counts: five fields, under a minute
EVIDENCE_KINDS = (
    "照片", "签到表", "通知", "议程", "表决票", "计票结果", "决议", "报告", "纪要", "发票", "签领表", "公示截图", "其他",
)  # fmt: skip
MARKS = ("territory", "reading", "counted_above")


def in_chinese():
    """Whether the reader reads Chinese; declared words stand in both languages."""
    return (get_language() or "zh").startswith("zh")


class NumberField(forms.CharField):
    """A number as people write it: 48, "48人", "1,200", "1.2万", full-width digits."""

    def __init__(self, *, whole, **kwargs):
        self.whole = whole
        widget = forms.TextInput(
            attrs={"inputmode": "numeric" if whole else "decimal", "autocomplete": "off", "class": "num"}
        )
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        number, notes = read_amount(text, whole=self.whole, negative=True)
        for problem, treatment, params in notes:
            if treatment in (REJECTED, WARNED):  # a workbook may say "about 40"; who writes today knows how many
                raise ValidationError(_("“%(text)s”: %(why)s") % {"text": text, "why": explain(problem, params)})
        return number


class EntryForm(forms.Form):
    """One entry of one kind. `main` are the five fields of 记一笔; `more` stands folded below them."""

    confirmed = forms.BooleanField(required=False, label=gettext_lazy("I have looked at it; it is right so."))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, kind, places=(), entry=None, matters=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.entry, self.matters, self.doubts = kind, entry, matters, []
        self.main, self.more = ["on", "matter"], []
        self.fields["on"] = day_field(label=_("Date"))
        self.fields["matter"] = forms.CharField(
            label=_("Matter"), required=False, max_length=200,
            widget=forms.TextInput(attrs={"list": "matters", "autocomplete": "off"}),
        )  # fmt: skip
        self._add_counts()
        self._add_own_fields()
        self._add_rest(places)

    def _add_counts(self):
        declared = {count.key: count for count in self.kind.counts}
        order = [*declared, *(key for key in COUNTS if key not in declared)]
        for place, key in enumerate(order):
            label, label_en = (declared[key].prompt, declared[key].prompt_en) if key in declared else COUNTS[key]
            label = label if in_chinese() else label_en.capitalize()
            if key == "amount":
                label = _("%s (yuan)") % label
            self.fields[key] = NumberField(label=label, required=False, whole=key in WHOLE_COUNTS)
            shown = self.main if place < MAIN_COUNTS and key in declared else self.more
            shown.append(key)
            if key == "quantity":
                self._add_goods(shown)

    def _add_goods(self, shown):
        units = self.kind.measure_units
        self.fields["measure_unit"] = forms.CharField(
            label=_("Unit of measure"), required=False, max_length=20, initial=units[0] if len(units) == 1 else "",
            widget=forms.TextInput(attrs={"list": "measure-units", "autocomplete": "off"}),
        )  # fmt: skip
        self.fields["goods"] = forms.CharField(label=_("What goods"), required=False, max_length=60)
        shown += ["measure_unit", "goods"]

    def _add_own_fields(self):
        for declared in self.kind.fields:
            name = f"own_{declared.key}"
            self.fields[name] = own_field(declared)
            self.more.append(name)

    def _add_rest(self, places):
        self.fields["remark"] = forms.CharField(
            label=_("Remark"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.more.append("remark")
        if places:
            self.fields["place"] = forms.ChoiceField(
                label=_("Recorded for"), choices=[(one.code, one.name) for one in places]
            )
            self.main.insert(1, "place")
        marks = {
            "territory": (
                _("Statistic of the whole territory (全镇统计数)"),
                _("Kept apart from the union's own work."),
            ),
            "reading": (_("Reading at a date (时点数)"), _("How much there is on the day; never added up over time.")),
            "counted_above": (_("Already counted by a superior (已由上级计数)"), _("Counts for this union only.")),
        }
        for name, (label, words) in marks.items():
            initial = name == "reading" and self.kind.stock and self.entry is None
            self.fields[name] = forms.BooleanField(label=label, help_text=words, required=False, initial=initial)
            self.more.append(name)

    def main_fields(self):
        """[(bound field, whether it takes half the width)] of those that stand open."""
        return [(self[name], name in self.narrow) for name in self.main]

    def more_fields(self):
        """The same of those that stand folded."""
        return [(self[name], name in self.narrow) for name in self.more]

    @property
    def narrow(self):
        """Short fields stand two in a row."""
        own = {f"own_{one.key}" for one in self.kind.fields}
        return {"on", "goods", "measure_unit", "file", "file_kind", "place", *COUNTS, *own}

    @property
    def more_wanted(self):
        """Whether a folded field holds something or is wrong, so that the fold stands open."""
        return any(self[name].errors or self[name].value() not in (None, "", False) for name in self.more)

    def values(self):
        """What the action wants: the content of the entry."""
        data = self.cleaned_data
        found = {name: data.get(name) for name in ("on", "matter", "goods", "measure_unit", "remark", *NUMBERS, *MARKS)}
        found["kind"] = self.kind.id
        if found["quantity"] is None:
            found["measure_unit"] = ""  # the usual unit stands in the field before anybody counts
        found["fields"] = {one.key: data.get(f"own_{one.key}") for one in self.kind.fields}
        return found

    def fingerprint(self):
        """A mark of what was written, so that what is saved is what was looked at."""
        words = repr(
            sorted(
                (name, str(value))
                for name, value in self.cleaned_data.items()
                if name not in ("seen", "confirmed", "file")
            )
        )
        return hashlib.sha256(words.encode()).hexdigest()[:24]

    def ask(self, doubts):
        """Show what deserves a second look, with the box to confirm it."""
        self.doubts = doubts


class RecordForm(EntryForm):
    """记一笔: an entry with its joint organisers and its first file."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisers"] = forms.CharField(
            label=_("Organised together with"), required=False, max_length=300,
            help_text=_("Full names or codes of the other unions, with “、” between them. Each is credited; above, the event counts once."),
        )  # fmt: skip
        self.fields["file"] = forms.FileField(
            label=_("Photograph or other evidence"), required=False, help_text=_("JPEG, PNG, PDF, Word, Excel or MP4."),
        )  # fmt: skip
        self.fields["file_kind"] = evidence_kind_field(self.kind)
        self.more += ["organisers", "file", "file_kind"]

    def clean_organisers(self):
        return named_units(self.cleaned_data["organisers"])


def own_field(declared):
    """The form field of a declared field."""
    label = declared.label if in_chinese() else declared.label_en
    if declared.type == "choice":
        return forms.ChoiceField(
            label=label, required=False, choices=[("", "—"), *((one, one) for one in declared.choices)]
        )
    if declared.type == "date":
        return day_field(label=label, required=False)
    if declared.type in ("int", "money"):
        return NumberField(label=label, required=False, whole=declared.type == "int")
    if declared.type == "bool":
        return forms.BooleanField(label=label, required=False)
    return forms.CharField(label=label, required=False, max_length=200)


def evidence_kind_field(kind):
    """What the file is: the kinds usual for this work first."""
    names = list(dict.fromkeys([*kind.evidence, *EVIDENCE_KINDS]))
    return forms.ChoiceField(label=_("What the file is"), choices=[(name, name) for name in names], required=False)


def named_units(text):
    """Unions by full name or code, several separated by 、 or commas. One that nobody knows is named in the error."""
    found = []
    for name in filter(None, (part.strip() for part in text.replace(",", "、").replace(",", "、").split("、"))):
        unit = organisation.find_unit(name, fragment=False)
        if unit is None:
            raise ValidationError(_("No union is called “%s”. Write its full name or its code.") % name[:60])
        if unit not in found:
            found.append(unit)
    return found


def initial_of(entry):
    """What an edit form begins with."""
    found = {
        name: getattr(entry, name) for name in ("on", "matter", "goods", "measure_unit", "remark", *NUMBERS, *MARKS)
    }
    found.update({name: plain(found[name]) for name in ("amount", "quantity") if found[name] is not None})
    found.update({f"own_{key}": value for key, value in entry.fields.items()})
    found["place"] = entry.unit.code
    return found


def plain(number):
    """Without needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class CorrectForm(EntryForm):
    """Correct what was written."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"] = forms.CharField(
            label=_("Why"), required=False, max_length=200, help_text=_("For the audit log.")
        )
        self.main.append("why")


class ReasonForm(forms.Form):
    """A reason in a line."""

    why = forms.CharField(label=gettext_lazy("Why"), max_length=200)


class ReverseForm(forms.Form):
    """How much of an entry is taken back, on which day and why. Numbers are written as they are told: 2 back, not -2."""

    on = day_field(label=gettext_lazy("Date of the reversal"))
    why = forms.CharField(label=gettext_lazy("Why"), max_length=200)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, entry, remaining, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = list(remaining)
        for name, left in remaining.items():
            label = COUNTS[name][0 if in_chinese() else 1]
            self.fields[name] = NumberField(
                label=_("%s to take back") % label,
                required=False,
                whole=name in WHOLE_COUNTS,
                help_text=_("Up to %s.") % plain(left),
            )
        self.order_fields(["on", *self.numbers, "why", "seen"])

    def values(self):
        """The numbers below zero that the action wants."""
        given = {name: self.cleaned_data.get(name) for name in self.numbers}
        return {name: -abs(number) for name, number in given.items() if number}

    def fingerprint(self):
        words = repr(
            (str(self.cleaned_data["on"]), sorted((name, str(value)) for name, value in self.values().items()))
        )
        return hashlib.sha256(words.encode()).hexdigest()[:24]


class AttachForm(forms.Form):
    """A file that proves the entry."""

    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("JPEG, PNG, PDF, Word, Excel or MP4."))

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"] = evidence_kind_field(kind)


class OrganiserForm(forms.Form):
    """Another union that organised the event."""

    unit = forms.CharField(
        label=gettext_lazy("Which union"),
        max_length=120,
        help_text=gettext_lazy("Its full name or its code. Above both, the event counts once."),
    )

    def clean_unit(self):
        units = named_units(self.cleaned_data["unit"])
        if len(units) != 1:
            raise ValidationError(_("Name one union at a time."))
        return units[0]


class ParticipantForm(forms.Form):
    """People on the register who took part, equally often."""

    times = forms.IntegerField(label=gettext_lazy("How many times"), initial=1, min_value=1, max_value=366)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"] = forms.ModelMultipleChoiceField(
            people, label=_("Persons shown"), widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Choose among the persons shown.")},
        )  # fmt: skip
        self.order_fields(["people", "times"])


class EntryFilter(forms.Form):
    """What the list shows: words, kinds, days, basis, evidence."""

    unit = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=gettext_lazy("Search words"), required=False, max_length=60)
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of work"), required=False)
    since = day_field(label=gettext_lazy("From day"), required=False)
    until = day_field(label=gettext_lazy("To day"), required=False)
    scope = forms.ChoiceField(label=gettext_lazy("Which units"), required=False)
    basis = forms.ChoiceField(label=gettext_lazy("Basis"), required=False)
    evidence = forms.ChoiceField(label=gettext_lazy("Evidence"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chinese = in_chinese()
        self.fields["area"].choices = [
            ("", _("all")),
            *((one.code, one.label if chinese else one.label_en) for one in AREAS),
        ]
        self.fields["kind"].choices = [("", _("all")), *(_kind_group(area, chinese) for area in AREAS)]
        self.fields["scope"].choices = [("", _("with all below")), ("own", _("this unit alone"))]
        self.fields["basis"].choices = [
            ("", _("all")), ("own", _("own work")), ("territory", _("territory statistics")), ("reading", _("readings at a date")),
        ]  # fmt: skip
        self.fields["evidence"].choices = [("", _("all")), ("yes", _("with evidence")), ("no", _("without evidence"))]
        self.fields["state"].choices = [("", _("standing")), ("voided", _("voided")), ("corrections", _("reversals"))]

    def narrow(self, entries, unit):
        """The entries that the filter asks for."""
        data = self.cleaned_data
        entries = entries.filter(unit=unit) if data["scope"] == "own" else entries
        entries = entries.exclude(voided_at=None) if data["state"] == "voided" else entries.standing()
        return self._by_words(self._by_kind(entries))

    def _by_kind(self, entries):
        data = self.cleaned_data
        if data["kind"]:
            entries = entries.filter(kind=data["kind"])
        elif data["area"]:
            entries = entries.filter(kind__startswith=f"{data['area']}-")
        if data["since"]:
            entries = entries.filter(on__gte=data["since"])
        if data["until"]:
            entries = entries.filter(on__lte=data["until"])
        if data["state"] == "corrections":
            entries = entries.exclude(corrects=None)
        return entries

    def _by_words(self, entries):
        data = self.cleaned_data
        text = data["text"].strip()
        if text:
            entries = queries.with_words(entries, text)
        entries = queries.on_basis(entries, data["basis"])
        if data["evidence"]:
            entries = queries.with_evidence(entries, there=data["evidence"] == "yes")
        return entries

    @property
    def is_whole(self):
        """Whether nothing narrows the list but kind and days, so that its totals are figures of the ledger."""
        data = self.cleaned_data
        return not any(data[name] for name in ("text", "area", "basis", "evidence", "state"))


def _kind_group(area, chinese):
    label = area.label if chinese else area.label_en
    return label, [(kind.id, f"{kind.id} {kind.label if chinese else kind.label_en}") for kind in kinds_of(area.code)]


def kind_of(text):
    """The declared kind of an id in an address, or None."""
    return KINDS.get((text or "").strip().upper())
