"""A year of openness told through the public doors: a school with thirteen pairs of groups and 38 issues, and a private enterprise."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from taizhang.congress.tests import factories as congress
from taizhang.kernel import ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.members.tests import factories
from taizhang.openness import actions, papers
from taizhang.openness.models import Audience, Body, Book, Disclosure, Item, Opinion, Publication
from taizhang.openness.queries import public
from taizhang.organisation import actions as organisation
from taizhang.testing import open_affairs
from taizhang.testing.world import PIXEL

pytestmark = pytest.mark.django_db
YEAR = Period.year(2008)
AUTUMN = date(2007, 9, 3)
SUBJECTS = (
    "财务收支", "物资采购", "基建维修", "招生收费", "职称评聘", "评优评先", "干部选任", "考核奖惩", "福利待遇", "食堂管理", "安全工作",
    "教材校服", "资助帮扶",
)  # fmt: skip
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹"
ISSUES = 38
RECORDS = [
    f"openness.{name}"
    for name in ("body", "item", "disclosure", "opinion", "meeting", "wall", "sheet", "practice", "book")
]


def figure(code, unit, period=YEAR):
    return ledger.value(code, unit, period).number


def test_a_year_of_openness_at_a_school_and_in_an_enterprise(cast):
    rulebook.load()
    school = organisation.found(cast.town, by=SYSTEM, on=AUTUMN, code="F-T-S", name="河湾中学工会", kind="school_union")
    organisation.appoint(cast.stranger, school, "clerk", by=SYSTEM, on=AUTUMN)
    organisation.appoint(cast.auditor, school, "chair", by=SYSTEM, on=AUTUMN)
    clerk, chair = cast.stranger, cast.auditor

    groups = thirteen_pairs_of_groups(school, clerk)
    nobody_sits_on_both_sides(groups, clerk)
    the_catalogue_fills_the_due_list(school, groups, clerk, chair)
    thirty_eight_issues(school, clerk, chair)
    a_late_one_is_told_apart(school)
    an_objection_is_answered(school, clerk)
    ten_meetings(school, clerk)
    the_books_are_signed(school, clerk)
    a_private_enterprise_opens_its_affairs(cast)

    the_printed_figures_come_out(school, cast)
    assert list(ledger.differences(RECORDS)) == []
    assert not ActLog.objects.filter(code__startswith="openness.", unit=None).exists()


def thirteen_pairs_of_groups(school, clerk):
    """领导小组, 13 disclosure groups each with its own supervision group, five liaison officers."""
    on, groups = AUTUMN, []
    people = [f"{SURNAMES[at]}{sign}" for sign in "文武" for at in range(26)]
    actions.set_up(
        school, by=clerk, on=on, kind=Body.Kind.LEADING, name="校务公开领导小组", people=[("魏校长", "head")]
    )
    for at, subject in enumerate(SUBJECTS):
        group = actions.set_up(
            school, by=clerk, on=on, kind=Body.Kind.SPECIAL, name=f"{subject}公开小组", subject=subject,
            people=[(people[2 * at], "head"), (people[2 * at + 1], "member")],
        )  # fmt: skip
        watch = actions.set_up(
            school, by=clerk, on=on, kind=Body.Kind.SUPERVISION, name=f"{subject}监督小组", supervises=group,
            people=[(people[26 + at], "head")],
        )  # fmt: skip
        groups.append((group, watch))
    actions.set_up(
        school, by=clerk, on=on, kind=Body.Kind.LIAISON, name="校务公开联络员",
        people=[(f"联络{sign}", "officer") for sign in "甲乙丙丁戊"],
    )  # fmt: skip
    assert figure("openness.supervision_groups", school) == 13
    assert figure("openness.liaison_officers", school) == 5
    return groups


def nobody_sits_on_both_sides(groups, clerk):
    """The head of a disclosure group cannot join its supervision group, and may join another one's."""
    group, watch = groups[0]
    name = group.seats.first().name
    with pytest.raises(Refused, match=f"{name}在“{group.name}”"):
        actions.seat(watch, by=clerk, on=AUTUMN, people=[(name, "member")])
    actions.seat(groups[1][1], by=clerk, on=AUTUMN, people=[(name, "member")])


