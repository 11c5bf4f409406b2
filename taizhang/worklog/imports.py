"""The workbook of the ledger: its columns, what takes back what, and how its rows become entries."""

import hashlib
import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.intake.importers import Column, Importer
from taizhang.intake.models import Batch
from taizhang.intake.problems import ACCEPTED, REJECTED, REPAIRED, WARNED, declare
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.verdicts import Refused
from taizhang.organisation.queries import UnitIndex
from taizhang.worklog import rules
from taizhang.worklog.kinds import KINDS, guess
from taizhang.worklog.models import (
    COUNTED_ABOVE_WORD,
    NUMBERS,
    READING_WORD,
    TERRITORY_WORD,
    WHOLE_COUNTS,
    Entry,
    Organiser,
)

declare(
    ("empty_date", "日期为空", "the date is missing"),
    ("unknown_catalogue", "目录号不存在", "the catalogue has no such row"),
    ("catalogue_by_name", "按名称认定为{kind}", "recognised by its name as {kind}"),
    (
        "catalogue_guessed",
        "没有目录号,按事项认定为{kind},请核对",
        "no catalogue number: by its matter taken as {kind}; please check",
    ),
    (
        "catalogue_missing",
        "没有目录号,从事项也看不出是哪一类工作",
        "no catalogue number, and the matter does not say what kind of work it is",
    ),
    ("catalogue_cleaned", "目录号改为{kind}", "catalogue number put into its usual form {kind}"),
    (
        "negative_no_correction",
        "负数只能用于冲正:没有找到同单位、同目录、同事项且不少于此数的在前记录",
        "a negative number is only for corrections: no earlier entry of this unit, kind and matter is at least as large",
    ),
    ("negative_mixed", "冲正的一行里不能又有正数", "a correction cannot have positive numbers as well"),
    (
        "negative_reading",
        "时点数不能冲正,请改报新的时点数",
        "a reading is not corrected by a negative number; give a new reading",
    ),
    ("correction_of_row", "冲正第{row}行", "corrects row {row}"),
    ("correction_on_file", "冲正{day}已登记的一笔", "corrects the entry on file of {day}"),
    ("measure_unit_taken", "计量单位取“{unit}”", "unit of measure taken as “{unit}”"),
    ("entry_refused", "{why}", "{why}"),
    ("entry_doubt", "{why}", "{why}"),
    (
        "organiser_unknown",
        "联合单位“{name}”不在册,只记在备注",
        "the joint organiser “{name}” is not on file; kept in the remark",
    ),
)

_COUNT_HEADS = {
    "persons": (
        "参加人数",
        "受益人数",
        "参与人数",
        "参加人员数",
        "服务人数",
        "慰问人数",
        "救助人数",
        "人数合计",
        "涉及人数",
        "参训人数",
        "职工人数",
        "培训人数",
        "惠及人数",
    ),
    "person_times": ("参加人次", "受益人次", "参与人次", "服务人次", "人次数", "培训人次", "惠及人次"),
    "households": ("户", "家庭户数", "慰问户数", "走访户数", "受益户数", "户次"),
    "enterprises": (
        "企业数",
        "企业家数",
        "单位数",
        "单位个数",
        "家",
        "覆盖企业数",
        "涉及企业数",
        "企业个数",
        "参加单位数",
        "企业(家)",
    ),
    "items": ("件", "项数", "份数", "篇数", "数目", "件(份)数", "件(项)数", "个数", "办件数"),
    "sessions": ("场数", "次数", "期数", "场", "届次", "场(次)", "场(次)数", "活动次数", "活动场次", "举办场次"),
}

