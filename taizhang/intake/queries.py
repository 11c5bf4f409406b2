"""Looking at workbooks without writing anything, and reading imports that were made."""

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from taizhang.kernel.access import can
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Job
from taizhang.kernel.verdicts import Refused, require

from . import ahead, examination, reading, recognition, storage
from .importers import ENTERING, STATES, Finding
from .models import Batch
from .problems import printed
from .unitbook import UnitBook


@dataclass
class Preview:
    """A workbook that was looked at: what is in it and what would happen."""

    importer: Any
    book: Any
    context: Any
    outcome: Any
    content: bytes
    plan: dict
    at: Any

    @property
    def rows(self):
        return self.outcome.rows

    @property
    def findings(self):
        return self.outcome.findings

    @property
    def counts(self):
        return self.outcome.counts

    @property
    def per_unit(self):
        return self.outcome.per_unit

    @property
    def sheets(self):
        return self.outcome.sheets

    @property
    def fits(self):
        return self.outcome.fits

    @property
    def entering(self):
        """How many rows would enter."""
        return sum(self.counts.get(state, 0) for state in ENTERING)

    @property
    def looked(self):
        """Whether the rows have been read and checked."""
        return self.outcome.looked

    @property
    def can_come_ahead(self):
        """Whether rows that nobody has looked at can be looked at while they are written."""
        return self.importer.piecemeal and ahead.possible()

    def look_through(self):
        """Read and check the rows, if that has not been done."""
        with collector_at_rest():
            for _piece in self._pieces():
                self.context.report(len(self.rows), self.context.of)
        return self

    @contextmanager
    def arriving(self):
        """Inside, the rows for whoever writes them: looked through before, or while those before them are being written."""
        if self.looked:
            yield self.rows
        else:
            with ahead.ahead(self.outcome, self.book, self.context) as pieces:
                yield chain.from_iterable(pieces)

    def _pieces(self):
        return iter(()) if self.looked else examination.through(self.outcome, self.book, self.context)

    def as_json(self, language="zh-hans"):
        """All remarks as the command line prints them, one object each."""
        return [finding.as_json(language) for finding in self.findings]


def importer_of(code):
    """A declared importer by its code."""
    try:
        return registry.importers[code]
    except KeyError:
        raise Refused(_("There is no import of “%(code)s”.") % {"code": code})


def importers_for(user, unit):
    """The importers that the user may use at a unit (or, as administrator, anywhere)."""
    return [importer for importer in registry.importers.values() if can(user, importer.act, unit)]


def preview(importer_code, source, **how):
    """Read and check a workbook: rows, remarks, counts. Takes what `recognise` takes, raises what it raises; writes nothing."""
    return recognise(importer_code, source, **how).look_through()


def recognise(importer_code, source, *, by, unit=None, name="", plan=None, options=None, today=None, progress=None):
    """Open a workbook and recognise its sheets; no row is looked at yet. Raises `limits.Unreadable` or Refused."""
    importer = importer_of(importer_code)
    require(can(by, importer.act, unit))
    at = timezone.now()
    content, name = reading.content_of(source, name)
    book = reading.read(content, name)
    context = examination.Context(
        importer=importer,
        by=by,
        unit=unit,
        today=today or timezone.localdate(),
        options=options or {},
        digest=book.digest,
        progress=progress,
    )
    context.units = UnitBook(importer.units(), within=unit)
    outcome = examination.begin(book, context, _layouts(book, importer, plan or {}))
    return Preview(importer, book, context, outcome, content, plan or {}, at)


