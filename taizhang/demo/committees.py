"""Who leads Qingxi's unions: committees with their terms, one of them re-elected from the request to the handing over, one overdue,
one extended; union groups; the chair on display. Told as the town's clerk and chair would have recorded it.
"""

from datetime import timedelta

from taizhang.committees import actions
from taizhang.committees.models import Body
from taizhang.kernel import approvals, calendar, rulebook
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import Unit, User
from taizhang.members.models import Membership

TOWN = "TC10"  # not Chuyang: what is known of its 2008 stays as it was
POSTS = (("head", "全面工作"), ("vice", "女职工、帮扶"), ("member", "宣传"), ("member", "财务"), ("member", "文体"))
LEADERS = ("岳青松", "尹素珍", "阎立春", "甘志平", "蒲小云")
AUDITORS = ("屠慎行", "柴守正", "凤清源")
ELSEWHERE = (  # the committees of the two other unions with terms, each with its audit committee
    (("席春晖", "冷月华", "苗长青", "幸福根", "卜巧云"), ("车正明", "都静", "戚远山")),
    (("管一鸣", "池秀兰", "隗东升", "桑玉成", "丛小梅"), ("莘明达", "尚知礼", "农玉芬")),
)
FRESH = ("岳青松", "尹素珍", "甘志平", "蒲小云", "祁向阳", "桑丽华")  # one more than places


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    clerk, chair = (User.objects.filter(username=f"tc1-{role}").first() for role in ("clerk", "chair"))
    if town is None or clerk is None or chair is None or Body.objects.below(town).exists():
        return False
    bases = [
        one
        for one in town.children().filter(until=None).order_by("code")
        if one.kind in ("community_union", "company_union", "school_union", "organ_union", "institution_union")
    ][:4]
    if len(bases) < 4:
        return False
    if not rulebook.find("org.reminders_months"):
        rulebook.load()
    reelected, overdue, extended, fresh = bases
    _reelected(reelected, clerk, chair, today)
    _overdue(overdue, clerk, today)
    _extended(extended, clerk, chair, today)
    _groups(fresh, clerk, today)
    return True


def _ago(today, months):
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return today.replace(year=year, month=month + 1, day=min(today.day, 28))


def _committee(unit, clerk, on, leaders=LEADERS, auditors=AUDITORS, *, years=3, number=3):
    """A committee with an audit committee beside it, everybody in it, and its term. → (committee, audit committee)"""
    by = {"by": clerk}
    body = actions.form(unit, on=on, kind="committee", name=f"{unit.name}委员会", places=len(LEADERS), **by)
    audit = actions.form(unit, on=on, kind="audit", name=f"{unit.name}经费审查委员会", places=len(AUDITORS), **by)
    people = [{"who": name, "duty": duty, "field": field} for name, (duty, field) in zip(leaders, POSTS, strict=True)]
    actions.staff(body, on=on, people=people, **by)
    duties = ("head", "member", "member")
    actions.staff(
        audit, on=on, people=[{"who": name, "duty": duty} for name, duty in zip(auditors, duties, strict=True)], **by
    )
    for one in (body, audit):
        actions.begin_term(one, on=on, number=number, years=years, **by)
    return body, audit


