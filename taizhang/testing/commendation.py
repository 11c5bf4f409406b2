"""Commendations of the mill: one that was given, one that is posted with an objection, one that is open."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.honours import actions
from taizhang.kernel.acts import SYSTEM

DAY = date(2008, 1, 7)


def opened(unit, name="年度表彰", on=DAY):
    """A round with a category for two persons and one for a unit, three nominees, all assessed."""
    round = actions.open_round(unit, by=SYSTEM, on=on, name=name, year=2008, follows="2007年度工作目标考核")
    best = actions.add_category(
        round, by=SYSTEM, name="优秀工会干部", quota=2, money=Decimal("200"), goods="奖杯", measure_unit="座"
    )
    team = actions.add_category(
        round, by=SYSTEM, name="先进工会小组", quota=1, units=True, goods="奖牌", measure_unit="块"
    )
    return round, best, team


def posted(unit, people, name="年度表彰", on=DAY):
    """A round whose list is posted: the people with 95, 94 … points, and one group."""
    round, best, team = opened(unit, name, on)
    given = [
        {
            "name": one if isinstance(one, str) else one.name,
            "person": None if isinstance(one, str) else one,
            "score": 95 - at,
        }
        for at, one in enumerate(people)
    ]
    told = {"source": "考核结果通报", "result": "优秀"}
    made = actions.nominate(best, by=SYSTEM, on=on, people=given, **told)
    made += actions.nominate(team, by=SYSTEM, on=on, people=[{"name": "一车间小组", "score": 97}], **told)
    chosen = [made[0].pk, made[-1].pk, *[one.pk for one in made[1:2] if len(made) > 2]]
    return actions.propose(round, by=SYSTEM, on=on, chosen=chosen, where="厂务公开栏"), made


def given(unit, people, on=DAY, name="年度表彰"):
    """A round that was decided on and commended."""
    round, made = posted(unit, people, name, on)
    day = round.notice_until + timedelta(days=1)
    round = actions.decide(round, by=SYSTEM, on=day, decided_by="工会委员会第一次会议")
    round = actions.commend(round, by=SYSTEM, on=day, document_no="河工〔2008〕2号", ceremony="年度表彰大会")
    return round, made


def build(cast, person, picture):
    """One of everything that the pages show."""
    done, honoured = given(cast.mill, [person, "郑大寒"])
    waiting, proposed = posted(cast.mill, ["钟班长"], "安康杯表彰")
    objection = actions.object_to(proposed[0], by=SYSTEM, on=DAY, text="班组出过一次小事故", by_name="邱支书")
    round, best, _team = opened(cast.mill, "技术比武表彰")
    (nominee,) = actions.nominate(best, by=SYSTEM, on=DAY, people=[{"name": "罗质检"}])
    photograph = SimpleUploadedFile("表彰.png", picture, content_type="image/png")
    file = actions.attach(done, photograph, by=SYSTEM, kind="照片")
    return SimpleNamespace(
        given=done, honoured=honoured[0], posted=waiting, proposed=proposed[0], objection=objection, open=round, nominee=nominee, file=file
    )  # fmt: skip
