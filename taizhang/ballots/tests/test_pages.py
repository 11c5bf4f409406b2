"""Officers' and everybody's pages of ballots: set up by hand, open, closed, counted, published."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.ballots import actions, queries
from taizhang.ballots.models import Ballot, Question
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM

State = Ballot.State
NAMES = "王小明，一车间\n李二丫，一车间\n赵大海，二车间"


@pytest.fixture
def chair(cast, as_):
    rulebook.load()
    return as_(cast.mill_chair)


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def head(**changes):
    """What the first page of setting up is filled with."""
    now = timezone.now()
    given = {"title": "工会委员会换届选举", "kind": "secret", "channels": "electronic", "opens_at": local(now - timedelta(hours=1)),
             "closes_at": local(now + timedelta(hours=2)), "remark": "请在下班前投票。"}  # fmt: skip
    return {**given, **changes}


def drafted(chair):
    """A ballot set up through the pages: a motion, an election of two from three, three voters."""
    answer = chair.post(reverse("ballots:ballot_draft"), head())
    assert answer.status_code == 302, answer.content.decode()
    ballot = Ballot.objects.get()
    add = reverse("ballots:question_add", args=[ballot.pk])
    motion = {"text": "通过选举办法", "pass_rule": "congress.pass", "quorum_rule": "congress.quorum"}
    assert chair.post(add + "?kind=motion", motion).status_code == 302
    election = {
        "text": "选举委员",
        "seats": 2,
        "candidates": "赵一\n丁二，三车间\n王三",
        "by_strokes": "on",
        "write_ins": "on",
        "pass_rule": "election.elected",
    }
    assert chair.post(add + "?kind=choice", election).status_code == 302
    assert chair.post(reverse("ballots:electorate_names", args=[ballot.pk]), {"names": NAMES}).status_code == 302
    return ballot


def frozen(chair):
    ballot = drafted(chair)
    assert chair.post(reverse("ballots:ballot_freeze", args=[ballot.pk])).status_code == 302
    ballot.refresh_from_db()
    return ballot


def vote(ballot, number, answers, at=None):
    """One vote, by the action that the page calls. → the receipt code"""
    voter = queries.electorate(ballot).get(number=number)
    return actions.cast(voter, answers=answers, token=queries.fresh_click(voter), at=at or timezone.now()).receipt


def counted(chair):
    """Three voted: the motion is carried, one is elected, two have equal votes for the second seat."""
    ballot = frozen(chair)
    codes = [
        vote(ballot, 1, {"1": "for", "2": {"for": [1, 2]}}), vote(ballot, 2, {"1": "for", "2": {"for": [1, 3]}}),
        vote(ballot, 3, {"1": "against", "2": {"for": [2, 3]}}),
    ]  # fmt: skip
    assert chair.post(reverse("ballots:ballot_close", args=[ballot.pk]), {"why": "全体已投"}).status_code == 302
    assert chair.post(reverse("ballots:ballot_count", args=[ballot.pk])).status_code == 302
    ballot.refresh_from_db()
    return ballot, codes


def test_a_ballot_is_set_up_step_by_step(chair):
    ballot = drafted(chair)
    page = chair.get(ballot.get_absolute_url()).content.decode()
    assert "丁二" in page and "锁定选举人名单" in page and "有权投票3人" in re.sub(r"\s", "", page)
    names = [one.name for one in Question.objects.get(number=2).candidates.order_by("number")]
    assert names == ["丁二", "王三", "赵一"]  # 2, 4 and 9 strokes
    preview = chair.get(reverse("ballots:ballot_preview", args=[ballot.pk])).content.decode()
    assert "选举委员" in preview and "检查我的选票" not in preview
    freeze = reverse("ballots:ballot_freeze", args=[ballot.pk])
    assert chair.post(freeze).status_code == 302
    ballot.refresh_from_db()
    assert ballot.state == State.FROZEN and len(ballot.electorate_hash) == 64
    assert ballot.electorate_hash in chair.get(ballot.get_absolute_url()).content.decode()
    late = chair.post(reverse("ballots:electorate_names", args=[ballot.pk]), {"names": "后来者"})
    assert late.status_code == 422


def test_shares_by_hand_and_the_order_by_hand(chair):
    ballot = drafted(chair)
    add = reverse("ballots:question_add", args=[ballot.pk]) + "?kind=motion"
    wrong = chair.post(add, {"text": "修改章程", "pass_rule": "by hand", "pass_share": "3/2"})
    assert wrong.status_code == 422 and "1/2" in wrong.content.decode()
    by_hand = {
        "text": "修改章程",
        "pass_rule": "by hand",
        "pass_share": "2/3",
        "pass_operator": ">=",
        "pass_base": "present",
    }
    assert chair.post(add, by_hand).status_code == 302
    assert Question.objects.get(number=3).pass_numerator == 2
    election = Question.objects.get(number=2)
    order = reverse("ballots:question_order", args=[election.pk])
    assert chair.post(order, {"place-1": 1, "place-2": 1, "place-3": 2}).status_code == 422
    assert chair.post(order, {"place-1": 3, "place-2": 1, "place-3": 2}).status_code == 302
    assert [one.name for one in election.candidates.order_by("number")] == ["王三", "赵一", "丁二"]
    assert chair.post(reverse("ballots:question_strokes", args=[election.pk])).status_code == 302
    assert election.candidates.order_by("number").first().name == "丁二"
    changed = reverse("ballots:question_change", args=[election.pk])
    assert "丁二，三车间" in chair.get(changed).content.decode()
    assert chair.post(reverse("ballots:question_remove", args=[election.pk])).status_code == 302
    assert Question.objects.count() == 2


def test_while_it_is_open_there_is_a_number_and_no_result(chair):
    ballot = frozen(chair)
    vote(ballot, 1, {"1": "for"})
    page = chair.get(ballot.get_absolute_url()).content.decode()
    assert "33.3%" in page
    result = chair.get(reverse("ballots:ballot_result", args=[ballot.pk])).content.decode()
    assert "赞成" not in result and "1 / 3" not in result
    voters = chair.get(reverse("ballots:electorate_list", args=[ballot.pk])).content.decode()
    assert "是否已投票" not in voters
    for name in ("result_export", "box_export", "result_notice"):
        assert chair.get(reverse(f"ballots:{name}", args=[ballot.pk])).status_code == 302
    assert chair.get(reverse("ballots:published", args=[ballot.pk])).status_code == 404


def test_the_result_is_worked_out_with_its_rule(chair):
    ballot, _codes = counted(chair)
    page = chair.get(reverse("ballots:ballot_result", args=[ballot.pk])).content.decode()
    assert "再次投票" in page and "recount.py" in page
    voters = chair.get(reverse("ballots:electorate_list", args=[ballot.pk])).content.decode()
    assert "已投票" in voters
    for name in ("ballot_paper", "count_sheet", "result_notice"):
        answer = chair.get(reverse(f"ballots:{name}", args=[ballot.pk]))
        assert answer.status_code == 200 and answer.content.startswith(b"PK"), name
    assert chair.get(reverse("ballots:result_export", args=[ballot.pk])).status_code == 200
    election = Question.objects.get(number=2)
    now = timezone.now()
    again = chair.post(
        reverse("ballots:question_revote", args=[election.pk]),
        {"opens_at": local(now), "closes_at": local(now + timedelta(hours=1))},
    )
    assert again.status_code == 302
    assert Ballot.objects.exclude(pk=ballot.pk).get().revote_of == ballot


def test_everybody_finds_the_own_slip_after_publication(chair, client):
    ballot, codes = counted(chair)
    page = reverse("ballots:published", args=[ballot.pk])
    assert client.get(page).status_code == 404
    assert chair.post(reverse("ballots:ballot_publish", args=[ballot.pk])).status_code == 302
    shown = client.get(page).content.decode()
    assert Ballot.objects.get().box_hash in shown and "王小明" not in shown
    found = client.post(page, {"code": codes[2].lower()}).content.decode()
    assert "这张选票在票箱里" in found and "反对" in found
    assert "没有" in client.post(page, {"code": "AAAA-BBBB-CCCC-DDDD"}).content.decode()
    box = client.get(reverse("ballots:published_box", args=[ballot.pk]))
    assert box.content.decode() == Ballot.objects.get().box_text
    assert client.get(reverse("ballots:published_recount")).status_code == 200


def test_changes_of_the_electorate_are_public(chair):
    ballot = frozen(chair)
    before = ballot.electorate_hash
    assert (
        chair.post(
            reverse("ballots:voter_add", args=[ballot.pk]), {"name": "后来者", "weight": 1, "why": "冻结时漏列"}
        ).status_code
        == 302
    )
    ballot.refresh_from_db()
    assert ballot.electorate_hash != before
    voter = queries.electorate(ballot).get(number=2)
    assert chair.post(reverse("ballots:voter_strike", args=[voter.pk]), {"why": "已退休"}).status_code == 302
    page = chair.get(reverse("ballots:electorate_list", args=[ballot.pk])).content.decode()
    assert "冻结时漏列" in page and "已退休" in page


def test_voters_from_a_workbook_and_from_the_register(chair, cast):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from taizhang.members import actions as members
    from taizhang.testing.world import workbook

    members.admit(cast.mill, by=SYSTEM, on=timezone.localdate(), name="田小满", id_number="11010519491231002X")
    chair.post(reverse("ballots:ballot_draft"), head())
    ballot = Ballot.objects.get()
    book = workbook(
        ("姓名", "部门", "票数", "身份证号"),
        ("田小满", "一车间", 1, "11010519491231002X"),
        ("何立夏", "二车间", "", ""),
    )
    given = {"book": SimpleUploadedFile("选民.xlsx", book)}
    assert chair.post(reverse("ballots:electorate_book", args=[ballot.pk]), given).status_code == 302
    assert queries.electorate(ballot).count() == 2
    assert chair.post(reverse("ballots:electorate_members", args=[ballot.pk])).status_code == 302
    assert queries.electorate(ballot).count() == 2  # she stood on the list already
    assert chair.post(reverse("ballots:electorate_remove", args=[ballot.pk]), {"voter": ["2"]}).status_code == 302
    assert queries.electorate(ballot).get().name == "田小满"
    headless = {"book": SimpleUploadedFile("选民.csv", "编号,部门\n1,2".encode())}
    assert chair.post(reverse("ballots:electorate_book", args=[ballot.pk]), headless).status_code == 422


def test_two_tellers_count_a_box_apart(chair, cast, as_):
    answer = chair.post(reverse("ballots:ballot_draft"), head(channels="both"))
    ballot = Ballot.objects.get()
    chair.post(
        reverse("ballots:question_add", args=[ballot.pk]) + "?kind=motion",
        {"text": "通过集体合同", "pass_rule": "collective.pass"},
    )
    chair.post(reverse("ballots:electorate_names", args=[ballot.pk]), {"names": NAMES})
    chair.post(reverse("ballots:ballot_freeze", args=[ballot.pk]))
    assert chair.post(reverse("ballots:paper_issue", args=[ballot.pk]), {"numbers": "2-3"}).status_code == 302
    ballot.refresh_from_db()
    vote(ballot, 1, {"1": "for"})
    assert chair.post(reverse("ballots:ballot_close", args=[ballot.pk]), {"why": "散会"}).status_code == 302
    sheet = reverse("ballots:sheet_enter", args=[ballot.pk])
    cells = {f"cell-1-{cell}": 0 for cell in ("abstain", "void", "blank")} | {
        "box": "一号箱",
        "returned": 2,
        "cell-1-for": 1,
        "cell-1-against": 1,
    }
    assert chair.post(sheet, cells).status_code == 302
    clerk = as_(cast.mill_clerk)
    wrong = clerk.post(sheet, {**cells, "cell-1-for": 2, "cell-1-against": 0})
    assert wrong.status_code == 422 and "赞成" in wrong.content.decode()
    assert clerk.post(sheet, cells).status_code == 302
    assert clerk.post(reverse("ballots:ballot_count", args=[ballot.pk])).status_code == 302
    ballot.refresh_from_db()
    assert ballot.result["questions"][0]["rows"][0]["for"] == 2
    assert answer.status_code == 302


def test_links_are_printed_as_cards_or_exported(chair):
    ballot = frozen(chair)
    cards = reverse("ballots:voter_cards", args=[ballot.pk])
    page = chair.post(cards, {"cards": "1"}).content.decode()
    assert page.count("<svg") >= 3 and "王小明" in page
    assert chair.post(cards, {"book": "1"})["Content-Disposition"].endswith(".xlsx")
    voter = queries.electorate(ballot).get(number=1)
    one = chair.post(reverse("ballots:voter_link", args=[voter.pk])).content.decode()
    assert "/ballots/v/" in one


def test_a_list_of_ballots_costs_the_same_for_one_and_for_twenty(chair, cast, django_assert_max_num_queries):
    frozen(chair)
    chair.get(reverse("ballots:ballot_list"))
    with django_assert_max_num_queries(18):
        page = chair.get(reverse("ballots:ballot_list")).content.decode()
    assert "0 / 3" in page
    assert "还没有投票" in chair.get(reverse("ballots:ballot_list") + "?state=annulled").content.decode()
