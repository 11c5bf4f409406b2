"""Two years of founding unions told through the public doors: a town founds 11 and the next year 20 unions with 485 members, covers a
community whole, verifies a district's list, and has 22 of 28 unions registered with an account of their own (78.6 %)."""

from datetime import date, timedelta

import pytest

from taizhang.intake import actions as intake
from taizhang.intake import identity
from taizhang.kernel import approvals, ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog, Unit
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions as organisation
from taizhang.organisation import queries as organisation_queries
from taizhang.outreach import actions
from taizhang.outreach.models import Assignment, Establishment, Listing
from taizhang.testing.world import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST, SECOND = Period.year(2007), Period.year(2008)
# Members of the twenty unions of the second year: 25 × 19 + 10 = 485.
MEMBERS = [25] * 19 + [10]
RECORDS = [
    f"outreach.{name}"
    for name in (
        "establishment",
        "sector",
        "assignment",
        "programme",
        "quota",
        "census",
        "listing",
        "affiliation",
        "registration",
    )
]


def figure(code, unit, period=SECOND, **more):
    found = ledger.value(code, unit, period, **more)
    return float(found.text().replace(",", "")) if "." in found.text() else int(found.number)


def test_two_years_of_founding_unions_in_a_town(cast):
    rulebook.load()
    town, chair = cast.town, cast.town_chair
    clerk = cast.stranger
    organisation.appoint(clerk, town, "clerk", by=SYSTEM, on=date(2005, 1, 4))
    communities = [
        organisation.found(town, by=SYSTEM, on=date(2006, 3, 1), code=f"F-T-C{at}", name=f"河湾{name}社区工会", kind="community_union")
        for at, name in enumerate(("东", "西", "南", "北", "中"), start=1)
    ]  # fmt: skip
    firms = [_firm(communities[at % 5], at, 30) for at in range(31)]

    everybody_is_answered_for(town, clerk, communities, firms)
    eleven_unions_in_the_first_year(town, clerk, chair, firms[:11])
    twenty_unions_with_485_members_in_the_second(town, clerk, chair, firms[11:])
    a_community_is_covered_whole(town, clerk, communities[0])
    the_list_of_the_district_is_verified(cast, clerk, communities[1])
    a_shop_joins_the_joint_union(clerk, communities[2])
    twenty_two_of_twenty_eight_have_an_account(cast, clerk)

    assert list(ledger.differences(RECORDS)) == []
    assert not ActLog.objects.filter(code__startswith="outreach.", unit=None).exists()


def _firm(community, at, staff):
    code, name = f"F-T-E{at:02}", f"河湾{at + 1}号厂"
    return organisation.found(community, by=SYSTEM, on=None, code=code, name=name, kind="employer", staff=staff)


def everybody_is_answered_for(town, clerk, communities, firms):
    """属地管理、分片包干: every firm is assigned to the union of its community, in one of two sectors."""
    on = date(2007, 1, 8)
    east = actions.set_up_sector(town, by=clerk, on=on, name="河东片", officer="甲干事")
    west = actions.set_up_sector(town, by=clerk, on=on, name="河西片", officer="乙干事")
    for at, community in enumerate(communities):
        own = [firm for firm in firms if firm.is_in(community)]
        actions.assign(community, by=clerk, on=on, firms=own, sector=east if at < 3 else west)
    assert figure("OM-02:家数", town, FIRST) == 31 and figure("outreach.assigned", town, FIRST) == 31
    assert figure("outreach.assigned", communities[0], FIRST) == 7
    with pytest.raises(Refused, match="调整"):
        actions.assign(communities[1], by=clerk, on=on, firms=[firms[0]], sector=west)


def _found(firm, clerk, chair, on, members):
    """One union, from the firm to the founding meeting."""
    one = actions.begin(firm, by=clerk, on=on, officer="甲干事")
    actions.publicise(one, by=clerk, on=on, how="上门宣传")
    actions.visit(one, by=clerk, on=on, by_whom="甲干事", met="厂长", what="同意组建")
    actions.consent(one, by=clerk, on=on, consent_by="厂长")
    actions.prepare(one, by=clerk, people=[{"name": "班长", "side": "staff", "is_head": True}])
    name = f"{one.name}工会"
    actions.apply(one, by=clerk, on=on, union_name=name, union_kind="company_union", willing_members=members)
    approvals.decide(approvals.of(one), by=chair, on=on, decision="approve")
    elected = [{"name": "班长", "duty": "chair", "votes": members}, {"name": "会计", "duty": "audit", "votes": members}]
    actions.found(
        one, by=clerk, on=on + timedelta(days=20), called=members, present=members, members=members, people=elected
    )
    return one


