"""Imports: hand in a workbook, read what would happen and why rows are rejected, carry it out, see how far it is."""

import hashlib
import re
from typing import Annotated, Literal

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from taizhang.api import paging
from taizhang.api.asking import Asked, Code, Key, Text, unit_of, visible_units
from taizhang.api.bearer import by_token
from taizhang.api.once import once
from taizhang.api.paging import Paged
from taizhang.api.problems import Problem, not_valid
from taizhang.api.resources.entries import IdempotencyKey
from taizhang.api.resources.units import UnitName, named
from taizhang.intake import actions, queries
from taizhang.intake.limits import FILE_SIZE, Unreadable
from taizhang.intake.models import Batch
from taizhang.kernel import jobs, sealing
from taizhang.kernel.access import can
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import within

router = Router(tags=["imports"])
READ, WRITE = by_token("imports:read"), by_token("imports:write")
Workbook = File(..., description="Excel (.xlsx, .xls), .ods, or CSV.")
NUMBER = re.compile(r"\d{10,18}[Xx]?")
UNDER_WAY = (Batch.State.QUEUED, Batch.State.RUNNING, Batch.State.IMPORTED)


class Importer(Schema):
    """A kind of workbook that can be handed in at the unit."""

    code: str
    label: str
    columns: list[str]
    required: list[str]


class Importers(Schema):
    """The kinds of workbook that the token may hand in."""

    items: list[Importer]


class Progress(Schema):
    """How far the job is that carries an import out."""

    state: str
    state_label: str
    percent: int
    words: str
    problem: str


class Import(Schema):
    """An import: what was recognised, how many rows are in which state, and what came of it. `open`: it may still be confirmed."""

    id: int
    importer: str
    label: str
    unit: UnitName
    file: str
    state: str
    state_label: str
    open: bool
    rows: int
    entering: int
    counts: dict[str, int]
    sheets: list[dict]
    problem: str
    made_at: str
    imported_at: str | None
    undone_at: str | None
    job: Progress | None
    page: str


class ImportPage(Schema):
    """A page of imports; `next` is the cursor of the page after it."""

    items: list[Import]
    next: str | None


class Remark(Schema):
    """Why a row is rejected, or what was repaired in it. Numbers of persons are masked."""

    sheet: str
    row: int
    column: str
    treatment: str
    problem: str
    sentence: str


class Remarks(Schema):
    """A page of remarks on the rows of an import."""

    items: list[Remark]
    next: str | None


class ImportsAsked(Paged):
    """Which imports."""

    unit: Annotated[Text, Field(max_length=40)] = ""
    importer: Annotated[Text, Field(max_length=40)] = ""


class RemarksAsked(Paged):
    """Which remarks."""

    treatment: Literal["rejected", "warned", "repaired", "accepted", "all"] = "rejected"


class ImportGiven(Asked):
    """What the file brings, and for which unit."""

    importer: Code
    unit: Code
    amend: bool = False


@router.get("/importers", response=Importers, **READ(gettext_lazy("What can be imported")))
def list_importers(request, asked: Query[ImportsAsked]):
    """The kinds of workbook that may be handed in for a unit, with the heads of their columns."""
    unit = unit_of(request, asked.unit)
    language = get_language() or "zh-hans"
    return {
        "items": [
            {
                "code": one.code,
                "label": str(one.label),
                "columns": [column.heading(language) for column in one.columns],
                "required": [column.heading(language) for column in one.columns if column.required],
            }
            for one in queries.importers_for(request.user, unit)
        ]
    }


@router.get("/imports", response=ImportPage, **READ(gettext_lazy("Imports, the newest first")))
def list_imports(request, asked: Query[ImportsAsked]):
    """Imports for a unit and for everything below it."""
    unit = unit_of(request, asked.unit)
    found = _seen(request).filter(within([unit.path], "unit__path"))
    found = found.filter(importer=asked.importer) if asked.importer else found
    found, following = paging.page(found, asked, "-id")
    return {"items": [_shown(request, one) for one in found], "next": following}


@router.get("/imports/{id}", response=Import, **READ(gettext_lazy("One import")))
def read_import(request, id: Path[Key]):
    """What was recognised in the file, what would happen or has happened, and how far the job is."""
    return _shown(request, _found(request, id))


