"""The file set of a session as Word: notice, agenda, delegates, qualification report, attendance, votes, resolution, minutes.

In Chinese, as these papers are, with results in place. Each is a list of blocks, so that the whole set is one file of all of them.
"""

from django.utils import timezone
from django.utils.translation import override

from taizhang.congress import queries
from taizhang.congress.models import AgendaItem, Attendance, Delegate, Resolution, Session, Vote
from taizhang.word import package
from taizhang.word.document import Document, Paragraph, Table, Words

Outcome = AgendaItem.Outcome
OUTCOMES = {
    Outcome.OPEN: "未表决", Outcome.HEARD: "已审议", Outcome.PASSED: "通过", Outcome.PRINCIPLE: "原则通过", Outcome.FAILED: "未通过",
    Outcome.DEFERRED: "暂缓审议",
}  # fmt: skip
HOW = {Vote.How.HANDS: "举手表决", Vote.How.PAPER: "无记名投票表决", Vote.How.BALLOT: "网上投票表决"}
NUMERALS = "一二三四五六七八九十"


def _line(text, style="body"):
    return Paragraph((Words(text),), style)


def _row(*cells):
    return tuple(((Words("" if cell is None else str(cell)),),) for cell in cells)


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _head(session, paper):
    return [_line(f"{session.unit.name}{session.name}", "title"), _line(paper, "title"), _line("", "blank")]


def _foot(session, day):
    return [_line("", "blank"), _line(session.unit.name, "signature"), _line(_day(day), "date")]


def _numbered(number):
    return f"{NUMERALS[number - 1]}、" if number <= len(NUMERALS) else f"{number}、"


def _ended(text):
    """A sentence with its full stop."""
    text = text.strip()
    return text if not text or text[-1] in "。！？；" else f"{text}。"


def _formal(rule):
    """A rule as papers cite it: the advice to confirm common practice is for the clerk, not for the meeting."""
    return rule.replace("此为通行做法，使用前请核实。", "")


def _share(part, whole):
    return f"{100 * part / whole:.1f}%" if whole else "—"


def notice(session):
    """会议通知: when, where, what, which papers."""
    blocks = _head(session, "会议通知")
    blocks.append(_line(f"各{'代表团、各位代表' if session.is_full else '位代表'}：", "addressee"))
    place = f"在{session.place}" if session.place else ""
    blocks.append(_line(f"经研究，定于{_day(session.opens_on)}{place}召开{session.name}。现将有关事项通知如下。"))
    blocks.append(_line("一、会议议题", "level1"))
    blocks += [_line(f"{item.number}. {item.name}（{item.power}）") for item in queries.sessions.items(session)]
    blocks.append(_line("二、参会人员", "level1"))
    blocks.append(
        _line(
            f"本次会议应到{'正式代表' if session.is_full else '人员'}{queries.sessions.voters(session).count()}人。因故不能到会的，请提前请假。"
        )
    )
    papers = list(session.papers.all())
    if papers:
        blocks.append(_line("三、会议材料", "level1"))
        blocks += [_line(f"{number}. {paper.name}") for number, paper in enumerate(papers, start=1)]
        blocks.append(_line("请各代表团会前组织讨论，收集职工意见。"))
    return blocks + _foot(session, session.called_on or timezone.localdate())


def agenda(session):
    """会议议程."""
    blocks = _head(session, "会议议程")
    blocks.append(_line(f"时间：{_day(session.opens_on)}　　地点：{session.place}", "note"))
    for item in queries.sessions.items(session):
        secret = "，无记名投票" if item.secret and item.needs_vote else ""
        speaker = f"（{item.speaker}）" if item.speaker else ""
        blocks.append(_line(f"{_numbered(item.number)}{item.name}{speaker}（{item.power}{secret}）"))
    seats = queries.sessions.presidium(session)
    if seats:
        blocks.append(_line("", "blank"))
        blocks.append(
            _line(
                f"{'主席团成员' if session.is_full else '参会人员'}：{'、'.join(seat.delegate.name for seat in seats)}"
            )
        )
    return blocks


