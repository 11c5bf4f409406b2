"""The append-only ledger: what records contribute, posted by acts; nothing here is ever edited.

A record says what it contributes *now* (its lines); leaving an act compares that with what is posted. What changed is reversed by a
new posting and posted anew, so corrections, late entries and voids are new lines, posting twice writes nothing, and "does the ledger
still agree with the records?" is a query that returns no rows (`differences`). Reading is in `reading.py`, tracing in `tracing.py`.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from django.db.models import prefetch_related_objects

from taizhang.kernel import bulk, rollups
from taizhang.kernel.aside import Aside
from taizhang.kernel.manifest import registry, smallest
from taizhang.kernel.models import Fact, Posting, Unit, Wording

BATCH = 2000
SLICE = 900  # SQLite's limit for the depth of an expression is 1000
REMEMBERED = 20_000  # wordings that the blocks of an import are not asked for again


@dataclass(slots=True)
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


def _reach_below(lead, other):
    """`reach` of the line of a joint organiser: it counts at `other` and up to, but without, the unit that has both below it."""
    common = 0
    for end in range(Unit.steplen, min(len(lead), len(other)) + 1, Unit.steplen):
        if lead[:end] != other[:end]:
            break
        common = end
    return common + Unit.steplen


def credited(unit, others=(), *, on, counted_above=False):
    """[(unit, reach)] of an event that several unions held: each is credited, and it counts once wherever two of them meet.

    Highest first: its line serves everybody above; a line further down counts only up to, but without, the union that already has
    an earlier line below it. `counted_above`: each counts for itself only (已由上级计数). `on`: the day, for it is the tree of that
    day that says who met whom.
    """
    joint = {unit.pk: unit, **{one.pk: one for one in others if one.pk != unit.pk}}
    placed = [(len(one.path_on(on)), one.pk != unit.pk, one.path_on(on), one) for one in joint.values()]
    in_order = [(path, one) for _length, _second, path, one in sorted(placed, key=lambda place: place[:3])]
    lines = []
    for place, (path, one) in enumerate(in_order):
        reach = max((_reach_below(earlier, path) for earlier, _lead in in_order[:place]), default=0)
        lines.append((one, max(reach, len(path)) if counted_above else reach))
    return lines


# --- what a record says ---------------------------------------------------------------------------------------------------------


def _words(about):
    return json.dumps(about, ensure_ascii=False, sort_keys=True, default=str)


@lru_cache(maxsize=10_000)
def _remembered_words(said):
    """The words of a line, for combinations that thousands of records share."""
    return _words(dict(said))


def _carried(signature, unit):
    """What lasts (a balance) goes along when its unit moves: it ends at the old place and begins at the new one on that day."""
    head, on, amount, (subject, matter, reach, basis, path) = signature[:3], signature[3], signature[4], signature[5:]
    for day, old, new in unit.moves_after(on):
        yield (*head, day, -amount, subject, matter, _reach_at(reach, path, old), basis, old)
        yield (*head, day, amount, subject, matter, _reach_at(reach, path, new), basis, new)


def _reach_at(reach, path, other):
    """As many levels up as before, from another place."""
    return max(0, len(other) - len(path) + reach) if reach else 0


def _content(record):
    """What the record contributes now: {words: sorted tuple of line signatures}. A voided record contributes nothing."""
    if getattr(record, "voided_at", None):
        return {}
    declared = registry.records.get(record._meta.label_lower)
    content = defaultdict(list)
    about, words = None, ""
    for line in declared.facts(record) if declared else ():
        measure = registry.measures[line.measure]
        unit = line.unit if line.unit is not None else record.unit
        if line.about is not about:  # most records say the same words on all their lines
            about = line.about
            is_text = all(type(word) is str for word in about.values())  # 1, 1.0 and True would be one key
            words = _remembered_words(tuple(about.items())) if is_text else _words(about)
        signature = (
            line.measure,
            line.kind,
            unit.pk,
            line.on,
            smallest(line.value, measure.scale),
            line.subject,
            line.matter[:200],
            line.reach,
            line.basis,
            unit.path_on(line.on) if unit.places else unit.path,
        )
        content[words].append(signature)
        if unit.places and measure.nature == "balance":
            content[words].extend(_carried(signature, unit))
    return {words: tuple(sorted(lines)) for words, lines in content.items()}


def _signature(fact):
    return (
        fact.measure,
        fact.kind,
        fact.unit_id,
        fact.occurred_on,
        fact.value,
        fact.subject,
        fact.matter,
        fact.reach,
        fact.basis,
        fact.path,
    )


def _active_postings(record_type, record_ids):
    """{record id: {words: (posting, signatures, facts)}} of what stands in the ledger for these records."""
    # Asked by the records alone: of "reverses nothing" SQLite has an index too, and would walk all that stands.
    posted = list(Posting.objects.filter(record_type=record_type, record_id__in=record_ids).select_related("wording"))
    undone = {posting.reverses_id for posting in posted}
    standing = [posting for posting in posted if posting.reverses_id is None and posting.pk not in undone]
    prefetch_related_objects(standing, "facts")
    active = defaultdict(dict)
    for posting in standing:
        facts = list(posting.facts.all())
        active[posting.record_id][_words(posting.about)] = (posting, tuple(sorted(map(_signature, facts))), facts)
    return active


def _fetched(records):
    """The records with what their facts functions read, in few queries."""
    declared = registry.records.get(records[0]._meta.label_lower)
    wanted = ("unit", *(declared.prefetch if declared else ()))
    for start in range(0, len(records), SLICE):
        some = records[start : start + SLICE]
        lacking = [name for name in wanted if not all(name in record._state.fields_cache for record in some)]
        prefetch_related_objects(some, *lacking)
    return records


# --- posting ----------------------------------------------------------------------------------------------------------------------


def post(records, log, new=frozenset()):
    """Bring the ledger to what the records say now. Called by `act` on leaving, for every record touched.

    `new`: (type, key) of records that the act itself inserted; nothing of them stands in the ledger yet.
    """
    by_type = defaultdict(list)
    for record in records:
        if record._meta.label_lower in registry.records:
            by_type[record._meta.label_lower].append(record)
    for record_type, batch in by_type.items():
        for start in range(0, len(batch), BATCH):
            _post_batch(record_type, _fetched(batch[start : start + BATCH]), log, new)


class Settled:
    """What new records say, laid aside until the act knows its line in the log."""

    def __init__(self):
        self._said = Aside()  # (record type, key, [(words, signatures)])

    def take(self, records):
        """Keep what these new records say."""
        records = [record for record in records if record._meta.label_lower in registry.records]
        for start in range(0, len(records), BATCH):
            for record in _fetched(records[start : start + BATCH]):
                self._said.append((record._meta.label_lower, record.pk, list(_content(record).items())))

    def post(self, log):
        """Post it."""
        if self._said:
            rollups.announce()
            with bulk.behind():
                kept = {}
                for block in self._said.blocks():
                    self._post(block, log, kept)

    @staticmethod
    def _post(block, log, kept):
        """One block; `kept` are the wordings that blocks before it have used."""
        if len(kept) > REMEMBERED:
            kept.clear()
        by_type = defaultdict(list)
        for record_type, pk, content in block:
            by_type[record_type] += [(pk, words, signatures) for words, signatures in content]
        for record_type, said in by_type.items():
            said.sort(key=_place)  # neighbours in the indexes of the ledger are written one after the other
            postings = [(pk, words, None) for pk, words, _signatures in said]
            lines = [[(one, 1) for one in signatures] for _pk, _words, signatures in said]
            _write(record_type, postings, lines, log, kept)


def _place(said):
    """Where the first line of a record stands in the index of questions: measure, kind, path."""
    line = said[2][0]
    return line[0], line[1], line[9]


def _post_batch(record_type, records, log, new):
    known = [record.pk for record in records if (record_type, record.pk) not in new]
    active = _active_postings(record_type, known) if known else {}
    postings, lines = [], []  # postings: (record, words, reverses); lines beside them: (signature, sign)
    for record in records:
        content, posted = _content(record), active.get(record.pk, {})
        for words, (posting, signatures, facts) in posted.items():
            if content.get(words) != signatures:
                postings.append((record.pk, words, posting.pk))
                lines.append([_reversed(fact) for fact in facts])
        for words, signatures in content.items():
            if words not in posted or posted[words][1] != signatures:
                postings.append((record.pk, words, None))
                lines.append([(signature, 1) for signature in signatures])
    if lines:
        rollups.announce()
    _write(record_type, postings, lines, log, {})


def _reversed(fact):
    """The line that takes `fact` back: the same in everything, path included, but for the value's sign."""
    signature = _signature(fact)
    return (*signature[:4], -fact.value, *signature[5:]), -1


