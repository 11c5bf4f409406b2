"""A school's term of proposals: 78 received, 58 adopted, 11 excellent; in the year 12, 10, 6 carried out, 3 excellent (catalogue DM-04, DM-05).

The first three sessions come from the old register, the fourth is lived through. Every figure opens onto its proposals.
"""

from datetime import date

import pytest

from taizhang.congress.tests import factories as congress
from taizhang.intake import actions as intake
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members.tests import factories as members
from taizhang.organisation import actions as organisation
from taizhang.proposals import actions, queries
from taizhang.proposals.models import Proposal
from taizhang.testing.world import workbook

pytestmark = pytest.mark.django_db
YEAR, TERM = Period.year(2008), Period.between(date(2005, 1, 1), date(2008, 12, 31))
DELEGATES = ("田小满", "郑大寒", "何立夏", "苗立秋", "季白露", "秦小雪", "方谷雨", "易清明")
# session, received, adopted, excellent: the old register; the fourth session is told below
OLD = (("第一次", 2005, 24, 18, 3), ("第二次", 2006, 22, 16, 2), ("第三次", 2007, 20, 14, 3))
HEADS = ("届别", "届次", "编号", "案名", "案由", "建议措施", "提案人", "附议人", "提案类别", "收到日期", "处理意见", "不立案理由", "承办部门",
         "办理结果", "答复内容", "答复日期", "满意度", "优秀提案")  # fmt: skip


def figure(code, unit, period=YEAR, **more):
    return ledger.value(code, unit, period, **more).number


# Every place whose own rules the rulebook has; "" is nowhere in particular.
PLACES = [
    pytest.param(place, id=place or "全国", marks=pytest.mark.slow if place else ())
    for place in ("", "上海市", "河南省", "分档省份", "浙江省", "山东省", "重庆市", "北京市")
]


@pytest.fixture(params=PLACES)
def school(cast, request):
    """A school of 180, with its delegates and a chair, in each place."""
    rulebook.load()
    if request.param:
        since, source = date(2000, 1, 1), f"{cast.federation.name}"
        rulebook.override(rulebook.PLACE, unit=cast.federation, since=since, source=source, value=request.param)
    place = organisation.found(
        cast.town, by=SYSTEM, on=date(2001, 9, 1), code="F-T-S", name="河湾一中工会", kind="school_union"
    )
    organisation.appoint(cast.stranger, place, "chair", by=SYSTEM, on=date(2001, 9, 1))
    return place


@pytest.fixture
def delegates(school):
    return [members.member(school, name=name) for name in DELEGATES]


def opened(school, chair, delegates, session, year):
    made = actions.rounds.open_round(
        school, by=chair, on=date(year, 2, 1), term="第八届", session=session, session_on=date(year, 3, 28),
        opens_on=date(year, 2, 10), leader="周校长",
    )  # fmt: skip
    actions.rounds.entitle(made, delegates, by=chair, group="第一代表团")
    return made


def old_rows():
    for session, year, received, adopted, excellent in OLD:
        for number in range(1, received + 1):
            filed = number <= adopted
            yield (
                "第八届", session, number, f"改善第{number}教学楼{session}照明", "光线不足。", "更换灯具。", DELEGATES[number % 8],
                f"{DELEGATES[(number + 1) % 8]}、{DELEGATES[(number + 2) % 8]}", "后勤保障", f"{year}-03-05",
                "立案" if filed else "不立案", "" if filed else "已在年度计划之内", "总务处" if filed else "",
                "A" if filed else "", "灯具已更换。" if filed else "", f"{year}-05-20" if filed else "", "满意" if filed else "",
                "是" if number <= excellent else "",
            )  # fmt: skip


def test_the_schools_term_and_year_come_out(cast, school, delegates):
    chair = cast.stranger
    for session, year, *_numbers in OLD:
        opened(school, chair, delegates, session, year)
    batch = intake.run(
        intake.take_in("proposals", workbook(HEADS, *old_rows()), by=chair, unit=school, name="提案登记.xlsx"), by=chair
    )
    assert batch.result["proposals"] == 66
    round = opened(school, chair, delegates, "第四次", 2008)
    assert round.closes_on == date(2008, 3, 13)  # fifteen days before the session

    made = twelve_proposals(round, delegates, chair)
    ten_are_filed(made, chair)
    six_are_carried_out(made, chair)
    three_are_excellent(made, chair)

    the_printed_figures(school, made)
    the_follow_up_goes_on_over_the_year_end(school, made, chair)
    assert list(ledger.differences(["proposals.round", "proposals.proposal", "proposals.suggestion"])) == []


def twelve_proposals(round, delegates, chair):
    """Each by a delegate with two seconders who confirm: one on the own page, one on paper."""
    made = []
    for number in range(12):
        one = actions.life.draft(
            round, by=SYSTEM, on=date(2008, 2, 20), name=f"为{number + 1}号家属楼接通宽带", reason="职工家里上不了网。",
            measure="请电信部门施工。", subject="生活福利", proposer=delegates[number % 8].person, source="own",
        )  # fmt: skip
        with pytest.raises(Refused, match="2"):
            actions.life.submit(one, by=SYSTEM, on=date(2008, 2, 20))
        asked = actions.life.ask_seconder(one, delegates[(number + 1) % 8].person, by=SYSTEM, on=date(2008, 2, 21))
        actions.life.confirm(asked, by=SYSTEM, on=date(2008, 2, 22))
        actions.life.ask_seconder(one, delegates[(number + 2) % 8].person, by=chair, on=date(2008, 2, 22), signed=True)
        made.append(actions.life.submit(one, by=SYSTEM, on=date(2008, 2, 23)))
    assert [one.number for one in made] == list(range(1, 13))
    return made


