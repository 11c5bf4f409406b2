"""What follows a session: resolutions, schemes and the gate, calendar, rounds, issues, letters, canteens, coverage, and their figures."""

from datetime import date

import pytest

from taizhang.congress.actions import coverage, issues, letters, lower, resolutions, rounds, schemes, steps
from taizhang.congress.jobs.following import count_canteen_checks
from taizhang.congress.models import Issue, LowerCongress, Resolution, Round, Scheme
from taizhang.congress.queries import dues
from taizhang.congress.queries import following as queries
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions as organisation
from taizhang.testing import following as make

pytestmark = pytest.mark.django_db
Y2008 = Period.year(2008)


@pytest.fixture(autouse=True)
def rules_on_file(db):
    rulebook.load()


def figure(code, unit, period=Y2008):
    return ledger.value(code, unit, period).text()


def test_a_resolution_is_carried_out_in_time_and_the_rate_has_its_base(cast):
    late = resolutions.register_resolution(
        cast.mill,
        by=cast.mill_clerk,
        adopted_on=date(2008, 3, 1),
        name="修缮宿舍",
        owner="后勤科",
        due_on=date(2008, 6, 30),
    )
    done = resolutions.register_resolution(
        cast.mill, by=cast.mill_clerk, adopted_on=date(2008, 3, 1), name="体检", owner="工会", due_on=date(2008, 6, 30)
    )
    resolutions.finish_resolution(done, by=cast.mill_clerk, on=date(2008, 6, 30), result="122人参加")
    assert figure("congress.resolutions_done_share", cast.town) == "50.0"
    assert figure("congress.resolutions_open", cast.town) == "1"
    resolutions.finish_resolution(late, by=cast.mill_clerk, on=date(2008, 7, 1), result="全部修好")
    assert figure("congress.resolutions_done_share", cast.town) == "100.0"
    assert figure("congress.resolutions_in_time_share", cast.town) == "50.0"
    assert figure("congress.resolutions_open", cast.town, Period.parse("2008H1")) == "1"
    with pytest.raises(Refused):
        resolutions.note_resolution(late, by=cast.mill_clerk, on=date(2008, 8, 1), text="补记")
    with pytest.raises(Refused):
        resolutions.move_resolution(late, by=cast.mill_clerk, due_on=None, owner="x", why="改")
    assert ActLog.objects.filter(code="congress.finish_resolution").count() == 2
    assert list(ledger.differences()) == []


def adopt(scheme, on=date(2008, 3, 20), *, aim="final", body="congress", votes=45, entitled=60, present=52, **more):
    schemes.deliberate(
        scheme, by=SYSTEM, on=on, body=body, aim=aim, entitled=entitled, present=present, votes_for=votes, votes_against=0, abstained=0, **more
    )  # fmt: skip
    scheme.refresh_from_db()
    return scheme


def reserve_bonus(unit):
    return schemes.lay_down_matter(
        unit,
        by=SYSTEM,
        since=date(2008, 1, 1),
        code="bonus",
        name="奖金分配方案",
        power="审议通过",
        needs="vote",
        source="厂职代会章程",
        article="12",
    )


