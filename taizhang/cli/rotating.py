"""`taizhang rotate-keys`: a new key for what is sealed, while everybody works."""

import time

import click
from django.utils.translation import gettext as _

from taizhang.cli import speaking
from taizhang.cli.speaking import Command
from taizhang.kernel import rekeying, sealing
from taizhang.kernel.acts import SYSTEM, act

SETTLED = 2  # seconds until every process has looked at the key file again (`sealing.keys` does so once a second)


@click.command(
    "rotate-keys",
    cls=Command,
    help=_(
        "Make a new key for sealed data and seal everything on file with it, while everybody works; then forget the old key."
    ),
    example="""
        taizhang rotate-keys --why "yearly"
        taizhang rotate-keys --resume
    """,
)
@click.option("--why", default="", metavar="WORDS", help=_("the reason, for the log"))
@click.option("--resume", is_flag=True, help=_("no new key: go on where a change of keys was broken off"))
@click.option(
    "--keep-old", is_flag=True, help=_("leave the old key in the key file, to be forgotten at the next change")
)
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
def rotate_keys(why, resume, keep_old, json_wanted):
    """Change the sealing key."""
    speaking.ready()
    number = sealing.keys().current if resume else sealing.rotate_keys()
    with speaking.progress(_("Sealing anew")) as tell:
        resealed = rekeying.reseal(tell)
        if not keep_old:
            time.sleep(SETTLED)
            resealed += rekeying.reseal(tell)
    forgotten = [] if keep_old else rekeying.drop_old_keys()
    with act(SYSTEM, "work.rotate_keys", None) as this:
        this.note(why=why, key=number, resealed=resealed, forgotten=forgotten)
    if json_wanted:
        speaking.as_json({"key": number, "resealed": resealed, "forgotten": forgotten})
        return
    speaking.say(_("Key no. %(number)s seals now; %(resealed)s values and files were sealed anew.") % {
        "number": number, "resealed": resealed})  # fmt: skip
    if forgotten:
        speaking.say(_("Forgotten: key no. %(numbers)s. Backups made before hold the old keys in themselves and still open.") % {
            "numbers": ", ".join(map(str, forgotten))})  # fmt: skip
