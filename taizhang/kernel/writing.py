"""What the writers of all apps share: the day of the act, a line as it is kept, who is named, the record as it stands now."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Refused


def day_of(this):
    """The day of the act: its own moment, not the clock's."""
    return timezone.localtime(this.at).date()


def words(text, longest):
    """A line trimmed; too long a one is refused."""
    text = " ".join(str(text or "").split())
    if len(text) > longest:
        raise Refused(
            _("“%(text)s…” is too long: %(limit)s characters at most.") % {"text": text[:20], "limit": longest}
        )
    return text


def named(one):
    """{person, name} of somebody handed in as a person, a name, or such a dictionary."""
    if isinstance(one, dict):
        person, name = one.get("person"), one.get("name", "")
    elif isinstance(one, str):
        person, name = None, one
    else:
        person, name = one, ""
    name = words(person.name if person else name, 60)
    if not name:
        raise Refused(_("The name is missing."))
    return {"person": person, "name": name}


def locked(record):
    """The record as it stands now, its row locked until the act is over."""
    return type(record)._base_manager.select_for_update(of=("self",)).select_related("unit").get(pk=record.pk)


def afresh(record):
    """The record without what the ledger fetched of its parts while posting: the next reader asks anew."""
    getattr(record, "_prefetched_objects_cache", {}).clear()
    return record
