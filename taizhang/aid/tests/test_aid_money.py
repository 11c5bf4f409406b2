"""Programmes, applications, funds and payment: what works, what is refused, and what the ledger says."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from taizhang.aid import actions, queries, rules
from taizhang.aid.models import Application, Candidate, Payment, PaymentRun
from taizhang.aid.tests.factories import filed, lay_line
from taizhang.kernel import approvals, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.rulebook import load
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.members.models import Membership
from taizhang.organisation import actions as organisation

YEAR = Period.year(2008)
OPENED, CLOSES = date(2008, 3, 1), date(2008, 4, 15)

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast):
    """The cast's town with a rulebook, a treasurer beside its chair, and ten members at the mill."""
    load()
    for number in range(10):
        members.admit(
            cast.mill,
            by=SYSTEM,
            on=date(2005, 3, 1),
            name=f"工友{'甲乙丙丁戊己庚辛壬癸'[number]}",
            sex="女" if number % 2 else "男",
            birth_on=date(1960 + number, 1, 1),
        )
    cast.town_clerk = cast.stranger
    organisation.appoint(cast.stranger, cast.town, "clerk", by=SYSTEM, on=date(2005, 1, 1))
    return cast


@pytest.fixture
def fund(town):
    made = actions.funds.set_up_fund(
        town.town,
        by=town.town_chair,
        on=date(2008, 1, 2),
        name="县级帮扶资金",
        source="地方财政",
        earmark="困难职工帮扶",
    )
    actions.funds.book(made, by=town.town_clerk, on=date(2008, 1, 5), way="in", amount=Decimal(50000), party="县总工会")
    return made


def laid_down(cast, fund, **changes):
    fields = {
        "name": "困难补助",
        "kind": "AW-12",
        "year": 2008,
        "matter": "困难补助",
        "concerns": "member",
        "rules": [{"what": "age", "from": 18, "to": 45}],
        "amounts": {"how": "fixed", "amount": "500"},
        "ceiling": "aid.ceiling.living",
        "documents": [],
        "route": "aid.own",
        "fund": fund,
        "method": "cash",
        "opens_on": OPENED,
        "closes_on": CLOSES,
        "pay_by": None,
        "public_notice": False,
    } | changes
    programme = actions.programmes.lay_down(cast.town, by=cast.town_clerk, on=OPENED, **fields)
    return actions.programmes.open_programme(programme, by=cast.town_chair, on=OPENED)


@pytest.fixture
def programme(town, fund):
    return laid_down(town, fund)


def applied(cast, programme, number=3):
    """The first few members of the mill apply, are sent up and approved by the mill's chair."""
    done = []
    for membership in Membership.objects.filter(unit=cast.mill).order_by("pk")[:number]:
        one = actions.applications.apply(
            programme, by=cast.mill_clerk, on=date(2008, 3, 10), person=membership.person, unit=membership.unit
        )
        actions.applications.send_up(one, by=cast.mill_clerk, on=date(2008, 3, 11))
        approvals.decide(approvals.of(one), by=cast.mill_chair, on=date(2008, 3, 12), decision="approve")
        done.append(one)
    return done


def number(code, unit, **asked):
    return ledger.value(code, unit, YEAR, **asked).number


# --- programmes -----------------------------------------------------------------------------------------------------------------


def test_the_conditions_propose_persons_with_a_reason_for_each_exclusion(town, programme):
    screening = actions.programmes.screen(programme, by=town.town_clerk, on=date(2008, 3, 2))
    assert (screening.looked_at, screening.proposed, screening.excluded) == (10, 7, 3)
    assert screening.reasons == [3]
    old = Candidate.objects.filter(programme=programme, proposed=False)
    assert {one.person.birth_on.year for one in old} == {1960, 1961, 1962}
    assert all(one.reasons == [0] for one in old)
    assert number("aid.eligible", town.town) == 7