def the_catalogue_fills_the_due_list(school, groups, clerk, chair):
    """The start catalogue of a school, the items given to their groups; months, quarters and half-years fall due by themselves."""
    items = actions.take_catalogue(school, by=clerk, on=date(2008, 1, 1), which="school", body=groups[0][0])
    assert len(items) == 31
    canteen = Item.objects.get(unit=school, name="每月食堂收支")
    assert actions.entrust(school, by=clerk, items=[canteen], body=groups[9][0]) == 1
    actions.fill_due(date(2008, 12, 31))
    actions.fill_due(date(2008, 12, 31))  # once more: nothing new
    assert Disclosure.objects.filter(item=canteen).count() == 11  # December ends tomorrow
    assert Disclosure.objects.filter(item=canteen, period_code="2008-03").get().due_on == date(2008, 4, 15)
    idle = Disclosure.objects.filter(unit=school, item__name="家长意见和投诉的处理").first()
    actions.waive(idle, by=chair, on=date(2008, 4, 10), why="本季度没有收到意见")


def checked(disclosure, clerk, chair, on):
    """Drafted by the clerk, checked by a member of the supervision group, entered by the chair."""
    actions.submit(disclosure, by=clerk, on=on)
    disclosure.refresh_from_db()
    with pytest.raises(Refused, match="您起草"):
        seat = disclosure.item.body.supervisors.get().seats.first()
        actions.approve(disclosure, by=clerk, on=on, seat=seat)
    actions.approve(disclosure, by=chair, on=on, seat=seat)


def thirty_eight_issues(school, clerk, chair):
    """38 of what fell due are posted in the year, in the order of their days; each has its number."""
    members.admit(school, by=SYSTEM, on=AUTUMN, name="田小满", phone="13900000001")
    due = list(
        Disclosure.objects.filter(unit=school, state="due", due_on__lt=date(2009, 1, 1)).order_by("due_on", "id")
    )
    for at, one in enumerate(due[:ISSUES]):
        on = one.due_on if at else one.due_on + timedelta(days=3)  # the first one is late
        text = f"{one.name}。经办田小满,电话13900000001,身份证号110105194912310021。"
        assert actions.draft(one, by=clerk, name=one.name, text=text, table="") == 2
        checked(one, clerk, chair, on)
        actions.post(one, by=clerk, on=on, channels=one.item.channels)
    assert Disclosure.objects.filter(unit=school, year=2008).count() == ISSUES
    assert figure("openness.posted", school) == figure("OP-02:件数", school) == figure("OP-02:数量", school) == ISSUES
    a_stranger_reads_masked_text_only(school)


def a_stranger_reads_masked_text_only(school):
    """What is for everybody is on a page without a number and without a full name; what is for the staff is nowhere."""
    stranger = Client()
    public = Disclosure.objects.filter(unit=school, audience=Audience.PUBLIC).exclude(address="")
    inside = Disclosure.objects.filter(unit=school, audience=Audience.MEMBERS).exclude(address="")
    lasting = public.filter(item__lasting=True)
    assert lasting.exists()
    for one in public.filter(item__lasting=False):  # aid to persons has come down by now, and says so without a name
        gone = stranger.get(f"/public/{one.address}/")
        assert gone.status_code == 410 and "已撤下" in gone.content.decode() and "田" not in gone.content.decode()
    for one in lasting:
        words = stranger.get(f"/public/{one.address}/").content.decode()
        assert one.issue in words and "139****0001" in words and "1101**********0021" in words
        assert "13900000001" not in words and "田小满" not in words and "田*满" in words
    for one in inside:
        assert stranger.get(f"/public/{one.address}/").status_code == 404
    listed = stranger.get("/public/units/F-T-S/").content.decode()
    assert "每月食堂收支" in listed and "绩效工资" not in listed


def a_late_one_is_told_apart(school):
    """One was posted after its day: the rate has its numerator and its base."""
    rate = ledger.value("openness.on_time_rate", school, YEAR)
    assert figure("openness.late", school) == 1
    assert rate.numerator == ISSUES - 1
    assert rate.denominator == figure("openness.due_items", school) == ISSUES + figure("openness.overdue", school)


