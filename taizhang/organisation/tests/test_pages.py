"""The pages of the organisation: seen by those who may, hidden from the rest, and never dearer with more rows."""

from datetime import date

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.kernel import rulebook
from taizhang.kernel.models import ActLog, Unit
from taizhang.organisation import queries
from taizhang.organisation.tests import factories

pytestmark = pytest.mark.django_db
OF_UNIT = [
    "unit_detail",
    "unit_branch",
    "unit_found",
    "unit_amend",
    "unit_unionise",
    "unit_headcount",
    "unit_register",
    "unit_dissolve",
    "unit_withdraw",
    "unit_appoint",
    "rule_list",
    "rule_set",
]


def url(name, *arguments):
    return reverse(f"organisation:{name}", args=arguments)


@pytest.mark.parametrize("name", OF_UNIT)
def test_a_page_of_a_unit_is_seen_below_and_hidden_beside(cast, as_, name):
    page = url(name, cast.mill.pk)
    assert as_(cast.mill_chair).get(page).status_code == 200
    assert as_(cast.town_chair).get(page).status_code == 200
    assert as_(cast.administrator).get(page).status_code == 200
    assert as_(cast.port_chair).get(page).status_code == 404
    assert as_(cast.stranger).get(page).status_code == 404
    assert as_().get(page).status_code == 302


