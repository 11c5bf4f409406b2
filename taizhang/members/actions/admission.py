"""Applications: identified, made, decided by the committee; the page through which people apply by themselves."""

import secrets

from django.utils.translation import gettext as _

from taizhang.kernel import rulebook, sealing
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.calendar import deadline_by_rule
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of
from taizhang.members import queries, rules
from taizhang.members.actions.register import checked_number, enter_person, fill, locked, may_house
from taizhang.members.models import Admission, Application, Doorway, Membership

State, Source = Application.State, Application.Source
DECIDE_DAYS, A_DAY = "members.admission_days", "members.applications_a_day"
PERSON = ("name", "sex", "birth_on", "id_kind", "ethnic", "education", "political", "household")
WORK = ("group", "position", "employment", "migrant", "contract_since", "contract_until")


def prepare_application(unit, this, *, on, state, source, id_number="", phone="", **details):
    """An application, checked and not saved yet; inside the act `this`."""
    require(rules.admission.may_stand_on(on, today=day_of(this)))
    require(rules.may_be_named(details.get("name", "").strip()))
    require(may_house(unit, on))
    require(rules.admission.may_have_contract(details.get("contract_since"), details.get("contract_until")))
    found = Application(unit=unit, state=state, source=source)
    fill(found, (*PERSON, *WORK, "remark"), {name: value for name, value in details.items() if value not in (None, "")})
    number = checked_number(id_number, found.id_kind)
    found.give_id(number)
    found.give_phone(sealing.normalised(phone))
    if queries.admission.waiting_for(unit, found.id_index):
        raise Refused(_("An application of this person is waiting already."))
    if state == State.APPLIED:
        _applied(found, on)
    else:
        found.identified_on = on
    return found


def _applied(application, on):
    rule = rulebook.find(DECIDE_DAYS, application.unit, on)
    application.state, application.applied_on = State.APPLIED, on
    application.due_on = deadline_by_rule(on, rule).last if rule else None


def identify(unit, *, by, on, **person):
    """Put somebody of the staff on the list of those to be won, whatever the form of employment (catalogue OM-11)."""
    with act(by, "members.identify", unit, on=on) as this:
        found = prepare_application(unit, this, on=on, state=State.IDENTIFIED, source=Source.CLERK, **person)
        found.save()
        this.note(name=found.name, unit=unit.name)
    return found


def take_application(unit, *, by, on, **person):
    """Take in an application that somebody made at the counter."""
    with act(by, "members.take_application", unit, on=on) as this:
        found = prepare_application(unit, this, on=on, state=State.APPLIED, source=Source.CLERK, **person)
        found.save()
        this.note(name=found.name, unit=unit.name)
    return found


def apply_online(doorway, *, on, **person):
    """Somebody applies through the union's page, without an account. The page takes so many a day."""
    with act(SYSTEM, "members.apply_online", doorway.unit, on=on) as this:
        doorway = Doorway.objects.select_for_update(of=("self",)).select_related("unit").get(pk=doorway.pk)
        if not doorway.is_open(on):
            raise Refused(_("This page is closed. Ask your union."))
        limit = rulebook.find(A_DAY, doorway.unit, on)
        require(rules.admission.may_take_more(queries.admission.made_through(doorway, on), limit))
        found = prepare_application(doorway.unit, this, on=on, state=State.APPLIED, source=Source.SELF, **person)
        found.doorway = doorway
        found.save()
        this.note(name=sealing.mask_name(found.name), unit=doorway.unit.name)
    return found


def apply_now(application, *, by, on):
    """Somebody on the list of those to be won has applied."""
    with act(by, "members.apply_now", application, on=on) as this:
        found = _fresh(application)
        require(rules.admission.may_apply(found, on=on, today=day_of(this)))
        _applied(found, on)
        found.save()
        this.note(name=found.name)
    return found


def _fresh(application):
    return Application.objects.select_for_update(of=("self",)).select_related("unit").get(pk=application.pk)


