"""The mill's proposals: a round that is open for years, proposals in several states, a suggestion, a paper."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.kernel.acts import SYSTEM
from taizhang.proposals import actions
from taizhang.proposals.tests import factories as make


@dataclass
class Proposals:
    """What the mill has on file of proposals."""

    round: object = None
    published: object = None
    entitled: object = None
    draft: object = None
    backer: object = None
    submitted: object = None
    filed: object = None
    assigned: object = None
    answered: object = None
    unsatisfied: object = None
    closed: object = None
    suggestion: object = None
    adopted: object = None
    done: object = None
    paper: object = None


def build(cast, first, second, pixel):
    """Everything by the system; `first` and `second` are members of the mill."""
    people = [first, second, *make.delegates(cast.mill, ("季白露", "秦小雪"))]
    made = Proposals()
    made.round = make.opened(cast.mill, people, session_on=date(2030, 3, 28))
    made.entitled = made.round.entitled.get(person=people[3].person)
    made.draft = make.draft(made.round, people[0].person, name="增加夜班通勤班车")
    made.backer = actions.life.ask_seconder(made.draft, people[1].person, by=SYSTEM, on=date(2008, 2, 21))
    made.submitted = make.submitted(made.round, people, name="更换职工食堂餐具")
    made.filed = make.filed(made.round, people, name="延长澡堂开放时间")
    made.assigned = make.assigned(made.round, people, name="为一车间安装风扇")
    actions.handling.remind(made.assigned, by=SYSTEM, on=date(2008, 5, 6))
    made.answered = make.answered(made.round, people, name="修缮单身宿舍屋顶", result="B", planned_for=date(2009, 4, 1))
    made.unsatisfied = make.answered(made.round, people, name="恢复厂区邮政代办", result="C")
    actions.handling.rate(made.unsatisfied, by=SYSTEM, on=date(2008, 5, 1), rating="不满意", words="没有说明原因")
    made.closed = make.answered(made.round, people, name="加装厂门照明")
    actions.handling.rate(made.closed, by=SYSTEM, on=date(2008, 5, 1), rating="满意")
    actions.handling.close(made.closed, by=SYSTEM, on=date(2008, 5, 5))
    actions.appraisal.mark_key(made.closed, by=SYSTEM, on=date(2008, 6, 1), leader="周厂长")
    actions.appraisal.score(made.closed, by=SYSTEM, on=date(2008, 12, 1), group="评审组", points=92)
    actions.appraisal.award(made.closed, by=SYSTEM, on=date(2008, 12, 10), award="荣誉证书")
    file = SimpleUploadedFile("提案表.png", pixel, content_type="image/png")
    made.paper = actions.life.attach(made.closed, file, by=SYSTEM, kind="提案表")
    made.published = make.opened(
        cast.mill, people, session="第三次会议", session_on=date(2008, 3, 20), opens_on=date(2008, 1, 5)
    )
    filed = make.filed(made.published, people, name="设立女职工休息室", on=date(2008, 3, 10))
    actions.rounds.publish(made.published, by=SYSTEM, on=date(2008, 4, 1))
    assert filed.is_file
    made.suggestion = make.suggestion(cast.mill, people[0], people[1])
    actions.suggestions.assess(
        made.suggestion, by=SYSTEM, on=date(2008, 5, 8), expert="设备科专家", for_it=True, points=88, words="可行"
    )
    made.adopted = make.suggestion(cast.mill, people[2], name="纱管回收再用")
    actions.suggestions.adopt(
        made.adopted, by=SYSTEM, on=date(2008, 5, 20), why="节约成本", carried_by="二车间", due_on=date(2008, 8, 1)
    )
    made.done = make.suggestion(cast.mill, people[3], name="调整换班时间")
    actions.suggestions.adopt(made.done, by=SYSTEM, on=date(2008, 5, 20), why="减少等候", carried_by="生产科")
    actions.suggestions.carry_out(made.done, by=SYSTEM, on=date(2008, 6, 20), words="六月起实行")
    return made
