"""What may be written into the plain ledger, and what deserves a second look. No table, no clock: days and records are handed in."""

import json
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.worklog.kinds import COUNTS, KINDS
from taizhang.worklog.models import NUMBERS, WHOLE_COUNTS, Entry

FIRST_YEAR = 1949  # the federation's unions were founded anew with the republic; an older date is a slip of the pen
LARGEST = 999_999_999
LARGEST_SUM = Decimal("99999999999.99")
LONGEST = {
    field.name: field.max_length
    for field in Entry._meta.concrete_fields
    if field.name in ("matter", "goods", "measure_unit", "remark")
}
LONGEST_FIELD = 200


def may_record(values, *, today, corrects=None):
    """May an entry with these values be written? One sentence says what to change."""
    checks = (
        _known_kind(values, today),
        _fitting_date(values.get("on"), today),
        _says_something(values),
        _fitting_words(values),
        _fitting_numbers(values),
        _sign(values, corrects),
        _fitting_fields(values),
    )
    return next((verdict for verdict in checks if not verdict), Allowed)


def _known_kind(values, today):
    kind = KINDS.get(values.get("kind") or "")
    if kind is None:
        return Denied(
            _("Choose what kind of work this is; “%s” is not in the catalogue.") % str(values.get("kind"))[:20]
        )
    if kind.closed_on and (values.get("on") or today) >= kind.closed_on:
        return Denied(
            _("“%(kind)s” is no longer recorded since %(day)s.") % {"kind": kind.label, "day": kind.closed_on}
        )
    return Allowed


def _fitting_date(on, today):
    if not isinstance(on, date):
        return Denied(_("Write the date on which it happened."))
    if on > today:
        return Denied(_("The date %s has not come yet. Record what has happened.") % on)
    if on.year < FIRST_YEAR:
        return Denied(
            _("The date %(on)s lies before %(year)s. Please look at the year.") % {"on": on, "year": FIRST_YEAR}
        )
    return Allowed


def _says_something(values):
    if values.get("matter") or any(values.get(name) is not None for name in NUMBERS):
        return Allowed
    return Denied(_("Write what happened, or at least one number."))


def _fitting_words(values):
    for name, longest in LONGEST.items():
        text = values.get(name) or ""
        if len(text) > longest:
            words = {"field": Entry._meta.get_field(name).verbose_name, "longest": longest, "length": len(text)}
            return Denied(
                _("“%(field)s” may have %(longest)s characters; these are %(length)s. Please shorten it.") % words
            )
        if any(ord(sign) < 32 and sign not in "\t\n\r" for sign in text):
            return Denied(_("“%s” holds characters that cannot be written.") % Entry._meta.get_field(name).verbose_name)
    return Allowed


def _fitting_numbers(values):
    for name in NUMBERS:
        number = values.get(name)
        if number is None:
            continue
        label = Entry._meta.get_field(name).verbose_name
        if name in WHOLE_COUNTS and number != int(number):
            return Denied(
                _("“%(field)s” is counted in whole numbers, not %(number)s.") % {"field": label, "number": number}
            )
        if abs(number) > (LARGEST_SUM if name == "amount" else LARGEST):
            return Denied(_("“%(field)s” = %(number)s is too large to be right.") % {"field": label, "number": number})
        places = 2 if name == "amount" else 3
        if name not in WHOLE_COUNTS and Decimal(number) != round(Decimal(number), places):
            words = {"field": label, "places": places}
            return Denied(_("“%(field)s” may have at most %(places)s digits after the point.") % words)
    return Allowed


def _sign(values, corrects):
    """A number below zero is only right where it takes back part of an earlier entry (冲正)."""
    below = [name for name in NUMBERS if (values.get(name) or 0) < 0]
    if below and corrects is None:
        label = Entry._meta.get_field(below[0]).verbose_name
        return Denied(
            _("“%s” is below zero. To take something back, open the earlier entry and choose “Reverse”.") % label
        )
    if corrects is not None and values.get("reading"):
        return Denied(_("A reading at a date is not reversed; correct the reading itself."))
    return Allowed


def _fitting_fields(values):
    fields = values.get("fields") or {}
    try:
        json.dumps(fields)
    except (TypeError, ValueError):
        return Denied(_("The further fields hold something that cannot be written."))
    for key, value in fields.items():
        if len(str(key)) > 40 or len(str(value)) > LONGEST_FIELD:
            return Denied(_("A further field may have %s characters.") % LONGEST_FIELD)
    return Allowed


