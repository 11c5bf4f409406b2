"""What follows a congress at Qingxi: the school's bonus scheme on its way through the gate, its resolutions and canteen; the town's
patrol, visits and coverage; the county's calendar of second-level congresses. The last months only.
"""

from datetime import timedelta

from taizhang.congress.actions import coverage, issues, letters, lower, resolutions, rounds, schemes
from taizhang.congress.models import LowerCongress, Resolution
from taizhang.congress.queries import following as queries
from taizhang.kernel import rulebook
from taizhang.kernel.calendar import is_working_day
from taizhang.kernel.models import Unit, User

COUNTY, TOWN, SCHOOL = "TC00", "TC10", "TC102"
SAID = (
    ("语文组", "第三条", ("班主任津贴按实际在岗天数计算",)),
    ("数学组", "第五条", ("超课时每节标准略低", "早晚自习应单列")),
    ("后勤组", "", ("工勤人员考核指标要能量化",)),
)
DEMANDS = (("夜班后没有热水洗澡", "living"), ("请假审批层级太多", "hours"), ("希望办一次单身联谊", "private"))


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    units = {code: Unit.objects.filter(code=code).first() for code in (COUNTY, TOWN, SCHOOL)}
    hands = {
        name: User.objects.filter(username=name).first()
        for name in ("tc-chair", "tc1-clerk", "tc1-chair", "tc1-school")
    }
    if None in units.values() or None in hands.values() or Resolution.objects.filter(unit=units[SCHOOL]).exists():
        return False
    if not rulebook.find("congress.pass"):
        rulebook.load()
    ago = lambda days: today - timedelta(days)  # noqa: E731
    _school(units[SCHOOL], hands["tc1-school"], ago, today)
    _canteen(units[SCHOOL], hands["tc1-school"], ago)
    _town(units[TOWN], hands["tc1-clerk"], ago, today)
    _employers(units[TOWN], hands["tc1-chair"], ago)
    _calendar(units[COUNTY], hands["tc-chair"], ago, today)
    return True


def _school(school, chair, ago, today):
    """A scheme adopted and in force, one adopted in principle, one on which opinions come in; resolutions with and without delay."""
    old = schemes.draft_scheme(
        school,
        by=chair,
        on=ago(100),
        name="教职工考勤奖励办法",
        matter="bonus",
        proposer="校长办公室",
        text="第一条 按月考勤，按学期奖励。",
    )
    schemes.circulate_scheme(old, by=chair, on=ago(98), until=ago(88))
    schemes.deliberate(
        old,
        by=chair,
        on=ago(80),
        body="congress",
        aim="final",
        entitled=32,
        present=30,
        votes_for=27,
        votes_against=1,
        abstained=2,
        secret=True,
    )
    schemes.enforce_scheme(old, by=chair, on=ago(70))
    schemes.publish_scheme(old, by=chair, on=ago(76))
    pay = schemes.draft_scheme(
        school, by=chair, on=ago(60), name="校内绩效分配方案", matter="bonus", proposer="校务委员会",
        text="第一条 坚持多劳多得。\n第三条 班主任津贴。\n第五条 超课时津贴。",
    )  # fmt: skip
    schemes.circulate_scheme(pay, by=chair, on=ago(58), until=ago(44))
    for group, clause, said in SAID:
        schemes.take_opinions(pay, by=chair, on=ago(50), group=group, clause=clause, opinions=list(said))
    outcomes = ("taken", "partly", "taken", "declined")
    for opinion, outcome in zip(pay.opinions.order_by("id"), outcomes, strict=False):
        schemes.answer_opinion(opinion, by=chair, on=ago(40), outcome=outcome, answer="已在修改稿中说明")
    schemes.deliberate(
        pay,
        by=chair,
        on=ago(30),
        body="congress",
        aim="principle",
        entitled=32,
        present=29,
        votes_for=22,
        votes_against=3,
        abstained=4,
        secret=True,
    )
    posts = schemes.draft_scheme(
        school,
        by=chair,
        on=ago(12),
        name="岗位设置实施办法",
        matter="posts",
        proposer="人事处",
        text="第一条 因事设岗。",
    )
    schemes.circulate_scheme(posts, by=chair, on=ago(10), until=today + timedelta(10))
    schemes.take_opinions(posts, by=chair, on=ago(6), group="英语组", opinions=["高级岗位条件写细一些"])
    for name, owner, due, done in (
        ("更换教学楼直饮水机", "总务处", ago(20), True),
        ("延长图书室开放时间", "教务处", ago(5), False),
        ("落实教职工体检", "校工会", today + timedelta(25), False),
    ):
        one = resolutions.register_resolution(school, by=chair, adopted_on=ago(80), name=name, owner=owner, due_on=due)
        resolutions.note_resolution(one, by=chair, on=ago(45), text="已列入工作计划")
        if done:
            resolutions.finish_resolution(one, by=chair, on=ago(26), result="四层楼各一台，已验收")
    for letter in letters.draft_letters(
        school, by=chair, on=ago(80), name="校园安全责任书", kind="safety", giver="学校", takers=[("初一年级组", None), ("总务处", None)],
        targets=["全年无安全责任事故", "隐患整改率100%"], settle_by=today + timedelta(40),
    ):  # fmt: skip
        letters.sign_letter(letter, by=chair, on=ago(80))


