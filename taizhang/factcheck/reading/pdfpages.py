"""The text of a PDF, written to standard output: `python pdfpages.py FILE CHARACTERS`. Ends with 3 for a password, 4 for damage.

A program of its own, so that a hostile file meets limits of memory and time and takes nobody with it. Running heads and page numbers,
the lines that repeat at the edges of pages, are left out.
"""

import re
import sys
from collections import Counter

import pypdfium2


def main(path, limit):
    """Read the pages and write them, lines as they stand."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as problem:
        return 3 if "assword" in str(problem) else 4
    pages, size = [], 0
    for number in range(len(document)):
        text = _page(document, number)
        size += len(text)
        pages.append([line.rstrip() for line in re.split(r"\r\n?|\n", text)])
        if size > limit:
            break
    edges = _running_heads(pages)
    lines = [line for page in pages for at, line in enumerate(page) if not _is_edge(page, at, edges)]
    sys.stdout.buffer.write("\n".join(lines).encode("utf-8", "replace"))
    return 0


def _page(document, number):
    try:
        return document[number].get_textpage().get_text_range()
    except Exception:
        return ""


def _shape(line):
    return re.sub(r"\d+", "0", line.strip())


def _running_heads(pages):
    """What stands first or last on more than half of the pages."""
    if len(pages) < 3:
        return set()
    counted = Counter(_shape(line) for page in pages for line in {*page[:1], *page[-1:]} if line.strip())
    return {shape for shape, times in counted.items() if times > len(pages) / 2}


def _is_edge(page, at, edges):
    at_edge = at in (0, len(page) - 1)
    return at_edge and (
        _shape(page[at]) in edges
        or bool(re.fullmatch(r"\s*(?:第\s*)?[-—–·]{0,3}\s*\d{1,4}\s*[-—–·]{0,3}(?:\s*页)?\s*", page[at]))
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
