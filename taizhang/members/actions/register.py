"""The only ways to change the register of members."""

from django.utils.translation import gettext as _

from taizhang.intake import identity
from taizhang.kernel import onetime, rulebook, sealing
from taizhang.kernel.access import can
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of
from taizhang.members import own, queries, rules
from taizhang.members.models import Card, Distinction, Membership, Person, Transfer
from taizhang.organisation.queries import is_union

Status = Membership.Status
IDLE_MONTHS = "members.automatic_exit_months"
PERSON_FIELDS = ("name", "sex", "birth_on", "id_kind", "ethnic", "education", "political", "household")
MEMBERSHIP_FIELDS = (
    "group",
    "position",
    "employment",
    "migrant",
    "contract_since",
    "contract_until",
    "card_no",
    "remark",
    "joined_on",
)


def admit(
    unit, *, by, on, name, sex="", birth_on=None, id_kind=Person.IdKind.RESIDENT, id_number="", phone="", **details
):
    """Admit a person into the union after the application (Constitution of the unions, article 2; rules on membership, article 5)."""
    with act(by, "members.admit", unit, on=on) as this:
        membership = enter_person(
            unit,
            this,
            on=on,
            by=by,
            name=name,
            sex=sex,
            birth_on=birth_on,
            id_kind=id_kind,
            id_number=id_number,
            phone=phone,
            **details,
        )
        this.note(name=membership.person.name, unit=unit.name)
    return membership


def enter_person(
    unit,
    this,
    *,
    on,
    by,
    name,
    sex="",
    birth_on=None,
    id_kind=Person.IdKind.RESIDENT,
    id_number="",
    phone="",
    from_outside="",
    **details,
):
    """The person, new or known by the number, and the membership that begins on the day; inside the act `this`."""
    number = checked_number(id_number, id_kind)
    require(rules.may_be_named(name.strip()))
    birth_on = birth_on or _birth_in(number)
    require(rules.may_join_on(on, today=day_of(this), birth_on=birth_on))
    require(may_house(unit, on))
    require(rules.admission.may_have_contract(details.get("contract_since"), details.get("contract_until")))
    person = _known(number, name.strip()) or Person(name=name.strip(), id_kind=id_kind)
    fill_person(person, number, phone, {"sex": sex or _sex_in(number), "birth_on": birth_on}, details)
    held = queries.memberships_of(person) if person.pk else []
    require(rules.may_begin(held, on=on, where=_where(held, by)))
    person.save()
    membership = Membership(unit=unit, person=person, joined_on=on, status=Status.MEMBER, from_outside=from_outside)
    fill(membership, MEMBERSHIP_FIELDS, details)
    membership.save()
    return membership


def checked_number(text, id_kind):
    """The identity number in its one spelling; a resident's must be right."""
    number = sealing.normalised(text)
    if id_kind == Person.IdKind.RESIDENT and len(number) == 15 and number.isdigit():
        number = identity.extend(number)
    require(rules.may_carry_number(number, resident=id_kind == Person.IdKind.RESIDENT))
    return number


def _birth_in(number):
    return identity.birth_date(number) if len(number) == 18 and number[:17].isdigit() else None


def _sex_in(number):
    return identity.sex_of(number) if len(number) == 18 and number[:17].isdigit() else ""


def may_house(unit, on):
    return rules.may_have_members(
        is_union=is_union(unit), founded_on=unit.since, until=unit.until, on=on, name=unit.name
    )


def _known(number, name):
    """The person on file with this number. Another name on the same number is a mistake that somebody must look into."""
    person = queries.person_by_id(number) if number else None
    if person and person.name != name:
        raise Refused(
            _("This identity number is on file for %s. Compare name and number with the card.")
            % sealing.mask_name(person.name)
        )
    return person


def _where(held, by):
    """The union that the person belongs to, named only to those who may see it."""
    standing = [one for one in held if one.is_standing]
    if standing and Unit.objects.visible_to(by).filter(pk=standing[0].unit_id).exists():
        return standing[0].unit.name
    return _("another union")


def fill_person(person, number, phone, known, details):
    if number and not person.id_index:
        person.give_id(number)
    if phone:
        person.give_phone(sealing.normalised(phone))
    for field, value in known.items():
        if value:
            setattr(person, field, value)
    fill(person, PERSON_FIELDS, {name: details[name] for name in PERSON_FIELDS if details.get(name)})


