"""What the figures of a report say: computed now for a draft, as frozen otherwise; and the records behind them."""

import re
from dataclasses import dataclass

from taizhang.kernel import figures, ledger
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.filters import parse_where
from taizhang.kernel.manifest import registry
from taizhang.reports import skeletons
from taizhang.reports.answering import Reader, happenings, reader_now
from taizhang.reports.chips import Chip
from taizhang.reports.drafting import Draft, draft, foreseen, merged, placed
from taizhang.reports.models import Report
from taizhang.reports.patterns import chips_in, parsed
from taizhang.reports.printing import Answer, printed
from taizhang.reports.skeletons.declare import Part
from taizhang.reports.wording import chinese_number, in_chinese, report_words, where_words


@dataclass(frozen=True)
class Said:
    """A figure of a report with its text: computed now for a draft, as frozen otherwise."""

    key: str
    chip: Chip
    answer: Answer
    text: str


def kinds_of_report():
    """[(code, label)] of the skeletons."""
    return [(skeleton.code, skeleton.label) for skeleton in skeletons.ALL.values()]


def drafted_body(unit, period, skeleton_code, *, viewer=SYSTEM, as_of=None):
    """The body that a skeleton gives for a unit and a period, from the ledger as it stands, or as it was known at a moment."""
    skeleton = skeletons.ALL[skeleton_code]
    reader = Reader(unit, period, as_of) if as_of else reader_now(unit, period)
    words = report_words(unit, period, skeleton.place, unit.parent())
    reader.foresee(foreseen(skeleton, words))
    return draft(skeleton, ask=reader.ask, events=happenings(unit, period, viewer=viewer, as_of=as_of), words=words)


def drafted_title(unit, period, skeleton_code):
    """楚阳镇联合工会2008年工作总结."""
    from_words = report_words(unit, period, "", None)
    return skeletons.ALL[skeleton_code].title.replace("<unit>", unit.name).replace("<period>", from_words["period"])


def said_in(report, keys=None, as_of=None):
    """{figure id: Said} for a report: read now for a draft (or as known at a moment), as frozen for the rest."""
    if report.state != Report.State.DRAFT:
        return {row.key: as_frozen(row) for row in report.frozen.all() if keys is None or row.key in keys}
    reader = Reader(report.unit, report.period, as_of) if as_of else reader_now(report.unit, report.period)
    asked = report.body.get("figures", {})
    wanted = keys if keys is not None else list(dict.fromkeys(placed(report.body)))
    reader.foresee(Chip.of(asked[key]) for key in wanted if key in asked)
    return {key: said_now(report, reader, key, Chip.of(asked[key])) for key in wanted if key in asked}


def said_now(report, reader, key, chip):
    """A figure of a draft as the ledger tells it to this reader."""
    answer = reader.ask(chip)
    return Said(key, chip, answer, printed(chip, answer, hedging=report.hedging))


def as_frozen(row):
    """A figure with the value, the words and the text that it was frozen with."""
    chip = Chip.of(row.chip)
    percent = row.printed.endswith("%")
    answer = Answer(row.number, row.numerator, row.denominator, words=row.words, percent=percent)
    return Said(row.key, chip, answer, row.printed)


# --- evidence -------------------------------------------------------------------------------------------------------------------


def sides(report, chip, reader=None):
    """The ledger's questions behind a chip: [(words, code, unit, period, options)]. A growth has this year's and last year's."""
    reader = reader or Reader(report.unit, report.period)
    unit, period = reader.unit_of(chip), reader.period_of(chip)
    options = {"scope": chip.scope, "where": chip.where, "nature": chip.nature or None}
    if chip.how in ("change", "more"):
        return [("now", chip.code, unit, period, options), ("before", chip.code, unit, period.a_year_before(), options)]
    if chip.over:
        below = {**options, "where": chip.over_where}
        return [("numerator", chip.code, unit, period, options), ("denominator", chip.over, unit, period, below)]
    return [("now", chip.code, unit, period, options)]


def evidence(report, chip, *, viewer, per_page=8):
    """[(words, code, unit, period, options, Trace)]: the records behind a chip, as the figure was known."""
    found = []
    for words, code, unit, period, options in sides(report, chip):
        trace = ledger.trace(code, unit, period, viewer=viewer, per_page=per_page, as_of=report.as_of, **options)
        found.append((words, code, unit, period, options, trace))
    return found


def typed_numbers(body):
    """Numbers in the text that no record stands behind: [(section heading, words around)]. Days, years and numbering are no figures."""
    plain = re.compile(
        r"\d{1,4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|\d{1,2}月底?|〔\d{4}〕\d*号?|[“《][^”》]*[”》]"
    )
    found = []
    for section in body.get("sections", ()):
        for block in section["blocks"]:
            for run in block["runs"]:
                if isinstance(run, str) and not block.get("records"):
                    rest = plain.sub(lambda match: "□" * len(match[0]), run)
                    found += [
                        (section["heading"], run[max(0, hit.start() - 8) : hit.end() + 6])
                        for hit in re.finditer(r"\d[\d.,]*", rest)
                    ]
    return found


