"""The index of names costs an import less: rows that only triggers write need no foreign key, no index of persons, and on SQLite no rowid.

A name that changes takes its old parts away by their key, so nobody looks for the parts of a person. An import of 200,000 members
writes 560,000 parts; their keys were a sixth of what PostgreSQL had to check (docs/performance.md).
"""

import django.db.models.deletion
from django.db import migrations, models

REST = ", ".join(map(str, range(4, 61)))  # a name has at most sixty characters, most have three


def _part(place):
    return f"""INSERT OR IGNORE INTO members_namepart (part, person_id)
    SELECT substr(NEW.name, {place}, 2), NEW.id WHERE length(NEW.name) >= {place};"""


FIRST = f"{_part(1)} {_part(2)} {_part(3)}"
LONG = f"""INSERT OR IGNORE INTO members_namepart (part, person_id)
    SELECT substr(NEW.name, place.value, 2), NEW.id FROM json_each('[{REST}]') place WHERE place.value <= length(NEW.name);"""  # noqa: S608  numbers of ours
AWAY = f"""DELETE FROM members_namepart WHERE person_id = NEW.id
    AND part IN (SELECT substr(OLD.name, place.value, 2) FROM json_each('[1, 2, 3, {REST}]') place);"""  # noqa: S608  numbers of ours

TABLE = """CREATE TABLE "{name}" ("part" varchar(2) NOT NULL, "person_id" bigint NOT NULL{key},
    PRIMARY KEY ("part", "person_id")){kind}"""
KEY = ' REFERENCES "members_person" ("id") DEFERRABLE INITIALLY DEFERRED'

SQLITE = (
    f"CREATE TRIGGER members_person_insert_name AFTER INSERT ON members_person BEGIN {FIRST} END",
    f"""CREATE TRIGGER members_person_insert_long_name AFTER INSERT ON members_person WHEN length(NEW.name) > 3
  BEGIN {LONG} END""",
    f"""CREATE TRIGGER members_person_update_name AFTER UPDATE OF name ON members_person WHEN OLD.name <> NEW.name
  BEGIN {AWAY} {FIRST} {LONG} END""",
)

PARTS = "SELECT DISTINCT substr({row}.name, place, 2) AS part, {row}.id FROM {rows}generate_series(1, length({row}.name)) place ORDER BY 1, 2"
NEW_PARTS = f"""
CREATE OR REPLACE FUNCTION members_keep_new_name_parts() RETURNS trigger AS $$ BEGIN
  INSERT INTO members_namepart (part, person_id) {PARTS.format(row="fresh", rows="fresh, ")};
  RETURN NULL;
END $$ LANGUAGE plpgsql"""
OTHER_PARTS = f"""
CREATE OR REPLACE FUNCTION members_keep_name_parts() RETURNS trigger AS $$ BEGIN
  IF TG_OP = 'UPDATE' THEN DELETE FROM members_namepart WHERE person_id = NEW.id
    AND part IN (SELECT substr(OLD.name, place, 2) FROM generate_series(1, length(OLD.name)) place); END IF;
  INSERT INTO members_namepart (part, person_id) {PARTS.format(row="NEW", rows="")};
  RETURN NULL;
END $$ LANGUAGE plpgsql"""  # noqa: S608  words of ours
INDEX = "members_namepart_person_id_7367f4ab"
POSTGRESQL = (
    NEW_PARTS,
    OTHER_PARTS,
    f"ALTER TABLE members_namepart DROP CONSTRAINT IF EXISTS {INDEX}_fk_members_person_id",
    f"DROP INDEX IF EXISTS {INDEX}",
)
POSTGRESQL_BEFORE = (
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON members_namepart (person_id)",
    f"""ALTER TABLE members_namepart ADD CONSTRAINT {INDEX}_fk_members_person_id
    FOREIGN KEY (person_id) REFERENCES members_person (id) DEFERRABLE INITIALLY DEFERRED""",
)


def _rebuilt(editor, key, kind):
    """The table of SQLite anew, and its triggers; those that name it must be gone while it changes its name."""
    for trigger in ("insert_name", "insert_long_name", "update_name"):
        editor.execute(f"DROP TRIGGER IF EXISTS members_person_{trigger}")
    editor.execute(TABLE.format(name="new__members_namepart", key=key, kind=kind), params=None)
    editor.execute("INSERT INTO new__members_namepart SELECT part, person_id FROM members_namepart", params=None)
    editor.execute("DROP TABLE members_namepart")
    editor.execute('ALTER TABLE "new__members_namepart" RENAME TO "members_namepart"')
    for sql in SQLITE:
        editor.execute(sql, params=None)


def lighten(apps, schema_editor):
    """The lighter table and its triggers."""
    if schema_editor.connection.vendor == "postgresql":
        for sql in POSTGRESQL:
            schema_editor.execute(sql, params=None)
    else:
        _rebuilt(schema_editor, "", " WITHOUT ROWID")


def weigh_down(apps, schema_editor):
    """The table as it was; the triggers do for it too."""
    if schema_editor.connection.vendor == "postgresql":
        for sql in POSTGRESQL_BEFORE:
            schema_editor.execute(sql, params=None)
    else:
        _rebuilt(schema_editor, KEY, "")
        schema_editor.execute(f"CREATE INDEX {INDEX} ON members_namepart (person_id)")


class Migration(migrations.Migration):
    dependencies = [("members", "0005_how_many_stand_where")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="namepart",
                    name="person",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.person",
                        verbose_name="person",
                    ),
                )
            ]
        ),
        migrations.RunPython(lighten, weigh_down),
    ]
