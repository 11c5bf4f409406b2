"""One of everything that the pages of openness show, all of it the mill's, made through the acts."""

from datetime import date
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.kernel.acts import SYSTEM
from taizhang.openness import actions
from taizhang.openness.models import Audience, Body, Channel, Item, Opinion

DAY = date(2008, 3, 10)
TEXT = "三月食堂收支已结清，爱心超市接待困难职工{AW-16:人数}人，经办人电话13900000001。"
TABLE = "车间\t补助人数\n一车间\t3\n二车间\t40\n三车间\t50\n合计\t93"


def posted(item, *, text, channels, seat, picture=None, table="", counts_persons=False):
    """A disclosure of an item, all the way to its posting."""
    one = actions.begin(item, by=SYSTEM, on=DAY)
    if picture:
        actions.attach(one, SimpleUploadedFile("食堂.png", picture), by=SYSTEM, kind="公开附件")
    actions.draft(one, by=SYSTEM, name=one.name, text=text, table=table, counts_persons=counts_persons)
    actions.submit(one, by=SYSTEM, on=DAY)
    actions.approve(one, by=SYSTEM, on=DAY, seat=seat)
    return actions.post(one, by=SYSTEM, on=DAY, channels=channels, place="厂门口")


def build(cast, member, picture):
    """A pair of groups, a catalogue, disclosures in every state, opinions, meetings, a book, a wall, an enterprise."""
    mill, by = cast.mill, {"by": SYSTEM, "on": DAY}
    group = actions.set_up(mill, kind=Body.Kind.SPECIAL, name="食堂公开小组", people=[("魏管事", "head")], **by)
    watch = actions.set_up(
        mill, kind=Body.Kind.SUPERVISION, name="食堂监督小组", supervises=group, people=[(member, "head")], **by
    )
    seat = watch.seats.get()
    about = {"by": SYSTEM, "since": DAY, "body": group, "channels": ["page", "board"], "topic": "finance"}
    canteen = actions.list_item(
        mill, name="食堂收支", audience=Audience.PUBLIC, frequency=Item.Frequency.MONTHLY, code="1", **about
    )
    wages = actions.list_item(
        mill, name="工资分配", audience=Audience.MEMBERS, frequency=Item.Frequency.EACH, code="2", **about
    )
    shown = posted(
        canteen, text=TEXT, table=TABLE, counts_persons=True, channels=[Channel.PAGE, Channel.BOARD], seat=seat, picture=picture
    )  # fmt: skip
    inside = posted(wages, text="三月工资已按办法分配。", channels=[Channel.PAGE], seat=seat, picture=picture)
    due = actions.begin(wages, **by)
    draft = actions.begin(wages, name="四月工资分配", **by)
    actions.draft(draft, by=SYSTEM, name=draft.name, text="四月工资。")
    checking = actions.begin(wages, name="五月工资分配", **by)
    actions.draft(checking, by=SYSTEM, name=checking.name, text="五月工资。")
    actions.submit(checking, **by)
    opinion = actions.ask(shown, kind=Opinion.Kind.QUESTION, said="肉价为什么涨了？", by_whom="莫家嫂", **by)
    answered = actions.ask(shown, kind=Opinion.Kind.OBJECTION, said="账目与单据不符。", by_whom="莫家嫂", **by)
    actions.answer(answered, outcome=Opinion.Outcome.EXPLAINED, answer="已经核对，差额是运费。", **by)
    planned = actions.plan_meeting(mill, name="厂务公开会", matters=[("major", "年度计划", "厂长")], **by)
    meeting = actions.plan_meeting(mill, name="厂务公开会", matters=[("finance", "技改投资", "厂长")], **by)
    actions.hold_meeting(meeting, attended=40, **by)
    question = actions.take_question(meeting, by=SYSTEM, said="加班费何时发？")
    book = actions.prepare_book(mill, kind="record", first=DAY, last=DAY, **by)
    wall = actions.put_up_wall(mill, name="二期厂房项目部", **by)
    sheet = actions.put_up(wall, subject="wages", about="三月工资已公示", **by)
    practice = actions.introduce(mill, staff=180, **by)
    actions.note_publication(practice, kind="staff", what="公布工资集体协商结果", channel="board", **by)
    file = actions.attach(sheet, SimpleUploadedFile("上墙.png", picture), by=SYSTEM, kind="照片")
    return SimpleNamespace(
        group=group, watch=watch, seat=seat, item=canteen, wages=wages, shown=shown, inside=inside, due=due, draft=draft,
        checking=checking, opinion=opinion, answered=answered, planned=planned, meeting=meeting, question=question, book=book,
        wall=wall, sheet=sheet, practice=practice, file=file,
    )  # fmt: skip
