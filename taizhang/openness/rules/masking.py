"""What strangers may not see: identity, telephone and bank numbers, names of persons, numbers so small that they point at somebody.

Personal Information Protection Law, articles 25 and 28; the state's guidance on public notices (DOMAIN E4): no identity number, bank
account, telephone or full address in a notice, and no more of a name than tells two people apart.
"""

import re
import unicodedata

from taizhang.kernel.sealing import mask_bank, mask_id, mask_name, mask_phone

# Every blank and dash there is, and the dots that people put between groups of digits.
_BLANKS = "".join(sign for sign in map(chr, range(0x10000)) if unicodedata.category(sign) in ("Zs", "Pd"))
GAP = "[" + re.escape(_BLANKS) + ".．·・‧_]"
# Anything that looks like a number of a person, written in one or in the usual groups. Dates and sums do not fit these shapes.
_LONG = re.compile(
    rf"(?<!\d)(?:\d{{6}}{GAP}?\d{{4}}{GAP}?\d{{4}}{GAP}?\d{{3}}[\dXx]|\d{{6}}{GAP}?\d{{6}}{GAP}?\d{{3}}"
    rf"|\d{{4}}(?:{GAP}\d{{4}}){{3}}(?:{GAP}?\d{{1,4}})?|(?:\+?86{GAP}?)?1[3-9]\d{GAP}\d{{4}}{GAP}\d{{4}}"
    rf"|(?:\+?86{GAP})1[3-9]\d{{9}}|\d{{10,}}[Xx]|\d{{11,}})(?!\d)"
)
_SPREAD = re.compile(rf"\d(?:{GAP}\d){{10,}}{GAP}?[Xx]?")  # one digit at a time: 1 3 9 0 …
_PERSONAL_HEADS = (
    "姓名", "名字", "申请人", "受助人", "会员", "职工", "领取人", "受益人", "学生", "户主", "困难职工", "帮扶对象", "慰问对象", "name",
)  # fmt: skip
_COUNTING_HEADS = (
    "数",
    "率",
    "额",
    "元",
    "次",
    "类别",
    "性质",
    "工会",
    "单位",
    "number",
    "count",
)  # 会员人数 is no column of names
# What else a list of persons says of them, by the head of its column: the kind of secret, and the words that name it.
_SECRET_HEADS = {
    "number": ("身份证", "证件", "护照", "电话", "手机", "联系方式", "账号", "账户", "卡号", "微信", "邮箱", "phone", "account"),
    "address": ("住址", "地址", "户籍", "address"),
    "health": ("病", "诊断", "残疾", "伤残", "健康", "致困", "困难原因", "困难情况", "家庭情况", "收入", "illness", "diagnosis"),
}  # fmt: skip
# A full address ends in several parts, the last of them a dwelling: 12号3幢402室, 3组15号. One alone is where an office is (人民路12号3楼).
_NUMBER = "[0-9A-Za-z零一二三四五六七八九十百]+"
_LAST_PARTS = re.compile(
    rf"(?:{_NUMBER}(?:号楼|号院|号|弄|组|幢|栋|座|单元|层|楼)[\s—-]?)+{_NUMBER}(?:幢|栋|座|单元|室|户)|{_NUMBER}(?:组|弄|巷){_NUMBER}号"
)
_AREA = re.compile(r"^.*?(?:县|市辖区|区|镇|乡|街道)(?=.)")
TOTALS = ("合计", "总计", "小计", "共计", "total")
FEWER = "少于{}"
HIDDEN = "****"


def masked_numbers(text):
    """(the text with every identity, telephone and bank number masked, how many there were)."""
    text = _half_width(str(text or ""))
    text, spread = _SPREAD.subn(lambda hit: _masked(hit[0]), text)
    text, long = _LONG.subn(lambda hit: _masked(hit[0]), text)
    return text, spread + long


def _half_width(text):
    """Digits written full width, and signs that are not seen, would hide a number from us and not from a reader."""
    plain = []
    for sign in text:
        if unicodedata.category(sign) in ("Nd", "No") and not sign.isascii() and sign.isdigit():
            sign = str(unicodedata.digit(sign))
        elif unicodedata.category(sign) == "Cf":
            continue
        plain.append("X" if sign in "Ｘｘ" else sign)
    return "".join(plain)


def _masked(number):
    digits = "".join(sign for sign in number if sign.isdigit() or sign in "Xx")
    if digits.startswith("86") and len(digits) == 13:
        digits = digits[2:]
    if len(digits) == 11 and digits[0] == "1":
        return mask_phone(digits)
    if len(digits) in (15, 18):
        return mask_id(digits)
    return mask_bank(digits)


