"""The heads of columns: reading them as people write them, and giving each column its meaning.

Heads come in any order, with synonyms, units, line breaks and stars in them, on one row or under merged parents.
"""

import re
import unicodedata
from dataclasses import dataclass

from .importers import cell_text

SURE, LIKELY, GUESSED, VAGUE, BY_CONTENT = 1.0, 0.9, 0.7, 0.6, 0.5
SERIAL_HEADS = frozenset(("序号", "编号序", "行号", "行次", "顺序", "顺号", "no", "序", "顺序号", "项次"))

_BRACKETS = re.compile(r"[(\[【<{]([^)\]】>}]*)[)\]】>}]")
_DROP = re.compile(r"[\s*★☆#:：、,，.。/\\|_\-—*\u200b\ufeff\"'“”]+")
_MONEY_UNIT = {"万元": 10_000, "千元": 1_000, "百元": 100, "亿元": 100_000_000, "元": 1}
_MONEY_END = re.compile(r"(?<=.)[万千百亿]?元\Z")
# A part of a column or a rate is not the column: 参加人数(男), 其中女职工, 经费(元/人), 人均, 累计 beside 本月.
_PART = re.compile(
    r"元/|/[人户]|人均|户均|单价|标准|^其中|(?<=[数次])\(?[男女]性?\)?(?:职工|会员)?\)?\Z|^累计|^(?:上年|去年|上期)|同期"
)
_COMMON_ENDS = ("合计", "名称", "情况", "信息", "号码")


@dataclass
class Match:
    """A column of the sheet that was recognised: which key, how sure, and the factor its head names (万元)."""

    at: int
    key: str
    head: str
    confidence: float
    factor: int = 1
    factor_words: str = ""
    measure: str = ""


def normal(head):
    """A head without spaces, line breaks, units in brackets and marks."""
    text = unicodedata.normalize("NFKC", cell_text(head)).lower()
    return _DROP.sub("", _BRACKETS.sub("", text)) or _DROP.sub("", text)


def normal_whole(head):
    """A head with what stands in its brackets, for labels that need them."""
    return _DROP.sub("", re.sub(r"[()\[\]【】<>{}]", "", unicodedata.normalize("NFKC", cell_text(head)).lower()))


