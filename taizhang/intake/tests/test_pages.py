"""The pages of an import: seen, hidden, refused; from the file to the undoing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from taizhang.intake import actions
from taizhang.intake.models import Batch
from taizhang.kernel import jobs, ledger
from taizhang.members.models import Membership

from .factories import batch as a_batch
from .factories import member_rows, workbook

pytestmark = pytest.mark.django_db


def address(name, batch):
    return reverse(f"intake:{name}", args=[batch.pk])


def hand_in(client, content, importer="members", name="名册.xlsx", **more):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("intake:batch_take"), {"importer": importer, "file": file, **more})


def test_from_the_file_to_the_result_and_back(cast, as_):
    client = as_(cast.mill_clerk)
    rows = member_rows(
        ["张建国", "男", "11010519491231002X", "", "F-T-M", "2008.3.1", "在会"],
        ["", "女", "", "", "F-T-M", "2008-04-11", "在会"],
    )
    answer = hand_in(client, workbook(("会员", rows)))
    assert answer.status_code == 302
    batch = Batch.objects.get()
    assert (batch.state, batch.counts["rejected"], batch.unit, Membership.objects.count()) == (
        "looked_at",
        1,
        cast.mill,
        0,
    )
    page = client.get(address("batch_detail", batch)).content.decode()
    assert "2008-03-01" in page and "姓名为空" in page
    assert client.get(address("batch_detail", batch) + "?state=rejected").context["rows"][0].number == 3
    assert client.post(address("batch_run", batch)).status_code == 302
    batch.refresh_from_db()
    assert batch.state == "queued"
    assert client.get(address("batch_progress", batch)).status_code == 200
    jobs.carry.func(batch.job_id)
    batch.refresh_from_db()
    assert (batch.state, batch.result["memberships"]) == ("imported", 1)
    assert client.get(address("batch_detail", batch)).status_code == 200
    assert client.get(address("batch_undo", batch)).status_code == 200
    client.post(address("batch_undo", batch))
    batch.refresh_from_db()
    assert (batch.state, Membership.objects.standing().count()) == ("undone", 0)
    assert list(ledger.differences()) == []


def test_columns_can_be_set_by_hand(cast, as_):
    client = as_(cast.mill_clerk)
    rows = [
        ["谁", "号码", "属于"],
        ["张建国", "11010519491231002X", "F-T-M"],
        ["李春梅", "110105196912310029", "F-T-M"],
    ]
    hand_in(client, workbook(("名单", rows)))
    batch = Batch.objects.get()
    assert batch.entering == 0
    page = client.get(address("batch_columns", batch))
    assert page.status_code == 200
    answer = client.post(
        address("batch_columns", batch),
        {
            "sheet0-used": "on", "sheet0-head_row": "1", "sheet0-head_rows": "1", "sheet0-column_0": "name",
            "sheet0-column_1": "id_number", "sheet0-column_2": "unit",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    batch.refresh_from_db()
    assert batch.entering == 2


def test_two_columns_cannot_be_the_same(cast, as_):
    batch = a_batch(cast.mill, cast.mill_clerk)
    answer = as_(cast.mill_clerk).post(
        address("batch_columns", batch),
        {
            "sheet0-used": "on",
            "sheet0-head_row": "1",
            "sheet0-head_rows": "1",
            "sheet0-column_0": "name",
            "sheet0-column_1": "name",
        },
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["batch_detail", "batch_columns", "batch_progress", "batch_undo", "batch_rejected"])
def test_another_union_sees_nothing(cast, as_, name):
    batch = a_batch(cast.mill, cast.mill_clerk)
    assert as_(cast.port_chair).get(address(name, batch)).status_code == 404
    assert as_(cast.stranger).get(address(name, batch)).status_code == 404
    assert as_().get(address(name, batch)).status_code == 302


def test_the_auditor_reads_but_sees_no_numbers_and_writes_nothing(cast, as_):
    batch = a_batch(cast.mill, cast.mill_clerk)
    client = as_(cast.auditor)
    page = client.get(address("batch_detail", batch)).content.decode()
    assert "张建国" in page and "11010519491231002X" not in page
    client.post(address("batch_run", batch))
    batch.refresh_from_db()
    assert batch.state == "looked_at"
    assert client.get(address("batch_rejected", batch)).status_code == 302


def test_only_keepers_may_hand_in(cast, as_):
    client = as_(cast.auditor)
    assert hand_in(client, workbook(member_rows())).status_code == 422
    assert Batch.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(cast, as_, rows, django_assert_max_num_queries):
    for _ in range(rows):
        a_batch(cast.mill, cast.mill_clerk)
    client = as_(cast.mill_clerk)
    with django_assert_max_num_queries(22):
        assert client.get(reverse("intake:batch_list")).status_code == 200


def test_a_broken_file_is_a_sentence_beside_the_field(cast, as_):
    answer = hand_in(as_(cast.mill_clerk), b"%PDF-1.4")
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_templates_and_rejected_rows_are_handed_out(cast, as_):
    client = as_(cast.mill_clerk)
    assert client.get(reverse("intake:importer_template", args=["members"])).content[:2] == b"PK"
    assert client.get(reverse("intake:importer_template", args=["nothing"])).status_code == 404
    batch = a_batch(cast.mill, cast.mill_clerk)
    answer = client.get(address("batch_rejected", batch))
    assert answer.content[:2] == b"PK" and "attachment" in answer["Content-Disposition"]


def test_both_languages(cast, as_):
    batch = a_batch(cast.mill, cast.mill_clerk)
    english = as_(cast.mill_clerk, language="en").get(address("batch_detail", batch)).content.decode()
    assert "date written with dots" in english


def test_a_run_twice_writes_once(cast):
    batch = a_batch(cast.mill, cast.mill_clerk)
    actions.run(batch, by=cast.mill_clerk)
    again = actions.take_in("members", workbook(member_rows(["张建国", "男", "11010519491231002X", "", "F-T-M", "2008-03-01", "在会"])),
                            by=cast.mill_clerk, unit=cast.mill)  # fmt: skip
    assert (again.counts["unchanged"], again.entering) == (1, 0)


def test_the_file_is_kept_sealed(cast, settings):
    batch = a_batch(cast.mill, cast.mill_clerk)
    path = settings.TAIZHANG_DATA / "intake" / batch.digest[:2] / f"{batch.digest}.sealed"
    assert b"PK\x03\x04" not in path.read_bytes()


def test_the_remarks_are_kept_sealed(cast):
    from django.db import connection

    batch = a_batch(cast.mill, cast.mill_clerk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT findings FROM intake_batch WHERE id = %s", [batch.pk])
        assert "date_dotted" not in cursor.fetchone()[0]


def test_rows_that_differ_from_the_register_are_listed_as_on_file(cast, as_):
    actions.run(a_batch(cast.mill, cast.mill_clerk), by=cast.mill_clerk)
    rows = member_rows(["张建国", "男", "11010519491231002X", "", "F-T-M", "2008-03-01", "退会"])
    batch = actions.take_in("members", workbook(("会员", rows)), by=cast.mill_clerk, unit=cast.mill)
    assert batch.counts["unchanged"] == 1
    listed = as_(cast.mill_clerk).get(address("batch_detail", batch) + "?state=unchanged").context["rows"]
    assert [(row.number, row.state) for row in listed] == [(2, "unchanged")]
