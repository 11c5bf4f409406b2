"""`taizhang init`, `serve`, `work` and `demo`: an installation is made, shown to a browser, and does its own work."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from taizhang.cli import speaking
from taizhang.cli.speaking import Command
from taizhang.kernel import chain, definitions, jobs, onetime, rulebook, sealing
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import User
from taizhang.organisation import actions as organisation

FIRST = "admin"


@click.command(
    cls=Command,
    help=_(
        "Make an installation, or bring one up to this version: folder, keys, database, rules, first administrator."
    ),
    example="taizhang init --admin zhang",
)
@click.option("--admin", metavar="NAME", help=_("user name of the first administrator; asked for if there is none yet"))
@click.option(
    "--address",
    default="http://127.0.0.1:8000",
    show_default=True,
    help=_("where the desk will be found, for the link"),
)
def init(admin, address):
    """Make an installation."""
    number = _prepare()
    speaking.say(_("Data folder: %(folder)s") % {"folder": settings.TAIZHANG_DATA})
    speaking.say(_("%(number)s rules of regulation are in the rulebook.") % {"number": number})
    if admin is None and User.objects.filter(is_administrator=True, is_active=True).exists():
        speaking.say(_("Everything is in place. For a new link for an administrator: taizhang init --admin NAME"))
        return
    user = _administrator(_asked() if admin is None else admin)
    link = f"{address.rstrip('/')}/welcome/{onetime.make(user)}/"
    speaking.say(_("One-time link for %(name)s (opens once, within %(hours)s hours; hand it over in person):") % {
        "name": user.username, "hours": onetime.VALID_HOURS})  # fmt: skip
    speaking.say(link)
    speaking.say(_("Start the desk with: taizhang serve"))


def _asked():
    """The name of the first administrator; where nobody can be asked, “admin”."""
    try:
        return click.prompt(_("User name of the first administrator"), default=FIRST)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        return FIRST


def _prepare():
    """Keys, folders, database and rules; nothing is made twice. → number of rules"""
    sealing.create_keys()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    speaking.migrate()
    definitions.keep_all()
    chain.seal_all(thorough=True)
    return rulebook.load()


def _administrator(name):
    """The administrator of this name; a new account has no password until its link has been opened."""
    user = User.objects.filter(username=name).first()
    if user is None:
        return organisation.open_account(by=SYSTEM, username=name, name=name, is_administrator=True)
    if not user.is_administrator:
        raise click.BadParameter(
            _("“%(name)s” is an account without the administrator's right.") % {"name": name}, param_hint="--admin"
        )
    return user


@click.command(
    cls=Command,
    help=_("Serve the desk, and do the waiting jobs beside it. Stops with Ctrl+C."),
    example="taizhang serve --port 8000",
)
@click.option("--host", default="127.0.0.1", show_default=True, help=_("address to listen on"))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help=_("port to listen on"))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help=_("processes for pages"))
@click.option("--no-worker", is_flag=True, help=_("leave the jobs to a separate `taizhang work`"))
def serve(host, port, workers, no_worker):
    """Serve the desk."""
    speaking.ready()
    from granian import Granian  # imported only here: it starts threads of its own
    from granian.log import LogLevels

    threads = 4 if "postgresql" in settings.DATABASES["default"]["ENGINE"] else 2  # measured: more only wait for SQLite
    _count_requests_together()
    child = None if no_worker else subprocess.Popen([sys.executable, "-m", "taizhang.cli", "work", "--gently"])
    speaking.say(_("The desk is at http://%(host)s:%(port)s/ — stop with Ctrl+C.") % {"host": host, "port": port})
    try:
        Granian(
            "taizhang.config.wsgi:application", address=host, port=port, interface="wsgi", workers=workers,
            blocking_threads=threads, websockets=False, log_access=False, respawn_failed_workers=True, log_level=LogLevels.warning,
        ).serve()  # fmt: skip
    finally:
        if child is not None:
            child.terminate()
            try:
                child.wait(timeout=30)
            except subprocess.TimeoutExpired:  # busy with a long job, which is taken up again at the next start
                child.kill()


def _count_requests_together():
    """All processes of this start count into one empty folder, which `/metrics` adds up."""
    folder = Path(settings.TAIZHANG_DATA) / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


@click.command(
    cls=Command,
    help=_(
        "Do the jobs that wait or fall due: imports, reports, nightly checks. Stops with Ctrl+C when the job in hand is done."
    ),
    example="taizhang work",
)
@click.option("--once", is_flag=True, help=_("do what waits now, then stop"))
@click.option("--gently", is_flag=True, help=_("let pages go first when the machine is busy"))
def work(once, gently):
    """The worker."""
    speaking.ready()
    if gently and hasattr(os, "nice"):
        os.nice(10)
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_signal: stop.set())
    jobs.work(stop=stop, once=once)


@click.command(
    cls=Command,
    help=_(
        "Load the demonstration: a five-level federation with three years of work, and the town of Chuyang with 2007 and 2008."
    ),
    example="taizhang demo",
)
@click.option("--seed", default=20080512, show_default=True, help=_("the same seed gives the same federation"))
@click.option("--small", is_flag=True, help=_("only the county of Shimen, the sample with known figures"))
def demo(seed, small):
    """Load the demonstration."""
    _prepare()
    call_command("demo", seed=seed, small=small)
    chain.seal_all(thorough=True)
