"""The command line answers with sentences and exit codes, never with a traceback."""

import pytest

from taizhang.cli import figures as figure_commands
from taizhang.cli import language, program


def test_every_command_shows_an_example(taizhang):
    for name, command in program.program.commands.items():
        help_text = taizhang(name, "--help").output
        assert f"taizhang {name}" in help_text.replace("taizhang python", "taizhang"), name
        assert command.help, name


def test_the_help_names_the_exit_codes(taizhang):
    assert taizhang("--help").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("figure", "AW-16:人数", "--unit", "NOWHERE", "--period", "2008"),
        ("figure", "AW-16:人数"),
        ("figures",),
        ("figures", "--batch", "missing.csv", "--out", "x.csv"),
        ("import", "animals", "x.xlsx"),
        ("nonsense",),
    ],
)
def test_asking_wrongly_is_exit_code_2(taizhang, arguments):
    result = taizhang(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "extra",
    [("--period", "lately"), ("--period", "2008", "--where", "颜色=红"), ("--period", "2008", "--as-of", "soon")],
)
def test_a_figure_asked_wrongly_gets_a_sentence(town, extra):
    result = town("figure", "AW-16:人数", "--unit", "CY00", *extra)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.output


def test_an_unknown_figure_gets_a_sentence(town):
    result = town("figure", "no.such", "--unit", "CY00", "--period", "2008")
    assert result.exit_code == 2
    assert "no.such" in result.output


def test_a_mistake_of_the_program_is_a_sentence_and_a_file(taizhang, settings, monkeypatch):
    def stumble(*args, **kwargs):
        raise KeyError("inside")

    settings.DEBUG = False
    monkeypatch.setattr(figure_commands, "listing", stumble)
    result = taizhang("figures", "--list")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "KeyError" in (settings.TAIZHANG_DATA / "errors.log").read_text()


def test_a_database_that_was_never_made_says_what_to_do(taizhang, monkeypatch):
    from django.db.migrations.loader import MigrationLoader

    monkeypatch.setattr(MigrationLoader, "build_graph", lambda self: setattr(self, "applied_migrations", {}))
    result = taizhang("figure", "AW-16:人数", "--unit", "CY00", "--period", "2008")
    assert result.exit_code == 1
    assert "taizhang init" in result.output


@pytest.mark.parametrize(
    ("said", "expected"), [("en_GB.UTF-8", "en"), ("C.UTF-8", "zh-hans"), ("zh_CN.UTF-8", "zh-hans"), ("", "zh-hans")]
)
def test_the_language_follows_the_terminal(monkeypatch, said, expected):
    monkeypatch.delenv("TAIZHANG_LANGUAGE", raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", said)
    assert language() == expected
    monkeypatch.setenv("TAIZHANG_LANGUAGE", "en")
    assert language() == "en"
