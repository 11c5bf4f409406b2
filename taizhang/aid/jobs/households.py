"""Every night: note on the files who was aided, and delete the personal data whose time is over."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.aid import actions, queries
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.jobs import job


@job("aid.see_who_was_aided", _("Note on the hardship files who was aided"), every="day")
def see_who_was_aided():
    """What the ledger knows about aid is noted on the file. Run twice it notes nothing the second time."""
    noted = 0
    for household, first, last in list(queries.households.unaided(timezone.localdate())):
        actions.households.note_aid(household, by=SYSTEM, first=first, last=last)
        noted += 1
    return {"noted": noted}


@job(
    "aid.empty_lapsed_files", _("Delete personal data of closed hardship files after the retention period"), every="day"
)
def empty_lapsed_files():
    """Personal data go when the shortest needed time is over (Personal Information Protection Law, article 19); figures stay."""
    today, emptied = timezone.localdate(), 0
    for household in list(queries.households.lapsed(today)):
        actions.households.empty_file(household, by=SYSTEM, on=today)
        emptied += 1
    return {"emptied": emptied}
