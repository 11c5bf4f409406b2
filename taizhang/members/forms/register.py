"""The shape of what is typed in about members."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.models import Unit
from taizhang.members import queries
from taizhang.members.models import Membership, Person
from taizhang.organisation.queries import find_unit
from taizhang.ui import fields
from taizhang.ui.fields import day_field

EMPLOYMENT = (
    "正式在编",
    "合同制",
    "劳务派遣",
    "人事代理",
    "非全日制",
    "聘用制",
    "退休返聘",
    "临时工",
    "灵活就业",
    "实习",
    "新就业形态",
)
STATUS_CHOICES = [
    ("", _("in membership")),
    ("all", _("all")),
    *Membership.Status.choices[:1],
    *Membership.Status.choices[2:],
]
KEPT_FOR = ("退休", "失业", "服兵役", "内退")


class WordsInput(forms.TextInput):
    """A text with proposals: whatever the register uses already, and anything else."""

    template_name = "members/words_input.html"

    def __init__(self, words=(), **kwargs):
        super().__init__(**kwargs)
        self.words = words

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, {"list": f"words_{name}", **(attrs or {})})
        context["words"] = list(dict.fromkeys(self.words))
        return context


class MigrantField(forms.TypedChoiceField):
    """Yes, no, or not on file."""

    def __init__(self, **kwargs):
        choices = [("", _("not on file")), ("yes", _("yes")), ("no", _("no"))]
        super().__init__(
            choices=choices, coerce={"yes": True, "no": False}.get, empty_value=None, required=False, **kwargs
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class WorkFields(forms.Form):
    """How the person works at this union's employer."""

    group = forms.CharField(label=_("Union group"), required=False, max_length=60)
    position = forms.CharField(label=_("Position"), required=False, max_length=60)
    employment = forms.CharField(label=_("Form of employment"), required=False, max_length=30)
    migrant = MigrantField(label=_("Rural migrant worker"))

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        if unit is not None and "group" in self.fields:
            self.fields["group"].widget = WordsInput(queries.groups_of(unit))
        if "employment" in self.fields:
            self.fields["employment"].widget = WordsInput(EMPLOYMENT)


class PersonFields(forms.Form):
    """Who the person is."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", _("as the identity number says")), *Person.Sex.choices]
    )
    birth_on = day_field(_("Born on"), required=False, help_text=_("Left empty it is taken from the identity number."))
    id_kind = forms.ChoiceField(
        label=_("Kind of document"), choices=Person.IdKind.choices, initial=Person.IdKind.RESIDENT
    )
    ethnic = forms.CharField(label=_("Ethnic group"), required=False, max_length=20)
    education = forms.CharField(label=_("Education"), required=False, max_length=20)
    political = forms.CharField(label=_("Political status"), required=False, max_length=20)
    household = forms.CharField(label=_("Registered household"), required=False, max_length=20)


def secret(label, *, required=False, **kwargs):
    """A number that the browser neither keeps nor proposes."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "data-secret": "", "inputmode": "text"})
    return forms.CharField(label=label, required=required, max_length=40, widget=widget, **kwargs)


class AdmitForm(PersonFields, WorkFields):
    """A person joins the union."""

    on = day_field(_("Joined on"))
    id_number = secret(_("Identity number"), help_text=_("Kept encrypted; lists show it masked."))
    phone = secret(_("Mobile telephone"))
    contract_since = day_field(_("Contract from"), required=False)
    contract_until = day_field(_("Contract until"), required=False)
    card_no = forms.CharField(label=_("Membership card no."), required=False, max_length=40)
    remark = forms.CharField(label=_("Remark"), required=False, max_length=500)

    field_order = (
        "name",
        "id_kind",
        "id_number",
        "sex",
        "birth_on",
        "phone",
        "on",
        "group",
        "position",
        "employment",
        "migrant",
    )


