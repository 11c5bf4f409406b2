"""A year of mutual aid in a town, told through the public doors: terms that change on 1 November, 32 claims, 22 women, a health check."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from taizhang.intake import actions as intake
from taizhang.kernel import ledger, reading, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.members.models import Membership
from taizhang.mutualaid import actions, queries
from taizhang.mutualaid.models import Claim
from taizhang.mutualaid.tests.factories import document
from taizhang.organisation import actions as organisation
from taizhang.testing.world import workbook

pytestmark = pytest.mark.django_db
YEAR, HALF, AUTUMN = Period.year(2008), Period.parse("2008H1"), Period.between(date(2008, 1, 1), date(2008, 10, 31))
NEW_YEAR, CHANGE = date(2008, 1, 1), date(2008, 11, 1)
WOMEN, MEN = 22, 8


def rates(outpatient_ceiling, inpatient, cancer):
    """Out-patient 50 % up to a ceiling a year; in-patient and cancer by a rate."""
    of = {"layer": 1, "layer_name": "镇工会医疗互助金"}
    return [
        {**of, "category": "门诊", "bands": [[None, "50"]], "year_ceiling": Decimal(outpatient_ceiling)},
        {**of, "category": "住院", "bands": [[None, inpatient]]},
        {**of, "category": "癌症", "bands": [[None, cancer]]},
    ]


def figure(code, unit, period=YEAR, **more):
    return ledger.value(code, unit, period, **more).number


def test_a_year_of_mutual_aid_comes_out_to_the_fen(cast):
    rulebook.load()
    chair, clerk = cast.town_chair, cast.mill_clerk
    organisation.appoint(cast.stranger, cast.town, "clerk", by=SYSTEM, on=NEW_YEAR)
    payer = cast.stranger  # from now on the town's clerk, who runs the fund

    members = the_register_comes_in(cast)
    product = the_town_announces_its_terms(cast, chair)
    enrolments = everybody_is_enrolled(cast, product, clerk)
    twenty_two_women_are_insured(cast, chair, clerk)
    assert figure("mutualaid.coverage", cast.mill) == 100

    spring = claims_of_spring(enrolments, clerk)
    settled_and_paid(product, spring, chair, payer, on=date(2008, 6, 30))
    assert (figure("MM-02:人次", cast.town, HALF), figure("MM-02:金额", cast.town, HALF)) == (24, Decimal("5400.5"))

    new_terms_from_the_first_of_november(product, cast, chair)
    autumn = claims_of_autumn(enrolments, clerk)
    settled_and_paid(product, autumn, chair, payer, on=date(2008, 12, 20))
    each_by_the_terms_of_its_own_day(autumn)

    the_printed_figures_come_out(cast)
    a_health_check_is_polled_and_attended(cast, clerk)
    assert len(members) == WOMEN + MEN
    assert (
        list(
            ledger.differences(
                [f"mutualaid.{name}" for name in ("product", "edition", "enrolment", "claim", "examination")]
            )
        )
        == []
    )


def the_register_comes_in(cast):
    rows = [(cast.mill.code, f"女工{number:02}", "女", "2005-06-01") for number in range(WOMEN)]
    rows += [(cast.mill.code, f"男工{number:02}", "男", "2005-06-01") for number in range(MEN)]
    book = workbook(("所在工会编码", "姓名", "性别", "入会日期"), *rows)
    intake.run(
        intake.take_in("members", book, by=cast.mill_clerk, unit=cast.mill, name="会员.xlsx"), by=cast.mill_clerk
    )
    return list(Membership.objects.standing())


def the_town_announces_its_terms(cast, chair):
    product = actions.products.start_product(
        cast.town,
        by=chair,
        on=NEW_YEAR,
        name="镇工会医疗互助",
        line="MM-01",
        audience="members",
        reserve=Decimal(10000),
    )
    edition = actions.products.draft_edition(
        product, by=chair, on=NEW_YEAR, valid_from=NEW_YEAR, window_days=360, benefits=rates(500, "30", "50")
    )
    actions.products.announce_edition(edition, by=chair, on=NEW_YEAR)
    return product


def open_season(product, chair, premium, union_share):
    return actions.products.open_season(
        product, by=chair, on=NEW_YEAR, year=2008, opens_on=NEW_YEAR, closes_on=date(2008, 3, 31), covers_from=NEW_YEAR,
        covers_until=date(2008, 12, 31), premium=Decimal(premium), union_share=Decimal(union_share),
    )  # fmt: skip


def everybody_is_enrolled(cast, product, clerk):
    season = open_season(product, cast.town_chair, 60, 30)
    actions.enrolments.enrol_all(season, cast.mill, by=clerk, on=NEW_YEAR)
    done = actions.enrolments.pay_premiums(season, cast.mill, by=clerk, on=NEW_YEAR)
    assert (figure("MM-03:人数", cast.town), figure("MM-03:金额", cast.town)) == (30, 1800)
    assert (figure("mutualaid.premium_own", cast.town), figure("mutualaid.premium_union", cast.town)) == (900, 900)
    return done


def twenty_two_women_are_insured(cast, chair, clerk):
    """MM-05: 22 women, 440 yuan, from the template; the men are left out with a reason."""
    template = queries.products.templates()["women"]
    product = actions.products.start_product(
        cast.town,
        by=chair,
        on=NEW_YEAR,
        name=template["zh"],
        line=template["line"],
        audience=template["audience"],
        template="women",
    )
    [edition] = queries.products.editions_of(product)
    actions.products.announce_edition(edition, by=chair, on=NEW_YEAR)
    season = open_season(product, chair, template["premium"], template["union_share"])
    assert Counter(bool(verdict) for _one, verdict in queries.enrolments.candidates(season, cast.mill)) == {
        True: WOMEN,
        False: MEN,
    }
    actions.enrolments.enrol_all(season, cast.mill, by=clerk, on=date(2008, 3, 8))
    assert figure("MM-05:金额", cast.town) == 0  # nothing is paid yet
    actions.enrolments.pay_premiums(season, cast.mill, by=clerk, on=date(2008, 3, 10))
    assert (figure("MM-05:人数", cast.town), figure("MM-05:金额", cast.town)) == (22, 440)
    assert figure("MM-05:人数", cast.town, Period.month(2008, 2)) == 0


def submitted(enrolment, clerk, day, category, amount, on):
    number = Claim.objects.count() + 1
    line = {"on": day, "category": category, "self_paid": Decimal(amount), "invoice": f"JZ{number:05}"}
    claim = actions.claims.submit(
        enrolment, by=clerk, on=on, expenses=[line], bank_name="农村信用社", bank=f"62284800{number:08}"
    )
    for kind in queries.claims.documents_missing(claim):
        actions.claims.attach(claim, document(), by=clerk, kind=kind)
    return actions.claims.check(claim, by=clerk, on=on)


def claims_of_spring(enrolments, clerk):
    """24 out-patient claims of 24 members: 23 × 450 and 451 yuan of their own money, half of it reimbursed."""
    own = [*["450"] * 23, "451"]
    return [
        submitted(enrolments[at], clerk, date(2008, 4, 1 + at), "门诊", amount, date(2008, 5, 20)) for at, amount in enumerate(own)
    ]  # fmt: skip


def new_terms_from_the_first_of_november(product, cast, chair):
    """In-patient 30 → 50 %, cancer 50 → 80 %, the out-patient ceiling raised: three rates, entered on a page."""
    edition = actions.products.draft_edition(
        product, by=chair, on=date(2008, 10, 10), valid_from=CHANGE, window_days=360, benefits=rates(800, "50", "80"),
        document="镇工会委员会第九次会议",
    )  # fmt: skip
    actions.products.announce_edition(edition, by=chair, on=date(2008, 10, 15))
    assert figure("MM-01:件数", cast.town, Period.month(2008, 11)) == 3
    before, after = (queries.products.timeline(product, day) for day in (date(2008, 10, 20), CHANGE))
    assert [stage for _edition, stage, _changed in before] == ["announced", "in_force"]
    assert [stage for _edition, stage, _changed in after] == ["in_force", "replaced"]


def claims_of_autumn(enrolments, clerk):
    """8 in-patient claims, of six members who had none and two who had: 1,000 yuan the day before and 1,000 yuan the day after."""
    days = [
        (date(2008, 10, 31), "1000"),
        (CHANGE, "1000"),
        *[(date(2008, 10, 5 + at), "600") for at in range(5)],
        (date(2008, 11, 20), "568.60"),
    ]
    who = [*enrolments[24:30], *enrolments[:2]]
    return [
        submitted(one, clerk, day, "住院", amount, date(2008, 12, 1))
        for one, (day, amount) in zip(who, days, strict=True)
    ]


def settled_and_paid(product, claims, chair, payer, *, on):
    """All in one act, approved by the chair, prepared by the clerk, released by the chair, paid by the bank."""
    actions.claims.compute_all(product, by=payer, on=on.replace(day=2))
    waiting = Claim.objects.filter(pk__in=[one.pk for one in claims])
    assert [why for _claim, why in actions.claims.approve_all(waiting, by=chair, on=on.replace(day=5)) if why] == []
    batch = actions.payments.prepare(product, by=payer, on=on.replace(day=10))
    batch = actions.payments.release(batch, by=chair, on=on.replace(day=12))
    actions.payments.confirm(batch, by=payer, on=on)
    assert set(waiting.values_list("state", flat=True)) == {"paid"}


def each_by_the_terms_of_its_own_day(claims):
    before, after = (queries.claims.awards_of(Claim.objects.get(pk=one.pk))[0] for one in claims[:2])
    assert [(award.edition.number, award.amount) for award in (before, after)] == [(1, 300), (2, 500)]
    told = next(words for code, words in after.steps if code == "edition")
    assert (told["on"], told["since"]) == ("2008-11-01", "2008-11-01")


def the_printed_figures_come_out(cast):
    """MM-02: 32 person-times, 5,400.5 out-patient and 1,984.3 in-patient make 7,384.8 yuan; asked for on the days when they were true."""
    assert (figure("MM-02:人次", cast.town), figure("MM-02:人数", cast.town)) == (32, 30)
    by_category = [figure("MM-02:金额", cast.town, where=f"报销类别={word}") for word in ("门诊", "住院")]
    assert by_category == [Decimal("5400.5"), Decimal("1984.3")]
    assert figure("MM-02:金额", cast.town) == sum(by_category) == Decimal("7384.8")
    assert figure("MM-02:金额", cast.federation) == Decimal("7384.8")
    assert figure("MM-02:金额", cast.port) == 0
    assert figure("MM-02:金额", cast.town, AUTUMN) == Decimal("5400.5")
    assert figure("MM-02:人次", cast.town, Period.month(2008, 12)) == 8
    assert reading.closes(registry.indicators["mutualaid.paid_out"], cast.town, YEAR) == (
        True,
        Decimal("7384.8"),
        Decimal("7384.8"),
    )
    assert figure("mutualaid.reserve_left", cast.town) == Decimal(10000) + 1800 + 440 - Decimal("7384.8")
    assert figure("mutualaid.loss_ratio", cast.town, where="互助产品=镇工会医疗互助;参保年度=2008") == Decimal("410.3")
    trace = ledger.trace("MM-02:金额", cast.town, YEAR, viewer=cast.mill_chair)
    assert trace.visible_value == Decimal("7384.8")
    assert ActLog.objects.filter(code="mutualaid.approve", by=cast.town_chair).count() == 32


def a_health_check_is_polled_and_attended(cast, clerk):
    """MM-06: 30 are asked about form and place, 27 come: 90 %."""
    options = [("乘厂车到县医院", "县医院"), ("在厂里检查", "厂医务室")]
    check_up = actions.health.open_check(
        cast.mill,
        by=clerk,
        on=date(2008, 9, 1),
        name="2008年职工体检",
        year=2008,
        kind="general",
        poll_until=date(2008, 9, 15),
        options=options,
    )
    hospital, works = check_up.options.all()
    everybody = list(queries.health.examinations(check_up))
    for at, one in enumerate(everybody[:25]):
        actions.health.answer(one, by=clerk, on=date(2008, 9, 10), option=hospital if at < 16 else works)
    counted, answers = queries.health.poll(check_up)
    assert ([count for _option, count, _share in counted], answers) == ([16, 9], 25)
    actions.health.arrange(check_up, by=clerk, on=date(2008, 9, 16), chosen=hospital)
    day = actions.health.add_day(
        check_up, by=clerk, on=date(2008, 9, 22), place="县医院", places=30, transport="厂车两辆", seats=30
    )
    actions.health.assign(check_up, by=clerk, day=day, rides=True)
    came = [one.pk for one in everybody[:27]]
    actions.health.attend_all(check_up, by=clerk, on=date(2008, 9, 22), persons=came)
    rate = ledger.value("mutualaid.check_attendance", cast.town, YEAR)
    assert (rate.numerator, rate.denominator, rate.text()) == (27, 30, "90.0")
    assert (figure("MM-06:人数", cast.town), figure("MM-06:人数", cast.town, HALF)) == (27, 0)
