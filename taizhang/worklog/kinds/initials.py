"""First letters of pinyin, so that `axcs` finds 爱心超市. GB2312 lists its common characters in pinyin order."""

from bisect import bisect_right

# The first character of each letter in GB2312's first level; there is no i, u or v.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "abcdefghjklmnopqrstwxyz"
_STARTS = [int.from_bytes(first.encode("gb2312"), "big") for first in _FIRST]
_END = int.from_bytes("座".encode("gb2312"), "big")
# Rarer characters (GB2312's second level is not in pinyin order) that stand in labels and synonyms of kinds.
_RARE = {
    "赈": "z",
    "驿": "y",
    "帼": "g",
    "癌": "a",
    "酬": "c",
    "骏": "j",
    "赡": "s",
    "怡": "y",
    "遴": "l",
    "崴": "w",
    "橱": "c",
}


def initials(text):
    """The first letters of a label; digits and Latin letters stand for themselves, marks are left out."""
    return "".join(_initial(character) for character in text.lower())


def _initial(character):
    if character.isascii():
        return character if character.isalnum() else ""
    if character in _RARE:
        return _RARE[character]
    try:
        point = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _LETTERS[bisect_right(_STARTS, point) - 1] if _STARTS[0] <= point <= _END else ""