def an_objection_is_answered(school, clerk):
    """A stranger asks on the page, the union answers in time, and question and answer stand with the item, names masked."""
    canteen = Disclosure.objects.filter(item__name="每月食堂收支", state="posted").order_by("posted_on").first()
    asked = actions.ask_from_page(
        canteen, on=canteen.posted_on, kind=Opinion.Kind.OBJECTION, said="肉价与采购单不符,请田小满说明,我的电话13911112222",
        by_whom="莫家长", contact="13911112222",
    )  # fmt: skip
    assert "13911112222" not in asked.words and str(asked.by_whom) == "莫**"[:1] + "*长"
    actions.answer(
        asked,
        by=clerk,
        on=asked.due_on,
        outcome=Opinion.Outcome.EXPLAINED,
        answer="已核对单据,田小满已说明运费计入单价。",
    )
    words = Client().get(f"/public/{canteen.address}/").content.decode()
    assert "运费计入单价" in words and "田小满" not in words and "莫家长" not in words and "13911112222" not in words
    assert (figure("openness.objections", school), figure("openness.objections_answered", school)) == (1, 1)
    assert actions.close_ended(date(2009, 3, 31)) == ISSUES


def ten_meetings(school, clerk):
    """Ten openness meetings with their topics; a question waits for its answer before the meeting is followed up."""
    for month in range(1, 11):
        on = date(2008, month, 20)
        meeting = actions.plan_meeting(
            school,
            by=clerk,
            on=on,
            name="校务公开会",
            matters=[("finance", "经费使用", "总务处"), ("major", "工作计划", "校长")],
        )
        actions.hold_meeting(meeting, by=clerk, on=on, attended=30 + month)
        actions.minute_meeting(meeting, by=clerk, minutes="会议通报了经费使用情况。")
        if month == 1:
            question = actions.take_question(meeting, by=clerk, said="体检费从哪里列支?")
            with pytest.raises(Refused, match="1个提问"):
                actions.finish_meeting(meeting, by=clerk)
            actions.answer_question(question, by=clerk, on=date(2008, 1, 25), answer="从福利费列支。")
        actions.finish_meeting(meeting, by=clerk)
    assert (figure("OP-04:场次", school), figure("OP-04:件数", school)) == (10, 20)


def the_books_are_signed(school, clerk):
    """The record book of the year is shown to the delegates and signed: items level by level."""
    book = actions.prepare_book(
        school, by=clerk, on=date(2008, 12, 31), kind="record", first=date(2008, 1, 1), last=date(2008, 12, 31)
    )
    actions.show_book(book, by=clerk, on=date(2008, 12, 31), to="全体教代会代表")
    actions.sign_book(book, by=clerk, on=date(2008, 12, 31), name="教代会代表冯文")
    assert figure("OP-03:件数", school) == ISSUES == len(book.lines)


def a_private_enterprise_opens_its_affairs(cast):
    """The mill introduces openness, publishes of all three classes, and is checked; a wall stands at its building site."""
    chair, mill = cast.mill_chair, cast.mill
    practice = actions.introduce(mill, by=chair, on=date(2008, 2, 1), staff=180)
    for month, kind in ((3, "major"), (5, "production"), (9, "staff")):
        actions.note_publication(
            practice,
            by=chair,
            on=date(2008, month, 15),
            kind=Publication.Kind(kind),
            what="公布有关情况",
            channel="board",
        )
    actions.check_firm(practice, by=cast.town_chair, on=date(2008, 10, 8), finding="按时公开,内容齐全")
    wall = actions.put_up_wall(mill, by=chair, on=date(2008, 4, 1), name="二期厂房项目部")
    for at, subject in enumerate(("events", "production", "safety", "wages", "canteen"), start=1):
        sheet = actions.put_up(wall, by=chair, on=date(2008, 4, at), subject=subject, about="四月情况")
    actions.check_sheet(sheet, by=chair, on=date(2008, 4, 20), checked_by="巡视组", asked=40, satisfied=38)


