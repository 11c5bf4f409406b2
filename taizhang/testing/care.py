"""One of everything that the pages of care and benefits show, all of it the mill's, made through the acts."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from taizhang.kernel.acts import SYSTEM
from taizhang.welfare import actions
from taizhang.welfare.models import Benefit, Campaign, Donation, Event, Handout

DAY = date(2008, 3, 10)


def build(cast, member, picture=None):
    """Events and a visit, a gathering, goods, hand-outs, a call with a gift, a benefit with its list, a blood drive, a school place."""
    mill, by = cast.mill, {"by": SYSTEM}
    waiting = actions.report_event(
        mill, who=member, kind=Event.Kind.BIRTH, on=DAY, reported_on=DAY, detail="县医院产科三楼", **by
    )
    answered = actions.report_event(mill, who=member, kind=Event.Kind.ILLNESS, on=DAY, reported_on=DAY, **by)
    rice = actions.take_in(
        mill, on=DAY, name="大米", measure_unit="斤", quantity=Decimal(400), cost=Decimal(900), **by
    ).item
    visit = actions.visit(
        mill,
        on=DAY,
        visitors="工会主席",
        people=[{"event": answered, "cash": Decimal(200)}],
        companions=[cast.town],
        **by,
    )
    gathering = actions.convene(mill, on=DAY, kind="返校返厂", name="春季返厂日", **by)
    actions.invite(gathering, people=["退休老张", "退休老李"], **by)
    guests = list(gathering.guests.all())
    actions.answer(gathering, guests=guests[:1], answer="到会", **by)
    actions.answer(gathering, guests=guests[1:], answer="因故未到", why="行动不便", **by)
    actions.hold(gathering, **by)
    plan = actions.plan_goods(
        mill, year=2008, quarter=3, name="绿豆", measure_unit="斤", quantity=Decimal(100), heat=True, **by
    )
    handout = actions.open_handout(mill, kind=Handout.Kind.GOODS, name="慰问特困职工", since=DAY, **by)
    actions.offer(handout, item=rice, quantity=Decimal(20), **by)
    actions.enlist(handout, people=[member, "石家嫂"], cash=Decimal(100), **by)
    waits, signed = handout.recipients.order_by("name")
    actions.sign(handout, recipients=[signed], on=DAY, **by)
    market = actions.open_handout(
        mill, kind=Handout.Kind.SUPERMARKET, name="爱心超市第一轮", since=DAY, points=10, **by
    )
    actions.offer(market, item=rice, points=1, **by)
    actions.enlist(market, people=[member], **by)
    call = actions.call(mill, kind=Campaign.Kind.APPEAL, matter="为患病会员募捐", who=member, since=DAY, **by)
    gift = actions.give(call, on=DAY, who="石家嫂", amount=Decimal(50), **by)
    settled = actions.call(mill, kind=Campaign.Kind.CHARITY, matter="爱心一日捐", since=DAY, **by)
    actions.give(settled, on=DAY, donor=Donation.Donor.ANONYMOUS, amount=Decimal(5), **by)
    actions.hand_over(settled, on=DAY, to="县慈善总会", receipt="收据1号", amount=Decimal(5), **by)
    actions.settle(settled, on=DAY, **by)
    benefit = actions.plan_benefit(
        mill, occasion=Benefit.Occasion.BIRTHDAY, name="2008年生日蛋糕", since=date(2008, 1, 1), until=date(2008, 12, 31), goods="蛋糕",
        quantity=Decimal(1), measure_unit="个", price=Decimal(90), **by,
    )  # fmt: skip
    actions.make_list(benefit, on=DAY, **by)
    due, served = benefit.entitlements.order_by("due_on")
    actions.deliver(benefit, entitlements=[served], on=DAY, **by)
    drive = actions.call_donors(mill, on=DAY, quota=5, station="县血站", **by)
    actions.volunteer(drive, people=[member], **by)
    placement = actions.ask_placement(mill, who=member, child="田小苗", wanted="实验小学", asked_on=DAY, **by)
    file = actions.attach(waiting, picture, kind="照片", **by) if picture else None
    return SimpleNamespace(
        file=file,
        event=waiting, visit=visit, gathering=gathering, item=rice, plan=plan, handout=handout, waits=waits, signed=signed,
        customer=market.recipients.get(), call=call, gift=gift, settled=settled, benefit=benefit, due=due, served=served, drive=drive,
        placement=placement,
    )  # fmt: skip
