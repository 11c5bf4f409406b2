"""Approvals: routes over the tree, who may decide, what is frozen, what comes back; a route of the tests over plain entries."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from taizhang.kernel import approvals, calendar, ledger
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.approvals import Route, Step
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog, Approval, ApprovalStep, User
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions as organisation
from taizhang.worklog import actions as worklog

DAY = date(2008, 4, 28)  # a Monday
SINCE = date(2001, 5, 1)
STEPS = (
    Step("base", "基层工会", "own", days=5),
    Step("town", "镇工会", "town", days=10),
    Step("county", "县总工会", "county", days=10, from_amount=Decimal(1000)),
    Step("city", "市总工会", "city", days=10),
)


def done(word):
    """An outcome that writes a word into the entry, by the act of the app."""

    def action(record, *, by, on, note, approval):
        with act(by, "worklog.correct", record, on=on, entitled=approval.entitles(record)) as this:
            record.remark = word
            record.save()
            this.note(why=note)

    return action


@pytest.fixture
def route():
    """A route declared for the time of a test."""
    declared = Route(
        "worklog.grant", "困难帮扶", STEPS, approved=done("已批"), returned=done("退回"), refused=done("不予"),
        withdrawn=done("撤回"), shows=lambda entry: {"事项": entry.matter, "人数": str(entry.persons)},
    )  # fmt: skip
    registry.routes[declared.code] = declared
    yield declared
    del registry.routes[declared.code]


def redeclared(route, **changes):
    """The same route with other content, declared instead."""
    changed = registry.routes[route.code] = replace(route, **changes)
    return changed


@pytest.fixture
def entry(cast):
    return record(cast.mill)


def record(unit, matter="困难职工申请帮扶"):
    return worklog.record(unit, by=SYSTEM, confirmed=True, on=DAY, kind="AW-03", matter=matter, persons=1)


def officer(unit, name, role="chair", since=SINCE):
    user = User.objects.create(username=name, name=name)
    organisation.appoint(user, unit, role, by=SYSTEM, on=since)
    return user


@pytest.fixture
def county_chair(cast):
    return officer(cast.federation, "石县主席")


def ask(route, entry, cast, **rest):
    return approvals.request(route, entry, by=cast.mill_clerk, on=DAY, **{"amount": Decimal(1000), **rest})


def as_stored(approval):
    return Approval.objects.get(pk=approval.pk)


# --- the way --------------------------------------------------------------------------------------------------------------------


def test_a_case_goes_up_step_by_step_and_ends_in_the_act_of_the_app(cast, route, entry, county_chair):
    case = ask(route, entry, cast)
    assert (case.at_unit, case.due_on) == (cast.mill, calendar.working_days_after(DAY, 5))
    approvals.approve(case, by=cast.mill_chair, on=DAY)
    assert case.at_unit == cast.town
    approvals.approve(case, by=cast.town_chair, on=DAY + timedelta(2))
    assert case.at_unit == cast.federation
    approvals.approve(case, by=county_chair, on=DAY + timedelta(3), note="同意")
    entry.refresh_from_db()
    assert (as_stored(case).state, entry.remark) == ("approved", "已批")
    assert ActLog.objects.filter(code="worklog.correct", by=county_chair).exists()  # who has no post at the mill


def test_a_step_without_a_place_or_outside_its_band_is_skipped_with_a_note(cast, route, entry):
    case = ask(route, entry, cast, amount=Decimal("999.99"))
    states = {step.code: (step.state, step.remark) for step in case.steps.all()}
    assert states["county"] == ("skipped", "这个金额不需要这一步。")
    assert states["city"] == ("skipped", "本单位及以上没有市总工会。")
    assert [step.code for step, _day in approvals.next_steps(case)] == ["town"]


def test_the_same_union_does_not_decide_twice(cast, route):
    clerk = officer(cast.town, "镇经办", "clerk")
    case = approvals.request(route, record(cast.town), by=clerk, on=DAY, amount=Decimal(1))
    # own = town: the second step would be the same chair again
    assert [step.state for step in case.steps.all()][:2] == ["open", "skipped"]


def test_a_route_that_applies_nowhere_is_refused(cast, route, entry):
    route = redeclared(route, steps=STEPS[3:])
    with pytest.raises(Refused, match="没有一步适用"):
        ask(route, entry, cast)
    assert not Approval.objects.exists()


def test_one_open_case_of_a_record(cast, route, entry):
    ask(route, entry, cast)
    with pytest.raises(Refused, match="已在审批中"):
        ask(route, entry, cast)


# --- who may -----------------------------------------------------------------------------------------------------------------------


def test_nobody_decides_on_his_own_request(cast, route, entry, county_chair):
    case = approvals.request(route, entry, by=cast.mill_chair, on=DAY, amount=Decimal(1000))
    # the only chair of the mill asked: his step is skipped, the town decides
    assert [step.state for step in case.steps.all()] == ["skipped", "open", "ahead", "skipped"]
    verdict = approvals.may_decide(cast.mill_chair, case, DAY)
    assert "您自己提出" in verdict.reason
    assert approvals.may_decide(cast.town_chair, case, DAY)


def test_nor_on_what_is_for_himself(cast, route, entry):
    case = ask(route, entry, cast, beneficiary=cast.mill_chair)
    assert case.at_unit == cast.town
    assert "您本人" in approvals.may_decide(cast.mill_chair, case, DAY).reason


def test_nobody_decides_twice_even_with_two_posts(cast, route, entry, county_chair):
    organisation.appoint(cast.mill_chair, cast.town, "chair", by=SYSTEM, on=SINCE)
    case = ask(route, entry, cast)
    approvals.approve(case, by=cast.mill_chair, on=DAY)
    assert case.at_unit == cast.town  # there is another chair
    assert "已经办理过" in approvals.may_decide(cast.mill_chair, case, DAY).reason
    assert case not in approvals.inbox(cast.mill_chair, DAY)


def test_if_only_he_holds_the_next_post_the_step_above_decides(cast, route, entry, county_chair):
    organisation.end_post(cast.town_chair.posts.get(), by=SYSTEM, on=DAY - timedelta(9))
    organisation.appoint(cast.mill_chair, cast.town, "chair", by=SYSTEM, on=SINCE)
    case = ask(route, entry, cast)
    approvals.approve(case, by=cast.mill_chair, on=DAY)
    assert case.at_unit == cast.federation
    assert case.steps.get(code="town").state == "skipped"


def test_the_last_step_is_handed_up_rather_than_decided_by_its_applicant(cast, route, entry, county_chair):
    route = redeclared(route, steps=STEPS[:1])
    case = approvals.request(route, entry, by=cast.mill_chair, on=DAY)
    assert case.at_unit == cast.town
    assert "由上一级" in case.steps.get().remark


def test_a_stranger_is_told_whose_step_it_is(cast, route, entry):
    case = ask(route, entry, cast)
    verdict = approvals.may_decide(cast.port_chair, case, DAY)
    assert "河湾纺织厂工会" in verdict.reason
    with pytest.raises(Refused):
        approvals.approve(case, by=cast.port_chair, on=DAY)
    with pytest.raises(Refused, match="由人"):
        approvals.approve(case, by=SYSTEM, on=DAY)
    assert not case.trail.filter(verb="approve").exists()


def test_all_and_some_of_those_who_hold_the_post(cast, route, entry):
    second, third = officer(cast.mill, "副主席甲"), officer(cast.mill, "副主席乙")
    route = redeclared(route, steps=(replace(STEPS[0], needs=2), replace(STEPS[1], needs="all")))
    case = ask(route, entry, cast)
    approvals.approve(case, by=second, on=DAY)
    assert (case.state, case.at_unit) == ("pending", cast.mill)
    approvals.approve(case, by=third, on=DAY)
    assert case.at_unit == cast.town
    other = officer(cast.town, "镇副主席")
    approvals.approve(case, by=other, on=DAY)
    assert case.state == "pending"
    approvals.approve(case, by=cast.town_chair, on=DAY)
    assert case.state == "approved"


# --- back and forth -----------------------------------------------------------------------------------------------------------------


def test_what_is_returned_is_corrected_and_submitted_again(cast, route, entry, county_chair):
    case = ask(route, entry, cast)
    approvals.approve(case, by=cast.mill_chair, on=DAY)
    with pytest.raises(Refused, match="理由"):
        approvals.decide(case, by=cast.town_chair, on=DAY, decision="return")
    approvals.send_back(case, by=cast.town_chair, on=DAY + timedelta(1), note="人数写错了")
    entry.refresh_from_db()
    assert (case.state, entry.remark) == ("returned", "退回")
    worklog.correct(entry, by=cast.mill_clerk, confirmed=True, persons=2)
    approvals.resubmit(case, by=cast.mill_clerk, on=DAY + timedelta(2))
    assert (case.round, case.at_unit, case.shown[1]) == (2, cast.mill, ["人数", "2"])
    assert case.trail.get(verb="request").frozen["shown"][1] == ["人数", "1"]  # as it was
    approvals.approve(case, by=cast.mill_chair, on=DAY + timedelta(2))  # a new round: he looks at it anew
    assert case.at_unit == cast.town


def test_a_route_may_go_on_where_it_was_returned(cast, route, entry, county_chair):
    route = redeclared(route, again="step")
    case = ask(route, entry, cast)
    approvals.approve(case, by=cast.mill_chair, on=DAY)
    approvals.send_back(case, by=cast.town_chair, on=DAY, note="缺证明")
    approvals.resubmit(case, by=cast.mill_clerk, on=DAY)
    assert case.at_unit == cast.town
    organisation.appoint(cast.mill_chair, cast.town, "chair", by=SYSTEM, on=SINCE)
    assert not approvals.may_decide(cast.mill_chair, case, DAY)  # his consent of the first round is kept


def test_refused_with_a_reason_is_the_end(cast, route, entry):
    case = ask(route, entry, cast)
    approvals.refuse(case, by=cast.mill_chair, on=DAY, note="不符合条件")
    entry.refresh_from_db()
    assert (case.state, entry.remark) == ("refused", "不予")
    with pytest.raises(Refused):
        approvals.resubmit(case, by=cast.mill_clerk, on=DAY)


def test_withdrawn_by_whoever_asked(cast, route, entry):
    case = ask(route, entry, cast)
    with pytest.raises(Refused):
        approvals.withdraw(case, by=cast.port_chair, on=DAY)
    approvals.withdraw(case, by=cast.mill_clerk, on=DAY)
    assert case.state == "withdrawn"
    with pytest.raises(Refused, match="已办结"):
        approvals.approve(case, by=cast.mill_chair, on=DAY)
    assert ask(route, entry, cast).state == "pending"  # it may be asked for anew


def test_a_page_that_has_grown_old_decides_nothing(cast, route, entry, county_chair):
    case = ask(route, entry, cast)
    seen = case.mark
    approvals.approve(as_stored(case), by=cast.mill_chair, on=DAY, seen=seen)
    with pytest.raises(Refused, match="有人"):
        approvals.approve(case, by=cast.town_chair, on=DAY, seen=seen)


def test_a_list_is_decided_case_by_case(cast, route):
    cases = [ask(route, record(cast.mill, f"第{n}户"), cast, amount=Decimal(1)) for n in range(3)]
    approvals.withdraw(as_stored(cases[1]), by=cast.mill_clerk, on=DAY)
    outcomes = approvals.decide_many(cases, by=cast.mill_chair, on=DAY, decision="approve")
    assert [bool(verdict) for _case, verdict in outcomes] == [True, False, True]
    assert "已办结" in outcomes[1][1].reason


# --- handing over --------------------------------------------------------------------------------------------------------------------


def test_a_step_is_handed_to_a_named_person_and_back(cast, route, entry):
    case = ask(route, entry, cast, amount=Decimal(1))
    with pytest.raises(Refused, match="提出"):
        approvals.delegate(case, to=cast.mill_clerk, by=cast.mill_chair, on=DAY)
    approvals.delegate(case, to=cast.stranger, by=cast.mill_chair, on=DAY)
    assert list(approvals.inbox(cast.stranger, DAY)) == [case]
    assert not approvals.may_delegate(cast.stranger, case, cast.auditor, DAY)
    approvals.recall(case, by=cast.mill_chair, on=DAY)
    assert not approvals.may_decide(cast.stranger, case, DAY)
    approvals.delegate(case, to=cast.stranger, by=cast.mill_chair, on=DAY)
    approvals.approve(case, by=cast.stranger, on=DAY)
    line = case.trail.get(verb="approve")
    assert (line.by, line.instead_of) == (cast.stranger, cast.mill_chair)
    assert not approvals.inbox(cast.stranger, DAY).exists()


def test_raised_before_the_last_day(cast, route, entry):
    route = redeclared(route, steps=(replace(STEPS[0], escalate=1), STEPS[1]))
    case = ask(route, entry, cast)
    before = calendar.working_days_before(case.due_on, 1)
    assert approvals.raise_due(before - timedelta(1)) == 0
    assert approvals.raise_due(before) == 1
    assert approvals.raise_due(before) == 0
    case.refresh_from_db()
    assert case.raised_to == cast.town
    assert case in approvals.inbox(cast.town_chair, before)
    approvals.approve(case, by=cast.town_chair, on=before)
    assert case.at_unit == cast.town


# --- a federation's own steps ----------------------------------------------------------------------------------------------------------


def test_a_federation_lays_down_its_own_steps(cast, route):
    from taizhang.kernel import routes

    before = routes.plan_of(route, cast.mill, DAY)
    with act(SYSTEM, "approvals.set_route", cast.federation):
        routes.lay_down(route, STEPS[1:2], unit=cast.federation, since=DAY, source="石工发〔2008〕3号")
    plan = routes.plan_of(route, cast.mill, DAY)
    assert [step.code for step in plan.steps] == ["town"]
    assert plan.version != before.version
    assert "石工发〔2008〕3号" in plan.source
    assert routes.plan_of(route, cast.mill, DAY - timedelta(1)) == before
    case = ask(route, record(cast.mill), cast)
    assert (case.version, case.at_unit) == (plan.version, cast.town)


# --- as figures --------------------------------------------------------------------------------------------------------------------------


def figure(code, unit, day, **rest):
    return ledger.value(code, unit, Period.between(date(2008, 1, 1), day), **rest).number


def test_where_the_cases_stand_on_any_date_is_a_figure(cast, route, county_chair):
    route = redeclared(route, steps=(STEPS[1], replace(STEPS[2], from_amount=None)))
    cases = [ask(route, record(cast.mill, f"第{n}户"), cast, person_key=f"person:{n}") for n in range(5)]
    for case in cases[:4]:
        approvals.approve(case, by=cast.town_chair, on=DAY + timedelta(1))
    for case in cases[:2]:
        approvals.approve(case, by=county_chair, on=DAY + timedelta(2))
    approvals.refuse(cases[2], by=county_chair, on=DAY + timedelta(3), note="重复申请")
    asked, passed, pending = "approvals.requested", "approvals.passed", "approvals.pending"
    assert figure(asked, cast.town, DAY) == 5
    assert figure("approvals.passed_up", cast.town, DAY) == 5
    assert figure(pending, cast.town, DAY, where="审批级=镇") == 5
    later = DAY + timedelta(1)
    assert figure(passed, cast.town, later, where="审批次=1") == 4
    assert figure(pending, cast.town, later, where="审批级=县") == 4
    assert figure(pending, cast.town, later) == 5
    last = DAY + timedelta(3)
    assert figure(passed, cast.town, last, where="审批次=2;审批=困难帮扶") == 2
    assert figure("approvals.refused", cast.town, last) == 1
    assert figure(pending, cast.town, last) == 2
    assert figure("approvals.in_time", cast.town, last) == 100
    assert approvals.state_on(cases[0], DAY).unit == cast.town
    assert approvals.state_on(cases[0], later).unit == cast.federation
    assert approvals.state_on(cases[0], last).state == "approved"
    assert approvals.state_on(cases[0], DAY - timedelta(1)) is None
    assert not list(ledger.differences())


def test_what_is_late_is_a_balance(cast, route, entry):
    case = ask(route, entry, cast, amount=Decimal(1))
    due = case.due_on
    assert figure("approvals.overdue", cast.mill, due) == 0
    assert figure("approvals.overdue", cast.mill, due + timedelta(1)) == 1
    late = calendar.working_days_after(due, 2)
    approvals.approve(case, by=cast.mill_chair, on=late)
    assert figure("approvals.overdue", cast.mill, late) == 0
    assert figure("approvals.in_time", cast.mill, late) == 0
    assert figure("approvals.average_days", cast.mill, late) == 7


def test_steps_of_a_case_change_inside_acts_only(cast, route, entry):
    from taizhang.kernel.context import OutsideAct

    case = ask(route, entry, cast)
    with pytest.raises(OutsideAct):
        ApprovalStep.objects.filter(approval=case).first().save()


def test_a_faulty_route_stops_the_program(route):
    from taizhang.kernel.checks import manifests_agree
    from taizhang.kernel.manifest import Manifest

    bad = replace(route, code="approvals.bad", steps=(replace(STEPS[0], place="moon", roles=("king",), needs="most"),))
    registry.manifests["probe"] = Manifest(app="probe", label="", routes=(bad,), prefixes=("approvals",))
    try:
        said = " ".join(error.msg for error in manifests_agree())
    finally:
        del registry.manifests["probe"]
    assert "unknown place moon" in said and "unknown role king" in said and "needs is any" in said
