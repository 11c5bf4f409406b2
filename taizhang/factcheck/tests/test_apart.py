"""A text is read in a process of its own, and what takes too long or too much comes back as a sentence."""

import pytest

from taizhang.factcheck import apart
from taizhang.factcheck.reading import Unreadable, read
from taizhang.factcheck.reading.files import TEXT_LENGTH
from taizhang.factcheck.tests.factories import TEXT


def test_apart_reads_the_same_as_here():
    assert apart.read_apart(TEXT.encode(), "小结.txt") == read(TEXT.encode(), "小结.txt")


def test_a_text_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(Unreadable, match=r"秒|seconds"):
        apart.read_apart(TEXT)


def test_a_text_longer_than_any_report_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(apart, "_ask", None)
    with pytest.raises(Unreadable, match=str(TEXT_LENGTH)):
        apart.read_apart("慰问职工12人。" * 100_000)


def test_a_table_is_no_report(monkeypatch):
    monkeypatch.setattr(apart, "MOST_FIGURES", 3)
    with pytest.raises(Unreadable):
        apart.read_apart(TEXT)
