"""The workbook of hardship files: clean, messy, side by side, twice, undone; and as a property."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.aid import actions, queries
from taizhang.aid.models import Account, Household
from taizhang.aid.tests import factories
from taizhang.aid.tests.factories import number
from taizhang.intake import actions as intake
from taizhang.intake.tests.factories import workbook
from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members

IMPORT_QUERIES = 45  # whatever the number of rows, up to a lot

HEADS = [
    "档案编号",
    "姓名",
    "与本人关系",
    "身份证号",
    "工作单位",
    "困难类别",
    "主要致困原因",
    "建档日期",
    "家庭年收入",
    "因病支出",
    "授权书日期",
    "健康状况",
]
A, B, C, D = (number(date(1960 + n, 1 + n, 10), 2 * n + 1) for n in range(4))


def family(unit):
    """Two households: three persons and one."""
    return [
        HEADS,
        ["1", "何春生", "本人", A, unit.name, "深度困难", "本人大病", "2008-03-20", 9600, 6000, "2008-03-05", "癌症"],
        ["", "秦荷", "妻", B, "", "", "", "", "", "", "", "良好"],
        ["", "何小满", "女", "", "", "", "", "", "", "", "", ""],
        ["2", "季白露", "本人", C, unit.name, "相对困难", "收入低", "2008-04-01", 4000, "", "", ""],
    ]


@pytest.fixture
def mill(cast):
    """The mill, with the local line of its county."""
    factories.lay_line(cast.federation)
    return cast.mill


def take(rows, unit, **more):
    return intake.take_in(
        "hardship_files", workbook(("花名册", rows), **more), by=SYSTEM, unit=unit, name="困难职工.xlsx"
    )


def carry(rows, unit, **more):
    return intake.run(take(rows, unit, **more), by=SYSTEM)


def test_a_roster_comes_on_file(cast, mill):
    batch = carry(family(mill), mill)
    assert batch.result == {"households": 2, "persons": 4, "filed": 2}
    first, second = Household.objects.order_by("serial")
    assert (first.number, first.category, first.status) == ("F-T-M-2008-001", "深度困难", "在档")
    assert [one.relation for one in queries.households.family(first)] == ["本人", "妻", "女"]
    assert queries.households.latest(first).per_head == Decimal("100.00")
    assert first.consents.count() == 2
    assert second.category == "相对困难"  # 4000 / 1 / 12 = 333.33: above the line of 200, below twice
    assert ledger.value("aid.files", cast.federation, Period.year(2008)).number == 2
    assert list(ledger.differences()) == []


def test_the_category_is_reckoned_whatever_the_sheet_says(mill):
    rows = family(mill)
    rows[1][5] = "相对困难"
    batch = carry(rows, mill)
    assert batch.counts["warned"] >= 1
    assert Household.objects.get(serial=1).category == "深度困难"


def test_a_messy_roster_is_understood(mill):
    rows = [
        ["河湾纺织厂困难职工档案花名册"],
        ["困难职工姓名", "家庭关系", "身份证号码", "致困原因", "建档时间", "家庭总收入", "医疗支出", "联系电话"],
        [
            "何春生 ",
            "户主",
            A.lower() if A.endswith("X") else f" {A} ",
            "因病、因学",
            "2008年3月20日",
            "0.96万元",
            "6,000",
            "139 0000 0011",
        ],
        ["秦荷", "妻子", "", "", "", "", "", ""],
        ["季白露", "户主", C, "低收入", "2008.4.1", "4000元", "", ""],
        ["合计", "", "", "", "", 13600, "", ""],
        ["填表人：柯经办"],
    ]
    batch = carry(rows, mill)
    assert batch.result["households"] == 2
    first = Household.objects.get(head__name="何春生")
    assert (first.main_cause, first.further_causes) == ("本人大病", ["子女上学"])
    assert queries.households.latest(first).income == 9600
    assert first.head.phone.reveal() == "13900000011"


def test_the_family_may_stand_beside_the_head(mill):
    rows = [
        [
            "姓名",
            "身份证号",
            "主要致困原因",
            "建档日期",
            "家庭年收入",
            "家庭成员姓名",
            "与本人关系",
            "家庭成员身份证号",
            "家庭成员健康状况",
        ],
        ["何春生", A, "本人大病", "2008-03-20", 3600, "秦荷", "妻", B, "良好"],
        ["", "", "", "", "", "何小满", "女", "", ""],
        ["季白露", C, "收入低", "2008-04-01", 2000, "", "", "", ""],
    ]
    batch = carry(rows, mill, merges={"花名册": ["A2:A3", "B2:B3"]})
    assert batch.result == {"households": 2, "persons": 4, "filed": 2}
    first = Household.objects.get(head__name="何春生")
    assert [(one.relation, one.name) for one in queries.households.family(first)] == [
        ("本人", "何春生"),
        ("妻", "秦荷"),
        ("女", "何小满"),
    ]


def test_a_household_goes_back_whole(mill):
    rows = family(mill)
    rows[2][3] = "123"
    batch = carry(rows, mill)
    assert batch.counts["rejected"] == 3
    assert batch.result["households"] == 1


def test_a_person_of_two_households_goes_back(mill):
    rows = family(mill)
    rows[4][3] = B
    batch = carry(rows, mill)
    assert Household.objects.count() == 1 and batch.counts["rejected"] == 1


def test_a_person_on_file_elsewhere_goes_back_without_saying_where(cast, mill):
    factories.surveyed(cast.port, name="何春生", id_number=A, family=())
    batch = take(family(mill), mill)
    assert batch.counts["rejected"] == 3
    assert "临港" not in batch.findings.reveal()


def test_rows_without_a_head_go_back(mill):
    rows = [HEADS, ["", "秦荷", "妻", B, "", "", "", "", "", "", "", ""]]
    batch = take(rows, mill)
    assert batch.counts["rejected"] == 1


def test_without_means_a_household_enters_as_surveyed(mill):
    rows = family(mill)
    rows[1][8] = rows[1][9] = ""
    carry(rows, mill)
    first = Household.objects.get(head__name="何春生")
    assert (first.status, first.number, first.category) == ("摸底", "", "")


def test_the_head_on_the_register_is_known(cast, mill):
    card = members.admit(mill, by=SYSTEM, on=date(2005, 1, 1), name="何春生", id_number=A)
    carry(family(mill), mill)
    assert Household.objects.get(serial=1).head == card.person


def test_a_register_name_that_differs_goes_back(cast, mill):
    members.admit(mill, by=SYSTEM, on=date(2005, 1, 1), name="贺春升", id_number=A)
    assert take(family(mill), mill).counts["rejected"] == 3


def test_the_same_roster_twice_changes_nothing(mill):
    carry(family(mill), mill)
    again = take(family(mill), mill)
    assert again.counts["unchanged"] == 4
    assert Household.objects.count() == 2


def test_an_import_is_undone_whole(cast, mill):
    batch = carry(family(mill), mill)
    intake.undo(batch, by=SYSTEM)
    assert Household.objects.standing().count() == 0
    assert ledger.value("aid.files", cast.federation, Period.year(2008)).number == 0
    assert list(ledger.differences()) == []
    assert carry(family(mill), mill).result["households"] == 2


def test_an_import_on_which_somebody_built_is_not_undone(mill):
    batch = carry(family(mill), mill)
    household = Household.objects.get(serial=1)
    actions.households.assess(household, by=SYSTEM, on=date(2009, 3, 1), wage=Decimal(100))
    with pytest.raises(Refused):
        intake.undo(batch, by=SYSTEM)


def test_the_clerk_beside_may_not_import_here(cast, mill):
    with pytest.raises(Refused):
        intake.run(
            intake.take_in("hardship_files", workbook(("表", family(mill))), by=cast.port_chair, unit=mill),
            by=cast.port_chair,
        )


PERSON = st.sampled_from(["妻", "儿子", "女儿", "父", "母"])
HOUSE = st.tuples(st.lists(PERSON, max_size=4), st.integers(0, 60_000), st.integers(0, 20_000), st.booleans())


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(houses=st.lists(HOUSE, min_size=1, max_size=4), blanks=st.booleans())
def test_every_roster_keeps_its_persons_and_its_means(cast, houses, blanks):
    from django.db import transaction

    rows, expected = [HEADS], []
    for at, (relatives, income, illness, filed) in enumerate(houses):
        born = date(1950, 1, 1) + timedelta(days=97 * at)
        day = "2008-05-06" if filed else ""
        rows.append(
            [
                str(at + 1),
                f"户主{'甲乙丙丁'[at]}",
                "本人",
                number(born, 11),
                "",
                "",
                "收入低",
                day,
                income,
                illness,
                "",
                "",
            ]
        )
        rows += [
            ["", f"家人{'甲乙丙丁'[n]}", relation, number(born, 100 + n), *[""] * 8]
            for n, relation in enumerate(relatives)
        ]
        if blanks:
            rows.append([""] * 12)
        expected.append((1 + len(relatives), Decimal(income) - Decimal(illness)))
    with transaction.atomic():
        factories.lay_line(cast.federation)
        carry(rows, cast.mill)
        found = Household.objects.standing().order_by("pk")
        got = [(queries.households.latest(one).members, one) for one in found]
        assert [
            (count, queries.households.latest(one).income - queries.households.latest(one).spending)
            for count, one in got
        ] == expected
        assert [one.family.count() for one in found] == [count for count, _net in expected]
        assert list(ledger.differences()) == []
        transaction.set_rollback(True)


ACCOUNT_HEADS = ["姓名", "身份证号码", "开户银行", "银行卡号", "户名"]


def test_accounts_come_by_workbook_and_wait_for_a_second_person(cast, as_):
    """Names and numbers are matched with the register; a number cell that lost its digits is refused; undo takes all back."""
    for order, name in enumerate(("田一", "田二", "田三", "田三", "田四")):
        members.admit(
            cast.mill,
            by=SYSTEM,
            on=date(2005, 3, 1),
            name=name,
            sex="女",
            id_number=number(date(1970, 1, 1), 2 * order + 2),
        )
    rows = [
        ACCOUNT_HEADS,
        ["田一", "", "农商行楚阳支行", "6228 4800 0000 0001", ""],
        ["田二", number(date(1970, 1, 1), 4), "农商行楚阳支行", "6228480000000002", "李某"],
        ["田三", "", "农商行楚阳支行", "6228480000000003", ""],
        ["田四", "", "农商行楚阳支行", 6.22848e18, ""],
        ["田五", "", "农商行楚阳支行", "6228480000000005", ""],
        ["田一", "", "农商行楚阳支行", "6228480000000009", ""],
    ]
    book = workbook(("账户", rows))
    seen = intake.take_in("aid_accounts", book, by=cast.mill_clerk, unit=cast.mill, name="账户.xlsx")
    batch = intake.run(seen, by=cast.mill_clerk)
    made = list(Account.objects.order_by("pk"))
    assert [(one.person.name, one.number.reveal(), one.holder, one.state) for one in made] == [
        ("田一", "6228480000000001", "田一", "proposed"),
        ("田二", "6228480000000002", "李某", "proposed"),
    ]
    page = as_(cast.mill_clerk).get("/aid/programmes/accounts/").content.decode()
    assert "须由另一人复核" in page and "6228480000000001" not in page
    keys = [one.pk for one in made]
    as_(cast.mill_clerk).post("/aid/programmes/accounts/confirm/", {"pick": keys})
    assert not Account.objects.filter(state="standing").exists(), "who brought them does not confirm them"
    as_(cast.mill_chair).post("/aid/programmes/accounts/confirm/", {"pick": keys[:1]})
    assert Account.objects.get(state="standing").person.name == "田一"
    with pytest.raises(Refused):
        intake.undo(batch, by=cast.mill_clerk)


def test_the_number_of_questions_does_not_grow_with_households_and_days(mill, django_assert_max_num_queries):
    """Each household has a day of its own: the rulebook is asked once for a union, numbers and files in lots."""
    rows = [HEADS]
    for order in range(60):
        day = date(2008, 3, 20) + timedelta(days=order)
        head = number(date(1960, 1, 1) + timedelta(days=order), 1)
        rows.append([str(order), f"户主{order}", "本人", head, mill.name, "", "本人大病", day, 9600, 6000, day, ""])
    with django_assert_max_num_queries(IMPORT_QUERIES):
        batch = carry(rows, mill)
    assert batch.result["filed"] == 60
