"""`taizhang check`: what it finds, how it answers, with and without a ledger, and how it refuses."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from random import Random

import pytest
from click.testing import CliRunner

from taizhang.cli.checking import check
from taizhang.cli.program import program
from taizhang.factcheck.queries import ISSUE_KEYS
from taizhang.kernel.acts import SYSTEM
from taizhang.worklog import actions as worklog

TEXT = (
    "河湾纺织厂工会2008年工作小结\n"
    "一、帮扶工作\n爱心超市全年接待困难职工近40名。\n"
    "二、信访工作\n全年办理职工信访9件，其中上级转办4件，直接受理6件，件件有回音。\n"
)
GOOD = TEXT.replace("6件", "5件")


@pytest.fixture
def report(tmp_path):
    """Writes a text to a file; gives its path."""

    def written(text, name="小结.txt", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return str(path)

    return written


def run(*arguments):
    return CliRunner().invoke(program, ["check", *arguments])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_text_that_does_not_add_up_is_told_and_ends_with_one(report, encoding):
    done = run(report(TEXT, encoding=encoding))
    assert done.exit_code == 1, done.output
    assert "前后对不上" in done.stdout and "6件" in done.stdout


def test_a_text_that_holds_ends_with_nought(report):
    done = run(report(GOOD))
    assert done.exit_code == 0, done.output


def test_json_is_in_the_form_of_the_handbook(report):
    done = run(report(TEXT), "--json")
    answer = json.loads(done.stdout)
    assert set(answer) == {"document", "claims", "relations", "damage"}
    for part, keys in ISSUE_KEYS.items():
        assert all(tuple(row) == keys for row in answer[part])
    assert all(TEXT[claim["start"] : claim["end"]] == claim["quote"] for claim in answer["claims"])
    broken = [relation for relation in answer["relations"] if not relation["holds"]]
    assert [relation["type"] for relation in broken] == ["sum"] and len(broken[0]["claims"]) == 3


def test_the_report_is_compared_with_the_ledger(cast, report):
    worklog.record(
        cast.mill, by=SYSTEM, confirmed=True, on=date(2008, 5, 1), kind="AW-16", matter="困难职工到爱心超市领取物资",
        persons=39, person_times=60,
    )  # fmt: skip
    done = run(report(GOOD), "--unit", "F-T-M", "--period", "2008", "--json")
    shop = next(claim for claim in json.loads(done.stdout)["claims"] if "40" in claim["quote"])
    assert shop["verdict"] == "rounded" and shop["evidence"]


def test_the_word_file_carries_the_comments(report, tmp_path):
    out = tmp_path / "annotated.docx"
    run(report(TEXT), "--out", str(out))
    with zipfile.ZipFile(out) as archive:
        assert "前后对不上" in archive.read("word/comments.xml").decode()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--unit", "F-T-M"), 2),
        (("--period", "2008"), 2),
        (("--unit", "F-T-M", "--period", "去年"), 2),
        (("--unit", "?", "--period", "2008"), 2),
    ],
)
def test_asked_wrongly_ends_with_two(cast, report, arguments, code):
    assert run(report(TEXT), *arguments).exit_code == code


def test_no_file_no_answer():
    assert run("没有这个文件.txt").exit_code == 2


RUBBISH = {
    "empty": b"",
    "low": b"\x00\x01\x02" * 4000,
    "random": Random(7).randbytes(50_000),
    "pdf": b"%PDF-1.7 nothing",
    "zip": b"PK\x03\x04 nothing",
}


@pytest.mark.parametrize("content", RUBBISH.values(), ids=RUBBISH)
def test_what_is_no_report_is_a_sentence_and_ends_with_one(report, content):
    done = run(report(content, "x.docx"))
    assert done.exit_code == 1 and "Traceback" not in done.output and len(done.output.strip()) > 4


def test_no_folder_needs_to_be_set_up(report, tmp_path):
    """A fresh machine, no `taizhang init`: the text alone is checked."""
    env = {
        **os.environ,
        "TAIZHANG_DATA": str(tmp_path / "nothing"),
        "DJANGO_SETTINGS_MODULE": "taizhang.config.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "taizhang.cli", "check", report(GOOD)],
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "nothing" / "db.sqlite3").exists()


def test_the_help_has_an_example():
    assert "annotated.docx" in CliRunner().invoke(check, ["--help"]).output
