"""`manage.py demo`: load the demonstration and print who may sign in. `taizhang demo` calls it."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from taizhang.demo import loading
from taizhang.kernel.manifest import registry

SEED = 20080512


class Command(BaseCommand):
    """Load the demonstration."""

    help = "Load the demonstration: a federation in five levels with three years of work, made up from a seed."

    def add_arguments(self, parser):
        """The seed, and the small form."""
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--small", action="store_true")

    def handle(self, *, seed, small, **_options):
        """Load with a progress bar, then print the accounts."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            line = bar.add_task("", total=None)

            def tell(words, n, of):
                bar.update(line, description=str(words), completed=n, total=of or None)

            loaded = loading.load(seed=seed, small=small, tell=tell)
        self._tell(loaded)

    def _tell(self, loaded):
        words = {name: loaded.rows.get(name, 0) for name in ("units", "members", "entries")}
        self.stdout.write(_("%(units)s units, %(members)s members, %(entries)s entries came in by workbook.") % words)
        self.stdout.write(_("The workbooks: %(folder)s") % {"folder": loaded.workbooks})
        self.stdout.write(_("The annual report: %(file)s") % {"file": loaded.report})
        table = Table(
            title=_("Accounts (these passwords are printed once and kept nowhere)"),
            title_justify="left",
            show_edge=False,
        )
        for head in (_("User name"), _("Password"), pgettext("demo", "Role"), _("Unit")):
            table.add_column(str(head), no_wrap=True)
        for account in loaded.accounts:
            role = registry.roles.get(account.role)
            table.add_row(
                account.username, account.password, str(role.label) if role else _("administrator"), account.unit or "—"
            )
        Console(file=self.stdout._out, width=110).print(table)
