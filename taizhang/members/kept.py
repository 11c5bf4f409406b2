"""What the database keeps beside the register by its triggers, counted again: headcounts of unions and the index of names.

Nothing here is a record: a count that a hand in the database or a lost trigger put out of joint is made anew from the register.
"""

from dataclasses import dataclass

from django.db import connection, transaction

from taizhang.kernel import triggers

TRIGGERS = (
    "members_membership_insert_count",
    "members_membership_update_count",
    "members_person_insert_name",
    "members_person_update_count",
    "members_person_update_name",
)
LONG_NAMES = "members_person_insert_long_name"  # SQLite alone has a trigger of its own for more than three characters

COUNTED = """SELECT one.unit_id, one.status, person.sex,
        CASE WHEN one.migrant THEN 'yes' WHEN NOT one.migrant THEN 'no' ELSE '' END AS migrant, COUNT(*) AS number
    FROM members_membership one JOIN members_person person ON person.id = one.person_id
    WHERE one.voided_at IS NULL GROUP BY 1, 2, 3, 4"""
DIFFERENT = f"""SELECT unit_id, status, sex, migrant, SUM(counted), SUM(kept) FROM (
        SELECT unit_id, status, sex, migrant, number AS counted, 0 AS kept FROM ({COUNTED}) told
        UNION ALL SELECT unit_id, status, sex, migrant, 0, number FROM members_headcount
    ) compared GROUP BY 1, 2, 3, 4 HAVING SUM(counted) <> SUM(kept) ORDER BY 1, 2, 3, 4"""  # noqa: S608  names are ours

# The places of a name at which a part begins: a name has at most sixty characters.
PLACES = {
    "postgresql": "generate_series(1, length(person.name)) place (at)",
    "sqlite": f"(SELECT value AS at FROM json_each('{list(range(1, 61))}')) place",  # noqa: S608  numbers of ours
}
PARTS = """SELECT DISTINCT substr(person.name, place.at, 2) AS part, person.id AS person_id
    FROM members_person person, {places} WHERE place.at <= length(person.name)"""
MISSING = """SELECT told.person_id FROM ({parts}) told
    LEFT JOIN members_namepart kept ON kept.part = told.part AND kept.person_id = told.person_id WHERE kept.part IS NULL"""
# Two neighbours stand somewhere in the name; a single character is its last one.
STRAY = """SELECT kept.person_id FROM members_namepart kept LEFT JOIN members_person person ON person.id = kept.person_id
    WHERE person.id IS NULL OR CASE WHEN length(kept.part) = 2 THEN {instr}(person.name, kept.part) = 0
        ELSE kept.part <> substr(person.name, length(person.name), 1) END"""
INSTR = {"postgresql": "strpos", "sqlite": "instr"}


@dataclass(frozen=True)
class Miscount:
    """A headcount that is not what the register holds."""

    unit: int
    status: str
    sex: str
    migrant: str
    counted: int
    kept: int


def miscounts():
    """The headcounts that differ from the register, by one question that sees one moment. Must be empty."""
    return [Miscount(*row) for row in _rows(DIFFERENT)]


def misfiled():
    """Keys of the persons whose parts of the name are not those of the name. Must be empty."""
    lost, stray = MISSING.format(parts=_parts()), STRAY.format(instr=INSTR[connection.vendor])
    sql = f"SELECT person_id FROM ({lost} UNION {stray}) wrong ORDER BY person_id"  # noqa: S608  names are ours
    return [person for (person,) in _rows(sql)]


def missing_triggers():
    """Names of the triggers of the register that should stand and do not: without them the counts stop being kept."""
    wanted = {*TRIGGERS, *([LONG_NAMES] if connection.vendor == "sqlite" else [])}
    return sorted(wanted - triggers.standing(connection))


def make_anew():
    """Both indexes from the register. On PostgreSQL writers of the register wait meanwhile; SQLite has one writer."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE members_person, members_membership IN SHARE MODE")
        cursor.execute("DELETE FROM members_headcount")
        cursor.execute(
            f"INSERT INTO members_headcount (unit_id, status, sex, migrant, number, part) SELECT told.*, 0 FROM ({COUNTED}) told"  # noqa: S608  names are ours
        )
        cursor.execute("DELETE FROM members_namepart")
        cursor.execute(f"INSERT INTO members_namepart (part, person_id) {_parts()} ORDER BY 1, 2")


def _parts():
    return PARTS.format(places=PLACES[connection.vendor])


def _rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
