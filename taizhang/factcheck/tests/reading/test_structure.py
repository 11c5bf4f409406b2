"""Noise, reports, sections, damage, totals and parts, subjects and periods."""

from decimal import Decimal

import pytest

from taizhang.factcheck.reading import read_text
from taizhang.factcheck.reading.json import as_json


def said(text):
    return {claim.quote: claim for claim in read_text(text).claims}


def damages(text):
    return {(damage.kind, damage.quote): damage for damage in read_text(text).damage}


def test_navigation_advice_and_copyright_are_cut_away():
    text = (
        "首页 > 工作总结 > 正文\n下面是小编整理的工会总结5篇，供大家参考。\n镇工会工作总结\n来源：某网 阅读：321次\n"
        "今年慰问职工35名。\n上一篇：3项工作\n版权所有 2020 共12家网站\n"
    )
    assert [claim.value for claim in read_text(text).counted()] == [35]


def test_a_site_name_inside_a_sentence_does_not_break_it():
    text = "全年共慰问困难（范文网www.fanwen.com）职工35`名，发放慰问金8000元。"
    claims = read_text(text).counted()
    assert [(claim.value, claim.unit) for claim in claims] == [(35, "person"), (8000, "yuan")]
    assert claims[0].quote.endswith("职工35`名")


def test_lines_broken_by_the_width_of_a_page_are_joined():
    line = "今年以来镇总工会认真学习贯彻上级会议精神围绕中心服务大局开展了多项工作全年共慰问困难职工1"
    text = "\n".join(
        [
            line,
            "25名，" + line.replace("1", ""),
            "切实把温暖送到职工心坎上" * 4,
            "受到了广大职工群众的欢迎" * 4,
            "谢谢。",
        ]
    )
    assert [claim.value for claim in read_text(text).counted()] == [125]


def test_several_reports_of_one_file_are_told_apart():
    text = "总结大全\n工会总结篇1\n慰问职工35名。\n一、活动\n活动6次。\n工会总结篇2\n慰问职工20名。\n工会总结篇3\n会员131人。\n"
    document = read_text(text)
    assert [report.number for report in document.reports] == [1, 2, 3]
    assert [(claim.report, claim.section, claim.value) for claim in document.counted()] == [
        (1, "0", 35),
        (1, "1", 6),
        (2, "0", 20),
        (3, "0", 131),
    ]


def test_headings_give_paths_and_a_plan_is_known():
    text = "总结\n一、组织\n（一）建会\n1、新建工会11家。\n2、入会35人。\n二、明年工作打算\n一、新建工会20家；\n二、培训干部30名。\n三、结语\n谢谢。"
    document = read_text(text)
    sections = {claim.value: claim.section for claim in document.counted()}
    assert sections == {Decimal(11): "1.1.1", Decimal(35): "1.1.2", Decimal(20): "2.1", Decimal(30): "2.2"}
    assert [claim.measure for claim in document.counted()] == ["flow", "flow", "target", "target"]
    assert document.counted()[2].period == "target-next-year"


def test_total_and_parts_where_the_sentence_announces_them():
    claims = read_text("接待信访57件，其中上级转办38件、直接受理19件。").counted()
    assert [(claim.value, claim.unit, claim.role) for claim in claims] == [
        (57, "case", "total"),
        (38, "case", "part"),
        (19, "case", "part"),
    ]
    assert len({claim.group for claim in claims}) == 1


def test_a_masked_amount_is_forced_by_total_and_part():
    document = read_text("共计报销9200.8元，其中门诊费用71_.3元，住院费用2099.5元。")
    masked = next(claim for claim in document.claims if claim.damaged)
    assert masked.value == Decimal("7101.3")
    assert document.damage[0].recovered == "7101.3"
    assert set(document.damage[0].claims) == {claim.id for claim in document.counted()}


def test_a_masked_amount_is_forced_by_its_capitals_or_left():
    document = read_text("现申请经费叁仟元整（¥30xx），并增加补助1_元。")
    assert [(claim.value, claim.damaged) for claim in document.counted()] == [(3000, False), (3000, True), (None, True)]


def test_a_masked_year_is_forced_by_an_anniversary():
    found = damages("20xx年工会总结。迎接建党95周年，开展活动6次。")
    assert found["masked", "20xx"].recovered == "2016"


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        ("总结\n一、组织\n建会。\n二、维权\n好。\n二、活动\n多。\n", "numbering", "二、活动"),
        ("主要有：一是抓学习；二是抓作风；四是抓落实。", "numbering", "四是"),
        ("修订完善了职工代表大会制度、厂务公开制度、", "broken", "修订完善了职工代表大会制度、厂务公开制度、"),
        ("镇工会有会员多名。", "masked", "会员多名"),
        ("在安康怀竞赛中获奖。", "wording", "安康怀"),
        ("今年10份，举办了运动会。", "garbled", "10份"),
        ("工会\ufffd\ufffd\ufffd工作。", "garbled", "\ufffd\ufffd\ufffd"),
        ("2020年工会工作总结。一、2015年工作计划：抓建会。", "year", "2015"),
    ],
)
def test_damage_is_marked(text, kind, quote):
    assert (kind, quote) in damages(text)


def test_a_plain_text_has_no_damage():
    assert damages("2020年，镇工会慰问职工35名。全年开展活动6次，其中一月2次。") == {}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("上半年慰问职工35名。", "h1"),
        ("5月份培训35人。", "month=05"),
        ("截止12月10日，签订合同35份。", "ytd=12-10"),
        ("每季度召开会议1次。", "recurring=quarter"),
        ("四年来慰问职工35名。", "last-4-years"),
        ("第六届教代会以来共收到提案35件。", "term=6"),
        ("2019年慰问职工35名。", "year=2019"),
        ("现有会员35名。", "as_of=year-end"),
        ("慰问职工35名。", "year"),
    ],
)
def test_periods(text, period):
    assert read_text(text).counted()[0].period == period


def test_subject_owner_change_and_per():
    claims = said("会员帮困资金收缴6000多元，同比增长21.7%。观山社区工会资助学生50名，每人200元。全镇新增就业5987人。")
    assert claims["同比增长21.7%"].change == "up" and claims["同比增长21.7%"].base == "last-year"
    assert claims["200元"].per == "person"
    students = next(claim for claim in claims.values() if claim.value == 50)
    assert (students.organisation, students.scope) == ("观山社区工会", "member_unit")
    employed = next(claim for claim in claims.values() if claim.value == 5987)
    assert employed.scope == "territory"


def test_the_json_form():
    shaped = as_json(read_text("收缴经费12。2万元，入会率66.7%，补助800到4000元不等。"))
    assert [(claim["value"], claim["value_high"]) for claim in shaped["claims"]] == [
        (122_000, None),
        (66.7, None),
        (800, 4000),
    ]
    assert set(shaped) == {"document", "claims", "damage"}
