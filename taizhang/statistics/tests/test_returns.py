"""The annual survey: what the ledger knows stands there, the rest is declared with its source; handed in, accepted, added up."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.kernel import approvals, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members.tests import factories as people
from taizhang.organisation import actions as organisation
from taizhang.statistics import actions
from taizhang.statistics.models import Declaration, Return
from taizhang.statistics.queries import returns as queries
from taizhang.statistics.rules import returns as rules
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db
HANDED = date(2008, 10, 10)
TYPES = ["statistics.return", "statistics.declaration", "statistics.table"]


@pytest.fixture(autouse=True)
def _the_ledger_agrees():
    yield
    assert list(ledger.differences(TYPES)) == []


@pytest.fixture
def told(cast):
    """The mill has members, a contest and a petition."""
    people.member(cast.mill, name="柏长青", sex="女")
    people.member(cast.mill, name="兵小武", sex="男")
    worklog.record(
        cast.mill, by=SYSTEM, on=date(2008, 5, 1), kind="AC-01", matter="篮球赛", person_times=30, sessions=1
    )
    return cast


def begun(cast, unit=None, year=2008):
    return actions.begin_return(unit or cast.mill, by=cast.mill_clerk if unit is None else SYSTEM, year=year)


def filled(one, by=SYSTEM, **differing):
    """Every open line filled in: nought, but for those that are said otherwise."""
    told = {}
    for code, answer in queries.answers(one).items():
        if answer.origin != queries.LEDGER:
            value = Decimal(differing.get("n" + code.replace("-", "_"), 0))
            told[code] = (value, "工资花名册")
    actions.declare(one, by=by, told=told)
    return one


def submitted(cast, unit=None, by=None, **differing):
    one = filled(begun(cast, unit), **{"n1_01": 5, "n1_02": 3, **differing})
    actions.submit_return(one, by=by or cast.mill_chair, on=HANDED)
    return Return.objects.get(pk=one.pk)


def test_the_ledger_answers_what_it_knows_and_nothing_is_silently_nought(told):
    answers = queries.answers(begun(told))
    assert (answers["1-03"].value, answers["1-03"].origin) == (2, "ledger")
    assert answers["1-04"].value == 1  # women
    assert answers["8-05"].value == 30
    assert (answers["6-05"].value, answers["6-05"].origin) == (None, "open")  # petitions: nobody ever recorded one
    assert answers["2-01"].origin == "open"


def test_only_grassroots_unions_fill_in_and_once_a_year(told):
    begun(told)
    with pytest.raises(Refused):
        begun(told)
    with pytest.raises(Refused):
        actions.begin_return(told.town, by=told.town_chair, year=2008)
    with pytest.raises(Refused):
        actions.begin_return(told.mill, by=told.port_chair, year=2009)


def test_a_declared_number_has_its_source_and_who_and_when(told):
    one = begun(told)
    with pytest.raises(Refused):
        actions.declare(one, by=told.mill_clerk, told={"2-01": (Decimal(2), " ")})
    with pytest.raises(Refused):
        actions.declare(one, by=told.mill_clerk, told={"1-03": (Decimal(99), "估计")})  # the records answer
    with pytest.raises(Refused):
        actions.declare(one, by=told.mill_clerk, told={"2-01": (Decimal("1.5"), "名册")})
    actions.declare(one, by=told.mill_clerk, told={"2-01": (Decimal(2), "干部名册")})
    actions.declare(one, by=told.mill_chair, told={"2-01": (Decimal(3), "干部名册")})
    row = Declaration.objects.get()
    assert (row.value, row.by, row.source) == (3, told.mill_chair, "干部名册")
    assert "2-01: 2 → 3" in ActLog.objects.filter(code="statistics.declare").first().notes["lines"]
    asked = Period.statistical_year(2008)
    assert ledger.value("statistics.declared", told.town, asked).number == 3  # a reading at the end of the year
    worklog.record(told.mill, by=SYSTEM, on=date(2008, 6, 1), kind="RP-01", matter="直接受理", items=1)
    with pytest.raises(Refused):
        actions.declare(one, by=told.mill_clerk, told={"6-05": (Decimal(4), "登记簿")})


def test_check_relations_hold_before_it_is_handed_in(told):
    one = filled(begun(told), n1_01=5, n1_02=6)
    found = {
        one.relation.left[0]: one.holds
        for one in rules.checks(one.form, {c: a.value for c, a in queries.answers(one).items()})
    }
    assert found["1-02"] is False and found["1-04"] is True
    with pytest.raises(Refused, match="1-02 ≤ 1-01"):
        actions.submit_return(one, by=told.mill_chair, on=HANDED)
    actions.declare(one, by=SYSTEM, told={"1-01": (Decimal(1), "名册"), "1-02": (Decimal(1), "名册")})
    with pytest.raises(Refused, match="1-03 ≤ 1-01"):  # more members than staff needs a note
        actions.submit_return(one, by=told.mill_chair, on=HANDED)
    actions.submit_return(one, by=told.mill_chair, on=HANDED, note="含离岗保留会籍人员")
    assert Return.objects.get().state == "submitted"


def test_a_return_is_whole_and_its_year_is_over(told):
    one = begun(told)
    with pytest.raises(Refused, match="待填报"):
        actions.submit_return(one, by=told.mill_chair, on=HANDED)
    filled(one, n1_01=5)
    with pytest.raises(Refused):
        actions.submit_return(one, by=told.mill_chair, on=date(2008, 9, 30))
    with pytest.raises(Refused):
        actions.submit_return(one, by=told.mill_clerk, on=HANDED)  # the chair answers for it


def test_handed_in_it_is_frozen_and_the_town_accepts_it(told):
    one = submitted(told)
    worklog.record(told.mill, by=SYSTEM, on=date(2008, 6, 1), kind="AC-01", matter="拔河", person_times=9, sessions=1)
    assert queries.shown(one)["8-05"].value == 30  # as handed in
    assert queries.answers(one)["8-05"].value == 39  # as the ledger says now
    with pytest.raises(Refused):
        actions.declare(one, by=told.mill_clerk, told={"2-01": (Decimal(2), "名册")})
    approvals.decide(approvals.of(one), by=told.town_chair, on=HANDED, decision="approve")
    one = Return.objects.get()
    assert (one.state, one.accepted_on, len(one.digest)) == ("accepted", HANDED, 64)
    assert ledger.value("statistics.returns", told.federation, Period.parse("2008")).number == 1


def test_sent_back_it_is_filled_in_and_handed_in_again(told):
    one = submitted(told)
    approvals.decide(approvals.of(one), by=told.town_chair, on=HANDED, decision="return", note="专职干部未填")
    one = Return.objects.get()
    assert (one.state, one.why) == ("draft", "专职干部未填")
    actions.declare(one, by=told.mill_clerk, told={"2-01": (Decimal(1), "名册")})
    actions.submit_return(one, by=told.mill_chair, on=HANDED)
    one = Return.objects.get()
    assert one.state == "submitted" and one.frozen["lines"]["2-01"]["value"] == "1"
    case = approvals.of(one)
    assert case.round == 2 and case.state == case.State.PENDING


def test_the_union_above_adds_up_what_was_handed_in_and_sees_who_is_missing(told):
    one = organisation.found(
        told.town, by=SYSTEM, on=date(2003, 1, 1), code="S", name="河湾中学工会", kind="school_union"
    )
    submitted(told)
    said = queries.summary(told.federation, Return.objects.get().form, 2008)
    assert said.totals["1-03"] == 2 and [unit for unit, _row in said.missing] == [one]
    assert queries.summary(told.federation, Return.objects.get().form, 2008, accepted_only=True).totals["1-03"] == 0
    submitted(told, one, by=SYSTEM, n1_03=0)
    said = queries.summary(told.federation, Return.objects.get(unit=one).form, 2008)
    assert not said.missing and said.totals["1-01"] == 10


def test_what_a_base_union_below_hands_in_itself_is_not_counted_twice(told):
    inner = organisation.found(
        told.mill, by=SYSTEM, on=date(2003, 1, 1), code="I", name="分厂工会", kind="company_union"
    )
    people.member(inner, name="季白露", sex="女")
    assert queries.answers(begun(told))["1-03"].value == 2
    assert queries.answers(begun(told, inner))["1-03"].value == 1


def test_a_return_can_be_drawn_as_known_then(told):
    one, before = begun(told), timezone.now()
    worklog.record(told.mill, by=SYSTEM, on=date(2008, 6, 1), kind="AC-01", matter="拔河", person_times=9, sessions=1)
    assert queries.shown(one, as_of=before)["8-05"].value == 30


def test_the_pages_from_beginning_to_summary(told, as_):
    clerk, chair = as_(told.mill_clerk), as_(told.mill_chair)
    clerk.post(reverse("statistics:return_begin") + "?unit=F-T-M", {"year": "2008"})
    one = Return.objects.get()
    page = clerk.get(one.get_absolute_url()).content.decode()
    assert "待填报" in page and "台账" in page and "btn-denied" in page  # the clerk does not hand it in
    refused = clerk.post(reverse("statistics:return_fill", args=[one.pk]), {"value-2-01": "2"})
    assert refused.status_code == 422 and "请写明数据来源" in refused.content.decode()
    data = {}
    for code, answer in queries.answers(one).items():
        if answer.origin == "open":
            data |= {f"value-{code}": "5" if code == "1-01" else "0", f"source-{code}": "名册"}
    clerk.post(reverse("statistics:return_fill", args=[one.pk]), data)
    chair.post(reverse("statistics:return_submit", args=[one.pk]), {"on": "2008-10-10"})
    assert Return.objects.get().state == "submitted"
    book = openpyxl.load_workbook(io.BytesIO(chair.get(reverse("statistics:return_export", args=[one.pk])).content))
    assert book.sheetnames == ["封面", "表一", "表二", "表三", "表四", "表五", "表六", "表七", "表八"]
    assert [cell.value for cell in book["表一"][5]][:4] == ["工会会员", "人", "1-03", 2]
    town = as_(told.town_chair)
    page = town.get(reverse("statistics:return_summary") + "?unit=F-T&year=2008").content.decode()
    assert "下属基层工会已全部上报" in page
    book = openpyxl.load_workbook(
        io.BytesIO(town.get(reverse("statistics:return_summary_export") + "?unit=F-T&year=2008").content)
    )
    assert book["表一"]["D3"].value == 5
    assert as_(told.port_chair).get(one.get_absolute_url()).status_code == 404


def test_begun_by_mistake_it_is_voided(told):
    one = filled(begun(told))
    actions.void_return(one, by=told.mill_chair, why="年份错了")
    assert ledger.value("statistics.declared", told.mill, Period.statistical_year(2008)).number == 0
    begun(told)
