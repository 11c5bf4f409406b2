"""The pages of the register: seen by those who may, hidden from the rest, masked, and never dearer with more rows."""

from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.kernel import evidence
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.members import actions
from taizhang.members.models import Distinction, Membership, Transfer
from taizhang.members.tests import factories
from taizhang.testing.world import PIXEL

pytestmark = pytest.mark.django_db
OF_MEMBERSHIP = ["detail", "leave", "keep", "restore", "release", "ask", "transfer", "correct", "withdraw", "reveal"]
LISTS = ("membership_list", "membership_export", "membership_roster", "membership_join", "duplicate_list")
PHONE = "15400001234"


def url(name, *arguments):
    return reverse(f"members:{name}", args=arguments)


@pytest.fixture
def member(cast):
    return factories.member(cast.mill, name="彭会计", phone=PHONE, group="一车间")


@pytest.mark.parametrize("name", OF_MEMBERSHIP)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_of_a_member_is_seen_above_and_hidden_beside(cast, as_, member, name, language):
    page = url(f"membership_{name}", member.pk)
    for person in (cast.mill_clerk, cast.town_chair, cast.auditor):
        assert as_(person, language).get(page).status_code == 200
    for person in (cast.port_chair, cast.stranger, cast.administrator):
        assert as_(person, language).get(page).status_code == 404
    assert as_().get(page).status_code == 302


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_the_users_members_only(cast, as_, member, name):
    factories.member(cast.port, name="港工友")
    answer = as_(cast.mill_clerk).get(url(name))
    assert answer.status_code == 200
    assert "港工友" not in answer.content.decode(errors="replace")
    assert as_(cast.mill_clerk).get(url(name), {"unit": cast.port.code}).status_code == 404
    assert as_(cast.stranger).get(url(name)).status_code == 404


def test_lists_and_pages_show_the_mask(cast, as_, member):
    number = member.person.id_number.reveal()
    for page in (url("membership_list"), url("membership_detail", member.pk), url("membership_roster")):
        text = as_(cast.mill_clerk).get(page).content.decode()
        assert "彭会计" in text
        assert PHONE not in text
        assert number not in text
    assert "154****1234" in as_(cast.mill_clerk).get(url("membership_list")).content.decode()


FILTERS = (
    ({}, ["彭会计", "李保管"]),
    ({"status": "all"}, ["彭会计", "李保管", "王退休"]),
    ({"status": "保留会籍"}, ["王退休"]),
    ({"q": "会计"}, ["彭会计"]),
    ({"q": PHONE}, ["彭会计"]),
    ({"sex": "男"}, ["李保管"]),
    ({"migrant": "yes"}, ["李保管"]),
    ({"group": "一车间"}, ["彭会计"]),
    ({"first": "2006-01-01"}, ["李保管"]),
    ({"last": "2005-12-31"}, ["彭会计"]),
    ({"first": "nonsense"}, ["彭会计", "李保管", "王退休"]),
)


@pytest.mark.parametrize(("asked", "shown"), FILTERS)
def test_the_register_is_narrowed(cast, as_, asked, shown):
    factories.member(cast.mill, name="彭会计", phone=PHONE, group="一车间", id_number=factories.id_number(order=900))
    factories.member(
        cast.mill, name="李保管", on=date(2007, 1, 1), migrant=True, id_number=factories.id_number(order=901)
    )
    kept = factories.member(cast.mill, name="王退休", id_number=factories.id_number(order=902))
    actions.keep(kept, by=SYSTEM, on=date(2008, 1, 1), why="退休")
    page = as_(cast.town_chair).get(url("membership_list"), asked).context["page"]
    assert [one.person.name for one in page] == shown