def _reelected(unit, clerk, chair, today):
    """The term ends in a month; the election is held in time, approved and handed over; then the new chair shows who she is."""
    elected_before = _ago(today, 35)
    body, audit = _committee(unit, clerk, elected_before)
    on = today - timedelta(days=60)
    election = actions.prepare(
        body, by=clerk, on=on, years=3, places=[(body, "member", 5), (body, "head", 1), (audit, "member", 3)]
    )
    members, head, auditors = election.races.order_by("number")
    actions.nominate(members, by=clerk, people=[{"who": name} for name in FRESH])
    actions.nominate(head, by=clerk, people=[{"who": FRESH[0]}])
    actions.nominate(auditors, by=clerk, people=[{"who": name} for name in AUDITORS])
    actions.ask_consent(
        election, by=SYSTEM, on=on + timedelta(days=3), cleared=True, request_no=f"青工请〔{on.year}〕1号"
    )
    approvals.decide(approvals.of(election), by=chair, on=on + timedelta(days=8), decision="approve")
    election.refresh_from_db()
    first = on + timedelta(days=9)
    meets = calendar.working_days_after(first, 8)
    actions.call(
        election,
        by=clerk,
        on=first,
        notice_from=first,
        notice_until=meets - timedelta(days=1),
        meets_on=meets,
        place="社区文化活动中心",
    )
    _count(election, clerk, meets)
    actions.report(election, by=SYSTEM, on=meets + timedelta(days=1), report_no=f"青工请〔{on.year}〕2号")
    approvals.decide(approvals.of(election), by=chair, on=meets + timedelta(days=4), decision="approve")
    election.refresh_from_db()
    actions.hand_over(election, by=SYSTEM, on=meets + timedelta(days=6))
    _display(unit, body, clerk, meets + timedelta(days=7))


def _count(election, clerk, on):
    """46 of 52 came; the last candidate has too few votes."""
    votes = {}
    for race in election.races.order_by("number"):
        for at, one in enumerate(race.candidates.order_by("number")):
            votes[one.pk] = 9 if one.name == FRESH[-1] else 45 - at
    actions.count(
        election,
        by=clerk,
        on=on,
        due=52,
        present=46,
        issued=46,
        returned=46,
        invalid=1,
        votes=votes,
        tellers="解监票、阮监票",
    )


def _display(unit, body, clerk, on):
    """The plaque hangs, the chair shows who he is, and the union above looks whether duties are done."""
    display = actions.announce(unit, by=clerk, on=on, how="社区公开栏公布")
    chair = body.seats.get(duty="head", until=None)
    officer = actions.describe(
        display,
        by=clerk,
        seat=chair,
        duties="主持工会全面工作；第一知情、第一报告、第一帮助",
        promise="职工有困难，当天到家",
    )
    actions.hang(display, by=clerk, on=on, place="社区服务中心大门右侧")
    actions.show(officer, by=clerk, on=on, how="胸牌和公开栏照片")
    actions.check(
        officer, by=clerk, on=on + timedelta(days=10), by_whom="镇联合工会", result="good", findings="走访记录齐全"
    )


def _overdue(unit, clerk, today):
    """The term was over seven months ago and nobody has prepared anything."""
    _committee(unit, clerk, _ago(today, 36 + 7), *ELSEWHERE[0], number=2)


def _extended(unit, clerk, chair, today):
    """The firm is being reorganised; the town lets the election wait for five months."""
    body, _audit = _committee(unit, clerk, _ago(today, 34), *ELSEWHERE[1], number=1)
    term = body.terms.get()
    on = today - timedelta(days=12)
    until = calendar.months_after(term.ends_on, 5, rest=False)
    extension = actions.ask_extension(term, by=SYSTEM, on=on, until=until, why="单位正在改制，职工人数变动较大")
    approvals.decide(approvals.of(extension), by=chair, on=on + timedelta(days=5), decision="approve")


def _groups(unit, clerk, today):
    """Two groups of members, as far as the register has members; a committee without a term on file."""
    on = today - timedelta(days=90)
    people = [
        one.person
        for one in Membership.objects.standing()
        .filter(unit=unit, status=Membership.Status.MEMBER)
        .select_related("person")
        .order_by("pk")[:24]
        if one.joined_on is None or one.joined_on <= on
    ]
    for name, some in (("第一工会小组", people[:12]), ("第二工会小组", people[12:])):
        if some:
            actions.form(unit, by=clerk, on=on, kind="group", name=name, how="committee", members=some)
    body = actions.form(unit, by=clerk, on=on, kind="committee", name=f"{unit.name}委员会", places=3)
    actions.staff(
        body,
        by=clerk,
        on=on,
        people=[{"who": "滕新任", "duty": "head", "full_time": False}, {"who": "祝会计", "field": "财务"}],
    )
