"""Any number written in any form is read back."""

from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from taizhang.factcheck.reading import read_text

SMALL = "零一二三四五六七八九"
CAPITAL = "零壹贰叁肆伍陆柒捌玖"
FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


def chinese(number, digits=SMALL, units=("", "十", "百", "千"), big=("", "万", "亿")):
    """A whole number below 10**12 in Chinese numerals."""
    if number == 0:
        return digits[0]
    groups, at, said = [], 0, ""
    while number:
        groups.append((number % 10_000, big[at]))
        number, at = number // 10_000, at + 1
    for position in range(len(groups) - 1, -1, -1):
        value, name = groups[position]
        if not value:
            continue
        if said and value < 1000:
            said += digits[0]
        said += _group(value, digits, units) + name
    said = said.replace(digits[0] * 2, digits[0])
    return said.removeprefix(digits[1]) if said.startswith(digits[1] + "十") else said


def _group(value, digits, units):
    said, zero = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            said += (digits[0] if zero and said else "") + digits[digit] + units[power]
            zero = False
        else:
            zero = True
    return said


def claim_of(sentence):
    counted = read_text(sentence).counted()
    assert len(counted) == 1, [(claim.quote, claim.value) for claim in counted]
    return counted[0]


@example(100_000)
@given(st.integers(2, 10**9))
@settings(deadline=None, max_examples=150)
def test_whole_numbers(number):
    written = [
        f"{number}",
        f"{number:,}",
        f"{number}".translate(FULL_WIDTH),
        f"{number:,}".translate(FULL_WIDTH),
        chinese(number),
    ]
    for text in written:
        claim = claim_of(f"全年共慰问困难职工{text}名，职工反映良好。")
        assert (claim.value, claim.unit, claim.kind, claim.hedge) == (number, "person", "count", "exact"), text


@given(st.decimals(min_value="0.01", max_value="99999", places=2), st.sampled_from(["元", "万元", "亿元"]))
@settings(deadline=None, max_examples=150)
def test_money(amount, unit):
    factor = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    for text in (
        f"{amount}",
        f"{amount:,}",
        f"{amount}".translate(FULL_WIDTH),
        *([f"{amount}".replace(".", "。")] if "." in f"{amount}" else []),
    ):
        claim = claim_of(f"发放慰问金{text}{unit}。")
        assert (claim.value, claim.unit, claim.kind) == (amount * factor, "yuan", "money"), text


@given(st.integers(1, 10**8))
@settings(deadline=None, max_examples=150)
def test_amounts_in_capitals(number):
    said = chinese(number, CAPITAL, ("", "拾", "佰", "仟"))
    claim = claim_of(f"现申请经费人民币{said}元整，请批准。")
    assert (claim.value, claim.kind, claim.origin) == (number, "money", "capitals")


@given(st.decimals(min_value="0.1", max_value="100", places=1))
@settings(deadline=None, max_examples=100)
def test_percent(rate):
    whole, _, part = f"{rate}".partition(".")
    said = "百分之" + chinese(int(whole)) + ("点" + "".join(SMALL[int(digit)] for digit in part) if part else "")
    for text in (f"{rate}%", f"{rate}％", said):
        claim = claim_of(f"职工入会率达{text}。")
        assert (claim.value, claim.unit, claim.kind) == (rate, "percent", "percent"), text


@given(st.integers(2, 9999), st.integers(1, 500), st.sampled_from(["-", "—", "~", "至", "到"]))
@settings(deadline=None, max_examples=100)
def test_ranges(low, more, sign):
    assume(not (low in (1, 3) and more == 0))
    claim = claim_of(f"每名学生领到{low}{sign}{low + more}元不等的助学金。")
    assert (claim.value, claim.value_high, claim.hedge) == (low, low + more, "range")


