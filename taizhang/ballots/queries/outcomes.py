"""A counted ballot as pages, workbooks and papers tell it: the rule, the rule worked with the figures, and a table for each question."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from taizhang.ballots.models import Question
from taizhang.ballots.models.ballot import Base
from taizhang.ballots.queries.reading import rule_sentence
from taizhang.ballots.queries.results import outcome_sentence
from taizhang.ballots.queries.voting import answer_words, questions

Kind = Question.Kind
TONES = {
    "carried": "green",
    "elected": "green",
    "counted": "blue",
    "lost": "red",
    "no_quorum": "red",
    "tie": "amber",
    "vacant": "amber",
}
POINTED = (Kind.SCORE, Kind.ORDER)
OPEN_ENDED = ("tie", "vacant", "no_quorum")


def outcomes(ballot):
    """One dict for each question of a counted ballot: question, rule, sentence, tone, worked, heads, rows, again."""
    told = {one["number"]: one for one in ballot.result.get("questions", ())}
    return [
        {
            "question": question, "rule": rule_sentence(question), "told": one, "sentence": outcome_sentence(one),
            "tone": TONES[one["verdict"]], "worked": worked(question, one, ballot.result), "heads": heads(question),
            "rows": rows(question, one), "again": one["verdict"] in OPEN_ENDED, "sums": _sums(one),
        }
        for question in questions(ballot)
        if (one := told.get(question.number))
    ]  # fmt: skip


def _sums(told):
    return [
        (_("Ballots cast"), told["cast"]),
        (pgettext("ballots", "Valid"), told["valid"]),
        (pgettext("ballots", "Void"), told["void"]),
        (_("Blank (abstained)"), told["blank"]),
    ]


def worked(question, told, result):
    """The rule with this ballot's figures in it, in sentences."""
    said = []
    if question.quorum_numerator:
        words = {"present": result["present"], "entitled": result["entitled"]}
        met = _("%(present)s of %(entitled)s entitled were present: the quorum is reached.")
        missed = _("%(present)s of %(entitled)s entitled were present: the quorum is missed.")
        said.append((met if told["quorum_met"] else missed) % words)
    if question.pass_numerator:
        said.append(
            ngettext(
                "Of %(base)s (%(what)s) at least one vote is needed.",
                "Of %(base)s (%(what)s) at least %(needed)s votes are needed.",
                told["needed"],
            )
            % {"base": told["base"], "what": Base(question.pass_base).label, "needed": told["needed"]}
        )
    return said


def heads(question):
    """The heads of the figures in a question's table, after the name."""
    if question.kind in POINTED:
        return [_("Points"), _("Ballots with points"), _("Average")]
    if question.kind == Kind.GRID:
        return [*question.grades, _("Good, %")]
    return [pgettext("mark", "For"), pgettext("mark", "Against"), pgettext("mark", "Abstained")]


def rows(question, told):
    """[{"name", "figures", "share" 0–100 for the bar, "mark" (words, tone) or None}]."""
    most = max([1, *(row["points"] for row in told["rows"])])
    return [
        {
            "name": row["name"] or question.text, "write_in": row["write_in"], "figures": _figures(question, told, row),
            "share": _share(question, told, row, most), "mark": _mark(question, told, row),
        }
        for row in told["rows"]
    ]  # fmt: skip


def _figures(question, told, row):
    if question.kind in POINTED:
        return [row["points"], row["given"], _tenths(row["points"], row["given"])]
    if question.kind == Kind.GRID:
        rated = sum(row["grades"].values())
        return [*(row["grades"].get(grade, 0) for grade in question.grades), _tenths(row["good"] * 100, rated)]
    return [row["for"], row["against"], row["abstain"]]


def _tenths(over, under):
    """A ratio with one decimal, rounded half up; a dash of nothing."""
    if not under:
        return "—"
    tenths = (over * 20 + under) // (2 * under)
    return f"{tenths // 10}.{tenths % 10}"


def _share(question, told, row, most):
    if question.kind in POINTED:
        return round(row["points"] * 100 / most)
    if question.kind == Kind.GRID:
        rated = sum(row["grades"].values())
        return round(row["good"] * 100 / rated) if rated else 0
    base = told["base"] or told["valid"]
    return min(100, round(row["for"] * 100 / base)) if base else 0


def _mark(question, told, row):
    if question.kind == Kind.MOTION:
        words = {"carried": (_("carried"), "green"), "lost": (_("not carried"), "red")}
        return words.get(told["verdict"])
    if row["tied"]:
        return _("equal votes"), "amber"
    if row["elected"] and question.kind == Kind.GRID:
        return _("enough good grades"), "green"
    if row["elected"]:
        return (pgettext("ballot", "approved") if question.kind == Kind.APPROVAL else _("elected")), "green"
    return None


def result_sheets(ballot):
    """The result for a workbook: a sheet of numbers, then one for each question."""
    result = ballot.result
    numbers = [
        [_("Entitled"), result.get("entitled")], [_("Present"), result.get("present")], [_("Ballots issued"), result.get("issued")],
        [_("Ballots returned"), result.get("returned")], [_("Hash of the electorate"), ballot.electorate_hash],
        [_("Hash of the box"), ballot.box_hash],
    ]  # fmt: skip
    sheets = [(_("Ballot"), [ballot.title_text, ""], numbers)]
    for one in outcomes(ballot):
        question = one["question"]
        table = [[row["name"], *row["figures"], row["mark"][0] if row["mark"] else ""] for row in one["rows"]]
        table += [
            [],
            [one["sentence"]],
            [one["rule"]],
            *([words] for words in one["worked"]),
            *([name, value] for name, value in one["sums"]),
        ]
        sheets.append(
            (
                f"{question.number} {question.text}",
                [pgettext("person", "Name"), *one["heads"], pgettext("ballot", "Outcome")],
                table,
            )
        )
    return sheets


def slip_words(ballot, answers):
    """A slip of the box in words: [(question, [words])]."""
    return [(question, answer_words(question, answers.get(str(question.number)))) for question in questions(ballot)]
