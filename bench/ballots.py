"""Two thousand voters in ten seconds, against the server that an installation runs, each ballot durable before it is confirmed.

    script/bench --only ballots
    TAIZHANG_BENCH_VOTERS=200 script/bench --only ballots     # a short one
    TAIZHANG_DATABASE_URL=postgresql://… script/bench --only ballots

The server is `taizhang serve` in processes of its own; voters are asyncio connections of this process, one for each voter, with as little
work between the bytes as Python allows, for both share the cores. Three questions, asked one after the other with fresh voters: how long
the confirmation takes when 2,000 come within ten seconds; how many ballots a second go through when forty voters press at once all the
time; and the same for whole visits (link, page, review, confirmation). Then every box is counted and held against the receipts that the
voters were shown: none may be missing, none may be there twice. Then 10,000 ballots are recounted.
"""

import asyncio
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
VOTERS, SECONDS, AT_ONCE, RECOUNTED = 2000, 10, 40, 10_000
WORKERS = 2


class Server:
    """`taizhang serve` on a free port, without the worker for jobs; with the processes that it starts in a group of their own."""

    def __init__(self, workers=WORKERS, environment=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.workers, self.environment, self.process = workers, environment, None

    def start(self):
        """Start it, and wait until it answers."""
        words = ["serve", "--no-worker", "--port", str(self.port), "--workers", str(self.workers)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "taizhang.cli", *words], cwd=ROOT, env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        end = time.time() + 60
        while time.time() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the server does not answer")

    def cpu(self):
        """Seconds that the server and its processes have worked so far (0 where /proc does not tell)."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == self.process.pid:
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self, how=signal.SIGTERM):
        """End it and the processes that it started, and wait."""
        os.killpg(self.process.pid, how)
        self.process.wait(timeout=60)


class Phone:
    """One voter's browser: a connection, a cookie jar, and nothing else."""

    def __init__(self, port):
        self.port, self.secret, self.cookies = port, secrets.token_hex(16), {}
        self.reader = self.writer = None

    async def ask(self, method, path, fields=None):
        """Status, body and milliseconds of one request."""
        start = time.perf_counter()
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        body = urlencode({"csrfmiddlewaretoken": self.secret, **fields}, doseq=True) if fields is not None else ""
        cookies = "; ".join(f"{name}={value}" for name, value in {"csrftoken": self.secret, **self.cookies}.items())
        self.writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\nConnection: keep-alive\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"(?i)\r\ncontent-length: (\d+)", head)
        content = await self.reader.readexactly(int(length[1])) if length else b""
        for name, value in re.findall(r"(?i)\r\nset-cookie: ([^=;]+)=([^;\r]*)", head):
            if name != "csrftoken":
                self.cookies[name] = value
        taken = (time.perf_counter() - start) * 1000
        return int(head.split()[1]), content.decode(), taken

    def letter(self, path, fields):
        """A POST as bytes, written down before the clock runs."""
        body = urlencode({"csrfmiddlewaretoken": self.secret, **fields})
        cookies = "; ".join(f"{name}={value}" for name, value in {"csrftoken": self.secret, **self.cookies}.items())
        return (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        ).encode()

    def close(self):
        if self.writer is not None:
            self.writer.close()


class Post(asyncio.Protocol):
    """One letter through a connection of its own; `answer` becomes what came back when the server has closed."""

    def __init__(self, letter, answer):
        self.letter, self.answer, self.parts = letter, answer, []

    def connection_made(self, transport):
        transport.write(self.letter)

    def data_received(self, data):
        self.parts.append(data)

    def connection_lost(self, broken):
        if not self.answer.done():
            self.answer.set_result(b"".join(self.parts))


async def post(port, letter):
    """Send a letter, wait for the answer. → bytes"""
    loop = asyncio.get_running_loop()
    answer = loop.create_future()
    await loop.create_connection(lambda: Post(letter, answer), "127.0.0.1", port)
    return await answer


# --- the electorate -------------------------------------------------------------------------------------------------------------------


def unit_of_the_vote():
    """The top unit, founded if the database is empty."""
    from datetime import date

    from taizhang.kernel.acts import SYSTEM
    from taizhang.kernel.models import Unit
    from taizhang.organisation import actions as organisation

    return Unit.objects.filter(depth=1).first() or organisation.found(
        None, by=SYSTEM, on=date(2001, 5, 1), code="B0", name="基准工会", kind="county_federation"
    )


