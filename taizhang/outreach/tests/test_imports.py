"""The district's list as it comes: other heads, a title, a firm twice, the same file twice, undone."""

import pytest
from django.utils import timezone

from taizhang.intake import actions as intake
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.verdicts import Refused
from taizhang.outreach import actions
from taizhang.outreach.models import Listing
from taizhang.testing.world import workbook

pytestmark = pytest.mark.django_db
ROWS = (
    (
        "序号",
        "单位名称",
        "统一社会信用代码",
        "所属社区",
        "经营地址",
        "法定代表人",
        "联系方式",
        "从业人数",
        "是否建会",
        "登记注册类型",
    ),
    ("1", "临江五金店", "", "临江社区工会", "人民路1号", "莫店主", "13900000021", "6", "否", "个体"),
    ("2", "临江车行", "", "临江社区工会", "人民路2号", "卓经理", "13900000022", "25", "未建会", "私营"),
    ("3", "临江车行", "", "临江社区工会", "人民路2号", "卓经理", "13900000022", "25", "未建会", "私营"),
    ("4", "", "", "临江社区工会", "人民路3号", "", "", "", "", ""),
    ("5", "港口货代", "", "临港镇联合工会", "码头", "", "", "9", "有", "外商"),
)


def brought(cast, rows=ROWS):
    return intake.run(
        intake.take_in("outreach_census", workbook(*rows), by=SYSTEM, unit=cast.town, name="企业数据库.xlsx"), by=SYSTEM
    )


def test_the_list_of_the_district_comes_in_once_and_can_be_undone(cast, year):
    today = timezone.localdate()
    community, shop = year.community, year.shop
    actions.close_census(year.census, by=SYSTEM, on=today)
    census = actions.launch(cast.town, by=SYSTEM, on=today, name="企业普查")
    batch = brought(cast)
    lines = {one.name: one for one in Listing.objects.standing().filter(census=census)}
    assert set(lines) == {
        "临江五金店",
        "临江车行",
    }  # twice, without a name, outside the territory: rejected with the reason
    first = lines["临江五金店"]
    assert (first.unit, first.contact, first.listed_staff, first.listed_union) == (community, "莫店主", 6, "none")
    assert first.phone.reveal() == "13900000021" and str(first.phone) == "139****0021"
    assert lines["临江车行"].firm == shop and first.firm is None
    brought(cast)
    assert Listing.objects.standing().filter(census=census).count() == 2
    intake.undo(batch, by=SYSTEM)
    assert not Listing.objects.standing().filter(census=census).exists()


def test_without_an_open_census_nothing_comes_in(cast, year):
    actions.close_census(year.census, by=SYSTEM, on=timezone.localdate())
    brought(cast)
    assert not Listing.objects.filter(name="临江五金店").exists()


def test_what_was_verified_is_not_undone(cast, year):
    today = timezone.localdate()
    actions.close_census(year.census, by=SYSTEM, on=today)
    census = actions.launch(cast.town, by=SYSTEM, on=today, name="企业普查")
    batch = brought(cast)
    actions.add_surveyors(census, by=SYSTEM, people=[{"name": "沈网格"}])
    surveyor = census.surveyors.get()
    actions.train(census, by=SYSTEM, on=today, surveyors=[surveyor])
    line = Listing.objects.filter(census=census).first()
    actions.give_out(census, by=SYSTEM, surveyor=surveyor, listings=[line])
    actions.verify(line, by=SYSTEM, on=today, found="closed")
    with pytest.raises(Refused, match="核实"):
        intake.undo(batch, by=SYSTEM)
