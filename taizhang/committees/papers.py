"""The papers of bodies and elections as Word files: the roll, and the file set of an election. Chinese, as offices expect.

Each paper is filled in from the record as far as it goes; what is not known yet stays a blank to be filled in by hand.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from taizhang.ballots.papers import elections as ballots
from taizhang.committees import queries
from taizhang.committees.models import Body, Election, Seat
from taizhang.kernel import ledger
from taizhang.kernel.calendar import DAY
from taizhang.kernel.periods import Period
from taizhang.word.document import Document, Table
from taizhang.word.lines import NO_DAY, day, foot, line, numeral, row

BLANK = "　　　　"
HOW = {Election.How.MEETING: "会员大会", Election.How.DELEGATES: "会员代表大会"}
KINDS = {
    Body.Kind.COMMITTEE: "工会委员会", Body.Kind.AUDIT: "经费审查委员会", Body.Kind.WOMEN: "女职工委员会", Body.Kind.SUB: "专门委员会",
    Body.Kind.GROUP: "工会小组",
}  # fmt: skip
POSTS = {
    Body.Kind.COMMITTEE: ("主席", "副主席", "委员"), Body.Kind.GROUP: ("组长", "副组长", "组员"),
}  # fmt: skip
# Figures of the outline of a term report, told of the whole term: members at its end, what was admitted, held and given in it.
OUTLINE = (
    ("members.in_membership", "会员"), ("members.admitted", "新发展会员"), ("DM-01:场次", "召开职工（会员）代表大会"),
    ("DM-04:件数", "办理提案"), ("AW-07:人次", "走访慰问"), ("AC-02:场次", "开展文体活动"),
)  # fmt: skip


def _known(number):
    """A number, or a blank to write it in."""
    return BLANK if number is None else number


def _post(kind, duty):
    words = POSTS.get(kind, ("主任", "副主任", "委员"))
    return words[Seat.RANKS[duty]]


def _place(union):
    return union.name if union is not None else "上级工会"


def _above(election):
    return election.consented_by or election.unit.parent()


def _head(title, number=""):
    blocks = [line(title, "title")]
    return [*blocks, *([line(number, "note")] if number else []), line("", "blank")]


def _term(election):
    return f"第{numeral(election.number)}届"


def _places(races):
    return "，".join(f"{race.body.name}{_post(race.body.kind, race.duty)}{race.seats}名" for race in races)


# --- the roll -----------------------------------------------------------------------------------------------------------------------


def roll(unit, board):
    """机构及任职名单: every body with its posts on a day."""
    title = f"{unit.name}机构及任职名单"
    blocks = [*_head(title), line(f"（截至{day(board.day)}）", "note")]
    for body, seats in board.bodies:
        blocks.append(line(f"{body.name}（{len(seats)}人）", "level1"))
        rows = tuple(
            row(at, seat.name, seat.person.sex if seat.person else "", _post(body.kind, seat.duty), seat.field,
                 "专职" if seat.full_time else "兼职", seat.since.isoformat())
            for at, seat in enumerate(seats, start=1)
        )  # fmt: skip
        if rows:
            head = ("序号", "姓名", "性别", "职务", "分工", "专兼职", "任职日期")
            blocks.append(Table(head, rows, (2, 4, 2, 4, 5, 3, 5), ("center",) * len(head)))
    if not board.bodies:
        blocks.append(line("暂无登记的机构。"))
    return Document(title, tuple(blocks))


# --- the file set of an election -------------------------------------------------------------------------------------------------------


def request(election):
    """关于召开会员大会换届选举的请示: term, places, how candidates were found, when it is to be held."""
    races = queries.elections.races(election)
    ends = f"于{day(election.outgoing.last_day)}届满" if election.outgoing else "即将产生"
    title = f"关于召开{HOW[election.how]}选举产生{election.unit.name}{_term(election)}委员会的请示"
    blocks = [*_head(title, election.request_no), line(f"{_place(_above(election))}：", "addressee")]
    before = (
        f"我会第{numeral(election.number - 1)}届委员会任期{ends}。" if election.number > 1 and election.outgoing else ""
    )
    blocks.append(
        line(
            f"{before}依照《中华人民共和国工会法》和《工会基层组织选举工作条例》的规定，拟召开{HOW[election.how]}进行换届选举。"
            f"本届任期{election.years}年，拟设{_places(races) or '委员' + BLANK + '名'}。"
        )
    )
    blocks.append(line("委员实行差额选举。候选人经会员酝酿推荐，名单如下："))
    blocks += _lists(races)
    blocks.append(
        line(
            "候选人中没有单位行政主要负责人、法定代表人、合伙人及其近亲属。"
            if election.cleared
            else "候选人资格正在审查。"
        )
    )
    blocks.append(line("妥否，请批示。"))
    return title, [*blocks, *foot(election.unit.name, election.asked_on)]


def _lists(races):
    blocks = []
    for race in races:
        rows = tuple(
            row(at, one.name, _sex(one), one.about, "连任" if one.incumbent else "")
            for at, one in enumerate(race.candidates.all(), start=1)
        )
        blocks.append(line(f"{race.text}候选人（应选{race.seats}名，候选{len(rows)}名）", "caption"))
        blocks.append(_table(("序号", "姓名", "性别", "现任工作", "备注"), rows, (2, 4, 2, 7, 3)))
    return blocks


def _sex(one):
    return one.person.sex if one.person else ""


def _table(head, rows, widths, *, ruled=False):
    return Table(head, rows or (row(*[""] * len(head)),), widths, ("center",) * len(head), ruled=ruled)


def reply(election):
    """关于同意换届选举的批复: the union above consents."""
    title = f"关于同意{election.unit.name}换届选举的批复"
    given = f"（{election.request_no}）" if election.request_no else ""
    blocks = [
        *_head(title, election.reply_no),
        line(f"{election.unit.name}：", "addressee"),
        line(
            f"你会{day(election.asked_on)}报来的关于召开{HOW[election.how]}换届选举的请示{given}收悉。经研究，批复如下："
        ),
        line(
            f"一、同意召开{HOW[election.how]}，选举产生{election.unit.name}{_term(election)}委员会，任期{election.years}年。"
        ),
        line(f"二、同意所设名额：{_places(queries.elections.races(election)) or BLANK}。"),
        line("三、请做好候选人公示，严格按照规定程序选举，经费审查委员会同时选举，选举结果及时报我会批准。"),
        line("此复。"),
    ]
    return title, [*blocks, *foot(_place(_above(election)), election.consented_on)]


def notice(election):
    """会议通知: when, where, who, what is on the agenda."""
    title = f"关于召开{election.unit.name}{HOW[election.how]}的通知"
    place = election.place or BLANK
    blocks = [
        *_head(title),
        line("全体会员：" if election.how == Election.How.MEETING else "各位会员代表：", "addressee"),
        line(
            f"经上级工会批准，定于{day(election.meets_on)}在{place}召开{HOW[election.how]}，选举产生{election.unit.name}{_term(election)}委员会。"
        ),
        line("一、会议议程", "level1"),
    ]
    agenda = ["听取和审议上届委员会工作报告", "听取和审议经费审查工作报告", "通过选举办法和监票人、计票人名单"]
    agenda += [f"选举{race.text}（应选{race.seats}名）" for race in queries.elections.races(election)]
    blocks += [line(f"{number}. {item}") for number, item in enumerate(agenda, start=1)]
    blocks += [
        line("二、有关要求", "level1"),
        line("请准时参加并签到；因故不能到会的，请提前请假。保留会籍的人员没有选举权和被选举权。"),
    ]
    return title, [*blocks, *foot(election.unit.name, election.notice_from or election.consented_on)]


def candidates(election):
    """候选人名单公示: the candidates as everybody reads them for the days laid down."""
    title = f"{election.unit.name}{_term(election)}委员会候选人名单公示"
    if election.notice_from and election.notice_until:
        days = f"公示时间为{day(election.notice_from)}至{day(election.notice_until)}。"
    else:
        days = f"公示时间为{NO_DAY}至{NO_DAY}。"
    blocks = [*_head(title), line(f"经会员酝酿推荐和上级工会批准，现将候选人名单（按姓氏笔画为序）予以公示。{days}")]
    blocks += _lists(queries.elections.races(election))
    blocks.append(line("公示期间，会员如有意见，可以当面、来电或者书面向本会反映。"))
    return title, [*blocks, *foot(election.unit.name, election.notice_from)]


def rules_of(election):
    """选举办法: by which rules it is voted, with what the rulebook says of quorum, majority and surplus; of a ballot its own rules."""
    title = f"{election.unit.name}{HOW[election.how]}选举办法（草案）"
    if drawn_up := _ballot(election):
        return title, [*_head(title), *ballots.rules(drawn_up)[3:]]
    blocks = _head(title)
    items = [
        f"本次选举产生：{_places(queries.elections.races(election)) or BLANK}。",
        "选举采用无记名投票方式。会员对候选人可以投赞成票、反对票，可以弃权，也可以另选他人。",
        *_rules(election),
        "每张选票所选人数等于或者少于应选名额的有效，多于应选名额的无效。",
        *ballots.COUNTED_BY,
        "选举设监票人、计票人，由大会通过；候选人不得担任监票人、计票人。",
        "选举结果报上级工会批准。",
    ]
    blocks += [line(f"{number}. {item}") for number, item in enumerate(items, start=1)]
    return title, [*blocks, *foot(election.unit.name, election.meets_on)]


def _ballot(election):
    """The ballot on which the election rests, or None."""
    return next(iter(queries.elections.ballots_of(election)), None)


def voters(election):
    """选举人资格审查报告: as the ballot's frozen list tells it, or by the number of those who are due."""
    title = f"{election.unit.name}{HOW[election.how]}{'选举人' if election.how == Election.How.MEETING else '代表'}资格审查报告"
    if drawn_up := _ballot(election):
        return title, [*_head(title), *ballots.voters(drawn_up)[2:]]
    return title, [
        *_head(title),
        line(
            f"资格审查小组依照《中国工会章程》和会员名册逐一审查，共有选举人{_known(election.due or queries.members.electors(election.unit))}人，"
            f"其中{_known(election.present)}人到会。保留会籍的人员没有选举权和被选举权。"
        ),
        line("经审查，上述人员具有选举权。"),
        *foot("资格审查小组", election.meets_on),
    ]


