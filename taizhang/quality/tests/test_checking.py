"""What the check finds in the books of the cast, who puts it right, and how it closes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from taizhang.kernel import completeness, ledger, reading, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog, Unit
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.quality import actions, jobs, queries, relations, telling
from taizhang.quality.models import Excuse, Finding, MonthBook
from taizhang.quality.searching import Search
from taizhang.worklog import actions as worklog

TODAY = timezone.localdate()
LAST_YEAR = TODAY.year - 1
State, Family = Finding.State, Finding.Family


def work(unit, on, *, kind="AC-02", matter="职工运动会", **numbers):
    return worklog.record(unit, by=SYSTEM, confirmed=True, on=on, kind=kind, matter=matter, **numbers)


def check(cast, unit=None, on=TODAY, by=SYSTEM):
    return actions.check(unit or cast.federation, by=by, on=on)


def found(family, **more):
    return list(Finding.objects.standing().filter(family=family, **more).order_by("pk"))


# --- outliers ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def usual(cast):
    """Nine ordinary sports days of the mill last year."""
    return [work(cast.mill, date(LAST_YEAR, 1 + n, 10), persons=40 + n, matter=f"第{n + 1}次比赛") for n in range(9)]


def test_a_digit_too_many_is_found_and_closes_when_it_is_mended(cast, usual):
    slip = work(cast.mill, date(LAST_YEAR, 11, 10), persons=450, matter="秋季比赛")
    check(cast)
    (one,) = found(Family.OUTLIER)
    assert (one.unit, one.state, one.code) == (cast.mill, State.OPEN, "AC-02")
    assert one.behind == [["worklog.entry", slip.pk]]
    assert "450" in telling.sentence(one) and "44" in telling.sentence(one)
    worklog.correct(slip, by=SYSTEM, confirmed=True, persons=45)
    done = check(cast)
    one.refresh_from_db()
    assert done.mended == 1 and (one.state, one.closed_on) == (State.MENDED, TODAY)


def test_few_records_are_compared_with_like_units(cast):
    other = [work(cast.port, date(LAST_YEAR, 1 + n % 12, 3 + n), persons=40 + n, matter=f"比赛{n}") for n in range(20)]
    slip = work(cast.town, date(LAST_YEAR, 6, 1), persons=500, matter="比赛")  # the port's kind: a town union
    check(cast)
    (one,) = found(Family.OUTLIER)
    assert one.behind == [["worklog.entry", slip.pk]] and one.said["rows"][0][4] == "like" and len(other) == 20


def test_work_after_the_end_of_a_union_is_found_and_mended_by_moving_it(cast):
    made = work(cast.mill, TODAY - timedelta(10), persons=30)
    Unit.objects.filter(pk=cast.mill.pk).update(until=TODAY - timedelta(20))
    check(cast)
    one = Finding.objects.get(code="quality.after_the_end")
    assert (one.unit, one.said["records"], one.behind) == (cast.mill, 1, [["worklog.entry", made.pk]])
    assert "终止" in telling.sentence(one) and "接续" in telling.advice(one) and "终止" in telling.subject(one)
    worklog.correct(made, by=SYSTEM, unit=cast.town, confirmed=True)
    check(cast)
    one.refresh_from_db()
    assert one.state == "mended"


def test_an_explanation_holds_until_the_number_changes(cast, usual):
    slip = work(cast.mill, date(LAST_YEAR, 11, 10), persons=450, matter="全厂运动会")
    check(cast)
    (one,) = found(Family.OUTLIER)
    actions.explain(one, by=cast.mill_clerk, on=TODAY, note="全厂职工都参加了")
    assert check(cast).reopened == 0
    worklog.correct(slip, by=SYSTEM, confirmed=True, persons=480)
    assert check(cast).reopened == 1
    one.refresh_from_db()
    assert (one.state, one.times, one.closed_on) == (State.OPEN, 2, None)


def test_an_explanation_is_sent_back_by_the_union_above(cast, usual):
    work(cast.mill, date(LAST_YEAR, 11, 10), persons=450)
    check(cast)
    (one,) = found(Family.OUTLIER)
    actions.explain(one, by=cast.mill_chair, on=TODAY, note="就是这样的")
    with pytest.raises(Refused):
        actions.reopen(one, by=cast.mill_chair, on=TODAY, why="没有说清楚")
    with pytest.raises(Refused):
        actions.reopen(one, by=cast.mill_clerk, on=TODAY, why="没有说清楚")
    actions.reopen(one, by=cast.town_chair, on=TODAY, why="没有说清楚")
    assert one.state == State.OPEN and one.due_on > TODAY
    assert ActLog.objects.filter(code="quality.reopen").get().notes["why"] == "没有说清楚"


# --- told twice -------------------------------------------------------------------------------------------------------------------


def test_the_same_told_by_two_units_is_found_at_the_later_one(cast):
    first = work(cast.mill, date(LAST_YEAR, 5, 1), persons=48, amount=Decimal(3200))
    second = work(cast.town, date(LAST_YEAR, 5, 1), persons=48, amount=Decimal(3200))
    check(cast)
    (one,) = found(Family.DOUBLE)
    assert (one.unit, one.behind) == (cast.town, [["worklog.entry", second.pk], ["worklog.entry", first.pk]])
    worklog.void(second, by=SYSTEM, why="重复记账")
    check(cast)
    one.refresh_from_db()
    assert one.state == State.MENDED


def test_a_joint_event_and_a_small_visit_are_not_told_twice(cast):
    joint = work(cast.mill, date(LAST_YEAR, 5, 1), persons=48, amount=Decimal(3200))
    worklog.add_organiser(joint, cast.port, by=SYSTEM)
    for unit in (cast.mill, cast.port):
        work(unit, date(LAST_YEAR, 6, 1), kind="AW-10", matter="看望患病住院职工", persons=1, amount=Decimal(300))
    check(cast)
    assert found(Family.DOUBLE) == []


# --- relations and jumps ------------------------------------------------------------------------------------------------------------


def test_more_settled_than_taken_up_is_a_broken_relation(cast):
    work(cast.mill, date(LAST_YEAR, 3, 1), kind="RP-03", matter="调解成功", items=3)
    entry = work(cast.mill, date(LAST_YEAR, 4, 1), kind="RP-03", matter="调处劳动争议", items=2)
    own = reading.own_values(["worklog.disputes", "worklog.disputes_settled"], cast.federation, Period.year(LAST_YEAR))
    assert own[cast.mill.pk]["worklog.disputes"].number == 5 and cast.town.pk not in own
    assert not [one for one in Search(cast.federation, TODAY).relations(LAST_YEAR) if one.code == "quality.settled"]
    worklog.reverse(entry, by=SYSTEM, on=date(LAST_YEAR, 5, 1), why="误报", items=-2)
    assert (
        reading.own_values(["worklog.disputes"], cast.federation, Period.year(LAST_YEAR))[cast.mill.pk][
            "worklog.disputes"
        ].number
        == 3
    )


def test_own_figures_are_those_that_are_asked_one_by_one(cast, usual):
    """One question for all units, and the same digits."""
    work(cast.town, date(LAST_YEAR, 5, 1), persons=20, amount=Decimal("12.34"))
    work(
        cast.town,
        date(LAST_YEAR, 5, 2),
        kind="FA-02",
        matter="藏书",
        quantity=Decimal(500),
        measure_unit="册",
        reading=True,
    )
    codes = ["AC-02:人数", "AC-02:金额", "worklog.entries", "FA-02:数量"]
    own = reading.own_values(codes, cast.federation, Period.year(LAST_YEAR))
    for unit in (cast.mill, cast.town):
        for code, figure in own[unit.pk].items():
            asked = ledger.value(figure.indicator, unit, Period.year(LAST_YEAR), scope="own")
            assert figure.number == asked.number, code


def test_every_relation_names_figures_that_exist_and_every_rate_is_bounded():
    told = relations.all_relations()
    assert {"quality.women", "quality.filed", "quality.hardship", "parts:members.in_membership"} <= {
        one.code for one in told
    }
    assert len({one.code for one in told}) == len(told)
    assert (
        "proposals.filing_rate" in relations.bounded_rates() and "welfare.quota_share" not in relations.bounded_rates()
    )


def test_who_leaves_or_keeps_a_membership_does_not_break_the_balance_of_members(cast):
    one, two, _three = (
        members.admit(cast.mill, by=SYSTEM, on=date(LAST_YEAR - 1, 3, 1), name=name, sex="女")
        for name in ("甘棠", "白露", "采薇")
    )
    members.admit(cast.mill, by=SYSTEM, on=date(LAST_YEAR, 2, 1), name="木瓜", sex="男")
    members.leave(one, by=SYSTEM, on=date(LAST_YEAR, 6, 1), why="本人申请")
    members.keep(two, by=SYSTEM, on=date(LAST_YEAR, 7, 1), why="停薪留职")
    assert not [
        found for found in Search(cast.federation, TODAY).relations(LAST_YEAR) if found.code == "quality.movement"
    ]
    year = Period.year(LAST_YEAR)
    assert [ledger.value(code, cast.mill, year).number for code in ("members.standing", "members.left")] == [3, 1]
    assert ledger.value("members.on_register", cast.mill, year).number == 4  # who left stays on the register


def test_women_beyond_all_members_are_a_firm_finding_that_nobody_explains_away(cast):
    from taizhang.quality.searching import _broken

    relation = next(one for one in relations.SHIPPED if one.code == "quality.women")
    figures = {
        code: ledger.value(code, cast.mill, Period.year(LAST_YEAR))
        for code in ("members.women", "members.in_membership")
    }
    assert list(_broken(relation, cast.mill.pk, LAST_YEAR, figures, {})) == []
    wrong = {**figures, "members.women": figures["members.women"].__class__(
        figures["members.women"].indicator, cast.mill, Period.year(LAST_YEAR), Decimal(12), Decimal(12))}  # fmt: skip
    (one,) = _broken(relation, cast.mill.pk, LAST_YEAR, wrong, {})
    assert one.firm and one.said == {"left": "12", "right": "0", "sign": "<="}
    assert ("members.women", f"{LAST_YEAR}", "12") in one.figures


def test_a_jump_needs_a_note(cast):
    on = date(LAST_YEAR, 12, 28)  # looked at in the first quarter, when the whole of last year is compared
    work(cast.mill, on.replace(year=LAST_YEAR - 1), persons=40, matter="前年的比赛")
    work(cast.mill, on, persons=100, matter="去年的比赛")
    work(cast.town, on.replace(year=LAST_YEAR - 1), persons=40, matter="镇里的比赛")
    work(cast.town, on, persons=60, matter="镇里的又一场比赛")
    check(cast, on=date(TODAY.year, 2, 10))
    (one,) = found(Family.JUMP)
    assert (one.unit, one.code, one.said["rows"]) == (cast.mill, "AC-02", [["work.persons", "40", "100", 150]])
    assert "150" in telling.sentence(one)
    actions.explain(one, by=cast.mill_clerk, on=TODAY, note="新办了全厂运动会")
    assert check(cast, on=date(TODAY.year, 2, 11)).reopened == 0
    assert ledger.value("quality.settled_share", cast.federation, Period.year(TODAY.year)).number is not None


# --- months and silence ---------------------------------------------------------------------------------------------------------------


def two_months_ago():
    return (TODAY.replace(day=1) - timedelta(40)).replace(day=5)


def test_who_recorded_nothing_is_asked_and_answers_by_recording(cast):
    on = TODAY.replace(day=20)
    check(cast, on=on)
    silent = {one.unit: one for one in found(Family.SILENCE)}
    assert set(silent) == {cast.federation, cast.town, cast.mill, cast.port}
    assert "12" in telling.sentence(silent[cast.mill])
    last = on.replace(day=1) - timedelta(3)
    work(cast.mill, last, persons=12)
    check(cast, on=on)
    silent[cast.mill].refresh_from_db()
    assert silent[cast.mill].state == State.MENDED
    book = MonthBook.objects.standing().get(unit=cast.mill, month=last.replace(day=1))
    assert (book.state, book.records) in [
        (MonthBook.State.IN_TIME, 1),
        (MonthBook.State.LATE, 1),
        (MonthBook.State.BROUGHT, 1),
    ]
    year = Period.between(last.replace(day=1), last)
    share = ledger.value("quality.complete_share", cast.federation, Period.month(last.year, last.month))
    assert (share.numerator, share.denominator) == (1, 4) and year


def test_late_is_told_from_in_time_and_from_what_was_brought_in(cast):
    on, month = TODAY, two_months_ago()
    entry = work(cast.mill, month, persons=12)
    told = queries.months_as_told(cast.mill, Period.month(month.year, month.month), on, 15)
    ((state, records, late),) = told.values()
    assert (state, records) == (MonthBook.State.BROUGHT, 1) and entry.pk and late == 1
    told = queries.months_as_told(cast.mill, Period.month(month.year, month.month), on, 400)
    assert next(iter(told.values()))[0] == MonthBook.State.IN_TIME


def test_only_the_union_above_excuses_and_then_nothing_is_expected(cast):
    check(cast)
    with pytest.raises(Refused):
        actions.excuse(cast.mill, by=cast.mill_chair, on=TODAY, first=date(LAST_YEAR, 1, 1), why="人太少")
    excuse = actions.excuse(cast.mill, by=cast.town_chair, on=TODAY, first=date(LAST_YEAR, 1, 1), why="只有三名会员")
    assert found(Family.SILENCE, unit=cast.mill)[0].state == State.MENDED
    check(cast)
    assert found(Family.SILENCE, unit=cast.mill)[0].state == State.MENDED
    assert not MonthBook.objects.standing().filter(unit=cast.mill).exists()
    actions.end_excuse(excuse, by=cast.town_chair, on=TODAY)
    assert Excuse.objects.get().last == TODAY


# --- the check itself -------------------------------------------------------------------------------------------------------------------


def test_checking_twice_changes_nothing_and_the_ledger_agrees(cast, usual):
    work(cast.mill, date(LAST_YEAR, 11, 10), persons=450)
    assert jobs.check_all.run()["opened"] > 0
    assert jobs.check_all.run() == {"opened": 0, "mended": 0}
    assert list(ledger.differences()) == []
    open_ = ledger.value("quality.open_findings", cast.federation, Period.year(TODAY.year)).number
    assert open_ == Finding.objects.standing().filter(state=State.OPEN).count()


def test_a_check_of_one_unit_leaves_others_alone(cast):
    check(cast, cast.mill)
    assert {one.unit for one in Finding.objects.all()} == {cast.mill}
    assert jobs.check_unit.run(cast.port.pk)["opened"] == 1


def test_who_answers_is_the_clerk_else_the_chair_else_the_nearest_above(cast):
    who = queries.answerable([cast.mill, cast.town, cast.federation], TODAY)
    assert who[cast.mill.pk] == (cast.mill, ["柯经办"]) and who[cast.town.pk][1] == ["唐镇主席"]
    assert who[cast.federation.pk] is None


def test_the_desk_reminds_whoever_can_settle_it(cast):
    check(cast)
    (due,) = queries.due_items(cast.mill_clerk, cast.mill, TODAY)
    assert due.by == found(Family.SILENCE, unit=cast.mill)[0].due_on and due.tone == "amber"
    (due,) = queries.due_items(cast.mill_clerk, cast.mill, TODAY + timedelta(60))
    assert due.tone == "red"
    assert list(queries.due_items(cast.auditor, cast.mill, TODAY)) == []


# --- completeness -----------------------------------------------------------------------------------------------------------------------


def test_a_zero_may_be_told_only_where_the_books_are_complete(cast):
    period = Period.year(LAST_YEAR)
    told = completeness.of(cast.mill, period)
    assert (told.due, told.recorded, told.allows, told.units) == (12, 0, False, 1) and "12" in told.missing()
    entries = [work(cast.mill, date(LAST_YEAR, month, 5), persons=10, matter=f"{month}月") for month in range(1, 12)]
    told = completeness.of(cast.mill, period)
    assert (told.recorded, told.whole, told.allows) == (11, 0, True)  # 11 of 12 is more than nine tenths
    worklog.void(entries[0], by=SYSTEM, why="没有办成")
    assert not completeness.of(cast.mill, period).allows
    assert completeness.of(cast.town, period).due == 24
    rule = rulebook.rule(completeness.THRESHOLD, cast.mill, period.last_day)
    assert rule.met_by(9, 10) and not rule.met_by(89, 100)


def test_completeness_as_known_before(cast):
    before = timezone.now()
    work(cast.mill, date(LAST_YEAR, 5, 5), persons=10)
    assert completeness.of(cast.mill, Period.month(LAST_YEAR, 5)).recorded == 1
    assert completeness.of(cast.mill, Period.month(LAST_YEAR, 5), as_of=before).recorded == 0


# --- at entry ---------------------------------------------------------------------------------------------------------------------------


def test_the_form_asks_once_about_a_digit_too_many(cast, usual):
    slip = {"on": date(LAST_YEAR, 11, 10), "kind": "AC-02", "matter": "秋季比赛", "persons": 450}
    with pytest.raises(worklog.Doubtful) as asked:
        worklog.record(cast.mill, by=cast.mill_clerk, **slip)
    assert "450" in str(asked.value) and "44" in str(asked.value)
    entry = worklog.record(cast.mill, by=cast.mill_clerk, confirmed=True, **slip)
    worklog.record(cast.mill, by=cast.mill_clerk, **{**slip, "matter": "冬季比赛", "persons": 46})
    with pytest.raises(worklog.Doubtful):  # nor is its own number a reason to believe it
        worklog.correct(entry, by=cast.mill_clerk, **{**slip, "persons": 460})


def test_the_form_tells_that_another_union_has_told_it(cast):
    told = {
        "on": date(LAST_YEAR, 5, 1),
        "kind": "AC-02",
        "matter": "五一运动会",
        "persons": 48,
        "amount": Decimal(3200),
    }
    worklog.record(cast.port, by=SYSTEM, **told)
    with pytest.raises(worklog.Doubtful) as asked:
        worklog.record(cast.mill, by=cast.mill_clerk, **told)
    assert cast.port.name not in str(asked.value)  # what she may not see is not named
    worklog.record(cast.mill, by=cast.mill_clerk, **{**told, "persons": 47})


def test_a_workbook_is_warned_about_its_odd_row_in_a_few_questions(cast, django_assert_max_num_queries):
    from taizhang.intake import actions as intake
    from taizhang.testing.world import workbook

    rows = [(f"{LAST_YEAR}-03-{day:02}", "文体比赛", f"第{day}场", 40 + day) for day in range(1, 21)]
    book = workbook(("日期", "类别", "事项", "人数"), *rows, (f"{LAST_YEAR}-03-25", "文体比赛", "决赛", 600))
    with django_assert_max_num_queries(120):
        batch = intake.take_in("entries", book, by=SYSTEM, unit=cast.mill, name="台账.xlsx")
    assert batch.counts["warned"] == 1


def test_nothing_laid_down_nothing_asked(cast, usual):
    from taizhang.kernel.looking import Stated, second_look
    from taizhang.kernel.models import Rule

    odd = Stated(
        cast.mill, date(LAST_YEAR, 11, 10), "AC-02", "秋季比赛", {"work.persons": Decimal(450)}, "worklog.entry"
    )
    usual_one = Stated(
        cast.mill, date(LAST_YEAR, 11, 10), "AC-02", "秋季比赛", {"work.persons": Decimal(45)}, "worklog.entry"
    )
    assert [len(one) for one in second_look([odd])] == [1]
    assert [len(one) for one in second_look([usual_one])] == [0]
    Rule.objects.filter(key="quality.outlier_score").delete()
    assert second_look([odd]) == [[]]
