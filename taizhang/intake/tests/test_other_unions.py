"""What the workbooks of other unions brought to light: a street, a school, a bank, a group of companies, a district, a village."""

import pytest

from taizhang.intake import actions, queries, workbooks
from taizhang.intake.titles import year_in
from taizhang.kernel import ledger
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period

from .factories import workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def street(db):
    """A street, a bank branch below it by its short name, and an employer whose kind is written with full-width brackets."""
    rows = [
        ["工会编码", "单位名称", "上级工会", "工会类型", "职工人数", "备注"],
        ["J0", "江北区总工会", "", "区总工会", "", ""],
        ["J1", "滨江街道总工会", "J0", "街道总工会", "", ""],
        ["J2", "望湖社区工会", "滨江街道总工会", "社区工会", 88, "也写作“望胡社区”"],
        ["J3", "城关支行分会", "J2", "企业工会", 52, ""],
        ["J4", "鼎盛餐饮", "J2", "企业（未建会）", 33, ""],
    ]
    assert actions.run(queries.preview("units", workbook(rows), by=SYSTEM), by=SYSTEM).entering == 5


def look(code, *sheets, merges=None):
    return queries.preview(code, workbook(*sheets, merges=merges), by=SYSTEM, name="表.xlsx")


def figure(code, unit="J0", period="2009", **more):
    return ledger.value(code, Unit.objects.get(code=unit), Period.parse(period), **more).number


HEADS = ["日期", "单位", "目录号", "事项", "人次", "备注"]


def test_ditto_marks_stand_between_spaces(street):
    rows = [HEADS, ["2009-03-01", "望湖社区", "AC-05", "甲", 5, ""], [" 〃 ", "″ ", "  同上", "乙", 6, ""]]
    seen = look("entries", rows)
    assert [(row.unit.code, row.values["on"].isoformat(), row.values["kind"]) for row in seen.rows] == [
        ("J2", "2009-03-01", "AC-05")
    ] * 2


def test_a_branch_is_found_without_the_word_for_branch(street):
    seen = look("entries", [HEADS, ["2009-03-01", "城关支行", "AC-05", "甲", 5, ""]])
    assert (seen.rows[0].unit.code, seen.rows[0].rejected) == ("J3", False)


@pytest.mark.parametrize(
    ("texts", "sheet", "year"),
    [
        (["工会2009年台账", "填报日期：2010年1月5日"], "3月", 2009),
        (["填报单位：甲  填表时间:2010.1.5"], "2009年7月", 2009),
        (["填报日期：2010年1月5日"], "表1", 2010),
        (["2008—2009年台账"], "2008", 2008),
        (["2008年台账"], "2009年", None),
        (["2008—2009年台账"], "表1", None),
    ],
)
def test_the_year_is_that_of_the_table_and_not_of_the_day_it_was_filled_in(texts, sheet, year):
    assert year_in(texts, sheet) == year


def test_a_statistic_of_a_street_is_kept_apart_like_that_of_a_town(street):
    rows = [
        HEADS,
        ["2009-03-01", "望湖社区", "AC-05", "甲", 5, ""],
        ["2009-03-01", "望湖社区", "AC-05", "乙", 100, "全街道统计数"],
        ["2009-03-01", "望湖社区", "AC-05", "丙", 30, "已由上级计数"],
    ]
    actions.run(look("entries", rows), by=SYSTEM)
    assert figure("AC-05:人次") == 5
    assert figure("AC-05:人次", "J2", scope="own") == 35
    assert figure("AC-05:人次", where="备注~全街道统计数") == figure("AC-05:人次", where="备注~全镇统计数") == 100


def test_kinds_with_round_and_with_full_width_brackets_are_one(street):
    asked = {"period": "2009-12-31", "nature": "stock"}
    assert figure("OM-01:单位数", where="类型=企业(未建会)", **asked) == 1
    assert figure("OM-01:单位数", where="类型=企业（未建会）|社区工会", **asked) == 2
    assert figure("OM-01:单位数", where="类型!=企业（未建会）", **asked) == 4


def test_errors_and_open_formulas_are_no_empty_cells(street):
    from .test_messy import rewritten

    rows = [
        HEADS,
        *[["2009-03-01", "望湖社区", "AC-05", matter, number, ""] for matter, number in (("甲", 111), ("乙", 222))],
    ]
    content = rewritten(workbook(rows), {"<v>111</v>": "<f>1+2</f><v></v>", "<v>222</v>": "<f>A1</f><v>222</v>"})
    seen = queries.preview("entries", content, by=SYSTEM)
    assert [(row.rejected, row.values["person_times"]) for row in seen.rows] == [(True, None), (False, 222)]
    assert (seen.findings[0].original, seen.findings[0].problem) == ("=1+2", "number_unreadable")


def test_a_percentage_is_no_sum_and_a_lone_number_is_a_row(street):
    rows = [[*HEADS[:4], "金额(元)", "备注"]]
    rows += [
        ["2009-03-01", "望湖社区", "AC-05", "甲", "12%", ""],
        ["2009-03-01", "望湖社区", "AC-05", "乙", "人民币3500元", ""],
    ]
    rows += [["", "", "", "", 77, ""]]
    assert [(row.rejected, row.values["amount"]) for row in look("entries", rows).rows] == [
        (True, None),
        (False, 3500),
        (True, 77),
    ]