_POSTING = ("act_id", "record_type", "record_id", "wording_id", "reverses_id", "posted_at")
_FACT = (
    "posting_id",
    "measure",
    "kind",
    "unit_id",
    "path",
    "occurred_on",
    "value",
    "sign",
    "subject",
    "matter",
    "reach",
    "basis",
    "wording_id",
    "posted_at",
)


def _write(record_type, postings, lines, log, kept):
    """Insert the postings, then their lines. `kept`: keys of wordings by their words; what it lacks is looked up."""
    if fresh := {words for _, words, _ in postings} - kept.keys():
        kept |= _keep_wordings(fresh)
    wordings = [kept[words] for _, words, _ in postings]
    keys = bulk.insert_rows(
        Posting,
        _POSTING,
        (
            (log.pk, record_type, pk, wording, reverses, log.at)
            for (pk, _, reverses), wording in zip(postings, wordings, strict=True)
        ),
    )
    bulk.insert_rows(
        Fact,
        _FACT,
        (
            (key, sig[0], sig[1], sig[2], sig[9], sig[3], sig[4], sign, *sig[5:9], wording, log.at)
            for key, wording, group in zip(keys, wordings, lines, strict=True)
            for sig, sign in group
        ),
    )


def _keep_wordings(said):
    """{words: key} of the wordings, the new ones inserted. Two acts may meet the same new words; the unique digest decides."""
    by_digest = {blake2b(words.encode(), digest_size=16).hexdigest(): words for words in said}
    known = _known_wordings(by_digest)
    fresh = [Wording(digest=digest, words=json.loads(by_digest[digest])) for digest in by_digest.keys() - known.keys()]
    if fresh:
        Wording.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=SLICE)
        known |= _known_wordings([one.digest for one in fresh])
    return {by_digest[digest]: key for digest, key in known.items()}


