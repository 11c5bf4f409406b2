"""Drafts: zero is left out, parts close, leads lead somewhere, tokens come back as they went."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.kernel.figures import resolve
from taizhang.kernel.filters import parse_where
from taizhang.kernel.manifest import registry
from taizhang.reports import skeletons
from taizhang.reports.chips import BadToken, Chip, read_token, write_token
from taizhang.reports.drafting import Draft, Event, draft, open_groups, placed
from taizhang.reports.patterns import chips_in, parsed, words_filled
from taizhang.reports.printing import Answer, printed
from taizhang.reports.skeletons.declare import Always, Events, Part, Row, Section, Skeleton, paragraph

WORDS = {
    "unit": "河湾镇联合工会",
    "this": "今年以来",
    "span": "全年",
    "end": "到2008年底",
    "year": "2008",
    "next": "明年",
    "upper": "县总工会",
    "place": "全镇",
    "party": "镇党委",
    "period": "2008年",
}


def answers(numbers):
    """A ledger made of a dict: {token without braces: number}."""

    def ask(chip):
        value = numbers.get(
            write_token(
                Chip(
                    chip.code, chip.where, how=chip.how, over=chip.over, over_where=chip.over_where, period=chip.period
                )
            )[1:-1],
            0,
        )
        return Answer(None if value is None else Decimal(str(value)))

    return ask


def text_of(runs, figures, ask):
    return "".join(
        run if isinstance(run, str) else printed(figures[run["f"]], ask(figures[run["f"]])) for run in runs or ()
    )


def said(pattern, numbers):
    one = Draft(answers(numbers), lambda kinds, limit: [], WORDS)
    runs = one.sentence(pattern)
    return runs and text_of(runs, one.figures, one.ask)


def test_sentence_with_a_zero_is_left_out():
    assert said("为{A:人数}名职工办理互助保险。", {"A:人数": 0}) is None
    assert said("为{A:人数}名职工办理互助保险。", {"A:人数": 22}) == "为22名职工办理互助保险。"


def test_clause_with_a_zero_or_without_a_base_is_left_out():
    pattern = "收缴资金{A:金额 #hedged}元[，同比{A:金额 #change}]。"
    assert said(pattern, {"A:金额": 6120, "A:金额 #change": "12.7"}) == "收缴资金6000多元，同比增长12.7%。"
    assert said(pattern, {"A:金额": 6120, "A:金额 #change": "-8.7"}) == "收缴资金6000多元，同比下降8.7%。"
    assert said(pattern, {"A:金额": 6120, "A:金额 #change": None}) == "收缴资金6000多元。"


def test_parts_are_told_only_when_they_close():
    pattern = "有基层工会{U}家[=，其中‖社区工会{U?类型=社区}家‖机关工会{U?类型=机关}家‖企业工会{U?类型=企业}家]。"
    numbers = {"U": 28, "U?类型=社区": 10, "U?类型=机关": 1, "U?类型=企业": 17}
    assert said(pattern, numbers) == "有基层工会28家，其中社区工会10家、机关工会1家、企业工会17家。"
    assert said(pattern, {**numbers, "U?类型=机关": 2}) == "有基层工会28家。"
    assert said(pattern, {**numbers, "U": 27, "U?类型=机关": 0}) == "有基层工会27家，其中社区工会10家、企业工会17家。"


def test_average_and_share_print_with_their_unit():
    assert said("平均每人{A:金额÷A:人数 #average}元。", {"A:金额 ÷ A:人数 #average": "750.0"}) == "平均每人750元。"
    assert (
        said("采纳率{A?事项~采纳÷A?事项~收到 #share}。", {"A?事项~采纳 ÷ A?事项~收到 #share": "64.3"})
        == "采纳率64.3%。"
    )


SMALL = Skeleton(
    "small", "小结", "Small", (), "全镇",
    (
        Section("", (paragraph(Always("<this>，<unit>做了下面的工作。")),)),
        Section("帮扶", (Part("困难", (paragraph("帮扶{A:人数}人。", lead="把困难放在心上。"),)), Part("助学", (paragraph("资助{B:人数}人。"),)))),
        Section("活动", (paragraph(Events(("AC-05",), "活动有：")),)),
        Section("空的", (paragraph("没有{C:人数}人。"),)),
    ),
    (Row("帮扶", "A:人数", "人"), Row("无", "C:人数", "人")),
)  # fmt: skip


def happened(kinds, limit):
    return [Event(date(2008, 5, 22), "老街社区工会", "文化活动周", "worklog.entry", 7)] if "AC-05" in kinds else []


def test_draft_leaves_out_parts_and_sections_without_anything_to_say():
    body = draft(SMALL, ask=answers({"A:人数": 14, "A:人数 #last": 11}), events=happened, words=WORDS)
    assert [section["heading"] for section in body["sections"]] == ["", "帮扶", "活动"]
    assert [block["kind"] for block in body["sections"][1]["blocks"]] == ["part", "text"]
    assert body["sections"][1]["blocks"][1]["runs"] == ["把困难放在心上。帮扶", {"f": "f1"}, "人。"]
    assert body["sections"][2]["blocks"][0]["runs"] == ["活动有：5月22日老街社区工会文化活动周。"]
    assert body["sections"][2]["blocks"][0]["records"] == [["worklog.entry", 7]]
    assert [row["label"] for row in body["table"]] == ["帮扶"]
    assert list(placed(body)) == ["f1", "f2", "f3", "f4"]


def test_groups_that_no_longer_close_are_found():
    pattern = "工会{U}家[=，其中‖社区{U?类型=社区}家‖机关{U?类型=机关}家]。"
    one = Draft(answers({"U": 11, "U?类型=社区": 10, "U?类型=机关": 1}), lambda kinds, limit: [], WORDS)
    body = {"sections": [{"heading": "", "blocks": [{"kind": "text", "runs": one.sentence(pattern)}]}],
            "figures": {key: chip.as_dict() for key, chip in one.figures.items()}}  # fmt: skip
    numbers = {"f1": 11, "f2": 10, "f3": 1}
    assert open_groups(body, numbers.get) == {}
    assert open_groups(body, {**numbers, "f3": 3}.get) == {"g1": (11, 13)}


@pytest.mark.parametrize(
    "token",
    [
        "AW-16:人数",
        "AW-15:金额?事项~收缴;备注!= #hedged",
        "A@CY01",
        "A?类型=社区|机关 ÷ B?类型=x #average,stock",
        "A #change,own,flow",
        "A #last",
        "A #period=2007H1",
    ],
)
def test_token_comes_back_as_it_went(token):
    chip = read_token(token)
    assert read_token(write_token(chip)[1:-1]) == chip
    assert Chip.of(chip.as_dict()) == chip


@pytest.mark.parametrize("token", ["", "?事项~x", "A #sideways", "A #average", "A ÷ ", "A #whole="])
def test_token_that_cannot_be_read_is_refused(token):
    with pytest.raises(BadToken):
        read_token(token)


def sentences():
    for skeleton in skeletons.ALL.values():
        for section in skeleton.sections:
            for content in section.contents:
                for one in content.paragraphs if isinstance(content, Part) else (content,):
                    yield from ((skeleton.code, sentence) for sentence in one.sentences)


def test_every_pattern_of_every_skeleton_can_be_read_and_knows_its_words():
    for code, sentence in sentences():
        if isinstance(sentence, Events):
            continue
        pattern = words_filled(sentence.pattern if isinstance(sentence, Always) else sentence, WORDS)
        assert "<" not in pattern, (code, pattern)
        chips = list(chips_in(parsed(pattern)))
        assert bool(chips) != isinstance(sentence, Always), (code, pattern)
        assert "{" not in "".join(node for node in parsed(pattern) if isinstance(node, str))


def test_every_kind_of_union_has_a_skeleton():
    assert skeletons.of_unit_kind("town_joint_union").code == "town"
    assert skeletons.of_unit_kind("school_union").code == "school"
    assert skeletons.of_unit_kind("bank_union").code == "bank"
    assert skeletons.of_unit_kind("something new").code == "company"


def test_every_figure_of_every_skeleton_can_be_asked():
    for code, sentence in sentences():
        kinds = sentence.kinds if isinstance(sentence, Events) else ()
        assert [kind for kind in kinds if kind not in registry.catalogue] == [], code
        if isinstance(sentence, str):
            for chip in chips_in(parsed(words_filled(sentence, WORDS))):
                for asked, where in ((chip.code, chip.where), (chip.over, chip.over_where)):
                    if asked:
                        found = resolve(asked, chip.nature or None)
                        assert not found.catalogue or found.catalogue in registry.catalogue, (code, asked)
                        parse_where(where)
    for skeleton in skeletons.ALL.values():
        for row in skeleton.rows:
            resolve(read_token(row.code).code)
