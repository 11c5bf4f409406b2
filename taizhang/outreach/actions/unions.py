"""The writers of joint unions and of registrations."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import afresh, day_of, words
from taizhang.organisation import actions as organisation
from taizhang.organisation import kinds
from taizhang.outreach import rules
from taizhang.outreach.actions import establishments
from taizhang.outreach.actions.parts import locked
from taizhang.outreach.models import Affiliation, Establishment, Registration, Renewal
from taizhang.outreach.queries import deadlines, firms
from taizhang.outreach.queries import unions as queries
from taizhang.outreach.rules import unions as way

State, Step = Affiliation.State, Registration.State


# --- joint unions and foreign capital -------------------------------------------------------------------------------------------------


def survey(union, *, by, on, name="", firm=None, capital="domestic", ownership="", staff=None):
    """A small firm is found for a joint union: a unit of the tree, or a shop that has none."""
    with act(by, "outreach.survey", union, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        name = words(name, 120) or (firm.name if firm else "")
        require(rules.needs_words(name, _("Write the name of the firm.")))
        twin = Affiliation.objects.standing().filter(unit=union, name=name, left_on=None).exists()
        already = twin or (firm is not None and firms.affiliated(firm))
        gathers = kinds.of(union.kind).family == "gathering"
        is_union = firm is not None and firms.is_union(firm)
        require(way.may_survey(gathers=gathers, firm_is_union=is_union, already=already))
        if staff is None and firm is not None:
            staff = firms.staff_of(firm, on)
        one = Affiliation(
            unit=union,
            firm=firm,
            name=name,
            capital=capital,
            ownership=words(ownership, 30),
            staff=staff,
            surveyed_on=on,
        )
        one.save()
        this.note(title=one.title())
    return one


def persuade(affiliation, *, by, on, spoke_with):
    """Somebody spoke with the firm, and it agrees."""
    with act(by, "outreach.persuade", affiliation, on=on) as this:
        affiliation = locked(affiliation)
        require(rules.needs_standing(affiliation))
        require(way.may_persuade(affiliation))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.not_before(affiliation.surveyed_on, on, _("surveyed on")))
        require(rules.needs_words(spoke_with, _("Write with whom you spoke.")))
        affiliation.state, affiliation.persuaded_on = State.PERSUADED, on
        affiliation.spoke_with = words(spoke_with, 120)
        affiliation.save()
        this.note(title=affiliation.title())
    return affiliation


def join(affiliation, *, by, on, members):
    """The firm joins the joint union; in the tree it is covered by it from now on (Trade Union Law, article 11)."""
    with act(by, "outreach.join", affiliation, on=on) as this:
        affiliation = locked(affiliation)
        require(rules.needs_standing(affiliation))
        require(way.may_join(affiliation, members))
        require(rules.may_happen_on(on, today=day_of(this)))
        require(rules.not_before(affiliation.persuaded_on, on, _("persuaded on")))
        affiliation.state, affiliation.joined_on, affiliation.members = State.JOINED, on, members
        affiliation.save()
        _cover(affiliation, by, affiliation.unit)
        this.note(title=affiliation.title(), people=members)
    return affiliation


def _cover(affiliation, by, union):
    if affiliation.firm is None or firms.is_union(affiliation.firm):
        return
    profile = firms.profile_of(affiliation.firm)
    if profile is not None and profile.is_open:
        organisation.amend(profile, by=by, why=affiliation.title(), covered_by=union)


def found_own(affiliation, *, by, on, officer=""):
    """The firm is large enough: it founds its own union instead. → the establishment"""
    with act(by, "outreach.found_own", affiliation, on=on) as this:
        affiliation = locked(affiliation)
        require(rules.needs_standing(affiliation))
        require(way.may_found_own(affiliation, affiliation.firm is not None))
        begun = establishments.begin(
            affiliation.firm, by=by, on=on, officer=officer, source=Establishment.Source.LIST, staff=affiliation.staff
        )
        affiliation.state, affiliation.establishment = State.OWN, begun
        affiliation.save()
        this.note(title=affiliation.title())
    return begun


def leave(affiliation, *, by, on, why):
    """The firm leaves the joint union again: it closed, or has a union of its own now."""
    with act(by, "outreach.leave", affiliation, on=on) as this:
        affiliation = locked(affiliation)
        require(rules.needs_standing(affiliation))
        require(rules.needs_reason(why))
        require(way.may_leave(affiliation, on))
        require(rules.may_happen_on(on, today=day_of(this)))
        affiliation.state, affiliation.left_on, affiliation.why = State.LEFT, on, words(why, 200)
        affiliation.save()
        _cover(affiliation, by, None)
        this.note(title=affiliation.title(), why=affiliation.why)
    return affiliation


# --- legal persons and accounts -------------------------------------------------------------------------------------------------------


def prepare_registration(union, *, by, on, representative, handler=""):
    """The papers are gathered: reply of the union above, particulars of the chair (rules of 2020)."""
    with act(by, "outreach.prepare_registration", union, on=on) as this:
        require(rules.may_happen_on(on, today=day_of(this)))
        require(way.may_prepare(is_union=firms.is_union(union), already=queries.registration_of(union) is not None))
        require(rules.needs_words(representative, _("Write who represents the union: its chair.")))
        one = Registration(
            unit=union, prepared_on=on, representative=words(representative, 60), handler=words(handler, 60),
            due_on=deadlines.by_rule(deadlines.APPLY, union, union.since or on),
        )  # fmt: skip
        one.save()
        this.note(title=one.title())
    return one


def submit(registration, *, by, on, registrar=""):
    """The papers are with the registering federation."""
    with act(by, "outreach.submit", registration, on=on) as this:
        registration = _at_work(registration, on, this)
        require(way.may_submit(registration))
        require(rules.not_before(registration.prepared_on, on, _("begun on")))
        registration.state, registration.submitted_on = Step.SUBMITTED, on
        registration.registrar = words(registrar, 120)
        registration.due_on = deadlines.by_rule(deadlines.DECIDE, registration.unit, on)
        registration.save()
        this.note(title=registration.title())
    return afresh(registration)


def _at_work(registration, on, this):
    registration = locked(registration)
    require(rules.needs_standing(registration))
    require(rules.may_happen_on(on, today=day_of(this)))
    if registration.ended_on:
        raise Refused(_("This union was struck off."))
    return registration


def enter(registration, *, by, on, certificate_no, credit_code, valid_until=None):
    """The union is a legal person: certificate, code, last day. Its establishment is complete with that (article 15)."""
    with act(by, "outreach.enter", registration, on=on) as this:
        registration = _at_work(registration, on, this)
        require(way.may_enter(registration, on, valid_until))
        require(rules.not_before(registration.submitted_on, on, pgettext("outreach", "submitted on")))
        require(rules.needs_words(certificate_no, _("Write the number of the certificate.")))
        code = words(credit_code, 18).upper()
        _tell_the_tree(registration, by, on, code, certificate_no)
        registration.state, registration.registered_on, registration.valid_until = Step.REGISTERED, on, valid_until
        registration.certificate_no, registration.credit_code = words(certificate_no, 60), code
        registration.due_on = deadlines.by_rule(deadlines.STEP, registration.unit, on)
        registration.save()
        _complete(registration, by, on)
        this.note(title=registration.title(), number=registration.certificate_no)
    return afresh(registration)


def _tell_the_tree(registration, by, on, code, certificate_no):
    """The union's file keeps code and certificate; a union that was on file as a legal person with this code before stays so."""
    profile = firms.profile_of(registration.unit)
    if profile is None or (profile.legal_person_on and profile.credit_code == code):
        return
    organisation.register_legal_person(
        profile, by=by, on=on, credit_code=code, legal_person_no=words(certificate_no, 60)
    )


