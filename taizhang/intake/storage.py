"""Keeping the files that came in: sealed, under their digest, in the data folder. They hold identity numbers in the clear."""

import base64
import os
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from taizhang.kernel import sealing

from .limits import Unreadable

COLUMN = "intake.batch.file"


def keep(content, digest):
    """Put a file away; the same content is kept once."""
    path = _path(digest)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(sealing.seal(base64.b64encode(content).decode("ascii"), COLUMN))
    os.replace(fresh, path)


def fetch(digest):
    """The content of a file that was kept."""
    try:
        sealed = _path(digest).read_text()
    except FileNotFoundError:
        raise Unreadable(_("The file of this import is no longer in the data folder. Please hand it in again."))
    return base64.b64decode(sealing.unseal(sealed, COLUMN))


def _path(digest):
    return Path(settings.TAIZHANG_DATA) / "intake" / digest[:2] / f"{digest}.sealed"
