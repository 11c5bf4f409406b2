"""Django's `migrate`, which makes an empty database at once instead of walking through its whole history.

Eighty migrations over three hundred tables take a minute of processor time, nearly all of it for picturing what stood in between. In an
empty database nobody ever sees that: the tables are made as the last migration leaves them, the migrations that write something (triggers,
special tables) run, and all are recorded. Migrations that only carry data over are `elidable` and have nothing to do here. A test compares
the two ways table by table, column by column.
"""

from contextlib import contextmanager

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


class Command(migrate.Command):
    """Bring a database up to this version; an empty one at once."""

    def handle(self, *args, **options):
        """An empty database gets everything; any other is walked through its migrations as ever."""
        connection = connections[options["database"]]
        plain = not any(
            options.get(name) for name in ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune")
        )
        if plain and not connection.introspection.table_names():
            make_at_once(connection)
        with unhurried(connection):
            super().handle(*args, **options)  # tells the apps that they were migrated; finds nothing left to apply


@contextmanager
def unhurried(connection):
    """No statement is cut off meanwhile: an index over millions of lines takes longer than any page may (deploy/postgresql.conf.example)."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")


def make_at_once(connection):
    """Tables, constraints, indexes, triggers and the record of all migrations, in one transaction."""
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _back in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    if not plan:  # tests without migrations: Django makes the tables from the models
        return
    state = executor.loader.project_state()
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for migration in plan:
            for operation in migration.operations:
                if _writes(migration, operation):
                    operation.database_forwards(migration.app_label, editor, state, state)
            recorder.record_applied(migration.app_label, migration.name)


def _writes(migration, operation):
    """Whether an operation writes more than tables, and more than what other versions left: those of others carry data over only."""
    ours = type(migration).__module__.startswith("taizhang.")
    return ours and isinstance(operation, RunPython | RunSQL) and not operation.elidable
