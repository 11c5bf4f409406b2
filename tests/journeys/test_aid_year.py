"""A town's year of aid, with the figures that its report prints and the days on which, and the levels at which, they were true.

AW-03: 82 applied, 75 approved, 75,000 yuan. AW-04: 45 applied, 43 passed two levels and wait at the province, 2 stopped. AW-05: 20 persons
and 8,000 yuan over two calendar years. AW-07: 71 students and 122,000 yuan, paid before school starts. All persons are invented.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from taizhang.aid import actions, queries
from taizhang.aid.models import Application, Candidate, Household
from taizhang.aid.tests.factories import number as identity_number
from taizhang.intake import actions as intake
from taizhang.kernel import approvals, ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import User
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions as organisation
from taizhang.reports import actions as reports
from taizhang.testing.world import workbook

pytestmark = pytest.mark.django_db
YEAR, FOUNDED = Period.year(2008), date(2001, 5, 1)
UNITS = (
    ("province", None, "P", "楚江省总工会", "province_federation"),
    ("city", "province", "P-C", "楚江市总工会", "city_federation"),
    ("county", "city", "P-C-X", "楚阳县总工会", "county_federation"),
    ("town", "county", "P-C-X-T", "石桥镇联合工会", "town_joint_union"),
    ("mill", "town", "P-C-X-T-1", "石桥纺织厂工会", "company_union"),
    ("kiln", "town", "P-C-X-T-2", "石桥砖瓦厂工会", "company_union"),
)
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "春夏秋冬晴雨霜雪雷云"
HOUSEHOLDS, HIGH, COLLEGE = 82, 20, 51


class Town:
    """The town's unions and people by name."""


@pytest.fixture
def town(db):
    """Six unions on five levels, a chair at each, a clerk at the town and its unions, the rulebook and the local line."""
    rulebook.load()
    here = Town()
    for name, parent, code, words, kind in UNITS:
        above = getattr(here, parent) if parent else None
        setattr(here, name, organisation.found(above, by=SYSTEM, on=FOUNDED, code=code, name=words, kind=kind))
        for role in ("chair", "clerk"):
            user = User.objects.create(username=f"{name}_{role}", name=f"{words[:2]}{role}")
            organisation.appoint(user, getattr(here, name), role, by=SYSTEM, on=FOUNDED)
            setattr(here, f"{name}_{role}", user)
    actions.lines.set_line(here.county, by=SYSTEM, since=date(2007, 7, 1), amount=200, source="楚阳县民政局公告")
    return here


def figure(code, unit, period=YEAR, **asked):
    return ledger.value(code, unit, period, **asked).number


def until(*day):
    """From New Year to the day."""
    return Period.to_date(date(*day))


def taken_in(importer, content, town, name):
    batch = intake.run(
        intake.take_in(importer, content, by=town.town_clerk, unit=town.town, name=name), by=town.town_clerk
    )
    assert batch.counts.get("rejected", 0) == 0, batch.counts
    return batch


