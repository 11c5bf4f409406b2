"""No text makes the judge fall over, whatever was lost from it or put into it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.factcheck.judging import judge, relations
from taizhang.factcheck.reading import read_text
from taizhang.kernel.access import SYSTEM

from .test_ledger import RIGHT
from .texts import HELD_OUT, TUNED

PIECES = [
    "其中", "共", "合计", "人", "人次", "家", "件", "万元", "%", "率", "占", "同比增长", "由", "提高到", "平均每人", "每月", "全年", "(", ")", "、",
    "。", "，", "；", "\n", "一是", "第一阶段", "三个方面", "周年", "建党", "收到", "采纳", "实施", "会员", "男", "女", "0", "12", "3.5", "一百零二",
    "壹仟元整", "¥", "近", "多", "余", "约", "____", "20xx", "2月30日", "党的二十大", "45座客车", "辆", "上年", "去年", "比上年多",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_heap_of_words_and_figures(pieces):
    relations(read_text("".join(pieces)))


# Beside the first dozen, those at which an earlier judge fell: a count of nothing, a range from nothing, a share of it.
@pytest.mark.parametrize("seed", [*range(12), 248, 435, 1671])
def test_a_report_with_holes_in_it(seed):
    dice = random.Random(seed)
    text = list(dice.choice(TUNED + HELD_OUT)[1])
    for _ in range(len(text) // 8):
        place = dice.randrange(len(text))
        text[place] = dice.choice(["", "_", dice.choice(text), "9", "\n"])
    relations(read_text("".join(text)))


@pytest.mark.parametrize("seed", range(4))
def test_a_report_with_holes_against_the_ledger(town, year, seed):
    dice = random.Random(seed)
    text = list(RIGHT)
    for _ in range(len(text) // 8):
        text[dice.randrange(len(text))] = dice.choice(["", "_", "9", ";", "=", "~", "|", "事项", "\n"])
    judge(read_text("".join(text)), unit=town, period=year, viewer=SYSTEM)
