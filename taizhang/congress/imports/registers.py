"""What the workbooks of the follow-up share: whose row it is, a refusal on the row, doubles left alone, one import taken back."""

from django.utils.translation import gettext

from taizhang.congress.models import Progress
from taizhang.intake.importers import Column, Importer
from taizhang.intake.problems import REJECTED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.tables import Evidence
from taizhang.kernel.verdicts import Refused
from taizhang.organisation.queries import UnitIndex

declare(
    ("register_refused", "{reason}", "{reason}"),
    ("register_twice", "与前面一行相同", "the same as an earlier row"),
    (
        "register_vote_unknown",
        "没有表决人数，只登记通过日期；保留事项没有表决记录不能生效",
        "no figures of the vote: only its day is entered; what is reserved cannot take effect without a vote on file",
    ),
    (
        "register_matter_unknown",
        "没有事项类别“{word}”；本单位的类别：{known}",
        "there is no class of matters “{word}”; this union's: {known}",
    ),
    ("register_no_employer", "不是用人单位，请填到企业或其工会", "no employer; name the employer or its union"),
    ("register_no_canteen", "没有食堂“{word}”的小组，请先成立", "no group of the canteen “{word}”; set one up first"),
    ("register_not_below", "不在导入的工会之下", "does not stand below the union of this import"),
)

UNITS = (
    Column(
        "unit",
        "工会编码",
        ("单位编码", "组织编码", "工会代码"),
        type="unit",
        english="union code",
        note="不填就是导入的工会",
    ),
    Column("unit_name", "所在工会", ("工会名称", "单位名称", "工会"), type="unit", english="union", width=22),
)


def words(row, key, longest):
    """The text of a cell, in one line, as long as its column is."""
    return " ".join(str(row.get(key, "")).split())[:longest]


def lines(row, key):
    """The lines of a cell: one a line, or divided by 、 or ；."""
    text = str(row.get(key, "")).replace("；", "\n").replace(";", "\n").replace("、", "\n")
    return [line.strip() for line in text.splitlines() if line.strip()]


def allowed(row, key, verdict):
    """Whether a rule lets the row in; its sentence stands on the row otherwise."""
    if not verdict:
        row.find(key, "register_refused", REJECTED, reason=str(verdict.reason))
    return bool(verdict)


def checked(known, identity, prepare, field="name"):
    """The `check` of a register.

    `known(units)`: what stands there; `identity(row)`: what makes a row the same; `prepare(row, context)` fills `extra`; `field`: the
    column on which doubles are remarked.
    """

    def check(rows, context):
        for row in rows:
            row.unit = unit_of_row(row, context)
        entering = [row for row in rows if row.unit is not None and not row.rejected]
        there, seen = known({row.unit for row in entering}), set()
        for row in entering:
            place = identity(row)
            if place in there:
                row.leave_unchanged(field)
            elif place in seen:
                row.find(field, "register_twice", REJECTED)
            else:
                seen.add(place)
                prepare(row, context)

    return check


def undone(model, word):
    """The `undo` of a register: void what the import brought, unless somebody has worked on it since."""

    def undo(batch, context, this):
        standing = model.objects.standing().filter(batch=batch)
        kind, keys = model._meta.label_lower, list(standing.values_list("pk", flat=True))
        notes = Progress.objects.filter(record_type=kind, record_id__in=keys, on__gt=batch.imported_at.date())
        files = Evidence.objects.filter(record_type=kind, record_id__in=keys, withdraws=None, withdrawal=None)
        if notes.exists() or files.exists():
            raise Refused(gettext("Notes or files stand with records of this import; void single records instead."))
        this.change_all(model, keys, voided_at=this.at)
        return {word: len(keys)}

    return undo


def register(code, label, columns, *, check, write, model, word, sheet, notes=(), units=UNITS):
    """The importer of one register of the follow-up."""
    return Importer(
        code=code, label=label, columns=(*columns, *units), act="congress.import_register", check=check, write=write,
        undo=undone(model, word), units=UnitIndex, sheet_name=sheet, notes=notes,
    )  # fmt: skip
