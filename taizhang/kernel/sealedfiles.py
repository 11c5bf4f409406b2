"""Whole files that name people, kept sealed in the data folder under the digest of their content; the same content is kept once."""

import base64
import hashlib
import os
from pathlib import Path

from django.conf import settings

from taizhang.kernel import sealing

shelves = []  # every shelf of the house, for the change of keys


class Shelf:
    """A folder of sealed files, bound to a name like a sealed column. `gone(words…)` is raised where a file is no longer there."""

    def __init__(self, folder, column, gone):
        self.folder, self.column, self.gone = folder, column, gone
        shelves.append(self)

    def keep(self, content):
        """Put a file away; → its SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._write(path, base64.b64encode(content).decode("ascii"))
        return digest

    def fetch(self, digest):
        """The content of a file that was kept."""
        try:
            sealed = self._path(digest).read_text()
        except FileNotFoundError:
            raise self.gone() from None
        return base64.b64decode(sealing.unseal(sealed, self.column))

    def reseal(self, begins):
        """Seal anew the files that do not begin like this; → how many."""
        number = 0
        for path in sorted((Path(settings.TAIZHANG_DATA) / self.folder).glob("*/*.sealed")):
            if not self._is_sealed_so(path, begins):
                self._write(path, sealing.unseal(path.read_text(), self.column))
                number += 1
        return number

    def older(self, begins):
        """How many files do not begin like this."""
        files = (Path(settings.TAIZHANG_DATA) / self.folder).glob("*/*.sealed")
        return sum(not self._is_sealed_so(path, begins) for path in files)

    def _is_sealed_so(self, path, begins):
        with path.open() as file:
            return file.read(len(begins)) == begins

    def _write(self, path, text):
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(sealing.seal(text, self.column))
        os.replace(fresh, path)

    def _path(self, digest):
        return Path(settings.TAIZHANG_DATA) / self.folder / digest[:2] / f"{digest}.sealed"
