"""`taizhang anchors`: anchors of the chain of hashes leave the house, and later the chain must still lead through them."""

import json
import sys
from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang import __version__
from taizhang.cli import REFUSED, speaking
from taizhang.cli.speaking import Command
from taizhang.kernel import chain, check_chain, signing
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.verdicts import Refused

FORMAT = "taizhang-anchors/1"


@click.group(
    help=_("Anchors of the chain of hashes over acts and ledger: export them, and check the chain against them.")
)
def anchors():
    """The commands about anchors."""


@anchors.command(cls=Command, help=_("Write the last link of every day into a signed file. Keep it outside: with the auditor or the level above."),
                 example="taizhang anchors export anchors-2026-11.json")  # fmt: skip
@click.argument("file", type=speaking.file_to_write())
@click.option("--plain", is_flag=True, help=_("without a signature"))
def export(file, plain):
    """Export anchors."""
    speaking.ready()
    chain.seal_all(thorough=True)
    found = chain.anchors()
    if not found:
        raise Refused(_("Nothing was done here yet: there is nothing to anchor."))
    kept = {"format": FORMAT, "version": __version__, "made_at": timezone.now().isoformat(), "anchors": found}
    if not plain:
        kid = signing.newest_kid()
        key = next(one for one in signing.public_keys()["keys"] if one["kid"] == kid)
        kept |= {"kid": kid, "key": key["x"], "signature": signing.sign(signed_text(found))}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    with act(SYSTEM, "work.anchor", None) as this:
        this.note(file=file.name, position=found[-1]["position"], link=found[-1]["link"])
    speaking.say(_("%(number)s anchors written to %(file)s; the head is link %(position)s: %(link)s") % {
        "number": len(found), "file": file, "position": found[-1]["position"], "link": found[-1]["link"]})  # fmt: skip


def signed_text(found):
    """What the signature is made over."""
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@anchors.command(cls=Command, help=_("Does the chain still lead through the anchors of this file? Exit code 1 if not."),
                 example="taizhang anchors check anchors-2026-11.json")  # fmt: skip
@click.argument("file", type=speaking.file_to_read())
def check(file):
    """Check anchors."""
    speaking.ready()
    kept = read(file)
    found = [str(one) for one in chain.misfits(kept["anchors"])]
    if "signature" not in kept:
        speaking.say(_("The file is not signed."))
    elif not signing.is_genuine_by(kept["key"], signed_text(kept["anchors"]), kept["signature"]):
        found.append(_("The signature of the file is not genuine."))
    elif kept["key"] not in {one["x"] for one in signing.public_keys()["keys"]}:
        speaking.say(_("The file was signed with a key that this installation does not have."))
    for sentence in found:
        speaking.say(sentence)
    if found:
        sys.exit(REFUSED)
    speaking.say(_("The chain leads through all %(number)s anchors.") % {"number": len(kept["anchors"])})


def read(file):
    """The content of a file of anchors."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        kept = {}
    if not isinstance(kept, dict) or kept.get("format") != FORMAT:
        raise Refused(_("%(file)s is no file of anchors.") % {"file": file})
    return kept


@anchors.command(cls=Command, help=_("Write the links of the chain alone, one a line: they tell nothing about anybody, and anybody can check them."),
                 example="taizhang anchors dump chain.jsonl")  # fmt: skip
@click.argument("file", type=speaking.file_to_write())
def dump(file):
    """Dump the chain."""
    speaking.ready()
    chain.seal_all(thorough=True)
    number = 0
    with file.open("w", encoding="utf-8") as out:
        for number, link in enumerate(chain.dump(), 1):  # noqa: B007  counted
            out.write(json.dumps(link) + "\n")
    speaking.say(_("%(number)s links written to %(file)s.") % {"number": number, "file": file})


@anchors.command(cls=Command, help=_("Write the script that checks an open export or a dump of the chain without this program."),
                 example="taizhang anchors script check_chain.py")  # fmt: skip
@click.argument("file", type=speaking.file_to_write())
def script(file):
    """The standalone script."""
    file.write_bytes(Path(check_chain.__file__).read_bytes())
    speaking.say(
        _("Written to %(file)s. Start it with: python3 %(file)s export.zip --anchors anchors.json") % {"file": file}
    )