def ten_are_filed(made, chair):
    for one in made[:10]:
        actions.screening.file(one, by=chair, on=date(2008, 3, 16))
    actions.screening.refuse(made[10], by=chair, on=date(2008, 3, 16), why="不属学校职权")
    actions.screening.turn(made[11], by=chair, on=date(2008, 3, 16), why="作为意见建议交工会办理")
    for one in made[:10]:
        actions.handling.assign(
            one, by=chair, on=date(2008, 4, 1), department="总务处", helpers=("信息中心",), signed_by="周校长"
        )


def six_are_carried_out(made, chair):
    """Six are solved, four are planned for the next year."""
    for one in made[:6]:
        actions.handling.answer(one, by=chair, on=date(2008, 4, 25), result="A", answer="已接通。")
        actions.handling.rate(one, by=SYSTEM, on=date(2008, 5, 6), rating="满意")
        actions.handling.close(one, by=chair, on=date(2008, 5, 10))
    for one in made[6:10]:
        actions.handling.answer(
            one, by=chair, on=date(2008, 5, 4), result="B", answer="列入2009年计划。", planned_for=date(2009, 4, 1)
        )


def three_are_excellent(made, chair):
    for place, one in enumerate(made[:5]):
        for group, points in (("第一代表团", 90 - place), ("第二代表团", 88 - place)):
            actions.appraisal.score(one, by=chair, on=date(2008, 12, 1), group=group, points=points)
    for one, _groups, _mean in queries.proposals.points_of(queries.proposals.of_round(made[0].round))[:3]:
        actions.appraisal.award(one, by=chair, on=date(2008, 12, 10), award="荣誉证书")


def the_printed_figures(school, made):
    year = [
        figure(f"proposals.{code}", school) for code in ("received_count", "adopted", "carried_out", "excellent_count")
    ]
    assert year == [12, 10, 6, 3]
    assert [figure(f"proposals.{code}", school, TERM) for code in ("received_count", "adopted", "excellent_count")] == [
        78,
        58,
        11,
    ]
    # the figures that reports and the plain entries of the worklog use count each proposal once
    assert [figure("DM-04:件数", school, where=f"事项~{stage}") for stage in ("收到", "采纳", "办结", "优秀")] == [
        12,
        10,
        6,
        3,
    ]
    assert figure("DM-04:件数", school) == 12
    assert figure("worklog.proposals_received", school, TERM) == 78
    assert figure("worklog.proposals_adopted", school, TERM) == 58
    assert figure("DM-04:人数", school) == 8
    assert figure("DM-05:件数", school, where="事项~优秀") == 3
    rates = {
        code: figure(f"proposals.{code}", school)
        for code in ("filing_rate", "answer_rate", "closing_rate", "satisfaction_rate", "in_time_rate")
    }
    assert {code: str(rate) for code, rate in rates.items()} == {
        "filing_rate": "83.3", "answer_rate": "100.0", "closing_rate": "60.0", "satisfaction_rate": "100.0", "in_time_rate": "100.0",
    }  # fmt: skip
    for code, number in (("proposals.received_count", 12), ("proposals.adopted", 10), ("proposals.carried_out", 6)):
        opened_up = ledger.trace(code, school, YEAR, viewer=SYSTEM)
        assert opened_up.total == number
        assert {line.title for line in opened_up.lines} <= {
            f"第{place:03}号 {one.name}" for place, one in enumerate(made, 1)
        }


def the_follow_up_goes_on_over_the_year_end(school, made, chair):
    """Four still open: two are carried out in 2009 and improve the year that received them; the work counts in 2009."""
    for one in made[6:8]:
        actions.handling.rate(one, by=SYSTEM, on=date(2008, 12, 20), rating="基本满意")
        actions.handling.close(one, by=chair, on=date(2008, 12, 28), why="列入计划，继续跟踪")
        actions.handling.follow_up(one, by=chair, on=date(2009, 4, 2), now="A", words="已接通")
    assert figure("proposals.carried_out", school) == 8
    assert figure("proposals.done_count", school) == 6
    assert figure("proposals.done_count", school, Period.year(2009)) == 2
    assert figure("proposals.result_b", school) == 2
    assert Proposal.objects.get(pk=made[6].pk).implemented_on == date(2009, 4, 2)


def test_the_delegates_of_the_congress_propose_for_its_session(cast):
    """Proposals know of the congress only what it tells every app: its sessions and their full delegates."""
    rulebook.load()
    held = congress.congress(cast.mill)
    people = [members.member(cast.mill, name=name) for name in DELEGATES[:3]]
    for one in people[:2]:
        congress.delegates(held, 1, person=one.person)
    session = congress.session(held, called=False)
    [told] = queries.rounds.sessions_to_copy(cast.mill)
    assert (told.term, told.session, told.on, told.record) == ("第八届", "第一次会议", session.opens_on, session)
    round = actions.rounds.open_round(
        cast.mill, by=cast.mill_clerk, on=date(2026, 2, 1), term=told.term, session=told.session, session_on=told.on,
        opens_on=date(2026, 2, 1), of=told.record,
    )  # fmt: skip
    actions.rounds.copy_delegates(round, by=cast.mill_clerk)
    assert {(one.person, one.group) for one in round.entitled.all()} == {(one.person, "第一选区") for one in people[:2]}
    assert queries.rounds.session_of(round) == session
