"""Files that go out with a notice: masked by default means that nothing goes out unless somebody chose it and it holds no number.

An attached file stays inside. Only one that was put on record as a public attachment is published, and only if no identity, telephone
or bank number stands in it: Word and Excel are read, a PDF with its text too; pictures lose what the camera wrote into them.
"""

import io
import re
import struct
import zipfile
import zlib

import pypdfium2
from django.utils.translation import gettext as _

from taizhang.kernel import evidence
from taizhang.kernel.verdicts import Allowed, Denied, Refused
from taizhang.openness.rules.masking import masked_numbers

PUBLIC, PHOTO = "公开附件", "照片"
KINDS = (PHOTO, PUBLIC, "原件", "签字记录", "签到表", "纪要", "其他")
LARGEST = 20 * 1024 * 1024
_TAGS = re.compile(r"<[^>]+>")
_BREAKS = re.compile(r"</(?:w:p|w:tc|w:tr|si|row|c|a:p)>")
_DECIMALS = re.compile(r"<v>(-?\d+)\.\d+(?:[eE][-+]?\d+)?</v>")  # 0.30000000000000004 is no account


def published_files(files):
    """What an edition says of the files that go out with it: [{"id", "name", "size", "sha256", "type"}]."""
    return [
        {
            "id": one.pk,
            "name": masked_numbers(one.name)[0],
            "size": one.size,
            "sha256": one.sha256,
            "type": one.media_type,
        }
        for one in files
        if one.kind == PUBLIC
    ]


def may_go_out(file):
    """Whether a file may be published: it can be read, and no number of a person stands in it."""
    content = file.read(LARGEST + 1)
    file.seek(0)
    if len(content) > LARGEST:
        return Denied(_("A public attachment has 20 MB at most."))
    try:
        text = _text_of(content)
    except Refused as refusal:
        return Denied(str(refusal))
    numbers = masked_numbers(text)[1]
    if numbers:
        return Denied(
            _(
                "%(numbers)d identity, telephone or bank numbers stand in this file. Take them out of it and attach it again, or keep it "
                "inside as another kind of file."
            )
            % {"numbers": numbers}
        )
    return Allowed


def _text_of(content):
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return ""
    if content.startswith(b"%PDF-"):
        return _text_of_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _text_of_office(content)
    raise Refused(_("A public attachment is a picture, a PDF, a Word or an Excel file."))


def _text_of_pdf(content):
    try:
        document = pypdfium2.PdfDocument(content)
        pages = [page.get_textpage().get_text_range() for page in document]
    except pypdfium2.PdfiumError:
        raise Refused(_("This PDF cannot be read.")) from None
    if not "".join(pages).strip():
        raise Refused(
            _("This PDF is a picture without text; nobody can tell whether numbers stand in it. Attach pictures.")
        )
    return "\n".join(pages)


def _text_of_office(content):
    """The text of every part, runs joined, cells apart, so that a number split over runs is found."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = [name for name in packed.namelist() if name.endswith(".xml")]
            texts = [packed.read(name).decode("utf-8", "replace") for name in parts if _is_small(packed, name)]
    except (zipfile.BadZipFile, NotImplementedError, OSError, zlib.error):
        raise Refused(_("This file cannot be read.")) from None
    return "\n".join(_TAGS.sub("", _BREAKS.sub("\n", _DECIMALS.sub(r"<v>\1</v>", text))) for text in texts)


def _is_small(packed, name):
    if packed.getinfo(name).file_size > 4 * LARGEST:
        raise Refused(_("This file is too large inside."))
    return True


def without_traces(content, media_type):
    """A picture without what the camera or a program wrote into it (place, time, owner); other files as they are."""
    if media_type == "image/jpeg":
        return _bare_jpeg(content)
    if media_type == "image/png":
        return _bare_png(content)
    return content


def _bare_jpeg(content):
    """Without APP1 to APP15 and comments; the orientation goes with them."""
    kept, place = [content[:2]], 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], struct.unpack(">H", content[place + 2 : place + 4])[0]
        if marker == 0xDA:
            break
        if not (0xE1 <= marker <= 0xEF or marker == 0xFE):
            kept.append(content[place : place + 2 + length])
        place += 2 + length
    return b"".join([*kept, content[place:]])


def _bare_png(content):
    """Without text, time and EXIF chunks."""
    kept, place = [content[:8]], 8
    while place + 8 <= len(content):
        length, name = struct.unpack(">I4s", content[place : place + 8])
        if name not in (b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"):
            kept.append(content[place : place + 12 + length])
        place += 12 + length
    return b"".join(kept)


def published(edition, number):
    """(name, media type, bytes) of a file of an edition, without traces; None if there is no such file or it was withdrawn."""
    listed = edition.content["files"]
    if not 0 <= number < len(listed):
        return None
    about = listed[number]
    found = evidence.of(edition.disclosure).filter(pk=about["id"], sha256=about["sha256"]).first()
    if found is None:
        return None
    with evidence.open_file(found) as file:
        return about["name"], found.media_type, without_traces(file.read(), found.media_type)
