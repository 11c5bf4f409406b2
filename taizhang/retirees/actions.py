"""The only ways to change what is on file about retirees."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import mark_void, put_on_record
from taizhang.members import actions as members
from taizhang.retirees import queries, rules
from taizhang.retirees.models import Celebration, Group, Leadership, Retiree, Visit

State = Retiree.State
FIELDS = (
    "name",
    "sex",
    "birth_on",
    "retired_on",
    "group",
    "phone",
    "health",
    "mobility",
    "alone",
    "wedding_on",
    "remark",
)
SEALED = ("phone", "health")


def _today(this):
    """The day of the act: its own moment, not the clock's."""
    return timezone.localtime(this.at).date()


def _fill(retiree, details):
    for field in FIELDS:
        if field in details:
            value = details[field]
            setattr(retiree, field, value.strip() if isinstance(value, str) else value)
    if retiree.group_id and retiree.group.unit_id != retiree.unit_id:
        raise Refused(_("This group belongs to another union."))


def register(unit, *, by, on, **details):
    """Put a retiree on the register of the union."""
    with act(by, "retirees.register", unit, on=on) as this:
        retiree = prepare_retiree(unit, this, on=on, **details)
        retiree.save()
        this.note(name=retiree.name, unit=unit.name)
    return retiree


def prepare_retiree(unit, this, *, on, person=None, **details):
    """A retiree, checked and not saved yet; inside the act `this`."""
    retiree = Retiree(unit=unit, person=person, registered_on=on)
    _fill(retiree, details)
    if person is not None:
        retiree.sex, retiree.birth_on = retiree.sex or person.sex, retiree.birth_on or person.birth_on
        if queries.retiree_of(person):
            raise Refused(_("This person is on a register of retirees already."))
    require(
        rules.may_register(
            name=retiree.name, birth_on=retiree.birth_on, retired_on=retiree.retired_on, on=on, today=_today(this)
        )
    )
    return retiree


def take_over(unit, *, by, on):
    """Take over everybody whose membership is kept because of retirement and who is on no register of retirees yet. → how many"""
    with act(by, "retirees.take_over", unit, on=on) as this:
        made = [
            prepare_retiree(
                one.unit, this, on=on, person=one.person, name=one.person.name, sex=one.person.sex, birth_on=one.person.birth_on,
                retired_on=day, phone=one.person.phone.reveal(),
            )
            for one, day in queries.newly_kept(unit)
        ]  # fmt: skip
        if not made:
            raise Refused(_("Everybody whose membership is kept because of retirement is on the register already."))
        this.create_all(Retiree, made)
        this.record = None
        this.note(people=len(made), unit=unit.name)
    return len(made)


def change(retiree, *, by, on, **details):
    """Change what is on file; sealed columns left empty stay as they are."""
    with act(by, "retirees.change", retiree, on=on) as this:
        retiree = _fresh(retiree)
        require(rules.may_act(retiree, on=on, today=_today(this)))
        _fill(retiree, {name: value for name, value in details.items() if name not in SEALED or value})
        require(
            rules.may_register(
                name=retiree.name, birth_on=retiree.birth_on, retired_on=retiree.retired_on, on=on, today=_today(this)
            )
        )
        retiree.save()
        this.note(name=retiree.name)
    return retiree


def _fresh(retiree):
    return Retiree.objects.select_for_update(of=("self",)).select_related("unit", "group").get(pk=retiree.pk)


def leave(retiree, *, by, on, to=State.DIED, why=""):
    """The retiree has died or moved away: leadership and what was still listed end with it."""
    with act(by, "retirees.leave", retiree, on=on) as this:
        retiree = _fresh(retiree)
        require(rules.may_act(retiree, on=on, today=_today(this)))
        retiree.state, retiree.ended_on = to, on
        retiree.save()
        for time in Leadership.objects.standing().filter(leader=retiree, until=None):
            time.until, time.handover = max(on, time.since), why.strip()[:200]
            time.save()
        waiting = Celebration.objects.standing().filter(retiree=retiree, state=Celebration.State.LISTED)
        for one in waiting.select_related("retiree"):
            one.state, one.why = Celebration.State.SKIPPED, retiree.get_state_display()
            one.save()
        if to == State.DIED and retiree.person_id:
            members.end_by_death(retiree.person, this, on=on, why=why)  # a death is entered once
        this.record = retiree
        this.note(name=retiree.name, state=str(to), why=why)
    return retiree


def reveal(retiree, *, by, why):
    """Show telephone and health, once; who looked and why is kept."""
    with act(by, "retirees.reveal", retiree) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see it."))
        this.note(name=retiree.name, why=why.strip())
        return {"phone": retiree.phone.reveal(), "health": retiree.health.reveal()}


