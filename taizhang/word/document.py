"""What a paper is made of: runs in paragraphs, tables, a title, a signature, and the list of its figures."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """Plain text; `face` sets a clause apart (黑体, 楷体), `strong` makes it bold."""

    text: str
    face: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Printed:
    """A figure as it stands on paper: which one, what is printed, and its definition in words."""

    figure: str
    text: str
    words: str = ""


@dataclass(frozen=True)
class Link:
    """Words that lead to a page of the server."""

    text: str
    url: str


@dataclass(frozen=True)
class Picture:
    """A picture in the line (PNG), square, of this width; `words` are read out to whoever does not see it."""

    png: bytes
    millimetres: int
    words: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; the style is a key of `styles.PARAGRAPHS`."""

    runs: tuple = ()
    style: str = "body"


@dataclass(frozen=True)
class Table:
    """A three-line table: `widths` in parts of the text width, `align` one of left, center, right per column.

    `ruled`: every cell in a frame, as papers need it on which somebody writes by hand (a ballot, a count sheet, a roster).
    """

    head: tuple
    rows: tuple  # of rows of cells; a cell is a tuple of paragraphs' runs
    widths: tuple
    align: tuple = ()
    style: str = "cell"
    ruled: bool = False


@dataclass(frozen=True)
class Document:
    """A whole paper. `imprint` is the list of figures that travels inside the file (see `imprint.py`)."""

    title: str
    blocks: tuple
    author: str = ""
    subject: str = ""
    imprint: dict = field(default_factory=dict)


def paragraphs(document):
    """Every paragraph in reading order, those inside tables included, as (style, runs)."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.style, block.runs
        elif isinstance(block, Table):
            yield from ((block.style, (Words(head),)) for head in block.head)
            for row in block.rows:
                for cell in row:
                    yield from ((block.style, runs) for runs in cell)


def figures(document):
    """The figures in reading order."""
    return [run for _, runs in paragraphs(document) for run in runs if isinstance(run, Printed)]
