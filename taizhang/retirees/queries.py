"""Reads about retirees: the register, groups with their leaders, who was not visited, what is to be celebrated."""

from datetime import timedelta

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from taizhang.kernel import rulebook
from taizhang.kernel.access import can
from taizhang.kernel.calendar import months_after
from taizhang.kernel.manifest import OwnPart
from taizhang.members.models import Membership
from taizhang.retirees import rules
from taizhang.retirees.models import Celebration, Group, Leadership, Retiree, Visit
from taizhang.ui import finding
from taizhang.ui.due import Due

State = Retiree.State


def register(user, *, under=None):
    """Retirees that the user may read, with the day of their last visit."""
    found = Retiree.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    last = Max("visits__on", filter=Q(visits__voided_at=None))
    return (
        found.select_related("unit", "group").annotate(seen_on=last).order_by("unit__path", "group__name", "name", "id")
    )


def on_register(unit):
    """Everybody on the registers of the unit and below."""
    return Retiree.objects.standing().below(unit).filter(state=State.REGISTERED).select_related("unit", "group")


def retiree_of(person):
    """The file of a person who is on a register of retirees now, or None."""
    return Retiree.objects.standing().filter(person=person, state=State.REGISTERED).first()


def died_as_members(unit):
    """Retirees on the registers of the unit and below whose death the register of members knows already."""
    died = Membership.objects.standing().filter(status=Membership.Status.DIED).values("person")
    return on_register(unit).filter(person__in=died)


def at_units(units):
    """[(words, number)] of the retirees of units, for the preview of a reorganisation: their register stays where it is."""
    number = Retiree.objects.standing().filter(unit__in=units, state=Retiree.State.REGISTERED).count()
    return [(_("Retirees on the register; they stay on it, below the union above"), number)]


def groups(user, *, under=None):
    """Groups with how many retirees each has."""
    found = Group.objects.visible_to(user).standing()
    found = found.below(under) if under is not None else found
    number = Count("retirees", filter=Q(retirees__state=State.REGISTERED, retirees__voided_at=None))
    return found.select_related("unit").annotate(number=number).order_by("unit__path", "name")


def leaders(groups):
    """{group's key: the leader's time that runs}."""
    running = Leadership.objects.standing().filter(group__in=[one.pk for one in groups], until=None)
    return {one.group_id: one for one in running.select_related("leader", "group")}


def leader_of(group):
    """The leader's time that runs, or None."""
    return leaders([group]).get(group.pk)


def celebrations(user, year, *, under=None):
    """Celebrations of a year, in the order of their days."""
    found = Celebration.objects.visible_to(user).standing().filter(year=year)
    found = found.below(under) if under is not None else found
    return found.select_related("retiree__group", "unit").order_by("due_on", "id")


def computed(unit, year, on, *, below=True):
    """[(retiree, anniversary)] of a year at the unit and below, by the rulebook; in the order of the days. Nothing laid down, nothing listed.

    `below=False`: of the unit's own register alone.
    """
    keys = ("welfare.milestone_from", "retirees.birthday_step", "retirees.wedding_years")
    age_from, step, weddings = (rulebook.find(key, unit, on) for key in keys)
    if age_from is None or step is None or weddings is None:
        return []
    together = {int(one) for one in (weddings.value if isinstance(weddings.value, list) else [weddings.value])}
    found = [
        (one, each)
        for one in (on_register(unit) if below else on_register(unit).filter(unit=unit))
        for each in rules.anniversaries(
            one, year, age_from=int(age_from.value), step=int(step.value), weddings=together
        )
    ]
    return sorted(found, key=lambda pair: (pair[1].on, pair[0].pk))


def listed(unit, year):
    """{(retiree's key, occasion)} of what is on the list of a year already."""
    found = Celebration.objects.standing().below(unit).filter(year=year)
    return set(found.values_list("retiree_id", "occasion"))


def newly_kept(unit, *, below=True):
    """Memberships kept because of retirement whose holder is on no register of retirees: whom to take over. `below=False`: at the unit alone."""
    known = Retiree.objects.standing().filter(state=State.REGISTERED, person__isnull=False).values("person")
    kept = Membership.objects.standing().filter(status=Membership.Status.KEPT).exclude(person__in=known)
    kept = kept.below(unit) if below else kept.filter(unit=unit)
    found = []
    for one in kept.select_related("person", "unit").order_by("unit__path", "id"):
        day, why = next(
            ((day, why) for day, _was, now, why in reversed(one.changes()) if now == one.status), (None, "")
        )
        if not why or "退" in why:
            found.append((one, day))
    return found