def _rules(election):
    day = election.meets_on or election.prepared_on
    found = [
        queries.elections.rule(election, key, day)
        for key in ("election.quorum", "election.elected", "election.surplus")
    ]
    return [rule.sentence().replace("此为通行做法，使用前请核实。", "") for rule in found if rule is not None]


def outline(election):
    """任期工作报告提纲: the parts of the report, with the figures that the ledger has of the term."""
    title = f"{election.unit.name}{'第' + numeral(election.number - 1) + '届' if election.number > 1 else '筹备组'}委员会工作报告（提纲）"
    since = election.outgoing.since if election.outgoing else election.unit.since or election.prepared_on
    until = election.meets_on or election.prepared_on
    blocks = [*_head(title), line(f"（{day(since)}至{day(until)}）", "note")]
    said = _told(election.unit, since, until)
    blocks += [
        line("一、任期工作回顾", "level1"),
        line(f"任期内的主要数字：{'；'.join(said)}。" if said else "任期内的主要数字：" + BLANK),
    ]
    parts = (
        "组织建设和会员发展",
        "民主管理和提案办理",
        "职工权益和帮扶慰问",
        "宣传教育和文体活动",
        "经费收支和审查",
        "自身建设",
    )
    blocks += [line(f"（{numeral(at)}）{part}：{BLANK}") for at, part in enumerate(parts, start=1)]
    blocks += [
        line("二、存在的问题和不足", "level1"),
        line(BLANK),
        line("三、对下届委员会的建议", "level1"),
        line(BLANK),
    ]
    return title, blocks


