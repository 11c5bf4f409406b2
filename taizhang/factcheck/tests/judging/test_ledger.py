"""A report against the ledger of the sample: what is right is confirmed, what was planted is found, and nobody is accused falsely."""

import csv
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taizhang.demo import loading
from taizhang.factcheck.judging import judge
from taizhang.factcheck.judging.linking import signature
from taizhang.factcheck.reading import read_text
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import Unit, User
from taizhang.kernel.periods import Period

from .conftest import at, judged

pytestmark = pytest.mark.usefixtures("in_chinese")
AGREES = ("confirmed", "rounded")

# Everything the town did, in words that are not those of the ledger; all of it right.
RIGHT = """楚阳镇联合工会2008年工作总结

一、组织建设。截至年底,全镇15个社区中有10个社区建起了工会,社区建会率66.7%。全镇企业建会率45.9%。联合工会共有会员2514人,其中女会员1178人,农民工会员772人,入会率85.5%。今年新发展会员243人,比上年增长2.1%。新建工会1家。22家基层工会办理了社团法人登记并开办了银行账户,还有6家没有办理。

二、民主管理。职代会共收到提案14件,采纳9件,办结7件,采纳率64.3%。镇党委研究工会工作4次,联合工会召开委员会议3次,召开主席会议3次。全年共印发文件5件。

三、维护权益。规模企业签订集体合同10家,签订工资集体协商协议10家,女职工专项合同12家。调解劳动争议5件,成功4件,成功率80%。追讨拖欠工资4.13万元,涉及职工23人。提供法律咨询34人次。开展安全生产检查4次,查出隐患18处。全镇参加医疗保险职工2700人,养老保险1250人。

四、帮扶。元旦春节期间走访慰问困难职工28户,发放慰问金8400元。全年看望生病、生育职工27人次。金秋助学资助学生7人,发放助学金8200元。为汶川地震灾区捐款3.8万元,全镇上下共捐款61万余元。爱心超市服务特困职工410人次。为22名女职工办理“两癌”保险,收缴保费440元。发放大米900斤、食用油45桶。工会介绍下岗职工再就业46人,全镇新增就业5987人。

五、文体。机关工会举办新春联谊会,近200人参加,7个代表队表演了27个节目。荷花社区工会组织12名会员到韶山红色旅游。6个社区工会参加太极拳比赛。

六、宣传。订阅《湖南工人报》30份。报送信息6条。完成12家企业职工生活状况调查,收回问卷304份。表彰优秀工会主席9名、先进基层工会6家。收缴工会经费9万元。
"""


def test_the_report_of_the_sample_is_judged_as_its_list_says(town, year):
    text = (loading.SAMPLE / "report.txt").read_text(encoding="utf-8")
    document, verdicts, relations = judged(text, town, year)
    with (loading.SAMPLE / "report-expected.csv").open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            claim = at(document, row["phrase"])
            verdict = verdicts[claim.id]
            if row["verdict"] == "right":
                assert verdict.verdict in AGREES, (row["phrase"], verdict)
                assert not any(claim.id in one.claims and not one.holds and len(one.claims) == 1 for one in relations)
            else:
                assert verdict.verdict == "contradicted", (row["phrase"], verdict)
                assert abs(float(verdict.number) - float(row["true_value"])) < 0.05, row["phrase"]


def test_a_page_that_breaks_its_lines_changes_no_verdict(town, year):
    """A PDF sets blanks beside figures and ends a line every 40 characters."""
    paged = re.sub(r"(\d[\d.]*)", r" \1 ", RIGHT)
    paged = re.sub(r"(.{38,}?[一-鿿])(?=[一-鿿])", r"\1\n", paged)
    told = {}
    for name, document in (("plain", read_text(RIGHT)), ("paged", replace(read_text(paged), format="pdf"))):
        found = judge(document, unit=town, period=year, viewer=SYSTEM)
        told[name] = [(claim["value"], claim["verdict"]) for claim in found["claims"]]
    assert told["plain"] == told["paged"]


def test_person_times_told_as_persons_are_named(town, year):
    document, verdicts, _ = judged("老西门社区的居民文化体育活动周办了好几天,参加居民共6240人。", town, year)
    verdict = verdicts[at(document, "6240人").id]
    assert verdict.alternative.why == "person_times" and "人次" in verdict.explanation


