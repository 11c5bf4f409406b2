"""A month of care at Chuyang town, as its clerk and chair would have recorded it: visits due and made, goods in store, an appeal,
birthday cakes. Recent days only: the sample's own years stay as its workbooks tell them.
"""

from datetime import timedelta
from decimal import Decimal

from taizhang.kernel import rulebook
from taizhang.kernel.models import Unit, User
from taizhang.members.models import Membership
from taizhang.welfare import actions
from taizhang.welfare.models import Benefit, Campaign, Donation, Event, Handout

TOWN = "CY00"
NEEDED = 12


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    clerk, chair = (User.objects.filter(username=f"cy-{role}").first() for role in ("clerk", "chair"))
    if town is None or clerk is None or chair is None or Event.objects.below(town).exists():
        return False
    members = Membership.objects.standing().below(town).filter(status=Membership.Status.MEMBER)
    people = [one.person for one in members.select_related("person").order_by("pk")[:NEEDED]]
    if len(people) < NEEDED:
        return False
    if not rulebook.find("welfare.visit_days"):
        rulebook.load()
    _visits(town, people, clerk, today)
    _goods(town, people, clerk, today)
    _appeal(town, people, clerk, chair, today)
    _birthdays(town, clerk, chair, today)
    return True


def _visits(town, people, clerk, today):
    """Three events that were answered together with a community's union, and two that wait."""
    kinds = (Event.Kind.ILLNESS, Event.Kind.BIRTH, Event.Kind.ILLNESS, Event.Kind.MARRIAGE, Event.Kind.INJURY)
    days = (24, 23, 23, 2, 1)
    events = [
        actions.report_event(
            town, by=clerk, who=who, kind=kind, on=today - timedelta(days=ago), reported_on=today - timedelta(days=ago)
        )
        for who, kind, ago in zip(people, kinds, days, strict=False)
    ]
    community = town.children().filter(kind="community_union").first()
    actions.visit(
        town,
        by=clerk,
        on=today - timedelta(days=21),
        visitors="工会主席、女工委员",
        people=[{"event": one, "cash": Decimal(300)} for one in events[:3]],
        companions=[community] if community else [],
    )


def _goods(town, people, clerk, today):
    """Rice and oil in store, half of a list signed."""
    bought = {"by": clerk, "on": today - timedelta(days=20)}
    rice = actions.take_in(
        town, name="大米", measure_unit="斤", quantity=Decimal(400), cost=Decimal(1080), source="镇粮站", **bought
    ).item
    oil = actions.take_in(
        town, name="食用油", measure_unit="桶", quantity=Decimal(20), cost=Decimal(1300), source="镇粮站", **bought
    ).item
    since = today - timedelta(days=14)
    handout = actions.open_handout(town, by=clerk, kind=Handout.Kind.GOODS, name="入冬慰问困难职工", since=since)
    actions.offer(handout, by=clerk, item=rice, quantity=Decimal(20))
    actions.offer(handout, by=clerk, item=oil, quantity=Decimal(1))
    actions.enlist(handout, by=clerk, people=people[2:10], cash=Decimal(200))
    actions.sign(handout, by=clerk, recipients=list(handout.recipients.order_by("pk")[:4]), on=since)


def _appeal(town, people, clerk, chair, today):
    """An appeal for a member who is ill: collected, helped by the county's charity, partly handed over."""
    since = today - timedelta(days=30)
    call = actions.call(
        town,
        by=chair,
        kind=Campaign.Kind.APPEAL,
        matter="为患病会员募捐",
        who=people[0],
        since=since,
        until=today - timedelta(days=3),
    )
    for number, giver in enumerate(people[1:9]):
        actions.give(
            call, by=clerk, on=since + timedelta(days=number), who=giver, amount=Decimal(100 + 50 * (number % 3))
        )
    giving = {"by": clerk, "on": since + timedelta(days=9)}
    actions.give(call, donor=Donation.Donor.UNIT, who="镇机关", people=36, amount=Decimal(4200), **giving)
    actions.give(call, donor=Donation.Donor.BODY, who="县慈善总会", amount=Decimal(5000), **giving)
    actions.hand_over(
        call, by=chair, on=since + timedelta(days=12), to=people[0].name, receipt="本人签收", amount=Decimal(5000)
    )


def _birthdays(town, clerk, chair, today):
    """The birthdays of half a month, the list made from the register; those that have come are delivered."""
    since = today - timedelta(days=7)
    benefit = actions.plan_benefit(
        town,
        by=chair,
        occasion=Benefit.Occasion.BIRTHDAY,
        name=f"{today.year}年{today.month}月会员生日",
        since=since,
        until=today + timedelta(days=7),
        goods="生日蛋糕",
        quantity=Decimal(1),
        measure_unit="个",
        price=Decimal(98),
        supplier="镇食品厂",
    )
    actions.make_list(benefit, by=clerk, on=since)
    gone = [one for one in benefit.entitlements.standing() if one.due_on <= today]
    if gone:
        actions.deliver(benefit, by=clerk, entitlements=gone, on=today)
