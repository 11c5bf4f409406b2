"""An entry told in words: its history as sentences, its own fields with their names, its lines in the ledger."""

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from taizhang.kernel.manifest import registry
from taizhang.worklog import queries
from taizhang.worklog.kinds import COUNTS
from taizhang.worklog.models import Entry


def history(entry):
    """[{at, by, words, why, changes}]: the acts on the entry, each a sentence."""
    return [_told(entry, log) for log in queries.history(entry)]


def _told(entry, log):
    act = registry.acts.get(log.code)
    title = _("this entry")  # on its own page the title need not be said again
    sentence = str(act.sentence or act.label) if act else log.code
    words = sentence % {"record": title} if "%(record)s" in sentence else sentence
    details = [log.notes[key] for key in ("file", "unit") if isinstance(log.notes.get(key), str)]
    if details:
        words = f"{words} ({'、'.join(details)})"
    return {
        "log": log, "at": log.at, "by": log.by.name if log.by else _("the system"), "words": words, "why": log.notes.get("why", ""),
        "changes": [_change(name, pair) for name, pair in (log.notes.get("changes") or {}).items()],
    }  # fmt: skip


def _change(name, pair):
    old, new = (_value(value) for value in pair)
    return _("%(field)s: %(old)s → %(new)s") % {"field": field_words(name), "old": old, "new": new}


def _value(value):
    if value in (None, "", {}):
        return "—"
    if value is True or value is False:
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return "、".join(str(one) for one in value.values())
    return str(value)


def field_words(name):
    """The name of a column as the form says it."""
    return Entry._meta.get_field(name).verbose_name if name != "unit" else _("unit")


def own_fields(entry):
    """[(label, value)] of the fields that the kind declares, and of those that a workbook brought along."""
    from_kind = {field.key: field for field in entry.declared.fields}
    chinese = entry.kind_label == entry.declared.label
    return [
        ((from_kind[key].label if chinese else from_kind[key].label_en) if key in from_kind else key, value)
        for key, value in entry.fields.items()
    ]


def lines(entry):
    """What stands in the ledger for the entry, named persons in one line: [{words, reading, unit, value, named, bounded, basis}]."""
    found = {}
    for fact in queries.standing_facts(entry):
        measure = registry.measures[fact.measure]
        named = fact.subject.startswith("person:")
        key = (fact.unit.path, fact.measure, named)
        line = found.setdefault(key, {
            "words": measure_words(fact.measure), "reading": measure.nature == "reading", "unit": fact.unit, "value": 0, "named": named,
            "bounded": fact.reach > 0, "basis": fact.basis,
        })  # fmt: skip
        line["value"] += Decimal(fact.value).scaleb(-measure.scale)
    return list(found.values())


def measure_words(code):
    """The name of a standard count as the forms and workbooks say it."""
    name = {"money": "amount", "goods": "quantity"}.get(code.rpartition(".")[2], code.rpartition(".")[2])
    chinese, english = COUNTS.get(name, ("笔数", "Entries"))
    return chinese if (get_language() or "zh").startswith("zh") else english
