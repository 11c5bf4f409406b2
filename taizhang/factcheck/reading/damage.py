"""What the text lost on its way: masked digits, garbled words, repeated numbers, broken sentences, years that cannot be.

Recovered only where arithmetic or a second telling forces it: 54_.5 beside a total and the other part, ¥20xx beside 两仟元整, 20xx年 beside
the 91st anniversary of 1921. Anything else is marked and left.
"""

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import combinations

from django.utils.translation import gettext as _

from .claims import Damage
from .noise import apart
from .years import remembered

_MASKED = re.compile(
    r"(?:19|20)?\d{0,6}_{1,30}(?:\.?\d{1,4})?|20[xX×*]{2}|(?<![A-Za-z])[xX]{2,8}(?![A-Za-z])|×{2,8}|[*＊]{1,8}(?=[\u4e00-\u9fff\d])|[□■]{1,8}"
)
_LOST = re.compile(
    r"(?:会员|职工|员工|教师|教职工|人员|党员|干部|群众|企业|工会|家庭|奖金|资金|经费|善款|捐款|利息|存款|款项|补助金|慰问金)(?:共|达|约|近)?(?P<more>多|余)(?P<word>名|人次|人|家|户|万元|元|亿元|件)(?!化|种)"
    r"|(?<=[金款息费额计达共])(?P<word2>万元|亿元|元)(?=[，。；、])"
    r"|(?:共有|共计|现有|新建|组建)(?P<word3>家|名)(?=[\u4e00-\u9fff])"
    r"|(?<=重点企业)(?P<word4>家)(?=[，。；])"
)
_WRONG_WORDS = (
    ("安康怀", "安康杯"),
    ("工资群众协商", "工资集体协商"),
    ("群众协商", "集体协商"),
    ("群众合同", "集体合同"),
    ("工会干咳", "工会干部"),
    ("职代汇", "职代会"),
)
_MONTH = re.compile(
    r"(?:(?<=[年在于到至从])|(?<=[。；，,;\n]))(1[0-2]|[1-9])份(?=[，,]|以来|底|初|起|开始|组织|举办|开展|召开|参加|进行|对|我|在)"
)
_BROKEN_CHARACTERS = re.compile(
    "[\ufffd\ue000-\uf8ff]{1,200}|(?:锟斤拷|烫烫烫|屯屯屯){1,50}|(?:[\u00c0-\u00ff][\u0080-\u00bf\u00a0-\u00ff]){3,100}"
)
_LINE = re.compile(r"[^\r\n]{1,20000}")
_COMPLETE = re.compile(r"[。！？!?；;：:….][”’」』）)\"]{0,3}\s*$")
_CUT_OFF = re.compile(r"(?:[、，,]|的|了|和|及|与|在|为|对|把|将|是|以及|〈〈?[^〉]{1,60})\s*$")
_ENUMERATED = re.compile(
    r"(?P<n>[一二三四五六七八九十]{1,2})是(?=[\u4e00-\u9fff“])|第(?P<m>[一二三四五六七八九十]{1,2})[，,、]"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
_NEAR = 160  # how far apart a masked figure and the figures that force it may stand


def damage_of(document_text, stream, reports, sections, claims):
    """`(damages, claims)`: what is damaged, and the claims with the values that could be recovered."""
    claims, found = _recovered_claims(document_text, claims)
    covered = bytearray(len(document_text) + 1)
    for one in found:
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    for report in reports:
        text = document_text[report.start : report.end]
        fresh = [
            *_masks(text, report),
            *_lost(text, report),
            *_garbled(text, report),
            *_words(text, report),
            *_broken(text, report, sections),
            *_years(text, report, sections),
        ]
        found.extend(one for one in fresh if not any(covered[one.start : one.end]))
    found.extend(_numbering(document_text, sections))
    found.extend(_enumerations(document_text, sections))
    return apart(found), claims


def _one(text, report, hit, kind, recovered="", explanation="", group=0):
    start, end = hit.span(group)
    return Damage(report.start + start, report.start + end, text[start:end], kind, recovered, explanation)


# --- masked figures -------------------------------------------------------------------------------------------------------


def _recovered_claims(text, claims):
    changed, found = {}, []
    starts = [claim.start for claim in claims]
    for claim in claims:
        if not claim.damaged:
            continue
        printed = text[claim.number[0] : claim.number[1]]
        if not re.search(r"[\d_xX×*□■?？]", printed):
            found.append(
                Damage(claim.start, claim.end, claim.quote, "masked", "", _("The number is missing."), (claim.id,))
            )
            continue
        value, why, helpers = _forced(
            text, claim, claims[bisect_left(starts, claim.start - _NEAR) : bisect_left(starts, claim.start + _NEAR)]
        )
        if value is not None:
            changed[claim.id] = replace(claim, value=value)
        recovered = _printed(printed, value) if value is not None else ""
        explanation = why or _("Digits are masked, and nothing in the text forces them.")
        found.append(Damage(*claim.number, printed, "masked", recovered, explanation, (claim.id, *helpers)))
    return tuple(changed.get(claim.id, claim) for claim in claims), found


def _printed(masked, value):
    """The value as it must have been printed: in the scale of the figure."""
    return f"{value:f}"


def _forced(text, claim, claims):
    """`(value, why, ids)` when exactly one value fits the digits that are left and an equation near by."""
    shape = _shape(text[claim.number[0] : claim.number[1]])
    near = [
        other
        for other in claims
        if other.id != claim.id and other.value is not None and other.value_high is None and other.unit == claim.unit and other.counted
        and other.hedge == "exact" and other.report == claim.report and abs(other.start - claim.start) <= _NEAR
    ]  # fmt: skip
    fits = {}
    for other in near:
        if other.origin == "capitals" and shape.fullmatch(f"{other.value:f}"):
            return other.value, _("The same amount in capitals: %(value)s.") % {"value": other.quote}, (other.id,)
    totals = [
        other
        for other in near
        if {"共", "共计", "总计", "合计", "累计"} & set(other.qualifiers) or other.role == "total"
    ]
    for size in (1, 2, 3):
        for parts in combinations(near[:8], size):
            rest = sum(part.value for part in parts)
            for total in totals:
                if total not in parts and total.value > rest and shape.fullmatch(f"{total.value - rest:f}"):
                    fits[total.value - rest] = (total, parts)
    if len(fits) != 1:
        return None, "", ()
    value, (total, parts) = fits.popitem()
    sum_of_parts = " − ".join(f"{part.value:f}" for part in parts)
    why = _("%(total)s − %(parts)s = %(value)s, and the digits that are left fit.") % {
        "total": f"{total.value:f}",
        "parts": sum_of_parts,
        "value": f"{value:f}",
    }
    return value, why, (total.id, *(part.id for part in parts))


def _shape(printed):
    """The masked numeral as a pattern: 54_.5 → 54, one to four digits, .5; 20xx → 20 and two digits."""
    pieces = re.findall(r"\d+|\.|_+|[xX×*□■?？]+", printed)
    pattern = "".join(
        re.escape(piece)
        if piece[0].isdigit() or piece == "."
        else (r"\d{1,6}" if piece[0] == "_" else rf"\d{{{min(len(piece), 9)}}}")
        for piece in pieces
    )
    return re.compile(pattern + (r"(?:\.0+)?" if "." not in printed else "0*"))


def _masks(text, report):
    year = report.year
    told = next((text[start:end] for start, end, forced in remembered(text) if forced == year), "") if year else ""
    for hit in _MASKED.finditer(text):
        after = text[hit.end() : hit.end() + 1]
        recovered, why = "", _("Masked, and nothing in the text forces it.")
        if after == "年" and year and hit.group()[:1] in "_2xX":
            recovered, why = str(year), _("The report is about %(year)d.") % {"year": year}
            if told:
                why = _("“%(words)s” says which year it is: %(year)d.") % {"words": told, "year": year}
        yield _one(text, report, hit, "masked", recovered, why)


def _lost(text, report):
    for hit in _LOST.finditer(text):
        yield _one(
            text,
            report,
            hit,
            "masked",
            "",
            _("The number before “%(word)s” is missing.") % {"word": next(filter(None, hit.groups()[1:]))},
        )


# --- words ----------------------------------------------------------------------------------------------------------------


def _garbled(text, report):
    for hit in _BROKEN_CHARACTERS.finditer(text):
        yield _one(text, report, hit, "garbled", "", _("These characters were destroyed by a wrong encoding."))
    start = None
    run = 0
    for at, letter in enumerate(text):
        rare = _is_rare(letter)
        run = run + 1 if rare else 0
        if rare and start is None:
            start = at
        if not rare:
            start = None
        if run == 3:
            begin, end = _clause_around(text, at)
            yield Damage(
                report.start + begin,
                report.start + end,
                text[begin:end],
                "garbled",
                "",
                _("These words make no sense; the text was destroyed here."),
            )


def _is_rare(letter):
    """A character outside the 3755 everyday ones."""
    if not "\u3400" <= letter <= "\u9fff":
        return False
    try:
        code = letter.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return code[0] >= 0xD8


def _clause_around(text, at):
    begin = max((text.rfind(sign, 0, at) for sign in "，。；,;\n"), default=-1) + 1
    ends = [found for found in (text.find(sign, at) for sign in "，。；,;\n") if found >= 0]
    return begin, min(ends, default=len(text))


def _words(text, report):
    for wrong, right in _WRONG_WORDS:
        for hit in re.finditer(wrong, text):
            yield _one(text, report, hit, "wording", right, _("“%(right)s” is meant.") % {"right": right})
    for hit in _MONTH.finditer(text):
        yield _one(text, report, hit, "garbled", f"{hit[1]}月份", _("A month is meant."))


def _broken(text, report, sections):
    """Paragraphs that end in the middle of a sentence."""
    headings = {section.start for section in sections if section.report == report.number and section.level}
    for line in _LINE.finditer(text):
        body = line.group().strip(" \t\u3000\xa0")
        begin = line.start() + len(line.group()) - len(line.group().lstrip(" \t\u3000\xa0"))
        if report.start + begin in headings and len(body) < 40 and "〈〈" not in body:
            continue
        if len(body) >= 12 and not _COMPLETE.search(body) and _CUT_OFF.search(body):
            tail = max(begin, begin + len(body) - 24)
            yield Damage(
                report.start + tail,
                report.start + begin + len(body),
                text[tail : begin + len(body)],
                "broken",
                "",
                _("The sentence breaks off here."),
            )


# --- numbers of headings and years ----------------------------------------------------------------------------------------


def _numbering(text, sections):
    for section in sections:
        last = section.path.rsplit(".", 1)[-1]
        if last[-1:].isalpha() and last[:-1].isdigit():
            quote = text[section.start : section.start + 12].split("\n")[0]
            yield Damage(
                section.start,
                section.start + len(quote),
                quote,
                "numbering",
                "",
                _("The number %(number)s is given twice.") % {"number": last[:-1]},
            )


def _enumerations(text, sections):
    """一是 … 二是 … 四是: a number that is missing or comes twice inside one paragraph."""
    digits = "一二三四五六七八九十"
    for section in sections:
        body = text[section.start : section.end]
        expected = 0
        for hit in _ENUMERATED.finditer(body):
            number = digits.find(hit["n"] or hit["m"]) + 1
            if not number or number == 1:
                expected = 2 if number == 1 else expected
                continue
            if expected and number != expected and expected > 1:
                at = section.start + hit.start()
                why = _("After %(before)d comes %(number)d.") % {"before": expected - 1, "number": number}
                yield Damage(at, at + len(hit.group()), hit.group(), "numbering", "", why)
            expected = number + 1 if expected else 0


_OPENING_YEAR = re.compile(
    r"(?P<title>(?:19|20)\d\d)(?:年|学年)度?[^\n。]{0,24}(?:总结|报告|汇报|小结)[^\n]{0,12}\n(?:[^\n。]{0,30}\n){0,4}\s*"
    r"(?P<year>(?:19|20)\d\d)年(?:度)?[，,]?(?:(?:我|本|全|在|是|[\u4e00-\u9fff]{0,10}工会))"
)


def _opening_year(text):
    """A title that names one year and a first sentence about another."""
    return _OPENING_YEAR.search(text[:400])


def _years(text, report, sections):
    year = report.year
    if not year:
        return
    plans = [
        (section.start - report.start, section.end - report.start)
        for section in sections
        if section.report == report.number and section.plan
    ]
    opening = _opening_year(text)
    if opening and abs(int(opening.group("year")) - int(opening["title"])) == 1:
        why = _("This says the year is %(forced)d; the report is about %(year)d.") % {
            "forced": int(opening["year"]),
            "year": int(opening["title"]),
        }
        begin, end = (report.start + place for place in opening.span("year"))
        yield Damage(begin, end, opening["year"], "year", "", why)
    for start, end, forced in remembered(text):
        if forced != year:
            yield Damage(
                report.start + start,
                report.start + end,
                text[start:end],
                "year",
                "",
                _("This says the year is %(forced)d; the report is about %(year)d.") % {"forced": forced, "year": year},
            )
    for hit in _YEAR.finditer(text):
        told = int(hit.group())
        in_plan = any(start <= hit.start() < end for start, end in plans)
        around = text[max(0, hit.start() - 12) : hit.end() + 14]
        if (
            told > year
            and not in_plan
            and not re.search(r"计划|打算|规划|目标|到20|力争|明年|来年|下一步|安排|今后|将", around)
        ):
            yield _one(
                text,
                report,
                hit,
                "year",
                "",
                _("The report is about %(year)d; %(told)d is later.") % {"year": year, "told": told},
            )
        elif (
            told < year - 1
            and (in_plan or re.search(r"计划|打算|安排|目标|工作思路", around))
            and not re.search(r"自|从|以来|[〔\[（(《]", around[:14])
        ):
            yield _one(
                text,
                report,
                hit,
                "year",
                "",
                _("The report is about %(year)d and plans for %(told)d.") % {"year": year, "told": told},
            )


def lost_figures(clean):
    """(start, end, word) of figures whose number was removed: 有工会会员多名."""
    for hit in _LOST.finditer(clean):
        start = hit.start() if hit["word"] or hit["word3"] else max(0, hit.start() - 2)
        yield start, hit.end(), next(filter(None, hit.groups()[1:]))
