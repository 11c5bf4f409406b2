"""The life of a report: drafted, edited, frozen, signed, replaced; each refusal with its sentence and without a trace."""

from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from taizhang.kernel import definitions, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.figures import resolve
from taizhang.kernel.manifest import Term, registry
from taizhang.kernel.models import ActLog, Definition
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.reports import actions, queries
from taizhang.reports.models import FrozenFigure, Report, Signature
from taizhang.reports.tests.factories import a_year, taken_back, worked

YEAR = Period.year(2008)
ON = date(2008, 12, 31)


@pytest.fixture
def report(cast):
    a_year(cast.town, cast.mill)
    return actions.draft(cast.town, by=cast.town_chair, period=YEAR, on=ON)


def text_of(report):
    said = queries.said_in(report)
    runs = [run for section in report.body["sections"] for block in section["blocks"] for run in block["runs"]]
    return "".join(run if isinstance(run, str) else said[run["f"]].text for run in runs)


def test_draft_tells_the_year_in_words(report):
    text = text_of(report)
    assert "“爱心超市”接待特困职工近400名" in text
    assert "同比增长15.8%" in text
    assert "收缴会员帮困资金6000多元，同比增长12.7%。" in text
    assert "为14名困难职工申请到帮扶资金10500元，平均每人750元。" in text
    assert "助学募捐1.7万元，资助贫困学生30多名。" in text
    assert "12家企业签订了女职工专项合同，比上年增加3家。" in text
    assert "5月22日河湾镇联合工会居民文化体育活动周" in text
    assert "河湾纺织厂工会全县职工运动会团体第三名" in text
    assert report.title_text == "河湾镇联合工会2008年工作总结"
    assert "人次" not in text.split("爱心超市")[1].split("。")[0]


def test_draft_leaves_out_what_did_not_happen(report):
    text = text_of(report)
    assert "献血" not in text
    assert "劳动争议" not in text
    assert "0" not in [one.text for key, one in queries.said_in(report).items() if not actions._in_table(report, key)]


def test_draft_is_refused_to_a_stranger(cast):
    with pytest.raises(Refused):
        actions.draft(cast.town, by=cast.port_chair, period=YEAR, on=ON)
    assert not Report.objects.exists()


def test_draft_is_refused_for_a_time_to_come(cast):
    with pytest.raises(Refused):
        actions.draft(cast.town, by=cast.town_chair, period=Period.year(2010), on=ON)


def test_edit_keeps_figures_by_name_and_refuses_unknown_ones(report, cast):
    key = next(iter(queries.said_in(report)))
    sections = [{"heading": "新的一节", "blocks": [{"kind": "text", "runs": ["共有", {"f": key}, "家"]}]}]
    actions.edit(report, by=cast.town_chair, edition=1, sections=sections, title="新题目")
    assert report.body["sections"][0]["blocks"][0]["runs"] == ["共有", {"f": key}, "家"]
    assert report.edition == 2
    with pytest.raises(Refused):
        actions.edit(
            report, by=cast.town_chair, edition=2, sections=[{"heading": "", "blocks": [{"runs": [{"f": "f999"}]}]}]
        )
    with pytest.raises(Refused, match=r"[Ss]omebody|别人|他人|其他人"):
        actions.edit(report, by=cast.town_chair, edition=1, title="旧的")


def test_a_figure_pasted_twice_becomes_two(report, cast):
    key = next(iter(queries.said_in(report)))
    sections = [{"heading": "", "blocks": [{"kind": "text", "runs": [{"f": key}, "和", {"f": key}]}]}]
    actions.edit(report, by=cast.town_chair, edition=1, sections=sections)
    first, _, second = report.body["sections"][0]["blocks"][0]["runs"]
    assert first["f"] != second["f"]
    assert report.body["figures"][first["f"]] == report.body["figures"][second["f"]]


