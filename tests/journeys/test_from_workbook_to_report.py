"""One walk through the house: workbooks in, an entry by hand, figures, a signed report in Word, and the proof that nobody changed it."""

import io
import re
import zipfile
from datetime import date

import pytest

from taizhang.intake import actions as intake
from taizhang.kernel import ledger
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.members.models import Membership
from taizhang.reports import actions as reports
from taizhang.reports import queries as reading
from taizhang.testing.world import workbook
from taizhang.worklog import actions as worklog
from taizhang.worklog.models import Entry

YEAR = Period.year(2008)
UNITS = workbook(
    ("单位代码", "单位名称", "类型", "上级代码", "职工人数"),
    ("F-T-S", "河湾小学工会", "学校工会", "F-T", 48),
    ("F-T-C", "柳林社区工会", "社区工会", "F-T", 120),
)
MEMBERS = workbook(
    ("序号", "工会名称", "姓名", "性别", "入会时间"),
    (1, "河湾小学工会", "白 露", "女", "2007.9.1"),
    (2, "河湾小学工会", "于处暑", "男", "2007年9月"),
    (3, "柳林社区工会", "秋　分", "女", "二〇〇八年三月一日"),
)
WORK = workbook(
    ("2008年工作台账", "", "", "", "", ""),
    ("日期", "单位", "类别", "事项", "人数", "人次"),
    ("2008.3.8", "河湾小学工会", "爱心超市", "困难职工领取物资", "48人", 60),
    ("同上", "柳林社区工会", "〃", "〃", 30, 30),
    ("合计", "", "", "", 78, 90),
)


MILL = workbook(
    ("日期", "单位", "类别", "事项", "人数"),
    ("2008-03-08", "河湾纺织厂工会", "爱心超市", "困难职工领取物资", 48),
)


def taken_in(importer, content, name, *, by, unit):
    """Look at the workbook as the page does, then carry the import out."""
    return intake.run(intake.take_in(importer, content, by=by, unit=unit, name=name), by=by)


@pytest.mark.django_db
def test_a_year_of_work_becomes_a_report_whose_figures_open(cast, tmp_path):
    chair = cast.town_chair

    # three workbooks
    assert taken_in("units", UNITS, "单位.xlsx", by=cast.administrator, unit=None).entering == 2
    school = Unit.objects.get(code="F-T-S")
    assert taken_in("members", MEMBERS, "会员.xlsx", by=chair, unit=cast.town).entering == 3
    batch = taken_in("entries", WORK, "台账.xlsx", by=chair, unit=cast.town)
    assert Entry.objects.standing().count() == 2
    assert {membership.joined_on for membership in Membership.objects.all()} >= {date(2007, 9, 1), date(2008, 3, 1)}

    # an entry by hand, and a correction of it
    entry = worklog.record(
        cast.mill,
        by=cast.mill_clerk,
        confirmed=True,
        on=date(2008, 5, 1),
        kind="AW-16",
        matter="困难职工领取物资",
        persons=21,
    )
    worklog.correct(
        entry,
        by=cast.mill_clerk,
        confirmed=True,
        on=entry.on,
        kind="AW-16",
        matter=entry.matter,
        persons=20,
        why="数错一人",
    )

    # figures, up the tree and behind them
    assert ledger.value("AW-16:人数", cast.mill, YEAR).number == 20
    assert ledger.value("AW-16:人数", cast.town, YEAR).number == 48 + 30 + 20
    assert ledger.value("AW-16:人数", cast.federation, YEAR).number == 98
    assert ledger.value("AW-16:人数", cast.port, YEAR).number == 0
    trace = ledger.trace("AW-16:人数", cast.town, YEAR, viewer=chair)
    assert trace.total == 98 and sum(line.counts for line in trace.lines) == 98
    from_beside = ledger.trace("AW-16:人数", cast.town, YEAR, viewer=cast.port_chair)
    assert from_beside.lines == [] and from_beside.hidden_value == 98

    # the report: drafted, frozen, signed, exported
    report = reports.draft(cast.town, by=chair, period=YEAR, on=date(2008, 12, 31))
    reports.freeze(report, by=chair, on=date(2008, 12, 31))
    reports.sign(report, by=chair, on=date(2008, 12, 31))
    paper = reports.export(report, by=chair)
    assert paper == reports.export(report, by=chair), "the same report must give the same bytes"
    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        assert archive.testzip() is None
    path = tmp_path / "report.docx"
    path.write_bytes(paper)
    assert reading.verify(path, viewer=chair)["state"] == "intact"

    # somebody types another number into the paper
    changed = tmp_path / "changed.docx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text = content.decode()
                box = re.search(r'(w:val="tz:[^"]+"/>.*?<w:t xml:space="preserve">)([^<]*)(</w:t>)', text, re.S)
                content = (text[: box.start(2)] + "777" + text[box.end(2) :]).encode()
            target.writestr(name, content)
    assert reading.verify(changed, viewer=chair)["state"] == "changed"

    # the ledger learns more: drift, not forgery
    worklog.record(school, by=chair, confirmed=True, on=date(2008, 11, 1), kind="AW-16", matter="又一批", persons=5)
    assert reading.verify(path, viewer=chair)["state"] == "drifted"

    # the import is undone, and everything still agrees
    intake.undo(batch, by=chair)
    assert ledger.value("AW-16:人数", cast.town, YEAR).number == 20 + 5
    assert list(ledger.differences()) == []


@pytest.mark.django_db
def test_the_same_workbook_twice_adds_nothing(cast):
    entering = [
        taken_in("entries", MILL, "台账.xlsx", by=cast.town_chair, unit=cast.town).entering for _time in range(2)
    ]
    assert entering == [1, 0]
    assert ledger.value("AW-16:人数", cast.town, YEAR).number == 48