def test_draft_opinions_principle_interim_final(cast):
    """DM-03: what is adopted in principle returns to an interim meeting with a revised text, and takes effect only then."""
    reserve_bonus(cast.mill)
    scheme = make.sent_round(cast.mill, "奖金分配办法")
    schemes.take_opinions(
        scheme, by=cast.mill_clerk, on=date(2008, 2, 20), group="一车间", opinions=["夜班补贴偏低", "增加技能奖"]
    )
    schemes.take_opinions(scheme, by=cast.mill_clerk, on=date(2008, 2, 21), group="二车间", opinions=["按月公示"])
    first, second, third = scheme.opinions.all()
    schemes.answer_opinion(first, by=cast.mill_clerk, on=date(2008, 3, 1), outcome="taken")
    schemes.answer_opinion(second, by=cast.mill_clerk, on=date(2008, 3, 1), outcome="partly", answer="先在两个工种试行")
    with pytest.raises(Refused):
        schemes.answer_opinion(third, by=cast.mill_clerk, on=date(2008, 3, 1), outcome="declined")
    assert figure("DM-03:件数", cast.mill) == "3"
    assert figure("congress.opinions_taken_share", cast.mill) == "66.7"
    adopt(scheme, aim="principle")
    assert scheme.state == Scheme.State.IN_PRINCIPLE
    with pytest.raises(Refused, match="原则"):
        schemes.enforce_scheme(scheme, by=cast.mill_chair, on=date(2008, 4, 1))
    with pytest.raises(Refused):
        adopt(scheme, date(2008, 4, 2), body="interim")
    schemes.revise_scheme(
        scheme, by=cast.mill_clerk, on=date(2008, 3, 25), text="第五条 夜班补贴每班十二元。", changes="第五条"
    )
    adopt(scheme, date(2008, 4, 2), body="interim")
    assert scheme.state == Scheme.State.ADOPTED
    schemes.enforce_scheme(scheme, by=cast.mill_chair, on=date(2008, 5, 1))
    assert figure("DM-02:件数", cast.town) == "1"
    assert figure("DM-03:场次", cast.town) == "1"
    assert figure("congress.reserved_through", cast.town) == "1"
    with pytest.raises(Refused):
        schemes.revise_scheme(scheme, by=cast.mill_clerk, on=date(2008, 6, 1), text="改")
    assert list(ledger.differences()) == []


def test_nothing_reserved_takes_effect_without_its_vote(cast):
    reserve_bonus(cast.mill)
    scheme = make.sent_round(cast.mill, "年终奖办法")
    with pytest.raises(Refused):
        schemes.enforce_scheme(scheme, by=cast.mill_chair, on=date(2008, 4, 1))
    schemes.report_bypass(scheme, by=cast.mill_clerk, on=date(2008, 4, 3), what="厂部直接发文施行")
    assert figure("congress.reserved_bypassed", cast.town) == "1"
    adopt(scheme, votes=31)
    assert figure("congress.reserved_through", cast.town) == "0"
    _matter, gate, sentence = queries.gate(Scheme.objects.get(pk=scheme.pk), date(2008, 4, 10))
    assert gate and "章程" in sentence


def test_half_is_not_more_than_half_but_enough_in_shanghai(cast):
    """National: more than half of all; a school: at least half of all. Quorum two thirds."""
    reserve_bonus(cast.mill)
    exactly_half = adopt(make.sent_round(cast.mill, "甲办法"), votes=30)
    assert exactly_half.state == Scheme.State.REJECTED
    assert exactly_half.votes.get().reason["zh"]
    school = organisation.found(
        cast.town, by=SYSTEM, on=date(2001, 1, 1), code="F-T-S", name="河湾中学工会", kind="school_union"
    )
    scheme = make.sent_round(school, "绩效工资办法")
    assert scheme.reserved
    assert adopt(scheme, votes=30).state == Scheme.State.ADOPTED
    without_quorum = make.sent_round(school, "乙办法")
    assert adopt(without_quorum, votes=39, present=39).state == Scheme.State.REJECTED


def test_a_hearing_is_enough_where_the_law_asks_for_a_hearing(cast):
    scheme = make.sent_round(cast.mill, "考勤办法", "hours")
    schemes.take_opinions(scheme, by=SYSTEM, on=date(2008, 2, 20), group="一车间", opinions=["弹性半小时"])
    schemes.deliberate(scheme, by=SYSTEM, on=date(2008, 3, 20), body="congress", aim="hearing", entitled=60, present=50)
    with pytest.raises(Refused, match="1"):
        schemes.enforce_scheme(scheme, by=cast.mill_chair, on=date(2008, 4, 1))
    schemes.answer_opinion(scheme.opinions.get(), by=SYSTEM, on=date(2008, 3, 25), outcome="taken")
    assert schemes.enforce_scheme(scheme, by=cast.mill_chair, on=date(2008, 4, 1)).effective_on


def test_a_new_scheme_replaces_the_old_one(cast):
    reserve_bonus(cast.mill)
    old, new = (adopt(make.sent_round(cast.mill, name)) for name in ("2008年办法", "2009年办法"))
    schemes.enforce_scheme(old, by=cast.mill_chair, on=date(2008, 4, 1))
    schemes.enforce_scheme(new, by=cast.mill_chair, on=date(2009, 1, 1), replaces=old)
    old.refresh_from_db()
    assert old.replaced_by == new and not old.in_force(date(2009, 1, 1)) and old.in_force(date(2008, 12, 31))
    assert figure("congress.schemes_in_force", cast.town, Period.year(2009)) == "1"


