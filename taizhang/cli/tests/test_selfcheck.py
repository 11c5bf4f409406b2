"""The self-check finds what a mistake, or a hand in the database, has put out of joint."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.utils import timezone

from taizhang.cli import jobs, recount
from taizhang.kernel import rollups, triggers
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Fact
from taizhang.kernel.tables import RollMark
from taizhang.kernel.verdicts import Refused
from taizhang.members import actions as members
from taizhang.members import kept
from taizhang.testing.layers import layer
from taizhang.worklog import actions as worklog


def test_a_sound_installation_passes(town, answer):
    result = town("selfcheck")
    assert result.exit_code == 0, result.output
    found = answer("selfcheck")
    assert found["agrees"] is True
    assert {one["check"] for one in found["checks"]} == {check.code for check in recount.CHECKS}
    assert all(one["looked_at"] for one in found["checks"] if one["check"] in ("ledger", "figures", "triggers", "tree"))


@pytest.fixture
def by_hand(db):
    """SQL by hand, past the triggers, as somebody with the database file could do it."""

    def execute(sql, *params):
        triggers.drop(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
        triggers.create(connection)

    return execute


def changed(answer):
    return {one["check"] for one in answer("selfcheck")["checks"] if one["differences"]}


def test_a_fact_changed_by_hand_is_found(town, answer, by_hand):
    fact = Fact.objects.filter(measure="work.households").first()
    by_hand("UPDATE kernel_fact SET value = value + 1 WHERE id = %s", fact.pk)
    assert town("selfcheck").exit_code == 1
    assert {"ledger", "figures"} <= changed(answer)


def test_a_fact_removed_by_hand_is_found(town, answer, by_hand):
    fact = Fact.objects.filter(measure="work.money").first()
    by_hand("DELETE FROM kernel_fact WHERE id = %s", fact.pk)
    assert "figures" in changed(answer)


def test_a_record_changed_by_hand_is_found(town, answer, by_hand):
    by_hand("UPDATE worklog_entry SET households = households + 5 WHERE households > 0")
    assert {"ledger", "figures"} <= changed(answer)


def test_a_record_voided_by_hand_is_found(town, answer, by_hand):
    by_hand("UPDATE worklog_entry SET voided_at = %s WHERE households > 0", timezone.now())
    assert "ledger" in changed(answer)


def test_a_missing_trigger_is_found(town, answer):
    with connection.cursor() as cursor:
        on_table = " ON kernel_fact" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER kernel_fact_no_delete{on_table}")
    assert changed(answer) == {"triggers"}
    triggers.create(connection)


def test_a_broken_tree_is_found(town, answer, by_hand):
    by_hand("UPDATE kernel_unit SET numchild = 99 WHERE code = 'CY00'")
    assert "tree" in changed(answer)


def test_the_nightly_check_fails_with_a_sentence(town, by_hand):
    assert jobs.selfcheck.run() == {"differences": 0}
    by_hand("UPDATE kernel_fact SET value = value + 1 WHERE measure = 'work.households'")
    with pytest.raises(Refused, match="selfcheck"):
        jobs.selfcheck.run()


# --- what stands beside the records, line by line (the chain: tests/ledger/test_chain.py) --------------------------------------------


@layer
def written(cast):
    """A few members and entries, rolled up."""
    for name, sex in (("林小满", "女"), ("司马长风之子", "男"), ("周山山", "男")):
        members.admit(cast.mill, by=SYSTEM, on=date(2008, 3, 1), name=name, sex=sex)
    for persons in (5, 6, 7):
        worklog.record(
            cast.mill, by=SYSTEM, confirmed=True, on=date(2008, 5, 1), kind="AW-16", matter="领取物资", persons=persons
        )
    rollups.fold()
    assert RollMark.objects.get().mark
    return cast


def faulty():
    """The codes of those checks of derived tables that find something."""
    checks = [check() for check in (recount.RollUps, recount.Headcounts, recount.Names)]
    return {check.code for check in checks if list(check.find())}


def tampered(by_hand, sql):
    """What the checks find while this change stands; afterwards it never was."""
    with transaction.atomic():
        by_hand(sql)
        found = faulty()
        transaction.set_rollback(True)
    return found


DERIVED = {
    "UPDATE members_headcount SET number = number + 1": "headcounts",
    "UPDATE members_headcount SET sex = '?', status = '?' WHERE sex = '女'": "headcounts",
    "DELETE FROM members_headcount": "headcounts",
    "DELETE FROM members_namepart WHERE part = '小满'": "names",
    "DELETE FROM members_namepart WHERE part = '之子'": "names",
    "UPDATE members_namepart SET part = '满满' WHERE part = '小满'": "names",
    "UPDATE members_namepart SET part = '小' WHERE part = '满'": "names",
    "INSERT INTO members_namepart (part, person_id) VALUES ('小满', 987654321)": "names",
    "UPDATE kernel_rollsum SET total = total + 1": "rollups",
    "DELETE FROM kernel_rollsum": "rollups",
    "UPDATE kernel_rollpeople SET people = people + 1": "rollups",
    "UPDATE kernel_rollmark SET mark = 0": "rollups",
}


def test_what_is_derived_is_compared_line_by_line(written, by_hand):
    assert faulty() == set()
    assert {sql: tampered(by_hand, sql) for sql in DERIVED} == {sql: {check} for sql, check in DERIVED.items()}


def test_what_is_derived_is_made_anew(written, by_hand):
    for sql in DERIVED:
        by_hand(sql)
    assert faulty() == {"headcounts", "names", "rollups"}
    rollups.rebuild()
    kept.make_anew()
    assert faulty() == set()


def test_a_trigger_of_the_register_that_is_missing_is_found(written, by_hand):
    on_table = " ON members_membership" if connection.vendor == "postgresql" else ""
    assert tampered(by_hand, f"DROP TRIGGER members_membership_insert_count{on_table}") == {"headcounts"}
