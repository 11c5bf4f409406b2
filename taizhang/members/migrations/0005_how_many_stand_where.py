"""How many stand in each union, in which status, of which sex and origin, is kept by triggers: every writer of memberships is counted.

A later migration that rebuilds `members_membership` on SQLite must begin with `leave` and end with `keep`, for its triggers go with the table
and one on `members_person` names it.
"""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "members_headcount (unit_id, status, sex, migrant, part, number)"
ADDED = """ON CONFLICT (unit_id, status, sex, migrant, part)
    DO UPDATE SET number = members_headcount.number + excluded.number"""


def _migrant(row):
    return f"CASE WHEN {row}.migrant THEN 'yes' WHEN NOT {row}.migrant THEN 'no' ELSE '' END"


# --- SQLite: one writer, so the rows with part 0 are written at once ------------------------------------------------------------------


def _one(row, number):
    return f"""INSERT INTO {TABLE}
    SELECT {row}.unit_id, {row}.status, person.sex, {_migrant(row)}, 0, {number} FROM members_person person
    WHERE person.id = {row}.person_id AND {row}.voided_at IS NULL {ADDED};"""  # noqa: S608  names are ours


def _of_person(sex, number):
    return f"""INSERT INTO {TABLE}
    SELECT one.unit_id, one.status, {sex}, {_migrant("one")}, 0, {number} FROM members_membership one
    WHERE one.person_id = NEW.id AND one.voided_at IS NULL {ADDED};"""  # noqa: S608  names are ours


SQLITE = {
    "members_membership_insert_count": f"""AFTER INSERT ON members_membership BEGIN {_one("NEW", 1)} END""",
    "members_membership_update_count": f"""AFTER UPDATE OF unit_id, person_id, status, migrant, voided_at ON members_membership
  WHEN (OLD.unit_id, OLD.person_id, OLD.status, OLD.migrant, OLD.voided_at IS NULL)
    IS NOT (NEW.unit_id, NEW.person_id, NEW.status, NEW.migrant, NEW.voided_at IS NULL)
  BEGIN {_one("OLD", -1)} {_one("NEW", 1)} END""",
    "members_person_update_count": f"""AFTER UPDATE OF sex ON members_person WHEN OLD.sex <> NEW.sex
  BEGIN {_of_person("OLD.sex", -1)} {_of_person("NEW.sex", 1)} END""",
}

# --- PostgreSQL: each transaction writes rows of its own, one statement for all rows of an INSERT, COPY or UPDATE -----------------------


def _these(rows, number):
    return f"""SELECT one.unit_id, one.status, person.sex, {_migrant("one")} AS migrant, {number} AS number
    FROM {rows} one JOIN members_person person ON person.id = one.person_id WHERE one.voided_at IS NULL"""  # noqa: S608  names are ours


def _sum(rows):
    return f"""INSERT INTO {TABLE}
    SELECT unit_id, status, sex, migrant, txid_current(), SUM(number) FROM ({rows}) told
    GROUP BY unit_id, status, sex, migrant HAVING SUM(number) <> 0 {ADDED};"""  # noqa: S608  names are ours


OF_SEX = """SELECT one.unit_id, one.status, told.sex, {migrant} AS migrant, told.number
    FROM members_membership one, (VALUES (OLD.sex, -1), (NEW.sex, 1)) told (sex, number)
    WHERE one.person_id = NEW.id AND one.voided_at IS NULL""".format(migrant=_migrant("one"))  # noqa: S608  names are ours

POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION members_count_memberships() RETURNS trigger AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN {_sum(_these("fresh", 1))}
  ELSE {_sum(_these("fresh", 1) + " UNION ALL " + _these("stale", -1))}
  END IF;
  RETURN NULL;
END $$ LANGUAGE plpgsql""",
    f"""CREATE OR REPLACE FUNCTION members_count_sex() RETURNS trigger AS $$ BEGIN {_sum(OF_SEX)} RETURN NULL; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER members_membership_insert_count AFTER INSERT ON members_membership
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION members_count_memberships()""",
    """CREATE TRIGGER members_membership_update_count AFTER UPDATE ON members_membership
  REFERENCING NEW TABLE AS fresh OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION members_count_memberships()""",
    """CREATE TRIGGER members_person_update_count AFTER UPDATE OF sex ON members_person
  FOR EACH ROW WHEN (OLD.sex <> NEW.sex) EXECUTE FUNCTION members_count_sex()""",
)

ALL = f"""INSERT INTO {TABLE}
    SELECT unit_id, status, sex, migrant, 0, SUM(number) FROM ({_these("members_membership", 1)}) told
    GROUP BY unit_id, status, sex, migrant"""  # noqa: S608  names are ours


def keep(apps, schema_editor):
    """The triggers, and the count of what is on file."""
    if schema_editor.connection.vendor == "postgresql":
        for sql in POSTGRESQL:
            schema_editor.execute(sql, params=None)
    else:
        for name, sql in SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {sql}", params=None)
    schema_editor.execute("DELETE FROM members_headcount")
    schema_editor.execute(ALL, params=None)


def leave(apps, schema_editor):
    """The triggers go; the rows say nothing any more."""
    for name in SQLITE:
        on = f" ON {name.rpartition('_update')[0] or name.rpartition('_insert')[0]}"
        schema_editor.execute(
            f"DROP TRIGGER IF EXISTS {name}{on if schema_editor.connection.vendor == 'postgresql' else ''}"
        )


class Migration(migrations.Migration):
    dependencies = [("members", "0004_names_of_many_at_once")]

    operations = [
        migrations.CreateModel(
            name="Headcount",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "unit",
                        "status",
                        "sex",
                        "migrant",
                        "part",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kernel.unit",
                        verbose_name="unit",
                    ),
                ),
                ("status", models.CharField(max_length=10, verbose_name="status")),
                ("sex", models.CharField(blank=True, max_length=1, verbose_name="sex")),
                ("migrant", models.CharField(blank=True, max_length=3, verbose_name="rural migrant worker")),
                ("part", models.BigIntegerField(default=0)),
                ("number", models.BigIntegerField(verbose_name="number of memberships")),
            ],
            options={"verbose_name": "headcount of a union", "verbose_name_plural": "headcounts of unions"},
        ),
        migrations.RemoveIndex(model_name="membership", name="members_unit_status"),
        migrations.AlterField(
            model_name="membership",
            name="bound_for",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kernel.unit",
                verbose_name="released to",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="members.person",
                verbose_name="person",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("voided_at", None)),
                fields=["unit", "status", "joined_on", "id"],
                name="members_unit_status_joined",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["person", "unit", "status", "voided_at", "id"], name="members_of_person"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("voided_at", None), models.Q(("group", ""), _negated=True)),
                fields=["group", "unit", "status"],
                name="members_group",
            ),
        ),
        migrations.RunPython(keep, leave),
    ]
