"""What follows a session at the mill: resolutions, schemes in several states, rounds, issues, letters, a canteen. All made up."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.congress.actions import coverage, issues, letters, lower, resolutions, rounds, schemes, steps
from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM

HELD = date(2008, 3, 20)


@dataclass
class Following:
    """What the mill has on file of the follow-up."""

    resolution: object = None
    scheme: object = None
    draft: object = None
    voted: object = None
    opinion: object = None
    matter: object = None
    lower: object = None
    held: object = None
    planned: object = None
    round: object = None
    issue: object = None
    settled: object = None
    voice: object = None
    gap: object = None
    letter: object = None
    signed: object = None
    canteen: object = None
    coverage: object = None
    file: object = None


def build(cast, pixel):
    """One of everything, by the system."""
    if not rulebook.find("congress.pass"):
        rulebook.load()
    mill, made = cast.mill, Following()
    made.resolution = resolutions.register_resolution(
        mill, by=SYSTEM, adopted_on=HELD, name="改善车间通风", owner="设备科", due_on=date(2008, 9, 30)
    )
    resolutions.note_resolution(made.resolution, by=SYSTEM, on=date(2008, 5, 6), text="完成一车间两台风机安装")
    picture = SimpleUploadedFile("决议.png", pixel + b"\x07\x01", content_type="image/png")
    made.file = steps.attach(made.resolution, picture, by=SYSTEM, kind="决议")
    _schemes(made, mill)
    made.lower = _calendar(cast)
    made.held = lower.hold_lower(
        _calendar(cast, "分厂职代会"), by=SYSTEM, on=date(2008, 4, 10), entitled=40, present=36
    )
    _rounds(made, cast)
    made.letter, made.signed = letters.draft_letters(
        mill, by=SYSTEM, on=HELD, name="2008年安全责任书", kind="safety", giver="厂部", takers=[("一车间", None), ("二车间", None)],
        targets=["全年无重伤事故", "隐患整改率100%"], settle_by=date(2008, 12, 31),
    )  # fmt: skip
    made.signed = letters.sign_letter(made.signed, by=SYSTEM, on=HELD)
    made.coverage = coverage.record_coverage(
        mill, by=SYSTEM, checked_on=date(2008, 6, 1), congress_since=date(2005, 3, 1), openness_since=date(2006, 1, 1)
    )
    return made


def _schemes(made, mill):
    made.matter = schemes.lay_down_matter(
        mill,
        by=SYSTEM,
        since=date(2008, 1, 1),
        code="bonus",
        name="奖金分配方案",
        power="审议通过",
        needs="vote",
        source="厂职代会章程",
        article="12",
    )
    made.draft = propose(mill, "食堂承包办法", "welfare")
    made.scheme = sent_round(mill, "奖金分配办法")
    schemes.take_opinions(
        made.scheme, by=SYSTEM, on=date(2008, 2, 20), group="一车间", opinions=["夜班补贴偏低"], clause="第五条"
    )
    made.opinion = made.scheme.opinions.get()
    made.voted = sent_round(mill, "考勤奖励办法")
    schemes.deliberate(
        made.voted, by=SYSTEM, on=HELD, body="congress", aim="final", entitled=60, present=52, votes_for=45, votes_against=4, abstained=3
    )  # fmt: skip
    made.voted.refresh_from_db()


def propose(unit, name, matter="bonus", on=date(2008, 2, 1)):
    """A draft with its text."""
    return schemes.draft_scheme(
        unit, by=SYSTEM, on=on, name=name, matter=matter, proposer="厂部", text="第一条 按劳分配。"
    )


def sent_round(unit, name, matter="bonus", on=date(2008, 2, 10)):
    """A draft on which the groups may speak."""
    return schemes.circulate_scheme(propose(unit, name, matter), by=SYSTEM, on=on, until=date(2008, 3, 1))


def _calendar(cast, name="二级职代会"):
    lower.plan_calendar(
        cast.town, [cast.mill], by=SYSTEM, on=date(2008, 3, 1), year=2008, name=name, opens_on=date(2008, 4, 1), closes_on=date(2008, 4, 30)
    )  # fmt: skip
    return lower.LowerCongress.objects.standing().get(unit=cast.mill, name=name)


def _rounds(made, cast):
    mill = cast.mill
    made.planned = rounds.plan_round(
        mill, by=SYSTEM, kind="patrol", on=date(2008, 5, 20), name="五月代表巡查", place="二车间", method="site"
    )
    made.round = rounds.plan_round(
        mill, by=SYSTEM, kind="visit", on=date(2008, 6, 3), name="走访织布车间", place="织布车间"
    )
    made.round = rounds.hold_round(
        made.round, by=SYSTEM, on=date(2008, 6, 3), people=3, interviewed=12, minutes="谈到洗浴时间。"
    )
    made.issue = raised(made.round, "浴室晚间关门太早")
    made.settled = issues.settle_issue(
        assigned(raised(made.round, "饮水机坏了一台")), by=SYSTEM, on=date(2008, 6, 10), result="已更换"
    )
    made.gap = issues.raise_issue(mill, by=SYSTEM, on=date(2008, 6, 5), kind="OA-11", text="班组台账不齐")
    made.voice = issues.raise_issue(
        mill,
        by=SYSTEM,
        on=date(2008, 6, 5),
        kind="DM-14",
        text="担心轮岗影响收入",
        source="小组长",
        speakers=4,
        sensitive=True,
    )
    made.canteen = rounds.open_canteen(
        mill, by=SYSTEM, since=date(2008, 3, 3), name="职工食堂", members="三名委员、炊事班长"
    )
    rounds.check_canteen(
        made.canteen,
        by=SYSTEM,
        on=date(2008, 3, 4),
        people=2,
        name="午餐四菜一汤",
        asked=20,
        content=18,
        results={1: ("fine", ""), 3: ("fault", "餐盘有水渍")},
    )


def raised(round, text):
    """A demand of a visit."""
    return issues.raise_issue(
        round.unit, by=SYSTEM, on=round.held_on, kind=round.catalogue, round=round, text=text, category="living"
    )


def assigned(issue, due_on=date(2008, 6, 30)):
    """Passed on to somebody."""
    return issues.assign_issue(issue, by=SYSTEM, on=date(2008, 6, 4), owner="后勤科", due_on=due_on)