def _known_wordings(digests):
    digests, known = list(digests), {}
    for start in range(0, len(digests), SLICE):
        known.update(Wording.objects.filter(digest__in=digests[start : start + SLICE]).values_list("digest", "pk"))
    return known


# --- agreement --------------------------------------------------------------------------------------------------------------------


def differences(record_types=None):
    """Records whose postings differ from what they say. Must be empty; `selfcheck` and a nightly job run it."""
    for record_type in record_types or list(registry.records):
        model = registry.records[record_type].model
        seen = model._base_manager.order_by("pk").iterator(chunk_size=BATCH)
        while records := list(islice(seen, BATCH)):
            yield from _compare(record_type, _fetched(records))
        known = model._base_manager.values("pk")
        orphans = Posting.objects.filter(record_type=record_type, reverses=None, reversal=None).exclude(
            record_id__in=known
        )
        for record_id in orphans.values_list("record_id", flat=True).distinct():
            yield Difference(record_type, record_id, (), ("posted",))


def _compare(record_type, records):
    active = _active_postings(record_type, [record.pk for record in records])
    for record in records:
        expected = _content(record)
        posted = {words: signatures for words, (_, signatures, _) in active.get(record.pk, {}).items()}
        if expected != posted:
            yield Difference(record_type, record.pk, tuple(expected.items()), tuple(posted.items()))


from taizhang.kernel.latest import latest  # noqa: E402, F401
from taizhang.kernel.reading import (  # noqa: E402, F401  the ledger's other pages
    Figure,
    by_child,
    by_month,
    change,
    growth,
    narrowed,
    value,
    values,
    values_by_child,
    values_by_month,
)
from taizhang.kernel.tracing import Trace, TraceLine, trace  # noqa: E402, F401