COLUMNS = (
    Column(
        "on",
        "日期",
        (
            "活动日期",
            "时间",
            "活动时间",
            "发生日期",
            "举办日期",
            "举办时间",
            "开展时间",
            "开展日期",
            "年月日",
            "工作日期",
            "登记日期",
            "年月",
            "月份",
            "发生时间",
            "日 期",
        ),
        type="date",
        english="date",
        required=True,
        missing="empty_date",
        coarse="month",
        example="2008-03-05",
    ),
    Column(
        "unit",
        "工会编码",
        ("单位编码", "组织编码", "工会代码", "所在工会编码", "单位代码", "填报单位编码", "编码", "主办单位编码"),
        type="unit",
        english="union code",
        required=True,
        instead=("unit_name",),
        example="CY01",
        note="编码或名称",
    ),
    Column(
        "unit_name",
        "工会名称",
        (
            "单位",
            "单位名称",
            "填报单位",
            "主办单位",
            "工会",
            "开展单位",
            "所在工会",
            "基层工会",
            "组织单位",
            "承办单位",
            "举办单位",
            "上报单位",
            "责任单位",
            "实施单位",
        ),
        type="unit",
        english="union",
        width=22,
    ),
    Column(
        "kind",
        "目录号",
        ("目录编号", "目录", "目录代码", "项目编号", "类别编码", "工作目录号", "业务编码", "项目代码", "类别代码"),
        type="code",
        english="catalogue no.",
        required=True,
        instead=("kind_name", "matter"),
        max_length=60,
        example="AW-05",
        note="工作目录里的编号,也可以写名称",
    ),
    Column(
        "kind_name",
        "工作类别",
        (
            "类别",
            "工作类型",
            "活动类别",
            "活动类型",
            "业务类别",
            "项目类别",
            "项目",
            "项目名称",
            "目录名称",
            "工作项目",
            "工作分类",
            "工作种类",
            "种类",
            "工作内容分类",
            "活动种类",
            "分类",
            "类型",
        ),
        english="kind of work",
        max_length=60,
        width=20,
    ),
    Column(
        "matter",
        "事项",
        (
            "活动名称",
            "内容",
            "工作内容",
            "活动内容",
            "事由",
            "主题",
            "活动主题",
            "名称",
            "工作事项",
            "事项名称",
            "主要内容",
            "活动事项",
            "摘要",
            "事项内容",
            "工作名称",
            "事 项",
        ),
        english="matter",
        max_length=200,
        width=36,
        example="元旦春节送温暖走访",
    ),
    *(
        Column(key, label, _COUNT_HEADS[key], type="int", english=english, negative=True)
        for key, label, english in (
            ("persons", "人数", "persons"),
            ("person_times", "人次", "person-times"),
            ("households", "户数", "households"),
            ("enterprises", "家数", "enterprises"),
            ("items", "件数", "items"),
            ("sessions", "场次", "sessions"),
        )
    ),
    Column(
        "amount",
        "金额(元)",
        (
            "金额",
            "资金",
            "经费",
            "款项",
            "慰问金",
            "发放金额",
            "使用资金",
            "支出金额",
            "资金数额",
            "投入资金",
            "活动经费",
            "现金",
            "资金(元)",
            "金额合计",
            "救助金额",
            "慰问金额",
            "捐款金额",
        ),
        type="money",
        english="amount (yuan)",
        negative=True,
        example="3000",
    ),
    Column(
        "goods",
        "实物",
        ("物资名称", "物品", "物资", "实物名称", "物品名称", "慰问品", "慰问物资", "品名", "物资品名"),
        english="goods",
        max_length=60,
    ),
    Column(
        "quantity",
        "数量",
        ("物资数量", "实物数量", "物品数量", "数 量"),
        type="number",
        scale=3,
        english="quantity",
        negative=True,
    ),
    Column(
        "measure_unit",
        "计量单位",
        ("单位", "数量单位", "实物单位", "物资单位", "物品单位", "计量", "量词", "计量单位名称"),
        english="unit of measure",
        max_length=20,
    ),
    Column(
        "organisers",
        "联合单位",
        ("合办单位", "协办单位", "联合主办", "联办单位", "共同主办"),
        english="joint organisers",
        max_length=200,
        width=22,
        note="一次活动几家合办的,写其他各家的编码或名称,用顿号隔开",
    ),
    Column(
        "remark",
        "备注",
        ("说明", "备考", "附注", "备注说明"),
        english="remark",
        max_length=500,
        width=26,
        note="全镇统计数、时点数、已由上级计数写在这里",
    ),
)

_CORRECTION = re.compile(
    r"冲正|更正|冲销|冲减|冲回|调减|红字|核减|纠正|多报|多计|误报|重报|退回|扣减|上次|上月|\d{1,2}月份?|\d{4}年|[第]?\d+行"
)
_MARKS = re.compile(r"[\W_]+")
SIMILAR = 0.55


# --- checking --------------------------------------------------------------------------------------------------------------