def ballot_of(voters, title):
    """An open ballot: a motion and an election of three from five. → (ballot, [token of the personal link])"""
    from datetime import timedelta

    from django.utils import timezone

    from taizhang.ballots import actions
    from taizhang.kernel.acts import SYSTEM

    now, today = timezone.now(), timezone.localdate()
    ballot = actions.draft(
        unit_of_the_vote(), by=SYSTEM, on=today, title=title, kind="secret", opens_at=now - timedelta(hours=1),
        closes_at=now + timedelta(hours=8),
    )  # fmt: skip
    names = ("丁立夏", "王芒种", "孙白露", "李秋分", "赵小暑")
    actions.add_question(ballot, by=SYSTEM, on=today, kind="motion", text="通过工作报告", threshold=(1, 2, ">", "all"))
    actions.add_question(
        ballot,
        by=SYSTEM,
        on=today,
        kind="choice",
        text="选举委员",
        candidates=names,
        seats=3,
        threshold=(1, 2, ">", "all"),
    )
    actions.enrol(ballot, by=SYSTEM, voters=[{"name": f"选举人{number}"} for number in range(voters)])
    actions.freeze(ballot, by=SYSTEM, at=now - timedelta(hours=2))
    return ballot, [token for _voter, token in actions.issue_links(ballot, by=SYSTEM)]


def marks(number):
    """What one voter marks."""
    return {"q1": ("for", "against", "abstain")[number % 3], "q2-1": "for", f"q2-{2 + number % 4}": "for"}


# --- what voters do -------------------------------------------------------------------------------------------------------------------


async def open_ballot(phone, ballot, token):
    """From the link to the page."""
    status, _page, _taken = await phone.ask("GET", f"/ballots/v/{token}/")
    assert status == 302, status
    return await phone.ask("GET", f"/ballots/{ballot.pk}/vote/")


async def look_over(phone, ballot, number):
    """The review; remembers the token of the confirmation."""
    status, page, taken = await phone.ask("POST", f"/ballots/{ballot.pk}/vote/review/", marks(number))
    assert status == 200, (status, page[:300])
    phone.token = re.search(r'name="token" value="([^"]+)"', page)[1]
    return taken


async def confirm(phone, ballot, number):
    """The confirmation; remembers the receipt."""
    fields = {**marks(number), "token": phone.token}
    status, page, _taken = await phone.ask("POST", f"/ballots/{ballot.pk}/vote/cast/", fields)
    assert status == 200 and "<output>" in page, (status, page[:300])
    phone.receipt = page.split("<output>")[1].split("</output>")[0].strip()


async def press(phone):
    """The confirmation of a phone that stands before the last button; remembers the answer."""
    phone.answer = await post(phone.port, phone.last)


def receipts_of(phones):
    """The receipts that the voters were shown, looked up after the clock has stopped."""
    for phone in phones:
        found = re.search(rb"<output>([^<]+)</output>", phone.answer)
        assert found, phone.answer[:300]
        phone.receipt = found[1].decode().strip()
    return [phone.receipt for phone in phones]


async def prepared(port, ballot, tokens):
    """Phones that stand before the last button, forty at a time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number, token):
        async with gate:
            phone = Phone(port)
            await open_ballot(phone, ballot, token)
            await look_over(phone, ballot, number)
            phone.close()
            phone.writer = None
            phone.last = phone.letter(f"/ballots/{ballot.pk}/vote/cast/", {**marks(number), "token": phone.token})
            return phone

    return await asyncio.gather(*(one(number, token) for number, token in enumerate(tokens)))


async def arriving(phones, seconds):
    """Everybody confirms at the own moment within so many seconds, whether or not the server keeps up. → [milliseconds since that moment]"""
    start = time.perf_counter()

    async def one(number, phone):
        due = start + seconds * number / len(phones)
        await asyncio.sleep(max(0, due - time.perf_counter()))
        await press(phone)
        return (time.perf_counter() - due) * 1000

    return await asyncio.gather(*(one(number, phone) for number, phone in enumerate(phones)))


async def pressing(things, do):
    """Forty at once, one after the other, as fast as the server allows. → (a second, [milliseconds])"""
    waiting, taken, start = list(enumerate(things)), [], time.perf_counter()

    async def hand():
        while waiting:
            number, thing = waiting.pop()
            began = time.perf_counter()
            await do(number, thing)
            taken.append((time.perf_counter() - began) * 1000)

    await asyncio.gather(*(hand() for _hand in range(AT_ONCE)))
    return len(taken) / (time.perf_counter() - start), taken


def percentile(values, percent):
    """The value that so many of a hundred do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * percent / 100))]


# --- the bench ------------------------------------------------------------------------------------------------------------------------


def bench_ballots(folder, report):
    """Voters against the real server, then the count against what they were shown, then the recount."""
    voters = int(os.environ.get("TAIZHANG_BENCH_VOTERS", VOTERS))
    seconds = SECONDS * voters / VOTERS
    told_durable(report)
    polls = [ballot_of(voters, title) for title in ("十秒内两千人", "四十人不停地投", "从链接到回执")]
    server = Server(workers=int(os.environ.get("TAIZHANG_BENCH_WORKERS", WORKERS))).start()
    try:
        shown = asyncio.run(_vote(server, polls, seconds, report))
    finally:
        server.stop()
    for (ballot, _tokens), receipts in zip(polls, shown, strict=True):
        nothing_lost(ballot, receipts)
    report.add("boxes counted, none lost and none doubled", sum(map(len, shown)), "ballots")
    recount(folder, min(RECOUNTED, voters * 5), report)