def _complete(registration, by, on):
    founded = Establishment.objects.standing().filter(unit=registration.unit, state=Establishment.State.FOUNDED).first()
    if founded is not None:
        establishments.register(founded, by=by, on=on, register_no=registration.certificate_no)


def open_account(registration, *, by, on, bank, account):
    """The union's own account is opened, after the registration; the number is sealed."""
    with act(by, "outreach.open_account", registration, on=on) as this:
        registration = _at_work(registration, on, this)
        require(way.may_open_account(registration, bank, account))
        require(rules.not_before(registration.registered_on, on, _("registered on")))
        registration.state, registration.opened_on, registration.bank = Step.ACCOUNT, on, words(bank, 80)
        registration.account = "".join(sign for sign in account if sign.isdecimal())
        registration.due_on = None
        registration.save()
        this.note(title=registration.title(), bank=registration.bank)
    return afresh(registration)


def renew(registration, *, by, on, valid_until, representative="", what=""):
    """The certificate runs on, or the name of the representative changed (within 30 days, rules of 2020)."""
    with act(by, "outreach.renew", registration, on=on) as this:
        registration = _at_work(registration, on, this)
        require(way.may_renew(registration, on, valid_until))
        require(rules.not_before(registration.registered_on, on, _("registered on")))
        registration.valid_until = valid_until
        registration.representative = words(representative, 60) or registration.representative
        registration.save()
        Renewal(
            registration=registration, on=on, valid_until=valid_until, representative=registration.representative,
            words=words(what, 120),
        ).save()  # fmt: skip
        this.note(title=registration.title())
    return afresh(registration)


def strike_off(registration, *, by, on, why):
    """The union is a legal person no more (Trade Union Law, article 13)."""
    with act(by, "outreach.strike_off", registration, on=on) as this:
        registration = _at_work(registration, on, this)
        require(rules.needs_reason(why))
        require(way.may_strike_off(registration, on))
        registration.ended_on, registration.why, registration.due_on = on, words(why, 200), None
        registration.save()
        this.note(title=registration.title(), why=registration.why)
    return afresh(registration)


def reveal_account(registration, *, by, why):
    """Show the number of the account in full, once; who looked and why is kept."""
    with act(by, "outreach.reveal_account", registration) as this:
        require(rules.needs_reason(why))
        this.note(title=registration.title(), why=words(why, 200))
        return registration.account.reveal()
