"""A one-time link opens once, for the one it was made for."""

import datetime

import pytest
from django.utils import timezone

from taizhang.kernel import onetime, sealing
from taizhang.kernel.models import User
from taizhang.kernel.verdicts import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(tmp_path, settings):
    settings.TAIZHANG_DATA = tmp_path
    sealing.create_keys()


@pytest.fixture
def chair():
    return User.objects.create(username="chair", name="主席")


def test_a_link_opens_once(chair):
    token = onetime.make(chair)
    assert onetime.read(token) == chair
    assert onetime.use(token) == chair
    for way in (onetime.read, onetime.use):
        with pytest.raises(Refused):
            way(token)


def test_two_links_of_one_user_are_two(chair):
    first, second = onetime.make(chair), onetime.make(chair)
    onetime.use(first)
    assert onetime.use(second) == chair


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-2], lambda t: "x" + t, lambda t: "", lambda t: "好", lambda t: t.split(".")[0]]
)
def test_a_forged_link_is_refused(chair, spoil):
    with pytest.raises(Refused):
        onetime.use(spoil(onetime.make(chair)))


def test_a_link_grows_old(chair, monkeypatch):
    token = onetime.make(chair, valid_hours=2)
    later = timezone.now() + datetime.timedelta(hours=3)
    monkeypatch.setattr(onetime.timezone, "now", lambda: later)
    with pytest.raises(Refused):
        onetime.use(token)


def test_a_link_serves_its_purpose_only(chair):
    with pytest.raises(Refused):
        onetime.use(onetime.make(chair, purpose="other"))


def test_a_link_of_a_closed_account_is_refused(chair):
    token = onetime.make(chair)
    chair.is_active = False
    chair.save()
    with pytest.raises(Refused):
        onetime.use(token)
