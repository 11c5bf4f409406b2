"""From a file to its text: .docx, .doc through LibreOffice, .txt in any Chinese encoding, .html, .pdf with text.

What a file is, its first bytes say, not its ending. Files come from strangers: sizes are checked before anything is unpacked, no entity
is resolved, and the readers of PDF and of old Word files run in a process of their own with a limit on time and memory.
"""

import contextlib
import io
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import etree, html

MEGABYTE = 1024 * 1024
FILE_SIZE = 20 * MEGABYTE
TEXT_LENGTH = 400_000  # characters; 50 pages are about 40 000
RUBBISH_FROM = 2_000  # a longer text in which everyday characters are so rare is none
RUBBISH_SHARE = 0.004  # in prose they are one in eight
PAGE_SIZE = 3_000_000  # characters of a web page with its source
UNPACKED_SIZE = 60 * MEGABYTE
PART_SIZE = 24 * MEGABYTE
PARTS = 3_000
PDF_SECONDS = 30
OFFICE_SECONDS = 90
CHILD_MEMORY = 600 * MEGABYTE
OFFICE_MEMORY = 3072 * MEGABYTE  # of addresses; LibreOffice uses about 215 MB of them
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sectPr", "fldData")}
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_COMMON = frozenset("的一是在工会职和有人中大为员动全作了组织年积极开展活会们这上不个我以到他来")
_COMMON_TRADITIONAL = frozenset("的一是在工會職和有人中大為員動全作了組織年積極開展活們這上不個我以到他來")
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "iframe",
        "object",
        "svg",
        "head",
        "title",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "tr",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "ul",
        "ol",
        "section",
        "article",
        "dd",
        "dt",
        "blockquote",
        "pre",
        "hr",
        "body",
    ]
)
_ASIDE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|breadcrumb|crumb|sidebar|footer|header|copyright|related|recommend|comment|share|advert|ads?|hot|tags?|pager|pagination"
    r"|toolbar)(?:$|[-_ \d])",
    re.I,
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,60};base64,[A-Za-z0-9+/=]+")
_CHARSET = re.compile(rb"charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([a-zA-Z0-9_-]{3,20})")


class Unreadable(Exception):
    """The file cannot be read as a report; its str is the sentence for the officer."""


