"""A school term and a year of openness at Chuyang town, as its clerk and chair would have recorded it: groups in pairs, a catalogue
that falls due by itself, notices for everybody, a question and its answer, a meeting, a project site, an enterprise.
"""

from datetime import timedelta

from taizhang.kernel import rulebook
from taizhang.kernel.calendar import working_days_before
from taizhang.kernel.models import Unit, User
from taizhang.members.models import Membership
from taizhang.openness import actions
from taizhang.openness.models import Audience, Body, Channel, Disclosure, Opinion

TOWN = "CY00"
NEEDED = 12
TEXT = (
    "经办公会研究并经监督小组审核，现将有关情况公开如下。",
    "本期爱心超市接待困难职工{AW-16:人数}人，走访慰问{AW-10:人次}人次。",
    "如有疑问，请在公开期内提出，本会按期答复。",
)


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    clerk, chair = (User.objects.filter(username=f"cy-{role}").first() for role in ("clerk", "chair"))
    if town is None or clerk is None or chair is None or Body.objects.below(town).exists():
        return False
    members = Membership.objects.standing().below(town).filter(status=Membership.Status.MEMBER)
    people = [one.person for one in members.select_related("person").order_by("pk")[:NEEDED]]
    if len(people) < NEEDED:
        return False
    if not rulebook.find("openness.small_number"):
        rulebook.load()
    began = today - timedelta(days=200)
    money, watch = _groups(town, people, clerk, began)
    actions.take_catalogue(town, by=clerk, on=began, which="street", body=money)
    actions.fill_due(today)
    _notices(town, clerk, chair, watch, today)
    _meeting(town, clerk, today)
    _site_and_enterprise(town, clerk, today)
    return True


def _groups(town, people, clerk, on):
    """The leading group, two pairs of groups, liaison officers; nobody on both sides."""
    by = {"by": clerk, "on": on}
    actions.set_up(
        town, kind=Body.Kind.LEADING, name="公开领导小组", people=[(people[0], "head"), (people[1], "member")], **by
    )
    pairs = []
    for at, subject in enumerate(("财务和帮扶", "评优和服务")):
        group = actions.set_up(
            town, kind=Body.Kind.SPECIAL, name=f"{subject}公开小组", subject=subject, people=[(people[2 + at], "head")], **by
        )  # fmt: skip
        watch = actions.set_up(
            town, kind=Body.Kind.SUPERVISION, name=f"{subject}监督小组", supervises=group,
            people=[(people[4 + at], "head"), (people[6 + at], "member")], **by,
        )  # fmt: skip
        pairs.append((group, watch))
    actions.set_up(
        town, kind=Body.Kind.LIAISON, name="公开联络员", people=[(one, "officer") for one in people[8:12]], **by
    )  # fmt: skip
    return pairs[0]


def _notices(town, clerk, chair, watch, today):
    """Four notices for everybody on their way: posted and asked about, posted, with the supervision group, in draft."""
    seat = watch.seats.first()
    due = Disclosure.objects.standing().filter(unit=town, state="due", audience=Audience.PUBLIC)
    due = list(due.exclude(item__topic="aid").order_by("due_on", "id")[:4])
    for at, one in enumerate(due):
        actions.draft(one, by=clerk, name=one.name, text="\n".join(TEXT))
        if at == 3:
            continue
        on = working_days_before(today, 3 - at)
        actions.submit(one, by=clerk, on=on)
        if at == 2:
            continue
        actions.approve(one, by=chair, on=on, seat=seat)
        actions.post(one, by=clerk, on=on, channels=[Channel.PAGE, Channel.BOARD], place="镇工会一楼")
    if due:
        one = due[0]
        one.refresh_from_db()
        asked = actions.ask(
            one, by=clerk, on=one.posted_on, kind=Opinion.Kind.QUESTION, said="爱心超市下半年还开放吗？", by_whom="热心职工"
        )  # fmt: skip
        actions.answer(
            asked, by=clerk, on=today, outcome=Opinion.Outcome.EXPLAINED, answer="每月第一个周六开放，请带会员证。"
        )
        actions.ask(one, by=clerk, on=today, kind=Opinion.Kind.SUGGESTION, said="建议把物资价格也公布出来。")


def _meeting(town, clerk, today):
    """A meeting with its topics, minuted; the next one is planned."""
    held = actions.plan_meeting(
        town, by=clerk, on=today - timedelta(days=40), name="厂务公开情况通报会",
        matters=[("finance", "专项资金使用", "财务"), ("major", "年度实事项目", "镇工会主席")],
    )  # fmt: skip
    actions.hold_meeting(held, by=clerk, on=today - timedelta(days=40), attended=36, chaired_by="镇工会主席")
    actions.minute_meeting(held, by=clerk, minutes="会议通报了专项资金使用和年度实事项目进展，与会代表提出了建议。")
    actions.plan_meeting(
        town, by=clerk, on=today + timedelta(days=5), name="厂务公开情况通报会", matters=[("cadres", "岗位聘用", "")]
    )


def _site_and_enterprise(town, clerk, today):
    """A building site with its wall, and an enterprise below that practises openness."""
    wall = actions.put_up_wall(town, by=clerk, on=today - timedelta(days=60), name="职工服务中心扩建项目部")
    for at, subject in enumerate(("events", "safety", "wages", "canteen")):
        sheet = actions.put_up(wall, by=clerk, on=today - timedelta(days=50 - at), subject=subject, about="本月情况")
    actions.check_sheet(
        sheet, by=clerk, on=today - timedelta(days=20), checked_by="镇工会巡视组", finding="账目清楚", asked=30, satisfied=28
    )  # fmt: skip
    firm = town.children().filter(kind="company_union").first()
    if firm is not None:
        practice = actions.introduce(firm, by=clerk, on=today - timedelta(days=150), staff=120)
        actions.note_publication(
            practice, by=clerk, on=today - timedelta(days=30), kind="staff", what="公布工资协商结果", channel="board"
        )  # fmt: skip
