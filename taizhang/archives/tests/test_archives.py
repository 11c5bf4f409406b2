"""Rules of which every edition stays readable; files that point to the year's records; destruction only when time and approval allow."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang.archives import actions, queries, rules
from taizhang.archives.models import Dossier, Regulation
from taizhang.intake import actions as intake
from taizhang.kernel import approvals, evidence, ledger, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.testing import filing as made
from taizhang.testing.world import PIXEL, workbook
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db
RECORDS = ["archives.regulation", "archives.dossier", "archives.destruction"]


@pytest.fixture(autouse=True)
def figures(db):
    """The figures of regulation."""
    rulebook.load()


def number(code, unit, year=2008):
    return float(ledger.value(code, unit, Period.year(year)).number)


def did(cast, matter="读书活动", on=date(2008, 4, 23), unit=None):
    return worklog.record(unit or cast.mill, by=SYSTEM, confirmed=True, on=on, kind="AW-16", matter=matter, persons=3)


def test_every_edition_is_read_as_of_its_day(cast):
    one = made.rule(cast.mill)
    assert queries.current(one, date(2006, 2, 28)) is None
    assert queries.current(one, date(2008, 2, 29)).text == made.FIRST
    assert queries.current(one, date(2008, 3, 1)).text == made.SECOND
    counted = [
        number(f"archives.{code}", cast.federation) for code in ("rules_in_force", "rules_revised", "rules_displayed")
    ]
    assert counted == [1, 1, 1]
    assert number("OM-15:件数", cast.federation, 2006) == 1
    one = actions.withdraw(one, by=cast.mill_chair, on=date(2008, 11, 3), by_body="工会委员会", why="并入新办法")
    assert number("archives.rules_in_force", cast.mill) == 0 and one.displays.get().until == date(2008, 11, 3)
    assert queries.current(one, date(2008, 11, 3)) is None and queries.current(one, date(2008, 11, 2)) is not None
    again = actions.draft(cast.mill, by=cast.mill_clerk, on=date(2008, 11, 4), name=one.name, text="新办法")
    assert again.state == Regulation.State.DRAFT
    assert list(ledger.differences(RECORDS)) == []


def test_what_differs_is_told_by_lines_and_characters():
    lines = rules.compared(made.FIRST, made.SECOND)
    assert [[(piece.change, piece.text) for piece in line] for line in lines[:1]] == [
        [("same", made.FIRST.splitlines()[0])]
    ]
    flat = [(piece.change, piece.text) for line in lines for piece in line]
    assert ("gone", "第二条 慰问金每人二百元。") in flat or ("gone", "二") in flat
    assert ("new", "第三条 由工会小组长陪同。") in flat
    assert [piece.change for line in rules.compared("甲乙", "甲丙") for piece in line] == ["same", "gone", "new"]


def test_nothing_hangs_or_is_revised_before_it_was_adopted(cast):
    one = actions.draft(cast.mill, by=cast.mill_clerk, on=date(2008, 1, 2), name="考勤办法", text="第一条")
    with pytest.raises(Refused):
        actions.draft(cast.mill, by=cast.mill_clerk, on=date(2008, 1, 2), name="考勤办法", text="第一条")
    with pytest.raises(Refused):
        actions.put_up(one, by=cast.mill_clerk, on=date(2008, 1, 3), where="墙上")
    with pytest.raises(Refused):
        actions.revise(one, by=cast.mill_clerk, on=date(2008, 1, 3), text="第二条", changes="改")
    with pytest.raises(Refused):
        actions.adopt(one, by=cast.mill_clerk, on=date(2008, 1, 3), adopted_by="")
    one = actions.rewrite(one, by=cast.mill_clerk, text="第一条 改")
    one = actions.adopt(one, by=cast.mill_clerk, on=date(2008, 1, 3), adopted_by="委员会")
    with pytest.raises(Refused):
        actions.revise(one, by=cast.mill_clerk, on=date(2008, 2, 3), text="第一条 改", changes="没改")
    one = actions.revise(one, by=cast.mill_clerk, on=date(2008, 2, 3), text="第一条 再改", changes="改")
    with pytest.raises(Refused):
        actions.adopt(one, by=cast.mill_clerk, on=date(2008, 2, 3), since=date(2008, 1, 3), adopted_by="委员会")
    with pytest.raises(Refused):
        actions.withdraw(one, by=cast.mill_clerk, on=date(2008, 3, 3), by_body="委员会", why="不要了")
    with pytest.raises(Refused):
        actions.draft(cast.mill, by=cast.port_chair, on=date(2008, 1, 2), name="x", text="y")


def test_each_activity_of_the_year_is_on_file_once(cast):
    first, second, beside = did(cast), did(cast, "慰问"), did(cast, unit=cast.port)
    assert queries.counted(cast.town_chair, cast.town, 2008) == (2, 2)
    one = actions.open_dossier(
        cast.mill, by=cast.mill_clerk, on=date(2008, 5, 1), title="2008年活动", category="活动", year=2008
    )
    assert one.number == "活动-2008-001"
    with pytest.raises(Refused):
        actions.close(one, by=cast.mill_clerk, on=date(2009, 1, 5))
    keys = [f"worklog.entry:{record.pk}" for record in (first, beside)]
    assert (
        actions.put_records(one, by=cast.mill_clerk, keys=[*keys, "kernel.user:1", "x"]) == 1
    )  # what is beside is not hers to see
    with pytest.raises(Refused):
        actions.put_records(one, by=cast.mill_clerk, keys=keys[:1])
    rest = queries.with_records(queries.unfiled(cast.mill_clerk, cast.mill, 2008))
    assert [found.record for found in rest] == [second]
    assert number("archives.records_filed", cast.mill) == 1
    actions.take_out(one.items.get(), by=cast.mill_clerk, why="放错了")
    assert number("archives.records_filed", cast.mill) == 0
    actions.add_paper(one, by=cast.mill_clerk, text="签到表", pages=2)
    one = actions.close(one, by=cast.mill_clerk, on=date(2009, 1, 5), place="1柜")
    assert one.keep_until == date(2019, 12, 31) and "10" in one.keep_words
    assert (number("archives.files_kept", cast.town, 2009), number("OM-15:件数", cast.town, 2009)) == (1, 1)
    for act in (actions.add_paper, actions.put_records):
        with pytest.raises(Refused):
            act(one, by=cast.mill_clerk, **({"text": "x"} if act is actions.add_paper else {"keys": keys}))
    actions.void(one, by=cast.mill_clerk, why="重复立卷")
    assert queries.counted(cast.mill_clerk, cast.mill, 2008) == (2, 2)
    assert list(ledger.differences(RECORDS)) == []


def test_without_a_rule_a_file_is_kept_permanently(cast):
    one = actions.open_dossier(cast.mill, by=SYSTEM, on=date(1980, 5, 1), title="职代会", category="职代会", year=1980)
    actions.add_paper(one, by=SYSTEM, text="决议")
    one = actions.close(one, by=SYSTEM, on=date(1980, 6, 1))
    assert one.keep_until is None
    with pytest.raises(Refused, match="永久"):
        actions.ask_destruction(
            cast.mill, by=cast.mill_clerk, on=date(2008, 5, 6), name="一批", opinion="可", dossiers=[one.pk]
        )


def test_files_are_destroyed_after_both_consents_before_two_witnesses(cast):
    old = made.old_file(cast.mill)
    young = made.old_file(cast.mill, year=2005)
    scan = SimpleUploadedFile("扫描.png", PIXEL, content_type="image/png")
    actions.attach(old, scan, by=SYSTEM, kind="扫描件")
    ask = {"by": cast.mill_clerk, "on": date(2008, 5, 6), "name": "第一批", "opinion": "无保存价值"}
    for wrong in ([young.pk], []):
        with pytest.raises(Refused):
            actions.ask_destruction(cast.mill, dossiers=wrong, **ask)
    assert any(
        due.url.endswith(cast.mill.code) for due in queries.due_items(cast.mill_clerk, cast.mill, date(2008, 5, 6))
    )
    one = actions.ask_destruction(cast.mill, dossiers=[old.pk], **ask)
    with pytest.raises(Refused):
        actions.ask_destruction(cast.mill, dossiers=[old.pk], **ask)
    with pytest.raises(Refused):
        actions.carry_out(one, by=cast.mill_clerk, on=date(2008, 5, 7), witnesses=["甲", "乙"])
    for chair in (cast.mill_chair, cast.town_chair):
        approvals.approve(approvals.of(one), by=chair, on=date(2008, 5, 8))
    one.refresh_from_db()
    assert (one.state, one.approved_on) == ("approved", date(2008, 5, 8))
    with pytest.raises(Refused):
        actions.carry_out(one, by=cast.mill_clerk, on=date(2008, 5, 9), witnesses=["甲", "甲"])
    actions.carry_out(one, by=cast.mill_clerk, on=date(2008, 5, 9), witnesses=["甲", "乙"])
    old.refresh_from_db()
    assert (old.state, evidence.of(old).count(), old.items.count()) == ("destroyed", 0, 1)
    assert (number("archives.files_destroyed", cast.town), number("archives.files_kept", cast.town)) == (1, 1)
    with pytest.raises(Refused):
        actions.void(old, by=cast.mill_clerk, why="录错了")
    assert list(ledger.differences(RECORDS)) == []


def test_a_list_that_is_refused_leaves_its_files_in_the_archives(cast):
    old = made.old_file(cast.mill)
    ask = {"by": cast.mill_clerk, "on": date(2008, 5, 6), "opinion": "无保存价值", "dossiers": [old.pk]}
    one = actions.ask_destruction(cast.mill, name="第一批", **ask)
    approvals.send_back(approvals.of(one), by=cast.mill_chair, on=date(2008, 5, 7), note="补充意见")
    old.refresh_from_db()
    assert old.state == "listed"
    approvals.resubmit(approvals.of(one), by=cast.mill_clerk, on=date(2008, 5, 8))
    approvals.refuse(approvals.of(one), by=cast.mill_chair, on=date(2008, 5, 9), note="还有用")
    old.refresh_from_db()
    one.refresh_from_db()
    assert (old.state, one.state, one.why) == ("closed", "refused", "还有用")
    assert actions.ask_destruction(cast.mill, name="第二批", **ask).state == "asked"


def test_the_index_comes_in_and_goes_out(cast, as_, tmp_path):
    rows = [
        ["档号", "题名", "类别", "归档时间", "件数", "柜号"],
        ["会计-2001-1", "2001年凭证", "会计档案", "2002.3.1", 12, "2柜"],
        ["活动-2007-1", "2007年活动", "活动", "2008-01-20", 5, "1柜"],
        ["活动-2007-1", "重复的卷", "活动", "2008-01-20", 5, "1柜"],
    ]
    batch = intake.take_in("archives", workbook(*rows), by=cast.mill_clerk, unit=cast.mill, name="案卷.xlsx")
    assert (batch.entering, batch.counts["rejected"]) == (2, 1)
    done = intake.run(batch, by=cast.mill_clerk)
    assert [one.keep_until for one in Dossier.objects.order_by("number")] == [date(2032, 12, 31), date(2018, 12, 31)]
    again = intake.take_in("archives", workbook(*rows), by=cast.mill_clerk, unit=cast.mill, name="案卷.xlsx")
    assert again.entering == 0
    clerk = as_(cast.mill_clerk)
    (tmp_path / "out.xlsx").write_bytes(clerk.get(reverse("archives:dossier_export")).content)
    assert len(list(openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].rows)) == 3
    content = clerk.get(reverse("archives:dossier_catalogue")).content
    assert "2001年凭证" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    intake.undo(done, by=cast.mill_clerk)
    assert number("archives.files_kept", cast.mill) == 0


def test_a_clerk_keeps_rules_and_files_on_the_pages(cast, as_):
    clerk = as_(cast.mill_clerk)
    draft = {"name": "走访慰问制度", "kind": "制度", "on": "2006-02-01", "text": made.FIRST}
    assert clerk.post(reverse("archives:regulation_draft"), draft).status_code == 302
    one = Regulation.objects.get()
    for page, form in (
        ("adopt", {"on": "2006-03-01", "adopted_by": "委员会"}),
        ("revise", {"on": "2008-01-10", "text": made.SECOND, "changes": "提高标准"}),
        ("adopt", {"on": "2008-02-01", "since": "2008-03-01", "adopted_by": "委员会"}),
        ("put_up", {"on": "2008-03-05", "where": "东墙"}),
    ):
        assert clerk.post(reverse(f"archives:regulation_{page}", args=[one.pk]), form).status_code == 302
    said = clerk.get(one.get_absolute_url(), {"on": "2007-01-01"}).content.decode()
    assert "二百元" in said and "三百元" not in said and "东墙" in said
    assert "没有施行" in clerk.get(one.get_absolute_url(), {"on": "2005-01-01"}).content.decode()
    assert clerk.get(one.get_absolute_url(), {"on": "2005-99-01"}).status_code == 200
    compared = clerk.get(reverse("archives:regulation_compare", args=[one.pk]), {"a": "1", "b": "2"}).content.decode()
    assert "<ins>" in compared and "第三条" in compared
    content = clerk.get(reverse("archives:regulation_paper", args=[one.pk, 1])).content
    assert "二百元" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert clerk.get(reverse("archives:regulation_paper", args=[one.pk, 9])).status_code == 404
    record = did(cast)
    form = {"title": "2008年活动", "category": "活动", "year": 2008, "on": "2008-05-01"}
    assert clerk.post(reverse("archives:dossier_open"), form).status_code == 302
    file = Dossier.objects.get()
    assert "读书活动" in clerk.get(reverse("archives:unfiled_list"), {"year": 2008}).content.decode()
    this_year = f'value="{date.today().year}"'
    assert this_year in clerk.get(reverse("archives:unfiled_list")).content.decode()  # the box says which year is shown
    put = {"keys": [f"worklog.entry:{record.pk}"]}
    assert clerk.post(reverse("archives:dossier_put", args=[file.pk]), put).status_code == 302
    assert record.get_absolute_url() in clerk.get(file.get_absolute_url()).content.decode()
    assert "读书活动" not in clerk.get(reverse("archives:unfiled_list"), {"year": 2008}).content.decode()
    assert clerk.post(reverse("archives:dossier_close", args=[file.pk]), {"on": "2009-01-05"}).status_code == 302
    made.old_file(cast.mill)
    ask = {"name": "第一批", "on": "2008-05-06", "opinion": "可", "dossiers": [Dossier.objects.get(year=1990).pk]}
    assert clerk.post(reverse("archives:destruction_ask"), ask).status_code == 302
    for page in ("regulation_list", "regulation_export", "dossier_list", "destruction_list", "unfiled_export"):
        assert clerk.get(reverse(f"archives:{page}"), {"q": "年", "year": "x"}).status_code == 200
    assert as_(cast.port_chair).get(file.get_absolute_url()).status_code == 404
