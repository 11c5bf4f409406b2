"""Checking the rows of the ledger: units and kinds, tags in the remark, corrections, what is on file already."""

import hashlib
import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher

from taizhang.intake.models import Batch
from taizhang.intake.problems import ACCEPTED, REJECTED, REPAIRED, WARNED
from taizhang.intake.unitbook import unit_of_row
from taizhang.kernel.looking import second_look
from taizhang.kernel.steps import may_happen_at
from taizhang.kernel.verdicts import Allowed
from taizhang.worklog import rules
from taizhang.worklog.facts import stated
from taizhang.worklog.kinds import KINDS, guess
from taizhang.worklog.models import (
    COUNTED_ABOVE_WORD,
    NUMBERS,
    READING_WORD,
    TERRITORY_WORD,
    WHOLE_COUNTS,
    Entry,
    says,
)

_CORRECTION = re.compile(
    r"冲正|更正|冲销|冲减|冲回|调减|红字|核减|纠正|多报|多计|误报|重报|退回|扣减|上次|上月|\d{1,2}月份?|\d{4}年|[第]?\d+行"
)
_MARKS = re.compile(r"[\W_]+")
SIMILAR = 0.55
LOOKED_AT = 5000  # rows of a workbook that are held against what is usual while somebody waits


def check(rows, context):
    """Units and kinds, tags in the remark, what the rules refuse; then corrections, and what is on file already."""
    for row in rows:
        _check_row(row, context)
    _mark_known(rows, context)
    corrections = [row for row in rows if row.extra["negative"] and row.enters]
    if corrections:
        _match_corrections(rows, corrections)
    for row in rows:
        if row.enters and not row.extra["negative"]:
            _ask_rules(row, context)
    _look_twice([row for row in rows if row.enters and not row.extra["negative"]])


def _look_twice(rows):
    """What the house knows beyond this workbook: numbers that stand out, what is told elsewhere already. Of a very large one the nightly
    check tells it afterwards.
    """
    told = (
        [(row, stated(row.unit, values_of(row))) for row in rows if row.unit is not None]
        if len(rows) <= LOOKED_AT
        else []
    )
    told = [(row, one) for row, one in told if one is not None]
    for (row, _one), sentences in zip(told, second_look(one for _row, one in told), strict=True):
        for why in sentences:
            row.find("persons" if row.values.get("persons") is not None else "on", "entry_doubt", WARNED, why=str(why))


def _check_row(row, context):
    values = row.values
    row.unit = unit_of_row(row, context)
    measures = row.extra or {}
    row.extra = {"negative": False, "corrects": None, "digest": "", "organisers": ()}
    _find_kind(row)
    remark = values.get("remark") or ""
    row.extra["territory"] = says(TERRITORY_WORD, remark)
    row.extra["reading"] = READING_WORD in remark
    row.extra["counted_above"] = COUNTED_ABOVE_WORD in remark
    if values.get("quantity") is not None and not row.get("measure_unit"):
        _find_measure(row, measures)
    if values.get("organisers"):
        _find_organisers(row, context)
    below = [key for key in NUMBERS if (values.get(key) or 0) < 0]
    if below:
        row.extra["negative"] = True
        if row.extra["reading"]:
            row.find(below[0], "negative_reading", REJECTED)


def _find_kind(row):
    """The row of the catalogue: by its number, by its name, or by what the matter says."""
    number = row.get("kind")
    if number:
        plain = re.sub(r"[\s_—–－.]+", "-", str(number).strip().upper())
        plain = re.sub(r"^([A-Z]{2})-?(\d{1,2})$", lambda found: f"{found.group(1)}-{int(found.group(2)):02d}", plain)
        if plain in KINDS:
            if plain != number:
                row.find("kind", "catalogue_cleaned", REPAIRED, repaired=plain, kind=plain)
            row.values["kind"] = plain
            return
        _take_kind(row, "kind", guess(str(number)), "catalogue_by_name", REPAIRED, "unknown_catalogue")
        return
    named = guess(row.get("kind_name")) if row.get("kind_name") else None
    if named is not None:
        _take_kind(row, "kind_name", named, "catalogue_by_name", REPAIRED, "")
        return
    words = row.get("matter") or ""
    _take_kind(
        row,
        "matter" if "kind" not in row.places else "kind",
        guess(words),
        "catalogue_guessed",
        WARNED,
        "catalogue_missing",
    )


