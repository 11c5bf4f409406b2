"""Ten times the data of a benchmark, without importing for hours: what the importers wrote once, multiplied by plain SQL.

    script/bench --scale 1 --folder FOLDER                       # once, through the importers, on SQLite
    python bench/tenfold.py FOLDER/var/taizhang.sqlite3 --times 10
    python bench/tenfold.py FOLDER/var/taizhang.sqlite3 --times 1   # the same data for PostgreSQL

Written to whatever TAIZHANG_DATABASE_URL names (an empty, migrated database; a SQLite file is made as a copy of the source). Every street
with everything below it stands there ten times under its district: other units, other persons, other entries, postings and ledger lines
with keys of their own; the days, kinds and amounts are the same. City and districts stay what they were, so the dashboard of the top
unit has as many children as before and ten times the records behind it. Roll-ups are multiplied in the same way and not made anew:
`taizhang selfcheck` compares them with the lines; places that become large meanwhile spread by the kernel's own function.

Indexes are away while rows come in, noted in the table `bench_indexes` until they are back: also after an error, and after a run that was
killed by the next one (`--part indexes` does nothing else). script/bench refuses a database that lacks indexes of the migrations.

`--lean` leaves out copies of persons and memberships (their ledger lines are copied) and the roll-ups of single enterprises: the streets
answer from their lines, 60,000 of them at most. That is all that dashboards ask for, and a third of the time and room.

What is not true to life: the ten copies of a person share one sealed number, and all copies of an entry share one wording.
"""

import argparse
import os
import shutil
import sqlite3
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "taizhang.config.settings"

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP, DISTRICT = 4, 8  # letters of a path a level; a district's path. What lies below is copied.
OF_TYPE = {"organisation.profile": "organisation_profile", "members.membership": "members_membership", "worklog.entry": "worklog_entry"}  # fmt: skip
OF_SUBJECT = {"unit:": "kernel_unit", "person:": "members_person"}

# How the columns of a copy are told: SQL over the source row `r` and the map `m` of units; {k} is the number of the copy, {table} the
# number of rows that a copy lies behind the one before. What is not named here stays as it is.
COPIED = {
    "kernel_unit": {"id": "m.new_id", "path": "m.new_path", "code": "r.code || '-{k}'"},
    "organisation_profile": {"id": "r.id + {organisation_profile}", "unit_id": "m.new_id"},
    "members_person": {
        "id": "r.id + {members_person}",
        "id_index": "'{letter}' || substr(r.id_index, 2)",
        "phone_index": "'{letter}' || substr(r.phone_index, 2)",
    },
    "members_namepart": {"person_id": "r.person_id + {members_person}"},
    "members_membership": {
        "id": "r.id + {members_membership}",
        "unit_id": "m.new_id",
        "person_id": "r.person_id + {members_person}",
    },
    "members_headcount": {"unit_id": "m.new_id"},
    "worklog_entry": {
        "id": "r.id + {worklog_entry}",
        "unit_id": "m.new_id",
        "digest": "'{letter}' || substr(r.digest, 2)",
    },
    "kernel_posting": {"id": "r.id + {kernel_posting}", "record_id": "r.record_id + {of_type}"},
    "kernel_fact": {
        "id": "r.id + {kernel_fact}",
        "posting_id": "r.posting_id + {kernel_posting}",
        "unit_id": "m.new_id",
        "path": "m.new_path",
        "subject": "{subject}",
    },
}
AT_A_UNIT = ("organisation_profile", "members_membership", "members_headcount", "worklog_entry", "kernel_fact")
BY_UNIT = {"kernel_unit": "r.id", **dict.fromkeys(AT_A_UNIT, "r.unit_id")}
BESIDE = {
    "organisation_profile",
    "members_person",
    "members_namepart",
    "members_membership",
    "members_headcount",
}  # no dashboard asks for them
LEFT = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "sqlite_sequence",
    "kernel_rollmark",
    "django_session",
}
ROLLS = ("kernel_rollplace", "kernel_rollseries", "kernel_rollsum", "kernel_rollpeople")


def step_of(number):
    """A number as a step of a path, four digits of base 36."""
    text = ""
    for _ in range(STEP):
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text


