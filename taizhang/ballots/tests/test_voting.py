"""The voter's pages: a link, one review, one confirmation, an unmistakable end; and what happens to whoever comes twice or too late."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taizhang.ballots import actions, queries
from taizhang.ballots.durable import durable
from taizhang.ballots.models import SealedSlip, Tick
from taizhang.ballots.views import printed
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.members import actions as members

MARKS = {"q1": "for", "q2-1": "for", "q2-2": "against", "q2-write": ["钱七", ""]}


@pytest.fixture
def ballot(cast):
    """A motion and an election of two from three, open for two hours; three voters, the second with an account."""
    rulebook.load()
    now = timezone.now()
    drawn = actions.draft(
        cast.mill, by=SYSTEM, on=timezone.localdate(), title="工会委员会换届选举", kind="secret", opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(hours=1),
    )  # fmt: skip
    today = timezone.localdate()
    actions.add_question(drawn, by=SYSTEM, on=today, kind="motion", text="通过选举办法", pass_rule="congress.pass")
    actions.add_question(
        drawn, by=SYSTEM, on=today, kind="choice", text="选举委员", candidates=["丁二", "王三", "赵一"], seats=2, write_ins=True,
        pass_rule="election.elected",
    )  # fmt: skip
    actions.enrol(
        drawn, by=SYSTEM, voters=[{"name": "王小明"}, {"name": "李二丫", "user": cast.mill_clerk}, {"name": "赵大海"}]
    )
    actions.freeze(drawn, by=SYSTEM, at=now - timedelta(hours=2))
    return drawn


def phone(ballot, number=1):
    """A browser that has opened the voter's personal link."""
    client = Client(headers={"accept-language": "zh-hans"})
    voter = queries.electorate(ballot).get(number=number)
    token = actions.issue_link(voter, by=SYSTEM)
    answer = client.get(reverse("ballots:vote_enter", args=[token]))
    assert answer.status_code == 302 and answer["Location"] == page(ballot)
    return client


def page(ballot, part="vote_page"):
    return reverse(f"ballots:{part}", args=[ballot.pk])


def token_of(answer):
    return re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1]


def receipt_of(answer):
    found = re.search(r"<output>([^<]+)</output>", answer.content.decode())
    return found and found[1].strip()


def test_from_the_link_to_the_receipt(ballot):
    client = phone(ballot)
    shown = client.get(page(ballot)).content.decode()
    assert "王小明" in shown and "无记名投票" in shown and "最多对2人" in shown and "<legend" in shown
    review = client.post(page(ballot, "vote_review"), MARKS)
    words = review.content.decode()
    assert "赞成：丁二" in words and "另选：钱七" in words and not Tick.objects.exists()
    done = client.post(page(ballot, "vote_cast"), {**MARKS, "token": token_of(review)})
    assert "<h1>已投票</h1>" in done.content.decode() and re.fullmatch(r"(\w{4}-){3}\w{4}", receipt_of(done))
    assert Tick.objects.count() == SealedSlip.objects.count() == 1
    assert "sessionid" not in client.cookies  # who votes leaves no session behind


def test_the_same_click_twice_is_one_ballot_and_the_same_receipt(ballot):
    client = phone(ballot)
    token = token_of(client.post(page(ballot, "vote_review"), MARKS))
    first, second = (client.post(page(ballot, "vote_cast"), {**MARKS, "token": token}) for _time in range(2))
    assert receipt_of(first) == receipt_of(second)
    assert Tick.objects.count() == SealedSlip.objects.count() == 1
    again = client.get(page(ballot))
    assert "已投票" in again.content.decode() and receipt_of(again) is None  # who voted is known, not how
    other = client.post(page(ballot, "vote_review"), MARKS)
    assert "已投票" in other.content.decode() and Tick.objects.count() == 1


def test_what_was_marked_comes_back_when_something_is_changed(ballot):
    client = phone(ballot)
    back = client.post(page(ballot), MARKS).content.decode()
    assert (
        'name="q1" value="for" checked' in back
        and 'name="q2-2" value="against" checked' in back
        and 'value="钱七"' in back
    )


