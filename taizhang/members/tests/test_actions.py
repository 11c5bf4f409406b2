"""Every act of the register: works, is refused by rule and by role, leaves one audit line, and the ledger agrees afterwards."""

from datetime import date

import pytest

from taizhang.kernel import ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.context import OutsideAct
from taizhang.kernel.models import ActLog
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions, queries
from taizhang.members.models import Distinction, Membership, Person
from taizhang.members.tests import factories
from taizhang.organisation import queries as units
from taizhang.organisation.actions import dissolve
from taizhang.organisation.tests.factories import unit
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db
DAY = date(2008, 6, 26)
FUTURE = date(2126, 1, 1)
Status = Membership.Status


def refused(act, *arguments, **details):
    """The sentence of a refusal, after making sure that it left no trace."""

    def rows():
        return [model.objects.count() for model in (ActLog, Person, Membership, Distinction)] + list(
            Membership.objects.order_by("pk").values_list("status", "history", "bound_for", "voided_at")
        )

    before = rows()
    with pytest.raises(Refused) as refusal:
        act(*arguments, **details)
    assert rows() == before
    return str(refusal.value)


def logged(code):
    return list(ActLog.objects.filter(code=code))


def members(unit, day, where=""):
    return ledger.value("members.in_membership", unit, Period.between(day, day), where=where).number


@pytest.fixture(autouse=True)
def _the_ledger_agrees():
    yield
    assert list(ledger.differences(["members.membership", "members.distinction"])) == []


def admit(unit, by, **details):
    born = date(1970, 1, 1)
    whole = {"on": DAY, "name": "彭会计", "id_number": factories.id_number(born, 900), "phone": "154 0000-1234"}
    return actions.admit(unit, by=by, **(whole | details))


def test_admit_writes_person_and_membership(cast):
    one = admit(cast.mill, cast.mill_clerk, group="一车间", employment="合同制", migrant=True)
    assert (one.person.sex, one.person.birth_on) == ("女", date(1970, 1, 1))
    assert str(one.person.id_number) == "4324**********" + one.person.id_number.reveal()[-4:]
    assert one.person.phone.reveal() == "15400001234"
    [line] = logged("members.admit")
    assert (line.by, line.unit, line.record_id) == (cast.mill_clerk, cast.mill, one.pk)
    assert "4324" not in str(line.notes)
    assert members(cast.federation, DAY, "农民工=是;用工形式=合同制;工会小组=一车间;性别=女") == 1


def test_an_old_number_of_15_digits_is_extended(cast):
    one = admit(cast.mill, SYSTEM, id_number="432427620924969", name="老会员")
    assert one.person.id_number.reveal() == "432427196209249693"
    assert queries.person_by_id("432427620924969") == one.person


@pytest.mark.parametrize("person", ["port_chair", "auditor", "administrator", "stranger"])
def test_admit_is_refused_to_those_without_the_role(cast, person):
    assert refused(admit, cast.mill, getattr(cast, person))


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": FUTURE},
        {"on": date(2001, 4, 30)},
        {"name": " "},
        {"name": "长" * 10_000},
        {"id_number": "432427197001019000"},
        {"id_number": "", "birth_on": date(1995, 1, 1)},
        {"remark": "长" * 501},
    ],
)
def test_admit_is_refused_for_what_cannot_be(cast, wrong):
    assert refused(admit, cast.mill, cast.mill_clerk, **wrong)


def test_nobody_joins_twice_and_another_union_is_not_named_to_strangers(cast):
    admit(cast.mill, SYSTEM)
    assert cast.mill.name in refused(admit, cast.mill, cast.mill_clerk)
    assert cast.mill.name not in refused(admit, cast.port, cast.port_chair)
    assert "彭*计" in refused(admit, cast.port, cast.port_chair, name="别的人")


