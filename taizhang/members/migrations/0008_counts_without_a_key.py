"""A headcount's key is no longer looked up by PostgreSQL; SQLite and the model stay as they are.

A piece of 2,000 members of a city names 1,800 combinations of union, status, sex and origin, nearly all of them counted before in the same
transaction. A row that the transaction itself wrote has its foreign key looked up again with every change, key changed or not: 180,000 times in an
import of 200,000 members. Only triggers write here, for memberships whose own key to the unit is checked, and a unit that is deleted
takes its counts along (CASCADE of the model).
"""

from django.db import migrations

KEY = "members_headcount_unit_id_d88bb43b_fk_kernel_unit_id"


def drop(apps, schema_editor):
    """The key goes."""
    if schema_editor.connection.vendor == "postgresql":
        # An empty database that is made at once (kernel/management/commands/migrate.py) has its keys still before it.
        schema_editor.deferred_sql = [
            sql for sql in schema_editor.deferred_sql if f'ADD CONSTRAINT "{KEY}"' not in str(sql)
        ]
        schema_editor.execute(f"ALTER TABLE members_headcount DROP CONSTRAINT IF EXISTS {KEY}")


def restore(apps, schema_editor):
    """The key again; counts of units that are gone go first."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DELETE FROM members_headcount WHERE unit_id NOT IN (SELECT id FROM kernel_unit)")
        schema_editor.execute(
            f"""ALTER TABLE members_headcount ADD CONSTRAINT {KEY} FOREIGN KEY (unit_id) REFERENCES kernel_unit (id)
            DEFERRABLE INITIALLY DEFERRED"""
        )


class Migration(migrations.Migration):
    dependencies = [("members", "0007_one_index_of_a_unions_register")]

    operations = [migrations.RunPython(drop, restore)]
