"""What a line of the ledger refers to is there, and stays there: by foreign keys on SQLite, by triggers on PostgreSQL (kernel/references.py)."""

import importlib
import threading
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.utils import timezone

from taizhang.cli import recount
from taizhang.kernel import bulk, references, triggers
from taizhang.kernel.models import ActLog, Fact, Posting, Unit, Wording
from taizhang.testing.cast import assemble

only_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite keeps its foreign keys")
NOBODY = 987_654_321
ALL = {(table, column) for table, column, _other, _name in references.FOREIGN_KEYS}
BY_STATEMENT = importlib.import_module("taizhang.kernel.migrations.0009_keys_of_lines_by_the_statement")


def unit(code="REF"):
    """A unit that nothing refers to yet."""
    return Unit.objects.add_root(instance=Unit(code=code, name="孤山工会", kind="township"))


def act_and_wording():
    now = timezone.now()
    return ActLog.objects.create(code="worklog.record", at=now).pk, Wording.objects.create(digest=f"{now}"[:32]).pk


def posting(act, wording, **values):
    return {
        "act_id": act, "record_type": "worklog.entry", "record_id": 1, "wording_id": wording, "reverses_id": None,
        "posted_at": timezone.now(), **values,
    }  # fmt: skip


def fact(posted, wording, place, **values):
    return {
        "posting_id": posted, "measure": "work.events", "kind": "AW-16", "unit_id": place, "path": "0001", "occurred_on": date(2008, 5, 1),
        "value": 1, "sign": 1, "subject": "", "matter": "", "reach": 0, "basis": "", "wording_id": wording, "posted_at": timezone.now(), **values,
    }  # fmt: skip


def insert(model, *rows):
    """Many rows in one statement, checked now and not at the commit."""
    with transaction.atomic():
        keys = bulk.insert_rows(model, tuple(rows[0]), [tuple(row.values()) for row in rows])
        connection.check_constraints()
    return keys


def written():
    """A unit and a whole line: (unit, act, wording, posting)."""
    (act, wording), place = act_and_wording(), unit()
    (posted,) = insert(Posting, posting(act, wording))
    insert(Fact, fact(posted, wording, place.pk))
    return place, act, wording, posted


@pytest.mark.parametrize("column", ["act_id", "wording_id", "reverses_id"])
def test_a_posting_without_what_it_refers_to_is_refused(db, column):
    act, wording = act_and_wording()
    for rows in (
        [posting(act, wording, **{column: NOBODY})],
        [posting(act, wording), posting(act, wording, **{column: NOBODY})],
    ):
        with pytest.raises(IntegrityError):
            insert(Posting, *rows)
    assert not Posting.objects.exists()


@pytest.mark.parametrize("column", ["posting_id", "wording_id", "unit_id"])
def test_a_fact_without_what_it_refers_to_is_refused(db, column):
    place, _act, wording, posted = written()
    sound = fact(posted, wording, place.pk)
    for rows in ([{**sound, column: NOBODY}], [sound, {**sound, column: NOBODY}]):
        with pytest.raises(
            IntegrityError, match=column if connection.vendor == "postgresql" else "FOREIGN KEY|foreign key"
        ):
            insert(Fact, *rows)
    assert Fact.objects.count() == 1


