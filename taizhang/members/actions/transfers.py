"""The acts of a transfer. Whatever happens, the person belongs to one union on every day: the old one until she is received."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of
from taizhang.members import queries, rules
from taizhang.members.actions.cards import move_cards
from taizhang.members.actions.register import MEMBERSHIP_FIELDS, end_cards, enter_person, fill, locked, may_house
from taizhang.members.models import Membership, Transfer

State, Way, Asker = Transfer.State, Transfer.Way, Transfer.Asker
RELEASE_DAYS, RECEIVE_DAYS, CLOSE_DAYS = (f"members.transfer.{step}_days" for step in ("release", "receive", "close"))


def _fresh(transfer):
    """The transfer as it stands now, its row locked."""
    return (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("person", "unit", "to", "membership__unit", "membership__person")
        .get(pk=transfer.pk)
    )


def ask_transfer(membership, *, by, to, on, asked_by=Asker.OLD, why="", outside=""):
    """Ask for a transfer, as the old union or for the member; the old union has to release within the days of the rulebook."""
    with act(by, "members.ask_transfer", membership, on=on) as this:
        transfer = _asked(locked(membership), this, to=to, on=on, asked_by=asked_by, why=why, outside=outside)
        this.record = transfer
        this.note(name=transfer.person.name, to=transfer.to_name, why=why)
    return transfer


def ask_for_member(unit, *, by, on, name, id_number, why=""):
    """The new union asks for somebody who works there now. Name and number must fit; else nothing is said about anybody."""
    with act(by, "members.ask_for_member", unit, on=on) as this:
        person = queries.person_by_id(id_number)
        held = [one for one in queries.memberships_of(person) if one.is_standing] if person else []
        if not held or person.name != name.strip():
            raise Refused(_("Nobody in membership bears this name and number. Compare both with the card."))
        transfer = _asked(locked(held[0]), this, to=unit, on=on, asked_by=Asker.NEW, why=why)
        this.record = transfer
        this.note(name=person.name, to=unit.name, why=why)
    return transfer


def ask_as_member(membership, *, to, on, why):
    """The member asks behind the own link."""
    with act(SYSTEM, "members.ask_as_member", membership, on=on) as this:
        transfer = _asked(locked(membership), this, to=to, on=on, asked_by=Asker.MEMBER, why=why)
        this.record = transfer
        this.note(name=transfer.person.name, to=transfer.to_name, why=why)
    return transfer


def _asked(membership, this, *, to, on, asked_by, why="", outside=""):
    under_way = queries.transfers.under_way(membership.person)
    require(rules.transfers.may_ask(membership, to, on=on, today=day_of(this), under_way=under_way))
    if to is not None:
        require(may_house(to, on))
    else:
        require(rules.transfers.may_go_outside(outside))
    transfer = Transfer(
        unit=membership.unit, person=membership.person, membership=membership, to=to, asked_on=on, asked_by=asked_by,
        way=Way.INSIDE if to is not None else Way.OUT, outside="" if to is not None else outside.strip()[:120],
        why=why.strip()[:200], due_on=queries.transfers.last_day(RELEASE_DAYS, membership.unit, on),
    )  # fmt: skip
    transfer.save()
    return transfer


def release(membership, *, by, on, to=None, letter="", outside="", batch_no=""):
    """Release a member with a letter. Until the other union has received her, she stays a member here (rules on membership, article 3).

    Answers a request that waits, if it goes to the same union; otherwise the old union begins the transfer itself.
    """
    with act(by, "members.release", membership, on=on) as this:
        membership = locked(membership)
        transfer = queries.transfers.under_way(membership.person)
        if transfer is None or transfer.state != State.ASKED or transfer.to != to:
            transfer = _asked(membership, this, to=to, on=on, asked_by=Asker.OLD, outside=outside)
        transfer = _released(_fresh(transfer), membership, this, on=on, letter=letter, batch_no=batch_no)
        this.record = transfer
        this.note(name=membership.person.name, to=transfer.to_name, letter=transfer.number)
    return transfer


def _released(transfer, membership, this, *, on, letter, batch_no=""):
    require(rules.transfers.may_release(transfer, membership, on=on, today=day_of(this)))
    if transfer.to_id:
        require(may_house(transfer.to, on))
    list(Unit.objects.select_for_update(no_key=True).filter(pk=transfer.unit_id))  # one number after the other
    transfer.number = _letter_number(letter) or queries.transfers.next_number(transfer.unit, on.year)
    transfer.state, transfer.released_on, transfer.batch_no = State.RELEASED, on, batch_no
    transfer.due_on = queries.transfers.last_day(RECEIVE_DAYS, transfer.unit, on)
    transfer.save()
    membership.bound_for = transfer.to
    membership.save()
    return transfer


def _letter_number(letter):
    number = letter.strip()[:60]
    if number and queries.transfers.by_number(number):
        raise Refused(_("A letter bears the number %s already.") % number)
    return number


def release_batch(unit, *, by, on, memberships, to=None, outside=""):
    """Release many members at once (an employer is split, a workshop moves); each gets a letter, all one batch. → transfers"""
    with act(by, "members.release_batch", unit, on=on) as this:
        if not memberships:
            raise Refused(_("Choose at least one person."))
        batch_no = f"{on:%Y%m%d}-{unit.pk}-{this.at:%H%M%S}"
        done = []
        for one in memberships:
            membership = locked(one)
            transfer = _asked(membership, this, to=to, on=on, asked_by=Asker.OLD, outside=outside)
            done.append(_released(_fresh(transfer), membership, this, on=on, letter="", batch_no=batch_no))
        this.record = None
        this.note(people=len(done), to=done[0].to_name, unit=unit.name)
    return done


def recall(transfer, *, by, on, why=""):
    """Take back what one asked for or released, before the other union has received the member."""
    return _ended(transfer, by, "members.recall", State.WITHDRAWN, on, why, here=transfer.asked_by != Asker.NEW)


def refuse_transfer(transfer, *, by, on, why):
    """The old union does not release, or the new one does not take over; the reason is on file and both see it."""
    return _ended(transfer, by, "members.refuse_transfer", State.REFUSED, on, why, here=transfer.state == State.ASKED)


def _ended(transfer, by, code, state, on, why, *, here):
    """The side that ends it: the old union (`here`) or the new one."""
    with act(by, code, transfer.unit if here or transfer.to is None else transfer.to, on=on) as this:
        transfer = _fresh(transfer)
        require(rules.transfers.may_end(transfer, on=on, today=day_of(this)))
        _end(transfer, state, on, why)
        this.record = transfer
        this.note(name=transfer.person.name, to=transfer.to_name, why=why)
    return transfer


def _end(transfer, state, on, why):
    transfer.state, transfer.ended_on, transfer.end_why, transfer.due_on = state, on, why.strip()[:200], None
    transfer.save()
    membership = locked(transfer.membership)
    membership.bound_for = None
    membership.save()


def expire_transfers(on):
    """Letters past their last day expire; the member stays at the old union, which may release again. → how many"""
    expired = 0
    for one in queries.transfers.lapsed(on):
        with act(SYSTEM, "members.expire_transfer", one, on=on) as this:
            transfer = _fresh(one)
            if rules.transfers.may_expire(transfer, on=on):
                _end(transfer, State.EXPIRED, on, _("not received by %s") % transfer.due_on)
                expired += 1
            this.note(name=transfer.person.name, to=transfer.to_name)
    return expired


def receive(transfer, *, by, on, group="", employment="", position="", kept=False):
    """Receive a member whom another union released: one event, seen by both sides (rules on membership, article 3).

    `kept`: the membership is kept here, by the union of the residence, for whoever has no employer with a union (rules of 2000, article 6).
    """
    if transfer.to is None:
        raise Refused(_("This transfer leads to a union outside; note its return slip instead."))
    with act(by, "members.receive", transfer.to, on=on) as this:
        transfer = _fresh(transfer)
        old = locked(transfer.membership)
        require(rules.transfers.may_receive(transfer, old, on=on, today=day_of(this)))
        details = {"group": group, "employment": employment, "position": position}
        new = hand_over(old, transfer.to, on, details, kept=kept)
        _received(transfer, on, new)
        this.record = new
        this.note(name=new.person.name, unit=old.unit.name)
    return new


def _received(transfer, on, new=None):
    transfer.state, transfer.received_on, transfer.became = State.RECEIVED, on, new
    transfer.due_on = queries.transfers.last_day(CLOSE_DAYS, transfer.unit, on)
    transfer.save()


def return_slip(transfer, *, by, on):
    """The union outside has sent the return slip: on its day the membership here ends."""
    with act(by, "members.return_slip", transfer.unit, on=on) as this:
        transfer = _fresh(transfer)
        if transfer.way != Way.OUT:
            raise Refused(_("The other union belongs to the federation and receives the member itself."))
        old = locked(transfer.membership)
        require(rules.transfers.may_receive(transfer, old, on=on, today=day_of(this)))
        old.bound_for = None
        end_cards(old, on, _("transferred to %s") % transfer.outside)
        old.move_to(Membership.Status.MOVED, on, _("transferred to %s") % transfer.outside)
        old.save()
        _received(transfer, on)
        this.record = transfer
        this.note(name=transfer.person.name, to=transfer.outside)
    return transfer


def close_transfer(transfer, *, by, on):
    """File and card are handed over and the return slip is back."""
    with act(by, "members.close_transfer", transfer.unit, on=on) as this:
        transfer = _fresh(transfer)
        require(rules.transfers.may_close(transfer, on=on, today=day_of(this)))
        transfer.state, transfer.ended_on, transfer.due_on = State.CLOSED, on, None
        transfer.save()
        this.record = transfer
        this.note(name=transfer.person.name, to=transfer.to_name)
    return transfer


def transfer(membership, *, by, to, on, letter="", group="", employment="", position="", kept=False):
    """Move a member from one union to another in one step; needs the right at both, so a superior of both does it. `kept` as for `receive`."""
    with act(by, "members.transfer", membership, on=on, also=(to,)) as this:
        old = locked(membership)
        moved = _asked(old, this, to=to, on=on, asked_by=Asker.OLD)
        moved = _released(_fresh(moved), old, this, on=on, letter=letter)
        old = locked(old)
        new = hand_over(old, to, on, {"group": group, "employment": employment, "position": position}, kept=kept)
        _received(moved, on, new)
        moved.state, moved.ended_on, moved.due_on = State.CLOSED, on, None
        moved.save()
        this.record = old
        this.note(name=new.person.name, to=to.name, letter=moved.number)
    return new


def hand_over(old, to, on, details, *, kept=False):
    """End the old membership and begin the new one on the same day; what the old union knew about the work is taken along."""
    require(may_house(to, on))
    others = [one for one in queries.memberships_of(old.person) if one.pk != old.pk]
    require(rules.may_begin(others, on=on, where=_("another union")))
    status = Membership.Status.KEPT if kept else Membership.Status.MEMBER
    new = Membership(unit=to, person=old.person, joined_on=on, status=status, came_from=old)
    new.migrant, new.employment, new.card_no = old.migrant, old.employment, old.card_no
    fill(new, MEMBERSHIP_FIELDS, {name: value for name, value in details.items() if value})
    old.bound_for = None
    old.move_to(Membership.Status.MOVED, on, _("transferred to %s") % to.name)
    old.save()
    new.save()
    move_cards(old, new)
    return new


def receive_from_outside(unit, *, by, on, outside, letter="", **person):
    """Take over somebody with the letter of a union outside the federation. `person`: what `admit` asks for. → membership"""
    with act(by, "members.receive_from_outside", unit, on=on) as this:
        require(rules.transfers.may_go_outside(outside))
        new = enter_person(unit, this, on=on, by=by, from_outside=outside.strip()[:120], **person)
        Transfer(
            unit=unit, person=new.person, became=new, way=Way.IN, outside=outside.strip()[:120], state=State.CLOSED,
            asked_on=on, asked_by=Asker.NEW, released_on=on, received_on=on, ended_on=on, number=_letter_number(letter),
        ).save()  # fmt: skip
        this.record = new
        this.note(name=new.person.name, unit=unit.name, outside=outside)
    return new