def test_a_federation_may_reserve_more_and_the_nearest_line_holds(cast):
    assert not queries.matters(cast.mill, date(2008, 2, 1))["land"].is_reserved
    schemes.lay_down_matter(
        cast.federation,
        by=SYSTEM,
        since=date(2008, 1, 1),
        code="land",
        name="土地处置",
        power="审议通过",
        needs="vote",
        source="县总工会办法",
    )
    assert queries.matters(cast.mill, date(2008, 2, 1))["land"].is_reserved
    own = schemes.lay_down_matter(
        cast.mill,
        by=SYSTEM,
        since=date(2008, 1, 1),
        code="land",
        name="土地",
        power="审议建议",
        needs="hearing",
        source="厂章程",
    )
    assert queries.matters(cast.mill, date(2008, 2, 1))["land"].needs == "hearing"
    schemes.drop_matter(own, by=SYSTEM, on=date(2008, 3, 1), why="章程修订")
    assert queries.matters(cast.mill, date(2008, 4, 1))["land"].needs == "vote"
    with pytest.raises(Refused):
        schemes.lay_down_matter(
            cast.mill,
            by=cast.mill_clerk,
            since=date(2008, 1, 1),
            code="land",
            name="土地",
            power="审议建议",
            needs="vote",
            source="厂章程",
        )


def test_the_calendar_knows_who_has_not_held_it(cast):
    planned = lower.plan_calendar(
        cast.federation, [cast.town, cast.port], by=SYSTEM, on=date(2008, 1, 5), year=2008, name="基层职代会", opens_on=date(2008, 4, 1),
        closes_on=date(2008, 4, 30),
    )  # fmt: skip
    assert planned == 2
    town = LowerCongress.objects.get(unit=cast.town)
    lower.hold_lower(town, by=cast.town_chair, on=date(2008, 4, 30), entitled=40, present=36)
    lower.file_lower(town, by=cast.town_chair, on=date(2008, 5, 6))
    assert figure("DM-09:家数", cast.federation) == "1"
    assert figure("congress.lower_in_window_share", cast.federation) == "50.0"
    port = LowerCongress.objects.get(unit=cast.port)
    with pytest.raises(Refused):
        lower.excuse_lower(port, by=cast.port_chair, on=date(2008, 5, 1), why="改制")
    with pytest.raises(Refused):
        steps.void(port, by=cast.port_chair, why="不想开")
    lower.excuse_lower(port, by=SYSTEM, on=date(2008, 5, 1), why="改制")
    assert figure("congress.lower_in_window_share", cast.federation) == "100.0"


def test_a_visit_its_demands_and_the_return_visit(cast):
    round = rounds.plan_round(
        cast.mill, by=cast.mill_clerk, kind="visit", on=date(2008, 6, 3), name="走访", place="织布车间"
    )
    rounds.hold_round(round, by=cast.mill_clerk, on=date(2008, 6, 3), people=3, interviewed=12)
    round.refresh_from_db()
    one, two = make.raised(round, "浴室晚间关门太早"), make.raised(round, "饮水机坏了一台")
    with pytest.raises(Refused):
        rounds.close_round(round, by=cast.mill_clerk, on=date(2008, 6, 9))
    for issue in (one, two):
        issues.settle_issue(make.assigned(issue), by=cast.mill_clerk, on=date(2008, 6, 12), result="已办")
    issues.check_issue(one, by=cast.mill_clerk, on=date(2008, 6, 20), satisfied=True)
    issues.check_issue(two, by=cast.mill_clerk, on=date(2008, 6, 20), satisfied=False, feedback="又坏了")
    two.refresh_from_db()
    assert two.state == Issue.State.ASSIGNED and two.settled_on is None
    assert figure("DM-13:件数", cast.town) == "2"
    assert figure("DM-13:人数", cast.town) == "12"
    assert figure("congress.return_visits_share", cast.town) == "100.0"
    assert figure("congress.demands_settled_share", cast.town) == "50.0"
    assert figure("congress.demands_satisfied_share", cast.town) == "50.0"
    rounds.close_round(round, by=cast.mill_clerk, on=date(2008, 6, 21))
    assert Round.objects.get().state == Round.State.CLOSED
    assert list(ledger.differences()) == []