def test_lines_of_one_statement_may_refer_to_each_other(db):
    act, wording = act_and_wording()
    (first,) = insert(Posting, posting(act, wording))
    rows = [
        (first + 100, act, "worklog.entry", 1, wording, None),
        (first + 101, act, "worklog.entry", 1, wording, first + 100),
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO kernel_posting (id, act_id, record_type, record_id, wording_id, reverses_id, posted_at)
            VALUES (%s, %s, %s, %s, %s, %s, '2008-05-01'), (%s, %s, %s, %s, %s, %s, '2008-05-01')""",
            [*rows[0], *rows[1]],
        )
    connection.check_constraints()
    assert Posting.objects.get(pk=first + 101).reverses_id == first + 100


@pytest.mark.parametrize("table", ["kernel_actlog", "kernel_wording", "kernel_posting", "kernel_unit"])
def test_what_a_line_refers_to_cannot_be_deleted(db, table):
    place, act, wording, posted = written()
    key = {"kernel_unit": place.pk, "kernel_actlog": act, "kernel_wording": wording, "kernel_posting": posted}[table]
    for sql in (f"DELETE FROM {table} WHERE id = %s", f"UPDATE {table} SET id = id + {NOBODY} WHERE id = %s"):
        with pytest.raises(DatabaseError), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(sql, [key])
            connection.check_constraints()


def test_a_unit_that_no_line_tells_of_can_be_deleted(db):
    one = unit()
    Unit.objects.filter(pk=one.pk).delete()
    assert not Unit.objects.filter(pk=one.pk).exists()


# --- two connections ----------------------------------------------------------------------------------------------------------------


def elsewhere(task):
    """Begin the task in a thread with a connection of its own. → (thread, [what came of it])"""
    came = []

    def run():
        try:
            came.append(task())
        except Exception as trouble:
            came.append(trouble)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread, came


def delete_unit(key):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_unit WHERE id = %s", [key])


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_who_deletes_a_unit_waits_for_its_line_and_is_refused():
    (act, wording), place = act_and_wording(), unit()
    with transaction.atomic():
        (posted,) = insert(Posting, posting(act, wording))
        insert(Fact, fact(posted, wording, place.pk))
        thread, came = elsewhere(lambda: delete_unit(place.pk))
        thread.join(0.5)
        assert not came, "it waits"
    thread.join(20)
    assert isinstance(came[0], IntegrityError)
    assert Unit.objects.filter(pk=place.pk).exists()


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_line_waits_for_who_deletes_its_unit_and_is_refused():
    (act, wording), place = act_and_wording(), unit()
    (posted,) = insert(Posting, posting(act, wording))
    with transaction.atomic():
        delete_unit(place.pk)
        thread, came = elsewhere(lambda: insert(Fact, fact(posted, wording, place.pk)))
        thread.join(0.5)
        assert not came, "it waits"
    thread.join(20)
    assert isinstance(came[0], IntegrityError)
    assert not Fact.objects.exists()


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_lines_at_one_unit_do_not_wait_for_each_other_or_for_a_new_name():
    place, _act, wording, posted = written()
    with transaction.atomic():
        insert(Fact, fact(posted, wording, place.pk))
        thread, came = elsewhere(
            lambda: (
                insert(Fact, fact(posted, wording, place.pk)),
                Unit.objects.filter(pk=place.pk).update(name="新名"),
            )
        )
        thread.join(20)
        assert came[0][1] == 1
    assert Fact.objects.count() == 3


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_unit_is_not_deleted_by_a_view_of_before():
    one = unit()
    with pytest.raises(DatabaseError, match="READ COMMITTED"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        delete_unit(one.pk)


# --- the triggers and the foreign keys ----------------------------------------------------------------------------------------------


def foreign_keys():
    """The columns of lines that a foreign key of the database holds."""
    with connection.cursor() as cursor:
        return {
            (table, *one["columns"])
            for table in references.LINES
            for one in connection.introspection.get_constraints(cursor, table).values()
            if one["foreign_key"]
        }


@only_postgresql
@pytest.mark.django_db(transaction=True)
def test_back_to_the_foreign_keys_and_forth():
    assemble()
    written()
    assert foreign_keys() == set()
    with connection.schema_editor() as editor:
        BY_STATEMENT.by_row(None, editor)
    try:
        assert foreign_keys() == ALL
        assert not references.TRIGGERS.keys() & triggers.standing(connection)
        assert references.missing(connection) == set()
        with pytest.raises(IntegrityError):
            insert(Posting, posting(NOBODY, NOBODY))
    finally:
        with connection.schema_editor() as editor:
            BY_STATEMENT.by_statement(None, editor)
    assert foreign_keys() == set()
    assert references.TRIGGERS.keys() <= triggers.standing(connection)


def test_sqlite_keeps_its_foreign_keys(db):
    assert foreign_keys() == (set() if connection.vendor == "postgresql" else ALL)


def found(check):
    return list(check().find())


@only_postgresql
def test_selfcheck_misses_a_trigger_and_finds_what_came_in_meanwhile(db):
    _place, _act, wording, posted = written()
    assert found(recount.Triggers) == found(recount.References) == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_fact DISABLE TRIGGER kernel_fact_insert_refers")
    assert ["kernel_fact_insert_refers" in said for said in found(recount.Triggers)] == [True]
    insert(Fact, fact(posted, wording, NOBODY))
    assert ["unit_id" in said for said in found(recount.References)] == [True]
    references.create(connection)
    assert found(recount.Triggers) == []
