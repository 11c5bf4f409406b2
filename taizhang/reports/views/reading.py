"""The list of reports, a report as a sheet of paper, and what has drifted since it was frozen."""

from django.shortcuts import get_object_or_404, render

from taizhang.kernel.access import can
from taizhang.reports import queries, rules
from taizhang.reports.models import Report
from taizhang.reports.saying import in_numbers, silent_figures, typed_numbers
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
    said = queries.said_in(report)
    verdict = can(request.user, "reports.edit", report.unit)
    editable = bool(verdict) and bool(rules.may_edit(report.state)) and report.voided_at is None
    context = {
        "report": report,
        "unit": report.unit,
        "sections": in_numbers(report.body, said),
        "table": [{**row, "cells": [said.get(key) for key in row["cells"]]} for row in report.body.get("table", ())],
        "editable": editable,
        "tone": TONES[report.state],
        "next_act": NEXT[report.state],
        "typed": typed_numbers(report.body)[:12] if report.state == Report.State.DRAFT else [],
        "silent": silent_figures(report.body, said)[:12] if report.state == Report.State.DRAFT else [],
        "count": len(said),
        "following": report.replaced_by.first(),
        "first_key": next(iter(said), ""),
    }
    return render(request, "reports/report_detail.html", context)


def report_drift(request, pk):
    """What the ledger tells differently since the report was frozen, with the records that made the difference."""
    report = own_report(request, pk)
    context = {"report": report, "unit": report.unit, "drifts": queries.drift(report, viewer=request.user)}
    part = request.headers.get("HX-Request") == "true"
    return render(request, "reports/report_drift.html", {**context, "shell": BARE if part else WHOLE})