def decide_applications(unit, *, by, on, applications, number="", refused=(), why="", remark=""):
    """The committee met: these are admitted, those are not. Whoever is admitted is a member from that day. → admission"""
    with act(by, "members.decide_applications", unit, on=on) as this:
        if not applications and not refused:
            raise Refused(_("Choose at least one person."))
        if refused and not why.strip():
            raise Refused(_("Say why the committee did not admit them."))
        number = number.strip()[:60] or queries.admission.next_number(unit, on.year)
        meeting = Admission(unit=unit, number=number, met_on=on, remark=remark.strip()[:200])
        meeting.save()
        for one in applications:
            _admit(_fresh(one), meeting, this, on, by)
        for one in refused:
            _refuse(_fresh(one), meeting, this, on, why)
        this.record = meeting
        this.note(number=number, unit=unit.name, admitted=len(applications), refused=len(refused))
    return meeting


def _admit(application, meeting, this, on, by):
    require(rules.admission.may_decide(application, on=on, today=day_of(this)))
    try:
        application.membership = enter_person(
            application.unit, this, on=on, by=by, **_file(application),
            id_number=application.id_number.reveal(), phone=application.phone.reveal(),
        )  # fmt: skip
    except Refused as refusal:
        raise Refused(f"{application.name}：{refusal}") from None
    application.state, application.decided_on, application.due_on = State.ADMITTED, on, None
    application.admission = meeting
    application.save()


def _file(application):
    return {field: getattr(application, field) for field in (*PERSON, *WORK)}


def _refuse(application, meeting, this, on, why):
    require(rules.admission.may_decide(application, on=on, today=day_of(this)))
    application.state, application.decided_on, application.due_on = State.REFUSED, on, None
    application.admission, application.why = meeting, why.strip()[:200]
    application.save()


def drop_application(application, *, by, on, to=State.WITHDRAWN, why=""):
    """The application is taken back, or the person does not work here any more."""
    with act(by, "members.drop_application", application, on=on) as this:
        found = _fresh(application)
        require(rules.admission.may_drop(found, on=on, today=day_of(this)))
        if to not in (State.WITHDRAWN, State.GONE):
            raise Refused(_("An application is taken back, or the person has left the post."))
        found.state, found.decided_on, found.due_on, found.why = to, on, None, why.strip()[:200]
        found.save()
        this.note(name=found.name, why=why)
    return found


def reveal_application(application, *, by, why):
    """Show the numbers of an applicant in full, once; who looked and why is kept."""
    with act(by, "members.reveal_application", application) as this:
        if len(why.strip()) < 2:
            raise Refused(_("Say why you need to see the numbers."))
        this.note(name=application.name, why=why.strip())
        return {"id_number": application.id_number.reveal(), "phone": application.phone.reveal()}


def open_doorway(unit, *, by, since, until):
    """Open a page on which whoever holds its code may apply; the code is printed and hung up, or sent around."""
    with act(by, "members.open_doorway", unit, on=since) as this:
        require(may_house(unit, since))
        require(rules.admission.may_open_doorway(since, until, today=day_of(this)))
        if queries.admission.doorway_at(unit):
            raise Refused(_("This union has an open page for applications already."))
        found = Doorway(unit=unit, code=secrets.token_urlsafe(12), since=since, until=until)
        found.save()
        this.note(unit=unit.name, until=until.isoformat())
    return found


def close_doorway(doorway, *, by, on):
    """Close the page; its code opens nothing any more."""
    with act(by, "members.close_doorway", doorway, on=on) as this:
        if doorway.closed_on:
            raise Refused(_("This page is closed already."))
        doorway.closed_on = on
        doorway.save()
        this.note(unit=doorway.unit.name)
    return doorway


def accept(membership, *, by, on, why=""):
    """Somebody whom an import brought as applying, or as waiting to be received, is taken in by the committee."""
    with act(by, "members.accept", membership, on=on) as this:
        membership = locked(membership)
        require(rules.admission.may_accept(membership))
        require(rules.may_change(membership, to=Membership.Status.MEMBER, on=on, today=day_of(this)))
        others = [one for one in queries.memberships_of(membership.person) if one.pk != membership.pk]
        require(rules.may_begin(others, on=on, where=_("another union")))
        membership.move_to(Membership.Status.MEMBER, on, why.strip()[:200])
        membership.save()
        this.note(name=membership.person.name, why=why)
    return membership
