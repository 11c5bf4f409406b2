"""The papers of a founding: the application of the preparatory group, the reply of the union above. Chinese, as offices expect."""

from taizhang.organisation import kinds
from taizhang.outreach.models import Elected, Preparer
from taizhang.word.document import Document, Paragraph, Table, Words

SIDES = {Preparer.Side.PARTY: "党组织代表", Preparer.Side.STAFF: "职工代表", Preparer.Side.UNION: "上级工会"}
DUTIES = {
    Elected.Duty.CHAIR: "主席", Elected.Duty.VICE: "副主席", Elected.Duty.MEMBER: "委员", Elected.Duty.AUDIT: "经费审查委员",
    Elected.Duty.WOMEN: "女职工委员", Elected.Duty.ORGANISER: "组织员",
}  # fmt: skip


def _line(text, style="body"):
    return Paragraph((Words(text),), style)


def _row(*cells):
    return tuple(((Words(str(cell)),),) for cell in cells)


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　　　年　　月　　日"


def application(establishment, union):
    """关于成立工会的请示: who applies to whom for what, by which articles, with the preparatory group."""
    name = establishment.union_name or f"{establishment.name}工会"
    title = f"关于成立{name}的请示"
    kind = kinds.of(establishment.union_kind).label if establishment.union_kind else "基层工会"
    staff = f"现有职工{establishment.staff}人，" if establishment.staff else ""
    willing = f"其中{establishment.willing_members}人自愿申请加入工会，" if establishment.willing_members else ""
    reason = (
        f"{establishment.name}{staff}{willing}单位支持组建工会。依照《中华人民共和国工会法》第三条、第十一条、第十二条和《中国工会章程》"
        f"的规定，现申请成立{name}（{kind}），请予批复。"
    )
    blocks = [_line(title, "title")]
    if establishment.application_no:
        blocks.append(_line(establishment.application_no, "note"))
    blocks += [_line("", "blank"), _line(f"{union.name}：", "addressee"), _line(reason), *_preparers(establishment)]
    blocks += [
        _line("妥否，请批示。"), _line("", "blank"), _line(f"{name}筹备组", "signature"), _line(_day(establishment.applied_on), "date"),
    ]  # fmt: skip
    return Document(title, tuple(blocks))


def _preparers(establishment):
    people = list(establishment.preparers.all())
    if not people:
        return []
    rows = tuple(
        _row(at, one.name, SIDES[one.side], "组长" if one.is_head else "") for at, one in enumerate(people, start=1)
    )
    table = Table(("序号", "姓名", "来源", "职务"), rows, (2, 4, 4, 3), ("center",) * 4)
    return [_line("筹备组成员名单", "caption"), table]


def reply(establishment):
    """关于同意成立工会的批复: the union above consents, with its document number."""
    name = establishment.union_name
    title = f"关于同意成立{name}的批复"
    given = f"《关于成立{name}的请示》" + (
        f"（{establishment.application_no}）" if establishment.application_no else ""
    )
    blocks = [
        _line(title, "title"),
        _line(establishment.reply_no, "note"),
        _line("", "blank"),
        _line(f"{name}筹备组：", "addressee"),
        _line(
            f"你们{_day(establishment.applied_on)}报来的{given}收悉。依照《中华人民共和国工会法》第十二条，经研究，同意成立{name}。"
        ),
        _line(
            "请按照《工会基层组织选举工作条例》做好会员登记和候选人公示，召开会员大会或者会员代表大会，民主选举工会委员会和经费审查委员会，"
            "并将选举结果报我会备案。"
        ),
        _line("此复。"),
        _line("", "blank"),
        _line(establishment.approved_by.name, "signature"),
        _line(_day(establishment.approved_on), "date"),
    ]
    return Document(title, tuple(blocks))


def report(establishment):
    """关于成立大会选举结果的报告: who was called, who came, who was elected with how many votes, the first members."""
    name = establishment.union_name
    title = f"关于{name}成立大会选举结果的报告"
    met = (
        f"{name}于{_day(establishment.founded_on)}{f'在{establishment.place}' if establishment.place else ''}召开成立大会，应到会员"
        f"{establishment.called}人，实到{establishment.present}人，符合规定人数。大会选举结果如下："
    )
    members = f"建会时会员{establishment.members}人"
    members += f"，其中女会员{establishment.women}人" if establishment.women is not None else ""
    members += f"，农民工会员{establishment.migrants}人" if establishment.migrants is not None else ""
    rows = tuple(
        _row(at, one.name, DUTIES[one.duty], "" if one.votes is None else one.votes)
        for at, one in enumerate(establishment.elected.all(), start=1)
    )
    table = Table(("序号", "姓名", "职务", "得票"), rows, (2, 4, 4, 2), ("center",) * 4)
    blocks = [
        _line(title, "title"), _line("", "blank"), _line(f"{establishment.approved_by.name}：", "addressee"), _line(met), table,
        _line(f"{members}。特此报告。"), _line("", "blank"), _line(name, "signature"), _line(_day(establishment.founded_on), "date"),
    ]  # fmt: skip
    return Document(title, tuple(blocks))