def told_durable(report):
    """What the connection of a casting voter says of itself inside the transaction."""
    from django.db import connection

    from taizhang.ballots.durable import durable

    with durable(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            said = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
            assert said["synchronous"] == 2, said
        else:
            said = {}
            for name in ("synchronous_commit", "fsync"):
                cursor.execute(f"SHOW {name}")
                said[name] = cursor.fetchone()[0]
            assert set(said.values()) == {"on"}, said
    report.add(f"durable before it is confirmed ({connection.vendor})", 1, "", **said)


def nothing_lost(ballot, receipts):
    """Count the ballot: as many slips as voters, each receipt once, and the sums that the voters marked."""
    from collections import Counter

    from django.utils import timezone

    from taizhang.ballots import actions
    from taizhang.ballots import receipts as codes
    from taizhang.kernel.acts import SYSTEM

    actions.close(ballot, by=SYSTEM, at=timezone.now(), why="基准")
    ballot = actions.count(ballot, by=SYSTEM, at=timezone.now())
    box = [line["receipt"] for line in map(json.loads, ballot.box_text.splitlines()) if "receipt" in line]
    assert ballot.result["stands"] and ballot.result["issued"] == len(receipts)
    assert sorted(box) == sorted(map(codes.published, receipts)) and len(set(box)) == len(box)
    asked = Counter(marks(number)["q1"] for number in range(len(receipts)))
    row = ballot.result["questions"][0]["rows"][0]
    assert (row["for"], row["against"], row["abstain"]) == (asked["for"], asked["against"], asked["abstain"])


async def _vote(server, polls, seconds, report):
    (burst, tokens), (steady, more), (visits, links) = polls
    crowd = await prepared(server.port, burst, tokens)
    worked = server.cpu()
    taken = await arriving(crowd, seconds)
    report.add(
        f"{len(crowd):,} voters confirm within {seconds:g} s: p95", percentile(taken, 95), "ms", median=round(percentile(taken, 50)),
        worst=round(max(taken)), cpu_ms_a_ballot=round((server.cpu() - worked) * 1000 / len(crowd), 1),
    )  # fmt: skip
    queue = await prepared(server.port, steady, more)
    worked, mine = server.cpu(), time.process_time()
    rate, taken = await pressing(queue, lambda _number, phone: press(phone))
    report.add(
        f"ballots confirmed, {AT_ONCE} at once", rate, "/s", p95_ms=round(percentile(taken, 95)), worst_ms=round(max(taken)),
        cpu_ms_a_ballot=round((server.cpu() - worked) * 1000 / len(queue), 1),
        voters_cpu_ms=round((time.process_time() - mine) * 1000 / len(queue), 1),
    )  # fmt: skip
    guests = [None] * len(links)

    async def visit(number, token):
        phone = guests[number] = Phone(server.port)
        await open_ballot(phone, visits, token)
        await look_over(phone, visits, number)
        await confirm(phone, visits, number)
        phone.close()

    worked = server.cpu()
    rate, taken = await pressing(links, visit)
    report.add(
        f"whole visits (four requests), {AT_ONCE} at once", rate, "/s", p95_ms=round(percentile(taken, 95)),
        cpu_ms_a_visit=round((server.cpu() - worked) * 1000 / len(guests), 1),
    )  # fmt: skip
    return receipts_of(crowd), receipts_of(queue), [guest.receipt for guest in guests]


def recount(folder, voters, report):
    """A full pot is counted, and the published box counted again by the script that needs nothing but Python."""
    from django.utils import timezone

    from taizhang.ballots import actions, pot, receipts
    from taizhang.ballots.models import SealedSlip, Tick, Voter
    from taizhang.kernel.acts import SYSTEM

    ballot, _tokens = ballot_of(voters, "重新计票")
    people = list(Voter.objects.filter(ballot=ballot).order_by("number"))
    slips = [
        SealedSlip(
            id=secrets.token_hex(16), ballot=ballot,
            sealed=pot.seal(
                ballot.pot_key, ballot.pk,
                json.dumps({"a": {"1": "for", "2": {"for": [1, 2 + at % 4]}}, "r": receipts.published(str(at)), "w": 1}), ballot.slip_room,
            ),
        )
        for at in range(voters)
    ]  # fmt: skip
    Tick.objects.bulk_create([Tick(voter=one) for one in people], batch_size=500)
    SealedSlip.objects.bulk_create(slips, batch_size=500)
    actions.close(ballot, by=SYSTEM, at=timezone.now(), why="基准")
    start = time.perf_counter()
    actions.count(ballot, by=SYSTEM, at=timezone.now())
    report.add(f"{voters:,} slips opened, counted and laid into the box", time.perf_counter() - start, "s")
    box = Path(folder) / "box.jsonl"
    ballot.refresh_from_db()
    box.write_text(ballot.box_text, encoding="utf-8")
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(ROOT / "taizhang/ballots/recount.py"), str(box), "--hash", ballot.box_hash],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "the count stands: yes" in done.stdout, done.stdout
    report.add(f"recount of {voters:,} ballots by the published script", time.perf_counter() - start, "s")