def test_a_member_is_admitted_by_form_and_a_refusal_keeps_what_was_typed(cast, as_):
    clerk = as_(cast.mill_clerk)
    form = {
        "name": "彭会计",
        "id_kind": "居民身份证",
        "id_number": "432427197001019000",
        "on": "2008-06-26",
        "group": "一车间",
        "migrant": "no",
    }
    answer = clerk.post(url("membership_join"), form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "彭会计" in text
    assert "一车间" in text
    answer = clerk.post(url("membership_join"), form | {"id_number": factories.id_number()})
    one = Membership.objects.get()
    assert answer.headers["Location"] == url("membership_detail", one.pk)
    assert (one.migrant, one.group) == (False, "一车间")


VERBS = (
    ("leave", {"on": "2009-01-01", "to": "退会", "why": "辞职"}, "members.leave"),
    ("keep", {"on": "2009-01-01", "why": "退休"}, "members.keep"),
    ("release", {"on": "2009-01-01", "to": "F-P", "letter": "介3号"}, "members.release"),
    (
        "correct",
        {"name": "彭会记", "id_kind": "居民身份证", "joined_on": "2005-06-01", "why": "录错"},
        "members.correct",
    ),
    ("withdraw", {"why": "录错"}, "members.withdraw"),
)


@pytest.mark.parametrize(("name", "form", "code"), VERBS)
def test_each_verb_works_from_its_page(cast, as_, member, name, form, code):
    page = url(f"membership_{name}", member.pk)
    assert as_(cast.auditor).post(page, form).status_code == 422
    assert ActLog.objects.filter(code=code).count() == 0
    assert as_(cast.mill_clerk).post(page, form).status_code == 302
    assert ActLog.objects.filter(code=code, by=cast.mill_clerk).count() == 1


def test_correcting_without_typing_a_number_keeps_the_one_on_file(cast, as_, member):
    number = member.person.id_number.reveal()
    form = {
        "name": "彭会记",
        "id_kind": "居民身份证",
        "joined_on": "2005-06-01",
        "why": "录错",
        "id_number": "",
        "phone": "",
    }
    as_(cast.mill_clerk).post(url("membership_correct", member.pk), form)
    person = Membership.objects.select_related("person").get(pk=member.pk).person
    assert (person.name, person.id_number.reveal(), person.phone.reveal()) == ("彭会记", number, PHONE)


def test_a_kept_membership_is_restored_from_its_page(cast, as_, member):
    actions.keep(member, by=SYSTEM, on=date(2008, 1, 1), why="服兵役")
    assert as_(cast.mill_clerk).post(url("membership_restore", member.pk), {"on": "2009-01-01"}).status_code == 302


def test_a_transfer_is_seen_by_both_sides(cast, as_, member):
    mill, port = as_(cast.mill_clerk), as_(cast.port_chair)
    sent = mill.post(
        url("membership_release", member.pk), {"on": "2009-01-01", "to": "临港镇联合工会", "letter": "介3号"}
    )
    assert sent.status_code == 302, sent.context["form"].errors
    one = Transfer.objects.get()
    for side in (mill, port, as_(cast.auditor)):
        assert "彭会计" in side.get(url("transfer_list")).content.decode()
        assert "介3号" in side.get(url("transfer_detail", one.pk)).content.decode()
    assert as_(cast.stranger).get(url("transfer_detail", one.pk)).status_code == 404
    assert port.get(url("transfer_letter", one.pk)).content[:2] == b"PK"
    page = url("transfer_receive", one.pk)
    assert mill.post(page, {"on": "2009-01-05"}).status_code == 422  # the old union cannot receive for the new one
    assert port.post(page, {"on": "2009-01-05", "group": "装卸组"}).status_code == 302
    assert port.post(url("transfer_close", one.pk), {"on": "2009-01-09"}).status_code == 422
    assert mill.post(url("transfer_close", one.pk), {"on": "2009-01-09"}).status_code == 302
    new = Membership.objects.get(came_from=member.pk)
    assert cast.mill.name not in [
        one.unit.name for one in port.get(url("membership_detail", new.pk)).context["history"]
    ]
    assert port.get(url("membership_detail", member.pk)).status_code == 404


def test_a_release_is_taken_back_and_a_superior_transfers_at_once(cast, as_, member):
    released = actions.release(member, by=SYSTEM, to=cast.port, on=date(2009, 1, 1))
    taken_back = {"on": "2009-01-02", "why": "不走"}
    assert as_(cast.port_chair).post(url("transfer_recall", released.pk), taken_back).status_code == 422
    assert as_(cast.mill_clerk).post(url("transfer_recall", released.pk), taken_back).status_code == 302
    page = url("membership_transfer", member.pk)
    assert as_(cast.mill_clerk).post(page, {"on": "2009-02-01", "to": "F-T"}).status_code == 422
    assert as_(cast.town_chair).post(page, {"on": "2009-02-01", "to": "没有的工会"}).status_code == 422
    assert as_(cast.town_chair).post(page, {"on": "2009-02-01", "to": "F-T"}).status_code == 302


def test_files_go_on_record_by_either_side_of_a_transfer_and_on_the_members_file(cast, as_, member):
    def add(client, kind, pk, name="回执.png"):
        file = SimpleUploadedFile(name, PIXEL, content_type="image/png")
        return client.post(url("evidence_add", kind, pk), {"file": file, "kind": "回执"}).status_code

    way = actions.release(member, by=SYSTEM, to=cast.port, on=date(2009, 1, 1))
    assert add(as_(cast.port_chair), "transfer", way.pk) == 302
    assert "回执.png" in as_(cast.mill_clerk).get(way.get_absolute_url()).content.decode()
    assert add(as_(cast.port_chair), "membership", member.pk) == 404
    assert add(as_(cast.mill_clerk), "membership", member.pk, "入会申请书.png") == 302
    assert "入会申请书.png" in as_(cast.mill_clerk).get(member.get_absolute_url()).content.decode()
    assert add(as_(cast.mill_clerk), "person", member.pk) == 404
    form = url("evidence_file", evidence.of(member).get().pk)
    assert as_(cast.port_chair).get(form).status_code == 404
    assert as_(cast.mill_clerk).get(form)["Content-Type"].startswith("text/html")  # the reason is asked for first
    assert as_(cast.auditor).post(form, {"why": "看看"}).status_code == 422
    assert as_(cast.mill_clerk).post(form, {"why": "核对入会时间"})["Content-Type"] == "image/png"
    assert ActLog.objects.get(code="members.open_file").notes["why"] == "核对入会时间"
    letter = url("evidence_file", evidence.of(way).get().pk)
    assert as_(cast.mill_clerk).get(letter)["Content-Type"] == "image/png"


def test_the_numbers_are_shown_once_after_the_reason(cast, as_, member):
    page = url("membership_reveal", member.pk)
    clerk = as_(cast.mill_clerk)
    assert PHONE not in clerk.get(page).content.decode()
    assert clerk.post(page, {"why": ""}).status_code == 422
    answer = clerk.post(page, {"why": "办理互助保障"})
    assert PHONE in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert PHONE not in as_(cast.auditor).post(page, {"why": "审计"}).content.decode()
    assert ActLog.objects.filter(code="members.reveal").count() == 1
    assert "办理互助保障" in clerk.get(url("membership_detail", member.pk)).content.decode()


def test_two_who_look_alike_are_decided_on(cast, as_):
    pair = [
        factories.member(cast.mill, name="王建国", id_number=factories.id_number(order=order)).pk
        for order in (910, 950)
    ]
    chair = as_(cast.town_chair)
    assert "王建国" in chair.get(url("duplicate_list")).content.decode()
    page = url("duplicate_decide", *pair)
    assert chair.get(page).status_code == 200
    assert as_(cast.port_chair).get(page).status_code == 404
    assert chair.post(page, {"why": "见过两人"}).status_code == 302
    assert Distinction.objects.count() == 1


def test_the_export_is_masked_and_writes_text_as_text(cast, as_, tmp_path):
    factories.member(cast.mill, name="=HYPERLINK(1)", phone=PHONE)
    (tmp_path / "members.xlsx").write_bytes(as_(cast.mill_clerk).get(url("membership_export")).content)
    sheet = openpyxl.load_workbook(tmp_path / "members.xlsx").active
    heads, row = sheet.iter_rows(values_only=True)
    assert dict(zip(heads, row, strict=True))["姓名"] == "=HYPERLINK(1)"
    assert dict(zip(heads, row, strict=True))["手机号"] == "154****1234"
    assert all(cell.data_type != "f" for line in sheet for cell in line)


COSTS = (("membership_list", 14), ("membership_roster", 9), ("transfer_list", 20), ("duplicate_list", 14))


@pytest.fixture
def cost():
    """How many queries a page needs."""

    def of(client, page):
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return len(asked)

    return of


@pytest.mark.parametrize(("name", "at_most"), COSTS)
def test_more_rows_cost_no_more_queries(cast, as_, cost, name, at_most):
    chair = as_(cast.port_chair)

    def add():
        one = factories.member(cast.mill, name="王建国", phone=PHONE)
        actions.release(one, by=SYSTEM, to=cast.port, on=date(2009, 1, 1))
        factories.member(cast.port, name="李建设", phone=PHONE)

    add()
    if name == "duplicate_list":
        add()  # one pair needs two
    one_row = cost(chair, url(name))
    add()
    add()
    assert cost(chair, url(name)) == one_row <= at_most


def test_a_member_with_a_long_history_costs_the_same(cast, as_, member, cost):
    page = url("membership_detail", member.pk)
    chair = as_(cast.town_chair)
    short = cost(chair, page)
    second = actions.transfer(member, by=SYSTEM, to=cast.town, on=date(2009, 1, 1))
    actions.transfer(second, by=SYSTEM, to=cast.mill, on=date(2010, 1, 1))
    assert cost(chair, page) == short <= 28
