"""Rules of proposals without a database: hints on wording, closing day, deadlines."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from taizhang.proposals import rules
from taizhang.proposals.models import Backer, Handling, Proposal

DAYS = SimpleNamespace(value=15, unit="日")
THREE = SimpleNamespace(value=3, unit="个工作日")
ONCE = SimpleNamespace(value=1, sentence=lambda: "一次")


@pytest.mark.parametrize(
    ("name", "measure", "several"),
    [
        ("为一车间安装风扇", "安装工业风扇。", False),
        ("改善食堂伙食及增加班车班次", "改善。", True),
        ("更换路灯", "更换路灯。另外，建议修缮球场。", True),
        ("关于加强安全生产的建议", "加强检查。", False),
    ],
)
def test_several_matters_are_only_hinted_at(name, measure, several):
    with override("zh-hans"):
        assert bool(rules.wording.several_matters(name, "理由。", measure)) is several


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("关于为家属楼接通宽带的建议", "为家属楼接通宽带", True),
        ("为家属楼接通宽带", "更换食堂餐具", False),
        ("", "更换食堂餐具", False),
    ],
)
def test_titles_that_are_alike(one, other, like):
    assert (rules.wording.likeness(one, other) >= rules.wording.LIKE) is like


def test_the_window_closes_fifteen_days_before_the_session():
    assert rules.round.last_day(date(2008, 3, 28), DAYS) == date(2008, 3, 13)


def test_an_overdue_answer_goes_to_the_leader_after_three_working_days():
    handling = SimpleNamespace(due_on=date(2008, 5, 9))  # a Friday
    assert rules.handling.raised_from(handling, THREE) == date(2008, 5, 15)


def proposal(state, **more):
    found = {"state": state, "disputed": False, "late": False, "delegation": "", "round": SimpleNamespace(seconders=2)}
    return SimpleNamespace(**found | more)


def test_two_confirmed_seconders_are_needed_but_not_of_a_delegation():
    State, Role = Proposal.State, Backer.Role
    seconder = SimpleNamespace(role=Role.SECONDER, confirmed_on=date(2008, 2, 1), name="甲")
    asked = SimpleNamespace(role=Role.SECONDER, confirmed_on=None, name="乙")
    with override("en"):
        refused = rules.proposal.may_submit(proposal(State.SECONDING), [seconder, asked])
        assert not refused
        assert "1 more seconder" in refused.reason
    assert rules.proposal.may_submit(proposal(State.SECONDING), [seconder, seconder])
    assert rules.proposal.may_submit(proposal(State.DRAFT, delegation="一车间代表团"), [])


def test_late_ones_are_not_filed_and_disputed_ones_wait_for_the_presidium():
    State = Proposal.State
    late = proposal(State.SUBMITTED, late=True)
    assert not rules.proposal.may_decide(late, State.FILED)
    assert rules.proposal.may_decide(late, State.TURNED)
    disputed = proposal(State.SCREENING, disputed=True)
    assert not rules.proposal.may_decide(disputed, State.FILED)
    assert rules.proposal.may_decide(disputed, State.FILED, presidium=True)
    assert not rules.proposal.may_decide(proposal(State.SUBMITTED), State.DECLINED)


def test_a_second_handling_once_and_then_it_may_be_closed():
    State, Rating = Proposal.State, Handling.Rating
    answered = proposal(State.ANSWERED)
    first, second = (SimpleNamespace(number=number, rating=Rating.UNSATISFIED) for number in (1, 2))
    again = rules.handling.may_handle_again(answered, first, ONCE)
    assert again
    assert not rules.handling.may_close(answered, first, again=again)
    again = rules.handling.may_handle_again(answered, second, ONCE)
    assert not again
    assert rules.handling.may_close(answered, second, again=again)
