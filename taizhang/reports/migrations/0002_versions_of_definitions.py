"""A frozen figure keeps the version of each definition that it was reckoned by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0007_chain_and_definitions"),
        ("reports", "0001_work_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="frozenfigure",
            name="versions",
            field=models.JSONField(default=dict, verbose_name="versions of the definitions"),
        ),
    ]
