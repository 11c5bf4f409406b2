"""A small world around the cast: one of everything that pages show, all of it the mill's, made through the acts."""

import io
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taizhang.aid import actions as aid
from taizhang.api import actions as api
from taizhang.factcheck import actions as factcheck
from taizhang.factcheck.models import LearnedLink
from taizhang.factcheck.tests import factories as told
from taizhang.intake import actions as intake
from taizhang.kernel import approvals, deputies, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.members import actions as members
from taizhang.organisation import actions as organisation
from taizhang.reports import actions as reports
from taizhang.testing import (
    care,
    commendation,
    committees,
    congress,
    filing,
    following,
    founding,
    meeting,
    mutual,
    open_affairs,
    proposals,
    quality,
    register,
    retirees,
    statistics,
    votes,
)
from taizhang.testing import surveys as questioned
from taizhang.testing.cast import Cast
from taizhang.worklog import actions as worklog

JOINED = date(2007, 3, 1)
WORKED = date(2008, 4, 28)
YEAR = Period.year(2008)
# The smallest picture there is: one white pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffffff7f0009fb03fd05434"
    "5ca0000000049454e44ae426082"
)


@dataclass
class World:
    """The cast and what the mill has on file."""

    cast: Cast
    membership: object = None
    member_link: str = ""
    another: object = None
    register: object = None
    retirees: object = None
    statistics: object = None
    quality: object = None
    meetings: object = None
    honours: object = None
    archives: object = None
    entry: object = None
    voided: object = None
    evidence: object = None
    batch: object = None
    imported: object = None
    care: object = None
    mutual: object = None
    proposals: object = None
    congress: object = None
    following: object = None
    votes: object = None
    household: object = None
    paper: object = None
    asked: object = None
    link: str = ""
    station: object = None
    owed: object = None
    finding: object = None
    fund: object = None
    programme: object = None
    paid: object = None
    application: object = None
    application_paper: object = None
    by_laws: object = None
    account: object = None
    run: object = None
    notice: object = None
    objection: object = None
    sample: object = None
    duty: object = None
    absence: object = None
    pair: object = None
    report: object = None
    frozen: object = None
    check: object = None
    acceptance: object = None
    meaning: object = None
    surveys: object = None
    openness: object = None
    founding: object = None
    committees: object = None
    split: object = None
    decree: object = None
    token: object = None


def build(cast):
    """Two members, a lecture with a photograph, an import, a report: all of them of the mill."""
    world = World(cast)
    world.membership = members.admit(
        cast.mill,
        by=SYSTEM,
        on=JOINED,
        name="田小满",
        sex="女",
        birth_on=date(1980, 5, 20),
        phone="13900000001",
        group="一车间",
    )
    world.member_link = members.issue_link(world.membership, by=cast.mill_clerk, why="本人查阅")
    world.another = members.admit(cast.mill, by=SYSTEM, on=JOINED, name="郑大寒", sex="男", birth_on=date(1975, 1, 20))
    world.entry = worklog.record(
        cast.mill,
        by=SYSTEM,
        confirmed=True,
        on=WORKED,
        kind="AW-16",
        matter="困难职工到爱心超市领取物资",
        persons=12,
        person_times=30,
    )
    photograph = SimpleUploadedFile("现场.png", PIXEL, content_type="image/png")
    world.evidence = worklog.attach(world.entry, photograph, by=SYSTEM, kind="照片")
    worklog.add_organiser(world.entry, cast.town, by=SYSTEM)
    worklog.add_participant(world.entry, world.membership.person, by=SYSTEM)
    world.voided = worklog.record(
        cast.mill, by=SYSTEM, confirmed=True, on=WORKED, kind="AW-16", matter="写重了的一笔", persons=1
    )
    worklog.void(world.voided, by=SYSTEM, why="写重了")
    roster = workbook(
        ("姓名", "性别", "入会时间"),
        ("何立夏", "女", "2008.3.1"),
        ("苗立秋", "男", "2008年4月"),
        ("", "男", "2008-05-01"),
    )
    world.batch = intake.take_in("members", roster, by=SYSTEM, unit=cast.mill, name="会员.xlsx")
    hall = workbook(("日期", "类别", "事项", "人数"), ("2008-05-12", "爱心超市", "领取物资", 9))
    world.imported = intake.run(intake.take_in("entries", hall, by=SYSTEM, unit=cast.mill, name="台账.xlsx"), by=SYSTEM)
    _keep_hardship_files(world)
    _pay_out_aid(world)
    world.duty = deputies.set_duty(
        cast.mill, "chair", officer=cast.mill_chair, deputy=cast.mill_clerk, by=SYSTEM, on=JOINED
    )
    world.absence = deputies.set_absence(cast.mill_clerk, cast.mill, by=SYSTEM, first=WORKED, last=WORKED)
    picture = SimpleUploadedFile("签领表.png", PIXEL, content_type="image/png")
    world.care = care.build(cast, world.membership.person, picture)
    world.mutual = mutual.build(cast, world.membership, world.another, PIXEL)
    world.proposals = proposals.build(cast, world.membership, world.another, PIXEL)
    world.congress = congress.build(cast, world.membership, PIXEL)
    world.following = following.build(cast, PIXEL)
    world.votes = votes.build(cast)
    world.report = reports.draft(cast.mill, by=SYSTEM, period=YEAR, on=YEAR.last_day)
    world.frozen = reports.draft(
        cast.mill, by=SYSTEM, period=YEAR, on=YEAR.last_day, title="河湾纺织厂工会2008年工作情况"
    )
    reports.freeze(world.frozen, by=SYSTEM, on=YEAR.last_day)
    _check_a_report(world)
    world.surveys = questioned.build(cast)
    world.openness = open_affairs.build(cast, world.membership.person, PIXEL)
    world.founding = founding.build(cast, PIXEL)
    _split_the_mill(world)
    world.register = register.build(cast, world.membership, world.another, PIXEL)
    world.retirees = retirees.build(cast, PIXEL)
    world.committees = committees.build(cast, PIXEL)
    world.statistics = statistics.build(cast)
    world.quality = quality.build(cast)
    world.archives = filing.build(cast, world.entry, PIXEL)
    world.honours = commendation.build(cast, world.membership.person, PIXEL)
    world.meetings = meeting.build(cast, world.membership.person, PIXEL)
    ends = timezone.localdate() + timedelta(days=30)
    world.token, _secret = api.make(cast.mill, by=cast.mill_chair, name="夜间取数", scopes=["figures:read"], until=ends)
    return world


