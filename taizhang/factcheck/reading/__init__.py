"""Reading a narrative report: from a file to its claims. Pure: no database, no clock.

    document = read(content, name)      # bytes of .docx .doc .txt .html .pdf, or a str that was pasted
    document.claims, document.damage, document.sections, document.reports

`Unreadable` says in a sentence why a file cannot be read.
"""

from .claims import Claim, Damage, Document, Noise, Report, Section
from .files import Unreadable
from .whole import read, read_text

__all__ = ["Claim", "Damage", "Document", "Noise", "Report", "Section", "Unreadable", "read", "read_text"]