class Source:
    """The database that the importers filled, as `source` beside the one that `base` is connected to."""

    def __init__(self, path, base, lean):
        self.base, self.lean = base, lean
        self.base.execute("ATTACH ? AS source", [str(path)])
        names = self.base.execute("SELECT name FROM source.sqlite_master WHERE type = 'table'").fetchall()
        filled = (name for (name,) in names if self.base.execute(f'SELECT 1 FROM source."{name}" LIMIT 1').fetchone())
        self.tables = list(filled)
        self.last = {}
        for table in COPIED:
            if "id" in self.columns(table):
                (self.last[table],) = self.base.execute(f"SELECT MAX(id) FROM source.{table}").fetchone()

    def columns(self, table):
        return [row[1] for row in self.base.execute(f'PRAGMA source.table_info("{table}")')]

    def map_units(self, copies):
        """The temporary table `moved`: for each copy, which unit below a district becomes which."""
        units = self.base.execute("SELECT id, path FROM source.kernel_unit").fetchall()
        most = {}
        for _key, path in units:
            district, number = path[:DISTRICT], int(path[DISTRICT : DISTRICT + STEP] or "0", 36)
            most[district] = max(most.get(district, 0), number)
        self.base.execute(
            "CREATE TEMP TABLE moved (k INT, old_id INT, new_id INT, old_path TEXT, new_path TEXT, PRIMARY KEY (k, old_id))"
        )
        rows = []
        for k in range(1, copies):
            for key, path in units:
                if len(path) > DISTRICT:
                    district, street, rest = path[:DISTRICT], path[DISTRICT : DISTRICT + STEP], path[DISTRICT + STEP :]
                    there = district + step_of(int(street, 36) + k * most[district]) + rest
                    rows.append((k, key, key + k * self.last["kernel_unit"], path, there))
        self.base.executemany("INSERT INTO moved VALUES (?, ?, ?, ?, ?)", rows)
        self.base.execute("CREATE INDEX temp.moved_path ON moved (k, old_path)")

    def plain(self, table):
        """(columns, question) as they are."""
        columns = self.columns(table)
        names = ", ".join(f'"{name}"' for name in columns)
        return columns, f'SELECT {names} FROM source."{table}"'

    def copy(self, table, k):
        """(columns, question) of the k-th copy."""
        columns = self.columns(table)
        said = {name: f'r."{name}"' for name in columns} | COPIED[table]
        behind = {name: k * last for name, last in self.last.items()}
        by_type = " ".join(f"WHEN '{name}' THEN {behind[of]}" for name, of in OF_TYPE.items())
        by_subject = " ".join(
            f"WHEN r.subject LIKE '{head}%' THEN '{head}' || (substr(r.subject, {len(head) + 1}) + {behind[of]})"
            for head, of in OF_SUBJECT.items()
        )
        words = {
            **behind,
            "k": k,
            "letter": chr(ord("f") + k),
            "of_type": f"CASE r.record_type {by_type} END",
            "subject": f"CASE {by_subject} ELSE r.subject END",
        }
        told = ", ".join(text.format(**words) for text in said.values())
        which = f"CROSS JOIN moved m ON m.k = {k} AND m.old_id = {BY_UNIT[table]}" if table in BY_UNIT else ""
        if table == "kernel_posting":  # those of city and districts stay single
            which = """WHERE r.id NOT IN (SELECT f.posting_id FROM source.kernel_fact f JOIN source.kernel_unit u ON u.id = f.unit_id
                WHERE u.depth < 3)"""
        # The big table leads, in its own order (SQLite takes a CROSS JOIN as it stands).
        return columns, f"SELECT {told} FROM source.{table} r {which}"

    def rolled(self, table, k):
        """(columns, question) of the k-th copy of the roll-ups below the districts."""
        columns = self.columns(table)
        place = "path" if table == "kernel_rollplace" else "place"
        small = f" AND length(r.{place}) <= {DISTRICT + STEP}" if self.lean else ""
        told = ", ".join("m.new_path" if name == place else f"r.{name}" for name in columns)
        joined = f"FROM source.{table} r CROSS JOIN moved m ON m.k = {k} AND m.old_path = r.{place}{small}"
        return columns, f"SELECT {told} {joined}"


# --- where it is written --------------------------------------------------------------------------------------------------------------


