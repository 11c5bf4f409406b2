"""Three towns become one: drafted, foreseen, approved on two levels, carried out, asked for on three trees, and taken back."""

from datetime import date
from random import Random

import pytest

from taizhang.kernel import approvals, ledger
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.models import Post, Unit, User
from taizhang.kernel.periods import Period
from taizhang.kernel.reading import SameUnits
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.members.models import Membership
from taizhang.organisation import actions, queries
from taizhang.organisation.models import Reorganisation
from taizhang.worklog import actions as worklog

pytestmark = pytest.mark.django_db
Y2007, Y2008 = Period.year(2007), Period.year(2008)
FOUNDED, MERGED = date(2001, 5, 1), date(2008, 6, 1)
TOWNS = ("东河", "西河", "南河")


class County:
    """A county of a city with three towns, each with a mill; members at town and mill; work in both years."""

    def __init__(self):
        def found(above, code, name, kind):
            return actions.found(above, by=SYSTEM, on=FOUNDED, code=code, name=name, kind=kind)

        self.city = found(None, "C", "云水市总工会", "city_federation")
        self.county = found(self.city, "C-1", "双溪县总工会", "county_federation")
        self.towns = [
            found(self.county, f"C-1-{at}", f"{name}镇联合工会", "town_joint_union") for at, name in enumerate(TOWNS, 1)
        ]
        self.mills = [
            found(town, f"{town.code}-M", f"{name}纺织厂工会", "company_union")
            for town, name in zip(self.towns, TOWNS, strict=True)
        ]
        self.clerk, self.chair, self.city_chair = (self.officer(*who) for who in (
            ("clerk", self.county, "clerk"), ("chair", self.county, "chair"), ("city_chair", self.city, "chair")))  # fmt: skip
        self.town_chair = self.officer("town_chair", self.towns[0], "chair")
        for at, (town, mill) in enumerate(zip(self.towns, self.mills, strict=True), 1):
            for number in range(2 + at):
                members.admit(mill, by=SYSTEM, on=date(2005, 1, 1), name=f"织工{TOWNS[at - 1]}{'甲乙丙丁戊己'[number]}")
            members.admit(town, by=SYSTEM, on=date(2006, 1, 1), name=f"干事{TOWNS[at - 1]}")
            for year in (2007, 2008):
                worklog.record(
                    mill,
                    by=SYSTEM,
                    confirmed=True,
                    on=date(year, 3, 1),
                    kind="AW-16",
                    matter="领取物资",
                    persons=10 * at,
                )
        # The three towns held one event together in 2007: it counts once at the county.
        worklog.record(
            self.towns[0], by=SYSTEM, confirmed=True, on=date(2007, 9, 1), kind="AC-02", matter="运动会", persons=90,
            organisers=self.towns[1:],
        )  # fmt: skip

    def officer(self, name, unit, role):
        user = User.objects.create(username=name, name=name)
        actions.appoint(user, unit, role, by=SYSTEM, on=FOUNDED)
        return user

    def fresh(self, unit):
        return Unit.objects.get(pk=unit.pk)

    def figure(self, unit, code="AW-16:人数", period=Y2008, tree="then"):
        return int(ledger.value(code, self.fresh(unit), period, tree=tree).number)

    def merger(self):
        parts = [
            {"role": "new", "into": self.county, "name": "三河镇总工会", "code": "C-1-9", "kind": "town_general_union"}
        ]
        parts += [{"role": "ends", "unit": town} for town in self.towns]
        return actions.draft_reorganisation(
            "merge",
            parts,
            by=self.clerk,
            on=date(2008, 5, 1),
            effective_on=MERGED,
            reason="区划调整",
            document_no="双工发〔2008〕5号",
        )


@pytest.fixture
def county(db):
    from taizhang.kernel import rulebook

    rulebook.load()
    return County()


def approved(record, *chairs, on=date(2008, 6, 2)):
    """Asked for, and consented to by each chair in turn."""
    for chair in chairs:
        case = approvals.of(record)
        approvals.approve(case, by=chair, on=on, note="同意")
    return Reorganisation.objects.get(pk=record.pk)


def everywhere(county, tree):
    """The figures of the county on a tree, that no reorganisation changes."""
    codes = ("AW-16:人数", "AC-02:人数", "members.in_membership")
    return [county.figure(county.county, code, period, tree) for code in codes for period in (Y2007, Y2008)]


