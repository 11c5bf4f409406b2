"""The report in Word with the checker's remarks in the margin: the file that was handed in where it is one, else its text on paper."""

import io
import zipfile

from django.utils.translation import gettext as _

from taizhang.word.commenting import Comment
from taizhang.word.commenting import commented as with_comments
from taizhang.word.document import Document, Paragraph, Words
from taizhang.word.package import to_bytes
from taizhang.word.reading import Unreadable

from . import paper, queries, standings

STYLES = {"title": "title", "heading": "level1", "text": "body", "noise": "small"}


def commented(opened, content=None, *, every=False):
    """Bytes of a .docx: a comment on every figure to be looked at (`every`: on all), on damaged places, and a summary at the head."""
    remarks = list(comments(opened, every=every))
    moment = opened.check.read_at
    words = {"author": str(_("Taizhang, report checker")), "initials": str(_("TZ")), "at": moment}
    if content and _is_word(content):
        try:
            return with_comments(content, opened.text, remarks, **words)[0]
        except Unreadable:
            pass  # a file that only others can open: its text goes on new paper
    return with_comments(to_bytes(on_paper(opened)), opened.text, remarks, **words)[0]


def _is_word(content):
    """Whether the file is a .docx, whatever it is called."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        return False


def on_paper(opened):
    """The text as a paper: title, headings, paragraphs."""
    blocks = [
        Paragraph((Words(opened.text[one.start : one.end].strip()),), STYLES[one.style])
        for one in paper.laid_out(opened)
    ]
    return Document(
        title=opened.check.name, blocks=tuple(blocks), author=opened.check.unit.name if opened.check.unit_id else ""
    )


def comments(opened, *, every=False):
    """The remarks for the margin, in reading order, the summary first."""
    first = _first_words(opened.text)
    if first:
        yield Comment(*first, tuple(summary(opened)))
    for claim in opened.figures:
        if every or claim.standing.open:
            yield Comment(claim.start, claim.end, tuple(_remark(claim)))
    for damage in opened.damage:
        lines = [f"⚑ {damage['words']}", damage["explanation"], _recovered(damage)]
        yield Comment(damage["start"], damage["end"], tuple(line for line in lines if line))


def _first_words(text):
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return (start, min(end, start + 40)) if text.strip() else None


def _remark(claim):
    yield f"{claim.standing.sign} {claim.standing.label}"
    if claim.explanation:
        yield str(claim.explanation)
    for relation in claim.relations:
        if relation.holds is False and relation.explanation != claim.explanation:
            yield str(relation.explanation)
    if claim.copied:
        yield str(_("The same sentence stood in last year's report."))


def _recovered(damage):
    return _("It must have been: %(words)s") % {"words": damage["recovered"]} if damage["recovered"] else ""


def summary(opened):
    """The result in a few lines: how many figures, how they stand, the worst of them."""
    counts = opened.check.counts or queries.counts_of(opened.result)
    yield str(_("Checked: %(figures)s figures") % {"figures": counts.get("figures", 0)})
    for standing in standings.STANDINGS:
        if counts.get(standing.code):
            yield f"{standing.sign} {standing.label} {counts[standing.code]}"
    if counts.get("relations"):
        yield str(_("%(relations)s relations within the report, %(broken)s of them broken") % counts)
    if counts.get("damage"):
        yield str(_("%(damage)s damaged places") % counts)
