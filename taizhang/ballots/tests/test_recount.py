"""The standalone script counts a published box anew, sharing no code with the server, and comes to the same."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.ballots import actions, box, queries, recount
from taizhang.ballots.rules.counting import Bases, decide, tally
from taizhang.ballots.tests import factories as make
from taizhang.ballots.tests.test_counting import KINDS, piles
from taizhang.kernel.acts import SYSTEM

SCRIPT = Path(recount.__file__)


def as_asked(ask):
    """The first line's words for a question."""
    from taizhang.ballots.actions.counting import _asked

    return json.loads(json.dumps(_asked(ask)))


def who(people):
    """Both name people differently: numbers here, texts there."""
    return [str(one) if isinstance(one, int) else "~" + one for one in people]


@settings(max_examples=80, deadline=None)
@given(piles, st.integers(0, 5))
def test_server_and_script_agree_on_every_pile(pile, absent):
    ask, votes = pile
    entitled = sum(weight for _answer, weight in votes) + absent
    numbers = {"entitled": entitled, "present": entitled, "votes_entitled": entitled, "votes_present": entitled}
    told = decide(ask, tally(ask, votes), Bases(entitled, entitled, entitled, entitled))
    question = as_asked(ask)
    sums = recount.count(question, [{"votes": weight, "answers": {"1": answer}} for answer, weight in votes], [])
    verdict, elected, tied = recount.decide(question, sums, numbers)
    assert (verdict, sorted(elected), sorted(tied)) == (
        told["verdict"],
        sorted(who(told["elected"])),
        sorted(who(told["tied"])),
    )
    assert (sums["cast"], sums["void"], sums["blank"]) == (told["cast"], told["void"], told["blank"])


@pytest.mark.django_db
def test_the_script_recounts_a_published_box_and_finds_a_receipt(cast, tmp_path):
    questions = [make.MOTION, make.election(["王一", "丁二", "李三"], 2, write_ins=True)]
    ballot = make.frozen(cast.mill, questions=questions, channels="both", voters=9)
    voters = list(queries.electorate(ballot))
    answers = {"1": "for", "2": {"for": [1], "write": ["赵五"]}}
    code = make.vote(voters[0], answers).receipt
    for voter in voters[1:6]:
        make.vote(voter, {"1": "against", "2": {"for": [1, 2]}})
    actions.issue_paper(ballot, by=SYSTEM, numbers=[7, 8], at=make.DURING)
    for teller in (cast.mill_clerk, cast.mill_chair):
        cells = {"1": {"for": 2}, "2": {"1:for": 1, "~赵五:for": 1, "void": 1}}
        actions.enter_sheet(ballot, by=teller, box="甲", returned=2, cells=cells, at=make.AFTER)
    actions.count(ballot, by=SYSTEM, at=make.AFTER)
    ballot.refresh_from_db()
    file = tmp_path / "box.jsonl"
    file.write_text(ballot.box_text, encoding="utf-8")
    digest, _head, stands, told = recount.result(file)
    assert (digest, stands) == (ballot.box_hash, ballot.result["stands"])
    for (_question, sums, verdict, elected, _tied), ours in zip(told, ballot.result["questions"], strict=True):
        assert (verdict, sorted(elected)) == (ours["verdict"], sorted(who(ours["elected"])))
        assert sums["cast"] == ours["cast"] == 8
    shown = run(file, "--hash", ballot.box_hash)
    assert shown.returncode == 0
    assert "丁二 for: 7" in shown.stdout
    assert json.loads(run(file, "--find", code).stdout)["answers"] == answers
    assert run(file, "--find", "AAAA-BBBB-CCCC-DDDD").returncode == 1


def run(*given):
    """The script as anybody runs it: with Python alone, none of our code on its path."""
    command = [sys.executable, "-I", str(SCRIPT), *map(str, given)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONIOENCODING": "utf-8"})


@pytest.mark.django_db
def test_a_box_that_was_touched_is_not_the_published_one(cast, tmp_path):
    ballot = make.counted(cast.mill, [{"1": "for"}] * 5)
    file = tmp_path / "box.jsonl"
    file.write_text(ballot.box_text.replace('"1":"for"', '"1":"against"', 1), encoding="utf-8")
    refused = run(file, "--hash", ballot.box_hash)
    assert refused.returncode == 1
    assert "hashes differ" in refused.stderr
    lines = ballot.box_text.splitlines(keepends=True)
    file.write_text("".join(lines[:-1]), encoding="utf-8")  # a slip taken out
    assert recount.result(file)[2] is False


def test_the_script_is_short_and_stands_alone():
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    imported = {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported == {"argparse", "hashlib", "json", "pathlib", "sys", "unicodedata"}


def test_ten_thousand_ballots_are_recounted_in_five_seconds(tmp_path):
    ask, _answers = KINDS["choice"]
    names = "entitled present issued returned clicked slips votes_entitled votes_cast votes_present"
    numbers = dict.fromkeys(names.split(), 10_000)
    head = {
        "ballot": 1,
        "title": "选举",
        "unit": "工会",
        "kind": "secret",
        "electorate": "",
        "numbers": numbers,
        "questions": [as_asked(ask)],
    }
    slips = [
        {"receipt": f"{n:064x}", "votes": 1, "answers": {"1": {"for": [1 + n % 4, 1 + (n + 1) % 4]}}}
        for n in range(10_000)
    ]
    file = tmp_path / "box.jsonl"
    file.write_text(box.text(head, slips, []), encoding="utf-8")
    begun = time.perf_counter()
    assert run(file).returncode == 0
    assert time.perf_counter() - begun < 5


@pytest.mark.django_db
def test_the_command_line_counts_a_box_too(cast, tmp_path):
    from click.testing import CliRunner

    from taizhang.cli.program import program

    ballot = make.counted(cast.mill, [{"1": "for"}] * 5)
    file = tmp_path / "box.jsonl"
    file.write_text(ballot.box_text, encoding="utf-8")
    right = CliRunner().invoke(program, ["recount", str(file), "--hash", ballot.box_hash])
    assert (right.exit_code, "carried" in right.output) == (0, True)
    assert CliRunner().invoke(program, ["recount", str(file), "--hash", "0" * 64]).exit_code == 1
    assert CliRunner().invoke(program, ["recount", str(file), "--find", "AAAA-BBBB"]).exit_code == 1
