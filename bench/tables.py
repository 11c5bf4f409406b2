"""A statistics workbook of all units × 60 columns, beside what XlsxWriter alone takes for as many plain numbers."""

import io
import time

CODES = [
    f"{row}:{column}"
    for row in (*(f"AC-{n:02}" for n in range(1, 15)), "TR-01")
    for column in ("人数", "人次", "场次", "金额")
]


def made(folder):
    """The table's definition, not saved; the period of the bench."""
    from taizhang.kernel.models import Unit
    from taizhang.kernel.periods import Period
    from taizhang.statistics.models import Table

    columns = [{"code": code, "layout": "value", "group": code[:2]} for code in CODES]
    unit = Unit.objects.get(code="B0")
    return Table(pk=1, unit=unit, name="统计表", rows="all", columns=columns), Period.parse("2023")


def limit(rows, columns):
    """Seconds that XlsxWriter takes for so many plain numbers in its constant-memory mode."""
    import xlsxwriter

    start = time.process_time()
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet, shape = book.add_worksheet(), book.add_format({"num_format": "0"})
    for at in range(rows):
        for column in range(columns):
            sheet.write_number(at, column, at * column, shape)
    book.close()
    return time.process_time() - start


def bench_tables(folder, report):
    """The numbers of the table, the workbook, both; a page of it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from taizhang.kernel import rollups
    from taizhang.kernel.acts import SYSTEM
    from taizhang.statistics import printing
    from taizhang.statistics.queries import tables

    rollups.fold()
    table, period = made(folder)
    best = None
    for _ in range(3):
        start, began = time.perf_counter(), time.process_time()
        with CaptureQueriesContext(connection) as asked:
            laid = tables.lay_out(table, period)
        reckoned, busy = time.perf_counter() - start, time.process_time() - began
        content = printing.workbook(laid, base="https://desk.example.org", by=SYSTEM)
        taken, all_busy = time.perf_counter() - start, time.process_time() - began
        if best is None or taken < best[0]:
            best = taken, all_busy, reckoned, busy, len(asked)
    taken, all_busy, reckoned, busy, questions = best
    report.add(
        "statistics workbook, all units × 60 columns",
        taken * 1000,
        "ms",
        cpu=round(all_busy * 1000),
        numbers_ms=round(reckoned * 1000),
        numbers_cpu=round(busy * 1000),
        questions=questions,
        rows=len(laid.shown),
        KB=round(len(content) / 1024),
        xlsxwriter_alone_cpu=round(limit(len(laid.shown), len(CODES)) * 1000),
    )
    table.rows = "children"
    start = time.process_time()
    laid = tables.lay_out(table, period, part=slice(0, 60))
    report.add(
        "statistics table, children × 60 columns", (time.process_time() - start) * 1000, "ms cpu", rows=len(laid.shown)
    )
