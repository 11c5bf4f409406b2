"""What is asked and answered: the same permissions as the pages, errors in one shape, nothing doubled, nobody's numbers."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from taizhang.api.models import Answered
from taizhang.api.tests.conftest import ID_NUMBER, PHONE, WORKED, workbook
from taizhang.intake.models import Batch
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.members.models import Membership
from taizhang.worklog import actions as worklog
from taizhang.worklog.models import Entry

GIVEN = {"unit": "F-T-M", "on": "2008-05-12", "kind": "AW-16", "matter": "领取物资", "persons": 9}


@pytest.fixture
def chair(office, asks):
    return asks(office.cast.mill_chair, office.cast.mill)


@pytest.fixture
def port(office, asks):
    return asks(office.cast.port_chair, office.cast.port)


def problem_of(answer, status, code):
    """The problem, which has the one shape and nothing of the mill in it."""
    told = answer.json()
    assert (answer.status_code, told["code"], told["status"]) == (status, code, status), told
    assert answer["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "code", "detail", "instance", "fields"} <= told.keys()
    return told


# --- who sees what ----------------------------------------------------------------------------------------------------


def test_every_object_of_the_mill_is_hidden_from_the_port(office, port):
    for address in (
        "units/F-T-M", "units/F-T-M/children", "units/F-T-M/history", f"members/{office.member.pk}", f"entries/{office.entry.pk}",
        f"reports/{office.report.pk}", f"reports/{office.report.pk}/word", f"imports/{office.batch.pk}", f"imports/{office.batch.pk}/remarks",
    ):  # fmt: skip
        told = problem_of(port.get(address), 404, "not_found")
        assert "河湾" not in json.dumps(told, ensure_ascii=False)
    for address in ("members", "entries", "reports", "imports"):
        problem_of(port.get(address, unit="F-T-M"), 404, "not_found")
    problem_of(port.get("figures/work.persons", unit="F-T-M", period="2008"), 404, "not_found")
    problem_of(port.post(f"entries/{office.entry.pk}/void", {"why": "重复"}), 404, "not_found")
    problem_of(port.post("entries", GIVEN), 404, "not_found")
    problem_of(port.post(f"imports/{office.batch.pk}/confirm", {}), 404, "not_found")
    assert not port.get("members").json()["items"] and not port.get("reports").json()["items"]


def test_the_lists_show_what_the_pages_show(office, asks):
    for user, unit, entries in (
        (office.cast.mill_clerk, office.cast.mill, {office.entry.pk}),
        (office.cast.town_chair, office.cast.town, {office.entry.pk}),
        (office.cast.auditor, office.cast.federation, {office.entry.pk, office.other_entry.pk}),
    ):
        asker = asks(user, unit)
        assert {one["id"] for one in asker.get("entries").json()["items"]} == entries
        assert set(Entry.objects.visible_to(user).values_list("pk", flat=True)) == entries
        seen = set(Membership.objects.visible_to(user).values_list("pk", flat=True))
        assert {one["id"] for one in asker.get("members").json()["items"]} == seen


def test_what_may_not_be_done_is_403_with_the_sentence_of_the_page(office, asks):
    auditor = asks(office.cast.auditor, office.cast.federation)
    for answer in (
        auditor.post("entries", GIVEN),
        auditor.post(f"entries/{office.entry.pk}/void", {"why": "重复"}),
        auditor.post(f"imports/{office.batch.pk}/confirm", {}),
        hand_in(auditor),
    ):
        assert "权限" in problem_of(answer, 403, "refused")["detail"]
    assert Entry.objects.count() == 2 and not Answered.objects.exists()


def test_numbers_of_persons_do_not_leave(office, chair):
    text = chair.get("members").content.decode() + chair.get(f"members/{office.member.pk}").content.decode()
    assert "田小满" in text
    for number in (ID_NUMBER, PHONE, ID_NUMBER[:6], ID_NUMBER[-4:], PHONE[-4:]):
        assert number not in text
    told = problem_of(chair.get("members", text=ID_NUMBER), 422, "not_valid")
    assert ID_NUMBER not in json.dumps(told)


def test_a_session_opens_no_operation(office, as_):
    answer = as_(office.cast.mill_chair).get("/api/entries")
    assert problem_of(answer, 401, "no_token") and answer["WWW-Authenticate"].startswith("Bearer")


# --- errors -----------------------------------------------------------------------------------------------------------


WRONG = (
    ("entries", {"limit": "0"}, "limit"),
    ("entries", {"limit": "9" * 30}, "limit"),
    ("entries", {"cursor": "nonsense"}, "cursor"),
    ("entries", {"cursor": "WzEsMl0"}, "cursor"),
    ("entries", {"cursor": "WyIyMDA4LTAxLTAxIiwieCJd"}, "cursor"),
    ("entries", {"since": "1.5.2008"}, "since"),
    ("entries", {"since": "2008-02-30"}, "since"),
    ("entries", {"txt": "x"}, "txt"),
    ("entries", {"text": "a\0b"}, "text"),
    ("entries", {"scope": "all"}, "scope"),
    ("entries/9" + "9" * 30, {}, "id"),
    ("figures/work.persons", {}, "period"),
    ("figures/work.persons", {"period": "quark"}, "period"),
    ("figures/work.persons", {"period": "9999-12-31"}, "period"),
    ("figures/work.persons", {"period": "2008", "as_of": "yesterday"}, "as_of"),
    ("figures/work.persons", {"period": "2008", "where": "什么~都行"}, "where"),
    ("figures/work.persons/trace", {"period": "2008", "part": "denominator"}, "part"),
)


def test_a_field_that_is_not_right_is_named(chair):
    for address, query, name in WRONG:
        told = problem_of(chair.get(address, **query), 422, "not_valid")
        assert [one["name"] for one in told["fields"]] == [name], (address, query)


def test_the_language_is_the_askers(office, asks):
    answers = {
        language: asks(office.cast.mill_chair, office.cast.mill, language=language).get("figures/work.persons").json()
        for language in ("zh-hans", "en")
    }
    assert "必填" in answers["zh-hans"]["detail"] and "is missing" in answers["en"]["detail"]


def test_methods_and_addresses_that_are_none(chair):
    answer = chair.client.put("/api/entries")
    assert problem_of(answer, 405, "no_method") and set(answer["Allow"].split(", ")) == {"GET", "POST"}
    problem_of(chair.get("nothing/here"), 404, "not_found")
    problem_of(chair.get("figures/nothing", period="2008"), 404, "not_found")
    answer = chair.client.post(
        "/api/entries", "{", content_type="application/json", headers={"idempotency-key": "12345678"}
    )
    problem_of(answer, 400, "unreadable")


def test_a_mistake_of_ours_has_the_shape_too(chair, monkeypatch):
    chair.client.raise_request_exception = False
    monkeypatch.setattr("taizhang.api.resources.entries.shown", lambda *asked: 1 / 0)
    problem_of(chair.get("entries"), 500, "broken")


# --- pages of a list, tags --------------------------------------------------------------------------------------------


def test_a_cursor_walks_through_all_and_new_rows_shift_nothing(office, chair):
    for day in range(1, 8):
        worklog.record(
            office.cast.mill,
            by=SYSTEM,
            confirmed=True,
            on=timezone.datetime(2008, 6, day).date(),
            kind="AW-16",
            persons=day,
        )
    seen, query = [], {"limit": 3}
    while True:
        told = chair.get("entries", **query).json()
        seen += [one["on"] for one in told["items"]]
        if len(seen) == 3:
            worklog.record(
                office.cast.mill, by=SYSTEM, confirmed=True, on=timezone.localdate(), kind="AW-16", persons=1
            )
        if told["next"] is None:
            break
        query["cursor"] = told["next"]
    assert len(seen) == 8 and seen == sorted(seen, reverse=True)


def test_lists_are_narrowed(office, chair):
    worklog.void(office.entry, by=SYSTEM, why="重复")
    assert chair.get("entries").json()["items"] == []
    assert [one["id"] for one in chair.get("entries", state="voided").json()["items"]] == [office.entry.pk]
    worklog.restore(office.entry, by=SYSTEM)
    for query in (
        {"kind": "aw-16"}, {"area": "AW"}, {"since": "2008-04-28", "until": "2008-04-28"}, {"text": "物资"}, {"scope": "own"}, {"basis": "own"},
    ):  # fmt: skip
        assert len(chair.get("entries", **query).json()["items"]) == 1, query
    for query in ({"kind": "DM-01"}, {"until": "2008-04-27"}, {"text": "电影"}, {"basis": "reading"}):
        assert chair.get("entries", **query).json()["items"] == [], query
    assert len(chair.get("members", text="小满", sex="女", group="一车间").json()["items"]) == 1
    assert chair.get("members", status="退会").json()["items"] == []
    assert [one["code"] for one in chair.get("units", text="纺织").json()["items"]] == ["F-T-M"]


def test_an_answer_that_is_known_is_not_sent_again(office, chair):
    first = chair.get(f"entries/{office.entry.pk}")
    again = chair.get(f"entries/{office.entry.pk}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    worklog.correct(office.entry, by=SYSTEM, confirmed=True, persons=13)
    assert chair.get(f"entries/{office.entry.pk}", headers={"if-none-match": first["ETag"]}).status_code == 200
    assert first["Cache-Control"] == "private, no-cache" and "Authorization" in first["Vary"]


# --- recording --------------------------------------------------------------------------------------------------------


def test_an_entry_is_recorded_by_the_act_of_the_page(office, chair):
    answer = chair.post("entries", GIVEN)
    assert answer.status_code == 201
    entry = Entry.objects.get(pk=answer.json()["id"])
    line = ActLog.objects.get(code="worklog.record", record_id=entry.pk)
    assert line.by == office.cast.mill_chair and line.request_id.startswith(chair.token.mark)
    assert ledger.value("AW-16:人数", office.cast.mill, Period.year(2008)).number == 12 + 9
    assert not list(ledger.differences())


def test_a_retry_never_doubles(chair):
    first, again = chair.post("entries", GIVEN), chair.post("entries", GIVEN)
    assert (first.status_code, again.status_code) == (201, 201) and first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true" and "Idempotency-Replayed" not in first
    assert Entry.objects.filter(matter="领取物资", persons=9).count() == 1
    told = problem_of(chair.post("entries", GIVEN | {"persons": 10}), 422, "not_valid")
    assert told["fields"][0]["name"] == "Idempotency-Key"
    assert chair.post("entries", GIVEN | {"persons": 10}, key="another-key").status_code == 201


def test_what_was_refused_may_be_sent_again_with_the_same_key(chair):
    problem_of(chair.post("entries", GIVEN | {"kind": "XX-99"}), 422, "against_rule")
    assert not Answered.objects.exists()
    assert chair.post("entries", GIVEN).status_code == 201


def test_a_key_is_wanted(chair):
    answer = chair.client.post("/api/entries", GIVEN, content_type="application/json")
    assert problem_of(answer, 422, "not_valid")["fields"][0]["in"] == "header"


def test_what_is_doubtful_is_told_and_confirmed(office, chair):
    given = GIVEN | {"persons": 12, "on": "2008-04-28"}  # the same is on file
    told = problem_of(chair.post("entries", given), 409, "doubtful")
    assert told["doubts"] and Entry.objects.count() == 2
    assert chair.post("entries", given | {"confirmed": True}).status_code == 201


REFUSED = (
    ({"on": "2190-01-01"}, 422, "against_rule"),
    ({"persons": -1}, 422, "not_valid"),
    ({"persons": 1.5}, 422, "not_valid"),
    ({"amount": "12.345"}, 422, "not_valid"),
    ({"matter": "", "persons": None}, 422, "against_rule"),
    ({"nothing": 1}, 422, "not_valid"),
    ({"fields": {"nothing": "x"}}, 422, "not_valid"),
    ({"organisers": ["F-P"]}, 422, "not_valid"),
    ({"unit": "F-T"}, 404, "not_found"),
    ({"matter": "x" * 201}, 422, "not_valid"),
)


def test_what_is_not_right_is_refused(chair):
    for said, status, code in REFUSED:
        problem_of(chair.post("entries", GIVEN | said), status, code)
    assert Entry.objects.count() == 2


def test_money_and_further_fields_are_kept_as_the_form_keeps_them(chair):
    level = {"kind": "HN-01", "fields": {"level": "县区"}, "amount": "1200.50"}
    kinds = {one["id"]: one for one in chair.get("kinds").json()["items"]}
    if "level" not in kinds["HN-01"]["fields"]:
        level["fields"] = {}
    told = chair.post("entries", GIVEN | level).json()
    assert told["amount"] == "1200.50" and told["fields"] == level["fields"]


def test_voiding_needs_a_reason_and_the_entry_as_it_was_read(office, chair):
    address = f"entries/{office.entry.pk}"
    tag = chair.get(address)["ETag"]
    problem_of(chair.post(f"{address}/void", {"why": ""}), 422, "not_valid")
    worklog.correct(office.entry, by=SYSTEM, confirmed=True, persons=13)
    problem_of(chair.post(f"{address}/void", {"why": "重复"}, **{"if-match": tag}), 412, "changed")
    answer = chair.post(f"{address}/void", {"why": "重复"}, **{"if-match": chair.get(address)["ETag"]})
    assert answer.status_code == 200 and answer.json()["voided"]
    problem_of(chair.post(f"{address}/void", {"why": "重复"}), 422, "against_rule")
    assert ledger.value("AW-16:人数", office.cast.mill, Period.year(2008)).number == 0


# --- figures ----------------------------------------------------------------------------------------------------------


def test_a_figure_says_all_that_makes_it_lasting(office, chair):
    told = chair.get("figures/AW-16:人数", period="2008").json()
    assert (told["value"], told["text"], told["tree"], told["as_of"]) == ("12", "12", "then", None)
    assert told["period"] == {"code": "2008", "first": "2008-01-01", "last": "2008-12-31"}
    assert told["definition"]["version"] and told["unit"]["code"] == "F-T-M"
    lines = chair.client.get(told["trace"]).json()
    assert lines["total"] == "12" and [one["record_id"] for one in lines["items"]] == [office.entry.pk]


def test_a_figure_as_known_before_and_on_every_tree(office, chair):
    before = timezone.now().isoformat()
    worklog.correct(office.entry, by=SYSTEM, confirmed=True, persons=20)
    assert chair.get("figures/AW-16:人数", period="2008", as_of=before).json()["value"] == "12"
    assert chair.get("figures/AW-16:人数", period="2008", as_of="2001-01-01").json()["value"] == "0"
    for tree in ("then", "now", "same"):
        assert chair.get("figures/AW-16:人数", period="2008", tree=tree).json()["value"] == "20"
    assert chair.get("figures/AW-16:人数", period="2008", where="事项~电影").json()["value"] == "0"


def test_the_parts_of_a_figure_are_the_figure(office, asks):
    asker = asks(office.cast.auditor, office.cast.federation)
    whole = int(asker.get("figures/AW-16:人数", period="2008").json()["value"])
    months = asker.get("figures/AW-16:人数/months", period="2008").json()["months"]
    children = asker.get("figures/AW-16:人数/children", period="2008").json()["children"]
    assert sum(int(one["value"]) for one in months) == sum(int(one["value"]) for one in children) == whole == 17
    assert [one["unit"]["code"] for one in children] == ["F-T", "F-P"] and len(months) == 12
    lines, address = [], "/api/figures/AW-16:人数/trace?period=2008&per_page=1"
    while address:
        page = asker.client.get(address).json()
        lines, address = lines + page["items"], page["next"]
    assert sum(int(one["counts"]) for one in lines) == whole and len(lines) == 2


def test_a_ratio_without_a_base_has_no_value(chair):
    told = chair.get("figures/organisation.founding_rate", period="1990").json()
    assert told["value"] is None and told["text"] == "—" and told["measured_in"] == "%"


# --- reports, imports -------------------------------------------------------------------------------------------------


def test_a_report_is_read_and_fetched(office, chair):
    told = chair.get(f"reports/{office.report.pk}").json()
    assert told["state"] == "draft" and told["sections"] and told["figures"]
    assert "会员1人" in json.dumps(told["sections"], ensure_ascii=False)
    word = chair.get(f"reports/{office.report.pk}/word")
    assert word.status_code == 200 and word.content[:2] == b"PK" and word["Content-Type"].endswith("document")
    assert ActLog.objects.filter(code="reports.export").count() == 1


def hand_in(asker, file=None, key=None, **said):
    """The answer to a workbook."""
    given = {"importer": "members", "unit": "F-T-M", "file": file or workbook(), **said}
    return asker.client.post("/api/imports", given, headers={"idempotency-key": key or str(uuid.uuid4())})


def test_a_workbook_is_looked_at_then_confirmed(office, chair, django_capture_on_commit_callbacks):
    answer = hand_in(chair)
    told = answer.json()
    assert answer.status_code == 201 and told["state"] == "looked_at" and told["open"], told
    assert (told["rows"], told["entering"], told["counts"].get("rejected")) == (2, 1, 1)
    assert Membership.objects.count() == 1
    remarks = chair.get(f"imports/{told['id']}/remarks").json()["items"]
    assert [(one["row"], one["treatment"]) for one in remarks] == [(3, "rejected")]
    assert "110101197001010019" not in json.dumps(remarks)
    with django_capture_on_commit_callbacks(execute=True):
        confirmed = chair.post(f"imports/{told['id']}/confirm", {})
    assert confirmed.status_code == 202
    done = chair.get(f"imports/{told['id']}").json()
    assert done["state"] == "imported" and done["job"]["state"] == "done" and not done["open"]
    assert Membership.objects.count() == 2
    assert chair.post(f"imports/{told['id']}/confirm", {}).status_code == 202  # asked again: how far it is
    assert Membership.objects.count() == 2


def test_a_workbook_sent_twice_is_one_import(chair):
    key = str(uuid.uuid4())
    first, again = hand_in(chair, key=key), hand_in(chair, file=workbook(), key=key)
    if first.json()["id"] != again.json().get("id"):  # openpyxl writes the second of its making into the file
        assert again.json()["fields"][0]["name"] == "Idempotency-Key"
    assert Batch.objects.count() == 2  # with the one of the office


def test_a_file_that_is_none_is_refused(chair, office):
    told = problem_of(hand_in(chair, file=SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no workbook")), 422, "not_valid")
    assert told["fields"][0]["name"] == "file"
    told = problem_of(hand_in(chair, importer="nothing"), 422, "not_valid")
    assert told["fields"][0]["name"] == "importer" and Batch.objects.count() == 1


def test_importers_are_those_of_the_page(office, chair):
    found = {one["code"]: one for one in chair.get("importers").json()["items"]}
    assert "members" in found and "姓名" in found["members"]["columns"]


def test_a_unit_tells_what_is_on_file_and_its_history(chair):
    told = chair.get("units/F-T-M").json()
    assert told["name"] == "河湾纺织厂工会" and told["profile"]["founded_on"] == "2001-05-01" and told["parent"] is None
    assert chair.get("units/F-T-M/history").json()["happenings"]


# --- how many questions -----------------------------------------------------------------------------------------------


QUESTIONS = {
    "me": 4,
    "units": 6,
    "members": 6,
    "entries": 6,
    "imports": 7,
    "figures": 4,
    "figures/work.persons?period=2008": 9,
    "figures/work.persons/trace?period=2008": 9,
}


def test_the_questions_to_the_database_are_few_and_do_not_grow(office, chair, django_assert_max_num_queries):
    for at in range(5):
        worklog.record(office.cast.mill, by=SYSTEM, confirmed=True, on=WORKED, kind="AW-16", matter=str(at), persons=1)
    chair.get("me")
    for address, most in QUESTIONS.items():
        with django_assert_max_num_queries(most):
            assert chair.client.get(f"/api/{address}").status_code == 200


# --- the document -----------------------------------------------------------------------------------------------------


def test_the_document_is_openapi_3_1_and_names_every_problem(client, db):
    document = client.get(reverse("api:openapi")).json()
    assert document["openapi"].startswith("3.1")
    for address, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"] and operation["description"] and operation["security"], (address, method)
            assert {"401", "403", "404", "422", "429"} <= operation["responses"].keys(), (address, method)


def test_the_page_of_the_document_loads_nothing_from_elsewhere(as_, cast):
    page = as_(cast.mill_chair).get(reverse("api:reference"))
    assert page.status_code == 200 and "http" not in page.content.decode().replace("http-equiv", "")
    assert "script-src" in page["Content-Security-Policy"] or "default-src 'self'" in page["Content-Security-Policy"]
