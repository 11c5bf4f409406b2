"""The papers of a commendation: public notice, decision, certificates. Chinese, printed from the record; no numbers of persons."""

from itertools import groupby

from taizhang.word.document import Document
from taizhang.word.lines import day, line


def _named(nominee):
    place = nominee.of_unit.name if nominee.of_unit_id and not nominee.category.units else ""
    return f"{nominee.name}（{place}）" if place else nominee.name


def _lists(nominees):
    """Category by category: the head, then the names."""
    blocks = []
    for category, group in groupby(nominees, key=lambda one: one.category):
        names = [_named(one) for one in group]
        unit = "家" if category.units else "名"
        blocks += [line(f"{category.name}（{len(names)}{unit}）", "level1"), line("、".join(names) + "。")]
    return blocks


def notice(round, nominees):
    """公示: the list, its days, where to object."""
    title = f"关于{round.title()}拟表彰名单的公示"
    basis = f"根据{round.follows}，" if round.follows else ""
    until = f"公示期自{day(round.noticed_on)}至{day(round.notice_until)}。公示期内如有异议，请向{round.unit.name}反映。"
    blocks = [
        line(title, "title"), line("", "blank"), line(f"{basis}经考核评选，现将{round.title()}拟表彰名单公示如下，请予监督。"),
        *_lists(nominees), line(until), line("", "blank"), line(round.unit.name, "signature"), line(day(round.noticed_on), "date"),
    ]  # fmt: skip
    return Document(title, tuple(blocks))


def decision(round, nominees):
    """表彰决定: who decided, who is commended, what goes with it."""
    title = f"关于{round.title()}的决定"
    blocks = [line(title, "title")]
    if round.document_no:
        blocks.append(line(round.document_no, "note"))
    blocks += [
        line("", "blank"),
        line(f"经考核评选、公示，{day(round.decided_on)}由{round.decided_by}研究决定，对下列单位和个人予以表彰。"),
        *_lists(nominees),
    ]
    awards = [f"{one.name}：{one.award}" for one in round.categories.all() if one.award]
    if awards:
        blocks += [line("奖励标准", "level1"), line("；".join(awards) + "。")]
    signed = day(round.commended_on or round.decided_on)
    blocks += [line("", "blank"), line(round.unit.name, "signature"), line(signed, "date")]
    return Document(title, tuple(blocks))


def certificates(round, nominees):
    """荣誉证书, one a page."""
    title = f"{round.title()}荣誉证书"
    blocks = []
    for at, one in enumerate(nominees):
        if at:
            blocks.append(line("", "annex"))  # begins a new page
        blocks += [
            line("荣誉证书", "title"), line(f"证书编号：{one.certificate_no}", "note"), line("", "blank"), line(f"{_named(one)}：", "addressee"),
            line(f"在{round.year}年度工会工作中成绩突出，被评为“{one.category.name}”。特发此证，以资鼓励。"),
            line("", "blank"), line(round.unit.name, "signature"), line(day(one.commended_on), "date"),
        ]  # fmt: skip
    return Document(title, tuple(blocks))
