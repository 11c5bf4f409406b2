"""Writing many rows at once: keys reserved first, then one prepared statement (SQLite) or COPY (PostgreSQL).

Django's bulk_create builds one statement text per batch and costs ten times as much a row (docs/performance.md). Callers are the
ledger and `Act.create_all`, both inside an act's transaction.
"""

import json
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from itertools import chain
from operator import attrgetter

from django.db import DEFAULT_DB_ALIAS, connections, models, router, transaction

from taizhang.kernel.sealing import SealedField


def _reserve(connection, table, number):
    """So many fresh keys of the table, safe beside other writers."""
    behind = _behind(connection)
    if behind is None:
        return _fresh_keys(connection, table, number)
    waiting = behind.keys.get(table, [])
    if len(waiting) < number:
        waiting = _fresh_keys(connection, table, max(number, AHEAD))
    behind.keys[table] = waiting[number:]
    return waiting[:number]


# The sequence of the table is looked for once, not with every key.
NEXT_KEYS = """WITH found AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS sequence)
    SELECT nextval(sequence) FROM found, generate_series(1, %s)"""


def _fresh_keys(connection, table, number):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(NEXT_KEYS, [table, number])
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = %s", [table]
        )  # one writer at a time: nobody comes between
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return list(range(first, first + number))


def _write(connection, table, columns, rows):
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    into, behind = f"{connection.ops.quote_name(table)} ({quoted})", _behind(connection)
    if behind is not None:
        behind.hand_over(_copy if connection.vendor == "postgresql" else _insert, into, list(rows))
        return
    # COPY is the driver's own, and so are its errors.
    with connection.wrap_database_errors, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, into, rows)
        else:
            cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", rows)  # noqa: S608  names are ours


def _copy(cursor, into, rows):
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert(cursor, into, rows):
    """Many rows a statement: while one runs, the interpreter is free for whoever prepares the next."""
    for start in range(0, len(rows), TOGETHER):
        some = rows[start : start + TOGETHER]
        marks = ", ".join([f"({', '.join('?' * len(some[0]))})"] * len(some))
        cursor.execute(f"INSERT INTO {into} VALUES {marks}", list(chain.from_iterable(some)))  # noqa: S608  names are ours


# --- the database writes while we prepare what comes next -------------------------------------------------------------------------------

AHEAD = 10_000  # keys reserved at once; those that are left over are never given
QUEUE = 2  # tables' worth of rows that may wait for the database
TOGETHER = 1_000  # rows of one statement of SQLite


