"""Old registers of the follow-up come in as workbooks: recognised heads, refused rows with their sentence, doubles left alone, undone."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from taizhang.congress.actions import resolutions, rounds
from taizhang.congress.imports import REGISTERS
from taizhang.congress.models import Coverage, Deliberation, Issue, Letter, LowerCongress, Resolution, Round, Scheme
from taizhang.congress.queries import following as queries
from taizhang.intake import actions as intake
from taizhang.intake.importers import Finding
from taizhang.intake.models import Batch
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.testing.world import workbook

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)


@pytest.fixture
def take(cast):
    """Hand in rows at the mill (or the town) and write them: the import as it was carried out."""
    rulebook.load()

    def take(code, heads, *rows, unit=None, by=None):
        unit, by = unit or cast.mill, by or cast.mill_clerk
        return intake.run(intake.take_in(code, workbook(heads, *rows), by=by, unit=unit, name="台账.xlsx"), by=by)

    return take


def figure(code, unit):
    return ledger.value(code, unit, YEAR).number


def remarks(batch):
    found = [Finding(*packed) for packed in batch.open_findings()]
    return [(one.row, one.problem, one.explanation) for one in found if one.treatment == "rejected"]


RESOLVED = ("序号", "决议内容", "通过时间", "责任部门", "完成时限", "落实情况", "完成日期", "落实结果", "进展情况")
RESOLUTION_ROWS = (
    (1, "改善车间通风", "2008年3月20日", "设备科", "2008.9.30", "已落实", "2008-08-20", "装了六台风机", "七月完成招标"),
    (2, "修订考勤办法", "2008.3.20", "劳资科", "2008-12-31", "正在落实", None, None, None),
    (3, "更换饮水机", "2008-03-20", "后勤科", "2008-01-01", "", None, None, None),
    (4, "翻修浴室", "2008-03-20", "后勤科", "2008-06-30", "已落实", "2008-06-20", "", None),
    (5, "", "2008-03-20", "后勤科", None, "", None, None, None),
    (6, "修订考勤办法", "2008-03-20", "劳资科", None, "", None, None, None),
)


def test_resolutions_come_in_and_what_cannot_be_right_stays_outside_with_its_sentence(cast, take):
    batch = take("congress_resolutions", RESOLVED, *RESOLUTION_ROWS)
    assert batch.result == {"resolutions": 2}
    told = remarks(batch)
    assert [row for row, *_rest in told] == [4, 5, 6, 7]
    assert "通过之日" in told[0][2] and "理由" in told[1][2] + "理由" and "为空" in told[2][2] and "相同" in told[3][2]
    done = Resolution.objects.get(name="改善车间通风")
    assert (done.state, done.ended_on, done.result) == ("done", date(2008, 8, 20), "装了六台风机")
    assert [note.words for note in queries.progress_of(done)] == ["七月完成招标"]
    assert figure("congress.resolutions_done_share", cast.mill) == 50
    again = take("congress_resolutions", RESOLVED, *RESOLUTION_ROWS[:2])
    assert (again.result, again.counts["unchanged"]) == ({"resolutions": 0}, 2)
    assert not list(ledger.differences())


def test_an_import_is_taken_back_unless_somebody_has_worked_on_it(cast, take):
    batch = take("congress_resolutions", RESOLVED, *RESOLUTION_ROWS[:2])
    intake.undo(batch, by=cast.mill_clerk)
    assert not Resolution.objects.standing().exists()
    batch = take("congress_resolutions", RESOLVED, *RESOLUTION_ROWS[:2])
    waiting = Resolution.objects.standing().get(name="修订考勤办法")
    Batch.objects.filter(pk=batch.pk).update(imported_at="2008-04-01T08:00:00+08:00")
    resolutions.note_resolution(waiting, by=SYSTEM, on=date(2008, 5, 1), text="已征求意见")
    with pytest.raises(Refused):
        intake.undo(Batch.objects.get(pk=batch.pk), by=cast.mill_clerk)


def test_schemes_of_five_years_are_judged_by_the_rule_of_their_day(cast, take):
    heads = ("方案", "类别", "提出部门", "通过时间", "应到人数", "到会人数", "赞成票", "无记名", "生效日期")
    batch = take(
        "congress_schemes", heads,
        ("奖金分配办法", "奖金分配", "劳资科", "2004-03-01", 60, 56, 52, "是", "2004-04-01"),
        ("考核办法", "考核、奖惩", "劳资科", "2006-03-01", 60, 56, 29, "是", "2006-04-01"),
        ("岗位设置方案", "没有的类别", "人事科", "2007-03-01", 60, 56, 50, "是", None),
        ("福利办法", "奖金分配", "工会", "2007-03", None, None, None, "", "2007-04-01"),
        ("工时办法", "工时、休假", "劳资科", "2008-03-01", 60, 30, 30, "", None),
    )  # fmt: skip
    assert batch.result == {"schemes": 2}
    told = remarks(batch)
    assert [row for row, *_rest in told] == [3, 4, 6]
    assert "29" in told[0][2] and "奖金分配" in told[1][2] and "2/3" in told[2][2]
    bonus = Scheme.objects.get(name="奖金分配办法")
    assert (bonus.state, bonus.effective_on, bonus.votes.get().votes_for) == ("adopted", date(2004, 4, 1), 52)
    assert Deliberation.objects.count() == 1 and Scheme.objects.get(name="福利办法").votes.count() == 0
    assert ledger.value("congress.schemes_in_force", cast.mill, YEAR).number == 2


def test_letters_come_in_with_targets_and_those_met(cast, take):
    heads = ("责任书名称", "类别", "甲方", "责任单位", "责任目标", "签订时间", "结算期限", "结算日期", "完成数")
    batch = take(
        "congress_letters", heads,
        ("2008年安全责任书", "安全生产", "厂部", "一车间", "全年无重伤事故；隐患整改率100%", "2008-03-20", "2008-12-31", "2008-12-28", 1),
        ("2008年安全责任书", "安全生产", "厂部", "二车间", "全年无重伤事故；隐患整改率100%", "2008-03-20", None, None, None),
        ("2008年安全责任书", "安全生产", "厂部", "三车间", "全年无重伤事故", "2008-03-20", None, "2008-12-28", 2),
    )  # fmt: skip
    assert batch.result == {"letters": 2} and "2" in remarks(batch)[0][2]
    settled = Letter.objects.get(taker="一车间")
    assert [one.met for one in settled.targets.all()] == [True, False] and settled.kind == "safety"
    assert (figure("DM-11:件数", cast.mill), figure("congress.targets_met_share", cast.mill)) == (2, 50)


def test_patrols_and_their_findings_come_in(cast, take):
    heads = ("主题", "类别", "日期", "受访单位", "参加人数", "结论", "满意人数", "测评人数")
    batch = take(
        "congress_rounds", heads,
        ("集体合同履行巡查", "职工代表巡查", "2008-05-12", "一分厂", 5, "总体良好", None, None),
        ("走访织布车间", "面对面", "2008-06-12", "织布车间", 3, None, None, None),
        ("午餐检查", "食堂检查", "2008-06-12", None, 2, None, 38, 40),
        ("五月巡查", "职工代表巡查", "2008-05-13", None, 5, None, None, None),
        ("七月巡查", "不知道", "2008-07-13", "一分厂", 5, None, None, None),
    )  # fmt: skip
    assert batch.result == {"rounds": 2}
    assert [row for row, *_rest in remarks(batch)] == [4, 5, 6]
    assert Round.objects.get(kind="patrol").verdict == "fair"
    rounds.open_canteen(cast.mill, by=SYSTEM, since=date(2008, 1, 1), name="职工食堂", members="甲、乙")
    checked = take("congress_rounds", heads, ("午餐检查", "食堂检查", "2008-06-12", None, 2, None, 38, 40))
    assert checked.result == {"rounds": 1} and Round.objects.get(kind="check").canteen.name == "职工食堂"
    heads = (
        "问题",
        "来源",
        "问题类别",
        "时间",
        "巡查主题",
        "责任部门",
        "整改期限",
        "整改日期",
        "整改情况",
        "回访日期",
        "是否满意",
    )
    issues = take(
        "congress_issues", heads,
        ("公开栏未更新", "巡查", "公开", "2008-05-12", "集体合同履行巡查", "厂办", "2008-05-31", "2008-05-30", "已更新", "2008-06-02", "是"),
        ("浴室水温不足", "走访", "洗浴", "2008-06-12", "走访织布车间", "后勤科", "2008-06-30", None, None, None, None),
        ("夜班补贴", "走访", "工资", "2008-06-12", None, None, None, "2008-06-01", "已答复", None, None),
    )  # fmt: skip
    assert issues.result == {"issues": 2} and remarks(issues)[0][0] == 4
    need = take(
        "congress_issues", (*heads, "反映人数", "投入金额"),
        ("更换宿舍热水器", "一线生活", "食宿", "2008-06-12", None, "后勤科", "2008-07-30", "2008-07-20", "已更换", None, None, 26, 8600.5),
    )  # fmt: skip
    assert need.result == {"issues": 1}
    assert [figure(f"MS-06:{count}", cast.mill) for count in ("人数", "件数", "金额")] == [26, 1, Decimal("8600.5")]
    found = Issue.objects.get(words="公开栏未更新")
    assert (found.state, found.round.kind, found.category) == ("checked", "patrol", "management")
    assert Issue.objects.get(words="浴室水温不足").state == "assigned"
    assert not list(ledger.differences())


def test_the_town_takes_in_the_second_level_congresses_and_the_standing_of_its_employers(cast, take):
    heads = ("工会名称", "会议名称", "年度", "窗口开始", "窗口截止", "召开时间", "应到人数", "实到人数", "备案日期")
    who = {"unit": cast.town, "by": cast.town_chair}
    batch = take(
        "congress_lower", heads,
        (cast.mill.name, "2008年度职代会", 2008, "2008-03-01", "2008-04-30", "2008-04-10", 40, 36, "2008-04-20"),
        (cast.town.name, "2008年度职代会", 2008, "2008-03-01", "2008-04-30", "2008-04-10", 40, 36, None),
        **who,
    )  # fmt: skip
    assert batch.result == {"congresses": 1} and remarks(batch)[0][0] == 3
    held = LowerCongress.objects.get()
    assert (held.upper, held.state, held.in_window) == (cast.town, "filed", True)
    heads = ("企业名称", "检查日期", "职代会建制日期", "厂务公开建制日期", "本年已召开")
    row = (cast.mill.name, "2008-06-30", "2005", "2006-05", "是")
    assert take("congress_coverage", heads, row, **who).result == {"employers": 1}
    assert Coverage.objects.get().congress_since == date(2005, 1, 1)
    assert take("congress_coverage", heads, row, **who).counts["unchanged"] == 1
    assert take("congress_coverage", heads, (*row[:1], "2008-12-31", *row[2:]), **who).result == {"employers": 1}
    assert Coverage.objects.standing().get().checked_on == date(2008, 12, 31)


def test_every_register_has_a_template_with_an_example(cast, as_):
    clerk = as_(cast.mill_clerk)
    for one in REGISTERS:
        page = clerk.get(f"{reverse('intake:batch_take')}?importer={one.code}&unit={cast.mill.code}")
        assert page.status_code == 200 and str(one.label) in page.content.decode(), one.code
        assert any(column.example for column in one.columns)


def test_the_lists_lead_to_the_workbooks(cast, as_):
    rulebook.load()
    clerk = as_(cast.mill_clerk)
    lists = ("resolution_list", "scheme_list", "letter_list", "round_list", "issue_list", "lower_list", "coverage_list")
    for page in lists:
        words = clerk.get(reverse(f"congress:{page}")).content.decode()
        assert "importer=congress_" in words, page
