"""A year of congresses: a school of 180, and a company of 20,000 with second-level congresses, told through the public doors."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.congress import actions, queries
from taizhang.congress.models import AgendaItem, Congress, Delegate, Session, Vote
from taizhang.congress.tests import factories
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions as organisation

pytestmark = pytest.mark.django_db
YEAR = Period.year(2026)
FOUNDED, TERM = date(2001, 5, 1), (date(2025, 3, 1), date(2030, 2, 28))
DAY = date(2026, 3, 20)
Power, Matter, How, Kind = AgendaItem.Power, AgendaItem.Matter, Vote.How, Congress.Kind


def figure(code, unit, **more):
    return ledger.value(code, unit, YEAR, **more).number


def found(parent, code, name, kind):
    return organisation.found(parent, by=SYSTEM, on=FOUNDED, code=code, name=name, kind=kind)


def begin(unit, kind, staff, **more):
    return actions.congresses.start(
        unit, by=SYSTEM, on=TERM[0], kind=kind, form=more.pop("form", "delegates"), since=TERM[0], until=TERM[1], staff=staff, number=8, **more
    )  # fmt: skip


def least(congress):
    return queries.congresses.rules.composition.least_delegates(congress.staff, queries.regimes.of(congress, DAY))[0]


def test_a_school_of_180_has_its_fourth_session(cast):
    rulebook.load()
    school = found(cast.town, "F-T-S", "石门中学工会", "school_union")
    small = found(cast.town, "F-T-K", "河湾幼儿园工会", "school_union")
    # Under 80 everybody meets; from 80 on delegates do.
    kindergarten = begin(small, Kind.SCHOOL, 79, form="everybody")
    assert kindergarten.name == "第八届教职工大会"
    assert all(one.met for one in queries.congresses.checks(kindergarten, DAY))
    congress = begin(school, Kind.SCHOOL, 180, women=100)
    assert least(congress) == 36

    # The chair enters the constituencies and 36 delegates: too few teachers at first, and the page says so with the article.
    actions.congresses.lay_out(congress, by=SYSTEM, rows=[("高中部", 110, 22), ("初中部", 70, 14)])
    high, middle = congress.constituencies.all()
    factories.delegates(congress, 22, constituency=high, teacher=True)
    office = factories.delegates(congress, 14, constituency=middle)
    verdicts = {one.label: one for one in queries.congresses.checks(congress, DAY)}
    assert [one.met for one in verdicts.values()] == [
        True,
        True,
        True,
        False,
    ]  # 22 of 36 teachers are 61 %; 13 of 20 women
    for one in office:
        actions.delegates.change_delegate(
            one, by=SYSTEM, constituency=middle, post=one.post, teacher=True, sex="女", standing_as=one.standing_as
        )
    assert all(one.met for one in queries.congresses.checks(congress, DAY))
    actions.congresses.install(congress, by=SYSTEM, on=TERM[0])

    # The fourth session: work report, a scheme of pay by secret ballot; papers eight days before.
    session = actions.sessions.plan_session(
        congress, by=SYSTEM, on=date(2026, 3, 1), opens_on=DAY, number=4, place="学校礼堂"
    )
    assert session.name == "第八届教职工代表大会第四次会议"
    report = actions.sessions.add_item(
        session, by=SYSTEM, name="校长工作报告", power=Power.ADVISE, matter=Matter.REPORT
    )
    pay = actions.sessions.add_item(session, by=SYSTEM, name="绩效工资分配方案", power=Power.PASS, matter=Matter.WAGES)
    assert pay.secret  # regulation says so, nobody ticked it
    actions.sessions.add_paper(session, by=SYSTEM, name="绩效工资分配方案（草案）", item=pay)
    actions.sessions.send_papers(session, by=SYSTEM, on=date(2026, 3, 12))
    assert all(verdict for _paper, verdict in queries.sessions.papers(session, DAY))
    actions.sessions.call(session, by=SYSTEM, on=date(2026, 3, 10))

    # 23 of 36 are too few; one more comes in by the code at the door.
    everybody = list(queries.sessions.due(session))
    actions.attendance.attend(session, by=SYSTEM, on=DAY, delegates=everybody[:23])
    with pytest.raises(Refused, match="2/3"):
        actions.sessions.open_session(session, by=SYSTEM, on=DAY)
    late = everybody[23]
    _delegate, first = actions.attendance.come_in(
        session, code=actions.attendance.door_code(session), name=late.name, badge=late.badge
    )
    assert first
    actions.sessions.open_session(session, by=SYSTEM, on=DAY)
    assert (session.due, session.present) == (36, 24)

    # The groups speak, the matter is put to the vote: by hands it will not do.
    opinion = actions.sessions.note_opinion(pay, by=SYSTEM, on=DAY, words="班主任津贴偏低", group=high)
    actions.sessions.answer_group(
        opinion, by=SYSTEM, on=DAY, answer="每月提高一百元", answered_by="校长室", taken_up=True
    )
    with pytest.raises(Refused):
        actions.votes.take_vote(pay, by=SYSTEM, on=DAY, how=How.HANDS)
    vote = actions.votes.take_vote(pay, by=SYSTEM, on=DAY, how=How.PAPER)
    actions.votes.count_vote(
        vote, by=SYSTEM, on=DAY, issued=24, returned=24, in_favour=18, against=4, abstained=2, tellers="甲、乙"
    )
    assert vote.passed and pay.outcome == "passed"  # 18 of all 36: half is enough for a school
    actions.sessions.hear(report, by=SYSTEM, on=DAY, decision="会议同意校长工作报告。")
    actions.sessions.close_session(session, by=SYSTEM, on=DAY, proceedings="会议由工会主席主持。")
    assert session.report_due_on == date(2026, 3, 31)  # seven working days
    actions.sessions.report(session, by=SYSTEM, on=date(2026, 3, 25))
    actions.sessions.publish(session, by=SYSTEM, on=date(2026, 3, 21), how="校务公开栏")
    assert session.state == Session.State.REPORTED

    assert figure("DM-01:场次", cast.town) == figure("congress.sessions_held", school) == 1
    assert (figure("DM-01:人数", school), figure("DM-01:件数", school)) == (24, 1)
    assert round(figure("congress.attendance", school), 1) == Decimal("66.7")
    assert figure("congress.reported_in_time", cast.town) == 100
    assert not list(ledger.differences())


@pytest.mark.parametrize(("staff", "number"), [(100, 30), (200, 35), (1000, 75), (3000, 175), (20000, 175)])
def test_shanghai_asks_for_so_many_delegates(db, staff, number):
    rulebook.load()
    city = found(None, "SH", "上海市总工会", "city_federation")
    assert least(begin(found(city, "SH-C", "江滨机械公司工会", "company_union"), Kind.WORKERS, staff)) == number


@pytest.mark.parametrize(
    ("federation", "kind", "staff", "number"),
    [("河南省总工会", "province_federation", 500, 50), ("山南省总工会", "province_federation", 20000, 100)],
)
def test_other_places_ask_for_their_own_number(db, federation, kind, staff, number):
    rulebook.load()
    place = found(None, "PR", federation, kind)
    assert least(begin(found(place, "PR-C", "江滨机械公司工会", "company_union"), Kind.WORKERS, staff)) == number


def test_a_province_with_bands_says_so_in_its_rulebook(db):
    rulebook.load()
    province = found(None, "PR", "山南省总工会", "province_federation")
    rulebook.override(rulebook.PLACE, unit=province, since=date(2020, 1, 1), source="山南省总工会", value="分档省份")
    company = found(province, "PR-C", "江滨机械公司工会", "company_union")
    assert least(begin(company, Kind.WORKERS, 20000)) == 150


def test_a_company_of_20000_adopts_its_contract_and_recalls_a_delegate(db):
    rulebook.load()
    city = found(None, "SH", "上海市总工会", "city_federation")
    company = found(city, "SH-C", "江滨机械公司工会", "company_union")
    plant = found(company, "SH-C-1", "江滨机械一厂工会", "company_union")
    congress = begin(company, Kind.WORKERS, 20000, women=6000)
    below = begin(plant, Kind.WORKERS, 1000, above=congress)
    actions.congresses.lay_out(congress, by=SYSTEM, rows=[(f"第{n}选区", 5000, 50) for n in range(1, 5)])
    for constituency in congress.constituencies.all():
        factories.delegates(congress, 50, constituency=constituency)
    assert all(one.met for one in queries.congresses.checks(congress, DAY)), [
        one.words for one in queries.congresses.checks(congress, DAY)
    ]
    factories.delegates(below, 74)
    assert not queries.congresses.checks(below, DAY)[1].met  # 75 are needed
    actions.congresses.install(congress, by=SYSTEM, on=TERM[0])

    session = factories.opened(congress, present=134, opens_on=DAY)
    contract = session.items.get()
    assert session.due == 200
    # 99 of 200 are not half of all, though 74 % of those present.
    vote = actions.votes.take_vote(contract, by=SYSTEM, on=DAY, how=How.PAPER)
    actions.votes.count_vote(vote, by=SYSTEM, on=DAY, issued=134, returned=134, in_favour=99, against=30, abstained=5)
    assert not vote.passed and contract.outcome == "failed"
    actions.votes.void_vote(vote, by=SYSTEM, why="发放的表决票有误")
    # Half of all is enough, for the law says 半数以上.
    vote = actions.votes.take_vote(contract, by=SYSTEM, on=DAY, how=How.PAPER)
    actions.votes.count_vote(vote, by=SYSTEM, on=DAY, issued=134, returned=134, in_favour=100, against=30, abstained=4)
    assert vote.passed and "集体合同条例" in vote.rule_words

    # When delegates leave, the quorum of the next vote is asked anew: 133 of 200 are too few.
    supplement = actions.sessions.add_item(
        session, by=SYSTEM, name="工资专项集体合同", power=Power.PASS, matter=Matter.CONTRACT
    )
    gone = queries.sessions.attendance(session)[0][0]
    actions.attendance.leave(session, by=SYSTEM, delegate=gone)
    with pytest.raises(Refused, match="2/3"):
        actions.votes.take_vote(supplement, by=SYSTEM, on=DAY, how=How.PAPER)
    actions.sessions.hear(supplement, by=SYSTEM, on=DAY, outcome="deferred")
    actions.sessions.close_session(session, by=SYSTEM, on=DAY)

    # A recall counts all of the constituency, not those who came (Shanghai: half or more of all).
    recalled = Delegate.objects.filter(congress=congress).first()
    with pytest.raises(Refused):
        actions.delegates.recall(
            recalled, by=SYSTEM, on=date(2026, 5, 8), entitled=5000, in_favour=2499, why="长期不履职"
        )
    actions.delegates.recall(recalled, by=SYSTEM, on=date(2026, 5, 8), entitled=5000, in_favour=2500, why="长期不履职")
    follower = actions.delegates.replace(
        recalled, by=SYSTEM, on=date(2026, 6, 1), name="江继任", sex="女", entitled=5000, took_part=3400, in_favour=2600
    )
    assert follower.constituency == recalled.constituency
    assert figure("congress.serving", company, scope="own") == 200
    actions.delegates.train(congress, by=SYSTEM, on=date(2026, 6, 5), topic="代表履职", came=[follower, gone])
    actions.delegates.train(congress, by=SYSTEM, on=date(2026, 7, 5), topic="提案撰写", came=[follower])
    assert (figure("DM-07:人数", company), figure("DM-07:人次", company)) == (2, 3)
    assert figure("congress.training_rate", company, scope="own") == 1
    assert not list(ledger.differences())


def test_elsewhere_a_recall_needs_more_than_half_of_all(cast):
    rulebook.load()
    congress = factories.seated(cast.mill)
    delegate = congress.delegates.first()
    with pytest.raises(Refused, match="半数"):
        actions.delegates.recall(delegate, by=SYSTEM, on=DAY, entitled=600, in_favour=300, why="长期不履职")
    assert (
        actions.delegates.recall(delegate, by=SYSTEM, on=DAY, entitled=600, in_favour=301, why="长期不履职").state
        == "recalled"
    )
