"""Units are found by what a workbook writes."""

import pytest

from taizhang.organisation import queries
from taizhang.organisation.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast):
    factories.unit(cast.town, "community_union", code="CY04", name="中渡社区工会", remark="也写作“中度社区”")
    factories.unit(cast.town, "organ_union", code="CY20", name="楚阳镇机关工会")
    factories.unit(cast.port, "company_union", code="LG01", name="东风厂工会")
    factories.unit(cast.town, "company_union", code="CY50", name="东风厂工会")
    return cast.town


@pytest.mark.parametrize(
    "text", ["CY04", "cy04", "ＣＹ04", "中渡社区工会", "中渡社区", " 中渡社区 工会", "中度社区", "中度社区工会"]
)
def test_a_unit_is_found_by_code_name_and_other_spellings(town, text):
    assert queries.UnitIndex(town).find(text).code == "CY04"


def test_a_fragment_counts_only_when_asked_for(town):
    index = queries.UnitIndex(town)
    assert index.find("机关") is None
    assert index.find("机关", fragment=True).code == "CY20"
    assert index.find("", fragment=True) is None


def test_a_name_of_two_units_means_none_outside_its_branch(cast, town):
    assert queries.UnitIndex().find("东风厂") is None
    assert len(queries.UnitIndex().candidates("东风厂")) == 2
    assert queries.UnitIndex(town).find("东风厂").code == "CY50"


def test_find_unit_takes_the_shortest_way(town, cast):
    assert queries.find_unit("F-T-M") == cast.mill
    assert queries.find_unit("河湾纺织厂") == cast.mill
    assert queries.find_unit("没有的") is None


def test_search_shows_only_what_the_user_sees(town, cast):
    assert [unit.code for unit in queries.search(cast.port_chair, "东风")] == ["LG01"]
    assert [unit.code for unit in queries.search(cast.town_chair, "cy0")] == ["CY04"]
    assert queries.search(cast.stranger, "东风") == []
    assert len(queries.search(cast.administrator, "东风")) == 2


def test_the_tree_begins_where_the_user_stands(cast):
    assert queries.top_units(cast.town_chair) == [cast.town]
    assert queries.top_units(cast.administrator) == [cast.federation]
    assert queries.top_units(cast.stranger) == []