def test_a_void_choice_is_not_taken_but_explained(ballot):
    client = phone(ballot)
    too_many = {"q2-1": "for", "q2-2": "for", "q2-3": "for"}
    review = client.post(page(ballot, "vote_review"), too_many)
    assert (
        review.status_code == 422
        and "最多" in review.content.decode()
        and 'name="q2-3" value="for" checked' in review.content.decode()
    )
    voter = queries.electorate(ballot).get(number=1)
    straight = client.post(page(ballot, "vote_cast"), {**too_many, "token": queries.fresh_click(voter)})
    assert straight.status_code == 422 and not Tick.objects.exists()


def test_nothing_marked_is_an_abstention_and_says_so(ballot):
    client = phone(ballot)
    review = client.post(page(ballot, "vote_review"), {})
    assert review.content.decode().count("按弃权计") == 2
    assert "已投票" in client.post(page(ballot, "vote_cast"), {"token": token_of(review)}).content.decode()


def test_after_its_time_the_page_says_so(ballot):
    client = phone(ballot)
    actions.close(ballot, by=SYSTEM, at=timezone.now(), why="全体已投")
    shown = client.get(page(ballot)).content.decode()
    assert "投票已" in shown and "检查我的选票" not in shown


def test_before_its_time_the_page_says_when(cast):
    rulebook.load()
    opens = timezone.now() + timedelta(days=1)
    early = actions.draft(
        cast.mill,
        by=SYSTEM,
        on=timezone.localdate(),
        title="工作报告表决",
        kind="secret",
        opens_at=opens,
        closes_at=opens + timedelta(hours=1),
    )
    actions.add_question(
        early, by=SYSTEM, on=timezone.localdate(), kind="motion", text="通过工作报告", pass_rule="congress.pass"
    )
    actions.enrol(early, by=SYSTEM, voters=[{"name": "王小明"}])
    actions.freeze(early, by=SYSTEM, at=timezone.now())
    shown = phone(early).get(page(early)).content.decode()
    assert timezone.localtime(opens).strftime("%Y-%m-%d %H:%M") in shown and "检查我的选票" not in shown


def test_a_newer_link_makes_the_earlier_ones_worthless(ballot):
    old = phone(ballot)
    new = phone(ballot)
    assert old.get(page(ballot))["Location"] == reverse("ballots:vote_start")
    assert new.get(page(ballot)).status_code == 200
    forged = Client().get(reverse("ballots:vote_enter", args=["1.1.aaaaaaaaaaaaaaaa"]))
    assert forged.status_code == 410 and "打不开" in forged.content.decode()


def test_a_code_is_typed_from_a_card(ballot):
    voter = queries.electorate(ballot).get(number=3)
    code = actions.issue_link(voter, by=SYSTEM)
    client = Client(headers={"accept-language": "zh-hans"})
    assert client.get(reverse("ballots:vote_start")).status_code == 200
    assert client.post(reverse("ballots:vote_start"), {"code": "1.2.3"}).status_code == 410
    typed = client.post(reverse("ballots:vote_start"), {"code": f" {code} "})
    assert typed.status_code == 302 and "赵大海" in client.get(page(ballot)).content.decode()


def test_an_account_votes_without_a_link_and_nobody_else_does(ballot, cast, as_):
    own = as_(cast.mill_clerk)
    assert "工会委员会换届选举" in own.get(reverse("ballots:vote_mine")).content.decode()
    assert "李二丫" in own.get(page(ballot)).content.decode()
    assert "工会委员会换届选举" in own.get(reverse("desk:due")).content.decode()
    for client in (as_(cast.mill_chair), Client()):
        assert client.get(page(ballot))["Location"] == reverse("ballots:vote_start")
        assert client.post(page(ballot, "vote_cast"), {"token": "x"})["Location"] == reverse("ballots:vote_start")


def test_a_member_comes_from_the_own_page(cast, ballot):
    membership = members.admit(cast.mill, by=SYSTEM, on=timezone.localdate(), name="田小满")
    actions.add_voter(
        ballot, by=SYSTEM, at=timezone.now(), why="漏列", name="田小满", subject=membership.person.subject
    )
    link = members.issue_link(membership, by=cast.mill_clerk, why="本人投票")
    client = Client(headers={"accept-language": "zh-hans"})
    client.post(reverse("members:own_open", args=[membership.pk, link]))
    door = reverse("ballots:vote_own", args=[ballot.pk])
    assert door in client.get(reverse("members:own_page")).content.decode()
    assert client.get(door)["Location"] == page(ballot)
    assert "田小满" in client.get(page(ballot)).content.decode()
    assert Client().get(door).status_code == 404