def test_running_again_keeps_who_was_told(town, programme):
    actions.programmes.screen(programme, by=town.town_clerk, on=date(2008, 3, 2))
    telling = actions.programmes.tell(programme, by=town.town_clerk, on=date(2008, 3, 3), how="sms")
    assert len(telling.persons) == 7
    actions.programmes.screen(programme, by=town.town_clerk, on=date(2008, 3, 4))
    assert queries.programmes.counted(programme) == {
        "proposed": 7, "excluded": 3, "told": 7, "in_time": 7, "applied": 0,
    }  # fmt: skip
    assert number("MS-05:人次", town.town) == 7
    assert number("aid.told_rate", town.town) == 100
    with pytest.raises(Refused):
        actions.programmes.tell(programme, by=town.town_clerk, on=date(2008, 3, 5), how="phone")


def test_an_open_programme_keeps_its_conditions(town, programme):
    with pytest.raises(Refused):
        actions.programmes.amend_programme(programme, by=town.town_clerk, on=OPENED, rules=[])


def test_an_amount_above_the_ceiling_of_the_place_is_refused(town, fund):
    with pytest.raises(Refused):
        laid_down(town, fund, amounts={"how": "fixed", "amount": "5001"})


def test_earmarked_money_pays_only_for_its_purpose(town, fund):
    other = actions.funds.set_up_fund(
        town.town, by=town.town_chair, on=OPENED, name="助学专款", source="社会募捐", earmark="助学", pays_for=["AW-07"]
    )
    with pytest.raises(Refused):
        laid_down(town, other)


# --- applications ---------------------------------------------------------------------------------------------------------------


def test_an_application_goes_up_and_is_approved(town, programme):
    one = applied(town, programme, 1)[0]
    one.refresh_from_db()
    assert [state for _day, state, _why in one.history] == ["draft", "asked", "approved"]
    assert number("aid.applied", town.town) == 1 and number("aid.approved", town.town) == 1
    assert number("aid.granted", town.town) == 500
    assert number("AW-12:人数", town.town) == 0, "approved is not yet paid"


def test_a_refusal_keeps_its_reason_and_a_return_comes_again(town, programme):
    first, second = Membership.objects.filter(unit=town.mill)[:2]
    one = actions.applications.apply(
        programme, by=town.mill_clerk, on=date(2008, 3, 10), person=first.person, unit=first.unit
    )
    actions.applications.send_up(one, by=town.mill_clerk, on=date(2008, 3, 11))
    approvals.decide(
        approvals.of(one), by=town.mill_chair, on=date(2008, 3, 12), decision="return", note="补身份证复印件"
    )
    one.refresh_from_db()
    assert (one.state, one.why) == ("returned", "补身份证复印件")
    actions.applications.send_up(one, by=town.mill_clerk, on=date(2008, 3, 13))
    approvals.decide(
        approvals.of(one), by=town.mill_chair, on=date(2008, 3, 14), decision="refuse", note="家庭有两套住房"
    )
    one.refresh_from_db()
    assert (one.state, one.why) == ("refused", "家庭有两套住房")
    assert number("aid.refused", town.town) == 1 and number("aid.waiting", town.town) == 0
    again = actions.applications.apply(
        programme, by=town.mill_clerk, on=date(2008, 3, 20), person=first.person, unit=first.unit
    )
    assert again.state == Application.State.DRAFT
    with pytest.raises(Refused):
        actions.applications.apply(
            programme, by=town.mill_clerk, on=date(2008, 3, 20), person=first.person, unit=first.unit
        )
    assert second.person_id != first.person_id


def test_an_application_after_the_closing_date_is_refused(town, programme):
    membership = Membership.objects.filter(unit=town.mill).first()
    with pytest.raises(Refused):
        actions.applications.apply(
            programme, by=town.mill_clerk, on=date(2008, 4, 16), person=membership.person, unit=membership.unit
        )


# --- payment --------------------------------------------------------------------------------------------------------------------


