"""No identity, telephone or bank number gets past the mask, however it is written; no small number can be reckoned back."""

import random
import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from taizhang.openness.rules import masking

# Written without regard to how the mask works: what a stranger would take for a number of a person.
LIKE_A_NUMBER = re.compile(
    r"\d{11,}|\d{17}[\dXx]|\b\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]\b|1[3-9]\d[ -.]\d{4}[ -.]\d{4}|\d{4}(?:[ -]\d{4}){3}"
)
GAPS = st.sampled_from(["", " ", "-", "－", "\u3000", "\u00a0", "."])
digits = st.integers(0, 9).map(str)


def leaks(text):
    """What looks like a number of a person in a text, however it is written."""
    plain = unicodedata.normalize("NFKC", text)
    return LIKE_A_NUMBER.findall("".join(sign for sign in plain if unicodedata.category(sign) != "Cf"))


@st.composite
def identity_numbers(draw):
    """An identity number of 18 places, in one or in its usual groups."""
    region = "".join(draw(st.lists(digits, min_size=6, max_size=6)))
    birth = f"{draw(st.integers(1930, 2020))}{draw(st.integers(1, 12)):02}{draw(st.integers(1, 28)):02}"
    rest = "".join(draw(st.lists(digits, min_size=3, max_size=3))) + draw(st.sampled_from("0123456789Xx"))
    gap = draw(st.sampled_from(["", " ", "-"]))
    return gap.join((region, birth[:4], birth[4:], rest)) if gap else region + birth + rest


@st.composite
def telephones(draw):
    """A mobile number: in one, in groups of 3-4-4, with +86."""
    number = "1" + draw(st.sampled_from("3456789")) + "".join(draw(st.lists(digits, min_size=9, max_size=9)))
    gap = draw(GAPS)
    grouped = gap.join((number[:3], number[3:7], number[7:]))
    return draw(st.sampled_from(["", "+86", "+86 ", "86-"])) + grouped


@st.composite
def accounts(draw):
    """A bank account of 16 or 19 places, in one or in groups of four."""
    number = "".join(draw(st.lists(digits, min_size=16, max_size=19)))
    gap = draw(st.sampled_from(["", " ", "-"]))
    return gap.join(number[at : at + 4] for at in range(0, len(number), 4))


numbers = st.one_of(identity_numbers(), telephones(), accounts())
words = st.sampled_from(
    ["电话", "身份证：", "账号", "（", "）", "，", "。", "3月10日", "共1,234.50元", "张三", " ", "\n", "2008年第3期"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(numbers, words), min_size=1, max_size=8), st.booleans())
@example(["１３９００００１２３４"], False)
@example(["139\u200b0000\u200b1234"], False)
@example(["1 3 9 0 0 0 0 1 2 3 4"], False)
def test_no_number_of_a_person_passes_the_mask(parts, wide):
    text = "，".join(parts)
    if wide:
        text = text.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    assert leaks(masking.masked_numbers(text)[0]) == []


@settings(max_examples=60, deadline=None)
@given(numbers)
def test_a_number_alone_is_masked_and_counted(number):
    text, found = masking.masked_numbers(f"经办人{number}。")
    assert found >= 1
    assert "*" in text


def test_dates_sums_and_issue_numbers_stay():
    said = "2008年3月10日至2008-03-20，公示5个工作日；共1,234,567.50元，其中12345.6元；文件〔2008〕12号；2008.3.10-2008.3.20；电话0571-8888"
    assert masking.masked_numbers(said) == (said, 0)


def test_masks_are_those_of_the_kernel():
    assert masking.masked_numbers("13900001234")[0] == "139****1234"
    assert masking.masked_numbers("110105194912310021")[0] == "1101**********0021"
    assert masking.masked_numbers("6222 0202 0011 2345")[0] == "************2345"


def test_names_are_masked_the_longer_first():
    assert masking.masked_names("田小满与田小慰问", {"田小", "田小满"}) == ("田*满与田*慰问", 2)
    assert masking.masked_cell("张三、李小四（组长）") == "张*、李*四（组*）"


