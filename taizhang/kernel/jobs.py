"""Jobs: work that takes longer than a page may, or that falls due by itself (a nightly check, a reminder).

A job takes identifiers, never contents, and is safe to run twice: a machine that goes down in the middle runs it
again. The queue is Django's task interface in the same database; this module adds what it lacks: a schedule,
recovery after a crash, and progress that can be read while the database is busy writing (a small file in the data
folder).
"""

import json
import logging
import os
import threading
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, OperationalError, close_old_connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker

from taizhang.kernel import chain, rollups
from taizhang.kernel.again import again
from taizhang.kernel.manifest import Job as Declared
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import within
from taizhang.kernel.tables import Job
from taizhang.kernel.verdicts import Refused

log = logging.getLogger(__name__)

ATTEMPTS = 3
BEAT = 5  # seconds between two signs of life
WORKER = "worker.beat"
SILENCE = 60  # seconds without one after which a job counts as dead
FOLD = 10  # seconds between two looks at what the roll-ups lack
LAST_BACKUP = "last_backup"  # a file of the data folder: touched by every backup that came through
PERIODS = {"hour": "%Y-%m-%dT%H", "day": "%Y-%m-%d", "month": "%Y-%m"}


def job(code, label, *, every=""):
    """Declare a function as a job: `@job("aid.remind_overdue", _("Remind of overdue cases"), every="day")`, then
    `jobs=(remind_overdue,)`.
    """
    if every and every not in PERIODS:
        raise ValueError(f"{code}: every is one of {', '.join(PERIODS)}")

    def declared(function):
        return Declared(code=code, label=label, run=function, every=every)

    return declared


# --- asking ---------------------------------------------------------------------------------------------------------------------


def enqueue(code, *, by=None, unit=None, once=None, after=None, **about):
    """Ask for a job; it starts when the transaction is through, or at the moment `after` where the queue can wait. With
    `once`, a second request of the same mark returns the first job.
    """
    if code not in registry.jobs:
        raise LookupError(f"No manifest declares the job {code}.")
    asked = {
        "code": code,
        "about": about,
        "by": by if by is not None and by.pk else None,
        "unit": unit,
        "asked_at": timezone.now(),
    }
    try:
        with transaction.atomic():
            row = Job.objects.create(once=once, **asked)
    except IntegrityError:
        return Job.objects.get(once=once)
    later = carry.using(run_after=after) if after and carry.get_backend().supports_defer else carry
    if later is not carry or not after:
        transaction.on_commit(lambda: later.enqueue(row.pk))
    return row


def run_due(now=None):
    """Ask for every periodic job whose hour, day or month has begun. Two workers ask once."""
    now = timezone.localtime(now)
    due = []
    for declared in registry.jobs.values():
        mark = f"{declared.code}@{now.strftime(PERIODS[declared.every])}" if declared.every else ""
        if mark and not Job.objects.filter(once=mark).exists():
            due.append(enqueue(declared.code, once=mark))
    return due


def recent(user, limit=20):
    """The jobs that a user may see: what he asked for, and what runs for the unions that he sees; administrators see
    all.
    """
    jobs = Job.objects.select_related("by", "unit")
    if not user.is_administrator:
        own = Job.objects.filter(by=user) if user.pk else Job.objects.none()
        jobs = (own | Job.objects.filter(within(user.paths(), "unit__path"))).select_related("by", "unit")
    return jobs.order_by("-asked_at", "-pk")[:limit]


def label_of(row):
    """The job in words."""
    declared = registry.jobs.get(row.code)
    return declared.label if declared else row.code


# --- progress -------------------------------------------------------------------------------------------------------------------


class Progress:
    """How far a job is, kept in a file because the database may be busy. Cheap to call often: it writes four times a
    second at most.
    """

    def __init__(self, job_id):
        self.path = _folder() / f"{job_id}.json"
        self._written = 0.0

    def to(self, n, of, words=""):
        """So much of so much is done."""
        now = time.monotonic()
        if n < of and now - self._written < 0.25:
            return
        self._written = now
        fresh = self.path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({"n": n, "of": of, "words": str(words)}, ensure_ascii=False))
        os.replace(fresh, self.path)


def progress(row):
    """How far a job is: {"n", "of", "words", "percent"}."""
    try:
        said = json.loads((_folder() / f"{row.pk}.json").read_text())
    except (FileNotFoundError, ValueError):
        said = {"n": 0, "of": 0, "words": ""}
    done = row.state == Job.State.DONE
    return {**said, "percent": 100 if done else int(100 * said["n"] / said["of"]) if said["of"] else 0}


