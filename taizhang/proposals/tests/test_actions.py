"""The acts of proposals: who may, what is refused, what the ledger says afterwards."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.ballots.tests import factories as ballots
from taizhang.kernel import evidence, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.manifest import Assembly, Manifest, registry
from taizhang.kernel.models import ActLog, Fact
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members.tests import factories as members
from taizhang.proposals import actions, jobs, queries
from taizhang.proposals.models import Backer, Proposal, Reminder, Round
from taizhang.proposals.tests import factories as make
from taizhang.testing.world import PIXEL

pytestmark = pytest.mark.django_db
State = Proposal.State
YEAR = Period.year(2008)
RECORDS = ["proposals.round", "proposals.proposal", "proposals.suggestion"]


@pytest.fixture
def people(cast):
    return make.delegates(cast.mill)


@pytest.fixture
def round(cast, people):
    return make.opened(cast.mill, people, by=cast.mill_clerk)


def figure(code, unit, **more):
    return ledger.value(f"proposals.{code}", unit, YEAR, **more).number


def test_a_window_that_closes_too_late_is_refused_with_the_rule(cast, people):
    with pytest.raises(Refused, match=r"2008-03-13|3月13日"):
        make.opened(cast.mill, people, closes_on=date(2008, 3, 20))
    with pytest.raises(Refused):
        make.opened(cast.mill, people, seconders=1)
    with pytest.raises(Refused):
        make.opened(cast.mill, people, by=cast.port_chair)


def test_only_delegates_of_the_round_propose_and_second(cast, round, people):
    outsider = members.member(cast.mill, name="莫代表")
    with pytest.raises(Refused):
        make.draft(round, outsider.person)
    one = make.draft(round, people[0].person, by=cast.mill_clerk)
    with pytest.raises(Refused):
        actions.life.ask_seconder(one, outsider.person, by=SYSTEM, on=date(2008, 2, 21))
    with pytest.raises(Refused):
        actions.life.ask_seconder(one, people[0].person, by=SYSTEM, on=date(2008, 2, 21))
    everybody = make.opened(cast.mill, session="第五次会议", proposers=Round.Proposers.MEMBERS)
    assert make.draft(everybody, outsider.person).state == State.DRAFT
    by_delegation = make.draft(round, None, delegation="一车间代表团", name="修缮车棚")
    assert actions.life.submit(by_delegation, by=SYSTEM, on=date(2008, 2, 22)).number == 1


def test_what_was_seconded_is_not_changed_under_the_seconders_hands(round, people):
    one = make.draft(round, people[0].person)
    asked = actions.life.ask_seconder(one, people[1].person, by=SYSTEM, on=date(2008, 2, 21))
    words = {"name": "换一件事", "reason": "理由", "measure": "办法", "subject": "其他"}
    actions.life.amend(one, by=SYSTEM, on=date(2008, 2, 21), **words)
    actions.life.confirm(asked, by=SYSTEM, on=date(2008, 2, 22))
    with pytest.raises(Refused, match=people[1].person.name):
        actions.life.amend(one, by=SYSTEM, on=date(2008, 2, 23), **words)
    actions.life.decline(asked, by=SYSTEM, on=date(2008, 2, 24))
    assert actions.life.amend(one, by=SYSTEM, on=date(2008, 2, 25), **words).name == "换一件事"


def test_returned_for_completion_it_keeps_its_number(cast, round, people):
    one = make.submitted(round, people)
    actions.screening.take_up(one, by=cast.mill_clerk, on=date(2008, 2, 26))
    back = actions.screening.send_back(one, by=cast.mill_clerk, on=date(2008, 2, 27), why="请写明地点")
    assert back.state == State.RETURNED
    again = actions.life.submit(back, by=SYSTEM, on=date(2008, 3, 1))
    assert (again.number, again.received_on, again.state) == (1, date(2008, 2, 25), State.SUBMITTED)
    with pytest.raises(Refused):
        actions.screening.send_back(again, by=cast.mill_clerk, on=date(2008, 3, 1), why=" ")


def test_merged_proposers_become_joint_proposers_and_the_matter_counts_once_as_a_file(cast, round, people):
    first = make.filed(round, people)
    second = make.submitted(round, [people[3], people[0], people[1]], name="给一车间装电扇")
    actions.screening.merge(second, first, by=cast.mill_clerk, on=date(2008, 3, 18), why="同一件事")
    roles = {one.name: (one.role, one.came_from_id) for one in Backer.objects.filter(proposal=first)}
    assert roles[people[3].person.name] == (Backer.Role.JOINT, second.pk)
    assert roles[people[0].person.name][0] == Backer.Role.PROPOSER
    assert [figure(code, cast.mill) for code in ("received_count", "filed", "merged", "adopted")] == [2, 1, 1, 2]
    assert str(figure("filing_rate", cast.mill)) == "100.0"
    assert ledger.value("DM-04:人数", cast.mill, YEAR).number == 2
    assert list(ledger.differences(RECORDS)) == []


def test_a_late_one_becomes_a_suggestion_of_the_same_persons(cast, round, people):
    late = make.submitted(round, people, on=date(2008, 3, 20))
    assert late.late
    with pytest.raises(Refused):
        actions.screening.file(late, by=cast.mill_chair, on=date(2008, 3, 21))
    actions.screening.turn(late, by=cast.mill_chair, on=date(2008, 3, 21))
    made = late.suggestion
    assert [one.name for one in made.contributors.all()] == [people[0].person.name]
    assert (figure("turned", cast.mill), figure("suggestions", cast.mill), figure("undecided", cast.mill)) == (1, 1, 0)


def test_a_disputed_one_is_decided_by_the_presidium_through_the_chair(cast, round, people):
    one = make.submitted(round, people)
    actions.screening.refer(one, by=cast.mill_clerk, on=date(2008, 3, 1), why="是否属于本厂职权")
    with pytest.raises(Refused):
        actions.screening.file(one, by=cast.mill_clerk, on=date(2008, 3, 2))
    with pytest.raises(Refused):
        actions.screening.file(one, by=cast.mill_clerk, on=date(2008, 3, 2), presidium=True)
    filed = actions.screening.file(one, by=cast.mill_chair, on=date(2008, 3, 2), why="主席团决定立案", presidium=True)
    assert (filed.state, filed.file_number) == (State.FILED, 1)


def test_not_satisfied_means_a_second_handling_and_only_one(cast, round, people):
    one = make.answered(round, people, result="C")
    actions.handling.rate(one, by=SYSTEM, on=date(2008, 5, 1), rating="不满意")
    with pytest.raises(Refused):
        actions.handling.close(one, by=cast.mill_clerk, on=date(2008, 5, 2))
    second = actions.handling.handle_again(one, by=cast.mill_clerk, on=date(2008, 5, 2))
    assert (second.number, second.lead.name, second.due_on) == (2, "设备科", date(2008, 5, 19))  # 17 May is a Saturday
    assert figure("answered_count", cast.mill) == 0
    actions.handling.answer(one, by=cast.mill_clerk, on=date(2008, 5, 26), result="C", answer="经费不足。")
    actions.handling.rate(one, by=SYSTEM, on=date(2008, 5, 27), rating="不满意")
    with pytest.raises(Refused):
        actions.handling.handle_again(one, by=cast.mill_clerk, on=date(2008, 5, 28))
    closed = actions.handling.close(one, by=cast.mill_clerk, on=date(2008, 5, 28))
    assert closed.state == State.CLOSED
    codes = ("rated_count", "unsatisfied", "again_count", "result_c", "closed_count")
    assert [figure(code, cast.mill) for code in codes] == [1, 1, 1, 1, 1]
    assert (str(figure("satisfaction_rate", cast.mill)), str(figure("in_time_rate", cast.mill))) == ("0.0", "0.0")


def test_the_officer_and_the_union_below_answer_what_was_given_to_them(cast, round, people):
    given = make.assigned(round, people, officer=cast.stranger)
    assert Proposal.objects.visible_to(cast.stranger).filter(pk=given.pk).exists()
    with pytest.raises(Refused):
        actions.handling.answer(given, by=cast.port_chair, on=date(2008, 4, 10), result="A", answer="好。")
    actions.handling.take(given, by=cast.stranger, on=date(2008, 4, 5))
    assert (
        actions.handling.answer(given, by=cast.stranger, on=date(2008, 4, 10), result="A", answer="好。").result == "A"
    )
    below = make.assigned(round, people, name="港口班车", unit=cast.port)
    assert Proposal.objects.visible_to(cast.port_chair).filter(pk=below.pk).exists()
    due = [item.title for item in queries.due.items(cast.port_chair, cast.port, date(2008, 5, 6))]
    assert any(below.name in title for title in due)
    assert actions.handling.take(below, by=cast.port_chair, on=date(2008, 4, 6)).state == State.HANDLING


def test_whoever_does_not_rate_in_time_does_not_keep_the_file_open(cast, round, people):
    one = make.answered(round, people)
    with pytest.raises(Refused):
        actions.handling.close(one, by=cast.mill_clerk, on=date(2008, 5, 5))
    closed = actions.handling.close(one, by=cast.mill_clerk, on=date(2008, 5, 6))
    assert (closed.state, figure("rated_count", cast.mill), figure("closed_count", cast.mill)) == (State.CLOSED, 0, 1)


def test_a_plan_needs_its_day_and_is_followed_up_upwards_only(cast, round, people):
    one = make.assigned(round, people)
    with pytest.raises(Refused):
        actions.handling.answer(one, by=cast.mill_clerk, on=date(2008, 4, 20), result="B", answer="列入计划。")
    actions.handling.answer(
        one, by=cast.mill_clerk, on=date(2008, 4, 20), result="B", answer="列入计划。", planned_for=date(2009, 3, 1)
    )
    with pytest.raises(Refused):
        actions.handling.follow_up(one, by=cast.mill_clerk, on=date(2008, 9, 1), now="C", words="不办了")
    due = [item.title for item in queries.due.items(cast.mill_clerk, cast.mill, date(2009, 3, 2))]
    assert any(one.name in title for title in due)
    proof = SimpleUploadedFile("验收.png", PIXEL, content_type="image/png")
    actions.handling.follow_up(one, by=cast.mill_clerk, on=date(2009, 3, 1), now="A", words="已安装", file=proof)
    assert [paper.kind for paper in evidence.of(one)] == ["落实材料"]
    assert figure("carried_out", cast.mill) == 1
    assert ledger.value("proposals.done_count", cast.mill, Period.year(2009)).number == 1


def test_reminders_go_out_once_at_each_level_and_count_as_one_proposal_chased(cast, round, people):
    one = make.assigned(round, people)
    for _time in range(2):
        jobs.remind_of_answers.run()
    levels = Reminder.objects.filter(handling__proposal=one).values_list("level", "to")
    assert sorted(levels) == [("leader", "周厂长"), ("office", "设备科")]
    today = Reminder.objects.first().on
    assert ledger.value("DM-05:件数", cast.mill, Period.between(today, today)).number == 1
    titles = {item.title: item.tone for item in queries.due.items(cast.mill_chair, cast.mill, today)}
    assert any(one.name in title and tone == "red" for title, tone in titles.items())


def test_an_excellent_one_is_drawn_from_the_filed_ones_and_may_be_taken_back(cast, round, people):
    refused = actions.screening.refuse(make.submitted(round, people), by=SYSTEM, on=date(2008, 3, 2), why="不属职权")
    with pytest.raises(Refused):
        actions.appraisal.award(refused, by=cast.mill_chair, on=date(2008, 12, 1))
    one = make.answered(round, people, name="加装路灯")
    with pytest.raises(Refused):
        actions.appraisal.award(one, by=cast.mill_clerk, on=date(2008, 12, 1))
    actions.appraisal.score(one, by=cast.mill_clerk, on=date(2008, 11, 1), group="评审组", points=80)
    actions.appraisal.score(one, by=cast.mill_clerk, on=date(2008, 11, 2), group="评审组", points=90)
    assert [row[1:] for row in queries.proposals.points_of([one])] == [(1, 90)]
    vote = ballots.counted(cast.mill, [], kind="open")
    assert list(queries.proposals.counted_ballots(cast.mill_chair, cast.mill)) == [vote]
    awarded = actions.appraisal.award(one, by=cast.mill_chair, on=date(2008, 12, 1), award="证书", ballot=vote)
    assert awarded.award_ballot == vote
    assert (figure("excellent_count", cast.mill), ledger.value("DM-05:人数", cast.mill, YEAR).number) == (1, 1)
    actions.appraisal.take_award_back(one, by=cast.mill_chair, on=date(2008, 12, 2), why="重复评选")
    assert figure("excellent_count", cast.mill) == 0
    assert list(ledger.differences(RECORDS)) == []


def test_a_round_is_published_and_reported_when_everything_is_decided(cast, round, people):
    one = make.submitted(round, people)
    for verb in (actions.rounds.publish, actions.rounds.report):
        with pytest.raises(Refused):
            verb(round, by=cast.mill_chair, on=date(2008, 3, 20))
    actions.screening.file(one, by=SYSTEM, on=date(2008, 3, 16))
    assert actions.rounds.publish(round, by=cast.mill_chair, on=date(2008, 3, 20)).published_on
    assert actions.rounds.report(round, by=cast.mill_chair, on=date(2008, 3, 28)).reported_on
    assert ActLog.objects.filter(code="proposals.report").count() == 1


def test_a_withdrawn_or_voided_proposal_leaves_nothing_in_the_ledger(cast, round, people):
    actions.life.withdraw(make.submitted(round, people), by=SYSTEM, on=date(2008, 2, 26))
    actions.life.void(make.filed(round, people, name="重复录入"), by=cast.mill_clerk, why="录入有误")
    assert figure("received_count", cast.mill) == 0
    assert list(ledger.differences(RECORDS)) == []
    before = Fact.objects.count()
    with pytest.raises(Refused):
        actions.life.submit(Proposal.objects.filter(state=State.WITHDRAWN).get(), by=SYSTEM, on=date(2008, 2, 27))
    assert Fact.objects.count() == before


def test_delegates_are_copied_from_whatever_meeting_another_app_names(cast, round, people):
    newcomer = members.member(cast.mill, name="新代表")
    told = Assembly(round, "第八届", "第四次会议", round.session_on, lambda: [(newcomer.person_id, "二车间")])
    registry.manifests["test"] = Manifest(app="test", label="", assemblies=(lambda unit: [told],))
    try:
        made = actions.rounds.copy_delegates(round, by=cast.mill_clerk)
    finally:
        del registry.manifests["test"]
    assert [(one.person.name, one.group) for one in made] == [("新代表", "二车间")]
    assert round.entitled.count() == len(people) + 1


def test_a_suggestion_from_the_first_word_to_the_reward(cast, people):
    one = make.suggestion(cast.mill, people[0], people[1], by=cast.mill_clerk)
    assert one.number == "JY2008-001"
    assert queries.suggestions.alike(cast.mill, "改进纱锭的润滑")[0][0] == one
    actions.suggestions.assess(one, by=cast.mill_clerk, on=date(2008, 5, 8), expert="设备科", for_it=True, points=90)
    with pytest.raises(Refused):
        actions.suggestions.adopt(one, by=cast.mill_clerk, on=date(2008, 5, 10), why=" ")
    actions.suggestions.adopt(one, by=cast.mill_clerk, on=date(2008, 5, 10), why="可行", due_on=date(2008, 6, 1))
    with pytest.raises(Refused):
        actions.suggestions.state_benefit(one, by=cast.mill_clerk, on=date(2008, 6, 1), benefit=100, stated_by="财务科")
    actions.suggestions.carry_out(one, by=cast.mill_clerk, on=date(2008, 6, 1), words="已改")
    actions.suggestions.state_benefit(one, by=cast.mill_clerk, on=date(2008, 12, 1), benefit=12000, stated_by="财务科")
    actions.suggestions.reward(one, by=cast.mill_chair, on=date(2008, 12, 20), reward=500, award="金点子奖")
    with pytest.raises(Refused):
        actions.suggestions.reward(one, by=cast.mill_chair, on=date(2008, 12, 20))
    codes = ("suggestions", "suggestions_adopted", "suggestions_carried_out", "suggestion_benefit", "suggestion_reward")
    assert [figure(code, cast.mill) for code in codes] == [1, 1, 1, 12000, 500]
    assert [ledger.value(f"LC-05:{column}", cast.mill, YEAR).number for column in ("件数", "人数", "金额")] == [
        1,
        2,
        12000,
    ]
    assert ledger.value("worklog.suggestions", cast.mill, YEAR).number == 1
    other = actions.suggestions.decline(
        make.suggestion(cast.mill, people[2], name="换颜色"), by=SYSTEM, on=date(2008, 6, 1), why="无益"
    )
    assert other.state == "declined"
    assert (str(figure("adoption_rate", cast.mill)), str(figure("carrying_out_rate", cast.mill))) == ("50.0", "100.0")
    assert list(ledger.differences(RECORDS)) == []
