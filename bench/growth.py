"""Sixteen clients on the dashboard, and whether it grows with the data: the cases `load16` and `growth`, and their table.

    script/bench --folder ONE --only growth --only load16 --json >one.jsonl
    script/bench --folder TEN --only growth --only load16 --json >ten.jsonl     # ten times the data: bench/tenfold.py
    python bench/growth.py one.jsonl ten.jsonl                                  # side by side, as lines for docs/performance.md

The server of `load16` is `taizhang serve` with two processes, as an installation starts it; the clients are connections of this process,
on the same cores, each signed in as somebody else.
"""

import asyncio
import json
import statistics
import sys
import time
from datetime import date
from pathlib import Path

from ballots import Phone, Server, percentile

CLIENTS, SECONDS, ROUNDS = 16, 20, 40
YEAR = "2023"
PLAIN = 15  # rounds of the questions alone


def chairs(number):
    """So many chairs of the top unit, with the cookie of each."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from taizhang.kernel.acts import SYSTEM
    from taizhang.kernel.models import Unit, User
    from taizhang.organisation import actions as organisation

    top, store = Unit.objects.get(code="B0"), import_module(settings.SESSION_ENGINE).SessionStore
    for n in range(number):
        user, new = User.objects.get_or_create(username=f"load{n}", defaults={"name": f"基准主席{n}"})
        if new:
            organisation.appoint(user, top, "chair", by=SYSTEM, on=date(2020, 1, 1))
        session = store()
        session.update({
            SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0], HASH_SESSION_KEY: user.get_session_auth_hash(),
        })  # fmt: skip
        session.save()
        yield session.session_key


def addresses():
    """The pages that are measured, of the top unit."""
    from django.urls import reverse

    return {
        "dashboard": reverse("desk:dashboard", args=["B0"]) + f"?period={YEAR}",
        "figure with the first page of its records": reverse("desk:figure", args=["AC-01:人数"])
        + f"?unit=B0&period={YEAR}",
        "home": reverse("desk:home"),
        "inbox": reverse("desk:case_list"),
    }


def bench_load16(folder, report):
    """p50, p95 and p99 of sixteen clients who ask one page after the other, and the memory of each process afterwards."""
    from django.conf import settings

    pages, cookies = addresses(), list(chairs(CLIENTS))
    server = Server(workers=2).start()
    try:
        for name in ("dashboard", "figure with the first page of its records"):
            taken, seconds, worked = asyncio.run(_load(server, pages[name], cookies, settings.SESSION_COOKIE_NAME))
            report.add(
                f"16 clients, {name}: p95", percentile(taken, 95), "ms", p50=round(percentile(taken, 50)),
                p99=round(percentile(taken, 99)), a_second=round(len(taken) / seconds, 1), pages=len(taken),
                cpu_ms_a_page=round(worked * 1000 / len(taken), 1),
            )  # fmt: skip
        for number, megabytes in enumerate(memory_of(server.process.pid), 1):
            report.add(f"memory of process {number} of the server after that", megabytes, "MB")
    finally:
        server.stop()


def memory_of(group):
    """Resident megabytes of each process of a group, the largest first: the workers, then the one that watches over them."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[2]) == group:
                status = (stat.parent / "status").read_text()
                found.append(int(status.partition("VmRSS:")[2].split()[0]) / 1024)
        except (OSError, IndexError):
            continue
    return sorted(found, reverse=True)


async def _load(server, path, cookies, name):
    """Every client asks again as soon as it has its answer. → (milliseconds of each, seconds, seconds of the server's processor time)"""
    phones = [Phone(server.port) for _ in cookies]
    for phone, cookie in zip(phones, cookies, strict=True):
        phone.cookies[name] = cookie

    async def client(phone, until, taken):
        while time.perf_counter() < until:
            status, _body, milliseconds = await phone.ask("GET", path)
            if status != 200:
                raise RuntimeError(f"{path}: {status}")
            taken.append(milliseconds)

    async def for_so_long(seconds):
        start, taken = time.perf_counter(), []
        await asyncio.gather(*(client(phone, start + seconds, taken) for phone in phones))
        return taken, time.perf_counter() - start

    await for_so_long(3)  # each process has compiled its templates
    worked = server.cpu()
    taken, seconds = await for_so_long(SECONDS)
    for phone in phones:
        phone.close()
    return taken, seconds, server.cpu() - worked


def bench_growth(folder, report):
    """The questions of the dashboard beside their limit, then whole pages, without the network; median and 95th percentile."""
    from django.test import Client
    from run import CODES, limit_of_dashboard, places, processor, timed

    from taizhang.kernel import ledger, rollups
    from taizhang.kernel.models import Fact, User
    from taizhang.kernel.periods import Period
    from taizhang.kernel.tables import RollMark

    if RollMark.objects.get(pk=1).declared != rollups.kept().mark:
        sys.exit("The roll-ups are of another version: script/bench --only rollups, or bench/tenfold.py.")
    period, facts = Period.parse(YEAR), Fact.objects.count()
    top, district, _street = places()
    for unit, words in ((top, "top unit"), (district, "district")):

        def data(unit=unit):
            return ledger.values_by_month(CODES, unit, period), ledger.values_by_child(CODES, unit, period)

        taken, (_months, children) = timed(data, PLAIN)
        busy = processor(data, PLAIN)
        limit, busiest = limit_of_dashboard(unit)
        report.add(
            f"data of the dashboard, {words}", taken, "ms", cpu=round(busy, 1), limit=round(limit, 1), limit_cpu=round(busiest, 1),
            ratio=round(taken / limit, 1), ratio_cpu=round(busy / busiest, 1), children=len(children), facts=facts,
        )  # fmt: skip
    list(chairs(1))
    client = Client()
    client.force_login(User.objects.get(username="load0"))
    for name, address in addresses().items():
        client.get(address, HTTP_HOST="localhost")
        taken, busy = [], []
        for _ in range(ROUNDS):
            start, began = time.perf_counter(), time.process_time()
            answer = client.get(address, HTTP_HOST="localhost")
            taken.append((time.perf_counter() - start) * 1000)
            busy.append((time.process_time() - began) * 1000)
        report.add(
            f"page: {name}: p95", percentile(taken, 95), "ms", p50=round(statistics.median(taken)),
            cpu=round(statistics.median(busy), 1), status=answer.status_code,
        )  # fmt: skip


def table(paths):
    """Lines of Markdown: each item with its value in every file and the last in proportion to the first."""
    files = [
        [json.loads(line) for line in Path(path).read_text().splitlines() if line.startswith("{")] for path in paths
    ]
    print("| what | " + " | ".join(Path(path).stem for path in paths) + " | × |")
    print("| --- " * (len(paths) + 2) + "|")
    for first in files[0]:
        found = [next((line for line in file if line["item"] == first["item"]), None) for file in files]
        cells = [_cell(line) for line in found]
        grown = f"{found[-1]['value'] / first['value']:.2f}" if found[-1] and first["value"] else ""
        print(f"| {first['item']}, {first['unit']} | {' | '.join(cells)} | {grown} |")


def _cell(line):
    if line is None:
        return "–"
    more = {
        name: line[name]
        for name in ("p50", "p99", "cpu", "limit", "ratio", "ratio_cpu", "a_second", "cpu_ms_a_page")
        if name in line
    }
    return f"{line['value']}" + (f" ({', '.join(f'{name} {said}' for name, said in more.items())})" if more else "")


if __name__ == "__main__":
    table(sys.argv[1:])
