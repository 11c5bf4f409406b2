"""Accounts: opened with a link that opens once, refused in words, told in the log."""

import pytest
from django.urls import reverse

from taizhang.desk import actions
from taizhang.kernel import onetime
from taizhang.kernel.models import ActLog, Post, User
from taizhang.kernel.verdicts import Refused


def test_create_opens_an_account_without_password(cast):
    user, token = actions.create(cast.mill, by=cast.mill_chair, username="wang", name="王红")
    assert not user.has_usable_password() and onetime.read(token) == user
    log = ActLog.objects.latest("id")
    assert (log.code, log.unit, log.by) == ("accounts.create", cast.mill, cast.mill_chair)
    assert token not in str(log.notes)


def test_create_refuses_a_taken_name(cast):
    with pytest.raises(Refused):
        actions.create(cast.mill, by=cast.mill_chair, username="MILL_CHAIR", name="某")


@pytest.mark.parametrize("name", ["a", "有 空格", "x" * 61, "a/b"])
def test_create_refuses_an_odd_name(cast, name):
    with pytest.raises(Refused):
        actions.create(cast.mill, by=cast.mill_chair, username=name, name="某")


def test_create_is_for_the_chair(cast):
    with pytest.raises(Refused):
        actions.create(cast.mill, by=cast.mill_clerk, username="wang", name="王红")
    assert not User.objects.filter(username="wang").exists()


def test_reissue_ends_the_old_password(cast):
    token = actions.reissue_link(cast.mill_clerk, cast.mill, by=cast.mill_chair)
    cast.mill_clerk.refresh_from_db()
    assert not cast.mill_clerk.has_usable_password() and onetime.read(token) == cast.mill_clerk


def test_an_administrators_link_comes_from_an_administrator(cast):
    with pytest.raises(Refused):
        actions.reissue_link(cast.administrator, cast.mill, by=cast.mill_chair)


def test_disable_shuts_the_door(cast, as_):
    actions.disable(cast.mill_clerk, cast.mill, by=cast.mill_chair, why="调离")
    assert as_(cast.mill_clerk).get("/").status_code == 302


def test_nobody_closes_his_own_account(cast):
    with pytest.raises(Refused):
        actions.disable(cast.mill_chair, cast.mill, by=cast.mill_chair, why="试试")


def test_welcome_sets_the_first_password_once(cast, client):
    _user, token = actions.create(cast.mill, by=cast.mill_chair, username="wang", name="王红")
    page = reverse("desk:welcome", args=[token])
    assert client.get(page).status_code == 200
    answer = client.post(page, {"name": "王红", "password": "a river by the mill", "again": "a river by the mill"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200
    assert client.get(page).status_code == 410
    assert User.objects.get(username="wang").check_password("a river by the mill")


@pytest.mark.parametrize(
    ("password", "again"),
    [("short", "short"), ("a river by the mill", "a river by the hill"), ("1234567890", "1234567890")],
)
def test_welcome_refuses_weak_or_different_passwords(cast, client, password, again):
    _user, token = actions.create(cast.mill, by=cast.mill_chair, username="wang", name="王红")
    page = reverse("desk:welcome", args=[token])
    assert client.post(page, {"name": "王红", "password": password, "again": again}).status_code == 422
    assert client.get(page).status_code == 200


def test_a_forged_link_opens_nothing(client, db):
    assert client.get(reverse("desk:welcome", args=["forged.link"])).status_code == 410


def test_account_page_shows_the_fresh_link_once(cast, as_):
    chair = as_(cast.mill_chair)
    answer = chair.post(
        reverse("desk:account_create"), {"name": "王红", "username": "wang", "role": "clerk"}, follow=True
    )
    assert "/welcome/" in answer.content.decode()
    user = User.objects.get(username="wang")
    assert Post.objects.get(user=user).role == "clerk"
    assert "/welcome/" not in chair.get(reverse("desk:account_detail", args=[user.pk])).content.decode()


def test_accounts_of_other_unions_are_hidden(cast, as_):
    page = reverse("desk:account_detail", args=[cast.mill_clerk.pk])
    assert as_(cast.port_chair).get(page).status_code == 404
    assert as_(cast.town_chair).get(page).status_code == 200
    assert as_(cast.mill_clerk).get(page).status_code == 200


def test_clerk_sees_the_button_grey_with_the_sentence(cast, as_):
    html = as_(cast.mill_clerk).get(reverse("desk:account_list")).content.decode()
    assert "btn-denied" in html and "aria-disabled" in html


def test_post_is_given_and_ended_by_pages(cast, as_):
    chair = as_(cast.mill_chair)
    given = {"unit": cast.mill.pk, "role": "auditor", "since": "2008-01-01", "until": ""}
    assert chair.post(reverse("desk:post_appoint", args=[cast.mill_clerk.pk]), given).status_code == 302
    post = Post.objects.get(user=cast.mill_clerk, role="auditor")
    assert chair.post(reverse("desk:post_end", args=[post.pk]), {"on": "2009-01-01", "why": ""}).status_code == 302
    post.refresh_from_db()
    assert str(post.until) == "2009-01-01"


def test_post_of_another_union_is_hidden(cast, as_):
    post = Post.objects.get(user=cast.mill_clerk)
    assert as_(cast.port_chair).get(reverse("desk:post_end", args=[post.pk])).status_code == 404


def test_clerk_is_refused_on_the_form(cast, as_):
    given = {"name": "王红", "username": "wang", "role": ""}
    answer = as_(cast.mill_clerk).post(reverse("desk:account_create"), given)
    assert answer.status_code == 422 and not User.objects.filter(username="wang").exists()


@pytest.mark.parametrize("more", [0, 3])
def test_account_list_asks_the_same_number_of_questions(cast, as_, more, django_assert_max_num_queries):
    for number in range(more):
        actions.create(cast.mill, by=cast.administrator, username=f"user{number}", name=f"员{number}")
    client = as_(cast.administrator)
    client.get(reverse("desk:account_list"))
    with django_assert_max_num_queries(16):
        client.get(reverse("desk:account_list"))
