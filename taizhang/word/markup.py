"""From paragraphs and tables to WordprocessingML: the body of the file, and the addresses it links to."""

import re

from . import paper
from .document import Link, Paragraph, Picture, Printed, Table, Words
from .styles import fonts
from .xml import DECLARATION, W, attribute, escape

TAG_PREFIX = "tz:"  # a control's tag is tz:<figure id>
MARK_PREFIX = "tz_"  # the bookmark around it, for office programs that drop controls on saving
HINT = '<w:rFonts w:hint="eastAsia"/>'  # quotation marks and dashes in the Chinese face, not the narrow Western one
FRAME = ("top", "left", "bottom", "right", "insideH", "insideV")  # in the order that the standard asks for
SPACES = "http://schemas.openxmlformats.org/drawingml/2006"
PICTURE_SPACE = f"{SPACES}/picture"
PICTURE, DRAWING, INLINE = (
    f'xmlns:pic="{PICTURE_SPACE}"',
    f'xmlns:a="{SPACES}/main"',
    f'xmlns:wp="{SPACES}/wordprocessingDrawing"',
)
EMU_PER_MM = 36000
TITLE_LINE = 20  # characters of 22 pt on a line


def _before_signatures(blocks):
    """The places of the paragraphs that go with the signature behind them: a page with a signature and no text is no official paper."""
    found, last = set(), None
    for at, block in enumerate(blocks):
        if getattr(block, "style", "") == "signature" and last is not None:
            found.add(last)
        if getattr(block, "style", "") not in ("blank", "signature"):
            last = at
    return found