def _told(unit, since, until):
    """Figures of the term in words, those that are not zero."""
    period, said = Period(since, max(until, since + DAY)), []
    for code, words in OUTLINE:
        try:
            figure = ledger.value(code, unit, period)
        except LookupError:
            continue
        if figure.number:
            said.append(f"{words}{figure.text()}{figure.unit_words}")
    return said


def count_sheet(election):
    """计票单: the numbers of the meeting and a line for each candidate, ruled for writing by hand."""
    title = f"{election.unit.name}选举计票单"
    numbers = (
        ("应到", election.due), ("实到", election.present), ("发出选票", election.issued), ("收回选票", election.returned),
        ("其中废票", election.invalid),
    )  # fmt: skip
    blocks = [
        *_head(title),
        _table(
            tuple(name for name, _n in numbers), (row(*(number for _name, number in numbers)),), (3,) * 5, ruled=True
        ),
    ]
    for race in queries.elections.races(election):
        rows = tuple(
            row(at, one.name, one.votes, "", "", one.again, "") for at, one in enumerate(race.candidates.all(), start=1)
        )
        blocks.append(line(f"{race.text}（应选{race.seats}名）", "caption"))
        blocks.append(
            _table(
                ("序号", "姓名", "赞成", "反对", "弃权", "再次投票", "备注"), rows, (2, 4, 3, 3, 3, 3, 3), ruled=True
            )
        )
    blocks += [line(f"监票人：{election.tellers or BLANK}　　计票人：{BLANK}"), line(day(election.elected_on), "date")]
    return title, blocks


def result(election):
    """选举结果报告: who came, who was elected with how many votes."""
    title = f"{election.unit.name}{HOW[election.how]}选举结果报告"
    met = (
        f"{day(election.elected_on or election.meets_on)}，{election.unit.name}召开{HOW[election.how]}，应到{election.due or BLANK}人，"
        f"实到{election.present or BLANK}人，符合规定人数。发出选票{_known(election.issued)}张，"
        f"收回{_known(election.returned)}张，其中废票{_known(election.invalid)}张，"
        "选举有效。选举结果如下："
    )
    return title, [*_head(title), line(met), *_winners(election), *foot(election.unit.name, election.elected_on)]


