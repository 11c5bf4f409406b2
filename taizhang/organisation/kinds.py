"""The kinds of unit, as declared data: what officers call them, how they rank, and what may stand below what.

They stand in `kinds.csv` beside this file. A federation that has further kinds puts them into `unit_kinds.csv` of the data folder, with
the same columns: data, not code. The Chinese label is the word that workbooks write; it is what the filter 类型=… compares. Words that
look alike but are written apart in workbooks (镇联合工会, 乡镇总工会) are kinds of their own, so that nobody's own word is lost on the way.
In `children`, a word with @ stands for a whole family: @single are the unions of one employer.
"""

import csv
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language

from taizhang.kernel.manifest import UnitKind

SHIPPED = Path(__file__).with_name("kinds.csv")
OWN = "unit_kinds.csv"
YES = {"1", "是", "yes", "true", "y"}

# The last resort for a word that nobody declared: the longest ending that says what it is. Marked as a guess in the preview.
ENDINGS = {
    "社区工会": "community_union",
    "村工会": "village_union",
    "机关工会": "organ_union",
    "学校工会": "school_union",
    "医院工会": "hospital_union",
    "企业工会": "company_union",
    "公司工会": "company_union",
    "厂工会": "company_union",
    "街道工会": "street_union",
    "镇工会": "town_general_union",
    "乡工会": "town_general_union",
    "行业工会联合会": "industry_federation",
    "工会联合会": "area_federation",
    "联合工会": "joint_union",
    "区总工会": "district_federation",
    "县总工会": "county_federation",
    "街道总工会": "street_general_union",
    "镇总工会": "town_general_union",
    "乡总工会": "town_general_union",
    "市总工会": "city_federation",
    "省总工会": "province_federation",
    "分会": "sub_union",
    "分工会": "sub_union",
    "小组": "union_group",
    "未建会)": "employer",
    "工会": "single_union",
    "公司": "employer",
    "社区": "community",
    "村": "village",
}


def key(text):
    """One spelling for one word: half width, round brackets, no spaces."""
    return "".join(unicodedata.normalize("NFKC", str(text or "")).split()).replace("（", "(").replace("）", ")")


def rows(path):
    """The rows of a table of kinds; none if there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        found = [{name: (value or "").strip() for name, value in row.items() if name} for row in csv.DictReader(lines)]
    return [row for row in found if row.get("code")]


@cache
def all_kinds():
    """Every kind by code: the shipped ones and the federation's own. An own kind with a known code replaces the shipped one."""
    table = {row["code"]: row for row in [*rows(SHIPPED), *rows(Path(settings.TAIZHANG_DATA) / OWN)]}
    return {code: _kind(row, table) for code, row in table.items()}


def _kind(row, table):
    return UnitKind(
        row["code"],
        row["label"],
        row.get("label_en") or row["label"],
        synonyms=tuple(row.get("synonyms", "").split()),
        family=row.get("family", ""),
        is_union=row.get("is_union", "").lower() in YES,
        grassroots=row.get("grassroots", "").lower() in YES,
        level=int(row.get("level") or 9),
        children=tuple(_children(row.get("children", ""), table)),
    )


def _children(words, table):
    for word in words.split():
        if word.startswith("@"):
            yield from (code for code, row in table.items() if row.get("family") == word[1:])
        else:
            yield word


@cache
def _words():
    found = {}
    for kind in all_kinds().values():
        for word in (kind.code, kind.label, kind.label_en, *kind.synonyms):
            found.setdefault(key(word), kind)
    # A label is stronger than somebody else's synonym.
    found.update({key(kind.label): kind for kind in all_kinds().values()})
    return found


def of(code):
    """The kind with this code; an undeclared code is an error of the program."""
    return all_kinds()[code]


def find(text):
    """The kind that this word means: code, label or synonym; None if nobody declared it."""
    return _words().get(key(text))


def name(kind):
    """What a reader calls the kind, in his language."""
    return kind.label if (get_language() or "zh").startswith("zh") else kind.label_en


shown = lazy(lambda code: name(of(code)), str)  # the same, decided when it is read


def guess(text):
    """What an undeclared word most likely means, by its ending; None if it says nothing."""
    word = key(text)
    endings = sorted((ending for ending in ENDINGS if word.endswith(ending)), key=len)
    return of(ENDINGS[endings[-1]]) if endings else None


def codes(**wanted):
    """Codes of the kinds with these properties: codes(grassroots=True), codes(is_union=True)."""
    return tuple(
        code
        for code, kind in all_kinds().items()
        if all(getattr(kind, name) == value for name, value in wanted.items())
    )
