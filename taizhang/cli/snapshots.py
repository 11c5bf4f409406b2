"""`taizhang publish` and `taizhang rollup`: facts for those above, and figures over many installations."""

import json
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.cli import speaking
from taizhang.cli.export import at_one_moment
from taizhang.cli.speaking import Command
from taizhang.kernel import signing
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.figures import resolve
from taizhang.kernel.periods import Period
from taizhang.kernel.verdicts import Refused


def _engine():
    """The package needs libraries that an ordinary installation has not."""
    try:
        from taizhang.snapshots import publishing, rolling
    except ImportError as missing:
        raise Refused(
            _("This needs the extra libraries for large scale (%(missing)s): pip install 'taizhang[scale]'")
            % {"missing": missing.name}
        ) from None
    return publishing, rolling


@click.command(
    cls=Command,
    help=_("Publish the facts of a unit and all below it as signed Parquet files, without names, for those who add up many installations."),
    example="taizhang publish /out/chuyang --unit CY00",
)  # fmt: skip
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--unit", "unit_code", metavar="CODE", required=True, help=_("code or name of the unit"))
@click.option("--own", is_flag=True, help=_("only its own lines, without those of the units below"))
@click.option("--as-of", type=speaking.Moment(), metavar="DAY", help=_("as known at this moment"))
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
def publish(folder, unit_code, own, as_of, json_wanted):
    """Publish a snapshot."""
    speaking.ready()
    publishing, _rolling = _engine()
    unit = speaking.unit_of(unit_code)
    with speaking.progress(_("Publishing")) as tell, at_one_moment():  # and nobody who writes has to wait
        manifest = publishing.publish(unit, folder, own=own, as_of=as_of, tell=tell)
    with act(SYSTEM, "work.publish_snapshot", None) as this:
        this.note(unit=unit.name, folder=str(folder), kid=manifest["kid"])
    if json_wanted:
        speaking.as_json(manifest)
        return
    lines = sum(one["rows"] for one in manifest["files"] if one["name"].startswith("facts/"))
    speaking.say(_("%(folder)s: %(lines)s lines of %(unit)s, signed with key no. %(kid)s.") % {
        "folder": folder, "lines": lines, "unit": unit.name, "kid": manifest["kid"]})  # fmt: skip
    speaking.say(_("Whoever rolls it up must trust this public key: %(key)s") % {"key": manifest["key"]})


@click.command(
    cls=Command,
    help=_("Figures over any number of published snapshots, from the same indicators as the ledger's, on DuckDB or on Spark."),
    example="""
        taizhang rollup /in/* --figure AW-16:人数 --figure members.members --period 2026 --trust keys.json
        taizhang rollup /in/* --period 2026 --by-child --spark spark://master:7077
    """,
)  # fmt: skip
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--figure", "codes", multiple=True, metavar="CODE", help=_("which figures; all declared ones if none is named")
)
@click.option(
    "--period", required=True, metavar="PERIOD", help=_("2008, 2008H1, 2008Q2, 2008-05 or 2008-01-01..2008-05-10")
)
@click.option("--by-child", is_flag=True, help=_("and for each unit directly below"))
@click.option(
    "--trust",
    type=speaking.file_to_read(),
    help=_("a file of public keys (JWK set, or one a line) beside this installation's own"),
)
@click.option(
    "--spark", metavar="MASTER", help=_("on Spark: local[4], local-cluster[2,1,1024], spark://…; DuckDB if not given")
)
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
def rollup(folders, codes, period, by_child, trust, spark, json_wanted):
    """Roll snapshots up."""
    speaking.ready()
    _publishing, rolling = _engine()
    indicators = [resolve(code).code for code in codes] or None
    asked = Period.parse(period)
    with speaking.progress(_("Adding up")):
        rolled = rolling.Rollup(rolling.Spark(spark) if spark else rolling.Duck(), folders, _trusted(trust))
        rows = [(rolled.top, rolled.values(indicators or rolling.declared(), asked))]
        if by_child:
            rows += rolled.by_child(indicators or rolling.declared(), asked)
    if json_wanted:
        speaking.as_json([{"unit": top.name, "code": top.code, "figures": _told(found)} for top, found in rows])
        return
    heads = [pgettext("indicator", "Figure"), *[top.name for top, _found in rows]]
    speaking.table(
        heads, [[one.label, *[found[code].text() for _top, found in rows]] for code, one in rows[0][1].items()]
    )


def _told(figures):
    return {
        code: {"number": one.number, "numerator": one.numerator, "denominator": one.denominator}
        for code, one in figures.items()
    }


def _trusted(file):
    """Public keys that may sign: this installation's own, and those of the file."""
    keys = {one["x"] for one in signing.public_keys()["keys"]}
    if file is None:
        return keys
    text = file.read_text(encoding="utf-8")
    try:
        return keys | {one["x"] for one in json.loads(text)["keys"]}
    except (ValueError, KeyError, TypeError):
        return keys | {line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")}