def paid(cast, programme, people=3, failed=0):
    applied(cast, programme, people)
    run = actions.payments.prepare_run(programme, by=cast.town_clerk, on=date(2008, 4, 20))
    actions.payments.approve_run(run, by=cast.town_chair, on=date(2008, 4, 21))
    actions.payments.release_run(run, by=cast.town_clerk, on=date(2008, 4, 22))
    keys = list(run.payments.values_list("pk", flat=True))
    why = dict.fromkeys(keys[:failed], "未领取")
    return actions.payments.reconcile(run, by=cast.town_clerk, on=date(2008, 4, 25), failed=why)


def test_a_run_pays_each_once_and_the_fund_knows(town, programme, fund):
    run = paid(town, programme, 3, failed=1)
    assert run.state == PaymentRun.State.RECONCILED
    assert number("AW-12:人数", town.town) == 2 and number("AW-12:金额", town.town) == 1000
    assert number("worklog.aid_persons", town.town) == 2 and number("aid.persons", town.town) == 2
    assert fund.balance() == 50000 - 1000
    assert number("aid.fund_balance", town.town) == 49000 and number("aid.fund_out", town.town) == 1000
    assert number("aid.fund_balance", town.town, where="资金来源=地方财政") == 49000
    assert list(ledger.differences()) == []


def test_releasing_twice_pays_nothing_twice(town, programme, fund):
    applied(town, programme, 2)
    run = actions.payments.prepare_run(programme, by=town.town_clerk, on=date(2008, 4, 20))
    actions.payments.approve_run(run, by=town.town_chair, on=date(2008, 4, 21))
    actions.payments.release_run(run, by=town.town_clerk, on=date(2008, 4, 22))
    with pytest.raises(Refused):
        actions.payments.release_run(run, by=town.town_clerk, on=date(2008, 4, 22))
    assert fund.balance() == 49000
    with pytest.raises(Refused):
        actions.payments.prepare_run(programme, by=town.town_clerk, on=date(2008, 4, 23))


def test_only_what_failed_is_paid_again(town, programme, fund):
    run = paid(town, programme, 3, failed=2)
    again = actions.payments.repeat_run(run, by=town.town_clerk, on=date(2008, 5, 4))
    assert again.payments.count() == 2 and again.again == run
    with pytest.raises(Refused):
        actions.payments.repeat_run(run, by=town.town_clerk, on=date(2008, 5, 4))
    actions.payments.approve_run(again, by=town.town_chair, on=date(2008, 5, 5))
    actions.payments.release_run(again, by=town.town_clerk, on=date(2008, 5, 6))
    actions.payments.reconcile(again, by=town.town_clerk, on=date(2008, 5, 7))
    assert number("AW-12:人数", town.town) == 3 and number("AW-12:金额", town.town) == 1500
    assert fund.balance() == 50000 - 1500


def test_who_prepares_does_not_approve_and_who_approves_does_not_release(town, programme):
    applied(town, programme, 1)
    run = actions.payments.prepare_run(programme, by=town.town_chair, on=date(2008, 4, 20))
    with pytest.raises(Refused):
        actions.payments.approve_run(run, by=town.town_chair, on=date(2008, 4, 21))
    actions.payments.cancel_run(run, by=town.town_chair, on=date(2008, 4, 21), why="换人经办")
    run = actions.payments.prepare_run(programme, by=town.town_clerk, on=date(2008, 4, 21))
    actions.payments.approve_run(run, by=town.town_chair, on=date(2008, 4, 21))
    with pytest.raises(Refused):
        actions.payments.release_run(run, by=town.town_chair, on=date(2008, 4, 22))


def test_nobody_is_paid_twice_for_a_matter_in_a_year_by_two_programmes(town, programme, fund):
    paid(town, programme, 3)
    second = laid_down(town, fund, name="困难补助第二批")
    applied(town, second, 3)
    good, blocked = queries.payments.payable(second)
    assert good == [] and len(blocked) == 3
    with pytest.raises(Refused):
        actions.payments.prepare_run(second, by=town.town_clerk, on=date(2008, 5, 1))


