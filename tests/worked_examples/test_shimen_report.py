"""The town of the sample, 2008: its workbooks go in, its annual report comes out with the figures that the published summary prints."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.demo import loading
from taizhang.kernel import rulebook, sealing
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.reports import actions, queries
from taizhang.reports.hedges import implied

TODAY = date(2026, 11, 20)
SAID = (
    "全镇共有基层工会28家，其中社区工会10家、机关工会1家、非公企业工会17家。",
    "共有会员2514人，其中女会员1178人，农民工会员772人。全年新发展会员243人，同比增长2.1%。职工入会率85.5%。",
    "全镇15个社区（村）中，有10个社区建起了工会，社区建会率66.7%。",
    "取得法人资格的基层工会22家，登记率78.6%。",
    "召开各类工作会议10次，其中党委会研究工会工作4次、工会委员会会议3次、基层工会主席会议3次。",
    "培训工会主席和工会干部19名",
    "12家企业签订了女职工专项合同，比上年增加3家。",
    "受理职工信访9件，其中上级转办4件、直接受理5件。调处劳动争议5件，调解成功4件，调解成功率80%。",
    "“爱心超市”接待特困职工近400名，惠及6个基层单位，同比增长15.8%。收缴会员帮困资金6000多元，同比增长12.7%。",
    "为14名困难职工申请到帮扶资金10500元，平均每人750元。",
    "助学募捐1.7万元，资助贫困学生30多名。",
    "为22名女职工办理安康保险，保费440元，平均每人20元。",
    "全镇捐款60多万元。新增就业5987人，其中再就业3022人。",
    "居民文化活动周吸引居民近5000人，共6240人次",
    "组织近200人参加健步行，组成方队6个。",
    "各基层工会添置图书3万多册，同比增长39.7%",
    "添置体育设施器材100多套件。建成文体活动场所500多平方米，投入10多万元。",
)


@pytest.fixture
def town(db, tmp_path, settings):
    settings.TAIZHANG_DATA = tmp_path
    sealing.create_keys()
    rulebook.load()
    loading.load(seed=1, small=True, today=TODAY)
    return Unit.objects.get(code="CY00")


@pytest.mark.slow
def test_the_report_of_the_town_says_what_its_records_say(town, tmp_path):
    report = actions.draft(town, by=SYSTEM, period=Period.year(2008), on=date(2008, 12, 31))
    said = queries.said_in(report)
    runs = [run for section in report.body["sections"] for block in section["blocks"] for run in block["runs"]]
    text = "".join(run if isinstance(run, str) else said[run["f"]].text for run in runs)
    assert [sentence for sentence in SAID if sentence not in text] == []

    # a hedge never says what is not so, and nothing that is zero is told in the text
    for one in said.values():
        if one.chip.how == "value" and not one.answer.percent:
            assert Decimal(one.answer.number) in implied(one.text), one
    assert queries.typed_numbers(report.body) == []

    # into Word and back, twice with the same bytes
    actions.draft_and_export(town, 2008, tmp_path / "a.docx")
    actions.draft_and_export(town, 2008, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    answer = queries.verify(tmp_path / "a.docx")
    assert answer["state"] == "intact", answer["sentences"]
    assert len(answer["figures"]) > 150