def may_reverse(original, values, remaining):
    """May this entry take back part of `original`? Same kind and unit of measure, nothing twice, never below nothing.

    `remaining`: what is left of the original after earlier reversals.
    """
    if original.voided_at:
        return Denied(_("The entry has been voided; there is nothing left to reverse."))
    if original.corrects_id:
        return Denied(_("This entry is itself a reversal. Void it if it was wrong."))
    if original.reading:
        return Denied(_("A reading at a date is not reversed; correct the reading itself."))
    if values.get("kind") != original.kind:
        return Denied(_("A reversal belongs to the same kind of work as the entry it corrects."))
    if values.get("quantity") is not None and (values.get("measure_unit") or "") != original.measure_unit:
        return Denied(_("A reversal is counted in the same unit of measure (%s).") % original.measure_unit)
    if not any(values.get(name) for name in NUMBERS):
        return Denied(_("Say how much is taken back: at least one number below zero."))
    for name in NUMBERS:
        taken, left = values.get(name) or 0, remaining.get(name) or 0
        if taken > 0:
            return Denied(
                _("A reversal takes back: “%s” must be below zero.") % Entry._meta.get_field(name).verbose_name
            )
        if left + taken < 0:
            words = {"field": Entry._meta.get_field(name).verbose_name, "left": left}
            return Denied(_("Only %(left)s of “%(field)s” can still be taken back.") % words)
    return Allowed


def may_change(entry):
    """May the entry still be edited? Not when voided, and not while reversals stand upon it."""
    if entry.voided_at:
        return Denied(_("The entry has been voided. Restore it first."))
    if any(one.voided_at is None for one in entry.corrections.all()):
        return Denied(_("Reversals stand upon this entry. Void them first, then edit it."))
    return Allowed


def may_void(entry, why):
    """An entry is voided with a reason, once, and not while reversals stand upon it."""
    if entry.voided_at:
        return Denied(_("The entry has been voided already."))
    if any(one.voided_at is None for one in entry.corrections.all()):
        return Denied(_("Reversals stand upon this entry. Void them first."))
    return needs_reason(why)


def needs_reason(why):
    """Every voiding says why, in a line."""
    if not (why or "").strip():
        return Denied(_("Say in a few words why."))
    if len(why) > LONGEST_FIELD:
        return Denied(_("The reason may have %s characters.") % LONGEST_FIELD)
    return Allowed


def may_restore(entry):
    """A voided entry may come back, unless the entry that it reverses has been voided meanwhile."""
    if not entry.voided_at:
        return Denied(_("The entry stands; there is nothing to restore."))
    if entry.corrects_id and entry.corrects.voided_at:
        return Denied(_("The entry that this one reverses has been voided. Restore that one first."))
    return Allowed


def may_organise(entry, unit):
    """May this union be credited as a joint organiser?"""
    if entry.voided_at:
        return Denied(_("The entry has been voided. Restore it first."))
    if unit.pk == entry.unit_id:
        return Denied(_("%s keeps this entry itself; name the others here.") % unit.name)
    if any(one.unit_id == unit.pk for one in entry.organisers.all()):
        return Denied(_("%s is named already.") % unit.name)
    return Allowed


def may_take_part(entry, person, times):
    """May this person be named as a participant?"""
    if entry.voided_at:
        return Denied(_("The entry has been voided. Restore it first."))
    if entry.reading or entry.corrects_id:
        return Denied(_("Participants are named where something happened, not in readings or reversals."))
    if not 1 <= (times or 0) <= 366:
        return Denied(_("A person takes part at least once, and at most 366 times in one entry."))
    if any(one.person_id == person.pk for one in entry.participants.all()):
        return Denied(_("%s is named already.") % person.name)
    return Allowed


def doubts(values):
    """Sentences about what may be right but deserves a second look before it is written."""
    found = []
    persons, times = values.get("persons"), values.get("person_times")
    if persons is not None and times is not None and persons > times >= 0:
        found.append(
            _("%(persons)s persons but only %(times)s person-times: everyone who came counts at least once.")
            % {"persons": persons, "times": times}
        )
    if values.get("quantity") is not None and not values.get("measure_unit"):
        found.append(_("The quantity has no unit of measure; quantities are only added up within one unit."))
    if values.get("measure_unit") and values.get("quantity") is None:
        found.append(_("There is a unit of measure but no quantity."))
    kind = KINDS.get(values.get("kind") or "")
    if kind and kind.stock and not values.get("reading"):
        found.append(_("“%s” is usually a reading at a date, not something to add up over time.") % kind.label)
    return found


def compute_remaining(original, corrections):
    """{name: what is left} of an entry after its standing reversals."""
    standing = [one for one in corrections if one.voided_at is None]
    return {
        name: getattr(original, name) + sum(getattr(one, name) or 0 for one in standing)
        for name in COUNTS
        if getattr(original, name) is not None
    }
