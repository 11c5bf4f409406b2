"""The annual survey on the desk of the union that fills it in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.kernel.access import can
from taizhang.statistics.editions import newest
from taizhang.statistics.models import Return
from taizhang.statistics.queries.returns import is_base
from taizhang.ui.due import Due

SOON = 14  # days before the last day


def due_items(user, unit, today):
    """The survey of the statistical year that is over, until it is handed in; one that was sent back comes first.

    A union that has never filled it in is reminded until the last day only: after it, nobody waits for a survey that was never asked for.
    """
    if unit is None or not is_base(unit) or not can(user, "statistics.begin_return", unit):
        return
    edition = newest()
    year = today.year if today >= edition.period(today.year).until else today.year - 1
    surveys = list(Return.objects.standing().filter(unit=unit).order_by("-year"))
    this = next((one for one in surveys if one.year == year), None)
    due_on = edition.due_on(year)
    if (this and this.state != Return.State.DRAFT) or (not surveys and today > due_on):
        return
    words = _("%(survey)s of %(year)s") % {"survey": edition.words, "year": year}
    yield Due(
        title=words,
        url=this.get_absolute_url() if this else f"{reverse('statistics:return_begin')}?unit={unit.code}",
        button=_("Fill in") if this else _("Begin"),
        unit=unit,
        by=due_on,
        words=this.why if this else "",
        tone="red" if today > due_on else "amber" if (due_on - today).days <= SOON else "blue",
        first=bool(this and this.why),
    )
