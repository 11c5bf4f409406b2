"""The counting rules: properties that hold for every pile of slips, thresholds to the single vote, and the published rules by name."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.ballots.rules import sheets, slips
from taizhang.ballots.rules.counting import Ask, Bases, Tally, Threshold, decide, tally

PEOPLE = ((1, "丁一"), (2, "王二"), (3, "李三"), (4, "张四"))
HALF = Threshold(1, 2, ">", "all")
quick = settings(max_examples=80, deadline=None)


def ask(kind="choice", **more):
    seats = more.pop("seats", 2)
    return Ask(
        number=1, kind=kind, candidates=PEOPLE, seats=seats, write_ins=True, carry=more.pop("carry", HALF), **more
    )


def bases(entitled, present=None):
    present = entitled if present is None else present
    return Bases(entitled, present, entitled, present)


choices = st.fixed_dictionaries(
    {},
    optional={
        "for": st.lists(st.integers(1, 5), max_size=4),
        "against": st.lists(st.integers(1, 4), max_size=2),
        "write": st.lists(st.sampled_from(["赵 五", "赵五", "丁一", "钱：六", ""]), max_size=2),
    },
)
motions = st.sampled_from(["for", "against", "abstain", "", None, "yes", 3])
scores = st.dictionaries(st.sampled_from("1234"), st.integers(-1, 11), max_size=4)
grids = st.dictionaries(st.sampled_from("12345"), st.sampled_from(["优秀", "称职", "不称职", "好"]), max_size=4)
orders = st.one_of(
    st.none(), st.dictionaries(st.sampled_from(["1", "2", "3", "4", "5", "9"]), st.integers(-1, 7), max_size=5)
)
KINDS = {
    "motion": (ask("motion"), motions),
    "choice": (ask("choice"), choices),
    "approval": (ask("approval", seats=0), choices),
    "score": (ask("score", points=10, carry=None), scores),
    "order": (ask("order", carry=None), orders),
    "grid": (ask("grid", grades=("优秀", "称职", "不称职"), good=2), grids),
}
piles = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.tuples(st.just(KINDS[kind][0]), st.lists(st.tuples(KINDS[kind][1], st.integers(1, 3)), max_size=25))
)


@quick
@given(piles, st.randoms(use_true_random=False))
def test_the_order_of_the_slips_changes_nothing(pile, lot):
    asked, votes = pile
    shuffled = list(votes)
    lot.shuffle(shuffled)
    of = bases(sum(weight for _answer, weight in votes) + 1)
    assert decide(asked, tally(asked, votes), of) == decide(asked, tally(asked, shuffled), of)


@quick
@given(piles, st.integers(0, 25))
def test_boxes_add_up(pile, cut):
    asked, votes = pile
    parts = tally(asked, votes[:cut]) + tally(asked, votes[cut:])
    whole = tally(asked, votes)
    assert (parts.cast, parts.void, parts.blank, +parts.cells) == (whole.cast, whole.void, whole.blank, +whole.cells)
    assert whole.cast == sum(weight for _answer, weight in votes)
    assert 0 <= whole.void + whole.blank <= whole.cast


@quick
@given(piles)
def test_a_sheet_of_the_same_votes_on_paper_counts_the_same(pile):
    asked, votes = pile
    votes = [(answer, 1) for answer, _weight in votes]
    whole = tally(asked, votes)
    cells = {"1": {**whole.cells, "void": whole.void, "blank": whole.blank}}
    assert sheets.fault([asked], whole.cast, cells) == "" or asked.kind == "motion"
    paper = sheets.tally_of(asked, whole.cast, cells)
    of = bases(len(votes) + 1)
    assert decide(asked, paper, of) == decide(asked, whole, of)


@quick
@given(
    st.lists(choices, max_size=15),
    st.integers(1, 4),
    st.sampled_from(["all", "cast", "valid", "present"]),
    st.sampled_from([">", ">="]),
)
def test_one_more_vote_for_somebody_never_unseats_him(votes, who, base, operator):
    asked = ask(seats=2, carry=Threshold(1, 2, operator, base))
    of = bases(20)
    before = decide(asked, tally(asked, [(one, 1) for one in votes]), of)
    more = decide(asked, tally(asked, [*((one, 1) for one in votes), ({"for": [who]}, 1)]), of)
    if who in before["elected"]:
        assert who in more["elected"]
    for place, answer in enumerate(votes):  # or a mark added to a slip that has room for it
        marks = answer.get("for", [])
        if slips.fault(asked, answer) or who in marks or len(slips.voted_for(asked, answer)) >= asked.seats:
            continue
        changed = [*votes[:place], {**answer, "for": [*marks, who]}, *votes[place + 1 :]]
        if slips.fault(asked, changed[place]):
            continue
        after = decide(asked, tally(asked, [(one, 1) for one in changed]), of)
        if who in before["elected"]:
            assert who in after["elected"]


@quick
@given(st.lists(choices, max_size=20), st.integers(1, 4))
def test_seats_are_never_overfilled_and_nobody_below_the_threshold_sits(votes, seats):
    asked = ask(seats=seats)
    told = decide(asked, tally(asked, [(one, 1) for one in votes]), bases(20))
    assert len(told["elected"]) + told["vacancies"] == seats
    votes_of = {row["candidate"] or row["name"]: row["for"] for row in told["rows"]}
    assert all(2 * votes_of[who] > 20 for who in [*told["elected"], *told["tied"]])
    if told["tied"]:
        assert len({votes_of[who] for who in told["tied"]}) == 1
        assert len(told["tied"]) > told["vacancies"] > 0


@quick
@given(st.integers(1, 400), st.integers(1, 5), st.integers(1, 5), st.sampled_from([">", ">="]))
def test_thresholds_are_exact_to_the_single_vote(base, one, other, operator):
    share = Threshold(min(one, other), max(one, other), operator)
    least = share.least_of(base)
    assert share.met_by(least, base)
    assert not share.met_by(least - 1, base)
    exact = Fraction(share.numerator, share.denominator)
    assert (Fraction(least, base) > exact) or (operator == ">=" and Fraction(least, base) == exact)


@pytest.mark.parametrize(
    ("operator", "of", "votes", "carried"),
    [(">", 100, 50, False), (">", 100, 51, True), (">=", 100, 50, True), (">=", 101, 50, False), (">=", 101, 51, True)],
)
def test_half_of_all_counts_in_shanghai_and_not_in_henan(operator, of, votes, carried):
    motion = ask("motion", carry=Threshold(1, 2, operator, "all"))
    told = decide(motion, tally(motion, [("for", votes), ("against", 3)]), bases(of))
    assert told["verdict"] == ("carried" if carried else "lost")


def test_a_quorum_of_two_thirds_counts_the_number_itself():
    motion = ask("motion", quorum=Threshold(2, 3, ">="))
    for present, verdict in ((66, "no_quorum"), (67, "carried"), (100, "carried")):
        assert decide(motion, tally(motion, [("for", 60)]), bases(100, present))["verdict"] == verdict
    assert decide(motion, tally(motion, [("for", 2)]), bases(3, 2))["verdict"] == "carried"  # two of three exactly


def election(counts, seats, entitled):
    """An election in which candidates 1, 2, … get so many votes each, one name to a slip."""
    asked = ask(seats=seats)
    votes = [({"for": [who]}, 1) for who, number in enumerate(counts, 1) for _n in range(number)]
    asked = Ask(number=1, kind="choice", candidates=PEOPLE, seats=seats, carry=HALF)
    sums = Tally(cast=entitled)
    sums.cells.update({f"{who}:for": number for who, number in enumerate(counts, 1)})
    return decide(asked, sums, bases(entitled)), votes


def test_a_tie_at_the_last_seat_is_voted_on_again_among_the_tied():
    told, _votes = election([90, 80, 80, 10], 2, 100)
    assert (told["verdict"], told["elected"], told["tied"], told["again"], told["vacancies"]) == (
        "tie",
        [1],
        [2, 3],
        [2, 3],
        1,
    )


def test_a_tie_above_the_last_seat_decides_itself():
    told, _votes = election([80, 80, 60, 10], 2, 100)
    assert (told["verdict"], told["elected"], told["tied"]) == ("elected", [1, 2], [])


def test_too_few_over_half_leave_seats_open_for_those_under_half():
    told, _votes = election([70, 50, 49, 10], 3, 100)
    assert (told["verdict"], told["elected"], told["vacancies"], told["again"]) == ("vacant", [1], 2, [2, 3, 4])


def test_more_names_than_seats_make_the_ballot_void_and_a_blank_is_an_abstention():
    asked = ask(seats=2)
    sums = tally(
        asked, [({"for": [1, 2]}, 1), ({"for": [1, 2, 3]}, 1), ({"for": [1], "write": ["赵五", "钱六"]}, 1), (None, 1)]
    )
    assert (sums.cast, sums.void, sums.blank, sums.valid, sums.cells["1:for"]) == (4, 2, 1, 2, 1)


def test_a_name_written_in_counts_like_any_other_and_the_candidates_own_name_is_a_mark_for_him():
    asked = ask(seats=2, carry=Threshold(1, 2, ">", "cast"))
    votes = [({"write": ["赵 五"]}, 1), ({"write": ["赵五"], "for": [2]}, 1), ({"write": ["王二"]}, 1)]
    told = decide(asked, tally(asked, votes), bases(3))
    assert (told["elected"], told["verdict"]) == ([2, "赵五"], "elected")
    assert slips.fault(asked, {"for": [2], "write": ["王二"]})


def test_a_grid_tells_each_person_and_who_has_enough_good_grades():
    asked = Ask(
        1,
        "grid",
        PEOPLE[:2],
        grades=("优秀", "称职", "基本称职", "不称职"),
        good=2,
        carry=Threshold(2, 3, ">=", "valid"),
    )
    votes = [({"1": "优秀", "2": "不称职"}, 1), ({"1": "称职", "2": "优秀"}, 1), ({"1": "不称职"}, 1), ({"1": "好"}, 1)]
    told = decide(asked, tally(asked, votes), bases(4))
    assert told["elected"] == [1]
    assert told["rows"][1]["grades"] == {"优秀": 1, "称职": 0, "基本称职": 0, "不称职": 1}
    assert (told["rows"][1]["abstain"], told["void"]) == (1, 1)


def test_points_rank_and_equal_points_at_the_last_place_are_a_tie():
    asked = Ask(1, "score", PEOPLE, seats=2, points=10)
    told = decide(asked, tally(asked, [({"1": 10, "2": 7, "3": 7}, 1), ({"1": 8, "2": 2, "3": 2}, 1)]), bases(2))
    assert (told["verdict"], told["elected"], told["tied"]) == ("tie", [1], [2, 3])
    assert told["rows"][0]["points"] == 18


def test_a_sheet_that_cannot_be_right_is_refused_in_words():
    asked = ask(seats=1)
    for cells in (
        {"1": {"1:for": 6}}, {"1": {"1:for": 3, "2:for": 3}}, {"1": {"9:for": 1}}, {"1": {"1:for": -1}}, {"7": {}},
        {"1": {"void": 4, "blank": 2}},
    ):  # fmt: skip
        assert sheets.fault([asked], 5, cells)
    assert sheets.fault([asked], 5, {"1": {"1:for": 2, "2:for": 2, "~赵五:for": 1}}) == ""


def test_every_slip_fits_into_its_room():
    asks = [one for one, _answers in KINDS.values()]
    longest = {
        "a": {"1": {"for": [1, 2, 3, 4], "write": ["名" * 40, "字" * 40]}},
        "r": "f" * 64,
        "w": 99999,
        "v": 10**9,
    }
    assert len(slips.canonical(longest).encode()) <= slips.room(asks)
