"""What openness prints: the two books and the board, a notice on A4, the minutes of a meeting. Chinese, as offices expect."""

from django.utils.translation import override

from taizhang.kernel.periods import Period
from taizhang.openness.models import Book, Channel
from taizhang.openness.queries import disclosures as queries
from taizhang.organisation.affairs import openness_of
from taizhang.word.document import Document, Paragraph, Table, Words

LEVELS = {"public": "社会", "members": "本单位职工", "delegates": "职工代表", "concerned": "相关人员"}
CHANNELS = {
    Channel.PAGE: "网页", Channel.BOARD: "公开栏", Channel.MEETING: "会议", Channel.CONGRESS: "职代会", Channel.DOCUMENT: "文件简报",
    Channel.INTRANET: "内网", Channel.CHAT: "微信群",
}  # fmt: skip
TOPICS = {
    "major": "重大决策", "cadres": "干部任免", "finance": "财务开支", "staff": "职工利益", "production": "生产经营", "aid": "帮扶救助",
    "honours": "评先评优", "service": "收费服务",
}  # fmt: skip
FREQUENCIES = {
    "once": "一次",
    "monthly": "每月",
    "quarterly": "每季",
    "half": "每半年",
    "yearly": "每年",
    "each": "每次",
}
OUTCOMES = {"open": "未答复", "explained": "已说明", "accepted": "采纳", "rejected": "不成立"}
OPINIONS = {"question": "提问", "objection": "异议", "suggestion": "建议"}
BOOKS = {Book.Kind.RECORD: "事项记录本", Book.Kind.OPINIONS: "意见答复记录本", Book.Kind.BOARD: "栏"}


def _line(text, style="body"):
    return Paragraph((Words(text),), style)


def _row(*cells):
    return tuple(((Words(str(cell)),),) for cell in cells)


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def lines_of(unit, kind, first, last):
    """(lines, items per level) of a volume as it would be drawn up now: rows of plain words."""
    if kind == Book.Kind.OPINIONS:
        rows = [
            [
                _day(one.received_on), one.disclosure.name, OPINIONS[one.kind], one.words, one.answer or "", _day(one.answered_on),
                OUTCOMES[one.outcome],
            ]
            for one in queries.answered_opinions(unit, first, last)
        ]  # fmt: skip
        return rows, {}
    issues = queries.issues(unit, first, last)
    if kind == Book.Kind.BOARD:
        issues = [one for one in issues if any(way.channel == Channel.BOARD for way in one.showings.all())]
    per_level = {}
    for one in issues:
        per_level[one.audience] = per_level.get(one.audience, 0) + 1
    return [_issue(one) for one in issues], per_level


def _issue(one):
    ways = "、".join(dict.fromkeys(CHANNELS[way.channel] for way in one.showings.all()))
    places = "、".join(dict.fromkeys(way.place for way in one.showings.all() if way.place))
    return [
        f"{one.year}年第{one.number}期", one.name, LEVELS[one.audience], f"{ways}{f'（{places}）' if places else ''}",
        f"{one.posted_on or ''}至 {one.until_on or ''}", one.item.body.name if one.item.body else one.item.department,
        one.checked_by.name if one.checked_by else "",
    ]  # fmt: skip


HEADS = {
    Book.Kind.OPINIONS: ("收到日期", "公开事项", "类别", "意见", "答复", "答复日期", "结果"),
    "": ("期号", "公开事项", "公开范围", "方式和地点", "公开起止", "公开小组", "审核人"),
}
WIDTHS = {Book.Kind.OPINIONS: (4, 5, 2, 7, 7, 4, 3), "": (4, 7, 3, 6, 6, 5, 4)}


def book(one):
    """A volume of the two books and one board, with room for the signature or with whoever signed."""
    head = HEADS.get(one.kind, HEADS[""])
    with override("zh-hans"):  # 校务公开栏 at a school, 厂务公开栏 at a factory
        name = f"{openness_of(one.unit)}{BOOKS[one.kind]}"
    levels = "；".join(f"向{LEVELS[level]}公开{items}项" for level, items in sorted(one.per_level.items()))
    blocks = [_line(f"{one.unit.name}{name}", "title"), _line(f"{_day(one.first)}至{_day(one.last)}", "note")]
    blocks += [_line(levels + "。")] if levels else []
    blocks.append(
        Table(head, tuple(_row(*line) for line in one.lines), WIDTHS.get(one.kind, WIDTHS[""]), ("left",) * len(head))
    )
    shown = f"{_day(one.shown_on)}向{one.shown_to}公示" if one.shown_on else "公示范围："
    signed = f"签字：{one.signed_by}（{_day(one.signed_on)}）" if one.signed_on else "签字："
    blocks += [_line("", "blank"), _line(shown), _line(signed)]
    return Document(f"{one.unit.name}{name}", tuple(blocks))


def notice(edition):
    """A published edition as a notice for the board: what strangers may read, and nothing else."""
    content = edition.content
    head = f"{content['year']}年第{content['number']}期"
    blocks = [_line(content["title"], "title"), _line(f"{content['union']}　{head}", "note"), _line("", "blank")]
    for runs in content["paragraphs"]:
        blocks.append(_line("".join(_said(run, content["figures"]) for run in runs)))
    if content["heads"]:
        rows = tuple(_row(*row) for row in content["rows"])
        blocks += [_line("", "blank"), Table(tuple(content["heads"]), rows, (1,) * len(content["heads"]))]
    if content["figures"]:
        blocks.append(_line(f"文中数字截至{content['figures'][0]['as_of'][:10]}台账。", "source"))
    if edition.version > 1:
        blocks.append(_line(f"本版为第{edition.version}版，更正原因：{edition.why}", "source"))
    until = _day(_parsed(content["until_on"]))
    blocks += [
        _line(f"公开期限：{_day(_parsed(content['posted_on']))}至{until}。如有意见，请在期限内向本会提出。"),
        _line("", "blank"),
        _line(content["union"], "signature"),
        _line(_day(_parsed(content["posted_on"])), "date"),
    ]
    return Document(content["title"], tuple(blocks))


def _parsed(text):
    return Period.parse(text).start if text else None


def _said(run, figures):
    return run if isinstance(run, str) else figures[run]["text"]


def minutes(meeting):
    """The minutes of an openness meeting: topics, questions with their answers, what was said."""
    title = f"{meeting.unit.name}{meeting.name}纪要"
    where = f"时间：{_day(meeting.on)}　地点：{meeting.place or '　　　　'}　主持：{meeting.chaired_by or '　　　　'}"
    blocks = [_line(title, "title"), _line(f"{meeting.year}年第{meeting.number}次", "note"), _line(where)]
    blocks.append(_line(f"参加：{meeting.attended}人" if meeting.attended else "参加："))
    blocks.append(_line("一、公开议题", "level1"))
    for place, one in enumerate(meeting.matters.all(), start=1):
        blocks.append(_line(f"{place}. {one.name}{f'（{one.told_by}通报）' if one.told_by else ''}"))
    questions = list(meeting.questions.all())
    if questions:
        blocks.append(_line("二、提问与答复", "level1"))
        for one in questions:
            blocks += [_line(f"问：{one.words}"), _line(f"答：{one.answer or '（待答复）'}")]
    if meeting.minutes:
        blocks.append(_line("三、会议记录" if questions else "二、会议记录", "level1"))
        blocks += [_line(line) for line in meeting.minutes.split("\n") if line.strip()]
    blocks += [_line("", "blank"), _line("记录人：　　　　　　职工代表签字：")]
    return Document(title, tuple(blocks))
