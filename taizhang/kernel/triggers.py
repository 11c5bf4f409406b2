"""Database triggers that refuse UPDATE and DELETE on append-only tables, on both engines."""

from django.apps import apps

TABLES = ("kernel_actlog", "kernel_posting", "kernel_fact", "kernel_evidence")


def guarded():
    """Every append-only table of the house: those of the kernel, and those that an app derives from AppendOnly."""
    from taizhang.kernel.models import AppendOnly  # models come after the app registry, this module before it

    derived = {model._meta.db_table for model in apps.get_models() if issubclass(model, AppendOnly)}
    return tuple(sorted(derived | set(TABLES)))


_SQLITE = """CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append only'); END"""

_POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION taizhang_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"""
_POSTGRESQL = """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION taizhang_append_only()"""


def create(connection, tables=None):
    """Put the triggers on the tables. Safe to repeat."""
    tables = tables or guarded()
    drop(connection, tables)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        pattern = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
        for table in tables:
            for verb in ("update", "delete"):
                cursor.execute(pattern.format(table=table, verb=verb))


def drop(connection, tables=None):
    """Take the triggers off: only for tests that empty the database between them."""
    with connection.cursor() as cursor:
        for table in tables or guarded():
            for verb in ("update", "delete"):
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on_table}")


def missing(connection, tables=None):
    """Names of the triggers that should stand and do not."""
    return {f"{table}_no_{verb}" for table in tables or guarded() for verb in ("update", "delete")} - standing(
        connection
    )


def standing(connection):
    """Names of all triggers that are there and not switched off."""
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(catalogue)
        return {row[0] for row in cursor.fetchall()}
