"""On PostgreSQL the parts of many new names are written by one statement: an import of a city writes hundreds of thousands."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION members_keep_new_name_parts() RETURNS trigger AS $$ BEGIN
  INSERT INTO members_namepart (part, person_id)
    SELECT DISTINCT substr(fresh.name, place, 2), fresh.id FROM fresh, generate_series(1, length(fresh.name)) place;
  RETURN NULL;
END $$ LANGUAGE plpgsql"""
DROP = "DROP TRIGGER IF EXISTS members_person_insert_name ON members_person"
BY_STATEMENT = """CREATE TRIGGER members_person_insert_name AFTER INSERT ON members_person
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION members_keep_new_name_parts()"""
BY_ROW = """CREATE TRIGGER members_person_insert_name AFTER INSERT ON members_person
  FOR EACH ROW EXECUTE FUNCTION members_keep_name_parts()"""


def by_statement(apps, schema_editor):
    """One trigger for all rows of an INSERT or COPY."""
    if schema_editor.connection.vendor == "postgresql":
        for sql in (FUNCTION, DROP, BY_STATEMENT):
            schema_editor.execute(sql)


def by_row(apps, schema_editor):
    """A trigger for each row, as before."""
    if schema_editor.connection.vendor == "postgresql":
        for sql in (DROP, BY_ROW):
            schema_editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("members", "0003_parts_of_names")]

    operations = [migrations.RunPython(by_statement, by_row)]
