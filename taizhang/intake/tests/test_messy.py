"""Workbooks as they really come: titles, merged heads, other words, totals, signatures, dittos, names for codes."""

import io
import zipfile

import pytest

from taizhang.intake import actions, queries, workbooks
from taizhang.kernel.access import SYSTEM
from taizhang.worklog.models import Entry

from .factories import workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    """A federation, a town and three unions below it, come in by workbook with parents after children."""
    rows = [
        ["××县工会组织情况登记表"],
        ["填报单位:××县总工会", "", "", "2008年12月"],
        ["序号", "单位名称", "工会编码", "上级工会", "工会类型", "在职职工(人)", "成立时间", "备注"],
        [1, "棉纺厂工会", "T3", "东街社区工会", "企业工会", "120人", "2005年3月", "规模企业"],
        [2, "东街社区工会", "T2", "河口镇联合工会", "社区工会", 80, "2004.5.12", "也写作“东大街社区”"],
        [3, "河口镇联合工会", "T1", "T0", "镇联合工会", "", "2003-03-18", ""],
        [4, "河口县总工会", "T0", "", "县总工会", "", 18749, ""],
        [5, "农机厂", "T4", "东街社区工会", "企业（未建会）", 26, "", ""],
        ["合计", "", "", "", "", 226, "", ""],
        ["填表人:王某", "", "", "审核人:李某", "", "", "单位盖章"],
    ]
    batch = actions.run(queries.preview("units", workbook(rows), by=SYSTEM), by=SYSTEM)
    assert (batch.entering, batch.counts["rejected"]) == (5, 0)


def look(code, *sheets, merges=None, unit=None):
    return queries.preview(code, workbook(*sheets, merges=merges), by=SYSTEM, unit=unit, name="表.xlsx")


def told(seen):
    return [(finding.row, finding.field, finding.problem, finding.treatment) for finding in seen.findings]


