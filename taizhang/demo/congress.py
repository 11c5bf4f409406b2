"""Congresses at Qingxi: the school's congress with last spring's session, its votes and the next session called; a firm's congress whose
delegates are being elected, so that the page says what is still missing.
"""

from datetime import date, timedelta

from taizhang.congress import actions, queries
from taizhang.congress.models import AgendaItem, Congress, Delegate
from taizhang.kernel import rulebook
from taizhang.kernel.calendar import next_working_day, years_after
from taizhang.kernel.models import Unit, User
from taizhang.members.models import Membership

TOWN, SCHOOL = "TC10", "TC102"
STAFF, WOMEN, SEATS = 180, 104, 36
ROOMS = (("语文组", 60, 12), ("数学组", 50, 10), ("综合组", 50, 10), ("行政后勤组", 20, 4))
Power, Matter = AgendaItem.Power, AgendaItem.Matter


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    school, town = (Unit.objects.filter(code=code).first() for code in (SCHOOL, TOWN))
    teacher, chair = (User.objects.filter(username=name).first() for name in ("tc1-school", "tc1-chair"))
    if None in (school, town, teacher, chair) or Congress.objects.filter(unit=school).exists():
        return False
    if not rulebook.find("congress.pass"):
        rulebook.load()
    spring = next_working_day(date(today.year if today > date(today.year, 4, 30) else today.year - 1, 3, 20))
    congress = _school(school, teacher, spring)
    if queries.congresses.serving(congress).count() >= SEATS // 2:
        _last_session(congress, teacher, spring)
    _next_session(congress, teacher, today)
    firm = Unit.objects.below(town).filter(kind="company_union").order_by("path").first()
    if firm is not None:
        _firm(firm, chair, today)
    return True


def _persons(unit, number):
    standing = Membership.objects.standing().below(unit).filter(status=Membership.Status.MEMBER)
    return [one.person for one in standing.select_related("person").order_by("id")[:number]]


def _school(school, by, spring):
    """A congress that began two years before last spring, with 36 delegates of four rooms and a training."""
    began = date(spring.year - 2, 3, 1)
    congress = actions.congresses.start(
        school, by=by, on=began, kind=Congress.Kind.SCHOOL, form=Congress.Form.DELEGATES, since=began,
        until=years_after(began, 5, rest=False) - timedelta(1), staff=STAFF, women=WOMEN, number=8, charter="青溪镇中心学校教职工代表大会章程",
    )  # fmt: skip
    actions.congresses.lay_out(congress, by=by, rows=ROOMS)
    free = [one for one in congress.constituencies.all() for _seat in range(one.seats)]
    chosen = []
    for person, room in zip(_persons(school, SEATS), free, strict=False):
        office = room.name == ROOMS[-1][0]
        chosen.append(
            actions.delegates.elect(
                congress, by=by, on=began, name=person.name, person=person, constituency=room, teacher=not office,
                post=Delegate.Post.TECHNICIAN if office else Delegate.Post.FRONT_LINE,
                entitled=room.staff, took_part=room.staff - 3, in_favour=room.staff - 8,
            )
        )  # fmt: skip
    if chosen:
        actions.congresses.install(congress, by=by, on=began)
        actions.delegates.train(
            congress,
            by=by,
            on=began + timedelta(10),
            topic="代表的权利、义务和提案撰写",
            came=chosen,
            lecturer="镇联合工会",
        )
    return congress


def _prepared(congress, by, opens_on, number, matters):
    session = actions.sessions.plan_session(
        congress, by=by, on=opens_on - timedelta(30), opens_on=opens_on, number=number, place="学校报告厅"
    )
    items = [
        actions.sessions.add_item(session, by=by, name=name, power=power, matter=matter, speaker=who)
        for name, power, matter, who in matters
    ]
    for item in items:
        actions.sessions.add_paper(session, by=by, name=item.name, item=item)
    return session, items


def _last_session(congress, by, day):
    """The third session: the report heard, the bonus scheme passed by secret ballot, reported and published in time."""
    session, (report, scheme) = _prepared(
        congress, by, day, 3,
        (("校长工作报告", Power.ADVISE, Matter.REPORT, "校长"), ("奖励性绩效工资分配办法（修订）", Power.PASS, Matter.WAGES, "副校长")),
    )  # fmt: skip
    actions.sessions.send_papers(session, by=by, on=day - timedelta(9))
    actions.sessions.call(session, by=by, on=day - timedelta(9))
    due = list(queries.sessions.due(session))
    actions.sessions.seat_presidium(session, by=by, delegates=due[:5], presiding=due[:1])
    actions.attendance.attend(session, by=by, on=day, delegates=due[: len(due) - 2])
    actions.attendance.excuse(session, by=by, delegate=due[-1], why="外出培训")
    actions.sessions.open_session(session, by=by, on=day)
    for room, words in zip(
        congress.constituencies.all(),
        ("班主任津贴按实际在岗天数计算", "超课时标准略低", "早晚自习应单列"),
        strict=False,
    ):
        opinion = actions.sessions.note_opinion(scheme, by=by, on=day, words=words, group=room)
        actions.sessions.answer_group(
            opinion, by=by, on=day, answer="已写入修订稿", answered_by="校长室", taken_up=True
        )
    vote = actions.votes.take_vote(scheme, by=by, on=day, how="paper")
    here = vote.present
    actions.votes.count_vote(
        vote,
        by=by,
        on=day,
        issued=here,
        returned=here,
        in_favour=here - 3,
        against=2,
        abstained=1,
        tellers="监票人两名、计票人两名",
    )
    actions.sessions.hear(report, by=by, on=day, decision="会议同意校长工作报告。")
    actions.sessions.close_session(session, by=by, on=day, proceedings="会议由学校工会主席主持。")
    actions.sessions.report(session, by=by, on=next_working_day(day + timedelta(4)))
    actions.sessions.publish(session, by=by, on=day + timedelta(1), how="校务公开栏")


def _next_session(congress, by, today):
    """The fourth session, called for a day in three weeks; one paper has not gone out yet."""
    session, _items = _prepared(
        congress, by, next_working_day(today + timedelta(21)), 4,
        (("提案办理情况报告", Power.SUPERVISE, Matter.PROPOSALS, "提案委员会"), ("教职工考核办法", Power.PASS, Matter.RULES, "教务处")),
    )  # fmt: skip
    actions.sessions.call(session, by=by, on=today)


def _firm(firm, by, today):
    """A firm of 260 elects its first congress: eight delegates are there, the page says how many are missing."""
    began = today - timedelta(20)
    congress = actions.congresses.start(
        firm, by=by, on=began, kind=Congress.Kind.WORKERS, form=Congress.Form.DELEGATES, since=began,
        until=years_after(began, 3, rest=False) - timedelta(1), staff=260, women=110,
    )  # fmt: skip
    actions.congresses.lay_out(congress, by=by, rows=(("一车间", 120, 14), ("二车间", 100, 12), ("科室", 40, 4)))
    rooms = list(congress.constituencies.all())
    for number, person in enumerate(_persons(firm, 8)):
        post = Delegate.Post.MANAGER if number % 4 == 3 else Delegate.Post.FRONT_LINE
        actions.delegates.elect(
            congress, by=by, on=began, name=person.name, person=person, constituency=rooms[number % 2], post=post
        )