def masked_names(text, names):
    """(the text with these names masked, how many of them stood in it); longer names first, so that none hides in another."""
    found = 0
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1 and name in text:
            text, found = text.replace(name, mask_name(name)), found + 1
    return text, found


def masked_addresses(text):
    """(the text with the last parts of full addresses masked, how many there were): 青溪镇人民路12号3幢402室 → 青溪镇人民路****."""
    return _LAST_PARTS.subn(HIDDEN, text)


def bears_names(head):
    """Whether a column of this head holds names of persons."""
    plain = _plain(head)
    if plain.endswith(_COUNTING_HEADS):
        return False
    return plain.startswith(_PERSONAL_HEADS) or plain.endswith(_PERSONAL_HEADS)


def _plain(head):
    """A head without blanks and without what stands in brackets behind it: 会员人数（人） is 会员人数."""
    return re.sub(r"[(（][^()（）]*[)）]$", "", "".join(str(head).split()).lower())


def secret_of(head):
    """Which secret of a person a column of this head holds in a list of persons: number, address, health; or none."""
    plain = _plain(head)
    return next((kind for kind, words in _SECRET_HEADS.items() if any(word in plain for word in words)), "")


def masked_cell(text):
    """A cell of a column of names: one name, or several with marks between them. A number is no name."""
    if whole_number(text) is not None:
        return text
    return re.sub(r"[^\s,，、;；/（）()]+", lambda hit: mask_name(hit[0]) if "*" not in hit[0] else hit[0], text)


def masked_secret(kind, text):
    """A cell that tells a secret of a person: of a number the last places, of an address the town, of health nothing."""
    if not text.strip():
        return text
    if kind == "number":
        return mask_bank(text) if re.search(r"[0-9A-Za-z]", text) and "*" not in text else text
    if kind == "address":
        area = _AREA.match(text)
        return f"{area[0]}{HIDDEN}" if area else HIDDEN
    return HIDDEN


# --- small numbers ---------------------------------------------------------------------------------------------------------------


def is_small(number, floor):
    """A number of persons that points at somebody: above nothing and below the floor of the rulebook."""
    return number is not None and 0 < number < floor


def fewer(floor):
    """What is printed in its place."""
    return FEWER.format(floor)


def hidden_cells(numbers, totals_row, totals_column, floor):
    """{(row, column)} of the cells that are not published.

    `numbers`: rows of whole numbers or None; the last row (column) is a total where said. A single hidden cell of a row or column with
    a total could be reckoned back, so the smallest other one goes with it, until nothing can be reckoned.
    """
    hidden = {
        (row, column)
        for row, line in enumerate(numbers)
        for column, number in enumerate(line)
        if is_small(number, floor)
    }
    lines = _lines(numbers, totals_row, totals_column)
    while True:
        more = set()
        for line in lines:
            out = [place for place in line if place in hidden]
            if len(out) == 1:
                rest = [(numbers[row][column], (row, column)) for row, column in line if (row, column) not in hidden]
                rest = [one for one in rest if one[0]]
                if rest:
                    more.add(min(rest)[1])
        if not more - hidden:
            return hidden
        hidden |= more


def _lines(numbers, totals_row, totals_column):
    """The rows and columns in which the parts add up to a total: [[(row, column), …]], the total among them."""
    lines = []
    if totals_row and len(numbers) > 1:
        for column in range(len(numbers[0])):
            lines.append([(row, column) for row in range(len(numbers)) if numbers[row][column] is not None])
    if totals_column:
        for row, line in enumerate(numbers):
            lines.append([(row, column) for column in range(len(line)) if line[column] is not None])
    return [line for line in lines if len(line) > 1]


def is_total(words):
    """Whether a head or first cell says that its line is the total."""
    return "".join(str(words).split()).lower() in TOTALS


def whole_number(text):
    """The whole number that a cell holds, or None."""
    plain = "".join(str(text).split()).replace(",", "").replace("，", "")
    plain = re.sub(r"(人次|人|名|位)$", "", plain)
    return int(plain) if plain.isdecimal() and len(plain) < 12 else None


def suppressed(heads, rows, floor):
    """(rows with small numbers of persons replaced, how many cells are hidden)."""
    width = max([len(heads), *(len(row) for row in rows)], default=0)
    numbers = [[whole_number(row[column]) if column < len(row) else None for column in range(1, width)] for row in rows]
    totals_row = bool(rows) and is_total(rows[-1][0] if rows[-1] else "")
    totals_column = bool(heads) and is_total(heads[-1])
    hidden = hidden_cells(numbers, totals_row, totals_column, floor)
    shown = [list(row) for row in rows]
    for row, column in hidden:
        small = is_small(numbers[row][column], floor)
        shown[row][column + 1] = fewer(floor) if small else "—"
    return shown, len(hidden)
