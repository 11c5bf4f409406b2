"""Who may vote: names that are typed or stand in a workbook, and changes after freezing."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake import reading
from taizhang.kernel.verdicts import Refused
from taizhang.members import queries as members

HEADS = {
    "name": ("姓名", "名字", "name"),
    "group": ("选区", "组别", "小组", "部门", "车间", "代表团", "group", "constituency"),
    "weight": ("票数", "权重", "weight", "votes"),
    "id": ("身份证号", "身份证号码", "证件号码", "证件号", "identity number"),
}
MOST_VOTERS = 50_000


class NamesForm(forms.Form):
    """Names, one a line, with a group after a comma."""

    names = forms.CharField(
        label=_("Voters, one a line"), widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Name, then after a comma the group or constituency: 王小明，一车间. Or paste columns from a workbook."),
    )  # fmt: skip

    def clean_names(self):
        """[{"name", "group"}] without empty lines."""
        lines = [line.strip() for line in self.cleaned_data["names"].replace("\t", "，").splitlines() if line.strip()]
        if len(lines) > MOST_VOTERS:
            raise forms.ValidationError(gettext("No more than %s voters at once.") % MOST_VOTERS)
        return [_voter(*line.replace(",", "，").partition("，")[::2]) for line in lines]


def _voter(name, group=""):
    if not name.strip() or len(name.strip()) > 60:
        raise forms.ValidationError(gettext("“%s” is no name.") % name.strip()[:20])
    return {"name": name.strip(), "group": group.strip()[:60]}


class BookForm(forms.Form):
    """A workbook with a column of names; group, weight and identity number are recognised by their heads."""

    book = forms.FileField(
        label=_("Workbook or CSV"),
        help_text=_(
            "First sheet, first row: 姓名; if you have them 选区 or 部门, 票数, 身份证号. By the identity number a voter is "
            "known to the register, so that nobody stands on the list twice."
        ),
    )  # fmt: skip

    def clean_book(self):
        """[{"name", "group", "weight", "subject"}] of the first sheet."""
        given = self.cleaned_data["book"]
        try:
            rows = reading.read(given.read(), given.name).sheets[0].rows
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        columns = _columns(rows[0] if rows else ())
        if "name" not in columns:
            raise forms.ValidationError(gettext("There is no column 姓名 in the first row of the first sheet."))
        return [_from_row(row, columns) for row in rows[1 : MOST_VOTERS + 1] if _cell(row, columns.get("name"))]


def _columns(head):
    said = {str(cell or "").strip().lower(): at for at, cell in reversed(list(enumerate(head)))}
    return {field: said[word] for field, words in HEADS.items() for word in words if word in said}


def _cell(row, at):
    value = row[at] if at is not None and at < len(row) else ""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value or "").strip()


def _from_row(row, columns):
    weight = _cell(row, columns.get("weight"))
    if weight and not (weight.isdecimal() and 0 < int(weight) < 1_000_000):
        raise forms.ValidationError(gettext("“%s” is no number of votes.") % weight[:20])
    person = members.person_by_id(_cell(row, columns.get("id"))) if _cell(row, columns.get("id")) else None
    found = _voter(_cell(row, columns["name"]), _cell(row, columns.get("group")))
    return found | {"weight": int(weight or 1), "subject": person.subject if person else ""}


class DelegatesForm(forms.Form):
    """The meeting whose delegates vote."""

    assembly = forms.ChoiceField(label=_("Delegates of"))

    def __init__(self, *args, assemblies=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assembly"].choices = [
            (str(at), f"{one.record.unit.name} {one.term}{one.session}") for at, one in enumerate(assemblies)
        ]


class AddForm(forms.Form):
    """Somebody who was left out when the electorate was frozen."""

    name = forms.CharField(label=_("Name"), max_length=60)
    group = forms.CharField(label=_("Constituency or group"), max_length=60, required=False)
    weight = forms.IntegerField(label=_("Votes"), min_value=1, max_value=1_000_000, initial=1)
    why = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The change and its reason are public, with the new hash of the list."),
    )


class ProxyForm(forms.Form):
    """Who votes in whose place."""

    holder = forms.IntegerField(
        label=_("Number of the voter who holds the mandate"), min_value=1,
        help_text=_("The number in this list. The mandate must be in writing."),
    )  # fmt: skip


class NumbersForm(forms.Form):
    """Numbers of voters: 1-40, 43."""

    numbers = forms.CharField(
        label=_("Numbers of the voters"),
        max_length=2000,
        help_text=_("As in the list: 1-40, 43. They vote on paper and no longer on a screen."),
    )

    def clean_numbers(self):
        """A sorted list of whole numbers."""
        found = set()
        for part in self.cleaned_data["numbers"].replace("，", ",").replace("、", ",").replace("－", "-").split(","):
            first, _dash, last = part.strip().partition("-")
            if not first:
                continue
            if (
                not first.isdecimal()
                or not (last or first).strip().isdecimal()
                or int(last or first) - int(first) > MOST_VOTERS
            ):
                raise forms.ValidationError(
                    gettext("“%s” cannot be read. Write numbers like 1-40, 43.") % part.strip()[:20]
                )
            found |= set(range(int(first), int(last or first) + 1))
        return sorted(found)
