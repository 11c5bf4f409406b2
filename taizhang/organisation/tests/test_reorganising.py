"""The pages of reorganisations: a change is drafted by form, foreseen, asked for, decided, carried out, and stands in the unit's history."""

from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.intake import actions as intake
from taizhang.kernel import approvals, rulebook, tree
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Unit, User
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions, queries
from taizhang.organisation.models import Reorganisation
from taizhang.testing.world import workbook

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SAID = {"effective_on": "2008-06-01", "document_no": "石工发〔2008〕2号", "reason": "区划调整"}


def url(name, *arguments):
    return reverse(f"organisation:{name}", args=arguments)


@pytest.fixture
def county_chair(cast):
    rulebook.load()
    chair = User.objects.create(username="county_chair", name="石主席")
    actions.appoint(chair, cast.federation, "chair", by=SYSTEM, on=date(2001, 5, 1))
    return chair


def drafted(page, unit, change, /, **data):
    """The draft that a form makes."""
    answer = page.post(url("reorganisation_draft", unit.pk, change), SAID | data)
    assert answer.status_code == 302, answer.content.decode()
    return Reorganisation.objects.get()


def test_a_mill_moves_to_the_port_by_form_and_approval(cast, as_, county_chair):
    page, mill = as_(cast.mill_clerk), cast.mill
    assert page.get(url("reorganisation_choose", mill.pk)).status_code == 200
    record = drafted(page, mill, "move", into="临港镇联合工会")
    assert record.unit == cast.federation  # it decides, for it has both towns below it
    seen = page.get(url("reorganisation_ask", record.pk)).content.decode()
    assert "1" in seen
    assert as_(cast.stranger).get(url("reorganisation_detail", record.pk)).status_code == 404
    assert page.post(url("reorganisation_ask", record.pk), {"on": TODAY.isoformat()}).status_code == 302
    assert Unit.objects.get(pk=mill.pk).parent() == cast.town
    approvals.approve(approvals.of(record), by=county_chair, on=TODAY)
    assert Unit.objects.get(pk=mill.pk).parent() == cast.port
    assert as_(cast.port_chair).get(url("unit_history", mill.pk)).status_code == 200
    assert [above for _until, above in queries.former_places(Unit.objects.get(pk=mill.pk))] == [cast.town]
    assert page.get(url("reorganisation_detail", record.pk)).status_code == 200


def test_a_draft_says_what_is_missing(cast, as_):
    page = as_(cast.mill_clerk)
    answer = page.post(url("reorganisation_draft", cast.mill.pk, "move"), SAID | {"into": "没有的工会"})
    assert answer.status_code == 422
    assert "没有的工会" in answer.content.decode()
    share = {"name": "甲", "code": "K1", "kind": "company_union", "members": "share"}
    answer = page.post(url("reorganisation_draft", cast.mill.pk, "split"), SAID | share)
    assert answer.status_code == 422
    record = drafted(page, cast.mill, "rename", name="河湾织造厂工会", kind="company_union", document_no="")
    with pytest.raises(Refused, match="文号"):
        actions.ask_reorganisation(record, by=cast.mill_clerk, on=TODAY)


def test_what_may_not_be_done_is_said(cast, as_):
    record = drafted(as_(cast.mill_clerk), cast.mill, "rename", name="河湾织造厂工会", kind="company_union")
    with pytest.raises(Refused):
        actions.amend_reorganisation(record, by=cast.auditor, on=TODAY, effective_on=TODAY, reason="改")
    assert as_(cast.mill_clerk).post(url("reorganisation_call_off", record.pk), {"why": "不改了"}).status_code == 302
    with pytest.raises(Refused, match="不在草拟中"):
        actions.ask_reorganisation(record, by=cast.mill_clerk, on=TODAY)


def test_what_was_returned_is_corrected_and_asked_for_again(cast, as_, county_chair):
    page = as_(cast.mill_clerk)
    record = drafted(page, cast.mill, "rename", name="河湾织造厂工会", kind="company_union")
    actions.ask_reorganisation(record, by=cast.mill_clerk, on=TODAY)
    approvals.send_back(approvals.of(record), by=cast.town_chair, on=TODAY, note="文号不对")
    assert (
        page.post(url("reorganisation_amend", record.pk), SAID | {"document_no": "石工发〔2008〕3号"}).status_code
        == 302
    )
    actions.ask_reorganisation(Reorganisation.objects.get(), by=cast.mill_clerk, on=TODAY)
    approvals.approve(approvals.of(record), by=cast.town_chair, on=TODAY)
    assert Unit.objects.get(pk=cast.mill.pk).name == "河湾织造厂工会"


def test_a_list_of_moves_becomes_one_draft_for_each_document(cast, as_):
    rows = [
        ("单位", "新上级", "生效日期", "文号"),
        ("河湾纺织厂工会", "F-P", "2008-06-01", "石工发〔2008〕2号"),
        ("没有的", "F-P", "2008-06-01", ""),
    ]
    batch = intake.take_in("moves", workbook(*rows), by=SYSTEM, unit=cast.federation, name="调整.xlsx")
    intake.run(batch, by=SYSTEM)
    record = Reorganisation.objects.get()
    assert [(part.unit, part.into) for part in record.parts.all()] == [(cast.mill, cast.port)]
    assert record.state == "draft"
    assert Unit.objects.get(pk=cast.mill.pk).parent() == cast.town


def test_the_tree_of_a_day_has_the_places_and_names_of_that_day(cast, as_, tmp_path):
    tree.move(cast.mill, cast.port, date(2008, 6, 1))
    page = as_(cast.auditor)
    for day, above in (("2008-05-31", "F-T"), ("2008-06-01", "F-P")):
        answer = page.get(url("tree_as_of", cast.federation.pk), {"on": day, "file": "1"})
        file = tmp_path / "tree.xlsx"
        file.write_bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        rows = list(openpyxl.load_workbook(file).active.iter_rows(values_only=True))
        assert next(row for row in rows if row[0] == "F-T-M")[2] == above
    assert page.get(url("tree_as_of", cast.federation.pk), {"on": "1999-01-01"}).status_code == 200
    assert page.get(url("tier_list"), {"unit": "F"}).status_code == 200


def test_a_path_is_never_given_twice(cast):
    old = Unit.objects.get(pk=cast.mill.pk).path
    tree.move(cast.mill, cast.port, date(2008, 6, 1))
    fresh = actions.found(
        cast.town, by=SYSTEM, on=date(2008, 7, 1), code="F-T-N", name="新厂工会", kind="company_union"
    )
    assert fresh.path != old
    with pytest.raises(ValueError, match="below"):
        tree.move(cast.port, cast.mill, date(2008, 8, 1))
    back = tree.move_back(cast.mill, date(2008, 6, 1))
    assert (back.path, back.places) == (old, [])
    assert not any(Unit.objects.find_problems())
