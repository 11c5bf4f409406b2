"""The file set of an election (DOMAIN A3), from the request to the union above to its reply, with names, rules and results in place.

Each paper is a list of blocks, so that the whole set is one file of all of them. What only a meeting can say is left open to be written in.
"""

from django.utils import timezone
from django.utils.translation import override

from taizhang.ballots import queries
from taizhang.ballots.models import Ballot, Question
from taizhang.ballots.papers.votes import how_to_mark
from taizhang.kernel import rulebook
from taizhang.word import package
from taizhang.word.document import Document, Table
from taizhang.word.lines import day, foot, line, numeral, row

BY_HAND = "__________"
# How any election is counted, whoever counts it.
COUNTED_BY = (
    "收回的选票等于或者少于发出的选票，选举有效；多于发出的选票，选举无效，重新进行。",
    "得票相等、不能确定当选人时，就得票相等的候选人再次投票；当选人少于应选名额时，不足的名额可以就未当选的候选人另行选举，也可以暂缺。",
)


def _on(moment):
    return timezone.localdate(moment) if moment else None


def _above(ballot):
    found = ballot.unit.parent()
    return found.name if found else "上级工会"


def questions(ballot):
    """The questions by which persons are elected, in the order of the paper."""
    return [one for one in queries.voting.questions(ballot) if one.kind == Question.Kind.CHOICE]


def _who(question):
    """应选3人，候选人5人，差额2人；等额选举 where there are as many candidates as seats."""
    people = question.candidates.count()
    surplus = people - question.seats
    kind = f"差额{surplus}人" if surplus > 0 else "等额选举"
    return f"{question.text}：应选{question.seats}人，候选人{people}人，{kind}"


def _candidates(ballot):
    """The names with what is told about them, a table for each election."""
    asked, blocks = questions(ballot), []
    for question in asked:
        if len(asked) > 1:
            blocks.append(line(question.text, "caption"))
        rows = tuple(row(at, one.name, one.about) for at, one in enumerate(question.candidates.all(), 1))
        blocks.append(Table(("序号", "姓名", "基本情况"), rows, (2, 4, 12), ("center", "center", "left"), ruled=True))
    return blocks


# --- before the vote ------------------------------------------------------------------------------------------------------------------


def request(ballot):
    """关于进行选举的请示: what is to be elected, when, by whom, how."""
    entitled = queries.electorate(ballot).count()
    voters = f"选举人{entitled}人" if entitled else "选举人名单正在核对"
    blocks = [
        line(f"关于{ballot.title_text}的请示", "title"), line("", "blank"), line(f"{_above(ballot)}：", "addressee"),
        line(f"依照《中国工会章程》和《工会基层组织选举工作条例》，我会拟于{day(_on(ballot.opens_at))}进行{ballot.title_text}。现将有关事项请示如下。"),
        line("一、选举事项", "level1"),
    ]  # fmt: skip
    blocks += [line(f"{at}. {_who(one)}。") for at, one in enumerate(questions(ballot), 1)]
    blocks += [
        line("二、选举办法", "level1"),
        line(f"{voters}，采用{_way(ballot)}。选举办法（草案）附后，提请大会通过后施行。"),
        line("三、候选人", "level1"),
        line("候选人建议人选由会员讨论提出，听取各方面意见后确定，另行报批，并按规定公示。"),
        line("妥否，请批示。"),
        line(f"附件：{ballot.title_text}办法（草案）", "enclosed"),
    ]
    return blocks + foot(ballot.unit.name)


def candidates(ballot):
    """候选人建议人选的请示: the names, in the order of the ballot paper."""
    blocks = [
        line(f"关于{ballot.title_text}候选人建议人选的请示", "title"), line("", "blank"), line(f"{_above(ballot)}：", "addressee"),
        line(f"{ballot.title_text}的候选人，经会员讨论酝酿，听取各方面意见，集体研究提出以下建议人选（以姓氏笔画为序）。"),
    ]  # fmt: skip
    blocks += [line(f"{_who(one)}。") for one in questions(ballot)]
    blocks += _candidates(ballot)
    blocks += [
        line("上述人选不含本单位行政主要负责人、法定代表人、合伙人以及他们的近亲属。"), line("妥否，请批示。"),
    ]  # fmt: skip
    return blocks + foot(ballot.unit.name)


