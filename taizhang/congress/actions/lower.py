"""The calendar of second-level congresses: planned from above, held and filed below."""

from django.utils.translation import gettext as _

from taizhang.congress.actions.steps import fresh, words
from taizhang.congress.models import LowerCongress
from taizhang.congress.rules import lower as rules
from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.kernel.writing import day_of

State = LowerCongress.State


def plan_calendar(upper, units, *, by, on, year, name, opens_on, closes_on, pass_down=""):
    """Give a window to unions below; those that have one of this name and year already are left alone. → how many were planned"""
    with act(by, "congress.plan_calendar", upper, on=on) as this:
        for unit in units:
            require(rules.may_plan(unit, upper, opens_on=opens_on, closes_on=closes_on))
        name = words(name, 80)
        there = (
            LowerCongress.objects.standing().filter(upper=upper, year=year, name=name).values_list("unit_id", flat=True)
        )
        there = set(there)
        rows = [
            LowerCongress(
                unit=unit, upper=upper, year=year, name=name, opens_on=opens_on, closes_on=closes_on, pass_down=words(pass_down, 500)
            )
            for unit in units
            if unit.pk not in there
        ]  # fmt: skip
        if not rows:
            raise Refused(_("Every union chosen stands on this calendar already."))
        this.create_all(LowerCongress, rows)
        this.note(name=name, year=year, unions=len(rows))
    return len(rows)


def hold_lower(lower, *, by, on, entitled, present, agenda=""):
    """The second-level congress was held."""
    with act(by, "congress.hold_lower", lower, on=on) as this:
        lower = fresh(lower)
        require(rules.may_hold(lower, on=on, entitled=entitled, present=present, today=day_of(this)))
        lower.state, lower.held_on, lower.entitled, lower.present = State.HELD, on, entitled, present
        lower.agenda = words(agenda, 1000)
        lower.save()
        this.note(name=str(lower))
    return lower


def file_lower(lower, *, by, on):
    """Its record goes to the union above."""
    with act(by, "congress.file_lower", lower, on=on) as this:
        lower = fresh(lower)
        require(rules.may_file(lower, on=on, today=day_of(this)))
        lower.state, lower.filed_on = State.FILED, on
        lower.save()
        this.note(name=str(lower))
    return lower


def excuse_lower(lower, *, by, on, why):
    """The union above excuses it this year."""
    with act(by, "congress.plan_calendar", lower.upper, on=on) as this:
        lower = fresh(lower)
        require(rules.may_excuse(lower, why=why))
        lower.state, lower.why = State.EXCUSED, words(why, 300)
        lower.save()
        this.record = lower
        this.note(name=str(lower), why=words(why, 200))
    return lower
