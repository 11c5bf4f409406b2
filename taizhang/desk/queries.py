"""What the desk reads: figures for a board in few queries, months for its small lines, the acts behind a change."""

from calendar import monthrange
from functools import partial

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.kernel import ledger
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Absence, ActLog, Approval, ApprovalTrail, Duty, Post, Unit, User, within
from taizhang.kernel.periods import Period
from taizhang.kernel.unchanged import while_unchanged
from taizhang.ui import due
from taizhang.ui.known import NOW


def year_to(period):
    """The twelve months that end with the period's last month: the span of a small line."""
    last = period.last_day
    first = (
        last.replace(month=1, day=1)
        if last.month == 12
        else last.replace(year=last.year - 1, month=last.month + 1, day=1)
    )
    return Period.between(first, last.replace(day=monthrange(last.year, last.month)[1]))


def months_of(indicators, unit, period, known=NOW):
    """{code: [number of each month]} for plain sums, a few queries in all. Other figures have no small line."""
    drawn = [found for found in indicators if not found.is_ratio and all(map(_is_plain, found.numerator))]
    rows = ledger.values_by_month(drawn, unit, period, **known.options) if drawn else []
    return {found.code: [of_month[found.code].number for _month, of_month in rows] for found in drawn}


def two_years(indicator, unit, year, known=NOW):
    """([(month, figure)] of twelve months, [the same a year before]): one question, except on the units of both years,
    which are others for each of them."""
    before = year.a_year_before()
    if known.tree == "same":
        return tuple(ledger.by_month(indicator, unit, one, **known.options) for one in (year, before))
    months = ledger.by_month(indicator, unit, Period(before.start, year.until), **known.options)
    return months[12:], months[:12]


def _is_plain(term):
    return term.how == "sum" and not term.where and registry.measures[term.measure].nature != "reading"


def board(indicators, unit, period, *, lines=True, known=NOW):
    """[(figure, same days last year, growth, months)] for the figures of a board; `lines`: with the small lines."""
    codes = [found.code for found in indicators]
    now = ledger.values(indicators, unit, period, **known.options)
    before = ledger.values(indicators, unit, period.a_year_before(), **known.options)
    lines = months_of(indicators, unit, year_to(period), known) if lines else {}
    return [
        (now[code], before[code], ledger.growth(now[code].number, before[code].number), lines.get(code, ()))
        for code in codes
    ]


def due_items(user, unit, today):
    """What waits for the user, of all apps, the most pressing first. Every page tells how much it is, so it is kept in memory while what it
    rests on stays as it is; some things open and close at an hour, and are asked every minute."""
    minute, narrow, found = timezone.now().replace(second=0, microsecond=0), user.narrowed_to, []
    for until in (None, minute):
        key = "due", user.pk, narrow and narrow.pk, unit.pk, today, get_language(), until
        found += while_unchanged(key, partial(_due_items, today, until is not None), user, narrow, unit)
    return due.in_order(found)


def _due_items(today, by_the_minute, user, narrow, unit):
    user.narrowed_to = narrow
    asked = (
        ask(user, unit, today)
        for manifest in registry.manifests.values()
        for ask in manifest.due
        if getattr(ask, "by_the_minute", False) == by_the_minute
    )
    return tuple(item for items in asked for item in items)


def newest(user, unit, limit=8):
    """The latest acts at the unit and below that the user may see."""
    return acts_seen(user).filter(within([unit.path], "unit__path"))[:limit]


def acts_seen(user):
    """Lines of the log that the user may read: his own, all acts where he reads records, and where he only keeps units and
    accounts, the acts of such keepers: the log must not tell an administrator what the register would not."""
    if not user.is_authenticated:
        return ActLog.objects.none()
    kept = Q(code__in=[code for code, act in registry.acts.items() if "admin" in act.roles])
    if not user.is_administrator:
        kept &= within(user.paths(reading=False), "unit__path")
    return ActLog.objects.select_related("by", "unit").filter(Q(by=user) | within(user.paths(), "unit__path") | kept)


def accounts_seen(user):
    """Accounts that the user keeps: an administrator all of them; others those with a post in their units, and their own."""
    if user.is_administrator:
        return User.objects.all()
    in_force = Post.objects.in_force(timezone.localdate())
    below = in_force.filter(within(user.paths(reading=False), "unit__path")).values("user")
    return User.objects.filter(pk__in=below) | User.objects.filter(pk=user.pk)


