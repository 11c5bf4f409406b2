"""`taizhang recount`: count a published ballot box anew. No installation is needed; it is the script that voters download."""

import sys

import click
from django.utils.translation import gettext as _

from taizhang.ballots import recount as script
from taizhang.cli import REFUSED, speaking
from taizhang.cli.speaking import Command
from taizhang.kernel.verdicts import Refused


@click.command(cls=Command, help=_("Count a published ballot box anew, or find a receipt in it. It asks no database."),
               example="taizhang recount box.jsonl --hash 9f2c…")  # fmt: skip
@click.argument("box", type=speaking.file_to_read())
@click.option("--hash", "published", metavar="SHA256", help=_("the published hash: another box is refused"))
@click.option("--find", "code", metavar="CODE", help=_("show the line that this receipt code belongs to"))
def recount(box, published, code):
    """Recount a box."""
    counted = script.result(box)
    if published and counted[0] != published.strip().lower():
        raise Refused(_("This is not the box that was published: the hashes differ."))
    if code:
        sys.exit(script.find(box, code))
    script.show(box)
    sys.exit(0 if counted[2] else REFUSED)
