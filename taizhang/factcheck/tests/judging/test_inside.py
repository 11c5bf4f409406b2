"""What the figures of one text say about each other: every planted error found, and no false alarm."""

import time

import pytest

from taizhang.factcheck.judging import relations
from taizhang.factcheck.reading import read_text

from .conftest import told
from .texts import HELD_OUT, TUNED

ALL = TUNED + HELD_OUT
NAMES = [name for name, *_ in ALL]


def names(relation, quotes, expected):
    """Whether a relation is the expected one: its type, and each of the numbers in one of its claims."""
    kind, *numbers = expected
    quoted = [quotes[claim] for claim in relation.claims]
    return (
        relation.type == kind
        and len(quoted) == len(numbers)
        and all(any(number in quote for quote in quoted) for number in numbers)
    )


@pytest.mark.parametrize(("name", "text", "wrong", "true"), ALL, ids=NAMES)
def test_every_planted_error_is_found_and_nothing_else_is_accused(name, text, wrong, true):
    _document, quotes, found = told(text)
    for expected in wrong:
        assert any(names(one, quotes, expected) and not one.holds for one in found), expected
    for one in found:
        assert one.holds or any(names(one, quotes, expected) for expected in wrong), one


@pytest.mark.parametrize(("name", "text", "wrong", "true"), ALL, ids=NAMES)
def test_every_true_relation_is_found(name, text, wrong, true):
    _document, quotes, found = told(text)
    for expected in true:
        assert any(names(one, quotes, expected) and one.holds for one in found), expected


HOLD = (
    ("sum", "全年办理职工信访57件,其中上级转办38件,直接受理19件,件件有回音。"),
    ("sum", "上级拨款20万元,行政补助15万元,共计35万元。"),
    ("sum", "全年走访职工125人次,发放慰问金6.25万元。其中元旦春节80人,发放4万元;“五一”45人,发放2.25万元。"),
    ("sum", "宝塔、老西门、中渡三个社区工会刊登了专版。"),
    ("sum", "做到了“四好”,即建设好、权益好、任务好、活动好。"),
    ("average", "为14名困难职工申请到帮扶资金10500元,平均每人750元。"),
    ("average", "每月召开1次例会,全年共召开12次例会。"),
    ("ratio", "收到提案45件,立案40件,办结38件,办结率95%。"),
    ("ratio", "新发展会员640人,完成年度目标500人的128%。"),
    ("subset", "收到合理化建议120条,采纳85条。"),
    ("growth", "住院报销比例由30%提高到50%,提高20个百分点。"),
    ("growth", "收缴资金6120元,上年5430元,同比增长12.7%。"),
    ("growth", "签订合同12家,比上年的9家增加3家。"),
    ("duplicate", "申请经费贰仟元整(¥2000元)。"),
    ("unit", "组织活动5次,参加320人、500人次。"),
)
FAIL = (
    ("sum", "全年办理职工信访9件,其中上级转办4件,直接受理6件,件件有回音。"),
    ("sum", "全镇有基层工会28家,按类别分,社区工会10家、机关工会1家、非公企业工会16家。"),
    ("sum", "宝塔、老西门、中渡两个社区工会刊登了专版。"),
    ("average", "为14名困难职工申请到帮扶资金10500元,平均每人850元。"),
    ("average", "为22名女职工办理保险,每人20元,共460元。"),
    ("average", "平均每月开展1次活动,全年共开展18次。"),
    ("ratio", "应到代表120人,实到112人,到会率95%。"),
    ("ratio", "全部职工参加考核,合格率达到105%。"),
    ("subset", "收到合理化建议120条,采纳135条。"),
    ("subset", "全年申请大病救助9人,批准11人。"),
    ("subset", "租用45座客车2辆,组织职工96人到韶山参观。"),
    ("growth", "会员由1200人增加到1350人,净增180人。"),
    ("growth", "采纳率由80%提高到50%。"),
    ("duplicate", "到年底,会员总数达8460人。工作有声有色。目前工会会员总数8640人。"),
    ("duplicate", "申请经费壹万贰仟元整(¥12500元)。"),
    ("unit", "组织活动5次,参加500人、320人次。"),
)
# Sentences in which figures stand side by side and nothing follows from it.
SILENT = (
    "全年慰问职工120人,其中困难职工30人,劳模5人。",
    "慰问职工30人,其中劳模5人,走访企业12家,组织培训200人。",
    "会员100人,其中女60人,党员55人。",
    "为困难职工发放慰问金5万元,金秋助学3万元,全年共投入帮扶资金20万元。",
    "为22名女职工办理保险,保费440元,每人最高赔付20000元。",
    "全镇25人以上企业建会率65.4%,100人以上企业建会率100%。",
    "组织培训班2期,培训职工120人;举办讲座3场,听讲职工300人。",
    "年初有会员1200人。年末有会员1350人。",
    "观山社区工会有会员62人,新桥社区工会有会员48人。",
    "慰问困难职工30户,慰问一线职工500人,人均年收入5万元的低收入职工全部走访到位。",
    "今年计划新建工会20家,去年新建工会12家。",
    "发放春节慰问品300份,价值6万元;发放防暑降温用品280份,价值2.8万元。",
)


@pytest.mark.parametrize(("kind", "text"), HOLD)
def test_what_holds_is_said_to_hold(kind, text):
    assert [one.holds for one in relations(read_text(text)) if one.type == kind] == [True] * len(
        [one for one in relations(read_text(text)) if one.type == kind]
    )
    assert any(one.type == kind and one.holds for one in relations(read_text(text)))


@pytest.mark.parametrize(("kind", "text"), FAIL)
def test_what_fails_is_said_to_fail(kind, text):
    assert any(one.type == kind and not one.holds for one in relations(read_text(text)))


@pytest.mark.parametrize("text", SILENT)
def test_figures_side_by_side_are_not_accused(text):
    assert [one for one in relations(read_text(text)) if not one.holds] == []


def test_the_arithmetic_is_said_in_a_sentence_in_both_languages():
    from django.utils import translation

    text = "全年办理职工信访9件,其中上级转办4件,直接受理6件。"
    with translation.override("en"):
        assert relations(read_text(text))[0].explanation.startswith("4 + 6 = 10, but the total printed is 9")
    with translation.override("zh-hans"):
        assert relations(read_text(text))[0].explanation.startswith("4 + 6 = 10，")


def test_fifty_pages_are_judged_within_the_time():
    text = "\n".join(text for _name, text, *_ in ALL)
    document = read_text("\n".join([text] * (30_000 // len(text))))
    start = time.perf_counter()
    relations(document)
    assert time.perf_counter() - start < 3  # 1.5 s on a quiet machine, twice that beside other work


def test_what_is_told_of_standing_things_is_not_more_than_there_are():
    text = "全镇现有26家基层工会。一、年初部署。\n二、全年检查基层工会,21家基层工会办理了法人登记。去年有30家基层工会参加。"
    _document, quotes, found = told(text)
    assert [(one.type, [quotes[claim] for claim in one.claims], one.holds) for one in found] == [
        ("subset", ["有26家基层工会", "21家基层工会"], True)
    ]


def test_a_larger_number_of_the_same_name_is_not_accused():
    assert not any(not one.holds for one in told("全镇现有26家基层工会。\n二、31家基层工会参加了县里的活动。")[2])


def test_what_was_raised_need_not_all_have_been_given():
    assert not any(not one.holds for one in told("全校捐款20105元,资助困难学生30名,人均资助500元。")[2])
