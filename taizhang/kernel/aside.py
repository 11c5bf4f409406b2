"""Rows laid aside: an import of 200,000 rows needs no more memory than one of 20,000.

What is beyond the first few thousand rows lies in a temporary file that has no name, encrypted under a key that ends with the process:
rows hold identity numbers. A table that fits into one block never leaves memory.
"""

import os
import pickle
import tempfile
from collections.abc import Sequence

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

BLOCK = 2_000  # rows that go to the file, and come back, together
AT_HAND = 2  # blocks in memory beside the one that is being filled


class Aside(Sequence):
    """A list that is filled once and read mostly in order. A block that has come back is a copy: change rows by `changing`."""

    def __init__(self, rows=()):
        self._file, self._cipher, self._places, self._end = None, None, [], 0
        self._last, self._at_hand = [], {}  # the block being filled, and those that came back, the latest last
        self.width = 0  # rows are at least so wide
        for row in rows:
            self.append(row)

    def append(self, row):
        """Add a row."""
        self._last.append(row)
        if len(self._last) == BLOCK:
            self._places.append(self._put(len(self._places), self._last))
            self._last = []

    def settled(self, width=0):
        """The rows at least `width` wide: a plain list where they fit into one block."""
        if not self._places:
            for row in self._last:
                row.extend([""] * (width - len(row)))
            return self._last
        self.width = width
        self._at_hand.clear()
        return self

    def blocks(self):
        """The rows, block by block."""
        for number in range(len(self._places)):
            yield self._block(number)
        if self._last:
            yield self._widened(self._last)

    def changing(self, start=0):
        """The rows from there on, to be changed in place; a block is put back when it is through."""
        for number in range(start // BLOCK, len(self._places)):
            block = self._block(number)
            yield from block[max(0, start - number * BLOCK) :]
            self._places[number] = self._put(number, block)
        yield from self._last[max(0, start - len(self._places) * BLOCK) :]

    def share(self):
        """Open the file, if it is not open: a copy of this process that is made now can lay rows aside for it."""
        if self._file is None:
            self._file, self._cipher = tempfile.TemporaryFile(), AESGCM(AESGCM.generate_key(256))  # noqa: SIM115  closed with its rows

    def packed(self, block):
        """A block as plain values; the reverse is `unpacked`."""
        return block

    def unpacked(self, block):
        """A block from plain values."""
        return block

    def __len__(self):
        return len(self._places) * BLOCK + len(self._last)

    def __iter__(self):
        for block in self.blocks():
            yield from block

    def __getitem__(self, wanted):
        if isinstance(wanted, slice):
            return [self[at] for at in range(*wanted.indices(len(self)))]
        at = wanted + len(self) if wanted < 0 else wanted
        if not 0 <= at < len(self):
            raise IndexError(wanted)
        number, place = divmod(at, BLOCK)
        if number == len(self._places):
            return self._widened(self._last)[place]
        block = self._at_hand.get(number)
        return (block if block is not None else self._block(number))[place]

    def _block(self, number):
        block = self._at_hand.get(number)
        if block is None:
            start, length = self._places[number]
            sealed = os.pread(self._file.fileno(), length, start)
            kept = pickle.loads(self._cipher.decrypt(self._nonce(start), sealed, None))  # noqa: S301  our own, and nobody else has the key
            block = self._widened(self.unpacked(kept))
            while len(self._at_hand) >= AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
            self._at_hand[number] = block
        return block

    def _widened(self, block):
        if self.width:
            for row in block:
                if len(row) < self.width:
                    row.extend([""] * (self.width - len(row)))
        return block

    def _put(self, number, block):
        """Write a block at the end of the file; → (where it begins, how long it is). A place is written once, so it is the nonce."""
        self.share()
        start = self._end
        sealed = self._cipher.encrypt(
            self._nonce(start), pickle.dumps(self.packed(block), pickle.HIGHEST_PROTOCOL), None
        )
        os.pwrite(self._file.fileno(), sealed, start)
        self._end += len(sealed)
        self._at_hand.pop(number, None)
        return start, len(sealed)

    @staticmethod
    def _nonce(start):
        return start.to_bytes(12, "big")


def changing(rows, start=0):
    """The rows of a list or of what was laid aside, to be changed in place."""
    return rows.changing(start) if isinstance(rows, Aside) else iter(rows[start:])