def test_freeze_keeps_values_and_moment(report, cast):
    actions.freeze(report, by=cast.town_chair, on=ON)
    assert report.state == "frozen"
    assert report.as_of == queries.known_until(cast.town)
    assert FrozenFigure.objects.get(report=report, printed="近400").number == 396
    before = text_of(report)
    worked(cast.mill, "AW-16", date(2008, 12, 30), persons=20)
    assert text_of(report) == before
    with pytest.raises(Refused):
        actions.edit(report, by=cast.town_chair, edition=report.edition, title="改")
    with pytest.raises(Refused):
        actions.freeze(report, by=cast.town_chair, on=ON)


def test_freeze_refuses_a_figure_without_a_base(report, cast):
    new = {"f900": {"code": "AW-20:人数", "how": "change"}}
    sections = [{"heading": "", "blocks": [{"kind": "text", "runs": ["献血同比", {"f": "f900"}]}]}]
    actions.edit(report, by=cast.town_chair, edition=1, sections=sections, new=new)
    with pytest.raises(Refused):
        actions.freeze(report, by=cast.town_chair, on=ON)
    report.refresh_from_db()
    assert report.state == "draft"
    assert not FrozenFigure.objects.exists()


def test_freeze_refuses_parts_that_do_not_close(report, cast):
    new = {
        "f900": {"code": "AW-16:人数", "group": "g9"},
        "f901": {"code": "AW-16:人数", "group": "g9", "part": True, "scope": "own"},
    }
    sections = [
        {"heading": "", "blocks": [{"kind": "text", "runs": [{"f": "f900"}, "人，其中镇本级", {"f": "f901"}, "人"]}]}
    ]
    actions.edit(report, by=cast.town_chair, edition=1, sections=sections, new=new)
    with pytest.raises(Refused, match=r"396.*240"):
        actions.freeze(report, by=cast.town_chair, on=ON)


def test_sign_is_for_the_chair_and_for_what_is_frozen(report, cast):
    with pytest.raises(Refused):
        actions.sign(report, by=cast.town_chair, on=ON)
    actions.freeze(report, by=cast.town_chair, on=ON)
    with pytest.raises(Refused):
        actions.sign(report, by=cast.mill_chair, on=ON)
    actions.sign(report, by=cast.town_chair, on=ON)
    assert Signature.objects.get(report=report).number == report.number
    assert ledger.value("reports.signed_reports", cast.federation, YEAR).number == 1
    with pytest.raises(Refused):
        actions.sign(report, by=cast.town_chair, on=ON)


def test_clerk_freezes_but_does_not_sign(cast):
    a_year(cast.town, cast.mill)
    report = actions.draft(cast.mill, by=cast.mill_clerk, period=YEAR, on=ON)
    actions.freeze(report, by=cast.mill_clerk, on=ON)
    with pytest.raises(Refused):
        actions.sign(report, by=cast.mill_clerk, on=ON)


def test_withdrawing_a_signed_report_makes_a_new_version_and_takes_its_fact_back(report, cast):
    actions.freeze(report, by=cast.town_chair, on=ON)
    with pytest.raises(Refused):
        actions.withdraw(report, by=cast.town_chair, on=ON)
    actions.sign(report, by=cast.town_chair, on=ON)
    following = actions.withdraw(report, by=cast.town_chair, on=ON)
    assert (following.version, following.state, following.replaces) == (2, "draft", report)
    assert ledger.value("reports.signed_reports", cast.town, YEAR).number == 0
    assert list(ledger.differences()) == []


def test_reopening_a_frozen_report_keeps_what_was_frozen(report, cast):
    actions.freeze(report, by=cast.town_chair, on=ON)
    count = report.frozen.count()
    following = actions.reopen(report, by=cast.town_chair, on=ON)
    assert following.state == "draft"
    assert report.frozen.count() == count
    with pytest.raises(Refused):
        actions.reopen(report, by=cast.town_chair, on=ON)


def test_every_act_leaves_one_line(report, cast):
    actions.freeze(report, by=cast.town_chair, on=ON)
    actions.sign(report, by=cast.town_chair, on=ON)
    actions.export(report, by=cast.town_chair)
    lines = ActLog.objects.filter(record_type="reports.report", record_id=report.pk).order_by("pk")
    assert list(lines.values_list("code", flat=True)) == [
        "reports.draft",
        "reports.freeze",
        "reports.sign",
        "reports.export",
    ]


