"""What stands behind one figure of a report: figures of the ledger with their records, and what the phrase may mean."""

from datetime import datetime, time, timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

from django.db.models import Max
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from taizhang.kernel import ledger, reading
from taizhang.kernel.figures import UnknownFigure, resolve
from taizhang.kernel.filters import UnknownFilter
from taizhang.kernel.models import Unit, within
from taizhang.kernel.periods import Period, UnknownPeriod
from taizhang.ui.figures import address

from . import queries

RECORDS = 6
SUGGESTIONS = 5
AROUND = 90  # characters shown on either side of a claim
DAYS_BACK = 12  # so many days on which the figure's records were posted are tried for the report's number


def figures_behind(check, claim, *, viewer):
    """The figures that the verdict rests on, each with its value of now, its page and the first records behind it.

    Only figures of units that the viewer reads; a verdict that was given on others keeps its sentence and shows no door.
    """
    return [
        found
        for item in claim.evidence
        if item.get("type") == "figure" and (found := _figure(check, claim, item, viewer))
    ]


def _figure(check, claim, item, viewer):
    unit = _unit(check, item.get("unit"), viewer)
    if unit is None or check.period is None:
        return None
    options = {"scope": item.get("scope") or "subtree", "where": item.get("where") or item.get("filter") or ""}
    nature = item.get("nature") or ""
    try:
        period = Period.parse(item["period"]) if item.get("period") else check.period
        indicator = resolve(item["code"], nature or None)
        value = ledger.value(indicator, unit, period, **options)
        trace = ledger.trace(indicator, unit, period, viewer=viewer, per_page=RECORDS, **options)
    except (UnknownFigure, UnknownFilter, UnknownPeriod, KeyError):
        return None
    return SimpleNamespace(
        label=item.get("label") or indicator.label, figure=value, then=queries.number(item.get("value")), unit=unit, period=period,
        url=address(indicator.code, unit, period, options["scope"], options["where"], nature), lines=trace.lines,
        more=trace.shown + trace.hidden_count - len(trace.lines), where=options["where"], alternative=item.get("of") == "alternative",
        **_why(check, claim, value, unit, period, options, nature),
    )  # fmt: skip


def _why(check, claim, value, unit, period, options, nature):
    """{why: the page that says why the figure changed, said_on: the last day on which the ledger said what the report says}.

    Only where the figure differs from the report. If the ledger never said the report's number, the page begins at the day after the period.
    """
    said = queries.number(claim.value)
    if said is None or value.number is None or said == value.number:
        return {"why": "", "said_on": None}
    day = _said_on(value.indicator, unit, period, options, said)
    query = {"unit": unit.code, "period": period.code(), "known_before": (day or period.until).isoformat()}
    query |= {"where": options["where"]} if options["where"] else {}
    query |= {"scope": "own"} if options["scope"] == "own" else {}
    query |= {"nature": nature} if nature else {}
    try:
        return {"why": f"{reverse('desk:figure_why', args=[value.code])}?{urlencode(query)}", "said_on": day}
    except NoReverseMatch:  # an installation without the desk
        return {"why": "", "said_on": None}


def _said_on(indicator, unit, period, options, said):
    """The latest day at whose end the ledger said the report's number; None if it never did on the days tried."""
    edge = None
    for _attempt in range(DAYS_BACK):
        day = _posted_before(indicator, unit, period, options, edge)
        if day is None:
            return None
        edge = timezone.make_aware(datetime.combine(day, time()))
        end = timezone.make_aware(datetime.combine(day + timedelta(1), time()))
        if ledger.value(indicator, unit, period, **options, as_of=end).number == said:
            return day
    return None


def _posted_before(indicator, unit, period, options, edge):
    """The latest day, before the edge, on which a line of the figure was posted."""
    asked, latest = reading.Question(unit, period, options["scope"]), []
    for term in (*indicator.numerator, *indicator.denominator):
        facts = reading.term_facts(term, asked)
        facts = facts.filter(posted_at__lt=edge) if edge else facts
        latest.append(facts.aggregate(last=Max("posted_at"))["last"])
    latest = [moment for moment in latest if moment]
    return timezone.localdate(max(latest)) if latest else None


def _unit(check, code, viewer):
    if not code or code == check.unit.code:
        return check.unit
    return Unit.objects.filter(within(viewer.paths()), code=code).first()


def suggested(check, claim):
    """What the phrase may mean, best first; the meaning that was used is marked."""
    used = claim.link or {}
    found = []
    for one in claim.suggestions[:SUGGESTIONS]:
        is_used = all((one.get(key) or "") == (used.get(key) or "") for key in ("code", "where", "nature")) and bool(
            used
        )
        found.append(
            SimpleNamespace(
                **{"where": "", "nature": "", "label": one["code"], "value": None, "score": 0, **one, "used": is_used}
            )
        )
    return found


def sentence_around(text, claim):
    """(before, the claim, after): the words around a claim, cut at the ends of its paragraph."""
    start = max(text.rfind("\n", 0, claim.start) + 1, claim.start - AROUND)
    line_end = text.find("\n", claim.end)
    end = min(line_end if line_end >= 0 else len(text), claim.end + AROUND)
    before, after = text[start : claim.start].lstrip(), text[claim.end : end].rstrip()
    whole = start == 0 or text[start - 1] == "\n"
    return (
        f"{'' if whole else '…'}{before}",
        text[claim.start : claim.end],
        f"{after}{'' if end >= line_end >= 0 or end == len(text) else '…'}",
    )
