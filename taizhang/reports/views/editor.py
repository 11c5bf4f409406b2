"""Editing a draft: saving what the editor sends, the evidence of a figure, figures and sentences to insert, and the plain text box."""

import json

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from taizhang.kernel.verdicts import Refused
from taizhang.reports import actions, editing, forms, queries
from taizhang.reports.composing import figure_address
from taizhang.reports.models import Report
from taizhang.reports.saying import found_figures, offered_sentences, typed_numbers
from taizhang.reports.views.reading import BARE, WHOLE, as_asked, own_report
from taizhang.ui.pages import act_page

LONGEST_REQUEST = 2 * 1024 * 1024


@require_POST
def report_save(request, pk):
    """What the editor sends: {edition, sections, new, styles, title, hedging}. Answers with the texts of all figures."""
    report = own_report(request, pk)
    try:
        sent = json.loads(request.body) if len(request.body) <= LONGEST_REQUEST else None
    except ValueError:
        sent = None
    if not isinstance(sent, dict) or not isinstance(sent.get("edition"), int):
        return JsonResponse({"refused": _("The text could not be read; reload the page.")}, status=400)
    try:
        actions.edit(report, by=request.user, **_changes(sent))
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    said = queries.said_in(report)
    return JsonResponse(
        {
            "edition": report.edition,
            "title": report.title_text,
            "texts": {key: one.text for key, one in said.items()},
            "typed": [[heading, words] for heading, words in typed_numbers(report.body)[:12]],
        }
    )


def _changes(sent):
    """The keyword arguments of `actions.edit` that the request holds, each of the type that it must be."""
    kinds = {"edition": int, "sections": list, "new": dict, "styles": dict, "title": str, "hedging": str}
    changes = {key: sent[key] for key, kind in kinds.items() if isinstance(sent.get(key), kind)}
    if isinstance(sent.get("written_on"), str):
        changes["written_on"] = parse_date(sent["written_on"])
    return changes


def report_figure(request, pk, key):
    """The evidence of one figure: its value, its definition, its records."""
    report = own_report(request, pk)
    known = as_asked(request, report)
    said = queries.said_in(report, [key], as_of=known.as_of).get(key)
    if said is None:
        raise Http404
    context = {
        "report": report,
        "unit": report.unit,
        "key": key,
        "said": said,
        "sides": [_side(*side) for side in queries.evidence(report, said.chip, viewer=request.user)],
        "editable": report.state == Report.State.DRAFT and not known.day,
    }
    part = request.headers.get("X-Requested-With") == "fetch"
    return render(request, "reports/report_figure.html", {**context, "part": part, "shell": BARE if part else WHOLE})


def _side(name, code, unit, period, options, trace):
    """One side of a figure for the panel: its records and where all of them stand."""
    return {
        "name": name,
        "trace": trace,
        "count": trace.shown + trace.hidden_count,
        "url": figure_address(code, unit, period, options),
    }


@require_GET
def report_insert(request, pk):
    """Figures whose name contains what was typed, with their value now; empty: those of the skeleton that say something."""
    report = own_report(request, pk)
    found = [_spelled(one) for one in found_figures(report, request.GET.get("q", "").strip()[:60])]
    context = {"report": report, "found": found, "asked": request.GET.get("q", "")}
    return render(request, "reports/report_insert.html", context)


@require_GET
def report_sentences(request, pk):
    """Sentences of the skeleton that have something to say, ready to be added."""
    report = own_report(request, pk)
    offered = [
        {**one, "runs": [_spelled(run) if "chip" in run else run for run in one["runs"]]}
        for one in offered_sentences(report)
    ]
    context = {"report": report, "offered": offered}
    return render(request, "reports/report_sentences.html", context)


def _spelled(one):
    """What the script needs to insert the figure."""
    return {**one, "json": json.dumps(one["chip"], ensure_ascii=False)}


def report_text(request, pk):
    """The draft as plain text, for keyboards, screen readers and browsers without a script."""
    report = own_report(request, pk)
    initial = {
        "edition": report.edition,
        "title": report.title_text,
        "written_on": report.written_on,
        "hedging": report.hedging,
        "text": editing.as_text(report.body, queries.said_in(report)),
    }
    words = {
        "title": _("Edit as plain text"),
        "unit": report.unit,
        "lead": _("Write around the figures; a figure in braces keeps its value whatever you type inside."),
        "button": _("Save"),
        "back": report.get_absolute_url(),
    }
    return act_page(
        request,
        forms.TextForm,
        "ui/act.html",
        words,
        then=lambda data: _save_text(report, request.user, data),
        said=_("Saved."),
        form_kwargs={"initial": initial},
    )


def _save_text(report, user, data):
    sections, new = editing.from_text(report.body, data["text"])
    kept = {key: data[key] for key in ("edition", "title", "written_on", "hedging")}
    return actions.edit(report, by=user, sections=sections, new=new, **kept)
