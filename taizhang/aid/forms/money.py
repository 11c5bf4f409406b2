"""The shape of what is typed in about programmes, applications, funds, payment, notices and samples."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from taizhang.aid.criteria import CRITERIA
from taizhang.aid.models import Application, Check, Fund, FundLine, NoticeLine, Objection, Programme, Telling
from taizhang.aid.models.applications import STAGES
from taizhang.aid.schemes import SCHEMES
from taizhang.kernel.manifest import registry
from taizhang.kernel.rulebook import find
from taizhang.ui.fields import day_field

# What a programme pays counts in these rows; AW-09 and AW-15 count what their funds receive, and never what they pay out.
KINDS = ("AW-03", "AW-04", "AW-05", "AW-07", "AW-12")
CEILINGS = ("hardship", "festival", "students", "living", "medical", "emergency", "travel")
FEN = Decimal("0.01")


def yuan_field(label, **kwargs):
    """An amount of money above nothing."""
    return forms.DecimalField(label=label, max_digits=12, decimal_places=2, min_value=FEN, **kwargs)


def _secret(label, **kwargs):
    """A number that the browser neither keeps nor proposes."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "data-secret": "", "inputmode": "text"})
    return forms.CharField(label=label, max_length=40, widget=widget, **kwargs)


def _kind_choices():
    rows = registry.catalogue
    return [(kind, f"{kind} {rows[kind].label}" if kind in rows else kind) for kind in KINDS]


# --- programmes -----------------------------------------------------------------------------------------------------------------


