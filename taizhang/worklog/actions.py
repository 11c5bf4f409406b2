"""The only writers of the plain ledger: record, correct, void, restore, reverse, evidence, organisers, participants."""

from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import evidence, ledger
from taizhang.kernel.access import SYSTEM, can
from taizhang.kernel.acts import act
from taizhang.kernel.looking import second_look
from taizhang.kernel.steps import may_happen_at
from taizhang.kernel.verdicts import Refused, require
from taizhang.worklog import facts, queries, rules
from taizhang.worklog.models import (
    COUNTED_ABOVE_WORD,
    NUMBERS,
    READING_WORD,
    TERRITORY_WORD,
    WHOLE_COUNTS,
    Entry,
    Organiser,
    Participant,
    says,
)

WORDS = ("matter", "goods", "measure_unit", "remark")
MARKS = {"territory": TERRITORY_WORD, "reading": READING_WORD, "counted_above": COUNTED_ABOVE_WORD}
CONTENT = ("on", "kind", *WORDS, *NUMBERS, "fields", *MARKS)


class Doubtful(Refused):
    """What was written may be right but deserves a second look; say so again with `confirmed=True` to go on."""

    def __init__(self, doubts):
        super().__init__(" ".join(str(doubt) for doubt in doubts))
        self.doubts = list(doubts)


def prepare(unit, values, *, today, corrects=None):
    """An unsaved entry of these values, cleaned and checked. The form and the workbook come in through this one door."""
    values = clean(values)
    require(rules.may_record(values, today=today, corrects=corrects))
    return Entry(unit=unit, corrects=corrects, **values)


def clean(values):
    """The values as they are kept: words trimmed, whole counts as int, money and quantities as Decimal, marks read from the remark."""
    unknown = set(values) - set(CONTENT)
    if unknown:
        raise TypeError(f"an entry has no {', '.join(sorted(unknown))}")
    kept = {"on": values.get("on"), "kind": (values.get("kind") or "").strip().upper()}
    kept.update({name: " ".join(str(values.get(name) or "").split()) for name in WORDS})
    kept.update({name: _whole(values.get(name)) for name in WHOLE_COUNTS})
    kept.update({name: _exact(values.get(name)) for name in ("amount", "quantity")})
    kept["fields"] = {
        key: _kept(value) for key, value in (values.get("fields") or {}).items() if value not in ("", None, False)
    }
    kept.update({mark: bool(values.get(mark)) or says(word, kept["remark"]) for mark, word in MARKS.items()})
    return kept


def _whole(value):
    return int(value) if value is not None and value == int(value) else value


def _exact(value):
    return None if value is None else Decimal(str(value))