def check(rows, context):
    """Units and kinds, tags in the remark, what the rules refuse; then corrections, and what is on file already."""
    for row in rows:
        _check_row(row, context)
    _mark_known(rows, context)
    corrections = [row for row in rows if row.extra["negative"] and row.enters]
    if corrections:
        _match_corrections(rows, corrections)
    for row in rows:
        if row.enters and not row.extra["negative"]:
            _ask_rules(row, context)


def _check_row(row, context):
    values = row.values
    row.unit = unit_of_row(row, context)
    measures = row.extra or {}
    row.extra = {"negative": False, "corrects": None, "digest": "", "organisers": ()}
    _find_kind(row)
    remark = values.get("remark") or ""
    row.extra["territory"] = TERRITORY_WORD in remark
    row.extra["reading"] = READING_WORD in remark
    row.extra["counted_above"] = COUNTED_ABOVE_WORD in remark
    if values.get("quantity") is not None and not row.get("measure_unit"):
        _find_measure(row, measures)
    if values.get("organisers"):
        _find_organisers(row, context)
    below = [key for key in NUMBERS if (values.get(key) or 0) < 0]
    if below:
        row.extra["negative"] = True
        if row.extra["reading"]:
            row.find(below[0], "negative_reading", REJECTED)


def _find_kind(row):
    """The row of the catalogue: by its number, by its name, or by what the matter says."""
    number = row.get("kind")
    if number:
        plain = re.sub(r"[\s_—–－.]+", "-", str(number).strip().upper())
        plain = re.sub(r"^([A-Z]{2})-?(\d{1,2})$", lambda found: f"{found.group(1)}-{int(found.group(2)):02d}", plain)
        if plain in KINDS:
            if plain != number:
                row.find("kind", "catalogue_cleaned", REPAIRED, repaired=plain, kind=plain)
            row.values["kind"] = plain
            return
        _take_kind(row, "kind", guess(str(number)), "catalogue_by_name", REPAIRED, "unknown_catalogue")
        return
    named = guess(row.get("kind_name")) if row.get("kind_name") else None
    if named is not None:
        _take_kind(row, "kind_name", named, "catalogue_by_name", REPAIRED, "")
        return
    words = row.get("matter") or ""
    _take_kind(
        row,
        "matter" if "kind" not in row.places else "kind",
        guess(words),
        "catalogue_guessed",
        WARNED,
        "catalogue_missing",
    )


def _take_kind(row, key, kind, problem, treatment, otherwise):
    if kind is None:
        row.values["kind"] = None
        row.find(key, otherwise, REJECTED)
        return
    row.values["kind"] = kind.id
    row.find(key, problem, treatment, repaired=kind.id, kind=f"{kind.id} {kind.label}")


def _find_measure(row, measures):
    """The unit of measure stands in the head (数量(册)) or behind the number (820斤)."""
    behind = [
        finding.params["unit"]
        for finding in row.findings or ()
        if finding.problem == "number_with_unit" and finding.field == row.labels["quantity"]
    ]
    words = (behind or [measures.get("quantity", "")])[0]
    if words:
        row.values["measure_unit"] = words[:20]
        row.find(
            "quantity",
            "measure_unit_taken",
            REPAIRED,
            repaired=f"{row.values['quantity'].normalize():f} {words}",
            unit=words,
        )


def _find_organisers(row, context):
    """Unions that organised the event jointly; one that is not on file is named in the remark."""
    found = []
    for name in re.split(r"[、,,;;\s/]+", str(row.values["organisers"])):
        unit = context.units.find(name)[0] if name else None
        if unit is not None and (row.unit is None or unit.pk != row.unit.pk):
            found.append(unit)
        elif name and unit is None:
            row.find("organisers", "organiser_unknown", WARNED, name=name)
            row.values["remark"] = f"{row.values.get('remark') or ''};联合单位:{name}".strip(";")[:500]
    row.extra["organisers"] = tuple({unit.pk: unit for unit in found}.values())


def _words_of(row):
    """The content of a row in one spelling: what makes two rows the same."""
    get = row.values.get
    numbers = [
        f"{get(key).normalize():f}" if hasattr(get(key), "normalize") else str(get(key)) if get(key) is not None else ""
        for key in NUMBERS
    ]
    return "\x1f".join(
        [
            row.unit.code if row.unit else "",
            get("on").isoformat() if get("on") else "",
            get("kind") or "",
            get("matter") or "",
            *numbers,
            get("goods") or "",
            get("measure_unit") or "",
            get("remark") or "",
        ]
    )