def test_three_towns_become_one_and_are_three_again(county):
    before = {tree: everywhere(county, tree) for tree in ("then", "now")}
    first = county.towns[0]
    record = county.merger()
    assert record.unit == county.county
    assert not actions.may(county.town_chair, "ask_reorganisation", record)

    foreseen = actions.foresee(record, on=date(2008, 5, 2))
    assert foreseen["problem"] == ""
    assert [number for _words, number in foreseen["counts"]][:2] == [6, 15]  # three towns and their mills, everybody
    assert Unit.objects.filter(code="C-1-9").count() == 0  # a rehearsal changes nothing
    assert county.fresh(first).until is None

    # Fifteen members would be small: the county alone. The city lays down that ten are not.
    actions.set_rule(
        county.city, by=SYSTEM, key="organisation.small_members", value="10", since=FOUNDED, source="云水市总工会文件"
    )
    actions.ask_reorganisation(record, by=county.clerk, on=date(2008, 5, 2))
    record = approved(record, county.chair)
    assert record.state == "asked"  # two levels: the city decides as well
    record = approved(record, county.city_chair)
    assert record.state == "done"

    new = Unit.objects.get(code="C-1-9")
    assert [mill.parent() for mill in map(county.fresh, county.mills)] == [new] * 3
    assert county.fresh(first).until == MERGED
    assert county.fresh(first).parent() == new
    assert Membership.objects.standing().filter(unit=new, status="在会").count() == 3
    assert not Post.objects.filter(unit=first, until=None).exists()
    # As it was then: history stays where it happened; what lasts is where it is from the day on.
    assert (county.figure(first), county.figure(new)) == (10, 0)
    assert (county.figure(first, period=Y2007), county.figure(new, period=Y2007)) == (10, 0)
    stock = "members.in_membership"
    assert (county.figure(first, stock, Y2007), county.figure(new, stock, Y2007)) == (4, 0)
    assert (county.figure(first, stock), county.figure(new, stock)) == (0, 15)
    # As it is now: everything of the three counts for the one, and the joint event counts once.
    assert county.figure(new, tree="now") == county.figure(new, period=Y2007, tree="now") == 60
    assert county.figure(new, "AC-02:人数", Y2007, tree="now") == 90
    # The same units in both years: the mills, not the towns that ended.
    assert county.figure(new, tree="same") == 60
    assert county.figure(new, "AC-02:人数", Y2007, tree=SameUnits.of(Y2008)) == 0
    assert ledger.change("AW-16:人数", county.fresh(new), Y2008, tree="same") == 0  # 60 after 60
    assert {tree: everywhere(county, tree) for tree in ("then", "now")} == before
    assert not list(ledger.differences())
    assert queries.find_unit("三河镇") == new
    assert [str(row[1]) for row in queries.history(county.fresh(first))][-1] == "并入三河镇总工会。"

    day = {"on": date(2008, 7, 1), "effective_on": date(2008, 7, 1)}
    undo = actions.draft_taking_back(record, by=county.clerk, reason="批复有误", document_no="双工发〔2008〕9号", **day)
    actions.ask_reorganisation(undo, by=county.clerk, on=date(2008, 7, 1))
    undo = approved(undo, county.chair, county.city_chair, on=date(2008, 7, 2))
    assert undo.state == "done"
    assert Reorganisation.objects.get(pk=record.pk).state == "undone"
    assert [county.fresh(mill).parent() for mill in county.mills] == county.towns
    assert county.fresh(first).until is None
    assert Membership.objects.standing().filter(unit=first, status="在会").count() == 1
    assert Post.objects.filter(unit=first, until=None).exists()
    assert {tree: everywhere(county, tree) for tree in ("then", "now")} == before
    assert (county.figure(first, stock), county.figure(first, stock, tree="now")) == (4, 4)
    assert not list(ledger.differences())


# --- whatever is reorganised -------------------------------------------------------------------------------------------------------


def done(record, on):
    """Approved and carried out, without the way through the desks."""
    with act(SYSTEM, "organisation.approve_reorganisation", record) as this:
        record.state = Reorganisation.State.APPROVED
        record.save()
        this.note(name=record.title())
    return actions.carry_out_reorganisation(record, by=SYSTEM, on=on)


