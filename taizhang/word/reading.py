"""Taking a file apart again: its figures by tag, the words around them, its list of figures, and things that were added.

The file may have been saved by LibreOffice or WPS meanwhile: parts get other names and controls other numbers, so everything is
found by what it says. Files come from strangers: sizes are checked before anything is unpacked and no entity is resolved.
"""

import json
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from .imprint import NAMESPACE, PLACE, squeezed
from .markup import MARK_PREFIX, TAG_PREFIX
from .xml import MAIN

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_PART = 60 * 1024 * 1024
MOST_PARTS = 2000
NUMBER = re.compile(r"-?\d{1,24}(\.\d{1,12})?")
_DRAWN = {"drawing", "pict", "object", "footnoteReference", "endnoteReference", "altChunk"}
_GONE = {"del", "moveFrom"}


class Unreadable(Exception):
    """The file is not a Word file that can be read; its str says why, in Chinese."""


@dataclass
class Found:
    """What stands in a file now."""

    figures: dict = field(default_factory=dict)  # figure id -> list of texts, one per place
    paragraphs: list = field(default_factory=list)  # (text with PLACE for figures, text as read)
    imprint: dict | None = None
    imprint_problem: str = ""
    added: list = field(default_factory=list)  # things that our files never contain


def read(path):
    """Everything that checking needs, from one .docx."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bombs(archive)
            found = Found()
            _read_body(_tree(archive, _main_part(archive)), found)
            _read_imprint(archive, found)
            _read_margins(archive, found)
            return found
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        KeyError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as problem:
        raise Unreadable("这不是完好的 Word 文件（.docx),请核对文件是否完整。") from problem
    except etree.XMLSyntaxError as problem:
        raise Unreadable("文件内部有损坏，无法读取。") from problem


def _refuse_bombs(archive):
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_PART:
        raise Unreadable("文件展开后过大，不像一份工作报告，没有读取。")
    if sum(entry.compress_size for entry in entries) > LARGEST_FILE:
        raise Unreadable("文件超过20MB,没有读取。")


def _tree(archive, name):
    return _parsed(archive.read(name))


def _parsed(data):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _main_part(archive):
    names = archive.namelist()
    if "word/document.xml" in names:
        return "word/document.xml"
    raise Unreadable("这不是 Word 文件（.docx）。旧格式（.doc)请先另存为 .docx。")


def _local(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _read_body(root, found):
    for paragraph in root.iter(f"{{{MAIN}}}p"):
        _read_paragraph(paragraph, found)


def _read_paragraph(paragraph, found):
    open_marks, pieces, raw = {}, [], []
    for element in paragraph.iter():
        name = _local(element)
        if name == "bookmarkStart" and _value(element, "name").startswith(MARK_PREFIX):
            open_marks[_value(element, "id")] = _value(element, "name")[len(MARK_PREFIX) :]
            # A control or mark that was emptied still counts as a place, so that it is not reported as missing.
        elif name == "bookmarkEnd":
            open_marks.pop(_value(element, "id"), None)
        elif name == "sdt" and _own_tag(element):
            _place(_own_tag(element), "", pieces, found)
        elif name in _DRAWN:
            found.added.append("正文里有导出时没有的图片、文本框或脚注")
        elif name in {"t", "sym"} and _nearest_paragraph(element) is paragraph and not _hidden(element):
            text = element.text or ""
            raw.append(text)
            figure = _figure_around(element) or next(reversed(open_marks.values()), "")
            if figure:
                _place(figure, text, pieces, found)
            else:
                pieces.append(text)
    text = "".join(piece if isinstance(piece, str) else PLACE for piece in pieces)
    if squeezed(text):
        found.paragraphs.append((text, "".join(raw)))


def _place(figure, text, pieces, found):
    """Add text to the figure standing here; a figure met again elsewhere is a second place."""
    here = pieces[-1] if pieces and isinstance(pieces[-1], list) and pieces[-1][0] == figure else None
    if here is None:
        pieces.append([figure])
        found.figures.setdefault(figure, []).append(text)
    else:
        found.figures[figure][-1] += text


def _value(element, name):
    return element.get(f"{{{MAIN}}}{name}") or ""


def _own_tag(sdt):
    tag = sdt.find(f"{{{MAIN}}}sdtPr/{{{MAIN}}}tag")
    text = _value(tag, "val") if tag is not None else ""
    return text[len(TAG_PREFIX) :] if text.startswith(TAG_PREFIX) else ""


def _figure_around(element):
    for parent in element.iterancestors(f"{{{MAIN}}}sdt"):
        figure = _own_tag(parent)
        if figure:
            return figure
    return ""


def _nearest_paragraph(element):
    return next(element.iterancestors(f"{{{MAIN}}}p"), None)


def _hidden(element):
    """Deleted with change tracking, moved away, or hidden text: a reader does not see it."""
    for parent in element.iterancestors():
        name = _local(parent)
        if name in _GONE:
            return True
        if name == "r":
            mark = parent.find(f"{{{MAIN}}}rPr/{{{MAIN}}}vanish")
            if mark is not None and _value(mark, "val") not in {"0", "false", "off"}:
                return True
        if name == "p":
            return False
    return False


def _read_imprint(archive, found):
    """Our list of figures among the custom parts, whatever the office program has called it."""
    for name in sorted(archive.namelist()):
        if not (name.startswith("customXml/") and name.endswith(".xml")):
            continue
        data = archive.read(name)
        if NAMESPACE.encode() not in data:
            continue
        try:
            root = _parsed(data)
            if etree.QName(root).namespace == NAMESPACE:
                found.imprint = _shaped(json.loads(root.text or ""))
                return
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, etree.XMLSyntaxError):
            found.imprint_problem = "文件里的数字清单已损坏"


def _shaped(content):
    """The list as it must look; a list of another shape, however it came about, is as good as damaged."""
    figures, paragraphs = content["figures"], content.get("paragraphs", [])
    plain = {key: value for key, value in content.items() if key not in ("figures", "paragraphs")}
    right = (
        isinstance(figures, list)
        and all(_is_row(row) for row in figures)
        and isinstance(paragraphs, list)
        and all(
            isinstance(one, str) for one in [*paragraphs, *(value for key, value in plain.items() if key != "version")]
        )
        and isinstance(plain.get("version", 1), int)
    )
    if not right:
        raise ValueError("not a list of figures")
    return content


def _is_row(row):
    """A figure of the list: words and numbers as text, nothing else."""
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("printed"), str):
        return False
    if not all(value is None or isinstance(value, str) for value in row.values()):
        return False
    return all(not row.get(key) or NUMBER.fullmatch(row[key]) for key in ("value", "numerator", "denominator"))


def _read_margins(archive, found):
    """Our headers are empty and our footers hold a page number: words there were added."""
    for name in archive.namelist():
        part = name.removeprefix("word/")
        if not part.startswith(("header", "footer", "footnotes", "endnotes", "comments")) or not part.endswith(".xml"):
            continue
        words = squeezed("".join(_visible(_tree(archive, name))))
        if words.strip("—-–0123456789"):
            place = "批注" if part.startswith("comments") else "页眉、页脚或脚注"
            found.added.append(f"{place}里有导出时没有的文字：{words[:30]}")


def _visible(root):
    return [element.text or "" for element in root.iter(f"{{{MAIN}}}t") if not _hidden(element)]