def _mark_known(rows, context):
    """Rows that an earlier import brought are on file; two equal rows of one file are two events.

    What somebody has voided since stays voided; what an undone import brought may come in again.
    """
    seen, digests = Counter(), {}
    for row in rows:
        if row.rejected:
            continue
        words = _words_of(row)
        seen[words] += 1
        row.extra["digest"] = hashlib.sha256(f"{words}\x1f{seen[words]}".encode()).hexdigest()
        digests[row.extra["digest"]] = row
    keys = list(digests)
    for start in range(0, len(keys), 900):
        found = Entry.objects.filter(digest__in=keys[start : start + 900]).exclude(batch__state=Batch.State.UNDONE)
        for digest in found.values_list("digest", flat=True):
            digests[digest].leave_unchanged("on")


def _ask_rules(row, context):
    """The rules of the ledger have the last word on a row, and may raise doubts."""
    values = _values(row)
    verdict = rules.may_record(values, today=context.today)
    if not verdict:
        row.find("matter" if "matter" in row.places else "on", "entry_refused", REJECTED, why=str(verdict.reason))
        return
    for doubt in rules.doubts({**values, "reading": True}):
        row.find(
            "persons" if values.get("person_times") is not None else "quantity", "entry_doubt", WARNED, why=str(doubt)
        )


# --- corrections -----------------------------------------------------------------------------------------------------------


def _match_corrections(rows, corrections):
    """Each negative row finds the earlier entry that it takes back, in the file or on file; what is taken back once is gone."""
    candidates = defaultdict(list)
    wanted = {(row.unit.pk, row.values["kind"]) for row in corrections if row.unit and row.values.get("kind")}
    for row in rows:
        place = (row.unit.pk, row.values.get("kind")) if row.unit else None
        if place in wanted and row.enters and not row.extra["negative"] and not row.extra["reading"]:
            candidates[place].append(_Candidate.of_row(row))
    for entry in _entries_on_file(wanted):
        candidates[entry.unit_id, entry.kind].append(_Candidate.of_entry(entry))
    for row in sorted(corrections, key=lambda one: one.values["on"]):
        _match(row, candidates.get((row.unit.pk, row.values["kind"]), ()) if row.unit else ())


def _entries_on_file(wanted):
    units, kinds = {unit for unit, _kind in wanted}, {kind for _unit, kind in wanted}
    standing = Entry.objects.standing().filter(unit__in=units, kind__in=kinds, corrects=None, reading=False)
    return [entry for entry in standing.prefetch_related("corrections") if (entry.unit_id, entry.kind) in wanted]


class _Candidate:
    """An earlier entry that a negative row might take back, and what is left of it."""

    def __init__(self, on, matter, measure_unit, left, row=None, entry=None):
        self.on, self.matter, self.measure_unit, self.left, self.row, self.entry = (
            on,
            matter,
            measure_unit,
            left,
            row,
            entry,
        )

    @classmethod
    def of_row(cls, row):
        left = {key: row.values[key] for key in NUMBERS if row.values.get(key) is not None}
        return cls(row.values["on"], row.get("matter", ""), row.get("measure_unit", ""), left, row=row)

    @classmethod
    def of_entry(cls, entry):
        return cls(
            entry.on,
            entry.matter,
            entry.measure_unit,
            rules.compute_remaining(entry, entry.corrections.all()),
            entry=entry,
        )

    def holds(self, row):
        """Whether enough is left of every number that the row takes back, and the row is not earlier."""
        if row.values["on"] < self.on:
            return False
        if row.values.get("quantity") is not None and row.get("measure_unit", self.measure_unit) != self.measure_unit:
            return False
        return all(self.left.get(key, 0) + row.values[key] >= 0 for key in NUMBERS if row.values.get(key) is not None)

    def resembles(self, matter, plain):
        """How much the matters are alike: 1 the same, 0 nothing in common; a bare 冲正 fits anything a little."""
        own = _MARKS.sub("", self.matter)
        if matter == self.matter or plain == own:
            return 1.0
        if not plain:
            return SIMILAR
        if plain in own or own in plain:
            return 0.9
        return SequenceMatcher(None, plain, own).ratio()


