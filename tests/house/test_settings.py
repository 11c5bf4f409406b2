"""Settings: nonsense stops the start, secrets are made and kept, every setting has its sentence."""

import re
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from taizhang.config import env
from tests.house.house import ROOT


@pytest.mark.parametrize(("word", "value"), [("1", True), ("Yes", True), ("off", False), ("", False)])
def test_switch_reads_yes_and_no(monkeypatch, word, value):
    monkeypatch.setenv("TAIZHANG_X", word)
    assert env.switch("TAIZHANG_X", True) is value


def test_switch_refuses_maybe(monkeypatch):
    monkeypatch.setenv("TAIZHANG_X", "maybe")
    with pytest.raises(ImproperlyConfigured, match="TAIZHANG_X must be true or false"):
        env.switch("TAIZHANG_X")


@pytest.mark.parametrize("word", ["ten", "-1", "1.5"])
def test_number_refuses_what_is_no_count(monkeypatch, word):
    monkeypatch.setenv("TAIZHANG_X", word)
    with pytest.raises(ImproperlyConfigured, match="TAIZHANG_X must be"):
        env.number("TAIZHANG_X", 5)


def test_database_is_sqlite_in_the_data_folder_unless_told(monkeypatch, tmp_path):
    monkeypatch.delenv("TAIZHANG_DATABASE_URL", raising=False)
    chosen = env.database("TAIZHANG_DATABASE_URL", tmp_path)
    assert chosen["NAME"] == str(tmp_path / "taizhang.sqlite3")
    assert chosen["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_database_reads_a_postgresql_url(monkeypatch, tmp_path):
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", "postgresql://clerk:p%40ss@db:5433/union?sslmode=require")
    chosen = env.database("TAIZHANG_DATABASE_URL", tmp_path)
    assert (chosen["USER"], chosen["PASSWORD"], chosen["HOST"], chosen["PORT"], chosen["NAME"]) == (
        "clerk",
        "p@ss",
        "db",
        "5433",
        "union",
    )
    assert chosen["OPTIONS"] == {"sslmode": "require"}
    assert chosen["CONN_HEALTH_CHECKS"] is True


def test_database_refuses_another_engine(monkeypatch, tmp_path):
    monkeypatch.setenv("TAIZHANG_DATABASE_URL", "mysql://x/y")
    with pytest.raises(ImproperlyConfigured, match="must begin with sqlite: or postgresql:"):
        env.database("TAIZHANG_DATABASE_URL", tmp_path)


def test_the_secret_is_made_once_and_closed_to_others(tmp_path):
    first = env.kept_secret(tmp_path / "secret_key")
    assert env.kept_secret(tmp_path / "secret_key") == first
    assert len(first) > 60
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_every_setting_has_its_sentence():
    names = set(re.findall(r"TAIZHANG_[A-Z_]+", (ROOT / "taizhang/config/settings.py").read_text()))
    read = {name for name in names if re.search(rf'"{name}"', (ROOT / "taizhang/config/settings.py").read_text())}
    explained = set(re.findall(r"`(TAIZHANG_[A-Z_]+)`", (ROOT / "docs/settings.md").read_text()))
    assert sorted(read - explained) == []
