"""Keeping the files that came in: sealed, under their digest, in the data folder. They hold identity numbers in the clear."""

from django.utils.translation import gettext as _

from taizhang.kernel.sealedfiles import Shelf

from .limits import Unreadable


def _gone():
    return Unreadable(_("The file of this import is no longer in the data folder. Please hand it in again."))


workbooks = Shelf("intake", "intake.batch.file", _gone)
keep, fetch = workbooks.keep, workbooks.fetch
