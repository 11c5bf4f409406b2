"""A hand-out: opened, its list made, goods handed out against a signature."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of, named, words
from taizhang.welfare.actions.parts import move, take_back_moves
from taizhang.welfare.models import Handout, Movement, Offer, Portion, Recipient
from taizhang.welfare.rules import handouts as rules

State = Handout.State


def open_handout(unit, *, by, kind, name, since, until=None, points=None, plan=None, remark=""):
    """Open a hand-out: condolence goods, labour protection, or a round of the love supermarket with its points."""
    with act(by, "welfare.open_handout", unit, on=since) as this:
        require(rules.may_open(kind, since, until, points))
        made = Handout(
            unit=unit,
            kind=kind,
            name=words(name, 120),
            since=since,
            until=until,
            plan=plan,
            remark=words(remark, 300),
            points=points if kind == Handout.Kind.SUPERMARKET else None,
        )
        made.save()
        this.record = made
        if plan is not None:
            each = plan.quantity / plan.people if plan.people else None
            if each and each == round(each, 3):
                Offer(handout=made, item=plan.item, quantity=each).save()
        this.note(title=made.title())
    return made


def _fresh(handout):
    return Handout.objects.select_related("unit").get(pk=handout.pk)


def offer(handout, *, by, item, quantity=None, points=None):
    """Say what each on the list gets of an item, or what a piece costs in points. Who has not signed gets the new portion."""
    with act(by, "welfare.offer", handout) as this:
        handout = _fresh(handout)
        require(rules.may_offer(handout, quantity, points))
        if item.unit_id != handout.unit_id:
            raise Refused(_("These goods stand in another union's store."))
        found = Offer.objects.filter(handout=handout, item=item).first() or Offer(handout=handout, item=item)
        found.quantity, found.points, found.handout = quantity, points, handout
        found.save()
        if not handout.is_supermarket:
            for recipient in Recipient.objects.standing().filter(handout=handout, signed_on=None):
                portion = Portion.objects.filter(recipient=recipient, item=item).first()
                portion = portion or Portion(recipient=recipient, item=item)
                portion.quantity, portion.recipient = quantity, recipient
                portion.save()
        this.note(title=handout.title(), goods=item.title())
    return found


def enlist(handout, *, by, people, cash=None, note=""):
    """Put persons on the list; each gets the portions of the hand-out. Who stands on it already is passed over. → how many are new"""
    with act(by, "welfare.enlist", handout) as this:
        handout = _fresh(handout)
        require(rules.may_change_list(handout))
        new = list(prepare(handout, people, cash=cash, note=note))
        if not new:
            raise Refused(_("Everybody named is on the list already."))
        write_list(this, handout, new)
        this.note(title=handout.title(), people=len(new))
    return len(new)


def prepare(handout, people: Iterable, *, cash=None, note="", batch=None):
    """Unsaved recipients of those who are not on the list yet; a dictionary may have a cash and a note of its own."""
    standing = Recipient.objects.standing().filter(handout=handout)
    known = {
        (person, "" if person else name, "" if person else mark)
        for person, name, mark in standing.values_list("person_id", "name", "note")
    }
    for one in people:
        own = one if isinstance(one, dict) else {}
        who = named(one)
        mark = words(own.get("note") or note, 60)
        key = (who["person"].pk, "", "") if who["person"] else (None, who["name"], mark)
        if key in known:
            continue
        known.add(key)
        money = own["cash"] if own.get("cash") is not None else cash
        yield Recipient(unit=handout.unit, handout=handout, note=mark, cash=money, batch=batch, **who)


def write_list(this, handout, new, *, portions=True):
    """Save recipients with the portions of the hand-out, inside the open act."""
    created = this.create_all(Recipient, new)
    if portions and not handout.is_supermarket:
        offers = [one for one in handout.offers.all() if one.quantity]
        this.create_all(
            Portion,
            [
                Portion(recipient=one, item_id=each.item_id, quantity=each.quantity)
                for one in created
                for each in offers
            ],
        )
    return created


def strike_off(recipient, *, by, why):
    """Take somebody off the list who has not signed."""
    with act(by, "welfare.strike_off", recipient) as this:
        recipient = Recipient.objects.select_related("handout").get(pk=recipient.pk)
        require(rules.may_strike(recipient))
        recipient.voided_at = this.at
        recipient.save()
        this.note(name=recipient.name, title=recipient.handout.title(), why=words(why, 200))
    return recipient


def sign(handout, *, by, recipients, on, signed_by=""):
    """These have received their portions and signed (签领); the goods leave the store with the signature."""
    with act(by, "welfare.sign", handout, on=on) as this:
        handout = _fresh(handout)
        chosen = Recipient.objects.standing().filter(handout=handout, pk__in=[one.pk for one in recipients])
        chosen = list(chosen.select_related("handout", "unit").prefetch_related("portions__item"))
        if not chosen:
            raise Refused(_("Choose at least one person."))
        for recipient in chosen:
            _sign(this, recipient, on, signed_by)
        _run(handout)
        this.record = handout
        this.note(title=handout.title(), people=len(chosen))
    return chosen


def _sign(this, recipient, on, signed_by):
    require(rules.may_sign(recipient, on, today=day_of(this)))
    portions = list(recipient.portions.all())
    if not portions and not recipient.cash:
        raise Refused(_("Nothing is meant for %s yet: say first what each person gets.") % recipient.name)
    for portion in portions:
        move(
            this,
            portion.item,
            way=Movement.Way.OUT,
            quantity=-portion.quantity,
            on=on,
            mover=recipient,
            source=recipient.name,
        )
    recipient.signed_on, recipient.signed_by = on, words(signed_by, 60)
    recipient.save()


def _run(handout):
    if handout.state == State.PREPARED:
        handout.state = State.RUNNING
        handout.save()


def serve(recipient, *, by, on, taken, signed_by=""):
    """In the love supermarket: somebody on the list takes goods within the points and signs; once a round.

    `taken`: {item: quantity}.
    """
    with act(by, "welfare.sign", recipient, on=on) as this:
        recipient = Recipient.objects.select_related("handout", "unit").get(pk=recipient.pk)
        prices = {one.item_id: one.points for one in recipient.handout.offers.all()}
        taken = {item: quantity for item, quantity in taken.items() if quantity}
        missing = [item.name for item in taken if item.pk not in prices]
        if missing:
            raise Refused(_("%s is not on offer in this round.") % "、".join(missing))
        spent = sum(prices[item.pk] * quantity for item, quantity in taken.items())
        require(rules.may_spend(recipient.handout.points or 0, spent, recipient.name))
        require(rules.may_sign(recipient, on, today=day_of(this)))
        for item, quantity in taken.items():
            Portion(recipient=recipient, item=item, quantity=quantity).save()
        _sign(this, recipient, on, signed_by)
        _run(recipient.handout)
        this.note(name=recipient.name, title=recipient.handout.title(), points=str(spent))
    return recipient


def unsign(recipient, *, by, why):
    """Take a signature back that was entered by mistake: the goods return to the store."""
    with act(by, "welfare.unsign", recipient) as this:
        recipient = Recipient.objects.select_related("handout", "unit").get(pk=recipient.pk)
        require(rules.may_unsign(recipient))
        take_back_moves(this, recipient)
        recipient.signed_on, recipient.signed_by = None, ""
        recipient.save()
        if recipient.handout.is_supermarket:
            for portion in recipient.portions.all():
                portion.recipient = recipient
                portion.delete()
        this.note(name=recipient.name, title=recipient.handout.title(), why=words(why, 200))
    return recipient


def finish_handout(handout, *, by):
    """The hand-out is over; who has not signed stays on the list as not served."""
    with act(by, "welfare.finish_handout", handout) as this:
        handout = _fresh(handout)
        require(rules.may_change_list(handout))
        handout.state = State.CLOSED
        handout.save()
        this.note(title=handout.title())
    return handout
