"""What no workbook brings: evidence with pictures, events of several unions, corrections, voids, reversals, members
who move, firms that found a union.

Each story is told once, by somebody who may do it, through the acts of the house; told again, it finds that it has
happened and keeps still.
"""

import datetime

from django.core.files.base import ContentFile

from taizhang.demo import pictures
from taizhang.kernel import evidence
from taizhang.kernel.access import SYSTEM, can
from taizhang.kernel.models import ActLog, Unit, User
from taizhang.members import actions as members
from taizhang.members.models import Membership
from taizhang.organisation import actions as organisation
from taizhang.organisation.models import Profile
from taizhang.worklog import actions as worklog
from taizhang.worklog.models import Entry

TOWNS = ("TC10", "WX10", "HT10", "BQ10")
HANDS = ("tc1-clerk", "bq1-clerk", "tc1-chair", "tc-admin", "tc-chair", "xx-chair")
PICTURED = ("AC-02", "AC-05", "RW-05", "LC-06", "AW-17")


def tell(rng, *, today, progress=lambda n, of, words: None):
    """All stories, in order; the last one leaves the mark that all have been told. → how many acts they took"""
    if ActLog.objects.filter(code="organisation.set_rule", unit__code="TC00").exists():
        return 0
    before = ActLog.objects.count()
    stories = (
        _pictures,
        _joint_events,
        _corrections,
        _voids,
        _reversals,
        _headcounts,
        _foundings,
        _movings,
        _leavings,
        _this_week,
        _own_rules,
    )
    for n, story in enumerate(stories, start=1):
        story(rng, today)
        progress(n, len(stories), "")
    return ActLog.objects.count() - before


def _hand(code, unit):
    """Who of the cast does this here: the lowest who may; elsewhere the installation itself."""
    for username in HANDS:
        user = User.objects.filter(username=username, is_active=True).first()
        if user and can(user, code, unit):
            return user
    return SYSTEM


def _entries(town, kinds, today, *, days=400):
    unit = Unit.objects.get(code=town)
    recent = today - datetime.timedelta(days=days)
    return Entry.objects.below(unit).standing().filter(kind__in=kinds, on__gte=recent, corrects=None).order_by("pk")


def _pictures(rng, today):
    """A handful of activities are proved by a picture."""
    number = 0
    for town in TOWNS:
        for entry in _entries(town, PICTURED, today)[:4]:
            number += 1
            if not evidence.of(entry).exists():
                picture = ContentFile(pictures.draw(number), name=f"{entry.on:%Y%m%d}现场照片{number}.png")
                worklog.attach(entry, picture, by=_hand("worklog.attach", entry.unit), kind="照片")


def _joint_events(rng, today):
    """Two unions did something together: each is credited, above it counts once."""
    for town in TOWNS:
        unit = Unit.objects.get(code=town)
        partners = [child for child in unit.children() if child.kind == "community_union"][:2]
        on = today - datetime.timedelta(days=40)
        if not Entry.objects.filter(unit=unit, matter="“情暖职工”联合志愿服务日").exists():
            worklog.record(
                unit, by=_hand("worklog.record", unit), confirmed=True, organisers=partners, on=on, kind="MS-04", matter="“情暖职工”联合志愿服务日",
                sessions=1, person_times=rng.randint(60, 120), persons=rng.randint(20, 40),
            )  # fmt: skip


def _corrections(rng, today):
    """A number was typed wrongly and is put right: the ledger keeps both lines."""
    for town in TOWNS:
        for entry in _entries(town, ("TR-01",), today)[:2]:
            if entry.persons and not ActLog.objects.filter(code="worklog.correct", record_id=entry.pk).exists():
                worklog.correct(
                    entry,
                    by=_hand("worklog.correct", entry.unit),
                    confirmed=True,
                    why="签到表核对后更正",
                    persons=entry.persons + 3,
                )


def _voids(rng, today):
    """Something was entered that never took place."""
    for town in TOWNS[:2]:
        entry = _entries(town, ("RB-05",), today).last()
        if entry and not ActLog.objects.filter(code="worklog.void", unit__code__startswith=town[:3]).exists():
            worklog.void(entry, by=_hand("worklog.void", entry.unit), why="活动因雨取消,未举行")


def _reversals(rng, today):
    """A part is taken back later, by a line of its own (冲正)."""
    for town in TOWNS:
        entry = _entries(town, ("AW-03",), today).first()
        if entry and not entry.corrections.exists():
            on = min(today, entry.on + datetime.timedelta(days=20))
            worklog.reverse(
                entry,
                by=_hand("worklog.reverse", entry.unit),
                on=on,
                why="一人重复发放,已退回",
                persons=-1,
                amount=-500,
            )


