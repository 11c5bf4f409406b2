"""What applications and pairs say to the ledger: who applied, who was approved or refused, and for how much."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.aid.models import Application
from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure

_PERSONS, _YUAN = pgettext_lazy("count", "persons"), pgettext_lazy("count", "yuan")

APPLIED = Measure("aid.applied", _("Applicants for aid"), _PERSONS)
ASKED_FOR = Measure("aid.asked_for", _("Money applied for"), _YUAN, scale=2)
APPROVED = Measure("aid.approved", _("Applicants approved"), _PERSONS)
GRANTED = Measure("aid.granted", _("Money approved"), _YUAN, scale=2)
REFUSED = Measure("aid.refused", _("Applicants refused"), _PERSONS)
WAITING = Measure("aid.waiting", _("Applicants waiting for a decision"), _PERSONS, nature="balance")
MEASURES = (APPLIED, ASKED_FOR, APPROVED, GRANTED, REFUSED, WAITING)
PAIRED = "AW-08"
State = Application.State


def application_lines(application):
    """Applied on its day; waiting from there until it was approved, refused or withdrawn."""
    programme, about = application.programme, words(application)
    said = {"kind": programme.kind, "subject": application.beneficiary, "matter": programme.matter, "about": about}
    yield Line(APPLIED.code, application.on, 1, **said)
    yield Line(ASKED_FOR.code, application.on, application.amount, **said)
    yield Line(WAITING.code, application.on, 1, **said)
    waits = True
    for day, state, _why in application.history:
        on = date.fromisoformat(day)
        if waits and state in (State.APPROVED, State.REFUSED, State.WITHDRAWN):
            yield Line(WAITING.code, on, -1, **said)
            waits = False
        if state == State.APPROVED:
            yield Line(APPROVED.code, on, 1, **said)
            yield Line(GRANTED.code, on, application.amount, **said)
        elif state == State.REFUSED:
            yield Line(REFUSED.code, on, 1, **said)


def words(application):
    """The words of an application that a filter may ask for; never the need."""
    return {"grade": application.category, "stage": application.stage, "matter": application.programme.matter}


def pair_lines(pair):
    """A pair counts when it is matched; its payments count the pupil and the money (AW-08)."""
    about = {"stage": pair.stage}
    if pair.matched_on:
        yield Line("work.items", pair.matched_on, 1, kind=PAIRED, about=about)
        yield Line("work.entries", pair.matched_on, 1, kind=PAIRED, subject=f"unit:{pair.unit_id}", about=about)
    for day, year, amount in pair.gifts:
        on = date.fromisoformat(day)
        yield Line("work.persons", on, 1, kind=PAIRED, subject=pair.pupil_key, matter=year, about=about)
        yield Line("work.money", on, amount, kind=PAIRED, matter=year, about=about)
