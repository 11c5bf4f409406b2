"""Evidence: the photograph, the attendance list, the receipt behind a record (原始记录, Statistics Law, article 24).

A file is kept once by its hash and never changed. What it is, its content says, not its name; only kinds of file
that cannot act by themselves are taken. It leaves only through `response`, which asks whether the reader may see
the record that it proves.
"""

import hashlib
import os
import re
import tempfile
import unicodedata
import zipfile
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel.context import open_act
from taizhang.kernel.manifest import registry
from taizhang.kernel.tables import Evidence
from taizhang.kernel.verdicts import Allowed, Denied, Refused

CHUNK = 1 << 16
HEAD = 4096
DEFAULT_LIMIT = 50 * 1024 * 1024
PARTS_MAX = 20_000

# media type → endings that a file of this content may have
ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "application/pdf": (".pdf",),
    "video/mp4": (".mp4", ".m4v", ".mov"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
}
INLINE = ("image/jpeg", "image/png")  # shown on a page; everything else is downloaded
_OFFICE = {"word/document.xml": ".wordprocessingml.document", "xl/workbook.xml": ".spreadsheetml.sheet"}


# --- attaching ------------------------------------------------------------------------------------------------------------------


def attach(record, file, kind, *, by):
    """Put a file on record. Call it inside an act on the record; the audit line says who did it. → Evidence"""
    open_act().note(evidence=kind)
    name = clean_name(file.name)
    held, size, digest = _receive(file)
    try:
        media_type = recognise(held, name)
        _keep(held, digest)
    finally:
        Path(held).unlink(missing_ok=True)
    return Evidence.objects.create(
        record_type=record._meta.label_lower, record_id=record.pk, kind=str(kind)[:40], name=name, media_type=media_type, size=size,
        sha256=digest, by=by if by.pk else None, at=timezone.now(),
    )  # fmt: skip


def withdraw(evidence, *, by, why):
    """Take a file off a record: a second row says who, when and why; the file and the first row stay. Call it inside
    an act.
    """
    open_act().note(withdrawn=evidence.kind)
    if hasattr(evidence, "withdrawal"):
        raise Refused(_("This file has been withdrawn already."))
    return Evidence.objects.create(
        record_type=evidence.record_type, record_id=evidence.record_id, kind=evidence.kind, name=evidence.name,
        media_type=evidence.media_type, size=evidence.size, sha256=evidence.sha256, by=by if by.pk else None, at=timezone.now(),
        withdraws=evidence, why=why[:200],
    )  # fmt: skip


def destroy(evidence, *, by, why):
    """Withdraw a file and delete what it holds, when its retention period is over: only that it was there stays. Inside an act."""
    row = withdraw(evidence, by=by, why=why)
    standing = Evidence.objects.filter(sha256=evidence.sha256, withdraws=None, withdrawal=None)
    if not standing.exists():
        transaction.on_commit(lambda: path_of(evidence.sha256).unlink(missing_ok=True))
    return row


def of(record):
    """The files that stand for a record."""
    return Evidence.objects.filter(
        record_type=record._meta.label_lower, record_id=record.pk, withdraws=None, withdrawal=None
    ).select_related("by")


def required(record):
    """The kinds of evidence that the manifest asks for with records of this type."""
    declared = registry.records.get(record._meta.label_lower)
    return tuple(declared.evidence) if declared else ()


def missing(record, kinds=None):
    """The kinds that are asked for and not there."""
    there = set(of(record).values_list("kind", flat=True))
    return [kind for kind in (required(record) if kinds is None else kinds) if kind not in there]


def complete(record, kinds=None):
    """Is the file complete? Allowed, or denied with the names of what is missing."""
    lacking = missing(record, kinds)
    if not lacking:
        return Allowed
    return Denied(
        _("Still missing: %(kinds)s.") % {"kinds": pgettext("list", ", ").join(str(kind) for kind in lacking)}
    )


# --- reading --------------------------------------------------------------------------------------------------------------------


def open_file(evidence):
    """The file itself, for reading. A file that is not what was put on record does not open."""
    path = path_of(evidence.sha256)
    if not path.exists():
        raise Refused(_("The file “%(name)s” is missing from the data folder.") % {"name": evidence.name})
    return path.open("rb")


def response(request, pk, *, looked=False):
    """The download of one evidence file, for whoever may see its record; for everybody else it does not exist.

    `looked`: an act has written down who looks and why; private files (identity cards, bills) open in no other way.
    """
    evidence = visible(request.user, pk, looked=looked)
    if evidence is None:
        raise Http404
    return download(evidence)


