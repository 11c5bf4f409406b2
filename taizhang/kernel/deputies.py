"""Deputies (AB岗): duty pairs, days away, and who therefore sits on which seat of an approval on a day.

While officer A is away, deputy B sits on A's seat; on the day after, A sits there alone again: nothing is switched, the calendar is
asked. An absence says for every post with a deputy how many working hours nobody covered, so "somebody is always in post" is a figure.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel import calendar
from taizhang.kernel.acts import SYSTEM, act
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Absence, AbsenceCover, Duty, Post, User
from taizhang.kernel.rulebook import find
from taizhang.kernel.verdicts import Allowed, Denied, require

HALVES = {"day": ("morning", "afternoon"), "morning": ("morning",), "afternoon": ("afternoon",)}
HOURS_KEY = "work.hours_a_day"
LONGEST = 731  # days: longer than any leave by law
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Seat:
    """A right to decide: a role at a unit, held by a post of one's own or instead of an officer who is away."""

    unit_id: int
    role: str
    instead_of: User | None = None


# --- who sits where -------------------------------------------------------------------------------------------------------------


def seats_of(user, on):
    """The Seats of a user on a day: those of his posts, and those of officers who are away and have him as deputy."""
    if user.pk is None:
        return []
    own = Post.objects.in_force(on).filter(user=user).values_list("unit_id", "role")
    seats = [Seat(unit_id, role) for unit_id, role in own]
    duties = (
        in_force(on).filter(deputy=user, officer__absences__in=absences_on(on)).select_related("officer").distinct()
    )
    duties = list(duties)
    if duties:
        held = _held({duty.officer_id for duty in duties}, on)
        seats += [
            Seat(duty.unit_id, duty.role, duty.officer)
            for duty in duties
            if (duty.officer_id, duty.unit_id, duty.role) in held
        ]
    return seats


def _held(user_ids, on):
    posts = Post.objects.in_force(on).filter(user__in=user_ids)
    return set(posts.values_list("user_id", "unit_id", "role"))


def holders(unit, roles, on):
    """The users who hold one of the roles at the unit on a day, each once."""
    posts = Post.objects.in_force(on).filter(unit=unit, role__in=roles, user__is_active=True).select_related("user")
    return list({post.user_id: post.user for post in posts.order_by("since", "pk")}.values())


def in_force(on):
    """Duty pairs that hold on a day."""
    return Duty.objects.standing().filter(since__lte=on).filter(Q(until=None) | Q(until__gt=on))


def absences_on(on):
    """Absences that cover a day, or a part of it."""
    return Absence.objects.standing().filter(first__lte=on, last__gte=on)


def away_on(users, on):
    """Keys of those of the users who are away on a day."""
    return set(absences_on(on).filter(user__in=users).values_list("user_id", flat=True))


# --- acts -----------------------------------------------------------------------------------------------------------------------


def set_duty(unit, role, *, officer, deputy, by, on):
    """Name the deputy B who stands in for the holder A of a post, from a day on."""
    with act(by, "approvals.set_duty", unit, on=on) as this:
        held = Post.objects.in_force(on).filter(user=officer, unit=unit, role=role).exists()
        standing = in_force(on).filter(unit=unit, role=role, officer=officer, deputy=deputy).exists()
        require(may_pair(officer, deputy, held=held, standing=standing))
        today = timezone.localdate(this.at)
        duty = Duty(unit=unit, role=role, officer=officer, deputy=deputy, since=on, counted_until=_month_before(today))
        duty.save()
        _recount_all(Absence.objects.standing().filter(user=officer, last__gte=on))
        this.note(name=str(officer), deputy=str(deputy), role=role)
    return duty


def may_pair(officer, deputy, *, held, standing):
    """A pair is of two people, and A holds the post."""
    if officer == deputy:
        return Denied(_("Nobody is his own deputy; choose somebody else."))
    if not deputy.is_active:
        return Denied(_("The account of %(name)s is closed; choose somebody else.") % {"name": deputy})
    if not held:
        return Denied(_("%(name)s does not hold this post on that day.") % {"name": officer})
    return Denied(_("This duty pair stands already.")) if standing else Allowed


