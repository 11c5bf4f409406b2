"""The same request comes twice at the same moment, on connections of its own: one entry, one answer, on both databases."""

import threading

import pytest
from django.db import connection, connections
from django.test import Client

from taizhang.api.models import Answered
from taizhang.api.tests.conftest import token_of
from taizhang.kernel import ledger
from taizhang.testing.at_once import on_a_file_of_sqlite
from taizhang.testing.cast import assemble
from taizhang.worklog.models import Entry

HANDS = 6
GIVEN = {"unit": "F-T-M", "on": "2008-05-12", "kind": "AW-16", "matter": "领取物资", "persons": 9}


def race(contents):
    """Send all of them together under one Idempotency-Key. → what a test wants to know, as JSON can carry it"""
    cast = assemble()
    _token, secret = token_of(cast.mill_chair, cast.mill)
    gate, answers = threading.Barrier(len(contents)), [None] * len(contents)

    def send(at):
        client = Client(headers={"authorization": f"Bearer {secret}", "idempotency-key": "one-key-for-all"})
        try:
            gate.wait(20)
            said = client.post("/api/entries", contents[at], content_type="application/json")
            answers[at] = [
                said.status_code,
                said.json().get("id"),
                said.get("Idempotency-Replayed"),
                said.json().get("code"),
            ]
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(at,)) for at in range(len(contents))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return {
        "answers": answers, "entries": Entry.objects.count(), "keys": Answered.objects.count(),
        "differences": len(list(ledger.differences())),
    }  # fmt: skip


def judge_same(told):
    """Everybody was answered with the one entry, and one of them made it."""
    assert told["entries"] == told["keys"] == 1 and told["differences"] == 0
    assert [status for status, *_rest in told["answers"]] == [201] * HANDS, told
    assert len({made for _status, made, *_rest in told["answers"]}) == 1
    assert sorted(again or "" for _status, _made, again, _code in told["answers"]) == ["", *["true"] * (HANDS - 1)]


def judge_other(told):
    """One of two that differ was carried out; the other is told that the key is used."""
    assert told["entries"] == told["keys"] == 1 and told["differences"] == 0
    assert sorted((status, code or "") for status, _made, _again, code in told["answers"]) == [
        (201, ""),
        (422, "not_valid"),
    ]


JUDGES = {"same": ([GIVEN] * HANDS, judge_same), "other": ([GIVEN, GIVEN | {"persons": 8}], judge_other)}


@pytest.mark.parametrize("which", JUDGES)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a database in memory belongs to one thread; see below")
@pytest.mark.django_db(transaction=True)
def test_one_key_at_once_on_postgresql(which):
    contents, judge = JUDGES[which]
    judge(race(contents))


SCRIPT = """
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from taizhang.api.tests.test_at_once import JUDGES, race
told = race(JUDGES[sys.argv[1]][0])
"""


@pytest.mark.slow
@pytest.mark.once
def test_one_key_at_once_on_a_file_of_sqlite(tmp_path):
    """Six threads with connections of their own to one file, as the workers of a server have them."""
    JUDGES["same"][1](on_a_file_of_sqlite(tmp_path, SCRIPT, "same"))