@router.get("/imports/{id}/remarks", response=Remarks, **READ(gettext_lazy("Rejected rows and why")))
def list_remarks(request, id: Path[Key], asked: Query[RemarksAsked]):
    """The remarks on the rows, the rejected ones unless told otherwise. `row` counts as the workbook does, from 1."""
    remarks = queries.findings_of(_found(request, id))
    if asked.treatment != "all":
        remarks = [one for one in remarks if one.treatment == asked.treatment]
    shown, following = paging.sliced(remarks, asked)
    return {"items": [_remark(one) for one in shown], "next": following}


@router.post("/imports", response={201: Import}, **WRITE(gettext_lazy("Hand in a workbook")))
def take_import(
    request, given: Form[ImportGiven], response: HttpResponse, file: UploadedFile = Workbook, key: str = IdempotencyKey
):
    """The workbook is looked at and nothing is written: the answer says how many rows would enter; confirm it to carry it out."""
    unit = unit_of(request, given.unit, place="body")
    if given.importer not in registry.importers:
        raise not_valid("importer", _("There is no import of “%s”.") % given.importer, place="body")
    _require(request, registry.importers[given.importer].act, unit)
    if file.size > min(FILE_SIZE, settings.TAIZHANG_UPLOAD_MAX_BYTES):
        raise not_valid("file", _("The file is too large; please split it."), place="body")
    content = {**given.dict(), "name": file.name, "file": _digest(file)}
    batch, again = once(
        request, key, content, lambda: _take_in(request, unit, given, file), lambda pk: _found(request, pk)
    )
    if again:
        response["Idempotency-Replayed"] = "true"
    return Status(201, _shown(request, batch))


@router.post("/imports/{id}/confirm", response={202: Import}, **WRITE(gettext_lazy("Carry an import out")))
def confirm_import(request, id: Path[Key]):
    """Ask for the import to be carried out in the background; asked again, it tells how far it is."""
    batch = _found(request, id)
    _require(request, queries.importer_of(batch.importer).act, batch.unit)
    if batch.state not in UNDER_WAY or queries.is_open(batch):
        batch = actions.ask(batch, by=request.user)
    return Status(202, _shown(request, _found(request, batch.pk)))


def _require(request, code, unit):
    verdict = can(request.user, code, unit)
    if not verdict:
        raise Problem("refused", verdict.reason)


def _take_in(request, unit, given, file):
    options = {"amend": True} if given.amend else {}
    try:
        return actions.take_in(given.importer, file, by=request.user, unit=unit, name=file.name, options=options)
    except Unreadable as problem:
        raise not_valid("file", str(problem), place="body") from None


def _digest(file):
    """The hash of the file; it is left at its beginning."""
    file.seek(0)
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def _seen(request):
    """Imports that the pages show, of units that the token sees."""
    seen = queries.recent(request.user)
    return seen.filter(unit__in=visible_units(request))


def _found(request, pk):
    batch = _seen(request).filter(pk=pk).first()
    if batch is None:
        raise Http404(_("There is no import %d that you may see.") % pk)
    return batch


def _remark(one):
    return {
        "sheet": one.sheet,
        "row": one.row,
        "column": one.field,
        "treatment": one.treatment,
        "problem": one.problem,
        "sentence": NUMBER.sub(lambda found: sealing.mask_id(found[0]), queries.finding_words(one)),
    }


def _shown(request, batch):
    return {
        "id": batch.pk,
        "importer": batch.importer,
        "label": str(batch.label),
        "unit": named(batch.unit),
        "file": batch.file_name,
        "state": batch.state,
        "state_label": str(batch.get_state_display()),
        "open": queries.is_open(batch),
        "rows": batch.rows,
        "entering": batch.entering,
        "counts": batch.counts,
        "sheets": [_sheet(report, batch) for report in batch.sheets],
        "problem": batch.problem,
        "made_at": batch.made_at.isoformat(),
        "imported_at": batch.imported_at.isoformat() if batch.imported_at else None,
        "undone_at": batch.undone_at.isoformat() if batch.undone_at else None,
        "job": _progress(queries.job_of(batch)),
        "page": request.build_absolute_uri(batch.get_absolute_url()),
    }


def _sheet(report, batch):
    """A sheet: whether it is used, or why not."""
    importer = registry.importers.get(batch.importer)
    why = queries.why_not(report, importer) if importer else ""
    return {"name": report["name"], "used": report["used"], "rows": report["rows"], "why_not": str(why)}


def _progress(job):
    if job is None:
        return None
    said = jobs.progress(job)
    return {
        "state": job.state,
        "state_label": str(job.get_state_display()),
        "percent": said["percent"],
        "words": str(said["words"]),
        "problem": job.problem,
    }