def _folder():
    folder = Path(settings.TAIZHANG_DATA) / "jobs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# --- running --------------------------------------------------------------------------------------------------------------------


@task()
def carry(job_id):
    """What the queue carries: run one job and write down what came of it."""
    row = _claim(job_id)
    if row is None:
        return
    beat = _Beat(row.pk)
    try:
        with beat:
            outcome = again(lambda: _run(row))
    except Refused as refused:
        _finish(row, Job.State.FAILED, problem=str(refused))
    except Exception as mistake:
        log.exception("job %s (%s) failed", row.pk, row.code)
        _finish(row, Job.State.FAILED, problem=_("The job stopped: %(mistake)s") % {"mistake": type(mistake).__name__})
    else:
        _finish(row, Job.State.DONE, outcome=outcome if isinstance(outcome, dict) else {})


def _claim(job_id):
    """Take the job, unless somebody else has it or it is done already (a queue may deliver twice)."""
    taken = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, started_at=timezone.now()
    )
    if not taken:
        return None
    row = Job.objects.get(pk=job_id)
    row.attempts += 1
    row.save(update_fields=["attempts"])
    return row


def _run(row):
    declared = registry.jobs.get(row.code)
    if declared is None:
        raise Refused(_("This program does not know the job “%(code)s”.") % {"code": row.code})
    about = dict(row.about)
    if (
        "job_id"
        in declared.run.__code__.co_varnames[
            : declared.run.__code__.co_argcount + declared.run.__code__.co_kwonlyargcount
        ]
    ):
        about["job_id"] = row.pk
    return declared.run(**about)


def _finish(row, state, *, outcome=None, problem=""):
    Job.objects.filter(pk=row.pk).update(
        state=state, outcome=outcome or {}, problem=problem, finished_at=timezone.now()
    )


class _Beat:
    """Signs of life beside a running job, so that a long report is not taken for dead."""

    def __init__(self, job_id):
        self.path = _folder() / f"{job_id}.beat"
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self.path.touch()
        self.thread.start()

    def __exit__(self, *mistake):
        self.over.set()
        self.thread.join()
        self.path.unlink(missing_ok=True)

    def _run(self):
        while not self.over.wait(BEAT):
            self.path.touch()


def revive(now=None):
    """Jobs whose machine went down in the middle run again; after three attempts they have failed. → how many"""
    now = now or timezone.now()
    revived = 0
    for row in Job.objects.filter(state=Job.State.RUNNING, started_at__lt=now - timedelta(seconds=SILENCE)):
        if _lives(row, now):
            continue
        if row.attempts >= ATTEMPTS:
            _finish(
                row,
                Job.State.FAILED,
                problem=_("The machine stopped %(times)s times during this job.") % {"times": row.attempts},
            )
        elif Job.objects.filter(pk=row.pk, state=Job.State.RUNNING, attempts=row.attempts).update(
            state=Job.State.WAITING
        ):
            carry.enqueue(row.pk)
            revived += 1
    return revived


def _lives(row, now):
    beat = _folder() / f"{row.pk}.beat"
    try:
        return now.timestamp() - beat.stat().st_mtime < SILENCE
    except FileNotFoundError:
        return False


# --- the worker -----------------------------------------------------------------------------------------------------------------


def work(*, stop=None, every=1.0, once=False):
    """The worker: fold what acts posted, recover what died, ask for what is due, run what waits. Ends when `stop` is set
    (or, with `once`, when nothing waits).
    """
    stop = stop or threading.Event()
    looked = folded = 0.0
    while not stop.is_set():
        (_folder() / WORKER).touch()
        try:
            if time.monotonic() - folded > FOLD or not folded:
                more = (
                    rollups.fold_some()
                )  # one portion a turn: after an upgrade there are hundreds, and jobs do not wait for them
                folded = 0.0 if more else time.monotonic()
            if time.monotonic() - looked > SILENCE or not looked:
                looked = time.monotonic()
                revive()
                run_due()
                chain.seal_all()
            _empty_queue()
        except OperationalError:  # another process is writing for longer than the timeout: try again
            log.warning("the database is busy; trying again")
        close_old_connections()
        if once:
            return
        stop.wait(every)


def silence():
    """Seconds since a worker gave its last sign of life, or was busy with a job that gives one; a large number if there never was one."""
    beats = [path.stat().st_mtime for path in (_folder() / WORKER, *_folder().glob("*.beat")) if path.exists()]
    return max(0.0, time.time() - max(beats, default=0))


def _empty_queue():
    Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=f"taizhang-{os.getpid()}", excluded_queue_names=[],
    ).run()  # fmt: skip