def money_unit(head):
    """The factor and the words of a unit of money in a head: 金额(万元) → 10000."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell_text(head)))
    for words, factor in _MONEY_UNIT.items():
        if factor != 1 and re.search(rf"[(\[:,/、]?(?:单位:?)?{words}[)\]]?\Z", text):
            return factor, words
    return 1, ""


class Vocabulary:
    """The heads that an importer knows, ready for looking up."""

    def __init__(self, importer):
        self.importer = importer
        self.exact = {}
        for column in importer.columns:
            for rank, label in enumerate((column.label, *column.synonyms, column.english)):
                for form in {normal(label), normal_whole(label)} - {""}:
                    self.exact.setdefault(form, []).append((SURE if rank == 0 else LIKELY, column.key))
        self.raw = frozenset(label for column in importer.columns for label in (column.label, *column.synonyms))
        self.long = [(form, keys) for form, keys in self.exact.items() if len(form) >= 3]

    def candidates(self, head):
        """The keys that a head may mean, surest first: [(confidence, key)]. 填报单位: with a colon is a line to fill in, no head."""
        if type(head) is str and head.rstrip()[-1:] in (":", "："):
            return []
        forms = (normal_whole(head), normal(head))
        if not forms[1] or len(forms[1]) > 30:
            return []
        if forms[0] not in self.exact and _PART.search(unicodedata.normalize("NFKC", cell_text(head)).strip()):
            return []
        for form in (*forms, _MONEY_END.sub("", forms[1])):
            if form in self.exact:
                return sorted(self.exact[form], key=lambda pair: -pair[0])
        return self._near(forms[1])

    def _near(self, form):
        """Heads that contain a known label, or are one with a common ending: 会员姓名栏, 联系电话号码."""
        for ending in _COMMON_ENDS:
            if form.endswith(ending) and form[: -len(ending)] in self.exact:
                return [(GUESSED, key) for _, key in self.exact[form[: -len(ending)]]]
            if form + ending in self.exact:
                return [(GUESSED, key) for _, key in self.exact[form + ending]]
        found = [(len(label), label) for label, _ in self.long if label in form and len(label) * 2 >= len(form)]
        if not found:
            short = form[-2:] if 2 < len(form) <= 6 else ""  # 投入经费 ends in 经费
            return [(VAGUE, key) for _, key in self.exact.get(short, ())]
        return [(GUESSED, key) for _, key in self.exact[max(found)[1]]]


def labels_of(rows, head_from, depth):
    """The labels of each column under a head of `depth` rows: [(whole, own, parent)], parents carried to the right over their children."""
    if depth == 1:
        return [(cell, cell, "") for cell in rows[head_from]]
    width = max(len(rows[head_from + step]) for step in range(depth))
    above = [""] * width
    for step in range(depth - 1):
        above = _joined(above, _carried(rows, head_from + step, width, rows[head_from + step + 1]))
    last = _padded(rows[head_from + depth - 1], width)
    nearest = [cell_text(cell) for cell in rows[head_from + depth - 2]]
    return [
        (f"{parent}{own}" if own else parent, own or lowest, parent)
        for own, parent, lowest in zip(map(cell_text, last), above, _padded(nearest, width), strict=False)
    ]


def _padded(row, width):
    return [*row, *[""] * (width - len(row))]


def _joined(above, row):
    return [f"{first}{second}" for first, second in zip(above, row, strict=False)]


def _carried(rows, at, width, below):
    """A row of parents, each carried to the right as long as there are children without a parent of their own."""
    row, below, carried, current = _padded(rows[at], width), _padded(below, width), [], ""
    for own, child in zip(map(cell_text, row), map(cell_text, below), strict=False):
        if own.strip():
            current = own
        elif not child.strip():
            current = ""
        carried.append(current)
    return carried


def match_heads(labels, vocabulary):
    """Give each column the key that fits best, each key once; ambiguous heads go to what is left. Gives (matches, ambiguous)."""
    wishes = []
    for at, (whole, own, parent) in enumerate(labels):
        found = vocabulary.candidates(whole)
        if own and parent and (not found or found[0][0] < LIKELY):
            found = vocabulary.candidates(own) or found
        for confidence, key in found:
            wishes.append((len({key for _, key in found}) > 1, -confidence, at, key, whole))
    wishes = _without_rivals(wishes)
    matches, taken, ambiguous = {}, set(), {}
    for several, negative, at, key, head in sorted(wishes):
        if at in matches or key in taken:
            continue
        if several:
            ambiguous.setdefault(at, []).append(key)
            continue
        taken.add(key)
        matches[at] = Match(at, key, cell_text(head), -negative, *named_units(vocabulary, key, head))
    return matches, {at: keys for at, keys in ambiguous.items() if at not in matches}


def _without_rivals(wishes):
    """Two columns that only vaguely mean the same (男职工人数, 女职工人数) are both left to the reader."""
    vague = [(at, key) for _several, negative, at, key, _head in wishes if -negative <= VAGUE]
    rivals = {key for _at, key in vague if sum(1 for _, other in vague if other == key) > 1}
    return [wish for wish in wishes if -wish[1] > VAGUE or wish[3] not in rivals]


def named_units(vocabulary, key, head):
    """(factor, its words, unit of measure) that a head names: 金额(万元), 数量(册)."""
    kind = vocabulary.importer.column(key).type
    factor, words = money_unit(head) if kind in ("money", "number") else (1, "")
    found = _BRACKETS.search(unicodedata.normalize("NFKC", cell_text(head))) if kind == "number" else None
    measure = found.group(1).strip() if found and factor == 1 and 0 < len(found.group(1).strip()) <= 4 else ""
    return factor, words, measure
