"""The append-only ledger: what records contribute, posted by acts; nothing here is ever edited.

A record says what it contributes *now* (its lines); leaving an act compares that with what is posted. What changed is reversed by a
new posting and posted anew, so corrections, late entries and voids are new lines, posting twice writes nothing, and "does the ledger
still agree with the records?" is a query that returns no rows (`differences`). Reading is in `reading.py`, tracing in `tracing.py`.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db.models import prefetch_related_objects

from taizhang.kernel.manifest import registry, smallest
from taizhang.kernel.models import Fact, Posting, Unit

BATCH = 2000


@dataclass(frozen=True)
class Line:
    """What a record contributes to one measure. `value` is in the measure's unit (yuan, persons); `about` are the words to filter by."""

    measure: str
    on: date
    value: object
    unit: object = None
    kind: str = ""
    subject: str = ""
    matter: str = ""
    reach: int = 0
    basis: str = ""
    about: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """A record whose postings do not say what the record says."""

    record_type: str
    record_id: int
    expected: tuple
    posted: tuple


def reach_own(unit):
    """`reach` of a line that counts for its own unit and what is below, and for nobody above (已由上级计数)."""
    return len(unit.path)


def reach_below(lead, other):
    """`reach` of the line of a joint organiser: it counts at `other` and up to, but without, the unit that has both below it."""
    common = 0
    for end in range(lead.steplen, min(len(lead.path), len(other.path)) + 1, lead.steplen):
        if lead.path[:end] != other.path[:end]:
            break
        common = end
    return common + lead.steplen


# --- what a record says ---------------------------------------------------------------------------------------------------------


def _words(about):
    return json.dumps(about, ensure_ascii=False, sort_keys=True, default=str)


def _content(record):
    """What the record contributes now: {words: sorted tuple of line signatures}. A voided record contributes nothing."""
    if getattr(record, "voided_at", None):
        return {}
    declared = registry.records.get(record._meta.label_lower)
    content = defaultdict(list)
    for line in declared.facts(record) if declared else ():
        measure = registry.measures[line.measure]
        unit_id = line.unit.pk if line.unit is not None else record.unit_id
        content[_words(line.about)].append(
            (line.measure, line.kind, unit_id, line.on, smallest(line.value, measure.scale), line.subject, line.matter[:200],
             line.reach, line.basis)
        )
    return {words: tuple(sorted(lines)) for words, lines in content.items()}


def _signature(fact):
    return (fact.measure, fact.kind, fact.unit_id, fact.occurred_on, fact.value, fact.subject, fact.matter, fact.reach, fact.basis)


def _active_postings(record_type, record_ids):
    """{record id: {words: (posting, signatures, facts)}} of what stands in the ledger for these records."""
    standing = Posting.objects.filter(record_type=record_type, record_id__in=record_ids, reverses=None, reversal=None)
    active = defaultdict(dict)
    for posting in standing.prefetch_related("facts"):
        facts = list(posting.facts.all())
        active[posting.record_id][_words(posting.about)] = (posting, tuple(sorted(map(_signature, facts))), facts)
    return active


def _fetched(records):
    """The records with what their facts functions read, in few queries."""
    declared = registry.records.get(records[0]._meta.label_lower)
    prefetch_related_objects(records, "unit", *(declared.prefetch if declared else ()))
    return records


# --- posting ----------------------------------------------------------------------------------------------------------------------


def post(records, log):
    """Bring the ledger to what the records say now. Called by `act` on leaving, for every record touched."""
    by_type = defaultdict(list)
    for record in records:
        if record._meta.label_lower in registry.records:
            by_type[record._meta.label_lower].append(record)
    for record_type, batch in by_type.items():
        for start in range(0, len(batch), BATCH):
            _post_batch(record_type, _fetched(batch[start : start + BATCH]), log)


def _post_batch(record_type, records, log):
    active = _active_postings(record_type, [record.pk for record in records])
    postings, lines, paths = [], [], {}
    for record in records:
        paths[record.unit_id] = record.unit.path
        content, posted = _content(record), active.get(record.pk, {})
        for words, (posting, signatures, facts) in posted.items():
            if content.get(words) != signatures:
                postings.append(_posting(log, record_type, record.pk, posting.about, reverses=posting))
                lines.append([_reversed(fact) for fact in facts])
        for words, signatures in content.items():
            if words not in posted or posted[words][1] != signatures:
                postings.append(_posting(log, record_type, record.pk, json.loads(words)))
                lines.append([(signature, 1, None) for signature in signatures])
    _write(postings, lines, paths, log)


def _posting(log, record_type, record_id, about, reverses=None):
    return Posting(act=log, record_type=record_type, record_id=record_id, about=about, reverses=reverses, posted_at=log.at)


def _reversed(fact):
    """The line that takes `fact` back: the same in everything, path included, but for the value's sign."""
    signature = _signature(fact)
    return (*signature[:4], -fact.value, *signature[5:]), -1, fact.path


def _write(postings, lines, paths, log):
    """Insert the postings, then their lines. Oldest first, so that a posting's key is always smaller than its reversal's."""
    missing = {sig[2] for group in lines for sig, _, path in group if path is None} - paths.keys()
    if missing:
        paths.update(Unit.objects.filter(pk__in=missing).values_list("pk", "path"))
    Posting.objects.bulk_create(postings, batch_size=BATCH)
    facts = (
        Fact(
            posting_id=posting.pk, measure=sig[0], kind=sig[1], unit_id=sig[2], path=path or paths[sig[2]], occurred_on=sig[3],
            value=sig[4], sign=sign, subject=sig[5], matter=sig[6], reach=sig[7], basis=sig[8], posted_at=log.at,
        )
        for posting, group in zip(postings, lines, strict=True)
        for sig, sign, path in group
    )
    while batch := list(islice(facts, BATCH)):
        Fact.objects.bulk_create(batch)


# --- agreement --------------------------------------------------------------------------------------------------------------------


def differences(record_types=None):
    """Records whose postings differ from what they say. Must be empty; `selfcheck` and a nightly job run it."""
    for record_type in record_types or list(registry.records):
        model = registry.records[record_type].model
        seen = model._base_manager.order_by("pk").iterator(chunk_size=BATCH)
        while records := list(islice(seen, BATCH)):
            yield from _compare(record_type, _fetched(records))
        known = model._base_manager.values("pk")
        orphans = Posting.objects.filter(record_type=record_type, reverses=None, reversal=None).exclude(record_id__in=known)
        for record_id in orphans.values_list("record_id", flat=True).distinct():
            yield Difference(record_type, record_id, (), ("posted",))


def _compare(record_type, records):
    active = _active_postings(record_type, [record.pk for record in records])
    for record in records:
        expected = _content(record)
        posted = {words: signatures for words, (_, signatures, _) in active.get(record.pk, {}).items()}
        if expected != posted:
            yield Difference(record_type, record.pk, tuple(expected.items()), tuple(posted.items()))


from taizhang.kernel.reading import Figure, by_child, by_month, change, value, values  # noqa: E402, F401  the ledger's other pages
from taizhang.kernel.tracing import Trace, TraceLine, trace  # noqa: E402, F401
