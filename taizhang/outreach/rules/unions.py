"""Joining a joint union; becoming a legal person with an account (Trade Union Law, articles 11 and 15; rules of 2020)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.outreach.models import Affiliation, Registration

State = Affiliation.State
Step = Registration.State


def may_survey(*, gathers, firm_is_union, already):
    """Joint, village, community and trade unions take in small firms that have no union."""
    if not gathers:
        return Denied(_("Only a joint union, a village or community union takes in firms."))
    if firm_is_union:
        return Denied(_("This firm has a union of its own."))
    return Denied(_("This firm is on the list of a joint union already.")) if already else Allowed


def may_persuade(affiliation):
    """After the survey, once."""
    return Allowed if affiliation.state == State.SURVEYED else Denied(_("This step was taken already."))


def may_join(affiliation, members):
    """A firm joins after it was spoken with; with it come members."""
    if affiliation.state == State.SURVEYED:
        return Denied(_("First write down that somebody spoke with the firm."))
    if affiliation.state != State.PERSUADED:
        return Denied(_("This step was taken already."))
    if not members:
        return Denied(_("Write how many of the staff became members."))
    if affiliation.staff is not None and members > affiliation.staff:
        return Denied(
            _("%(members)d members, but only %(staff)d staff are on file. Correct the number of staff first.")
            % {"members": members, "staff": affiliation.staff}
        )
    return Allowed


def may_found_own(affiliation, is_unit):
    """Large enough firms found their own union instead."""
    if affiliation.state not in (State.SURVEYED, State.PERSUADED):
        return Denied(_("This step was taken already."))
    return (
        Allowed if is_unit else Denied(_("The firm is not in the tree yet; begin the establishment under “Foundings”."))
    )


def may_leave(affiliation, on):
    """Only what has joined leaves."""
    if affiliation.state != State.JOINED:
        return Denied(_("Only a firm that has joined leaves again."))
    if on < affiliation.joined_on:
        return Denied(_("It joined on %s.") % date_format(affiliation.joined_on))
    return Allowed


def may_prepare(*, is_union, already):
    """A union that stands is registered, once, free of charge."""
    if not is_union:
        return Denied(_("Only a union is registered as a legal person of the union."))
    return Denied(_("The registration of this union is on file already.")) if already else Allowed


def may_submit(registration):
    """After preparing, once."""
    return Allowed if registration.state == Step.PREPARING else Denied(_("This step was taken already."))


def may_enter(registration, on, valid_until):
    """Registered after the papers were handed in; the certificate ends later than it begins."""
    if registration.state == Step.PREPARING:
        return Denied(_("First write down when the papers were handed in."))
    if registration.state != Step.SUBMITTED:
        return Denied(_("This step was taken already."))
    if valid_until is not None and valid_until <= on:
        return Denied(_("The certificate ends after the day of registration."))
    return Allowed


def may_open_account(registration, bank, account):
    """The account is opened after the registration, in the name of the union (OM-07)."""
    if not registration.is_registered:
        return Denied(_("The union is registered first; the account follows."))
    if registration.state == Step.ACCOUNT:
        return Denied(_("The account is on file already."))
    if not bank.strip():
        return Denied(_("Write the bank."))
    digits = "".join(sign for sign in account if not sign.isspace())
    if not (8 <= len(digits) <= 30 and digits.replace("-", "").isdecimal()):
        return Denied(_("An account number has 8 to 30 digits."))
    return Allowed


def may_renew(registration, on, valid_until):
    """A registered union renews its certificate; the new one ends later."""
    if not registration.is_registered:
        return Denied(_("The union is not registered yet."))
    if registration.ended_on:
        return Denied(_("The union was struck off on %s.") % date_format(registration.ended_on))
    if valid_until <= on:
        return Denied(_("The certificate ends after the day of renewal."))
    return Allowed


def may_strike_off(registration, on):
    """A union that ends is struck off (Trade Union Law, article 13)."""
    if registration.ended_on:
        return Denied(_("The union was struck off on %s.") % date_format(registration.ended_on))
    if on < (registration.registered_on or registration.prepared_on):
        return Denied(_("A union is not struck off before it was registered."))
    return Allowed
