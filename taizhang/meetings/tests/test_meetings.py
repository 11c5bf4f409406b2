"""Meetings: called, held with a quorum or without, minuted; what is resolved together is counted and followed up."""

import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.congress.models import Congress, Session
from taizhang.intake import actions as intake
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.meetings import actions, queries
from taizhang.meetings.models import Meeting, Resolution
from taizhang.members.tests import factories
from taizhang.testing import meeting
from taizhang.testing.world import PIXEL, workbook
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db
DAY = date(2008, 5, 12)


@pytest.fixture
def rules(db):
    """The figures of regulation."""
    rulebook.load()


@pytest.fixture
def year(rules, cast):
    """What testing/meeting.py makes."""
    return meeting.build(cast, factories.member(cast.mill, name="田小满").person, PIXEL)


def number(code, unit, period=2008):
    return float(ledger.value(code, unit, Period.year(period)).number)


def call(cast, kind="委员会会议", on=DAY, **more):
    given = {"agenda": ["年度计划"], "members": ["甲", "乙", "丙"]} | more
    return actions.call(cast.mill, by=cast.mill_clerk, called_on=on - timedelta(days=3), on=on, kind=kind, **given)


def held(cast, came, **more):
    one = call(cast, **more)
    keys = list(one.called.order_by("pk").values_list("pk", flat=True))[:came]
    return actions.hold(one, by=cast.mill_clerk, on=one.on, present=keys)


def test_a_meeting_counts_once_with_those_who_came(year, cast):
    counted = [number(f"RB-08:{column}", cast.federation) for column in ("场次", "人次", "人数", "件数")]
    assert counted == [1, 5, 5, 2]
    assert number("RB-08:场次", cast.mill) == 1
    assert ledger.value("RB-08:场次", cast.mill, Period.year(2008), where="事项~委员会会议").number == 1
    assert (year.held.entitled, year.held.present, year.held.quorum_met) == (5, 4, True)
    assert number("meetings.attendance", cast.town) == 80
    assert number("meetings.quorum_rate", cast.town) == number("meetings.minutes_rate", cast.town) == 100
    assert list(ledger.differences(["meetings.meeting", "meetings.resolution"])) == []
    assert ActLog.objects.filter(code="meetings.resolve").count() == 1


def test_without_a_quorum_a_meeting_talks_and_does_not_vote(rules, cast):
    one = held(cast, 1)
    assert one.quorum_met is False and "2/3" in one.quorum_words
    with pytest.raises(Refused):
        actions.resolve(one, by=cast.mill_clerk, text="购置设备", matter="重大项目", in_favour=1)
    assert actions.resolve(one, by=cast.mill_clerk, text="下次再议").matter == Resolution.Matter.GENERAL


def test_what_weighs_is_decided_together_and_more_than_half_of_all_carry_it(rules, cast):
    one = held(cast, 2)
    with pytest.raises(Refused):
        actions.resolve(one, by=cast.mill_clerk, text="支出十万元", matter="大额资金", owner="甲", due_on=DAY)
    with pytest.raises(Refused):
        actions.resolve(one, by=cast.mill_clerk, text="支出十万元", matter="大额资金", in_favour=2, against=1)
    lost = actions.resolve(one, by=cast.mill_clerk, text="支出十万元", matter="大额资金", in_favour=1, against=1, owner="甲", due_on=DAY)  # fmt: skip
    assert (lost.state, lost.owner, lost.due_on) == ("lost", "", None) and "1/2" not in lost.votes
    won = actions.resolve(
        one, by=cast.mill_clerk, text="支出五万元", matter="大额资金", in_favour=2, against=0, abstained=0
    )
    assert (won.state, won.votes, won.number) == ("open", "2 / 0 / 0", 2)
    assert number("meetings.collective", cast.mill) == number("meetings.resolutions", cast.mill) == 1
    group = held(cast, 3, kind="小组会", on=date(2008, 5, 14))
    with pytest.raises(Refused):
        actions.resolve(group, by=cast.mill_clerk, text="支出五万元", matter="大额资金", in_favour=3)


def test_a_resolution_is_followed_until_it_is_carried_out(year, cast):
    one = year.resolution
    actions.report(one, by=cast.mill_clerk, on=date(2008, 6, 2), text="名单已核对", by_name="冯会计")
    assert [due.title for due in queries.due_items(cast.mill_clerk, cast.mill, date(2008, 7, 5)) if due.tone == "red"][
        -1
    ] == one.words
    actions.assign(one, by=cast.mill_chair, owner="柯经办", due_on=date(2008, 7, 10), why="冯会计出差")
    assert number("meetings.open_resolutions", cast.mill) == 1
    one = actions.finish(one, by=cast.mill_clerk, on=date(2008, 7, 9), result="慰问38户，支出19000元")
    with pytest.raises(Refused):
        actions.finish(one, by=cast.mill_clerk, on=date(2008, 7, 9), result="再办一次")
    assert number("meetings.carried_out_rate", cast.mill) == number("meetings.in_time_rate", cast.mill) == 100
    assert number("meetings.open_resolutions", cast.mill) == 0
    with pytest.raises(Refused):
        actions.void(year.held, by=cast.mill_clerk, why="录错了")
    actions.void(one, by=cast.mill_clerk, why="录错了")
    actions.void(year.held, by=cast.mill_clerk, why="录错了")
    assert number("RB-08:场次", cast.federation) == number("meetings.resolutions", cast.mill) == 0