def _split_the_mill(world):
    """A works union is to be split off from the mill's; the decree is on record, nothing is asked for yet."""
    mill = world.cast.mill
    new = {"role": "new", "into": mill.parent(), "name": "河湾针织厂工会", "code": "F-T-K", "kind": "company_union"}
    parts = [{"role": "source", "unit": mill}, new | {"choice": {"members": "groups", "groups": ["一车间"]}}]
    world.split = organisation.draft_reorganisation(
        "split",
        parts,
        by=SYSTEM,
        on=WORKED,
        effective_on=WORKED,
        reason="针织车间改制",
        document_no="河工发〔2008〕3号",
    )
    decree = SimpleUploadedFile("批复.png", PIXEL, content_type="image/png")
    world.decree = organisation.attach(world.split, decree, by=SYSTEM, kind="批复")


def _check_a_report(world):
    """A report of the mill that was checked, a figure accepted from it, and a phrase that was given its meaning."""
    world.check = told.checked(world.cast.mill)
    world.acceptance = told.accepted(world.check)
    factcheck.learn(world.check, "c1", by=SYSTEM, code="AW-16:人数")
    factcheck.conclude(world.check, by=SYSTEM, text=told.TEXT, result=told.result())
    world.meaning = LearnedLink.objects.get()


def _keep_hardship_files(world):
    """A household that was entered, visited and reckoned, with a paper, a request and a link; somebody found in a survey."""
    cast = world.cast
    if not rulebook.find("aid.scheme"):
        rulebook.load()
    aid.lines.set_line(cast.federation, by=SYSTEM, since=date(2007, 7, 1), amount=200, source="石门县民政局公告")
    files = aid.households
    wife = {"relation": "妻", "name": "秦荷", "birth_on": date(1968, 9, 2), "occupation": "务农"}
    home = files.open_file(
        cast.mill,
        by=SYSTEM,
        on=date(2008, 3, 3),
        name="何春生",
        main_cause="本人大病",
        circumstances="长期患病。",
        phone="13900000011",
        family=(wife,),
    )
    files.assess(home, by=SYSTEM, on=date(2008, 3, 5), wage=9600, illness=6000)
    files.take_consent(home, by=SYSTEM, on=date(2008, 3, 5), purpose="建立困难职工档案", given_by="何春生")
    paper = SimpleUploadedFile("户口簿.png", PIXEL, content_type="image/png")
    world.paper = files.attach_paper(home, paper, by=SYSTEM, kind="户口簿")
    world.asked = aid.own.take_request(
        home, by=SYSTEM, on=date(2008, 6, 2), kind="更正补充", words="女儿已经毕业", asked_by="何春生"
    )
    world.link = aid.own.issue_link(home, by=cast.mill_clerk, why="本人查阅")
    world.household = home
    world.station = aid.stations.set_up_station(
        cast.mill,
        by=SYSTEM,
        on=date(2008, 5, 1),
        name="河湾纺织厂帮扶站",
        kind="帮扶站",
        staff=2,
        has_plaque=True,
        has_rules=True,
    )
    held = aid.surveys.launch_survey(
        cast.town,
        by=SYSTEM,
        on=date(2008, 10, 6),
        name="2008年困难职工摸底",
        due_on=date(2008, 11, 6),
        units=[cast.mill],
    )
    world.owed = held.returns.get()
    world.finding = aid.surveys.report_finding(
        world.owed, by=SYSTEM, on=date(2008, 10, 8), name="季白露", cause="收入低"
    )