def _way(ballot):
    """无记名投票方式，电子投票和纸质投票并用."""
    secret = "记名投票" if ballot.kind == Ballot.Kind.OPEN else "无记名投票"
    channel = {
        Ballot.Channels.ELECTRONIC: "电子投票", Ballot.Channels.PAPER: "纸质选票", Ballot.Channels.BOTH: "电子投票和纸质选票并用",
    }[ballot.channels]  # fmt: skip
    return f"{secret}方式（{channel}）"


def rules(ballot):
    """选举办法（草案）: built from the rules of the questions, so that what is read out is what will be counted by."""
    articles = [
        "根据《中国工会章程》《工会基层组织选举工作条例》，制定本办法。",
        "；".join(_who(one) for one in questions(ballot)) + "。候选人以姓氏笔画为序排列。",
        f"选举采用{_way(ballot)}，由{ballot.unit.name}主持。选举人以锁定的选举人名单为准，每人一票。",
        *dict.fromkeys(queries.rule_sentence(one) for one in questions(ballot)),
        *dict.fromkeys(how_to_mark(one) for one in questions(ballot)),
        *COUNTED_BY,
    ]
    if ballot.takes_clicks:
        articles.append(
            f"电子投票于{_moment(ballot.opens_at)}开始，{_moment(ballot.closes_at)}截止。投票期间任何人不得查看结果；计票后公布票箱及其校验码，任何人可以重新计票。"
        )
    if ballot.takes_paper:
        articles.append("纸质选票由两名计票人分别清点、分别填写计票单，逐项一致后与电子票合并计算，每人只计一票。")
    articles += [
        "监票人、计票人由大会推选，候选人不得担任。计票结束后，由监票人报告计票结果，大会主持人宣布当选名单。",
        f"选举结果报{_above(ballot)}批准。",
        "本办法经大会通过后施行。",
    ]
    blocks = [line(f"{ballot.title_text}办法", "title"), line("（草案）", "note"), line("", "blank")]
    for at, text in enumerate(articles, 1):
        blocks.append(line(f"第{numeral(at)}条　{text}"))
    return blocks


def _moment(moment):
    local = timezone.localtime(moment)
    return f"{day(local.date())}{local:%H:%M}"


def public_notice(ballot):
    """候选人公示: the names on public notice for so many working days, and where to object."""
    rule = rulebook.find(queries.pages.NOTICE_RULE, ballot.unit, _on(ballot.opens_at))
    since, until = ballot.shown_from, queries.pages.shown_until(ballot)
    days = f"（不少于{int(rule.value)}{rule.unit}）" if rule else ""
    return [
        line(f"{ballot.title_text}候选人公示", "title"), line("", "blank"),
        line(f"{ballot.title_text}的候选人已经确定，现予公示。公示时间：{day(since)}至{day(until)}{days}。"),
        *_candidates(ballot),
        line(f"对候选人有意见的，请在公示期内向{ballot.unit.name}反映。反映情况应当实事求是，提倡署名。"),
        line(f"联系人：{BY_HAND}　　联系电话：{BY_HAND}"),
        *foot(ballot.unit.name, since),
    ]  # fmt: skip


def voters(ballot):
    """选举人资格审查报告: how many are entitled by group, changes since the list was frozen, the hash of the list."""
    found = list(queries.electorate(ballot))
    groups = {}
    for one in found:
        groups[one.group] = groups.get(one.group, 0) + 1
    changed = list(queries.changes(ballot))
    blocks = [
        line(f"{ballot.title_text}选举人资格审查报告", "title"), line("", "blank"),
        line(f"选举人资格审查小组依照《中国工会章程》和会员名册，对选举人逐一审查。共有选举人{len(found)}人。"),
    ]  # fmt: skip
    if len(groups) > 1 or "" not in groups:
        rows = tuple(row(at, name or "未分组", number) for at, (name, number) in enumerate(groups.items(), 1))
        blocks.append(Table(("序号", "选区或小组", "人数"), rows, (2, 10, 3), ("center", "left", "right"), ruled=True))
    if ballot.electorate_hash:
        blocks.append(line(f"名单于{day(_on(ballot.frozen_at))}锁定，此后变动{len(changed)}人次。"))
        blocks += [
            line(f"{at}. {one.name}，{one.get_verb_display()}：{one.why}。") for at, one in enumerate(changed, 1)
        ]
        blocks.append(line(f"名单校验码：{ballot.electorate_hash}", "source"))
    blocks.append(line("经审查，上述人员具有选举权。"))
    return [*blocks, *foot("选举人资格审查小组", _on(ballot.frozen_at))]


