"""What memberships say to the ledger, told as small stories that end in numbers."""

from datetime import date

import pytest

from taizhang.kernel import ledger, reading
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.manifest import registry
from taizhang.kernel.periods import Period
from taizhang.members.models import Membership, Person
from taizhang.members.tests import factories
from taizhang.organisation.tests.factories import unit

pytestmark = pytest.mark.django_db
Status = Membership.Status


def put(place, *rows):
    """Rows as an import writes them: (name, joined, status, details)."""
    with act(SYSTEM, "members.import", place) as this:
        persons = [Person(name=name, sex=details.pop("sex", "")) for name, _on, _status, details in rows]
        for person in persons:
            person.give_id(factories.id_number())
        this.create_all(Person, persons)
        this.create_all(
            Membership,
            [
                Membership(unit=place, person=p, joined_on=on, status=s, **d)
                for p, (_n, on, s, d) in zip(persons, rows, strict=True)
            ],
        )


def number(code, place, period, where="", nature=None):
    return ledger.value(code, place, Period.parse(period), where=where, nature=nature).number


def test_imported_rows_count_under_their_status_from_the_day_of_joining(cast):
    put(
        cast.mill,
        ("甲", date(2005, 1, 1), Status.MEMBER, {"sex": "女", "migrant": True}),
        ("乙", date(2008, 3, 1), Status.MEMBER, {"sex": "男", "migrant": False}),
        ("丙", date(2006, 1, 1), Status.KEPT, {"sex": "女"}),
        ("丁", date(2006, 1, 1), Status.LEFT, {"sex": "男"}),
        ("戊", None, Status.MEMBER, {"sex": "女"}),
    )
    stock = {"nature": "stock"}
    assert number("OM-08:人数", cast.town, "2008-12-31", **stock) == 5
    assert number("OM-08:人数", cast.town, "2008-12-31", "会员状态=在会", **stock) == 3
    assert number("OM-08:人数", cast.town, "2008-12-31", "会员状态=在会;性别=女", **stock) == 2
    assert number("OM-08:人数", cast.town, "2008-12-31", "会员状态=在会;农民工=是", **stock) == 1
    assert number("OM-08:人数", cast.town, "2007-12-31", "会员状态=在会", **stock) == 2
    assert number("OM-08:人数", cast.town, "2008", nature="flow") == 1
    assert number("OM-08:人数", cast.town, "2008H2", nature="flow") == 0
    assert number("members.kept", cast.town, "2008") == 1


def test_one_person_in_two_files_is_one_person_on_the_register(cast):
    first = factories.member(cast.mill)
    with act(SYSTEM, "members.import", cast.port) as this:
        this.create_all(
            Membership,
            [Membership(unit=cast.port, person=first.person, joined_on=date(2003, 1, 1), status=Status.MOVED)],
        )
    assert number("OM-08:人数", cast.federation, "2008-12-31", nature="stock") == 1
    assert number("OM-08:人数", cast.port, "2008-12-31", nature="stock") == 1
    assert number("members.in_membership", cast.federation, "2008") == 1


def test_shares_and_rates_carry_their_base(cast):
    unit(cast.town, staff=40, name="河湾印染厂工会")
    for order in range(3):
        factories.member(
            cast.mill, name=f"女{order}号", id_number=factories.id_number(order=900 + 2 * order), migrant=order == 0
        )
    factories.member(cast.mill, name="男一号", id_number=factories.id_number(order=901))
    share = ledger.value("members.women_share", cast.town, Period.year(2008))
    assert (share.numerator, share.denominator, share.text()) == (3, 4, "75.0")
    rate = ledger.value("members.admission_rate", cast.town, Period.year(2008))
    assert (rate.numerator, rate.denominator, rate.text()) == (4, 40, "10.0")
    assert number("members.migrant_share", cast.town, "2008") == 25
    assert ledger.value("members.admission_rate", cast.port, Period.year(2008)).text() == "—"


def test_forms_of_employment_are_counted_by_whatever_word_the_list_has(cast):
    words = ("新就业形态（快递员）", "货车司机", "网约送餐员", "合同制", "以完成任务为期限", "季节工", "正式在编")
    for word in words:
        factories.member(cast.mill, employment=word)
    figures = {"new_forms": 3, "contract": 2, "temporary": 1, "off_establishment": 3}
    assert {code: number(f"members.{code}", cast.town, "2008") for code in figures} == figures


def test_women_men_and_unknown_add_up(cast):
    factories.member(cast.mill, id_number=factories.id_number(order=900))
    factories.member(cast.mill, name="男", id_number=factories.id_number(order=901))
    factories.member(cast.mill, name="不详", id_number="")
    assert reading.closes(registry.indicators["members.in_membership"], cast.federation, Period.year(2008)) == (
        True,
        3,
        3,
    )


@pytest.mark.parametrize("app", ["members", "organisation"])
def test_every_figure_answers_for_an_empty_union(cast, app):
    codes = [code for code in registry.indicators if code.startswith(app + ".")]
    answers = ledger.values(codes, cast.port, Period.year(2000))
    assert len(codes) > 15
    assert all(figure.number in (0, None) for figure in answers.values())
