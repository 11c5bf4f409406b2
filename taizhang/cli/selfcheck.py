"""`taizhang selfcheck`: does everything still agree? The ledger with the records, the files with their hashes, the
figures with a second count.
"""

import sys

import click
from django.utils.translation import gettext as _

from taizhang.cli import REFUSED, recount, speaking
from taizhang.cli.speaking import Command
from taizhang.kernel import acts, rollups
from taizhang.members import kept


@click.command(
    cls=Command,
    help=_(
        "Recompute the figures from the records and compare; look at triggers, tree and files. Exit code 1 on any difference."
    ),
    example="taizhang selfcheck --json",
)
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
@click.option(
    "--repost",
    metavar="WHY",
    help=_("first post anew what the ledger does not say as the records do, for this reason (after an upgrade)"),
)
@click.option(
    "--roll-up",
    "roll_up",
    is_flag=True,
    help=_("first make anew what is derived: roll-ups, headcounts, the index of names"),
)
def selfcheck(json_wanted, repost, roll_up):
    """Does everything agree?"""
    speaking.ready()
    if repost:
        number = acts.repost(repost)
        if not json_wanted:
            speaking.say(_("Posted anew: %(number)s records") % {"number": number})
    if roll_up:
        rollups.rebuild()
        kept.make_anew()
    answers = []
    with speaking.progress(_("Checking")) as tell:
        for n, check in enumerate(recount.checks()):
            tell(n, len(recount.CHECKS), check.label())
            answers.append((check, list(check.find())))
    if json_wanted:
        speaking.as_json({"agrees": not any(found for _check, found in answers), "checks": [
            {"check": check.code, "label": str(check.label()), "looked_at": check.looked_at(), "differences": [str(one) for one in found]}
            for check, found in answers]})  # fmt: skip
    else:
        _tell(answers)
    if any(found for _check, found in answers):
        sys.exit(REFUSED)


def _tell(answers):
    for check, found in answers:
        mark = _("agrees") if not found else _("%(number)s differences") % {"number": len(found)}
        speaking.say(f"{check.label()}: {mark} ({check.looked_at()})")
        for one in found[:20]:
            speaking.say(f"  - {one}")
