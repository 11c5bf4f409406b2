"""One of everything that the pages of committees show: the mill's bodies, a term that is being re-elected, a port with an election in each state."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.committees import actions
from taizhang.committees.models import Election
from taizhang.kernel import approvals
from taizhang.kernel.acts import SYSTEM
from taizhang.organisation import actions as organisation

FORMED = date(2005, 5, 20)
DAY = date(2008, 3, 3)
BY = {"by": SYSTEM}
NAMES = ("庄主席", "方组织", "乔财务", "钮宣传", "闵文体")


def committee_of(union, *, on=FORMED, names=NAMES, years=3, number=2):
    """A committee with everybody in it and a term in office. → (body, term)"""
    body = actions.form(union, on=on, kind="committee", name=f"{union.name}委员会", places=len(names), **BY)
    people = [{"who": name, "duty": "member" if at else "head"} for at, name in enumerate(names)]
    actions.staff(body, on=on, people=people, **BY)
    return body, actions.begin_term(body, on=on, number=number, years=years, **BY)


def prepared(body, *, on=DAY, seats=3):
    """An election whose candidates are written down: one more than places, and one for the chair."""
    election = actions.prepare(body, on=on, years=3, places=[(body, "member", seats), (body, "head", 1)], **BY)
    members, chair = election.races.order_by("number")
    actions.nominate(members, people=[{"who": name, "about": "车间"} for name in NAMES[: seats + 1]], **BY)
    actions.nominate(chair, people=[{"who": NAMES[0], "about": "车间"}], **BY)
    return election


def asked(election, chair, *, on=DAY):
    """The request is with the union above."""
    return actions.ask_consent(election, by=chair, on=on, cleared=True, request_no="请〔2008〕2号")


def consented(election, chair, above, *, on=DAY):
    """The union above consents."""
    approvals.decide(approvals.of(asked(election, chair, on=on)), by=above, on=on, decision="approve")
    election.refresh_from_db()
    return election


def called(election, *, on=DAY):
    """Notice and call."""
    return actions.call(
        election,
        on=on,
        notice_from=on,
        notice_until=on + timedelta(days=7),
        meets_on=on + timedelta(days=10),
        place="食堂",
        **BY,
    )


def counted(election, *, votes=None, due=60, present=55):
    """The count on paper: everybody but the last candidate has enough."""
    people = [one for race in election.races.order_by("number") for one in race.candidates.order_by("number")]
    told = dict(votes or {})
    for at, one in enumerate(people):
        told.setdefault(one.pk, 50 - at if at != 3 else 15)
    return actions.count(
        election,
        on=election.meets_on,
        due=due,
        present=present,
        issued=present,
        returned=present,
        votes=told,
        tellers="薛监票",
        **BY,
    )


def approved(election, chair, above):
    """The result is approved by the union above."""
    actions.report(election, by=chair, on=election.elected_on + timedelta(days=1), report_no="请〔2008〕3号")
    approvals.decide(
        approvals.of(election, None), by=above, on=election.elected_on + timedelta(days=2), decision="approve"
    )
    election.refresh_from_db()
    return election


def _shop(cast, at):
    """The union of a workshop of the mill."""
    return organisation.found(
        cast.mill, by=SYSTEM, on=FORMED, code=f"F-T-M-S{at}", name=f"第{at}车间工会", kind="department_union"
    )


def build(cast, picture):
    """Bodies, posts, a term asked to be extended, an election in each state that a page shows, a display with officers."""
    mill = cast.mill
    body, term = committee_of(mill)
    group = actions.form(mill, on=FORMED, kind="group", name="织造一组", how="committee", **BY)
    fresh = actions.form(mill, on=FORMED, kind="audit", name="河湾纺织厂经费审查委员会", how="meeting", places=3, **BY)
    seat = body.seats.get(name=NAMES[1])
    done = consented(prepared(body), cast.mill_chair, cast.town_chair)
    display = actions.announce(mill, on=DAY, how="厂务公开栏", **BY)
    chair = body.seats.get(duty="head")
    officer = actions.describe(display, seat=chair, duties="主持全面工作", promise="有事必应", **BY)
    actions.hang(display, on=DAY, place="厂门口", **BY)
    other = actions.describe(display, seat=seat, duties="管组织建设", **BY)
    actions.show(officer, on=DAY, how="胸牌", **BY)
    file = actions.attach(display, SimpleUploadedFile("挂牌.png", picture), kind="照片", **BY)
    return SimpleNamespace(
        body=body, term=term, group=group, fresh=fresh, seat=seat, display=display, officer=officer, other=other, file=file,
        election=called(done), **_elsewhere(cast),
    )  # fmt: skip


def _elsewhere(cast):
    """Elections of other unions below the mill, one at each further step, and an extension that waits."""
    found = {}
    for at, name in enumerate(("preparing", "held", "approved"), start=1):
        unit = _shop(cast, at)
        body, term = committee_of(unit)
        one = prepared(body)
        if name != "preparing":
            one = counted(called(consented(one, SYSTEM, cast.mill_chair)))
        if name == "approved":
            one = approved(one, SYSTEM, cast.mill_chair)
        if name == "preparing":
            found["extension"] = actions.ask_extension(
                term, by=SYSTEM, on=DAY, until=date(2008, 10, 20), why="企业正在改制"
            )
        found[name] = Election.objects.get(pk=one.pk)
    return found
