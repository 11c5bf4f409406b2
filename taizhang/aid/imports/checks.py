"""Which rows are one household, who belongs to it, and what its means come to: looked at before anything is written."""

from dataclasses import dataclass, field
from decimal import Decimal

from taizhang.aid import queries, rules
from taizhang.aid.imports.columns import CAUSES
from taizhang.aid.models import Assessment, FamilyMember, Household
from taizhang.aid.models.households import HEAD
from taizhang.intake import identity
from taizhang.intake.problems import REJECTED, REPAIRED, WARNED
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel import rulebook
from taizhang.members import queries as members
from taizhang.members.models import Person

HEADS = frozenset((HEAD, "户主", "自己", "职工本人", "职工", "申请人", "困难职工"))
MEMBER_COLUMNS = {
    "relation": "member_relation", "name": "member_name", "id_number": "member_id", "birth_on": "member_birth", "health": "member_health",
    "monthly_income": "member_income", "occupation": "member_occupation", "workplace": "member_workplace",
}  # fmt: skip
OWN_COLUMNS = (
    "relation", "name", "id_number", "sex", "birth_on", "political", "health", "disability", "insurance", "monthly_income", "occupation",
    "workplace", "study_level", "study_year",
)  # fmt: skip


@dataclass
class Member:
    """One person of a household in the workbook: the row, the values by the names of the family table, the number's index."""

    row: object
    values: dict
    index: str = ""

    @property
    def column(self):
        """Where the number stands, for remarks."""
        return "member_id" if self.values.get("beside") else "id_number"


@dataclass
class Group:
    """One household in the workbook: the row of its head and everybody in it, the head first."""

    head: object
    members: list = field(default_factory=list)
    causes: list = field(default_factory=list)
    means: object = None
    status: str = str(Household.Status.SURVEYED)

    @property
    def rows(self):
        """Every row of the household once."""
        return list(dict.fromkeys([self.head, *(one.row for one in self.members)]))


def check(rows, context):
    """Rows into households; then numbers, causes and means; a household goes back whole."""
    groups = gathered(rows)
    for group in groups:
        _check_head(group, context)
        for row in group.rows:
            row.unit = group.head.unit
        for member in group.members:
            _check_member(member)
    _check_numbers(groups, context)
    for group in groups:
        if not _send_back_whole(group):
            _check_means(group, context)
    context.memory["groups"] = groups


# --- rows into households ----------------------------------------------------------------------------------------------------


def gathered(rows):
    """Households in the order of the workbook. A row opens one, or belongs to the one above, or to the file number it names."""
    groups, by_number, current, sheet = [], {}, None, None
    for row in rows:
        if row.sheet != sheet:
            current, sheet, by_number = None, row.sheet, {}
        if _opens(row, current):
            current = Group(row)
            current.members.append(Member(row, _own_values(row, HEAD)))
            groups.append(current)
            if row.get("file_no"):
                by_number[row.get("file_no")] = current
            _add_beside(current, row)
            continue
        home = by_number.get(row.get("file_no")) or current
        if home is None:
            row.find("relation" if "relation" in row.places else "name", "file_head_missing", REJECTED)
        elif row.get("member_name"):
            _add_beside(home, row)
        else:
            _add_below(home, row)
    return groups


def _opens(row, current):
    """Does this row begin a household? Its relation says so; without one, a name that is not the head's above, or fields of a head."""
    relation = row.get("relation")
    if relation and not _beside(row):
        return relation in HEADS
    if not row.get("name"):
        return False
    if _beside(row):
        return current is None or not _same_head(row, current.head)
    return "relation" not in row.places or bool(
        row.get("main_cause") or row.get("category") or row.get("family_income") is not None
    )


def _beside(row):
    """Does the sheet have the family beside the head, in columns of their own?"""
    return "member_name" in row.places


def _same_head(row, head):
    """The head's cells are merged or repeated down the rows of the family."""
    if row.get("id_number") or head.get("id_number"):
        return row.get("id_number") in (None, head.get("id_number")) and row.get("name") == head.get("name")
    return row.get("name") == head.get("name")


