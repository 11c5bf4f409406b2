"""Rules and archives of the mill: a rule with two editions on a wall, a draft, an open file, an old one on a destruction list."""

from datetime import date
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.archives import actions
from taizhang.kernel.acts import SYSTEM

FIRST = "第一条 会员生病住院，工会三个工作日内走访。\n第二条 慰问金每人二百元。"
SECOND = "第一条 会员生病住院，工会三个工作日内走访。\n第二条 慰问金每人三百元。\n第三条 由工会小组长陪同。"


def rule(unit, by=SYSTEM):
    """A regulation adopted in 2006, revised in 2008, on a wall."""
    one = actions.draft(unit, by=by, on=date(2006, 2, 1), name="走访慰问制度", text=FIRST)
    one = actions.adopt(
        one, by=by, on=date(2006, 3, 1), adopted_by="工会委员会第一次会议", document_no="河工〔2006〕3号"
    )
    one = actions.revise(one, by=by, on=date(2008, 1, 10), text=SECOND, changes="提高标准")
    one = actions.adopt(one, by=by, on=date(2008, 2, 1), since=date(2008, 3, 1), adopted_by="工会委员会会议")
    return actions.put_up(one, by=by, on=date(2008, 3, 5), where="工会活动室东墙")


def old_file(unit, by=SYSTEM, year=1990):
    """A file on activities, archived so long ago that its time is over."""
    one = actions.open_dossier(
        unit, by=by, on=date(year, 12, 1), title=f"{year}年职工运动会", category="活动", year=year
    )
    actions.add_paper(one, by=by, text="秩序册", on=date(year, 10, 1), pages=24)
    return actions.close(one, by=by, on=date(year, 12, 20))


def build(cast, entry, picture):
    """One of everything that the pages show."""
    standing = rule(cast.mill)
    draft = actions.draft(cast.mill, by=SYSTEM, on=date(2008, 4, 1), name="经费使用办法", text="第一条 经费使用公开。")
    photograph = SimpleUploadedFile("上墙.png", picture, content_type="image/png")
    file = actions.attach(standing, photograph, by=SYSTEM, kind="照片")
    dossier = actions.open_dossier(
        cast.mill, by=SYSTEM, on=date(2008, 5, 1), title="2008年爱心超市", category="活动", year=2008
    )
    actions.put_records(dossier, by=cast.mill_chair, keys=[f"worklog.entry:{entry.pk}"])
    old = old_file(cast.mill)
    asked = actions.ask_destruction(
        cast.mill, by=cast.mill_clerk, on=date(2008, 5, 6), name="2008年第一批", opinion="无保存价值", dossiers=[old.pk]
    )
    return SimpleNamespace(
        rule=standing, draft=draft, display=standing.displays.get(), file=file, open=dossier, item=dossier.items.get(), old=old, list=asked
    )  # fmt: skip