def test_a_hot_voice_goes_to_the_party_branch_first(cast):
    voice = issues.raise_issue(
        cast.mill, by=cast.mill_clerk, on=date(2008, 6, 5), kind="DM-14", text="轮岗", speakers=4, sensitive=True
    )
    with pytest.raises(Refused):
        make.assigned(voice)
    assert [due.tone for due in dues.items(cast.mill_clerk, cast.mill, date(2008, 6, 6))][:1] == ["red"]
    issues.escalate_issue(voice, by=cast.mill_clerk, on=date(2008, 6, 5))
    issues.settle_issue(voice, by=cast.mill_clerk, on=date(2008, 6, 9), result="当面答复")
    assert figure("DM-14:件数", cast.mill) == "1"
    assert figure("DM-14:人次", cast.mill) == "4"
    assert figure("congress.voice_days", cast.mill) == "4.0"


def test_a_patrol_starts_with_a_checklist(cast):
    patrol = rounds.plan_round(
        cast.town, by=cast.town_chair, kind="patrol", on=date(2008, 5, 20), name="五月巡查", host=cast.mill
    )
    assert patrol.points.count() == 6
    rounds.hold_round(
        patrol,
        by=cast.town_chair,
        on=date(2008, 5, 20),
        people=5,
        verdict="fair",
        results={2: ("fault", "公开栏三个月未更新")},
    )
    issues.raise_issue(
        cast.town, by=cast.town_chair, on=date(2008, 5, 20), kind="DM-10", round=patrol, text="公开栏未更新"
    )
    assert figure("DM-10:家数", cast.town) == "1"
    assert figure("DM-10:件数", cast.town) == "1"
    assert figure("DM-10:人次", cast.town) == "5"
    with pytest.raises(Refused):
        issues.raise_issue(
            cast.town, by=cast.town_chair, on=date(2008, 5, 20), kind="DM-15", round=patrol, text="错类别"
        )


def test_letters_are_settled_target_by_target(cast):
    first, second = letters.draft_letters(
        cast.mill, by=cast.mill_clerk, on=date(2008, 3, 1), name="安全责任书", kind="safety", giver="厂部",
        takers=[("一车间", None), ("二车间", None)], targets=["无重伤", "整改率100%"], settle_by=date(2008, 12, 31),
    )  # fmt: skip
    letters.sign_letter(first, by=cast.mill_clerk, on=date(2008, 3, 20))
    letters.sign_letter(second, by=cast.mill_clerk, on=date(2008, 3, 20))
    with pytest.raises(Refused):
        letters.settle_letter(first, by=cast.mill_chair, on=date(2008, 12, 30), targets={1: (True, "0起")})
    letters.settle_letter(
        first, by=cast.mill_chair, on=date(2008, 12, 30), targets={1: (True, "0起"), 2: (False, "92%")}
    )
    assert figure("DM-11:件数", cast.town) == "2"
    assert figure("congress.letter_parties", cast.town) == "2"
    assert figure("congress.targets_met_share", cast.town) == "50.0"


def test_checks_done_of_checks_due(cast):
    """One a working day: the week of 3 March 2008 has five; a second run of the job finds nothing to do."""
    canteen = rounds.open_canteen(
        cast.mill, by=cast.mill_clerk, since=date(2008, 3, 3), name="职工食堂", members="三人"
    )
    for day in (3, 4, 5, 6):
        rounds.check_canteen(
            canteen, by=cast.mill_clerk, on=date(2008, 3, day), people=2, name="午餐", asked=10, content=9
        )
    rounds.meet_canteen(canteen, by=cast.mill_clerk, on=date(2008, 3, 7), people=6, name="一周小结")
    assert figure("congress.canteen_checks_share", cast.town) == "100.0"
    with pytest.raises(Refused):
        rounds.check_canteen(canteen, by=cast.mill_clerk, on=date(2008, 3, 1), people=2, name="午餐")
    assert count_canteen_checks.run(today=date(2008, 3, 10)) == 1
    assert count_canteen_checks.run(today=date(2008, 3, 10)) == 0
    assert figure("DM-15:场次", cast.town) == "4"
    assert figure("congress.canteen_checks_share", cast.town) == "80.0"
    assert figure("congress.canteen_meetings", cast.town) == "1"
    assert figure("congress.canteen_satisfied_share", cast.town) == "90.0"
    count_canteen_checks.run(today=date(2008, 3, 17))
    assert figure("congress.canteen_checks_share", cast.town) == "40.0"
    assert list(ledger.differences()) == []


