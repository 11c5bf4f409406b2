"""A person's own cover and claims in words: the door for the pages that show somebody what is on file about herself."""

from django.utils.translation import gettext as _

from taizhang.kernel.manifest import OwnPart
from taizhang.mutualaid.models import Examination, Stay
from taizhang.mutualaid.queries import claims, enrolments


def told(person):
    """The parts of a person's own page: cover, claims with their settlement in words, health checks, convalescence."""
    yield OwnPart(
        _("My medical cover"),
        (_("Product"), _("Year"), _("State"), _("Covered"), _("Used")),
        tuple(
            (
                one["product"],
                one["year"],
                one["state"],
                f"{one['since'] or ''}–{one['until'] or ''}",
                _yuan(one["used"]),
            )
            for one in cover_of(person)
        ),
    )
    yield OwnPart(
        _("My claims"),
        (_("Submitted on"), _("Product"), _("State"), _("Paid by myself"), _("Reimbursed"), _("How it was settled")),
        tuple(
            (
                one["submitted_on"] or "", one["product"], one["state"], _yuan(one["claimed"]), _yuan(one["amount"]),
                "\n".join(str(sentence) for line in one["lines"] for sentence in line["sentences"]) or one["why"],
            )
            for one in claims_of(person)
        ),
    )  # fmt: skip
    yield OwnPart(
        _("My health checks"),
        (_("Health check"), _("Day"), _("Place"), _("Examined on")),
        tuple((one["name"], one["day"] or "", one["place"], one["examined_on"] or "") for one in health_of(person)),
    )
    yield OwnPart(
        _("My convalescence"),
        (_("Year"), _("State"), _("Begins on"), _("Place")),
        tuple((one["year"], one["state"], one["starts_on"] or "", one["place"]) for one in stays_of(person)),
    )


def _yuan(amount):
    return "" if amount is None else f"{amount:,.2f}"


def cover_of(person):
    """[{product, year, state, since, until, waits_until, certificate, premium, own_share, used}] of a person, the newest first."""
    return [
        {
            "product": one.season.product.name, "year": one.season.year, "union": one.unit.name, "state": one.get_state_display(),
            "since": one.covers_from, "until": one.covers_until, "waits_until": one.waits_until, "certificate": one.certificate,
            "premium": one.premium, "own_share": one.own_share,
            "used": claims.used_of(person, one.season.product).whole.get(one.season.year, 0),
        }
        for one in enrolments.covers_of(person)
    ]  # fmt: skip


def claims_of(person):
    """[{number, product, state, submitted_on, paid_on, claimed, amount, lines: [{day, category, self_paid, amount, sentences}]}]."""
    return [_claim(one) for one in claims.claims_of(person)]


def _claim(one):
    lines = [
        {
            "day": expense.on, "category": expense.get_category_display(), "self_paid": expense.self_paid, "amount": amount,
            "sentences": [sentence for _award, sentences in awards for sentence in sentences],
        }
        for expense, awards, amount in claims.explained(one)
    ]  # fmt: skip
    last = one.steps.last()
    return {
        "number": one.number, "product": one.product.name, "state": one.get_state_display(), "submitted_on": one.submitted_on,
        "paid_on": one.paid_on, "claimed": one.claimed, "amount": one.amount, "lines": lines, "why": last.why if last else "",
    }  # fmt: skip


def health_of(person):
    """[{name, year, day, place, examined_on, follow_up_on}] of the health checks that a person was invited to."""
    found = Examination.objects.standing().filter(person=person).select_related("check_up", "day")
    return [
        {
            "name": one.check_up.name, "year": one.check_up.year, "day": one.day.on if one.day else None,
            "place": one.day.place if one.day else "", "examined_on": one.attended_on, "follow_up_on": one.follow_up_on,
        }
        for one in found.order_by("-check_up__year", "-id")
    ]  # fmt: skip


def stays_of(person):
    """[{year, state, starts_on, ends_on, place}] of a person's convalescence."""
    found = Stay.objects.standing().filter(person=person).select_related("quota")
    return [
        {
            "year": one.quota.year,
            "state": one.get_state_display(),
            "starts_on": one.starts_on,
            "ends_on": one.ends_on,
            "place": one.place,
        }
        for one in found.order_by("-quota__year", "-id")
    ]