def end_duty(duty, *, by, on, why=""):
    """The pair ends on this day (which no longer belongs to it)."""
    with act(by, "approvals.end_duty", duty, on=on) as this:
        duty.refresh_from_db()
        if duty.until and duty.until <= on:
            require(Denied(_("This duty pair has ended already.")))
        if on < duty.since:
            require(Denied(_("A duty pair cannot end before it begins.")))
        duty.until = on
        duty.save()
        _recount_all(Absence.objects.standing().filter(user=duty.officer, last__gte=on))
        this.note(name=str(duty.officer), deputy=str(duty.deputy), role=duty.role, why=why)
    return duty


def set_absence(user, unit, *, by, first, last, part="day", why=""):
    """Put days away into the calendar: everybody for himself, the chair and the clerk for their officers."""
    own = Allowed if by == user else None
    with act(by, "approvals.set_absence", unit, on=first, entitled=own) as this:
        overlapping = Absence.objects.standing().filter(user=user, first__lte=last, last__gte=first)
        belongs = Post.objects.in_force(first).filter(user=user, unit=unit).exists()
        require(may_be_away(first, last, part, overlapping=list(overlapping), belongs=belongs, unit=unit, user=user))
        absence = Absence(unit=unit, user=user, first=first, last=last, part=part, why=why.strip()[:100])
        absence.save()
        _recount_all([absence, *_depending(absence)])
        this.note(name=str(user), first=str(first), last=str(last), why=absence.why)
    return absence


def may_be_away(first, last, part, *, overlapping, belongs, unit, user):
    """Days in the right order, not twice, at a union where one holds a post."""
    if last < first:
        return Denied(_("The last day lies before the first."))
    if (last - first).days > LONGEST:
        return Denied(_("An absence of more than two years is no absence: end the post instead."))
    if not belongs:
        return Denied(_("%(name)s holds no post at %(unit)s on that day.") % {"name": user, "unit": unit})
    for other in overlapping:
        if set(HALVES[part]) & set(HALVES[other.part]):
            days = {"first": other.first, "last": other.last}
            return Denied(_("These days overlap with %(first)s – %(last)s, which are in the calendar already.") % days)
    return Allowed


def end_absence(absence, *, by, on, why=""):
    """Back earlier than planned: `on` is the first day in post again. On or before the first day, the absence is void."""
    own = Allowed if by == absence.user else None
    with act(by, "approvals.end_absence", absence, on=on, entitled=own) as this:
        absence.refresh_from_db()
        if absence.voided_at or absence.last < on:
            require(Denied(_("This absence is over already.")))
        depending = list(_depending(absence))
        if on <= absence.first:
            absence.voided_at = this.at
        else:
            absence.last = on - DAY
        absence.save()
        _recount_all([absence, *depending])
        this.note(name=str(absence.user), first=str(absence.first), last=str(on), why=why)
    return absence


# --- hours covered --------------------------------------------------------------------------------------------------------------


def _depending(absence):
    """Absences of officers for whom this user stands in on those days: their cover changes with his."""
    officers = Duty.objects.standing().filter(deputy=absence.user).values("officer")
    return Absence.objects.standing().filter(user__in=officers, first__lte=absence.last, last__gte=absence.first)


def _recount_all(absences):
    for absence in absences:
        _recount(absence)


def _recount(absence):
    """Write down anew what the absence means for each post with a deputy, month by month."""
    absence.covers.all().delete()
    absence._prefetched_objects_cache = {}
    if not absence.voided_at:
        AbsenceCover.objects.bulk_create(_covers(absence))
    absence.save()  # its facts follow


