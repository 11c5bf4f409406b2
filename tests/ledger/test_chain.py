"""The chain of hashes: whatever is changed, removed or put elsewhere behind the back of the house is found, online and offline."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import UTC
from pathlib import Path

import pytest
from django.db import connection
from django.utils.timezone import override as override_timezone

from taizhang.cli.export import write
from taizhang.kernel import chain, check_chain, triggers
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.models import ActLog, ChainLink, Fact, Posting
from taizhang.testing.at_once import at_once, needs_threads
from taizhang.testing.cast import assemble
from taizhang.worklog import actions
from tests.ledger.test_ledger import supermarket

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(cast):
    """Three entries, one of them corrected; everything under the chain."""
    entries = [supermarket(unit, persons=5 + at) for at, unit in enumerate((cast.mill, cast.town, cast.port))]
    actions.correct(entries[0], by=cast.mill_chair, confirmed=True, persons=9, why="漏了四人")
    chain.seal_all(thorough=True)
    return entries


def tamper(sql, *params):
    """Past the triggers, as somebody with the password of the database would."""
    triggers.drop(connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
    finally:
        triggers.create(connection)


def kinds():
    return sorted({fault.kind for fault in chain.faults()})


def test_every_act_has_one_link_and_the_chain_holds(cast, sealed):
    assert ChainLink.objects.count() == ActLog.objects.count()
    assert list(chain.faults()) == [] and chain.standing().waiting == 0
    assert list(ChainLink.objects.values_list("position", flat=True)) == list(range(1, ActLog.objects.count() + 1))
    assert chain.seal_all(thorough=True) == 0


def test_what_is_not_sealed_yet_is_counted(cast, sealed):
    supermarket(cast.mill, persons=1)
    assert chain.standing().waiting == 1 and list(chain.faults()) == []


@pytest.mark.parametrize("by", ["sha256", "sm3"])
def test_both_hashes_and_a_change_of_hash_hold(cast, settings, by):
    supermarket(cast.mill, persons=5)
    settings.TAIZHANG_CHAIN_HASH = "sha256"
    chain.seal_all(thorough=True)
    settings.TAIZHANG_CHAIN_HASH = by
    supermarket(cast.mill, persons=6)
    chain.seal_all(thorough=True)
    assert list(chain.faults()) == []
    tamper("UPDATE kernel_fact SET value = value + 1 WHERE value = 6")
    assert kinds() == ["lines"]


def as_json(sealed_act, by):
    """The hash of an act's ledger lines as decision 15 describes it, with nothing but the records and json.dumps."""

    def said(row, wording):
        words = hashlib.new(by, dumps(wording).encode()).hexdigest()
        moments = {
            name: one.astimezone(UTC).isoformat(timespec="microseconds")
            for name, one in row.items()
            if name == "posted_at"
        }
        days = {name: one.isoformat() for name, one in row.items() if name == "occurred_on"}
        return dumps([*(row | moments | days).values(), words]) + "\n"

    def dumps(content):
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    lines = hashlib.new(by)
    for model, leads, columns in ((Posting, "act", chain.POSTING), (Fact, "posting__act", chain.FACT)):
        for one in model.objects.filter(**{leads: sealed_act}).order_by("pk").select_related("wording"):
            lines.update(said({name: getattr(one, name) for name in columns}, one.wording.words).encode())
    return lines.hexdigest()


STRANGE = ['"quoted" \\ \n\t\r\b\f', "\x01\x1f\x7f\u2028\u2029", "乙级 — é\ud7ff\ue000𝄞🙂", "/ </script> &"]


@pytest.mark.parametrize("by", ["sha256", "sm3"])
def test_lines_are_written_as_json_would_however_many_are_read_at_once(cast, settings, monkeypatch, by):
    settings.TAIZHANG_CHAIN_HASH = by
    actions.correct(
        supermarket(cast.mill, persons=5, amount="3.50"), by=cast.mill_chair, confirmed=True, persons=9, why="漏"
    )
    line = Fact.objects.order_by("-pk").first()
    for text in STRANGE:
        Fact.objects.create(**{
            **{name: getattr(line, name) for name in (*chain.FACT[1:], "wording_id")}, "matter": text, "subject": text[:40], "value": -(2**62),
        })  # fmt: skip
    acts = list(ActLog.objects.values_list("pk", flat=True))
    wanted = {key: as_json(key, by) for key in acts}
    for number in (1, 2, 3, 2000):
        monkeypatch.setattr(chain, "AT_ONCE", number)
        found = chain.contents(acts, by)
        assert {key: one.lines_digest for key, one in found.items()} == wanted
        assert found[line.posting.act_id].facts == Fact.objects.filter(posting__act=line.posting.act_id).count()