class Target:
    """The database that Django is configured for; indexes are taken away while rows come in, rules and triggers sleep."""

    def __init__(self):
        from django.db import connection

        self.connection = connection
        self.is_postgresql = connection.vendor == "postgresql"
        self.cursor = connection.cursor()
        if self.is_postgresql:
            self.run("SET statement_timeout = 0")
            self.run("SET session_replication_role = replica")
            self.run("SET maintenance_work_mem = '1GB'")
        else:
            self.run("PRAGMA foreign_keys = OFF")
            self.run("PRAGMA synchronous = OFF")
            self.run("PRAGMA cache_size = -1000000")
            self.run("PRAGMA temp_store = FILE")

    def run(self, sql):
        self.cursor.execute(sql)

    def write(self, source, table, columns, question):
        """What a question to the source tells, in one transaction."""
        names = ", ".join(f'"{name}"' for name in columns)
        if self.is_postgresql:
            with self.cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in source.base.execute(question):
                    copy.write_row(row)
        else:
            source.base.execute(f'INSERT INTO main."{table}" ({names}) {question}')

    def empty(self, table):
        self.run(f'TRUNCATE "{table}" CASCADE' if self.is_postgresql else f'DELETE FROM "{table}"')

    def put_away(self, tables):
        """Drop the indexes and triggers of these tables, each noted before; `bring_back` makes them anew."""
        self.run("CREATE TABLE IF NOT EXISTS bench_indexes (name text PRIMARY KEY, sql text)")
        for table in tables:
            if self.is_postgresql:
                self.cursor.execute(
                    """SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = %s AND NOT EXISTS
                    (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)""", [table],
                )  # fmt: skip
                found = [("INDEX", *row) for row in self.cursor.fetchall()]
            else:
                self.cursor.execute(
                    "SELECT upper(type), name, sql FROM sqlite_master WHERE tbl_name = %s AND type IN ('index', 'trigger') AND sql IS NOT NULL",
                    [table],
                )
                found = list(self.cursor.fetchall())
            for kind, name, sql in found:
                self.cursor.execute("INSERT INTO bench_indexes VALUES (%s, %s)", [name, sql])
                self.run(f'DROP {kind} "{name}"')

    def bring_back(self):
        """Make what was put away, by this run or by one that was killed."""
        if "bench_indexes" not in self.connection.introspection.table_names():
            return
        self.cursor.execute("SELECT name, sql FROM bench_indexes")
        for name, sql in self.cursor.fetchall():
            start = time.perf_counter()
            self.connection.connection.execute(sql)  # past Django, which would take % for a mark
            self.cursor.execute("DELETE FROM bench_indexes WHERE name = %s", [name])
            print(f"  index {name}: {time.perf_counter() - start:.0f} s", flush=True)
        self.run("DROP TABLE bench_indexes")

    def finish(self):
        """Keys go on behind the last; the planner counts."""
        if self.is_postgresql:
            self.cursor.execute(
                "SELECT table_name FROM information_schema.columns WHERE column_name = 'id' AND is_identity = 'YES'"
            )
            for (table,) in self.cursor.fetchall():
                last = f'GREATEST(1, (SELECT COALESCE(MAX(id), 1) FROM "{table}"))'
                self.run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")
            self.run("SET session_replication_role = DEFAULT")
            self.run("VACUUM (ANALYZE)")


def missing_indexes():
    """What the migrations make and the database lacks: indexes and constraints of the models by name, others as table.column."""
    from django.apps import apps
    from django.db import connection

    missing = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            found = connection.introspection.get_constraints(cursor, table)
            missing += [one.name for one in model._meta.indexes if one.name not in found]
            led_by = {about["columns"][0] for about in found.values() if about["columns"]}
            columns = [field for field in model._meta.local_fields if field.column]  # a composite key has none
            wanted = (field.column for field in columns if field.db_index or field.unique)
            missing += [f"{table}.{column}" for column in wanted if column not in led_by]
    if "bench_indexes" in connection.introspection.table_names():
        missing.append("what bench/tenfold.py put away: python bench/tenfold.py SOURCE --part indexes")
    return missing


def multiply(source, target, times):
    """Every table of the source, and its copies; the indexes come back whatever happens."""
    target.put_away([*COPIED, *ROLLS] if target.is_postgresql else COPIED)
    try:
        _copy(source, target, times)
    finally:
        target.bring_back()
    target.finish()


def _copy(source, target, times):
    if target.is_postgresql:
        known = target.connection.introspection.table_names()
        whole = [table for table in source.tables if table in known and table not in LEFT and table not in ROLLS]
        for table in whole:
            target.empty(table)
        for table in whole:
            target.write(source, table, *source.plain(table))
        print("  copied as it is", flush=True)
    for k in range(1, times):
        for table in COPIED:
            if not (source.lean and table in BESIDE):
                target.write(source, table, *source.copy(table, k))
        print(f"  copy {k}", flush=True)
    if times > 1:
        target.run(f"UPDATE kernel_unit SET numchild = numchild * {times} WHERE depth = 2")


