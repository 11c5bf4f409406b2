"""The one way to change a record: permission, lock, transaction, audit line, facts — in this order, in one block."""

from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from taizhang.kernel import bulk, chain, context, ledger
from taizhang.kernel.access import SYSTEM, can, forget_roles
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog, Unit, WorkRecord
from taizhang.kernel.requests import request_id
from taizhang.kernel.tracing import records_behind
from taizhang.kernel.verdicts import require

__all__ = ["SYSTEM", "Act", "act", "repost"]


class Act:
    """An act while it is open: what it touched and what it wants noted."""

    def __init__(self, code, by, unit, record, on):
        self.code, self.by, self.unit, self.record, self.on = code, by, unit, record, on
        self.at = timezone.now()
        self.touched = {}
        self.new = set()  # records that this act inserted: nothing of them can stand in the ledger yet
        self.settled = ledger.Settled()
        self.notes = {}
        self.log = None

    def note(self, **notes):
        """Keep words and numbers with the audit line."""
        self.notes.update(notes)

    def touch(self, record):
        """Remember that a record changed; its facts are posted when the act closes."""
        if self.record is None:
            self.record = record
        self.touched[record._meta.label_lower, record.pk] = record

    def create_all(self, model, instances):
        """Insert many new rows of one kind; records among them are touched like saved ones. Returns them with their keys."""
        created = bulk.insert(instances)
        if issubclass(model, WorkRecord):
            kind = model._meta.label_lower
            self.touched.update({(kind, record.pk): record for record in created})
            self.new.update((kind, record.pk) for record in created)
            if self.record is None and created:
                self.record = created[0]
        return created

    def settle(self):
        """Let go of the new records: what they say is written down for the ledger, which gets it when the act closes.

        For an import that creates so many that they cannot all be held; whoever changes one of them later in the act touches it again.
        """
        self.settled.take([record for key, record in self.touched.items() if key in self.new])
        self.touched = {key: record for key, record in self.touched.items() if key not in self.new}
        self.new.clear()

    def change_all(self, model, keys, **changes):
        """Give many records the same new values, in a few statements; each is touched like a saved one. Returns them, by key."""
        keys, changed = list(keys), {}
        for start in range(0, len(keys), 900):
            rows = model._base_manager.filter(pk__in=keys[start : start + 900])
            rows.update(**changes)
            changed.update(rows.in_bulk())
        kind = model._meta.label_lower
        self.touched.update({(kind, key): record for key, record in changed.items()})
        return changed

    def _write_log(self):
        record = self.record
        return ActLog.objects.create(
            code=self.code,
            by=None if self.by is SYSTEM else self.by,
            unit=self.unit,
            record_type=record._meta.label_lower if record is not None else "",
            record_id=record.pk if record is not None else None,
            at=timezone.now(),  # known since the end of the act, not its beginning
            on=self.on,
            notes=self.notes,
            request_id=request_id(),
        )


def _locked(record):
    """Lock the row, so that two acts on the same record come one after the other, and let the record say what the row says by now."""
    if record is not None and record.pk is not None and not isinstance(record, Unit):
        own_row = type(record)._base_manager.select_for_update().filter(pk=record.pk)
        stands = own_row.order_by("pk").first()  # the order of its class may join other tables
        if stands is not None:
            _take_over(record, stands)


def _take_over(record, stands):
    """Rules look at what another act has just made of the record, not at what a page showed a moment ago."""
    for field in record._meta.concrete_fields:
        now = getattr(stands, field.attname)
        if (
            not field.is_relation or getattr(record, field.attname) != now
        ):  # a fetched neighbour stays where it is the same
            setattr(record, field.attname, now)


@contextmanager
def act(by, code, target, *, on=None, also=(), entitled=None):
    """Do the act `code` on a record or, for a new record, at a unit. Raises Refused before anything is written.

    `also`: further units at which the same right is needed (a member who moves, two unions that merge).
    `entitled`: a verdict that takes the place of the question about posts (an approval asks who stands on its step).
    Leaving the block writes one audit line and posts the facts of every record that was saved inside.
    """
    if code not in registry.acts:
        raise LookupError(f"act {code} is declared by no manifest")
    unit = target if isinstance(target, Unit) or target is None else target.unit
    if entitled is not None:
        require(entitled)
    for place in (unit, *also) if entitled is None else also:
        require(can(by, code, place))
    with transaction.atomic():
        record = None if isinstance(target, Unit) else target
        _locked(record)
        this = Act(code, by, unit, record, on)
        token = context.enter(this)
        try:
            yield this
        finally:
            context.leave(token)
            forget_roles()
        this.log = this._write_log()
        this.settled.post(this.log)
        ledger.post(this.touched.values(), this.log, new=this.new)
        chain.after_commit()


def repost(why):
    """Bring the ledger to what the records say, with one audit line; returns how many records it did not agree with.

    For the day after an upgrade that changed what a record contributes. The old lines stay, reversed, so that figures as known
    before still come out; whoever reads the log sees when and why.
    """
    differing = [(found.record_type, found.record_id) for found in ledger.differences()]
    records = records_behind(differing)
    if records:
        with act(SYSTEM, "work.repost", None) as this:
            for record in records.values():
                this.touch(record)
            this.note(why=why, records=len(records))
    return len(records)
