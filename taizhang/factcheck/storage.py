"""Keeping the reports that were handed in: sealed, under their digest, in the data folder. They name people in need."""

import base64
import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from taizhang.kernel import sealing
from taizhang.kernel.verdicts import Refused

COLUMN = "factcheck.check.file"


def keep(content):
    """Put a file away and give its digest; the same content is kept once."""
    digest = hashlib.sha256(content).hexdigest()
    path = _path(digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(sealing.seal(base64.b64encode(content).decode("ascii"), COLUMN))
        os.replace(fresh, path)
    return digest


def fetch(digest):
    """The content of a file that was kept."""
    try:
        sealed = _path(digest).read_text()
    except FileNotFoundError:
        raise Refused(_("The file of this report is no longer in the data folder. Please hand it in again."))
    return base64.b64decode(sealing.unseal(sealed, COLUMN))


def _path(digest):
    return Path(settings.TAIZHANG_DATA) / "factcheck" / digest[:2] / f"{digest}.sealed"
