"""The workbook of enrolments: a clean sheet, a messy one, the same file twice, and undo."""

from datetime import date
from decimal import Decimal

import pytest

from taizhang.intake import actions as intake
from taizhang.intake.tests.factories import workbook
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members.tests import factories as members
from taizhang.mutualaid.models import Enrolment
from taizhang.mutualaid.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(cast):
    """A product of the town that is open today."""
    product = make.product(cast.town)
    year = date.today().year
    make.open_season(product, year)
    return product


def test_a_messy_roster_enrols_whom_it_can(cast, product):
    year = date.today().year
    known = members.member(cast.mill, name="田小满")
    for name in ("郑大寒", "何立夏"):
        members.member(cast.mill, name=name)
    for _ in range(2):
        members.member(cast.mill, name="王同名")
    rows = [
        [f"{year}年职工医疗互助参保花名册"],
        ["序号", "单位", "职工姓名", "身份证号码", "保费", "交费日期"],
        [1, "河湾纺织厂", "田小满", known.person.id_number.reveal(), "100元", f"{year}.1.10"],
        [2, "〃", "郑 大寒", "", 100, ""],
        [3, "〃", "何立夏", "", "120", f"{year}年1月"],
        [4, "〃", "王同名", "", 100, ""],
        [5, "〃", "查无此人", "", 100, ""],
        [6, "〃", "郑大寒", "", 100, ""],
        ["合计", "", "", "", 620, ""],
    ]
    batch = intake.take_in("enrolments", workbook(("参保", rows)), by=cast.mill_clerk, unit=cast.mill, name="参保.xlsx")
    assert (batch.entering, batch.counts["rejected"]) == (3, 3)
    done = intake.run(batch, by=cast.mill_clerk)
    assert done.result == {"enrolments": 3, "paid": 2}
    whole = Period.year(year)
    assert ledger.value("MM-03:人数", cast.town, whole).number == 2
    assert ledger.value("MM-03:金额", cast.town, whole).number == 220
    assert sorted(Enrolment.objects.values_list("certificate", flat=True))[1:] == [
        f"HZ{year}-{Enrolment.objects.first().season_id}-00000{n}" for n in (1, 2)
    ]
    again = intake.take_in("enrolments", workbook(("参保", rows)), by=cast.mill_clerk, unit=cast.mill, name="参保.xlsx")
    assert again.entering == 0
    intake.undo(done, by=cast.mill_clerk)
    assert ledger.value("MM-03:人数", cast.town, whole).number == 0
    assert list(ledger.differences(["mutualaid.enrolment"])) == []


def test_an_import_on_which_claims_stand_is_not_undone(cast, product):
    year = date.today().year
    members.member(cast.mill, name="田小满")
    rows = [["姓名", "缴费日期"], ["田小满", f"{year}-01-01"]]
    done = intake.run(
        intake.take_in("enrolments", workbook(("参保", rows)), by=SYSTEM, unit=cast.mill, name="参保.xlsx"), by=SYSTEM
    )
    make.claim(Enrolment.objects.get(), make.expense(date(year, 1, 5)), on=date(year, 1, 6))
    with pytest.raises(Refused):
        intake.undo(done, by=SYSTEM)


def test_where_two_products_are_open_the_row_says_which(cast, product):
    year = date.today().year
    other = make.product(cast.mill, name="厂内互助")
    make.open_season(other, year, premium=Decimal(50), union_share=Decimal(0))
    members.member(cast.mill, name="田小满")
    heads = ["姓名", "参保产品"]
    for word, entering in (("", 0), ("厂内", 1), ("没有的", 0)):
        rows = [heads, ["田小满", word]]
        batch = intake.take_in("enrolments", workbook(("参保", rows)), by=SYSTEM, unit=cast.mill, name="参保.xlsx")
        assert batch.entering == entering
