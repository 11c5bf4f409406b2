"""What the writers of outreach share."""


def locked(record):
    """The record as it stands now, its row locked until the act is over."""
    type(record)._base_manager.select_for_update(of=("self",)).filter(pk=record.pk).order_by("pk").first()
    record.refresh_from_db()
    return record