class ProgrammeForm(forms.Form):
    """A programme as data: what, for whom, how much, when."""

    name = forms.CharField(label=gettext_lazy("Name of the programme"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of work"))
    year = forms.IntegerField(
        label=gettext_lazy("Year of aid"),
        min_value=1990,
        max_value=2200,
        help_text=gettext_lazy(
            "A campaign over New Year and Spring Festival belongs to the year of the Spring Festival."
        ),
    )
    matter = forms.CharField(
        label=gettext_lazy("Matter"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "Nobody is paid twice for the same matter in the same year. Empty: the programme's name."
        ),
    )
    concerns = forms.ChoiceField(label=gettext_lazy("Whom it is for"), choices=Programme.Concern.choices)
    how = forms.ChoiceField(
        label=gettext_lazy("Amount"),
        choices=[
            ("fixed", gettext_lazy("the same for everybody")),
            ("category", gettext_lazy("by category of hardship")),
            ("stage", gettext_lazy("by stage of schooling")),
            ("open", gettext_lazy("for each application, up to the ceiling")),
        ],
    )
    amount = yuan_field(gettext_lazy("Yuan for each"), required=False)
    bands = forms.CharField(
        label=gettext_lazy("Amounts by grade"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("One grade a line: 高中=1000"),
    )
    ceiling = forms.ChoiceField(label=gettext_lazy("Ceiling in the rulebook"), required=False)
    fund = forms.ModelChoiceField(label=gettext_lazy("Fund"), queryset=Fund.objects.none(), required=False)
    method = forms.ChoiceField(label=gettext_lazy("How it is paid"), choices=Programme.Method.choices)
    opens_on = day_field(gettext_lazy("Opens on"))
    closes_on = day_field(gettext_lazy("Last day for applications"))
    pay_by = day_field(
        gettext_lazy("To be paid by"), required=False, help_text=gettext_lazy("For student aid: before school starts.")
    )
    route = forms.ChoiceField(label=gettext_lazy("Way of approval"))
    documents = forms.CharField(
        label=gettext_lazy("Papers of each application"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Separated by commas; an application goes up when they are on file."),
    )
    public_notice = forms.BooleanField(label=gettext_lazy("With a public notice before payment"), required=False)
    basis = forms.CharField(label=gettext_lazy("Decided by"), required=False, max_length=200)

    WIDE = ("name", "bands", "route", "documents", "public_notice", "basis", "ceiling")
    PARTS = (
        (gettext_lazy("The programme itself"), ("name", "kind", "year", "matter", "concerns", "basis")),
        (gettext_lazy("How much, and from where"), ("how", "amount", "bands", "ceiling", "fund", "method")),
        (
            gettext_lazy("When, and by which way"),
            ("opens_on", "closes_on", "pay_by", "route", "documents", "public_notice"),
        ),
    )

    def __init__(self, *args, unit, funds, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _kind_choices()
        self.fields["fund"].queryset = funds
        self.fields["route"].choices = [
            (code, route.label) for code, route in registry.routes.items() if code.startswith("aid.")
        ]
        known = (find(f"aid.ceiling.{name}", unit, day) for name in CEILINGS)
        self.fields["ceiling"].choices = [
            ("", _("none")),
            *(
                (law.key, _("%(label)s: %(amount)s") % {"label": law.label, "amount": law.requirement()})
                for law in known
                if law
            ),
        ]
        for criterion in CRITERIA.values():
            self._add(criterion)

    def _add(self, criterion):
        self.fields[f"c_{criterion.code}"] = forms.BooleanField(label=criterion.label, required=False)
        for field in criterion.fields:
            name = f"c_{criterion.code}_{field.name}"
            if field.type == "choices":
                made = forms.MultipleChoiceField(
                    label=field.label, choices=field.choices, required=False, widget=forms.CheckboxSelectMultiple
                )
            elif field.type == "int":
                made = forms.IntegerField(label=field.label, required=False, min_value=0, max_value=1200)
            elif field.type == "money":
                made = forms.DecimalField(
                    label=field.label, required=False, min_value=0, max_digits=9, decimal_places=2
                )
            else:
                made = forms.CharField(label=field.label, required=False, max_length=300)
            self.fields[name] = made

    def parts(self):
        """[(title, [(bound field, whether half a line is enough)])] of everything but the conditions."""
        return [(title, [(self[name], name not in self.WIDE) for name in names]) for title, names in self.PARTS]

    def conditions(self):
        """([those in use], [the others]): each the switch, the bound fields that belong to it, and whether half a line is enough."""
        used, others = [], []
        for one in CRITERIA.values():
            row = self._row(one)
            (used if row[0].value() else others).append(row)
        return used, others

    def _row(self, one):
        return (
            self[f"c_{one.code}"],
            [self[f"c_{one.code}_{field.name}"] for field in one.fields],
            all(field.type in ("int", "money") for field in one.fields),
        )

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        data["amounts"] = self._amounts(data)
        data["rules"] = [self._rule(one, data) for one in CRITERIA.values() if data.get(f"c_{one.code}")]
        data["documents"] = _split(data["documents"])
        return data

    def _amounts(self, data):
        if data["how"] == "open":
            return {"how": "open"}
        if data["how"] == "fixed":
            if not data.get("amount"):
                self.add_error("amount", _("Say how much each person gets."))
            return {"how": "fixed", "amount": str(data.get("amount") or 0)}
        bands = {}
        for line in data["bands"].splitlines():
            grade, _sign, amount = line.replace("：", "=").replace(":", "=").replace("＝", "=").partition("=")
            if grade.strip():
                bands[grade.strip()] = amount.strip()
        if not bands or not all(amount.replace(".", "", 1).isdigit() for amount in bands.values()):
            self.add_error("bands", _("Write one grade a line with its amount: 高中=1000"))
        return {"how": "bands", "by": data["how"], "bands": bands}

    def _rule(self, criterion, data):
        rule = {"what": criterion.code}
        for field in criterion.fields:
            value = data.get(f"c_{criterion.code}_{field.name}")
            if value in (None, "", []) and (criterion.code, field.name) not in OPTIONAL:
                self.add_error(f"c_{criterion.code}_{field.name}", _("This condition needs a value here."))
            rule[field.name] = str(value) if isinstance(value, Decimal) else value
        return rule

    def programme(self):
        """The fields of a programme as the action takes them."""
        names = (
            "name", "kind", "year", "matter", "concerns", "rules", "amounts", "ceiling", "documents", "route", "fund", "method",
            "opens_on", "closes_on", "pay_by", "public_notice", "basis",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in names}


OPTIONAL = {("age", "from"), ("age", "to"), ("not_aided", "kinds")}


def _split(text):
    for sign in ("，", "、", ";", "；"):
        text = text.replace(sign, ",")
    return [word.strip() for word in text.split(",") if word.strip()]


def initial_of(programme):
    """What the form of a programme starts from."""
    amounts = programme.amounts or {}
    initial = {
        name: getattr(programme, name)
        for name in (
            "name", "kind", "year", "matter", "concerns", "ceiling", "fund", "method", "opens_on", "closes_on", "pay_by", "route",
            "public_notice", "basis",
        )
    }  # fmt: skip
    initial["documents"] = pgettext("list", ", ").join(programme.documents)
    return initial | _initial_amounts(amounts) | _initial_rules(programme.rules)


def _initial_amounts(amounts):
    how = amounts.get("how", "open")
    lines = "\n".join(f"{grade}={amount}" for grade, amount in amounts.get("bands", {}).items())
    return {"how": amounts.get("by", how) if how == "bands" else how, "amount": amounts.get("amount"), "bands": lines}


def _initial_rules(rules):
    initial = {}
    for rule in rules:
        initial[f"c_{rule['what']}"] = True
        for name, value in rule.items():
            if name != "what":
                text = isinstance(value, list) and CRITERIA[rule["what"]].fields[0].type == "text"
                initial[f"c_{rule['what']}_{name}"] = ",".join(value) if text else value
    return initial


def initial_of_scheme(code, day):
    """What the form starts from when a template was chosen."""
    scheme = SCHEMES.get(code) or SCHEMES["hardship"]
    amounts = dict(scheme.amounts)
    amounts["bands"] = dict(amounts.get("bands", ()))
    initial = {
        "name": scheme.name,
        "kind": scheme.kind,
        "year": day.year,
        "matter": scheme.name,
        "concerns": scheme.concerns,
        "ceiling": scheme.ceiling,
        "method": scheme.method,
        "opens_on": day,
        "route": scheme.route,
        "documents": "，".join(scheme.documents),
        "public_notice": scheme.public_notice,
    }
    return initial | _initial_amounts(amounts) | _initial_rules(scheme.rules)


class DayForm(forms.Form):
    """The day of the matter."""

    on = day_field(gettext_lazy("On the day"))


class ApplyAllForm(DayForm):
    """One application for each; where the programme leaves the amount open, it is said here for all."""

    amount = yuan_field(gettext_lazy("Amount for each (yuan)"))

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        if programme.amounts.get("how", "open") != "open":
            del self.fields["amount"]
        else:
            self.fields["amount"].help_text = _(
                "This programme leaves the amount open: each application begins with it and can be corrected before it is sent up."
            )


class DayWhyForm(DayForm):
    """A day and the reason."""

    why = forms.CharField(label=gettext_lazy("Reason"), max_length=200)


class TellForm(DayForm):
    """Who is eligible was told."""

    how = forms.ChoiceField(label=gettext_lazy("How"), choices=Telling.How.choices)
    words = forms.CharField(
        label=gettext_lazy("What was said"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class CandidateFilter(forms.Form):
    """Which candidates to show."""

    q = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=60)
    show = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[
            ("", gettext_lazy("proposed")),
            ("untold", gettext_lazy("not told yet")),
            ("unapplied", gettext_lazy("told, not applied")),
            ("excluded", gettext_lazy("excluded")),
            ("all", gettext_lazy("all")),
        ],
    )
    reason = forms.ChoiceField(label=gettext_lazy("Excluded because"), required=False)

    def __init__(self, *args, reasons=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", gettext_lazy("any reason")), *reasons]

    def narrow(self, found):
        """The candidates asked for; `found` knows whether each has applied."""
        asked = self.cleaned_data
        if asked.get("q"):
            found = found.filter(person__name__contains=asked["q"].strip())
        show = asked.get("show") or ("all" if asked.get("q") and not asked.get("reason") else "")
        if asked.get("reason"):
            return found.filter(proposed=False, reasons__0=int(asked["reason"]))
        if show == "":
            return found.filter(proposed=True)
        if show == "excluded":
            return found.filter(proposed=False)
        if show == "untold":
            return found.filter(proposed=True, told_on=None)
        if show == "unapplied":
            return found.filter(proposed=True, applied=False).exclude(told_on=None)
        return found


# --- applications ---------------------------------------------------------------------------------------------------------------


class ApplyForm(DayForm):
    """A person applies; for student aid the child is named."""

    who = forms.CharField(
        label=gettext_lazy("Member"), max_length=60, help_text=gettext_lazy("Name, identity number or telephone.")
    )
    category = forms.CharField(
        label=gettext_lazy("Category of hardship"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Empty: the category of the hardship file."),
    )
    student = forms.CharField(label=gettext_lazy("Student"), required=False, max_length=60)
    student_number = _secret(gettext_lazy("Student's identity number"), required=False)
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage of schooling"), required=False, choices=[("", "—"), *((one, one) for one in STAGES)]
    )
    school = forms.CharField(label=gettext_lazy("School"), required=False, max_length=80)
    amount = yuan_field(gettext_lazy("Amount (yuan)"), required=False)
    need = forms.CharField(
        label=gettext_lazy("Need"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept encrypted; illness and family matters stand here and nowhere else."),
    )
    remark = forms.CharField(label=gettext_lazy("Remark"), required=False, max_length=200)
    field_order = ("who", "on", "category", "student", "student_number", "stage", "school", "amount", "need", "remark")

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        if not programme.for_students:
            for name in ("student", "student_number", "stage", "school"):
                del self.fields[name]
        if programme.amounts.get("how") != "open":
            del self.fields["amount"]


class CorrectApplicationForm(forms.Form):
    """What was wrong in an application."""

    why = forms.CharField(label=gettext_lazy("What was wrong"), max_length=200)
    category = forms.CharField(label=gettext_lazy("Category of hardship"), required=False, max_length=20)
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage of schooling"), required=False, choices=[("", "—"), *((one, one) for one in STAGES)]
    )
    school = forms.CharField(label=gettext_lazy("School"), required=False, max_length=80)
    amount = yuan_field(gettext_lazy("Amount (yuan)"), required=False)
    need = forms.CharField(
        label=gettext_lazy("Need"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Leave it empty to keep what is on file."),
    )  # fmt: skip
    remark = forms.CharField(label=gettext_lazy("Remark"), required=False, max_length=200)

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        if not programme.for_students:
            del self.fields["stage"], self.fields["school"]
        if programme.amounts.get("how") != "open":
            del self.fields["amount"]


class ConsentForm(DayForm):
    """How the person agreed to stand in a public notice."""

    to = forms.ChoiceField(
        label=gettext_lazy("Public notice"), choices=Application.Consent.choices, widget=forms.RadioSelect
    )
    field_order = ("to", "on")


class PaperForm(forms.Form):
    """A paper for the file."""

    kind = forms.CharField(label=gettext_lazy("What it is"), max_length=40)
    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("JPEG, PNG, PDF, Word or Excel."))


class ApplicationFilter(forms.Form):
    """What the list of applications is narrowed by."""

    q = forms.CharField(label=gettext_lazy("Name or identity number"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[("", gettext_lazy("all")), *Application.State.choices]
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        required=False,
        queryset=Programme.objects.none(),
        empty_label=gettext_lazy("all"),
    )

    def __init__(self, *args, programmes, search, **kwargs):
        super().__init__(*args, **kwargs)
        self.search = search
        self.fields["programme"].queryset = programmes

    def narrow(self, found):
        """The applications that were asked for."""
        asked = self.cleaned_data
        if asked.get("q"):
            found = self.search(found, asked["q"])
        if asked.get("state"):
            found = found.filter(state=asked["state"])
        if asked.get("programme"):
            found = found.filter(programme=asked["programme"])
        return found


class OfferForm(DayForm):
    """Somebody offers to help a pupil."""

    donor = forms.CharField(label=gettext_lazy("Donor"), max_length=80, help_text=gettext_lazy("A person or a union."))
    yearly = yuan_field(gettext_lazy("Promised a school year (yuan)"))
    field_order = ("donor", "yearly", "on")


class MatchForm(DayForm):
    """The pupil who is helped."""

    pupil = forms.CharField(label=gettext_lazy("Pupil"), max_length=60, help_text=gettext_lazy("Kept encrypted."))
    number = _secret(gettext_lazy("Pupil's identity number"), required=False)
    stage = forms.ChoiceField(
        label=gettext_lazy("Stage of schooling"), choices=[(one, one) for one in STAGES], initial="初中"
    )
    school = forms.CharField(label=gettext_lazy("School"), max_length=80)
    field_order = ("pupil", "number", "stage", "school", "on")


class GiftForm(DayForm):
    """The donor paid."""

    amount = yuan_field(gettext_lazy("Amount (yuan)"))
    year = forms.CharField(label=gettext_lazy("School year"), max_length=20)
    field_order = ("amount", "year", "on")


# --- money ----------------------------------------------------------------------------------------------------------------------


class FundForm(DayForm):
    """A fund: one source, one purpose."""

    name = forms.CharField(label=gettext_lazy("Name of the fund"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of fund"), choices=Fund.Kind.choices)
    source = forms.ChoiceField(label=gettext_lazy("Source of the money"), choices=Fund.Source.choices)
    earmark = forms.CharField(label=gettext_lazy("Purpose"), max_length=80)
    pays_for = forms.MultipleChoiceField(
        label=gettext_lazy("May pay for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nothing ticked: all kinds of aid."),
    )
    by_laws = forms.CharField(
        label=gettext_lazy("By-laws"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Needed for a sunshine or mutual-help fund."),
    )
    adopted_on = day_field(gettext_lazy("By-laws adopted on"), required=False)
    adopted_by = forms.CharField(label=gettext_lazy("Adopted by"), required=False, max_length=80)
    match = forms.DecimalField(
        label=gettext_lazy("Employer adds for each yuan of the members"),
        required=False,
        min_value=0,
        max_value=10,
        decimal_places=2,
    )
    field_order = (
        "name",
        "kind",
        "source",
        "earmark",
        "pays_for",
        "on",
        "by_laws",
        "adopted_on",
        "adopted_by",
        "match",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pays_for"].choices = _kind_choices()
        self.fields["on"].label = gettext_lazy("Set up on")


class BookForm(DayForm):
    """A line of a fund."""

    way = forms.ChoiceField(
        label=gettext_lazy("Movement"),
        choices=[one for one in FundLine.Way.choices if one[0] in ("in", "budget", "out")],
    )
    amount = yuan_field(gettext_lazy("Amount (yuan)"))
    persons = forms.IntegerField(label=gettext_lazy("Contributors"), required=False, min_value=1)
    party = forms.CharField(label=gettext_lazy("From or to"), required=False, max_length=80)
    note = forms.CharField(label=gettext_lazy("What for"), required=False, max_length=200)
    field_order = ("way", "amount", "on", "party", "persons", "note")


class AccountForm(forms.Form):
    """A person's bank account."""

    who = forms.CharField(
        label=gettext_lazy("Member"), max_length=60, help_text=gettext_lazy("Name, identity number or telephone.")
    )
    holder = forms.CharField(
        label=gettext_lazy("Account holder"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Empty: the member."),
    )
    bank = forms.CharField(label=gettext_lazy("Bank and branch"), max_length=80)
    number = _secret(gettext_lazy("Account number"), help_text=gettext_lazy("Kept encrypted; lists show it masked."))
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Where an account is replaced."),
    )


class ConfirmForm(DayForm):
    """A second person types the number from the card."""

    number = _secret(gettext_lazy("Account number once more"), help_text=gettext_lazy("From the card or passbook."))
    field_order = ("number", "on")


class PrepareForm(DayForm):
    """A payment run."""

    fund = forms.ModelChoiceField(label=gettext_lazy("Fund"), queryset=Fund.objects.none(), empty_label=None)
    visitors = forms.CharField(
        label=gettext_lazy("Visited by"), required=False, max_length=120, help_text=gettext_lazy("For cash on visits.")
    )
    joint_with = forms.CharField(
        label=gettext_lazy("Jointly with"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("A joint visit is counted once, here."),
    )
    field_order = ("fund", "on", "visitors", "joint_with")

    def __init__(self, *args, funds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fund"].queryset = funds


class ReconcileForm(DayForm):
    """What the bank or the roster says."""

    failed = forms.CharField(
        label=gettext_lazy("Not paid"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One payment a line: its number, then the reason. Everybody else counts as paid on the day."
        ),
    )

    def clean_failed(self):
        found = {}
        for line in self.cleaned_data["failed"].splitlines():
            number, _gap, why = line.strip().replace("，", " ").replace(",", " ").partition(" ")
            if not number:
                continue
            if not number.isdigit() or not why.strip():
                raise forms.ValidationError(_("“%s” has no number and reason. Write: 1024 户名不符") % line.strip())
            found[int(number)] = why.strip()[:200]
        return found


class RecoverForm(DayWhyForm):
    """Money that came back."""

    amount = yuan_field(gettext_lazy("Amount (yuan)"))
    field_order = ("amount", "on", "why")


# --- notices and samples --------------------------------------------------------------------------------------------------------


class NoticeForm(DayForm):
    """A public notice."""

    where = forms.CharField(
        label=gettext_lazy("Where objections are taken"),
        max_length=120,
        help_text=gettext_lazy("Room and telephone; stands on the notice."),
    )
    days = forms.IntegerField(label=gettext_lazy("Working days"), min_value=1, max_value=60)
    show_amount = forms.BooleanField(
        label=gettext_lazy("With the amount"), required=False, help_text=gettext_lazy("Only where a rule asks for it.")
    )
    field_order = ("on", "days", "where", "show_amount")


class ObjectForm(DayForm):
    """An objection."""

    application = forms.ModelChoiceField(
        label=gettext_lazy("Against the aid to"),
        required=False,
        queryset=Application.objects.none(),
        empty_label=gettext_lazy("the notice as a whole"),
    )
    words = forms.CharField(
        label=gettext_lazy("What is objected"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
    by_whom = forms.CharField(
        label=gettext_lazy("Who objects"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Kept encrypted; may be left empty."),
    )
    contact = forms.CharField(
        label=gettext_lazy("How to reach who objects"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Telephone or address, for the answer; kept encrypted."),
    )
    field_order = ("application", "words", "by_whom", "contact", "on")

    def __init__(self, *args, listed, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["application"].queryset = listed


class PublicObjectForm(forms.Form):
    """An objection by the public page: persons stand there as masked as on the notice; name and contact may be left empty."""

    line = forms.ModelChoiceField(
        label=gettext_lazy("Against the aid to"),
        required=False,
        queryset=NoticeLine.objects.none(),
        empty_label=gettext_lazy("the notice as a whole"),
    )
    words = forms.CharField(
        label=gettext_lazy("What is objected"),
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=5,
        max_length=1000,
        help_text=gettext_lazy("What you know, and from where. Please leave out illnesses and numbers of persons."),
    )
    by_whom = forms.CharField(label=gettext_lazy("Your name"), required=False, max_length=60)
    contact = forms.CharField(
        label=gettext_lazy("Telephone or address"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "May be left empty. Kept encrypted, seen only by those who look into the objection; needed if you want an answer."
        ),
    )

    def __init__(self, *args, notice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = notice.lines.all()
        places = {line.pk: place for place, line in enumerate(notice.lines.all(), start=1)}
        self.fields["line"].label_from_instance = lambda line: " · ".join(
            filter(None, (f"{places[line.pk]}. {line.name}", line.union, line.category))
        )


class AnswerForm(DayForm):
    """The answer to an objection."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"), choices=Objection.Outcome.choices[1:], widget=forms.RadioSelect
    )
    answer = forms.CharField(label=gettext_lazy("Answer"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("outcome", "answer", "on")


class DrawForm(DayForm):
    """A sample."""

    seed = forms.CharField(
        label=gettext_lazy("Seed"),
        max_length=80,
        help_text=gettext_lazy(
            "Something public that nobody could choose, like a closing index of the day. It is published."
        ),
    )
    size = forms.IntegerField(
        label=gettext_lazy("How many"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Empty: as many as the margin of the rulebook needs."),
    )
    field_order = ("seed", "size", "on")


class CheckForm(DayForm):
    """What a person of the sample said."""

    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=Check.Result.choices[1:], widget=forms.RadioSelect)
    how = forms.CharField(label=gettext_lazy("How"), required=False, max_length=40)
    remark = forms.CharField(label=gettext_lazy("Remark"), required=False, max_length=200)
    field_order = ("result", "on", "how", "remark")
