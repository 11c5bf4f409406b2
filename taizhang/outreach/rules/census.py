"""Verification on site: inside the window of days, by somebody who was trained, firm by firm (OM-05)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.outreach.models import Listing

FIELDS = ("name", "address", "staff", "union")


def may_work(census):
    """A census that was closed takes nothing more."""
    if census.closed_on is not None:
        return Denied(_("This census was closed on %s.") % date_format(census.closed_on))
    return Allowed


def may_train(census, on):
    """Surveyors are trained before the census ends; before it begins is best."""
    return Allowed if on <= census.last else Denied(_("The census ended on %s.") % date_format(census.last))


def may_give(listing):
    """What was verified is not given to another surveyor."""
    return Denied(_("%s was verified already.") % listing.name) if listing.is_verified else Allowed


def may_verify(listing, on):
    """In the window, by a trained surveyor; a second look replaces the first until the correction."""
    census, surveyor = listing.census, listing.surveyor
    if census.closed_on is not None:
        return may_work(census)
    if listing.state in (Listing.State.CORRECTED, Listing.State.TASK):
        return Denied(_("This line was verified and corrected already."))
    if surveyor is None:
        return Denied(_("Nobody was given this firm yet: assign a surveyor first."))
    if surveyor.trained_on is None or on < surveyor.trained_on:
        return Denied(_("%s was not trained on that day; surveyors are trained first.") % surveyor.name)
    if not census.first <= on <= census.last:
        words = {"first": date_format(census.first), "last": date_format(census.last)}
        return Denied(_("The census runs from %(first)s to %(last)s.") % words)
    return Allowed


def may_find(found, *, staff, union, firm_name):
    """A firm that exists has a number of staff and a standing towards the union."""
    if found != Listing.Found.EXISTS:
        return Allowed
    if not firm_name.strip():
        return Denied(_("Write the name of the firm."))
    if staff is None:
        return Denied(_("Write how many staff the firm has."))
    return Allowed if union else Denied(_("Say whether the firm has a union."))


def differing(listing, *, name, address, staff, union, found):
    """{field: [as listed, as found]} of what the database had wrong."""
    if found != Listing.Found.EXISTS:
        return {"found": ["exists", found]}
    told = (
        ("name", listing.name, name), ("address", listing.address, address), ("staff", listing.listed_staff, staff),
        ("union", listing.listed_union, union),
    )  # fmt: skip
    return {field: [before, now] for field, before, now in told if now not in (None, "") and now != before}


def may_correct(listing):
    """What was found wrong on site is put right once."""
    if listing.state != Listing.State.VERIFIED:
        return Denied(_("Corrections follow the verification, once."))
    return Allowed if listing.corrections else Denied(_("Nothing was found wrong here."))


def may_begin_task(listing, least_staff):
    """A firm that exists and has no union becomes a task of establishment."""
    if listing.state == Listing.State.TASK:
        return Denied(_("The establishment was begun already."))
    if not listing.is_verified or listing.found != Listing.Found.EXISTS:
        return Denied(_("Only a firm that was found on site becomes a task."))
    if listing.union != Listing.Standing.NONE:
        return Denied(_("This firm has a union already."))
    if (listing.staff or 0) < least_staff:
        sentence = _(
            "%(staff)d staff: smaller than %(least)d, such firms join the joint union of their village or community."
        )
        return Denied(sentence % {"staff": listing.staff or 0, "least": least_staff})
    return Allowed


def may_extend(census, last, why):
    """The window becomes longer, with a reason; never shorter than what was verified."""
    if census.closed_on is not None:
        return may_work(census)
    if last <= census.last:
        return Denied(_("The census runs to %s already.") % date_format(census.last))
    return Allowed if len(why.strip()) > 1 else Denied(_("Say in a few words why."))
