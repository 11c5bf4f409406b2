"""A whole file read: text, noise, reports, sections, claims, damage, in that order."""

import hashlib

from .claims import Document
from .files import text_of
from .finding import claims_of
from .noise import noise_of
from .sections import reports_of, sections_of
from .stream import stream


def read(content, name="", encoding=""):
    """Read a file (bytes) or a pasted text (str) into a Document; refuses with a sentence (`Unreadable`)."""
    if isinstance(content, str):
        return read_text(content, name, encoding=encoding)
    text, format, encoding = text_of(content, name, encoding)
    return read_text(text, name, format=format, encoding=encoding, digest=hashlib.sha256(content).hexdigest())


def read_text(text, name="", *, format="pasted", encoding="", digest=""):
    """Read a text that is at hand; offsets are those of this text."""
    noise = noise_of(text)
    reports = reports_of(text, noise)
    sections = tuple(section for report in reports for section in sections_of(text, report, noise))
    clean = stream(text, noise)
    claims = claims_of(clean, reports, sections)
    return Document(
        name, format, text, encoding, digest or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), reports, sections, noise,
        claims, (),
    )  # fmt: skip
