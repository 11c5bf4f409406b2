"""Keeping the reports that were handed in: sealed, under their digest, in the data folder. They name people in need."""

from django.utils.translation import gettext as _

from taizhang.kernel.sealedfiles import Shelf
from taizhang.kernel.verdicts import Refused


def _gone():
    return Refused(_("The file of this report is no longer in the data folder. Please hand it in again."))


reports = Shelf("factcheck", "factcheck.check.file", _gone)
keep, fetch = reports.keep, reports.fetch
