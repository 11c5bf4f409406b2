"""Made-up evidence: a small picture for a record, drawn by arithmetic and different for each."""

import struct
import zlib

WIDTH, HEIGHT = 320, 200


def draw(number):
    """A PNG with hills under a sky, in colours that depend on the number. Nobody is on it."""
    sky, hill = _colour(number * 37 % 360, 0.25, 0.95), _colour(number * 53 % 360, 0.45, 0.65)
    rows = bytearray()
    for line in range(HEIGHT):
        rows.append(0)
        for column in range(WIDTH):
            ridge = HEIGHT * 0.55 + 28 * _wave(column * 0.021 + number) + 12 * _wave(column * 0.07 + 2 * number)
            rows += hill if line > ridge else sky
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)) + _chunk(
        b"IDAT", zlib.compress(bytes(rows), 6)
    ) + _chunk(b"IEND", b"")  # fmt: skip


def _chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _wave(angle):
    """Roughly a sine, from -1 to 1."""
    turn = (angle / 6.283185307) % 1
    return 16 * turn * (0.5 - turn) if turn < 0.5 else -16 * (turn - 0.5) * (1 - turn)


def _colour(hue, strength, light):
    part, rest = divmod(hue / 60, 1)
    low, falling, rising = light * (1 - strength), light * (1 - strength * rest), light * (1 - strength * (1 - rest))
    mixes = (
        (light, rising, low),
        (falling, light, low),
        (low, light, rising),
        (low, falling, light),
        (rising, low, light),
        (light, low, falling),
    )
    return bytes(int(255 * share) for share in mixes[int(part) % 6])
