"""How the command line speaks: tables and progress for people, JSON for programs, examples in every help."""

import json
import sys
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from taizhang.organisation.queries import find_unit


class Command(click.Command):
    """A command whose help ends with an example that can be copied."""

    def __init__(self, *args, example="", **kwargs):
        super().__init__(*args, **kwargs)
        self.example = example

    def format_epilog(self, ctx, formatter):
        """The example, as it would be typed."""
        if self.example:
            with formatter.section(_("Example")):
                for line in self.example.strip().splitlines():
                    formatter.write(f"  {line.strip()}\n")  # never broken: it is there to be copied
        super().format_epilog(ctx, formatter)


def ready():
    """There must be a database here, and it must be of this version."""
    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        raise click.ClickException(
            _("There is no Taizhang in %(folder)s yet. Run: taizhang init") % {"folder": settings.TAIZHANG_DATA}
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException(_("The database is of an earlier version. Run: taizhang init (nothing is lost)."))


def migrate():
    """Bring the database up to this version, with its cache table."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def unit_of(text):
    """The unit that is meant by a code or a name, or a sentence."""
    unit = find_unit(text, fragment=False)
    if unit is None:
        raise click.BadParameter(_("There is no unit “%(code)s”.") % {"code": text[:60]}, param_hint="--unit")
    return unit


class Moment(click.ParamType):
    """A day or a moment: `2008-12-31` means the end of that day, `2008-12-31T09:30` that minute."""

    name = "moment"

    def convert(self, value, param, ctx):
        """The moment with its time zone."""
        try:
            if len(value) == 10:
                return timezone.make_aware(datetime.combine(date.fromisoformat(value) + timedelta(days=1), time()))
            said = datetime.fromisoformat(value)
        except (ValueError, OverflowError):
            self.fail(
                _("“%(value)s” is no moment. Write 2008-12-31 or 2008-12-31T09:30.") % {"value": value[:40]}, param, ctx
            )
        return said if timezone.is_aware(said) else timezone.make_aware(said)


# --- out ------------------------------------------------------------------------------------------------------------------------


def say(sentence=""):
    """A line for people, on standard output."""
    click.echo(sentence)


def aside(sentence):
    """A line beside the answer: on the error stream, so that output can be piped."""
    click.echo(sentence, err=True)


def as_json(answer):
    """Data for programs: UTF-8, numbers as numbers, days as ISO."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=_plain))


def _plain(value):
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def table(heads, rows, title=None):
    """A table as wide as the terminal; unabridged when it goes into a file."""
    console = Console(width=None if sys.stdout.isatty() else 160, file=sys.stdout, highlight=False)
    shown = Table(title=title, show_edge=False, pad_edge=False, title_justify="left")
    for head in heads:
        shown.add_column(str(head), overflow="fold")
    for row in rows:
        shown.add_row(*("" if cell is None else str(cell) for cell in row))
    console.print(shown)


@contextmanager
def progress(words):
    """A progress bar on the error stream; hands out `tell(n, of, words)`."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        line = bar.add_task(str(words), total=None)

        def tell(n, of=None, said=""):
            bar.update(line, completed=n, total=of, description=str(said or words))

        yield tell


def file_to_read():
    """An argument that names a file which is there."""
    return click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


def file_to_write():
    """An argument that names a file which will be written."""
    return click.Path(dir_okay=False, writable=True, path_type=Path)
