"""Keeping, running and undoing imports. What is written is the importer's business; that it is one act is ours."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import bulk, jobs
from taizhang.kernel.access import SYSTEM, can
from taizhang.kernel.acts import act
from taizhang.kernel.models import Unit
from taizhang.kernel.verdicts import Refused, require

from . import examination, queries, storage
from .limits import Unreadable
from .models import Batch

State = Batch.State
MANY = 500  # rows after which the database is told to count anew


def take_in(importer_code, source, *, by, unit=None, name="", options=None, progress=None):
    """Take a file in and look at it: an import that has written nothing yet. Raises Unreadable or Refused with the sentence."""
    seen = queries.preview(importer_code, source, by=by, unit=unit, name=name, options=options, progress=progress)
    return keep(seen, by=by)


def keep(seen, *, by):
    """Put a preview on file, with its workbook, so that it can be looked at and run later."""
    batch = _of(seen, by)
    storage.keep(seen.content)
    _write_down(batch, seen)
    batch.save()
    return batch


def _of(seen, by):
    """The import of a workbook, not yet on file."""
    return Batch(
        importer=seen.importer.code,
        unit=seen.context.unit,
        by=None if by is SYSTEM else by,
        file_name=seen.book.name[-200:],
        size=len(seen.content),
        digest=seen.book.digest,
        plan=seen.plan,
        options=seen.context.options,
        made_at=timezone.now(),
    )


def _write_down(batch, seen):
    """What was recognised and found, as of this look."""
    batch.sheets = queries.described(seen.sheets, seen.outcome.spans, seen.outcome.unchanged)
    batch.counts, batch.per_unit = seen.counts, seen.per_unit
    batch.keep_findings(*seen.outcome.kept_findings())


def arrange(batch, *, by, plan):
    """Set the columns by hand and look again. `plan`: {sheet: {"head": [from, rows], "columns": {"3": "name"}} or None}."""
    _require_open(batch)
    batch.plan = plan
    return look_again(batch, by=by)


def look_again(batch, *, by):
    """Look at the file once more, as things stand now."""
    _require_open(batch)
    seen = queries.preview_batch(batch, by=by)
    _write_down(batch, seen)
    batch.save()
    return seen


def _require_open(batch):
    if not queries.is_open(batch):
        raise Refused(_("This import has been carried out or is waiting to be; it cannot be changed any more."))


def ask(batch, *, by):
    """Ask for the import to be carried out in the background."""
    require(can(by, queries.importer_of(batch.importer).act, batch.unit))
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        _require_open(batch)
        if not batch.entering:
            raise Refused(_("Nothing in this file would be written."))
        batch.state, batch.problem = State.QUEUED, ""
        job = jobs.enqueue("intake.run", by=by, unit=batch.unit, batch_id=batch.pk, user_id=by.pk)
        batch.job_id = job.pk
        batch.save()
    return batch


def run(seen, *, by, progress=None):
    """Carry out an import: one act, all or nothing. Takes a preview or a kept import; gives the import with its result.

    A preview that nobody has looked through is looked through while it is written, where that can be; None if it had nothing to write.
    """
    batch = seen if isinstance(seen, Batch) else None
    if batch is not None:
        seen = queries.recognise_batch(batch, by=by)
    if not seen.fits:
        raise Refused(queries.no_fit(seen, seen.importer))
    seen.context.progress = progress
    try:
        with queries.collector_at_rest():
            done = _carry_out(batch, seen, by)
    except IntegrityError:
        raise Refused(
            _(
                "The records changed while the file was being imported; nothing was written. Please look at the file again."
            )
        )
    except _Nothing:
        return None
    if done.entering >= MANY:
        bulk.tell_the_planner()
    return done


class _Nothing(Exception):
    """A file that was looked through while it was to be written had nothing to write."""


def _carry_out(batch, seen, by):
    importer, context = seen.importer, seen.context
    fresh, unseen = batch is None, not seen.looked
    if not seen.can_come_ahead:
        seen.look_through()
    with seen.arriving() as rows, act(by, importer.act, context.unit, on=context.today) as this:
        if fresh:
            batch = _of(seen, by)
            batch.save()
        _in_turn(batch, seen)
        context.batch = this.record = batch
        result = importer.write(rows, context, this)
        if fresh and unseen and not seen.entering:
            raise _Nothing
        storage.keep(seen.content)
        _write_down(batch, seen)
        this.note(batch=batch.pk, file=batch.file_name, rows=batch.entering, rejected=batch.counts.get("rejected", 0))
        batch.state, batch.result, batch.problem = State.IMPORTED, result, ""
        batch.imported_at, batch.undone_at = this.at, None
        batch.save()
    context.report(1, 1)
    return batch


def _in_turn(batch, seen):
    """Imports come one after the other, and what an import was checked against must still hold."""
    list(Unit.objects.select_for_update(no_key=True).filter(depth=1))
    if Batch.objects.select_for_update().get(pk=batch.pk).state == State.IMPORTED:
        raise Refused(_("This import has been carried out already."))
    others = Batch.objects.filter(importer=batch.importer).exclude(pk=batch.pk)
    if others.filter(Q(imported_at__gt=seen.at) | Q(undone_at__gt=seen.at)).exists():
        raise Refused(
            _(
                "Another import was written since this file was looked at; nothing was written. Please look at the file again."
            )
        )


def fail(batch, sentence):
    """Write down that nothing was written, and why."""
    batch.state, batch.problem = State.FAILED, sentence
    batch.save(update_fields=["state", "problem"])
    return batch


def undo(batch, *, by, progress=None):
    """Take a whole import back: one act that voids what it wrote; refused where later work stands upon it."""
    importer = queries.importer_of(batch.importer)
    require(can(by, importer.act, batch.unit))
    with act(by, "intake.undo", batch.unit) as this:
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        if batch.state != State.IMPORTED:
            raise Refused(_("Only an import that was carried out can be undone."))
        context = examination.Context(importer=importer, by=by, unit=batch.unit, progress=progress, batch=batch)
        this.record = batch
        undone = importer.undo(batch, context, this)
        this.note(batch=batch.pk, file=batch.file_name, **undone)
        batch.state, batch.undone_at = State.UNDONE, this.at
        batch.save()
    return batch


__all__ = ["Unreadable", "arrange", "ask", "fail", "keep", "look_again", "run", "take_in", "undo"]
