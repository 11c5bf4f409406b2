"""`taizhang figure` and `taizhang figures`: one figure with what stands behind it, all that can be asked, and many at
once.
"""

import sys

import click
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.cli import REFUSED, WRONG, batch, speaking
from taizhang.cli.speaking import Command
from taizhang.kernel import changes, ledger
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.figures import listing
from taizhang.kernel.periods import Period

TRACE_MOST = 100_000
TREES = ("then", "now", "same")


@click.command(
    cls=Command,
    help=_(
        "One figure for a unit and a period: an indicator (members.members) or a catalogue row and column (AW-16:人数)."
    ),
    example="""taizhang figure AW-16:人数 --unit CY00 --period 2008 --trace
               taizhang figure OM-01:单位数 --unit CY00 --period 2008-12-31 --where "类型=企业工会;职工人数>=25" --json""",
)
@click.argument("code")
@click.option("--unit", "unit_code", required=True, metavar="CODE", help=_("unit whose figure it is"))
@click.option(
    "--period",
    required=True,
    metavar="P",
    help=_("2008, 2008H1, 2008Q3, 2008-05, 2008-W07, 2008S, or a day or first..last"),
)
@click.option(
    "--scope",
    type=click.Choice(["subtree", "own"]),
    default="subtree",
    show_default=True,
    help=_("with everything below it, or alone"),
)
@click.option(
    "--where",
    default="",
    metavar="FILTER",
    help=_("only records like 类型=社区工会|机关工会;备注~规模企业;职工人数>=25"),
)
@click.option("--as-of", type=speaking.Moment(), metavar="T", help=_("as it was known at this moment"))
@click.option(
    "--tree",
    type=click.Choice(TREES),
    default="then",
    show_default=True,
    help=_("the tree of that time, of today, or the units that stood in both years"),
)
@click.option("--trace", is_flag=True, help=_("show the records behind it"))
@click.option(
    "--why-since",
    type=speaking.Moment(),
    metavar="T",
    help=_("why it changed since this moment: the records responsible"),
)
@click.option("--why-tree", type=click.Choice(TREES), help=_("why it differs from this tree: the records responsible"))
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
def figure(code, unit_code, period, scope, where, as_of, tree, trace, why_since, why_tree, json_wanted):
    """One figure."""
    speaking.ready()
    unit, span = speaking.unit_of(unit_code), Period.parse(period)
    if why_since or why_tree:
        before = changes.Look(code, why_since or as_of, why_tree or tree)
        after = changes.Look(code, as_of, tree)
        _why(
            changes.between(before, after, unit, span, viewer=SYSTEM, scope=scope, where=where, per_page=TRACE_MOST),
            json_wanted,
        )
        return
    asked = {"scope": scope, "where": where, "as_of": as_of, "tree": tree}
    found = ledger.value(code, unit, span, **asked)
    parts = ("numerator", "denominator") if found.indicator.is_ratio else ("numerator",)
    behind = {
        part: ledger.trace(code, unit, span, viewer=SYSTEM, part=part, per_page=TRACE_MOST, **asked)
        for part in (parts if trace else ())
    }
    if json_wanted:
        speaking.as_json(_data(found, where, scope, behind))
        return
    speaking.say(f"{found.label} · {unit.name} · {span.label()}")
    speaking.say(f"{found.text()} {found.unit_words}".rstrip())
    if found.indicator.is_ratio:
        speaking.say(f"= {found.numerator} / {found.denominator}")
    if found.indicator.words:
        speaking.say(str(found.indicator.words))
    for part, lines in behind.items():
        if len(behind) > 1:
            speaking.say(_("Numerator:") if part == "numerator" else _("Denominator:"))
        _show(lines)


def _why(change, json_wanted):
    """The records that make the difference, side by side of a rate."""
    if json_wanted:
        speaking.as_json({
            "code": change.after.code, "unit": change.after.unit.code, "period": change.after.period.code(),
            "before": change.before.number, "after": change.after.number,
            "sides": [{"side": side.name, "before": side.before, "after": side.after, "difference": side.difference,
                       "effects": [_effect(one) for one in side.effects]} for side in change.sides],
        })  # fmt: skip
        return
    words = {
        "label": change.after.label,
        "unit": change.after.unit.name,
        "before": change.before,
        "after": change.after,
    }
    speaking.say(_("%(label)s, %(unit)s: %(before)s → %(after)s") % words)
    heads = (
        _("Date"),
        _("Unit"),
        pgettext("a record", "Record"),
        _("What"),
        _("Act"),
        _("Posted"),
        _("By"),
        _("Effect"),
    )
    for side in change.sides:
        if len(change.sides) > 1:
            speaking.say(_("Numerator:") if side.name == "numerator" else _("Denominator:"))
        rows = [tuple(_effect(one).values()) for one in side.effects]
        speaking.table(heads, [(*row[:-2], f"{row[-1].normalize():+f}") for row in rows])
        words = {"number": len(rows), "total": f"{side.difference.normalize():+f}"}
        speaking.say(_("%(number)s records, together %(total)s") % words)


