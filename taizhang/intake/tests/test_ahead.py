"""A large import is looked through while it is written: the same comes of it as when it was looked through before."""

import json

import pytest
from django.db import connection, transaction

from taizhang.intake import actions, ahead, queries, storage
from taizhang.intake.limits import Unreadable
from taizhang.intake.models import Batch
from taizhang.intake.tests.factories import number_of, register
from taizhang.kernel import aside, ledger
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import ActLog, Fact
from taizhang.members.imports import MEMBERS
from taizhang.members.models import Headcount, Membership, Person
from taizhang.testing.at_once import on_a_file_of_sqlite
from taizhang.testing.cast import assemble


class _Enough(Exception):
    """What was written is taken back."""


def workbook(mill, port):
    """Leavers and namesakes far behind the rows that they belong to, people on file, rows that are kept out."""
    lines = register(90, [mill.code]).decode().splitlines()
    lines += [
        f"{number_of(3)},王四,15400000003,{port.code},2001-01-01,转出",
        f"{number_of(4)},王五,15400000004,{port.code},2001-01-01,在会",
        f"{number_of(5)},王六,15400000005,{mill.code},2001-01-01,在会",
        f"{number_of(3)},王四,15400000003,{mill.code},1999-01-01,转出",
        f",王四,15400000003,{mill.code},2001-01-01,在会",
        f"123,王七,15400000007,{mill.code},2001-01-01,在会",
        f"{number_of(200)},钱某,15400000008,{port.code},2001-01-01,退会",
        f"{number_of(200)},钱某,15400000008,{mill.code},2002-01-01,在会",
    ]
    return "\n".join(lines).encode()


def outcome(content, look):
    """What an import of the file says and leaves behind; `look`: whether the file is looked through before."""
    seen = queries.recognise("members", content, by=SYSTEM, name="m.csv")
    batch = actions.run(seen.look_through() if look else seen, by=SYSTEM)
    held = Membership.objects.filter(batch=batch).order_by("person__id_index", "unit__code", "joined_on")
    return {
        "counts": batch.counts, "result": batch.result, "per_unit": batch.per_unit, "sheets": batch.sheets,
        "remarks": [[one.row, one.problem, one.params] for one in queries.findings_of(batch)],
        "held": [[one.person.id_index, one.person.name, one.unit.code, one.status, str(one.joined_on)] for one in held],
        "persons": Person.objects.filter(memberships__batch=batch).distinct().count(),
        "heads": sorted(Headcount.objects.values_list("unit__code", "status").distinct()),
        "facts": Fact.objects.count(), "differences": len(list(ledger.differences())),
        "noted": ActLog.objects.latest("pk").notes | {"batch": 0},
    }  # fmt: skip


def both_ways():
    """The same file on the same register, looked through before and meanwhile; then once more, and with a writer that fails."""
    cast = assemble()
    aside.BLOCK, block = 20, aside.BLOCK
    try:
        actions.run(queries.preview("members", register(5, [cast.port.code]), by=SYSTEM, name="old.csv"), by=SYSTEM)
        content, told = workbook(cast.mill, cast.port), {}
        try:
            with transaction.atomic():
                told["before"] = outcome(content, look=True)
                raise _Enough
        except _Enough:
            pass
        told["possible"], told["broken"] = ahead.possible(), _broken(content)
        told["meanwhile"] = outcome(content, look=False)
        told["again"] = _again(content)
    finally:
        aside.BLOCK = block
    return told


def _again(content):
    """[what comes of the file a second time, imports and lines of the log that it adds, whether it is kept], and how many rows are known."""
    before = Batch.objects.count(), ActLog.objects.count()
    seen = queries.recognise("members", b"\n".join(content.splitlines()[:40]), by=SYSTEM, name="m.csv")
    nothing = actions.run(seen, by=SYSTEM)
    added = [Batch.objects.count() - before[0], ActLog.objects.count() - before[1], _is_kept(seen)]
    return [nothing, *added, seen.counts["unchanged"]]


def _is_kept(seen):
    try:
        return bool(storage.fetch(seen.book.digest))
    except Unreadable:
        return False


def _broken(content):
    """How much a file leaves behind whose later rows cannot be checked, and what was raised."""
    before, check, pieces = Person.objects.count(), MEMBERS.check, []

    def stumbling(rows, context):
        pieces.append(len(rows))
        if len(pieces) == 3:
            raise ZeroDivisionError  # in the other process
        check(rows, context)

    object.__setattr__(MEMBERS, "check", stumbling)
    try:
        outcome(content, look=False)
    except ahead.Lost as lost:
        return [Person.objects.count() - before, Batch.objects.filter(file_name="m.csv").count(), str(lost)]
    finally:
        object.__setattr__(MEMBERS, "check", check)


def judge(told):
    """Nobody can tell the two ways apart, nothing is written twice, and a failure leaves nothing."""
    assert told["possible"] and told["meanwhile"] == told["before"]
    problems = {problem for _row, problem, _params in told["meanwhile"]["remarks"]}
    assert {
        "transfer_pair",
        "rejoined_pair",
        "duplicate_in_union",
        "duplicate_across_unions",
        "possible_duplicate",
    } <= problems
    assert told["meanwhile"]["differences"] == 0 and told["meanwhile"]["counts"]["rejected"] > 0
    assert told["again"][:4] == [None, 0, 0, False] and told["again"][4] > 0
    assert told["broken"] == [0, 0, "ZeroDivisionError: "]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a database in memory belongs to one thread; see below")
@pytest.mark.django_db(transaction=True)
def test_on_postgresql():
    judge(json.loads(json.dumps(both_ways())))


@pytest.mark.slow
@pytest.mark.once
def test_on_a_file_of_sqlite(tmp_path):
    script = "from taizhang.intake.tests.test_ahead import both_ways; told = both_ways()"
    judge(on_a_file_of_sqlite(tmp_path, script))


def test_inside_a_transaction_it_is_looked_through_before(db, cast):
    """Another connection would not see what this one has written: the rows come all the same."""
    assert not ahead.possible()
    seen = queries.recognise("members", register(30, [cast.mill.code]), by=SYSTEM, name="m.csv")
    assert (seen.looked, actions.run(seen, by=SYSTEM).entering, seen.looked) == (False, 30, True)
