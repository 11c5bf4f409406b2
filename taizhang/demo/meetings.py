"""A year of meetings, commendation and filing at Qingxi town, as its clerk and chair would have recorded it."""

from datetime import timedelta
from decimal import Decimal

from taizhang.archives import actions as archives
from taizhang.archives import queries as filed
from taizhang.honours import actions as honours
from taizhang.kernel import rulebook
from taizhang.kernel.models import Unit, User
from taizhang.meetings import actions as meetings
from taizhang.meetings.models import Meeting

TOWN = "TC10"  # not Chuyang: what is known of its 2008 stays as it was
COMMITTEE = ("镇联合工会主席", "组织委员", "宣传委员", "经费委员", "女工委员", "生产委员", "文体委员")
AGENDA = (
    ("通报本季度会员发展情况", "研究困难职工走访名单"),
    ("审议本季度经费收支", "研究职工运动会方案"),
    ("通报劳动竞赛进展", "研究读书活动安排"),
)
RULE = "第一条 会员生病住院、生育和直系亲属去世，工会三个工作日内走访。\n第二条 慰问标准按上级规定执行。\n第三条 走访不少于两人，当日登记。"
REVISED = RULE + "\n第四条 走访情况每季度公布一次。"


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    clerk, chair = (User.objects.filter(username=f"tc1-{role}").first() for role in ("clerk", "chair"))
    if town is None or clerk is None or chair is None or Meeting.objects.below(town).exists():
        return False
    if not rulebook.find("meetings.pass"):
        rulebook.load()
    _meetings(town, clerk, today)
    _commendation(town, clerk, chair, today)
    _rules(town, clerk, today)
    _files(town, clerk, today)
    return True


def _meetings(town, clerk, today):
    """Three committee meetings held, one without a quorum; a chairs' meeting that is called."""
    for at, agenda in enumerate(AGENDA):
        day = today - timedelta(days=170 - 60 * at)
        one = meetings.call(
            town, by=clerk, called_on=day - timedelta(days=5), on=day, kind="委员会会议", name=f"第{'一二三'[at]}次委员会会议", agenda=agenda,
            members=COMMITTEE, guests=["社区工会代表"], place="镇政府三楼会议室", chaired_by=COMMITTEE[0],
        )  # fmt: skip
        seats = list(one.called.order_by("pk").values_list("pk", flat=True))
        one = meetings.hold(one, by=clerk, on=day, present=seats[: (6, 7, 4)[at]], kept_by="宣传委员")
        if at == 2:
            continue  # no quorum: it talked, and its minutes still wait
        said = {item.pk: f"{item.words}，与会人员进行了讨论。" for item in one.agenda.all()}
        one = meetings.minute(one, by=clerk, on=day + timedelta(days=1), said=said)
        _resolutions(one, clerk, at, today)
    meetings.call(
        town, by=clerk, called_on=today - timedelta(days=2), on=today + timedelta(days=6), kind="主席会议", agenda=["部署下季度工作"],
        members=["镇联合工会主席", "社区工会主席甲", "社区工会主席乙"], place="镇政府二楼会议室",
    )  # fmt: skip


def _resolutions(meeting, clerk, at, today):
    if at == 0:
        done = meetings.resolve(
            meeting, by=clerk, text="走访慰问困难职工，支出18000元", matter="大额资金", in_favour=6, against=0, abstained=0,
            owner="经费委员", due_on=meeting.on + timedelta(days=30),
        )  # fmt: skip
        meetings.report(done, by=clerk, on=meeting.on + timedelta(days=12), text="已走访三个社区", by_name="经费委员")
        meetings.finish(done, by=clerk, on=meeting.on + timedelta(days=25), result="走访完毕，支出17600元")
        return
    late = {"owner": "文体委员", "due_on": today - timedelta(days=8)}
    meetings.resolve(meeting, by=clerk, text="制定职工运动会方案并报镇党委", **late)
    meetings.resolve(
        meeting, by=clerk, text="购置健身器材，支出60000元", matter="重大项目", in_favour=3, against=3, abstained=1
    )