def test_somebody_who_left_may_join_elsewhere_as_the_same_person(cast):
    first = admit(cast.mill, SYSTEM)
    actions.leave(first, by=cast.mill_clerk, on=date(2009, 1, 1), why="辞职")
    second = admit(cast.port, cast.port_chair, on=date(2009, 1, 1))
    assert second.person == first.person
    assert refused(admit, cast.port, cast.port_chair, on=date(2010, 1, 1))
    assert [members(cast.federation, day) for day in (date(2008, 12, 31), date(2009, 1, 1))] == [1, 1]


def test_an_employer_without_a_union_has_no_members(cast):
    assert refused(admit, unit(cast.town, "employer", on=None), SYSTEM)


def test_leave_ends_the_membership_on_its_day(cast):
    one = admit(cast.mill, SYSTEM)
    assert refused(actions.leave, one, by=cast.port_chair, on=DAY)
    assert refused(actions.leave, one, by=cast.mill_clerk, on=FUTURE)
    assert refused(actions.leave, one, by=cast.mill_clerk, on=DAY, to=Status.KEPT)
    gone = actions.leave(one, by=cast.mill_clerk, on=date(2009, 3, 1), to=Status.EXPELLED, why="刑事处罚")
    assert (gone.status, gone.left_on) == (Status.EXPELLED, date(2009, 3, 1))
    assert refused(actions.leave, one, by=cast.mill_clerk, on=date(2009, 3, 2))
    assert (members(cast.mill, date(2009, 2, 28)), members(cast.mill, date(2009, 3, 1))) == (1, 0)
    assert ledger.value("members.gone", cast.town, Period.year(2009)).number == 1
    assert ledger.value("members.on_register", cast.town, Period.year(2009)).number == 1


def test_membership_lapses_only_where_nobody_saw_the_member_for_six_months(cast, rules):
    one = admit(cast.mill, SYSTEM)
    entry = worklog.record(
        cast.mill, by=SYSTEM, confirmed=True, on=date(2009, 1, 10), kind="AC-02", matter="职工运动会", persons=1
    )
    worklog.add_participant(entry, one.person, by=SYSTEM)
    lapse = {"by": cast.mill_clerk, "to": Status.LAPSED, "why": "2009年起未交会费，谈话两次"}
    assert "2009" in refused(actions.leave, one, on=date(2009, 7, 9), **lapse)
    assert actions.leave(one, on=date(2009, 7, 10), **lapse).status == Status.LAPSED


def test_keep_and_restore(cast):
    one = admit(cast.mill, SYSTEM)
    assert refused(actions.restore, one, by=cast.mill_clerk, on=DAY)
    one = actions.keep(one, by=cast.mill_clerk, on=date(2009, 1, 1), why="服兵役")
    assert refused(actions.keep, one, by=cast.mill_clerk, on=date(2009, 2, 1), why="退休")
    assert ledger.value("members.kept", cast.mill, Period.year(2009)).number == 1
    assert refused(actions.restore, one, by=cast.port_chair, on=date(2011, 1, 1))
    one = actions.restore(one, by=cast.mill_clerk, on=date(2011, 1, 1))
    assert [members(cast.mill, date(year, 6, 1)) for year in (2009, 2010, 2011)] == [0, 0, 1]
    assert [logged(f"members.{verb}")[0].by for verb in ("keep", "restore")] == [cast.mill_clerk] * 2
    assert [change[2] for change in one.changes()] == ["保留会籍", "在会"]


