"""The commands under one roof, and the one place where a mistake becomes a sentence and an exit code."""

import errno
import sys
import traceback
from pathlib import Path

import click
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang import __version__
from taizhang.cli import REFUSED, WRONG
from taizhang.cli.anchors import anchors
from taizhang.cli.backup import backup, backup_key, restore
from taizhang.cli.boxes import recount
from taizhang.cli.checking import check
from taizhang.cli.export import export
from taizhang.cli.figures import figure, figures
from taizhang.cli.importing import import_workbook
from taizhang.cli.installation import demo, init, serve, work
from taizhang.cli.reports import report, verify
from taizhang.cli.rotating import rotate_keys
from taizhang.cli.selfcheck import selfcheck
from taizhang.cli.snapshots import publish, rollup
from taizhang.kernel.figures import UnknownFigure
from taizhang.kernel.filters import UnknownFilter
from taizhang.kernel.periods import UnknownPeriod
from taizhang.kernel.sealing import SealBroken
from taizhang.kernel.verdicts import Refused


class Said(click.ClickException):
    """A sentence on the error stream, with its exit code."""

    def __init__(self, sentence, code):
        super().__init__(str(sentence))
        self.exit_code = code

    def show(self, file=None):
        """The sentence alone: no “Error:”, no traceback."""
        click.echo(self.message, err=True, file=file)


class Program(click.Group):
    """A group whose commands never show a traceback to a colleague."""

    def invoke(self, ctx):
        """Run the command; what can go wrong in ordinary life comes out as a sentence."""
        try:
            return super().invoke(ctx)
        except (UnknownFigure, UnknownFilter, UnknownPeriod) as asked_wrongly:
            raise Said(asked_wrongly, WRONG) from None
        except (Refused, SealBroken, ImproperlyConfigured) as refused:
            raise Said(refused, REFUSED) from None
        except DatabaseError as trouble:
            raise Said(_database_words(trouble), REFUSED) from None
        except BrokenPipeError:
            raise
        except OSError as trouble:
            raise Said(_file_words(trouble), REFUSED) from None
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as mistake:
            if settings.DEBUG:
                raise
            raise Said(_kept(mistake), REFUSED) from None


def _file_words(trouble):
    """What is wrong with a file or a disk."""
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("The disk is full. Make room and do it again.")
    said = str(trouble.strerror or trouble)
    return _("%(file)s: %(trouble)s") % {"file": trouble.filename, "trouble": said} if trouble.filename else said


def _kept(mistake):
    """A mistake of the program: what happened goes into a file for whoever mends it, a sentence goes to the colleague."""
    path = Path(settings.TAIZHANG_DATA) / "errors.log"
    with path.open("a", encoding="utf-8") as out:
        out.write(
            f"--- {timezone.now().isoformat()} {' '.join(sys.argv[1:3])}\n{''.join(traceback.format_exception(mistake))}\n"
        )
    path.chmod(0o600)
    return _("This should not have happened (%(mistake)s). Nothing half done was kept; the details are in %(file)s.") % {
        "mistake": type(mistake).__name__, "file": path}  # fmt: skip


def _database_words(trouble):
    reason = str(trouble).strip().splitlines()[0][:300] if str(trouble).strip() else type(trouble).__name__
    return _("The database does not answer as it should: %(reason)s") % {"reason": reason}


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_(
        "Exit codes: 0 done, 1 refused or differences found, 2 asked wrongly, 3 done in part. Data: TAIZHANG_DATA."
    ),
    help=_("Taizhang: a trade union's work is recorded once, and every figure and report derives from those records."),
)
@click.version_option(__version__, prog_name="taizhang")
def program():
    """The commands."""


for command in (
    init,
    serve,
    work,
    demo,
    import_workbook,
    figure,
    figures,
    report,
    verify,
    check,
    selfcheck,
    backup,
    backup_key,
    restore,
    export,
    anchors,
    rotate_keys,
    publish,
    rollup,
    recount,
):
    program.add_command(command)