def silent_figures(body, said):
    """Figures of the text that say nothing any more (zero, or a rate without a base): [(figure id, words around)]."""
    found = []
    for section in body.get("sections", ()):
        for block in section["blocks"]:
            texts = [
                run if isinstance(run, str) else said[run["f"]].text if run["f"] in said else ""
                for run in block["runs"]
            ]
            for place, run in enumerate(block["runs"]):
                if isinstance(run, dict) and run["f"] in said and not _tells(said[run["f"]]):
                    found.append(
                        (run["f"], f"{''.join(texts[:place])[-10:]}{texts[place]}{''.join(texts[place + 1 :])[:6]}")
                    )
    return found


def _tells(one):
    """Whether a figure says something; a zero that is not borne by the books says at least what is missing."""
    return one.answer.says_something or (one.chip.how == "none" and not one.answer.number)


def unsaid_zeros(report):
    """What the skeleton would tell as "none" and the books do not bear: [(label, what is missing)]."""
    reader, found = reader_now(report.unit, report.period), []
    for pattern in skeletons.ALL[report.skeleton].patterns():
        told = [(chip, reader.ask(chip)) for chip in chips_in(parsed(pattern))]
        spoken = all(answer.says_something for chip, answer in told if chip.how != "none")
        for chip, answer in told:
            if spoken and chip.how == "none" and answer.books and not answer.books.allows:
                with in_chinese():
                    found.append((_narrowed(answer.label, chip), answer.books.missing()))
    return list(dict.fromkeys(found))


def _narrowed(label, chip):
    return f"{label}（{where_words(parse_where(chip.where).chips)}）" if chip.where else label


# --- for the editor -------------------------------------------------------------------------------------------------------------


def in_numbers(body, said):
    """The sections as a page draws them: numbered, each run a text or a figure."""
    sections, number = [], 0
    for index, section in enumerate(body.get("sections", ())):
        number += bool(section["heading"])
        part, blocks = 0, []
        for block in section["blocks"]:
            part += block["kind"] == "part"
            runs = [
                {"text": run} if isinstance(run, str) else {"key": run["f"], "said": said.get(run["f"])}
                for run in block["runs"]
            ]
            blocks.append(
                {"kind": block["kind"], "number": chinese_number(part) if block["kind"] == "part" else "", "runs": runs}
            )
        title = f"{chinese_number(number)}、" if section["heading"] else ""
        sections.append({"index": index, "number": title, "heading": section["heading"], "blocks": blocks})
    return sections


COLUMNS = ("人数", "人次", "户数", "家数", "件数", "场次", "金额", "数量")
MOST_FOUND = 20


def found_figures(report, text):
    """Figures whose name or code contains the text, with what they say in this report; those that say something first."""
    reader = reader_now(report.unit, report.period)
    with in_chinese():
        named = [found.code for found in figures.listing() if text.lower() in f"{found.code} {found.label}".lower()]
        rows = [row for row in registry.catalogue.values() if text in f"{row.id} {row.label}"] if text else []
        codes = named[: MOST_FOUND * 2] + [f"{row.id}:{column}" for row in rows[:6] for column in COLUMNS]
        found = [_offered(report, reader, Chip(code)) for code in dict.fromkeys(codes)]
    return sorted(found, key=lambda one: not one["answer"].says_something)[:MOST_FOUND]


def _offered(report, reader, chip):
    answer = reader.ask(chip)
    return {"chip": chip.as_dict(), "answer": answer, "text": printed(chip, answer, hedging=report.hedging)}


def offered_sentences(report):
    """Every sentence of the report's skeleton that has something to say: [{"section", "runs": [{"text"} | {"chip", "text"}]}]."""
    skeleton = skeletons.ALL[report.skeleton]
    reader = reader_now(report.unit, report.period)
    words = report_words(report.unit, report.period, skeleton.place, report.unit.parent())
    one = Draft(reader.ask, None, words)
    offered = []
    for section, pattern in _patterns(skeleton):
        runs = one.sentence(pattern)
        if runs:
            offered.append(
                {"section": section, "runs": [_ready(report, reader, one.figures, run) for run in merged(runs)]}
            )
    return offered


def _patterns(skeleton):
    """(heading, pattern) of every sentence with figures."""
    for section in skeleton.sections:
        for content in section.contents:
            for paragraph in content.paragraphs if isinstance(content, Part) else (content,):
                yield from (
                    (section.heading, sentence) for sentence in paragraph.sentences if isinstance(sentence, str)
                )


def _ready(report, reader, chips, run):
    if isinstance(run, str):
        return {"text": run}
    return _offered(report, reader, chips[run["f"]])