def test_what_counts_already_is_not_counted_twice(rules, cast):
    worklog.record(cast.mill, by=SYSTEM, confirmed=True, on=DAY, kind="RB-08", matter="委员会会议", sessions=1)
    one = call(cast)
    with pytest.raises(Refused, match="委员会会议"):
        actions.hold(one, by=cast.mill_clerk, on=DAY, present=[one.called.first().pk])
    actions.hold(one, by=cast.mill_clerk, on=DAY, present=[one.called.first().pk], confirmed=True)
    assert number("RB-08:场次", cast.mill) == 2


def test_a_session_of_a_smaller_body_of_the_congress_is_known(rules, cast):
    with act(SYSTEM, "work.repost", cast.mill):  # the congress counts it itself, as RB-08
        term = Congress(unit=cast.mill, number=8, since=DAY, until=date(2011, 5, 12), staff=180)
        term.save()
        Session(
            unit=cast.mill, congress=term, kind=Session.Kind.JOINT, number=1, opens_on=DAY, state=Session.State.CLOSED
        ).save()
    one = call(cast, kind="联席会议")
    assert ["联席会议" in title for title in queries.counted_elsewhere(one, DAY)] == [True]
    with pytest.raises(Refused):
        actions.hold(one, by=cast.mill_clerk, on=DAY, present=[one.called.first().pk])
    assert number("RB-08:场次", cast.mill) == 1


def test_who_has_not_met_in_time(year, cast):
    rows = {
        one.unit.pk: one
        for one in queries.regular(cast.town_chair, cast.town, Meeting.Kind.COMMITTEE, date(2008, 11, 12))
    }
    mill, town = rows[cast.mill.pk], rows[cast.town.pk]
    assert (mill.last, mill.by, mill.is_late(date(2008, 11, 12))) == (DAY, date(2008, 11, 12), False)
    assert mill.is_late(date(2008, 11, 13)) and town.is_late(DAY) and town.last is None
    titles = [due.title for due in queries.due_items(cast.mill_clerk, cast.mill, date(2009, 1, 5))]
    assert any("委员会会议" in title for title in titles)
    assert queries.regular(cast.town_chair, cast.town, Meeting.Kind.GROUP, DAY) == []


def test_each_refusal_and_each_right(rules, cast):
    with pytest.raises(Refused):
        actions.call(cast.mill, by=cast.port_chair, called_on=DAY, on=DAY, kind="其他", agenda=["x"])
    with pytest.raises(Refused):
        actions.call(
            cast.mill, by=cast.mill_clerk, called_on=DAY, on=DAY - timedelta(days=1), kind="其他", agenda=["x"]
        )
    with pytest.raises(Refused):
        actions.call(cast.mill, by=cast.mill_clerk, called_on=DAY, on=DAY, kind="其他", agenda=[])
    one = call(cast)
    with pytest.raises(Refused):
        call(cast)
    with pytest.raises(Refused):
        actions.minute(one, by=cast.mill_clerk, on=DAY)
    with pytest.raises(Refused):
        actions.hold(one, by=cast.mill_clerk, on=DAY, present=[])
    with pytest.raises(Refused):
        actions.hold(
            one, by=cast.mill_clerk, on=timezone.localdate() + timedelta(days=2), present=[one.called.first().pk]
        )
    actions.cancel(one, by=cast.mill_clerk, why="改期")
    with pytest.raises(Refused):
        actions.change(one, by=cast.mill_clerk, on=DAY, kind="其他", agenda=["x"])
    assert number("RB-08:场次", cast.mill) == 0


def test_a_workbook_of_meetings_comes_in_once_and_goes_out(rules, cast, as_, tmp_path):
    rows = [
        ["会议", "会议类别", "时间", "地点", "应到", "实到", "议题", "决议", "责任人", "完成时限"],
        [
            "第一次委员会会议",
            "",
            "2008.3.3",
            "会议室",
            9,
            8,
            "1.年度计划；2.经费预算",
            "通过计划；购买乐器",
            "柯经办",
            "2008-4-30",
        ],
        ["三月主席会", "主席会", "2008-03-20", "", 3, 3, "", "", "", ""],
        ["不成立的会", "其他", "2008-03-21", "", 3, 5, "", "", "", ""],
    ]
    batch = intake.take_in("meetings", workbook(*rows), by=cast.mill_clerk, unit=cast.mill, name="会议.xlsx")
    assert (batch.entering, batch.counts["rejected"]) == (2, 1)
    done = intake.run(batch, by=cast.mill_clerk)
    one = Meeting.objects.get(name="第一次委员会会议")
    assert (one.kind, one.agenda.count(), one.resolutions.count()) == ("委员会会议", 2, 2)
    assert [number(f"RB-08:{column}", cast.mill) for column in ("场次", "人次", "件数")] == [2, 11, 2]
    again = intake.take_in("meetings", workbook(*rows), by=cast.mill_clerk, unit=cast.mill, name="会议.xlsx")
    assert again.entering == 0
    answer = as_(cast.mill_clerk).get(reverse("meetings:meeting_export"))
    (tmp_path / "out.xlsx").write_bytes(answer.content)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert [len(list(sheet.rows)) for sheet in book] == [3, 3]
    intake.undo(done, by=cast.mill_clerk)
    assert number("RB-08:场次", cast.mill) == 0