def _kept(value):
    """A further field as JSON can keep it: days in ISO form, money as a number."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _look_twice(entry, values, confirmed):
    """Doubts are told once; whoever confirms goes on."""
    if confirmed:
        return
    doubts = rules.doubts(values)
    alike = queries.look_alikes(
        entry.unit, entry.on, entry.kind, entry.matter, entry.numbers, but=entry if entry.pk else None
    )
    if entry.corrects_id is None and alike.exists():
        doubts.append(_("The same is already on file: %s.") % alike.first().title())
    told = facts.stated(entry.unit, values, but=entry.pk) if entry.corrects_id is None else None
    doubts += second_look([told])[0] if told else []
    if doubts:
        raise Doubtful(doubts)


# --- an entry from its beginning to its end ---------------------------------------------------------------------------


def record(unit, *, by, confirmed=False, organisers=(), **values):
    """Record one thing that happened (记一笔): Statistics Law, article 24, keep the original record."""
    with act(by, "worklog.record", unit, on=values.get("on")) as this:
        entry = prepare(unit, values, today=timezone.localdate(this.at))
        require(may_happen_at(unit, entry.on))
        _look_twice(entry, clean(values), confirmed)
        entry.save()
        this.record = entry
        for organiser in organisers:
            require(rules.may_organise(entry, organiser))
            Organiser(entry=entry, unit=organiser).save()
        this.note(title=entry.title(), **_noted(entry))
    _read_afresh(entry)  # what the ledger fetched while posting would be stale on the next question
    return entry


def correct(entry, *, by, confirmed=False, unit=None, why="", **values):
    """Correct what was written: the old lines are reversed in the ledger and the right ones posted, in one act."""
    moved = unit is not None and unit.pk != entry.unit_id
    with act(by, "worklog.correct", entry, on=values.get("on"), also=(unit,) if moved else ()) as this:
        require(rules.may_change(entry))
        if entry.corrects_id:
            raise Refused(_("A reversal is not edited: void it and reverse anew."))
        before = {name: getattr(entry, name) for name in CONTENT}
        wanted = prepare(unit or entry.unit, {**before, **values}, today=timezone.localdate(this.at))
        wanted.pk = entry.pk
        if moved or wanted.on != entry.on:
            require(may_happen_at(wanted.unit, wanted.on))
        _look_twice(wanted, {**before, **values}, confirmed)
        changes = {
            name: [before[name], getattr(wanted, name)] for name in CONTENT if before[name] != getattr(wanted, name)
        }
        if moved:
            changes["unit"] = [entry.unit.name, unit.name]
            entry.unit = unit
        if not changes:
            raise Refused(_("Nothing was changed."))
        for name in CONTENT:
            setattr(entry, name, getattr(wanted, name))
        entry.save()
        this.note(
            title=entry.title(),
            why=why,
            changes={name: [_said(old), _said(new)] for name, (old, new) in changes.items()},
        )
    return entry


def void(entry, *, by, why):
    """Take an entry off the ledger because it never was so. It stays on file, with the reason."""
    with act(by, "worklog.void", entry, on=entry.on) as this:
        require(rules.may_void(entry, why))
        entry.voided_at, entry.voided_why = this.at, why.strip()
        entry.save()
        this.note(title=entry.title(), why=why.strip())
    return entry


def restore(entry, *, by):
    """Undo a voiding: the entry counts again as it did."""
    with act(by, "worklog.restore", entry, on=entry.on) as this:
        require(rules.may_restore(entry))
        entry.voided_at, entry.voided_why = None, ""
        entry.save()
        this.note(title=entry.title())
    return entry


def reverse(original, *, by, on, why, **numbers):
    """Take back part of an entry by an entry of its own with numbers below zero (冲正): the first one was right in its time."""
    with act(by, "worklog.reverse", original, on=on) as this:
        require(rules.needs_reason(why))
        values = reversal_values(original, on=on, why=why, numbers=numbers)
        remaining = rules.compute_remaining(original, original.corrections.all())
        require(rules.may_reverse(original, values, remaining))
        if on < original.on:
            raise Refused(_("A reversal is not earlier than the entry it corrects (%s).") % original.on)
        entry = prepare(original.unit, values, today=timezone.localdate(this.at), corrects=original)
        entry.save()
        this.record = entry
        for organiser in original.organisers.all():
            Organiser(entry=entry, unit=organiser.unit).save()
        this.note(title=entry.title(), why=why.strip(), reverses=original.pk, **_noted(entry))
    return entry


def reversal_values(original, *, on, why, numbers):
    """What a reversal says: the words of the original, the numbers taken back, the reason as remark."""
    return {
        "on": on,
        "kind": original.kind,
        "matter": original.matter,
        "goods": original.goods,
        "measure_unit": original.measure_unit,
        "remark": why.strip(),
        "fields": original.fields,
        "territory": original.territory,
        "reading": original.reading,
        "counted_above": original.counted_above,
        **numbers,
    }


def _noted(entry):
    return {"numbers": {name: _said(value) for name, value in entry.numbers.items()}}


def _said(value):
    """A value as the audit line keeps it."""
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


# --- evidence ----------------------------------------------------------------------------------------------------------


def attach(entry, file, *, by, kind):
    """Put a file on record: the photograph, the attendance list, the receipt."""
    with act(by, "worklog.attach", entry, on=entry.on) as this:
        if entry.voided_at:
            raise Refused(_("The entry has been voided. Restore it first."))
        found = evidence.attach(entry, file, kind, by=by)
        this.note(title=entry.title(), file=found.name)
    return found


def withdraw(entry, found, *, by, why):
    """Take a file off the entry: it stays in the archive with who, when and why."""
    with act(by, "worklog.withdraw", entry, on=entry.on) as this:
        require(rules.needs_reason(why))
        if (found.record_type, found.record_id) != (entry.record_type, entry.pk):
            raise Refused(_("This file belongs to another record."))
        evidence.withdraw(found, by=by, why=why.strip())
        this.note(title=entry.title(), file=found.name, why=why.strip())
    return entry


# --- who did it together, and who came ------------------------------------------------------------------------------------


def add_organiser(entry, unit, *, by):
    """Credit another union with the same event; further up it still counts once."""
    with act(by, "worklog.add_organiser", entry, on=entry.on) as this:
        require(rules.may_organise(entry, unit))
        organiser = Organiser(entry=entry, unit=unit)
        organiser.save()
        _read_afresh(entry)
        this.note(title=entry.title(), unit=unit.name)
    return organiser


def remove_organiser(organiser, *, by):
    """Take a joint organiser off. The named union may do it as well: nobody is credited against its will."""
    entry = organiser.entry
    with _at_either(by, "worklog.remove_organiser", entry, organiser.unit) as this:
        name = organiser.unit.name
        organiser.delete()
        _read_afresh(entry)
        this.note(title=entry.title(), unit=name)
    return entry


@contextmanager
def _at_either(by, code, entry, unit):
    """An act that the keeper of the entry may do, or else the other union that it names."""
    if by is SYSTEM or can(by, code, entry.unit):
        with act(by, code, entry, on=entry.on) as this:
            yield this
    else:
        with act(by, code, unit, on=entry.on) as this:
            this.record = entry
            yield this


def add_participant(entry, person, *, by, times=1):
    """Name one person on file who took part."""
    add_participants(entry, [person], by=by, times=times)
    return entry.participants.get(person=person)


def add_participants(entry, people, *, by, times=1):
    """Name those on file who took part: each counted once as a person, every time as person-times."""
    with act(by, "worklog.add_participant", entry, on=entry.on) as this:
        if not people:
            raise Refused(_("Choose at least one person."))
        for person in people:
            require(rules.may_take_part(entry, person, times))
            Participant(entry=entry, person=person, times=times).save()
            _read_afresh(entry)
        this.note(title=entry.title(), times=times, people=len(people))
    return entry


def remove_participant(participant, *, by):
    """Take a name off the list of those who took part."""
    entry = participant.entry
    with act(by, "worklog.remove_participant", entry, on=entry.on) as this:
        participant.delete()
        _read_afresh(entry)
        this.note(title=entry.title())
    return entry


def _read_afresh(entry):
    """Forget what was fetched before, so that the facts are drawn from what stands now."""
    getattr(entry, "_prefetched_objects_cache", {}).clear()


# --- what would change ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Effect:
    """A figure before and after a change that has not been made yet."""

    figure: object
    before: object
    after: object

    @property
    def difference(self):
        return None if self.before is None or self.after is None else self.after - self.before


def foresee(entry, change, *, by):
    """Which figures a change would alter, and by how much: it is done, read and undone, so the answer is exact.

    `change(copy)` gets a copy of the entry read afresh. Refusals come out as they would.
    """
    with transaction.atomic():
        copy = Entry.objects.get(pk=entry.pk)
        asked = _questions(copy, by)
        before = {question: _answered(question) for question in asked}
        changed = change(copy) or copy
        changed = Entry.objects.get(pk=changed.pk)
        for question in _questions(changed, by):
            if question not in before:
                before[question] = None
        after = {question: _answered(question) for question in before}
        transaction.set_rollback(True)
    numbers_before = {question: figure.number if figure else None for question, figure in before.items()}
    missing = [question for question, figure in before.items() if figure is None]
    numbers_before.update({question: _answered(question).number for question in missing})
    effects = [Effect(after[question], numbers_before[question], after[question].number) for question in before]
    return [effect for effect in effects if effect.before != effect.after]


def _questions(entry, by):
    """(code, nature, where, unit, period) of the figures that the entry adds to, here and at the top that the user sees."""
    period = queries.year_of(entry)
    fed = queries.fed_by(entry)
    return list(dict.fromkeys((*code, unit, period) for unit in queries.units_concerned(entry, by) for code in fed))


def _answered(question):
    code, nature, where, unit, period = question
    return ledger.value(code, unit, period, where=where, nature=nature)
