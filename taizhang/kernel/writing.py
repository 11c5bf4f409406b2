"""What the writers of all apps share: the day of the act, a line as it is kept, who is named, the record as it stands now, a file put on
record, a record that never was so."""

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import evidence
from taizhang.kernel.steps import needs_reason, needs_standing
from taizhang.kernel.verdicts import Refused, require


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


def standing(record):
    """The record as it stands now, its row locked; refused when it was voided."""
    record = locked(record)
    require(needs_standing(record))
    return record


def put_on_record(this, record, file, kind):
    """Put a file on a record that stands, inside the act of its app. → the evidence"""
    require(needs_standing(record))
    found = evidence.attach(record, file, kind, by=this.by)
    this.note(title=record.title(), file=found.name)
    return found


def mark_void(this, record, why):
    """Void a record that was entered by mistake, inside the act of its app: its figures go with it, it stays on file with the reason."""
    require(needs_reason(why))
    record.voided_at = this.at
    record.save()
    this.note(title=record.title(), why=words(why, 200))


def afresh(record):
    """The record without what the ledger fetched of its parts while posting: the next reader asks anew."""
    getattr(record, "_prefetched_objects_cache", {}).clear()
    return record
