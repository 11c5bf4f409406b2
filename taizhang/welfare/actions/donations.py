"""A call for donations: gifts with their receipts, handing over, settling."""

from decimal import Decimal

from taizhang.kernel.acts import act
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import require
from taizhang.kernel.writing import day_of, named, words
from taizhang.welfare.actions.parts import move
from taizhang.welfare.actions.stock import item_of
from taizhang.welfare.models import Campaign, Donation, Handover, Movement
from taizhang.welfare.queries import donations as queries
from taizhang.welfare.rules import donations as rules

Donor = Donation.Donor


def call(unit, *, by, kind, matter, since, who=None, until=None, letter="", receiver=""):
    """Call for donations: an appeal for one person (倡议书募捐), or a collection for charity or a disaster."""
    with act(by, "welfare.call", unit, on=since) as this:
        person = named(who) if who and (not isinstance(who, dict) or who.get("person") or who.get("name")) else None
        require(rules.may_call(kind, person, since, until))
        made = Campaign(
            unit=unit,
            kind=kind,
            matter=words(matter, 120),
            since=since,
            until=until,
            letter=letter.strip(),
            receiver=words(receiver, 120),
            **(person or {"person": None, "name": ""}),
        )
        made.save()
        this.record = made
        this.note(title=made.title())
    return made


def give(
    campaign,
    *,
    by,
    on,
    donor=Donor.PERSON,
    who=None,
    amount=None,
    goods="",
    quantity=None,
    measure_unit="",
    people=None,
    remark="",
):
    """A gift comes in and gets its receipt number; goods go into the store. A statistic of the territory has no receipt."""
    with act(by, "welfare.give", campaign, on=on) as this:
        locked = _locked(campaign)
        gift = prepare_gift(
            this,
            locked,
            on=on,
            donor=donor,
            who=who,
            amount=amount,
            goods=goods,
            quantity=quantity,
            measure_unit=measure_unit,
            people=people,
            remark=remark,
        )
        if not gift.is_statistic:
            list(Unit.objects.select_for_update(no_key=True).filter(pk=locked.unit_id))  # receipts are numbered in turn
            gift.number = queries.next_receipt(locked.unit, gift.year)
        gift.save()
        _store(this, gift)
        this.record = gift
        this.note(title=gift.title(), value=gift.value, receipt=gift.receipt)
    return gift


def prepare_gift(
    this, campaign, *, on, donor, who, amount, goods, quantity, measure_unit, people, remark="", batch=None
):
    """An unsaved gift, checked."""
    person = named(who) if who and (not isinstance(who, dict) or who.get("person") or who.get("name")) else None
    goods = words(goods, 60)
    item = item_of(campaign.unit, goods, measure_unit) if goods else None
    require(
        rules.may_give(
            campaign,
            donor=donor,
            amount=amount,
            item=item,
            quantity=quantity,
            name=person["name"] if person else "",
            on=on,
            today=day_of(this),
        )
    )
    anonymous = {"person": None, "name": ""}
    who = anonymous if donor in (Donor.ANONYMOUS, Donor.TERRITORY) else person or anonymous
    return Donation(
        unit=campaign.unit,
        campaign=campaign,
        on=on,
        year=on.year,
        donor=donor,
        amount=amount,
        item=item,
        quantity=quantity if item else None,
        people=people,
        remark=words(remark, 200),
        batch=batch,
        **who,
    )


def _store(this, gift):
    """Goods of a gift go into the store."""
    if gift.item_id:
        move(
            this, gift.item, way=Movement.Way.DONATED, quantity=gift.quantity, on=gift.on, mover=gift, source=gift.giver
        )


def _locked(campaign):
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def hand_over(campaign, *, by, on, to, receipt, amount=None, item=None, quantity=None):
    """Hand over money or goods to whom they were meant for; never more than was given, as of that day."""
    with act(by, "welfare.hand_over", campaign, on=on) as this:
        campaign, today = _locked(campaign), day_of(this)
        if item is None:
            left = queries.left_from(campaign, on)
            require(rules.may_hand_over(campaign, amount=amount, left=left, on=on, today=today))
            quantity = None
        else:
            amount = None
            left = next(
                (given - gone for one, given, gone in queries.account(campaign).goods if one == item), Decimal(0)
            )
            require(rules.may_hand_over_goods(campaign, item, quantity=quantity, left=left))
        made = Handover(
            unit=campaign.unit,
            campaign=campaign,
            on=on,
            to=words(to, 120),
            receipt=words(receipt, 80),
            amount=amount,
            item=item,
            quantity=quantity,
        )
        made.save()
        if item is not None:
            move(this, item, way=Movement.Way.FORWARDED, quantity=-quantity, on=on, mover=made, source=made.to)
        this.note(title=made.title(), value=made.value)
    return made


def settle(campaign, *, by, on):
    """Close the account of a call: possible only when nothing is left, to the last yuan (专款专用、结清公布)."""
    with act(by, "welfare.settle", campaign, on=on) as this:
        campaign = _locked(campaign)
        account = queries.account(campaign)
        require(rules.may_settle(campaign, left=account.held, goods_left=account.goods_left, on=on, today=day_of(this)))
        campaign.state, campaign.closed_on = Campaign.State.CLOSED, on
        campaign.save()
        this.note(title=campaign.title(), handed_over=str(account.handed_over))
    return campaign


def reopen(campaign, *, by, why):
    """Open a settled call again, because a gift came late or something was wrong."""
    with act(by, "welfare.reopen", campaign) as this:
        campaign = _locked(campaign)
        require(rules.may_reopen(campaign))
        campaign.state, campaign.closed_on = Campaign.State.OPEN, None
        campaign.save()
        this.note(title=campaign.title(), why=words(why, 200))
    return campaign
