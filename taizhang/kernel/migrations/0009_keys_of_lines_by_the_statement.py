"""PostgreSQL looks the keys of the ledger's lines up once a statement; row by row they were a fifth of what an import cost the server.

The models keep their foreign keys, and so does SQLite. Why this is safe: kernel/references.py.
"""

from django.db import migrations

from taizhang.kernel import references


def by_statement(apps, schema_editor):
    """The triggers instead of the foreign keys."""
    if schema_editor.connection.vendor != "postgresql":
        return
    # An empty database that is made at once (management/commands/migrate.py) has them still before it.
    schema_editor.deferred_sql = [sql for sql in schema_editor.deferred_sql if not _makes_one(str(sql))]
    for table, _column, _other, name in references.FOREIGN_KEYS:
        schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
    references.create(schema_editor.connection)


def _makes_one(sql):
    return any(
        sql.startswith(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}"')
        for table, _column, _other, name in references.FOREIGN_KEYS
    )


def by_row(apps, schema_editor):
    """The foreign keys again, which look through the lines that are there."""
    if schema_editor.connection.vendor != "postgresql":
        return
    references.drop(schema_editor.connection)
    for table, column, other, name in references.FOREIGN_KEYS:
        schema_editor.execute(
            f"""ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({column}) REFERENCES {other} (id)
            DEFERRABLE INITIALLY DEFERRED"""
        )


class Migration(migrations.Migration):
    dependencies = [("kernel", "0008_lines_behind_figures")]

    operations = [migrations.RunPython(by_statement, by_row)]
