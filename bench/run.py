"""What Taizhang takes for what its users do, on one machine, beside the physical limit measured in the same run.

    script/bench                        # scale 0.1: 300 units, 20,000 members, 30,000 entries
    script/bench --scale 1              # 3,000 units, 200,000 members, 300,000 entries
    script/bench --only import --json

Data are made by bench/data.py and loaded through the importers. Works on whatever TAIZHANG_DATABASE_URL names (default: SQLite in a
folder of its own). Each figure is the median of its runs; memory is the peak of this process. Results belong in docs/performance.md.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aid  # bench/aid.py, beside this file
import ballots
import check
import growth
import registers
import snapshots
import tables
import tenfold

HERE = Path(__file__).resolve().parent
YEAR = "2023"


def prepare_environment(folder):
    os.environ.setdefault("TAIZHANG_DATA", str(folder / "var"))
    Path(os.environ["TAIZHANG_DATA"]).mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.config.settings"
    sys.path.insert(0, str(HERE.parent))
    import django

    django.setup()


def timed(run, times=5):
    """Median milliseconds and the last answer."""
    taken, answer = [], None
    for _ in range(times):
        start = time.perf_counter()
        answer = run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), answer


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Report:
    """Lines of results, printed as they come."""

    def __init__(self, as_json):
        self.as_json = as_json

    def add(self, item, value, unit, **more):
        line = {"item": item, "value": round(value, 1), "unit": unit, **more}
        if self.as_json:
            print(json.dumps(line, ensure_ascii=False), flush=True)
        else:
            words = "  ".join(f"{key} {said}" for key, said in more.items())
            print(f"{item:<58}{line['value']:>12,} {unit:<8}{words}", flush=True)


# --- loading --------------------------------------------------------------------------------------------------------------------------


def bring_in(importer, path, unit=None):
    """Bring in one workbook as the command line does; seconds for recognising it, for checking and writing it, and the batch."""
    from taizhang.intake import actions, queries
    from taizhang.kernel.acts import SYSTEM

    start = time.perf_counter()
    preview = queries.recognise(importer, path, by=SYSTEM, unit=unit)
    opened = time.perf_counter()
    batch = actions.run(preview, by=SYSTEM)
    return opened - start, time.perf_counter() - opened, batch


def prepare_database():
    """Keys, tables and the rulebook."""
    from django.core.management import call_command

    from taizhang.kernel import rulebook, sealing

    sealing.create_keys()
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    rulebook.load()


def load(folder, report):
    """Everything but import.xlsx, through the importers."""
    from taizhang.kernel.models import Unit

    prepare_database()
    if Unit.objects.exists():
        return
    for importer, pattern in (("units", "units.csv"), ("members", "members-*.csv"), ("entries", "work-*.csv")):
        rows, seconds = 0, 0.0
        for path in sorted(folder.glob(pattern)):
            opened, written, batch = bring_in(importer, path)
            rows, seconds = rows + batch.entering, seconds + opened + written
        report.add(f"load {importer}", rows / seconds, "rows/s", rows=rows)


# --- what is measured -------------------------------------------------------------------------------------------------------------------


def limit_of_import(path):
    """Reading, checksum, duplicates and bulk SQL in one plain table: the most that Python and SQLite give."""
    import sqlite3

    from python_calamine import CalamineWorkbook

    weights, digits = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
    start = time.perf_counter()
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    seen, good = set(), []
    for row in rows:
        number = row[0]
        if (
            digits[sum(int(c) * w for c, w in zip(number, weights, strict=False)) % 11] == number[17]
            and number not in seen
        ):
            good.append(row)
        seen.add(number)
    with tempfile.TemporaryDirectory() as place:
        base = sqlite3.connect(f"{place}/limit.sqlite3")
        base.execute("PRAGMA journal_mode=WAL")
        base.execute(f"CREATE TABLE m ({', '.join(f'c{n}' for n in range(15))}, UNIQUE (c0))")
        base.executemany(f"INSERT OR IGNORE INTO m VALUES ({', '.join('?' * 15)})", good)
        base.commit()
    return len(rows) / (time.perf_counter() - start)


def bench_import(folder, report):
    expected = json.loads((folder / "import-expected.json").read_text(encoding="utf-8"))
    before = peak_megabytes()
    opened, written, batch = bring_in("members", folder / "import.xlsx")
    rejected = expected["rows"] - batch.entering
    speed = expected["rows"] / (opened + written)
    report.add(
        "import 20,000 members × 15 columns, all checks",
        speed,
        "rows/s",
        open_s=round(opened, 2),
        write_s=round(written, 2),
        kept_out=rejected,
        expected=expected["rejected"],
        peak_MB=round(peak_megabytes()),
        before_MB=round(before),
    )
    limit = limit_of_import(folder / "import.xlsx")
    report.add("  limit: plain Python and SQL, one table", limit, "rows/s", ratio=round(speed / limit, 2))


def places():
    """The top unit, the largest district, a street in it."""
    from taizhang.kernel.models import Unit

    top = Unit.objects.get(code="B0")
    district = Unit.objects.get(code="D00000")
    return top, district, district.children()[0]


CODES = [
    f"{row}:{column}"
    for row in (*(f"AC-{n:02}" for n in range(1, 15)), "TR-01", "TR-02")
    for column in ("人数", "金额")
]
CODES += ["members.members", "members.joined", "organisation.units", "TR-03:人次", "TR-04:人次", "TR-05:人次"]
CODES += ["LC-06:场次", "LC-06:人数"]


def bench_rollups(folder, report):
    """Fold what the load has posted: the first figure after an import does not wait for this, but the machine has to do it."""
    from taizhang.kernel import rollups
    from taizhang.kernel.models import Fact, RollPeople, RollSum

    facts, start, busy = Fact.objects.count(), time.perf_counter(), time.process_time()
    rollups.rebuild()
    taken, busy = time.perf_counter() - start, time.process_time() - busy
    rows = RollSum.objects.count() + RollPeople.objects.count()
    report.add("all roll-ups made anew", facts / taken, "facts/s", facts=facts, rows=rows, cpu_s=round(busy, 1))


def bench_dashboard(folder, report):
    from taizhang.kernel import ledger, rollups
    from taizhang.kernel.models import Fact
    from taizhang.kernel.periods import Period

    rollups.fold()
    period, facts = Period.parse(YEAR), Fact.objects.count()
    for unit, words in zip(places(), ("top unit", "district", "street"), strict=True):
        taken, _ = timed(lambda unit=unit: ledger.values(CODES, unit, period))
        report.add(f"40 figures, {words}", taken, "ms", facts=facts)

        def data(unit=unit):
            return ledger.values_by_month(CODES, unit, period), ledger.values_by_child(CODES, unit, period)

        taken, (_months, children) = timed(data, 15)
        busy = processor(data, 15)
        limit, busiest = limit_of_dashboard(unit)
        report.add(
            f"data of the dashboard, {words}: 40 × (12 months + children)",
            taken,
            "ms",
            children=len(children),
            cpu=round(busy, 1),
            limit=round(limit, 1),
            limit_cpu=round(busiest, 1),
            ratio_cpu=round(busy / busiest, 1),
        )


def processor(run, times=5):
    """Median milliseconds of processor time: what a busy machine does not stretch."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        run()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def limit_of_dashboard(unit):
    """The same questions to a table of sums that somebody else keeps, in plain SQL: own months, children's years (two queries)."""
    from django.db import connection

    kinds = sorted({code.partition(":")[0] for code in CODES if ":" in code})
    children = [child.path for child in unit.children()]
    first, last = f"{YEAR}-01-01", f"{int(YEAR) + 1}-01-01"
    length, marks = len(unit.path), ", ".join(["%s"] * len(kinds))
    month = "substr(cast(occurred_on as text), 6, 2)"
    table = f"bench_sums_{unit.pk}"
    with connection.cursor() as cursor:
        made = table in connection.introspection.table_names(
            cursor
        )  # stays there: at ten times the data it takes a minute
        if not made:
            cursor.execute(f"CREATE TABLE {table} (place text, month text, series text, total bigint)")
        for end in () if made else (length, length + 4):
            cursor.execute(
                f"""INSERT INTO {table} SELECT substr(path, 1, {end}), {month}, measure || kind, SUM(value) FROM kernel_fact
                WHERE kind IN ({marks}) AND path >= %s AND path < %s AND occurred_on >= %s AND occurred_on < %s GROUP BY 1, 2, 3""",
                [*kinds, unit.path, unit.path + "\uffff", first, last],
            )
        if not made:
            cursor.execute(f"CREATE INDEX {table}_place ON {table} (place, month, series)")
            if connection.vendor == "postgresql":
                cursor.execute(f"ANALYZE {table}")

        def ask():
            months, sums = {}, {}
            cursor.execute(f"SELECT month, series, total FROM {table} WHERE place = %s", [unit.path])
            for name, series, total in cursor.fetchall():
                months.setdefault(name, {})[series] = total
            wanted = ", ".join(["%s"] * len(children))
            sql = f"SELECT place, series, SUM(total) FROM {table} WHERE place IN ({wanted}) GROUP BY place, series"
            cursor.execute(sql, children)
            for place, series, total in cursor.fetchall():
                sums.setdefault(place, {})[series] = total
            return months, sums

        taken, _ = timed(ask, 15)
        busy = processor(ask, 15)
    return taken, busy