def _take_kind(row, key, kind, problem, treatment, otherwise):
    if kind is None:
        row.values["kind"] = None
        row.find(key, otherwise, REJECTED)
        return
    row.values["kind"] = kind.id
    row.find(key, problem, treatment, repaired=kind.id, kind=f"{kind.id} {kind.label}")


def _find_measure(row, measures):
    """The unit of measure stands in the head (数量(册)) or behind the number (820斤)."""
    behind = [
        finding.params["unit"]
        for finding in row.findings or ()
        if finding.problem == "number_with_unit" and finding.field == row.labels["quantity"]
    ]
    words = (behind or [measures.get("quantity", "")])[0]
    if words:
        row.values["measure_unit"] = words[:20]
        row.find(
            "quantity",
            "measure_unit_taken",
            REPAIRED,
            repaired=f"{row.values['quantity'].normalize():f} {words}",
            unit=words,
        )


def _find_organisers(row, context):
    """Unions that organised the event jointly; one that is not on file is named in the remark."""
    found = []
    for name in re.split(r"[、,,;;\s/]+", str(row.values["organisers"])):
        unit = context.units.find(name)[0] if name else None
        if unit is not None and (row.unit is None or unit.pk != row.unit.pk):
            found.append(unit)
        elif name and unit is None:
            row.find("organisers", "organiser_unknown", WARNED, name=name)
            row.values["remark"] = f"{row.values.get('remark') or ''};联合单位:{name}".strip(";")[:500]
    row.extra["organisers"] = tuple({unit.pk: unit for unit in found}.values())


def _words_of(row):
    """The content of a row in one spelling: what makes two rows the same."""
    get = row.values.get
    numbers = [
        f"{get(key).normalize():f}" if hasattr(get(key), "normalize") else str(get(key)) if get(key) is not None else ""
        for key in NUMBERS
    ]
    return "\x1f".join(
        [
            row.unit.code if row.unit else "",
            get("on").isoformat() if get("on") else "",
            get("kind") or "",
            get("matter") or "",
            *numbers,
            get("goods") or "",
            get("measure_unit") or "",
            get("remark") or "",
        ]
    )


def _mark_known(rows, context):
    """Rows that an earlier import brought are on file; two equal rows of one file are two events.

    What somebody has voided since stays voided; what an undone import brought may come in again.
    """
    seen, digests = Counter(), {}
    for row in rows:
        if row.rejected:
            continue
        words = _words_of(row)
        seen[words] += 1
        row.extra["digest"] = hashlib.sha256(f"{words}\x1f{seen[words]}".encode()).hexdigest()
        digests[row.extra["digest"]] = row
    keys = list(digests)
    for start in range(0, len(keys), 900):
        found = Entry.objects.filter(digest__in=keys[start : start + 900]).exclude(batch__state=Batch.State.UNDONE)
        for digest in found.values_list("digest", flat=True):
            digests[digest].leave_unchanged("on")


def _ask_rules(row, context):
    """The rules of the ledger have the last word on a row, and may raise doubts."""
    values = values_of(row)
    verdict = rules.may_record(values, today=context.today)
    verdict = verdict and (Allowed if row.unit is None else may_happen_at(row.unit, values.get("on")))
    if not verdict:
        row.find("matter" if "matter" in row.places else "on", "entry_refused", REJECTED, why=str(verdict.reason))
        return
    for doubt in rules.doubts({**values, "reading": True}):
        row.find(
            "persons" if values.get("person_times") is not None else "quantity", "entry_doubt", WARNED, why=str(doubt)
        )


