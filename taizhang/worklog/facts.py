"""What an entry contributes to the ledger: one line for each count, at each union that is credited with it."""

from taizhang.kernel.ledger import Line, credited
from taizhang.kernel.looking import Stated
from taizhang.worklog.models import WHOLE_COUNTS, Entry

MEASURES = {**{name: f"work.{name}" for name in WHOLE_COUNTS}, "amount": "work.money", "quantity": "work.goods"}


def stated(unit, values, *, but=None):
    """An entry's values as the second look of the house asks for them; None for readings and statistics of the territory."""
    if values.get("reading") or values.get("territory"):
        return None
    numbers = {measure: values[name] for name, measure in MEASURES.items() if values.get(name) is not None}
    return Stated(unit, values["on"], values["kind"], values.get("matter") or "", numbers, Entry._meta.label_lower, but)


def entry_facts(entry):
    """Lines of the standard counts; readings go to the reading twins, cash and goods never meet."""
    about = _words(entry)
    others = [one.unit for one in entry.organisers.all()]
    for unit, reach in credited(entry.unit, others, on=entry.on, counted_above=entry.counted_above):
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
