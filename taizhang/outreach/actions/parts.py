"""What the writers share: the day of the act, a line trimmed, the record as it stands now."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Refused


def day_of(this):
    """The day of the act: its own moment, not the clock's."""
    return timezone.localtime(this.at).date()


def line(text, longest):
    """A line trimmed; too long a one is refused."""
    text = " ".join(str(text or "").split())
    if len(text) > longest:
        raise Refused(
            _("“%(text)s…” is too long: %(limit)s characters at most.") % {"text": text[:20], "limit": longest}
        )
    return text


def locked(record):
    """The record as it stands now, its row locked until the act is over."""
    type(record)._base_manager.select_for_update(of=("self",)).filter(pk=record.pk).order_by("pk").first()
    record.refresh_from_db()
    return record


def afresh(record):
    """The record without what the ledger fetched of its parts while posting: the next reader asks anew."""
    getattr(record, "_prefetched_objects_cache", {}).clear()
    return record