def draft(kind, parts, on):
    return actions.draft_reorganisation(
        kind, parts, by=SYSTEM, on=on, effective_on=on, reason="随机", document_no="随〔2008〕1号"
    )


def a_change(choose, county, on, number):
    """Some change of the tree: (kind, parts)."""
    open_units = Unit.objects.filter(until=None).exclude(code__contains="~")
    towns = list(open_units.filter(kind__in=("town_joint_union", "town_general_union")).order_by("pk"))
    mills = list(open_units.filter(kind="company_union").order_by("pk"))
    new = {
        "role": "new",
        "name": f"新{number}镇总工会",
        "code": f"N{number}",
        "kind": "town_general_union",
        "into": county.county,
    }
    share = {"members": "share", "share": [1, 2]}
    kind = choose.choice(["move", "rename", "merge", "absorb", "split", "dissolve"])
    if kind == "move":
        return kind, [{"role": "moves", "unit": choose.choice(mills), "into": choose.choice(towns)}]
    if kind == "rename":
        return kind, [
            {"role": "renamed", "unit": choose.choice(towns), "name": f"改{number}", "kind": "town_general_union"}
        ]
    if kind == "merge":
        return kind, [new, *({"role": "ends", "unit": town} for town in choose.sample(towns, min(2, len(towns))))]
    if kind == "absorb":
        first, *others = choose.sample(towns, min(2, len(towns)))
        return "merge", [{"role": "successor", "unit": first}, *({"role": "ends", "unit": town} for town in others)]
    if kind == "split":
        town = choose.choice(towns)
        return kind, [{"role": "source", "unit": town}, new | {"choice": share}]
    return kind, [{"role": "ends", "unit": choose.choice(mills), "choice": {"members": choose.choice(["all", "keep"])}}]


@pytest.mark.parametrize("seed", range(3))
def test_nothing_and_nobody_is_lost_whatever_is_reorganised(county, seed):
    choose = Random(seed)
    codes = ("AW-16:人数", "AC-02:人数", "members.on_register")
    totals = lambda: {  # noqa: E731
        (code, tree, period.code()): county.figure(county.city, code, period, tree)
        for code in codes for tree in ("then", "now") for period in (Y2007, Y2008)
    }  # fmt: skip
    before, people = totals(), Membership.objects.standing().filter(status__in=Membership.STANDING).count()
    carried = []
    for number in range(6):
        on = date(2008, 6, 1 + number)
        try:
            kind, parts = a_change(choose, county, on, number)
            carried.append(done(draft(kind, parts, on), on))
        except Refused:
            continue
        assert totals() == before
        assert Membership.objects.standing().filter(status__in=Membership.STANDING).count() == people
    assert len(carried) >= 3
    assert not list(ledger.differences())
    assert not any(Unit.objects.find_problems())
    for record in reversed(carried):  # and all of it can be taken back
        undo = actions.draft_taking_back(
            record, by=SYSTEM, on=on, effective_on=on, reason="有误", document_no="随〔2008〕2号"
        )
        done(undo, on)
    assert totals() == before
    assert not list(ledger.differences())
    assert [county.fresh(mill).parent() for mill in county.mills] == county.towns
    assert all(
        county.fresh(unit).until is None and not county.fresh(unit).places for unit in (*county.towns, *county.mills)
    )


@pytest.mark.parametrize("seed", (1, 2))
def test_what_a_preview_says_of_the_figures_comes_true(county, seed):
    """Its rehearsal posts nothing anew of what lasts: what it shows is nevertheless what the ledger says afterwards."""
    choose, day, carried = Random(seed), date(2008, 9, 1), []
    said = {"by": SYSTEM, "confirmed": True, "on": day, "kind": "AC-02", "matter": "秋季运动会", "persons": 30}
    worklog.record(county.mills[0], organisers=county.mills[1:], **said)  # after the changes: it moves along

    def comes_true(record, on):
        before, foreseen = queries.figures_around(record), actions.foresee(record, on=on)
        done(record, on)
        assert foreseen["figures"] == queries.compared(before, queries.figures_around(record))

    for number in range(5):
        on = date(2008, 6, 1 + number)
        try:
            record = draft(*a_change(choose, county, on, number), on)
            comes_true(record, on)
            carried.append(record)
        except Refused:
            continue
    assert len(carried) >= 3
    for record in reversed(carried):
        said = {"by": SYSTEM, "on": on, "effective_on": on, "reason": "有误", "document_no": "随〔2008〕2号"}
        comes_true(actions.draft_taking_back(record, **said), on)


