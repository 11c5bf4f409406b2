"""Which words mean which figure: labels and synonyms of what the apps declare, and the checker's own table (words.csv)."""

import csv
import re
from functools import lru_cache
from pathlib import Path

from django.utils import translation

from taizhang.kernel.figures import UnknownFigure, resolve
from taizhang.kernel.manifest import registry

TABLE = Path(__file__).with_name("words.csv")

# Unit of measure of a claim → the sorts of figure that may be meant, the likeliest first.
_BODIES = ("union", "enterprise", "unit", "community", "village", "school", "department", "branch", "town", "street")
_ITEMS = ("case", "piece", "proposal", "contract", "article", "letter", "document", "item", "project", "work")
_SESSIONS = ("event", "meeting", "lecture", "course", "round", "issue", "batch")
SORTS = {
    "person": ("person",),
    "person_time": ("person_time",),
    "household": ("household", "person"),
    "yuan": ("money",),
    "percent": ("percent",),
    "award": ("item", "person", "body"),
    "place": ("body", "item", "goods"),
    "copy": ("goods", "item"),
    "team": ("goods", "item"),
    "group": ("goods", "body"),
    **dict.fromkeys(_BODIES, ("body",)),
    **dict.fromkeys(_ITEMS, ("item", "goods", "session")),
    **dict.fromkeys(_SESSIONS, ("session", "item", "goods")),
}
COLUMNS = {
    "person": ("人数",),
    "person_time": ("人次",),
    "household": ("户数",),
    "body": ("家数", "单位数"),
    "item": ("件数",),
    "session": ("场次",),
    "money": ("金额",),
    "goods": ("数量",),
}
_MEASURES = {
    "work.persons": "person",
    "work.person_times": "person_time",
    "work.households": "household",
    "work.enterprises": "body",
    "work.items": "item",
    "work.sessions": "session",
    "work.money": "money",
    "work.goods": "goods",
    "work.entries": "body",
}
_WORDS_OF_UNITS = {
    "人": "person",
    "名": "person",
    "人次": "person_time",
    "户": "household",
    "家": "body",
    "个单位": "body",
    "个": "body",
    "件": "item",
    "项": "item",
    "条": "item",
    "份": "goods",
    "次": "session",
    "场": "session",
    "元": "money",
    "册": "goods",
}


# What the measure word itself says, where the reader took it for something else: 12家企业职工生活状况调查 counts firms.
_BY_WORD = {"家": ("body",), "户": ("household",), "名": ("person",), "册": ("goods",)}


def sorts_of(told):
    """The sorts of figure that a claim may state."""
    sorts = SORTS.get(told.claim.unit, ("goods",))
    by_word = _BY_WORD.get(told.measure_word, ())
    return by_word if by_word and by_word[0] not in sorts else sorts


@lru_cache(maxsize=2000)
def sort_of(code):
    """The sort of a declared indicator."""
    with translation.override("zh-hans"):
        indicator = registry.indicators[code]
        if indicator.is_ratio:
            return "percent" if indicator.percent else "ratio"
        measure = indicator.numerator[0].measure.replace("work.reading.", "work.")
        if measure in _MEASURES:
            return _MEASURES[measure]
        return _WORDS_OF_UNITS.get(str(indicator.unit or registry.measures[measure].unit), "goods")


def definition(indicator):
    """What a figure counts, whatever it is called: two figures of one definition are one."""
    return indicator.numerator, indicator.denominator


@lru_cache(maxsize=1)
def entries():
    """([(key, weight, pattern)], [(key, weight, words)]): patterns of the table, and plain words of labels and synonyms.

    A key is the code of an indicator or a row of the catalogue.
    """
    with TABLE.open(encoding="utf-8") as file:
        table = [
            (row["code"], float(row["weight"]), re.compile(row["pattern"]))
            for row in csv.DictReader(file)
            if row["code"] in registry.indicators or row["code"] in registry.catalogue
        ]
    plain = []
    with translation.override("zh-hans"):
        for row in registry.catalogue.values():
            names = {*re.split(r"[、（）()“”与和]", str(row.label)), *row.synonyms}
            plain += [(row.id, _weight(name), name) for name in sorted(names) if len(name) > 1]
        for indicator in registry.indicators.values():
            label = re.sub(r"(?:人数|人次|件数|户数|金额|场次|家数|次数)$", "", str(indicator.label))
            if len(label) > 2 and re.search(r"[一-鿿]", label):
                plain.append((indicator.code, _weight(label) + 0.05, label))
    return table, plain


def _weight(words):
    """A long name says more than a short one, and two letters of the everyday say little."""
    return {2: 0.62, 3: 0.75, 4: 0.85, 5: 0.9}.get(len(words), 0.95)


@lru_cache(maxsize=20_000)
def named_in(words):
    """{key: weight} of the figures that a stretch of text names. The weights are those of the words, between 0 and 1."""
    table, plain = entries()
    found = {}
    for key, weight, pattern in table:
        if weight > found.get(key, 0) and pattern.search(words):
            found[key] = weight
    for key, weight, name in plain:
        if weight > found.get(key, 0) and name in words:
            found[key] = weight
    return found


@lru_cache(maxsize=5000)
def indicator_of(code, nature=None):
    """The indicator behind a code, None where there is none."""
    try:
        return resolve(code, nature)
    except UnknownFigure:
        return None