def the_printed_figures_come_out(school, cast):
    """The town above counts the school's issues, the mill's wall once, and the mill among the enterprises that practise openness."""
    assert figure("openness.posted", cast.town) == ISSUES
    assert (figure("OP-05:家数", cast.town), figure("openness.sites_posting", cast.town)) == (1, 1)
    assert figure("OP-05:件数", cast.town) == 5
    assert figure("openness.site_satisfaction", cast.mill) == 95
    assert (figure("OP-07:家数", cast.town), figure("openness.firms_practising", cast.town)) == (1, 1)
    assert figure("openness.employer_publications", cast.mill) == 3
    assert figure("OP-01:数量", school) == 0  # set up in the autumn before
    assert figure("OP-01:数量", school, Period.year(2007)) == 27
    by_channel = sum(figure(f"openness.by_channel.{one}", school) for one in ("page", "board", "congress", "document"))
    assert by_channel >= ISSUES


@pytest.mark.parametrize(
    ("kind", "openness", "meeting"),
    [
        ("school_union", "校务公开", "教代会"), ("hospital_union", "院务公开", "职代会"), ("bank_union", "行务公开", "职代会"),
        ("company_union", "厂务公开", "职代会"), ("village_union", "村务公开", "职代会"),
    ],
)  # fmt: skip
def test_each_kind_of_unit_speaks_its_own_words(cast, as_, kind, openness, meeting):
    unit = organisation.found(cast.town, by=SYSTEM, on=AUTUMN, code="F-T-K", name="清泉单位工会", kind=kind)
    organisation.appoint(cast.stranger, unit, "clerk", by=SYSTEM, on=AUTUMN)
    client = as_(cast.stranger)
    assert f">{openness}" in client.get(reverse("openness:home")).content.decode()
    assert f">{meeting}" in client.get(reverse("congress:congress_list")).content.decode()
    first, last = date(2008, 1, 1), date(2008, 6, 30)
    book = Book(unit=unit, kind="board", first=first, last=last, lines=[], per_level={})
    assert papers.book(book).title == f"清泉单位工会{openness}栏"


def test_what_is_for_delegates_is_read_by_delegates_alone(cast):
    """The delegates of the congress read it on their own page and may ask; other members and strangers never learn of it."""
    rulebook.load()
    world = open_affairs.build(cast, factories.member(cast.mill, name="田小满").person, PIXEL)
    today = timezone.localdate()
    one = actions.begin(world.wages, by=SYSTEM, on=today, name="工资总额预算")
    Disclosure._base_manager.filter(pk=one.pk).update(audience=Audience.DELEGATES)
    one.refresh_from_db()
    actions.draft(one, by=SYSTEM, name=one.name, text="预算总额一千二百万元。")
    actions.submit(one, by=SYSTEM, on=today)
    actions.approve(one, by=SYSTEM, on=today, seat=world.seat)
    one = actions.post(one, by=SYSTEM, on=today, channels=["page"])
    sitting, other = (factories.member(cast.mill, name=name) for name in ("代田", "员郑"))
    held = congress.congress(cast.mill)
    congress.delegates(held, 1, person=sitting.person)
    congress.session(held, called=False)
    door = reverse("openness:own_disclosure", args=[one.address])
    assert public.is_delegate(sitting.person_id, cast.mill) and not public.is_delegate(other.person_id, cast.mill)
    assert "一千二百万" in visiting(sitting, cast.mill_clerk).get(door).content.decode()
    assert "工资总额预算" in visiting(sitting, cast.mill_clerk).get(reverse("openness:own_list")).content.decode()
    assert visiting(other, cast.mill_clerk).get(door).status_code == 404
    assert "工资总额预算" not in visiting(other, cast.mill_clerk).get(reverse("openness:own_list")).content.decode()
    assert Client().get(reverse("openness:public_disclosure", args=[one.address])).status_code == 404


def visiting(membership, clerk):
    """A browser of a member who came in by the one-time link."""
    client = Client(headers={"accept-language": "zh-hans"})
    token = members.issue_link(membership, by=clerk, why="本人查阅")
    client.post(reverse("members:own_open", args=[membership.pk, token]))
    return client