def test_a_workbook_asks_before_a_meeting_counts_twice(rules, cast):
    worklog.record(
        cast.mill,
        by=SYSTEM,
        confirmed=True,
        on=date(2008, 3, 3),
        kind="RB-08",
        matter="委员会会议",
        sessions=1,
        person_times=8,
    )
    heads = ["会议", "会议类别", "时间", "应到", "实到", "另一次会议"]
    told = ["第一次委员会会议", "委员会会议", "2008-03-03", 9, 8, ""]
    asked = intake.take_in("meetings", workbook(heads, told), by=cast.mill_clerk, unit=cast.mill, name="会议.xlsx")
    assert (asked.entering, asked.counts["rejected"]) == (0, 1)
    assert "meetings_counted" in str(asked.open_findings()) and "委员会会议" in str(asked.open_findings())
    intake.run(asked, by=cast.mill_clerk)
    assert number("RB-08:场次", cast.mill) == 1
    other = [heads, [*told[:-1], "是"], ["第二次委员会会议", "委员会会议", "2008-03-04", 9, 8, ""]]
    intake.run(
        intake.take_in("meetings", workbook(*other), by=cast.mill_clerk, unit=cast.mill, name="会议二.xlsx"),
        by=cast.mill_clerk,
    )
    assert number("RB-08:场次", cast.mill) == 3


def test_the_papers_are_printed_from_the_record(year, as_, cast):
    clerk = as_(cast.mill_clerk)
    for page, said in (
        ("meeting_minutes", "赞成4、反对0、弃权0"),
        ("meeting_notice", "关于召开第二次委员会会议的通知"),
    ):
        answer = clerk.get(reverse(f"meetings:{page}", args=[year.held.pk]))
        text = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
        assert said in text
    assert clerk.get(reverse("meetings:meeting_minutes", args=[year.called.pk])).status_code == 404


def test_a_clerk_keeps_a_meeting_on_the_pages(rules, cast, as_):
    clerk = as_(cast.mill_clerk)
    factories.member(cast.mill, name="彭会计"), factories.member(cast.mill, name="彭会计")
    form = {
        "kind": "委员会会议",
        "called_on": "2008-05-05",
        "on": "2008-05-12",
        "agenda": "计划\n预算",
        "members": "甲\n乙、丙",
        "guests": "彭会计",
    }
    page = reverse("meetings:meeting_call")
    refused = clerk.post(page, form)
    assert refused.status_code == 422 and "彭会计 #" in refused.content.decode()
    assert clerk.post(page, {**form, "guests": "丁"}).status_code == 302
    one = Meeting.objects.get()
    assert clerk.get(reverse("meetings:meeting_change", args=[one.pk])).status_code == 200
    hold = reverse("meetings:meeting_hold", args=[one.pk])
    came = [each.pk for each in one.called.all()]
    assert clerk.post(hold, {"on": "2008-05-12", "present": came, "excused": came[:1]}).status_code == 422
    assert clerk.post(hold, {"on": "2008-05-12", "present": came[1:], "excused": came[:1]}).status_code == 302
    minute = {"on": "2008-05-13", "summary": "散会", f"said_{one.agenda.first().pk}": "通过"}
    assert clerk.post(reverse("meetings:meeting_minute", args=[one.pk]), minute).status_code == 302
    resolve = {"text": "按计划执行", "matter": "一般事项", "owner": "甲", "due_on": "2008-06-30"}
    assert clerk.post(reverse("meetings:resolution_enter", args=[one.pk]), resolve).status_code == 302
    said = clerk.get(one.get_absolute_url()).content.decode()
    assert "按计划执行" in said and "3 / 3" not in said and "2 / 3" in said and "散会" in said
    for page in ("meeting_list", "resolution_list", "regular_list", "resolution_export", "regular_export"):
        assert clerk.get(reverse(f"meetings:{page}"), {"late": "on", "q": "甲"}).status_code == 200
    assert as_(cast.port_chair).get(one.get_absolute_url()).status_code == 404
    auditor = as_(cast.auditor).post(hold, {"on": "2008-05-12", "present": came})
    assert auditor.status_code in (403, 422)
