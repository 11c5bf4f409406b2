"""A checked report as sheets of a workbook: summary, figures, relations, damaged places."""

from django.utils.translation import gettext as _

from . import queries, standings
from .wording import HEDGE_WORDS


def sheets(opened):
    """[(name, heads, rows)] for `ui.sheets`."""
    return [
        (_("Summary"), [_("Item"), _("Content")], _summary(opened)),
        (_("Figures in the report"), _figure_heads(), [_figure_row(opened, claim) for claim in opened.figures]),
        (
            _("Relations"),
            [_("Relation"), _("Holds"), _("Figures of it"), _("Expected"), _("Found"), _("Explanation")],
            [_relation_row(one) for one in opened.relations],
        ),
        (
            _("Damaged places"),
            [_("Place"), _("Text"), _("Damage"), _("Recovered as")],
            [(one["start"], one["quote"], str(one["words"]), one["recovered"]) for one in opened.damage],
        ),
    ]  # fmt: skip


def _summary(opened):
    check, counts = opened.check, opened.check.counts
    rows = [
        (_("Report"), check.name),
        (_("Unit"), check.unit.name),
        (_("Period"), check.period.label() if check.period else _("not compared with the ledger")),
        (_("Checked at"), check.read_at),
        (_("Figures in the report"), counts.get("figures", 0)),
    ]
    rows += [(str(one.label), counts.get(one.code, 0)) for one in standings.STANDINGS]
    rows += [
        (_("Relations within the report"), counts.get("relations", 0)),
        (_("of them broken"), counts.get("broken", 0)),
        (_("Damaged places"), counts.get("damage", 0)),
    ]
    return rows


def _figure_heads():
    return [
        _("No."), _("Section"), _("Quote"), _("Subject"), _("Value"), _("up to"), _("Unit of measure"), _("Hedge"), _("Period"), _("Verdict"),
        _("Ledger"), _("Explanation"), _("Same as last year"), _("Accepted from the report"), _("Place"),
    ]  # fmt: skip


def _figure_row(opened, claim):
    accepted = opened.accepted.get(claim.id)
    return (
        claim.id, claim.heading or claim.section, claim.quote, claim.subject,
        queries.number(claim.value), queries.number(claim.value_high), claim.unit,
        str(HEDGE_WORDS.get(claim.hedge, claim.hedge)), claim.period, str(claim.standing.label),
        queries.number((claim.ledger or {}).get("value")), claim.reason, _("yes") if claim.copied else "",
        accepted.value if accepted else None, claim.start,
    )  # fmt: skip


def _relation_row(relation):
    members = "；".join(member.quote for member in relation.members)
    holds = _("yes") if relation.holds else _("no")
    said = [
        None if one is None else queries.number(one) if not isinstance(one, str) else one
        for one in (relation.expected, relation.found)
    ]
    return (str(relation.words), holds, members, *said, relation.explanation)
