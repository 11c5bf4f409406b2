"""A round of proposals in the town of Chuyang: twelve received, ten filed, six carried out, one overdue, one handled again, three
excellent; and suggestions at every stage. This year only: the sample's own years stay as its workbooks tell them.
"""

from datetime import timedelta

from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Unit, User
from taizhang.members.models import Membership
from taizhang.proposals import actions
from taizhang.proposals.models import Round

TOWN = "CY00"
NEEDED = 12
# title, reason, measure, class, department
MATTERS = (
    ("为家属楼接通宽带", "职工家里上不了网。", "请电信部门进楼施工。", "生活福利", "后勤科"),
    ("延长职工阅览室开放时间", "下班后阅览室已关门。", "周一至周五开到晚上九点。", "文化建设", "宣教科"),
    ("更换车间照明", "灯光太暗，看不清线头。", "分批更换为节能灯。", "安全劳保", "设备科"),
    ("增设夜班通勤班车", "夜班职工回家不便。", "每晚加开一班。", "后勤保障", "车队"),
    ("食堂公布每日菜价", "职工不清楚价格。", "在食堂门口挂牌。", "生活福利", "后勤科"),
    ("设立女职工休息室", "孕期和哺乳期女职工没有休息的地方。", "利用闲置办公室。", "生活福利", "后勤科"),
    ("每年安排一次健康体检", "几年没有体检。", "由工会联系医院。", "生活福利", "工会办公室"),
    ("完善岗位培训计划", "新职工上岗前培训时间短。", "编制年度计划并公布。", "队伍/人事分配", "人事科"),
    ("修缮职工球场", "地面开裂，容易受伤。", "重新铺设地面。", "文化建设", "后勤科"),
    ("公开加班费计算办法", "计算办法不清楚。", "在公开栏公布。", "管理", "人事科"),
    ("提高退休金标准", "退休金偏低。", "请上级提高。", "其他", ""),
    ("给家属楼通网络", "家里没有网络。", "联系电信部门。", "生活福利", ""),
)
SUGGESTIONS = (
    ("改进包装工序", "两道工序合并，每班省一人。"), ("回收利用包装箱", "完好的纸箱可以再用。"), ("仓库按货位编号", "找货快。"),
    ("食堂错峰就餐", "减少排队。"),
)  # fmt: skip


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    hands = {name: User.objects.filter(username=name).first() for name in ("cy-clerk", "cy-chair")}
    if town is None or None in hands.values() or Round.objects.below(town).exists():
        return False
    clerk, chair = hands.values()
    if not rulebook.find("proposal.second_handlings"):
        rulebook.load()
    standing = Membership.objects.standing().below(town).filter(status=Membership.Status.MEMBER)
    people = list(standing.select_related("person").order_by("pk")[:NEEDED])
    if len(people) < NEEDED:
        return False
    round = _round(town, people, clerk, today)
    made = [_submitted(round, people, number, clerk, today) for number in range(len(MATTERS))]
    _decided(made, clerk, today)
    _handled(made, clerk, chair, today)
    _excellent(made, clerk, chair, today)
    _suggestions(town, people, clerk, chair, today)
    return True


def _round(town, people, clerk, today):
    """The session was sixty days ago; its window closed twenty days before it."""
    round = actions.rounds.open_round(
        town, by=clerk, on=today - timedelta(150), term="第八届", session="第四次会议", session_on=today - timedelta(60),
        opens_on=today - timedelta(120), closes_on=today - timedelta(80), leader="分管副镇长",
    )  # fmt: skip
    actions.rounds.entitle(round, people, by=clerk, group="联合代表团")
    return round


def _submitted(round, people, number, clerk, today):
    """Each by another delegate, seconded by the two next ones: one on the own page, one on paper."""
    name, reason, measure, subject, _department = MATTERS[number]
    on = today - timedelta(110 - number)
    mine, second, third = (people[(number + step) % NEEDED].person for step in range(3))
    one = actions.life.draft(
        round, by=SYSTEM, on=on, name=name, reason=reason, measure=measure, subject=subject, proposer=mine, source="own"
    )
    asked = actions.life.ask_seconder(one, second, by=SYSTEM, on=on)
    actions.life.confirm(asked, by=SYSTEM, on=on + timedelta(1))
    actions.life.ask_seconder(one, third, by=clerk, on=on + timedelta(2), signed=True)
    return actions.life.submit(one, by=SYSTEM, on=on + timedelta(3))