def _winners(election):
    blocks = []
    for race in queries.elections.races(election):
        won = sorted((one for one in race.candidates.all() if one.elected), key=lambda one: one.number)
        rows = tuple(
            row(at, one.name, _sex(one), _votes(one), "连任" if one.incumbent else "新任")
            for at, one in enumerate(won, start=1)
        )
        blocks.append(line(f"当选{race.text}（{len(won)}人）", "caption"))
        blocks.append(_table(("序号", "姓名", "性别", "得票", "备注"), rows, (2, 4, 2, 3, 3)))
    return blocks


def _votes(one):
    return f"{one.votes}（再次投票{one.again}）" if one.again is not None else one.votes


def application(election):
    """关于选举结果的请示: the union above is asked to approve who was elected."""
    title = f"关于{election.unit.name}{_term(election)}委员会选举结果的请示"
    given = f"根据《{_reply_title(election)}》{f'（{election.reply_no}）' if election.reply_no else ''}，"
    blocks = [
        *_head(title, election.report_no), line(f"{_place(_above(election))}：", "addressee"),
        line(
            f"{given}我会于{day(election.elected_on or election.meets_on)}召开{HOW[election.how]}，选举产生{_term(election)}委员会，"
            f"任期{election.years}年。当选名单如下："
        ),
        *_winners(election), line("妥否，请批示。"),
    ]  # fmt: skip
    return title, [*blocks, *foot(election.unit.name, election.reported_on)]


def _reply_title(election):
    return f"关于同意{election.unit.name}换届选举的批复"


def approval(election):
    """关于选举结果的批复: the union above approves."""
    title = f"关于同意{election.unit.name}{_term(election)}委员会选举结果的批复"
    blocks = [
        *_head(title, election.approval_no), line(f"{election.unit.name}：", "addressee"),
        line(f"你会{day(election.reported_on)}报来的选举结果收悉。经研究，同意下列同志组成新一届委员会："), *_names(election),
        line(f"本届任期{election.years}年，自{day(election.elected_on)}起计算。"), line("此复。"),
    ]  # fmt: skip
    return title, [*blocks, *foot(_place(election.approved_by or _above(election)), election.approved_on)]


def _names(election):
    lines = []
    for race in queries.elections.races(election):
        names = "、".join(one.name for one in race.candidates.all() if one.elected)
        lines.append(line(f"{race.text}：{names or BLANK}"))
    return lines


WRITERS = {
    "request": (_("Request for the meeting"), request, "asked_on"),
    "reply": (_("Reply to the request"), reply, "consented_on"),
    "notice": (_("Notice of the meeting"), notice, "meets_on"),
    "candidates": (_("Candidates, public notice"), candidates, "notice_from"),
    "rules": (_("Rules of the election"), rules_of, "meets_on"),
    "outline": (_("Outline of the term report"), outline, "meets_on"),
    "voters": (_("Report on who is entitled to vote"), voters, "consented_on"),
    "count": (_("Count sheet"), count_sheet, "elected_on"),
    "result": (_("Report of the result"), result, "elected_on"),
    "application": (_("Application for approval"), application, "reported_on"),
    "approval": (_("Approval of the result"), approval, "approved_on"),
}


def kinds(election):
    """[(code, name, whether the record fills it in)] of the papers of an election."""
    return [(code, name, getattr(election, ready) is not None) for code, (name, _write, ready) in WRITERS.items()]


def doors(election):
    """[(name, address)] of the papers and of the whole set, for the page of a ballot that the election rests on."""
    each = [
        (name, reverse("committees:election_paper", args=[election.pk, code])) for code, name, _ready in kinds(election)
    ]
    return [*each, (_("All papers as one file"), reverse("committees:election_papers", args=[election.pk]))]


def write(election, kind):
    """One paper as a Document. Papers are Chinese in every language of the reader."""
    with override("zh-hans"):
        title, blocks = WRITERS[kind][1](election)
    return Document(title, tuple(blocks))


def whole_set(election):
    """All papers, each on a page of its own, in one Document."""
    blocks = []
    with override("zh-hans"):
        for at, (code, name, _ready) in enumerate(kinds(election), start=1):
            _title, part = WRITERS[code][1](election)
            # the style of an annex begins a page; the first paper begins one anyway
            blocks += [*([line(f"材料{at} {name}", "annex")] if at > 1 else []), *part]
    return Document(f"{election.unit.name}{_term(election)}换届选举材料", tuple(blocks))