def _own_values(row, relation):
    values = {name: row.get(name) for name in OWN_COLUMNS if row.get(name) is not None}
    return {**values, "relation": relation}


def _add_beside(group, row):
    if not row.get("member_name"):
        return
    values = {name: row.get(column) for name, column in MEMBER_COLUMNS.items() if row.get(column) is not None}
    relation = values.get("relation") or (row.get("relation") if _beside(row) else None)
    if relation in HEADS or (values.get("id_number") and values["id_number"] == group.head.get("id_number")):
        return  # the head is named again in the family table
    if not relation:
        row.find("member_relation", "file_relation_missing", REJECTED)
    group.members.append(Member(row, {**values, "relation": relation or "", "beside": True}))


def _add_below(group, row):
    if not row.get("name"):
        row.find("name", "file_name_missing", REJECTED)
    if not row.get("relation"):
        row.find("relation", "file_relation_missing", REJECTED)
    group.members.append(Member(row, _own_values(row, row.get("relation") or "")))


# --- one household -------------------------------------------------------------------------------------------------------------


def _check_head(group, context):
    row = group.head
    row.unit = unit_of_row(row, context)
    if not row.get("name"):
        row.find("name", "file_name_missing", REJECTED)
    _check_causes(group, context)
    if row.get("opened_on") and row.get("filed_on") and row.get("filed_on") < row.get("opened_on"):
        row.values["opened_on"] = row.get("filed_on")


def _check_causes(group, context):
    row = group.head
    said = _split(row.get("main_cause")) + _split(row.get("further_causes"))
    causes = [CAUSES.get(word, word) for word in said]
    unknown = [word for word in causes if word not in Household.Cause.values]
    if not said:
        row.find("main_cause", "file_cause_missing", REJECTED)
        return
    if unknown:
        row.find("main_cause", "file_cause_unknown", REJECTED, known="、".join(Household.Cause.values))
        return
    causes = list(dict.fromkeys(causes))
    if causes != said:
        row.find("main_cause", "value_translated", REPAIRED, repaired="、".join(causes))
    unit = row.unit or context.unit
    most = int(book_of(unit, context).rule("aid.causes.max", context.today).value)
    if len(causes) > most + 1:
        row.find("further_causes", "file_causes_many", WARNED, most=most)
    group.causes = causes[: most + 1]


def _split(text):
    """本人大病、子女上学/住房 → its words."""
    for sign in "，,；;/|＋+ ":
        text = (text or "").replace(sign, "、")
    return [word.strip() for word in text.split("、") if word.strip()]


def _check_member(member):
    """The number knows sex and birth date; without one a double cannot be told."""
    number = member.values.get("id_number")
    if not number:
        if member.values["relation"] == HEAD:
            member.row.find("id_number", "file_id_missing", WARNED)
        return
    if len(number) == 18:
        member.values["birth_on"] = identity.birth_date(number)
        member.values["sex"] = identity.sex_of(number)
    member.index = members.id_index(number)


def _check_numbers(groups, context):
    """Nobody belongs to two households: not in the workbook, and not with what is on file."""
    seen = {}
    for group in groups:
        for member in group.members:
            if member.index and member.index in seen:
                member.row.find(member.column, "file_twice_in_book", REJECTED, row=seen[member.index].number)
            elif member.index:
                seen[member.index] = member.row
    indexes = list(seen)
    persons, on_file = {}, {}
    for start in range(0, len(indexes), 900):
        some = indexes[start : start + 900]
        persons.update({one.id_index: one for one in Person.objects.filter(id_index__in=some)})
        rows = FamilyMember.objects.filter(id_index__in=some, counts=True).select_related("household")
        on_file.update({one.id_index: one for one in rows})
    context.memory["persons"] = persons
    for group in groups:
        _compare(group, persons, on_file)


