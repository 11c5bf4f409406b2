"""What the worklog tells others: sentences, the figures an entry adds to, the entry that a negative row takes back."""

from datetime import date

import pytest

from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog
from taizhang.kernel.verdicts import Refused
from taizhang.worklog import actions, queries, stories
from taizhang.worklog.models import Entry

DAY = date(2024, 3, 12)


def recorded(unit, **values):
    return actions.record(
        unit, by=SYSTEM, confirmed=True, **{"on": DAY, "kind": "AW-16", "matter": "领取物资", **values}
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"persons": 25, "quantity": 50, "measure_unit": "件"}, "组织特困职工25人到“爱心超市”领取物资50件"),
        ({"persons": 25}, "组织特困职工25人到“爱心超市”领取物资"),
        ({"person_times": 3}, "领取物资"),
        ({"kind": "AW-03", "persons": 14, "amount": "10500.00"}, "为14名困难职工申请帮扶资金10500元"),
        ({"kind": "HN-06", "matter": "文明单位", "items": 1, "fields": {"times": 4}}, "第4次获文明单位"),
        ({"kind": "HN-06", "matter": "文明单位", "items": 1}, "保持文明单位"),
        ({"kind": "RP-01", "matter": "", "items": 2}, "职工信访2件"),
    ],
)
def test_an_entry_is_told_by_the_first_pattern_whose_words_are_known(cast, values, told):
    assert queries.sentence(recorded(cast.mill, **values)) == told


def test_an_entry_names_the_figures_that_it_adds_to(cast):
    entry = recorded(cast.mill, kind="RP-01", matter="上级转办职工信访", items=2)
    codes = [code for code, _nature, _where in queries.fed_by(entry)]
    assert codes[0] == "RP-01:件数"
    assert {"worklog.petitions", "worklog.petitions_transferred", "worklog.entries"} <= set(codes)
    assert "worklog.petitions_direct" not in codes


def test_territory_statistics_add_to_their_own_figures_only(cast):
    entry = recorded(cast.town, kind="AW-14", matter="全镇捐款", amount=500, territory=True)
    codes = {code: where for code, _nature, where in queries.fed_by(entry)}
    assert codes["AW-14:金额"] == "备注~全镇统计数"
    assert "worklog.town_donation_money" in codes
    assert "worklog.donation_money" not in codes


def test_reversible_finds_the_entry_that_a_negative_row_takes_back(cast):
    first = recorded(cast.mill, persons=5)
    last = recorded(cast.mill, persons=6, on=date(2024, 4, 1))
    assert queries.reversible(cast.mill, "AW-16", "领取物资", on=date(2024, 5, 1)) == last
    assert queries.reversible(cast.mill, "AW-16", "领取物资", on=DAY) == first
    assert queries.reversible(cast.mill, "AW-16", "别的事", on=date(2024, 5, 1)) is None
    assert queries.reversible(cast.port, "AW-16", "领取物资", on=date(2024, 5, 1)) is None


def test_history_tells_every_act_in_order(cast):
    entry = recorded(cast.mill, persons=5)
    actions.correct(entry, by=cast.mill_chair, persons=4, why="数错")
    actions.void(entry, by=cast.mill_chair, why="重复")
    told = stories.history(Entry.objects.get(pk=entry.pk))
    assert [line["log"].code for line in told] == ["worklog.record", "worklog.correct", "worklog.void"]
    assert (told[1]["by"], told[1]["why"], len(told[1]["changes"])) == (cast.mill_chair.name, "数错", 1)


def test_search_finds_entries_and_kinds(cast):
    recorded(cast.mill, matter="端午慰问一线职工", persons=5)
    assert [one.url for one in queries.search(cast.town_chair, "端午", 5)] == [Entry.objects.get().get_absolute_url()]
    assert list(queries.search(cast.port_chair, "端午", 5)) == []
    assert next(queries.search_kinds(cast.mill_clerk, "axcs", 5)).url.endswith("kind=AW-16")


def test_due_reminds_of_entries_without_evidence(cast):
    recorded(cast.mill, persons=5)
    today = date(2024, 3, 20)
    assert len(list(queries.due(cast.mill_clerk, cast.mill, today))) == 1
    assert list(queries.due(cast.auditor, cast.mill, today)) == []
    assert list(queries.due(cast.mill_clerk, cast.mill, date(2024, 6, 1))) == []


class _File:
    name = "图.png"


ACTS = {
    "correct": lambda entry, by: actions.correct(entry, by=by, persons=1),
    "void": lambda entry, by: actions.void(entry, by=by, why="试"),
    "restore": lambda entry, by: actions.restore(entry, by=by),
    "reverse": lambda entry, by: actions.reverse(entry, by=by, on=DAY, why="试", persons=-1),
    "attach": lambda entry, by: actions.attach(entry, _File(), by=by, kind="照片"),
    "add_organiser": lambda entry, by: actions.add_organiser(entry, entry.unit.parent(), by=by),
    "remove_organiser": lambda entry, by: actions.remove_organiser(entry.organisers.get(), by=by),
    "add_participant": lambda entry, by: actions.add_participants(entry, [], by=by),
}


@pytest.mark.parametrize("person", ["auditor", "stranger", "administrator"])
@pytest.mark.parametrize("verb", ACTS)
def test_every_act_is_refused_without_the_role_and_leaves_no_trace(cast, verb, person):
    entry = recorded(cast.mill, persons=5, organisers=[cast.port])
    lines = ActLog.objects.count()
    with pytest.raises(Refused) as refusal:
        ACTS[verb](entry, getattr(cast, person))
    assert len(str(refusal.value)) > 8
    assert ActLog.objects.count() == lines
    assert Entry.objects.get().persons == 5
