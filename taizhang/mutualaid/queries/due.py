"""What is due in mutual aid: claims that wait, enrolment that closes, findings to follow up, places to give."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from taizhang.kernel import calendar, rulebook
from taizhang.kernel.access import can
from taizhang.kernel.models import within
from taizhang.mutualaid.models import Appeal, Claim, Payment
from taizhang.mutualaid.queries import claims, enrolments, health, leave, products
from taizhang.ui.due import Due

SOON = timedelta(14)
State = Claim.State


def items(user, unit, today):
    """Everything that waits for this user at the unit or below it."""
    yield from _claims_at(user, unit, today)
    yield from _claims_of_products(user, unit, today)
    yield from _enrolment(user, unit, today)
    yield from _health(user, unit, today)


def _claims_at(user, unit, today):
    """Claims to be checked and settled by the union that looks after the person."""
    if not can(user, "mutualaid.check", unit):
        return
    for state, words, button in (
        (State.SUBMITTED, _("Check claims"), pgettext("claim", "Check")),
        (State.CHECKED, _("Settle claims"), _("Settle")),
    ):
        waiting = Claim.objects.visible_to(user).standing().below(unit).filter(state=state)
        first = waiting.order_by("submitted_on").first()
        if first is None:
            continue
        number = waiting.count()
        rule = rulebook.find("mutualaid.claim.answer_days", unit, today)
        by = calendar.deadline_by_rule(first.submitted_on, rule).last if rule else None
        yield Due(
            title=words, url=f"{reverse('mutualaid:claim_list')}?state={state}", button=button, unit=unit, by=by,
            words=ngettext("%(count)s claim waits", "%(count)s claims wait", number) % {"count": number},
                tone="red" if by and by < today else "amber",
        )  # fmt: skip


def _claims_of_products(user, unit, today):
    """Approvals, appeals and payments of the union that runs the product."""
    here = within([unit.path], "enrolment__season__product__unit__path")
    if can(user, "mutualaid.approve", unit):
        count = claims.at_product(user, (State.COMPUTED,)).filter(here).count()
        if count:
            yield Due(
                title=_("Approve claims"), url=reverse("mutualaid:claim_approvals"), button=_("Approve"), unit=unit,
                words=ngettext("%(count)s settled claim waits", "%(count)s settled claims wait", count) % {"count": count}, tone="amber",
            )  # fmt: skip
        appeals = (
            Appeal.objects.visible_to(user)
            .standing()
            .below(unit)
            .filter(outcome=Appeal.Outcome.OPEN)
            .select_related("claim__person")
        )
        for one in appeals.order_by("due_on")[:20]:
            yield Due(
                title=_("Answer the appeal on %s") % one.claim.number, url=reverse("mutualaid:appeal_decide", args=[one.pk]),
                button=pgettext("claim", "Answer"), unit=one.claim.unit, by=one.due_on, tone="red" if one.due_on < today else "amber",
            )  # fmt: skip
    if can(user, "mutualaid.release_payment", unit):
        for one in Payment.objects.visible_to(user).standing().below(unit).filter(state=Payment.State.PREPARED)[:20]:
            yield Due(
                title=_("Release batch %s") % one.number, url=one.get_absolute_url(), button=_("Release"), unit=one.unit,
                words=_("prepared on %s") % date_format(one.prepared_on), tone="amber",
            )  # fmt: skip


def _enrolment(user, unit, today):
    """Enrolment that closes soon, and who was enrolled last year and is not yet."""
    if not can(user, "mutualaid.enrol", unit):
        return
    for season in products.open_seasons(unit, today):
        if season.closes_on - today > SOON:
            continue
        left = sum(bool(verdict) for _membership, verdict in enrolments.candidates(season, unit, renewing=True))
        words = (
            ngettext(
                "%(count)s person of last year is not enrolled yet",
                "%(count)s persons of last year are not enrolled yet",
                left,
            )
            % {"count": left}
            if left
            else ""
        )
        yield Due(
            title=_("Enrolment in %s closes") % season, url=reverse("mutualaid:enrolment_all", args=[season.pk]), button=_("Enrol"),
            unit=unit, by=season.closes_on, words=words, tone="amber",
        )  # fmt: skip


def _health(user, unit, today):
    """Findings to follow up, and nominations that wait for the giver of the quota."""
    if can(user, "mutualaid.follow_up", unit):
        waiting = health.to_follow_up(user, today).filter(within([unit.path], "unit__path"))
        first = waiting.first()
        if first is not None:
            count = waiting.count()
            yield Due(
                title=_("Follow up findings"), url=first.check_up.get_absolute_url(), button=_("Follow up"), unit=unit, by=first.follow_up_on,
                words=ngettext("%(count)s person", "%(count)s persons", count) % {"count": count},
                tone="red" if first.follow_up_on < today else "amber",
            )  # fmt: skip
    if can(user, "mutualaid.approve_stay", unit):
        for one in leave.to_approve(user).filter(within([unit.path], "quota__giver__path"))[:10]:
            yield Due(
                title=_("Convalescence: %s") % one.person.name, url=one.get_absolute_url(), button=_("Decide"), unit=one.quota.unit,
                words=_("nominated on %s") % date_format(one.nominated_on), tone="blue",
            )  # fmt: skip
