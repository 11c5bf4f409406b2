"""What grows with installations: published snapshots, rolled up for one, two, four and eight houses on DuckDB; bytes a fact and an entry.

    script/bench --only snapshots            # scale 0.1; needs the libraries of `script/install --scale`

Each house is the same federation under keys of its own: to the engine they are strangers, as many lines as there would be. The numbers of
docs/scale.md come from here.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSES = (1, 2, 4, 8)
YEAR = "2023"


def bench_snapshots(folder, report):
    """Bytes in the database, then publishing, then rolling up."""
    from run import CODES, places

    from taizhang.kernel import rollups
    from taizhang.kernel.models import Fact, Unit

    rollups.fold()
    weigh(report)
    facts, top = Fact.objects.count(), places()[0]
    with tempfile.TemporaryDirectory(prefix="taizhang-snapshots-") as temporary:
        place = Path(temporary)
        keys = [_publish(top, place, number, report if not number else None) for number in range(max(HOUSES))]
        (place / "trusted.json").write_text(json.dumps(keys))
        for number in HOUSES:
            said = _rolled_up(place, number, CODES)
            report.add(
                f"roll-up of {number} houses, {len(CODES)} figures of a year", said.pop("ms"), "ms", facts=facts * number,
                units=Unit.objects.count() * number, **said,
            )  # fmt: skip


def weigh(report):
    """Bytes of the ledger, its roll-ups and the records in the database, indexes included."""
    from django.db import connection

    from taizhang.kernel.models import Fact, RollPeople, RollSum, Unit
    from taizhang.members.models import Membership
    from taizhang.worklog.models import Entry

    facts, entries, members = Fact.objects.count(), Entry.objects.count(), Membership.objects.count()
    groups = {
        "ledger": ("kernel_fact", "kernel_posting", "kernel_wording"),
        "acts and chain": ("kernel_actlog", "kernel_chainlink"),
        "roll-ups": ("kernel_rollsum", "kernel_rollpeople"),
        "entries": ("worklog_entry",),
        "members": ("members_person", "members_membership", "members_namepart"),
    }
    sizes = _sizes(connection)
    weights = {name: sum(sizes.get(table, 0) for table in tables) for name, tables in groups.items()}
    report.add(
        "database, indexes included", sum(sizes.values()) / 1e6, "MB", facts=facts, entries=entries, members=members
    )
    report.add("ledger: bytes a fact", weights["ledger"] / max(facts, 1), "bytes")
    report.add("entries: bytes an entry", weights["entries"] / max(entries, 1), "bytes")
    report.add("members: bytes a member", weights["members"] / max(members, 1), "bytes")
    rows = RollSum.objects.count() + RollPeople.objects.count()
    units = Unit.objects.count()
    report.add(
        "roll-ups: rows a unit", rows / units, "rows", rows=rows, units=units, MB=round(weights["roll-ups"] / 1e6, 1)
    )


def _sizes(connection):
    """{table: bytes with its indexes}."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r'")
            return dict(cursor.fetchall())
        cursor.execute("SELECT name, tbl_name FROM sqlite_master")
        belongs = dict(cursor.fetchall())
        cursor.execute("SELECT name, SUM(pgsize) FROM dbstat GROUP BY name")
        sizes = {}
        for name, size in cursor.fetchall():
            table = belongs.get(name, name)
            sizes[table] = sizes.get(table, 0) + size
        return sizes


def _publish(top, place, number, report):
    """Publish the federation as house `number`, under keys of its own; → its public key."""
    from django.conf import settings

    from taizhang.kernel import sealing
    from taizhang.snapshots import publishing

    own, settings.TAIZHANG_DATA = settings.TAIZHANG_DATA, place / f"keys{number}"
    try:
        sealing.create_keys()
        start = time.process_time()
        manifest = publishing.publish(top, place / f"house{number}")
        if report:
            rows = sum(file["rows"] for file in manifest["files"] if file["name"].startswith("facts/"))
            size = sum(file["size"] for file in manifest["files"])
            report.add(
                "publish a snapshot", rows / (time.process_time() - start), "facts/s", facts=rows, files=len(manifest["files"]),
                MB=round(size / 1e6, 2), bytes_a_fact=round(size / rows, 1),
            )  # fmt: skip
        return manifest["key"]
    finally:
        settings.TAIZHANG_DATA = own


def _rolled_up(place, number, codes):
    """{"ms", "cpu_s", "check_s", "peak_MB"} of a roll-up in a process of its own: what it takes is its own."""
    command = [sys.executable, str(Path(__file__).resolve()), str(place), str(number), *codes]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def roll_up(place, number, codes):
    """In a process of its own: check the signatures, then ask."""
    from run import prepare_environment

    prepare_environment(place)
    from taizhang.kernel.periods import Period
    from taizhang.snapshots import rolling

    trusted = set(json.loads((place / "trusted.json").read_text()))
    busy = time.process_time()
    rolled = rolling.Rollup(rolling.Duck(), [place / f"house{one}" for one in range(number)], trusted)
    checked = time.process_time() - busy
    start, busy = time.perf_counter(), time.process_time()
    rolled.values(codes, Period.parse(YEAR))
    print(json.dumps({
        "ms": (time.perf_counter() - start) * 1000, "cpu_ms": round((time.process_time() - busy) * 1000), "check_ms": round(checked * 1000),
        "peak_MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }))  # fmt: skip


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    roll_up(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
