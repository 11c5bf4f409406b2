"""How many lines stand behind each roll-up, and an index that hands out the newest lines of a kind first.

The roll-ups are emptied, not filled up: the next fold makes them anew, and until then the ledger itself answers (docs/operations.md).
"""

from django.db import migrations, models


def empty(apps, schema_editor):
    """Every roll-up away; the mark says that nothing is folded."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute("TRUNCATE kernel_rollsum, kernel_rollpeople, kernel_rollplace")
        else:
            for table in ("kernel_rollsum", "kernel_rollpeople", "kernel_rollplace"):
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608  names of ours
        cursor.execute("UPDATE kernel_rollmark SET mark = 0, declared = ''")


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0007_chain_and_definitions"),
    ]

    operations = [
        migrations.RunPython(empty, migrations.RunPython.noop, elidable=True),
        migrations.AddField(
            model_name="rollsum", name="lines", field=models.BigIntegerField(default=0, verbose_name="lines")
        ),
        migrations.AddField(
            model_name="rollsum",
            name="unnamed_lines",
            field=models.BigIntegerField(default=0, verbose_name="lines without a subject"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["measure", "kind", "occurred_on", "id"], name="fact_newest"),
        ),
    ]
