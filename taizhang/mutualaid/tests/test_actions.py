"""Every act of products, enrolment, claims and payments: works, is refused in a sentence, leaves a line, and the ledger agrees."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.kernel import approvals, ledger, reading, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.context import OutsideAct
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as register
from taizhang.members.tests import factories as members
from taizhang.mutualaid import actions, queries, rules
from taizhang.mutualaid.models import Award, Benefit, Category, Claim, Edition, Enrolment, Payment
from taizhang.mutualaid.tests import factories as make

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)
State = Claim.State


@pytest.fixture(autouse=True)
def _rules_and_agreement(db):
    rulebook.load()
    yield
    assert (
        list(ledger.differences([f"mutualaid.{name}" for name in ("product", "edition", "enrolment", "claim")])) == []
    )


def figure(code, unit, period=YEAR, **more):
    return ledger.value(code, unit, period, **more).number


def refused(act, *arguments, **details):
    """The sentence of a refusal that left no trace."""
    models = (ActLog, Edition, Enrolment, Claim, Award, Payment)
    before = [model.objects.count() for model in models]
    with pytest.raises(Refused) as refusal:
        act(*arguments, **details)
    assert [model.objects.count() for model in models] == before
    return str(refusal.value)


# --- products -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["threefold", "mutual", "comprehensive", "retired", "women"])
def test_every_template_becomes_a_product_that_can_be_announced(cast, code):
    template = queries.products.templates()[code]
    product = actions.products.start_product(
        cast.town, by=cast.town_chair, on=date(2008, 1, 5), name=template["zh"], line=template["line"], audience=template["audience"],
        template=code,
    )  # fmt: skip
    [edition] = queries.products.editions_of(product)
    assert rules.product.stage(edition, [edition], date(2008, 2, 1)) == "draft"
    actions.products.announce_edition(edition, by=cast.town_chair, on=date(2008, 1, 5))
    assert rules.product.stage(edition, [edition], date(2008, 2, 1)) == "in_force"
    [terms] = queries.products.terms_of(product)
    assert len(terms.covers) == len(template["benefits"])


def test_new_rates_are_announced_in_force_and_replace_the_old_ones(cast):
    product = make.product(cast.town)
    new = make.change_rates(product, by=cast.town_chair)
    old = queries.products.editions_of(product)[1]
    editions = [new, old]
    stages = {
        day: [rules.product.stage(one, editions, day) for one in editions]
        for day in (date(2008, 10, 20), date(2008, 11, 1))
    }
    assert stages == {date(2008, 10, 20): ["announced", "in_force"], date(2008, 11, 1): ["in_force", "replaced"]}
    assert new.changes == 3
    assert figure("MM-01:件数", cast.town) == 3 + 3
    assert figure("MM-01:件数", cast.town, Period.month(2008, 11)) == 3


def test_announced_terms_are_not_changed_but_replaced(cast):
    product = make.product(cast.town)
    [edition] = queries.products.editions_of(product)
    assert refused(actions.products.edit_edition, edition, by=SYSTEM, benefits=make.NEW_RATES)
    assert refused(actions.products.withdraw_edition, edition, by=SYSTEM, why="写错了")
    late = make.drafted(product, since=date(2008, 10, 1))
    assert refused(actions.products.announce_edition, late, by=SYSTEM, on=date(2008, 10, 15))
    with pytest.raises(OutsideAct):
        edition.save()
    with pytest.raises(OutsideAct):
        Benefit(edition=edition, category="门诊").save()


def test_terms_cannot_reach_back_to_what_was_settled(cast):
    product = make.product(cast.town)
    one = make.enrolled(product, cast.mill)
    make.computed(make.claim(one, make.expense(on=date(2008, 11, 20))))
    new = make.drafted(product)
    assert "2008" in refused(actions.products.announce_edition, new, by=SYSTEM, on=date(2008, 10, 15))


def test_terms_need_benefits_and_each_of_them_a_rate(cast):
    product = make.product(cast.town)
    terms = {"by": SYSTEM, "on": date(2008, 3, 1), "valid_from": date(2009, 1, 1)}
    assert refused(
        actions.products.draft_edition, product, benefits=[make.rate("门诊", 1), make.rate("门诊", 2)], **terms
    )
    assert refused(actions.products.draft_edition, product, benefits=[{"category": "门诊"}], **terms)
    assert refused(actions.products.draft_edition, product, benefits=[{"category": "癌症", "method": "fixed"}], **terms)
    empty = actions.products.draft_edition(product, benefits=[], **terms)
    assert refused(actions.products.announce_edition, empty, by=SYSTEM, on=date(2008, 3, 1))
    edited = actions.products.edit_edition(empty, by=SYSTEM, benefits=[make.rate("门诊", 10)])
    assert actions.products.withdraw_edition(edited, by=SYSTEM, why="不办了").voided_at


@pytest.mark.parametrize("person", ["mill_chair", "mill_clerk", "port_chair", "auditor", "stranger"])
def test_terms_are_the_business_of_whoever_runs_the_product(cast, person):
    product = make.product(cast.town)
    new = make.drafted(product)
    assert refused(actions.products.announce_edition, new, by=getattr(cast, person), on=date(2008, 10, 15))
    assert refused(make.drafted, product, by=getattr(cast, person))


# --- enrolment ----------------------------------------------------------------------------------------------------------------


def test_a_member_is_enrolled_pays_and_is_covered(cast):
    product = make.product(cast.town)
    one = make.enrolled(product, cast.mill, paid=False)
    assert figure("mutualaid.premium_income", cast.town) == 0
    paid = actions.enrolments.pay_premium(one, by=cast.mill_clerk, on=date(2008, 3, 10))
    assert (paid.covers_from, paid.covers_until, paid.waits_until) == (date(2008, 3, 11), date(2008, 12, 31), None)
    assert paid.certificate.endswith("-000001")
    assert figure("MM-03:人数", cast.town) == 1
    assert figure("MM-03:金额", cast.federation) == 100
    assert (figure("mutualaid.premium_own", cast.mill), figure("mutualaid.premium_union", cast.mill)) == (60, 40)
    assert figure("mutualaid.covered_persons", cast.town, Period.month(2008, 2)) == 0
    assert figure("mutualaid.covered_persons", cast.town, Period.month(2008, 3)) == 1
    assert figure("mutualaid.covered_persons", cast.town, Period.month(2009, 1)) == 0
    assert figure("mutualaid.coverage", cast.mill) == 100
    assert refused(actions.enrolments.pay_premium, paid, by=SYSTEM, on=date(2008, 3, 11))


def test_everybody_is_enrolled_at_once_and_the_others_have_a_reason(cast):
    product = make.product(
        cast.town, name="两癌", line="MM-05", audience="women", premium=Decimal(20), union_share=Decimal(20)
    )
    [season] = queries.products.seasons_of(product)
    for order in range(3):
        members.member(cast.mill, name=f"女{order}号", id_number=members.id_number(order=900 + 2 * order))
    members.member(cast.mill, name="男一号", id_number=members.id_number(order=901))
    left = members.member(cast.mill, name="已走", id_number=members.id_number(order=910))
    register.leave(left, by=SYSTEM, on=date(2007, 1, 1))
    proposed = {one.person.name: verdict for one, verdict in queries.enrolments.candidates(season, cast.mill)}
    assert [name for name, verdict in proposed.items() if verdict] == ["女0号", "女1号", "女2号"]
    assert proposed["男一号"].reason
    done = actions.enrolments.enrol_all(season, cast.mill, by=cast.mill_clerk, on=date(2008, 2, 1))
    assert len(done) == 3
    assert refused(actions.enrolments.enrol_all, season, cast.mill, by=cast.mill_clerk, on=date(2008, 2, 1))
    actions.enrolments.pay_premiums(season, cast.mill, by=cast.mill_clerk, on=date(2008, 2, 2))
    assert (figure("MM-05:人数", cast.town), figure("MM-05:金额", cast.town)) == (3, 60)
    numbers = Enrolment.objects.order_by("id").values_list("certificate", flat=True)
    assert [number[-6:] for number in numbers] == ["000001", "000002", "000003"]


def test_who_renews_does_not_wait_again(cast):
    product = actions.products.start_product(
        cast.town, by=SYSTEM, on=make.BEGAN, name="互助", line="MM-03", audience="members"
    )
    edition = actions.products.draft_edition(
        product, by=SYSTEM, on=make.BEGAN, valid_from=make.BEGAN, waiting_days=30, benefits=make.OLD_RATES
    )
    actions.products.announce_edition(edition, by=SYSTEM, on=make.BEGAN)
    make.open_season(product)
    first = make.enrolled(product, cast.mill)
    assert first.waits_until == date(2008, 1, 30)
    season = make.open_season(product, 2009, opens_on=date(2008, 12, 1))
    members.member(cast.mill, name="新人")
    assert [one.person.name for one, _v in queries.enrolments.candidates(season, cast.mill, renewing=True)] == [
        "彭会计"
    ]
    actions.enrolments.enrol_all(season, cast.mill, by=SYSTEM, on=date(2008, 12, 5), renewing=True)
    [again] = actions.enrolments.pay_premiums(season, cast.mill, by=SYSTEM, on=date(2008, 12, 6))
    assert (again.renews_id, again.waits_until, again.covers_from) == (first.pk, None, date(2009, 1, 1))


def test_enrolment_is_refused_in_words(cast):
    product = make.product(cast.mill)
    [season] = queries.products.seasons_of(product)
    stranger = members.member(cast.port)
    assert cast.mill.name in refused(actions.enrolments.enrol, season, stranger, by=SYSTEM, on=make.BEGAN)
    own = members.member(cast.mill)
    assert refused(actions.enrolments.enrol, season, own, by=SYSTEM, on=date(2009, 1, 1))
    assert refused(actions.enrolments.enrol, season, own, by=cast.port_chair, on=make.BEGAN)
    actions.enrolments.enrol(season, own, by=SYSTEM, on=make.BEGAN)
    assert refused(actions.enrolments.enrol, season, own, by=SYSTEM, on=make.BEGAN)


def test_cover_ends_early_and_a_mistake_is_withdrawn(cast):
    product = make.product(cast.town)
    one = make.enrolled(product, cast.mill)
    actions.enrolments.end_cover(one, by=SYSTEM, on=date(2008, 6, 30), why="调离")
    assert figure("mutualaid.covered_persons", cast.town, Period.month(2008, 6)) == 1 - 0
    assert figure("mutualaid.covered_persons", cast.town, Period.month(2008, 7)) == 0
    actions.enrolments.withdraw_enrolment(one, by=SYSTEM, why="录错")
    assert figure("MM-03:人数", cast.town) == 0
    assert figure("mutualaid.reserve_left", cast.town) == 0


# --- claims ---------------------------------------------------------------------------------------------------------------------


def test_a_claim_goes_its_way_and_is_counted_when_it_is_paid(cast):
    product = make.product(cast.town)
    make.change_rates(product)
    one = make.enrolled(product, cast.mill)
    claim = make.claim(
        one, make.expense(self_paid=200), make.expense(date(2008, 10, 31), "住院", 1000), make.expense(date(2008, 11, 1), "住院", 1000),
        by=cast.mill_clerk,
    )  # fmt: skip
    assert claim.number == "YB2008-000001"
    assert "发票" in refused(actions.claims.check, claim, by=cast.mill_clerk, on=date(2008, 12, 2))
    claim = make.computed(claim)
    assert [award.amount for award in queries.claims.awards_of(claim)] == [100, 300, 500]
    assert [award.edition.number for award in queries.claims.awards_of(claim)] == [1, 1, 2]
    assert refused(actions.claims.approve, claim, by=cast.mill_chair, on=date(2008, 12, 4))  # the product is the town's
    claim = actions.claims.approve(claim, by=cast.town_chair, on=date(2008, 12, 4))
    assert figure("MM-02:金额", cast.town) == 0
    make.paid(product)
    assert (figure("MM-02:金额", cast.town), figure("MM-02:人次", cast.town), figure("MM-02:人数", cast.town)) == (
        900,
        1,
        1,
    )
    assert figure("MM-02:金额", cast.town, where="报销类别=住院") == 800
    assert figure("mutualaid.paid_inpatient", cast.town) == 800
    whole = registry.indicators["mutualaid.paid_out"]
    assert reading.closes(whole, cast.town, YEAR) == (True, 900, 900)
    assert figure("mutualaid.reserve_left", cast.town) == 100 - 900
    assert figure("mutualaid.loss_ratio", cast.town) == 900
    states = list(Claim.objects.get(pk=claim.pk).steps.values_list("state", flat=True))
    assert states == ["submitted", "checked", "computed", "approved", "paid"]


def test_the_explanation_says_rule_amounts_and_what_is_left(cast):
    product = make.product(cast.town)
    claim = make.computed(make.claim(make.enrolled(product, cast.mill), make.expense(self_paid=1200)))
    [(_expense, [(award, words)], amount)] = queries.claims.explained(claim)
    assert (award.amount, amount) == (500, 500)
    text = "".join(words)
    for part in ("1", "1,200.00", "50%", "600.00", "500.00", "0.00"):
        assert part in text


def test_two_claims_share_the_ceiling_of_the_year(cast):
    product = make.product(cast.town)
    one = make.enrolled(product, cast.mill)
    make.computed(make.claim(one, make.expense(self_paid=800)))
    second = make.computed(make.claim(one, make.expense(date(2008, 7, 1), self_paid=800)))
    assert queries.claims.amount_of(second) == 100
    again = actions.claims.compute(second, by=SYSTEM, on=date(2008, 12, 5))
    assert (again.round, queries.claims.amount_of(again)) == (2, 100)


def test_all_checked_claims_are_settled_in_one_act_as_one_by_one(cast):
    product = make.product(cast.town)
    one, other = make.enrolled(product, cast.mill), make.enrolled(product, cast.mill, name="李保管")
    waiting = [make.checked(make.claim(who, make.expense(self_paid=800))) for who in (one, one, other)]
    assert actions.claims.compute_all(product, by=SYSTEM, on=date(2008, 12, 3)) == 3
    assert [queries.claims.amount_of(Claim.objects.get(pk=claim.pk)) for claim in waiting] == [400, 100, 400]
    assert refused(actions.claims.compute_all, product, by=SYSTEM, on=date(2008, 12, 3))


def test_who_entered_or_checked_a_claim_does_not_approve_it(cast):
    product = make.product(cast.town)
    claim = make.claim(make.enrolled(product, cast.mill), by=cast.town_chair)
    claim = make.computed(claim)
    assert refused(actions.claims.approve, claim, by=cast.town_chair, on=date(2008, 12, 4))


def test_an_invoice_is_claimed_once_wherever(cast):
    product = make.product(cast.federation)
    line = make.expense()
    mine = make.claim(make.enrolled(product, cast.mill), line)
    other = make.enrolled(product, cast.port, name="港工友")
    own = refused(make.claim, make.enrolled(product, cast.mill, name="李保管"), line, by=cast.mill_clerk)
    assert mine.number in own
    beside = refused(make.claim, other, line | {"invoice": f" {line['invoice'].lower()} "}, by=cast.port_chair)
    assert line["invoice"] in beside
    assert mine.number not in beside
    assert cast.mill.name not in beside
    actions.claims.refuse(mine, by=SYSTEM, on=date(2008, 12, 2), why="发票不清")
    make.claim(other, line)


def test_the_same_amount_on_the_same_day_is_asked_about_once(cast):
    product = make.product(cast.town)
    one = make.enrolled(product, cast.mill)
    first = make.claim(one, make.expense(self_paid=88))
    line = make.expense(self_paid=88)
    with pytest.raises(actions.claims.Confirm, match=first.number):
        actions.claims.submit(one, by=SYSTEM, on=date(2008, 12, 1), expenses=[line])
    assert actions.claims.submit(one, by=SYSTEM, on=date(2008, 12, 1), expenses=[line], confirmed=True).number.endswith(
        "2"
    )


def test_the_same_file_on_two_claims_is_noticed(cast):
    product = make.product(cast.federation)
    first, second = (make.claim(make.enrolled(product, unit)) for unit in (cast.mill, cast.port))
    file = make.document()
    actions.claims.attach(first, file, by=SYSTEM, kind="发票")
    file.seek(0)
    with pytest.raises(actions.claims.Confirm) as doubt:
        actions.claims.attach(second, file, by=cast.port_chair, kind="发票")
    assert first.number not in str(doubt.value)
    file.seek(0)
    actions.claims.attach(second, file, by=cast.port_chair, kind="发票", confirmed=True)
    assert queries.claims.documents_missing(second) == []


def test_what_is_sealed_is_shown_once_with_a_reason(cast):
    claim = make.claim(make.enrolled(make.product(cast.town), cast.mill), illness="肺炎", clinic="河湾镇医院")
    assert (str(claim.illness), str(claim.bank)[-4:]) == ("****", "5678")
    assert refused(actions.claims.reveal, claim, by=cast.mill_clerk, why="")
    assert actions.claims.reveal(claim, by=cast.mill_clerk, why="核对病历")["illness"] == "肺炎"
    log = ActLog.objects.get(code="mutualaid.reveal")
    assert (log.notes["why"], "肺炎" in str(log.notes)) == ("核对病历", False)


def test_a_refused_claim_is_appealed_and_looked_at_again(cast):
    product = make.product(cast.town)
    claim = make.computed(make.claim(make.enrolled(product, cast.mill)))
    claim = actions.claims.refuse(claim, by=cast.town_chair, on=date(2008, 12, 4), why="发票不清楚")
    assert refused(actions.claims.appeal, claim, by=cast.mill_clerk, on=date(2009, 6, 1), why="不服")
    made = actions.claims.appeal(claim, by=cast.mill_clerk, on=date(2008, 12, 10), why="发票重开了")
    assert made.due_on == date(2008, 12, 31)
    assert refused(
        actions.claims.decide_appeal, made, by=cast.town_chair, on=date(2008, 12, 12), grant=True, answer="同意重审"
    )
    actions.claims.decide_appeal(made, by=SYSTEM, on=date(2008, 12, 12), grant=True, answer="同意重审")
    claim = actions.claims.compute(Claim.objects.get(pk=claim.pk), by=SYSTEM, on=date(2008, 12, 13))
    assert (claim.state, queries.claims.amount_of(claim)) == (State.COMPUTED, 50)


def test_an_appeal_that_fails_leaves_what_was_paid_and_frees_no_ceiling(cast):
    product = make.product(cast.town)
    one = make.enrolled(product, cast.mill)
    claim = make.approved(make.claim(one, make.expense(self_paid=2000)))
    make.paid(product)
    made = actions.claims.appeal(Claim.objects.get(pk=claim.pk), by=SYSTEM, on=date(2008, 12, 22), why="少了")
    assert figure("MM-02:金额", cast.town) == 500
    actions.claims.decide_appeal(made, by=SYSTEM, on=date(2008, 12, 23), grant=False, answer="已到封顶线")
    assert Claim.objects.get(pk=claim.pk).state == State.DECIDED
    assert figure("MM-02:金额", cast.town) == 500
    assert queries.claims.used_of(one.person, product).whole[2008] == 500


def test_a_paid_claim_is_corrected_by_new_lines(cast):
    product = make.product(cast.town)
    line = make.expense(date(2008, 5, 6), "住院", 1000)
    claim = make.approved(make.claim(make.enrolled(product, cast.mill), line))
    make.paid(product)
    claim = Claim.objects.get(pk=claim.pk)
    fresh = actions.claims.correct(
        claim, by=cast.mill_clerk, on=date(2008, 12, 22), expenses=[line | {"self_paid": Decimal(1200)}], why="漏了一张"
    )
    assert (fresh.number, queries.claims.amount_of(fresh)) == (f"{claim.number}-1", 60)
    actions.claims.approve(fresh, by=cast.town_chair, on=date(2008, 12, 23))
    make.paid(product, on=date(2008, 12, 28))
    assert (figure("MM-02:金额", cast.town), figure("MM-02:人次", cast.town)) == (360, 1)
    assert figure("MM-02:金额", cast.town, Period.between(date(2008, 12, 1), date(2008, 12, 20))) == 300
    down = actions.claims.correct(
        claim, by=SYSTEM, on=date(2008, 12, 29), expenses=[line | {"self_paid": Decimal(500)}], why="重复计了一张"
    )
    assert queries.claims.amount_of(down) == -210


def settled_for_approval(cast, product):
    one = make.enrolled(product, cast.mill)
    return make.computed(make.claim(one, make.expense(self_paid=200), by=cast.mill_clerk))


def test_a_claim_goes_up_through_the_levels_and_is_frozen_meanwhile(cast):
    product = make.product(cast.town)
    claim = actions.claims.send_up(settled_for_approval(cast, product), by=cast.mill_clerk, on=date(2008, 12, 4))
    case = approvals.of(claim)
    assert refused(actions.claims.approve, claim, by=cast.town_chair, on=date(2008, 12, 5))
    assert refused(actions.claims.compute, claim, by=SYSTEM, on=date(2008, 12, 5))
    assert "****" not in str(case.shown) and "6222" not in str(case.shown)
    approvals.decide(case, by=cast.mill_chair, on=date(2008, 12, 5), decision="approve")
    assert Claim.objects.get(pk=claim.pk).state == State.COMPUTED
    approvals.decide(case, by=cast.town_chair, on=date(2008, 12, 6), decision="approve")
    assert Claim.objects.get(pk=claim.pk).state == State.APPROVED
    make.paid(product)
    assert figure("MM-02:金额", cast.town) == 100


def test_a_level_returns_a_claim_and_it_is_asked_for_again(cast):
    product = make.product(cast.mill)
    claim = actions.claims.send_up(settled_for_approval(cast, product), by=cast.mill_clerk, on=date(2008, 12, 4))
    case = approvals.of(claim)
    approvals.decide(case, by=cast.mill_chair, on=date(2008, 12, 5), decision="return", note="发票不清")
    claim = Claim.objects.get(pk=claim.pk)
    assert claim.state == State.SUBMITTED
    claim = actions.claims.compute(
        actions.claims.check(claim, by=SYSTEM, on=date(2008, 12, 6)), by=SYSTEM, on=date(2008, 12, 6)
    )
    actions.claims.send_up(claim, by=cast.mill_clerk, on=date(2008, 12, 7))
    approvals.decide(approvals.of(claim), by=cast.mill_chair, on=date(2008, 12, 8), decision="refuse", note="超出范围")
    assert Claim.objects.get(pk=claim.pk).state == State.REFUSED


# --- payments ---------------------------------------------------------------------------------------------------------------------


def test_a_batch_is_released_by_a_second_person_and_never_pays_twice(cast):
    product = make.product(cast.town)
    one = make.enrolled(product, cast.mill)
    first = make.approved(make.claim(one))
    batch = actions.payments.prepare(product, by=cast.town_chair, on=date(2008, 12, 5))
    assert refused(actions.payments.prepare, product, by=cast.town_chair, on=date(2008, 12, 5))
    assert refused(actions.payments.release, batch, by=cast.town_chair, on=date(2008, 12, 6))
    assert refused(actions.payments.confirm, batch, by=SYSTEM, on=date(2008, 12, 6))
    batch = actions.payments.release(batch, by=SYSTEM, on=date(2008, 12, 6))
    [(claim, account, amount)] = actions.payments.export_bank(batch, by=cast.town_chair, why="送银行")
    assert (claim, account, amount) == (first, "6222020200112345678", 50)
    actions.payments.confirm(batch, by=cast.town_chair, on=date(2008, 12, 8), voucher="记12号")
    assert refused(actions.payments.confirm, batch, by=cast.town_chair, on=date(2008, 12, 8))
    assert figure("MM-02:金额", cast.town, Period.month(2008, 12)) == 50


def test_what_the_bank_sends_back_waits_for_the_next_batch(cast):
    product = make.product(cast.town)
    claims = [make.approved(make.claim(make.enrolled(product, cast.mill, name=name))) for name in ("甲某", "乙某")]
    batch = actions.payments.release(
        actions.payments.prepare(product, by=SYSTEM, on=date(2008, 12, 5)), by=SYSTEM, on=date(2008, 12, 6)
    )
    back = Claim.objects.get(pk=claims[0].pk)
    assert refused(actions.payments.set_account, back, by=SYSTEM, bank_name="建行", bank="6217", why="销户")
    actions.payments.take_out(back, by=SYSTEM, why="账号已销户")
    actions.payments.confirm(batch, by=SYSTEM, on=date(2008, 12, 7))
    assert figure("MM-02:金额", cast.town) == 50
    actions.payments.set_account(
        Claim.objects.get(pk=back.pk), by=SYSTEM, bank_name="建行", bank="6217000012345678", why="换卡"
    )
    again = actions.payments.prepare(product, by=SYSTEM, on=date(2008, 12, 9))
    assert [claim.pk for claim in again.claims.all()] == [back.pk]
    actions.payments.dissolve(again, by=SYSTEM, why="下月再付")
    assert queries.claims.payable(product).count() == 1


def test_categories_are_named_the_same_everywhere():
    assert [one.value for one in Category] == ["门诊", "住院", "癌症", "重大疾病", "意外伤害", "身故"]