def test_a_preview_of_a_year_after_which_something_moved_is_rehearsed_whole(county):
    """A balance of the end of 2008 stood elsewhere than it stands today."""
    record = draft("rename", [{"role": "renamed", "unit": county.towns[0], "name": "东河总工会"}], date(2008, 6, 1))
    assert queries.lasts_alike(record)
    moves = [{"role": "moves", "unit": county.mills[0], "into": county.towns[1]}]
    done(draft("move", moves, date(2009, 3, 1)), date(2009, 3, 1))
    assert not queries.lasts_alike(record)
    before, foreseen = queries.figures_around(record), actions.foresee(record, on=date(2009, 4, 1))
    done(record, date(2009, 4, 1))
    assert foreseen["figures"] == queries.compared(before, queries.figures_around(record))


def test_members_go_by_group_by_share_or_keep_their_membership(county):
    town, on = county.towns[2], date(2008, 6, 1)
    for number, group in enumerate(("一组", "一组", "二组", "二组", "二组")):
        members.admit(town, by=SYSTEM, on=date(2007, 1, 1), name=f"组员{'甲乙丙丁戊'[number]}", group=group)
    at = lambda unit, status="在会": Membership.objects.standing().filter(unit=unit, status=status).count()  # noqa: E731
    new = {"role": "new", "into": county.county, "kind": "town_joint_union"}
    parts = [
        {"role": "source", "unit": town},
        new
        | {
            "name": "北岸",
            "code": "N1",
            "choice": {"members": "groups", "groups": ["二组"], "units": [county.mills[2].pk]},
        },
        new | {"name": "南岸", "code": "N2", "choice": {"members": "share", "share": [1, 3]}},
    ]
    done(draft("split", parts, on), on)
    north, south = Unit.objects.get(code="N1"), Unit.objects.get(code="N2")
    assert (at(town), at(north), at(south)) == (2, 3, 1)
    assert county.fresh(county.mills[2]).parent() == north
    done(draft("dissolve", [{"role": "ends", "unit": north, "choice": {"members": "keep"}}], on), on)
    assert at(county.county, "保留会籍") == 3
    assert county.fresh(county.mills[2]).parent() == county.county


def test_a_union_that_ended_leads_to_the_one_in_its_place(county):
    town = county.towns[0]
    done(county.merger(), MERGED)
    new = Unit.objects.get(code="C-1-9")
    assert queries.ended(county.fresh(town)).heir == new == queries.standing_heir(county.fresh(town))
    assert queries.ended(new) is None is queries.standing_heir(new)
    larger = {
        "role": "new",
        "into": county.county,
        "name": "大河镇总工会",
        "code": "C-1-8",
        "kind": "town_general_union",
    }
    other = actions.found(county.county, by=SYSTEM, on=FOUNDED, code="C-1-7", name="北河镇", kind="town_joint_union")
    again = [larger, {"role": "ends", "unit": new}, {"role": "ends", "unit": other}]
    done(draft("merge", again, date(2008, 9, 1)), date(2008, 9, 1))
    assert queries.ended(county.fresh(town)).heir.code == "C-1-9"
    assert queries.standing_heir(county.fresh(town)).code == "C-1-8"
    mill = county.fresh(county.mills[0])
    done(
        draft("dissolve", [{"role": "ends", "unit": mill, "choice": {"members": "keep"}}], date(2008, 10, 1)),
        date(2008, 10, 1),
    )
    assert queries.standing_heir(county.fresh(mill)).code == "C-1-8"
    found = queries.search(SYSTEM, "东河镇")
    assert queries.called_otherwise(found, "东河镇") == {}
    with pytest.raises(Refused, match="接续"):  # nothing happens there any more; what happened before may still be told
        worklog.record(county.fresh(town), by=SYSTEM, confirmed=True, on=date(2008, 6, 2), kind="AW-16", persons=3)
    worklog.record(county.fresh(town), by=SYSTEM, confirmed=True, on=date(2008, 5, 2), kind="AW-16", persons=3)