def _pay_out_aid(world):
    """A subsidy of the mill that was paid, and another whose applicant stands on a public notice that somebody objects to."""
    mill, when = world.cast.mill, date(2008, 3, 10)
    world.fund = aid.funds.set_up_fund(
        mill, by=SYSTEM, on=date(2008, 1, 2), name="互助金", source="工会经费", earmark="困难补助"
    )
    aid.funds.book(world.fund, by=SYSTEM, on=date(2008, 1, 5), way="in", amount=Decimal(9000), party="行政拨款")
    world.paid = _subsidy(world, "困难补助", [{"what": "age", "from": 18, "to": 30}], public_notice=False)
    aid.programmes.screen(world.paid, by=SYSTEM, on=when)
    for one in _applied(world, world.paid, world.membership, when), _applied(world, world.paid, world.another, when):
        approvals.decide(approvals.of(one), by=world.cast.mill_chair, on=when, decision="approve")
    world.run = aid.payments.prepare_run(world.paid, by=SYSTEM, on=date(2008, 4, 20))
    aid.payments.approve_run(world.run, by=SYSTEM, on=date(2008, 4, 21))
    aid.payments.release_run(world.run, by=SYSTEM, on=date(2008, 4, 22))
    failed = {world.run.payments.last().pk: "未领取"}
    aid.payments.reconcile(world.run, by=SYSTEM, on=date(2008, 4, 25), failed=failed)
    world.sample = aid.samples.draw_sample(world.paid, by=SYSTEM, on=date(2008, 6, 1), seed="20080601", size=1)
    world.programme = _subsidy(world, "夏季困难补助", [], public_notice=True)
    world.application = _applied(world, world.programme, world.membership, when)
    letter = SimpleUploadedFile("申请书.png", PIXEL, content_type="image/png")
    world.application_paper = aid.applications.attach(world.application, letter, by=SYSTEM, kind="申请书")
    world.notice = aid.notices.show_notice(world.programme, by=SYSTEM, on=timezone.localdate(), where="厂工会办公室")
    world.objection = aid.notices.object_to(world.notice, by=SYSTEM, on=timezone.localdate(), words="家里有两套住房")
    world.account = aid.payments.propose_account(
        world.membership.person, by=SYSTEM, on=when, unit=mill, holder="", bank="农村信用社", number="6222020000000001"
    )
    by_laws = SimpleUploadedFile("章程.png", PIXEL, content_type="image/png")
    world.by_laws = aid.applications.attach(world.fund, by_laws, by=SYSTEM, kind="章程")
    world.pair = aid.applications.offer_pair(mill, by=SYSTEM, on=when, donor="河湾供电所工会", yearly=Decimal(800))


def _subsidy(world, name, rules, public_notice):
    laid = aid.programmes.lay_down(
        world.cast.mill, by=SYSTEM, on=date(2008, 3, 1), name=name, kind="AW-12", year=2008, matter=name, rules=rules,
        amounts={"how": "fixed", "amount": "500"}, route="aid.own", fund=world.fund, method="cash",
        opens_on=date(2008, 3, 1), closes_on=date(2008, 4, 15), public_notice=public_notice,
    )  # fmt: skip
    return aid.programmes.open_programme(laid, by=SYSTEM, on=date(2008, 3, 1))


def _applied(world, programme, membership, when):
    made = aid.applications.apply(
        programme, by=SYSTEM, on=when, person=membership.person, unit=membership.unit, need="住院"
    )
    return aid.applications.send_up(made, by=world.cast.mill_clerk, on=when)


def workbook(heads, *rows):
    """A small .xlsx as a union would send it."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
