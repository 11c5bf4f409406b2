"""All kinds of entry, declared by area: one for each of the 176 rows of the catalogue."""

import re

from . import ac, aw, cb, dm, fa, fi, hn, lc, mm, ms, oa, om, op, rb, rp, rw, tr
from .declare import COUNTS, Area, Count, Field, Kind
from .initials import initials

AREAS = (
    Area("OM", "组织建设", "Organisation and members"),
    Area("DM", "民主管理", "Democratic management"),
    Area("OP", "厂务公开", "Openness of affairs"),
    Area("CB", "协商合同", "Bargaining and contracts"),
    Area("RP", "维权服务", "Rights protection"),
    Area("AW", "帮扶慰问", "Aid and welfare"),
    Area("MM", "医疗健康", "Medical aid and health"),
    Area("AC", "文体活动", "Activities and culture"),
    Area("LC", "劳动竞赛", "Labour competition"),
    Area("TR", "教育培训", "Training"),
    Area("HN", "荣誉表彰", "Honours"),
    Area("FA", "阵地建设", "Facilities"),
    Area("FI", "工会经费", "Finance"),
    Area("OA", "目标考核", "Objectives and assessment"),
    Area("RB", "宣传信息", "Reporting and publicity"),
    Area("MS", "服务职工", "Member services"),
    Area("RW", "女工与退休", "Women and retirees"),
)
_MODULES = (om, dm, op, cb, rp, aw, mm, ac, lc, tr, hn, fa, fi, oa, rb, ms, rw)
KINDS = {kind.id: kind for module in _MODULES for kind in module.KINDS}
AREA = {area.code: area for area in AREAS}


def kinds_of(area):
    """The kinds of one area, in the catalogue's order."""
    return [kind for kind in KINDS.values() if kind.area == area]


def find(text, *, on=None):
    """Kinds that the typed text may mean, best first: number, label, synonym, pinyin initials or words of the hint."""
    wanted = _plain(text)
    if not wanted:
        return []
    scored = (
        (_score(kind, wanted), kind)
        for kind in KINDS.values()
        if on is None or not kind.closed_on or on < kind.closed_on
    )
    return [kind for score, kind in sorted(((s, k) for s, k in scored if s), key=lambda pair: (-pair[0], pair[1].id))]


def guess(text):
    """The kind that a workbook's words mean, or None when they are no one's name.

    A spelling that means nothing else, a number, a name; then the longest name that stands in the words; then the only name
    in which the words stand.
    """
    marked = [kind for kind in KINDS.values() if kind.pattern and re.search(kind.pattern, text)]
    wanted = _plain(text)
    if len(marked) == 1 or not wanted or wanted in map(_plain, (area.label for area in AREAS)):
        return _only(marked)  # the name of an area is no kind
    exact = [kind for kind in KINDS.values() if wanted in (_plain(kind.id), *_names(kind))]
    return _only(exact) or _only(_longest_inside(wanted)) or (_only(_around(wanted)) if len(wanted) > 1 else None)


def _only(kinds):
    return kinds[0] if len(kinds) == 1 else None


def _longest_inside(wanted):
    """Kinds with the longest name that stands in the words."""
    inside = [
        (len(name), kind.id) for kind in KINDS.values() for name in _names(kind) if len(name) > 1 and name in wanted
    ]
    longest = max((length for length, _kind in inside), default=0)
    return [KINDS[kind] for kind in sorted({kind for length, kind in inside if length == longest})]


def _around(wanted):
    """Kinds of which a name contains the words."""
    return [kind for kind in KINDS.values() if any(wanted in name for name in _names(kind))]


def _names(kind):
    return [_plain(name) for name in (kind.label, *kind.synonyms)]


def _score(kind, wanted):
    names = _names(kind)
    if wanted == _plain(kind.id):
        return 100
    if wanted in names:
        return 90
    if any(name.startswith(wanted) for name in names):
        return 82 if names[0].startswith(wanted) else 80
    if any(wanted in name for name in names):
        return 72 if wanted in names[0] else 70
    if wanted.isascii():
        letters = [initials(name) for name in names]
        if any(short.startswith(wanted) for short in letters):
            return 60
        if _plain(kind.id).startswith(wanted):
            return 55
        if wanted in kind.label_en.lower().replace(" ", ""):
            return 50
        return 40 if len(wanted) > 1 and any(wanted in short for short in letters) else 0
    if any(len(name) > 1 and name in wanted for name in names):
        return 45
    return 20 if wanted in _plain(kind.hint) else 0


def _plain(text):
    return "".join(character for character in text.lower() if character.isalnum())


__all__ = [
    "AREA",
    "AREAS",
    "COUNTS",
    "KINDS",
    "Area",
    "Count",
    "Field",
    "Kind",
    "find",
    "guess",
    "initials",
    "kinds_of",
]
