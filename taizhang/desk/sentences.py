"""The audit log as sentences: who did what, where, to which record."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog
from taizhang.kernel.tracing import records_behind


@dataclass(frozen=True)
class Sentence:
    """One line of the log, ready to be read."""

    log: ActLog
    who: str
    words: str
    url: str
    details: tuple

    @property
    def text(self):
        """Who and what in one sentence."""
        return _("%(who)s %(words)s") % {"who": self.who, "words": self.words}


def told(logs):
    """The lines of the log as sentences; records are fetched type by type."""
    logs = list(logs)
    records = records_behind({(log.record_type, log.record_id) for log in logs if log.record_id})
    return [_sentence(log, records.get((log.record_type, log.record_id))) for log in logs]


def _sentence(log, record):
    title = record.title() if record is not None else ""
    act = registry.acts.get(log.code)
    notes = defaultdict(lambda: "…", {name: _in_words(name, value) for name, value in log.notes.items()})
    notes.setdefault("record", title or _("a record"))
    if "name" not in notes:
        notes["name"] = title or (log.unit.name if log.unit else "")
    try:
        words = str(act.sentence) % notes if act and act.sentence else str(log.label)
    except (KeyError, TypeError, ValueError):
        words = str(log.label)
    url = record.get_absolute_url() if record is not None and hasattr(record, "get_absolute_url") else ""
    return Sentence(log, str(log.by) if log.by else _("The system"), words, url, _details(log, title))


def _in_words(name, value):
    if name == "role" and value in registry.roles:
        return registry.roles[value].label
    if isinstance(value, list):
        return _(", ").join(map(str, value))
    return value


def _details(log, title):
    """What stands in the notes beside the sentence: the reason given, and the record's name."""
    lines = []
    if log.notes.get("why"):
        lines.append(_("Reason: %s") % log.notes["why"])
    if log.notes.get("instead_of"):
        lines.append(_("For %s") % log.notes["instead_of"])
    if title:
        lines.append(title)
    return tuple(lines)
