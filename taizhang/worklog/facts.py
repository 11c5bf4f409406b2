"""What an entry contributes to the ledger: one line for each count, at each union that is credited with it."""

from taizhang.kernel.ledger import Line, reach_below, reach_own
from taizhang.worklog.models import WHOLE_COUNTS


def entry_facts(entry):
    """Lines of the standard counts; readings go to the reading twins, cash and goods never meet."""
    about = _words(entry)
    for unit, reach in credited(entry):
        for count, value, subject, matter in _counted(entry, unit):
            yield Line(
                f"work.{'reading.' if entry.reading else ''}{count}",
                entry.on,
                value,
                unit=unit,
                kind=entry.kind,
                subject=subject,
                matter=matter,
                reach=reach,
                basis="territory" if entry.territory else "",
                about=about,
            )


def credited(entry):
    """[(unit, reach)]: the entry's union and its joint organisers. Highest first: its line serves everybody above.

    A line further down counts only up to, but without, the union that already has an earlier line below it; so one event is
    credited to each organiser and counted once wherever two of them meet.
    """
    organisers = [one.unit for one in entry.organisers.all() if one.unit_id != entry.unit_id]
    in_order = sorted([entry.unit, *organisers], key=lambda unit: (len(unit.path), unit.pk != entry.unit_id, unit.path))
    lines = []
    for place, unit in enumerate(in_order):
        reach = max((reach_below(earlier, unit) for earlier in in_order[:place]), default=0)
        lines.append((unit, max(reach, reach_own(unit)) if entry.counted_above else reach))
    return lines


def _counted(entry, unit):
    """(count, value, subject, matter) of the entry at one union."""
    matter = entry.matter
    yield "entries", 1, f"unit:{unit.pk}", matter
    named = list(entry.participants.all())
    yield from (("persons", 1, f"person:{one.person_id}", matter) for one in named)
    for name in WHOLE_COUNTS:
        value = getattr(entry, name)
        if name == "persons" and named:
            value = max(0, (value or 0) - len(named)) or None  # those without a name
        if name == "person_times" and named and value is None:
            value = sum(one.times for one in named)
        if value is not None:
            yield name, value, "", matter
    if entry.amount is not None:
        yield "money", entry.amount, "", matter
    if entry.quantity is not None:
        article = " ".join(filter(None, [matter, entry.goods, entry.measure_unit])) if entry.reading else matter
        yield "goods", entry.quantity, "", article


def _words(entry):
    """The words of the entry that a filter may ask for."""
    words = {
        "matter": entry.matter,
        "remark": entry.marked_remark,
        "goods": entry.goods,
        "measure_unit": entry.measure_unit,
    }
    return {**words, **{key: value for key, value in entry.fields.items() if key not in words}}
