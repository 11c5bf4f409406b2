"""Pictures on paper: today only codes for a phone's camera, drawn as they are, one pixel a module."""

import struct
import zlib

import qrcode

from taizhang.word.document import Picture

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def code(text, millimetres=25, words=""):
    """A QR code as a picture of this width; `words` are read out to whoever does not see it."""
    drawn = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
    drawn.add_data(text)
    drawn.make()
    return Picture(_png(drawn.get_matrix()), millimetres, words)


def _png(rows):
    """Black and white modules as a PNG of one bit a pixel (RFC 2083)."""
    width = len(rows[0])
    lines = b"".join(b"\0" + _packed(row, width) for row in rows)
    head = struct.pack(">IIBBBBB", width, len(rows), 1, 0, 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")


def _packed(row, width):
    bits = "".join("0" if dark else "1" for dark in row).ljust(-(-width // 8) * 8, "1")
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
