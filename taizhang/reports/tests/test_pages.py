"""Pages: seen by those who may, hidden from the rest, and every step from draft to Word."""

import io
import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.kernel.periods import Period
from taizhang.reports import actions
from taizhang.reports.drifting import drift
from taizhang.reports.models import Report
from taizhang.reports.tests.factories import a_year, taken_back, worked
from taizhang.ui.known import Known
from taizhang.word.checking import check

YEAR, ON = Period.year(2008), date(2008, 12, 31)


@pytest.fixture
def report(cast):
    a_year(cast.town, cast.mill)
    return actions.draft(cast.town, by=cast.town_chair, period=YEAR, on=ON)


def pages_of(report):
    one = [report.pk]
    key = next(iter(report.body["figures"]))
    return [
        reverse("reports:report_detail", args=one),
        reverse("reports:report_text", args=one),
        reverse("reports:report_figure", args=[report.pk, key]),
        reverse("reports:report_insert", args=one),
        reverse("reports:report_sentences", args=one),
        reverse("reports:report_drift", args=one),
        *(reverse(f"reports:report_{verb}", args=one) for verb in ("freeze", "sign", "reopen", "withdraw", "discard")),
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_for_the_chair(report, cast, as_, language):
    for page in pages_of(report):
        assert as_(cast.town_chair, language).get(page).status_code == 200, page


def test_every_page_is_hidden_beside_and_below(report, cast, as_):
    for page in pages_of(report):
        assert as_(cast.port_chair).get(page).status_code == 404, page
        assert as_(cast.mill_chair).get(page).status_code == 404, page
        assert as_(cast.administrator).get(page).status_code == 404, page
        assert as_().get(page).status_code == 302, page
    for verb in ("save", "export"):
        assert as_(cast.port_chair).post(reverse(f"reports:report_{verb}", args=[report.pk])).status_code == 404


def test_list_shows_what_one_may_see(report, cast, as_):
    assert report.title_text in as_(cast.town_chair).get(reverse("reports:report_list")).content.decode()
    assert report.title_text in as_(cast.auditor).get(reverse("reports:report_list")).content.decode()
    assert report.title_text not in as_(cast.port_chair).get(reverse("reports:report_list")).content.decode()


def test_auditor_reads_and_does_not_write(report, cast, as_):
    page = as_(cast.auditor).get(report.get_absolute_url()).content.decode()
    assert 'contenteditable="true"' not in page
    answer = as_(cast.auditor).post(
        reverse("reports:report_save", args=[report.pk]),
        json.dumps({"edition": 1, "title": "改"}),
        content_type="application/json",
    )
    assert answer.status_code == 409
    report.refresh_from_db()
    assert report.edition == 1


def test_drafting_by_form_guesses_the_kind(cast, as_):
    a_year(cast.town, cast.mill)
    client = as_(cast.town_chair)
    page = client.get(reverse("reports:report_create"), {"unit": cast.town.code, "period": "2008"})
    assert page.context["form"].initial == {"skeleton": "town", "period": "2008"}
    done = client.post(
        reverse("reports:report_create") + f"?unit={cast.town.code}",
        {"skeleton": "town", "period": "2008", "title": ""},
    )
    assert done.status_code == 302
    assert Report.objects.get().title_text == "河湾镇联合工会2008年工作总结"
    wrong = client.post(reverse("reports:report_create"), {"skeleton": "town", "period": "去年", "title": ""})
    assert wrong.status_code == 422


def test_editor_saves_text_styles_and_new_figures(report, cast, as_):
    key = next(key for key, chip in report.body["figures"].items() if chip["code"] == "AW-16:人数")
    sent = {
        "edition": 1,
        "sections": [
            {
                "heading": "甲",
                "blocks": [{"kind": "text", "runs": ["接待", {"f": key}, "名,另有5人,", {"f": "f777"}, "元"]}],
            }
        ],
        "new": {"f777": {"code": "AW-15:金额"}},
        "styles": {key: "exact"},
    }
    client, save = as_(cast.town_chair), reverse("reports:report_save", args=[report.pk])
    answer = client.post(save, json.dumps(sent), content_type="application/json")
    assert answer.status_code == 200
    said = answer.json()
    assert (said["edition"], said["texts"][key], said["texts"]["f777"]) == (2, "396", "6120")
    assert any("另有5人" in words for _, words in said["typed"])
    assert client.post(save, json.dumps(sent), content_type="application/json").status_code == 409
    for broken in (
        "",
        "[]",
        "{}",
        '{"edition": "1"}',
        '{"edition": 2, "sections": [{"blocks": [{"runs": [{"f": {}}]}]}]}',
    ):
        assert client.post(save, broken, content_type="application/json").status_code in (400, 409), broken


def test_text_box_does_what_the_editor_does(report, cast, as_):
    client, page = as_(cast.town_chair), reverse("reports:report_text", args=[report.pk])
    shown = client.get(page)
    initial = shown.context["form"].initial
    assert 'value="2008-12-31"' in shown.content.decode()
    assert "{f" in initial["text"] and "=近400}" in initial["text"]
    text = initial["text"].replace("=近400}", "=近9999}") + "\n# 补充\n会员捐款{AW-15:金额}元。\n"
    data = {**initial, "text": text, "written_on": "2008-12-31"}
    assert client.post(page, data).status_code == 302
    body = client.get(report.get_absolute_url()).content.decode()
    assert "近400" in body and "近9999" not in body and "6120" in body
    refused = client.post(page, {**data, "edition": 2, "text": "{f999=1}人"})
    assert refused.status_code == 422
    refused = client.post(page, {**data, "edition": 2, "text": "{ }人"})
    assert refused.status_code == 422


def test_from_draft_to_word_by_the_buttons(report, cast, as_):
    client = as_(cast.town_chair)
    for verb in ("freeze", "sign"):
        assert client.post(reverse(f"reports:report_{verb}", args=[report.pk])).status_code == 302
    answer = client.post(reverse("reports:report_export", args=[report.pk]))
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    assert check(io.BytesIO(answer.content)).state == "intact"
    assert as_(cast.port_chair).get(report.get_absolute_url()).status_code == 404


def test_clerk_is_told_why_he_may_not_sign(cast, as_):
    a_year(cast.town, cast.mill)
    report = actions.draft(cast.mill, by=cast.mill_clerk, period=YEAR, on=ON)
    actions.freeze(report, by=cast.mill_clerk, on=ON)
    answer = as_(cast.mill_clerk).post(reverse("reports:report_sign", args=[report.pk]))
    assert answer.status_code == 422
    report.refresh_from_db()
    assert report.state == "frozen"


def test_figure_that_fell_to_zero_is_pointed_at(cast, as_):
    posting = worked(cast.town, "AW-20", date(2008, 6, 14), persons=9)
    report = actions.draft(cast.town, by=cast.town_chair, period=YEAR, on=ON)
    page = as_(cast.town_chair).get(report.get_absolute_url())
    assert page.context["silent"] == []
    taken_back(posting)
    page = as_(cast.town_chair).get(report.get_absolute_url())
    assert [words for _, words in page.context["silent"]] == ["0名职工参加无"]


def test_drift_is_shown_with_its_records(report, cast, as_):
    actions.freeze(report, by=cast.town_chair, on=ON)
    worked(cast.mill, "AW-15", date(2008, 12, 1), money=480)
    part = (
        as_(cast.town_chair)
        .get(reverse("reports:report_drift", args=[report.pk]), headers={"HX-Request": "true"})
        .content.decode()
    )
    assert "+480" in part and "6000多" in part


def test_verify_page_names_what_was_changed(report, cast, as_, tmp_path):
    client, page = as_(cast.town_chair), reverse("reports:report_verify")
    assert client.get(page).status_code == 200
    actions.freeze(report, by=cast.town_chair, on=ON)
    made = io.BytesIO(actions.export(report, by=cast.town_chair))
    made.name = "report.docx"
    assert client.post(page, {"file": made}).context["answer"]["state"] == "intact"
    rubbish = io.BytesIO(b"rubbish")
    rubbish.name = "report.docx"
    assert client.post(page, {"file": rubbish}).context["answer"]["state"] == "unreadable"
    assert client.post(page, {}).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_one_and_three(cast, as_, count, django_assert_max_num_queries):
    for _number in range(count):
        actions.draft(cast.mill, by=cast.mill_chair, period=YEAR, on=ON)
    client = as_(cast.mill_chair)
    with django_assert_max_num_queries(30):
        client.get(reverse("reports:report_list"))


def test_a_report_is_frozen_as_known_at_a_moment_chosen_on_the_page(report, cast, as_):
    chip = next(
        chip
        for chip in report.body["figures"].values()
        if chip.get("how", "value") == "value" and not chip.get("group")
    )
    runs = {"kind": "text", "runs": ["共", {"f": "f1"}, "人。"]}
    body = {"sections": [{"heading": "一", "blocks": [runs]}], "table": [], "figures": {"f1": chip}}
    report = actions.draft(cast.town, by=cast.town_chair, period=YEAR, on=ON, title="一句话", body=body)
    page, today = reverse("reports:report_freeze", args=[report.pk]), timezone.localdate()
    chair = as_(cast.town_chair)
    assert chair.post(page, {"known_on": today + timedelta(2)}).status_code == 422  # not come yet
    assert chair.post(page, {"at": "09:00"}).status_code == 422  # of which day?
    answer = chair.post(page, {"known_on": today - timedelta(1)})
    report.refresh_from_db()
    assert answer.status_code == 302 and report.state == "frozen"
    assert report.as_of == Known(today - timedelta(1)).as_of
    assert not any(row.number for row in report.frozen.all())  # everything came into the ledger today
    changed = drift(report)
    assert changed and all(
        one.difference == sum(each.effect for each in one.changed) for one in changed if one.said.chip.how == "value"
    )
