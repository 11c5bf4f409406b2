"""What public notices say to the ledger: notices shown, objections received and answered."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

_ITEMS = pgettext_lazy("count", "items")

SHOWN = Measure("aid.notices", _("Public notices of aid"), _ITEMS)
OBJECTED = Measure("aid.objections", _("Objections to proposed aid"), _ITEMS)
ANSWERED = Measure("aid.objections_answered", _("Objections answered"), _ITEMS)
MEASURES = (SHOWN, OBJECTED, ANSWERED)


def notice_lines(notice):
    """A notice on the day from which it was shown."""
    yield Line(SHOWN.code, notice.from_on, 1, kind=notice.programme.kind, matter=notice.programme.name)


def objection_lines(objection):
    """An objection on its day, and its answer."""
    said = {"kind": objection.notice.programme.kind, "matter": objection.notice.programme.name}
    yield Line(OBJECTED.code, objection.received_on, 1, **said)
    if objection.answered_on:
        yield Line(ANSWERED.code, objection.answered_on, 1, **said)


def nothing(record):
    """Counts nothing by itself."""
    return ()
