"""The filter language: what it reads, what it refuses with a sentence."""

import pytest

from taizhang.kernel.filters import UnknownFilter, parse_where


@pytest.mark.parametrize(
    "text",
    ["类型=社区工会|机关工会;备注~规模企业;职工人数>=25", "类型=社区工会|机关工会；备注~规模企业； 职工人数 >= 25 "],
)
def test_a_filter_is_read_condition_by_condition(text):
    assert parse_where(text).chips == (
        ("类型", "=", "社区工会|机关工会"),
        ("备注", "~", "规模企业"),
        ("职工人数", ">=", "25"),
    )


def test_an_empty_filter_asks_for_nothing():
    assert not parse_where("") and not parse_where(" ; ")


@pytest.mark.parametrize("text", ["类型", "颜色=红", "职工人数>=很多", "=社区工会"])
def test_what_cannot_be_read_is_refused_with_a_sentence(text):
    with pytest.raises(UnknownFilter) as refused:
        parse_where(text)
    assert str(refused.value)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("备注~全镇统计数", "territory"),
        ("备注!=全镇统计数", ""),
        ("事项~培训", ""),
        ("事项~医疗;备注~全街道统计数", "territory"),
    ],
)
def test_statistics_of_the_territory_are_counted_only_when_asked_for(text, basis):
    assert parse_where(text).basis == basis


def test_filters_are_joined():
    both = parse_where("事项~培训") & parse_where("备注~全镇统计数")
    assert (len(both.chips), both.basis) == (2, "territory")
