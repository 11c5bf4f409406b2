"""Finding the table inside a sheet: where its heads stand, which column is which, and which rows are data.

Heads may stand under titles, on two rows with merged parents, in any order, with synonyms, units and line breaks in them, and
may come again further down. What is not data (titles, totals, signatures, notes) is named and skipped, never silently lost.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from .importers import cell_text

LOOK_FOR_HEADS = 60
DEEPEST_HEAD = 3
SURE, LIKELY, GUESSED, BY_CONTENT = 1.0, 0.9, 0.7, 0.5

_BRACKETS = re.compile(r"[(\[【<{]([^)\]】>}]*)[)\]】>}]")
_DROP = re.compile(r"[\s*★☆#:：、,，.。/\\|_\-—*\u200b\ufeff\"'“”]+")
_MONEY_UNIT = {"万元": 10_000, "千元": 1_000, "百元": 100, "亿元": 100_000_000, "元": 1}
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?")
_CHINESE_YEAR = re.compile(r"([一二][零〇○九八七六五四三二一]{3})年")
_STATED_UNIT = re.compile(r"(?:填报|报送|上报|单位|工会)(?:单位|名称|工会)?(?:\([^)]*\))?\s*[::]\s*([^\s::]{2,40})")
_TITLE_END = re.compile(
    r"(?:(?:19|20)\d{2}\s*年?度?)?\s*(?:工会)?(?:会员|职工|员工|人员|工作|活动|组织)?(?:情况)?"
    r"(?:花名册|名册|登记表|台账|统计表|明细表|一览表|情况表|汇总表|名单|报表).*\Z"
)
_TOTAL = re.compile(
    r"(?:本?[页月季年]|全[年镇市县]|总|分)?(?:合|小|总|累|共)计(?:数|额|人数|金额)?[::]?\Z|.{1,16}(?:小计|合计)[::]?\Z"
)
_SIGNATURE = re.compile(
    r"(?:填表|填报|审核|制表|复核|经办|负责|经手|审批|核对|统计|联系|录入|主管|分管|单位负责|工会主席)"
    r"(?:人|日期|时间|单位|领导|电话|员)?(?:签[字名章])?(?:\([^)]*\))?\s*[::]|.{0,8}(?:盖章|公章|签字)[)）]?|(?:\d{4}|[\s_]{2,})\s*年[\s\d_]*月[\s\d_]*日\s*\Z"
)
_NOTE = re.compile(r"(?:说明|注|备注|附注|注意|填表说明|填报说明|附|备)\s*\d*\s*[::.、)]|注意事项|\d+[.、]\s*本表")
_SECTION = re.compile(
    r"[一二三四五六七八九十]+[、.]|[((][一二三四五六七八九十\d]+[))]|第[一二三四五六七八九十\d]+[章部组]"
)
_SERIAL_HEADS = frozenset(("序号", "编号序", "行号", "行次", "顺序", "顺号", "no", "序", "顺序号", "项次"))
_COMMON_ENDS = ("名称", "情况", "信息", "号码")


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


@dataclass
class Layout:
    """How a sheet is laid out: its head rows, the matches, what it did not know, what its title says."""

    sheet: str
    head_from: int
    head_rows: int
    matches: list
    unknown: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    year: int | None = None
    stated_units: tuple = ()
    manual: bool = False

    @property
    def first_data_row(self):
        """0-based number of the first row under the heads."""
        return self.head_from + self.head_rows

    def places(self):
        """Key → 0-based column."""
        return {match.key: match.at for match in self.matches}

    @property
    def fits(self):
        """Whether every required column was found."""
        return not self.missing

    @property
    def score(self):
        return sum(match.confidence for match in self.matches)


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
        self.long = [(form, keys) for form, keys in self.exact.items() if len(form) >= 3]

    def candidates(self, head):
        """The keys that a head may mean, surest first: [(confidence, key)]."""
        forms = (normal_whole(head), normal(head))
        if not forms[1] or len(forms[1]) > 30:
            return []
        for form in forms:
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
            return []
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
    return [
        (f"{parent}{own}" if own else parent, own, parent)
        for own, parent in zip(map(cell_text, last), above, strict=False)
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
    matches, taken, ambiguous = {}, set(), {}
    for several, negative, at, key, head in sorted(wishes):
        if at in matches or key in taken:
            continue
        if several:
            ambiguous.setdefault(at, []).append(key)
            continue
        taken.add(key)
        matches[at] = Match(at, key, cell_text(head), -negative, *_factor(vocabulary, key, head))
    return matches, {at: keys for at, keys in ambiguous.items() if at not in matches}


def _factor(vocabulary, key, head):
    """(factor, its words, unit of measure) that a head names: 金额(万元), 数量(册)."""
    kind = vocabulary.importer.column(key).type
    factor, words = money_unit(head) if kind in ("money", "number") else (1, "")
    found = _BRACKETS.search(unicodedata.normalize("NFKC", cell_text(head))) if kind == "number" else None
    measure = found.group(1).strip() if found and factor == 1 and 0 < len(found.group(1).strip()) <= 4 else ""
    return factor, words, measure


def recognise(sheet, importer, *, vocabulary=None, looks=None, known_unit=None):
    """The layout of a sheet, or None where no row looks like the importer's heads.

    `looks(column, values)` says how much of the values fits the column's type: it settles ambiguous heads.
    """
    vocabulary = vocabulary or Vocabulary(importer)
    best, best_rank = None, None
    for head_from in range(min(LOOK_FOR_HEADS, len(sheet.rows))):
        filled = sum(1 for cell in sheet.rows[head_from] if cell not in ("", None))
        if not filled:
            continue
        for depth in range(1, min(DEEPEST_HEAD, len(sheet.rows) - head_from) + 1):
            rank, candidate = _try_heads(sheet, vocabulary, head_from, depth, filled)
            if rank is not None and (best_rank is None or rank > best_rank):
                best, best_rank = candidate, rank
    if best is None:
        return None
    return _finished(sheet, vocabulary, best, looks)


def _try_heads(sheet, vocabulary, head_from, depth, filled):
    """How well some rows serve as heads: more columns first, then higher ones, then fewer rows."""
    if depth > 1 and not _could_be_heads(sheet.rows[head_from + depth - 1]):
        return None, None
    labels = labels_of(sheet.rows, head_from, depth)
    matches, ambiguous = match_heads(labels, vocabulary)
    count = len(matches) + len(ambiguous)
    needed = 1 if len(vocabulary.importer.columns) == 1 else 2
    texts = sum(1 for whole, _, _ in labels if cell_text(whole).strip())
    if count < needed or count * 4 < texts:
        return None, None
    confidence = sum(match.confidence for match in matches.values()) + 0.5 * len(ambiguous)
    return (round(confidence, 2), -depth, -head_from), (head_from, depth, labels, matches, ambiguous)


def _could_be_heads(row):
    """A row of heads holds words, no numbers and no days."""
    cells = [cell for cell in row if cell not in ("", None)]
    return bool(cells) and all(type(cell) is str and not cell.strip().isdigit() and len(cell) <= 40 for cell in cells)


def _finished(sheet, vocabulary, candidate, looks):
    head_from, depth, labels, matches, ambiguous = candidate
    sample = _sample(sheet, head_from + depth)
    _settle(vocabulary, matches, ambiguous, labels, sample, looks)
    if looks:
        _guess_by_content(vocabulary, matches, labels, sample, looks)
    layout = Layout(sheet.name, head_from, depth, sorted(matches.values(), key=lambda match: match.at))
    layout.unknown = [
        (at, cell_text(whole).strip())
        for at, (whole, _, _) in enumerate(labels)
        if at not in matches and cell_text(whole).strip() and normal(whole) not in _SERIAL_HEADS
    ]
    found = {match.key for match in layout.matches}
    layout.missing = vocabulary.importer.missing_columns(found)
    layout.year, layout.stated_units = _title(sheet, head_from)
    return layout


def _sample(sheet, first):
    """Some rows of data, to look at what stands in a column."""
    return [row for row in sheet.rows[first : first + 200] if any(cell not in ("", None) for cell in row)][:60]


def _values(sample, at):
    return [row[at] for row in sample if at < len(row) and row[at] not in ("", None)]


def _settle(vocabulary, matches, ambiguous, labels, sample, looks):
    """Ambiguous heads (单位: of the union or of measure?) go where the content fits, else to what is still free."""
    for at in sorted(ambiguous):
        taken = {match.key for match in matches.values()}
        free = [key for key in ambiguous[at] if key not in taken]
        if not free:
            continue
        scores = {key: looks(vocabulary.importer.column(key), _values(sample, at)) if looks else 0 for key in free}
        key = max(free, key=lambda one: scores[one])
        confidence = LIKELY if len(free) == 1 or scores[key] >= 0.5 else GUESSED
        matches[at] = Match(at, key, cell_text(labels[at][0]), confidence, *_factor(vocabulary, key, labels[at][0]))


def _guess_by_content(vocabulary, matches, labels, sample, looks):
    """A required column whose head nobody knows may be known by what stands in it."""
    for column in vocabulary.importer.columns:
        taken = {match.key for match in matches.values()}
        if column.key in taken or column.type not in ("id_number", "date", "unit"):
            continue
        for at, (whole, _, _) in enumerate(labels):
            values = _values(sample, at)
            if (
                at not in matches
                and len(values) >= 3
                and normal(whole) not in _SERIAL_HEADS
                and looks(column, values) >= 0.8
            ):
                matches[at] = Match(at, column.key, cell_text(whole), BY_CONTENT)
                break


def _title(sheet, head_from):
    """What the lines above the heads and the name of the sheet say: a year, the reporting unit."""
    texts = [cell_text(cell).strip() for row in sheet.rows[:head_from] for cell in row if cell not in ("", None)]
    return year_in([*texts, sheet.name]), tuple(name for text in (*texts, sheet.name) for name in stated_units(text))


def stated_units(text):
    """What in a title or a line between rows may be a unit's name: 填报单位:棉纺厂工会, 棉纺厂工会2008年会员名册."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _STATED_UNIT.search(plain)
    named = [found.group(1)] if found else []
    bare = _TITLE_END.sub("", _SECTION.sub("", plain)).strip()
    return [*named, plain, bare] if 2 <= len(bare) <= 40 else named