def _compare(group, persons, on_file):
    """A household that stands in this union's files under the same head is on file already; any other hit sends it back."""
    head = group.members[0]
    known = on_file.get(head.index) if head.index else None
    if known and known.relation == HEAD and group.head.unit and known.household.unit_id == group.head.unit.pk:
        for row in group.rows:
            row.leave_unchanged("id_number")
        return
    for member in group.members:
        if member.index and member.index in on_file:
            member.row.find(member.column, "file_elsewhere", REJECTED)
        person = persons.get(member.index) if member.index else None
        if person and person.name != member.values.get("name"):
            member.row.find(member.column, "file_name_differs", REJECTED)


def _send_back_whole(group):
    """One row sent back takes the others of its household with it. → was it?"""
    back = next((row for row in group.rows if row.rejected), None)
    if back is None:
        return False
    for row in group.rows:
        if not row.rejected:
            row.find("name", "file_household_back", REJECTED, row=back.number)
    return True


# --- means ------------------------------------------------------------------------------------------------------------------------


def _check_means(group, context):
    """The category is reckoned, whatever the sheet says; without means or line the household enters as surveyed."""
    row, filed_on = group.head, group.head.get("filed_on")
    on = filed_on or row.get("opened_on") or context.today
    said = row.get("persons")
    if said and said != len(group.members):
        row.find("persons", "file_members_differ", WARNED, said=said, found=len(group.members))
    amounts = _amounts(row)
    if amounts is None:
        if filed_on:
            row.find("filed_on", "file_no_means", WARNED)
        return
    line = book_of(row.unit, context).find(queries.households.LINE, on)
    if line is None:
        row.find("family_income" if "family_income" in row.places else "name", "file_no_line", WARNED)
        return
    group.means = {
        "on": on,
        "amounts": amounts,
        "line": line,
        **_reckon(row, on, amounts, len(group.members), line, context),
    }
    _conclude(group, row, filed_on)


def _amounts(row):
    """Income and spending as declared; the family's whole income in one column counts as other income. None: nothing was declared."""
    amounts = {
        name: Decimal(row.get(name)) for name in (*Assessment.INCOME, *Assessment.SPENDING) if row.get(name) is not None
    }
    whole = row.get("family_income")
    parts = sum((amounts.get(name, Decimal(0)) for name in Assessment.INCOME), Decimal(0))
    if whole is not None and Decimal(whole) > parts:
        amounts["other_income"] = amounts.get("other_income", Decimal(0)) + Decimal(whole) - parts
    has_income = whole is not None or any(name in amounts for name in Assessment.INCOME)
    return amounts if has_income else None


def _reckon(row, on, amounts, persons, line, context):
    unit = row.unit
    bound = _bounds(unit, on, context)
    found = rules.means.reckon(
        income=sum((amounts.get(name, Decimal(0)) for name in Assessment.INCOME), Decimal(0)),
        spending=sum((amounts.get(name, Decimal(0)) for name in Assessment.SPENDING), Decimal(0)),
        members=persons, line=Decimal(line.value), sudden=bool(row.get("sudden")), **bound,
    )  # fmt: skip
    return {"found": found, **bound}


def _bounds(unit, on, context):
    """What the rulebook lays down for a union on a day; reckoned once for both."""
    key = ("bounds", unit.pk, on)
    if key not in context.memory:
        book = book_of(unit, context)
        context.memory[key] = {
            "months": int(book.rule("aid.income_months", on).value),
            "scheme": str(book.rule("aid.scheme", on).value),
            "limits": queries.households.limits(unit, on, book),
        }
    return context.memory[key]


def book_of(unit, context):
    """The rules that bind a union, asked once for all its rows and their days."""
    key = ("book", unit.pk if unit else None)
    if key not in context.memory:
        context.memory[key] = rulebook.ForUnit(unit, queries.households.BINDING)
    return context.memory[key]


def _conclude(group, row, filed_on):
    category, said = group.means["found"].category, row.get("category")
    if said and category and said != category:
        row.find("category", "file_category_differs", WARNED, said=said, found=category)
    if filed_on and not category:
        row.find("filed_on", "file_not_in_hardship", WARNED)
    elif filed_on:
        group.status = str(Household.Status.FILED)
        if not row.get("consent_on"):
            row.find("filed_on", "file_no_consent", WARNED)