def _effect(one):
    return {
        "date": one.occurred_on,
        "unit": one.unit.code,
        "record": f"{one.record_type}/{one.record_id}",
        "title": one.title,
        "act": one.act.code,
        "posted_at": one.act.at.isoformat(timespec="minutes"),
        "by": str(one.act.by or ""),
        "how": one.how,
        "effect": one.effect,
    }


def _data(found, where, scope, behind):
    answer = {
        "code": found.code,
        "label": str(found.label),
        "unit": found.unit.code,
        "unit_name": found.unit.name,
        "period": {"code": found.period.code(), "from": found.period.start, "to": found.period.last_day},
        "scope": scope,
        "where": where,
        "value": found.number,
        "text": found.text(),
        "unit_of_measure": str(found.unit_words),
        "numerator": found.numerator,
        "denominator": found.denominator,
        "definition": str(found.indicator.words),
    }
    for part, lines in behind.items():
        answer["trace" if part == "numerator" else "trace_of_base"] = {
            "total": lines.total,
            "lines": [_line(line) for line in lines.lines],
            "hidden": {"count": lines.hidden_count, "value": lines.hidden_value},
        }
    return answer


def _line(line):
    return {
        "date": line.occurred_on,
        "unit": line.fact.unit.code,
        "record": f"{line.record_type}/{line.record_id}",
        "title": line.title,
        "value": line.value,
        "counts": line.counts,
        "posted_at": line.fact.posted_at,
        "act": line.act.code,
        "about": line.about,
    }


def _show(behind):
    heads = (_("Date"), _("Unit"), pgettext("a record", "Record"), _("What"), _("Adds"))
    rows = [
        (
            line.occurred_on,
            line.fact.unit.name,
            f"{line.record_type}/{line.record_id}",
            line.title,
            f"{line.counts.normalize():f}",
        )
        for line in behind.lines
    ]
    speaking.table(heads, rows)
    speaking.say(
        _("%(number)s lines, together %(total)s") % {"number": len(rows), "total": f"{behind.total.normalize():f}"}
    )


@click.command(
    cls=Command,
    help=_("All figures that can be asked (--list), or the answers to a whole list of questions (--batch)."),
    example="""taizhang figures --list
               taizhang figures --batch questions.csv --out answers.csv""",
)
@click.option("--list", "list_wanted", is_flag=True, help=_("list the figures that are declared"))
@click.option("--batch", "questions", type=speaking.file_to_read(), metavar="IN.csv", help=_(
    "questions with the columns id, catalogue, column, unit, from, to, scope, kind, filter, formula"))  # fmt: skip
@click.option(
    "--out", type=speaking.file_to_write(), metavar="OUT.csv", help=_("where the answers go, with the column value")
)
@click.option("--json", "json_wanted", is_flag=True, help=_("answer in JSON"))
def figures(list_wanted, questions, out, json_wanted):
    """The list of figures, or many figures at once."""
    if questions and not out:
        raise click.UsageError(_("--batch needs --out: the file for the answers."))
    if list_wanted == bool(questions):
        raise click.UsageError(_("Say either --list or --batch IN.csv --out OUT.csv."))
    if list_wanted:
        _list(json_wanted)
        return
    speaking.ready()
    try:
        columns, rows = batch.read(questions)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None
    with speaking.progress(_("Working out the figures")) as tell:
        answered = batch.answer(rows, tell)
    batch.write(out, columns, answered)
    _batch_words(answered, out)


def _batch_words(answered, out):
    failed = [question for question in answered if question.problem]
    for question in failed[:20]:
        words = {"row": question.number, "id": question.cell("id"), "problem": question.problem}
        speaking.aside(_("Row %(row)s (%(id)s): %(problem)s") % words)
    speaking.aside(_("%(number)s figures written to %(file)s.") % {"number": len(answered) - len(failed), "file": out})
    if failed:
        speaking.aside(_("%(number)s rows could not be answered.") % {"number": len(failed)})
        sys.exit(WRONG if len(failed) == len(answered) else REFUSED)


def _list(json_wanted):
    declared = listing()
    if json_wanted:
        speaking.as_json([
            {"code": one.code, "label": str(one.label), "group": str(one.group), "unit": "%" if one.percent else str(one.unit),
             "definition": str(one.words), "aliases": list(one.aliases)}
            for one in declared
        ])  # fmt: skip
        return
    heads = (_("Code of the figure"), pgettext("indicator", "Figure"), _("Unit"), _("Also called"))
    speaking.table(
        heads, [(one.code, one.label, "%" if one.percent else one.unit, " ".join(one.aliases)) for one in declared]
    )
    speaking.say(_("Besides these, every catalogue row and column: AW-16:人数, RB-07:件数, …"))