def test_who_has_a_paper_ballot_is_sent_to_it(cast, ballot):
    Tick.objects.create(voter=queries.electorate(ballot).get(number=1), how=Tick.How.PAPER)
    assert "纸质选票" in phone(ballot).get(page(ballot)).content.decode()


def test_a_mandate_is_voted_in_the_givers_place(cast, ballot):
    rulebook.override(
        "ballots.proxies.most",
        unit=cast.mill,
        since=timezone.localdate() - timedelta(days=9),
        value=1,
        source="本会章程",
    )
    holder, giver = queries.electorate(ballot).get(number=1), queries.electorate(ballot).get(number=3)
    actions.give_proxy(giver, by=SYSTEM, holder=holder)
    client = phone(ballot)
    own = client.post(page(ballot, "vote_review"), {"q1": "for"})
    done = client.post(page(ballot, "vote_cast"), {"q1": "for", "token": token_of(own)})
    assert "赵大海" in done.content.decode()
    shown = client.get(page(ballot) + "?for=3").content.decode()
    assert "赵大海（委托王小明）" in shown and 'name="for" value="3"' in shown
    review = client.post(page(ballot, "vote_review"), {"q1": "against", "for": "3"})
    client.post(page(ballot, "vote_cast"), {"q1": "against", "for": "3", "token": token_of(review)})
    assert Tick.objects.count() == 2
    assert client.get(page(ballot) + "?for=2").status_code == 404


def test_a_vote_costs_few_queries(ballot, django_assert_max_num_queries):
    """Everything that is asked of the database between the click and the confirmation."""
    client = phone(ballot)
    client.post(page(ballot, "vote_review"), MARKS)
    with django_assert_max_num_queries(1):  # the voter and whether he has voted; questions were read before
        review = client.post(page(ballot, "vote_review"), MARKS)
    with CaptureQueriesContext(connection) as asked:
        client.post(page(ballot, "vote_cast"), {**MARKS, "token": token_of(review)})
    assert Tick.objects.count() == 1
    most = 9 if connection.vendor == "postgresql" else 8  # there a lock is asked for by itself
    assert len(asked) <= most  # voter, ticked?, state, struck?, tick, slip, and the two ends of the transaction


def test_a_kept_page_holds_nothing_of_the_voter_before(ballot):
    """The pages of a ballot are rendered once in a process: names, codes and the form's token are everybody's own."""
    first, second = phone(ballot, 1), phone(ballot, 3)
    shown = [client.get(page(ballot)).content.decode() for client in (first, second, first)]
    assert ["王小明" in text for text in shown] == [True, False, True]
    assert ["赵大海" in text for text in shown] == [False, True, False]
    tokens = [re.search(r'csrfmiddlewaretoken" value="([^"]+)"', text)[1] for text in shown]
    assert len(set(tokens)) == 3 and all(len(token) == 64 for token in tokens)
    done = []
    for client, choice in ((first, "for"), (second, "against")):
        review = client.post(page(ballot, "vote_review"), {"q1": choice})
        done.append(client.post(page(ballot, "vote_cast"), {"q1": choice, "token": token_of(review)}))
    assert receipt_of(done[0]) != receipt_of(done[1])
    kept = "".join(piece for pieces in printed._kept.values() for piece in pieces)
    assert not any(one in kept for one in ("王小明", "赵大海", receipt_of(done[0]), receipt_of(done[1])))
    english = Client(headers={"accept-language": "en"})
    english.cookies = first.cookies
    assert "You have voted" in english.get(page(ballot)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_vote_waits_for_the_disk():
    """SQLite is told to wait for the disk at each commit (2 is FULL) while a vote is written, and as before afterwards."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL is told so inside the transaction")
    before = asked_of_sqlite("synchronous")
    with durable():
        assert asked_of_sqlite("synchronous") == 2
    assert asked_of_sqlite("synchronous") in (before, 1)


def asked_of_sqlite(name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]
