"""The papers of a meeting: the call and the minutes. Chinese, as offices expect; printed from what is on record."""

from taizhang.meetings.models import Called
from taizhang.word.document import Document, Table
from taizhang.word.lines import day, line, row


def _names(people):
    return "、".join(one.name for one in people)


def _when(meeting):
    return day(meeting.on) + (f"{meeting.starts_at:%H:%M}" if meeting.starts_at else "")


def notice(meeting):
    """会议通知: when, where, who, what about."""
    called = list(meeting.called.all())
    members, guests = [one for one in called if one.votes], [one for one in called if not one.votes]
    title = f"关于召开{meeting.name}的通知"
    blocks = [line(title, "title"), line("", "blank")]
    if members:
        blocks.append(line(f"{_names(members)}：", "addressee"))
    where = f"在{meeting.place}" if meeting.place else ""
    blocks.append(line(f"定于{_when(meeting)}{where}召开{meeting.name}，请准时参加。"))
    blocks.append(line("会议议题", "level1"))
    blocks += [line(f"{item.position}．{item.words}") for item in meeting.agenda.all()]
    if guests:
        blocks.append(line(f"列席人员：{_names(guests)}。"))
    blocks += [line("", "blank"), line(meeting.unit.name, "signature"), line(day(meeting.called_on), "date")]
    return Document(title, tuple(blocks))


def minutes(meeting):
    """会议纪要: who was there, what was said about each matter, what was resolved with which votes, who does it until when."""
    title = f"{meeting.name}纪要"
    blocks = [line(title, "title"), line(meeting.unit.name, "note"), line("", "blank"), *_head(meeting)]
    for item in meeting.agenda.all():
        blocks.append(line(f"{item.position}．{item.words}", "level1"))
        blocks += [line(part) for part in item.said.splitlines() if part.strip()]
    if meeting.summary:
        blocks += [line("其他", "level1"), *(line(part) for part in meeting.summary.splitlines() if part.strip())]
    blocks += _resolutions(meeting)
    blocks += [line("", "blank"), line(meeting.unit.name, "signature")]
    blocks.append(line(day(meeting.minuted_on or meeting.on), "date"))
    return Document(title, tuple(blocks))


def _head(meeting):
    called = list(meeting.called.all())
    there = [one for one in called if one.presence == Called.Presence.PRESENT]
    away = [one for one in called if one.votes and one.presence != Called.Presence.PRESENT]
    told = [
        ("时间", _when(meeting)), ("地点", meeting.place), ("主持", meeting.chaired_by),
        ("出席", _names(one for one in there if one.votes)), ("列席", _names(one for one in there if not one.votes)), ("缺席", _names(away)),
        ("记录", meeting.kept_by),
    ]  # fmt: skip
    blocks = [line(f"{label}：{text}") for label, text in told if text]
    if meeting.entitled and meeting.present is not None:
        counted = f"应到{meeting.entitled}人，实到{meeting.present}人"
        verdict = {True: "，符合规定人数", False: "，未达到规定人数"}.get(meeting.quorum_met, "")
        blocks.append(line(f"{counted}{verdict}。"))
    return blocks


def _resolutions(meeting):
    rows = []
    for one in meeting.resolutions.filter(voided_at=None).order_by("number"):
        vote = "" if one.in_favour is None else f"赞成{one.in_favour}、反对{one.against or 0}、弃权{one.abstained or 0}"
        words = one.words if one.state != one.State.LOST else f"{one.words}（未通过）"
        rows.append(row(one.number, words, vote, one.owner, day(one.due_on) if one.due_on else ""))
    if not rows:
        return []
    head = ("序号", "议定事项", "表决", "负责人", "完成期限")
    align = ("center", "left", "center", "center", "center")
    return [line("议定事项", "level1"), Table(head, tuple(rows), (1, 6, 3, 2, 3), align)]
