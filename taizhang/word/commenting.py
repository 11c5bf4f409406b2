"""Comments in the margin of a Word file, each on the exact characters that it speaks of.

The file may be anybody's: it keeps its looks, its runs are only cut where a comment begins or ends, comments that were there stay.
Places are given as characters of the text that was read from the file; blanks do not count, for every program sets them differently.
"""

import copy
import io
import re
import zipfile
import zlib
from bisect import bisect_left
from dataclasses import dataclass

from lxml import etree

from .reading import LARGEST_FILE, LARGEST_PART, MOST_PARTS, Unreadable
from .xml import MAIN, RELATIONS, W, attribute, escape

COMMENTS_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PACKAGE_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CONTEXT = 16  # characters before and after that tell one “28家” from another
FAR = 4000  # how far ahead of the last place a comment is looked for
_BLANK = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_NOT_READ = ("del", "moveFrom", "Fallback")


@dataclass(frozen=True)
class Comment:
    """What stands in the margin: characters `start` to `end` of the text, and paragraphs of words, the first one bold."""

    start: int
    end: int
    lines: tuple


@dataclass
class Place:
    """One character of the file that is no blank: the text element it stands in, and where."""

    element: object
    at: int


def commented(content, text, comments, *, author, initials, at=None):
    """(bytes, comments that found no place): the Word file `content` with `comments` on the characters of `text`.

    `at`: the moment written on the comments. Raises Unreadable where the file is no Word file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive)
            order = archive.namelist()
        main = _main_part(parts)
        root = _parsed(parts[main])
        known = _known_comments(parts, main)
        homeless = _Margin(root, known, author, initials, at).write(text, comments)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as problem:
        raise Unreadable("这不是完好的 Word 文件（.docx），请核对文件是否完整。") from problem
    except etree.XMLSyntaxError as problem:
        raise Unreadable("文件内部有损坏，无法读取。") from problem
    parts[main] = _spelled(root)
    _put_comments(parts, main, known)
    return _zipped(parts, order), homeless


# --- the package ------------------------------------------------------------------------------------------------------------------


def _parts(archive):
    """All parts, refused before unpacking where they are too many or too large."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > 2 * LARGEST_PART:
        raise Unreadable("文件展开后过大，不像一份工作报告，没有读取。")
    if sum(entry.compress_size for entry in entries) > 2 * LARGEST_FILE:
        raise Unreadable("文件过大，没有读取。")
    return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}


def _parsed(data):
    return etree.fromstring(
        data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    )


def _spelled(root):
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _main_part(parts):
    """The name of the part that holds the text."""
    relations = _parsed(parts["_rels/.rels"])
    for row in relations:
        if str(row.get("Type", "")).endswith("/officeDocument"):
            name = row.get("Target", "").lstrip("/")
            if name in parts:
                return name
    raise Unreadable("这不是 Word 文件（.docx）。")


def _relations_of(main):
    folder, _slash, name = main.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _comments_part(parts, main):
    """The name of the part with the comments, or None."""
    name = _relations_of(main)
    for row in _parsed(parts[name]) if name in parts else ():
        if str(row.get("Type", "")).endswith("/relationships/comments"):
            target = row.get("Target", "")
            found = target.lstrip("/") if target.startswith("/") else f"{main.rpartition('/')[0]}/{target}".lstrip("/")
            return found if found in parts else None
    return None


def _known_comments(parts, main):
    """The comments that the file has, as a tree; an empty one where it has none."""
    name = _comments_part(parts, main)
    return _parsed(parts[name]) if name else etree.fromstring(f"<w:comments {W}/>")


def _put_comments(parts, main, tree):
    """Write the comments back, and announce them where the file had none."""
    name = _comments_part(parts, main)
    if name:
        parts[name] = _spelled(tree)
        return
    folder = main.rpartition("/")[0]
    name = f"{folder}/comments.xml" if folder else "comments.xml"
    while name in parts:
        name = name.replace(".xml", "x.xml")
    parts[name] = _spelled(tree)
    _announce(parts, main, name)


def _announce(parts, main, name):
    relations = _relations_of(main)
    rows = _parsed(parts[relations]) if relations in parts else etree.Element(f"{{{PACKAGE_RELATIONS}}}Relationships")
    taken = {row.get("Id") for row in rows}
    key = next(f"margin{number}" for number in range(1, 10_000) if f"margin{number}" not in taken)
    etree.SubElement(
        rows, f"{{{PACKAGE_RELATIONS}}}Relationship", Id=key, Type=f"{RELATIONS}/comments", Target=name.rpartition("/")[2]
    )  # fmt: skip
    parts[relations] = _spelled(rows)
    types = _parsed(parts["[Content_Types].xml"])
    etree.SubElement(types, f"{{{PACKAGE_TYPES}}}Override", PartName=f"/{name}", ContentType=COMMENTS_KIND)
    parts["[Content_Types].xml"] = _spelled(types)


def _zipped(parts, order):
    """The parts as they stood in the file, new ones last; a fixed date, so that the same file has the same bytes."""
    stream = io.BytesIO()
    names = [name for name in dict.fromkeys([*order, *parts]) if name in parts]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return stream.getvalue()


# --- the margin -------------------------------------------------------------------------------------------------------------------


