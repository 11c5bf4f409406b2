"""What the desk itself adds to the list of what is due."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel import approvals, calendar, deputies, ledger
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Absence, Approval, ApprovalTrail
from taizhang.kernel.periods import Period
from taizhang.ui.due import Due
from taizhang.ui.places import last_day_with_data


def silent_units(user, unit, today):
    """Children that recorded nothing in the last month with data: the branch may have forgotten its ledger."""
    last = unit and last_day_with_data(unit)
    if not last or not user.paths():
        return
    month = Period.parse(f"{last.year:04}-{last.month:02}")
    recorded = ledger.values_by_child(["work.entries"], unit, month)
    silent = [
        child
        for child, found in recorded
        if not found["work.entries"].number and child.until is None and child.is_in(unit) and _is_union(child)
    ]
    if silent:
        names = _(", ").join(child.name for child in silent[:4])
        yield Due(
            title=_("%(count)s units below recorded nothing in %(month)s")
            % {"count": len(silent), "month": month.label()},
            url=f"{reverse('desk:dashboard', args=[unit.code])}?period={month.code()}#children",
            button=_("See which"),
            unit=unit,
            words=names + ("…" if len(silent) > 4 else ""),
            tone="amber" if today - last < timedelta(62) else "blue",
        )


def second_factor(user, unit, today):
    """Who may open accounts or read everything should not be let in by a password alone."""
    if user.is_administrator and not user.authenticator_set.exists():
        yield Due(
            title=_("Protect your administrator's account with a second factor"),
            url=reverse("mfa_index"),
            button=_("Set it up"),
            words=_("A code from your phone besides the password; it takes two minutes."),
            tone="amber",
        )


def _is_union(unit):
    kind = registry.unit_kinds.get(unit.kind)
    return kind is None or kind.is_union


PRESSING = 4  # cases that stand in the list of what is due one by one


def waiting_cases(user, unit, today):
    """Cases that wait for this user's decision: the pressing ones one by one, the others in one line."""
    sitting = approvals.Sitting(user, today)
    inbox = approvals.inbox(user, today, sitting=sitting).select_related("unit", "at_unit").order_by("due_on", "pk")
    first = list(inbox[: PRESSING + 1])
    pressing = [case for case in first[:PRESSING] if case.remind_on <= today]
    for case in pressing:
        yield Due(
            title=_("Decide on “%(name)s”") % {"name": case.name},
            url=case.get_absolute_url(),
            button=_("Decide"),
            unit=case.unit,
            by=case.due_on,
            words=" · ".join(filter(None, (_days_left(case, today), _why_mine(case, sitting.mandate(case))))),
            tone="red" if case.due_on < today else "amber",
        )
    if len(first) > len(pressing):
        total = inbox.count() if len(first) > PRESSING else len(first)
        yield Due(
            title=_("%(count)s cases wait for your decision") % {"count": total - len(pressing)},
            url=reverse("desk:case_list"),
            button=_("See them"),
            by=first[len(pressing)].due_on,
        )


def _days_left(case, today):
    """The deadline as it is counted: in working days."""
    if case.due_on < today:
        late = calendar.working_days_between(case.due_on, today)
        return _("%(n)s working days late") % {"n": late} if late else _("its last day has passed")
    left = calendar.working_days_between(today, case.due_on)
    return _("%(n)s working days left") % {"n": left} if left else _("today is its last day")


def _why_mine(case, mandate):
    """Why the case stands with this user, where it is not simply his own step."""
    if mandate is None or mandate.kind == "post":
        return ""
    if mandate.kind == "raised":
        return _("raised to you because %(unit)s has not decided") % {"unit": case.at_unit.name}
    if mandate.kind == "delegate":
        return _("%(name)s handed it to you") % {"name": mandate.instead_of}
    return _("you stand in for %(name)s") % {"name": mandate.instead_of}


def returned_cases(user, unit, today):
    """What the user asked for and got back for correction, each with the reason; the applicant waits for it."""
    if user.pk is None:
        return
    returned = Approval.objects.filter(requested_by=user, state=Approval.State.RETURNED).select_related("unit")
    returned = list(returned.order_by("closed_on", "pk")[:PRESSING])
    lines = ApprovalTrail.objects.filter(approval__in=returned, verb=ApprovalTrail.Verb.SEND_BACK).order_by("pk")
    reasons = {line.approval_id: line.note for line in lines}
    for case in returned:
        words = _("returned on %(day)s: %(why)s") % {
            "day": date_format(case.closed_on),
            "why": reasons.get(case.pk, ""),
        }
        yield Due(
            title=_("Returned for correction: %(name)s") % {"name": case.name},
            url=case.get_absolute_url(),
            button=_("See the case"),
            unit=case.unit,
            words=words,
            tone="amber",
            first=True,
        )


def late_requests(user, unit, today):
    """What the user asked for and others have not decided in time: he can ask them, and sees that the case is not forgotten."""
    if user.pk is None:
        return
    late = Approval.objects.pending().filter(requested_by=user, due_on__lt=today).select_related("unit", "at_unit")
    late = list(late.order_by("due_on", "pk")[: PRESSING + 1])
    if not late:
        return
    first = late[0]
    more = len(late) > 1
    yield Due(
        title=_("Not decided in time: “%(name)s” and others that you asked for") % {"name": first.name}
        if more
        else _("Not decided in time: “%(name)s”, which you asked for") % {"name": first.name},
        url=f"{reverse('desk:case_list')}?show=asked" if more else first.get_absolute_url(),
        button=_("See where it stands"),
        words=_("now at %(unit)s, %(days)s") % {"unit": first.at_unit.name, "days": _days_left(first, today)},
        tone="amber",
    )


def nobody_in_post(user, unit, today):
    """Posts of the user's own union whose holder is away today and for whom nobody stands in."""
    own = {post.unit_id for post in user.posts_today() if post.role in ("chair", "clerk")} if user.pk else set()
    if not own or not Absence.objects.filter(first__lte=today, last__gte=today).exists():
        return
    for one in deputies.in_post(own, today):
        if not one.covered:
            yield Due(
                title=_("%(name)s is away and nobody stands in") % {"name": one.post.user},
                url=f"{reverse('desk:duty_list')}?unit={one.post.unit.code}",
                button=_("Name a deputy"),
                unit=one.post.unit,
                words=_("%(role)s, until %(day)s") % {"role": one.role_label, "day": date_format(one.absence.last)},
                tone="amber",
            )
