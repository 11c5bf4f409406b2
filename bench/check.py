"""A report of fifty pages, read and judged: alone, and against the ledger. Called by bench/run.py."""

import itertools
import tempfile
import time
from pathlib import Path

PAGE = 700  # characters of a page as offices set it: 22 lines of 28, and headings


def paper(pages, out):
    """A Word file of that many pages: the reports of several unions, one after another, as a district strings them together."""
    from taizhang.factcheck.tests.judging.texts import HELD_OUT, TUNED
    from taizhang.word.document import Document, Paragraph, Words
    from taizhang.word.package import write

    reports = [text for _name, text, *_rest in (*TUNED, *HELD_OUT)]
    lines, written = [], 0
    for text in itertools.cycle(reports):
        lines += text.splitlines()
        written += len(text)
        if written >= pages * PAGE:
            break
    write(Document(title="工作总结", blocks=tuple(Paragraph((Words(line),)) for line in lines if line)), out)
    return written


def bench_check(folder, report):
    from taizhang.factcheck import queries
    from taizhang.kernel.models import Unit
    from taizhang.kernel.periods import Period

    street = Unit.objects.order_by("-depth", "path").first().get_parent()
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "report.docx"
        characters = paper(50, out)
        for words, asked in (("alone", {}), ("against the ledger", {"unit": street, "period": Period.year(2023)})):
            start = time.perf_counter()
            _text, result = queries.examine(out.read_bytes(), "report.docx", **asked)
            report.add(
                f"report of 50 pages checked, {words}",
                time.perf_counter() - start,
                "s",
                characters=characters,
                claims=len(result["claims"]),
                relations=len(result["relations"]),
            )