class _Margin:
    """Puts comments on characters: finds the place, cuts the runs, sets the marks, writes the words."""

    def __init__(self, root, known, author, initials, at):
        self.known, self.author, self.initials = known, author, initials
        self.moment = at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""
        self.places = list(_places(root))
        self.words = "".join(place.element.text[place.at] for place in self.places)
        numbers = [int(one.get(_w("id"), "-1")) for one in known if one.get(_w("id"), "").lstrip("-").isdigit()]
        self.number = max(numbers, default=-1) + 1
        self.in_element = {}
        for place in self.places:
            self.in_element.setdefault(place.element, []).append(place)

    def write(self, text, comments):
        """Set all comments; gives those that found no place."""
        located, homeless = self._located(text, sorted(comments, key=lambda one: (one.start, -one.end)))
        for number, (first, last, _comment) in reversed(list(enumerate(located, start=self.number))):
            self._mark(first, last, number)
        for number, (_first, _last, comment) in enumerate(located, start=self.number):
            self.known.append(self._comment(number, comment))
        return homeless

    def _located(self, text, comments):
        """[(first place, last place, comment)] and those without one."""
        located, homeless, last = [], [], 0
        squeezed, offsets = _squeezed(text)
        same = squeezed == self.words
        for comment in comments:
            start, end = _between(offsets, comment.start, comment.end)
            if end <= start:
                homeless.append(comment)
                continue
            found = start if same else self._find(squeezed, start, end, last)
            if found is None:
                homeless.append(comment)
                continue
            located.append((found, found + end - start - 1, comment))
            last = found
        return located, homeless

    def _find(self, squeezed, start, end, last):
        """Where the same characters stand in the file: with their neighbours if possible, near the last place, then anywhere after."""
        for before, after in ((CONTEXT, CONTEXT), (CONTEXT, 0), (0, CONTEXT), (0, 0)):
            first = max(0, start - before)
            wanted = squeezed[first : end + after]
            for reach in (last + FAR, len(self.words)):
                found = self.words.find(wanted, max(0, last - before - after), reach)
                if found >= 0:
                    return found + start - first
        return None

    def _mark(self, first, last, number):
        """The marks around the characters, and the reference behind them."""
        self._cut(self.places[last], after=True)
        self._cut(self.places[first], after=False)
        opening, closing = self._run(first), self._run(last)
        opening.addprevious(etree.Element(_w("commentRangeStart"), {_w("id"): str(number)}))
        reference = etree.Element(_w("r"))
        etree.SubElement(reference, _w("commentReference"), {_w("id"): str(number)})
        end = etree.Element(_w("commentRangeEnd"), {_w("id"): str(number)})
        closing.addnext(end)
        end.addnext(reference)

    def _run(self, index):
        return next(self.places[index].element.iterancestors(_w("r")))

    def _cut(self, place, *, after):
        """Cut the run before a character, or after it; the characters behind move to a new run of the same looks."""
        element, at = place.element, place.at + (1 if after else 0)
        run = next(element.iterancestors(_w("r")))
        behind = list(element.itersiblings())
        ahead = [one for one in element.itersiblings(preceding=True) if one.tag != _w("rPr")]
        if (at >= len(element.text) and not behind) or (at == 0 and not ahead):
            return
        new = etree.Element(_w("r"))
        looks = run.find(_w("rPr"))
        if looks is not None:
            new.append(copy.deepcopy(looks))
        if at < len(element.text):
            rest = etree.SubElement(new, element.tag)
            rest.text = element.text[at:]
            rest.set(SPACE, "preserve")
            element.text = element.text[:at]
            element.set(SPACE, "preserve")
            self._move(element, rest, at)
        for one in behind:
            new.append(one)
        run.addnext(new)

    def _move(self, old, new, at):
        moved = [place for place in self.in_element[old] if place.at >= at]
        for place in moved:
            place.element, place.at = new, place.at - at
        self.in_element[new] = moved
        self.in_element[old] = [place for place in self.in_element[old] if place.element is old]

    def _comment(self, number, comment):
        moment = f" {attribute('w:date', self.moment)}" if self.moment else ""
        head = f'<w:comment {W} w:id="{number}" {attribute("w:author", self.author)}{moment} {attribute("w:initials", self.initials)}>'
        lines = "".join(
            f'<w:p><w:r><w:rPr>{"<w:b/>" if at == 0 else ""}<w:sz w:val="20"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
            for at, line in enumerate(comment.lines)
        )
        return etree.fromstring(f"{head}{lines}</w:comment>")


def _w(name):
    return f"{{{MAIN}}}{name}"


def _places(root):
    """Every character that is no blank, in reading order, as a reader sees it."""
    for element in root.iter(_w("t")):
        if not element.text or any(_local(parent) in _NOT_READ for parent in element.iterancestors()):
            continue
        if next(element.iterancestors(_w("r")), None) is None:
            continue
        for at, sign in enumerate(element.text):
            if not _BLANK.match(sign):
                yield Place(element, at)


def _local(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _squeezed(text):
    """(text without blanks, the place of each of its characters in the text)."""
    offsets = [at for at, sign in enumerate(text) if not _BLANK.match(sign)]
    return "".join(text[at] for at in offsets), offsets


def _between(offsets, start, end):
    """Which characters of the squeezed text lie between two places of the text."""
    return bisect_left(offsets, start), bisect_left(offsets, end)


__all__ = ["Comment", "commented"]