def persons(count):
    """[(name, identity number, union)] of invented workers."""
    for place in range(count):
        name = SURNAMES[place % 10] + GIVEN[place // 10] + GIVEN[place % 7]
        yield name, identity_number(date(1960, 1, 1) + timedelta(41 * place), 2 * place % 900 + 1), UNITS[4 + place % 2]


@pytest.fixture
def members(town):
    """82 members of the two unions, from a workbook."""
    register = [(name, number, unit[3], "2003-05-01") for name, number, unit in persons(HOUSEHOLDS)]
    taken_in("members", workbook(("姓名", "身份证号", "工会名称", "入会时间"), *register), town, "会员.xlsx")
    return town


@pytest.fixture
def files(members):
    """Each of them with a hardship file, 71 with a child at school: from a workbook too."""
    rows = []
    for place, (name, number, unit) in enumerate(persons(HOUSEHOLDS)):
        rows.append((place + 1, name, "本人", number, unit[3], "收入低", "2008-03-20", 4000, "2008-03-05", ""))
        if place < HIGH + COLLEGE:
            stage = "高中" if place < HIGH else "大学"
            rows.append(("", name[0] + "小" + name[1], "子", "", "", "", "", "", "", stage))
    heads = (
        "档案编号", "姓名", "与本人关系", "身份证号", "工作单位", "主要致困原因", "建档日期", "家庭年收入", "授权书日期", "学习阶段",
    )  # fmt: skip
    taken_in("hardship_files", workbook(heads, *rows), members, "困难职工.xlsx")
    assert Household.objects.filter(status=Household.Status.FILED).count() == HOUSEHOLDS
    return members


def fund(town, name, amount, earmark, **more):
    made = actions.funds.set_up_fund(
        town.town, by=town.town_chair, on=date(2007, 11, 1), name=name, source="地方财政", earmark=earmark, **more
    )
    actions.funds.book(
        made, by=town.town_clerk, on=date(2007, 12, 1), way="in", amount=Decimal(amount), party="楚江市总工会"
    )
    return made


def laid_down(town, on, **fields):
    fields = {"year": 2008, "concerns": "household", "documents": [], "method": "cash", "public_notice": False} | fields
    programme = actions.programmes.lay_down(town.town, by=town.town_clerk, on=on, opens_on=on, **fields)
    return actions.programmes.open_programme(programme, by=town.town_chair, on=on)


def proposed_and_told(town, programme, screened, told):
    screening = actions.programmes.screen(programme, by=town.town_clerk, on=screened)
    actions.programmes.tell(programme, by=town.town_clerk, on=told, how="sms", words="可向本单位工会申请")
    return screening


def sent_up(town, programme, on):
    waiting = list(Application.objects.filter(programme=programme, state="draft").order_by("pk"))
    for name in ("mill", "kiln"):
        own = [one for one in waiting if one.unit == getattr(town, name)]
        outcomes = actions.applications.send_up_all(own, by=getattr(town, f"{name}_clerk"), on=on)
        assert [verdict for _one, verdict in outcomes if verdict is not None] == []
    return [approvals.of(one) for one in waiting]


def decided(cases, chair, on, decision="approve", note=""):
    outcomes = approvals.decide_many(cases, by=chair, on=on, decision=decision, note=note)
    assert [verdict.reason for _case, verdict in outcomes if not verdict] == []


def by_base(town, cases, on):
    for name in ("mill", "kiln"):
        own = [case for case in cases if case.unit == getattr(town, name)]
        decided(own, getattr(town, f"{name}_chair"), on)


def paid(town, programme, prepared, released, on):
    run = actions.payments.prepare_run(programme, by=town.town_clerk, on=prepared)
    run = actions.payments.approve_run(run, by=town.town_chair, on=prepared)
    run = actions.payments.release_run(run, by=town.town_clerk, on=released)
    return actions.payments.reconcile(run, by=town.town_clerk, on=on)


def test_82_apply_75_are_approved_and_get_75000_yuan(files):
    """AW-03: surveyed → applied by mid-April → base, town → city check → approved or refused → notice → paid."""
    town = files
    money = fund(town, "市级帮扶资金", 80000, "困难职工帮扶", pays_for=["AW-03"])
    programme = laid_down(
        town, date(2008, 3, 24), name="困难职工帮扶", kind="AW-03", matter="困难职工帮扶",
        rules=[{"what": "filed"}, {"what": "category", "categories": ["深度困难", "相对困难"]}],
        amounts={"how": "fixed", "amount": "1000"}, ceiling="aid.ceiling.hardship", route="aid.three_levels", fund=money,
        closes_on=date(2008, 4, 15), public_notice=True,
    )  # fmt: skip
    screening = proposed_and_told(town, programme, date(2008, 3, 24), date(2008, 3, 25))
    assert screening.proposed == HOUSEHOLDS and figure("aid.told_rate", town.town) == 100
    made, left = actions.applications.apply_all(programme, by=town.town_clerk, on=date(2008, 4, 10))
    assert (made, left) == (82, [])
    cases = sent_up(town, programme, date(2008, 4, 14))
    by_base(town, cases, date(2008, 4, 16))
    decided(cases, town.town_chair, date(2008, 4, 25))
    decided(cases[:7], town.city_chair, date(2008, 5, 20), "refuse", "家庭收入超过标准")
    decided(cases[7:], town.city_chair, date(2008, 5, 20))

    # what was true on which day, at which level
    assert figure("aid.applied", town.town, until(2008, 4, 15), where="") == 82
    assert figure("approvals.pending", town.city, until(2008, 4, 20), where="审批级=镇") == 82
    assert figure("approvals.pending", town.city, until(2008, 4, 30), where="审批级=市") == 82
    assert figure("aid.approved", town.town, until(2008, 4, 30)) == 0
    assert figure("aid.approved", town.town, until(2008, 5, 20)) == 75
    assert figure("aid.granted", town.town, until(2008, 5, 20)) == 75000
    assert figure("AW-03:人数", town.town, until(2008, 5, 31)) == 0, "approved is not paid"
    assert set(Application.objects.filter(state="refused").values_list("history__2__2", flat=True)) == {
        "家庭收入超过标准"
    }

    # nobody is paid before the notice has ended
    assert queries.payments.payable(programme)[0] == []
    notice = actions.notices.show_notice(programme, by=town.town_clerk, on=date(2008, 5, 21), where="镇工会205室")
    assert notice.lines.count() == 75 and all("*" in line.name for line in notice.lines.all())
    assert actions.notices.end_notices(notice.until_on + timedelta(1)) == 1
    run = paid(town, programme, date(2008, 6, 2), date(2008, 6, 3), date(2008, 6, 5))
    assert (run.payments.count(), figure("AW-03:人数", town.town)) == (75, 75)
    assert figure("AW-03:金额", town.town) == 75000 and figure("aid.persons", town.town) == 75
    assert figure("aid.fund_balance", town.town, where="资金用途=困难职工帮扶") == 5000
    # the same persons are not paid again for the matter in the year
    with pytest.raises(Refused):
        actions.payments.prepare_run(programme, by=town.town_clerk, on=date(2008, 7, 1))
    assert list(ledger.differences()) == []

    # and the report of the town says so by itself
    report = reports.draft(town.town, by=town.town_chair, period=YEAR, on=YEAR.last_day)
    reports.freeze(report, by=town.town_chair, on=YEAR.last_day)
    printed = {one.printed for one in report.frozen.all() if "AW-03" in str(one.chip)}
    assert {"75", "75000"} <= printed


def test_45_apply_43_pass_two_levels_and_wait_at_the_province(members):
    """AW-04: own union → town → city → province; each level decides in turn, and the report shows where it waits."""
    town = members
    programme = laid_down(
        town, date(2008, 10, 20), name="交通和误工补贴", kind="AW-04", matter="交通和误工补贴", concerns="member",
        rules=[{"what": "joined", "months": 12}], amounts={"how": "fixed", "amount": "200"}, ceiling="aid.ceiling.travel",
        route="aid.four_levels", fund=fund(town, "省级补贴", 20000, "交通误工补贴"), closes_on=date(2008, 11, 30),
    )  # fmt: skip
    proposed_and_told(town, programme, date(2008, 10, 21), date(2008, 10, 22))
    eligible = (
        Candidate.objects.filter(programme=programme, proposed=True).select_related("person", "unit").order_by("pk")
    )
    for one in eligible[:45]:
        clerk = town.mill_clerk if one.unit == town.mill else town.kiln_clerk
        actions.applications.apply(programme, by=clerk, on=date(2008, 11, 5), person=one.person, unit=one.unit)
    with pytest.raises(Refused):  # the closing date is the closing date
        late = eligible[45]
        actions.applications.apply(
            programme, by=town.town_clerk, on=date(2008, 12, 1), person=late.person, unit=late.unit
        )
    cases = sent_up(town, programme, date(2008, 11, 6))
    by_base(town, cases, date(2008, 11, 10))
    decided(cases[:2], town.town_chair, date(2008, 11, 18), "refuse", "不在补贴范围")
    decided(cases[2:], town.town_chair, date(2008, 11, 18))
    decided(cases[2:], town.city_chair, date(2008, 12, 2))

    day = until(2008, 12, 10)
    assert figure("aid.applied", town.town, until(2008, 11, 30)) == 45
    assert figure("approvals.passed", town.town, day, where="审批级=镇") == 43
    assert figure("approvals.passed", town.town, day, where="审批级=市") == 43
    assert figure("approvals.pending", town.town, day, where="审批级=省") == 43
    assert figure("approvals.pending", town.town, until(2008, 11, 20), where="审批级=市") == 43
    assert figure("aid.refused", town.town, day) == 2 and figure("aid.waiting", town.town, day) == 43
    assert figure("AW-04:人数", town.town) == 0 and figure("AW-04:金额", town.town) == 0
    assert list(ledger.differences()) == []


def test_20_are_visited_with_8000_yuan_over_two_calendar_years(members):
    """AW-05: New Year and Spring Festival are one campaign; a joint visit is counted once."""
    town = members
    programme = laid_down(
        town, date(2007, 12, 10), name="元旦春节送温暖", kind="AW-05", matter="元旦春节送温暖",
        rules=[], amounts={"how": "fixed", "amount": "400"}, ceiling="aid.ceiling.festival", route="aid.own",
        fund=fund(town, "送温暖资金", 8000, "送温暖"), closes_on=date(2008, 1, 31),
    )  # fmt: skip
    actions.programmes.screen(programme, by=town.town_clerk, on=date(2007, 12, 11))
    chosen = list(programme.candidates.select_related("person", "unit").order_by("pk")[:20])
    for listed, on, visited in (
        (chosen[:8], date(2007, 12, 20), date(2007, 12, 30)),
        (chosen[8:], date(2008, 1, 20), date(2008, 2, 1)),
    ):
        for one in listed:
            actions.applications.apply(programme, by=town.town_clerk, on=on, person=one.person, unit=one.unit)
        by_base(town, sent_up(town, programme, on), on)
        run = actions.payments.prepare_run(
            programme, by=town.town_clerk, on=visited, visitors="镇工会主席", joint_with="楚阳县总工会"
        )
        actions.payments.approve_run(run, by=town.town_chair, on=visited)
        actions.payments.release_run(run, by=town.town_clerk, on=visited)
        actions.payments.reconcile(run, by=town.town_clerk, on=visited)
    campaign = Period.between(date(2007, 12, 1), date(2008, 2, 29))
    assert figure("AW-05:人数", town.town, campaign) == 20 and figure("AW-05:金额", town.town, campaign) == 8000
    assert figure("AW-05:户数", town.county, campaign) == 20, "the joint visit stands once above as well"
    assert (figure("AW-05:人数", town.town, Period.year(2007)), figure("AW-05:金额", town.town, Period.year(2007))) == (
        8,
        3200,
    )
    assert (figure("AW-05:人数", town.town), figure("AW-05:金额", town.town)) == (12, 4800)


@pytest.mark.slow
def test_71_students_get_122000_yuan_before_school_starts(files):
    """AW-07: filed under the parent, amount by grade, paid in time; the child counts, not the parent."""
    town = files
    programme = laid_down(
        town, date(2008, 7, 1), name="金秋助学", kind="AW-07", matter="金秋助学", concerns="student",
        rules=[{"what": "filed"}, {"what": "schooling", "stages": ["高中", "大学"]}],
        amounts={"how": "bands", "by": "stage", "bands": {"高中": "1000", "大学": "2000"}}, ceiling="aid.ceiling.students",
        route="aid.two_levels", fund=fund(town, "助学资金", 122000, "金秋助学"), closes_on=date(2008, 7, 31), pay_by=date(2008, 8, 31),
    )  # fmt: skip
    screening = proposed_and_told(town, programme, date(2008, 7, 2), date(2008, 7, 3))
    assert (screening.looked_at, screening.proposed, screening.excluded) == (82, 71, 11)
    assert actions.applications.apply_all(programme, by=town.town_clerk, on=date(2008, 7, 10)) == (71, [])
    cases = sent_up(town, programme, date(2008, 7, 11))
    by_base(town, cases, date(2008, 7, 14))
    decided(cases, town.town_chair, date(2008, 7, 21))
    assert figure("approvals.pending", town.town, until(2008, 7, 25), where="审批级=县") == 71
    decided(cases, town.county_chair, date(2008, 8, 1))
    run = paid(town, programme, date(2008, 8, 18), date(2008, 8, 19), date(2008, 8, 20))
    assert figure("AW-07:人数", town.town) == 71 and figure("AW-07:金额", town.town) == 122000
    assert figure("AW-07:人数", town.town, where="学段=大学") == COLLEGE
    assert figure("aid.paid_in_time_rate", town.town) == 100
    assert figure("AW-07:金额", town.town, until(2008, 8, 19)) == 0, "released is not yet paid"
    assert figure("aid.fund_balance", town.town, where="资金用途=金秋助学") == 0

    # one card was wrong: the money comes back on a day of its own, and the year's figure follows
    actions.payments.recover(
        run.payments.first(),
        by=town.town_clerk,
        on=date(2008, 10, 8),
        amount=run.payments.first().amount,
        why="学生未入学",
    )
    assert figure("AW-07:人数", town.town) == 70 and figure("AW-07:人数", town.town, until(2008, 9, 30)) == 71
    # 20 of the paid are drawn with a published seed and asked
    sample = actions.samples.draw_sample(
        programme, by=town.town_clerk, on=date(2008, 11, 3), seed="上证指数20081103收盘", size=20
    )
    for check in sample.checks.all():
        actions.samples.note_check(check, by=town.town_clerk, on=date(2008, 11, 5), result="right", how="电话")
    assert figure("aid.verified_rate", town.town) == 100
    assert queries.payments.outcome(sample)["interval"][0] > 80
    assert list(ledger.differences()) == []