def eleven_unions_in_the_first_year(town, clerk, chair, firms):
    """11 new unions; ten were asked for."""
    actions.set_quota(town, by=chair, on=date(2007, 1, 10), year=2007, unions=10)
    for at, firm in enumerate(firms):
        one = _found(firm, clerk, chair, date(2007, 2, 5) + timedelta(days=14 * at), 20)
        assert one.reply_no == f"工批〔2007〕{at + 1}号"
    assert figure("OM-03:家数", town, FIRST) == 11
    assert figure("outreach.quota_rate", town, FIRST) == 110  # overfulfilled
    assert figure("outreach.assigned_bare", town, FIRST) == 20
    assert figure("outreach.assigned_bare", town, FIRST, where="片区=河东片") + figure(
        "outreach.assigned_bare", town, FIRST, where="片区=河西片"
    ) == 20  # fmt: skip
    unions = Unit.objects.below(town).filter(kind="company_union", code__startswith="F-T-E")
    assert unions.count() == 11


def twenty_unions_with_485_members_in_the_second(town, clerk, chair, firms):
    """20 new unions with 485 members: every firm with eight staff or more is organised now."""
    for at, firm in enumerate(firms):
        _found(firm, clerk, chair, date(2008, 1, 7) + timedelta(days=12 * at), MEMBERS[at])
    assert figure("OM-03:家数", town) == 20 and figure("OM-03:人数", town) == 485
    assert figure("OM-03:家数", town, FIRST) == 11
    assert figure("outreach.step.approved", town) == 20 and figure("outreach.under_way", town) == 0
    assert figure("organisation.founding_rate_from_8", town) == 100
    assert figure("outreach.assigned_bare", town) == 0 and figure("outreach.assigned", town) == 31
    assert Assignment.objects.filter(unionised_on=None).count() == 0


def a_community_is_covered_whole(town, clerk, community):
    """工会全覆盖社区: not before the last qualifying firm has a union; its seven unions are counted on that day."""
    late = _firm(community, 90, 15)
    one = actions.select(community, by=clerk, on=date(2008, 3, 3), target_on=date(2008, 12, 20))
    actions.survey_firms(one, by=clerk, on=date(2008, 3, 10))
    actions.get_under_way(one, by=clerk, on=date(2008, 4, 1))
    with pytest.raises(Refused, match=late.name):
        actions.cover(one, by=clerk, on=date(2008, 12, 1))
    organisation.dissolve(_file_of(late), by=SYSTEM, on=date(2008, 11, 3), why="停产")
    actions.cover(one, by=clerk, on=date(2008, 12, 1))
    assert figure("outreach.communities_covered", town) == 1 and figure("outreach.covered_firms", town) == 7
    members = Establishment.objects.filter(unit__path__startswith=community.path).values_list("members", flat=True)
    assert figure("OM-04:人数", town) == sum(members)


def _file_of(unit):
    """The file of a unit."""
    return organisation_queries.profile_of(unit)