def test_what_is_right_is_confirmed_in_other_words_too(town, year):
    document, verdicts, _ = judged(RIGHT, town, year)
    wrong = [
        (claim.quote, verdicts[claim.id].explanation)
        for claim in document.counted()
        if verdicts[claim.id].verdict == "contradicted"
    ]
    assert wrong == []
    agreeing = [claim for claim in document.counted() if verdicts[claim.id].verdict in AGREES]
    assert len(agreeing) >= 0.95 * len(document.counted())


SLIPS = (
    ("会员2514人", "会员2541人", 2514),
    ("新发展会员243人", "新发展会员343人", 243),
    ("采纳9件", "采纳12件", 9),
    ("追讨拖欠工资4.13万元", "追讨拖欠工资5.13万元", 41300),
    ("法律咨询34人次", "法律咨询54人次", 34),
    ("助学金8200元", "助学金9200元", 8200),
    ("410人次", "510人次", 410),
    ("报送信息6条", "报送信息8条", 6),
    ("女职工专项合同12家", "女职工专项合同15家", 12),
    ("入会率85.5%", "入会率95.5%", 85.5),
    ("食用油45桶", "食用油65桶", 45),
    ("问卷304份", "问卷404份", 304),
)


@pytest.mark.parametrize(("right", "slip", "true"), SLIPS)
def test_a_slip_of_one_figure_is_found_with_the_ledgers_number(town, year, right, slip, true):
    document, verdicts, _ = judged(RIGHT.replace(right, slip), town, year)
    verdict = verdicts[at(document, slip).id]
    assert verdict.verdict == "contradicted"
    assert abs(float(verdict.number) - true) < 0.1


NAMED = (  # what is printed, and what fits instead
    ("爱心超市接待特困职工410人。", "410人", "person_times"),
    ("爱心超市接待特困职工396人次。", "396人次", "persons"),
    ("工会介绍下岗职工再就业3022人。", "3022人", "territory"),
    ("会员帮困资金收缴5430元。", "5430元", "last_year"),
    ("会员帮困资金收缴3070元。", "3070元", "period"),
    ("上半年会员帮困资金收缴6120元。", "6120元", "period"),
)


@pytest.mark.parametrize(("text", "figure", "why"), NAMED)
def test_the_wrong_basis_the_wrong_time_and_the_wrong_heads_are_named(town, year, text, figure, why):
    document, verdicts, _ = judged(text, town, year)
    verdict = verdicts[at(document, figure).id]
    assert verdict.verdict == "contradicted" and verdict.alternative.why == why, verdict


def test_the_figure_of_another_level_is_named(town, year):
    community = Unit.objects.get(code="CY04")
    document, verdicts, _ = judged("社区工会收缴会员帮困资金6120元。", community, year)
    verdict = verdicts[at(document, "6120元").id]
    assert verdict.verdict == "contradicted" and verdict.alternative.why == "upper"
    assert "楚阳镇联合工会" in verdict.explanation


def test_the_level_above_is_not_named_to_somebody_who_may_not_see_it(town, year):
    community = Unit.objects.get(code="CY04")
    clerk = User.objects.create(username="community-clerk", name="社区经办")
    from taizhang.kernel.models import Post

    Post.objects.create(user=clerk, unit=community, role="clerk", since=year.start)
    document, verdicts, _ = judged("社区工会收缴会员帮困资金6120元。", community, year, viewer=clerk)
    verdict = verdicts[at(document, "6120元").id]
    assert verdict.alternative is None and "楚阳镇" not in verdict.explanation


def test_a_union_below_that_the_sentence_names_is_asked(town, year):
    document, verdicts, _ = judged("中渡社区工会发起助学募捐,筹款1.7万元,资助贫困学生33名。", town, year)
    assert [verdicts[claim.id].candidate.asked.unit.code for claim in document.counted()] == ["CY04", "CY04"]
    assert {verdicts[claim.id].verdict for claim in document.counted()} == {"confirmed"}


def test_plans_rules_and_unknown_work_are_not_accused(town, year):
    text = "明年计划发展会员500人。组织职工参加航模比赛,87人参加。每月召开一次例会。"
    document, verdicts, _ = judged(text, town, year)
    assert all(
        verdicts[claim.id].verdict in ("unchecked", "not_in_ledger", "ambiguous") for claim in document.counted()
    )


