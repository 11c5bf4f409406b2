"""The declared kinds: one for every row of the catalogue, each whole."""

import re

import pytest

from taizhang.worklog.kinds import AREA, AREAS, COUNTS, KINDS, find, guess, initials, kinds_of

ROWS = {
    "OM": 15, "DM": 17, "OP": 7, "CB": 10, "RP": 15, "AW": 20, "MM": 8, "AC": 14, "LC": 10, "TR": 5, "HN": 8, "FA": 6, "FI": 8, "OA": 11,
    "RB": 11, "MS": 6, "RW": 5,
}  # fmt: skip


def test_every_row_of_the_catalogue_has_a_kind():
    assert {area.code: len(kinds_of(area.code)) for area in AREAS} == ROWS
    assert list(AREA) == list(ROWS)
    assert len(KINDS) == 176


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_a_kind_is_whole(kind):
    assert re.fullmatch(r"[A-Z]{2}-\d\d", kind.id)
    assert re.fullmatch(r"[a-z_]+", kind.code)
    assert all((kind.label, kind.label_en, kind.hint, kind.hint_en, kind.counts, kind.evidence, kind.sentences))
    assert set(kind.count_keys) <= set(COUNTS)
    assert len(set(kind.count_keys)) == len(kind.counts)
    assert all(field.choices for field in kind.fields if field.type == "choice")
    words = {"matter", "goods", "measure_unit", "unit", *COUNTS, *(field.key for field in kind.fields)}
    asked = {word for sentence in kind.sentences for word in re.findall(r"\{(\w+)\}", sentence)}
    assert asked <= words


def test_codes_of_kinds_are_unique():
    assert len({kind.code for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("axcs", "AW-16"), ("爱心超市", "AW-16"), ("AW-16", "AW-16"), ("aw16", "AW-16"), ("送温暖", "AW-05"), ("职代会", "DM-01"), ("zdh", "DM-01"),
     ("love super", "AW-16"), ("看电影", "AC-14"), ("ＡＷ", None), ("", None), ("没有这种事儿", None)],
)  # fmt: skip
def test_find_offers_the_kind_that_is_meant_first(text, wanted):
    found = find(text)
    assert (found[0].id if found else None) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("组织职工体检", "MM-06"), ("慈善一日捐", "AW-14"), ("元旦春节送温暖走访", "AW-05"), ("工会主席业务培训班", "TR-02"), ("某件小事", None),
     ("楚联工发〔2008〕2号 关于印发《2008年工会工作要点》的通知", "RB-07"), ("职代会收到提案", "DM-04"), ("劳动合同", "CB-09"), ("文体活动", None),
     ("AW-16", "AW-16"), ("", None)],
)  # fmt: skip
def test_guess_names_a_kind_only_when_it_is_plain(text, wanted):
    kind = guess(text)
    assert (kind.id if kind else None) == wanted


def test_initials_of_labels():
    assert (initials("爱心超市"), initials("“十有”标准"), initials("A/B岗替补"), initials("驿站")) == (
        "axcs",
        "sybz",
        "abgtb",
        "yz",
    )
    assert not [kind.id for kind in KINDS.values() if len(initials(kind.label)) < 3 and len(kind.label) > 3]