def fill(record, fields, details):
    """Write the fields that were given; texts are trimmed and refused when too long."""
    for name in fields:
        if name not in details:
            continue
        value = details[name]
        if isinstance(value, str):
            value, limit = value.strip(), record._meta.get_field(name).max_length
            if limit and len(value) > limit:
                words = {"field": record._meta.get_field(name).verbose_name, "limit": limit}
                raise Refused(_("“%(field)s” is too long: %(limit)d characters at most.") % words)
        setattr(record, name, value)


def locked(membership):
    """The membership as it stands now, under the act's lock."""
    return Membership.objects.select_related("person", "unit", "bound_for").get(pk=membership.pk)


def leave(membership, *, by, on, to=Status.LEFT, why=""):
    """The person leaves: own request, lapse after six idle months, expulsion, or death (Constitution of the unions)."""
    with act(by, "members.leave", membership, on=on) as this:
        membership = locked(membership)
        require(rules.may_leave(membership, to=to, on=on, today=day_of(this), why=why))
        if to == Status.LAPSED:
            _require_idleness(membership, on)
        end_membership(membership, to=to, on=on, why=why)
        this.note(name=membership.person.name, status=str(to), why=why)
    return membership


def end_by_death(person, this, *, on, why):
    """A death that another register enters ends the membership too, where the same officer keeps this register; inside the act `this`."""
    for one in queries.memberships_of(person):
        may = one.is_standing and can(this.by, "members.leave", one.unit)
        if may and rules.may_leave(one, to=Status.DIED, on=on, today=day_of(this)):
            end_membership(one, to=Status.DIED, on=on, why=why)


def _require_idleness(membership, on):
    rule = rulebook.find(IDLE_MONTHS, membership.unit, on)
    seen_on = queries.last_took_part(membership.person, on)
    require(rules.may_lapse(membership, on=on, months=int(rule.value) if rule else None, seen_on=seen_on))


def end_membership(membership, *, to, on, why):
    """The membership ends, and with it a transfer under way and the card; inside an act that may end it."""
    stop_transfer(membership, on, _("the member left"))
    end_cards(membership, on, _("the member left"))
    membership.move_to(to, on, why.strip()[:200])
    membership.save()


def stop_transfer(membership, on, why):
    """A transfer that waits comes to nothing, because the membership itself has ended."""
    transfer = queries.transfers.under_way(membership.person)
    if transfer is not None and transfer.membership_id == membership.pk:
        transfer.state, transfer.end_why, transfer.due_on = Transfer.State.WITHDRAWN, why, None
        transfer.ended_on = max(on, transfer.released_on or transfer.asked_on)
        transfer.save()
    membership.bound_for = None


def end_cards(membership, on, why):
    """The valid card ends with the membership: it is counted no longer, and whoever joins again gets a new one."""
    for card in Card.objects.standing().filter(membership=membership, state=Card.State.VALID):
        card.state, card.ended_on, card.why = Card.State.VOID, max(on, card.issued_on), why[:200]
        card.save()


def keep(membership, *, by, on, why):
    """Keep the membership of somebody retired, unemployed or in military service: no dues, no vote (Trade Union Law, article 13)."""
    with act(by, "members.keep", membership, on=on) as this:
        membership = locked(membership)
        require(rules.may_keep(membership, on=on, today=day_of(this)))
        membership.move_to(Status.KEPT, on, why.strip()[:200])
        membership.save()
        this.note(name=membership.person.name, why=why)
    return membership


def restore(membership, *, by, on, why=""):
    """A kept membership comes alive again, dues and vote with it (rules on membership)."""
    with act(by, "members.restore", membership, on=on) as this:
        membership = locked(membership)
        require(rules.may_restore(membership, on=on, today=day_of(this)))
        membership.move_to(Status.MEMBER, on, why.strip()[:200])
        membership.save()
        this.note(name=membership.person.name, why=why)
    return membership


def correct(membership, *, by, why, **details):
    """Put right what was wrong on file from the start; what changed on a day is an act of its own."""
    with act(by, "members.correct", membership) as this:
        membership = locked(membership)
        changed = rewrite(membership, this, details)
        this.note(name=membership.person.name, why=why, changed=changed)
    return membership


