"""A chip: a figure inside a sentence, by what it asks and not by what it says, and the spelling that skeletons and plain text boxes use.

`{AW-16:人数}` is the report's own unit and period; `{AW-15:金额?事项~收缴 #hedged}` narrows and hedges; `{CODE@CY01}` asks another unit;
`{A÷B #average}` is A per B, `{A÷B #share}` A of B in percent; `#change` is 同比, `#more` the difference from last year, `#last` last year's value;
`#none` tells a zero: "none" with its basis where the books are complete enough, what is missing where they are not.
"""

import re
from dataclasses import asdict, dataclass, fields, replace

HOWS = ("value", "change", "more", "average", "share", "none")
STYLES = ("exact", "hedged", "wan")
_FLAGS = {
    **{how: ("how", how) for how in HOWS},
    **{style: ("style", style) for style in STYLES},
    "own": ("scope", "own"),
    "stock": ("nature", "stock"),
    "flow": ("nature", "flow"),
    "last": ("period", "last"),
}


class BadToken(ValueError):
    """A figure in braces that cannot be read; the message quotes it."""


@dataclass(frozen=True)
class Chip:
    """One figure of a report. Empty unit and period mean the report's own."""

    code: str
    where: str = ""
    unit: str = ""
    period: str = ""
    over: str = ""
    over_where: str = ""
    how: str = "value"
    style: str = "exact"
    scope: str = "subtree"
    nature: str = ""
    group: str = ""  # figures of one group are a whole and its parts
    part: bool = False

    def as_dict(self):
        """Only what differs from the default: bodies stay small and readable."""
        return {key: value for key, value in asdict(self).items() if value != _DEFAULTS[key]}

    @classmethod
    def of(cls, stored):
        """The chip behind a stored or posted dict; unknown keys and wrong types are refused."""
        if not isinstance(stored, dict) or not isinstance(stored.get("code"), str) or not stored["code"]:
            raise BadToken(str(stored)[:60])
        known = {key: stored[key] for key in _DEFAULTS if key in stored}
        chip = cls(**known)
        wrong = [key for key in _DEFAULTS if not isinstance(getattr(chip, key), bool if key == "part" else str)]
        if (
            wrong
            or chip.how not in HOWS
            or chip.style not in STYLES
            or chip.scope not in ("subtree", "own")
            or len(chip.where) > 400
        ):
            raise BadToken(stored["code"][:60])
        return chip


_DEFAULTS = {field.name: field.default if field.name != "code" else None for field in fields(Chip)}

TOKEN = re.compile(r"\{([^{}]*)\}")
_SIDE = re.compile(r"\s*([^?@\s]+)\s*(?:@([^?\s]+))?\s*(?:\?(.*?))?\s*", re.S)


def read_token(inside):
    """The chip that the text between two braces means."""
    question, _, flags = inside.partition("#")
    left, _, right = question.partition("÷")
    found = _SIDE.fullmatch(left)
    if not found:
        raise BadToken(inside[:60])
    chip = Chip(code=found[1], unit=found[2] or "", where=(found[3] or "").strip())
    if right:
        below = _SIDE.fullmatch(right)
        if not below:
            raise BadToken(inside[:60])
        chip = replace(chip, over=below[1], over_where=(below[3] or "").strip(), how="average")
    for flag in re.split(r"[\s,，]+", flags.strip()):
        chip = _flagged(chip, flag, inside) if flag else chip
    if (chip.how in ("average", "share")) != bool(chip.over):
        raise BadToken(inside[:60])
    return chip


def _flagged(chip, flag, inside):
    if flag in _FLAGS:
        key, value = _FLAGS[flag]
        return replace(chip, **{key: value})
    name, _, value = flag.partition("=")
    if name == "period" and value:
        return replace(chip, period=value)
    if name in ("whole", "part") and value:
        return replace(chip, group=value, part=name == "part")
    raise BadToken(inside[:60])


def write_token(chip):
    """The chip in braces, so that `read_token` gives it back."""
    text = chip.code + (f"@{chip.unit}" if chip.unit else "") + (f"?{chip.where}" if chip.where else "")
    if chip.over:
        text += f" ÷ {chip.over}" + (f"?{chip.over_where}" if chip.over_where else "")
    flags = [] if chip.how == "value" else [chip.how]
    flags += [chip.style] if chip.style != "exact" else []
    flags += [flag for flag, held in (("own", chip.scope == "own"), (chip.nature, bool(chip.nature))) if held]
    if chip.period:
        flags.append("last" if chip.period == "last" else f"period={chip.period}")
    if chip.group:
        flags.append(f"{'part' if chip.part else 'whole'}={chip.group}")
    return "{" + text + (f" #{','.join(flags)}" if flags else "") + "}"
