"""What the tests of the command line stand on: a runner, a small federation, and the sample town."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from taizhang.cli.program import program
from taizhang.demo import loading
from taizhang.kernel import sealing

SAMPLE = loading.SAMPLE


@pytest.fixture
def taizhang(db, tmp_path, settings):
    """`taizhang("figure", …)` → the click result. The data folder is the test's own."""
    settings.TAIZHANG_DATA = tmp_path / "data"
    settings.TAIZHANG_DATA.mkdir()
    sealing.create_keys()

    def run(*arguments):
        return CliRunner().invoke(program, [str(argument) for argument in arguments], prog_name="taizhang")

    return run


@pytest.fixture
def answer(taizhang):
    """`answer("figure", …)` → the JSON that the command printed."""

    def run(*arguments):
        return json.loads(taizhang(*arguments, "--json").stdout)

    return run


@pytest.fixture
def town(taizhang):
    """The sample's units and work, without the members."""
    for importer, name in (("units", "units.xlsx"), ("entries", "work.xlsx")):
        result = taizhang("import", importer, SAMPLE / name)
        assert result.exit_code == 0, result.output
    return taizhang


def written(path, *lines):
    """A CSV file of these lines."""
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
