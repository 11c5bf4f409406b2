"""What programmes read after three towns became one: figures on every tree and as known before, with their trace; tokens of towns that ended."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from taizhang.api import actions as tokens
from taizhang.organisation import actions
from tests.journeys.test_reorganisation import MERGED, County, county, done  # noqa: F401

pytestmark = pytest.mark.django_db


def asker(user, unit, *scopes, until=None):
    """A programme with a token of a user for a unit."""
    until = until or timezone.localdate() + timedelta(30)
    token, secret = tokens.make(unit, by=user, name="夜间取数", scopes=list(scopes), until=until)
    client = Client(headers={"authorization": f"Bearer {secret}", "accept-language": "zh-hans"})
    return token, client


def figure(client, unit, **query):
    """(value, what the lines behind it add up to, the answer)."""
    told = client.get("/api/figures/AW-16:人数", {"unit": unit, "period": "2008", **query})
    assert told.status_code == 200, told.content.decode()
    lines = client.get(told.json()["trace"])
    assert lines.status_code == 200, lines.content.decode()
    return told.json()["value"], lines.json()["total"], told.json()


def test_a_merged_union_on_every_tree_as_known_before_and_traced(county):  # noqa: F811
    _token, client = asker(county.chair, county.county, "figures:read", "units:read")
    before = timezone.now().isoformat()
    record = done(county.merger(), MERGED)
    for unit, tree, value in (
        ("C-1-1", "then", "10"), ("C-1-9", "then", "0"), ("C-1-9", "now", "60"), ("C-1-9", "same", "60"), ("C-1", "then", "60"),
        ("C-1", "now", "60"), ("C-1-9", "then", "0"),
    ):  # fmt: skip
        told, lines, whole = figure(client, unit, tree=tree)
        assert (told, lines, whole["tree"]) == (value, value, tree), (unit, tree)
    told, lines, whole = figure(client, "C-1-1", as_of=before)
    assert (told, lines) == ("10", "10") and whole["as_of"]
    told, lines, _whole = figure(client, "C-1-9", tree="now", as_of=before)
    assert told == lines
    children = client.get("/api/figures/AW-16:人数/children", {"unit": "C-1", "period": "2008", "tree": "now"}).json()[
        "children"
    ]
    assert sum(int(one["value"]) for one in children) == 60
    ended = client.get("/api/units/C-1-1").json()
    assert ended["name"] == "东河镇联合工会"
    assert (ended["ended"]["on"], ended["ended"]["into"]["code"]) == ("2008-06-01", "C-1-9")
    assert "并入三河镇总工会" in ended["ended"]["what"]
    assert client.get("/api/units/C-1-9").json()["ended"] is None
    for as_of in ({}, {"as_of": before}):  # a figure of a union that is no more says where it went
        assert figure(client, "C-1-1", **as_of)[2]["ended"]["today"] == {"code": "C-1-9", "name": "三河镇总工会"}
    undo = actions.draft_taking_back(
        record, by=county.clerk, on=MERGED, effective_on=MERGED, reason="批复有误", document_no="双工发〔2008〕9号"
    )
    done(undo, MERGED)
    assert figure(client, "C-1-1", tree="now")[:2] == ("10", "10")
    assert client.get("/api/units/C-1-1").json()["ended"] is None


def test_tokens_of_a_town_that_ended_open_nothing_until_the_undo(county):  # noqa: F811
    town = county.towns[0]
    token, client = asker(county.town_chair, town, "units:read")
    above, from_above = asker(
        county.chair, town, "units:read"
    )  # he keeps his post above, and his token ends all the same
    last_day, today_only = asker(county.chair, county.county, "units:read")
    type(last_day).objects.filter(pk=last_day.pk).update(
        expires_on=timezone.localdate()
    )  # it holds to the end of its day
    assert [one.get("/api/me").status_code for one in (client, from_above, today_only)] == [200] * 3
    record = done(county.merger(), MERGED)
    for one in (client, from_above):
        answer = one.get("/api/me")
        assert (answer.status_code, answer.json()["code"]) == (401, "no_token")
        assert answer["Content-Type"] == "application/problem+json"
    assert today_only.get("/api/units/C-1-1").status_code == 200  # the county still reads what happened there
    undo = actions.draft_taking_back(
        record, by=county.clerk, on=MERGED, effective_on=MERGED, reason="批复有误", document_no="双工发〔2008〕9号"
    )
    done(undo, MERGED)
    assert [one.get("/api/me").status_code for one in (client, from_above)] == [200, 200]
    for one in (token, above, last_day):
        one.refresh_from_db()
        assert (one.revoked_at, one.revoked_why) == (None, "")
