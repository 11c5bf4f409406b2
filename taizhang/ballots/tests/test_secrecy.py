"""Somebody takes the whole database after a secret ballot and tries to say who cast which slip. He does no better than chance.

The tests know who voted what, in which order. They take every table with everything that the engine keeps beside the columns (rowid on
SQLite; ctid, xmin and cmin on PostgreSQL), the act log and the sessions, and look for a value, an order or a transaction that leads from
a voter to a slip. docs/decisions/0012 says what is claimed and what is not.
"""

import json
import random
from datetime import timedelta
from itertools import product

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from taizhang.ballots import actions, queries, receipts
from taizhang.ballots.models import SealedSlip, Slip, Tick, Voter
from taizhang.ballots.tests import factories as make
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import ActLog

VOTERS = 120
QUESTION = {"kind": "score", "text": "打分", "candidates": ["甲一", "乙二"], "points": 1000}


def hidden_columns(table):
    """What the engine keeps of a row beside its columns."""
    if connection.vendor == "postgresql":
        return ["ctid::text", "xmin::text", "xmax::text", "cmin::text"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        return [] if "WITHOUT ROWID" in cursor.fetchone()[0].upper() else ["rowid"]


def taken(table):
    """Every row of a table as (columns, hidden columns), in the order in which the engine gives them without being asked for one."""
    hidden = hidden_columns(table)
    with connection.cursor() as cursor:
        extra = "".join(f", {column} AS hidden_{place}" for place, column in enumerate(hidden))
        cursor.execute(f'SELECT t.*{extra} FROM "{table}" AS t')
        names = [column[0] for column in cursor.description]
        return [{"#": place, **dict(zip(names, row, strict=True))} for place, row in enumerate(cursor.fetchall())]


def kept(table):
    """The rows of a table without what the engine keeps beside the columns (a lock leaves its trace there)."""
    return [{name: value for name, value in row.items() if not name.startswith("hidden_")} for row in taken(table)]


def sort_keys(rows):
    """Every way to put the rows of a table in order: by any column, kept or hidden, or as they lie."""
    return sorted(rows[0]) if rows else []


def key_of(value):
    """Any value of a row, made sortable; a place on the disk (page, line) as two numbers."""
    text = str(bytes(value) if isinstance(value, memoryview) else value)
    if text.startswith("(") and "," in text and text.strip("()").replace(",", "").isdigit():
        return (0, tuple(map(int, text.strip("()").split(","))), text)
    return (0, (int(text),), text) if text.lstrip("-").isdigit() else (1, (), text)


def ranked(rows, column):
    return sorted(rows, key=lambda row: key_of(row[column]))


def matches(guess, truth):
    """How many voters a guess {voter: points} gets right."""
    return sum(truth[voter] == points for voter, points in guess.items())


@pytest.fixture
def story(cast):
    """120 people vote in an order drawn by lot, each with points that nobody else gives; → (ballot, {voter key: points}, codes)."""
    lot = random.Random(2008)
    ballot = make.frozen(cast.mill, voters=VOTERS, questions=[QUESTION])
    order = list(queries.electorate(ballot))
    lot.shuffle(order)
    points = lot.sample(range(1000), VOTERS)
    truth, codes = {}, {}
    for voter, given in zip(order, points, strict=True):
        codes[voter.pk] = make.vote(voter, {"1": {"1": given}}).receipt
        truth[voter.pk] = given
    return ballot, truth, codes


def link(voters, slips, truth):
    """The best that comes of laying any order of one table beside any order of the other."""
    best = (0, "")
    for mine, theirs in product(sort_keys(voters), sort_keys(slips)):
        left, right = ranked(voters, mine), ranked(slips, theirs)
        for way in (right, right[::-1]):
            guess = {
                row["voter_id"]: json.loads(slip["answers"])["1"]["1"] for row, slip in zip(left, way, strict=True)
            }
            best = max(best, (matches(guess, truth), f"{mine} beside {theirs}"))
    return best


@pytest.mark.django_db
def test_the_whole_database_after_the_count_links_nobody_to_a_slip(story):
    ballot, truth, _codes = story
    actions.count(ballot, by=SYSTEM, at=make.AFTER)
    ticks, slips = taken("ballots_tick"), taken("ballots_slip")
    slips = [
        {**slip, "answers": slip["answers"] if isinstance(slip["answers"], str) else json.dumps(slip["answers"])}
        for slip in slips
    ]
    assert len(ticks) == len(slips) == VOTERS
    # By chance one of 120 is right; over some hundred orders the luckiest guess stays below ten.
    people = [{**row, "voter_id": row["id"]} for row in taken("ballots_voter")]
    right, how = max(link(ticks, slips, truth), link(people, slips, truth))
    assert right < 10, f"{right} of {VOTERS} linked: {how}"


def test_the_same_look_finds_everybody_in_a_naive_box():
    """The look is a sharp one: slips that lie in the order of the votes, or share a transaction with the tick, are all found."""
    truth = {100 + n: 7 * n for n in range(VOTERS)}
    ticks = [{"voter_id": voter, "moment": place} for place, voter in enumerate(truth)]
    slips = [{"id": place, "answers": json.dumps({"1": {"1": given}})} for place, given in enumerate(truth.values())]
    random.Random(1).shuffle(ticks)
    assert link(ticks, slips, truth)[0] == VOTERS


@pytest.mark.django_db
def test_no_value_stands_on_both_sides_and_no_transaction_is_a_pair(story):
    ballot, _truth, codes = story
    actions.count(ballot, by=SYSTEM, at=make.AFTER)
    for table, column in (("ballots_slip", "hidden_1"), ("ballots_tick", "hidden_1"), ("ballots_voter", "hidden_1")):
        if connection.vendor == "postgresql":  # one transaction wrote all of them
            assert len({row[column] for row in taken(table)}) == 1
    box = {str(value) for row in taken("ballots_slip") for name, value in row.items() if name in ("id", "receipt")}
    everywhere = {
        str(value)
        for model in apps.get_models()
        if model is not Slip
        for row in taken(model._meta.db_table)
        for value in row.values()
    } - {ballot.box_text}
    assert not box & everywhere
    assert not {code for code in codes.values() if code in everywhere}
    assert set(Tick.objects.values_list("click_hash", flat=True)) == {""}
    assert all(slip.voter_id is None for slip in Slip.objects.all())
    assert not SealedSlip.objects.exists()


@pytest.mark.django_db
def test_no_column_of_a_voter_tells_when_he_voted(story):
    """The order in which people voted is nowhere after the count: not in the register, not in the act log, not in a clock."""
    ballot, truth, _codes = story
    actions.count(ballot, by=SYSTEM, at=make.AFTER)
    order = list(truth)
    for table, key in (("ballots_tick", "voter_id"), ("ballots_voter", "id")):
        for column in sort_keys(taken(table)):
            rows = [row[key] for row in ranked(taken(table), column)]
            assert sum(one == other for one, other in zip(rows, order, strict=True)) < 10, (table, column)
    codes = ActLog.objects.filter(record_type="ballots.ballot", record_id=ballot.pk).values_list("code", flat=True)
    assert set(codes) == {"ballots.draft", "ballots.add_question", "ballots.enrol", "ballots.freeze", "ballots.count"}
    kinds = {
        field.get_internal_type() for model in (Tick, Slip, SealedSlip, Voter) for field in model._meta.concrete_fields
    }
    assert not kinds & {"DateTimeField", "DateField", "TimeField"}


@pytest.mark.django_db
def test_while_it_is_open_the_database_alone_opens_no_slip(story):
    ballot, truth, codes = story
    rows = taken("ballots_sealedslip")
    assert {len(bytes(row["sealed"])) for row in rows} == {ballot.slip_room + 48}
    hashes = {receipts.published(code) for code in codes.values()}
    for row in rows:
        raw = bytes(row["sealed"])
        assert not any(f'"{given}"'.encode() in raw for given in truth.values())
        assert not any(one.encode() in raw for one in hashes)
    assert not Slip.objects.exists()
    kept = {row["click_hash"] for row in taken("ballots_tick")}
    assert not kept & (hashes | set(codes.values()))


@pytest.mark.django_db
def test_a_vote_through_the_pages_changes_two_tables_and_nothing_else(cast, as_):
    """From the personal address to the confirmation: no session, no line in any log, no moment anywhere in the database."""
    now = timezone.now()
    times = {"opens_at": now - timedelta(hours=1), "closes_at": now + timedelta(hours=1)}
    ballot = actions.freeze(make.drafted(cast.mill, **times), by=SYSTEM, at=now - timedelta(hours=2))
    voter = queries.electorate(ballot).first()
    token = actions.issue_link(voter, by=SYSTEM)
    before = {model._meta.db_table: kept(model._meta.db_table) for model in apps.get_models()}
    client = as_()
    client.get(reverse("ballots:vote_enter", args=[token]), follow=True)
    marks = {"q1": "for", "token": queries.fresh_click(voter)}
    client.post(reverse("ballots:vote_review", args=[ballot.pk]), marks)
    client.post(reverse("ballots:vote_cast", args=[ballot.pk]), marks)
    after = {table: kept(table) for table in before}
    assert {table for table in before if before[table] != after[table]} == {"ballots_tick", "ballots_sealedslip"}
    assert len(after["ballots_tick"]) == len(after["ballots_sealedslip"]) == 1


@pytest.mark.django_db
def test_on_sqlite_slips_have_no_row_number():
    if connection.vendor == "sqlite":
        assert hidden_columns("ballots_slip") == hidden_columns("ballots_sealedslip") == []
