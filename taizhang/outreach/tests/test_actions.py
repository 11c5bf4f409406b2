"""What may be done when a union is founded, and what is refused with which sentence."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from taizhang.kernel import approvals, ledger
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions as organisation
from taizhang.organisation.models import Profile
from taizhang.outreach import actions
from taizhang.outreach.actions import following
from taizhang.outreach.jobs import follow_firms
from taizhang.outreach.models import Establishment, Listing
from taizhang.outreach.queries import firms
from taizhang.testing import founding

pytestmark = pytest.mark.django_db
DAY = founding.DAY
YEAR = Period.year(2008)


def figure(code, unit, period=YEAR):
    return ledger.value(code, unit, period).number


def refused(do, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        do(*args, **kwargs)
    return str(refusal.value)


def test_a_founding_makes_the_firm_a_union_in_the_tree(year, cast):
    one = year.founded
    one.unit.refresh_from_db()
    profile = Profile.objects.get(unit=one.unit)
    assert (one.unit.name, one.unit.kind, one.unit.since) == ("河湾制线厂工会", "company_union", DAY)
    assert (profile.was_kind, profile.approval_no, profile.chair_name) == ("employer", one.reply_no, "钟班长")
    assert one.reply_no == "工批〔2008〕2号" and one.approved_by == cast.town
    assert figure("OM-03:家数", cast.mill) == 1 and figure("OM-03:人数", cast.mill) == 28
    assert figure("outreach.step.identified", cast.mill) == 4 and figure("outreach.under_way", cast.mill) == 3
    assert list(ledger.differences()) == []


def test_steps_come_in_turn_each_on_its_day(year):
    assert "首先" in refused(actions.consent, year.begun, by=SYSTEM, on=DAY, consent_by="谭经理")
    assert refused(actions.publicise, year.begun, by=SYSTEM, on=DAY - timedelta(days=1), how="座谈")
    assert refused(actions.publicise, year.begun, by=SYSTEM, on=timezone.localdate() + timedelta(days=1), how="座谈")
    assert refused(actions.publicise, year.begun, by=SYSTEM, on=DAY, how=" ")
    actions.publicise(year.begun, by=SYSTEM, on=DAY, how="座谈")
    assert "已经" in refused(actions.publicise, year.begun, by=SYSTEM, on=DAY, how="座谈")


def test_deadlines_come_from_the_rulebook(year):
    assert year.begun.due_on == date(2008, 4, 9)  # thirty days
    assert year.waiting.due_on is None  # the union above decides
    assert year.consented.due_on == date(2008, 6, 10)  # three months
    assert year.founded.due_on == date(2008, 5, 9)  # sixty days to the registration


def test_an_application_needs_a_group_with_delegates_of_the_staff(year, cast):
    one = year.begun
    actions.publicise(one, by=SYSTEM, on=DAY, how="座谈")
    actions.consent(one, by=SYSTEM, on=DAY, consent_by="谭经理")
    wanted = {
        "by": cast.mill_clerk,
        "on": DAY,
        "union_name": "甲工会",
        "union_kind": "company_union",
        "willing_members": 20,
    }
    assert "筹备组" in refused(actions.apply, one, **wanted)
    actions.prepare(one, by=SYSTEM, people=[{"name": "邱支书", "side": "party", "is_head": True}])
    assert "职工" in refused(actions.apply, one, **wanted)
    assert refused(actions.apply, one, **wanted | {"union_kind": "county_federation"})
    actions.prepare(one, by=SYSTEM, people=[{"name": "钟班长", "side": "staff", "is_head": True}])
    assert refused(actions.apply, one, **wanted | {"union_kind": "community_union"})  # not below an enterprise union
    actions.apply(one, **wanted)
    assert one.state == Establishment.State.APPLIED
    assert approvals.of(one).at_unit == cast.town
    assert refused(actions.give_up, one, by=SYSTEM, on=DAY, why="停产")  # under approval


def test_what_the_union_above_returns_is_handed_in_again(year, cast):
    one = year.waiting
    approvals.decide(approvals.of(one), by=cast.town_chair, on=DAY, decision="return", note="筹备组名单不全")
    one.refresh_from_db()
    assert (one.state, one.applied_on, one.why) == ("willing", None, "筹备组名单不全")
    actions.apply(
        one, by=cast.mill_clerk, on=DAY, union_name="河湾织带厂工会", union_kind="company_union", willing_members=28
    )
    assert (one.state, one.applied_on, one.why) == ("applied", DAY, "")
    approvals.decide(approvals.of(one), by=cast.town_chair, on=DAY, decision="approve", note="河工〔2008〕9号")
    one.refresh_from_db()
    assert (one.state, one.reply_no) == ("approved", "河工〔2008〕9号")
    assert figure("outreach.step.applied", cast.mill) == 3
    assert list(ledger.differences()) == []


def test_a_founding_meeting_has_its_quorum_its_votes_and_no_relatives(year):
    one = year.consented
    people = [{"name": "钟班长", "duty": "chair", "votes": 25}]
    meeting = {"by": SYSTEM, "on": DAY, "called": 30, "present": 20, "members": 28, "people": people}
    assert refused(actions.found, one, **meeting | {"present": 19})
    assert "近亲属" in refused(actions.found, one, **meeting | {"unrelated": False})
    assert refused(actions.found, one, **meeting | {"people": []})
    assert refused(actions.found, one, **meeting)  # 25 votes of 20 present
    few = [{"name": "钟班长", "duty": "chair", "votes": 15}]
    assert "15/30" in refused(actions.found, one, **meeting | {"people": few})  # half is not more than half
    organiser = [{"name": "钟班长", "duty": "organiser", "votes": 20}]
    assert "委员会" in refused(actions.found, one, **meeting | {"people": organiser})  # 28 members elect a committee
    assert refused(actions.found, one, **meeting | {"members": 31, "people": organiser})  # more than staff
    assert not ActLog.objects.filter(code="organisation.unionise", unit=one.unit).exists()
    small = meeting | {"members": 24, "people": organiser}
    actions.found(one, **small)
    assert one.state == "founded"


def test_what_was_founded_is_neither_given_up_nor_voided(year):
    assert refused(actions.give_up, year.founded, by=SYSTEM, on=DAY, why="停产")
    assert refused(actions.void, year.founded, by=SYSTEM, why="错")
    actions.give_up(year.begun, by=SYSTEM, on=DAY, why="企业停产")
    assert figure("outreach.given_up", year.begun.unit) == 1 and figure("outreach.under_way", year.begun.unit) == 0
    again = actions.begin(year.begun.unit, by=SYSTEM, on=DAY)
    assert again.state == "identified"


def test_only_whoever_may_does_it(year, cast):
    for nobody in (cast.port_chair, cast.stranger, cast.auditor):
        assert refused(actions.publicise, year.begun, by=nobody, on=DAY, how="座谈")
        assert refused(actions.begin, year.firm, by=nobody, on=DAY)
    assert refused(actions.approve, year.waiting, by=cast.town_chair, on=DAY, approval=approvals.of(year.waiting))


def test_a_firm_that_was_not_listed_is_put_into_the_tree(year, cast):
    one = actions.begin_new(cast.town, by=cast.town_chair, on=DAY, name="河湾模具厂", staff=19)
    assert (one.unit.name, one.unit.kind, one.unit.parent().pk) == ("河湾模具厂", "employer", cast.town.pk)
    assert one.unit.code == "F-T-001" and one.staff == 19


def test_a_firm_is_answered_for_by_one_union_at_a_time(year, cast):
    assert "负责" in refused(actions.assign, cast.town, by=SYSTEM, on=DAY, firms=[year.shop], officer="唐镇主席")
    later = DAY + timedelta(days=30)
    fresh = actions.reassign(year.assignment, by=SYSTEM, on=later, union=cast.town, why="社区合并", officer="唐镇主席")
    assert figure("outreach.assigned", cast.town) == 1 and figure("OM-02:家数", cast.town) == 1
    assert figure("outreach.assigned", year.community) == 0
    assert figure("outreach.assigned", year.community, Period.between(DAY, DAY)) == 1
    actions.end_assignment(fresh, by=SYSTEM, on=later, why="停业")
    assert figure("outreach.assigned", cast.town) == 0
    assert list(ledger.differences()) == []


def test_assigned_firms_without_a_union_follow_the_founding(year, cast):
    where = {"where": "片区=河东片"}
    assert ledger.value("outreach.assigned_bare", cast.town, YEAR, **where).number == 1
    organisation.unionise(
        firms.profile_of(year.shop), by=SYSTEM, on=date(2008, 9, 1), kind="company_union", name="临江车行工会"
    )
    assert follow_firms.run() == {"firms": 1} and follow_firms.run() == {"firms": 0}
    assert ledger.value("outreach.assigned_bare", cast.town, YEAR, **where).number == 0
    assert figure("outreach.assigned_bare", cast.town, Period.between(DAY, date(2008, 8, 31))) == 1
    assert figure("outreach.assigned", cast.town) == 1
    assert list(ledger.differences()) == []


def test_a_community_is_covered_only_when_every_qualifying_firm_has_a_union(year, cast):
    one = year.programme
    assert one.least_staff == 8  # the rulebook's
    actions.survey_firms(one, by=SYSTEM, on=DAY)
    one.refresh_from_db()
    actions.get_under_way(one, by=SYSTEM, on=DAY)
    one.refresh_from_db()
    assert "临江车行" in refused(actions.cover, one, by=SYSTEM, on=DAY)
    organisation.unionise(firms.profile_of(year.shop), by=SYSTEM, on=DAY, kind="company_union", name="临江车行工会")
    unknown = founding.firm(year.community, "F-T-C-2", "临江茶楼", staff=None)
    assert "临江茶楼" in refused(actions.cover, one, by=SYSTEM, on=DAY)
    organisation.record_headcount(firms.profile_of(unknown), by=SYSTEM, on=DAY, staff=5)
    actions.cover(one, by=SYSTEM, on=DAY, members=9)
    assert figure("OM-04:家数", cast.town) == 1 and figure("OM-04:人数", cast.town) == 9
    assert figure("outreach.covered_firms", cast.town) == 1


def test_a_line_of_the_census_is_verified_by_a_trained_surveyor_in_the_window(year, cast):
    today = timezone.localdate()
    seen = {"on": today, "found": "exists", "staff": 15, "union": "none"}
    with pytest.raises(Refused):
        actions.verify(year.free, by=SYSTEM, **seen)  # nobody was given it
    actions.give_out(year.census, by=SYSTEM, surveyor=year.surveyor, listings=[year.free])
    assert "培训" in refused(actions.verify, year.free, by=SYSTEM, **seen)
    actions.train(year.census, by=SYSTEM, on=today, surveyors=[year.surveyor])
    assert refused(actions.verify, year.free, by=SYSTEM, **seen | {"staff": None})
    assert refused(actions.verify, year.listing, by=cast.stranger, **seen)
    actions.verify(year.listing, by=cast.mill_clerk, **seen)  # her own line
    line = actions.verify(year.free, by=SYSTEM, **seen | {"found": "closed"})
    assert (line.staff, line.union, line.corrections) == (None, "", {"found": ["exists", "closed"]})
    this_year = Period.year(today.year)
    assert figure("OM-05:家数", cast.mill, this_year) == 4 and figure("OM-05:人数", cast.mill, this_year) == 43
    assert figure("outreach.census.closed", cast.mill, this_year) == 1


def test_corrections_reach_the_tree_and_a_task_is_one_click(year, cast):
    today, this_year = timezone.localdate(), Period.year(timezone.localdate().year)
    assert year.wrong.corrections == {"name": ["河湾服装店", "河湾服饰店"], "staff": [12, 14]}
    line = actions.correct(year.wrong, by=SYSTEM, on=today)
    assert line.name == "河湾服饰店" and figure("OM-05:件数", cast.mill, this_year) == 2
    assert refused(actions.correct, line, by=SYSTEM, on=today)
    task = actions.begin_task(line, by=cast.mill_clerk, on=today)
    assert (task.name, task.staff, task.source) == ("河湾服饰店", 14, "census")
    assert figure("outreach.census_tasks", cast.mill, this_year) == 1
    assert refused(actions.begin_task, line, by=SYSTEM, on=today)
    actions.void(task, by=SYSTEM, why="点错了")
    line.refresh_from_db()
    assert line.state == Listing.State.CORRECTED and figure("outreach.census_tasks", cast.mill, this_year) == 0
    assert list(ledger.differences()) == []


def test_firms_smaller_than_the_target_join_a_joint_union(year, cast):
    today = timezone.localdate()
    small = actions.verify(year.listing, by=SYSTEM, on=today, found="exists", staff=4, union="none")
    assert "联合工会" in refused(actions.begin_task, small, by=SYSTEM, on=today)
    assert refused(
        actions.survey, cast.mill, by=SYSTEM, on=DAY, name="河湾小卖部"
    )  # an enterprise union takes in no firm
    assert refused(actions.join, year.affiliation, by=SYSTEM, on=DAY, members=3)
    actions.join(year.persuaded, by=SYSTEM, on=DAY, members=4)
    assert figure("OM-06:家数", cast.town) == 1 and figure("outreach.joint.taiwan", cast.town) == 1
    year.persuaded.refresh_from_db()
    actions.leave(year.persuaded, by=SYSTEM, on=DAY + timedelta(days=60), why="停业")
    assert figure("outreach.in_joint_unions", cast.town) == 0 and figure("OM-06:家数", cast.town) == 1


def test_a_firm_of_the_tree_is_covered_by_the_joint_union_that_it_joins(year, cast):
    profile = firms.profile_of(year.shop)
    organisation.amend(profile, by=SYSTEM, ownership="外商")
    assert figure("outreach.foreign_rate", cast.town) == 0
    one = actions.survey(year.community, by=SYSTEM, on=DAY, firm=year.shop, capital="foreign")
    actions.persuade(one, by=SYSTEM, on=DAY, spoke_with="经理")
    one.refresh_from_db()
    actions.join(one, by=SYSTEM, on=DAY, members=7)
    assert firms.profile_of(year.shop).covered_by == year.community
    assert figure("outreach.foreign_rate", cast.town) == 100


def test_registration_first_then_the_account(year, cast):
    one = year.preparing
    assert refused(actions.open_account, one, by=SYSTEM, on=DAY, bank="农行", account="62220200001")
    assert refused(actions.enter, one, by=SYSTEM, on=DAY, certificate_no="2", credit_code=founding.CODE)
    assert refused(actions.prepare_registration, cast.mill, by=SYSTEM, on=DAY, representative="梅厂长")
    assert refused(actions.prepare_registration, year.firm, by=SYSTEM, on=DAY, representative="谁")
    assert figure("outreach.registered", cast.mill) == 1 and figure("outreach.registering", cast.mill) == 1
    assert figure("OM-07:家数", cast.mill) == 1 and figure("outreach.account_rate", cast.mill) == 50
    assert str(year.registered.account) == "************0019"
    assert figure("organisation.legal_rate", cast.mill) == 50


def test_registration_completes_the_founding(year):
    one = year.preparing
    actions.submit(one, by=SYSTEM, on=DAY)
    one.refresh_from_db()
    assert refused(actions.enter, one, by=SYSTEM, on=DAY, certificate_no="2", credit_code="1234")
    actions.enter(one, by=SYSTEM, on=DAY, certificate_no="工法证字第2号", credit_code=founding.CODE)
    year.founded.refresh_from_db()
    assert (year.founded.state, year.founded.register_no) == ("registered", "工法证字第2号")
    assert list(ledger.differences()) == []


def test_a_certificate_is_renewed_and_the_account_is_revealed_on_record(year, cast):
    one = year.registered
    assert refused(actions.renew, one, by=SYSTEM, on=DAY, valid_until=DAY)
    actions.renew(one, by=SYSTEM, on=date(2013, 3, 1), valid_until=date(2018, 3, 9), what="换届")
    one.refresh_from_db()
    assert one.valid_until == date(2018, 3, 9) and one.renewals.get().words == "换届"
    assert refused(actions.reveal_account, one, by=cast.mill_clerk, why="")
    assert refused(actions.reveal_account, one, by=cast.auditor, why="审计")
    assert actions.reveal_account(one, by=cast.mill_clerk, why="转账") == "6222020000000019"
    assert ActLog.objects.get(code="outreach.reveal_account").notes["why"] == "转账"


def test_a_quota_is_measured_by_the_foundings(year, cast):
    assert figure("outreach.quota_rate", cast.mill) == 50
    actions.set_quota(cast.mill, by=cast.town_chair, on=DAY, year=2008, unions=1)
    assert figure("outreach.quota_rate", cast.mill) == 100
    assert refused(actions.set_quota, cast.mill, by=cast.mill_clerk, on=DAY, year=2008, unions=1)


def test_whoever_takes_the_place_of_a_union_answers_for_its_firms(year, cast):
    later = date(2008, 7, 1)
    assert [number for _words, number in following.counts([year.community])] == [1, 0]
    with act(SYSTEM, "outreach.follow_firms", None):
        assert following.carry(year.community, cast.town, later, {"members": "share", "share": [1, 2]}) == []
        memo = following.carry(year.community, cast.town, later, {"members": "all", "heir": cast.town.pk})
    assert figure("outreach.assigned", year.community) == 0 and figure("outreach.assigned", cast.town) == 1
    assert figure("OM-02:家数", cast.town) == 1
    with act(SYSTEM, "outreach.follow_firms", None):
        following.back(memo)
    assert figure("outreach.assigned", year.community) == 1
    assert list(ledger.differences()) == []