def test_a_link_that_an_officer_confirmed_comes_first(town, year):
    text = "全年服务职工396人。"
    claim = read_text(text).counted()[0]
    _document, before, _ = judged(text, town, year)
    assert before[claim.id].verdict not in AGREES
    links = {signature(claim): {"code": "AW-16:人数", "where": "", "scope": "subtree", "nature": "flow"}}
    _document, after, _ = judged(text, town, year, links=links)
    assert after[claim.id].verdict == "confirmed" and after[claim.id].candidate.learned
    never = {signature(claim): {"code": "", "where": "", "scope": "", "nature": ""}}
    _document, refused, _ = judged(text, town, year, links=never)
    assert refused[claim.id].verdict == "not_in_ledger"


def test_a_text_ten_times_as_long_asks_no_more_questions(town, year):
    counts = []
    for times in (1, 10):
        with CaptureQueriesContext(connection) as asked:
            judged("\n".join([RIGHT] * times), town, year)
        counts.append(len(asked))
    assert counts[0] <= 220 and counts[1] <= counts[0] + 15, counts


def test_the_whole_judgement_as_json(town, year):
    import json

    text = (loading.SAMPLE / "report.txt").read_text(encoding="utf-8")
    found = judge(read_text(text), unit=town, period=year, viewer=SYSTEM)
    json.dumps(found, ensure_ascii=False)
    by_quote = {claim["quote"]: claim for claim in found["claims"]}
    claim = next(claim for quote, claim in by_quote.items() if "6000" in quote)
    assert claim["verdict"] == "rounded" and claim["ledger"]["value"] == 6120
    figure = next(item for item in claim["evidence"] if item["type"] == "figure")
    assert figure["unit"] == "CY00" and figure["period"] == "2008" and figure["value"] == 6120
    growth = next(claim for claim in found["claims"] if claim["value"] == 21.7)
    assert growth["verdict"] == "contradicted" and growth["ledger"]["value"] == 12.71
    assert {"type": "arithmetic", "text": "(6120 − 5430) ÷ 5430 = 12.7%"} in growth["evidence"]
    assert [one["holds"] for one in found["relations"] if one["type"] == "sum"] == [True, False]


@pytest.mark.django_db(databases=[])
def test_without_a_union_the_database_is_left_alone():
    found = judge(read_text("全年办理职工信访9件,其中上级转办4件,直接受理6件。"))
    assert {claim["verdict"] for claim in found["claims"]} == {"unchecked"}
    assert found["relations"][0]["holds"] is False


def test_a_period_without_records_accuses_nobody(town):
    document, verdicts, _ = judged(RIGHT, town, Period.parse("2019"))
    accused = [claim.quote for claim in document.counted() if verdicts[claim.id].verdict == "contradicted"]
    assert all(any(word in quote for word in ("会员", "工会", "率", "社区")) for quote in accused), accused


def test_what_was_before_is_compared_with_last_year(town, year):
    document, verdicts, _ = judged(
        "基层工会由27家增加到28家。收缴会员帮困资金6120元,上年5430元,同比增长12.7%。", town, year
    )
    periods = [verdicts[claim.id].candidate.asked.period.code() for claim in document.counted()]
    assert periods == ["2007", "2008", "2008", "2007", "2008"]
    assert {verdicts[claim.id].verdict for claim in document.counted()} == {"confirmed"}


def test_an_average_of_the_ledger_is_rounded_as_it_is_printed(town, year):
    text = "为14名困难职工申请到帮扶资金10500元,平均每人{}元。"
    for printed, verdict in (("750", "confirmed"), ("780", "contradicted")):
        document, verdicts, _ = judged(text.format(printed), town, year)
        assert verdicts[at(document, f"{printed}元").id].verdict == verdict


def test_a_report_that_the_ledger_drafted_itself_is_not_accused(town, year, tmp_path):
    """The house's own words, for two kinds of union: the town and its agency union."""
    from taizhang.factcheck.reading import read
    from taizhang.reports import actions as reports

    for unit in (town, Unit.objects.get(code="CY20")):
        out = tmp_path / f"{unit.code}.docx"
        reports.draft_and_export(unit, 2008, out)
        text = read(out.read_bytes(), out.name).text
        document, verdicts, relations = judged(text, unit, year)
        assert [claim.quote for claim in document.counted() if verdicts[claim.id].verdict == "contradicted"] == []
        assert [one for one in relations if not one.holds] == []
        assert sum(verdicts[claim.id].verdict in AGREES for claim in document.counted()) > 10