def test_a_fund_never_pays_more_than_it_has(town, programme, fund):
    actions.funds.book(fund, by=town.town_clerk, on=date(2008, 2, 1), way="out", amount=Decimal(49800), note="划转")
    applied(town, programme, 1)
    run = actions.payments.prepare_run(programme, by=town.town_clerk, on=date(2008, 4, 20))
    with pytest.raises(Refused):
        actions.payments.approve_run(run, by=town.town_chair, on=date(2008, 4, 21))


def test_money_that_came_back_is_a_new_line(town, programme, fund):
    run = paid(town, programme, 2)
    payment = run.payments.first()
    actions.payments.recover(
        payment, by=town.town_clerk, on=date(2008, 6, 1), amount=Decimal(500), why="重复申领,已退回"
    )
    assert number("AW-12:金额", town.town) == 500 and number("AW-12:人数", town.town) == 1
    assert ledger.value("AW-12:金额", town.town, Period.parse("2008-01-01..2008-05-31")).number == 1000
    assert fund.balance() == 49500
    with pytest.raises(Refused):
        actions.payments.recover(payment, by=town.town_clerk, on=date(2008, 6, 1), amount=Decimal(1), why="再退")


def test_the_bank_file_needs_a_confirmed_account_and_tells_who_took_it(town, fund):
    programme = laid_down(town, fund, method="bank")
    applied(town, programme, 2)
    first, second = queries.payments.approved(programme)
    account = actions.payments.propose_account(
        first.person,
        by=town.mill_clerk,
        on=OPENED,
        unit=town.mill,
        holder="",
        bank="农村信用社",
        number="6222020000001",
    )
    with pytest.raises(Refused):
        actions.payments.confirm_account(account, by=town.mill_clerk, on=OPENED)
    with pytest.raises(Refused):
        actions.payments.confirm_account(account, by=town.mill_chair, on=OPENED, number="6222020000002")
    actions.payments.confirm_account(account, by=town.mill_chair, on=OPENED, number="6222 0200 00001")
    good, blocked = queries.payments.payable(programme)
    assert [one.pk for one in good] == [first.pk] and [one.pk for one, _why in blocked] == [second.pk]
    run = actions.payments.prepare_run(programme, by=town.town_clerk, on=date(2008, 4, 20))
    actions.payments.approve_run(run, by=town.town_chair, on=date(2008, 4, 21))
    with pytest.raises(Refused):
        actions.payments.bank_file(run, by=town.town_clerk, why="交银行代发")
    actions.payments.release_run(run, by=town.town_clerk, on=date(2008, 4, 22))
    rows = actions.payments.bank_file(run, by=town.town_clerk, why="交银行代发")
    assert rows[0][2] == "6222020000001" and len(rows) == 1
    assert str(Payment.objects.get().account).startswith("*")


# --- notices --------------------------------------------------------------------------------------------------------------------


def test_a_notice_is_masked_ends_by_itself_and_payment_waits_for_it(town, fund):
    programme = laid_down(town, fund, public_notice=True)
    applied(town, programme, 3)
    assert queries.payments.payable(programme)[0] == []
    notice = actions.notices.show_notice(programme, by=town.town_clerk, on=date(2008, 3, 17), where="镇工会205室")
    assert notice.until_on == date(2008, 3, 24)
    assert {line.name for line in notice.lines.all()} == {"工*甲", "工*乙", "工*丙"}
    assert all(line.amount is None for line in notice.lines.all())
    target = notice.lines.first().application
    objection = actions.notices.object_to(
        notice, by=town.town_clerk, on=date(2008, 3, 20), words="家里开厂", by_whom="王某", application=target
    )
    with pytest.raises(Refused):
        actions.notices.object_to(notice, by=town.town_clerk, on=date(2008, 3, 25), words="晚了")
    assert actions.notices.end_notices(date(2008, 3, 24)) == 0
    assert actions.notices.end_notices(date(2008, 3, 25)) == 1
    assert actions.notices.end_notices(date(2008, 3, 25)) == 0
    assert len(queries.payments.payable(programme)[0]) == 2
    actions.notices.answer_objection(
        objection, by=town.town_clerk, on=date(2008, 3, 26), outcome="upheld", answer="经查属实"
    )
    target.refresh_from_db()
    assert target.state == "refused"
    assert len(queries.payments.payable(programme)[0]) == 2 and number("aid.waiting", town.town) == 0


