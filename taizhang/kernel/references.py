"""On PostgreSQL the keys of the ledger's lines are looked up once a statement, not once a row as foreign keys are (decision 20).

The lines are only ever added, and what they refer to is nearly all append-only too: acts, postings and wordings refuse DELETE and UPDATE
(kernel/triggers.py), so what was there when a line came in is there for good, and no lock is needed. A unit may be deleted while no line
tells of it. Therefore a line locks its unit as a foreign key would (FOR KEY SHARE: others may rename it meanwhile, nobody may delete it),
and whoever deletes a unit looks for its lines once the row is his:

- the line comes first: the DELETE waits for the row until the line is committed, then sees it and is refused;
- the DELETE comes first: the line waits for the row, finds it gone and is refused.

The second look needs a snapshot of its own, which READ COMMITTED takes with every statement; under a stricter level a unit is not deleted.
Unlike a deferred foreign key the triggers want the posting before its facts, which is the order in which everybody writes them. SQLite
keeps its foreign keys: it checks them without a query, and its tables would have to be rebuilt.
"""

from taizhang.kernel import triggers

UNITS = "kernel_unit"
# The column of a line: (the table it refers to, the foreign key of Django).
LINES = {
    "kernel_posting": {
        "act_id": ("kernel_actlog", "kernel_posting_act_id_f4c02e66_fk_kernel_actlog_id"),
        "wording_id": ("kernel_wording", "kernel_posting_wording_id_d396cbe9_fk_kernel_wording_id"),
        "reverses_id": ("kernel_posting", "kernel_posting_reverses_id_08da5baf_fk_kernel_posting_id"),
    },
    "kernel_fact": {
        "posting_id": ("kernel_posting", "kernel_fact_posting_id_f9b93543_fk_kernel_posting_id"),
        "wording_id": ("kernel_wording", "kernel_fact_wording_id_39884eca_fk_kernel_wording_id"),
        "unit_id": (UNITS, "kernel_fact_unit_id_bdefe2a5_fk_kernel_unit_id"),
    },
}
FOREIGN_KEYS = tuple(
    (table, column, other, name) for table, columns in LINES.items() for column, (other, name) in columns.items()
)
TRIGGERS = {
    "kernel_posting_insert_refers": "kernel_posting",
    "kernel_fact_insert_refers": "kernel_fact",
    "kernel_unit_delete_referred": UNITS,
    "kernel_unit_update_referred": UNITS,
}


def _lacking(column, other):
    """SQL: the keys in a column of the fresh lines that nobody bears. Most columns say the same few keys over and over."""
    return f"""SELECT '{column}' AS said, fresh.{column} AS key FROM (SELECT DISTINCT {column} FROM fresh WHERE {column} IS NOT NULL) fresh
    WHERE NOT EXISTS (SELECT FROM {other} there WHERE there.id = fresh.{column})"""  # noqa: S608  names are ours


def _of_lines(table):
    """SQL: the function of one table of lines.

    Every key is looked up in the index, whatever was counted last: a plan that is kept for the session must be good for one row in an
    empty table and for two thousand in one of millions.
    """
    columns = LINES[table]
    lock = f"PERFORM FROM {UNITS} unit WHERE unit.id IN (SELECT unit_id FROM fresh) FOR KEY SHARE OF unit;"  # noqa: S608  names are ours
    lacking = " UNION ALL ".join(_lacking(column, other) for column, (other, _name) in columns.items())
    return f"""CREATE OR REPLACE FUNCTION {table}_refers() RETURNS trigger AS $$ DECLARE lacking record; BEGIN
  {lock if "unit_id" in columns else ""}
  SELECT * INTO lacking FROM ({lacking}) told LIMIT 1;
  IF FOUND THEN
    RAISE foreign_key_violation USING MESSAGE = format('{table}: there is nothing with the key %s of %s', lacking.key, lacking.said),
      TABLE = '{table}', COLUMN = lacking.said;
  END IF;
  RETURN NULL;
END $$ LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off"""  # noqa: S608  names are ours


OF_UNITS = f"""CREATE OR REPLACE FUNCTION {UNITS}_is_referred_to() RETURNS trigger AS $$ BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'a unit is deleted under READ COMMITTED only: what was written since could not be seen';
  END IF;
  IF EXISTS (SELECT FROM kernel_fact WHERE unit_id = OLD.id) THEN
    RAISE foreign_key_violation USING MESSAGE = format('kernel_unit: lines of the ledger refer to the key %s', OLD.id),
      TABLE = 'kernel_fact', COLUMN = 'unit_id';
  END IF;
  RETURN NULL;
END $$ LANGUAGE plpgsql"""


def _statements():
    for table in LINES:
        yield _of_lines(table)
        yield f"""CREATE TRIGGER {table}_insert_refers AFTER INSERT ON {table}
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION {table}_refers()"""
    yield OF_UNITS
    yield f"CREATE TRIGGER {UNITS}_delete_referred AFTER DELETE ON {UNITS} FOR EACH ROW EXECUTE FUNCTION {UNITS}_is_referred_to()"
    yield f"""CREATE TRIGGER {UNITS}_update_referred AFTER UPDATE OF id ON {UNITS}
  FOR EACH ROW WHEN (OLD.id <> NEW.id) EXECUTE FUNCTION {UNITS}_is_referred_to()"""


def create(connection):
    """Put the triggers on PostgreSQL's tables. Safe to repeat."""
    drop(connection)
    with connection.cursor() as cursor:
        for sql in _statements():
            cursor.execute(sql)


def drop(connection):
    """Take the triggers off."""
    with connection.cursor() as cursor:
        for name, table in TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def missing(connection):
    """Names of the triggers that should stand and do not. Where the database has its foreign keys nothing is missing."""
    if connection.vendor != "postgresql":
        return set()
    absent = TRIGGERS.keys() - triggers.standing(connection)
    return set() if absent and _foreign_keys_stand(connection) else absent


def _foreign_keys_stand(connection):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_constraint WHERE conname = ANY(%s) AND connamespace = current_schema()::regnamespace",
            [[name for _table, _column, _other, name in FOREIGN_KEYS]],
        )
        return cursor.fetchone()[0] == len(FOREIGN_KEYS)


def strays(connection):
    """(table, column, how many) of the lines whose key nobody bears; asked of the tables themselves, on both engines."""
    with connection.cursor() as cursor:
        for table, column, other, _name in FOREIGN_KEYS:
            cursor.execute(
                f"""SELECT COUNT(*) FROM {table} line WHERE line.{column} IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM {other} there WHERE there.id = line.{column})"""  # noqa: S608  names are ours
            )
            if number := cursor.fetchone()[0]:
                yield table, column, number