def _canteen(school, chair, ago):
    """A check on most working days of the last weeks, one fault that was put right."""
    canteen = rounds.open_canteen(
        school, by=chair, since=ago(30), name="教工食堂", members="两名委员、年级组长、食堂负责人"
    )
    days = [ago(days) for days in range(29, 0, -1) if is_working_day(ago(days))]
    for number, day in enumerate(days):
        if number % 6 == 5:
            continue
        at_fault = number == 4
        results = {3: ("fault", "餐盘有水渍")} if at_fault else {1: ("fine", ""), 2: ("fine", ""), 3: ("fine", "")}
        held = rounds.check_canteen(
            canteen,
            by=chair,
            on=day,
            people=2,
            name="午餐三菜一汤",
            asked=12,
            content=10 if at_fault else 11,
            results=results,
        )
        if at_fault:
            fault = issues.raise_issue(
                school, by=chair, on=day, kind="DM-15", round=held, text="餐盘有水渍", category="living"
            )
            issues.settle_issue(fault, by=chair, on=day + timedelta(1), result="增加消毒烘干时间")


def _town(town, clerk, ago, today):
    """A visit with demands at every stage, a patrol ahead, a hot voice that was reported at once."""
    visit = rounds.plan_round(
        town, by=clerk, kind="visit", on=ago(24), name="走访物流园区一线职工", place="物流园区", method="interview"
    )
    visit = rounds.hold_round(
        visit, by=clerk, on=ago(24), people=4, names="镇工会干部四人", interviewed=26, minutes="在三个班组分别座谈。"
    )
    raised = [
        issues.raise_issue(town, by=clerk, on=ago(24), kind="DM-13", round=visit, text=text, category=category)
        for text, category in DEMANDS
    ]
    for issue, due in zip(raised, (ago(10), ago(2), today + timedelta(20)), strict=True):
        issues.assign_issue(issue, by=clerk, on=ago(23), owner="园区管理处", due_on=due)
    issues.settle_issue(raised[0], by=clerk, on=ago(14), result="锅炉房夜间加开两小时")
    issues.check_issue(raised[0], by=clerk, on=ago(9), satisfied=True, feedback="洗得上热水了")
    rounds.close_round(visit, by=clerk, on=ago(20))
    rounds.plan_round(
        town,
        by=clerk,
        kind="patrol",
        on=today + timedelta(6),
        name="三项集体合同履行情况巡查",
        place="青溪商贸城",
        method="site",
    )
    voice = issues.raise_issue(
        town,
        by=clerk,
        on=ago(3),
        kind="DM-14",
        text="计件单价调整前没有征求意见",
        source="小组长",
        speakers=8,
        sensitive=True,
        category="pay",
    )
    issues.escalate_issue(voice, by=clerk, on=ago(3))


def _employers(town, chair, ago):
    """Some employers were checked, some are still to be."""
    employers = list(queries.employers_without(chair, town).order_by("path")[:12])
    for number, unit in enumerate(employers):
        coverage.record_coverage(
            unit, by=chair, checked_on=ago(35), advised_on=ago(300), congress_since=ago(200) if number % 4 else None,
            openness_since=ago(180) if number % 3 else None, held_this_year=bool(number % 4),
        )  # fmt: skip


def _calendar(county, chair, ago, today):
    """A window for the towns: most have held it, one has filed, one is late."""
    towns = [unit for unit in county.children() if unit.kind.startswith(("town", "street"))][:5]
    if not towns:
        return
    lower.plan_calendar(
        county,
        towns,
        by=chair,
        on=ago(90),
        year=ago(50).year,
        name="基层职代会",
        opens_on=ago(60),
        closes_on=ago(15),
        pass_down="传达县职代会决议",  # noqa: S106  no password
    )
    planned = LowerCongress.objects.standing().filter(upper=county).order_by("unit__path")
    for number, one in enumerate(planned[: max(len(towns) - 1, 1)]):
        held = lower.hold_lower(
            one, by=chair, on=ago(40 - number), entitled=40, present=36, agenda="传达决议，审议本镇方案"
        )
        if number % 2 == 0:
            lower.file_lower(held, by=chair, on=ago(30 - number))
