"""What payments say to the ledger: on the day of payment the person, the time and the money of their row of the catalogue."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.aid.facts.applications import words as words_of_application
from taizhang.aid.facts.funds import words as words_of_fund
from taizhang.aid.models import Check, Payment
from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

_PERSONS, _ITEMS = pgettext_lazy("count", "persons"), pgettext_lazy("count", "items")

PAID = Measure("aid.paid", _("Payments of aid made"), _ITEMS)
IN_TIME = Measure("aid.paid_in_time", _("Payments of aid made by their date"), _ITEMS)
FAILED = Measure("aid.payments_failed", _("Payments of aid that failed"), _ITEMS)
CHECKED = Measure("aid.sample_asked", _("Paid persons asked in samples"), _PERSONS)
CONFIRMED = Measure("aid.sample_confirmed", _("Paid persons who received all"), _PERSONS)
MEASURES = (PAID, IN_TIME, FAILED, CHECKED, CONFIRMED)
HOUSEHOLDS_TOO = ("AW-05",)


def payment_lines(payment):
    """A paid person counts once whatever he gets, a time for each payment; what failed counts as failed only."""
    run = payment.run
    programme = run.programme
    said = {"kind": programme.kind, "matter": payment.matter, "about": _words(payment)}
    named = said | {"subject": payment.beneficiary}
    if payment.state == Payment.State.FAILED and run.reconciled_on:
        yield Line(FAILED.code, run.reconciled_on, 1, **said)
    if payment.state != Payment.State.PAID:
        return
    on = payment.paid_on
    yield Line("work.persons", on, 1, **named)
    yield Line("work.person_times", on, 1, **said)
    yield Line("work.money", on, payment.amount, **named)
    yield Line("work.entries", on, 1, **(said | {"subject": f"unit:{payment.unit_id}"}))
    if programme.kind in HOUSEHOLDS_TOO:
        yield Line("work.households", on, 1, **said)
    yield Line(PAID.code, on, 1, **said)
    if programme.pay_by is None or on <= programme.pay_by:
        yield Line(IN_TIME.code, on, 1, **said)


def _words(payment):
    return {**words_of_application(payment.application), **words_of_fund(payment.run.fund), "matter": payment.matter}


def recovery_lines(recovery):
    """Money that came back is taken off on the day it came; who gave all of it back was not aided."""
    payment = recovery.payment
    said = {
        "kind": payment.run.programme.kind,
        "matter": payment.matter,
        "subject": payment.beneficiary,
        "about": _words(payment),
    }
    yield Line("work.money", recovery.on, -recovery.amount, **said)
    if recovery.amount == payment.amount:
        yield Line("work.persons", recovery.on, -1, **said)


def check_lines(check):
    """Somebody of a sample who was reached, and whether all had arrived."""
    if check.on is None or check.result in (Check.Result.OPEN, Check.Result.UNREACHED):
        return
    said = {"kind": check.sample.programme.kind, "matter": check.sample.programme.name}
    yield Line(CHECKED.code, check.on, 1, **said)
    if check.result == Check.Result.RIGHT:
        yield Line(CONFIRMED.code, check.on, 1, **said)