def children_of(unit, user):
    """The unit's children with the number of theirs, for the branches of the tree."""
    return Unit.objects.visible_to(user).filter(within([unit.path]), depth=unit.depth + 1).order_by("path")


def posts_seen(keeper):
    """Posts, ended ones too, that the keeper may look after: those in his units; an administrator all, everybody his own."""
    posts = Post.objects.select_related("user", "unit")
    if keeper.is_administrator:
        return posts
    return posts.filter(within(keeper.paths(reading=False), "unit__path") | Q(user=keeper))


def posts_by_user(users, on):
    """{user's key: [post, …]} of the posts in force on a day."""
    found = {}
    for post in Post.objects.in_force(on).filter(user__in=users).select_related("unit"):
        found.setdefault(post.user_id, []).append(post)
    return found


def officers(unit, on):
    """Who holds which post at the unit itself; administrators are no officers."""
    posts = Post.objects.in_force(on).filter(unit=unit).exclude(role="admin")
    return posts.select_related("user").order_by("role", "since")


# --- approvals and deputies -------------------------------------------------------------------------------------------------------


def cases_decided(user):
    """Cases on which the user has decided."""
    lines = ApprovalTrail.objects.filter(by=user, verb__in=("approve", "send_back", "refuse"))
    return Approval.objects.filter(pk__in=lines.values("approval"))


def record_of(approval, user):
    """The record behind a case if the user may see it, for the link; else None."""
    declared = registry.records.get(approval.subject_type)
    return declared.model.objects.visible_to(user).filter(pk=approval.subject_id).first() if declared else None


def said_of(approval, decision):
    """What has come of a decision, in one sentence."""
    words = {"name": approval.name, "unit": approval.at_unit.name if approval.at_unit else ""}
    if decision == "return":
        return _("Returned for correction: %(name)s.") % words
    if decision == "refuse":
        return _("Refused: %(name)s.") % words
    if approval.state == Approval.State.APPROVED:
        return _("Approved: %(name)s. That was the last step.") % words
    return _("Approved: %(name)s. It goes on at %(unit)s.") % words


def colleagues(unit, *, but=None):
    """Those who hold a post at the unit, above it, or directly below it."""
    near = Q(unit__path__in=[*unit.ancestor_paths(), unit.path])
    near |= within([unit.path], "unit__path") & Q(unit__depth=unit.depth + 1)
    posts = Post.objects.in_force(timezone.localdate()).filter(near)
    people = User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("name", "username")
    return people.exclude(pk=but.pk) if but is not None else people


def duties_of(unit):
    """Standing duty pairs of a unit, and those that have ended, the latest first."""
    duties = Duty.objects.standing().filter(unit=unit).select_related("officer", "deputy", "unit")
    return duties.order_by(F("until").desc(nulls_first=True), "role", "pk")


def absences_of(unit, since):
    """Days away of those who hold a post at the unit, from a day on."""
    people = Post.objects.in_force(timezone.localdate()).filter(unit=unit).values("user")
    return (
        Absence.objects.standing()
        .filter(user__in=people, last__gte=since)
        .select_related("user", "unit")
        .order_by("first")
    )


def cases_by_key(keys):
    """The cases of a page in the order of their keys, with what a row shows."""
    keys = list(keys)
    found = Approval.objects.select_related("unit", "at_unit", "requested_by").in_bulk(keys)
    return [found[key] for key in keys]


def posts_held(unit, on):
    """Posts at the unit on a day, with their holders."""
    return Post.objects.in_force(on).filter(unit=unit).select_related("user", "unit").order_by("role", "since")


def holders_of(unit, on):
    """Who holds a post at the unit on a day."""
    held = Post.objects.in_force(on).filter(unit=unit).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("name", "username")


def duty_seen(model, pk, user):
    """A duty pair or an absence, if it is of a unit that the user sees, or his own; else None."""
    record = model.objects.select_related("unit").filter(pk=pk).first()
    if record is None or getattr(record, "user_id", None) == user.pk:
        return record
    return record if Unit.objects.visible_to(user).filter(pk=record.unit_id).exists() else None
