"""The tree of units: hanging a unit in, moving it with everything below, and taking a move back.

Paths are treebeard's; what this module adds is time. A unit that moves remembers where it stood (`Unit.places`), so that a fact of a
day before the move belongs to the place of that day, whenever it is posted; and a path is never given to another unit.
"""

from django.db.models import F, Q

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, Unit

CHUNK = 500


def hang(parent, fresh):
    """Put a new unit below another one, as its last child (or, without one, at the top). → the unit"""
    if parent is None:
        return Unit.objects.add_root(instance=fresh)
    # The row is read again and locked: two foundings below one union come one after the other.
    parent = Unit.objects.select_for_update().get(pk=parent.pk)
    fresh.path, fresh.depth, fresh.numchild = _next_path(parent), parent.depth + 1, 0
    fresh.save()
    Unit.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    return fresh


def _next_path(parent):
    """A path below `parent` that no unit has or ever had."""
    last = parent.children().order_by("path").last()
    step = max(parent.last_step, _step(last.path) if last else 0) + 1
    Unit.objects.filter(pk=parent.pk).update(last_step=step)
    return Unit._get_path(parent.path, parent.depth + 1, step)


def _step(path):
    return Unit._str2int(path[-Unit.steplen :])


def move(unit, parent, on):
    """From a day on the unit stands below `parent`, with everything below it. Its history stays where it was. → the unit, fresh

    `on` may not lie before an earlier move of any of them (`latest_move`); `parent` may not stand below the unit.
    """
    unit, parent, old_parent = _locked(unit.pk, parent.pk, Unit.objects.get(pk=unit.pk).parent().pk)
    if parent.is_in(unit):
        raise ValueError(f"{parent} stands below {unit}")
    old, new = unit.path, _next_path(parent)
    moved = list(Unit.objects.below(unit))
    for one in moved:
        one.places = [*one.places, [on.isoformat(), one.path]]
    _give_paths(moved, old, new)
    kept = max(old_parent.last_step, _step(old))
    Unit.objects.filter(pk=old_parent.pk).update(numchild=F("numchild") - 1, last_step=kept)
    Unit.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    return Unit.objects.get(pk=unit.pk)


def move_back(unit, on):
    """Take back the move of this day: it never was. What was founded below the unit since goes along. → the unit, fresh"""
    unit = Unit.objects.get(pk=unit.pk)
    day, old = unit.places[-1]
    if day != on.isoformat():
        raise ValueError(f"{unit} was not moved on {on}")
    old_parent = Unit.objects.get(path=old[: -Unit.steplen])
    unit, old_parent, parent = _locked(unit.pk, old_parent.pk, unit.parent().pk)
    new, moved = unit.path, list(Unit.objects.below(unit))
    for one in moved:
        if one.places and one.places[-1] == [day, old + one.path[len(new) :]]:
            one.places = one.places[:-1]
    _give_paths(moved, new, old)
    kept = max(parent.last_step, _step(new))
    Unit.objects.filter(pk=parent.pk).update(numchild=F("numchild") - 1, last_step=kept)
    Unit.objects.filter(pk=old_parent.pk).update(numchild=F("numchild") + 1)
    return Unit.objects.get(pk=unit.pk)


def _locked(*keys):
    """These units as they are now, their rows locked in one order for everybody."""
    rows = {unit.pk: unit for unit in Unit.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return [rows[key] for key in keys]


def _give_paths(units, before, after):
    """The subtree at the path `before` stands at `after` now; nobody else has a path below that."""
    for unit in units:
        unit.path = after + unit.path[len(before) :]
        unit.depth = len(unit.path) // Unit.steplen
    Unit.objects.bulk_update(units, ["path", "depth", "places"], batch_size=CHUNK)


def latest_move(unit):
    """The day of the latest move of the unit or of anything below it; None if none was ever moved."""
    days = [places[-1][0] for places in Unit.objects.below(unit).exclude(places=[]).values_list("places", flat=True)]
    return max(days, default=None)


def was_moved_after(day):
    """Whether anything in the whole tree was moved after a day."""
    moved = Unit.objects.exclude(places=[]).values_list("places", flat=True)
    return any(places[-1][0] > day.isoformat() for places in moved)


def records_at(units, since, *, lasting=True):
    """{(type, key)} of the records that may say something else of these units since a day: what lasts, and what happened from then on.

    `lasting`: False leaves out what lasts and began before that day.
    """
    balances = [measure.code for measure in registry.measures.values() if measure.nature == "balance" and lasting]
    keys, found = [unit.pk for unit in units], set()
    for start in range(0, len(keys), CHUNK):
        here = Fact.objects.filter(unit__in=keys[start : start + CHUNK])
        told = here.filter(Q(measure__in=balances) | Q(occurred_on__gte=since)).order_by()
        found.update(told.values_list("posting__record_type", "posting__record_id").distinct())
    return found


def standing_on(day, top=None):
    """[(unit, its path on that day)] in the order of the tree of that day, of the whole tree or of what stood below `top` then.

    Units that were not founded yet, or dissolved already, are left out.
    """
    existed = Unit.objects.exclude(code__contains="~").filter(Q(since=None) | Q(since__lte=day))
    placed = [(unit, unit.path_on(day)) for unit in existed.filter(Q(until=None) | Q(until__gt=day))]
    within = top.path_on(day) if top is not None else ""
    return sorted((pair for pair in placed if pair[1].startswith(within)), key=lambda pair: pair[1])
