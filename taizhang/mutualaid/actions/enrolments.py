"""Enrolment: one by one, everybody at once, premiums, cover that ends early."""

from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.mutualaid import queries, rules
from taizhang.mutualaid.models import Enrolment, Season

State = Enrolment.State


def enrol(season, membership, *, by, on, union_share=None):
    """Enrol one member for a year; the premium is open until it is paid."""
    with act(by, "mutualaid.enrol", membership.unit, on=on) as this:
        _require_reach(season, membership.unit)
        require(rules.enrolment.may_enrol_on(season, on=on))
        taken = queries.enrolments.of_season_everywhere(season).filter(person=membership.person).exists()
        verdict = rules.enrolment.may_be_enrolled(membership, season, enrolled=taken)
        if not verdict:
            raise Refused(
                _("%(name)s cannot be enrolled: %(why)s.") % {"name": membership.person.name, "why": verdict.reason}
            )
        earlier = queries.enrolments.earlier(season, [membership.person_id])
        enrolment = newly_enrolled(season, membership, on, earlier, union_share)
        enrolment.save()
        this.note(name=membership.person.name, product=season.product.name, year=season.year)
    return enrolment


def _require_reach(season, unit):
    if not unit.is_in(season.product.unit):
        raise Refused(_("“%(product)s” is run by %(unit)s; persons of other unions cannot be enrolled in it.") % {
            "product": season.product.name, "unit": season.product.unit.name})  # fmt: skip


def newly_enrolled(season, membership, on, earlier, union_share=None):
    """A fresh enrolment, not saved. `earlier`: {person's key: latest paid enrolment before}."""
    return Enrolment(
        unit=membership.unit, season=season, person=membership.person, membership=membership, enrolled_on=on,
        status_then=membership.status, age_band=rules.enrolment.age_band(membership.person.age_on(season.covers_from)),
        premium=season.premium, union_share=season.union_share if union_share is None else union_share,
        renews=earlier.get(membership.person_id),
    )  # fmt: skip


def enrol_all(season, unit, *, by, on, renewing=False):
    """Enrol everybody at the unit and below whom the product is for; `renewing`: those of last year. → the enrolments."""
    with act(by, "mutualaid.enrol_all", unit, on=on) as this:
        _require_reach(season, unit)
        require(rules.enrolment.may_enrol_on(season, on=on))
        _lock(season)
        chosen = [one for one, verdict in queries.enrolments.candidates(season, unit, renewing=renewing) if verdict]
        if not chosen:
            raise Refused(_("Nobody is left to be enrolled."))
        earlier = queries.enrolments.earlier(season, [one.person_id for one in chosen])
        done = this.create_all(Enrolment, [newly_enrolled(season, one, on, earlier) for one in chosen])
        this.record = None
        this.note(product=season.product.name, year=season.year, persons=len(done))
    return done


def _lock(season):
    """Two who enrol at the same time come one after the other."""
    Season._base_manager.select_for_update().filter(pk=season.pk).first()


def pay_premium(enrolment, *, by, on):
    """The premium was paid: cover begins with the year, or the day after a late payment, and the certificate gets its number."""
    with act(by, "mutualaid.pay_premium", enrolment, on=on) as this:
        enrolment = _fresh(enrolment)
        require(rules.enrolment.may_pay(enrolment, on=on))
        cover([enrolment], on)
        enrolment.save()
        this.note(name=enrolment.person.name, premium=str(enrolment.premium), certificate=enrolment.certificate)
    return enrolment


def _fresh(enrolment):
    return Enrolment.objects.select_related("season__product__unit", "person", "renews", "unit").get(pk=enrolment.pk)


def pay_premiums(season, unit, *, by, on):
    """The premiums of a whole union came in: every open enrolment of the unit and below is paid. → the enrolments."""
    with act(by, "mutualaid.pay_premium", unit, on=on) as this:
        _lock(season)
        found = queries.enrolments.of_season(season, unit).filter(state=State.ENROLLED, enrolled_on__lte=on)
        chosen = list(found.select_related("season__product", "person", "renews", "unit").order_by("unit__path", "id"))
        if not chosen:
            raise Refused(_("No premium is open here."))
        require(rules.enrolment.may_pay(chosen[0], on=on))
        cover(chosen, on)
        # What is the same for all goes in one statement; the act still posts every single one.
        same = {name: getattr(chosen[0], name) for name in ("state", "paid_on", "covers_from", "covers_until")}
        this.change_all(Enrolment, [one.pk for one in chosen], **same)
        Enrolment._base_manager.bulk_update(chosen, ("waits_until", "certificate"), batch_size=500)
        for one in chosen:
            this.touch(one)
        this.record = None
        premium = sum(one.premium for one in chosen)
        this.note(product=season.product.name, year=season.year, persons=len(chosen), premium=str(premium))
    return chosen


def cover(enrolments, paid_on, *, after=None):
    """Fill in what a payment settles: days of cover, waiting period, certificate. All of one season.

    `after`: the last certificate number that was given (looked up when left out). → the last number given now.
    """
    season = enrolments[0].season
    begins, days = rules.enrolment.cover_begins(season, paid_on=paid_on), queries.enrolments.waiting_days(season)
    number = last_certificate(season) if after is None else after
    for one in enrolments:
        number += 1
        renews = rules.enrolment.renews_without_gap(one.renews, begins)
        one.state, one.paid_on = State.PAID, paid_on
        one.covers_from, one.covers_until = begins, season.covers_until
        one.waits_until = rules.enrolment.waiting_ends(begins, days=days, renews=renews)
        one.certificate = f"HZ{season.year}-{season.pk}-{number:06}"
    return number


def last_certificate(season):
    """The number of the last certificate of a season; withdrawn ones keep theirs."""
    given = Enrolment.objects.filter(season=season).exclude(certificate="").order_by("-certificate")
    last = given.values_list("certificate", flat=True).first()
    return int(last.rsplit("-", 1)[1]) if last else 0


def end_cover(enrolment, *, by, on, why):
    """Cover ends early: the person left, moved or died."""
    with act(by, "mutualaid.end_cover", enrolment, on=on) as this:
        enrolment = _fresh(enrolment)
        require(rules.enrolment.may_end(enrolment, on=on, claims=queries.enrolments.expense_days(enrolment)))
        enrolment.state, enrolment.covers_until, enrolment.ended_why = State.ENDED, on, why.strip()[:200]
        enrolment.save()
        this.note(name=enrolment.person.name, why=why)
    return enrolment


def withdraw_enrolment(enrolment, *, by, why):
    """Take back an enrolment that was entered by mistake: its premium is no longer counted."""
    with act(by, "mutualaid.withdraw_enrolment", enrolment) as this:
        enrolment = _fresh(enrolment)
        if enrolment.voided_at is not None:
            raise Refused(_("This enrolment was withdrawn."))
        require(rules.enrolment.may_withdraw(enrolment, claims=enrolment.claims.standing().exists()))
        enrolment.voided_at = this.at
        enrolment.save()
        this.note(name=enrolment.person.name, why=why)
    return enrolment