def test_rejected_rows_under_heads_of_two_rows_come_back_with_heads_that_are_known(street):
    rows = [
        ["单位", "会员基本情况", "", "", "入会时间"],
        ["", "姓 名", "性别", "联系电话", ""],
        ["没有的厂", "张一", "男", "15400001111", "2009-01-01"],
    ]
    seen = look("members", rows, merges={"表1": ["B1:D1"]})
    back = queries.preview("members", workbooks.rejected(seen), by=SYSTEM)
    assert [(row.values["name"], row.values["sex"], row.rejected) for row in back.rows] == [("张一", "男", True)]


def test_an_import_taken_back_gives_the_figures_of_before_and_may_come_again(street):
    rows = [
        HEADS,
        ["2009-03-01", "望湖社区", "AC-05", "甲", "约40人", ""],
        ["2009-03-02", "〃", "〃", "乙", "一百零五", ""],
    ]
    batch = actions.run(look("entries", rows), by=SYSTEM)
    assert figure("AC-05:人次") == 145
    actions.undo(batch, by=SYSTEM)
    assert figure("AC-05:人次") == 0
    actions.run(look("entries", rows), by=SYSTEM)
    assert figure("AC-05:人次") == 145 and not list(ledger.differences())


MONEY = ["日期", "单位", "目录号", "事项", "金额", "人数"]


@pytest.mark.parametrize(
    ("above", "heads", "amounts"),
    [
        ([["2009年台账"], ["", "", "单位：万元"]], MONEY, [15_000, 800]),
        ([["2009年经费台账（金额单位：万元）"]], MONEY, [15_000, 800]),
        ([["计量单位：万元、人"]], MONEY, [15_000, 800]),
        ([["单位：万元"]], [*MONEY[:4], "金额（元）", "人数"], [1.5, 800]),
        ([["单位：元"]], MONEY, [1.5, 800]),
        ([["填报单位：望湖社区工会"]], [*MONEY[:4], "资金（万元）", "人数"], [15_000, 800]),
    ],
)
def test_the_unit_of_money_may_stand_above_the_table(street, above, heads, amounts):
    rows = [
        *above,
        heads,
        ["2009-03-01", "望湖社区", "AW-05", "甲", 1.5, 3],
        ["2009-03-02", "〃", "〃", "乙", "800元", 3],
    ]
    assert [float(row.values["amount"]) for row in look("entries", rows).rows] == amounts


def test_a_rate_or_a_part_is_not_the_column(street):
    rows = [
        [
            "日期",
            "单位",
            "目录号",
            "事项",
            "经费（元/人）",
            "经费合计（元）",
            "参加人数（男）",
            "参加人数合计",
            "累计人次",
        ],
        ["2009-06-01", "望湖社区", "AC-05", "甲", 50, 500, 4, 10, 900],
    ]
    row = look("entries", rows).rows[0]
    assert (row.values["amount"], row.values["persons"], row.values.get("person_times")) == (500, 10, None)


def test_merged_heads_say_how_deep_they_are(street):
    rows = [
        ["日期", "单位", "目录号", "事项", "人数", "", "", "人次"],
        ["", "", "", "", "男", "女", "合计", ""],
        ["2009-04-05", "望湖社区", "AC-05", "甲", 4, 6, 10, 20],
    ]
    seen = look("entries", rows, merges={"表1": ["E1:G1"]})
    assert [(row.number, row.values["persons"], row.values["person_times"]) for row in seen.rows] == [(3, 10, 20)]


def test_heads_of_three_rows(street):
    rows = [
        ["2009年度工作情况表"],
        ["日期", "开展单位", "工作开展情况", "", "", "", "备注"],
        ["", "", "类别", "名称", "参加情况", "", ""],
        ["", "", "", "", "人数", "人次", ""],
        ["2009-03-01", "望湖社区", "AC-05", "甲", 3, 5, ""],
    ]
    merges = {"表1": ["A1:G1", "A2:A4", "B2:B4", "C2:F2", "C3:C4", "D3:D4", "E3:F3", "G2:G4"]}
    row = look("entries", rows, merges=merges).rows[0]
    assert [row.values[key] for key in ("kind", "matter", "persons", "person_times")] == ["AC-05", "甲", 3, 5]


def test_signatures_may_stand_under_any_heads(street):
    rows = [HEADS, ["2009-03-01", "望湖社区", "AC-05", "甲", 5, ""], ["填表人：王某", "审核人：李某", "", "", "", ""]]
    seen = look("entries", rows)
    assert (len(seen.rows), seen.sheets[0].skipped["signature"]) == (1, 1)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("滨江街道望湖社区工会", "J2"),
        ("江北区望湖社区", "J2"),
        ("J2 望湖社区", "J2"),
        ("望湖社区（工会）", "J2"),
        ("望湖社区工会委员会", "J2"),
        ("城关支行望湖社区", None),
        ("J3 望湖社区", None),
    ],
)
def test_a_unit_behind_its_code_or_behind_the_name_of_a_unit_above(street, written, code):
    row = look("entries", [HEADS, ["2009-03-01", written, "AC-05", "甲", 5, ""]]).rows[0]
    assert (row.unit.code if row.unit else None) == code