def test_no_setting_of_the_session_changes_what_a_line_says(cast, sealed):
    def lines():
        return list(chain._rows(Fact.objects.order_by("posting__act_id", "id"), "posting__act_id", chain.FACT))

    before = lines()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL TimeZone = 'Asia/Shanghai'")
            cursor.execute("SET LOCAL DateStyle = 'German, DMY'")
    with override_timezone("America/New_York"):
        assert lines() == before


def test_a_day_that_is_none_is_a_fault_and_no_accident(cast, sealed):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL takes no such day")
    tamper("UPDATE kernel_fact SET occurred_on = 'some day'")
    tamper("UPDATE kernel_posting SET posted_at = 'some other day'")
    assert {(fault.kind, fault.act) for fault in chain.faults()} == {
        ("lines", act) for act in Posting.objects.values_list("act_id", flat=True)
    }


CHANGES = {
    "an amount": ("UPDATE kernel_fact SET value = value + 100 WHERE id = %s", "fact", "lines"),
    "a path": ("UPDATE kernel_fact SET path = '0009' WHERE id = %s", "fact", "lines"),
    "a day": ("UPDATE kernel_fact SET occurred_on = '2009-01-01' WHERE id = %s", "fact", "lines"),
    "a subject": ("UPDATE kernel_fact SET subject = 'person:1' WHERE id = %s", "fact", "lines"),
    "a moment of posting": (
        "UPDATE kernel_fact SET posted_at = '2008-01-01 00:00:00+00:00' WHERE id = %s",
        "fact",
        "lines",
    ),
    "a line removed": ("DELETE FROM kernel_fact WHERE id = %s", "fact", "lines"),
    "whose posting": ("UPDATE kernel_posting SET record_id = record_id + 1 WHERE id = %s", "posting", "lines"),
    "the words": ('UPDATE kernel_wording SET words = \'{"matter": "x"}\' WHERE id = %s', "wording", "lines"),
    "who did it": ("UPDATE kernel_actlog SET by_id = NULL, code = 'worklog.void' WHERE id = %s", "act", "changed"),
    "when": ("UPDATE kernel_actlog SET at = '2008-01-01 00:00:00+00:00' WHERE id = %s", "act", "changed"),
    "why": ('UPDATE kernel_actlog SET notes = \'{"why": "x"}\' WHERE id = %s', "act", "changed"),
    "a link": ("UPDATE kernel_chainlink SET facts = facts + 1 WHERE act_id = %s", "act", "link"),
    "a hash": ("UPDATE kernel_chainlink SET link = act_digest WHERE act_id = %s", "act", "link"),
    "a link removed": ("DELETE FROM kernel_chainlink WHERE act_id = %s", "act", "gap"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_behind_our_back_is_found(cast, sealed, what):
    sql, of, kind = CHANGES[what]
    posting = Posting.objects.filter(record_type="worklog.entry", record_id=sealed[1].pk).get()
    fact = posting.facts.order_by("pk").first()
    keys = {"fact": fact.pk, "posting": posting.pk, "act": posting.act_id, "wording": posting.wording_id}
    tamper(sql, keys[of])
    assert kind in kinds()
    assert all(str(fault) for fault in chain.faults())


def test_a_whole_act_that_was_removed_is_missed(cast, sealed):
    act_id = Posting.objects.get(record_type="worklog.entry", record_id=sealed[1].pk).act_id
    tamper("DELETE FROM kernel_fact WHERE posting_id IN (SELECT id FROM kernel_posting WHERE act_id = %s)", act_id)
    tamper("DELETE FROM kernel_posting WHERE act_id = %s", act_id)
    tamper("DELETE FROM kernel_actlog WHERE id = %s", act_id)
    assert kinds() == ["missing"]


def test_lines_slipped_into_a_sealed_act_are_found(cast, sealed):
    fact = Fact.objects.filter(posting__record_type="worklog.entry").order_by("pk").first()
    fact.pk = None
    fact._state.adding = True
    fact.save()
    assert kinds() == ["lines"]


def test_links_that_change_places_are_found(cast, sealed):
    first, second = ChainLink.objects.order_by("-position")[:2]
    tamper("UPDATE kernel_chainlink SET position = 0 WHERE id = %s", first.pk)
    tamper("UPDATE kernel_chainlink SET position = %s WHERE id = %s", first.position, second.pk)
    tamper("UPDATE kernel_chainlink SET position = %s WHERE id = %s", second.position, first.pk)
    assert kinds() == ["link"]


def test_acts_that_change_places_are_found(cast, sealed):
    first, second = ChainLink.objects.order_by("-position").values_list("act", flat=True)[:2]
    tamper("UPDATE kernel_actlog SET at = (SELECT at FROM kernel_actlog WHERE id = %s) WHERE id = %s", second, first)
    assert kinds() == ["changed"]


def test_a_chain_forged_anew_does_not_fit_an_anchor_kept_outside(cast, sealed):
    kept = chain.anchors()
    assert list(chain.misfits(kept)) == []
    tamper("UPDATE kernel_fact SET value = value + 1 WHERE value = 6")
    tamper("DELETE FROM kernel_chainlink")
    chain.seal_all(thorough=True)
    assert list(chain.faults()) == []
    assert [fault.kind for fault in chain.misfits(kept)] == ["anchor"]


# --- offline ----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def exported(sealed, tmp_path):
    """An open export of the database, made anew after whatever was done to it."""

    def make():
        path = tmp_path / "all.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as into:
            write(into, opened=False, tell=lambda *said: None)
        return path

    return make


def run(*words):
    script = Path(check_chain.__file__)
    done = subprocess.run([sys.executable, "-I", script, *map(str, words)], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_the_script_alone_checks_an_export_and_a_dump_against_anchors(cast, exported, tmp_path):
    anchors, dump = tmp_path / "anchors.json", tmp_path / "chain.jsonl"
    anchors.write_text(json.dumps({"anchors": chain.anchors()}))
    dump.write_text("".join(json.dumps(link) + "\n" for link in chain.dump()))
    assert run(exported(), "--anchors", anchors)[0] == 0
    assert run(dump, "--anchors", anchors)[0] == 0
    tamper("UPDATE kernel_fact SET value = value + 1 WHERE value = 6")
    code, said = run(exported(), "--anchors", anchors)
    assert code == 1 and "not those that were sealed" in said
    tamper("DELETE FROM kernel_chainlink")
    chain.seal_all(thorough=True)
    assert run(exported())[0] == 0
    code, said = run(exported(), "--anchors", anchors)
    assert code == 1 and "anchor" in said


@pytest.mark.parametrize("what", CHANGES)
def test_the_script_finds_what_the_house_finds(cast, sealed, exported, what):
    sql, of, _kind = CHANGES[what]
    posting = Posting.objects.filter(record_type="worklog.entry", record_id=sealed[1].pk).get()
    keys = {
        "fact": posting.facts.first().pk,
        "posting": posting.pk,
        "act": posting.act_id,
        "wording": posting.wording_id,
    }
    tamper(sql, keys[of])
    assert list(check_chain.faults(exported()))


def test_the_script_is_short_and_needs_nothing():
    text = Path(check_chain.__file__).read_text()
    assert len(text.splitlines()) <= 200 and "django" not in text and "from taizhang" not in text


# --- at the same time -------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_sealing_at_the_same_time_makes_one_chain(monkeypatch):
    needs_threads()
    monkeypatch.setattr(chain, "PAUSE", 0.0)
    cast = assemble()

    def work():
        for _turn in range(4):
            with act(SYSTEM, "work.repost", cast.mill):
                pass
            chain.seal_all()

    assert at_once(*[work] * 4) == [None] * 4
    chain.seal_all(thorough=True)
    assert ChainLink.objects.count() == ActLog.objects.count() and list(chain.faults()) == []


@pytest.mark.django_db(transaction=True)
def test_an_act_is_sealed_as_soon_as_it_is_through(monkeypatch):
    monkeypatch.setattr(chain, "PAUSE", 0.0)
    cast = assemble()
    assert chain.standing().waiting == 0 and list(chain.faults()) == []
    monkeypatch.setattr(chain, "HEAVY", 0)
    supermarket(cast.mill, persons=5)
    assert chain.standing().waiting == 1  # the worker's
    assert chain.seal_all() == 1
