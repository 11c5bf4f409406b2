"""An election from the preparation to the handing over; terms that end, are extended, are over."""

from datetime import date

import pytest

from taizhang.committees import actions, jobs, papers, queries
from taizhang.committees.models import Term
from taizhang.kernel import approvals, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.organisation.models import Profile
from taizhang.testing import committees as stories
from taizhang.word.document import paragraphs

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)


def value(code, unit, period=YEAR):
    return ledger.value(code, unit, period).number


def test_the_term_has_its_end_and_the_file_says_it(cast, there):
    assert there.term.ends_on == date(2008, 5, 20)
    assert Profile.objects.get(unit=cast.mill).term_until == date(2008, 5, 20)
    with pytest.raises(Refused, match="已有在任"):
        actions.begin_term(there.body, by=SYSTEM, on=date(2008, 1, 1), number=3, years=3)


def test_overdue_until_the_election_is_held(cast, there):
    assert value("committees.overdue", cast.mill, Period(date(2008, 5, 1), date(2008, 5, 21))) == 0
    assert (
        value("committees.overdue", cast.mill, Period(date(2008, 5, 1), date(2008, 5, 22))) == 3
    )  # one was re-elected in time
    assert value("committees.due", cast.mill) == 4


def test_surplus_and_clearance_are_asked_for(cast, there):
    one = there.preparing
    race = one.races.get(number=1)
    with pytest.raises(Refused, match="请确认"):
        actions.ask_consent(one, by=SYSTEM, on=stories.DAY, cleared=False)
    actions.nominate(race, by=SYSTEM, people=[{"who": name} for name in stories.NAMES[:3]])
    with pytest.raises(Refused, match="候选人3名"):
        actions.ask_consent(one, by=SYSTEM, on=stories.DAY, cleared=True)
    with pytest.raises(Refused, match="重复列入"):
        actions.nominate(race, by=SYSTEM, people=[{"who": "同一人"}, {"who": "同一人"}])


def test_a_kept_member_cannot_stand(cast, there, people):
    members.keep(people[0], by=SYSTEM, on=date(2008, 2, 1), why="退休")
    with pytest.raises(Refused, match="没有被选举权"):
        actions.nominate(there.preparing.races.get(number=1), by=SYSTEM, people=[{"who": people[0].person}])


def test_the_notice_lasts_five_working_days(cast, there):
    with pytest.raises(Refused, match="个工作日"):
        actions.call(
            there.election,
            by=SYSTEM,
            on=stories.DAY,
            notice_from=date(2008, 3, 3),
            notice_until=date(2008, 3, 6),
            meets_on=date(2008, 3, 10),
        )
    with pytest.raises(Refused, match="公示结束后"):
        actions.call(
            there.election,
            by=SYSTEM,
            on=stories.DAY,
            notice_from=date(2008, 3, 3),
            notice_until=date(2008, 3, 10),
            meets_on=date(2008, 3, 9),
        )


def test_quorum_and_sound_numbers(cast, there):
    with pytest.raises(Refused, match="39/60"):
        stories.counted(there.election, due=60, present=39)
    people = [one for race in there.election.races.all() for one in race.candidates.all()]
    with pytest.raises(Refused, match="有效票"):
        stories.counted(there.election, votes={people[0].pk: 56})


def test_from_the_count_to_the_new_term_in_one_act(cast, there):
    one = stories.approved(stories.counted(there.election), cast.mill_chair, cast.town_chair)
    assert one.approval_no == "工选〔2008〕2号"
    assert one.reply_no == "工选〔2008〕1号"
    assert {who.name for race in one.races.all() for who in race.candidates.all() if who.elected} == set(
        stories.NAMES[:3]
    )
    assert (
        value("committees.overdue", cast.mill, Period(date(2008, 5, 1), date(2008, 6, 1))) == 2
    )  # two workshops below
    actions.hand_over(one, by=cast.mill_chair, on=date(2008, 3, 20))
    one.refresh_from_db()
    there.term.refresh_from_db()
    assert (there.term.state, there.term.reelected_on, there.term.ended_on) == (
        "ended",
        date(2008, 3, 13),
        date(2008, 3, 20),
    )
    assert (one.incoming.number, one.incoming.since, one.incoming.ends_on) == (3, date(2008, 3, 13), date(2011, 3, 13))
    held = queries.bodies.holders([there.body], date(2008, 3, 20))[there.body.pk]
    assert [(seat.name, seat.duty) for seat in held] == [("庄主席", "head"), ("方组织", "member"), ("乔财务", "member")]
    assert len(queries.bodies.holders([there.body], date(2008, 3, 19))[there.body.pk]) == 5
    assert Profile.objects.get(unit=cast.mill).term_until == date(2011, 3, 13)
    assert value("committees.chairs_again", cast.town) == 2
    assert value("committees.reelected.in_time", cast.town) == 2
    assert value("committees.in_time_rate", cast.mill) == 50
    assert ledger.value("OM-13:家数", cast.town, YEAR).number == 2
    assert ledger.value("OM-13:人次", cast.mill, YEAR).number == 110
    assert list(ledger.differences()) == []


