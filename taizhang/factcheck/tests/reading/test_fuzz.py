"""Nothing that comes in crashes the reader, hangs it or makes it swell."""

import resource
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.factcheck.reading import Unreadable, read, read_text

PIECES = [
    *"一二三百万亿半第每各约近余多年月日元%‰、，。；：（）〔〕《》“”_xX×.,-~ \n\t①",
    *(
        "工会",
        "职工",
        "名",
        "个",
        "次",
        "万元",
        "其中",
        "共",
        "百分之",
        "分之",
        "人次",
        "届",
        "20xx年",
        "2008年",
        "12",
        "3.5",
    ),
    *("1,234", "贰仟", "下设", "等奖", "一是", "http://a.cn", "范文网", "全部", "平方米", "<p>", "</p>", "总结1", "篇"),
]
quick = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


@given(st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
@quick
def test_any_words_of_the_genre(text):
    _holds_together(text)


@given(st.text(max_size=300))
@quick
def test_any_text(text):
    _holds_together(text)


def _holds_together(text):
    if not text:
        return
    document = read_text(text)
    for claim in document.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.value is None or claim.value_high is None or claim.value <= claim.value_high
    for damage in document.damage:
        assert text[damage.start : damage.end] == damage.quote


@given(st.binary(max_size=2000), st.sampled_from([b"", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf"]))
@quick
def test_any_bytes(content, head):
    try:
        read(head + content, "x.docx")
    except Unreadable as refusal:
        assert str(refusal)


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1,", "1-", "1月", "_", "x", "一", "万", "每", "三个", "分之", "“", "《", "\n", "<", "<a ", "<script>"),
        *("工会、", "其中共3元", "范文", "工会总结1\n", "一、\n", "下设甲会、", "共xx元、"),
    ],
)
def test_endless_repetition_takes_time_in_proportion(piece):
    text = piece * (12_000 // len(piece))
    started = time.process_time()
    read_text(text)
    assert time.process_time() - started < 8


def test_fifty_pages_in_two_seconds_and_little_memory():
    page = (
        "今年，镇工会慰问困难职工35名，发放慰问金8000元，开展活动6次，参加职工1200余人次，培训工会干部40多人。"
        "工会组织职工学习，交流经验，成效明显。\n"
    )
    text = page * (40_000 // len(page))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    document = read_text(text)
    assert time.process_time() - started < 2
    assert len(document.counted()) > 2000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024