def visit(retiree, *, by, on, visitors="", occasion="", amount=None, gift="", remark=""):
    """Somebody went to see a retiree."""
    with act(by, "retirees.visit", retiree, on=on) as this:
        retiree = _fresh(retiree)
        require(rules.may_act(retiree, on=on, today=_today(this)))
        made = Visit(
            unit=retiree.unit, retiree=retiree, on=on, visitors=visitors.strip()[:120], occasion=occasion.strip()[:60], amount=amount,
            gift=gift.strip()[:60], remark=remark.strip()[:200],
        )  # fmt: skip
        made.save()
        this.record = made
        this.note(name=retiree.name)
    return made


def found_group(unit, *, by, on, name, remark=""):
    """Make a group of retirees."""
    with act(by, "retirees.found_group", unit, on=on) as this:
        if not name.strip():
            raise Refused(_("The name is missing."))
        if Group.objects.standing().filter(unit=unit, name=name.strip()).exists():
            raise Refused(_("A group bears this name already."))
        made = Group(unit=unit, name=name.strip()[:60], remark=remark.strip()[:200])
        made.save()
        this.note(name=made.name)
    return made


def hand_over(group, *, by, on, leader, handover=""):
    """A new leader takes over; the one before hands over on that day, and how is on file."""
    with act(by, "retirees.hand_over", group, on=on) as this:
        before = queries.leader_of(group)
        require(rules.may_lead(group, leader, since=on, today=_today(this), before=before, handover=handover))
        if before is not None:
            before.until, before.handover = on, handover.strip()[:200]
            before.save()
        made = Leadership(unit=group.unit, group=group, leader=leader, since=on)
        made.save()
        this.record = made
        this.note(name=leader.name, group=group.name)
    return made


def make_list(unit, *, by, on, year):
    """Compute the year's round birthdays and weddings by the rulebook, and list those that are not listed yet. → how many"""
    with act(by, "retirees.make_list", unit, on=on) as this:
        require(rules.may_list(year, today=_today(this)))
        known = queries.listed(unit, year)
        made = [
            Celebration(unit=one.unit, retiree=one, year=year, occasion=each.occasion, years=each.years, due_on=each.on)
            for one, each in queries.computed(unit, year, on)
            if (one.pk, str(each.occasion)) not in known
        ]
        this.create_all(Celebration, made)
        this.record = None
        this.note(people=len(made), year=year, unit=unit.name)
    return len(made)


def _listed(celebration):
    found = Celebration.objects.select_for_update(of=("self",)).select_related("retiree", "unit")
    return found.get(pk=celebration.pk)


def celebrate(celebration, *, by, on, amount=None, gift="", quantity=None):
    """It was celebrated: when, with what."""
    with act(by, "retirees.celebrate", celebration, on=on) as this:
        one = _listed(celebration)
        require(rules.may_celebrate(one, on=on, today=_today(this)))
        one.state, one.celebrated_on, one.amount = Celebration.State.CELEBRATED, on, amount
        one.gift, one.quantity = gift.strip()[:60], (quantity or 1) if gift.strip() else None
        one.save()
        this.note(name=one.retiree.name, matter=one.matter)
    return one


def skip(celebration, *, by, why):
    """It is not celebrated, with the reason."""
    with act(by, "retirees.skip", celebration) as this:
        one = _listed(celebration)
        require(rules.may_celebrate(one, on=_today(this), today=_today(this)))
        if not why.strip():
            raise Refused(_("Say why it is not celebrated."))
        one.state, one.why = Celebration.State.SKIPPED, why.strip()[:200]
        one.save()
        this.note(name=one.retiree.name, matter=one.matter, why=why)
    return one


def attach(record, file, *, by, kind):
    """Put a file on record: a photograph, the list of who signed, the papers of a handing over."""
    with act(by, "retirees.attach", record) as this:
        return put_on_record(this, record, file, kind)


def void(record, *, by, why):
    """Entered by mistake: it counts nowhere any more."""
    with act(by, "retirees.void", record) as this:
        record = type(record)._base_manager.select_for_update(of=("self",)).select_related("unit").get(pk=record.pk)
        require(rules.may_void(record))
        if isinstance(record, Leadership) and record.until is None:
            _lead_again(record)
        if isinstance(record, Retiree):
            for one in Celebration.objects.standing().filter(retiree=record).select_related("retiree"):
                one.voided_at = this.at
                one.save()
        mark_void(this, record, why)
    return record


def _lead_again(mistaken):
    """The leader who had handed over leads on."""
    before = Leadership.objects.standing().filter(group=mistaken.group, until=mistaken.since).exclude(pk=mistaken.pk)
    one = before.filter(leader__state=State.REGISTERED).order_by("-since", "-pk").first()
    if one is not None:
        mistaken.until = mistaken.since  # one leader of a group at a time
        mistaken.save()
        one.until, one.handover = None, ""
        one.save()
