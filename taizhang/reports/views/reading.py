"""The list of reports, a report as a sheet of paper, and what has drifted since it was frozen."""

from dataclasses import replace
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from taizhang.kernel.access import can
from taizhang.reports import queries, rules
from taizhang.reports.models import Report
from taizhang.reports.saying import in_numbers, silent_figures, typed_numbers, unsaid_zeros
from taizhang.ui.known import NOW, chosen_known
from taizhang.ui.pages import page_of
from taizhang.ui.places import here

TONES = {"draft": "grey", "frozen": "blue", "signed": "green", "withdrawn": "amber"}
WHOLE, BARE = "ui/base.html", "reports/_bare.html"  # a whole page, or the part of one that a script asks for
# What is done next with a report in each state, and by which act.
NEXT = {"draft": "reports.freeze", "frozen": "reports.sign", "signed": "", "withdrawn": ""}


def own_report(request, pk):
    """The report, if the user may see it."""
    return get_object_or_404(
        Report.objects.visible_to(request.user).select_related("unit", "replaces", "signature__by"), pk=pk
    )


def as_asked(request, report):
    """As known when the draft is looked at; the draft takes that moment for this page. What is frozen has its own moment."""
    if report.state != Report.State.DRAFT:
        return NOW
    known = replace(chosen_known(request), tree="then")
    report.as_of = known.as_of
    return known


def report_list(request):
    """Reports of the chosen unit and below, the newest first."""
    unit = here(request)
    reports = Report.objects.visible_to(request.user).standing().select_related("unit").defer("body")
    reports = reports.below(unit) if unit is not None else reports
    page = page_of(request, reports)
    return render(request, "reports/report_list.html", {"unit": unit, "page": page, "tones": TONES})


def report_detail(request, pk):
    """The report: outline, paper, evidence. A draft is edited here by those who may."""
    report = own_report(request, pk)
    known = as_asked(request, report)
    said = queries.said_in(report, as_of=known.as_of)
    verdict = can(request.user, "reports.edit", report.unit)
    editable = bool(verdict) and bool(rules.may_edit(report.state)) and report.voided_at is None and not known.day
    context = {
        "report": report,
        "unit": report.unit,
        "known": known,
        "carried": urlencode(known.query),
        "sections": in_numbers(report.body, said),
        "table": [{**row, "cells": [said.get(key) for key in row["cells"]]} for row in report.body.get("table", ())],
        "editable": editable,
        "tone": TONES[report.state],
        "next_act": NEXT[report.state],
        "typed": typed_numbers(report.body)[:12] if report.state == Report.State.DRAFT else [],
        "silent": silent_figures(report.body, said)[:12] if report.state == Report.State.DRAFT else [],
        "unsaid": unsaid_zeros(report) if report.state == Report.State.DRAFT and not known.day else [],
        "count": len(said),
        "following": report.replaced_by.first(),
        "first_key": next(iter(said), ""),
    }
    return render(request, "reports/report_detail.html", context)


def _redefined(report):
    """[(figure, version, where the difference between the two definitions is told)] of figures that are defined otherwise today."""
    rows = []
    for said, code, version in queries.redefined(report):
        query = {"unit": said.chip.unit or report.unit.code, "period": report.period_code, "version_before": version}
        query |= {"known_before": timezone.localtime(report.as_of).date().isoformat()}
        query |= {"nature": said.chip.nature} if said.chip.nature else {}
        rows.append((said, version, f"{reverse('desk:figure_why', args=[code])}?{urlencode(query)}"))
    return rows


def report_drift(request, pk):
    """What the ledger tells differently since the report was frozen, with the records that made the difference."""
    report = own_report(request, pk)
    context = {
        "report": report,
        "unit": report.unit,
        "drifts": queries.drift(report, viewer=request.user),
        "redefined": _redefined(report),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "reports/report_drift.html", {**context, "shell": BARE if part else WHOLE})