def _decided(made, clerk, today):
    on = today - timedelta(75)
    for one in made[:10]:
        actions.screening.file(one, by=clerk, on=on)
    actions.screening.refuse(made[10], by=clerk, on=on, why="不属本单位职权，已向提案人说明。")
    actions.screening.merge(made[11], made[0], by=clerk, on=on, why="与第001号为同一件事。")


def _handled(made, clerk, chair, today):
    """Six carried out and closed; one planned, one handled again, one waits for the rating, one is overdue."""
    for number, one in enumerate(made[:10]):
        actions.handling.assign(
            one,
            by=chair,
            on=today - timedelta(58 if number != 9 else 45),
            department=MATTERS[number][4],
            signed_by="分管副镇长",
        )
    for one in made[:6]:
        actions.handling.answer(one, by=clerk, on=today - timedelta(35), result="A", answer="已经办好，感谢您的提案。")
        actions.handling.rate(one, by=SYSTEM, on=today - timedelta(30), rating="满意")
        actions.handling.close(one, by=clerk, on=today - timedelta(28))
    actions.handling.answer(
        made[6],
        by=clerk,
        on=today - timedelta(34),
        result="B",
        answer="已列入计划。",
        planned_for=today + timedelta(120),
    )
    actions.handling.rate(made[6], by=SYSTEM, on=today - timedelta(29), rating="基本满意")
    actions.handling.answer(made[7], by=clerk, on=today - timedelta(33), result="C", answer="暂无条件。")
    actions.handling.rate(made[7], by=SYSTEM, on=today - timedelta(27), rating="不满意", words="没有说明原因")
    actions.handling.handle_again(made[7], by=chair, on=today - timedelta(10), instruction="请当面说明情况。")
    actions.handling.answer(made[8], by=clerk, on=today - timedelta(3), result="A", answer="球场已重新铺设。")
    actions.handling.remind(made[9], by=clerk, on=today - timedelta(8), words="请抓紧答复。")


def _excellent(made, clerk, chair, today):
    actions.appraisal.mark_key(made[0], by=chair, on=today - timedelta(27), leader="分管副镇长")
    for place, one in enumerate(made[:5]):
        for group, points in (("第一代表组", 95 - place), ("第二代表组", 93 - place)):
            actions.appraisal.score(one, by=clerk, on=today - timedelta(20), group=group, points=points)
    for one in made[:3]:
        actions.appraisal.award(one, by=chair, on=today - timedelta(15), award="荣誉证书")


def _suggestions(town, people, clerk, chair, today):
    made = [
        actions.suggestions.suggest(
            town, by=SYSTEM, on=today - timedelta(90 - 10 * number), name=name, content=content, subject="教学科研/生产经营",
            contributors=[people[number].person],
        )
        for number, (name, content) in enumerate(SUGGESTIONS)
    ]  # fmt: skip
    for one in made[:2]:
        actions.suggestions.assess(one, by=clerk, on=today - timedelta(60), expert="生产技术组", for_it=True, points=88)
        actions.suggestions.adopt(
            one,
            by=clerk,
            on=today - timedelta(55),
            why="可行，见效快。",
            carried_by="生产科",
            due_on=today + timedelta(30),
        )
    actions.suggestions.carry_out(made[0], by=clerk, on=today - timedelta(40), words="已在两条线上实行。")
    actions.suggestions.state_benefit(made[0], by=clerk, on=today - timedelta(20), benefit=36000, stated_by="财务科")
    actions.suggestions.reward(made[0], by=chair, on=today - timedelta(12), reward=800, award="金点子奖")
    actions.suggestions.decline(made[2], by=clerk, on=today - timedelta(50), why="已在仓库改造中安排。")