def year_in(texts):
    """The one year that some texts name, or None when they name none or several."""
    years = set()
    for text in texts:
        plain = unicodedata.normalize("NFKC", text)
        years.update(int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d{2})\s*年", plain))
        years.update(
            int(
                "".join(
                    str("〇一二三四五六七八九".index(letter.replace("零", "〇").replace("○", "〇"))) for letter in year
                )
            )
            for year in _CHINESE_YEAR.findall(plain)
        )
    if not years:
        years = {int(year) for text in texts for year in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", text)}
    return years.pop() if len(years) == 1 else None


def by_hand(sheet, importer, mapping, head_from, head_rows):
    """A layout that a person corrected: column number → key (empty for "do not import")."""
    labels = labels_of(sheet.rows, head_from, head_rows)
    vocabulary = Vocabulary(importer)
    matches, unknown = [], []
    for at, (whole, _, _) in enumerate(labels):
        key = mapping.get(at)
        if key:
            matches.append(Match(at, key, cell_text(whole), SURE, *_factor(vocabulary, key, whole)))
        elif cell_text(whole).strip():
            unknown.append((at, cell_text(whole).strip()))
    found = {match.key for match in matches}
    missing = importer.missing_columns(found)
    year, units = _title(sheet, head_from)
    return Layout(sheet.name, head_from, head_rows, matches, unknown, missing, year, units, manual=True)


def heads_again(sheet, layout, at, importer):
    """The layout from a repeated head on: the same object where the columns stand as before, a new one where they moved."""
    if layout.manual or not _begins_like(sheet.rows[at], sheet.rows[layout.head_from]):
        return layout
    depth = min(layout.head_rows, len(sheet.rows) - at)
    matches, _ambiguous = match_heads(labels_of(sheet.rows, at, depth), Vocabulary(importer))
    places, known = {match.key: match.at for match in matches.values()}, layout.places()
    if all(places.get(key, known[key]) == known[key] for key in known) or len(places) * 3 < len(known) * 2:
        return layout
    moved = sorted(matches.values(), key=lambda match: match.at)
    return Layout(layout.sheet, at, depth, moved, layout.unknown, layout.missing, layout.year, layout.stated_units)


def _begins_like(row, first):
    """Whether a row holds the texts of the first head row, in whatever order."""
    wanted, found = ({normal(cell) for cell in one if cell not in ("", None)} for one in (first, row))
    return len(wanted & found) * 3 >= len(wanted) * 2


# --- which rows are data ---------------------------------------------------------------------------------------------------

BLANK, TOTAL, SIGNATURE, NOTE, SECTION, HEADS, DATA = "blank", "total", "signature", "note", "section", "heads", "data"


def kind_of_row(row, layout, head_texts, required_at):
    """What a row under the heads is; cheap for ordinary rows, careful for those that lack a required cell."""
    for at in required_at:
        if at >= len(row) or row[at] == "" or row[at] is None:
            break
    else:
        first = row[required_at[0]] if required_at else None
        if type(first) is not str or (first not in head_texts and len(first) > 1 and first[-1:] not in "计章"):
            return DATA
    texts = [cell_text(cell).strip() for cell in row]
    filled = [text for text in texts if text]
    if not filled:
        return BLANK
    return _kind_of_odd_row(texts, filled, layout, head_texts, required_at)


def _kind_of_odd_row(texts, filled, layout, head_texts, required_at):
    plain = [unicodedata.normalize("NFKC", text) for text in filled]
    if _is_head_row(filled, head_texts):
        return HEADS
    missing = sum(1 for at in required_at if at >= len(texts) or not texts[at])
    bare = [re.sub(r"\s+", "", text) for text in plain[:4]]
    if any(_TOTAL.match(text) for text in bare) and (
        missing or any(_TOTAL.match(text) and len(text) <= 4 for text in bare)
    ):
        return TOTAL
    if not missing and len(required_at) > 1:
        return DATA
    if (_SIGNATURE.match(plain[0]) and len(filled) <= 8) or (
        len(filled) == 1 and _SIGNATURE.search(plain[0]) and len(plain[0]) < 60
    ):
        return SIGNATURE
    if _NOTE.match(plain[0]) and len(filled) <= 3:
        return NOTE
    if len(filled) == 1 and len(layout.matches) >= 3:
        return NOTE if len(plain[0]) > 20 and not _SECTION.match(plain[0]) else SECTION
    return DATA


def _is_head_row(filled, head_texts):
    """Whether a row repeats the heads."""
    known = sum(1 for text in filled if normal(text) in head_texts)
    return known >= 2 and known * 10 >= len(filled) * 7


def head_texts_of(sheet, layout):
    """The normalised texts of the head rows, to know them again further down."""
    rows = sheet.rows[layout.head_from : layout.first_data_row]
    return {normal(cell) for row in rows for cell in row if cell not in ("", None)} | {
        text.strip() for row in rows for text in map(cell_text, row) if text.strip()
    }
