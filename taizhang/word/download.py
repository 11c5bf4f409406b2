"""A Word file as the answer to a request."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from taizhang.word.document import Document
from taizhang.word.package import to_bytes

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_response(name, content):
    """The file as a download; `name` without its ending, `content` a Document or the bytes of a file that is made already."""
    made = to_bytes(content) if isinstance(content, Document) else content
    answer = HttpResponse(made, content_type=DOCX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.docx")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def paper_response(document):
    """A Document as a download under its own title."""
    return word_response(document.title, document)