def test_coverage_has_every_enterprise_in_its_base(cast):
    other = organisation.found(
        cast.town, by=SYSTEM, on=date(2001, 1, 1), code="F-T-E", name="河湾染厂", kind="employer"
    )
    organisation.found(cast.town, by=SYSTEM, on=date(2001, 1, 1), code="F-T-G", name="河湾五金厂", kind="employer")
    with pytest.raises(Refused):
        coverage.record_coverage(cast.town, by=SYSTEM, checked_on=date(2008, 6, 1))
    for unit in (cast.mill, other):
        coverage.record_coverage(unit, by=cast.town_chair, checked_on=date(2008, 6, 1), congress_since=date(2007, 1, 1))
    assert figure("congress.enterprise_congress_share", cast.town) == "66.7"
    assert figure("congress.enterprise_openness_share", cast.town) == "0.0"
    coverage.record_coverage(
        cast.mill,
        by=cast.town_chair,
        checked_on=date(2008, 9, 1),
        congress_since=date(2007, 1, 1),
        openness_since=date(2008, 8, 1),
    )
    assert figure("congress.enterprise_openness_share", cast.town) == "33.3"
    assert figure("DM-17:家数", cast.town) == "1"
    assert list(ledger.differences()) == []


def test_the_year_of_the_mill_stands_and_waits(cast):
    from taizhang.testing.world import PIXEL

    made = make.build(cast, PIXEL)
    found = list(dues.items(cast.mill_chair, cast.mill, date(2008, 10, 6)))
    assert any(due.tone == "red" and "改善车间通风" in due.title for due in found)
    assert list(dues.items(cast.stranger, cast.mill, date(2008, 10, 6))) == []
    assert Resolution.objects.visible_to(cast.port_chair).count() == 0
    assert made.voted.state == Scheme.State.ADOPTED
    assert list(ledger.differences()) == []


def test_a_gap_is_planned_carried_into_the_next_year_and_closed(cast):
    """OA-11: found, planned with cause and measure, carried into next year's points of work, checked."""
    rulebook.load()
    found = issues.raise_issue(cast.mill, by=SYSTEM, on=date(2008, 11, 20), kind="OA-11", text="班组民主会开得不经常")
    with pytest.raises(Refused):
        issues.carry_gap(
            found, by=SYSTEM, on=date(2008, 12, 20), due_on=date(2009, 12, 31), target="月月开", why="人手少"
        )
    with pytest.raises(Refused):
        issues.plan_gap(
            found,
            by=SYSTEM,
            on=date(2008, 11, 25),
            cause="",
            measure="排出日程",
            owner="组织委员",
            due_on=date(2008, 12, 31),
        )
    issues.plan_gap(
        found,
        by=SYSTEM,
        on=date(2008, 11, 25),
        cause="没有日程",
        measure="排出日程",
        owner="组织委员",
        due_on=date(2008, 12, 31),
    )
    carried = issues.carry_gap(
        found, by=SYSTEM, on=date(2008, 12, 20), due_on=date(2009, 12, 31), target="月月开", why="年内来不及"
    )
    assert (carried.due_on, carried.target, carried.state) == (date(2009, 12, 31), "月月开", "assigned")
    assert ledger.value("congress.gaps_settled_share", cast.mill, Period.year(2008)).number == 0
    issues.settle_issue(found, by=SYSTEM, on=date(2009, 10, 8), result="每月一次，全年已开九次")
    issues.check_issue(found, by=SYSTEM, on=date(2009, 12, 1), satisfied=True)
    assert ledger.value("congress.gaps_settled_share", cast.mill, Period.year(2008)).number == 100
    assert ledger.value("OA-11:件数", cast.mill, Period.year(2008)).number == 1
    assert not list(ledger.differences())