def rewrite(membership, this, details):
    """Write what is given into the file of person and membership; `id_number` and `phone` None stay as they are. → what changed"""
    person = membership.person
    before = _words(membership)
    fill(person, PERSON_FIELDS, details)
    require(rules.may_be_named(person.name))
    fill(membership, MEMBERSHIP_FIELDS, details)
    require(rules.admission.may_have_contract(membership.contract_since, membership.contract_until))
    resealed = _reseal(person, details.get("id_number"), details.get("phone"))
    _check_joined(membership, this)
    person.save()
    membership.save()
    for other in queries.memberships_of(person):
        if other.pk != membership.pk:
            this.touch(other)  # its facts say the person's sex too
    return sorted({*resealed, *(field for field, value in _words(membership).items() if value != before[field])})


def _reseal(person, id_number, phone):
    """A number that was typed in replaces the one on file; None leaves it as it is. → the columns that were sealed anew"""
    changed = []
    if id_number is not None:
        number = checked_number(id_number, person.id_kind)
        known = queries.person_by_id(number) if number else None
        if known and known.pk != person.pk:
            raise Refused(_("This identity number is on file for %s already.") % sealing.mask_name(known.name))
        person.give_id(number)
        changed.append("id_number")
    if phone is not None:
        person.give_phone(sealing.normalised(phone))
        changed.append("phone")
    return changed


def _check_joined(membership, this):
    """A corrected joining date obeys the rules of joining, and does not reach into another membership."""
    on = membership.joined_on
    if on is None:
        return
    require(rules.may_join_on(on, today=day_of(this), birth_on=membership.person.birth_on))
    first = membership.changes()[0][0] if membership.history else membership.left_on
    if first and on > first:
        raise Refused(_("The day of joining cannot lie after %s, when the status changed.") % first)
    others = [one for one in queries.memberships_of(membership.person) if one.pk != membership.pk]
    own = rules.spans([membership])
    if any(rules.meet(span, other) for span in own for other in rules.spans(others)):
        raise Refused(_("On that day the person belonged to another union already."))


def _words(membership):
    person = {field: getattr(membership.person, field) for field in PERSON_FIELDS}
    return person | {field: getattr(membership, field) for field in MEMBERSHIP_FIELDS}


def withdraw(membership, *, by, why):
    """Take back a membership that was entered by mistake: it never was. Its figures go with it."""
    with act(by, "members.withdraw", membership) as this:
        membership = locked(membership)
        if membership.voided_at is not None:
            raise Refused(_("This membership was withdrawn as entered by mistake."))
        if Membership.objects.filter(came_from=membership).standing().exists():
            raise Refused(_("The membership was transferred onwards; withdraw the newer one first."))
        stop_transfer(membership, day_of(this), _("the membership was withdrawn"))
        end_cards(membership, day_of(this), _("the membership was withdrawn"))
        for arrival in Transfer.objects.filter(became=membership, voided_at=None):
            arrival.voided_at = this.at  # it led to a membership that never was
            arrival.save()
        membership.voided_at = this.at
        membership.save()
        this.note(name=membership.person.name, why=why)
    return membership


def reveal(membership, *, by, why):
    """Show identity number and telephone in full, once; who looked and why is kept (Personal Information Protection Law, article 51)."""
    with act(by, "members.reveal", membership) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see the numbers."))
        person = membership.person
        this.note(name=person.name, why=why.strip())
        return {"id_number": person.id_number.reveal(), "phone": person.phone.reveal()}


def issue_link(membership, *, by, why):
    """A link with which the member looks at the own data once, without an account. Handed over in person. → token"""
    with act(by, "members.issue_link", membership) as this:
        this.note(name=membership.person.name, why=why)
        return onetime.make(by, purpose=own.purpose(membership), valid_hours=own.LINK_HOURS)


def open_link(membership, token):
    """The member opens the link: it is used up, and the log says that the data were looked at by the member."""
    with act(SYSTEM, "members.open_link", membership) as this:
        issued_by = onetime.use(token, purpose=own.purpose(membership))
        this.note(name=membership.person.name, by=issued_by.name)
    return membership


def tell_apart(first, second, *, by, why=""):
    """Two persons who look alike are two: the list of possible duplicates does not ask again."""
    low, high = sorted((first, second), key=lambda membership: membership.person_id)
    with act(by, "members.tell_apart", low.unit) as this:
        if low.person_id == high.person_id:
            raise Refused(_("This is one and the same person."))
        if Distinction.objects.standing().filter(first=low.person, second=high.person).exists():
            raise Refused(_("These two were told apart already."))
        found = Distinction(unit=low.unit, first=low.person, second=high.person, why=why.strip()[:200])
        found.save()
        this.note(name=low.person.name, other=high.person.name, why=why)
    return found
