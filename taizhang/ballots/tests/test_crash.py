"""The server is killed while people vote: they press again, and in the end every confirmed ballot is in the box, once."""

import asyncio
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.once]
ROOT = Path(__file__).resolve().parents[3]
VOTERS, AT_ONCE, KILLS = 90, 12, 3

SETTING_UP = """
import json, sys
sys.path.insert(0, "bench")
import django
django.setup()
import ballots
ballot, tokens = ballots.ballot_of(int(sys.argv[1]), "断电时的投票")
print(json.dumps([ballot.pk, tokens]))
"""
COUNTING = """
import json, sys
import django
django.setup()
from django.utils import timezone
from taizhang.ballots import actions, queries
from taizhang.ballots.models import Ballot
from taizhang.kernel.acts import SYSTEM
ballot = Ballot.objects.get(pk=int(sys.argv[1]))
turnout = queries.turnout(ballot)
actions.close(ballot, by=SYSTEM, at=timezone.now(), why="试验")
ballot = actions.count(ballot, by=SYSTEM, at=timezone.now())
print(json.dumps([turnout.voted, ballot.result, [line.get("receipt") for line in map(json.loads, ballot.box_text.splitlines())][1:]]))
"""


@pytest.fixture
def bench():
    """What the bench of ballots is made of: a server in processes of its own, and voters' phones."""
    sys.path.insert(0, str(ROOT / "bench"))
    import ballots

    yield ballots
    sys.path.remove(str(ROOT / "bench"))


@pytest.fixture
def environment(tmp_path):
    """An installation of its own, prepared."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TAIZHANG_", "DJANGO_"))}
    made = {**kept, "TAIZHANG_DATA": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "taizhang.config.settings"}
    subprocess.run(
        [sys.executable, "-m", "taizhang.cli", "init", "--admin", "王管理"],
        cwd=ROOT,
        env=made,
        check=True,
        capture_output=True,
    )
    return made


def told(code, environment, argument):
    """What a piece of code prints, as JSON."""
    done = subprocess.run(
        [sys.executable, "-c", code, str(argument)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


async def vote(bench, server, pk, tokens):
    """Everybody votes, and presses again until the receipt is there; the server dies on the way. → [receipt of each voter]"""
    gate, receipts, kills = asyncio.Semaphore(AT_ONCE), {}, iter(range(1, KILLS + 1))

    class Ballot:
        pass

    ballot = Ballot()
    ballot.pk = pk

    async def until_done(phone, do):
        while True:
            try:
                return await asyncio.wait_for(do(), 15)
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                phone.close()
                phone.writer = None
                await asyncio.sleep(0.2)

    async def one(number, token):
        async with gate:
            phone = bench.Phone(server.port)
            await until_done(phone, lambda: bench.open_ballot(phone, ballot, token))
            await until_done(phone, lambda: bench.look_over(phone, ballot, number))
            fields = {**bench.marks(number), "token": phone.token}
            _status, page, _taken = await until_done(
                phone, lambda: phone.ask("POST", f"/ballots/{pk}/vote/cast/", fields)
            )
            receipts[number] = page.split("<output>")[1].split("</output>")[0].strip()
            phone.close()

    async def killer():
        for kill in kills:
            while len(receipts) < kill * VOTERS // (KILLS + 1):
                await asyncio.sleep(0.01)
            server.stop(signal.SIGKILL)
            await asyncio.to_thread(server.start)

    await asyncio.gather(killer(), *(one(number, token) for number, token in enumerate(tokens)))
    return [receipts[number] for number in range(len(tokens))]


def test_no_ballot_is_lost_and_none_is_doubled(bench, environment):
    pk, tokens = told(SETTING_UP, environment, VOTERS)
    server = bench.Server(workers=2, environment=environment).start()
    try:
        receipts = asyncio.run(vote(bench, server, pk, tokens))
    finally:
        server.stop(signal.SIGKILL)
    voted, result, box = told(COUNTING, environment, pk)
    hashes = [hashlib.sha256(receipt.replace("-", "").encode()).hexdigest() for receipt in receipts]
    assert voted == VOTERS and result["stands"]
    assert sorted(box) == sorted(hashes) and len(set(box)) == VOTERS
    asked = [bench.marks(number) for number in range(VOTERS)]
    motion = Counter(marks["q1"] for marks in asked)
    row = result["questions"][0]["rows"][0]
    assert (row["for"], row["against"], row["abstain"]) == (motion["for"], motion["against"], motion["abstain"])
    elected = Counter(name for marks in asked for name in marks if name.startswith("q2-"))
    assert {f"q2-{one['candidate']}": one["for"] for one in result["questions"][1]["rows"]} == dict(elected)
