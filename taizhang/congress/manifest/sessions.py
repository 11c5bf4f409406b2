"""Congresses, delegates and sessions, as declared."""

from taizhang.congress.models import AgendaItem, Congress, Delegate, Session, Training, Vote
from taizhang.kernel.manifest import Record


def no_lines(record):
    """Counts nothing by itself."""
    return ()


RECORDS = tuple(Record(model, facts=no_lines) for model in (Congress, Delegate, Training, Session, AgendaItem, Vote))
ACTS = ()
MEASURES = ()
INDICATORS = ()
IMPORTERS = ()
FILTERS = {}
DUE = ()
MENU = ()
