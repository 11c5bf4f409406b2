"""Reports: list, read with their figures, fetch as Word files."""

from datetime import date
from typing import Annotated, Literal

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import Path, Query, Router, Schema
from pydantic import Field

from taizhang.api import paging
from taizhang.api.asking import Key, Text, unit_of
from taizhang.api.bearer import by_token
from taizhang.api.paging import Paged
from taizhang.api.problems import Problem
from taizhang.api.resources.units import UnitName, named
from taizhang.kernel.access import can
from taizhang.reports import actions, queries
from taizhang.reports.models import Report
from taizhang.word.download import DOCX, word_response

router = Router(tags=["reports"])
SCOPE = by_token("reports:read")
WORD_FILE = {
    "200": {"description": "The Word file", "content": {DOCX: {"schema": {"type": "string", "format": "binary"}}}}
}


class ReportLine(Schema):
    """A report in a list."""

    id: int
    title: str
    unit: UnitName
    period: str
    kind: str
    state: str
    state_label: str
    version: int
    written_on: date
    signed_on: date | None
    as_of: str | None
    number: str
    page: str


class ReportPage(Schema):
    """A page of reports; `next` is the cursor of the page after it."""

    items: list[ReportLine]
    next: str | None


class ReportFigure(Schema):
    """A figure of a report: what it asks the ledger, and what it prints."""

    key: str
    code: str
    text: str
    words: str


class Block(Schema):
    """A paragraph with its figures printed."""

    kind: str
    text: str


class Section(Schema):
    """A section of a report."""

    number: str
    heading: str
    blocks: list[Block]


class ReportFile(ReportLine):
    """A report with its text and its figures: computed now for a draft, as frozen otherwise."""

    sections: list[Section]
    figures: list[ReportFigure]


class ReportsAsked(Paged):
    """Which reports."""

    unit: Annotated[Text, Field(max_length=40)] = ""
    period: Annotated[Text, Field(max_length=30)] = ""
    state: Literal[("", *Report.State.values)] = ""  # type: ignore[valid-type]


@router.get("/reports", response=ReportPage, **SCOPE(gettext_lazy("Reports, the newest first")))
def list_reports(request, asked: Query[ReportsAsked]):
    """Reports of a unit and of everything below it."""
    found = _readable(request).below(unit_of(request, asked.unit)).defer("body")
    wanted = {"period_code": asked.period, "state": asked.state}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    found, following = paging.page(found, asked, "-written_on", "-id")
    return {"items": [_line(request, one) for one in found], "next": following}


@router.get("/reports/{id}", response=ReportFile, **SCOPE(gettext_lazy("One report")))
def read_report(request, id: Path[Key]):
    """A report with its text and every figure in it."""
    report = _found(request, id)
    said = queries.said_in(report)
    figures = [
        {"key": key, "code": one.chip.code, "text": one.text, "words": str(one.answer.words or "")}
        for key, one in said.items()
    ]
    return {**_line(request, report), "sections": _sections(report, said), "figures": figures}


@router.get(
    "/reports/{id}/word",
    **SCOPE(gettext_lazy("A report as a Word file"), responses=WORD_FILE),
)
def read_word(request, id: Path[Key]):
    """The report after GB/T 9704, every figure in a box of its own. That it was fetched stands in the log."""
    report = _found(request, id)
    verdict = can(request.user, "reports.export", report.unit)
    if not verdict:
        raise Problem("refused", verdict.reason)
    return word_response(report.title_text, actions.export(report, by=request.user))


def _readable(request):
    return Report.objects.visible_to(request.user).standing().select_related("unit")


def _found(request, pk):
    report = _readable(request).filter(pk=pk).first()
    if report is None:
        raise Http404(_("There is no report %d that you may see.") % pk)
    return report


def _line(request, report):
    return {
        "id": report.pk,
        "title": report.title_text,
        "unit": named(report.unit),
        "period": report.period_code,
        "kind": report.skeleton,
        "state": report.state,
        "state_label": str(report.get_state_display()),
        "version": report.version,
        "written_on": report.written_on,
        "signed_on": report.signed_on,
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "number": report.number,
        "page": request.build_absolute_uri(report.get_absolute_url()),
    }


def _sections(report, said):
    return [
        {
            "number": section["number"],
            "heading": section["heading"],
            "blocks": [
                {"kind": block["kind"], "text": block["number"] + _printed(block["runs"])}
                for block in section["blocks"]
            ],
        }
        for section in queries.in_numbers(report.body, said)
    ]


def _printed(runs):
    """The words of a paragraph; a figure that nobody knows any more is a dash."""
    return "".join(run["text"] if "text" in run else run["said"].text if run["said"] else "—" for run in runs)