def test_release_and_receive_are_one_event_of_two_sides(cast):
    one = admit(cast.mill, SYSTEM, employment="合同制", migrant=True)
    assert refused(actions.release, one, by=cast.mill_clerk, to=cast.mill, on=DAY)
    assert refused(actions.release, one, by=cast.port_chair, to=cast.port, on=DAY)
    released = actions.release(one, by=cast.mill_clerk, to=cast.port, on=date(2009, 5, 1), letter="介〔2009〕3号")
    assert members(cast.mill, date(2009, 5, 2)) == 1
    assert [waiting.pk for waiting in queries.transfers.arrivals(cast.port_chair)] == [released.pk]
    assert list(queries.transfers.arrivals(cast.mill_chair)) == []
    assert refused(actions.release, one, by=cast.mill_clerk, to=cast.town, on=date(2009, 5, 2))
    assert refused(actions.receive, released, by=cast.mill_clerk, on=date(2009, 5, 6))
    assert refused(actions.receive, released, by=cast.port_chair, on=date(2009, 4, 30))
    new = actions.receive(released, by=cast.port_chair, on=date(2009, 5, 6), group="装卸组")
    old = Membership.objects.get(pk=one.pk)
    assert (old.status, old.left_on, new.joined_on, new.came_from) == (
        Status.MOVED,
        date(2009, 5, 6),
        date(2009, 5, 6),
        old,
    )
    assert (new.employment, new.migrant, new.group) == ("合同制", True, "装卸组")
    for day, mill, port in ((date(2009, 5, 5), 1, 0), (date(2009, 5, 6), 0, 1)):
        assert (members(cast.mill, day), members(cast.port, day), members(cast.federation, day)) == (mill, port, 1)
    year = Period.year(2009)
    assert ledger.value("members.transferred_out", cast.mill, year).number == 1
    assert ledger.value("members.transferred_in", cast.port, year).number == 1
    assert ledger.value("members.admitted", cast.federation, year).number == 0
    assert ledger.value("members.net_change", cast.federation, year).number == 0
    assert refused(actions.receive, released, by=cast.port_chair, on=date(2009, 5, 7))


def test_a_release_is_taken_back(cast):
    released = actions.release(admit(cast.mill, SYSTEM), by=cast.mill_clerk, to=cast.port, on=DAY)
    assert refused(actions.recall, released, by=cast.port_chair, on=DAY)
    released = actions.recall(released, by=cast.mill_clerk, on=DAY, why="不走了")
    assert Membership.objects.get().bound_for is None
    assert refused(actions.recall, released, by=cast.mill_clerk, on=DAY)


def test_transfer_in_one_step_needs_the_right_at_both(cast):
    one = admit(cast.mill, SYSTEM)
    assert refused(actions.transfer, one, by=cast.town_chair, to=cast.port, on=DAY)
    dye = unit(cast.town, name="河湾印染厂工会")
    new = actions.transfer(one, by=cast.town_chair, to=dye, on=date(2009, 1, 1))
    assert new.unit == dye
    assert len(logged("members.transfer")) == 1
    assert len(queries.memberships_of(one.person)) == 2


def test_correct_puts_right_from_the_start_and_names_what_changed(cast):
    one = admit(cast.mill, SYSTEM, id_number=factories.id_number(date(1970, 1, 1), 901))
    assert members(cast.mill, DAY, "性别=男") == 1
    one = actions.correct(
        one,
        by=cast.mill_clerk,
        why="录错",
        id_number=factories.id_number(date(1970, 1, 1), 902),
        sex="女",
        phone="15400009999",
    )
    assert (members(cast.mill, DAY, "性别=男"), members(cast.mill, DAY, "性别=女")) == (0, 1)
    [line] = logged("members.correct")
    assert line.notes["changed"] == ["id_number", "phone", "sex"]
    assert "15400009999" not in str(line.notes)
    assert refused(actions.correct, one, by=cast.port_chair, why="录错", name="别人")
    assert refused(actions.correct, one, by=cast.mill_clerk, why="录错", name="")
    assert refused(actions.correct, one, by=cast.mill_clerk, why="录错", joined_on=FUTURE)
    assert refused(actions.correct, one, by=cast.mill_clerk, why="录错", id_number="1")
    other = factories.member(cast.mill, name="另一人")
    taken = other.person.id_number.reveal()
    assert refused(actions.correct, one, by=cast.mill_clerk, why="录错", id_number=taken)