def test_drift_names_the_records_and_sums_to_the_difference(report, cast):
    late = worked(cast.town, "AW-15", date(2008, 5, 1), money=100)
    actions.freeze(report, by=cast.town_chair, on=ON)
    assert queries.drift(report) == []
    taken_back(late)
    worked(cast.mill, "AW-15", date(2008, 12, 1), money=480)
    found = {one.said.chip.code: one for one in queries.drift(report) if one.said.chip.how == "value"}
    money = found["AW-15:金额"]
    assert (money.said.answer.number, money.now.number, money.difference) == (6220, 6600, 380)
    assert sorted(change.effect for change in money.changed) == [-100, 480]
    assert sum(change.effect for change in money.changed) + money.hidden_effect == money.difference


def test_drift_tells_a_viewer_below_only_his_own(report, cast):
    actions.freeze(report, by=cast.town_chair, on=ON)
    worked(cast.town, "AW-15", date(2008, 12, 1), money=480)
    money = next(one for one in queries.drift(report, viewer=cast.mill_chair) if one.said.chip.code == "AW-15:金额")
    assert (money.changed, money.hidden, money.hidden_effect) == ((), 1, 480)


def test_a_frozen_report_keeps_the_definitions_of_its_day(report, cast, monkeypatch):
    actions.freeze(report, by=cast.town_chair, on=ON)
    rows = [row for row in report.frozen.all() if row.chip["code"] in registry.indicators]
    code = rows[0].chip["code"]
    declared = registry.indicators[code]
    assert all(row.versions[row.chip["code"]] for row in report.frozen.all())
    assert Definition.objects.filter(code=code, version=rows[0].versions[code]).exists()
    assert queries.redefined(report) == []
    monkeypatch.setitem(
        registry.indicators, code, replace(declared, of=Term("work.persons"), over=None, words="另一个定义")
    )
    assert queries.drift(report) == []
    assert {(changed, version) for _said, changed, version in queries.redefined(report)} == {
        (code, rows[0].versions[code])
    }


def test_a_figure_asked_for_as_a_state_and_as_a_sum_keeps_the_version_of_each(report, cast):
    body, (key, other) = deepcopy(report.body), list(report.body["figures"])[:2]
    for one, nature in ((key, "stock"), (other, "flow")):
        body["figures"][one] = {"code": "FA-02:数量", "nature": nature}
    report = actions.draft(cast.town, by=cast.town_chair, period=YEAR, on=ON, body=body)
    actions.freeze(report, by=cast.town_chair, on=ON)
    versions = {row.chip["nature"]: row.versions["FA-02:数量"] for row in report.frozen.filter(key__in=(key, other))}
    assert versions["stock"] != versions["flow"]
    assert Definition.objects.filter(code="FA-02:数量").count() == 2
    assert queries.redefined(report) == [] and queries.drift(report) == []
    for nature in versions:  # neither is a former definition of the other
        assert [now for _row, now in definitions.history(resolve("FA-02:数量", nature))] == [True]


def test_a_draft_is_drawn_and_frozen_as_known_at_a_moment(report, cast):
    moment = timezone.now()
    then = text_of(report)
    worked(cast.mill, "AW-15", date(2008, 12, 1), money=9000)
    key = next(
        key for key, one in queries.said_in(report).items() if one.chip.code == "AW-15:金额" and one.chip.how == "value"
    )
    assert queries.said_in(report)[key].answer.number == 15120
    assert queries.said_in(report, as_of=moment)[key].answer.number == 6120
    actions.freeze(report, by=cast.town_chair, on=ON, as_of=moment)
    assert report.as_of == moment and text_of(report) == then
    (found,) = (one for one in queries.drift(report) if one.said.key == key)
    assert found.difference == 9000


def test_exact_hedging_prints_every_digit(report, cast):
    actions.edit(report, by=cast.town_chair, edition=1, hedging="exact")
    assert "接待特困职工396名" in text_of(report)


