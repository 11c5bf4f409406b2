"""An installation is made, its first administrator gets in by a link that opens once, and it may be made again."""

import re
import stat

import pytest

from taizhang.cli import installation
from taizhang.kernel import jobs, onetime, sealing
from taizhang.kernel.models import User
from taizhang.kernel.tables import Rule
from taizhang.kernel.verdicts import Refused


def token_in(output):
    return re.search(r"/welcome/([^/\s]+)/", output)[1]


def test_init_makes_keys_rules_and_an_administrator_without_a_password(taizhang, settings):
    result = taizhang("init", "--admin", "zhang")
    assert result.exit_code == 0, result.output
    user = User.objects.get(username="zhang")
    assert user.is_administrator
    assert not user.has_usable_password()
    assert Rule.objects.exists()
    assert stat.S_IMODE((settings.TAIZHANG_DATA / sealing.KEY_FILE).stat().st_mode) == 0o600


def test_the_link_of_init_opens_once(taizhang):
    token = token_in(taizhang("init", "--admin", "zhang", "--address", "http://desk.example:8000/").output)
    assert onetime.use(token).username == "zhang"
    with pytest.raises(Refused):
        onetime.use(token)


def test_init_where_nobody_can_be_asked_makes_admin(taizhang):
    result = taizhang("init")
    assert result.exit_code == 0, result.output
    assert User.objects.get().username == "admin"


def test_init_again_changes_nothing(taizhang, settings):
    taizhang("init", "--admin", "zhang")
    keys = (settings.TAIZHANG_DATA / sealing.KEY_FILE).read_text()
    result = taizhang("init")
    assert result.exit_code == 0, result.output
    assert "/welcome/" not in result.output
    assert User.objects.count() == 1
    assert (settings.TAIZHANG_DATA / sealing.KEY_FILE).read_text() == keys


def test_init_gives_an_administrator_a_new_link(taizhang):
    first = token_in(taizhang("init", "--admin", "zhang").output)
    second = token_in(taizhang("init", "--admin", "zhang").output)
    assert first != second
    assert User.objects.count() == 1


def test_init_does_not_make_an_administrator_of_somebody_else(taizhang):
    User.objects.create(username="li", name="李")
    result = taizhang("init", "--admin", "li")
    assert result.exit_code == 2
    assert not User.objects.get(username="li").is_administrator


@pytest.mark.parametrize("name", ["", "  ", "x" * 200, "a b"])
def test_init_refuses_names_that_are_none(taizhang, name):
    assert taizhang("init", "--admin", name).exit_code == 1
    assert not User.objects.exists()


def test_work_does_what_waits(taizhang, monkeypatch):
    worked = []
    monkeypatch.setattr(jobs, "work", lambda **how: worked.append(how["once"]))
    assert taizhang("work", "--once").exit_code == 0
    assert worked == [True]


def test_serve_starts_the_desk_and_ends_its_worker(taizhang, monkeypatch):
    import granian

    told = []

    class Desk:
        def __init__(self, *args, **options):
            told.append(options["port"])

        def serve(self):
            told.append("served")

    class Worker:
        def terminate(self):
            told.append("ended")

        def wait(self, timeout):
            told.append("waited")

    monkeypatch.setattr(granian, "Granian", Desk)
    monkeypatch.setattr(installation.subprocess, "Popen", lambda command: Worker())
    result = taizhang("serve", "--port", "8123")
    assert result.exit_code == 0, result.output
    assert told == [8123, "served", "ended", "waited"]
    assert "http://127.0.0.1:8123/" in result.output
