"""Verification with the ledger at hand: drift, and a list rewritten together with the text."""

import json
import re
from datetime import date
from html import unescape
from xml.sax.saxutils import escape

import pytest

from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.reports import actions, queries
from taizhang.reports.models import Report
from taizhang.reports.tests.factories import a_year, worked
from taizhang.reports.tests.tampering import rewritten, typed_over
from taizhang.word import imprint


@pytest.fixture
def exported(cast, tmp_path):
    a_year(cast.town, cast.mill)
    actions.draft_and_export(cast.town, 2008, tmp_path / "a.docx", by=SYSTEM)
    return tmp_path / "a.docx"


def key_of(answer, printed):
    return next(row["id"] for row in answer["figures"] if row["printed"] == printed)


def test_fresh_export_is_intact_and_can_be_spelled_as_json(exported):
    answer = queries.verify(exported)
    assert answer["state"] == "intact", answer["sentences"]
    assert answer["unit"] == "F-T" and answer["known_here"]
    assert json.loads(json.dumps(answer, ensure_ascii=False)) == answer


def test_later_records_are_drift_not_forgery(exported, cast):
    worked(cast.mill, "AW-15", date(2008, 12, 1), money=480)
    answer = queries.verify(exported)
    assert answer["state"] == "drifted"
    drifted = [row for row in answer["figures"] if row.get("drifted") and row["code"] == "AW-15:金额"]
    assert {row["now"] for row in drifted} == {"6600", "21.5"}
    assert any("现在为6600" in sentence for sentence in answer["sentences"])


def test_changed_figure_is_named_in_a_sentence(exported, tmp_path):
    key = key_of(queries.verify(exported), "近400")
    answer = queries.verify(rewritten(exported, tmp_path / "b.docx", typed_over(key, "近900")))
    assert answer["state"] == "changed"
    assert any("导出时为“近400”，现为“近900”" in sentence for sentence in answer["sentences"])


def test_list_and_text_rewritten_together_are_found_by_what_was_frozen(exported, tmp_path):
    key = key_of(queries.verify(exported), "近400")
    changed = rewritten(exported, tmp_path / "b.docx", typed_over(key, "近900"))

    def forge(text):
        listed = json.loads(unescape(re.search(r">(\{.*\})<", text, re.S)[1]))
        for row in listed["figures"]:
            if row["id"] == key:
                row.update(printed="近900", value="896")
        listed["digest"] = imprint.digest(listed)
        return re.sub(r">\{.*\}<", lambda _: f">{escape(imprint.spelled(listed))}<", text, flags=re.S)

    answer = queries.verify(rewritten(changed, tmp_path / "c.docx", forge, member="customXml/item1.xml"))
    assert answer["state"] == "forged"
    assert any("固化时为“近400”" in sentence for sentence in answer["sentences"])


def test_stranger_learns_nothing_from_the_ledger(exported, cast):
    worked(cast.mill, "AW-15", date(2008, 12, 1), money=480)
    answer = queries.verify(exported, viewer=cast.port_chair)
    assert not any("now" in row for row in answer["figures"])
    assert answer["state"] == "unchecked"
    assert any("没有与台账核对" in sentence for sentence in answer["problems"])


def test_export_of_a_draft_is_told_to_be_one(cast, tmp_path):
    a_year(cast.town, cast.mill)
    report = actions.draft(cast.town, by=cast.town_chair, period=Period.year(2008), on=date(2008, 12, 31))
    (tmp_path / "a.docx").write_bytes(actions.export(report, by=cast.town_chair))
    assert queries.verify(tmp_path / "a.docx")["state"] == "draft"


def test_number_that_was_never_frozen_here_is_foreign(exported, tmp_path):
    def renumber(text):
        listed = json.loads(unescape(re.search(r">(\{.*\})<", text, re.S)[1]))
        listed["number"] = "0123456789abcdef"
        listed["digest"] = imprint.digest(listed)
        return re.sub(r">\{.*\}<", lambda _: f">{escape(imprint.spelled(listed))}<", text, flags=re.S)

    answer = queries.verify(rewritten(exported, tmp_path / "b.docx", renumber, member="customXml/item1.xml"))
    assert answer["state"] == "foreign"


def test_version_that_was_replaced_is_told_to_be_so(exported, cast):
    actions.reopen(Report.objects.get(), by=SYSTEM, on=date(2009, 1, 5))
    answer = queries.verify(exported)
    assert answer["state"] == "intact"
    assert "这一版已由第2版替代" in answer["sentences"]


def test_drift_is_told_with_directions(exported, cast):
    worked(cast.mill, "AW-15", date(2008, 12, 1), money=480)
    sentences = queries.verify(exported)["sentences"]
    assert len(set(sentences)) == len(sentences)
    assert any("导出时台账为增长12.7%，现在为增长21.5%" in sentence for sentence in sentences)
