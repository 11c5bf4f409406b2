"""The story of the votes: an election with its re-vote, published; one open now; one being drawn up."""

import time

import pytest
from django.utils import timezone

from taizhang.ballots import queries
from taizhang.ballots.models import Ballot
from taizhang.demo import accounts, ballots, loading
from taizhang.kernel import ledger, rulebook, sealing


@pytest.fixture(autouse=True)
def installation(db, tmp_path, settings):
    settings.TAIZHANG_DATA = tmp_path
    sealing.create_keys()
    rulebook.load()


def test_an_election_a_vote_that_is_open_and_a_draft():
    today = timezone.localdate()
    for importer, name in loading.SAMPLE_BOOKS[:2]:
        loading.bring_in(importer, loading.SAMPLE / name, lambda words, n, of: None)
    accounts.open_all()
    begun = time.process_time()
    assert ballots.tell(today)
    assert time.process_time() - begun < 6
    states = list(Ballot.objects.order_by("id").values_list("state", flat=True))
    assert states == ["published", "published", "frozen", "drafted"]
    first, again = Ballot.objects.order_by("id")[:2]
    told = first.result["questions"][1]
    assert told["elected"] == [1, 2] and told["vacancies"] == 1
    assert again.result["questions"][0]["verdict"] == "elected"
    now_open = Ballot.objects.order_by("id")[2]
    assert now_open.phase(timezone.now()) == Ballot.State.OPEN and queries.turnout(now_open).voted == 13
    assert list(ledger.differences()) == []
    assert not ballots.tell(today)
