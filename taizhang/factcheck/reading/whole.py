"""A whole file read: text, noise, reports, sections, claims, damage, in that order."""

import hashlib
from dataclasses import replace

from .claims import Document
from .damage import damage_of
from .files import refuse_too_long, text_of
from .finding import claims_of
from .groups import grouped
from .noise import noise_of
from .sections import reports_of, sections_of
from .stream import stream
from .subjects import speaker
from .years import year_of


def read(content, name="", encoding=""):
    """Read a file (bytes) or a pasted text (str) into a Document; refuses with a sentence (`Unreadable`)."""
    if isinstance(content, str):
        return read_text(content, name, encoding=encoding)
    text, format, encoding = text_of(content, name, encoding)
    return read_text(text, name, format=format, encoding=encoding, digest=hashlib.sha256(content).hexdigest())


def read_text(text, name="", *, format="pasted", encoding="", digest=""):
    """Read a text that is at hand; offsets are those of this text."""
    refuse_too_long(len(text))
    noise = noise_of(text)
    clean = stream(text, noise, paged=format == "pdf")
    reports = tuple(_dated(clean, report) for report in reports_of(text, noise))
    sections = tuple(section for report in reports for section in sections_of(text, report, noise))
    claims = grouped(text, claims_of(clean, reports, sections))
    damage, claims = damage_of(text, clean, reports, sections, claims)
    return Document(
        name, format, text, encoding, digest or hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), reports, sections, noise,
        claims, damage,
    )  # fmt: skip


def _dated(clean, report):
    """The report with its year and half-year and the union that speaks."""
    words = clean.clean[clean.position(report.start) : clean.position(report.end)]
    year, half = year_of(report.title, words)
    return replace(report, year=year, half=half, organisation=speaker(report.title, words))