def _commendation(town, clerk, chair, today):
    """A commendation on the assessment of the year before, decided by the first meeting after its notice."""
    opened = today - timedelta(days=150)
    round = honours.open_round(town, by=clerk, on=opened, name="年度先进表彰", follows="上年度基层工会工作目标考核")
    unions = honours.add_category(
        round, by=clerk, name="先进基层工会", quota=2, units=True, goods="奖牌", measure_unit="块"
    )
    officers = honours.add_category(
        round, by=clerk, name="优秀工会干部", quota=3, money=Decimal("300"), goods="荣誉证书", measure_unit="本"
    )
    told = {"by": clerk, "on": opened + timedelta(days=5), "result": "优秀", "source": "年度考核通报"}
    communities = list(town.children().filter(kind="community_union", until=None).order_by("code")[:3])
    scored = [{"name": one.name, "of_unit": one, "score": 96 - 2 * at} for at, one in enumerate(communities)]
    made = honours.nominate(unions, people=scored, **told)
    names = ("社区工会主席甲", "社区工会主席乙", "企业工会主席丙", "企业工会主席丁")
    made += honours.nominate(
        officers, people=[{"name": name, "score": 95 - at} for at, name in enumerate(names)], **told
    )
    chosen = [one.pk for one in made if one not in (made[2:3] or [None]) and one.name != names[-1]]
    round = honours.propose(round, by=clerk, on=opened + timedelta(days=10), chosen=chosen[:5], where="镇政务公开栏")
    day = round.notice_until + timedelta(days=3)
    decided_by = "镇联合工会委员会会议"
    round = honours.decide(round, by=clerk, on=day, decided_by=decided_by)
    honours.commend(
        round,
        by=chair,
        on=day + timedelta(days=4),
        document_no=f"青工〔{day.year}〕5号",
        ceremony="年度工会工作表彰大会",
    )


def _rules(town, clerk, today):
    """A rule adopted three years ago, revised this year, on the wall; a draft that waits."""
    first = today - timedelta(days=1000)
    one = archives.draft(town, by=clerk, on=first, name="走访慰问制度", text=RULE)
    one = archives.adopt(one, by=clerk, on=first + timedelta(days=20), adopted_by="镇联合工会委员会会议")
    again = today - timedelta(days=120)
    one = archives.revise(one, by=clerk, on=again, text=REVISED, changes="增加公布要求")
    one = archives.adopt(one, by=clerk, on=again + timedelta(days=10), adopted_by="镇联合工会委员会会议")
    archives.put_up(one, by=clerk, on=again + timedelta(days=14), where="镇职工活动中心一楼")
    archives.draft(
        town,
        by=clerk,
        on=today - timedelta(days=15),
        name="工会经费使用办法",
        kind="办法",
        text="第一条 经费使用由委员会集体研究。",
    )


def _files(town, clerk, today):
    """A file of last year's activities with some of its records; an old one whose time is over, asked to be destroyed."""
    year = today.year - 1
    one = archives.open_dossier(
        town, by=clerk, on=today - timedelta(days=90), title=f"{year}年工会活动", category="活动", year=year
    )
    found = filed.with_records(filed.unfiled(clerk, town, year, own=True)[:12])
    if found:
        archives.put_records(one, by=clerk, keys=[each.key for each in found])
    archives.add_paper(one, by=clerk, text="年度工作总结", pages=12)
    old = archives.open_dossier(
        town,
        by=clerk,
        on=today.replace(year=today.year - 12, day=1),
        title="职工篮球赛",
        category="活动",
        year=today.year - 12,
    )
    archives.add_paper(old, by=clerk, text="秩序册", pages=20)
    archives.close(old, by=clerk, on=today.replace(year=today.year - 12, day=1), place="档案室3柜")
    archives.ask_destruction(
        town,
        by=clerk,
        on=today - timedelta(days=4),
        name=f"{today.year}年第一批",
        opinion="保管期满，已无保存价值",
        dossiers=[old.pk],
    )
