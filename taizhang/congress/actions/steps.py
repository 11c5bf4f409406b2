"""What the writers of the follow-up share: the day of the act, notes of progress, evidence, taking back."""

from django.utils.translation import gettext as _

from taizhang.congress.models import Canteen, Issue, LowerCongress, Progress, Round
from taizhang.congress.rules import steps as rules
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import mark_void, put_on_record


def fresh(record):
    """The record as it stands in the database, locked by the act; refused when it was voided."""
    found = type(record).objects.select_related("unit").get(pk=record.pk)
    require(rules.needs_standing(found))
    return found


def words(text, longest):
    """A text trimmed to the length of its column."""
    return (text or "").strip()[:longest]


def add_progress(record, on, text):
    """A line of progress, inside an act on the record."""
    return Progress(record_type=record.record_type, record_id=record.pk, on=on, words=words(text, 500)).save()


def attach(record, file, *, by, kind):
    """Put a file on record: the text, the signed list, the photograph."""
    with act(by, "congress.attach", record) as this:
        return put_on_record(this, record, file, kind)


def void(record, *, by, why):
    """Void a record that was entered by mistake. Its figures go with it; it stays on file with the reason."""
    # A union may not take itself off a calendar: the union above has set the window, and voids it.
    place = record.upper if isinstance(record, LowerCongress) else record
    with act(by, "congress.void", place) as this:
        record = fresh(record)
        if isinstance(record, Round) and Issue.objects.standing().filter(round=record).exists():
            raise Refused(_("Issues stand on this round; void them first."))
        if isinstance(record, Canteen) and Round.objects.standing().filter(canteen=record).exists():
            raise Refused(_("Checks stand in this group; void them first."))
        this.record = record
        mark_void(this, record, why)
    return record