def _match(row, candidates):
    matter = row.get("matter", "")
    plain = _MARKS.sub("", _CORRECTION.sub("", matter))
    fitting = [
        (round(one.resembles(matter, plain), 3), one.on, -place, one)
        for place, one in enumerate(candidates)
        if one.holds(row)
    ]
    fitting = [one for one in fitting if one[0] >= SIMILAR]
    below = next(key for key in NUMBERS if (row.values.get(key) or 0) < 0)
    if not fitting:
        row.find(below, "negative_no_correction", REJECTED)
        return
    above = next((key for key in NUMBERS if (row.values.get(key) or 0) > 0), "")
    if above:
        row.find(above, "negative_mixed", REJECTED)
        return
    chosen = max(fitting, key=lambda one: one[:3])[3]
    for key in NUMBERS:
        if row.values.get(key) is not None:
            chosen.left[key] += row.values[key]
    row.extra["corrects"] = chosen
    if not row.get("measure_unit"):
        row.values["measure_unit"] = chosen.measure_unit if row.values.get("quantity") is not None else None
    if chosen.row is not None:
        row.find(below, "correction_of_row", ACCEPTED, row=chosen.row.number)
    else:
        row.find(below, "correction_on_file", ACCEPTED, day=chosen.on.isoformat())


# --- writing ---------------------------------------------------------------------------------------------------------------


def _values(row):
    """The values of an entry as the model names them."""
    get = row.values.get
    values = {key: get(key) for key in ("on", "kind", *WHOLE_COUNTS, "amount", "quantity")}
    values.update({key: get(key) or "" for key in ("matter", "goods", "measure_unit", "remark")})
    values.update({key: row.extra[key] for key in ("territory", "reading", "counted_above")})
    return values


def write(rows, context, this):
    """The entries first, then the corrections that point at them, then joint organisers."""
    entering = [row for row in rows if row.enters]
    plain = [row for row in entering if row.extra["corrects"] is None]
    context.report(0, len(entering), gettext("Entries"))
    entries = {
        id(row): entry
        for row, entry in zip(plain, this.create_all(Entry, [_entry(row, context) for row in plain]), strict=True)
    }
    correcting = [row for row in entering if row.extra["corrects"] is not None]
    this.create_all(Entry, [_correction(row, entries, context) for row in correcting])
    joint = [Organiser(entry=entries[id(row)], unit=unit) for row in plain for unit in row.extra["organisers"]]
    this.create_all(Organiser, joint)
    context.report(len(entering), len(entering), gettext("Ledger"))
    return {"entries": len(entering), "corrections": len(correcting)}


def _entry(row, context):
    return Entry(unit=row.unit, batch=context.batch, digest=row.extra["digest"], **_values(row))


def _correction(row, entries, context):
    chosen = row.extra["corrects"]
    entry = _entry(row, context)
    entry.corrects = chosen.entry if chosen.entry is not None else entries[id(chosen.row)]
    entry.territory = entry.corrects.territory
    return entry


def undo(batch, context, this):
    """Void the entries that the import brought; refused where a later entry corrects one of them."""
    standing = Entry.objects.standing().filter(batch=batch)
    later = Entry.objects.standing().filter(corrects__in=standing.values("pk")).exclude(batch=batch).count()
    if later:
        raise Refused(
            gettext("%(count)d entries of this import have been corrected since; void the corrections first.")
            % {"count": later}
        )
    entries = list(standing.select_related("unit"))
    why = gettext("The import was undone.")
    for entry in entries:
        entry.voided_at, entry.voided_why = this.at, why
        this.touch(entry)
    # One statement instead of thousands; the act still posts the reversal of every single one.
    Entry._base_manager.filter(pk__in=standing.values("pk")).update(voided_at=this.at, voided_why=why)
    return {"entries": len(entries)}


def unit_of(row):
    """The code and name of the union that the row belongs to."""
    return f"{row.unit.code} {row.unit.name}" if row.unit is not None else ""


ENTRIES = Importer(
    code="entries",
    label=_("Work"),
    columns=COLUMNS,
    act="worklog.import",
    check=check,
    write=write,
    undo=undo,
    unit_of=unit_of,
    units=UnitIndex,
    sheet_name="台账",
    notes=(
        "人数只填本年度该事项尚未计过的人,重复参加的只填人次。",
        "负数只用于冲正在前的一笔,须同单位、同目录号、同事项。",
        "备注写“全镇统计数”“时点数”“已由上级计数”的,按相应口径统计。",
        "现金填金额,物资填实物、数量和计量单位,两者不相加。",
    ),
)

IMPORTERS = (ENTRIES,)
