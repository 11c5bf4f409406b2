"""Members, events, stores and calls for tests: boring, through the acts."""

from datetime import date
from decimal import Decimal

from taizhang.kernel.acts import SYSTEM
from taizhang.members import actions as members
from taizhang.welfare import actions
from taizhang.welfare.models import Campaign, Event, Handout

DAY = date(2008, 3, 10)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"


def person(unit, name="田小满", *, born=date(1970, 5, 20), on=date(2005, 1, 1), **details):
    """Somebody in membership at the unit; gives the person."""
    return members.admit(unit, by=SYSTEM, on=on, name=name, birth_on=born, sex="女", **details).person


def crowd(unit, count, *, born=None, label="工"):
    """So many members with names of their own."""
    days = born or (lambda place: date(1970, 1 + place % 12, 1 + place % 28))
    return [person(unit, f"{SURNAMES[place % 30]}{label}{place:03}", born=days(place)) for place in range(count)]


def event(unit, who=None, *, kind=Event.Kind.ILLNESS, on=DAY, reported_on=None, by=SYSTEM, **details):
    """Something happened to somebody."""
    who = who or person(unit)
    return actions.report_event(unit, by=by, who=who, kind=kind, on=on, reported_on=reported_on or on, **details)


def goods(unit, name="大米", measure_unit="斤", quantity=400, *, on=DAY, by=SYSTEM, **details):
    """Goods in the unit's store; gives the item."""
    return actions.take_in(
        unit, by=by, on=on, name=name, measure_unit=measure_unit, quantity=Decimal(quantity), **details
    ).item


def handout(unit, *, kind=Handout.Kind.GOODS, name="春节慰问物资", since=DAY, by=SYSTEM, **details):
    """A hand-out in preparation."""
    return actions.open_handout(unit, by=by, kind=kind, name=name, since=since, **details)


def appeal(unit, *, matter="为患病会员募捐", who="石大满", since=DAY, by=SYSTEM, **details):
    """An appeal for one person."""
    return actions.call(unit, by=by, kind=Campaign.Kind.APPEAL, matter=matter, who=who, since=since, **details)
