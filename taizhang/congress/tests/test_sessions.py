"""Sessions through the public doors: workbooks, the code at the door, a ballot, the papers, what is due, the pages."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from taizhang.ballots import actions as ballots
from taizhang.ballots import queries as ballot_queries
from taizhang.ballots.models import Candidate
from taizhang.congress import actions, papers, queries
from taizhang.congress.models import AgendaItem, Attendance, Congress, Delegate, Session
from taizhang.congress.queries import own, session_dues
from taizhang.congress.tests import factories as make
from taizhang.intake import actions as intake
from taizhang.intake.tests.factories import workbook
from taizhang.kernel import evidence, ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as register
from taizhang.members.tests import factories as members
from taizhang.testing.world import PIXEL

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def rules(db):
    rulebook.load()


def words_of(content):
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


def test_a_messy_list_of_delegates_enters_whom_it_can(cast):
    congress = make.congress(cast.mill, seats=3)
    known = members.member(cast.mill, name="田小满")
    rows = [
        ["第八届职工代表大会代表名册"],
        ["序号", "代表姓名", "性别", "代表团", "岗位性质", "应到人数", "参加人数", "得票数"],
        [1, "田小满", "", "第一选区", "一线", 600, 500, 400],
        [2, "外来客", "男", "第一选区", "中层干部", "", "", ""],
        [3, "票不足", "男", "第一选区", "一线", 600, 500, 300],
        [4, "没选区", "女", "第九选区", "一线", "", "", ""],
        [5, "田 小满", "女", "第一选区", "一线", "", "", ""],
        [6, "第三人", "女", "第一选区", "教师", "", "", ""],
        [7, "第四人", "女", "第一选区", "一线", "", "", ""],
    ]
    sheet = workbook(("代表", rows))
    batch = intake.take_in("delegates", sheet, by=cast.mill_clerk, unit=cast.mill, name="代表.xlsx")
    assert (batch.entering, batch.counts["rejected"]) == (3, 4)
    done = intake.run(batch, by=cast.mill_clerk)
    entered = {one.name: one for one in congress.delegates.all()}
    assert set(entered) == {"田小满", "外来客", "第三人"}
    assert entered["田小满"].person == known.person and entered["外来客"].person is None
    assert entered["外来客"].post == Delegate.Post.MANAGER
    assert len({one.badge for one in entered.values()}) == 3
    assert own.told(known.person)[0].rows[0][1] == "第一选区"
    again = intake.take_in("delegates", sheet, by=cast.mill_clerk, unit=cast.mill, name="代表.xlsx")
    assert again.entering == 0
    intake.undo(done, by=cast.mill_clerk)
    assert not congress.delegates.filter(voided_at=None).exists()
    assert not list(ledger.differences())


def test_the_list_from_the_table_at_the_door_is_imported(cast):
    congress = make.seated(cast.mill, delegates_number=5, seats=5)
    session = make.session(congress)
    first, second, third = list(queries.sessions.due(session))[:3]
    rows = [
        ["姓名", "是否到会", "请假原因"],
        [first.name, "是", ""],
        [second.name, "请假", "出差"],
        ["查无此人", "是", ""],
        [third.name, "", ""],
    ]
    batch = intake.take_in(
        "congress_attendance", workbook(("签到", rows)), by=cast.mill_clerk, unit=cast.mill, name="签到.xlsx"
    )
    intake.run(batch, by=cast.mill_clerk)
    quorum = queries.sessions.quorum(session, DAY)
    assert (quorum.due, quorum.present, quorum.excused, quorum.needed) == (5, 1, 1, 4)


def test_the_code_at_the_door_lets_in_whom_the_card_names_once(cast, as_):
    congress = make.seated(cast.mill, delegates_number=5, seats=5)
    session = make.session(congress, opens_on=date.today())
    one = queries.sessions.due(session)[0]
    code = actions.attendance.door_code(session)
    address = reverse("congress:door_open", args=[session.pk, code])
    phone = as_()  # nobody is signed in
    assert phone.get(address).status_code == 200
    wrong = phone.post(address, {"name": one.name, "badge": "000000"})
    assert wrong.status_code == 422 and not Attendance.objects.exists()
    assert "签到成功" in phone.post(address, {"name": one.name, "badge": one.badge}).content.decode()
    again = phone.post(address, {"name": one.name, "badge": one.badge})
    assert "此前已经签到" in again.content.decode() and Attendance.objects.get().how == "code"
    assert ActLog.objects.filter(code="congress.come_in").count() == 2
    for _ in range(8):
        phone.post(address, {"name": one.name, "badge": "000000"})
    assert "次数过多" in phone.post(address, {"name": one.name, "badge": one.badge}).content.decode()


def test_a_code_is_worthless_elsewhere_and_after_a_while(cast, monkeypatch, as_):
    congress = make.seated(cast.mill, delegates_number=5, seats=5)
    session, other = make.session(congress), make.session(congress, opens_on=date(2026, 4, 20))
    code = actions.attendance.door_code(session)
    with pytest.raises(Refused):
        actions.attendance.read_door_code(other, code)
    assert as_().get(reverse("congress:door_open", args=[session.pk, "forged:code"])).status_code == 410
    later = signing.time.time() + 120
    monkeypatch.setattr(signing.time, "time", lambda: later)
    with pytest.raises(Refused, match="过期"):
        actions.attendance.read_door_code(session, code)
    actions.attendance.read_door_code(session, code, within=timedelta(minutes=10))


def test_a_secret_matter_is_put_to_a_ballot_with_the_due_as_electorate(cast):
    congress = make.seated(cast.mill, delegates_number=6, seats=6)
    session = make.opened(congress, present=5, opens_on=date.today())
    item = session.items.get()
    vote = actions.votes.take_vote(item, by=SYSTEM, on=date.today(), how="ballot")
    ballot = queries.votes.of(item)[0][1]
    assert ballot.is_secret and ballot_queries.electorate(ballot).count() == 6
    with pytest.raises(Refused):
        actions.votes.take_over(vote, by=SYSTEM, on=date.today())  # not counted yet
    ballots.freeze(ballot, by=SYSTEM, at=ballot.opens_at)
    for number, voter in enumerate(list(ballot_queries.electorate(ballot))[:5]):
        click = ballot_queries.fresh_click(voter)
        ballots.cast(
            voter,
            answers={"1": "for" if number < 4 else "against"},
            token=click,
            at=ballot.opens_at + timedelta(minutes=1),
        )
    ballots.close(ballot, by=SYSTEM, at=ballot.opens_at + timedelta(minutes=5), why="全部投票完毕")
    ballot.refresh_from_db()
    if not ballot.has_result:
        ballots.count(ballot, by=SYSTEM, at=ballot.opens_at + timedelta(minutes=6))
    actions.votes.take_over(vote, by=SYSTEM, on=date.today())
    vote.refresh_from_db()
    assert (vote.in_favour, vote.against, vote.passed) == (4, 1, True)
    assert AgendaItem.objects.get(pk=item.pk).outcome == "passed"


def test_those_whom_a_ballot_elected_become_delegates(cast):
    congress = make.congress(cast.mill, seats=3, staff=120, women=None)
    known = members.member(cast.mill, name="田小满").person
    now = timezone.now()
    ballot = ballots.draft(
        cast.mill, by=SYSTEM, on=DAY, title="代表选举", kind="secret", opens_at=now, closes_at=now + timedelta(hours=1)
    )
    candidates = [{"name": "田小满", "subject": known.subject}, {"name": "外来客"}, {"name": "落选人"}]
    ballots.add_question(
        ballot,
        by=SYSTEM,
        on=DAY,
        kind="choice",
        text="选举代表",
        candidates=candidates,
        seats=2,
        pass_rule="congress.pass",
    )
    ballots.enrol(ballot, by=SYSTEM, voters=[{"name": f"选民{n}"} for n in range(4)])
    with pytest.raises(Refused):
        actions.delegates.take_over_elected(congress, by=cast.mill_chair, on=DAY, ballot=ballot)
    ballots.freeze(ballot, by=SYSTEM, at=now)
    numbers = dict(Candidate.objects.filter(question__ballot=ballot).values_list("name", "number"))
    for voter in ballot_queries.electorate(ballot):
        answers = {"1": {"for": [numbers["田小满"], numbers["外来客"]]}}
        ballots.cast(voter, answers=answers, token=ballot_queries.fresh_click(voter), at=now + timedelta(minutes=1))
    ballots.close(ballot, by=SYSTEM, at=now + timedelta(minutes=5), why="全部投票完毕")
    ballot.refresh_from_db()
    if not ballot.has_result:
        ballots.count(ballot, by=SYSTEM, at=now + timedelta(minutes=6))
    room = congress.constituencies.get()
    made = actions.delegates.take_over_elected(congress, by=cast.mill_chair, on=DAY, ballot=ballot, constituency=room)
    assert {one.name: (one.person, one.in_favour, one.entitled, one.ballot_id) for one in made} == {
        "田小满": (known, 4, 4, ballot.pk), "外来客": (None, 4, 4, ballot.pk),
    }  # fmt: skip
    with pytest.raises(Refused):
        actions.delegates.take_over_elected(congress, by=cast.mill_chair, on=DAY, ballot=ballot, constituency=room)


def test_the_papers_of_a_session_say_the_results(cast):
    congress = make.seated(cast.mill, delegates_number=12, seats=12, staff=120, women=40)
    session = make.opened(congress, present=10)
    assert [code for code, _name in papers.kinds(session)][-2:] == ["minutes", "all"]
    item = session.items.get()
    vote = actions.votes.take_vote(item, by=SYSTEM, on=DAY, how="paper")
    actions.votes.count_vote(
        vote,
        by=SYSTEM,
        on=DAY,
        issued=10,
        returned=10,
        in_favour=8,
        against=1,
        abstained=0,
        invalid=1,
        tellers="甲、乙",
    )
    actions.sessions.close_session(session, by=SYSTEM, on=DAY, proceedings="工会主席主持会议。")
    resolution = words_of(papers.write(session, "resolution")[1])
    assert "会议通过《集体合同（草案）》。赞成8票，反对1票，弃权0票。" in resolution
    minutes = words_of(papers.write(session, "minutes")[1])
    assert "发出表决票10张，收回10张，其中有效票9张、无效票1张" in minutes and "占全体代表的66.7%" in minutes
    assert "核实" not in words_of(papers.write(session, "votes")[1])  # advice to the clerk is no part of a formal paper
    up = words_of(papers.write(session, "report_up")[1])
    assert "河湾镇联合工会" in up and "赞成8票" in up and "特此报告" in up and "到会率83.3%" in up
    name, everything = papers.write(session, "all")
    assert name.endswith("全套材料") and "不符合" in words_of(everything)  # 12 delegates where 30 are needed


def test_a_delegate_reads_the_papers_and_speaks_behind_the_own_link(cast, as_):
    sitting, other = (members.member(cast.mill, name=name) for name in ("代田", "员郑"))
    congress = make.seated(cast.mill, delegates_number=12, seats=14, staff=120, women=40)
    make.delegates(congress, 1, person=sitting.person)
    session = make.session(congress)
    actions.sessions.add_paper(session, by=SYSTEM, name="集体合同（草案）全文")
    picture = SimpleUploadedFile("草案.png", PIXEL + b"\x09", content_type="image/png")
    actions.sessions.file_paper(session, by=cast.mill_chair, file=picture, kind="会议材料")
    door = reverse("congress:own_session", args=[session.pk])

    def visiting(membership):
        client = as_()
        token = register.issue_link(membership, by=cast.mill_clerk, why="本人查阅")
        client.post(reverse("members:own_open", args=[membership.pk, token]))
        return client

    delegate = visiting(sitting)
    assert door in delegate.get(reverse("members:own_page")).content.decode()
    page = delegate.get(door).content.decode()
    assert "集体合同（草案）全文" in page and "草案.png" in page
    kept = evidence.of(session).get()
    assert delegate.get(reverse("congress:own_file", args=[session.pk, kept.pk])).status_code == 200
    assert delegate.get(reverse("congress:own_paper", args=[session.pk, "agenda"])).status_code == 200
    assert delegate.get(reverse("congress:own_paper", args=[session.pk, "minutes"])).status_code == 404
    item = session.items.get()
    assert delegate.post(door, {"item": item.pk, "words": "夜班补贴应写进合同"}).status_code == 302
    assert "夜班补贴应写进合同" in delegate.get(door).content.decode()
    [said] = queries.sessions.opinions(item)
    assert said.group == congress.constituencies.get() and "夜班" in said.words
    assert visiting(other).get(door).status_code == 404
    assert as_(cast.mill_clerk).get(door).status_code == 404


def test_what_is_due_comes_and_goes(cast):
    congress = make.seated(cast.mill, delegates_number=12, seats=14, staff=120, women=40)

    def titles(today, who=cast.mill_chair):
        return [one.title for one in session_dues.items(who, cast.mill, today)]

    assert any("出缺" in title for title in titles(DAY))
    assert any("尚未开会" in title for title in titles(date(2026, 10, 1)))
    assert titles(DAY, cast.auditor) == []
    session = make.session(congress, called=False)
    assert any("通知召开" in title for title in titles(date(2026, 3, 2)))
    actions.sessions.add_paper(session, by=SYSTEM, name="草案")
    actions.sessions.call(session, by=SYSTEM, on=date(2026, 3, 5))
    assert any("材料" in title for title in titles(date(2026, 3, 6)))
    everybody = list(queries.sessions.due(session))
    actions.attendance.attend(session, by=SYSTEM, on=DAY, delegates=everybody)
    actions.sessions.open_session(session, by=SYSTEM, on=DAY)
    actions.sessions.hear(session.items.get(), by=SYSTEM, on=DAY, outcome="deferred")
    actions.sessions.close_session(session, by=SYSTEM, on=DAY)
    overdue = [
        one for one in session_dues.items(cast.mill_chair, cast.mill, date(2026, 4, 1)) if "报告上级" in one.title
    ]
    assert overdue[0].by == date(2026, 3, 31) and overdue[0].tone == "red"
    actions.sessions.report(session, by=SYSTEM, on=date(2026, 4, 1))
    assert not any("报告上级" in title for title in titles(date(2026, 4, 2)))
    assert any("届满" in title for title in titles(date(2029, 9, 1)))
    assert not any("届满" in title for title in titles(date(2029, 8, 1)))


def test_between_sessions_a_smaller_body_acts_and_the_next_session_confirms(cast):
    congress = make.seated(cast.mill, delegates_number=12, seats=12, staff=120, women=40)
    meeting = actions.sessions.plan_session(congress, by=SYSTEM, on=DAY, opens_on=DAY, kind=Session.Kind.JOINT)
    actions.sessions.add_item(meeting, by=SYSTEM, name="高温补贴", power=AgendaItem.Power.ADVISE)
    heads = list(queries.congresses.serving(congress)[:3])
    actions.sessions.seat_presidium(meeting, by=SYSTEM, delegates=heads)
    actions.sessions.call(meeting, by=SYSTEM, on=DAY)
    actions.attendance.attend(meeting, by=SYSTEM, on=DAY, delegates=heads[:2])
    actions.sessions.open_session(meeting, by=SYSTEM, on=DAY)
    assert (meeting.due, meeting.present) == (3, 2)
    actions.sessions.hear(meeting.items.get(), by=SYSTEM, on=DAY)
    actions.sessions.close_session(meeting, by=SYSTEM, on=DAY)
    assert list(queries.sessions.unconfirmed(congress)) == [meeting]
    session = make.session(congress, opens_on=date(2026, 5, 1))
    actions.sessions.confirm(meeting, by=SYSTEM, on=date(2026, 5, 1), session=session)
    assert not queries.sessions.unconfirmed(congress).exists()


def test_an_extraordinary_session_takes_a_third_where_the_law_says_so(cast):
    rulebook.override(
        rulebook.PLACE, unit=cast.federation, since=date(2020, 1, 1), source="石门县总工会", value="上海市"
    )
    congress = make.seated(cast.mill, delegates_number=12, seats=12, staff=120, women=40)
    extra = {"by": SYSTEM, "on": DAY, "opens_on": DAY, "kind": Session.Kind.EXTRAORDINARY}
    with pytest.raises(Refused, match="1/3"):
        actions.sessions.plan_session(congress, demanded_by=3, **extra)
    assert actions.sessions.plan_session(congress, demanded_by=4, **extra).short == "第八届第一次临时会议"


def test_everybody_is_entered_once_for_a_general_meeting(cast):
    congress = make.congress(cast.mill, staff=40, women=None, seats=0, form=Congress.Form.EVERYBODY)
    for name in ("甲一", "乙二"):
        members.member(cast.mill, name=name)
    assert actions.delegates.call_everybody(congress, by=cast.mill_clerk, on=DAY) == 2
    members.member(cast.mill, name="丙三")
    assert actions.delegates.call_everybody(congress, by=cast.mill_clerk, on=DAY) == 1
    assert (
        ledger.value("congress.serving", cast.mill, Period.year(2026)).number == 0
    )  # nobody is a delegate where everybody meets


def test_a_refusal_leaves_nothing_behind(cast):
    congress = make.congress(cast.mill)
    with pytest.raises(Refused):
        actions.delegates.elect(
            congress, by=cast.mill_clerk, on=DAY, name="票不足", entitled=100, took_part=60, in_favour=60
        )
    assert not Delegate.objects.exists() and not ActLog.objects.filter(code="congress.elect").exists()
    with pytest.raises(Refused):
        actions.congresses.install(congress, by=cast.mill_clerk, on=DAY)  # the chair's right


def test_the_clerk_walks_from_the_term_to_the_attendance_list(cast, as_):
    browser = as_(cast.mill_chair)
    start = browser.post(
        reverse("congress:congress_start"),
        {
            "kind": "职工代表大会",
            "number": 8,
            "form": "delegates",
            "since": "2026-01-01",
            "until": "2029-01-01",
            "staff": 120,
            "on": "2026-01-01",
        },
    )
    congress = Congress.objects.get()
    assert start.status_code == 302 and "30人" in browser.get(congress.get_absolute_url()).content.decode()
    browser.post(reverse("congress:congress_lay_out", args=[congress.pk]), {"rows": "一车间 80 2\n二车间 40 1"})
    known = members.member(cast.mill, name="田小满")
    elect = reverse("congress:delegate_elect", args=[congress.pk])
    base = {
        "constituency": congress.constituencies.first().pk,
        "on": "2026-01-02",
        "how": "meeting",
        "standing_as": "正式代表",
        "post": "一线职工",
    }
    assert browser.post(elect, {**base, "name": "田小满"}).status_code == 302
    assert browser.post(elect, {**base, "name": "田小满"}).status_code == 422  # already a delegate
    assert browser.post(elect, {**base, "name": "外来客"}).status_code == 302
    assert browser.post(elect, {**base, "name": "第三人"}).status_code == 422  # no seat left
    assert Delegate.objects.filter(person=known.person).count() == 1
    browser.post(reverse("congress:congress_install", args=[congress.pk]), {"on": "2026-01-03"})
    browser.post(
        reverse("congress:session_plan", args=[congress.pk]),
        {"kind": "例会", "opens_on": "2026-03-20", "on": "2026-02-01"},
    )
    session = Session.objects.get()
    browser.post(
        reverse("congress:item_add", args=[session.pk]),
        {"name": "工资方案", "power": "审议通过", "matter": "工资福利方案"},
    )
    browser.post(reverse("congress:session_call", args=[session.pk]), {"on": "2026-03-05"})
    keys = list(Delegate.objects.values_list("pk", flat=True))
    browser.post(reverse("congress:attendance_note", args=[session.pk]), {"delegate": keys})
    browser.post(reverse("congress:session_open", args=[session.pk]), {"on": "2026-03-20"})
    session.refresh_from_db()
    assert (session.state, session.present) == ("open", 2)
    book = browser.get(reverse("congress:attendance_export", args=[session.pk]))
    assert book.status_code == 200 and len(book.content) > 4000
