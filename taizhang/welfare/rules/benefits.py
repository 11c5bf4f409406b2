"""Benefits: within the standard, no cash at festivals, everyone entitled once."""

import datetime

from django.utils.translation import gettext as _

from taizhang.kernel.steps import may_happen_on, not_before
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.welfare.models import Benefit, Entitlement
from taizhang.welfare.rules import may_cost

Occasion, State = Benefit.Occasion, Entitlement.State
CEILINGS = {
    Occasion.BIRTHDAY: "welfare.ceiling.birthday",
    Occasion.FESTIVAL: "welfare.ceiling.festivals_a_year",
    Occasion.MILESTONE: "welfare.ceiling.milestone",
    Occasion.MARRIAGE: "welfare.ceiling.marriage",
    Occasion.BIRTH: "welfare.ceiling.birth",
    Occasion.BEREAVEMENT: "welfare.ceiling.bereavement",
    Occasion.DEATH: "welfare.ceiling.death",
    Occasion.RETIREMENT: "welfare.ceiling.retirement",
}
IN_KIND = (Occasion.BIRTHDAY, Occasion.FESTIVAL)


def may_plan(*, occasion, festival, since, until, cash, goods, worth, ceiling, already=0):
    """Festivals and birthdays are answered in kind, on statutory festivals only, and within the standard (收支管理办法; 八不准).

    `already`: what the festivals of the same year have cost for each so far.
    """
    if since is None or until is None or until < since:
        return Denied(_("The last day lies before the first."))
    if (until - since).days > 366:
        return Denied(_("A benefit is planned for a year at most."))
    if occasion in IN_KIND and cash:
        return Denied(_("At birthdays and festivals goods are given, not cash (rules on union spending)."))
    if not cash and not goods:
        return Denied(_("Say what each one gets: cash, or goods with their quantity."))
    if cash and goods:
        return Denied(_("One benefit is cash or goods; plan the other one as a benefit of its own."))
    if occasion == Occasion.FESTIVAL and festival not in Benefit.Festival.values:
        return Denied(_("Choose one of the statutory festivals."))
    return may_cost(worth, ceiling, already=already)


def may_list(benefit):
    """The list is renewed while the benefit runs."""
    if benefit.voided_at is not None:
        return Denied(_("This was voided as entered by mistake."))
    if benefit.state == Benefit.State.CLOSED:
        return Denied(_("This benefit is finished. Its list stays as it is."))
    return Allowed


def may_deliver(entitlement, on, *, today):
    """What is on the list, or came back, is delivered; once (应享尽享、每人一次)."""
    if entitlement.voided_at is not None:
        return Denied(_("%s is not on the list any more.") % entitlement.name)
    if entitlement.state in Entitlement.SERVED:
        return Denied(_("%s has had it already.") % entitlement.name)
    return may_list(entitlement.benefit) and may_happen_on(on, today=today)


def may_sign(entitlement, on, *, today):
    """A signature follows the delivery, or is given with it."""
    if entitlement.state == State.SIGNED:
        return Denied(_("%s has signed already.") % entitlement.name)
    if entitlement.state != State.DELIVERED:
        return may_deliver(entitlement, on, today=today)
    return (
        may_list(entitlement.benefit)
        and may_happen_on(on, today=today)
        and not_before(entitlement.delivered_on, on, _("the day of delivery"))
    )


def may_return(entitlement):
    """What was delivered may come back: nobody at home, wrong address, declined."""
    if entitlement.state not in Entitlement.SERVED:
        return Denied(_("%s has not had it.") % entitlement.name)
    return may_list(entitlement.benefit)


def may_finish(benefit, waiting):
    """A benefit is finished when nobody on its list waits any more."""
    if waiting:
        return Denied(_("%s persons on the list still wait. Deliver, or strike them off with a reason.") % waiting)
    return may_list(benefit)


def birthday_in(born, since, until):
    """The birthday that falls into these days, the last included, or None; who was born on 29 February has it on the 28th."""
    for year in range(since.year, until.year + 1):
        try:
            day = born.replace(year=year)
        except ValueError:
            day = datetime.date(year, 2, 28)
        if since <= day <= until and day > born:
            return day
    return None


def compute_age(born, day):
    """Full years on a birthday."""
    return day.year - born.year


def once_key(occasion, *, festival="", due_on=None, event=None):
    """What a person may have once: a birthday a year, each festival a year, each event."""
    if occasion == Occasion.FESTIVAL:
        return f"festival:{festival}:{due_on.year}"
    if event is not None:
        return f"event:{event.pk}"
    return f"{'milestone' if occasion == Occasion.MILESTONE else 'birthday'}:{due_on.year}"
