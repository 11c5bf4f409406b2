"""A union of Chuyang town this autumn: applications that wait, cards, a re-registration half way, a member on the way, its retirees.

Nobody is admitted or leaves: the figures of the sample stay as its workbooks tell them.
"""

from datetime import date, timedelta

from taizhang.kernel import rulebook
from taizhang.kernel.models import Unit, User
from taizhang.members import actions as members
from taizhang.members.models import Card, Membership
from taizhang.retirees import actions as retirees

TOWN = "CY00"
STAFF = (("温小寒", "男", "劳务派遣", 45), ("温大寒", "女", "临时工", 20), ("温立春", "女", "非全日制", 400))
RETIRED = (
    ("柏长青", "女", 80, 50, "行动不便"),
    ("松不老", "男", 75, 0, "行动自如"),
    ("竹有节", "男", 71, 60, "行动自如"),
    ("梅傲雪", "女", 85, 0, "长期卧床"),
)  # name, sex, age this year, years of marriage this year, mobility


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    clerk = User.objects.filter(username="cy-clerk").first()
    if town is None or clerk is None or Card.objects.below(town).exists():
        return False
    if not rulebook.find("members.transfer.receive_days") or not rulebook.find("retirees.wedding_years"):
        rulebook.load()
    known = Membership.objects.standing().below(town).filter(status=Membership.Status.MEMBER, bound_for=None)
    people = list(known.select_related("person", "unit").order_by("unit__path", "pk")[:12])
    if len(people) < 12:
        return False
    home = people[0].unit
    _applications(home, clerk, today)
    _campaign(town, people, clerk, today)
    others = [one.unit for one in people if one.unit_id != home.pk]
    if others:
        members.release(people[0], by=clerk, to=others[0], on=today - timedelta(days=6))
    _retired(home, clerk, today)
    return True


def _applications(home, clerk, today):
    for name, sex, employment, days in STAFF:
        members.identify(
            home, by=clerk, on=today - timedelta(days=30), name=name, sex=sex, employment=employment, birth_on=date(1985, 6, 1),
            contract_until=today + timedelta(days=days),
        )  # fmt: skip
    for name in ("温立冬", "温冬至"):
        members.take_application(
            home,
            by=clerk,
            on=today - timedelta(days=9),
            name=name,
            sex="男",
            employment="合同制",
            birth_on=date(1990, 3, 1),
        )
    members.open_doorway(home, by=clerk, since=today, until=today + timedelta(days=60))


def _campaign(town, people, clerk, today):
    begun = today - timedelta(days=20)
    campaign = members.announce_reregistration(
        town, by=clerk, name=f"{today.year}年会员重新登记", since=begun, until=today + timedelta(days=40)
    )
    for number, one in enumerate(people[1:9]):
        said = {"name": one.person.name, **({"education": "大专"} if number % 3 == 0 else {})}
        form = members.fill_in(campaign, one, by=clerk, on=begun + timedelta(days=number), **said)
        if number < 4:
            members.check_confirmation(form, by=clerk, on=begun + timedelta(days=number + 1))
    for one in people[1:9]:
        members.issue_card(one, by=clerk, on=today - timedelta(days=5))


def _retired(home, clerk, today):
    on = today - timedelta(days=15)
    group = retirees.found_group(home, by=clerk, on=on, name="退休职工第一小组")
    for name, sex, age, together, mobility in RETIRED:
        born, wed = date(today.year - age, 12, 18), date(today.year - together, 12, 20) if together else None
        one = retirees.register(
            home, by=clerk, on=on, name=name, sex=sex, birth_on=born, retired_on=date(today.year - age + 60, 12, 31), group=group,
            mobility=mobility, wedding_on=wed, health="高血压" if mobility != "行动自如" else "",
        )  # fmt: skip
        if mobility == "行动自如" and name == "松不老":
            retirees.hand_over(group, by=clerk, on=on, leader=one)
        elif mobility != "行动自如":
            retirees.visit(one, by=clerk, on=on, visitors="镇工会", occasion="重阳节", gift="米、油", amount=200)
    retirees.make_list(home, by=clerk, on=today, year=today.year)