def bench_figure(folder, report):
    from taizhang.kernel import ledger
    from taizhang.kernel.acts import SYSTEM
    from taizhang.kernel.periods import Period

    top, _, street = places()
    for unit, words in ((top, "top unit"), (street, "street")):
        taken, _ = timed(lambda unit=unit: ledger.value("AC-01:人数", unit, Period.parse(YEAR)))
        report.add(f"one figure, {words}", taken, "ms")
        taken, _ = timed(lambda unit=unit: ledger.value("AC-01:人数", unit, Period.parse(YEAR), where="事项~记录1"))
        report.add(f"one figure with a filter, {words}", taken, "ms")
        taken, _ = timed(lambda unit=unit: ledger.trace("AC-01:人数", unit, Period.parse(YEAR), viewer=SYSTEM))
        report.add(f"first page of its trace, {words}", taken, "ms")


def bench_pages(folder, report):
    """Whole pages as a chair of the top unit gets them, through Django, without the network."""
    from django.test import Client
    from django.urls import reverse

    from taizhang.kernel.acts import SYSTEM
    from taizhang.kernel.models import User
    from taizhang.organisation import actions as organisation

    top, _, street = places()
    user, new = User.objects.get_or_create(username="bench", defaults={"name": "基准"})
    if new:
        from datetime import date

        organisation.appoint(user, top, "chair", by=SYSTEM, on=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    roster = reverse("members:membership_list")
    for words, address in (
        ("home", reverse("desk:home")),
        ("members, page 1", roster),
        ("members, page 1,000", f"{roster}?page=1000"),
        ("members, one character of a name", f"{roster}?q=翠"),
        ("members, two characters of a name", f"{roster}?q=建国"),
        ("members, a name", f"{roster}?q=王建国"),
        ("entries, page 1", reverse("worklog:entry_list")),
        (
            "figure with the first page of its records",
            reverse("desk:figure", args=["AC-01:人数"]) + f"?unit=B0&period={YEAR}",
        ),
        ("dashboard of a street", reverse("desk:dashboard", args=[street.code]) + f"?period={YEAR}"),
        ("dashboard of the top unit", reverse("desk:dashboard", args=[top.code]) + f"?period={YEAR}"),
    ):
        client.get(address, HTTP_HOST="localhost")
        taken, busy = [], []
        for _ in range(20):
            start, began = time.perf_counter(), time.process_time()
            answer = client.get(address, HTTP_HOST="localhost")
            taken.append((time.perf_counter() - start) * 1000)
            busy.append((time.process_time() - began) * 1000)
        report.add(
            f"page: {words}: p95",
            sorted(taken)[18],
            "ms",
            median=round(statistics.median(taken)),
            cpu=round(statistics.median(busy)),
            status=answer.status_code,
            KB=round(len(answer.content) / 1024),
        )


def fill_inbox(top, district, street, number):
    """So many open cases: six in ten wait at the top unit, three at the district, one at the street."""
    from datetime import timedelta
    from decimal import Decimal

    from django.utils import timezone

    from taizhang.kernel import bulk
    from taizhang.kernel.models import Approval, ApprovalStep, Unit

    units = list(Unit.objects.filter(path__startswith=street.path))
    today, cases, steps = timezone.localdate(), [], []
    for n in range(number):
        place, level = (top, "city") if n % 10 < 6 else (district, "county") if n % 10 < 9 else (street, "town")
        opened = today - timedelta(n % 28)
        due = opened + timedelta(14)
        cases.append(
            Approval(
                unit=units[n % len(units)], route="aid.three_levels", route_words={"zh": "困难帮扶", "en": "Hardship aid"},
                version="bench", subject_type="worklog.entry", subject_id=10_000_000 + n, name=f"第{n}户困难职工申请帮扶",
                shown=[["申请人", f"职工{n}"], ["主要困难", "本人大病"], ["家庭人口", "3人"]], amount=Decimal(500 + n % 3000),
                requested_on=opened, position=1, at_unit=place, at_roles="|chair|", opened_on=opened, due_on=due,
                remind_on=due - timedelta(2),
            )
        )  # fmt: skip
    bulk.insert(cases)
    for case in cases:
        level = {top.pk: "city", district.pk: "county", street.pk: "town"}[case.at_unit_id]
        steps.append(
            ApprovalStep(
                approval=case, position=1, code=level, words={"zh": "审批", "en": "Approval"}, unit_id=case.at_unit_id,
                level=level, roles=["chair"], state="open", opened_on=case.opened_on, due_on=case.due_on,
            )
        )  # fmt: skip
    bulk.insert(steps)
    bulk.tell_the_planner()


def bench_inbox(folder, report):
    """The inbox of approvals with 100,000 open cases: the whole page as the chair gets it, 95th percentile of 40."""
    from datetime import date

    from django.test import Client
    from django.urls import reverse

    from taizhang.kernel.acts import SYSTEM
    from taizhang.kernel.models import Approval, User
    from taizhang.organisation import actions as organisation

    top, district, street = places()
    if not Approval.objects.filter(version="bench").exists():
        fill_inbox(top, district, street, 100_000)
    address = reverse("desk:case_list")
    for unit, words in ((top, "top unit"), (district, "district"), (street, "street")):
        user, new = User.objects.get_or_create(username=f"chair-{unit.code}", defaults={"name": "基准主席"})
        if new:
            organisation.appoint(user, unit, "chair", by=SYSTEM, on=date(2020, 1, 1))
        client = Client()
        client.force_login(user)
        for name, query in (
            ("page 1", ""),
            ("page 100", "?page=100"),
            ("overdue", "?when=late"),
            ("a word", "?q=77户"),
        ):
            taken = []
            for _ in range(40):
                start = time.perf_counter()
                answer = client.get(address + query, HTTP_HOST="localhost")
                taken.append((time.perf_counter() - start) * 1000)
            report.add(
                f"inbox of the {words}, {name}: p95",
                sorted(taken)[37],
                "ms",
                median=round(statistics.median(taken)),
                status=answer.status_code,
            )


def bench_report(folder, report):
    """The annual report of each level from nothing to its Word file. Taken back each time: nothing is found again, nothing stays."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from taizhang.kernel import rollups
    from taizhang.kernel.acts import SYSTEM
    from taizhang.reports import actions, answering

    rollups.fold()
    top, district, street = places()
    towns = [(street.children()[0], "town")] if street.numchild else []
    for unit, words in ((top, "top unit"), (district, "district"), (street, "street"), *towns):
        taken, busy, made = [], [], {}
        for _ in range(3):
            answering.forget()
            with (
                tempfile.TemporaryDirectory() as place,
                transaction.atomic(),
                CaptureQueriesContext(connection) as asked,
            ):
                start, began = time.perf_counter(), time.process_time()
                made = actions.draft_and_export(unit, int(YEAR), Path(place) / "report.docx", by=SYSTEM)
                taken.append((time.perf_counter() - start) * 1000)
                busy.append((time.process_time() - began) * 1000)
                made["KB"] = round((Path(place) / "report.docx").stat().st_size / 1024)
                transaction.set_rollback(True)
        report.add(
            f"annual report, {words}, drafted and written to Word",
            statistics.median(taken),
            "ms",
            cpu=round(statistics.median(busy)),
            questions=len(asked),
            figures=made["figures"],
            KB=made["KB"],
        )


def bench_agreement(folder, report):
    from taizhang.kernel import ledger
    from taizhang.kernel.models import Fact

    start = time.perf_counter()
    found = sum(1 for _ in ledger.differences())
    report.add(
        "ledger against all records (differences)",
        Fact.objects.count() / (time.perf_counter() - start),
        "facts/s",
        found=found,
    )


BENCHES = {
    "import": bench_import,
    "rollups": bench_rollups,
    "dashboard": bench_dashboard,
    "figure": bench_figure,
    "pages": bench_pages,
    "growth": growth.bench_growth,
    "load16": growth.bench_load16,
    "inbox": bench_inbox,
    "eligibility": aid.bench_eligibility,
    "payment": aid.bench_payment,
    "report": bench_report,
    "check": check.bench_check,
    "agreement": bench_agreement,
    "ballots": ballots.bench_ballots,
    "tables": tables.bench_tables,
    "registers": registers.bench_registers,
    "intake": registers.bench_intake,
    "snapshots": snapshots.bench_snapshots,
}
BARE = {"ballots"}  # make their own data: the federation is not loaded for them alone


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", type=float, default=0.1)
    parser.add_argument("--folder", type=Path, help="where data and database are kept (default: a temporary folder)")
    parser.add_argument("--only", choices=BENCHES, action="append")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="taizhang-bench-") as temporary:
        folder = asked.folder or Path(temporary)
        bare = bool(asked.only) and set(asked.only) <= BARE
        if not bare and not (folder / "units.csv").exists():
            sizes = {"--units": 3000, "--members": 200_000, "--entries": 300_000}
            words = [str(part) for name, size in sizes.items() for part in (name, int(size * asked.scale))]
            subprocess.run([sys.executable, str(HERE / "data.py"), str(folder), *words], check=True)
        prepare_environment(folder)
        report = Report(asked.json)
        if bare:
            prepare_database()
        else:
            load(folder, report)
            if missing := tenfold.missing_indexes():
                sys.exit(f"Not measured, for the database lacks what the migrations make: {', '.join(missing)}")
        for name, bench in BENCHES.items():
            if not asked.only or name in asked.only:
                bench(folder, report)


if __name__ == "__main__":
    main()
