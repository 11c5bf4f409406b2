"""A round with delegates, proposals in every state and a suggestion, for tests; everybody in it is made up."""

from datetime import date

from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.members.tests import factories as members
from taizhang.proposals import actions

NAMES = ("季白露", "秦小雪", "方谷雨", "易清明")
OPENED, SESSION = date(2008, 2, 1), date(2008, 3, 28)


def delegates(unit, names=NAMES):
    """Members of the unit by these names."""
    return [members.member(unit, name=name) for name in names]


def opened(unit, people=(), *, by=SYSTEM, session="第四次会议", session_on=SESSION, opens_on=OPENED, **more):
    """A round whose window is open from February on, with its list of delegates."""
    if not rulebook.find("proposal.seconders"):
        rulebook.load()
    made = actions.rounds.open_round(
        unit,
        by=by,
        on=opens_on,
        term="第八届",
        session=session,
        session_on=session_on,
        opens_on=opens_on,
        leader="周厂长",
        **more,
    )
    actions.rounds.entitle(made, people, by=by, group="一车间代表团")
    return made


def draft(round, person, *, by=SYSTEM, on=date(2008, 2, 20), name="为一车间安装风扇", **more):
    """A draft of one person."""
    words = {"reason": "夏天车间太热。", "measure": "安装工业风扇。", "subject": "安全劳保"} | more
    return actions.life.draft(round, by=by, on=on, name=name, proposer=person, **words)


def submitted(round, people, *, by=SYSTEM, on=date(2008, 2, 25), **more):
    """A proposal of the first that the two others have seconded."""
    made = draft(round, people[0].person, by=by, on=min(on, date(2008, 2, 20)) if "on" not in more else on, **more)
    for one in people[1:3]:
        actions.life.ask_seconder(made, one.person, by=by, on=on, signed=True)
    return actions.life.submit(made, by=by, on=on)


def filed(round, people, *, by=SYSTEM, on=date(2008, 3, 16), **more):
    """A proposal that was filed."""
    return actions.screening.file(submitted(round, people, by=by, **more), by=by, on=on)


def assigned(
    round,
    people,
    *,
    by=SYSTEM,
    on=date(2008, 4, 1),
    department="设备科",
    helpers=("安全科",),
    officer=None,
    unit=None,
    **more,
):
    """A proposal that a department has."""
    made = filed(round, people, by=by, **more)
    actions.handling.assign(made, by=by, on=on, department=department, helpers=helpers, officer=officer, unit=unit)
    return made


def answered(round, people, *, by=SYSTEM, on=date(2008, 4, 20), result="A", planned_for=None, **more):
    """A proposal that was answered."""
    made = assigned(round, people, by=by, **more)
    return actions.handling.answer(made, by=by, on=on, result=result, answer="已经安装。", planned_for=planned_for)


def suggestion(unit, *people, by=SYSTEM, on=date(2008, 5, 6), name="改进纱锭润滑"):
    """A suggestion of members."""
    return actions.suggestions.suggest(
        unit, by=by, on=on, name=name, content="每班少停机一次。", contributors=[one.person for one in people]
    )