# --- small numbers ------------------------------------------------------------------------------------------------------------------


def test_a_small_number_goes_with_the_next_smallest_where_there_is_a_total():
    heads, rows = ["车间", "人数"], [["一", "3"], ["二", "40"], ["三", "50"], ["合计", "93"]]
    shown, hidden = masking.suppressed(heads, rows, 5)
    assert shown == [["一", "少于5"], ["二", "—"], ["三", "50"], ["合计", "93"]]
    assert hidden == 2


def test_nothing_and_the_floor_itself_are_shown():
    shown, hidden = masking.suppressed(["车间", "人数"], [["一", "0"], ["二", "5"]], 5)
    assert (shown, hidden) == ([["一", "0"], ["二", "5"]], 0)


def reckoned_back(numbers, hidden, totals_row, totals_column):
    """Whether somebody could reckon a hidden cell: a line with a total of which a single cell is hidden."""
    lines = masking._lines(numbers, totals_row, totals_column)
    for line in lines:
        out = [place for place in line if place in hidden]
        rest = [numbers[row][column] for row, column in line if (row, column) not in hidden]
        if len(out) == 1 and any(rest):
            return True
    return False


def test_no_hidden_number_can_be_reckoned_from_its_row_or_column():
    draw = random.Random(8)
    for _round in range(150):
        inner = [
            [draw.choice((0, 1, 2, 3, 7, 12, 40)) for _c in range(draw.randint(1, 4))]
            for _r in range(draw.randint(1, 5))
        ]
        width = min(len(row) for row in inner)
        inner = [row[:width] for row in inner]
        table = [[*row, sum(row)] for row in inner]
        table.append([sum(column) for column in zip(*table, strict=True)])
        hidden = masking.hidden_cells(table, True, True, 5)
        assert not reckoned_back(table, hidden, True, True)
        assert all((r, c) in hidden for r, row in enumerate(table) for c, number in enumerate(row) if 0 < number < 5)


@pytest.mark.parametrize(
    ("head", "of_names", "secret"),
    [
        ("职工姓名", True, ""), ("会员", True, ""), ("会员人数", False, ""), ("会员人数（人）", False, ""), ("职工补助金额", False, ""),
        ("会员单位", False, ""), ("困难职工", True, ""), ("家庭住址", False, "address"), ("所患疾病", False, "health"),
        ("致困原因", False, "health"), ("证件号码", False, "number"), ("联系方式", False, "number"), ("补助标准", False, ""),
    ],
)  # fmt: skip
def test_a_head_tells_what_its_column_says_of_a_person(head, of_names, secret):
    assert (masking.bears_names(head), masking.secret_of(head)) == (of_names, secret)


def test_a_full_address_loses_its_last_parts_and_an_office_keeps_where_it_is():
    said = {
        "住青溪镇人民路12号3幢402室。": "住青溪镇人民路****。",
        "河湾村3组15号": "河湾村****",
        "阳光小区二栋1单元": "阳光小区****",
        "人民路12号3楼301室": "人民路****",
        "请到人民路12号3楼镇工会办理": "请到人民路12号3楼镇工会办理",
        "1号2号食堂": "1号2号食堂",
        "在201室报名，3月10日截止，第2号公告": "在201室报名，3月10日截止，第2号公告",
    }
    assert {text: masking.masked_addresses(text)[0] for text in said} == said


def test_what_a_list_of_persons_tells_is_masked_by_its_kind():
    assert masking.masked_secret("address", "桃川县青溪镇人民路12号") == "桃川县****"
    assert masking.masked_secret("address", "河湾三号院") == "****"
    assert masking.masked_secret("number", "E12345678") == "*****5678"
    assert masking.masked_secret("number", "无") == "无"
    assert masking.masked_secret("health", "肺癌") == "****"
    assert masking.masked_cell("180") == "180" and masking.masked_cell("张小明、李强") == "张*明、李*"