@pytest.mark.parametrize("name", ["unit_tree", "unit_search", "unit_list", "unit_export"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_lists_show_the_users_units_only(cast, as_, name, language):
    answer = as_(cast.town_chair, language).get(url(name), {"q": "河"})
    assert answer.status_code == 200
    if name != "unit_export":
        assert "河湾纺织厂工会" in answer.content.decode()
        assert "临港镇联合工会" not in as_(cast.town_chair).get(url(name)).content.decode()


def test_somebody_without_a_post_is_told_the_first_step(cast, as_):
    assert as_(cast.stranger).get(url("unit_tree")).status_code == 200


def test_the_first_unit_is_a_matter_of_the_administrator(cast, as_):
    assert as_(cast.town_chair).get(url("root_found")).status_code == 404
    form = {"name": "某某县总工会", "code": "MM", "kind": "county_federation", "on": "1951-05-01"}
    as_(cast.administrator).post(url("root_found"), form)
    assert Unit.objects.get(code="MM").depth == 1


def test_a_unit_is_founded_by_form_and_a_refusal_keeps_what_was_typed(cast, as_):
    chair = as_(cast.town_chair)
    form = {
        "name": "平安超市工会",
        "code": "F-T-M",
        "kind": "company_union",
        "on": "2008-06-26",
        "staff": "58",
        "ownership": "私营",
    }
    answer = chair.post(url("unit_found", cast.town.pk), form)
    assert answer.status_code == 422
    assert "平安超市工会" in answer.content.decode()
    answer = chair.post(url("unit_found", cast.town.pk), form | {"code": "CY35"})
    assert answer.headers["Location"] == url("unit_detail", Unit.objects.get(code="CY35").pk)


def test_who_may_not_is_told_why(cast, as_):
    answer = as_(cast.auditor).post(url("unit_headcount", cast.mill.pk), {"on": "2008-06-26", "staff": "58"})
    assert answer.status_code == 422
    assert queries.headcounts(queries.profile_of(cast.mill)) == []
    page = as_(cast.auditor).get(url("unit_detail", cast.mill.pk)).content.decode()
    assert "btn-denied" in page


VERBS = (
    ("unit_amend", {"name": "河湾棉纺厂工会", "kind": "company_union"}, "organisation.amend"),
    ("unit_headcount", {"on": "2008-06-26", "staff": "58"}, "organisation.record_headcount"),
    ("unit_register", {"on": "2008-06-26", "credit_code": "81430726tx00001087"}, "organisation.register_legal_person"),
    ("unit_appoint", {"on": "2008-06-26", "username": "stranger", "role": "clerk"}, "organisation.appoint"),
    ("unit_dissolve", {"on": "2008-06-26", "why": "企业注销"}, "organisation.dissolve"),
    ("unit_withdraw", {"why": "录错"}, "organisation.withdraw"),
)


@pytest.mark.parametrize(("name", "form", "code"), VERBS)
def test_each_verb_works_from_its_page(cast, as_, name, form, code):
    answer = as_(cast.town_chair).post(url(name, cast.mill.pk), form)
    assert answer.status_code == 302, answer.content.decode()
    assert ActLog.objects.filter(code=code, by=cast.town_chair).count() == 1


def test_an_employer_founds_its_union_by_form(cast, as_):
    employer = factories.unit(cast.town, "employer", name="百盛鞋业店")
    form = {"name": "百盛鞋业店工会", "kind": "company_union", "on": "2008-06-26"}
    assert as_(cast.town_chair).post(url("unit_unionise", employer.pk), form).status_code == 302
    assert Unit.objects.get(pk=employer.pk).kind == "company_union"


def test_a_post_ends_by_form(cast, as_):
    post = queries.posts_at(cast.mill, date(2008, 1, 1))[1]
    page = url("post_end", post.pk)
    assert as_(cast.port_chair).get(page).status_code == 404
    assert as_(cast.mill_chair).get(page).status_code == 200
    assert as_(cast.mill_chair).post(page, {"on": "2008-06-26", "why": "调走"}).status_code == 302


def test_a_rule_is_set_by_form(cast, as_):
    rulebook.load()
    chair = as_(cast.town_chair)
    assert chair.get(url("rule_list", cast.mill.pk)).status_code == 200
    form = {"key": "women.committee.min", "value": "25", "since": "2008-01-01", "source": "镇工会〔2008〕3号"}
    assert chair.post(url("rule_set", cast.town.pk), form).status_code == 302
    assert rulebook.rule("women.committee.min", cast.mill, date(2008, 6, 1)).value == 25


def test_a_federation_lays_down_its_own_bands_of_delegates(cast, as_):
    rulebook.load()
    chair, page = as_(cast.town_chair), url("rule_set", cast.town.pk)
    form = {"key": "congress.delegates.bands", "since": "2008-01-01", "source": "镇工会〔2008〕4号"}
    for wrong in ("30", "200：30", "200:30；100:20；以上:50", "以上:50；200:30"):
        assert chair.post(page, form | {"value": wrong}).status_code == 422, wrong
    assert chair.post(page, form | {"value": "200：30-40\n1000：40-60\n以上：80"}).status_code == 302
    rule = rulebook.rule("congress.delegates.bands", cast.mill, date(2008, 6, 1))
    assert [rule.band(staff) for staff in (150, 600, 5000)] == [
        {"least": 30, "most": 40}, {"least": 40, "most": 60}, {"least": 80},
    ]  # fmt: skip
    assert "200" in chair.get(url("rule_list", cast.mill.pk)).content.decode()
    assert rulebook.find("congress.delegates.bands", cast.port, date(2008, 6, 1)) is None


def test_the_export_writes_text_as_text(cast, as_, tmp_path):
    factories.unit(cast.town, name="=1+1工会", code="X1")
    answer = as_(cast.town_chair).get(url("unit_export"))
    (tmp_path / "units.xlsx").write_bytes(answer.content)
    sheet = openpyxl.load_workbook(tmp_path / "units.xlsx").active
    names = [row[1] for row in sheet.iter_rows(values_only=True)]
    assert names == ["名称", "河湾镇联合工会", "河湾纺织厂工会", "=1+1工会"]
    assert all(cell.data_type != "f" for row in sheet for cell in row)


@pytest.mark.parametrize(("name", "at_most"), [("unit_list", 10), ("unit_tree", 12), ("unit_detail", 40)])
def test_more_rows_cost_no_more_queries(cast, as_, name, at_most):
    chair = as_(cast.port_chair)
    page = url(name, *((cast.port.pk,) if name == "unit_detail" else ()))

    def cost():
        chair.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert chair.get(page).status_code == 200
        return len(asked)

    factories.unit(cast.port, staff=5)
    one_row = cost()
    for _once in range(2):
        factories.unit(cast.port, staff=5)
    assert cost() == one_row <= at_most
