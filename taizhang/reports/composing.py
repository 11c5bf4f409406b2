"""From a report to the paper: title, numbered sections, signature, the table of figures, and the appendix that leads to the records."""

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from taizhang.kernel import ledger, marks
from taizhang.kernel.figures import resolve
from taizhang.reports.answering import Reader, all_is_known, known_until
from taizhang.reports.chips import write_token
from taizhang.reports.models import Report
from taizhang.reports.printing import DASH
from taizhang.reports.saying import said_in, sides
from taizhang.reports.wording import chinese_number, day_words, in_chinese, period_words
from taizhang.word.document import Document, Link, Paragraph, Printed, Table, Words
from taizhang.word.imprint import short_hash

RECORDS_SHOWN = 2
STATE_NOTES = {
    Report.State.DRAFT: "（草稿）",
    Report.State.FROZEN: "（送签稿）",
    Report.State.WITHDRAWN: "（已由新版本替代）",
}


def base_url():
    """Where the links of an exported file lead: TAIZHANG_BASE_URL."""
    return getattr(settings, "TAIZHANG_BASE_URL", "http://localhost:8000").rstrip("/")


def document(report, *, viewer):
    """The whole paper. The same report, as known at the same moment, gives the same document."""
    with in_chinese():
        said = said_in(report)
        as_known = report.as_of or known_until(report.unit)
        blocks = [
            *_front(report),
            *_sections(report.body, said),
            *_end(report),
            *_table(report.body, said),
            *_appendix(report, said, viewer),
        ]
        return Document(
            title=report.title_text,
            blocks=tuple(blocks),
            author=report.unit.name,
            subject=period_words(report.period),
            imprint=_imprint(report, said, as_known),
        )


def _front(report):
    yield Paragraph((Words(report.title_text),), "title")
    if report.state in STATE_NOTES:
        yield Paragraph((Words(STATE_NOTES[report.state]),), "note")
    yield Paragraph((), "blank")


def _sections(body, said):
    """Headings are numbered here, so that a section left out leaves no gap."""
    number = 0
    for section in body["sections"]:
        if section["heading"]:
            number += 1
            yield Paragraph((Words(f"{chinese_number(number)}、{section['heading']}"),), "level1")
        part = 0
        for block in section["blocks"]:
            if block["kind"] == "part":
                part += 1
                yield Paragraph((Words(f"（{chinese_number(part)}）"), *_runs(block["runs"], said)), "level2")
            else:
                yield Paragraph(_runs(block["runs"], said), "body")


def _runs(runs, said):
    return tuple(Words(run) if isinstance(run, str) else _printed(said[run["f"]]) for run in runs)


def _printed(one):
    return Printed(one.key, one.text, one.answer.label or one.answer.words)


def _end(report):
    """附件 note, who signs and when: two lines below the text."""
    if report.body.get("table"):
        yield Paragraph((), "blank")
        yield Paragraph((Words("附件：1．主要工作数据对照表"),), "enclosed")
        yield Paragraph((Words("　　　2．文中数字的口径与依据"),), "enclosed")
    yield Paragraph((), "blank")
    yield Paragraph((), "blank")
    yield Paragraph((Words(report.unit.name),), "signature")
    yield Paragraph((Words(day_words(report.written_on)),), "date")


def _table(body, said):
    """This year beside last year."""
    if not body.get("table"):
        return
    yield Paragraph((Words("附件1"),), "annex")
    yield Paragraph((Words("主要工作数据对照表"),), "caption")
    rows = tuple(_row(row, said) for row in body["table"])
    yield Table(
        ("项目", "单位", "本期", "上年同期", "同比"),
        rows,
        (40, 10, 16, 16, 18),
        ("left", "center", "right", "right", "right"),
    )


def _row(row, said):
    cells = tuple(((_printed(said[key]),),) if key in said else ((Words(DASH),),) for key in row["cells"])
    return (((Words(row["label"]),),), ((Words(row["measured_in"]),),), *cells)


def _appendix(report, said, viewer):
    """Figure → definition → records, each with its link to the server. Figures that ask the same share a line."""
    if not said:
        return
    yield Paragraph((Words("附件2"),), "annex")
    yield Paragraph((Words("文中数字的口径与依据"),), "caption")
    groups = list(asked_alike(said).items())
    behind = _behind(report, [_compared(*group) for group in groups], viewer)
    doubtful = marks.stand()
    rows = tuple(
        _evidence(report, group, place, found, doubtful)
        for place, (group, found) in enumerate(zip(groups, behind, strict=True), 1)
    )
    heads, widths = ("序号", "文中写法", "准确数", "口径", "依据"), (7, 13, 10, 34, 36)
    yield Table(heads, rows, widths, ("center", "left", "right", "left", "left"), "small")
    as_known = report.as_of or known_until(report.unit)
    common = f"除注明外，均指{period_words(report.period)}、{report.unit.name}及所属单位。"
    moment = f"依据截至{day_words(as_known)}{as_known:%H:%M}（世界时）已登记的记录。" if as_known else ""
    yield Paragraph(
        (Words(f"注：{common}本表由台账自动生成，{moment}数字可在系统中逐笔打开核对；涉及个人的记录只列笔数。"),),
        "source",
    )


def asked_alike(said):
    """{the question: the figures that ask it}: this year's value, last year's and the growth between them are one question."""
    groups = {}
    for one in said.values():
        groups.setdefault(_question(one.chip), []).append(one)
    return groups


def _question(chip):
    """What a chip asks, whatever it makes of the answer."""
    how = "value" if chip.how in ("change", "more") else chip.how
    period = "" if chip.period == "last" else chip.period
    return replace(chip, how=how, period=period, style="exact", group="", part=False)