# --- roll-ups -------------------------------------------------------------------------------------------------------------------------


def multiply_rolls(source, target, times):
    """The source's roll-ups: below the districts a copy for each copy, above them ten times what is not their own."""
    from taizhang.kernel import rollups
    from taizhang.kernel.models import Fact, RollMark, RollPlace

    if source.base.execute("SELECT declared FROM source.kernel_rollmark").fetchall() != [(rollups.kept().mark,)]:
        sys.exit("The source's roll-ups are of another version: fold them first (script/bench --only rollups).")
    for table in reversed(ROLLS):
        target.empty(table)
    for table in ROLLS:
        target.write(source, table, *source.plain(table))
    if source.lean:
        target.run(
            f"UPDATE kernel_rollplace SET spread = {'FALSE' if target.is_postgresql else 0} WHERE length(path) > {DISTRICT}"
        )
    for k in range(1, times):
        for table in ("kernel_rollplace", "kernel_rollsum", "kernel_rollpeople"):
            target.write(source, table, *source.rolled(table, k))
    if times > 1:
        _raise(target, times)
    last = Fact.objects.order_by("-pk").values_list("pk", flat=True).first()
    RollMark.objects.update_or_create(pk=1, defaults={"mark": last, "declared": rollups.kept().mark})
    for place in list(RollPlace.objects.filter(spread=False, lines__gte=rollups.SPREAD_FROM).order_by("path")):
        above = RollPlace.objects.filter(path=place.path[:-STEP]).first()
        if above is None or above.spread:
            if source.lean and len(place.path) > DISTRICT:
                continue
            rollups._write(rollups.below(place.path, last))
            RollPlace.objects.filter(path=place.path).update(spread=True)
            print(f"  spread {place.path}: {place.lines} lines", flush=True)
    target.finish()


def _raise(target, times):
    """City and districts: `times` what stands there, less the lines of their own that were not copied."""
    from taizhang.kernel import rollups
    from taizhang.kernel.models import Fact, Unit

    above = Unit.objects.filter(depth__lt=3).values_list("path", flat=True)
    own = Fact.objects.filter(path__in=list(above))  # by path: there is an index for it, and nobody has moved
    roll = rollups.Roll(lambda path, reach: [path[:end] for end in (STEP, DISTRICT) if reach <= end <= len(path)])
    roll.add(rollups._plainly(rollups.sum_rows(own)))
    roll.add_people(rollups._plainly(rollups.people_rows(own, 0)))
    for table, numbers in (("kernel_rollsum", rollups.NUMBERS), ("kernel_rollpeople", ("people",))):
        raised = ", ".join(f"{number} = {number} * {times}" for number in numbers)
        target.run(f"UPDATE {table} SET {raised} WHERE length(place) <= {DISTRICT}")
    target.run(f"UPDATE kernel_rollplace SET lines = lines * {times} WHERE length(path) <= {DISTRICT}")
    less = times - 1
    roll.sums = {key: [-less * one for one in sums] for key, sums in roll.sums.items()}
    roll.people = {key: -less * number for key, number in roll.people.items()}
    roll.lines = {place: -less * number for place, number in roll.lines.items()}
    rollups._write(roll)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--lean", action="store_true", help="only what dashboards ask for")
    parser.add_argument("--part", choices=("records", "rollups", "both", "indexes"), default="both")
    asked = parser.parse_args()
    import django
    from django.conf import settings

    database = settings.DATABASES["default"]
    if asked.part in ("records", "both") and "sqlite" in database["ENGINE"]:
        shutil.copy(asked.source, database["NAME"])
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    start, target = time.perf_counter(), Target()
    target.bring_back()
    if asked.part == "indexes":
        return
    base = sqlite3.connect(":memory:") if target.is_postgresql else target.connection.connection
    source = Source(asked.source, base, asked.lean)
    source.map_units(asked.times)
    if asked.part != "rollups":
        multiply(source, target, asked.times)
        print(f"records: {time.perf_counter() - start:.0f} s", flush=True)
    if asked.part != "records":
        multiply_rolls(source, target, asked.times)
        print(f"with roll-ups: {time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