@pytest.mark.parametrize(
    ("written", "value", "unit", "hedge"),
    [
        ("收缴经费1317.31万元", 13_173_100, "yuan", "exact"),
        ("收缴经费12。2万元", 122_000, "yuan", "exact"),
        ("拨付两仟元整", 2000, "yuan", "exact"),
        ("投入壹万伍仟余元", 15_000, "yuan", "at_least"),
        ("共捐款60多万元", 600_000, "yuan", "at_least"),
        ("参加者近百名", 100, "person", "nearly"),
        ("发放补助5万余元", 50_000, "yuan", "at_least"),
        ("走访企业十多家", 10, "enterprise", "at_least"),
        ("赠书120多册", 120, "book", "at_least"),
        ("入会率100%", 100, "percent", "exact"),
        ("八成职工参加", 80, "percent", "exact"),
        ("三分之二的职工参加", Decimal("66.67"), "percent", "exact"),
        ("一半职工参加了体检", 50, "percent", "exact"),
        ("印发资料各500份", 500, "copy", "exact"),
        ("补助标准为每人20元", 20, "yuan", "exact"),
        ("获得团体第3名", 3, "rank", "exact"),
        ("获合唱比赛二等奖", 2, "rank", "exact"),
        ("约四十人报名", 40, "person", "about"),
        ("三十人左右报名", 30, "person", "about"),
        ("不到二百人参加", 200, "person", "nearly"),
        ("参加者上千人", 1000, "person", "at_least"),
        ("数百名职工到场", 100, "person", "at_least"),
        ("会员不少于25人", 25, "person", "at_least"),
        ("开展了半个月的培训", Decimal("0.5"), "month", "exact"),
        ("拨款一万二千三百五十六元五角", Decimal("12356.5"), "yuan", "exact"),
        ("评为四星级工会", 4, "star", "exact"),
        ("服务职工两千零八人次", 2008, "person_time", "exact"),
        ("募得善款¥3,200", 3200, "yuan", "exact"),
        ("募集资金20 680元", 20_680, "yuan", "exact"),
        ("筹资2万4千元", 24_000, "yuan", "exact"),
        ("筹资3万5千多元", 35_000, "yuan", "at_least"),
        ("投资1亿2千万元", 120_000_000, "yuan", "exact"),
        ("每季度召开一次主席例会", 1, "meeting", "exact"),
        ("添置健身器材一套", 1, "set", "exact"),
        ("全票通过工资协议", 100, "percent", "exact"),
        ("七八个人参加", 7, "person", "range"),
    ],
)
def test_forms_that_occur(written, value, unit, hedge):
    claim = claim_of(f"今年，{written}。")
    assert (claim.value, claim.unit, claim.hedge) == (value, unit, hedge)


def test_a_range_of_percentage_points():
    claim = claim_of("职工工资增长4-8个百分点。")
    assert (claim.value, claim.value_high, claim.unit, claim.hedge) == (4, 8, "percentage_point", "range")


@pytest.mark.parametrize(
    "sentence",
    [
        "深入学习“三个代表”重要思想，落实“两个普遍”要求。",
        "一手抓建会，一手抓维权，各项工作迈上一个新台阶。",
        "2008年5月12日，全镇职工捐款捐物。",
        "按照总工发〔2008〕2号文件的要求，认真落实《工会法》第十条。",
        "召开了七届十次职工代表大会，学习党的十八大精神。",
        "第一时间了解情况，把职工当作一家人，一如既往地做好服务。",
        "在“五一”“七一”期间开展了一系列活动，受到一致好评。",
        "一是抓学习，二是抓作风，三是抓落实。",
        "高三教师和二年级教师同台竞技，六分局也来助阵。",
        "联系电话：0730-1234567，服务热线12351。",
        "三年来，工会干部十分辛苦，四季送关怀。",
        "举办三人篮球赛和百科知识讲座，邀请了劳模。",
        "世界500强企业负责人前来座谈。",
        "为每一名职工建立档案，做到一人一档、一户一策。",
    ],
)
def test_numerals_that_are_no_claims(sentence):
    assert [(claim.quote, claim.value) for claim in read_text(sentence).counted()] == []


def test_dates_ordinals_and_names_are_recognised_as_such():
    document = read_text("2月23日召开七届十次职代会，获得区“十佳工会”称号，印发楚工〔2020〕12号文件。")
    told = {(claim.kind, claim.value) for claim in document.claims}
    assert {("date", None), ("ordinal", 10), ("title", 10), ("ordinal", 12)} <= told
    assert not document.counted()