class CorrectForm(PersonFields, WorkFields):
    """What was wrong about a person or her membership."""

    joined_on = day_field(_("Joined on"), required=False)
    id_number = secret(_("Another identity number"), help_text=_("Leave it empty to keep the one on file."))
    phone = secret(_("Another mobile telephone"), help_text=_("Leave it empty to keep the one on file."))
    contract_since = day_field(_("Contract from"), required=False)
    contract_until = day_field(_("Contract until"), required=False)
    card_no = forms.CharField(label=_("Membership card no."), required=False, max_length=40)
    remark = forms.CharField(label=_("Remark"), required=False, max_length=500)
    why = forms.CharField(label=_("What was wrong"), max_length=200)

    field_order = (
        "why",
        "name",
        "id_kind",
        "id_number",
        "sex",
        "birth_on",
        "phone",
        "joined_on",
        "group",
        "position",
        "employment",
        "migrant",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sex"].choices = [("", _("not on file")), *Person.Sex.choices]
        self.fields["birth_on"].help_text = ""

    def clean(self):
        found = super().clean()
        for secret in ("id_number", "phone"):
            found[secret] = found.get(secret) or None  # nothing typed in: what is on file stays
        return found


class LeaveForm(forms.Form):
    """A member leaves."""

    to = forms.ChoiceField(label=_("How"))
    on = day_field(_("On the day"))
    why = forms.CharField(
        label=_("Reason"), required=False, max_length=200,
        help_text=_("Needed when membership lapses (how the member was talked to) and with an expulsion (when group and committee discussed it)."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        status = Membership.Status
        self.fields["to"].choices = [
            (one.value, one.label) for one in (status.LEFT, status.LAPSED, status.EXPELLED, status.DIED)
        ]


class KeepForm(forms.Form):
    """The membership is kept."""

    on = day_field(_("From the day"))
    why = forms.CharField(label=_("Reason"), max_length=200, widget=WordsInput(KEPT_FOR))


class DayForm(forms.Form):
    """A day and, if need be, a reason."""

    on = day_field(_("On the day"))
    why = forms.CharField(label=_("Reason"), required=False, max_length=200)


class MaybeWhyForm(forms.Form):
    """The reason, where there is one to give."""

    why = forms.CharField(label=_("How we know"), required=False, max_length=200)


class UnitField(forms.CharField):
    """A union of the federation, by name or code as the list of units writes it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("Name or code of the union that takes the member over."))
        super().__init__(max_length=120, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        unit = find_unit(text.strip(), fragment=False)
        if unit is None or not isinstance(unit, Unit):
            raise forms.ValidationError(_("No unit bears this name or code. Write it as the list of units does."))
        return unit


def kept_field():
    """Whether the new union keeps the membership only."""
    words = _(
        "For the retired, and for whoever has no employer with a union: kept by the union of the residence, without dues or vote."
    )
    return forms.BooleanField(label=_("Received as a kept membership"), required=False, help_text=words)


class TransferForm(WorkFields):
    """A member goes to another union."""

    to = UnitField(label=_("To the union"))
    on = day_field(_("On the day"))
    kept = kept_field()
    letter = forms.CharField(label=_("Letter no."), required=False, max_length=60)
    migrant = None

    field_order = ("to", "on", "letter")


class ReceiveForm(WorkFields):
    """The new union takes the member over."""

    on = day_field(_("Received on"))
    kept = kept_field()

    migrant = None
    field_order = ("on", "group", "position", "employment")


class EvidenceForm(fields.EvidenceForm):
    """A file that proves something on the register."""

    kinds = (
        "入会申请书", "会员登记表", "劳动合同", "转接函", "回执", "会议纪要", "名册", "签领表", "登记表", "通知", "处分决定", "其他",
    )  # fmt: skip


class MemberFilter(forms.Form):
    """What the register is narrowed by."""

    q = forms.CharField(label=_("Name, identity number or telephone"), required=False, max_length=60)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("in membership")), ("all", _("all")), *Membership.Status.choices],
    )
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[("", _("all")), *Person.Sex.choices])
    migrant = forms.ChoiceField(
        label=_("Migrant worker"), required=False, choices=[("", _("all")), ("yes", _("yes")), ("no", _("no"))]
    )
    group = forms.CharField(label=_("Union group"), required=False, max_length=60)
    first = day_field(_("Joined from"), required=False)
    last = day_field(_("Joined up to"), required=False)

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit

    def asked(self):
        """What the register is narrowed by; by nothing where the form is wrong."""
        if not self.is_valid():
            return queries.Asked()
        given = self.cleaned_data
        return queries.Asked(
            text=given["q"],
            status="" if given["status"] == "all" else given["status"] or Membership.Status.MEMBER,
            sex=given["sex"],
            migrant={"yes": True, "no": False}.get(given["migrant"]),
            group=given["group"],
            first=given["first"],
            last=given["last"],
        )
