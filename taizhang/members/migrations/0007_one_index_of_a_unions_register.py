"""One index answers for the register of a union: how many joined when, and who bears a name, without a look at the rows.

It takes the place of two: the narrower one, and that of the unit's key alone, so an import writes one index fewer. No table is rebuilt:
the triggers on `members_membership` stay.
"""

import django.db.models.deletion
from django.db import migrations, models

UNIT = "members_membership_unit_id_5ef3e595"


class Migration(migrations.Migration):
    dependencies = [("members", "0006_names_at_less_cost")]

    operations = [
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                fields=["unit", "status", "voided_at", "joined_on", "person", "id"], name="members_of_unit"
            ),
        ),
        migrations.RemoveIndex(model_name="membership", name="members_unit_status_joined"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="membership",
                    name="unit",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kernel.unit",
                        verbose_name="unit",
                    ),
                )
            ],
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX IF EXISTS {UNIT}", f"CREATE INDEX IF NOT EXISTS {UNIT} ON members_membership (unit_id)"
                )
            ],
        ),
    ]
