"""A machine that stops in the middle of its work leaves a database that `selfcheck` passes, and the work can be done again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.once]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taizhang(tmp_path):
    """The command line on a data folder of its own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("TAIZHANG_", "DJANGO_"))}
    environment["TAIZHANG_DATA"] = str(tmp_path / "var")

    def start(*words):
        command = [sys.executable, "-m", "taizhang.cli", *map(str, words)]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    return start


def finished(process):
    """Its exit code and what it printed."""
    said, _ = process.communicate(timeout=240)
    return process.returncode, said.decode()


def test_a_killed_import_and_a_killed_report_leave_nothing_half(taizhang, tmp_path):
    sys.path.insert(0, str(ROOT / "bench"))
    import data

    federation = data.Federation(5, 60)
    members = [federation.member() for _ in range(4000)]
    data.write_rows(tmp_path, "members", members)
    (tmp_path / "units.csv").write_text(
        "\n".join(["编码,名称,上级编码,类型", *(",".join(unit) for unit in federation.units)]), encoding="utf-8"
    )
    assert finished(taizhang("init", "--admin", "王管理"))[0] == 0
    code, said = finished(taizhang("import", "units", tmp_path / "units.csv"))
    assert code == 0, said
    for seconds in (1.5, 2.5, 3.5):
        process = taizhang("import", "members", tmp_path / "members-000.csv")
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        code, said = finished(taizhang("selfcheck"))
        assert code == 0, said
    code, said = finished(taizhang("import", "members", tmp_path / "members-000.csv"))
    assert code == 0, said
    code, said = finished(taizhang("figure", "OM-08:人数", "--unit", "B0", "--period", "2026-11-01", "--json"))
    assert code == 0 and "4000" in said, said
    process = taizhang("report", "--unit", "B0", "--year", "2020", "--out", tmp_path / "report.docx")
    time.sleep(2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert finished(taizhang("selfcheck"))[0] == 0
    assert not [path for path in tmp_path.glob("*.docx*") if path.suffix != ".docx"]
