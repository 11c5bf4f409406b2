"""Tokens: shown once, kept as a hash, never more than their user, dead with the post, revoked by those above, limited in rate."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.api import actions, jobs, queries
from taizhang.api.models import Answered, Token
from taizhang.api.scopes import SCOPES
from taizhang.api.tests.conftest import token_of
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.context import OutsideAct
from taizhang.kernel.models import ActLog
from taizhang.kernel.verdicts import Refused
from taizhang.organisation import actions as organisation
from taizhang.worklog import actions as worklog


def test_a_token_is_kept_as_a_hash_only(cast):
    token, secret = token_of(cast.mill_clerk, cast.mill)
    kept = " ".join(str(value) for value in Token.objects.filter(pk=token.pk).values().get().values())
    assert secret not in kept and secret.split("_", 2)[2] not in kept
    assert queries.of_secret(secret) == token
    assert queries.of_secret(secret[:-1] + "A") is None if not secret.endswith("A") else True
    assert queries.of_secret("tz_" + "x" * 500) is None and queries.of_secret("") is None
    line = ActLog.objects.get(code="api.make_token")
    assert token.mark in str(line.notes) and secret not in str(line.notes)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " "}, "用途"),
        ({"scopes": []}, "至少"),
        ({"scopes": ["everything"]}, "至少"),
        ({"until": date(2008, 1, 1)}, "今天之后"),
        ({"until": date(2199, 1, 1)}, "一年"),
    ],
)
def test_a_token_is_refused_with_a_sentence(cast, said, sentence):
    values = {"name": "取数", "scopes": ["figures:read"], "until": timezone.localdate() + timedelta(9)}
    with pytest.raises(Refused, match=sentence):
        actions.make(cast.mill, by=cast.mill_clerk, **values | said)
    assert not Token.objects.exists()


def test_nobody_makes_a_token_beyond_the_own_posts(cast):
    with pytest.raises(Refused):
        token_of(cast.mill_clerk, cast.town)
    with pytest.raises(Refused):
        token_of(cast.stranger, cast.mill)


def test_twenty_tokens_are_enough(cast):
    for _ in range(20):
        token_of(cast.mill_clerk, cast.mill)
    with pytest.raises(Refused, match="20"):
        token_of(cast.mill_clerk, cast.mill)


def test_a_token_is_written_in_acts_only(cast):
    token, _secret = token_of(cast.mill_clerk, cast.mill)
    with pytest.raises(OutsideAct):
        token.save()
    with pytest.raises(OutsideAct):
        token.delete()


def test_the_user_and_the_officers_above_revoke(cast, asks):
    own = asks(cast.mill_clerk, cast.mill)
    assert own.get("me").status_code == 200
    with pytest.raises(Refused):
        actions.revoke(own.token, by=cast.port_chair, why="不用了")
    with pytest.raises(Refused, match="原因"):
        actions.revoke(own.token, by=cast.town_chair, why="")
    actions.revoke(own.token, by=cast.town_chair, why="程序停用")
    answer = own.get("me")
    assert (answer.status_code, answer.json()["code"]) == (401, "no_token") and "吊销" in answer.json()["detail"]
    another = asks(cast.mill_clerk, cast.mill)
    actions.revoke(another.token, by=cast.mill_clerk, why="换新的")
    with pytest.raises(Refused, match="已经吊销"):
        actions.revoke(another.token, by=cast.mill_clerk, why="再来一次")


def test_a_token_ends_with_its_day(cast, asks):
    asker = asks(cast.mill_clerk, cast.mill)
    Token.objects.filter(pk=asker.token.pk).update(expires_on=timezone.localdate() - timedelta(1))
    assert asker.get("me").status_code == 401


def test_a_token_dies_with_the_post_and_with_the_account(cast, asks):
    asker, chair = asks(cast.mill_clerk, cast.mill), asks(cast.mill_chair, cast.mill)
    organisation.end_post(cast.mill_clerk.posts.get(), by=SYSTEM, on=timezone.localdate())
    answer = asker.get("me")
    assert answer.status_code == 401 and "任职" in answer.json()["detail"]
    cast.mill_chair.is_active = False
    cast.mill_chair.save()
    assert chair.get("me").status_code == 401


def test_a_token_reaches_no_further_than_its_unit(office, asks):
    """The town's chair sees town and mill; a token of his for the mill does not see the town, nor does it do anything there."""
    cast = office.cast
    asker = asks(cast.town_chair, cast.mill)
    assert [one["code"] for one in asker.get("units").json()["items"]] == ["F-T-M"]
    assert asker.get("units/F-T").status_code == 404
    assert asker.get("figures/work.persons", unit="F-T", period="2008").status_code == 404
    given = {"unit": "F-T", "on": "2008-05-12", "kind": "AW-16", "persons": 9}
    assert asker.post("entries", given).status_code == 404
    assert not worklog.queries.listed(cast.town_chair).filter(unit=cast.town).exists()


def test_an_administrators_token_is_narrowed_too(office, asks):
    asker = asks(office.cast.administrator, office.cast.port)
    assert [one["code"] for one in asker.get("units").json()["items"]] == ["F-P"]
    assert asker.get("entries").status_code == 404  # an administrator reads no records


def test_joint_entries_are_not_voided_across_the_unit_of_the_token(office, asks):
    """The town's chair may void at the mill; a token of his for another union of the town may not, though it sees the joint entry."""
    cast = office.cast
    dyers = organisation.found(
        cast.town, by=SYSTEM, on=date(2003, 1, 1), code="F-T-D", name="河湾染厂工会", kind="company_union"
    )
    worklog.add_organiser(office.entry, dyers, by=SYSTEM)
    asker = asks(cast.town_chair, dyers, language="en")
    assert asker.get(f"entries/{office.entry.pk}").status_code == 200
    answer = asker.post(f"entries/{office.entry.pk}/void", {"why": "重复"})
    assert answer.status_code == 403 and "河湾染厂工会" in answer.json()["detail"]


