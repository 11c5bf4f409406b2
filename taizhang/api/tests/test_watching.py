"""What a monitor sees: whether people can work, and figures that name no person."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from taizhang.kernel import jobs, sealing
from taizhang.kernel.tables import Job

TOKEN = "a-token-of-the-installation"


@pytest.fixture
def folder(tmp_path, settings, db):
    settings.TAIZHANG_DATA = tmp_path
    sealing.create_keys()
    return tmp_path


def asked(client):
    response = client.get(reverse("api:health"))
    return response.status_code, json.loads(response.content)


def test_health_is_poor_without_a_worker_and_good_with_one(client, folder):
    assert asked(client) == (200, {"status": "poor", "checks": {
        "database": "ok", "version": "ok", "keys": "ok", "files": "ok", "worker": "poor"}})  # fmt: skip
    (folder / "jobs" / jobs.WORKER).touch()  # as the worker does at every turn
    assert asked(client)[1]["status"] == "ok"


def test_health_is_bad_without_keys(client, folder):
    sealing.key_path().unlink()
    status, said = asked(client)
    assert (status, said["status"], said["checks"]["keys"]) == (503, "bad", "bad")


def test_health_is_bad_while_the_database_is_of_another_version(client, folder, monkeypatch):
    monkeypatch.setattr("taizhang.api.health.MigrationExecutor.migration_plan", lambda *asked: ["one to do"])
    assert asked(client)[0] == 503


def test_live_asks_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert client.get(reverse("api:live")).content == b"ok"


def test_metrics_are_not_there_without_the_token(client, folder, settings):
    assert client.get(reverse("api:metrics")).status_code == 404
    assert client.get(reverse("api:metrics"), headers={"Authorization": "Bearer "}).status_code == 404
    settings.TAIZHANG_METRICS_TOKEN = TOKEN
    assert client.get(reverse("api:metrics")).status_code == 404
    assert client.get(reverse("api:metrics"), headers={"Authorization": f"Bearer {TOKEN}x"}).status_code == 404


def test_metrics_tell_requests_by_page_and_the_state_of_jobs(client, folder, settings):
    settings.TAIZHANG_METRICS_TOKEN = TOKEN
    Job.objects.create(code="cli.selfcheck", asked_at=timezone.now())
    client.get("/members/4711/")
    text = client.get(reverse("api:metrics"), headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    assert 'taizhang_jobs{state="waiting"} 1.0' in text
    assert "taizhang_data_free_bytes" in text
    assert "taizhang_worker_silent_seconds" in text
    assert "/4711" not in text and "=4711" not in text
    assert 'taizhang_requests_total{method="GET",page="' in text


def test_metrics_say_how_old_the_last_backup_is(client, folder, settings):
    settings.TAIZHANG_METRICS_TOKEN = TOKEN
    (folder / jobs.LAST_BACKUP).touch()
    text = client.get(reverse("api:metrics"), headers={"Authorization": f"Bearer {TOKEN}"}).content.decode()
    assert "taizhang_backup_age_seconds" in text