# --- after the count ------------------------------------------------------------------------------------------------------------------


def _elected(ballot):
    """[(question, what was told of it, names elected with their votes)]."""
    told = {one["number"]: one for one in ballot.result.get("questions", ())}
    found = []
    for question in questions(ballot):
        result = told.get(question.number)
        if result is None:
            continue
        names = {one.number: one.name for one in question.candidates.all()}
        chosen = [
            (names.get(row["candidate"], row["name"]), row["for"])
            for row in sorted(result["rows"], key=lambda row: -row["for"])
            if row["elected"]
        ]
        found.append((question, result, chosen))
    return found


def report(ballot):
    """选举结果的报告: numbers, rule, who was elected with how many votes, what is still open; asks the union above for its reply."""
    told = ballot.result
    blocks = [
        line(f"关于{ballot.title_text}结果的报告", "title"), line("", "blank"), line(f"{_above(ballot)}：", "addressee"),
        line(
            f"{day(_on(ballot.closes_at))}，我会进行{ballot.title_text}。应到{told['entitled']}人，实到{told['present']}人，发出选票"
            f"{told['issued']}张，收回选票{told['returned']}张，符合规定，选举有效。"
        ),
    ]  # fmt: skip
    for at, (question, result, chosen) in enumerate(_elected(ballot), 1):
        blocks.append(line(f"{numeral(at)}、{question.text}", "level1"))
        blocks.append(line(f"有效票{result['valid']}张，无效票{result['void']}张。{queries.outcome_sentence(result)}"))
        if chosen:
            rows = tuple(row(at, name, votes) for at, (name, votes) in enumerate(chosen, 1))
            blocks.append(Table(("序号", "当选人", "得票"), rows, (2, 8, 3), ("center", "center", "right"), ruled=True))
    blocks += [
        line("现将选举结果报上，请予批复。"), line("附件：1. 选举办法", "enclosed"), line("　　　2. 计票单", "enclosed"),
        line("　　　3. 选举人资格审查报告", "enclosed"),
    ]  # fmt: skip
    return blocks + foot(ballot.unit.name, _on(ballot.counted_at))


def reply(ballot):
    """批复（代拟稿）: what the union above answers, drafted for it; number and day are its own."""
    chosen = [
        f"{'、'.join(name for name, _votes in people)}当选（{question.text}）"
        for question, _result, people in _elected(ballot)
        if people
    ]
    return [
        line(f"关于{ballot.title_text}结果的批复", "title"), line("（代拟稿）", "note"), line("", "blank"),
        line(f"{ballot.unit.name}：", "addressee"),
        line(f"你会《关于{ballot.title_text}结果的报告》收悉。经研究，同意选举结果：{'；'.join(chosen)}。"),
        line("此复。"),
        *foot(_above(ballot)),
    ]  # fmt: skip


BEFORE = {
    "request": ("选举请示", request),
    "candidates": ("候选人建议人选请示", candidates),
    "rules": ("选举办法", rules),
    "public-notice": ("候选人公示", public_notice),
    "voters": ("选举人资格审查报告", voters),
}
AFTER = {"report": ("选举结果报告", report), "reply": ("批复代拟稿", reply)}
ALL = "选举全套材料"


def kinds(ballot):
    """[(code, name)] of the papers that an election has by now; the set of all of them last. Nothing where nobody is elected."""
    if not questions(ballot):
        return []
    stands = ballot.has_result and ballot.result.get("stands")
    found = {**BEFORE, **(AFTER if stands else {})}
    return [*((code, name) for code, (name, _write) in found.items()), ("all", ALL)]


def write(ballot, kind):
    """(file name, bytes of a Word file) of one paper, or of the whole set."""
    papers = {**BEFORE, **AFTER}
    with override("zh-hans"):
        if kind != "all":
            name, make = papers[kind]
            blocks = make(ballot)
        else:
            name, blocks = ALL, []
            for at, (code, called) in enumerate(kinds(ballot)[:-1], 1):
                # The style of an annex begins a page; the first paper begins one anyway.
                blocks += [*([line(f"材料{at} {called}", "annex")] if at > 1 else []), *papers[code][1](ballot)]
    title = f"{ballot.title_text}{name}"
    return title, package.to_bytes(Document(title=title, blocks=tuple(blocks)))