def _covers(absence):
    duties = Duty.objects.standing().filter(officer=absence.user, since__lte=absence.last)
    duties = list(duties.filter(Q(until=None) | Q(until__gt=absence.first)).select_related("unit"))
    deputies_away = defaultdict(set)  # (user, day) → halves
    others = Absence.objects.standing().filter(
        user__in={duty.deputy_id for duty in duties}, first__lte=absence.last, last__gte=absence.first
    )
    for other in others:
        for day in _days(max(other.first, absence.first), min(other.last, absence.last)):
            deputies_away[other.user_id, day] |= set(HALVES[other.part])
    hours = defaultdict(lambda: [Decimal(0), Decimal(0), None])  # away, uncovered, first day
    posts = {(duty.unit_id, duty.role): duty.unit for duty in duties}
    for (unit_id, role), unit in posts.items():
        half = hours_a_day(unit, absence.first) / 2
        for day in _days(absence.first, absence.last):
            standing = [duty for duty in duties if _holds(duty, unit_id, role, day)]
            if not standing or not calendar.is_working_day(day):
                continue
            found = hours[unit_id, role, day.year, day.month]
            for part in HALVES[absence.part]:
                covered = any(part not in deputies_away[duty.deputy_id, day] for duty in standing)
                found[0] += half
                found[1] += 0 if covered else half
            found[2] = found[2] or day
    return [
        AbsenceCover(absence=absence, unit_id=unit_id, role=role, on=on, hours=all_hours, uncovered=uncovered)
        for (unit_id, role, *_month), (all_hours, uncovered, on) in hours.items()
    ]


def _holds(duty, unit_id, role, day):
    return (duty.unit_id, duty.role) == (unit_id, role) and duty.since <= day and (not duty.until or day < duty.until)


def _days(first, last):
    return [first + DAY * step for step in range((last - first).days + 1)]


def hours_a_day(unit, on):
    """Working hours of a day by the rulebook (State Council Regulation on Working Hours, article 3: eight)."""
    found = find(HOURS_KEY, unit, on)
    return Decimal(found.value) if found else Decimal(8)


def duty_hours(duty):
    """[(first counted day, working hours)] of the months that the pair has stood, up to the last month that was counted."""
    last = duty.counted_until
    if duty.until and (last is None or duty.until <= last):
        last = duty.until - DAY
    rows, day = [], duty.since
    while last and day <= last:
        end = min(_last_of_month(day), last)
        worked = calendar.working_days_between(day - DAY, end)
        rows.append((day, worked))
        day = end + DAY
    return rows


def count_months(today):
    """Monthly: the hours of the month that is over are counted for every standing pair. → how many"""
    end, counted = _month_before(today), 0
    late = Duty.objects.standing().filter(Q(counted_until=None) | Q(counted_until__lt=end))
    for duty in late.filter(Q(until=None) | Q(until__gt=end - timedelta(days=62))):
        with act(SYSTEM, "approvals.count_duty", duty, on=end):
            duty.counted_until = end
            duty.save()
            counted += 1
    return counted


def _month_before(today):
    return today.replace(day=1) - DAY


def _last_of_month(day):
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - DAY


# --- who is in post -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class InPost:
    """A post on a day: who holds it, whether he is away, who sits there instead; `covered` is the answer."""

    post: Post
    absence: Absence | None
    deputies: tuple
    present: tuple

    @property
    def covered(self):
        return self.absence is None or bool(self.present)

    @property
    def role_label(self):
        return registry.roles[self.post.role].label


def in_post(units, on):
    """[InPost, …] of the posts at the units on a day: five queries, however many they are."""
    posts = list(Post.objects.in_force(on).filter(unit__in=units).exclude(role="admin").select_related("user", "unit"))
    duties = defaultdict(list)
    for duty in in_force(on).filter(unit__in={post.unit_id for post in posts}).select_related("officer", "deputy"):
        duties[duty.unit_id, duty.role, duty.officer_id].append(duty)
    people = {post.user_id for post in posts} | {duty.deputy_id for pairs in duties.values() for duty in pairs}
    away = {absence.user_id: absence for absence in absences_on(on).filter(user__in=people)}
    found = []
    for post in posts:
        pairs = duties[post.unit_id, post.role, post.user_id]
        deputies = tuple(pair.deputy for pair in pairs)
        present = tuple(deputy for deputy in deputies if deputy.pk not in away)
        found.append(InPost(post, away.get(post.user_id), deputies, present))
    return found
