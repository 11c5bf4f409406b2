"""Jobs run once, say how far they are, and come back after a crash."""

import datetime
import os
import time

import pytest
from django.utils import timezone

from taizhang.kernel import jobs
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit, User
from taizhang.kernel.tables import Job
from taizhang.kernel.verdicts import Refused

pytestmark = pytest.mark.django_db

RAN = []


@jobs.job("kernel.count", "数一数")
def count(*, upto, job_id):
    RAN.append(upto)
    for n in range(upto + 1):
        jobs.Progress(job_id).to(n, upto, "数")
    return {"counted": upto}


@jobs.job("kernel.refuse", "拒绝")
def refuse():
    raise Refused("不行")


@jobs.job("kernel.stumble", "出错")
def stumble():
    raise ValueError("secret 11010519491231002X")


@jobs.job("kernel.nightly", "夜间核对", every="day")
def nightly():
    RAN.append("nightly")


@pytest.fixture(autouse=True)
def declared(monkeypatch, tmp_path, settings):
    RAN.clear()
    settings.TAIZHANG_DATA = tmp_path
    monkeypatch.setattr(registry, "jobs", {job.code: job for job in (count, refuse, stumble, nightly)})


def asked(code, callbacks, **about):
    with callbacks(execute=True):
        row = jobs.enqueue(code, **about)
    row.refresh_from_db()
    return row


def test_a_job_runs_when_the_transaction_is_through(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = jobs.enqueue("kernel.count", upto=3)
        assert RAN == []
    row.refresh_from_db()
    assert (row.state, row.outcome, row.attempts) == (Job.State.DONE, {"counted": 3}, 1)
    assert jobs.progress(row) == {"n": 3, "of": 3, "words": "数", "percent": 100}


def test_a_refusal_is_kept_as_its_sentence(django_capture_on_commit_callbacks):
    row = asked("kernel.refuse", django_capture_on_commit_callbacks)
    assert (row.state, row.problem) == (Job.State.FAILED, "不行")


def test_a_mistake_is_kept_without_what_it_held(django_capture_on_commit_callbacks):
    row = asked("kernel.stumble", django_capture_on_commit_callbacks)
    assert row.state == Job.State.FAILED
    assert "ValueError" in row.problem
    assert "1101" not in row.problem


def test_a_job_delivered_twice_runs_once(django_capture_on_commit_callbacks):
    row = asked("kernel.count", django_capture_on_commit_callbacks, upto=1)
    jobs.carry.call(row.pk)
    assert RAN == [1]


def test_a_mark_makes_a_job_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = jobs.enqueue("kernel.count", once="import:7", upto=1)
        assert jobs.enqueue("kernel.count", once="import:7", upto=1).pk == first.pk
    assert RAN == [1]


def test_an_undeclared_job_is_a_mistake_of_the_program():
    with pytest.raises(LookupError):
        jobs.enqueue("kernel.nothing")


def test_a_daily_job_is_asked_for_once_a_day(django_capture_on_commit_callbacks):
    morning = datetime.datetime(2026, 3, 2, 1, tzinfo=datetime.UTC)
    with django_capture_on_commit_callbacks(execute=True):
        assert len(jobs.run_due(morning)) == 1
        assert jobs.run_due(morning + datetime.timedelta(hours=3)) == []
        assert len(jobs.run_due(morning + datetime.timedelta(days=1))) == 1
    assert RAN == ["nightly", "nightly"]


def stopped(attempts, *, beat_age=None):
    """A job whose machine may have gone down ten minutes ago."""
    row = Job.objects.create(
        code="kernel.count", about={"upto": 1}, state=Job.State.RUNNING, attempts=attempts, asked_at=timezone.now(),
        started_at=timezone.now() - datetime.timedelta(minutes=10),
    )  # fmt: skip
    if beat_age is not None:
        beat = jobs._folder() / f"{row.pk}.beat"
        beat.touch()
        os.utime(beat, (time.time() - beat_age, time.time() - beat_age))
    return row


def test_a_job_that_died_runs_again():
    row = stopped(1)
    assert jobs.revive() == 1
    row.refresh_from_db()
    assert (row.state, row.attempts) == (Job.State.DONE, 2)


def test_a_long_job_that_lives_is_left_alone():
    stopped(1, beat_age=3)
    assert jobs.revive() == 0
    assert RAN == []


def test_a_job_whose_sign_of_life_is_old_runs_again():
    stopped(1, beat_age=500)
    assert jobs.revive() == 1


def test_a_job_that_dies_three_times_has_failed():
    row = stopped(3)
    assert jobs.revive() == 0
    row.refresh_from_db()
    assert row.state == Job.State.FAILED
    assert "3" in row.problem


def test_jobs_are_seen_by_whoever_asked_and_by_administrators(django_capture_on_commit_callbacks):
    clerk, stranger, admin = (User.objects.create(username=name, name=name) for name in ("clerk", "stranger", "admin"))
    admin.is_administrator = True
    mill = Unit.objects.add_root(instance=Unit(code="M", name="纺织厂工会", kind="enterprise"))
    with django_capture_on_commit_callbacks(execute=True):
        jobs.enqueue("kernel.count", by=clerk, unit=mill, upto=1)
    assert [len(jobs.recent(user)) for user in (clerk, stranger, admin)] == [1, 0, 1]
    assert jobs.label_of(jobs.recent(clerk)[0]) == "数一数"


@pytest.mark.django_db(transaction=True)  # the worker closes its connection between two tasks
def test_the_worker_ends_when_nothing_waits(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    jobs.work(once=True)
    assert RAN == ["nightly"] or Job.objects.filter(code="kernel.nightly").exists()