def _match_corrections(rows, corrections):
    """Each negative row finds the earlier entry that it takes back, in the file or on file; what is taken back once is gone."""
    candidates = defaultdict(list)
    wanted = {(row.unit.pk, row.values["kind"]) for row in corrections if row.unit and row.values.get("kind")}
    for row in rows:
        place = (row.unit.pk, row.values.get("kind")) if row.unit else None
        if place in wanted and row.enters and not row.extra["negative"] and not row.extra["reading"]:
            candidates[place].append(_Candidate.of_row(row))
    for entry in _entries_on_file(wanted):
        candidates[entry.unit_id, entry.kind].append(_Candidate.of_entry(entry))
    for row in sorted(corrections, key=lambda one: one.values["on"]):
        _match(row, candidates.get((row.unit.pk, row.values["kind"]), ()) if row.unit else ())


def _entries_on_file(wanted):
    units, kinds = {unit for unit, _kind in wanted}, {kind for _unit, kind in wanted}
    standing = Entry.objects.standing().filter(unit__in=units, kind__in=kinds, corrects=None, reading=False)
    return [entry for entry in standing.prefetch_related("corrections") if (entry.unit_id, entry.kind) in wanted]


class _Candidate:
    """An earlier entry that a negative row might take back, and what is left of it."""

    def __init__(self, on, matter, measure_unit, left, row=None, entry=None):
        self.on, self.matter, self.measure_unit, self.left, self.row, self.entry = (
            on,
            matter,
            measure_unit,
            left,
            row,
            entry,
        )

    @classmethod
    def of_row(cls, row):
        left = {key: row.values[key] for key in NUMBERS if row.values.get(key) is not None}
        return cls(row.values["on"], row.get("matter", ""), row.get("measure_unit", ""), left, row=row)

    @classmethod
    def of_entry(cls, entry):
        return cls(
            entry.on,
            entry.matter,
            entry.measure_unit,
            rules.compute_remaining(entry, entry.corrections.all()),
            entry=entry,
        )

    def holds(self, row):
        """Whether enough is left of every number that the row takes back, and the row is not earlier."""
        if row.values["on"] < self.on:
            return False
        if row.values.get("quantity") is not None and row.get("measure_unit", self.measure_unit) != self.measure_unit:
            return False
        return all(self.left.get(key, 0) + row.values[key] >= 0 for key in NUMBERS if row.values.get(key) is not None)

    def resembles(self, matter, plain):
        """How much the matters are alike: 1 the same, 0 nothing in common; a bare 冲正 fits anything a little."""
        own = _MARKS.sub("", self.matter)
        if matter == self.matter or plain == own:
            return 1.0
        if not plain:
            return SIMILAR
        if plain in own or own in plain:
            return 0.9
        return SequenceMatcher(None, plain, own).ratio()


def _match(row, candidates):
    matter = row.get("matter", "")
    plain = _MARKS.sub("", _CORRECTION.sub("", matter))
    fitting = [
        (round(one.resembles(matter, plain), 3), one.on, -place, one)
        for place, one in enumerate(candidates)
        if one.holds(row)
    ]
    fitting = [one for one in fitting if one[0] >= SIMILAR]
    below = next(key for key in NUMBERS if (row.values.get(key) or 0) < 0)
    if not fitting:
        row.find(below, "negative_no_correction", REJECTED)
        return
    above = next((key for key in NUMBERS if (row.values.get(key) or 0) > 0), "")
    if above:
        row.find(above, "negative_mixed", REJECTED)
        return
    chosen = max(fitting, key=lambda one: one[:3])[3]
    for key in NUMBERS:
        if row.values.get(key) is not None:
            chosen.left[key] += row.values[key]
    row.extra["corrects"] = chosen
    if not row.get("measure_unit"):
        row.values["measure_unit"] = chosen.measure_unit if row.values.get("quantity") is not None else None
    if chosen.row is not None:
        row.find(below, "correction_of_row", ACCEPTED, row=chosen.row.number)
    else:
        row.find(below, "correction_on_file", ACCEPTED, day=chosen.on.isoformat())


def values_of(row):
    """The values of an entry as the model names them."""
    get = row.values.get
    values = {key: get(key) for key in ("on", "kind", *WHOLE_COUNTS, "amount", "quantity")}
    values.update({key: get(key) or "" for key in ("matter", "goods", "measure_unit", "remark")})
    values.update({key: row.extra[key] for key in ("territory", "reading", "counted_above")})
    return values
