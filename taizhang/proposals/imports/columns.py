"""The columns of the workbooks, the words that unions use for them, and what may be wrong with a row."""

from taizhang.intake.importers import Column
from taizhang.intake.problems import declare
from taizhang.proposals.models import Subject

declare(
    ("round_unknown", "没有“{round}”的提案征集，请先开一次征集", "there is no round of proposals “{round}”; open one first"),
    ("round_unclear", "有几次提案征集，请填届别和届次", "several rounds are on file; say which term and session"),
    ("number_known", "本届次已有这个编号的提案", "this number is on file in the round"),
    ("number_twice", "与前面一行编号相同", "the same number as an earlier row"),
    ("number_unknown", "本届次没有这个编号的提案", "no proposal of this number is on file in the round"),
    ("refusal_without_reason", "不立案要写明理由", "a proposal that is not filed needs the reason"),
    ("into_unknown", "并入的提案要在同一届次立案", "the proposal to merge into must be filed in the same round"),
    ("proposer_by_name", "名册上没有或有同名的{names}，只登记姓名", "not on the register, or several of the name: {names}; kept as a name"),
    ("not_in_handling", "这件提案不在办理中，不能写入答复", "this proposal is not in handling; no answer can be entered"),
    ("plan_without_day", "B类要填计划完成日期", "class B needs the day by which it is planned"),
    ("answer_before_assignment", "答复日期早于交办日期", "the answer is dated before the assignment"),
    ("delegate_not_on_register", "名册上没有此人，请先导入会员", "nobody of this name or number is on the register; import the member first"),
    ("delegate_namesakes", "有同名会员，请填身份证号", "several members bear the name; give the identity number"),
    ("suggestion_known", "同名的合理化建议已登记", "a suggestion of this title is on file"),
    ("suggestion_without_reason", "没有采纳的要写明理由", "a suggestion that was not adopted needs the reason"),
)  # fmt: skip

YES = {"是": "是", "√": "是", "优秀": "是", "否": "否", "": "否"}
DECISIONS = {
    "已立案": "立案", "予以立案": "立案", "并案处理": "并案", "合并": "并案", "转为意见建议": "转建议", "转为建议": "转建议",
    "作为意见建议": "转建议", "意见建议": "转建议", "未立案": "不立案", "不予立案": "不立案",
}  # fmt: skip
RESULTS = {
    "A类": "A", "已解决": "A", "已落实": "A", "B类": "B", "正在解决": "B", "列入计划": "B", "C类": "C", "暂不能解决": "C",
    "D类": "D", "留作参考": "D",
}  # fmt: skip
RATINGS = {"基本满意": "基本满意", "较满意": "基本满意"}

UNIT = (
    Column("unit", "所在工会编码", ("工会编码", "单位编码"), type="unit", english="union code"),
    Column("unit_name", "所在工会", ("工会名称", "单位名称", "单位"), type="unit", english="union", width=20),
)
ROUND = (
    Column("term", "届别", ("届", "职代会届别", "教代会届别"), english="term", max_length=30, example="第八届"),
    Column(
        "session",
        "届次",
        ("次", "会次", "会议次别", "大会次别"),
        english="session",
        max_length=40,
        example="第四次会议",
    ),
)
NUMBER = Column("number", "编号", ("提案编号", "提案号", "序号", "号数"), type="int", english="no.", example="1")
NAME = Column("name", "案名", ("提案名称", "提案题目", "提案标题", "题目", "标题", "案题"), english="title", required=True, max_length=120, width=30,
              example="接通家属楼宽带")  # fmt: skip
SUBJECT = Column(
    "subject",
    "提案类别",
    ("类别", "分类", "建议类别"),
    type="choice",
    english="class",
    choices=tuple(Subject.values),
    max_length=20,
)
RESULT = Column("result", "办理结果", ("结果", "落实情况", "办理结果类别"), type="choice", english="result", choices=("A", "B", "C", "D"),
                translations=RESULTS, open_vocabulary=False, example="A")  # fmt: skip
ANSWER = Column(
    "answer", "答复内容", ("答复", "办理答复", "答复意见", "办理情况"), english="answer", max_length=2000, width=40
)
ANSWERED = Column(
    "answered_on", "答复日期", ("答复时间", "办复日期", "办结日期"), type="date", english="answered on", coarse="month"
)
PLANNED = Column(
    "planned_for",
    "计划完成日期",
    ("计划完成时间", "拟完成日期"),
    type="date",
    english="planned for",
    future="accepted",
    coarse="month",
)
RATING = Column("rating", "满意度", ("提案人评价", "评价", "提案人意见", "反馈意见"), type="choice", english="rating",
                choices=("满意", "基本满意", "不满意"), translations=RATINGS, open_vocabulary=False)  # fmt: skip