def test_a_corrected_sex_is_told_by_all_memberships_of_the_person(cast):
    one = admit(cast.mill, SYSTEM)
    new = actions.transfer(one, by=SYSTEM, to=cast.port, on=date(2009, 1, 1))
    actions.correct(new, by=cast.port_chair, why="录错", sex="男")
    assert ledger.value("members.on_register", cast.mill, Period.year(2009), where="性别=男").number == 1


def test_a_corrected_joining_date_does_not_reach_into_another_membership(cast):
    first = admit(cast.mill, SYSTEM)
    second = actions.transfer(first, by=SYSTEM, to=cast.port, on=date(2009, 1, 1))
    assert refused(actions.correct, second, by=cast.port_chair, why="录错", joined_on=date(2008, 12, 1))
    assert refused(actions.correct, first, by=cast.mill_clerk, why="录错", joined_on=date(2009, 2, 1))
    assert actions.correct(first, by=cast.mill_clerk, why="录错", joined_on=date(2008, 1, 1)).joined_on == date(
        2008, 1, 1
    )


def test_withdraw_takes_the_figures_along(cast):
    first = admit(cast.mill, SYSTEM)
    second = actions.transfer(first, by=SYSTEM, to=cast.port, on=date(2009, 1, 1))
    assert refused(actions.withdraw, first, by=cast.mill_clerk, why="录错")
    actions.withdraw(second, by=cast.port_chair, why="录错")
    assert ledger.value("members.on_register", cast.port, Period.year(2009)).number == 0
    assert refused(actions.withdraw, second, by=cast.port_chair, why="再来")


def test_reveal_shows_the_numbers_and_writes_down_who_looked_and_why(cast):
    one = admit(cast.mill, SYSTEM)
    assert refused(actions.reveal, one, by=cast.mill_clerk, why=" ")
    assert refused(actions.reveal, one, by=cast.auditor, why="审计")
    assert refused(actions.reveal, one, by=cast.administrator, why="看看")
    numbers = actions.reveal(one, by=cast.mill_clerk, why="办理互助保障")
    assert numbers["phone"] == "15400001234"
    [line] = logged("members.reveal")
    assert (line.by, line.record_id, line.notes["why"]) == (cast.mill_clerk, one.pk, "办理互助保障")
    assert "15400001234" not in str(line.notes)


def test_two_persons_are_told_apart_once(cast):
    first = factories.member(cast.mill, name="王建国", id_number=factories.id_number(date(1970, 1, 1), 910))
    second = factories.member(cast.mill, name="王建国", id_number=factories.id_number(date(1970, 1, 1), 950))
    assert len(queries.possible_duplicates(cast.mill_chair, cast.mill)) == 1
    assert refused(actions.tell_apart, first, first, by=cast.mill_clerk)
    assert refused(actions.tell_apart, first, second, by=cast.port_chair)
    actions.tell_apart(second, first, by=cast.mill_clerk, why="见过两人")
    assert queries.possible_duplicates(cast.mill_chair, cast.mill) == []
    assert refused(actions.tell_apart, first, second, by=cast.mill_clerk)


def test_a_union_is_not_dissolved_over_its_members(cast):
    one = admit(cast.mill, SYSTEM)
    profile = units.profile_of(cast.mill)
    with pytest.raises(Refused):
        dissolve(profile, by=cast.town_chair, on=date(2010, 1, 1), why="企业注销")
    actions.keep(one, by=cast.mill_clerk, on=date(2009, 12, 1), why="企业注销")
    dissolve(profile, by=cast.town_chair, on=date(2010, 1, 1), why="企业注销")


def test_persons_change_inside_an_act_only(cast):
    one = admit(cast.mill, SYSTEM)
    with pytest.raises(OutsideAct):
        one.person.save()
    with pytest.raises(OutsideAct):
        Person.objects.update(name="别人")
    with pytest.raises(OutsideAct):
        one.person.delete()