def download(evidence):
    """The file as a download, for a page that has asked already whether this reader may have it."""
    inline = evidence.media_type in INLINE
    answer = FileResponse(open_file(evidence), content_type=evidence.media_type)
    answer["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(evidence.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def visible(user, pk, *, looked=False):
    """The evidence with this number, if the user may see the record that it belongs to."""
    evidence = Evidence.objects.filter(pk=pk, withdraws=None).first()
    declared = registry.records.get(evidence.record_type) if evidence else None
    if declared is not None and declared.private and not looked:
        return None
    if declared is None or not declared.model.objects.visible_to(user).filter(pk=evidence.record_id).exists():
        return None
    return evidence


def damaged():
    """Files that are missing or no longer what was put on record: [(Evidence, sentence)]. `selfcheck` runs it."""
    seen = {}
    for evidence in Evidence.objects.filter(withdraws=None, withdrawal=None).iterator():
        if evidence.sha256 not in seen:
            seen[evidence.sha256] = _damage(evidence)
        if seen[evidence.sha256]:
            yield evidence, seen[evidence.sha256]


def _damage(evidence):
    path = path_of(evidence.sha256)
    if not path.exists():
        return _("The file “%(name)s” is missing from the data folder.") % {"name": evidence.name}
    with path.open("rb") as kept:
        if hashlib.file_digest(kept, "sha256").hexdigest() != evidence.sha256:
            return _("The file “%(name)s” is no longer what was put on record.") % {"name": evidence.name}
    return ""


def path_of(digest):
    """Where a file of this hash is kept: two levels of folders, so that none grows too large."""
    return folder() / digest[:2] / digest[2:4] / digest


def folder():
    """The folder of all evidence."""
    return Path(settings.TAIZHANG_DATA) / "evidence"


def limit():
    """How large a file may be, in bytes."""
    return getattr(settings, "TAIZHANG_EVIDENCE_LIMIT", DEFAULT_LIMIT)


# --- receiving ------------------------------------------------------------------------------------------------------------------


def clean_name(name):
    """A file name without folders, control characters and surprises; at most 120 characters, the ending kept."""
    name = unicodedata.normalize("NFC", str(name or "")).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return (name or _("file"))[:120]
    return f"{stem[: 119 - len(ending[:10])] or _('file')}.{ending[:10]}"


def _receive(file):
    """Copy what comes in to the data folder, measuring and hashing on the way. → (path, size, sha256)"""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size, most = hashlib.sha256(), 0, limit()
    handle, held = tempfile.mkstemp(prefix="incoming-", dir=folder())
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in file.chunks() if hasattr(file, "chunks") else iter(lambda: file.read(CHUNK), b""):
                size += len(chunk)
                if size > most:
                    raise Refused(_("The file is larger than %(size)s MB.") % {"size": most // 1024 // 1024})
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if not size:
            raise Refused(_("The file is empty."))
    except BaseException:
        Path(held).unlink(missing_ok=True)
        raise
    return held, size, digest.hexdigest()


def _keep(held, digest):
    """Move the file to its place; the same file is kept once."""
    place = path_of(digest)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(held, 0o400)
        os.replace(held, place)


# --- recognising ----------------------------------------------------------------------------------------------------------------


def recognise(path, name):
    """The media type of a file by its content; refuses what may act by itself and names that lie about the content."""
    with open(path, "rb") as content:
        head = content.read(HEAD)
    media_type = _by_head(head) or _office(path, head)
    if media_type is None:
        raise Refused(
            _("This kind of file is not taken as evidence. Taken are: JPEG, PNG, PDF, Word (docx), Excel (xlsx), MP4.")
        )
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS[media_type]:
        right = ENDINGS[media_type][0]
        raise Refused(
            _("The file is called “%(name)s”, but its content is %(right)s. Rename it if that is right.")
            % {"name": name, "right": right}
        )
    return media_type


def _by_head(head):
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head[4:8] == b"ftyp" and re.match(rb"(isom|iso[2-6]|mp4[12]|avc1|M4V |qt  |MSNV|dash)", head[8:12]):
        return "video/mp4"
    return None


def _office(path, head):
    """docx or xlsx without macros; a zip of anything else is not evidence."""
    if not head.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            if len(names) > PARTS_MAX or any("vbaproject" in name.lower() for name in names):
                raise Refused(_("The document holds macros or far too many parts and is not taken."))
            for part, meaning in _OFFICE.items():
                if part in names and "[Content_Types].xml" in names:
                    return next(media for media in ENDINGS if media.endswith(meaning))
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        return None
    return None
