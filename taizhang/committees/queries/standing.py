"""What is due for the desk: terms that end or are over, elections to go on with, posts without a holder, duties to check."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.committees.models import Body, Display, Election
from taizhang.committees.queries import bodies, terms
from taizhang.kernel import calendar, rulebook
from taizhang.kernel.access import can
from taizhang.ui.due import Due

MANY = 20
State = Election.State
NEXT = {
    State.CONSENTED: "committees.count",
    State.ELECTED: "committees.report",
    State.APPROVED: "committees.hand_over",
}


def due_items(user, unit, today):
    """Everything that waits for this user at the unit and below it."""
    if not can(user, "committees.prepare", unit):
        return
    yield from _own_terms(user, unit, today)
    yield from _terms_below(user, unit, today)
    yield from _elections(user, unit, today)
    yield from _displays(user, unit)
    yield from _vacancies(unit, today)


def _horizon(unit, today):
    """Up to which end of a term it is recalled today."""
    months = max(terms.months_before(unit, today), default=0)
    return calendar.months_after(today, months, rest=False)


def _open_terms(user, unit, today):
    listed = terms.listed(user, under=unit).filter(body__kind=Body.Kind.COMMITTEE)
    late = terms.overdue(listed, today)
    soon = terms.ending(listed, today, _horizon(unit, today))
    return late, soon


def _own_terms(user, unit, today):
    late, soon = _open_terms(user, unit, today)
    busy = terms.under_way([*late.filter(unit=unit), *soon.filter(unit=unit)])
    for term in [*late.filter(unit=unit), *soon.filter(unit=unit)]:
        if term.body_id in busy:
            continue
        over = term.is_overdue(today)
        words = _("The term was over on %s.") if over else _("The term ends on %s.")
        yield Due(
            title=_("Re-election of %s") % term.body.name, url=reverse("committees:election_prepare", args=[term.body_id]),
            button=_("Prepare"), unit=term.unit, by=term.last_day, words=words % date_format(term.last_day),
            tone="red" if over else "amber",
        )  # fmt: skip


def _terms_below(user, unit, today):
    """For the union above: how many below are over, and how many end within the months of the reminders."""
    late, soon = _open_terms(user, unit, today)
    here = reverse("committees:term_list") + f"?unit={unit.code}&phase="
    number = late.exclude(unit=unit).count()
    if number:
        yield Due(
            title=_("Unions below whose term is over"), url=here + "overdue", button=_("Open the list"), unit=unit, tone="red",
            words=ngettext("%(count)d union is overdue", "%(count)d unions are overdue", number) % {"count": number},
        )  # fmt: skip
    number = soon.exclude(unit=unit).count()
    if number:
        yield Due(
            title=_("Unions below whose term ends soon"), url=here + "warning", button=_("Open the list"), unit=unit, tone="amber",
            words=ngettext("%(count)d union", "%(count)d unions", number) % {"count": number},
        )  # fmt: skip


def _elections(user, unit, today):
    waiting = Election.objects.visible_to(user).standing().below(unit).filter(state__in=[State.PREPARING, *NEXT])
    for one in waiting.select_related("unit", "body", "outgoing").order_by("prepared_on", "pk")[:MANY]:
        by = one.meets_on if one.state == State.CONSENTED else None
        by = by or (one.outgoing.last_day if one.outgoing_id else None)
        yield Due(
            title=str(one), url=one.get_absolute_url(), button=_("Go on"), unit=one.unit, by=by, words=one.get_state_display(),
            tone="red" if by and by < today else "amber",
        )  # fmt: skip


def _displays(user, unit):
    waiting = Display.objects.visible_to(user).standing().below(unit)
    for one in waiting.filter(state__in=[Display.State.ANNOUNCED, Display.State.HUNG]).select_related("unit")[:MANY]:
        hang = one.state == Display.State.ANNOUNCED
        yield Due(
            title=one.title(), url=one.get_absolute_url(), button=_("Hang the plaque") if hang else _("Check duties"),
            unit=one.unit, words=one.get_state_display(),
        )  # fmt: skip


def _vacancies(unit, today):
    """Committees of the unit itself without a chair, by the last day that is laid down where one is."""
    for body in bodies.of_unit(unit, today):
        if body.kind != Body.Kind.COMMITTEE or body.state == Body.State.FORMED:
            continue
        since = bodies.vacant_since(body)
        if since is not None and since <= today:
            last = _last_day(unit, since)
            yield Due(
                title=_("%s has no chair") % body.name, url=body.get_absolute_url(), button=_("Open"), unit=unit, by=last,
                words=_("Since %s.") % date_format(since), tone="red" if last and last < today else "amber",
            )  # fmt: skip


def _last_day(unit, since):
    rule = rulebook.find("org.chair_vacancy_months", unit, since)
    return calendar.months_after(since, int(rule.value), rest=False) if rule else None