def test_a_token_opens_its_scopes_only(office, asks):
    for scope in SCOPES:
        asker = asks(office.cast.mill_chair, office.cast.mill, (scope,))
        for resource in ("units", "members", "entries", "figures", "reports", "imports"):
            answer = asker.get(resource)
            assert answer.status_code == (200 if scope == f"{resource}:read" else 403), (scope, resource)
            assert answer.status_code == 200 or answer.json()["code"] == "no_scope"
        assert asker.get("me").json()["scopes"] == [scope]


def test_the_rate_is_limited_and_told(office, asks, settings):
    settings.TAIZHANG_API_PER_MINUTE = 3
    asker = asks(office.cast.mill_chair, office.cast.mill)
    other = asks(office.cast.mill_chair, office.cast.mill)
    answers = [asker.get("me") for _ in range(5)]
    if len({str(one["RateLimit-Limit"]) for one in answers}) == 1 and answers[2].status_code == 429:
        pytest.skip("the minute turned in the middle")
    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert [one["RateLimit-Remaining"] for one in answers] == ["2", "1", "0", "0", "0"]
    assert answers[4].json()["code"] == "too_many" and 0 < int(answers[4]["Retry-After"]) <= 60
    assert answers[4]["Content-Type"] == "application/problem+json"
    assert other.get("me").status_code == 200
    Token.objects.filter(pk=asker.token.pk).update(minute=1)  # a minute later
    assert asker.get("me").status_code == 200


def test_acts_by_a_token_are_found_again(office, asks):
    asker = asks(office.cast.mill_chair, office.cast.mill)
    asker.post("entries", {"unit": "F-T-M", "on": "2008-05-12", "kind": "AW-16", "matter": "领取物资", "persons": 9})
    asker.token.refresh_from_db()
    (line,) = queries.acts_by(asker.token)
    assert (line.code, line.by) == ("worklog.record", office.cast.mill_chair)
    assert asker.token.last_used_at is not None


def test_answers_are_forgotten_after_a_month(cast):
    token, _secret = token_of(cast.mill_clerk, cast.mill)
    for key, days in (("old", 31), ("new", 3)):
        Answered.objects.create(token=token, key=key, digest="x", at=timezone.now() - timedelta(days))
    assert jobs.forget_answers.run() == {"forgotten": 1}
    assert jobs.forget_answers.run() == {"forgotten": 0}
    assert [one.key for one in Answered.objects.all()] == ["new"]


def test_tokens_that_end_soon_are_due(cast):
    token, _secret = token_of(cast.mill_clerk, cast.mill, days=10)
    token_of(cast.mill_clerk, cast.mill, days=200)
    (due,) = queries.due(cast.mill_clerk, cast.mill, timezone.localdate())
    assert token.name in due.title and due.by == token.expires_on


# --- the pages --------------------------------------------------------------------------------------------------------


def form(**said):
    until = timezone.localdate() + timedelta(30)
    return {"name": "夜间取数", "unit": "F-T-M", "scopes": ["figures:read"], "until": until.isoformat(), **said}


def test_the_page_shows_the_secret_once(cast, as_):
    client = as_(cast.mill_clerk)
    made = client.post(reverse("api:token_make"), form())
    token = Token.objects.get()
    assert made["Location"] == reverse("api:token_detail", args=[token.pk])
    assert f"tz_{token.mark}_" in client.get(made["Location"]).content.decode()
    assert f"tz_{token.mark}_" not in client.get(made["Location"]).content.decode()


def test_the_page_refuses_with_the_form(cast, as_):
    client = as_(cast.mill_clerk)
    assert client.post(reverse("api:token_make"), form(unit="F-P")).status_code == 422
    assert client.post(reverse("api:token_make"), form(unit="F-T")).status_code == 422
    assert client.post(reverse("api:token_make"), form(until="2001-01-01")).status_code == 422
    assert not Token.objects.exists()


def test_officers_see_the_tokens_below_and_others_do_not(cast, as_):
    token, _secret = token_of(cast.mill_clerk, cast.mill)
    page, revoking = (reverse(f"api:token_{verb}", args=[token.pk]) for verb in ("detail", "revoke"))
    for user, status in (
        (cast.mill_clerk, 200), (cast.mill_chair, 200), (cast.town_chair, 200), (cast.administrator, 200),
        (cast.port_chair, 404), (cast.auditor, 404), (cast.stranger, 404),
    ):  # fmt: skip
        assert as_(user).get(page).status_code == status, user
        assert (token.mark in as_(user).get(reverse("api:token_list")).content.decode()) == (status == 200), user
    as_(cast.town_chair).post(revoking, {"why": "程序停用"})
    token.refresh_from_db()
    assert token.state == "revoked" and token.revoked_why == "程序停用"
    assert ActLog.objects.get(code="api.revoke_token").by == cast.town_chair


def test_the_list_is_narrowed(cast, as_):
    token_of(cast.mill_clerk, cast.mill)
    own, _secret = token_of(cast.mill_chair, cast.mill)
    client = as_(cast.mill_chair)

    def marks(query):
        return {one.mark for one in client.get(f"{reverse('api:token_list')}?{query}").context["page"].object_list}

    assert len(marks("")) == 2 and marks("whose=own") == {own.mark} and marks(f"text={own.mark[:5]}") == {own.mark}
    actions.revoke(own, by=cast.mill_chair, why="不用了")
    assert marks("state=revoked") == {own.mark} and own.mark not in marks("state=live")
