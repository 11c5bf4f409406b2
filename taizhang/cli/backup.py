"""`taizhang backup`, `restore` and `backup-key`: a copy that only the holder of a key opens, and the way back."""

import sys
from pathlib import Path

import click
import pyrage
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from taizhang.cli import REFUSED, recount, speaking, vault
from taizhang.cli.speaking import Command
from taizhang.kernel import jobs
from taizhang.kernel.verdicts import Refused


class Recipient(click.ParamType):
    """The public half of a key: age1…, or a file that holds such lines."""

    name = "recipient"

    def convert(self, value, param, ctx):
        """The recipients: a list."""
        lines = Path(value).read_text(encoding="utf-8").split() if Path(value).is_file() else [value]
        try:
            return [pyrage.x25519.Recipient.from_str(line) for line in lines if line.startswith("age1")] or self._fail(
                value, param, ctx
            )
        except pyrage.RecipientError:
            return self._fail(value, param, ctx)

    def _fail(self, value, param, ctx):
        self.fail(_("“%(value)s” is no recipient. Make a key with `taizhang backup-key` and give the line age1… here.") % {
            "value": value[:40]}, param, ctx)  # fmt: skip


@click.command("backup-key", cls=Command, help=_("Make a key for backups. Keep the file apart from this machine: without it no backup opens."),
               example="taizhang backup-key /media/stick/taizhang.key")  # fmt: skip
@click.argument("file", type=speaking.file_to_write())
def backup_key(file):
    """Make a key for backups."""
    if file.exists():
        raise Refused(_("%(file)s is there already; a key is never written over.") % {"file": file})
    key = pyrage.x25519.Identity.generate()
    with open(file, "x", encoding="ascii", opener=vault.private) as out:
        out.write(f"# public key: {key.to_public()}\n{key}\n")
    speaking.say(_("The key is in %(file)s. Back up to it with:") % {"file": file})
    speaking.say(f"taizhang backup FILE --to {key.to_public()}")


@click.command(cls=Command, help=_("Back up database, files and keys into one encrypted file, while the desk goes on working."),
               example="taizhang backup /backup/taizhang-2026-11-21.age --to age1…")  # fmt: skip
@click.argument("file", type=speaking.file_to_write())
@click.option("--to", "recipients", metavar="AGE1…", type=Recipient(), required=True, multiple=True, envvar="TAIZHANG_BACKUP_TO",
              help=_("whose key opens it (or a file of such lines); may be given several times"))  # fmt: skip
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
def backup(file, recipients, json_wanted):
    """Back up the installation."""
    speaking.ready()
    with speaking.progress(_("Backing up")) as tell:
        manifest = vault.make(file, [one for several in recipients for one in several], tell)
    (Path(settings.TAIZHANG_DATA) / jobs.LAST_BACKUP).touch()
    size = file.stat().st_size
    if json_wanted:
        speaking.as_json({"file": str(file), "size": size, **manifest})
        return
    speaking.say(_("%(file)s: %(size).1f MB, %(files)s files, %(facts)s lines of the ledger.") % {
        "file": file, "size": size / 1e6, "files": len(manifest["files"]), "facts": manifest["ledger"]["facts"]})  # fmt: skip


@click.command(cls=Command, help=_("Put a backup back into an empty data folder, and check everything. Nothing is written over."),
               example="TAIZHANG_DATA=/srv/taizhang taizhang restore /backup/taizhang-2026-11-21.age --key /media/stick/taizhang.key")  # fmt: skip
@click.argument("file", type=speaking.file_to_read())
@click.option("--key", type=speaking.file_to_read(), required=True, help=_("the file that `taizhang backup-key` wrote"))
def restore(file, key):
    """Put a backup back."""
    _must_be_empty()
    with speaking.progress(_("Restoring")) as tell, vault.Room(Path(settings.TAIZHANG_DATA) / ".restore") as room:
        manifest = vault.open_into(file, _keys(key), room, tell)
        vault.put_in_place(room, manifest)
    speaking.migrate()
    speaking.say(_("Restored: the state of %(moment)s, made by version %(version)s.") % {
        "moment": manifest["made_at"][:16].replace("T", " "), "version": manifest["taizhang"]})  # fmt: skip
    wrong = [one for check in recount.checks() for one in check.find()]
    for one in wrong[:20]:
        speaking.say(f"  - {one}")
    if wrong:
        sys.exit(REFUSED)
    speaking.say(_("The self-check agrees in everything."))


def _must_be_empty():
    """Nothing is ever restored over an installation that is there."""
    if connection.introspection.table_names():
        raise Refused(
            _(
                "There is an installation in %(folder)s already. Restore into an empty folder (TAIZHANG_DATA) and an empty database."
            )
            % {"folder": settings.TAIZHANG_DATA}
        )


def _keys(file):
    try:
        return [
            pyrage.x25519.Identity.from_str(line)
            for line in file.read_text(encoding="utf-8").split()
            if line.startswith("AGE-")
        ]
    except (pyrage.IdentityError, UnicodeDecodeError):
        raise Refused(_("%(file)s holds no key.") % {"file": file}) from None