@contextmanager
def collector_at_rest():
    """Python's search for circular garbage costs a tenth of a large import, and an import makes none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def preview_batch(batch, *, by, progress=None):
    """Look again at the file of an import, as things stand now."""
    return recognise_batch(batch, by=by, progress=progress).look_through()


def recognise_batch(batch, *, by, progress=None):
    """Open the file of an import again."""
    return recognise(
        batch.importer,
        storage.fetch(batch.digest),
        by=by,
        unit=batch.unit,
        name=batch.file_name,
        plan=batch.plan,
        options=batch.options,
        progress=progress,
    )


def _layouts(book, importer, plan):
    """The layouts that a person corrected by hand: {sheet: {"head": [from, rows], "columns": {"3": "name"}} or None}."""
    layouts = {}
    for sheet in book.sheets:
        if sheet.name not in plan:
            continue
        chosen = plan[sheet.name]
        if chosen is None:
            layouts[sheet.name] = None
            continue
        mapping = {int(at): key for at, key in chosen["columns"].items()}
        layouts[sheet.name] = recognition.by_hand(sheet, importer, mapping, *chosen["head"])
    return layouts


def why_not(report, importer):
    """Why a sheet is not used, as a sentence; empty for a sheet that is."""
    if report["used"]:
        return ""
    reason = report["why_not"]
    if reason == "columns_missing":
        labels = "、".join(importer.labels()[key] for key in report["missing"])
        return _("Columns are missing: %(columns)s.") % {"columns": labels}
    return {
        "no_heads": _("No row of this sheet looks like the heads of such a table."),
        "hidden": _("The sheet is hidden; another one fits."),
        "empty": _("The sheet is empty."),
        "left_out": _("Left out by hand."),
    }.get(reason, "")


def described(sheets, spans=None, unchanged=None):
    """Sheet reports as plain data, for keeping and for pages. `spans`, `unchanged`: the stretches of rows of an examination."""
    out, spans, unchanged = [], spans or {}, unchanged or {}
    for report in sheets:
        layout = report.layout
        out.append(
            {
                "name": report.name,
                "used": report.used,
                "rows": report.rows,
                "why_not": report.why_not,
                "skipped": dict(report.skipped),
                "skipped_rows": report.skipped_rows[:100],
                "head": [layout.head_from, layout.head_rows] if layout else None,
                "missing": layout.missing if layout else [],
                "columns": _columns(layout) if layout else [],
                "blocks": [[block.first_data_row + 1, _columns(block)] for block in report.blocks[1:]],
                "unknown": [list(pair) for pair in layout.unknown] if layout else [],
                "year": layout.year if layout else None,
                "spans": spans.get(report.name, []),
                "unchanged": unchanged.get(report.name, []),
            }
        )
    return out


def _columns(layout):
    return [[match.at, match.key, match.head, match.confidence] for match in layout.matches]


def no_fit(preview_or_reports, importer):
    """The sentence for a workbook of which no sheet can be used."""
    reports = described(preview_or_reports.sheets) if isinstance(preview_or_reports, Preview) else preview_or_reports
    reasons = [f"{report['name']}: {why_not(report, importer)}" for report in reports if report["why_not"] != "empty"][
        :5
    ]
    return _("No sheet of this file can be imported as “%(what)s”. %(reasons)s") % {
        "what": importer.label,
        "reasons": " ".join(reasons),
    }


# --- imports that were made ------------------------------------------------------------------------------------------------


def recent(user):
    """The imports that the user may see, newest first."""
    return Batch.objects.visible_to(user).select_related("unit", "by")


def findings_of(batch):
    """The remarks of an import."""
    return [Finding(*packed) for packed in batch.open_findings()]


def states_by_row(findings):
    """{(sheet, row): state} of the rows with remarks."""
    order = {state: place for place, state in enumerate(("accepted", "repaired", "warned", "rejected"))}
    worst = {}
    for finding in findings:
        place = (finding.sheet, finding.row)
        if order[finding.treatment] >= order.get(worst.get(place), -1):
            worst[place] = finding.treatment
    return {place: "fine" if state == "accepted" else state for place, state in worst.items()}


STATE_TONES = {"fine": "green", "repaired": "blue", "warned": "amber", "rejected": "red", "unchanged": "grey"}


def state_words(state):
    """A state in words."""
    return {
        "fine": _("fine"),
        "repaired": _("repaired"),
        "warned": _("warned"),
        "rejected": _("rejected"),
        "unchanged": _("on file already"),
    }[state]


def summary(batch):
    """[(state, words, tone, count)] for the bar above the grid."""
    return [(state, state_words(state), STATE_TONES[state], count) for state, count in totals(batch.counts)]


def passed_over(report):
    """[(words, count)] of the rows of a sheet that were taken for no data, blank ones aside."""
    kinds = {
        "total": _("totals"),
        "signature": _("signatures"),
        "note": pgettext("rows", "notes"),
        "section": _("section lines"),
        "heads": _("repeated heads"),
        "above": _("above the heads"),
    }
    return [(kinds.get(kind, kind), count) for kind, count in report["skipped"].items() if kind != "blank"]


def reports_of(batch):
    """The sheets of an import with what a reader asks: used or why not, how sure the columns are, what was skipped."""
    importer = importer_of(batch.importer)
    labels, language = importer.labels(), get_language() or "zh-hans"
    heading = {column.key: column.heading(language) for column in importer.columns}
    out = []
    for report in batch.sheets:
        columns = [
            {
                "head": head or _("column %(number)d") % {"number": at + 1},
                "label": heading.get(key, labels.get(key, key)),
                "percent": int(sure * 100),
            }
            for at, key, head, sure in report["columns"]
        ]
        out.append(
            {
                **report,
                "columns": columns,
                "sentence": why_not(report, importer),
                "skipped": passed_over(report),
                "unknown": [head for _at, head in report["unknown"]],
            }
        )
    return out


def per_unit_of(batch):
    """[(unit in words, entering, {state: count})]: what would come in for each unit."""
    rows = []
    for unit, states in batch.per_unit.items():
        entering = sum(states.get(state, 0) for state in ENTERING)
        rows.append((unit or _("no unit"), entering, states.get("rejected", 0), states.get("unchanged", 0)))
    return rows


def totals(counts):
    """[(state, count)] in the order in which people read them, without empty ones except fine."""
    return [(state, counts.get(state, 0)) for state in STATES if counts.get(state) or state == "fine"]


def finding_words(finding):
    """The remark in the reader's language."""
    return printed(finding.problem, finding.params)


def may_undo(user, batch):
    """Verdict: may the user undo this import?"""
    return can(user, "intake.undo", batch.unit) and can(user, importer_of(batch.importer).act, batch.unit)


def job_of(batch):
    """The job that carries an import out, if one was asked for."""
    return Job.objects.filter(pk=batch.job_id).first() if batch.job_id else None


def is_open(batch):
    """Whether an import may still be changed and carried out: not while it is under way, nor once it is written."""
    if batch.state == Batch.State.QUEUED:
        job = job_of(batch)
        return job is not None and job.state == job.State.FAILED
    return batch.state in (Batch.State.LOOKED_AT, Batch.State.FAILED, Batch.State.UNDONE)


def label_of(code):
    """The name of an importer, also of one that is no longer declared."""
    return registry.importers[code].label if code in registry.importers else code
