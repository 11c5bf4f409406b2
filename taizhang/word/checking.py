"""What was changed by hand since a report was exported: figure by figure, paragraph by paragraph.

The file alone answers this. Whether a figure has drifted from the ledger since is another question (`reports.queries.verify`).
"""

from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher

from . import imprint
from .reading import Unreadable, read

STATES = ("right", "changed", "missing", "added")


@dataclass
class FigureFinding:
    """One figure: what was printed, what stands there now, and a sentence where they differ."""

    id: str
    code: str
    words: str
    printed: str
    found: str
    state: str
    message: str = ""


@dataclass
class TextFinding:
    """One place in the words around the figures."""

    paragraph: int
    text: str
    message: str


@dataclass
class Checked:
    """The verdict on one file. `state` is intact, changed, damaged or foreign (not made by us or its list was removed)."""

    state: str
    imprint: dict = field(default_factory=dict)
    figures: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def as_dict(self):
        return asdict(self)


def check(path):
    """Compare a file with the list of figures that it carries."""
    try:
        found = read(path)
    except Unreadable as problem:
        return Checked("unreadable", problems=[str(problem)])
    if found.imprint is None:
        return _without_list(found)
    problems = [*dict.fromkeys(found.added)]
    damaged = imprint.digest(found.imprint) != found.imprint.get("digest")
    if damaged:
        problems.insert(0, "文件里的数字清单被改动过，清单本身已不可信")
    figures = [_figure(row, found.figures) for row in found.imprint["figures"]] + _unknown(found)
    texts = _texts(found)
    changed = problems or texts or any(row.state != "right" for row in figures)
    return Checked(
        "damaged" if damaged else "changed" if changed else "intact", found.imprint, figures, texts, problems
    )


def _without_list(found):
    if found.imprint_problem:
        return Checked("damaged", problems=[found.imprint_problem])
    if found.figures:
        return Checked("damaged", problems=["文件里的数字清单不见了，无法逐个核对"])
    return Checked("foreign", problems=["这份文件不是本系统导出的报告，或其数字清单已被删除"])


def _figure(row, places):
    """A figure stands where it stood and says what it said, or a sentence tells what happened to it."""
    texts = places.get(row["id"])
    printed = row["printed"]
    about = {"id": row["id"], "code": row.get("code", ""), "words": row.get("words", ""), "printed": printed}
    if not texts:
        return FigureFinding(
            **about,
            found="",
            state="missing",
            message=f"“{printed}”原来的位置已找不到这个数字（可能连同数字框一起删掉了）",
        )
    wrong = [text for text in texts if imprint.squeezed(text) != imprint.squeezed(printed)]
    if wrong:
        now = wrong[0] or "（空白）"
        return FigureFinding(**about, found=wrong[0], state="changed", message=f"导出时为“{printed}”，现为“{now}”")
    if len(texts) > 1:
        message = f"“{printed}”被复制到了{len(texts)}处"
        return FigureFinding(**about, found=texts[0], state="changed", message=message)
    return FigureFinding(**about, found=texts[0], state="right")


def _unknown(found):
    known = {row["id"] for row in found.imprint["figures"]}
    return [
        FigureFinding(figure, "", "", "", texts[0], "added", f"“{texts[0]}”这个数字框不在导出清单里")
        for figure, texts in found.figures.items()
        if figure not in known
    ]


def _texts(found):
    """Paragraphs whose words are not those of the export, with the place counted in paragraphs from the top."""
    before = found.imprint.get("paragraphs", [])
    texts = [(text, raw) for text, raw in found.paragraphs if imprint.squeezed(text)]
    after = imprint.paragraph_hashes(text for text, _ in texts)
    findings = []
    for kind, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        findings += [
            TextFinding(place + 1, texts[place][1][:60], "文字与导出时不同" if end > start else "导出后新加的一段")
            for place in range(first, last)
        ]
        missing = (end - start) - (last - first)
        if missing > 0:
            findings.append(TextFinding(last + 1, "", f"此处少了{missing}段"))
    return findings
