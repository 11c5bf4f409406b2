"""The power goes off in the middle: what was begun is gone, what stands agrees, and the second try brings everything."""

import os
import signal
import subprocess
import sys
import time

import pytest

from taizhang.cli.tests.conftest import SAMPLE

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path):
    """The real command in a process of its own, on a data folder of its own."""
    environment = {**os.environ, "TAIZHANG_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "taizhang.config.settings"}

    def start(*arguments, wait=True):
        process = subprocess.Popen(
            [sys.executable, "-m", "taizhang.cli", *map(str, arguments)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )  # fmt: skip
        if wait:
            process.output = b"".join(process.communicate(timeout=120)).decode()
        return process

    return start


def sound(process):
    """It ended well; if not, say what it said."""
    assert process.returncode == 0, process.output
    return True


@pytest.mark.parametrize("seconds", [0.9, 1.3, 1.7, 2.1])
def test_a_killed_import_leaves_a_sound_database(run, seconds):
    assert sound(run("init", "--admin", "zhang"))
    assert sound(run("import", "units", SAMPLE / "units.xlsx"))
    process = run("import", "members", SAMPLE / "members.xlsx", wait=False)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert sound(run("selfcheck"))
    assert run("import", "members", SAMPLE / "members.xlsx").returncode == 3
    assert sound(run("selfcheck"))


def test_a_killed_report_leaves_a_sound_database(run, tmp_path):
    assert sound(run("init", "--admin", "zhang"))
    for importer, name in (("units", "units.xlsx"), ("entries", "work.xlsx")):
        assert sound(run("import", importer, SAMPLE / name))
    process = run("report", "--unit", "CY00", "--year", "2008", "--out", tmp_path / "report.docx", wait=False)
    time.sleep(1.5)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert sound(run("selfcheck"))
    assert sound(run("report", "--unit", "CY00", "--year", "2008", "--out", tmp_path / "report.docx"))
    assert sound(run("verify", tmp_path / "report.docx"))