def _compared(question, alike):
    """What to show the records of: with last year's, where the text compares or says last year's."""
    compared = any(one.chip.how in ("change", "more") or one.chip.period == "last" for one in alike)
    return replace(question, how="change") if compared and not question.over else question


def _behind(report, chips, viewer):
    """For each chip its sides: [(words, code, unit, period, options, how many lines, the latest of them)]; all asked together."""
    asked = [sides(report, chip) for chip in chips]
    if report.as_of is None or all_is_known(report.unit, report.as_of):
        found = _lines_behind(report, asked, viewer, None)
        if report.as_of is None or all_is_known(report.unit, report.as_of):  # still: nobody told anything meanwhile
            return found
    return _lines_behind(report, asked, viewer, report.as_of)


def _lines_behind(report, asked, viewer, as_of):
    """Figures of our own reports are told apart: every report that is written changes them."""
    questions = [
        (
            code,
            unit,
            period,
            {**options, "as_of": report.as_of if _is_ours(code, options) else as_of, "limit": _named(side)},
        )
        for each in asked
        for side, code, unit, period, options in each
    ]
    found = iter(ledger.latest(questions, viewer=viewer, limit=RECORDS_SHOWN))
    return [[(*side, *next(found)) for side in each] for each in asked]


def _named(side):
    """How many records of a side are named: last year's, and those that are divided by, are only counted."""
    return RECORDS_SHOWN if side in ("now", "numerator") else 0


def _is_ours(code, options):
    return any(term.measure.startswith("reports.") for term in resolve(code, options["nature"]).numerator)


def _evidence(report, group, place, behind, doubtful):
    question, alike = group
    texts = dict.fromkeys(("上年" if one.chip.period == "last" else "") + one.text for one in alike)
    plain = next(
        (
            one
            for one in alike
            if one.chip == replace(question, style=one.chip.style, group=one.chip.group, part=one.chip.part)
        ),
        alike[0],
    )
    return (
        ((Words(str(place)),),),
        ((Words("；".join(texts)),),),
        ((Words(_exact(plain)),),),
        ((Words(plain.answer.words.removeprefix(_common(report))),),),
        tuple(_sources(report, behind, doubtful)),
    )


def _exact(one):
    number = one.answer.numerator if one.chip.how in ("change", "more") else one.answer.number
    if number is None:
        return DASH
    return f"{number.normalize():f}" + (
        "%" if one.text.endswith("%") and one.chip.how not in ("change", "more") else ""
    )


def _sources(report, behind, doubtful):
    """How many records stand behind each side of the figure, and the latest of them by name: one paragraph a side."""
    names = {"now": "", "before": "上年", "numerator": "分子", "denominator": "分母"}
    for side, code, unit, period, options, count, latest in behind:
        runs = [Link(f"{names[side]}{count}笔", figure_url(code, unit, period, options))] if count else []
        for line in latest:
            if not line.fact.subject.startswith("person:"):
                runs += [Words("：" if len(runs) == 1 else "；"), *_source(line, report)]
        if runs and doubtful:
            weaker = marks.on_figure(resolve(code, options["nature"]), unit, period)
            runs += [Words(f"〔其中有{mark}〕") for mark in weaker]
        if runs:
            yield tuple(runs)


def _source(line, report):
    """One record by day, union and matter. A record about a person is never named on paper."""
    matter, who = line.about.get("matter") or line.title, line.fact.unit.name
    named = matter if who in matter or line.fact.unit_id == report.unit_id else f"{who}：{matter}"
    day = (
        f"{line.occurred_on.month}月{line.occurred_on.day}日"
        if line.occurred_on in report.period
        else f"{line.occurred_on:%Y-%m-%d}"
    )
    text = shortened(f"{day} {named}")
    return (Link(text, base_url() + line.url) if line.url else Words(text),)


def shortened(text, longest=24):
    """Short enough for a narrow column."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _common(report):
    """What most definitions begin with; said once in the note below the table."""
    return f"{period_words(report.period)}，{report.unit.name}及所属单位，"


def figure_url(code, unit, period, options):
    """The figure's page on the server, from anywhere."""
    return base_url() + figure_address(code, unit, period, options)


def figure_address(code, unit, period, options):
    """The figure's page."""
    query = {"unit": unit.code, "period": period.code()}
    query.update({key: options[key] for key in ("where", "nature") if options.get(key)})
    if options.get("scope") == "own":
        query["scope"] = "own"
    try:
        address = reverse("desk:figure", args=[code])
    except NoReverseMatch:
        address = f"/figures/{code}/"
    return f"{address}?{urlencode(query)}"


def _imprint(report, said, as_known):
    """What the file knows about itself."""
    reader = Reader(report.unit, report.period)
    return {
        "made_by": "Taizhang",
        "unit": report.unit.code,
        "unit_name": report.unit.name,
        "period": report.period_code,
        "skeleton": report.skeleton,
        "title": report.title_text,
        "state": report.state,
        "version": report.version,
        "number": report.number,
        "as_known": as_known.isoformat() if as_known else "",
        "figures": [_listed(one, reader) for one in said.values()],
    }


def _listed(one, reader):
    number, numerator, denominator = one.answer.number, one.answer.numerator, one.answer.denominator
    return {
        "id": one.key,
        "code": one.chip.code,
        "asks": write_token(one.chip)[1:-1],
        "unit": one.chip.unit or reader.unit.code,
        "period": reader.period_of(one.chip).code(),
        "where": one.chip.where,
        "value": None if number is None else f"{number.normalize():f}",
        "numerator": None if numerator is None else f"{numerator.normalize():f}",
        "denominator": None if denominator is None else f"{denominator.normalize():f}",
        "printed": one.text,
        "words": one.answer.words,
        "definition": short_hash(one.answer.words),
    }
