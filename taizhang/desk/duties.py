"""What the desk itself adds to the list of what is due."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, Unit, within
from taizhang.kernel.periods import Period
from taizhang.ui.due import Due
from taizhang.ui.places import last_day_with_data


def silent_units(user, unit, today):
    """Children that recorded nothing in the last month with data: the branch may have forgotten its ledger."""
    last = unit and last_day_with_data(unit)
    if not last or not user.paths():
        return
    month = Period.parse(f"{last.year:04}-{last.month:02}")
    children = list(Unit.objects.visible_to(user).filter(within([unit.path]), depth=unit.depth + 1, until=None))
    if not children:
        return
    facts = Fact.objects.filter(
        within([unit.path]), measure="work.entries", occurred_on__gte=month.start, occurred_on__lt=month.until
    )
    length = len(unit.path) + Unit.steplen
    active = {path[:length] for path in facts.values_list("path", flat=True).distinct()}
    silent = [child for child in children if child.path not in active and _is_union(child)]
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
