"""The demonstration loads through the importers and acts, twice if need be, and everything agrees afterwards."""

import csv
import datetime

import pytest
from django.core.management import call_command
from django.db import connection

from taizhang.aid.models import Account, Household, Notice
from taizhang.demo import accounts, loading
from taizhang.kernel import ledger, rulebook, sealing
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, Post, Unit, User
from taizhang.kernel.periods import Period
from taizhang.kernel.reading import plain

TODAY = datetime.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def installation(db, tmp_path, settings):
    settings.TAIZHANG_DATA = tmp_path
    sealing.create_keys()
    rulebook.load()


def everything():
    return Unit.objects.count(), Fact.objects.count(), Post.objects.count(), User.objects.count()


@pytest.mark.slow
def test_the_small_demo_loads_twice_and_adds_nothing():
    first = loading.load(seed=1, small=True, today=TODAY)
    before = everything()
    second = loading.load(seed=1, small=True, today=TODAY + datetime.timedelta(days=3))
    assert everything() == before
    assert {one.username for one in first.accounts} == {one.username for one in second.accounts}
    assert first.report.exists()
    stages = Household.objects.order_by("status").values_list("status", flat=True).distinct()
    assert set(stages) == set(Household.Status.values), "a household at every stage of a file"
    assert Notice.objects.get().state == Notice.State.SHOWN and Account.objects.count() == 3
    assert list(ledger.differences()) == []


@pytest.mark.slow
def test_the_accounts_are_printed_once_and_kept_nowhere(capsys):
    call_command("demo", seed=1, small=True)
    printed = capsys.readouterr().out
    user = User.objects.get(username="cy-chair")
    line = next(line for line in printed.splitlines() if "cy-chair" in line)
    password = next(word for word in line.replace("│", " ").split() if word.count("-") == 2)
    assert user.check_password(password)
    with connection.cursor() as cursor:
        cursor.execute("SELECT password FROM kernel_user")
        assert all(password not in kept for (kept,) in cursor.fetchall())


@pytest.mark.slow
def test_a_second_loading_gives_new_passwords():
    first = {one.username: one.password for one in loading.load(seed=1, small=True, today=TODAY).accounts}
    second = {one.username: one.password for one in accounts.open_all()}
    assert not set(first.values()) & set(second.values())
    assert User.objects.get(username="cy-chair").check_password(second["cy-chair"])


@pytest.mark.slow
def test_the_whole_demo_agrees_and_keeps_the_known_figures():
    loaded = loading.load(seed=20080512, today=TODAY)
    assert Unit.objects.order_by("-depth").first().depth >= 5
    assert list(ledger.differences()) == []
    with (loading.SAMPLE / "expected.csv").open(encoding="utf-8-sig") as lines:
        asked = [row for row in csv.DictReader(lines) if not row["formula"]]
    for row in asked:
        found = ledger.value(
            f"{row['catalogue']}:{row['column']}", Unit.objects.get(code=row["unit"]),
            Period.between(datetime.date.fromisoformat(row["from"]), datetime.date.fromisoformat(row["to"])),
            scope=row["scope"] or "subtree", where=row["filter"], nature=row["kind"],
        )  # fmt: skip
        assert plain(found.number) == row["value"], row["id"]
    before = everything()
    loading.load(seed=20080512, today=TODAY)
    assert everything() == before
    assert loaded.stories > 50
    assert registry.records["worklog.entry"].model.objects.exclude(voided_at=None).exists()
