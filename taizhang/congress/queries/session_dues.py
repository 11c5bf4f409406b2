"""What is due about congresses: terms that end, the session of the year, papers, sessions to open and close, reports, vacant seats."""

from datetime import date, timedelta

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from taizhang.congress.models import Congress, Constituency, Delegate, Opinion, Session
from taizhang.congress.queries import regimes
from taizhang.kernel import calendar
from taizhang.kernel.access import can
from taizhang.ui.due import Due

MOST = 20
AUTUMN = 9  # from this month on a year without a session is told
State = Session.State


def items(user, unit, today):
    """Everything of congresses that waits for this user at the unit or below it."""
    if not can(user, "congress.plan_session", unit):
        return
    in_office = (
        Congress.objects.visible_to(user)
        .standing()
        .below(unit)
        .exclude(state=Congress.State.ENDED)
        .select_related("unit")
    )
    yield from _terms(in_office, today)
    yield from _yearly(in_office, today)
    yield from _vacant(in_office)
    found = Session.objects.visible_to(user).standing().below(unit).select_related("congress__unit", "unit")
    yield from _before(found, today)
    yield from _after(found, today)
    yield from _unanswered(user, unit)


def _terms(in_office, today):
    """A term that ends within the first of the months laid down (6, 3, 1 month before)."""
    soon = in_office.filter(until__lte=calendar.months_after(today, 12, rest=False)).order_by("until", "id")
    for congress in soon[:MOST]:
        rule = regimes.reminder(congress.unit, today)
        last = congress.last_day
        if rule is None or calendar.months_after(today, max(rule.value), rest=False) < last:
            continue
        words = _("the term is over") if last < today else _("elect the next congress, or postpone with consent")
        yield Due(
            title=_("The term of %s ends") % congress.name,
            url=congress.get_absolute_url(),
            button=pgettext("congress", "Open"),
            unit=congress.unit,
            by=last,
            words=words,
            tone="red" if last < calendar.months_after(today, min(rule.value), rest=False) else "amber",
        )


def _yearly(in_office, today):
    """At least one session a year (Shanghai article 22, 教育部令第32号 article 14): told in autumn when none was held."""
    if today.month < AUTUMN:
        return
    year = Q(sessions__voided_at=None, sessions__opens_on__year=today.year, sessions__kind__in=Session.FULL)
    idle = in_office.filter(state=Congress.State.SITTING, since__lt=date(today.year, 7, 1)).annotate(
        met=Count("sessions", filter=year)
    )
    for congress in idle.filter(met=0).order_by("unit__path", "id")[:MOST]:
        yield Due(
            title=_("No session this year: %s") % congress.name,
            url=reverse("congress:session_plan", args=[congress.pk]),
            button=_("Plan"),
            unit=congress.unit,
            by=date(today.year, 12, 31),
            words=_("at least one a year is laid down"),
            tone="amber",
        )


def _vacant(in_office):
    """Constituencies whose seats are vacant while the congress is in office."""
    taken = Count(
        "delegates",
        filter=Q(
            delegates__voided_at=None,
            delegates__state=Delegate.State.SERVING,
            delegates__standing_as=Delegate.Standing.FULL,
        ),
    )
    open_seats = Constituency.objects.filter(congress__in=in_office.filter(state=Congress.State.SITTING).values("pk"))
    found = (
        open_seats.annotate(taken=taken)
        .filter(taken__lt=F("seats"))
        .select_related("congress__unit")
        .order_by("congress_id", "id")
    )
    by_congress = {}
    for one in found:
        by_congress.setdefault(one.congress, []).append(one)
    for congress, rows in list(by_congress.items())[:MOST]:
        seats = sum(one.seats - one.taken for one in rows)
        yield Due(
            title=_("Vacant seats: %s") % congress.name,
            url=reverse("congress:congress_delegates", args=[congress.pk]),
            button=pgettext("congress", "Open"),
            unit=congress.unit,
            words=ngettext("%(count)s seat to fill", "%(count)s seats to fill", seats) % {"count": seats},
            tone="blue",
        )


def _before(found, today):
    """Sessions to be called, papers to be sent in time, sessions to be opened and closed."""
    for one in found.filter(state__in=(State.PLANNED, State.CALLED, State.OPEN)).order_by("opens_on", "id")[:MOST]:
        rule = regimes.one(one.congress, "papers_days", one.opens_on)
        papers_by = calendar.natural_days_before(one.opens_on, int(rule.value)) if rule else None
        if one.state == State.PLANNED:
            yield _due(one, _("Call %s") % one.name, _("Call"), papers_by or one.opens_on, today)
            continue
        late = one.papers.filter(sent_on=None).count()
        if late and one.state == State.CALLED:
            words = ngettext(
                "%(count)s paper is not with the delegates", "%(count)s papers are not with the delegates", late
            ) % {"count": late}
            yield _due(one, _("Papers for %s") % one.name, pgettext("congress", "Send"), papers_by, today, words)
        if one.opens_on <= today:
            title = pgettext("congress", "Open %s") if one.state == State.CALLED else pgettext("congress", "Close %s")
            yield _due(
                one,
                title % one.name,
                pgettext("congress", "Open") if one.state == State.CALLED else pgettext("congress", "Close"),
                one.opens_on,
                today,
            )


def _after(found, today):
    """Reports to the union above, publication, meetings that the next session confirms."""
    for one in found.filter(state=State.CLOSED).order_by("closes_on", "id")[:MOST]:
        if one.reported_on is None and one.is_full:
            yield _due(one, _("Report %s to the union above") % one.name, _("Report"), one.report_due_on, today)
        if one.published_on is None:
            words = _("the result is made known to everybody")
            yield _due(one, _("Make the result of %s known") % one.name, _("Publish"), None, today, words)
    held = found.exclude(kind__in=Session.FULL).filter(state__in=(State.CLOSED, State.REPORTED), confirms=None)
    for one in held.filter(
        congress__sessions__kind__in=Session.FULL, congress__sessions__opens_on__gte=F("opens_on")
    ).distinct()[:MOST]:
        yield _due(
            one,
            _("Confirm %s") % one.name,
            _("Confirm"),
            None,
            today,
            _("a later session confirms what was decided between sessions"),
        )


def _unanswered(user, unit):
    """Opinions of groups without an answer, after the session."""
    visible = Session.objects.visible_to(user).standing().below(unit).filter(state__in=(State.CLOSED, State.REPORTED))
    waiting = Opinion.objects.filter(item__session__in=visible.values("pk"), item__voided_at=None, answered_on=None)
    counted = waiting.values("item__session").annotate(number=Count("id")).order_by("item__session")[:MOST]
    numbers = {row["item__session"]: row["number"] for row in counted}
    for one in visible.filter(pk__in=numbers).select_related("congress__unit", "unit"):
        words = ngettext("%(count)s opinion waits", "%(count)s opinions wait", numbers[one.pk]) % {
            "count": numbers[one.pk]
        }
        yield Due(
            title=_("Answer opinions: %s") % one.name,
            url=one.get_absolute_url() + "#groups",
            button=_("Answer"),
            unit=one.unit,
            words=words,
            tone="amber",
        )


def _due(session, title, button, by, today, words=""):
    soon = by is None or by <= today + timedelta(14)
    return Due(
        title=title,
        url=session.get_absolute_url(),
        button=button,
        unit=session.unit,
        by=by,
        words=words or date_format(session.opens_on),
        tone="red" if by and by < today else "amber" if soon else "blue",
    )
