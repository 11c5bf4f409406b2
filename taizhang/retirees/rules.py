"""What the rules on the work with retirees ask: one leader at a time, celebrations on the years laid down, nothing after death."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.retirees.models import Celebration, Group, Leadership, Retiree

Occasion = Celebration.Occasion


@dataclass(frozen=True)
class Anniversary:
    """What one retiree celebrates in a year."""

    occasion: str
    years: int
    on: date


def anniversary_on(first, year):
    """The day on which something that began on `first` has its anniversary in a year; 29 February becomes the 28th."""
    try:
        return first.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def anniversaries(retiree, year, *, age_from, step, weddings):
    """[Anniversary] of a retiree in a year: ages divisible by the step from an age on, and the weddings laid down (catalogue RW-03)."""
    found = []
    if retiree.birth_on:
        age = year - retiree.birth_on.year
        if age >= age_from and age % step == 0:
            found.append(Anniversary(Occasion.BIRTHDAY, age, anniversary_on(retiree.birth_on, year)))
    if retiree.wedding_on and year - retiree.wedding_on.year in weddings:
        together = year - retiree.wedding_on.year
        found.append(Anniversary(Occasion.WEDDING, together, anniversary_on(retiree.wedding_on, year)))
    return found


def may_register(*, name, birth_on, retired_on, on, today):
    """A retiree has a name, retired after being born, and not in the future."""
    if not name:
        return Denied(_("The name is missing."))
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    if retired_on and retired_on > today:
        return Denied(_("%s lies in the future.") % date_format(retired_on))
    if birth_on and retired_on and retired_on <= birth_on:
        return Denied(_("The day of retirement lies before the birth."))
    return Allowed


def may_act(retiree, *, on, today):
    """Visits and changes concern somebody on the register, on a day that has come."""
    if retiree.state != Retiree.State.REGISTERED or retiree.voided_at is not None:
        return Denied(_("%s is not on the register any more.") % retiree.name)
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    return Allowed


def may_lead(group, retiree, *, since, today, before=None, handover=""):
    """A leader belongs to the group and takes over not before the one before did; a change is handed over, and how is on file
    (catalogue RW-01: leader changes are handed over with ceremony).
    """
    verdict = may_act(retiree, on=since, today=today)
    if not verdict:
        return verdict
    if retiree.group_id != group.pk:
        return Denied(_("%s does not belong to this group.") % retiree.name)
    if before is not None and before.leader_id == retiree.pk:
        return Denied(_("%s leads this group already.") % retiree.name)
    if before is not None and since < before.since:
        return Denied(_("The leader before took over on %s only.") % date_format(before.since))
    if before is not None and not handover.strip():
        return Denied(
            _("Say how the leader before handed over: the list of the group, its money box, who was thanked.")
        )
    return Allowed


def may_void(record):
    """What was entered by mistake is taken back; what others rest on stays until they are taken back."""
    if record.voided_at is not None:
        return Denied(_("This has been voided already."))
    if isinstance(record, Retiree) and _has_history(record):
        return Denied(_("%s has been visited, celebrated or has led a group; take that back first.") % record.name)
    if isinstance(record, Group) and (record.retirees.filter(voided_at=None).exists() or _led(record)):
        return Denied(_("Retirees belong to this group, or somebody has led it; take that back first."))
    if isinstance(record, Leadership) and _led(record.group).filter(since__gte=record.since, pk__gt=record.pk).exists():
        return Denied(_("Another leader has followed; take that back first."))
    return Allowed


def _has_history(retiree):
    celebrated = retiree.celebrations.filter(voided_at=None, state=Celebration.State.CELEBRATED)
    parts = (retiree.visits.filter(voided_at=None), retiree.leaderships.filter(voided_at=None), celebrated)
    return any(part.exists() for part in parts)


def _led(group):
    return group.leaderships.filter(voided_at=None)


def may_list(year, *, today):
    """Lists are made for this year and the next."""
    if year not in (today.year, today.year + 1):
        return Denied(_("Lists are made for this year and the next one."))
    return Allowed


def may_celebrate(celebration, *, on, today):
    """What is listed is celebrated once."""
    if celebration.state != Celebration.State.LISTED:
        return Denied(_("This has been settled already."))
    return may_act(celebration.retiree, on=on, today=today)
