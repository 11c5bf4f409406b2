"""A congress of the mill: a term in office, one being prepared, sessions in every state, a delegate who left."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.congress import actions
from taizhang.congress.models import AgendaItem, Congress, Delegate, Session
from taizhang.kernel import evidence
from taizhang.kernel.acts import SYSTEM

BEGAN, ENDS = date(2008, 1, 10), date(2011, 1, 9)
OPENS = date(2008, 3, 20)
NAMES = ["甄一", "甄二", "甄三", "甄四", "甄五", "甄六", "甄七", "甄八", "甄九", "甄十"]
Power, Matter = AgendaItem.Power, AgendaItem.Matter


@dataclass
class Congresses:
    """What the mill has on file of its congress."""

    term: object = None
    preparing: object = None
    assembly: object = None
    delegate: object = None
    gone: object = None
    training: object = None
    planned: object = None
    session: object = None
    held: object = None
    meeting: object = None
    item: object = None
    heard: object = None
    vote: object = None
    opinion: object = None
    file: object = None


def _term(unit, **given):
    words = {"form": "delegates", "since": BEGAN, "until": ENDS, "staff": 120, "women": 40} | given
    return actions.congresses.start(unit, by=SYSTEM, on=BEGAN, **words)


def build(cast, membership, pixel):
    """Everything of a year, by the system."""
    found = Congresses()
    found.term = _term(cast.mill, kind=Congress.Kind.WORKERS, number=8)
    found.preparing = _term(cast.mill, kind=Congress.Kind.MEMBERS, number=3)
    found.assembly = _term(cast.mill, kind=Congress.Kind.INDUSTRY, number=1, form="everybody")
    _delegates(found, membership)
    actions.congresses.install(found.term, by=SYSTEM, on=BEGAN)
    found.training = actions.delegates.train(
        found.term, by=SYSTEM, on=date(2008, 2, 1), topic="代表的权利和义务", came=[found.delegate]
    )
    _held(found, SimpleUploadedFile("大会.png", pixel, content_type="image/png"))
    _open(found)
    found.planned = actions.sessions.plan_session(found.term, by=SYSTEM, on=OPENS, opens_on=date(2008, 12, 20))
    return found


def _delegates(found, membership):
    actions.congresses.lay_out(found.term, by=SYSTEM, rows=[("纺纱车间", 80, 7), ("织布车间", 40, 5)])
    spinning, weaving = found.term.constituencies.all()
    found.delegate = actions.delegates.elect(
        found.term,
        by=SYSTEM,
        on=BEGAN,
        name="",
        person=membership.person,
        constituency=spinning,
        entitled=80,
        took_part=70,
        in_favour=60,
    )
    for number, name in enumerate(NAMES):
        last = actions.delegates.elect(
            found.term,
            by=SYSTEM,
            on=BEGAN,
            name=name,
            sex="女" if number % 3 == 0 else "男",
            constituency=spinning if number < 5 else weaving,
        )
    found.gone = actions.delegates.resign(last, by=SYSTEM, on=date(2008, 2, 2), state=Delegate.State.LEFT, why="调离")


def _called(term, number, **given):
    session = actions.sessions.plan_session(
        term, by=SYSTEM, on=BEGAN, opens_on=OPENS, number=number, place="俱乐部", **given
    )
    report = actions.sessions.add_item(
        session, by=SYSTEM, name="厂长工作报告", power=Power.ADVISE, matter=Matter.REPORT
    )
    contract = actions.sessions.add_item(
        session, by=SYSTEM, name="集体合同（草案）", power=Power.PASS, matter=Matter.CONTRACT
    )
    actions.sessions.add_paper(session, by=SYSTEM, name="集体合同（草案）", item=contract, sent_on=date(2008, 3, 10))
    actions.sessions.call(session, by=SYSTEM, on=date(2008, 3, 5))
    return session, report, contract


def _held(found, picture):
    """A session that is over, and a meeting between sessions whose decision waits for confirmation."""
    session, report, contract = _called(found.term, 1)
    everybody = list(Delegate.objects.standing().filter(congress=found.term, state="serving"))
    actions.sessions.seat_presidium(session, by=SYSTEM, delegates=everybody[:3], presiding=everybody[:1])
    actions.attendance.attend(session, by=SYSTEM, on=OPENS, delegates=everybody)
    actions.sessions.open_session(session, by=SYSTEM, on=OPENS)
    vote = actions.votes.take_vote(contract, by=SYSTEM, on=OPENS, how="paper")
    actions.votes.count_vote(
        vote, by=SYSTEM, on=OPENS, issued=10, returned=10, in_favour=8, against=1, abstained=1, tellers="甄一、甄二"
    )
    actions.sessions.hear(report, by=SYSTEM, on=OPENS, decision="会议同意厂长工作报告。")
    actions.sessions.file_paper(session, by=SYSTEM, kind="照片", file=picture)
    actions.sessions.close_session(session, by=SYSTEM, on=OPENS, proceedings="工会主席主持会议。")
    found.held, found.file = session, evidence.of(session).first()
    meeting = actions.sessions.plan_session(
        found.term, by=SYSTEM, on=BEGAN, opens_on=date(2008, 6, 1), kind=Session.Kind.JOINT
    )
    actions.sessions.add_item(meeting, by=SYSTEM, name="高温补贴", power=Power.ADVISE)
    actions.sessions.seat_presidium(meeting, by=SYSTEM, delegates=everybody[:3])
    actions.sessions.call(meeting, by=SYSTEM, on=date(2008, 5, 20))
    actions.attendance.attend(meeting, by=SYSTEM, on=date(2008, 6, 1), delegates=everybody[:3])
    actions.sessions.open_session(meeting, by=SYSTEM, on=date(2008, 6, 1))
    actions.sessions.hear(meeting.items.get(), by=SYSTEM, on=date(2008, 6, 1))
    found.meeting = actions.sessions.close_session(meeting, by=SYSTEM, on=date(2008, 6, 1))


def _open(found):
    """A session that goes on: a vote is being taken."""
    found.session, found.item, contract = _called(found.term, 2)
    found.opinion = actions.sessions.note_opinion(
        found.item, by=SYSTEM, on=OPENS, words="夜班补贴偏低", group=found.term.constituencies.first()
    )
    everybody = list(Delegate.objects.standing().filter(congress=found.term, state="serving"))
    actions.attendance.attend(found.session, by=SYSTEM, on=OPENS, delegates=everybody[:9])
    actions.sessions.open_session(found.session, by=SYSTEM, on=OPENS)
    found.heard = contract
    found.vote = actions.votes.take_vote(contract, by=SYSTEM, on=OPENS, how="paper")


def code(world):
    """The code at the door of the session that goes on."""
    return actions.attendance.door_code(world.congress.session)
