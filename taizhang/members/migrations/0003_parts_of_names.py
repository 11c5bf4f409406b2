"""The index of names is kept by triggers: whoever writes a name, by a form, an import or a correction, writes its parts in the same breath."""

import django.db.models.deletion
from django.db import migrations, models

PLACES = ", ".join(map(str, range(1, 61)))  # a name has at most so many characters

SQLITE = f"""
CREATE TRIGGER members_person_{{verb}}_name AFTER {{when}} ON members_person BEGIN
  DELETE FROM members_namepart WHERE person_id = NEW.id;
  INSERT OR IGNORE INTO members_namepart (part, person_id)
    SELECT substr(NEW.name, place.value, 2), NEW.id FROM json_each('[{PLACES}]') place WHERE place.value <= length(NEW.name);
END"""  # noqa: S608  numbers of ours
POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION members_keep_name_parts() RETURNS trigger AS $$ BEGIN
  IF TG_OP = 'UPDATE' THEN DELETE FROM members_namepart WHERE person_id = NEW.id; END IF;
  INSERT INTO members_namepart (part, person_id)
    SELECT DISTINCT substr(NEW.name, place, 2), NEW.id FROM generate_series(1, length(NEW.name)) place;
  RETURN NULL;
END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER members_person_insert_name AFTER INSERT ON members_person
  FOR EACH ROW EXECUTE FUNCTION members_keep_name_parts()""",
    """CREATE TRIGGER members_person_update_name AFTER UPDATE OF name ON members_person
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION members_keep_name_parts()""",
)


def keep(apps, schema_editor):
    """The triggers, and the parts of the names that are on file."""
    if schema_editor.connection.vendor == "postgresql":
        for sql in POSTGRESQL:
            schema_editor.execute(sql)
        places = "generate_series(1, length(person.name)) place"
        value = "place"
    else:
        insert = SQLITE.format(verb="insert", when="INSERT").replace(
            "  DELETE FROM members_namepart WHERE person_id = NEW.id;\n", ""
        )
        schema_editor.execute(insert, params=None)
        schema_editor.execute(SQLITE.format(verb="update", when="UPDATE OF name"), params=None)
        places = f"json_each('[{PLACES}]') place"
        value = "place.value"
    schema_editor.execute(
        f"""INSERT INTO members_namepart (part, person_id) SELECT DISTINCT substr(person.name, {value}, 2), person.id
        FROM members_person person, {places} WHERE {value} <= length(person.name)""",  # noqa: S608  names are ours
        params=None,
    )


def leave(apps, schema_editor):
    for verb in ("insert", "update"):
        on = " ON members_person" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS members_person_{verb}_name{on}")


class Migration(migrations.Migration):
    dependencies = [("members", "0002_transfers_cards_and_admission")]

    operations = [
        migrations.CreateModel(
            name="NamePart",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "part", "person", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("part", models.CharField(max_length=2, verbose_name="part of a name")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={"verbose_name": "part of a name", "verbose_name_plural": "parts of names"},
        ),
        migrations.RunPython(keep, leave),
    ]