class Body:
    """Writes the blocks one after the other and remembers the links and control numbers it gave out."""

    def __init__(self):
        self.links = {}
        self.controls = 0
        self.pictures = []

    def xml(self, document):
        kept = _before_signatures(document.blocks)
        blocks = "".join(self._block(block, keep=at in kept) for at, block in enumerate(document.blocks))
        return f"{DECLARATION}<w:document {W}><w:body>{blocks}{_section()}</w:body></w:document>"

    def _block(self, block, *, keep):
        if isinstance(block, Table):
            return self._table(block)
        return self._paragraph(block, keep=keep)

    def _paragraph(self, block, align="", *, keep=False):
        drawn = any(isinstance(run, Picture) for run in block.runs)
        room = '<w:spacing w:line="240" w:lineRule="auto"/>' if drawn else ""  # a line of fixed height would cut it off
        layout = f'<w:pPr><w:pStyle w:val="{block.style}"/>{"<w:keepNext/>" if keep else ""}{room}{align}</w:pPr>'
        runs = _broken_title(block) if block.style == "title" else "".join(self._run(run) for run in block.runs)
        return f"<w:p>{layout}{runs}</w:p>"

    def _run(self, run):
        if isinstance(run, Printed):
            return self._control(run)
        if isinstance(run, Link):
            return self._link(run)
        if isinstance(run, Picture):
            return self._picture(run)
        return _words(run)

    def _picture(self, run):
        """A picture in the line; the file's part of the same number holds its bytes."""
        self.pictures.append(run.png)
        number, side = len(self.pictures), run.millimetres * EMU_PER_MM
        shape = (
            f'<pic:pic {PICTURE}><pic:nvPicPr><pic:cNvPr id="{number}" name="picture{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        )
        return (
            f'<w:r><w:drawing><wp:inline {INLINE} distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{side}" cy="{side}"/>'
            f'<wp:docPr id="{number}" name="picture{number}" {attribute("descr", run.words)}/>'
            f'<a:graphic {DRAWING}><a:graphicData uri="{PICTURE_SPACE}">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )

    def _control(self, run):
        """A figure: its text may be typed over (and that will be seen), the box itself resists deletion.

        A rich control: LibreOffice 7.4 doubles the text of a plain one (w:text) that mixes Chinese and digits.
        """
        self.controls += 1
        number, name = self.controls, MARK_PREFIX + run.figure
        properties = (
            f"<w:sdtPr><w:alias {attribute('w:val', run.words[:60])}/><w:tag {attribute('w:val', TAG_PREFIX + run.figure)}/>"
            f'<w:id w:val="{100000 + number}"/><w:lock w:val="sdtLocked"/></w:sdtPr>'
        )
        content = f"<w:sdtContent>{_words(Words(run.text))}</w:sdtContent>"
        return (
            f'<w:bookmarkStart w:id="{number}" {attribute("w:name", name)}/><w:sdt>{properties}{content}</w:sdt>'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def _link(self, run):
        number = self.links.setdefault(run.url, len(self.links) + 1)
        style = '<w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
        return f'<w:hyperlink r:id="link{number}" w:history="1"><w:r>{style}{_text(run.text)}</w:r></w:hyperlink>'

    def _table(self, table):
        widths = _column_widths(table.widths)
        align = table.align or ("left",) * len(widths)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self._row(
            [((Words(words, face="hei"),),) for words in table.head],
            widths,
            ("center",) * len(widths),
            table.style,
            head=True,
            ruled=table.ruled,
        )
        last = len(table.rows) - 1
        rows = "".join(
            self._row(row, widths, align, table.style, last=index == last, ruled=table.ruled)
            for index, row in enumerate(table.rows)
        )
        borders = "".join(_line(side, 6) for side in FRAME) if table.ruled else _line("top", 12) + _line("bottom", 12)
        properties = (
            f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}'
            '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        )
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"

    def _row(self, cells, widths, align, style, head=False, last=False, ruled=False):
        properties = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
        border = _line("top", 12) + _line("bottom", 6) if head else _line("bottom", 12) if last else ""
        borders = f"<w:tcBorders>{border}</w:tcBorders>" if border and not ruled else ""
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}<w:vAlign w:val="center"/></w:tcPr>'
            + "".join(self._paragraph(Paragraph(runs, style), f'<w:jc w:val="{side}"/>') for runs in cell or ((),))
            + "</w:tc>"
            for cell, width, side in zip(cells, widths, align, strict=True)
        )
        return f"<w:tr>{properties}{written}</w:tr>"


def _text(text):
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _words(run):
    marks = (fonts(run.face) if run.face else HINT) + ("<w:b/>" if run.strong else "")
    return f"<w:r><w:rPr>{marks}</w:rPr>{_text(run.text)}</w:r>" if run.text else ""


def _line(side, eighths):
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>'


def _column_widths(parts):
    widths = [paper.TEXT_WIDTH * part // sum(parts) for part in parts]
    widths[-1] += paper.TEXT_WIDTH - sum(widths)
    return widths


def _broken_title(block):
    """A long title breaks between its phrases, the shorter line on top, as the standard likes it."""
    lines = title_lines("".join(run.text for run in block.runs))
    return f"<w:r><w:rPr>{HINT}</w:rPr>{'<w:br/>'.join(_text(line) for line in lines)}</w:r>"


def title_lines(title):
    """One line while it fits; else body and matter, broken after 工会 or 委员会 where there is one."""
    if len(title) <= TITLE_LINE:
        return [title]
    places = [match.end() for match in re.finditer("工会(?:委员会)?|委员会", title)]
    places = [place for place in places if place <= TITLE_LINE and len(title) - place <= TITLE_LINE] or [
        len(title) // 2
    ]
    best = min(places, key=lambda place: abs(len(title) - 2 * place))
    return [title[:best], title[best:]]


def _section():
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="footerOdd"/><w:footerReference w:type="even" r:id="footerEven"/>'
        f'<w:pgSz w:w="{paper.PAGE_WIDTH}" w:h="{paper.PAGE_HEIGHT}"/><w:pgMar w:top="{paper.TOP}" w:right="{paper.RIGHT}" '
        f'w:bottom="{paper.BOTTOM}" w:left="{paper.LEFT}" w:header="851" w:footer="{paper.FOOTER}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{paper.LINE_PITCH}"/></w:sectPr>'
    )
