"""The pages of an import: take a file in, look, set columns, carry out, undo."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from taizhang.kernel import jobs
from taizhang.kernel.access import can
from taizhang.kernel.verdicts import Refused
from taizhang.ui.pages import list_page, page_of
from taizhang.ui.places import chosen_unit, here

from . import actions, grid, queries, workbooks
from .forms import FileForm, SheetForm
from .limits import Unreadable
from .models import Batch

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def batch_list(request):
    """The imports of the units that the user sees."""
    unit = here(request)
    return list_page(
        request,
        queries.recent(request.user),
        "intake/batch_list.html",
        {"unit": unit, "importers": queries.importers_for(request.user, unit)},
    )


def batch_take(request):
    """Hand in a file; it is looked at, and nothing is written."""
    unit = chosen_unit(request) if request.GET.get("unit") or not request.user.is_administrator else here(request)
    importers = queries.importers_for(request.user, unit)
    posted = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    initial = {"importer": request.GET.get("importer") or (importers[0].code if importers else "")}
    form = FileForm(**posted, user=request.user, unit=unit, importers=importers, initial=initial)
    if posted and form.is_valid():
        try:
            return redirect(_take_in(request, form.cleaned_data, unit))
        except (Refused, Unreadable) as refused:
            form.add_error("file", str(refused))
    return render(
        request,
        "intake/batch_take.html",
        {"form": form, "unit": unit, "importers": importers},
        status=422 if form.errors else 200,
    )


def _take_in(request, data, unit):
    options = {"amend": True} if data.get("amend") else {}
    return actions.take_in(
        data["importer"],
        data["file"],
        by=request.user,
        unit=None if data.get("whole") else unit,
        name=data["file"].name,
        options=options,
    )


@require_GET
def batch_detail(request, pk):
    """One import: what was recognised, cell by cell, the counts, and what came of it."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user).select_related("unit", "by"), pk=pk)
    importer = queries.importer_of(batch.importer)
    verdict = can(request.user, importer.act, batch.unit)
    state, sheet = request.GET.get("state", ""), request.GET.get("sheet", "")
    context = {
        "batch": batch,
        "unit": batch.unit,
        "importer": importer,
        "verdict": verdict,
        "state": state,
        "totals": queries.summary(batch),
        "reports": queries.reports_of(batch),
        "per_unit": queries.per_unit_of(batch),
        "job": queries.job_of(batch),
        "is_open": queries.is_open(batch),
        "undo_verdict": queries.may_undo(request.user, batch),
    }
    context.update(_grid_context(request, batch, sheet, state, verdict))
    return render(request, "intake/batch_detail.html", context)


def _grid_context(request, batch, sheet, state, verdict):
    """The page of the grid that is asked for, or the sentence why the file cannot be shown."""
    try:
        rows = grid.of(batch, sheet=sheet, state=state, reveal=bool(verdict))
        page = page_of(request, rows, 30) if rows is not None else None
        return {"grid": rows, "page": page, "rows": list(page) if page else []}
    except Unreadable as problem:
        return {"grid": None, "page": None, "rows": [], "unreadable": str(problem)}


def batch_columns(request, pk):
    """Set by hand which column is what, sheet by sheet, and look again."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user).select_related("unit"), pk=pk)
    verdict = can(request.user, queries.importer_of(batch.importer).act, batch.unit)
    data = request.POST if request.method == "POST" else None
    try:
        sheets = [
            SheetForm(data, batch=batch, report=report, prefix=f"sheet{at}")
            for at, report in enumerate(batch.sheets)
            if report["why_not"] != "empty"
        ]
    except Unreadable as problem:
        messages.error(request, str(problem))
        return redirect(batch)
    error = ""
    valid = [form.is_valid() for form in sheets]  # every form is asked, so that every error is shown
    if data is not None and all(valid):
        try:
            if not verdict:
                raise Refused(verdict.reason)
            actions.arrange(batch, by=request.user, plan={form.report["name"]: form.plan() for form in sheets})
            return redirect(batch)
        except (Refused, Unreadable) as refused:
            error = str(refused)
    context = {"batch": batch, "unit": batch.unit, "sheets": sheets, "verdict": verdict, "error": error}
    return render(request, "intake/batch_columns.html", context, status=422 if data is not None else 200)


@require_POST
def batch_run(request, pk):
    """Ask for the import to be carried out."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user), pk=pk)
    try:
        actions.ask(batch, by=request.user)
    except (Refused, Unreadable) as refused:
        messages.error(request, str(refused))
    return redirect(batch)


@require_GET
def batch_progress(request, pk):
    """How far the import is; the page asks every second, and is loaded anew when it is through."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user), pk=pk)
    job = queries.job_of(batch)
    done = batch.is_settled or job is None or job.state == job.State.FAILED
    answer = render(
        request,
        "intake/batch_progress.html",
        {"batch": batch, "progress": jobs.progress(job) if job else None, "done": done},
    )
    if done and request.htmx:
        answer["HX-Refresh"] = "true"
    return answer


def batch_undo(request, pk):
    """Take a whole import back, after a page that says what that means."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user).select_related("unit"), pk=pk)
    verdict, error = queries.may_undo(request.user, batch), ""
    if request.method == "POST":
        try:
            actions.undo(batch, by=request.user)
            messages.success(request, _("The import was undone; what it had written no longer counts."))
            return redirect(batch)
        except Refused as refused:
            error = str(refused)
    return render(
        request,
        "intake/batch_undo.html",
        {"batch": batch, "unit": batch.unit, "verdict": verdict, "error": error},
        status=422 if error else 200,
    )


@require_GET
def batch_rejected(request, pk):
    """The rejected rows with their reasons, to correct and hand in again."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user).select_related("unit"), pk=pk)
    try:
        content = workbooks.rejected(queries.preview_batch(batch, by=request.user), get_language() or "zh-hans")
    except (Refused, Unreadable) as refused:
        messages.error(request, str(refused))
        return redirect(batch)
    stem = batch.file_name.rsplit(".", 1)[0]
    return _download(content, _("%(file)s – rejected rows") % {"file": stem})


@require_GET
def importer_template(request, code):
    """The empty workbook of an importer."""
    try:
        importer = queries.importer_of(code)
    except Refused:
        raise Http404
    return _download(workbooks.template(importer, get_language() or "zh-hans"), str(importer.label))


def _download(content, name):
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return answer
