"""Kinds of unit are data: complete, unambiguous, and extended by a file."""

import pytest

from taizhang.organisation import kinds

USED_IN_WORKBOOKS = [
    "省总工会",
    "市总工会",
    "县总工会",
    "区总工会",
    "镇联合工会",
    "乡镇总工会",
    "街道总工会",
    "街道工会",
    "开发区工会",
    "产业工会",
    "社区工会",
    "村工会",
    "机关工会",
    "事业单位工会",
    "学校工会",
    "企业工会",
    "联合基层工会",
    "工会联合会",
    "分会",
    "工会小组",
    "企业(未建会)",
    "社区",
    "村",
    "单独基层工会",
    "银行工会",
]


@pytest.mark.parametrize("word", USED_IN_WORKBOOKS)
def test_every_word_of_the_workbooks_is_a_label(word):
    assert kinds.find(word).label == word


def test_labels_and_codes_are_unique():
    labels = [kind.label for kind in kinds.all_kinds().values()]
    assert len(labels) == len(set(labels))


def test_every_allowed_child_exists():
    known = set(kinds.all_kinds())
    assert {child for kind in kinds.all_kinds().values() for child in kind.children} - known == set()


def test_a_synonym_and_full_width_brackets_mean_the_same_kind():
    assert kinds.find("非公企业工会").code == "company_union"
    assert kinds.find("企业（未建会）").code == "employer"
    assert kinds.find(" 镇 总工会").code == "town_general_union"


def test_an_unknown_word_is_found_by_nobody_but_guessed_by_its_ending():
    assert kinds.find("石榴园社区工会") is None
    assert kinds.guess("石榴园社区工会").code == "community_union"
    assert kinds.guess("某某街道总工会").code == "street_general_union"
    assert kinds.guess("甲乙丙") is None


def test_a_federation_extends_the_kinds_by_a_file(settings, tmp_path):
    settings.TAIZHANG_DATA = tmp_path
    rows = "code,label,label_en,synonyms,family,is_union,grassroots,level,children\nmine_union,矿山工会,Mine union,矿工会,single,是,是,6,@team\n"
    (tmp_path / "unit_kinds.csv").write_text(rows, encoding="utf-8")
    kinds.all_kinds.cache_clear()
    kinds._words.cache_clear()
    try:
        assert kinds.find("矿工会").label == "矿山工会"
        assert "mine_union" in kinds.of("community_union").children
        assert kinds.of("mine_union").grassroots
    finally:
        kinds.all_kinds.cache_clear()
        kinds._words.cache_clear()


def test_federations_stand_above_the_grassroots():
    for kind in kinds.all_kinds().values():
        for child in kind.children:
            assert kinds.of(child).level >= kind.level - 1, (kind.code, child)
