"""Whole files that name people, kept sealed in the data folder under the digest of their content; the same content is kept once.

A file is sealed piece by piece, a line each, so that a workbook of a city does not fill the memory six times over.
"""

import base64
import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from taizhang.kernel import sealing

PIECE = 3 << 18  # bytes of a file that are sealed together; a multiple of three, so that base64 leaves no gap

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
            pieces = (content[start : start + PIECE] for start in range(0, len(content) or 1, PIECE))
            self._write(path, (base64.b64encode(piece).decode("ascii") for piece in pieces))
        return digest

    def fetch(self, digest):
        """The content of a file that was kept."""
        content = bytearray()
        try:
            with self._path(digest).open() as lines:
                for line in lines:
                    content += base64.b64decode(sealing.unseal(line.strip(), self.column))
        except FileNotFoundError:
            raise self.gone() from None
        if hashlib.sha256(content).hexdigest() != digest:  # a line is missing, or they stand in another order
            raise sealing.SealBroken(_("A sealed value of %(column)s does not open.") % {"column": self.column})
        return bytes(content)

    def reseal(self, begins):
        """Seal anew the files that do not begin like this; → how many."""
        number = 0
        for path in sorted((Path(settings.TAIZHANG_DATA) / self.folder).glob("*/*.sealed")):
            if not self._is_sealed_so(path, begins):
                with path.open() as lines:
                    self._write(path, (sealing.unseal(line.strip(), self.column) for line in lines))
                number += 1
        return number

    def older(self, begins):
        """How many files do not begin like this."""
        files = (Path(settings.TAIZHANG_DATA) / self.folder).glob("*/*.sealed")
        return sum(not self._is_sealed_so(path, begins) for path in files)

    def _is_sealed_so(self, path, begins):
        with path.open() as file:
            return file.read(len(begins)) == begins

    def _write(self, path, texts):
        fresh = path.with_suffix(f".{os.getpid()}")
        with fresh.open("w") as file:
            file.writelines(sealing.seal(text, self.column) + "\n" for text in texts)
        os.replace(fresh, path)

    def _path(self, digest):
        return Path(settings.TAIZHANG_DATA) / self.folder / digest[:2] / f"{digest}.sealed"