def delegates(session):
    """代表名册, with a column to sign in."""
    rows = [
        _row(number, one.name, one.sex, one.constituency or "", one.post, one.standing_as, "")
        for number, one in enumerate(queries.sessions.due(session), start=1)
    ]
    head = ("序号", "姓名", "性别", "选区", "岗位类别", "代表类别", "签到")
    table = Table(head, tuple(rows), (2, 4, 2, 5, 6, 4, 5), ("center",) * len(head), ruled=True)
    return [*_head(session, "代表名册（签到表）"), table]


def qualification(session):
    """代表资格审查报告: how the delegates came about, composition against the rules, with the article."""
    congress = session.congress
    full = list(queries.sessions.voters(session))
    women = sum(one.sex == "女" for one in full)
    blocks = _head(session, "代表资格审查报告")
    staff = f"{'会员' if congress.is_of_members else '职工'}{congress.staff}人"
    blocks.append(
        _line(f"{congress.name}共有{staff}，设选区{congress.constituencies.count()}个，选举产生正式代表{len(full)}人。")
    )
    parts = [f"女代表{women}人，占{_share(women, len(full))}"]
    for post in Delegate.Post:
        number = sum(one.post == post for one in full)
        if number:
            parts.append(f"{post.value}{number}人，占{_share(number, len(full))}")
    if congress.kind == congress.Kind.SCHOOL:
        teachers = sum(one.teacher for one in full)
        parts.append(f"教师{teachers}人，占{_share(teachers, len(full))}")
    blocks.append(_line(f"其中：{'；'.join(parts)}。"))
    changed = (
        Delegate.objects.standing()
        .filter(congress=congress, ended_on__isnull=False, ended_on__lte=session.opens_on)
        .exclude(state=Delegate.State.EXPIRED)
    )
    filled = (
        Delegate.objects.standing()
        .filter(congress=congress, replaces__isnull=False, elected_on__lte=session.opens_on)
        .count()
    )
    if changed.exists():
        blocks.append(_line(f"本届以来出缺代表{changed.count()}人，补选{filled}人。"))
    blocks.append(_line("对照有关规定审查如下：", "body"))
    checks = queries.congresses.checks(congress, session.opens_on)
    blocks += [
        _line(f"{number}. {one.words}{'符合' if one.met else '不符合'}：{_formal(one.article)}")
        for number, one in enumerate(checks, start=1)
    ]
    wrong = [one for one in checks if not one.met]
    words = (
        f"其中{len(wrong)}项不符合规定，须报告大会并提出补正办法。"
        if wrong
        else "代表的产生和构成符合规定，代表资格有效。"
    )
    blocks.append(_line(f"经审查，{words}"))
    return [*blocks, _line("", "blank"), _line("代表资格审查小组", "signature"), _line(_day(session.opens_on), "date")]


def attendance(session):
    """到会情况: due, present, quorum; who was excused, by name."""
    quorum = queries.sessions.quorum(session, session.opens_on)
    due = session.due if session.due is not None else quorum.due
    persons, full = queries.sessions.came(session)
    blocks = _head(session, "代表到会情况")
    needed = f"，法定人数{quorum.rule.least_of(due)}人" if quorum.rule and due else ""
    opened = f"开幕时到会{session.present}人；" if session.present is not None else ""
    blocks.append(
        _line(
            f"应到正式代表{due}人{needed}。{opened}先后到会{full}人，到会率{_share(full, due)}。列席、特邀代表到会{persons - full}人。"
        )
    )
    rows = []
    for number, (one, row) in enumerate(queries.sessions.attendance(session), start=1):
        came = row is not None and row.came_at
        scanned = came and row.how == Attendance.How.CODE  # only a scan tells when somebody came in
        moment = f" {timezone.localtime(row.came_at):%H:%M}" if scanned else ""
        words = (
            f"{'扫码' if scanned else '到会'}{moment}"
            if came
            else f"请假：{row.excused}"
            if row is not None and row.excused
            else "未到"
        )
        rows.append(_row(number, one.name, one.constituency or "", one.standing_as, words))
    head = ("序号", "姓名", "选区", "代表类别", "到会")
    return [*blocks, _line("", "blank"), Table(head, tuple(rows), (2, 4, 6, 4, 6), ("center",) * 5)]


