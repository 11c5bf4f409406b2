"""The registers in the usual layout of unions; what is exported can be imported again."""

from taizhang.proposals import facts
from taizhang.proposals.models import Backer

PROPOSAL_HEADS = (
    "届别", "届次", "编号", "案名", "案由", "建议措施", "提案人", "附议人", "代表团", "提案类别", "收到日期", "处理意见", "并入编号", "不立案理由",
    "立案日期", "承办部门", "协办部门", "办理期限", "办理结果", "答复内容", "答复日期", "计划完成日期", "满意度", "优秀提案", "状态",
)  # fmt: skip
SUGGESTION_HEADS = (
    "编号", "建议名称", "建议内容", "提出人", "建议类别", "所在部门", "提出日期", "采纳情况", "处理理由", "承办", "实施日期", "创造效益",
    "效益认定人", "奖励金额", "奖项",
)  # fmt: skip
OUTCOMES = {"submitted": "", "adopted": "采纳", "declined": "未采纳", "done": "已实施", "withdrawn": "撤回"}


def proposal_rows(proposals):
    """One row a proposal, with the handling that runs now."""
    for one in proposals:
        last = one.running
        lead = last.lead if last else None
        yield (
            one.round.term, one.round.session, one.number, one.name, one.reason, one.measure, _names(one, proposers=True),
            _names(one, proposers=False), one.delegation, one.subject, one.received_on, decision_of(one),
            one.merged_into.number if one.merged_into_id else None, one.why, one.decided_on, lead.name if lead else "",
            "、".join(helper.name for helper in last.helpers) if last else "", last.due_on if last else None, one.result,
            last.answer if last else "", last.answered_on if last else None, last.planned_for if last else None,
            last.rating if last else "", "是" if one.excellent_on else "", one.get_state_display(),
        )  # fmt: skip


def decision_of(proposal):
    """The committee's decision in the words of the workbook."""
    return facts.FILED if proposal.is_file else facts.DECISIONS.get(proposal.state, "")


def _names(proposal, *, proposers):
    return "、".join(
        one.name
        for one in proposal.backers.all()
        if (one.role != Backer.Role.SECONDER) == proposers and (proposers or one.confirmed_on)
    )


def suggestion_rows(suggestions):
    """One row a suggestion."""
    for one in suggestions:
        yield (
            one.number, one.name, one.content, "、".join(person.name for person in one.contributors.all()), one.subject, one.department,
            one.submitted_on, OUTCOMES[one.state], one.why, one.carried_by, one.done_on, one.benefit, one.benefit_by, one.reward, one.award,
        )  # fmt: skip