def test_a_figure_of_another_union_is_not_told(report, cast):
    new = {"f900": {"code": "AW-16:人数", "unit": cast.port.code}}
    sections = [{"heading": "", "blocks": [{"kind": "text", "runs": ["临港", {"f": "f900"}]}]}]
    worked(cast.port, "AW-16", date(2008, 3, 5), persons=77)
    actions.edit(report, by=cast.town_chair, edition=1, sections=sections, new=new)
    assert text_of(report) == "临港—"


def test_draft_and_export_twice_gives_the_same_bytes_and_one_report(cast, tmp_path):
    a_year(cast.town, cast.mill)
    first = actions.draft_and_export(cast.town, 2008, tmp_path / "a.docx", by=SYSTEM)
    second = actions.draft_and_export(cast.town, 2008, tmp_path / "b.docx", by=SYSTEM)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert first["number"] == second["number"]
    assert Report.objects.count() == 1
    worked(cast.town, "AW-16", date(2008, 8, 8), persons=1)
    third = actions.draft_and_export(cast.town, 2008, tmp_path / "c.docx", by=SYSTEM)
    assert third["number"] != first["number"]
    assert not list(tmp_path.glob(".*.part"))


def test_discarded_draft_is_put_away_and_no_longer_edited(report, cast):
    actions.discard(report, by=cast.town_chair, on=ON)
    assert queries.find(cast.town_chair, "2008", 5) == []
    with pytest.raises(Refused):
        actions.edit(report, by=cast.town_chair, edition=1, title="改")
    with pytest.raises(Refused):
        actions.freeze(report, by=cast.town_chair, on=ON)


def test_frozen_report_is_not_discarded(report, cast):
    actions.freeze(report, by=cast.town_chair, on=ON)
    with pytest.raises(Refused):
        actions.discard(report, by=cast.town_chair, on=ON)
    with pytest.raises(Refused):
        actions.discard(actions.reopen(report, by=cast.town_chair, on=ON), by=cast.town_chair, on=ON)


def test_frozen_report_waits_for_the_chair_alone(cast):
    a_year(cast.town, cast.mill)
    report = actions.draft(cast.mill, by=cast.mill_clerk, period=YEAR, on=ON)
    assert list(queries.due(cast.mill_chair, cast.mill, ON)) == []
    actions.freeze(report, by=cast.mill_clerk, on=ON)
    assert [one.title for one in queries.due(cast.mill_chair, cast.mill, ON)] == [report.title_text]
    assert list(queries.due(cast.mill_clerk, cast.mill, ON)) == []
    assert [found.title for found in queries.find(cast.mill_clerk, "2008", 5)] == [report.title_text]
    assert queries.find(cast.port_chair, "2008", 5) == []


def test_drift_of_a_reading_and_of_people_sums_to_the_difference(cast):
    worked(cast.mill, "FA-02", date(2008, 6, 30), matter="藏书", reading=True, goods=900)
    worked(cast.mill, "AW-16", date(2008, 3, 1), persons=1, subject="person:1")
    new = {"f900": {"code": "FA-02:数量", "nature": "stock"}, "f901": {"code": "AW-16:人数"}}
    report = actions.draft(cast.town, by=cast.town_chair, period=YEAR, on=ON)
    sections = [{"heading": "", "blocks": [{"kind": "text", "runs": [{"f": "f900"}, "册，", {"f": "f901"}, "人"]}]}]
    actions.edit(report, by=cast.town_chair, edition=1, sections=sections, new=new)
    actions.freeze(report, by=cast.town_chair, on=ON)
    worked(cast.mill, "FA-02", date(2008, 12, 30), matter="藏书", reading=True, goods=1250)
    worked(cast.mill, "AW-16", date(2008, 4, 1), persons=1, subject="person:1")  # the same person again
    worked(cast.mill, "AW-16", date(2008, 5, 1), persons=1, subject="person:2")
    found = {one.said.key: one for one in queries.drift(report)}
    for key, difference in (("f900", 350), ("f901", 1)):
        assert found[key].difference == difference
        assert sum(change.effect for change in found[key].changed) == difference
    assert len(found["f901"].changed) == 1
