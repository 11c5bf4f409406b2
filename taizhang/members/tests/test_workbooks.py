"""Workbooks of applications and of re-registration: a clean row, a messy one, the same file twice, undo."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from taizhang.intake import actions as intake
from taizhang.intake.tests.factories import workbook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, queries
from taizhang.members.models import Application, Confirmation
from taizhang.members.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]


def take(importer, rows, cast):
    book = workbook(("名单", rows))
    return intake.take_in(importer, book, by=cast.mill_clerk, unit=cast.mill, name="名单.xlsx")


def test_the_staff_list_becomes_identified_and_applied(cast):
    member = factories.member(cast.mill, name="彭会计")
    new = factories.id_number(date(1988, 8, 8))
    rows = [
        ["河湾纺织厂制度外用工名单"],
        ["姓名", "身份证号码", "单位", "人员类别", "劳动合同终止日期", "入会申请日期"],
        ["温小寒", new, "河湾纺织厂", "派遣", "2027.6.30", ""],
        ["温 大寒", "", "〃", "临时工", "", "2009年5月4日"],
        ["彭会计", member.person.id_number.reveal(), "〃", "合同制", "", ""],
    ]
    batch = take("applications", rows, cast)
    assert (batch.entering, batch.counts["rejected"]) == (2, 1)
    done = intake.run(batch, by=cast.mill_clerk)
    assert done.result == {"applications": 2}
    first, second = Application.objects.order_by("pk")
    assert (first.state, first.employment, first.contract_until) == ("已摸底", "派遣", date(2027, 6, 30))
    assert (second.state, second.applied_on, second.name) == ("已申请", date(2009, 5, 4), "温大寒")
    again = take("applications", rows[:3], cast)
    assert again.entering == 0
    actions.decide_applications(cast.mill, by=SYSTEM, on=date(2009, 6, 1), applications=[second], number="1")
    with pytest.raises(Refused):
        intake.undo(done, by=cast.mill_clerk)


def test_forms_of_a_re_registration_come_as_a_workbook(cast):
    today = timezone.localdate()
    campaign = actions.announce_reregistration(
        cast.mill, by=cast.mill_clerk, name="会员重新登记", since=today, until=today + timedelta(days=9)
    )
    one = factories.member(cast.mill, name="彭会计")
    for _ in range(2):
        factories.member(cast.mill, name="王同名")
    rows = [
        ["姓名", "身份证号", "所在工会", "学历", "联系电话"],
        ["彭会计", one.person.id_number.reveal(), "河湾纺织厂工会", "大专", "15400007777"],
        ["王同名", "", "河湾纺织厂工会", "本科", ""],
        ["查无此人", "", "河湾纺织厂工会", "", ""],
    ]
    batch = take("reregistration", rows, cast)
    assert (batch.entering, batch.counts["rejected"]) == (1, 2)
    done = intake.run(batch, by=cast.mill_clerk)
    form = Confirmation.objects.get()
    assert {field for field, _known, _said in queries.reregistration.differences(form)} == {"education", "phone"}
    intake.undo(done, by=cast.mill_clerk)
    assert queries.reregistration.unconfirmed(campaign, cast.mill_clerk).count() == 3
