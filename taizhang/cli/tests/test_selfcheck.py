"""The self-check finds what a mistake, or a hand in the database, has put out of joint."""

import pytest
from django.db import connection
from django.utils import timezone

from taizhang.cli import jobs, recount
from taizhang.kernel import triggers
from taizhang.kernel.models import Fact
from taizhang.kernel.verdicts import Refused


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