@contextmanager
def behind():
    """Inside, rows are written in a thread while the caller prepares the next: the time of the longer of the two, not of both.

    The caller sees no difference but in time. Any other statement of the connection waits until everything is written; what the
    database refuses is raised there, or at the end. On PostgreSQL foreign keys are checked with each block, not all at the commit, when
    nobody would work beside it.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if _behind(connection) is not None:
        yield
        return
    one = _Behind(connection)
    try:
        with _checked_at_once(connection), connection.execute_wrapper(one):
            yield
            one.through()
    finally:
        one.close()


@contextmanager
def _checked_at_once(connection):
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _behind(connection):
    """What is being written behind on this connection, if anything is."""
    return next((one for one in connection.execute_wrappers if isinstance(one, _Behind)), None)


class _Behind:
    """The thread that writes, and what it has not finished yet; as a wrapper of statements it lets none pass before."""

    def __init__(self, connection):
        self.connection, self.keys = connection, {}
        self._thread, self._writing = ThreadPoolExecutor(1, thread_name_prefix="rows"), deque()

    def __call__(self, execute, sql, params, many, context):
        self.through()
        if self.connection.vendor == "sqlite" and not sql.startswith("SELECT"):
            self.keys.clear()  # whoever writes a row of his own takes the next key
        return execute(sql, params, many, context)

    def hand_over(self, put, into, rows):
        """Write these rows as soon as those before them are written; waits where too many wait already."""
        while len(self._writing) >= QUEUE:
            self._next()
        cursor = self.connection.connection.cursor()  # the driver's own: Django's would ask us first
        self._writing.append(self._thread.submit(put, cursor, into, rows))

    def through(self):
        """Wait until everything is written."""
        while self._writing:
            self._next()

    def close(self):
        """End the thread; what has not begun is dropped, for the transaction is lost."""
        self._thread.shutdown(cancel_futures=True)

    def _next(self):
        with self.connection.wrap_database_errors:
            self._writing.popleft().result()


_EMPTY = {list: "[]", dict: "{}"}

# Fields whose Python value is what the driver wants; asked by exact class, so that a field with ideas of its own keeps them.
_AS_THEY_ARE = (
    models.AutoField,
    models.BigAutoField,
    models.BigIntegerField,
    models.BooleanField,
    models.CharField,
    models.ForeignKey,
    models.IntegerField,
    models.OneToOneField,
    models.PositiveIntegerField,
    models.SmallIntegerField,
    models.TextField,
)


def _preparer(connection, field):
    """A function that turns a Python value into the driver's, or None where there is nothing to do."""
    if type(field) in _AS_THEY_ARE:
        return None
    if isinstance(field, models.JSONField):
        return lambda value: (
            json.dumps(value, cls=field.encoder, ensure_ascii=False) if value or value is None else _EMPTY[type(value)]
        )
    if type(field) is models.DateField:
        return _day_for(field, connection)
    if isinstance(field, (models.DateField, models.DecimalField)):  # moments and amounts repeat a great deal
        return _Remembered(field, connection).__getitem__
    if isinstance(field, SealedField):
        return field.sealer()
    return lambda value: field.get_db_prep_save(value, connection=connection)


def _day_for(field, connection):
    """PostgreSQL's driver takes days as they are, SQLite their text; whatever is no plain day goes Django's way."""
    if connection.vendor == "postgresql":
        return lambda day: (
            day if type(day) is date or day is None else field.get_db_prep_save(day, connection=connection)
        )
    return lambda day: (
        day.isoformat()
        if type(day) is date
        else None
        if day is None
        else field.get_db_prep_save(day, connection=connection)
    )


class _Remembered(dict):
    """Values of one column as the driver wants them, each prepared once."""

    def __init__(self, field, connection):
        super().__init__()
        self.field, self.connection = field, connection

    def __missing__(self, value):
        prepared = self[value] = self.field.get_db_prep_save(value, connection=self.connection)
        return prepared


def insert_rows(model, columns, rows):
    """Insert rows of plain values for the named fields (attnames); keys are reserved first and returned in the rows' order."""
    rows = list(rows)
    if not rows:
        return []
    connection = connections[router.db_for_write(model)]
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in columns]
    keys = _reserve(connection, model._meta.db_table, len(rows))
    prepared = [(place, prepare) for place, field in enumerate(fields, 1) if (prepare := _preparer(connection, field))]

    def ready():
        for key, row in zip(keys, rows, strict=True):
            values = [key, *row]
            for place, prepare in prepared:
                values[place] = prepare(values[place])
            yield values

    _write(connection, model._meta.db_table, ["id", *(field.column for field in fields)], ready())
    return keys


def insert(instances):
    """Insert new instances of one model; sets their keys and returns them. Fields are prepared as Django would."""
    instances = list(instances)
    if not instances:
        return instances
    model = type(instances[0])
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    stamped = [
        field
        for field in model._meta.concrete_fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]
    for field in stamped:
        for instance in instances:
            field.pre_save(instance, add=True)
    keys = insert_rows(model, columns, map(attrgetter(*columns), instances))
    using = router.db_for_write(model)
    for instance, key in zip(instances, keys, strict=True):
        instance.pk = key
        instance._state.adding, instance._state.db = False, using
    return instances


def tell_the_planner():
    """After a large import: PostgreSQL plans by what it last counted, and counts again only minutes later by itself.

    Until then a filtered figure over fresh rows was seen to take a minute instead of a hundredth of a second. A coarse count
    (a quarter of the usual sample) is enough to choose by; the server's own finer one follows.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL default_statistics_target = 25")
            cursor.execute("ANALYZE")