def votes(session):
    """表决结果: every vote with its base, its count and the rule."""
    blocks = _head(session, "表决结果报告单")
    counted = queries.votes.counted(session)
    if not counted:
        blocks.append(_line("本次会议没有进行表决。"))
    for number, vote in enumerate(counted, start=1):
        blocks.append(_line(f"{_numbered(number)}{vote.question}", "level1"))
        blocks.append(_line(_counted(vote)))
        blocks.append(_line(f"表决依据：{_formal(vote.rule_words)}"))
        if vote.tellers:
            blocks.append(_line(f"监票人、计票人：{vote.tellers}"))
    return blocks + _foot(session, session.closes_on or session.opens_on)


def _counted(vote):
    """One vote in a sentence, as minutes tell it."""
    ballots = ""
    if vote.issued is not None:
        ballots = f"发出表决票{vote.issued}张，收回{vote.returned}张，其中有效票{vote.returned - vote.invalid}张、无效票{vote.invalid}张。"
    result = "获得通过" if vote.passed else "未获通过"
    return (
        f"应到代表{vote.due}人，实到{vote.present}人，{HOW[vote.how]}。{ballots}赞成{vote.in_favour}票、反对{vote.against}票、"
        f"弃权{vote.abstained}票，赞成票占全体代表的{_share(vote.in_favour, vote.due)}，{result}。"
    )


def resolution(session):
    """决议: what was passed and heard, with the results in place."""
    blocks = _head(session, "决议")
    day = session.closes_on or session.opens_on
    blocks.append(_line(f"（{_day(day)}{session.name}通过）", "note"))
    present = session.present if session.present is not None else queries.sessions.quorum(session, day).present
    due = session.due if session.due is not None else queries.sessions.quorum(session, day).due
    blocks.append(
        _line(
            f"{session.unit.name}{session.name}于{_day(session.opens_on)}召开。应到代表{due}人，实到{present}人，符合法定人数。"
        )
    )
    results = {vote.item_id: vote for vote in queries.votes.counted(session)}
    for item in queries.sessions.items(session):
        blocks += _resolved(item, results.get(item.pk))
    return blocks + _foot(session, day)


def _resolved(item, vote):
    if item.outcome in (Outcome.PASSED, Outcome.PRINCIPLE):
        words = f"会议{'原则' if item.outcome == Outcome.PRINCIPLE else ''}通过《{item.name.strip('《》')}》。"
        words += f"赞成{vote.in_favour}票，反对{vote.against}票，弃权{vote.abstained}票。" if vote else ""
    elif item.outcome == Outcome.HEARD:
        words = f"会议听取和审议了{item.name}。"
    elif item.outcome == Outcome.FAILED:
        words = f"《{item.name.strip('《》')}》未获通过。"
    else:
        return []
    return [_line(words + item.decision)]


def minutes(session):
    """会议记录: who, what was said by the groups and answered, every vote, what came of each matter."""
    blocks = _head(session, "会议记录")
    seats = queries.sessions.presidium(session)
    persons, _full = queries.sessions.came(session)
    presides = [seat.delegate.name for seat in seats if seat.presides]
    facts = (
        ("时间", _day(session.opens_on) + (f"至{_day(session.closes_on)}" if session.closes_on and session.closes_on != session.opens_on else "")),
        ("地点", session.place), ("应到代表", f"{session.due or queries.sessions.voters(session).count()}人"), ("到会", f"{persons}人"),
        ("主席团" if session.is_full else "参会人员", "、".join(seat.delegate.name for seat in seats)), ("主持", "、".join(presides)),
    )  # fmt: skip
    blocks += [_line(f"{name}：{value}") for name, value in facts if value]
    if session.proceedings:
        blocks += [_line(text) for text in session.proceedings.splitlines() if text.strip()]
    results = {}
    for vote in queries.votes.counted(session):
        results.setdefault(vote.item_id, []).append(vote)
    for item in queries.sessions.items(session):
        blocks.append(_line(f"{_numbered(item.number)}{item.name}（{item.power}）", "level1"))
        for opinion in queries.sessions.opinions(item):
            group = f"{opinion.group}：" if opinion.group else ""
            answer = f"答复：{_ended(opinion.answer)}" if opinion.answer else ""
            blocks.append(_line(f"{group}{_ended(opinion.words)}{answer}"))
        blocks += [_line(_counted(vote)) for vote in results.get(item.pk, ())]
        blocks.append(_line(f"结果：{OUTCOMES[item.outcome]}。{item.decision}"))
    return [*blocks, _line("", "blank"), _line("记录人：　　　　　　　　主持人：")]


