"""Branching, checking, counting, drawing and scoring: pure rules, with properties."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from taizhang.surveys import rules
from taizhang.surveys.models import Question

NOW = datetime(2008, 6, 2, tzinfo=UTC)


def question(number, kind="single", options=("是", "否"), *, opener=None, values=(), rows=(), required=True, most=None):
    return Question(
        pk=number, code=f"q{number}", number=number, kind=kind, text=f"题{number}", options=list(options), rows=list(rows),
        required=required, most=most, shown_if=opener, shown_values=list(values),
    )  # fmt: skip


def test_questions_that_wait_for_each_other_are_refused_and_the_circle_is_told():
    verdict = rules.branching.without_circles({"q1": "q3", "q2": "q1", "q3": "q2"})
    assert not verdict and "q1" in str(verdict.reason)
    assert not rules.branching.without_circles({"q1": "q1"})
    assert rules.branching.without_circles({"q1": None, "q2": "q1", "q3": "q2"})


def test_any_chain_without_a_way_back_is_allowed_and_any_with_one_is_not():
    rng = random.Random(7)
    for _round in range(300):
        codes = [f"q{n}" for n in range(rng.randint(1, 8))]
        conditions = {code: rng.choice([None, *codes]) for code in codes}
        has_circle = any(_returns(conditions, code) for code in codes)
        assert bool(rules.branching.without_circles(conditions)) is not has_circle


def _returns(conditions, start):
    at = conditions[start]
    for _step in conditions:
        if at is None:
            return False
        if at == start:
            return True
        at = conditions[at]
    return False


def test_a_condition_asks_an_earlier_question_for_an_answer_that_exists():
    first = question(1)
    assert rules.branching.may_stand([first, question(2, opener=first, values=[1])])
    assert not rules.branching.may_stand([question(2, opener=first, values=[1]), first])
    assert not rules.branching.may_stand([first, question(2, opener=first, values=[7])])
    assert not rules.branching.may_stand([first, question(2, opener=first)])
    words = question(1, kind="text")
    assert not rules.branching.may_stand([words, question(2, opener=words, values=[0])])


def test_what_is_not_shown_is_neither_required_nor_kept():
    first = question(1)
    second = question(2, opener=first, values=[0])
    third = question(3, opener=second, values=[0])
    asked = [first, second, third]
    assert rules.answering.checked(asked, {"q1": "1", "q2": "0", "q3": "0"}) == ({"q1": 1}, {})
    assert rules.answering.checked(asked, {"q1": "0", "q2": "1", "q3": "0"}) == ({"q1": 0, "q2": 1}, {})
    answers, wrong = rules.answering.checked(asked, {"q1": "0"})
    assert answers == {"q1": 0} and set(wrong) == {"q2"}


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("number", "1,200.50", "1200.5"), ("number", "很多", None), ("number", "1e99", None), ("scale", "5", 5), ("scale", "6", None),
        ("multiple", ["1", "0", "1"], [0, 1]), ("multiple", ["0", "1", "2"], None), ("text", "  好 ", "好"), ("single", "-1", None),
        ("matrix", {"0": "1", "1": "0"}, {"0": 1, "1": 0}), ("matrix", {"0": "1"}, None), ("text", "长" * 1001, None),
    ],
)  # fmt: skip
def test_each_kind_takes_what_it_should(kind, given, expected):
    asked = question(1, kind=kind, options=("甲", "乙", "丙"), rows=("一", "二"), most=2)
    answers, wrong = rules.answering.checked([asked], {"q1": given})
    assert (answers.get("q1"), bool(wrong)) == (expected, expected is None)


def test_counts_have_their_base():
    one = question(1, kind="satisfaction", options=("满意", "基本满意", "不满意"))
    sheets = [{"q1": 0}] * 6 + [{"q1": 1}] * 3 + [{"q1": 2}] + [{}] * 2
    tally = rules.counting.tally(one, sheets)
    assert (tally.answered, tally.sheets, tally.satisfied) == (10, 12, Decimal("90.0"))
    assert tally.lines == (
        ("满意", 6, Decimal("60.0")),
        ("基本满意", 3, Decimal("30.0")),
        ("不满意", 1, Decimal("10.0")),
    )
    scale = rules.counting.tally(question(2, kind="scale", options=()), [{"q2": 5}, {"q2": 4}, {"q2": 4}])
    assert scale.mean == Decimal("4.33")
    numbers = rules.counting.tally(question(3, kind="number"), [{"q3": "10"}, {"q3": "9"}, {"q3": "2.5"}])
    assert (numbers.numbers["least"], numbers.numbers["most"], numbers.mean) == (
        Decimal("2.5"),
        Decimal(10),
        Decimal("7.17"),
    )


def test_no_group_below_the_least_is_shown_nor_can_be_reckoned():
    rng, by = random.Random(11), question(1, options=("甲", "乙", "丙", "丁"))
    for _round in range(300):
        sheets = [
            {"q1": rng.choice([0, 0, 0, 1, 1, 2, 3])} if rng.random() > 0.1 else {} for _n in range(rng.randint(0, 60))
        ]
        found = rules.counting.groups(by, sheets, 5)
        shown = [part for _label, part in found if part is not None]
        assert all(len(part) == 0 or len(part) >= 5 for part in shown)
        left = len(sheets) - sum(map(len, shown))
        assert left == 0 or left >= 5 or not any(shown)


def test_the_same_seed_draws_the_same_and_no_question_twice():
    pool, wanted = {"工会法": list(range(20)), "安全": list(range(100, 110))}, {"工会法": 5, "安全": 3}
    first = rules.scoring.drawn(pool, wanted, "20080602")
    assert first == rules.scoring.drawn({topic: keys[::-1] for topic, keys in pool.items()}, wanted, "20080602")
    assert len(set(first)) == 8 and sum(key < 100 for key in first) == 5
    assert first != rules.scoring.drawn(pool, wanted, "20080603")
    often = {key for n in range(200) for key in rules.scoring.drawn(pool, wanted, str(n))}
    assert often == {*range(20), *range(100, 110)}


def test_scores_are_between_nothing_and_everything_and_right_answers_only_raise_them():
    rng = random.Random(3)
    items = [
        SimpleNamespace(pk=n, kind=rng.choice(["single", "multiple"]), key=sorted(rng.sample(range(4), 1)))
        for n in range(17)
    ]
    answers, last = {}, Decimal(0)
    for one in items:
        answers[str(one.pk)] = one.key
        right, of, percent = rules.scoring.scored(items, answers)
        assert percent > last and right == len(answers) and of == 17
        last = percent
    assert last == 100
    assert rules.scoring.scored(items, {})[2] == 0


@pytest.mark.parametrize(
    ("kind", "key", "answer", "right"),
    [
        ("multiple", [0, 2], [2, 0], True), ("multiple", [0, 2], [0], False), ("multiple", [0, 2], [0, 1, 2], False),
        ("single", [1], [1], True), ("single", [1], None, False), ("blank", ["五一", "5·1"], " 五一 ", True), ("blank", ["ILO"], "ｉｌｏ", True),
        ("truth", [0], [1], False),
    ],
)  # fmt: skip
def test_an_answer_is_right_or_it_is_not(kind, key, answer, right):
    assert rules.scoring.is_right(kind, key, answer) is right


def test_the_mark_itself_passes_and_lateness_does_not():
    assert rules.scoring.passed(Decimal("60.0"), 60)
    assert not rules.scoring.passed(Decimal("59.9"), 60)
    assert not rules.scoring.passed(Decimal(100), 60, late=True)
    paper = SimpleNamespace(closes_at=NOW + timedelta(minutes=10), minutes=30)
    assert rules.scoring.due(paper, NOW) == NOW + timedelta(minutes=10)


def test_participation_says_its_numbers():
    assert rules.life.participation(67, 67, 100)
    verdict = rules.life.participation(67, 66, 100)
    assert not verdict and "66" in str(verdict.reason) and "100" in str(verdict.reason)
    assert rules.life.participation(None, 0, 0)
