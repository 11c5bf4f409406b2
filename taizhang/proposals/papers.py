"""Papers for the printer, in Chinese as the office files them: the answer sheet of a proposal, the report of a round."""

from django.utils.formats import date_format
from django.utils.translation import override

from taizhang.kernel import ledger
from taizhang.kernel.periods import Period
from taizhang.proposals import queries, sheets
from taizhang.proposals.models import Proposal
from taizhang.word.document import Document, Paragraph, Printed, Table, Words
from taizhang.word.imprint import short_hash
from taizhang.word.package import to_bytes

RESULTS = {"A": "A 已解决", "B": "B 正在解决或列入计划", "C": "C 因条件限制暂不能解决", "D": "D 留作参考"}
FIGURES = (
    ("received_count", "收到提案", "件"),
    ("filed", "立案", "件"),
    ("merged", "并案", "件"),
    ("turned", "转为意见建议", "件"),
    ("declined", "不予立案", "件"),
    ("filing_rate", "立案率", "%"),
    ("answered_count", "已答复", "件"),
    ("answer_rate", "办复率", "%"),
    ("in_time_rate", "按期答复率", "%"),
    ("result_a", "A类", "件"),
    ("result_b", "B类", "件"),
    ("result_c", "C类", "件"),
    ("result_d", "D类", "件"),
    ("solving_rate", "落实率", "%"),
    ("closed_count", "办结", "件"),
    ("closing_rate", "办结率", "%"),
    ("rated_count", "提案人评价", "件"),
    ("satisfaction_rate", "满意率", "%"),
    ("key_count", "重点提案", "件"),
    ("excellent_count", "优秀提案", "件"),
)


def _p(text, style="body"):
    return Paragraph((Words(str(text)),), style)


def _cell(text):
    return ((Words(str(text or "")),),)


def _day(value):
    return date_format(value, "Y年n月j日") if value else ""


def answer_sheet(proposal):
    """Bytes of 提案办理答复: the words, who stands behind it, decision, each handling with its answer and rating."""
    with override("zh-hans"):
        handlings = list(proposal.handlings.prefetch_related("assignees").order_by("number"))
        rows = [
            ("届次", str(proposal.round)),
            ("编号", proposal.label),
            ("案名", proposal.name),
            ("提案类别", proposal.subject),
            ("提案人", "、".join(queries.proposals.proposers_of(proposal)) or proposal.delegation),
            ("附议人", "、".join(queries.proposals.seconders_of(proposal))),
            ("案由", proposal.reason),
            ("建议措施", proposal.measure),
            (
                "审查意见",
                "，".join(filter(None, (sheets.decision_of(proposal), proposal.why, _day(proposal.decided_on)))),
            ),
        ]
        for one in handlings:
            rows += _handling(one, several=len(handlings) > 1)
        blocks = [
            _p("职工代表提案办理答复", "title"),
            _p(f"{proposal.unit.name}", "note"),
            Table(
                ("项目", "内容"),
                tuple((_cell(name), _cell(value)) for name, value in rows),
                (3, 12),
                ("center", "left"),
                "cell",
                ruled=True,
            ),
            _p("", "blank"),
            _p("承办部门（签章）：            提案人（签字）：            日期：            "),
        ]
    return to_bytes(Document(title=f"提案{proposal.label}办理答复", blocks=tuple(blocks), author=proposal.unit.name))


def _handling(one, *, several):
    mark = f"（第{one.number}次办理）" if several else ""
    lead = one.lead
    helpers = "、".join(helper.name for helper in one.helpers)
    yield (
        f"承办{mark}",
        "；".join(
            filter(
                None,
                (
                    lead.name if lead else "",
                    helpers and f"协办：{helpers}",
                    one.signed_by and f"批示：{one.signed_by}",
                    one.instruction,
                ),
            )
        ),
    )
    yield "办理期限", f"{_day(one.assigned_on)}交办，{_day(one.due_on)}前答复"
    yield "答复日期", _day(one.answered_on)
    yield "办理结果", RESULTS.get(one.result, "")
    yield "答复内容", one.answer + (f"（计划{_day(one.planned_for)}前完成）" if one.planned_for else "")
    yield "提案人评价", "，".join(filter(None, (one.rating, one.rating_words, one.rated_by, _day(one.rated_on))))


def period_of(round, today):
    """From the first to the last proposal that the round may have received."""
    received = [day for day in round.proposals.filter(voided_at=None).values_list("received_on", flat=True) if day]
    return Period.between(min([round.opens_on, *received]), max([round.session_on, *received]))