def the_list_of_the_district_is_verified(cast, clerk, community):
    """“两个普遍”百日集中行动: imported, trained, given out, verified one by one, corrected, turned into a task."""
    census = actions.launch(
        cast.town, by=clerk, on=date(2008, 5, 4), name="百日行动", led_by="工会、党办、宣传、团委、妇联"
    )
    assert (census.last - census.first).days == 99
    rows = [("企业名称", "所在社区", "职工人数", "建会情况", "单位性质")]
    rows += [(f"新办{at}号厂", community.name, 10 + at, "否", "私营") for at in range(8)]
    intake.run(intake.take_in("outreach_census", workbook(*rows), by=clerk, unit=cast.town, name="库.xlsx"), by=clerk)
    lines = list(Listing.objects.order_by("pk"))
    actions.add_surveyors(census, by=clerk, people=[{"name": "网格员甲"}, {"name": "网格员乙"}])
    one, other = census.surveyors.order_by("pk")
    actions.train(census, by=clerk, on=date(2008, 5, 6), surveyors=[one])
    actions.give_out(census, by=clerk, surveyor=one, listings=lines[:7])
    actions.give_out(census, by=clerk, surveyor=other, listings=lines[7:])
    on = date(2008, 6, 2)
    seen = {"by": clerk, "on": on, "union": "none", "bargaining": "none"}
    lines = list(Listing.objects.select_related("unit", "census", "surveyor").order_by("pk"))
    with pytest.raises(Refused, match="培训"):
        actions.verify(lines[7], found="exists", staff=17, **seen)
    with pytest.raises(Refused, match="普查时间"):
        actions.verify(lines[0], found="exists", staff=10, **seen | {"on": date(2008, 8, 12)})
    for line in lines[:5]:
        actions.verify(line, found="exists", staff=line.listed_staff + (1 if line is lines[0] else 0), **seen)
    actions.verify(lines[5], found="closed", **seen)
    actions.verify(lines[6], found="moved", **seen)
    actions.correct(lines[0], by=clerk, on=on)
    task = actions.begin_task(lines[1], by=clerk, on=on)
    assert task.source == "census" and task.unit.parent() == community
    assert figure("OM-05:家数", cast.town) == 7 and figure("OM-05:件数", cast.town) == 1
    assert figure("outreach.census.closed", cast.town) == 1 and figure("outreach.census_rate", cast.town) == 87.5
    assert figure("outreach.surveyors_trained", cast.town) == 1 and figure("outreach.census_tasks", cast.town) == 1
    _found_task(task, clerk, cast.town_chair)
    assert figure("outreach.census_unionised", cast.town) == 1 and figure("OM-03:家数", cast.town) == 21


def _found_task(one, clerk, chair):
    on = date(2008, 7, 1)
    actions.publicise(one, by=clerk, on=on, how="上门宣传")
    actions.consent(one, by=clerk, on=on, consent_by="厂长")
    actions.prepare(one, by=clerk, people=[{"name": "班长", "side": "staff", "is_head": True}])
    actions.apply(one, by=clerk, on=on, union_name=f"{one.name}工会", union_kind="company_union", willing_members=9)
    approvals.decide(approvals.of(one), by=chair, on=on, decision="approve")
    one.refresh_from_db()
    people = [{"name": "班长", "duty": "organiser", "votes": 8}]
    actions.found(one, by=clerk, on=on, called=9, present=8, members=9, people=people)


def a_shop_joins_the_joint_union(clerk, community):
    """A shop of three joins the joint union of its community; a firm from Taiwan counts as foreign-funded."""
    shop = actions.survey(community, by=clerk, on=date(2008, 9, 1), name="河湾理发店", staff=3)
    actions.persuade(shop, by=clerk, on=date(2008, 9, 2), spoke_with="店主")
    actions.join(shop, by=clerk, on=date(2008, 9, 3), members=3)
    assert figure("OM-06:家数", community) == 1 and figure("OM-06:人数", community) == 3


def twenty_two_of_twenty_eight_have_an_account(cast, clerk):
    """In a street beside, 28 grassroots unions: 26 registered, 2 under way; 22 with their own account: 78.6 %."""
    street = organisation.found(
        cast.federation, by=SYSTEM, on=date(2006, 1, 4), code="F-S", name="河口街道工会", kind="street_union"
    )
    organisation.appoint(clerk, street, "clerk", by=SYSTEM, on=date(2006, 1, 4))
    on = date(2008, 4, 7)
    for at in range(28):
        union = organisation.found(
            street,
            by=SYSTEM,
            on=date(2007, 5, 1),
            code=f"F-S-{at:02}",
            name=f"河口{at + 1}号工会",
            kind="company_union",
        )
        one = actions.prepare_registration(union, by=clerk, on=on, representative="主席")
        actions.submit(one, by=clerk, on=on)
        if at < 26:
            actions.enter(
                one, by=clerk, on=on, certificate_no=f"证{at}", credit_code=_code(at), valid_until=date(2012, 4, 30)
            )
        if at < 22:
            actions.open_account(one, by=clerk, on=on, bank="农村信用社", account=f"62220200{at:08}")
    assert figure("outreach.registered", street) == 26 and figure("outreach.registering", street) == 2
    assert figure("outreach.with_account", street) == 22
    assert figure("outreach.account_rate", street) == 78.6
    assert figure("OM-07:家数", street) == 26


def _code(at):
    """A unified social credit code with its check character."""
    body = f"81430100MA{at:07}"
    return next(body + sign for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY" if identity.is_credit_code(body + sign))
