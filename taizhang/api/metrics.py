"""Figures about the running desk in the format of Prometheus: counted requests of all processes, and the state of jobs and data.

Requests are counted by the page's name, never by its address: an address may hold the number of a person's record.
"""

import os
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import REGISTRY

from taizhang import __version__
from taizhang.kernel import jobs
from taizhang.kernel.models import ActLog, Fact
from taizhang.kernel.tables import Job

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter("taizhang_requests", "Requests answered", ["page", "method", "status"])
DURATION = Histogram("taizhang_request_seconds", "Time to answer a request", ["page"], buckets=SECONDS)


def middleware(get_response):
    """Count every request and the time that it took in the server."""

    def counted(request):
        began = time.perf_counter()
        response = get_response(request)
        page = request.resolver_match.view_name if request.resolver_match else "none"
        REQUESTS.labels(page, request.method, response.status_code).inc()
        DURATION.labels(page).observe(time.perf_counter() - began)
        return response

    return counted


def text():
    """All figures, as Prometheus reads them."""
    shown = CollectorRegistry()
    shown.register(Standing())
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):  # set by `taizhang serve`: several processes share the pages
        multiprocess.MultiProcessCollector(shown)
        return generate_latest(shown)
    return generate_latest(shown) + generate_latest(REGISTRY)


class Standing:
    """What is read at the moment of asking: a handful of cheap questions."""

    def collect(self):
        """The gauges, one after the other."""
        yield _labelled(
            "taizhang_info", "Version and database", ["version", "engine"], {(__version__, connection.vendor): 1}
        )
        yield _labelled("taizhang_jobs", "Jobs by state", ["state"], _jobs())
        yield _plain("taizhang_job_waits_seconds", "How long the oldest waiting job has waited", _oldest())
        yield _plain("taizhang_worker_silent_seconds", "Since when the worker gave no sign of life", jobs.silence())
        yield _plain("taizhang_ledger_lines", "Number of the last line of the ledger", _last(Fact))
        yield _plain("taizhang_acts", "Number of the last act", _last(ActLog))
        yield _plain("taizhang_database_bytes", "Size of the database", _database_size())
        yield _plain(
            "taizhang_data_free_bytes",
            "Free space where the data folder is",
            shutil.disk_usage(settings.TAIZHANG_DATA).free,
        )
        backup = _backup()
        if backup is not None:
            yield _plain("taizhang_backup_age_seconds", "Since when there was no backup", backup)


def _labelled(name, words, labels, values):
    gauge = GaugeMetricFamily(name, words, labels=labels)
    for key, value in values.items():
        gauge.add_metric(list(key), value)
    return gauge


def _plain(name, words, value):
    return GaugeMetricFamily(name, words, value=value)


def _jobs():
    counted = dict(Job.objects.values_list("state").annotate(number=Count("pk")).order_by())
    return {(state,): counted.get(state, 0) for state in Job.State.values}


def _oldest():
    since = Job.objects.filter(state=Job.State.WAITING).aggregate(since=Min("asked_at"))["since"]
    return (timezone.now() - since).total_seconds() if since else 0


def _last(model):
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _database_size():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0]
    path = Path(str(connection.settings_dict["NAME"]))
    return sum(one.stat().st_size for one in path.parent.glob(f"{path.name}*")) if path.exists() else 0


def _backup():
    """Seconds since the last `taizhang backup` that came through; None where there was none."""
    try:
        return time.time() - (Path(settings.TAIZHANG_DATA) / jobs.LAST_BACKUP).stat().st_mtime
    except FileNotFoundError:
        return None