def test_fewer_working_days_than_the_rulebook_are_refused(town, fund):
    programme = laid_down(town, fund, public_notice=True)
    applied(town, programme, 1)
    with pytest.raises(Refused):
        actions.notices.show_notice(programme, by=town.town_clerk, on=date(2008, 3, 17), where="镇工会", days=3)


# --- samples --------------------------------------------------------------------------------------------------------------------


def test_a_sample_is_drawn_again_the_same_and_gives_an_interval(town, programme):
    paid(town, programme, 5)
    sample = actions.samples.draw_sample(
        programme, by=town.town_clerk, on=date(2008, 6, 1), seed="2008年6月1日 上证收盘 3433.35", size=3
    )
    drawn = [one.payment_id for one in sample.checks.all()]
    assert drawn == rules.notices.draw(sample.seed, queries.payments.paid_keys(programme), 3)
    for check in sample.checks.all()[:2]:
        actions.samples.note_check(check, by=town.town_clerk, on=date(2008, 6, 3), result="right", how="电话")
    actions.samples.note_check(sample.checks.last(), by=town.town_clerk, on=date(2008, 6, 3), result="nothing")
    said = queries.payments.outcome(sample)
    assert (said["asked"], said["right"], said["share"]) == (3, 2, 66.7)
    assert said["interval"][0] < 66.7 < said["interval"][1]
    assert number("aid.verified_rate", town.town) == Decimal("66.7")


# --- pairs and funds with by-laws ------------------------------------------------------------------------------------------------


def test_a_pair_counts_the_pupil_once_and_the_money_each_time(town):
    pair = actions.applications.offer_pair(
        town.town, by=town.town_clerk, on=OPENED, donor="河湾供电所工会", yearly=Decimal(800)
    )
    actions.applications.match_pair(
        pair, by=town.town_clerk, on=date(2008, 3, 5), pupil="陈小雨", stage="初中", school="河湾中学"
    )
    actions.applications.give(pair, by=town.town_clerk, on=date(2008, 3, 6), amount=Decimal(400), year="2007—2008")
    actions.applications.give(pair, by=town.town_clerk, on=date(2008, 9, 6), amount=Decimal(400), year="2008—2009")
    assert number("AW-08:人数", town.town) == 1 and number("AW-08:金额", town.town) == 800
    assert number("AW-08:件数", town.town) == 1


def test_a_mutual_help_fund_has_by_laws_and_the_employer_adds_his_share(town):
    with pytest.raises(Refused):
        actions.funds.set_up_fund(
            town.town,
            by=town.town_chair,
            on=OPENED,
            name="互助基金",
            source="会员互助",
            earmark="互助帮困",
            kind="AW-15",
        )
    fund = actions.funds.set_up_fund(
        town.town, by=town.town_chair, on=OPENED, name="互助基金", source="会员互助", earmark="互助帮困", kind="AW-15",
        by_laws="一、会员每年交十元……", adopted_on=OPENED, adopted_by="第三届会员代表大会", match=Decimal(1),
    )  # fmt: skip
    actions.funds.book(fund, by=town.town_clerk, on=date(2008, 4, 1), way="in", amount=Decimal(6000), persons=600)
    assert fund.balance() == 12000
    assert number("AW-15:金额", town.town) == 6000 and number("AW-15:人数", town.town) == 600
    assert number("aid.fund_in", town.town) == 12000