class _Figures:
    """The figures of the report: asked of the ledger, printed once each, listed inside the file so that `taizhang verify` asks again."""

    def __init__(self, round, today):
        self.unit, self.period, self.where = round.unit, period_of(round, today), f"提案届次={round}"
        found = {
            code: ledger.value(f"proposals.{code}", self.unit, self.period, where=self.where)
            for code, _l, _u in FIGURES
        }
        self.found, self.listed = found, []

    def number(self, code):
        """The plain value, for deciding whether a clause is said."""
        return self.found[code].number or 0

    def run(self, code):
        """The figure as a run of text that can be checked afterwards."""
        figure = self.found[code]
        text = figure.text() + ("%" if figure.indicator.percent and figure.number is not None else "")
        key = f"p{len(self.listed) + 1:02}"
        words = str(figure.indicator.words)
        self.listed.append(
            {
                "id": key,
                "code": figure.code,
                "asks": f"{figure.code}?{self.where}",
                "unit": self.unit.code,
                "period": self.period.code(),
                "where": self.where,
                "value": _plain(figure.number),
                "numerator": _plain(figure.numerator),
                "denominator": _plain(figure.denominator),
                "printed": text,
                "words": words,
                "definition": short_hash(words),
            }
        )
        return Printed(key, text, words)

    def said(self, *parts):
        """A paragraph of words and codes: "收到提案" , "received_count", "件"."""
        return Paragraph(tuple(self.run(part[1:]) if part.startswith("=") else Words(part) for part in parts), "body")


def _plain(number):
    return None if number is None else f"{number.normalize():f}"


def report(round, today):
    """Bytes of the report on a round for the next session: what came in, what became of it, what is still open, by department, the list."""
    with override("zh-hans"):
        figures = _Figures(round, today)
        found = list(queries.proposals.of_round(round))
        open_ones = [one for one in found if one.state in Proposal.OPEN or (one.is_file and one.result == "B")]
        excellent = [one for one in found if one.excellent_on]
        blocks = [
            _p(f"{round.unit.name}关于{round}提案工作的报告", "title"),
            _p("", "blank"),
            _p("一、提案征集与立案", "level1"),
            figures.said(
                f"提案自{_day(round.opens_on)}起征集，至{_day(round.closes_on)}截止。共收到提案",
                "=received_count",
                "件，立案",
                "=filed",
                "件，并案",
                "=merged",
                "件，转为意见建议",
                "=turned",
                "件，不予立案",
                "=declined",
                "件，立案率",
                "=filing_rate",
                "。",
            ),
            _p("二、办理与答复", "level1"),
            figures.said(
                "立案的提案已答复",
                "=answered_count",
                "件，办复率",
                "=answer_rate",
                "，按期答复率",
                "=in_time_rate",
                "。其中A类（已解决）",
                "=result_a",
                "件，B类（正在解决或列入计划）",
                "=result_b",
                "件，C类（暂不能解决）",
                "=result_c",
                "件，D类（留作参考）",
                "=result_d",
                "件，落实率",
                "=solving_rate",
                "。已办结",
                "=closed_count",
                "件，办结率",
                "=closing_rate",
                "。",
            ),
            figures.said("经提案人评价", "=rated_count", "件，满意率", "=satisfaction_rate", "。"),
            *_offices(found),
        ]
        if excellent:
            blocks += [
                _p("三、重点提案和优秀提案", "level1"),
                figures.said(
                    "确定重点提案",
                    "=key_count",
                    "件，评出优秀提案",
                    "=excellent_count",
                    "件：" + "；".join(f"{one.label}《{one.name}》" for one in excellent) + "。",
                ),
            ]
        if open_ones:
            blocks += [
                _p("四、继续跟踪的提案" if excellent else "三、继续跟踪的提案", "level1"),
                _p("以下提案尚未办结或列入计划，将继续督办。"),
                _list(open_ones),
            ]
        blocks += [
            _p(round.unit.name, "signature"),
            _p(_day(today), "date"),
            _p("附件 提案办理情况一览表", "annex"),
            _list(found),
        ]
        imprint = {
            "made_by": "Taizhang",
            "unit": round.unit.code,
            "unit_name": round.unit.name,
            "period": figures.period.code(),
            "title": str(round),
            "state": "draft",
            "number": "",
            "figures": figures.listed,
        }
    return to_bytes(
        Document(title=f"{round}提案工作报告", blocks=tuple(blocks), author=round.unit.name, imprint=imprint)
    )


def _list(proposals):
    rows = tuple(
        tuple(
            _cell(value)
            for value in (
                one.number,
                one.name,
                "、".join(queries.proposals.proposers_of(one)) or one.delegation,
                sheets.decision_of(one),
                _lead(one),
                one.result,
                _rating(one),
            )
        )
        for one in proposals
    )
    heads = ("编号", "案名", "提案人", "处理", "承办部门", "结果", "评价")
    return Table(
        heads, rows, (2, 10, 5, 3, 5, 2, 3), ("center", "left", "left", "left", "left", "center", "left"), "small"
    )


def _lead(one):
    last = one.running
    return last.lead.name if last and last.lead else ""


def _rating(one):
    last = one.running
    return last.rating if last else ""


def _offices(found):
    """A table by department: how many it had, answered, solved."""
    counted = {}
    for one in found:
        if one.is_file and _lead(one):
            row = counted.setdefault(_lead(one), [0, 0, 0, 0])
            last = one.running
            row[0] += 1
            row[1] += bool(last.answered_on)
            row[2] += one.result == "A"
            row[3] += last.rating in ("满意", "基本满意")
    if not counted:
        return []
    rows = tuple(tuple(_cell(value) for value in (name, *row)) for name, row in sorted(counted.items()))
    heads = ("承办部门", "承办（件）", "已答复", "A类", "满意和基本满意")
    return [Table(heads, rows, (8, 3, 3, 3, 5), ("left", "right", "right", "right", "right"), "small")]