def test_equal_votes_need_a_second_vote(cast, there):
    race = there.election.races.get(number=1)
    first, second, third, fourth = race.candidates.order_by("number")
    chair = there.election.races.get(number=2).candidates.get()
    votes = {first.pk: 45, second.pk: 42, third.pk: 38, fourth.pk: 38, chair.pk: 50}
    with pytest.raises(Refused, match="得票相等"):
        stories.counted(there.election, votes=votes)
    one = actions.count(
        there.election, by=SYSTEM, on=there.election.meets_on, due=60, present=55, issued=55, returned=55, votes=votes,
        again={third.pk: 20, fourth.pk: 33},
    )  # fmt: skip
    assert set(one.races.get(number=1).candidates.filter(elected=True).values_list("name", flat=True)) == {
        "庄主席",
        "方组织",
        "钮宣传",
    }


def test_a_request_comes_back_and_goes_up_again(cast, there):
    one = stories.asked(there.preparing, SYSTEM)
    approvals.decide(approvals.of(one), by=cast.mill_chair, on=stories.DAY, decision="return", note="请补充候选人情况")
    one.refresh_from_db()
    assert (one.state, one.why) == ("preparing", "请补充候选人情况")
    one = stories.asked(one, SYSTEM)
    assert one.state == "asked"
    with pytest.raises(Refused):
        actions.call_off(one, by=SYSTEM, on=stories.DAY, why="不办了")


def test_an_extension_is_granted_by_the_union_above(cast, there):
    approvals.decide(approvals.of(there.extension), by=cast.mill_chair, on=stories.DAY, decision="approve")
    there.extension.refresh_from_db()
    assert there.extension.state == "approved"
    assert there.extension.term.extended_to == date(2008, 10, 20)
    assert value("committees.extensions", cast.mill) == 1
    with pytest.raises(Refused, match="最多延期"):
        actions.ask_extension(there.term, by=SYSTEM, on=stories.DAY, until=date(2008, 12, 1), why="企业正在改制")


def test_reminders_come_at_six_three_and_one_month(cast, there):
    def recalled(day):
        return sorted(months for term, months in queries.terms.to_remind(day) if term.pk == there.term.pk)

    assert recalled(date(2007, 11, 19)) == []
    assert recalled(date(2007, 11, 20)) == [6]
    actions.remind(there.term, 6, on=date(2007, 11, 20))
    assert recalled(date(2008, 2, 19)) == []
    assert recalled(date(2008, 2, 20)) == [3]
    assert recalled(date(2008, 4, 20)) == [1]
    assert recalled(date(2008, 5, 21)) == []
    actions.remind(there.term, 6, on=date(2007, 11, 21))
    assert there.term.reminders.count() == 1


def test_the_job_runs_twice(cast, there):
    Term.objects.get(pk=there.term.pk)
    assert jobs.remind_terms.run()["reminders"] >= 0
    assert jobs.remind_terms.run() == {"reminders": 0}


def test_the_file_set_is_filled_from_the_record(cast, there):
    one = stories.approved(stories.counted(there.election), cast.mill_chair, cast.town_chair)
    told = {kind: _text(papers.write(one, kind)) for kind in papers.WRITERS}
    assert "应到60人" in told["result"] and "实到55人" in told["result"]
    assert "庄主席" in told["candidates"] and "钮宣传" in told["candidates"]
    assert "钮宣传" not in told["result"]
    assert "工选〔2008〕1号" in told["reply"] and "河湾镇联合工会" in told["reply"]
    assert "第三届" in told["approval"] and "2008年3月13日" in told["approval"]
    assert "第二届委员会工作报告" in told["outline"]
    assert len(_text(papers.whole_set(one))) > 1500
    assert all(ready for _code, _name, ready in papers.kinds(one))


def _text(document):
    return "\n".join("".join(getattr(run, "text", "") for run in runs) for _style, runs in paragraphs(document))