def test_a_split_takes_a_share_of_the_units_below(county):
    from taizhang.organisation.forms import FORMS

    town = county.towns[0]
    for number in range(5):
        actions.found(town, by=SYSTEM, on=FOUNDED, code=f"K{number}", name=f"第{number}厂工会", kind="company_union")
    said = {
        "name": "东河新镇", "code": "C-1-5", "kind": "town_joint_union", "firms": "share", "members": "share", "part": 1, "whole": 3,
        "effective_on": "2008-06-01", "document_no": "1号", "reason": "区划",
    }  # fmt: skip
    form = FORMS["split"](data=said, unit=county.fresh(town))
    assert form.is_valid(), form.errors
    new = form.new_part()
    assert Unit.objects.filter(pk__in=new["choice"]["units"]).count() == 2  # of the mill and five others
    assert not FORMS["split"](data=said | {"units": new["choice"]["units"]}, unit=county.fresh(town)).is_valid()
    assert not FORMS["split"](data=said | {"part": 3}, unit=county.fresh(town)).is_valid()
    done(draft("split", form.parts(), MERGED), MERGED)
    assert queries.open_children(Unit.objects.get(code="C-1-5")).count() == 2
    assert queries.open_children(county.fresh(town)).count() == 4


def test_what_cannot_be_done_any_more_is_said_and_waits(county):
    mill, other, later = county.mills[0], county.towns[1], date(2008, 9, 1)
    record = draft("move", [{"role": "moves", "unit": mill, "into": other}], later)
    with act(SYSTEM, "organisation.approve_reorganisation", record):
        record.state = Reorganisation.State.APPROVED
        record.save()
    assert actions.carry_out_due(date(2008, 8, 31)) == 0
    done(
        draft(
            "merge", [{"role": "successor", "unit": county.towns[2]}, {"role": "ends", "unit": other}], date(2008, 8, 1)
        ),
        date(2008, 8, 2),
    )
    assert actions.carry_out_due(later) == 0
    record.refresh_from_db()
    assert record.state == "approved"
    assert other.name in record.problem
    with pytest.raises(Refused, match="已在"):
        done(draft("move", [{"role": "moves", "unit": mill, "into": county.towns[0]}], later), later)


def test_a_taking_back_is_refused_where_a_member_has_moved_on(county):
    record = done(county.merger(), MERGED)
    new = Unit.objects.get(code="C-1-9")
    members.leave(Membership.objects.standing().filter(unit=new).first(), by=SYSTEM, on=date(2008, 6, 15), why="辞职")
    undo = actions.draft_taking_back(
        record, by=SYSTEM, on=MERGED, effective_on=MERGED, reason="有误", document_no="1号"
    )
    assert "干事东河" in actions.foresee(undo, on=MERGED)["problem"]


def test_a_taking_back_names_the_records_that_stand_in_its_way(county):
    record = done(county.merger(), MERGED)
    new = Unit.objects.get(code="C-1-9")
    made = worklog.record(
        new, by=SYSTEM, confirmed=True, on=date(2008, 6, 15), kind="AC-02", matter="三河运动会", persons=90
    )
    undo = actions.draft_taking_back(
        record, by=SYSTEM, on=MERGED, effective_on=MERGED, reason="有误", document_no="1号"
    )
    assert "三河运动会" in actions.foresee(undo, on=date(2008, 6, 20))["problem"]
    worklog.correct(made, by=SYSTEM, unit=county.fresh(county.county), confirmed=True, why="撤回合并")
    assert actions.foresee(undo, on=date(2008, 6, 20))["problem"] == ""
    done(undo, MERGED)
    assert county.figure(county.county, "AC-02:人数") == 90
    assert not list(ledger.differences())


def test_a_renamed_union_is_found_by_both_names_and_keeps_its_history(county):
    town, on = county.towns[0], date(2008, 3, 1)
    done(
        draft(
            "rename", [{"role": "renamed", "unit": town, "name": "东河街道总工会", "kind": "street_general_union"}], on
        ),
        on,
    )
    assert queries.find_unit("东河镇联合工会") == queries.find_unit("东河街道总工会") == town
    assert queries.search(SYSTEM, "东河镇") == [county.fresh(town)]
    where = {"where": "名称=东河镇联合工会"}
    assert ledger.value("organisation.units", county.county, Y2007, **where).number == 1
    assert ledger.value("organisation.units", county.county, Y2008, **where).number == 0
    assert not list(ledger.differences())
