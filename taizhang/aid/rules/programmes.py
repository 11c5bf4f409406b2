"""What the rules on programmes, applications and amounts allow: written before it is paid, told in time, within the ceiling."""

from decimal import Decimal, InvalidOperation

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.aid.models import Application, Programme
from taizhang.kernel.verdicts import Allowed, Denied


def may_lay_down(*, opens_on, closes_on, pay_by, rules, amounts, known_rules):
    """A programme has days in their order, conditions that the program knows, and amounts above nothing (DOMAIN A10)."""
    if closes_on < opens_on:
        return Denied(_("The last day for applications lies before the opening."))
    if pay_by and pay_by < opens_on:
        return Denied(_("The day by which it is paid lies before the opening."))
    unknown = [rule.get("what") for rule in rules if rule.get("what") not in known_rules]
    if unknown:
        return Denied(_("There is no condition “%s”.") % unknown[0])
    if amounts.get("how") == "fixed" and yuan(amounts.get("amount")) <= 0:
        return Denied(_("Say how much each person gets."))
    if amounts.get("how") == "bands":
        if not amounts.get("bands"):
            return Denied(_("Give at least one grade with its amount, like 大学=2000."))
        if any(yuan(amount) <= 0 for amount in amounts["bands"].values()):
            return Denied(_("An amount of a grade must be above zero."))
    return Allowed


def yuan(text):
    """An amount written by hand as a number; what cannot be read is nothing."""
    try:
        return Decimal(str(text))
    except (InvalidOperation, TypeError):
        return Decimal(0)


def may_change(programme):
    """While applications come in, the conditions stand; a draft may still be changed."""
    if programme.state != Programme.State.DRAFT:
        return Denied(_("The programme is open: its conditions stand. Close it and make a new one."))
    return Allowed


def may_open(programme, *, fund):
    """A programme opens when it has a fund that may pay for it (earmarked money only for its purpose)."""
    if programme.state != Programme.State.DRAFT:
        return Denied(_("The programme has been opened already."))
    if fund is None:
        return Denied(_("Say first from which fund it is paid."))
    return may_pay_from(fund, programme)


def may_pay_from(fund, programme):
    """Earmarked money is paid for its purpose only (专款专用, FI-07), from the own union's fund or one above it."""
    if fund.closed_on is not None:
        return Denied(_("The fund “%s” is closed.") % fund.name)
    if not programme.unit.is_in(fund.unit):
        return Denied(_("The fund “%s” belongs to another union.") % fund.name)
    if fund.pays_for and programme.kind not in fund.pays_for:
        return Denied(
            _("The fund “%(fund)s” is earmarked for %(purpose)s and may not pay for this.")
            % {"fund": fund.name, "purpose": fund.earmark}
        )
    return Allowed


def may_close(programme, on):
    """A programme closes when it is open; before its last day the reason is the clerk's to give."""
    if programme.state != Programme.State.OPEN:
        return Denied(_("The programme is not open."))
    return Allowed


def may_tell(programme, on, today):
    """Persons are told of an open programme, on a day that has come (MS-05: all of them before the closing date)."""
    if programme.state == Programme.State.CLOSED:
        return Denied(_("The programme is closed."))
    if on > today:
        return Denied(_("The day of telling, %s, lies in the future.") % date_format(on))
    return Allowed


def told_too_late(programme, on):
    """The doubt about a telling after the last day, in words; empty when it was in time."""
    if on <= programme.closes_on:
        return ""
    return _("Told after %s, the last day for applications: these persons had no chance to apply.") % date_format(
        programme.closes_on
    )


def may_apply(programme, on, today):
    """Applications come in from the opening to the last day, both included."""
    if programme.state != Programme.State.OPEN:
        return Denied(_("The programme is not open for applications."))
    if on > today:
        return Denied(_("The day of the application, %s, lies in the future.") % date_format(on))
    if on < programme.opens_on:
        return Denied(_("The programme opens on %s only.") % date_format(programme.opens_on))
    if on > programme.closes_on:
        return Denied(_("The last day for applications was %s.") % date_format(programme.closes_on))
    return Allowed


def amount_for(programme, *, category="", stage="", asked=None):
    """(amount, verdict): what the programme's table gives, or what is asked where the table leaves it open."""
    amounts = programme.amounts or {}
    how = amounts.get("how", "open")
    if how == "fixed":
        return Decimal(str(amounts["amount"])), Allowed
    if how == "bands":
        grade = stage if amounts.get("by") == "stage" else category
        found = amounts.get("bands", {}).get(grade)
        if found is None:
            known = "、".join(amounts.get("bands", {}))
            return None, Denied(
                _("There is no amount for the grade “%(grade)s”; known are %(known)s.")
                % {"grade": grade or "—", "known": known}
            )
        return Decimal(str(found)), Allowed
    if not asked or asked <= 0:
        return None, Denied(_("Say how much is applied for."))
    return asked, Allowed


def within_ceiling(amount, ceiling):
    """Nobody gets more than the ceiling that binds the place on the day (rulebook aid.ceiling.*); none laid down: no ceiling."""
    if ceiling is None or amount <= ceiling.value:
        return Allowed
    return Denied(_("%(amount)s yuan is above the ceiling. %(rule)s") % {"amount": amount, "rule": ceiling.sentence()})


def may_send_up(application):
    """An application is sent up when it was made or returned, with its papers (the caller asks for those)."""
    if application.voided_at is not None:
        return Denied(_("This application was withdrawn as entered by mistake."))
    if application.state not in (Application.State.DRAFT, Application.State.RETURNED):
        return Denied(_("The application is on its way or decided already."))
    return Allowed


def may_correct(application):
    """What was applied for can be corrected before it goes up, and when it came back."""
    if application.state not in (Application.State.DRAFT, Application.State.RETURNED):
        return Denied(_("The application is on its way or decided already; have it returned first."))
    return Allowed


def may_withdraw(application):
    """The applicant may withdraw until the money is on its way."""
    if application.state in (Application.State.REFUSED, Application.State.WITHDRAWN):
        return Denied(_("The application has come to its end already."))
    return Allowed


def may_name_pupil(pair, *, on):
    """A pair is matched once, not before it was offered."""
    if pair.state != pair.State.OFFERED:
        return Denied(_("The pair has been matched already."))
    if on < pair.offered_on:
        return Denied(_("The pair was offered on %s only.") % date_format(pair.offered_on))
    return Allowed


def may_give(pair, *, on, amount):
    """A donor pays while the pair stands."""
    if pair.state != pair.State.MATCHED:
        return Denied(_("Match donor and pupil first."))
    if on < pair.matched_on:
        return Denied(_("The pair was matched on %s only.") % date_format(pair.matched_on))
    return Allowed if amount > 0 else Denied(_("The amount must be above zero."))
