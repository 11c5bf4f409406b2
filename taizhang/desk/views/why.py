"""Why did it change? A figure between two moments, trees or definitions: the records responsible, with who recorded them and when."""

from datetime import timedelta
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.desk import asked as question
from taizhang.kernel import changes, definitions
from taizhang.ui.figures import nature
from taizhang.ui.known import TREES, Known, chosen_known

PER_PAGE = 50
DAYS = (1, 7, 30, 365)  # what the page offers at a click: since yesterday, a week, a month, a year ago


def figure_why(request, code):
    """The difference of a figure between two ways to look at it, and every record that makes it."""
    asked = question.read(request, code)
    before, after = _before(request), chosen_known(request, "_after")
    declared = asked.indicator
    versions = [question.version_of(declared, request.GET.get(f"version_{side}", "")) for side in ("before", "after")]
    looks = [
        changes.Look(indicator, known.as_of, known.tree)
        for known, (indicator, _version, _trouble) in zip((before, after), versions, strict=True)
    ]
    text = request.GET.get("page", "1")
    change = changes.between(
        *looks,
        asked.unit,
        asked.period,
        viewer=request.user,
        scope=asked.scope,
        where=asked.where,
        page=max(1, int(text)) if text.isdecimal() and len(text) < 8 else 1,
        per_page=PER_PAGE,
    )
    context = {
        "asked": asked,
        "unit": asked.unit,
        "period": asked.period,
        "before": before,
        "after": after,
        "change": change,
        "difference": _difference(change),
        "pages": max(side.pages for side in change.sides),
        "page": max(side.page for side in change.sides),
        "sentence": question.sentence(asked),
        "trees": TREES.items(),
        "definitions": [(row.version, row.seen_at, now) for row, now in definitions.history(declared)],
        "version_before": versions[0][1],
        "version_after": versions[1][1],
        "troubles": [trouble for _indicator, _version, trouble in versions if trouble],
        "repeated": [(name, value) for name, value in _question(asked).items()],
        "figure_page": f"{reverse('desk:figure', args=[asked.indicator.code])}?{urlencode(_question(asked))}",
        "quick": _quick(asked),
        "sides": [(side, [(effect, HOWS[effect.how]) for effect in side.effects]) for side in change.sides],
    }
    return render(request, "desk/figure_why.html", context)


def _before(request):
    """The look from which the change is told; without any, as known a month ago."""
    before = chosen_known(request, "_before")
    names = ("known_before", "tree_before", "version_before", "known_after", "tree_after", "version_after")
    if any(request.GET.get(name) for name in names):
        return before
    return Known(timezone.localdate() - timedelta(30), tree=before.tree, trouble=before.trouble)


def _difference(change):
    """What the figure itself gained; a rate's difference is in points."""
    before, after = change.before.number, change.after.number
    return None if before is None or after is None else after - before


def _question(asked):
    """The question itself, without moments and trees."""
    query = {"unit": asked.unit.code, "period": asked.period.code()}
    query |= {"where": asked.where} if asked.where else {}
    query |= {"scope": "own"} if asked.scope == "own" else {}
    return query | ({"nature": natured} if (natured := nature(asked.indicator)) else {})


def _quick(asked):
    """[(words, address)]: since a day that many days ago; and today's tree against the tree of then."""
    today = timezone.localdate()
    words = {1: _("since yesterday"), 7: _("in a week"), 30: _("in a month"), 365: _("in a year")}
    found = [(words[days], {"known_before": (today - timedelta(days)).isoformat()}) for days in DAYS]
    found.append((_("by the units that moved"), {"tree_before": "then", "tree_after": "now"}))
    return [(said, "?" + urlencode(_question(asked) | query)) for said, query in found]


HOWS = {
    "recorded": gettext_lazy("recorded since"),
    "corrected": gettext_lazy("corrected"),
    "taken_back": gettext_lazy("voided"),
    "moved": gettext_lazy("its union stands elsewhere in the tree"),
    "defined": gettext_lazy("counts by one definition only"),
}
