"""By which day the next step is due, by the rules of the rulebook."""

from taizhang.kernel import calendar, rulebook
from taizhang.outreach.models import Establishment

STEP, SUPPORT, FOUNDING = "outreach.step_days", "outreach.support_months", "outreach.founding_months"
APPLY, DECIDE = "legal_person.apply_days", "legal_person.decide_days"
State = Establishment.State


def by_rule(key, unit, day):
    """The last day of the period that a rule sets from a day on; None where nothing is laid down."""
    found = rulebook.find(key, unit, day)
    return calendar.deadline_by_rule(day, found).last if found else None


def of_establishment(establishment):
    """The day by which the next step is due; None while the union above decides and when nothing is left to do."""
    unit, day = establishment.unit, establishment.last_step_on
    if establishment.state in (State.APPLIED, State.REGISTERED, State.ENDED):
        return None
    if establishment.state == State.APPROVED:
        return by_rule(FOUNDING, unit, day)
    if establishment.state == State.FOUNDED:
        return by_rule(APPLY, unit, day)
    return by_rule(STEP, unit, day)


def support_until(establishment):
    """Until when the union above supports the founding after the firm opened, where a province lays that down."""
    opened = establishment.opened_on
    return by_rule(SUPPORT, establishment.unit, opened) if opened else None