def _headcounts(rng, today):
    """Staff are counted anew once a year; what was counted before keeps its time."""
    on = datetime.date(today.year, 1, 1)
    for profile in _profiles(TOWNS[:2], "company_union")[:12]:
        if profile.staff and not profile.headcounts.filter(on=on).exists():
            staff = max(3, int(profile.staff * rng.uniform(0.85, 1.2)))
            organisation.record_headcount(
                profile,
                by=_hand("organisation.record_headcount", profile.unit),
                on=on,
                staff=staff,
                source="年度职工花名册",
            )


def _foundings(rng, today):
    """A firm that had no union founds one: coverage rises from that day on."""
    for number, town in enumerate(TOWNS):
        on = today - datetime.timedelta(days=90 + 30 * number)
        profile = _profiles((town,), "employer").first()
        if (
            profile
            and not ActLog.objects.filter(code="organisation.unionise", unit__code__startswith=town[:3]).exists()
        ):
            name = f"{profile.unit.name}工会"
            organisation.unionise(
                profile,
                by=_hand("organisation.unionise", profile.unit),
                on=on,
                kind="company_union",
                name=name,
                approval_no=f"工批〔{on.year}〕{7 + number}号",
            )


def _profiles(towns, kind):
    units = Unit.objects.none()
    for town in towns:
        units |= Unit.objects.below(Unit.objects.get(code=town)).filter(kind=kind)
    return Profile.objects.standing().filter(unit__in=units.values("pk")).select_related("unit").order_by("unit__code")


def _movings(rng, today):
    """Members change the employer, and their membership goes with them; some transfers still wait to be received."""
    for town in TOWNS:
        unions = list(Unit.objects.below(Unit.objects.get(code=town)).filter(kind="company_union").order_by("code")[:3])
        if len(unions) < 3 or ActLog.objects.filter(code="members.transfer", unit=unions[0]).exists():
            continue
        on = today - datetime.timedelta(days=25)
        for membership in _standing(unions[0], on)[:2]:
            members.transfer(
                membership,
                by=_hand("members.transfer", unions[0]),
                to=unions[1],
                on=on,
                letter=f"介〔{on.year}〕{membership.pk}",
            )
        for membership in _standing(unions[2], on)[:1]:
            members.release(
                membership,
                by=_hand("members.release", unions[2]),
                to=unions[1],
                on=on,
                letter=f"介〔{on.year}〕{membership.pk}",
            )


def _leavings(rng, today):
    """Some retire and keep their membership, some leave."""
    for town in TOWNS:
        school = Unit.objects.below(Unit.objects.get(code=town)).filter(kind="school_union").first()
        if school is None or ActLog.objects.filter(code__in=("members.keep", "members.leave"), unit=school).exists():
            continue
        on = today - datetime.timedelta(days=60)
        retired, left = list(_standing(school, on)[:2]), list(_standing(school, on)[2:4])
        for membership in retired:
            members.keep(membership, by=_hand("members.keep", school), on=on, why="退休")
        for membership in left:
            members.leave(membership, by=_hand("members.leave", school), on=on, why="本人申请")


def _standing(union, on):
    """Members of a union who had joined some time before that day."""
    return Membership.objects.filter(
        unit=union,
        status=Membership.Status.MEMBER,
        bound_for=None,
        voided_at=None,
        joined_on__lt=on - datetime.timedelta(days=30),
    ).order_by("pk")


WEEK = (
    (1, "RP-01", "接待来访职工,直接受理", {"items": 1, "person_times": 2}),
    (2, "AW-10", "看望生病住院职工", {"persons": 1, "amount": 500}),
    (3, "RB-03", "报送工会信息", {"items": 2}),
    (4, "DM-13", "走访企业,听取职工意见", {"enterprises": 2, "person_times": 9, "items": 3}),
    (6, "MS-02", "介绍职工再就业", {"persons": 4}),
)


def _this_week(rng, today):
    """What the clerks have written down in the last days (记一笔)."""
    for town in ("TC10", "BQ10"):
        unit = Unit.objects.get(code=town)
        for days, kind, matter, counts in WEEK:
            on = today - datetime.timedelta(days=days)
            worklog.record(
                unit, by=_hand("worklog.record", unit), confirmed=True, on=on, kind=kind, matter=matter, **counts
            )


def _own_rules(rng, today):
    """A federation lays down its own figure, with its source."""
    county = Unit.objects.get(code="TC00")
    if not ActLog.objects.filter(code="organisation.set_rule", unit=county).exists():
        since = datetime.date(today.year, 1, 1)
        organisation.set_rule(
            county,
            by=_hand("organisation.set_rule", county),
            key="fund.split.base",
            value=65,
            since=since,
            source=f"桃工发〔{since.year}〕3号",
        )
