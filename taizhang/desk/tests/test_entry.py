"""Signing in: the password, the second factor, the codes for the drawer."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from taizhang.testing.cast import PASSWORD


def sign_in(client, name="mill_chair", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def code_now(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.fixture
def protected(client, cast):
    """The mill's chair with an authenticator app; gives the secret."""
    sign_in(client)
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert (
        asked.templates[0].name == "account/reauthenticate.html"
    )  # before changing how one signs in: the password again
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200 and "data:image/svg" in page.content.decode()
    secret = re.search(r'secret-link">([A-Z2-7]+)<', page.content.decode())[1]
    assert client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}).status_code == 302
    return secret


def test_password_opens_the_desk(client, cast):
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_wrong_password_is_told_in_words(client, cast):
    answer = sign_in(client, password="wrong")
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()


def test_there_is_no_sign_up_and_no_reset(client, db):
    html = client.get(reverse("account_login")).content.decode()
    assert "signup" not in html and "password/reset" not in html


def test_second_factor_is_asked_for(client, cast, protected):
    client.post(reverse("account_logout"))
    answer = sign_in(client)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert client.get("/").status_code == 302


def test_recovery_codes_are_shown_and_open_once(client, cast, protected):
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"\b[0-9a-f]{8}\b", page.split("secret-link codes")[1])
    assert len(codes) == 10
    client.post(reverse("account_logout"))
    sign_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "account_change_password"]
)
def test_pages_of_the_second_factor_open(client, cast, protected, name):
    assert client.get(reverse(name)).status_code == 200


def test_password_is_changed(client, cast):
    sign_in(client)
    given = {"oldpassword": PASSWORD, "password1": "the mill by a lake", "password2": "the mill by a lake"}
    assert client.post(reverse("account_change_password"), given).status_code == 302
    client.post(reverse("account_logout"))
    assert sign_in(client, password="the mill by a lake").status_code == 302