def test_a_larger_sum_after_a_return_meets_the_steps_of_its_band(town, fund):
    """Returned at 4,000 yuan, corrected to 6,000, submitted again on the page of the case: now the union above decides as well."""
    programme = laid_down(town, fund, amounts={"how": "open"}, ceiling="")
    person = Membership.objects.filter(unit=town.mill).first().person
    one = actions.applications.apply(
        programme, by=town.mill_clerk, on=date(2008, 3, 10), person=person, unit=town.mill, amount=Decimal(4000)
    )
    actions.applications.send_up(one, by=town.mill_clerk, on=date(2008, 3, 11))
    case = approvals.of(one)
    assert [step.state for step in case.steps.all()] == ["open", "skipped"]
    approvals.decide(case, by=town.mill_chair, on=date(2008, 3, 12), decision="return", note="金额有误")
    actions.applications.correct_application(
        one, by=town.mill_clerk, on=date(2008, 3, 13), why="更正金额", amount=Decimal(6000)
    )
    approvals.resubmit(case, by=town.mill_clerk, on=date(2008, 3, 13))
    case.refresh_from_db()
    assert case.amount == 6000
    assert [step.state for step in case.steps.filter(round=2).order_by("position")] == ["open", "ahead"]


def test_all_apply_with_the_amount_that_was_said_where_the_programme_leaves_it_open(town, fund):
    programme = laid_down(town, fund, amounts={"how": "open"})
    actions.programmes.screen(programme, by=town.town_clerk, on=date(2008, 3, 2))
    made, left = actions.applications.apply_all(programme, by=town.town_clerk, on=date(2008, 3, 3), amount=Decimal(300))
    assert (made, left) == (7, [])
    assert set(Application.objects.values_list("amount", flat=True)) == {Decimal(300)}


def test_aid_for_a_child_stands_in_the_household_s_own_words_and_what_was_only_asked_for_does_not(town, fund):
    lay_line(town.federation)
    household = filed(town.mill, id_number="", on=date(2008, 3, 8), name="工友甲")
    programme = laid_down(
        town, fund, name="金秋助学", kind="AW-07", matter="助学", concerns="student", rules=[], ceiling="",
        amounts={"how": "bands", "by": "stage", "bands": {"高中": "1000"}},
    )  # fmt: skip
    one = actions.applications.apply(
        programme,
        by=town.mill_clerk,
        on=date(2008, 3, 10),
        person=household.head,
        unit=town.mill,
        student="何小满",
        stage="高中",
    )
    actions.applications.send_up(one, by=town.mill_clerk, on=date(2008, 3, 11))
    assert queries.own.my_aid(household) == [], "asked for is not received"
    approvals.decide(approvals.of(one), by=town.mill_chair, on=date(2008, 3, 12), decision="approve")
    run = actions.payments.prepare_run(programme, by=town.town_clerk, on=date(2008, 3, 13))
    actions.payments.approve_run(run, by=town.town_chair, on=date(2008, 3, 13))
    actions.payments.release_run(run, by=town.town_clerk, on=date(2008, 3, 13))
    actions.payments.reconcile(run, by=town.town_clerk, on=date(2008, 3, 14))
    told = queries.own.my_aid(household)
    assert [(row["whose"], row["money"]) for row in told] == [("何小满", Decimal(1000))]


def test_the_applicant_reads_where_the_case_stands_and_what_comes_next(town, fund):
    programme = laid_down(town, fund, route="aid.two_levels")
    person = Membership.objects.filter(unit=town.mill).first().person
    one = actions.applications.apply(programme, by=town.mill_clerk, on=date(2008, 3, 10), person=person, unit=town.mill)
    actions.applications.send_up(one, by=town.mill_clerk, on=date(2008, 3, 11))
    with translation.override("zh-hans"):
        words = next(iter(queries.own.told(person))).rows[0][-1]
        assert f"现在到{town.mill.name}，2008年3月18日前办结" in words
        assert f"接下来：{town.town.name}（最迟" in words
        approvals.decide(
            approvals.of(one), by=town.mill_chair, on=date(2008, 3, 12), decision="refuse", note="已有住房补助"
        )
        assert next(iter(queries.own.told(person))).rows[0][-2:] == ("不予批准", "已有住房补助")
