"""The register at the size of a city: a workbook of 200,000 members comes in, the register is leafed through, a name is looked for.

    script/bench --scale 1 --only registers                # pages and search, on what bench/run.py has loaded
    script/bench --scale 1 --only intake                   # imports, each into an empty register, in a process of its own
    python bench/registers.py import FOLDER members.csv    # one of them: prints a line of JSON

Processor time is that of the process and, on PostgreSQL, of its server process: what a busy machine does not stretch.
"""

import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
TICK = os.sysconf("SC_CLK_TCK")


# --- imports --------------------------------------------------------------------------------------------------------------------------


def workbooks(folder):
    """members.csv and members.xlsx: all members in one file; tenth.csv and tenth.xlsx: the first tenth."""
    rows = []
    for path in sorted(folder.glob("members-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            head, *more = csv.reader(file)
            rows += more
    for stem, part in (("members", rows), ("tenth", rows[: len(rows) // 10])):
        if not (folder / f"{stem}.csv").exists():
            with (folder / f"{stem}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([head, *part])
            _write_xlsx(folder / f"{stem}.xlsx", [head, *part])
    return [folder / name for name in ("tenth.csv", "members.csv", "tenth.xlsx", "members.xlsx")]


def _write_xlsx(path, rows):
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("会员")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell)
    book.close()


def bench_intake(folder, report):
    """Each file into a register that is empty."""
    for path in workbooks(folder):
        said = json.loads(_child(folder, path.name))
        report.add(f"import {said.pop('rows'):,} members, {path.name}", said.pop("rate"), "rows/s", **said)


def _child(folder, name, *more):
    command = [sys.executable, str(HERE / "registers.py"), "import", str(folder), name, *more]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]


class Meter:
    """Seconds of the clock and of the processor, of this process and of its server process."""

    def __init__(self):
        self.server = _server()
        self.began, self.own, self.theirs = time.perf_counter(), _own(), _ticks(self.server)

    def stop(self):
        """{"clock_s", "cpu_s", "server_s"} since the beginning."""
        server = _server()  # another one, where the import has opened its connection anew
        server = (_ticks(server) - (self.theirs if server == self.server else 0)) / TICK
        taken, own = time.perf_counter() - self.began, _own() - self.own
        return {"clock_s": round(taken, 2), "cpu_s": round(own, 2), "server_s": round(server, 2)}


def _own():
    """Processor seconds of this process and of those that it has ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _server():
    """The process of PostgreSQL that serves us, if it runs on this machine."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def _ticks(pid):
    if not pid:
        return 0
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def import_one(folder, name, without=()):
    """Import one file into a fresh database and say what it took. `without`: "chain", "names"."""
    import run

    with tempfile.TemporaryDirectory(prefix="taizhang-register-") as place:
        os.environ["TAIZHANG_DATA"] = place
        with _database():
            run.prepare_environment(Path(place))
            run.prepare_database()
            run.bring_in("units", folder / "units.csv")
            if "names" in without:
                _without_names()
            _seal()
            print(json.dumps(_measured(folder / name, "chain" not in without)))


def _measured(path, sealed):
    from run import bring_in

    from taizhang.members.models import Membership

    before, meter = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, Meter()
    opened, written, batch = bring_in("members", path)
    taken = meter.stop()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    # What reads ahead, with the pages that both share.
    beside = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    meter = Meter()
    if sealed:
        _seal()
    chain = meter.stop()
    busy = taken["cpu_s"] + taken["server_s"]
    assert Membership.objects.count() == batch.entering
    return {
        "rows": batch.rows, "rate": batch.rows / taken["clock_s"], "rate_cpu": round(batch.rows / busy), **taken, "open_s": round(opened, 2),
        "write_s": round(written, 2), "kept_out": batch.counts["rejected"], "peak_MB": peak, "beside_MB": beside, "before_MB": before,
        "chain_s": round(chain["cpu_s"] + chain["server_s"], 2),
    }  # fmt: skip


def _seal():
    from taizhang.kernel import chain

    chain.seal_all()


def _without_names():
    """The same without the index of names: what its triggers cost."""
    from django.db import connection

    on = " ON members_person" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in ("insert", "insert_long", "update"):
            cursor.execute(f"DROP TRIGGER IF EXISTS members_person_{verb}_name{on}")


class _database:
    """On PostgreSQL a database of our own beside the one that is named; on SQLite the folder is one."""

    def __enter__(self):
        self.url = os.environ.get("TAIZHANG_DATABASE_URL", "")
        if self.url.startswith("postgres"):
            self.name = f"register_{os.getpid()}"
            self._do(f"CREATE DATABASE {self.name} TEMPLATE template0")
            server, _slash, rest = self.url.partition("://")[2].partition("/")
            asked = "?" + rest.partition("?")[2] if "?" in rest else ""
            os.environ["TAIZHANG_DATABASE_URL"] = f"postgresql://{server}/{self.name}{asked}"

    def __exit__(self, *wrong):
        from django.db import connections

        connections.close_all()
        if self.url.startswith("postgres"):
            self._do(f"DROP DATABASE {self.name} WITH (FORCE)")

    def _do(self, sql):
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as server:
            server.execute(sql)


# --- pages and search -----------------------------------------------------------------------------------------------------------------


PAGES = (  # what a clerk asks the register for; "shell" matches nobody, so that it is the page without its rows
    ("shell", "?status=转入待接"),
    ("page 1", "?status=在会"),
    ("page 1,000", "?page=1000"),
    ("women, page 1", "?sex=女"),
    ("women, page 1,000", "?sex=女&page=1000"),
    ("women from the country, page 1", "?sex=女&migrant=yes"),
    ("women from the country, page 500", "?sex=女&migrant=yes&page=500"),
    ("any status, page 1,000", "?status=all&page=1000"),
    ("joined in one year", "?first=2015-01-01&last=2015-12-31"),
    ("joined since 2010, page 1", "?first=2010-01-01"),
    ("joined since 2010, page 1,000", "?first=2010-01-01&page=1000"),
    ("women who joined since 2010", "?sex=女&first=2010-01-01"),
    ("one union group", "?group=甲组"),
    ("named 王", "?q=王"),
    ("named 王建国", "?q=王建国"),
)
NAMES = ("王", "张", "建", "翠", "建国", "王建国", "欧阳建国")


def bench_registers(folder, report):
    """The pages of the register and the search for a name, through Django, as a chair of the top unit, of the largest district and of a
    street in it; the search over everything too.
    """
    from django.test import Client
    from django.urls import reverse
    from run import places

    from taizhang.members import queries

    roster = reverse("members:membership_list")
    for unit, words in zip(places(), ("top unit", "district", "street"), strict=True):
        user = chair(unit)
        client = Client()
        client.force_login(user)
        for name, query in PAGES:
            report.add(
                f"register of the {words}, {name}: p95",
                **asked(partial(client.get, roster + query, HTTP_HOST="localhost")),
            )
        for text in NAMES:
            found = len(looked_for(user, unit, text))
            report.add(
                f"search of the {words}, {text}: p95", **asked(partial(looked_for, user, unit, text)), found=found
            )
            report.add(f"search over everything, {words}, {text}: p95", **asked(partial(queries.find, user, text, 20)))


def looked_for(user, unit, text):
    """The first fifty whom the page of the register would show."""
    from taizhang.members import queries

    return queries.sheet(user, unit, queries.Asked(text=text), 51)[:50]


def chair(unit):
    """The chair of a unit, appointed if need be."""
    from datetime import date

    from taizhang.kernel.acts import SYSTEM
    from taizhang.kernel.models import User
    from taizhang.organisation import actions as organisation

    user, new = User.objects.get_or_create(username=f"chair-{unit.code}", defaults={"name": "基准主席"})
    if new:
        organisation.appoint(user, unit, "chair", by=SYSTEM, on=date(2020, 1, 1))
    return user


def asked(run, times=20):
    """95th percentile and median of the clock, and the processor's mean in our process and in the server's, milliseconds."""
    run()
    clock, meter = [], Meter()
    for _ in range(times):
        start = time.perf_counter()
        run()
        clock.append((time.perf_counter() - start) * 1000)
    busy = meter.stop()
    clock.sort()
    return {
        "value": clock[times * 95 // 100 - 1], "unit": "ms", "median": round(statistics.median(clock), 1),
        "cpu": round(busy["cpu_s"] * 1000 / times, 1), "server": round(busy["server_s"] * 1000 / times, 1),
    }  # fmt: skip


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    import_one(Path(sys.argv[2]), sys.argv[3], set(sys.argv[4:]))