def text_of(content, name="", encoding=""):
    """`(text, format, encoding)` of the bytes of a file."""
    if len(content) > FILE_SIZE:
        raise Unreadable(
            _("The file is larger than %(limit)d MB. Please send the report alone, without pictures.")
            % {"limit": FILE_SIZE // MEGABYTE}
        )
    if not content.strip(b"\0 \r\n\t"):
        raise Unreadable(_("The file is empty."))
    text, kind, encoding = _read(content, name, encoding)
    text = text.replace("\0", " ")
    if not text.strip():
        raise Unreadable(_nothing(kind))
    refuse_too_long(len(text))
    if len(text) > RUBBISH_FROM and _everyday(text) < RUBBISH_SHARE * min(len(text), 20_000):
        raise Unreadable(
            _("There is hardly any Chinese text in the file. Please send the report itself, or paste its text.")
        )
    return text, kind, encoding


def refuse_too_long(length):
    """A text far longer than a report is refused with a sentence."""
    if length > TEXT_LENGTH:
        raise Unreadable(
            _("The text is far longer than a report: more than %(limit)d characters. Please split it.")
            % {"limit": TEXT_LENGTH}
        )


def _locked():
    return Unreadable(_("The file is protected by a password. Please save it without one and try again."))


def _nothing(kind):
    if kind == "pdf":
        return _(
            "The PDF holds pictures of pages and no text. Please send the Word file, or copy the text and paste it."
        )
    return _("No text was found in the file.")


def _read(content, name, encoding):
    if content.startswith(b"PK\x03\x04"):
        if content[30:80].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text"):
            return _old_word(content, ".odt"), "doc", ""
        return _docx(content), "docx", ""
    if content[:1024].lstrip().startswith(b"%PDF"):
        return _pdf(content), "pdf", ""
    if content.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED in content:
        raise _locked()
    if content.startswith((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")):
        return _old_word(content, ".rtf" if content.startswith(b"{") else ".doc"), "doc", ""
    if content.startswith(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ\x90", b"\x7fELF")
    ):
        raise Unreadable(
            _("This is no text file. Please send the report as Word, PDF, HTML or plain text, or paste its text.")
        )
    if _is_html(content, name):
        return _html(content, encoding)
    refuse_too_long(len(content) // 4)
    text, encoding = decoded(content, encoding)
    return text, "txt", encoding


# --- plain text -----------------------------------------------------------------------------------------------------------


def decoded(content, encoding=""):
    """Text and encoding: by the order mark, else UTF-8, else GB18030 or Big5, whichever gives more everyday characters."""
    if encoding:
        try:
            return content.decode(encoding, "replace"), encoding
        except LookupError:
            raise Unreadable(_("“%(name)s” is no encoding that is known here.") % {"name": encoding})
    for mark, known in _BOMS:
        if content.startswith(mark):
            return content.decode(known, "replace"), known
    if b"\0" in content[:4000]:
        return _wide(content)
    if b"~{" in content and content.isascii():
        return content.decode("hz", "replace"), "hz"
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as problem:
        if problem.start > len(content) - 4:
            return content[: problem.start].decode("utf-8"), "utf-8"
    tries = [(content.decode(known, "replace"), known) for known in ("utf-8", "gb18030", "big5", "hz")]
    best = max(tries, key=lambda pair: _everyday(pair[0]))
    if _everyday(best[0]) <= 0:
        raise Unreadable(_("The encoding of the text is not known. Please save it as UTF-8 and try again."))
    return best


def _wide(content):
    """UTF-16 without its mark, or something that is no text."""
    tries = [(content.decode(known, "replace"), known) for known in ("utf-16-le", "utf-16-be")]
    best = max(tries, key=lambda pair: _everyday(pair[0]))
    if _everyday(best[0]) <= 0:
        raise Unreadable(
            _("This is no text file. Please send the report as Word, PDF, HTML or plain text, or paste its text.")
        )
    return best


def _everyday(text):
    """How much a decoded text looks like Chinese prose: common characters, less what could not be decoded."""
    sample = text[:20_000]
    known = sum(1 for letter in sample if letter in _COMMON or letter in _COMMON_TRADITIONAL)
    broken = sample.count("\ufffd") + sum(1 for letter in sample if letter < " " and letter not in "\t\r\n\f\v")
    private = sum(1 for letter in sample if "\ue000" <= letter <= "\uf8ff")
    return known - 4 * broken - 4 * private + 0.01


# --- web pages ------------------------------------------------------------------------------------------------------------


def _is_html(content, name):
    head = content[:4000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")):
        return True
    return name.lower().endswith((".html", ".htm", ".xhtml")) or (
        head.startswith(b"<") and b"</p>" in content[:200_000].lower()
    )


def _html(content, encoding):
    if not encoding:
        told = _CHARSET.search(content[:4000])
        encoding = told[1].decode("ascii").lower() if told else ""
        encoding = "gb18030" if encoding in ("gb2312", "gbk", "x-gbk") else encoding
    try:
        text, encoding = decoded(content, encoding)
    except Unreadable:
        text, encoding = decoded(content)
    if "\ufffd" in text[:20_000]:
        text, encoding = decoded(content)
    text = re.sub(r"^\s{0,99}<\?xml[^>]{0,200}\?>", "", _EMBEDDED.sub("", text))
    refuse_too_long(len(text) * TEXT_LENGTH // PAGE_SIZE)
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return re.sub(r"<[^<>]{0,400}>", " ", text), "html", encoding
    pieces = []
    _walk(root.find("body") if root.find("body") is not None else root, pieces)
    joined = re.sub(r"[ \t\xa0]{2,}", " ", "".join(pieces))
    return re.sub(r"\s*\n\s*", "\n", joined).strip(), "html", encoding


def _walk(root, pieces):
    """The text of a page in reading order, blocks on lines of their own; without recursion, pages nest deeply."""
    kept = 0  # how deep inside <pre>, where line breaks are meant
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag == "pre":
            kept += 1 if event == "start" else -1
        line = str if kept else _one_line
        if event == "end":
            if element.tag in _BLOCKS:
                pieces.append("\n")
            if element.tag in ("td", "th"):
                pieces.append("\t")
            if element is not root and element.tail and not _inside_skipped(element.getparent(), root):
                pieces.append(line(element.tail))
            continue
        if not _inside_skipped(element, root):
            if element.tag in _BLOCKS:
                pieces.append("\n")
            if element.text and isinstance(element.tag, str):
                pieces.append(line(element.text))


def _one_line(text):
    return re.sub(r"[\r\n\t ]+", " ", text)


def _inside_skipped(element, root):
    """Whether an element or one above it is navigation; remembered on the elements by their attribute."""
    while element is not None:
        known = element.get("data-tz") if isinstance(element.tag, str) else "skip"
        if known:
            return known == "skip"
        if element is root:
            return False
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in _SKIPPED or _ASIDE.search(label[:200]):
            element.set("data-tz", "skip")
            return True
        above = element.getparent()
        if above is None or above is root or (isinstance(above.tag, str) and above.get("data-tz") == "keep"):
            element.set("data-tz", "keep")
            return False
        if above.get("data-tz") == "skip":
            element.set("data-tz", "skip")
            return True
        element = above
    return False


# --- Word -----------------------------------------------------------------------------------------------------------------


def _docx(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise _locked()
            if len(entries) > PARTS or sum(entry.file_size for entry in entries) > UNPACKED_SIZE * 3:
                raise _too_large_inside()
            if "word/document.xml" not in archive.namelist():
                raise Unreadable(
                    _(
                        "This is no Word file. Please send the report as Word, PDF, HTML or plain text, or paste its text."
                    )
                )
            return _paragraphs(_part(archive, "word/document.xml"))
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        KeyError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OverflowError,
        etree.XMLSyntaxError,
    ):
        raise Unreadable(
            _("The Word file is damaged and cannot be read. Please open it in Word or WPS, save it again and retry.")
        )


def _too_large_inside():
    return Unreadable(
        _(
            "The file unpacks to an unreasonable size and was not opened. Please save the report again, with only its text."
        )
    )


def _part(archive, name):
    """One part of the package, never more than a report can need, whatever its header says."""
    with archive.open(name) as part:
        data = part.read(PART_SIZE + 1)
    if len(data) > PART_SIZE:
        raise _too_large_inside()
    return data


def _paragraphs(data):
    """Paragraphs as lines, cells of a table row apart by tabs; what was deleted or hidden is gone."""
    lines, line, length = [], [], 0
    skip = 0
    depth_of_cells = 0
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for event, element in events:
        tag = element.tag
        if tag in _GONE:
            skip += 1 if event == "start" else -1
            continue
        if event == "start":
            depth_of_cells += tag == f"{_W}tc"
            continue
        if not skip:
            if tag == f"{_W}t":
                line.append(element.text or "")
            elif tag == f"{_W}tab":
                line.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                line.append("\n")
            elif tag == f"{_W}noBreakHyphen":
                line.append("-")
        if tag == f"{_W}tc":
            depth_of_cells -= 1
            line.append("\t")
        if (tag == f"{_W}p" and not depth_of_cells) or (tag == f"{_W}tr" and not depth_of_cells):
            lines.append("".join(line).rstrip("\t"))
            length += len(lines[-1]) + 1
            refuse_too_long(length)
            line = []
        _forget(element)
    if line:
        lines.append("".join(line))
    return "\n".join(lines).strip("\n")


def _forget(element):
    """Let go of what was read, so that a part of any size keeps few elements alive."""
    element.clear(keep_tail=False)
    above = element.getparent()
    if above is not None and len(above) > 40:
        del above[: len(above) - 1]


def _old_word(content, ending):
    """A .doc or .rtf through LibreOffice, with a profile of its own."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        raise Unreadable(
            _(
                "Old Word files (.doc) need LibreOffice on the server, which is not installed. Please save the file as .docx."
            )
        )
    with tempfile.TemporaryDirectory(prefix="taizhang-doc-") as folder:
        source = Path(folder) / f"report{ending}"
        source.write_bytes(content)
        command = [
            office,
            "--headless",
            "--norestore",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(source),
        ]
        _run(command, OFFICE_SECONDS, memory=OFFICE_MEMORY)
        result = Path(folder) / "report.docx"
        if not result.exists():
            raise Unreadable(
                _(
                    "The Word file is damaged and cannot be read. Please open it in Word or WPS, save it again and retry."
                )
            )
        if result.stat().st_size > FILE_SIZE:
            raise _too_large_inside()
        return _docx(result.read_bytes())


# --- PDF ------------------------------------------------------------------------------------------------------------------


def _pdf(content):
    with tempfile.NamedTemporaryFile(prefix="taizhang-pdf-", suffix=".pdf") as file:
        file.write(content)
        file.flush()
        script = Path(__file__).with_name("pdfpages.py")
        code, output = _run(
            [sys.executable, "-I", str(script), file.name, str(TEXT_LENGTH)], PDF_SECONDS, memory=CHILD_MEMORY
        )
    if code == 3:
        raise _locked()
    if code != 0:
        raise Unreadable(
            _("The PDF is damaged and cannot be read. Please send the Word file, or copy the text and paste it.")
        )
    return output.decode("utf-8", "replace")


def _run(command, seconds, memory=None):
    """`(exit code, output)` of a program that may take so long and no longer; its children end with it."""

    def limited():
        os.setsid()
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    with subprocess.Popen(  # noqa: S603 - a fixed program; the file is an argument
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=limited
    ) as process:
        try:
            output, _nothing_said = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise Unreadable(_("Reading the file took too long and was stopped. Please paste the text instead."))
    return process.returncode, output