def not_visited_since(unit, day):
    """Retirees on the register whom nobody has visited since a day."""
    seen = Visit.objects.standing().filter(on__gte=day).values("retiree")
    return on_register(unit).exclude(pk__in=seen)


def found_items(user, text, limit):
    """Retirees for the search over everything."""
    found = register(user).filter(name__contains=text.strip())[:limit]
    return [
        finding.Found(one.name, one.get_absolute_url(), f"{one.unit.name} · {one.get_state_display()}", "user")
        for one in found
    ]


def due_items(user, unit, today):
    """Whom to take over, who has died, celebrations that come up, retirees not visited for long, lists to be made.

    Nothing where neither the unit nor anything below it keeps a register of retirees: those are left alone.
    """
    if not Retiree.objects.standing().below(unit).exists():
        return
    yield from _arrivals_due(user, unit)
    yield from _deaths_due(user, unit)
    yield from _celebrations_due(user, unit, today)
    yield from _visits_due(user, unit, today)
    if can(user, "retirees.make_list", unit):
        yield from _list_due(unit, today.year, today, below=False)
        if today.month >= 11:
            yield from _list_due(unit, today.year + 1, today, below=True)


def _arrivals_due(user, unit):
    number = len(newly_kept(unit, below=False)) if can(user, "retirees.take_over", unit) else 0
    if number:
        yield Due(
            title=_("Put the newly retired on the register of retirees"), url=reverse("retirees:retiree_take_over") + f"?unit={unit.code}",
            button=pgettext("retirees", "Take over"), unit=unit, words=ngettext("%(count)d person", "%(count)d persons", number) % {"count": number},
        )  # fmt: skip


def _deaths_due(user, unit):
    if can(user, "retirees.leave", unit):
        for one in died_as_members(unit)[:30]:
            yield Due(
                title=_("%s has died, as the register of members says; record it here") % one.name,
                url=reverse("retirees:retiree_leave", args=[one.pk]), button=_("Record it"), unit=one.unit,
            )  # fmt: skip


def _list_due(unit, year, today, *, below):
    """The list of a year that is not made yet, or not of everybody; what lies behind is not asked for any more."""
    known = listed(unit, year)
    found = [
        one
        for one, each in computed(unit, year, today, below=below)
        if each.on >= today and (one.pk, str(each.occasion)) not in known
    ]
    if found:
        yield Due(
            title=_("Make the list of milestones for %d") % year, url=reverse("retirees:celebration_make") + f"?unit={unit.code}&year={year}",
            button=_("Make the list"), unit=unit, words=ngettext("%(count)d person", "%(count)d persons", len(found)) % {"count": len(found)},
        )  # fmt: skip


def _celebrations_due(user, unit, today):
    rule = rulebook.find("retirees.remind_days", unit, today)
    if rule is None or not can(user, "retirees.celebrate", unit):
        return
    until = today + timedelta(days=int(rule.value))
    waiting = (
        Celebration.objects.visible_to(user)
        .standing()
        .below(unit)
        .filter(state=Celebration.State.LISTED, due_on__lte=until)
    )
    for one in waiting.select_related("retiree", "unit").order_by("due_on")[:30]:
        yield Due(
            title=_("Celebrate: %(name)s, %(matter)s") % {"name": one.retiree.name, "matter": one.matter},
            url=reverse("retirees:celebration_celebrate", args=[one.pk]), button=_("Note it"), unit=one.unit, by=one.due_on,
            tone="red" if one.due_on < today else "amber",
        )  # fmt: skip


def _visits_due(user, unit, today):
    rule = rulebook.find("retirees.visit_months", unit, today)
    if rule is None or not can(user, "retirees.visit", unit):
        return
    count = not_visited_since(unit, visit_day(today, int(rule.value))).count()
    if count:
        yield Due(
            title=_("Retirees whom nobody has visited for long"), url=reverse("retirees:retiree_list") + f"?unit={unit.code}&long=on",
            button=_("Open"), unit=unit, words=ngettext("%(count)d person", "%(count)d persons", count) % {"count": count},
        )  # fmt: skip


def visit_day(today, months):
    """The day so many months before today."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return months_after(today.replace(year=year, month=month + 1, day=1), 0, rest=False).replace(day=min(today.day, 28))


def told(person):
    """What a retiree reads on the own page."""
    mine = Celebration.objects.standing().filter(retiree__person=person).order_by("-due_on")
    rows = tuple((one.due_on, one.matter, one.get_state_display(), one.gift) for one in mine)
    yield OwnPart(_("My round birthdays and weddings"), (_("Day"), _("Occasion"), _("State"), _("Gift")), rows)
