"""The pages of the worklog: who sees them, what they say, what they do."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from taizhang.kernel import evidence, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.worklog import actions
from taizhang.worklog.models import Entry

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
YEAR = Period.year(2024)


@pytest.fixture
def entry(cast):
    return actions.record(
        cast.mill, by=SYSTEM, on=date(2024, 3, 12), kind="AW-16", matter="领取物资", persons=20, person_times=26, amount=300,
        organisers=[cast.port],
    )  # fmt: skip


def pages_of(entry):
    return {
        "entry_list": reverse("worklog:entry_list"),
        "entry_print": reverse("worklog:entry_print"),
        "entry_record": reverse("worklog:entry_record"),
        "entry_record of a kind": reverse("worklog:entry_record") + "?kind=AW-16",
        "kind_list": reverse("worklog:kind_list"),
        "kind_find": reverse("worklog:kind_find") + "?text=axcs",
        **{name: reverse(f"worklog:{name}", args=[entry.pk]) for name in (
            "entry_detail", "entry_correct", "entry_void", "entry_restore", "entry_reverse", "entry_attach", "organiser_add",
            "participant_add",
        )},
        "organiser_remove": reverse("worklog:organiser_remove", args=[entry.pk, entry.organisers.get().pk]),
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_for_the_chair(entry, cast, as_, language):
    client = as_(cast.mill_chair, language)
    assert {name: client.get(url).status_code for name, url in pages_of(entry).items()} == dict.fromkeys(
        pages_of(entry), 200
    )


def test_pages_of_an_entry_do_not_exist_for_strangers(cast, as_):
    alone = actions.record(cast.mill, by=SYSTEM, on=date(2024, 3, 12), kind="AW-16", matter="领取物资", persons=2)
    for person in (cast.port_chair, cast.stranger, cast.administrator):
        client = as_(person)
        for name in ("entry_detail", "entry_correct", "entry_void", "entry_reverse", "entry_attach", "participant_add"):
            assert client.get(reverse(f"worklog:{name}", args=[alone.pk])).status_code == 404
            assert client.post(reverse(f"worklog:{name}", args=[alone.pk]), {"why": "x"}).status_code == 404


def test_a_joint_organiser_reads_the_entry_and_may_take_itself_off(entry, cast, as_):
    client = as_(cast.port_chair)
    assert client.get(entry.get_absolute_url()).status_code == 200
    assert client.post(reverse("worklog:entry_void", args=[entry.pk]), {"why": "x"}).status_code == 422
    url = reverse("worklog:organiser_remove", args=[entry.pk, entry.organisers.get().pk])
    assert client.post(url).status_code == 302
    assert client.get(entry.get_absolute_url()).status_code == 404


def test_the_auditor_reads_and_does_not_write(entry, cast, as_):
    client = as_(cast.auditor)
    assert client.get(entry.get_absolute_url()).status_code == 200
    url = reverse("worklog:entry_record") + f"?kind=AW-16&unit={cast.mill.code}"
    assert (
        client.post(url, {"kind": "AW-16", "on": "2024-05-01", "matter": "另一次", "persons": "3"}).status_code == 422
    )
    assert Entry.objects.count() == 1


def test_the_kind_is_found_by_typing_and_enter_takes_the_first(cast, as_):
    client = as_(cast.mill_clerk)
    for text in ("axcs", "爱心超市", "AW-16", "aw16"):
        answer = client.get(reverse("worklog:entry_record"), {"text": text, "go": "1"})
        assert "kind=AW-16" in answer["Location"]
    assert "爱心超市" in client.get(reverse("worklog:kind_find"), {"text": "爱心"}).content.decode()


def test_note_an_entry_in_five_fields_and_see_what_it_adds_to(cast, as_):
    client = as_(cast.mill_clerk)
    url = reverse("worklog:entry_record") + "?kind=AW-16"
    answer = client.post(
        url,
        {"kind": "AW-16", "on": "2024-05-01", "matter": "端午发放", "persons": "48人", "person_times": "５０"},
        follow=True,
    )
    entry = Entry.objects.get()
    assert (entry.persons, entry.person_times, entry.unit) == (48, 50, cast.mill)
    page = answer.content.decode()
    assert entry.get_absolute_url() in page
    assert 'value="2024-05-01"' in page  # ready for the next one of the day
    assert "AW-16%3A%E4%BA%BA%E6%95%B0" in page or "AW-16:%E4%BA%BA%E6%95%B0" in page  # the figure is a door


def test_note_an_entry_asks_once_about_what_is_doubtful(cast, as_):
    client = as_(cast.mill_clerk)
    url = reverse("worklog:entry_record") + "?kind=AW-16"
    data = {"kind": "AW-16", "on": "2024-05-01", "matter": "端午发放", "persons": "48", "person_times": "40"}
    answer = client.post(url, data)
    assert answer.status_code == 422
    assert 'name="confirmed"' in answer.content.decode()
    assert client.post(url, {**data, "confirmed": "on"}).status_code == 302
    assert Entry.objects.get().persons == 48


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "2999-01-01"}, {"on": "0000-01-01"}, {"on": "0001-01-01"}, {"persons": "-3"}, {"persons": "四十多个吧"}, {"matter": "长" * 10_000},
        {"organisers": "没有这个工会"}, {"persons": "9" * 40}, {"matter": "", "persons": ""},
    ],
)  # fmt: skip
def test_wrong_input_is_a_sentence_and_nothing_is_lost(cast, as_, wrong):
    client = as_(cast.mill_clerk)
    data = {"kind": "AW-16", "on": "2024-05-01", "matter": "端午发放", "persons": "48", "remark": "留着的话", **wrong}
    answer = client.post(reverse("worklog:entry_record") + "?kind=AW-16", data)
    assert answer.status_code == 422
    assert "留着的话" in answer.content.decode()
    assert not Entry.objects.exists()


def test_note_an_entry_for_a_union_below_with_a_photograph(cast, as_):
    client = as_(cast.town_chair)
    data = {"kind": "AW-16", "on": "2024-05-01", "matter": "代记", "persons": "5", "place": cast.mill.code, "file_kind": "照片", "measure_unit": "件",
            "file": SimpleUploadedFile("现场.png", PNG)}  # fmt: skip
    assert client.post(reverse("worklog:entry_record") + "?kind=AW-16", data).status_code == 302
    entry = Entry.objects.get()
    assert (entry.unit, entry.measure_unit) == (
        cast.mill,
        "",
    )  # the usual unit of measure without a quantity says nothing
    assert [file.name for file in evidence.of(entry)] == ["现场.png"]


def test_a_file_that_is_not_taken_does_not_take_the_entry_along(cast, as_):
    data = {
        "kind": "AW-16",
        "on": "2024-05-01",
        "matter": "记",
        "persons": "5",
        "file": SimpleUploadedFile("脚本.html", b"<script>"),
    }
    answer = as_(cast.mill_clerk).post(reverse("worklog:entry_record") + "?kind=AW-16", data, follow=True)
    assert answer.status_code == 200
    assert Entry.objects.count() == 1
    assert not evidence.of(Entry.objects.get()).exists()


def test_correct_shows_the_effects_before_it_saves(entry, cast, as_):
    client = as_(cast.mill_chair)
    url = reverse("worklog:entry_correct", args=[entry.pk])
    data = {
        "on": "2024-03-12",
        "matter": "领取物资",
        "persons": "18",
        "person_times": "26",
        "amount": "300",
        "why": "数错了",
    }
    looked = client.post(url, data)
    assert looked.status_code == 200
    assert looked.context["effects"]
    entry.refresh_from_db()
    assert entry.persons == 20
    assert client.post(url, {**data, "seen": looked.context["seen"]}).status_code == 302
    entry.refresh_from_db()
    assert entry.persons == 18
    assert "20 → 18" in client.get(entry.get_absolute_url()).content.decode()


def test_correct_shows_the_effects_again_when_something_else_is_sent(entry, cast, as_):
    client = as_(cast.mill_chair)
    url = reverse("worklog:entry_correct", args=[entry.pk])
    data = {"on": "2024-03-12", "matter": "领取物资", "persons": "18", "person_times": "26"}
    seen = client.post(url, data).context["seen"]
    assert client.post(url, {**data, "persons": "3", "seen": seen}).status_code == 200
    entry.refresh_from_db()
    assert entry.persons == 20


def test_void_restore_and_reverse_by_page(entry, cast, as_):
    client = as_(cast.mill_chair)
    void = reverse("worklog:entry_void", args=[entry.pk])
    assert client.get(void).context["effects"]
    assert client.post(void, {"why": "重复"}).status_code == 302
    assert ledger.value("AW-16:人数", cast.mill, YEAR).number == 0
    assert client.post(reverse("worklog:entry_restore", args=[entry.pk])).status_code == 302
    reverse_url = reverse("worklog:entry_reverse", args=[entry.pk])
    data = {"on": "2024-06-01", "why": "退回", "persons": "2"}
    seen = client.post(reverse_url, data).context["seen"]
    assert client.post(reverse_url, {**data, "seen": seen}).status_code == 302
    assert ledger.value("AW-16:人数", cast.mill, YEAR).number == 18
    assert client.post(reverse_url, {**data, "persons": "99"}).status_code == 422


def test_evidence_is_seen_by_readers_of_the_entry_only(cast, as_):
    alone = actions.record(cast.mill, by=SYSTEM, on=date(2024, 3, 12), kind="AW-16", matter="领取物资", persons=2)
    client = as_(cast.mill_clerk)
    client.post(
        reverse("worklog:entry_attach", args=[alone.pk]), {"file": SimpleUploadedFile("图.png", PNG), "kind": "照片"}
    )
    file = evidence.of(alone).get()
    url = reverse("worklog:evidence_file", args=[file.pk])
    assert (client.get(url).status_code, as_(cast.port_chair).get(url).status_code) == (200, 404)
    withdraw = reverse("worklog:entry_withdraw", args=[alone.pk, file.pk])
    assert client.post(withdraw, {"why": "传错了"}).status_code == 302
    assert not evidence.of(alone).exists()


def test_participants_by_page(entry, cast, as_, people):
    client = as_(cast.mill_clerk)
    url = reverse("worklog:participant_add", args=[entry.pk])
    assert "柳静" in client.get(url, {"text": "柳"}).content.decode()
    assert client.post(url, {"people": [people[0].pk, people[1].pk], "times": "2"}).status_code == 302
    participant = Entry.objects.get(pk=entry.pk).participants.first()
    assert Entry.objects.get(pk=entry.pk).participants.count() == 2
    assert client.post(reverse("worklog:participant_remove", args=[entry.pk, participant.pk])).status_code == 302


def test_organisers_by_page(entry, cast, as_):
    client = as_(cast.mill_clerk)
    url = reverse("worklog:organiser_add", args=[entry.pk])
    assert client.post(url, {"unit": "无此工会"}).status_code == 422
    assert client.post(url, {"unit": cast.town.name}).status_code == 302
    assert client.post(url, {"unit": cast.mill.name}).status_code == 422


def test_list_filters_and_totals(entry, cast, as_):
    client = as_(cast.town_chair)
    url = reverse("worklog:entry_list")
    actions.record(cast.town, by=SYSTEM, on=date(2024, 4, 1), kind="RB-08", matter="委员会会议", sessions=1)
    shown = lambda **asked: [one.kind for one in client.get(url, asked).context["page"]]  # noqa: E731
    assert shown() == ["RB-08", "AW-16"]
    assert shown(text="领取") == shown(kind="AW-16") == shown(area="AW") == shown(until="2024-03-31") == ["AW-16"]
    assert shown(scope="own") == ["RB-08"]
    assert shown(evidence="yes") == shown(state="voided") == shown(basis="territory") == []
    totals = {one["figure"].code: one["figure"].number for one in client.get(url, {"kind": "AW-16"}).context["totals"]}
    assert totals == {"AW-16:人数": 20, "AW-16:人次": 26, "AW-16:金额": 300}


@pytest.mark.parametrize("rows", [1, 3])
def test_list_page_costs_the_same_for_one_and_three_rows(cast, as_, rows, django_assert_max_num_queries):
    for number in range(rows):
        actions.record(cast.mill, by=SYSTEM, on=date(2024, 3, 12), kind="AW-16", matter=f"第{number}次", persons=2)
    client = as_(cast.mill_clerk)
    client.get(reverse("worklog:entry_list"))
    with django_assert_max_num_queries(22):
        client.get(reverse("worklog:entry_list"))


def test_the_workbook_keeps_text_as_text(cast, as_):
    actions.record(
        cast.mill,
        by=SYSTEM,
        on=date(2024, 3, 12),
        kind="AW-16",
        matter='=HYPERLINK("http://x")',
        persons=2,
        remark="+1",
    )
    answer = as_(cast.mill_clerk).get(reverse("worklog:entry_export"))
    sheet = load_workbook(BytesIO(answer.content)).active
    cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (cells["事项"].value, cells["事项"].data_type) == ('=HYPERLINK("http://x")', "s")
    assert (cells["备注"].value, cells["人数"].value) == ("+1", 2)


def test_the_catalogue_counts_entries_of_the_year(entry, cast, as_):
    page = as_(cast.mill_clerk).get(reverse("worklog:kind_list"), {"period": "2024"})
    shown = {kind.id: figure.number for _area, kinds in page.context["areas"] for kind, figure in kinds}
    assert (len(shown), shown["AW-16"], shown["AW-17"]) == (176, 1, 0)
