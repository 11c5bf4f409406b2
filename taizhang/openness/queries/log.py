"""Who did what to a record."""

from taizhang.kernel.models import ActLog


def acts_on(record, limit=40):
    """The audit lines about a record, newest first."""
    found = ActLog.objects.filter(record_type=record.record_type, record_id=record.pk)
    return list(found.select_related("by")[:limit])
