"""The chain of hashes over acts and ledger, and the definitions of figures that were ever in use."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0006_rollups"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.BigIntegerField(unique=True, verbose_name="position")),
                ("method", models.CharField(max_length=10, verbose_name="hash")),
                ("act_digest", models.CharField(max_length=64, verbose_name="hash of the act")),
                ("lines_digest", models.CharField(max_length=64, verbose_name="hash of its ledger lines")),
                ("postings", models.IntegerField(verbose_name="postings")),
                ("facts", models.IntegerField(verbose_name="ledger lines")),
                ("sealed_at", models.DateTimeField(verbose_name="sealed at")),
                ("link", models.CharField(max_length=64, verbose_name="link")),
                (
                    "act",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link",
                        to="kernel.actlog",
                        verbose_name="act",
                    ),
                ),
            ],
            options={
                "verbose_name": "link of the chain",
                "verbose_name_plural": "chain of hashes",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Definition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=120, verbose_name="figure")),
                ("version", models.CharField(max_length=12, verbose_name="version")),
                ("content", models.JSONField(default=dict, verbose_name="definition")),
                ("seen_at", models.DateTimeField(verbose_name="first in use")),
            ],
            options={
                "verbose_name": "definition of a figure",
                "verbose_name_plural": "definitions of figures",
                "ordering": ["code", "seen_at", "pk"],
                "constraints": [models.UniqueConstraint(fields=("code", "version"), name="definition_kept_once")],
            },
        ),
    ]
