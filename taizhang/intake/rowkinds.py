"""Which rows under the heads are data, and what the others are: totals, signatures, notes, section lines, heads again."""

import re
import unicodedata

from .heads import normal
from .importers import cell_text

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

BLANK, TOTAL, SIGNATURE, NOTE, SECTION, HEADS, DATA = "blank", "total", "signature", "note", "section", "heads", "data"


def kind_of_row(row, layout, head_texts, required_at):
    """What a row under the heads is; cheap for ordinary rows, careful for those that lack a required cell."""
    for at in required_at:
        if at >= len(row) or row[at] == "" or row[at] is None:
            break
    else:
        first = row[required_at[0]] if required_at else None
        if type(first) is not str or (
            first not in head_texts and len(first) > 1 and first[-1:] not in "计章" and not _may_sign(first)
        ):
            return DATA
    texts = [cell_text(cell).strip() for cell in row]
    filled = [text for text in texts if text]
    if not filled:
        return BLANK
    return _kind_of_odd_row(texts, filled, layout, head_texts, required_at)


def _may_sign(first):
    """Whether the first required cell may be a place to sign (填表人：王某) rather than a day or a name."""
    return ("：" in first or ":" in first) and not first[:1].isdigit()


def _kind_of_odd_row(texts, filled, layout, head_texts, required_at):
    plain = [unicodedata.normalize("NFKC", text) for text in filled]
    if _is_head_row(filled, head_texts):
        return HEADS
    if all(_SIGNATURE.match(text) for text in plain):
        return SIGNATURE
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
    if len(filled) == 1 and filled[0].isdigit() and any(texts[match.at] for match in layout.matches):
        return DATA  # a number alone in a column that is read: a row that lost the rest
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