def report_up(session):
    """向上级工会的报告: when, who came, what was decided how, who carries it out by when."""
    above = session.unit.parent()
    due = session.due if session.due is not None else queries.sessions.voters(session).count()
    persons, full = queries.sessions.came(session)
    place = f"在{session.place}" if session.place else ""
    blocks = [
        _line(session.unit.name, "title"), _line(f"关于召开{session.name}情况的报告", "title"), _line("", "blank"),
        _line(f"{above.name if above else '上级工会'}：", "addressee"),
        _line(f"{session.name}于{_day(session.opens_on)}{place}召开。现将有关情况报告如下。"),
        _line("一、会议概况", "level1"),
        _line(f"应到代表{due}人，到会{full}人，到会率{_share(full, due)}，符合法定人数。列席、特邀代表{persons - full}人。"),
    ]  # fmt: skip
    blocks.append(_line("二、审议事项和结果", "level1"))
    results = {vote.item_id: vote for vote in queries.votes.counted(session)}
    for item in queries.sessions.items(session):
        vote = results.get(item.pk)
        counted = _counted(vote) if vote else _ended(f"{OUTCOMES[item.outcome]}。{item.decision}".strip("。"))
        blocks.append(_line(f"{item.number}. {item.name}（{item.power}）：{counted}"))
    carried = list(Resolution.objects.standing().filter(session=session).order_by("id"))
    if carried:
        blocks.append(_line("三、决议落实安排", "level1"))
        for number, one in enumerate(carried, start=1):
            by = f"，{_day(one.due_on)}前办结" if one.due_on else ""
            blocks.append(_line(f"{number}. {one.name}：由{one.owner}承办{by}。"))
    blocks.append(_line("特此报告。"))
    day = session.reported_on or timezone.localdate()
    for at, name in enumerate(("决议", "表决结果报告单", "代表到会情况", "会议记录"), start=1):
        blocks.append(_line(f"{'附件：' if at == 1 else '　　　'}{at}. {name}", "enclosed"))
    return blocks + _foot(session, day)


PAPERS = {
    "notice": ("会议通知", notice),
    "agenda": ("会议议程", agenda),
    "delegates": ("代表名册", delegates),
    "qualification": ("代表资格审查报告", qualification),
    "attendance": ("到会情况", attendance),
    "votes": ("表决结果", votes),
    "resolution": ("决议", resolution),
    "minutes": ("会议记录", minutes),
    "report_up": ("向上级工会的报告", report_up),
}
AFTER = ("attendance", "votes", "resolution", "minutes")
CLOSED = ("report_up",)
ALL = "全套材料"


def kinds(session):
    """[(code, name)] of the papers that a session has by now; the set of all of them last."""
    closed = session.state in (Session.State.CLOSED, Session.State.REPORTED)
    missing = () if closed else CLOSED if session.state == Session.State.OPEN else (*AFTER, *CLOSED)
    found = [(code, name) for code, (name, _write) in PAPERS.items() if code not in missing]
    return [*found, ("all", ALL)]


def write(session, kind):
    """(file name, bytes of a Word file) of one paper, or of the whole set."""
    with override("zh-hans"):
        if kind != "all":
            name, make = PAPERS[kind]
            blocks = make(session)
        else:
            name, blocks = ALL, []
            for number, (code, called) in enumerate(kinds(session)[:-1], start=1):
                # The style of an annex begins a page; the first paper begins one anyway.
                blocks += [
                    *([_line(f"材料{number} {called}", "annex")] if number > 1 else []),
                    *PAPERS[code][1](session),
                ]
    title = f"{session.unit.name}{session.name}{name}"
    return title, package.to_bytes(Document(title=title, blocks=tuple(blocks)))