def test_titles_two_row_heads_totals_and_signatures(town):
    rows = [
        ["河口镇2008年工会工作台账", *[""] * 9],
        ["填报单位:河口镇联合工会", *[""] * 9],
        ["序号", "活动日期", "单位名称", "工作内容", "人员情况", "", "实物", "", "", "资金(万元)"],
        ["", "", "", "", "人数", "人次", "名称", "数量", "单位", ""],
        [1, "2008.3.5", "东街社区工会", "元旦春节送温暖走访", "48人", "1,050", "", "", "", 1.7],
        [2, "〃", "〃", "慰问物资发放", "", "", "大米", "820斤", "斤", ""],
        ["小计", "", "", "", 48, 1050, "", "", "", 1.7],
        ["序号", "活动日期", "单位名称", "工作内容", "人员情况", "", "实物", "", "", "资金(万元)"],
        ["", "", "", "", "人数", "人次", "名称", "数量", "单位", ""],
        [3, "6月", "棉纺厂", "图书添置", "", "", "图书", "两千", "册", ""],
        ["", "", "", "", "", "", "", "", "", ""],
        ["总  计", "", "", "", 48, 1050, "", "", "", 1.7],
        ["说明:本表一式两份", *[""] * 9],
        ["制表:张某", "", "审核:李某", "", "", "", "(公章)", "", "", ""],
    ]
    merges = {"台账": ["A1:J1", "E3:F3", "G3:I3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "J3:J4"]}
    seen = look("entries", ("台账", rows), merges=merges)
    layout = seen.sheets[0].layout
    assert {match.key: match.at for match in layout.matches} == {
        "on": 1,
        "unit_name": 2,
        "matter": 3,
        "persons": 4,
        "person_times": 5,
        "goods": 6,
        "quantity": 7,
        "measure_unit": 8,
        "amount": 9,
    }
    assert [row.number for row in seen.rows] == [5, 6, 10]
    first, second, third = seen.rows
    assert (first.values["persons"], first.values["person_times"], first.values["amount"]) == (48, 1050, 17000)
    assert (
        second.values["on"].isoformat(),
        second.unit.code,
        second.values["quantity"],
        second.values["measure_unit"],
    ) == ("2008-03-05", "T2", 820, "斤")
    assert (third.values["on"].isoformat(), third.unit.code, third.values["quantity"]) == ("2008-06-01", "T3", 2000)
    assert (first.values["kind"], second.values["kind"]) == ("AW-05", "AW-06")
    assert dict(seen.sheets[0].skipped) == {"total": 2, "heads": 1, "blank": 1, "note": 1, "signature": 1}
    assert not [row for row in seen.rows if row.rejected]


def test_several_sheets_each_recognised_on_its_own(town):
    one = ("一季度", [["日期", "工会编码", "目录号", "事项", "人数"], ["2008-01-05", "T2", "AW-05", "走访", 3]])
    two = ("二季度", [["事项", "目录号", "人数", "工会编码", "日期"], ["走访", "aw5", "３", "t2", "2008/4/5"]])
    notes = ("填表说明", [["本表按季填报"], ["不得漏报"]])
    summary = ("汇总", [["单位", "人数", "人次"], ["T2", 6, 0]])
    seen = look("entries", one, two, notes, summary, ("空", []))
    assert [(report.name, report.used, report.why_not) for report in seen.sheets] == [
        ("一季度", True, ""),
        ("二季度", True, ""),
        ("填表说明", False, "no_heads"),
        ("汇总", False, "columns_missing"),
        ("空", False, "empty"),
    ]
    assert seen.counts["rejected"] == 0 and len(seen.rows) == 2
    assert seen.rows[1].values["kind"] == "AW-05"


def test_units_by_name_by_former_spelling_and_unknown_ones(town):
    rows = [
        ["姓名", "身份证号", "所在单位"],
        ["张一", "11010519491231002X", "棉纺厂工会"],
        ["张二", "110105196912310029", "东大街社区"],
        ["张三", "", "机关"],
        ["张四", "", "农机厂"],
    ]
    seen = look("members", rows)
    assert [(row.unit.code if row.unit else None, row.rejected) for row in seen.rows] == [
        ("T3", False),
        ("T2", False),
        (None, True),
        ("T4", True),
    ]
    assert tuple(
        finding.problem for row in seen.rows[2:4] for finding in row.findings if finding.treatment == "rejected"
    ) == ("unknown_union", "no_union_there")


def test_identity_numbers_in_number_cells(town):
    rows = [["姓名", "证件号码", "工会编码"], ["张一", 432427620924969, "T3"], ["张二", 432427195803289554, "T3"]]
    seen = look("members", rows)
    assert told(seen)[:3] == [
        (2, "身份证号", "id_number_cell", "repaired"),
        (2, "身份证号", "id_15_digits", "repaired"),
        (3, "身份证号", "id_scientific", "rejected"),
    ]


def test_merged_cells_fill_down_words_but_never_numbers(town):
    rows = [
        ["日期", "工会编码", "目录号", "事项", "人数", "金额(元)"],
        ["2008-03-05", "T2", "AW-05", "走访甲", 3, 900],
        ["", "", "", "走访乙", 4, ""],
        ["", "", "", "走访丙", 5, ""],
    ]
    seen = look("entries", ("台账", rows), merges={"台账": ["A2:A4", "B2:B4", "C2:C4", "F2:F4"]})
    assert [(row.unit.code, row.values["persons"], row.values["amount"]) for row in seen.rows] == [
        ("T2", 3, 900),
        ("T2", 4, None),
        ("T2", 5, None),
    ]


def test_the_word_unit_means_the_union_or_the_measure(town):
    rows = [
        ["日期", "单位", "目录号", "内容", "数量", "单位"],
        ["2008-03-05", "东街社区工会", "FA-02", "图书", 300, "册"],
    ]
    keys = {match.at: match.key for match in look("entries", rows).sheets[0].layout.matches}
    assert (keys[1], keys[5]) == ("unit_name", "measure_unit")


def test_a_negative_count_is_only_a_correction(town):
    heads = ["日期", "工会编码", "目录号", "事项", "人数", "备注"]
    rows = [
        heads,
        ["2008-03-05", "T2", "AW-16", "爱心超市接待困难职工", 40, ""],
        ["2008-04-01", "T2", "AW-16", "冲正:爱心超市接待困难职工", -5, "上月多计"],
        ["2008-04-02", "T2", "AW-16", "爱心超市接待困难职工", -36, ""],
        ["2008-04-02", "T3", "AW-16", "爱心超市接待困难职工", -1, ""],
        ["2008-03-01", "T2", "AW-16", "爱心超市接待困难职工", -1, "早于原记录"],
    ]
    seen = look("entries", rows)
    assert [(row.rejected, row.findings[-1].problem if row.findings else "") for row in seen.rows] == [
        (False, ""),
        (False, "correction_of_row"),
        (True, "negative_no_correction"),
        (True, "negative_no_correction"),
        (True, "negative_no_correction"),
    ]
    assert "负数只能用于冲正" in seen.as_json()[1]["explanation"]
    actions.run(seen, by=SYSTEM)
    assert Entry.objects.get(persons=-5).corrects.persons == 40
    later = look(
        "entries",
        [
            heads,
            ["2008-05-02", "T2", "AW-16", "爱心超市接待困难职工", -35, "冲正"],
            ["2008-05-03", "T2", "AW-16", "爱心超市接待困难职工", -1, "冲正"],
        ],
    )
    assert [row.rejected for row in later.rows] == [False, True]


def test_two_honest_equal_rows_count_twice_and_a_second_run_adds_nothing(town):
    rows = [["日期", "工会编码", "目录号", "事项", "人次"], *[["2008-03-05", "T2", "AC-05", "篮球赛", 30]] * 2]
    assert actions.run(look("entries", rows), by=SYSTEM).entering == 2
    assert look("entries", rows).counts == {"fine": 0, "repaired": 0, "warned": 0, "rejected": 0, "unchanged": 2}


def test_a_very_long_name_is_a_rejected_row_with_a_sentence(town):
    rows = [
        ["姓名", "身份证号", "工会编码"],
        ["张" * 10_000, "11010519491231002X", "T3"],
        ["李四", "110105196912310029", "T3"],
    ]
    seen = look("members", rows)
    assert [row.rejected for row in seen.rows] == [True, False]
    assert seen.as_json()[0]["explanation"] == "超过60个字，共10000个字"
    assert len(seen.findings[0].original) < 100


def test_rejected_rows_come_back_with_reasons_and_without_formulas(town):
    rows = [
        ["姓名", "身份证号", "工会编码", "备注"],
        ["=HYPERLINK(1)", "110105196912310021", "T3", "=cmd|' /C calc'!A0"],
        ["李四", "110105196912310029", "T3", ""],
    ]
    content = workbooks.rejected(look("members", rows))
    seen = queries.preview("members", content, by=SYSTEM, name="退回.xlsx")
    assert len(seen.rows) == 1
    assert seen.book.sheets[0].rows[0][-1] == "退回原因"
    assert "校验码不符" in seen.book.sheets[0].rows[1][-1]
    assert b"<f>" not in _sheet_xml(content)


def rewritten(content, changes):
    """A workbook whose sheets were written by another program."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            for was, now in changes.items() if "worksheets" in name else ():
                part = part.replace(was.encode(), now.encode())
            new.writestr(name, part)
    return out.getvalue()


def _sheet_xml(content):
    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("code", ["units", "members", "entries"])
def test_a_template_is_recognised_whole(town, code):
    importer = queries.importer_of(code)
    seen = queries.preview(code, workbooks.template(importer), by=SYSTEM)
    report = seen.sheets[0]
    assert (report.used, {match.key for match in report.layout.matches}) == (
        True,
        {column.key for column in importer.columns},
    )
    assert not seen.sheets[1].used


def test_circles_unknown_kinds_and_orphans_among_units(town):
    rows = [
        ["编码", "名称", "上级编码", "类型"],
        ["A1", "甲工会", "A2", "企业工会"],
        ["A2", "乙工会", "A1", "企业工会"],
        ["A3", "丙工会", "X9", "企业工会"],
        ["A4", "丁工会", "A3", "分会"],
        ["A5", "戊", "T2", "俱乐部"],
        ["T2", "东街社区工会", "T1", "社区工会"],
        ["A6", "己工会", "河口镇联合工会", "机关工会"],
        ["A6", "己工会", "T1", "机关工会"],
    ]
    seen = look("units", rows)
    assert [(row.get("code"), row.state, row.findings[-1].problem if row.findings else "") for row in seen.rows] == [
        ("A1", "rejected", "unit_cycle"),
        ("A2", "rejected", "unit_cycle"),
        ("A3", "rejected", "unknown_parent"),
        ("A4", "rejected", "parent_rejected"),
        ("A5", "rejected", "unknown_kind"),
        ("T2", "unchanged", "already_recorded"),
        ("A6", "fine", ""),
        ("A6", "rejected", "duplicate_code"),
    ]


def test_a_known_unit_is_changed_only_when_asked(town):
    rows = [["编码", "名称", "上级编码", "类型", "职工人数"], ["T3", "棉纺厂工会", "T2", "企业工会", 130]]
    assert told(look("units", rows)) == [(2, "编码", "unit_differs", "warned")]
    seen = queries.preview("units", workbook(rows), by=SYSTEM, options={"amend": True})
    actions.run(seen, by=SYSTEM)
    assert look("units", rows).counts["unchanged"] == 1


def test_an_import_for_one_union_takes_nothing_of_another(town):
    from taizhang.kernel.models import Unit

    mill = Unit.objects.get(code="T3")
    rows = [["姓名", "身份证号", "工会编码"], ["张一", "11010519491231002X", "T2"], ["张二", "110105196912310029", ""]]
    seen = look("members", rows, unit=mill)
    assert [(row.rejected, row.unit.code if row.unit else None) for row in seen.rows] == [(True, None), (False, "T3")]
    assert seen.findings[-1].problem == "unit_outside"


def test_a_file_of_something_else_is_told_what_is_missing(town):
    seen = look("members", [["货号", "价格"], ["A", 3], ["B", 4]])
    assert not seen.fits
    assert "表1" in queries.no_fit(seen, seen.importer)


def test_the_unit_stands_in_the_title_or_in_the_name_of_the_sheet(town):
    titled = ("名册", [["棉纺厂工会2008年会员花名册"], ["姓名", "身份证号"], ["张一", "11010519491231002X"]])
    named = ("东街社区工会", [["姓名", "身份证号"], ["李四", "110105196912310029"]])
    assert [row.unit.code for row in look("members", titled, named).rows] == ["T3", "T2"]


def test_lines_between_the_rows_name_the_unit(town):
    rows = [
        ["姓名", "身份证号", "工会小组"],
        ["一、棉纺厂工会"],
        ["张一", "11010519491231002X", "一车间"],
        ["二、东街社区工会", "", ""],
        ["李四", "110105196912310029", ""],
    ]
    seen = look("members", ("本镇", [["填报单位:河口镇联合工会"], *rows]))
    assert [row.unit.code for row in seen.rows] == ["T3", "T2"]


def test_heads_that_come_again_in_another_order(town):
    rows = [
        ["日期", "工会编码", "目录号", "事项", "人数"],
        ["2008-01-05", "T2", "AW-05", "走访", 3],
        ["事项", "目录号", "人数", "工会编码", "日期"],
        ["慰问", "AW-05", 4, "T3", "2008-02-05"],
    ]
    seen = look("entries", rows)
    assert [(row.unit.code, row.values["persons"], row.values["matter"]) for row in seen.rows] == [
        ("T2", 3, "走访"),
        ("T3", 4, "慰问"),
    ]


def test_the_unit_of_measure_stands_in_the_head_or_behind_the_number(town):
    rows = [
        ["日期", "工会编码", "目录号", "事项", "实物", "数量 (册)"],
        ["2008-01-05", "T2", "FA-02", "添置图书", "图书", 300],
        ["2008-01-05", "T2", "AW-06", "慰问物资", "大米", "820斤"],
    ]
    assert [row.values["measure_unit"] for row in look("entries", rows).rows] == ["册", "斤"]


def test_a_number_cell_that_kept_all_its_digits(town):
    rows = [["姓名", "身份证号", "工会编码"], ["张一", 111, "T3"], ["张二", 222, "T3"]]
    content = rewritten(
        workbook(rows), {"<v>111</v>": "<v>110105196912310029</v>", "<v>222</v>": "<v>110105196912310000</v>"}
    )
    seen = queries.preview("members", content, by=SYSTEM)
    assert [(row.values["id_number"], row.findings[0].problem, row.findings[0].original) for row in seen.rows] == [
        ("110105196912310029", "id_number_cell", "110105196912310029"),
        (None, "id_scientific", "110105196912310000"),
    ]


def test_no_sheet_of_prose_breaks_anything(town):
    rows = [
        ["今年以来,全镇工会工作……"],
        ["一、组织建设"],
        ["28家工会"],
        [None, None, 3.5, True],
        ["日期", "单位"],
        ["", ""],
    ]
    for code in ("units", "members", "entries"):
        look(code, rows, [["日期", "日期", "日期"]], [["工会编码"]], [["姓名", "所在工会"]])


def test_every_head_opens_a_block_of_its_own(town):
    rows = [
        ["河口镇联合工会2009年工作台账"],
        ["填报单位:河口镇联合工会", "", "", "", "", "填报日期:2009年7月5日"],
        ["序号", "活动时间", "单位名称", "目录编号", "活动内容", "规模", "", "", "经费(万元)", "发放物资", "", "说明"],
        ["", "", "", "", "", "参加人数", "人次", "场次", "", "物品", "数量(件)", ""],
        [1, "2009.1.15", "东街社区工会", "AW-05", "春节慰问", "48人", "48人次", 1, 0.48, "大米", "20袋", ""],
        [2, "〃", "棉纺厂工会", "〃", "〃", 36, 36, 1, 0.36, "", "", ""],
        [3, "2009年3月", "河口镇联合工会", "RW-05", "三八节活动", "一百二十人", "", 1, "若干", "", "", ""],
        ["", "", "小计", "", "", 204, 84, 3, 0.84, "", "", ""],
        ["活动时间", "活动内容", "目录编号", "单位名称", "参加人数", "经费(元)"],
        ["2009-05-04", "篮球比赛", "AC-02", "棉纺厂工会", 60, 2500],
    ]
    merges = {"上半年": ["A1:L1", "F3:H3", "J3:K3", *(f"{letter}3:{letter}4" for letter in "ABCDEIL")]}
    seen = look("entries", ("上半年", rows), merges=merges)
    assert [
        (row.number, row.unit.code, row.values["persons"], row.values.get("amount"), row.rejected) for row in seen.rows
    ] == [
        (5, "T2", 48, 4800, False),
        (6, "T3", 36, 3600, False),
        (7, "T1", 120, None, True),
        (10, "T3", 60, 2500, False),
    ]
    assert (seen.rows[0].values["quantity"], seen.rows[0].values["measure_unit"]) == (20, "袋")
    back = queries.preview("entries", workbooks.rejected(seen), by=SYSTEM)
    assert [(row.unit.code, row.values["persons"]) for row in back.rows] == [("T1", 120)]


def test_a_column_with_the_names_of_kinds_takes_the_place_of_numbers(town):
    rows = [["日期", "单位", "工作种类", "内容", "人次"], ["2009-05-04", "棉纺厂工会", "困难职工帮扶金", "送到家", 3]]
    assert [(row.values["kind"], row.rejected) for row in look("entries", rows).rows] == [("AW-03", False)]


@pytest.mark.parametrize(
    ("heads", "keys"),
    [
        (
            ["时间", "主办单位", "活动主题", "参与职工人数", "投入经费（元）"],
            ["on", "unit_name", "matter", "persons", "amount"],
        ),
        (["日期", "工会编码", "事项", "男职工数", "女职工数"], ["on", "unit", "matter"]),
        (
            ["月份", "单位", "工作内容", "人（次）", "金额\n（万元）"],
            ["on", "unit_name", "matter", "person_times", "amount"],
        ),
    ],
)
def test_heads_in_other_words(town, heads, keys):
    layout = look("entries", [heads, ["2008年6月", "棉纺厂工会", "走访", 3, 1]]).sheets[0].layout
    assert [match.key for match in layout.matches] == keys