PROPOSALS = (
    *ROUND, NUMBER, NAME,
    Column("reason", "案由", ("理由", "提案理由", "案由及理由", "提案内容", "内容"), english="reason", max_length=2000, width=40),
    Column("measure", "建议措施", ("措施", "建议", "解决办法", "建议及措施", "改进措施"), english="measure", max_length=2000, width=40),
    Column("proposers", "提案人", ("提案代表", "提出人", "提案者", "主提案人"), english="proposer", max_length=200, example="张三"),
    Column("seconders", "附议人", ("附议代表", "附议", "联名人"), english="seconders", max_length=300, example="李四、王五"),
    Column("delegation", "代表团", ("所在代表团", "提案单位", "代表组"), english="delegation", max_length=60),
    SUBJECT,
    Column("received_on", "收到日期", ("提交日期", "提案日期", "收案日期", "日期", "提交时间"), type="date", english="received on", coarse="month"),
    Column("decision", "处理意见", ("审查意见", "立案情况", "是否立案", "处理结果"), type="choice", english="decision",
           choices=("立案", "并案", "转建议", "不立案"), translations=DECISIONS, open_vocabulary=False, example="立案"),
    Column("into", "并入编号", ("并入", "并入提案号"), type="int", english="merged into no."),
    Column("why", "不立案理由", ("处理理由", "理由说明", "不立案原因"), english="reason of the decision", max_length=300),
    Column("decided_on", "立案日期", ("审查日期", "处理日期"), type="date", english="decided on", coarse="month"),
    Column("department", "承办部门", ("承办单位", "主办单位", "主办部门", "责任部门", "承办处室"), english="department", max_length=80),
    Column("helpers", "协办部门", ("协办单位", "会办单位", "协办处室"), english="helpers", max_length=200),
    Column("due_on", "办理期限", ("答复期限", "办结时限", "要求完成日期"), type="date", english="due on", future="accepted"),
    RESULT, ANSWER, ANSWERED, PLANNED, RATING,
    Column("excellent", "优秀提案", ("是否优秀", "评优", "获奖情况"), type="choice", english="excellent", choices=("是", "否"), translations=YES,
           open_vocabulary=False),
    *UNIT,
)  # fmt: skip
ANSWERS = (
    *ROUND, Column("number", "编号", NUMBER.synonyms, type="int", english="no.", required=True, example="1"), RESULT, ANSWER, ANSWERED, PLANNED,
    RATING, *UNIT,
)  # fmt: skip
DELEGATES = (
    *ROUND,
    Column("name", "姓名", ("代表姓名", "正式代表"), type="name", english="name", required=True, max_length=60, example="张三"),
    Column("id_number", "身份证号", ("身份证号码", "证件号码"), type="id_number", english="identity number", width=22),
    Column("group", "代表团", ("代表组", "选区", "所在代表团"), english="delegation", max_length=60),
    *UNIT,
)  # fmt: skip
SUGGESTIONS = (
    Column("name", "建议名称", ("名称", "题目", "标题", "建议题目", "项目名称"), english="title", required=True, max_length=120, width=30),
    Column("content", "建议内容", ("内容", "主要内容", "具体内容"), english="content", max_length=2000, width=40),
    Column("contributors", "提出人", ("建议人", "姓名", "建议者", "申报人"), english="made by", required=True, max_length=200),
    SUBJECT,
    Column("department", "所在部门", ("部门", "科室", "车间"), english="department", max_length=80),
    Column("submitted_on", "提出日期", ("日期", "提交日期", "建议日期"), type="date", english="made on", coarse="month"),
    Column("decision", "采纳情况", ("是否采纳", "处理结果", "状态"), type="choice", english="what became of it", choices=("采纳", "未采纳", "已实施"),
           translations={"是": "采纳", "已采纳": "采纳", "否": "未采纳", "不采纳": "未采纳", "实施": "已实施"}, open_vocabulary=False),
    Column("why", "处理理由", ("理由", "评审意见", "未采纳理由"), english="reason", max_length=300),
    Column("benefit", "创造效益", ("经济效益", "效益(元)", "效益"), type="money", english="benefit"),
    Column("benefit_by", "效益认定人", ("认定部门", "效益认定", "核定部门"), english="stated by", max_length=80),
    Column("reward", "奖励金额", ("奖金", "奖励", "奖励(元)"), type="money", english="reward"),
    *UNIT,
)  # fmt: skip
