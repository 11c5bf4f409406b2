"""The second count: what the ledger says is worked out again from the records, in plain Python, and compared.

Nothing of the ledger's reading is used on the records' side, so that a mistake there would show here."""

from collections import Counter, defaultdict

from django.db import connection
from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from taizhang.kernel import chain, evidence, ledger, references, rollups, triggers
from taizhang.kernel.manifest import registry, smallest
from taizhang.kernel.models import Evidence, Fact, Posting, Unit
from taizhang.kernel.periods import Period
from taizhang.kernel.reading import closes
from taizhang.kernel.tables import RollPeople, RollSum
from taizhang.members import kept
from taizhang.members.models import Membership, Person

CHUNK = 900  # SQLite reads no longer list of keys at once


class Check:
    """One thing that must hold: what it is, how much was looked at, and what does not hold."""

    code = ""

    def __init__(self):
        self.seen = 0

    def label(self):
        """The check in words."""
        raise NotImplementedError

    def find(self):
        """The differences, one by one, as sentences."""
        raise NotImplementedError

    def looked_at(self):
        """How much was looked at, in words."""
        return self.seen


class Triggers(Check):
    """The database itself refuses changes to acts, postings, facts and evidence."""

    code = "triggers"

    def label(self):
        return _("Append-only triggers stand")

    def find(self):
        self.seen = 2 * len(triggers.guarded()) + (connection.vendor == "postgresql") * len(references.TRIGGERS)
        for name in sorted(triggers.missing(connection) | references.missing(connection)):
            yield _("The trigger %(name)s is missing. Run: taizhang init") % {"name": name}


class References(Check):
    """Every line of the ledger belongs to acts, postings, wordings and units that are there."""

    code = "references"

    def label(self):
        return _("What ledger lines refer to is there")

    def find(self):
        self.seen = Posting.objects.count() + Fact.objects.count()
        for table, column, number in references.strays(connection):
            yield _("%(table)s: in %(number)s lines there is nothing with the key in %(column)s. Restore the last backup.") % {
                "table": table, "number": number, "column": column}  # fmt: skip


class Tree(Check):
    """The tree of units is sound."""

    code = "tree"

    def label(self):
        return _("The tree of units is sound")

    def find(self):
        self.seen = Unit.objects.count()
        names = (_("broken path"), _("wrong depth"), _("wrong number of children"), _("no parent"), _("wrong order"))
        for name, pks in zip(names, Unit.objects.find_problems(), strict=False):
            for pk in pks:
                yield f"{Unit.objects.get(pk=pk)}: {name}"


class Ledger(Check):
    """Every record's postings say what the record says."""

    code = "ledger"

    def label(self):
        return _("The ledger says what the records say")

    def find(self):
        self.seen = Posting.objects.count()
        for found in ledger.differences():
            yield _("%(type)s %(id)s: the ledger does not say what the record says") % {
                "type": found.record_type, "id": found.record_id}  # fmt: skip


class Reversals(Check):
    """What was taken back was taken back whole: a posting and its reversal add up to nothing."""

    code = "reversals"

    def label(self):
        return _("Corrections take back exactly what was posted")

    def find(self):
        reversed_ids = Posting.objects.exclude(reverses=None).values_list("pk", "reverses_id")
        self.seen = len(reversed_ids)
        sums = _sums_of_postings([pk for pair in reversed_ids for pk in pair])
        for later, earlier in reversed_ids:
            if any((sums[later] + sums[earlier]).values()) or any(
                sums[later][key] != -amount for key, amount in sums[earlier].items()
            ):
                yield _("Posting %(later)s does not take back posting %(earlier)s") % {
                    "later": later,
                    "earlier": earlier,
                }


def _sums_of_postings(pks):
    sums = defaultdict(_Sums)
    for start in range(0, len(pks), 500):
        lines = Fact.objects.filter(posting__in=pks[start : start + 500]).values_list(
            "posting_id", "measure", "kind", "unit_id", "value"
        )
        for posting, measure, kind, unit, value in lines:
            sums[posting][measure, kind, unit] += value
    return sums


class _Sums(Counter):
    def __add__(self, other):
        keys = self.keys() | other.keys()
        return _Sums({key: self[key] + other[key] for key in keys})


class Figures(Check):
    """Every sum by measure, kind, unit and year, and every number of distinct subjects, counted again from the
    records.
    """

    code = "figures"

    def label(self):
        return _("Figures recomputed from the records")

    def find(self):
        sums, subjects = self._from_records()
        posted = Fact.objects.values_list("measure", "kind", "unit_id", "occurred_on__year", "basis", "reach")
        in_ledger = {tuple(key): total for *key, total in posted.annotate(total=Sum("value")) if total}
        sums = {key: total for key, total in sums.items() if total}
        self.seen = len(sums) + len(subjects)
        for key in sorted(sums.keys() | in_ledger.keys()):
            if sums.get(key, 0) != in_ledger.get(key, 0):
                yield self._words(key[:4], sums.get(key, 0), in_ledger.get(key, 0))
        yield from self._compare_subjects(subjects)

    def _from_records(self):
        sums, subjects = Counter(), defaultdict(Counter)
        for declared in registry.records.values():
            for record in _standing(declared):
                for line in declared.facts(record):
                    amount = smallest(line.value, registry.measures[line.measure].scale)
                    unit_id = line.unit.pk if line.unit is not None else record.unit_id
                    sums[line.measure, line.kind, unit_id, line.on.year, line.basis, line.reach] += amount
                    if line.subject:
                        subjects[line.measure, line.kind, unit_id][line.subject] += amount
        return sums, {key: sum(1 for net in nets.values() if net > 0) for key, nets in subjects.items()}

    def _compare_subjects(self, subjects):
        nets = (
            Fact.objects.exclude(subject="")
            .values("measure", "kind", "unit_id", "subject")
            .annotate(net=Sum("value"))
            .filter(net__gt=0)
        )
        in_ledger = Counter()
        for row in nets.iterator():
            in_ledger[row["measure"], row["kind"], row["unit_id"]] += 1
        for key in sorted(subjects.keys() | in_ledger.keys()):
            if subjects.get(key, 0) != in_ledger[key]:
                yield self._words((*key, _("distinct")), subjects.get(key, 0), in_ledger[key])

    def _words(self, key, records, posted):
        measure, kind, unit_id, year = key
        unit = Unit.objects.filter(pk=unit_id).first()
        return _("%(measure)s %(kind)s, %(unit)s, %(year)s: records say %(records)s, the ledger says %(ledger)s") % {
            "measure": measure, "kind": kind, "unit": unit, "year": year, "records": records, "ledger": posted}  # fmt: skip


def _standing(declared):
    """The records of a type that are not voided, with what their facts read, in chunks."""
    records = declared.model._base_manager.select_related("unit").order_by("pk")
    if any(field.name == "voided_at" for field in declared.model._meta.concrete_fields):
        records = records.filter(voided_at=None)
    return records.prefetch_related(*declared.prefetch).iterator(chunk_size=CHUNK)


class Partitions(Check):
    """Where an indicator is declared to have parts, the parts add up to it, at every root of the tree in every year."""

    code = "partitions"

    def label(self):
        return _("Parts add up to their whole")

    def find(self):
        whole = [indicator for indicator in registry.indicators.values() if indicator.parts]
        years = {day.year for day in Fact.objects.dates("occurred_on", "year")}
        for unit in Unit.objects.filter(depth=1):
            for year in sorted(years):
                for indicator in whole:
                    self.seen += 1
                    closed, total, parts = closes(indicator, unit, Period.year(year))
                    if not closed:
                        yield _("%(label)s, %(unit)s, %(year)s: %(total)s, but its parts add up to %(parts)s") % {
                            "label": indicator.label, "unit": unit, "year": year, "total": total, "parts": parts}  # fmt: skip


class Files(Check):
    """Every evidence file is there and is what was put on record."""

    code = "evidence"

    def label(self):
        return _("Evidence files are whole")

    def find(self):
        self.seen = Evidence.objects.values("sha256").aggregate(files=Count("sha256", distinct=True))["files"]
        for _evidence, sentence in evidence.damaged():
            yield sentence


class Chain(Check):
    """Acts and ledger lines are what was sealed, in the order in which it was sealed."""

    code = "chain"

    def label(self):
        return _("The chain of hashes holds")

    def find(self):
        stands = chain.standing()
        self.seen = stands.head.position if stands.head else 0
        self.waiting = stands.waiting
        for fault in chain.faults():
            yield str(fault)

    def looked_at(self):
        return _("%(links)s links, %(waiting)s acts not sealed yet") % {"links": self.seen, "waiting": self.waiting}


class RollUps(Check):
    """What stands ready for boards is what the facts add up to."""

    code = "rollups"

    def label(self):
        return _("Roll-ups say what the facts say")

    def find(self):
        self.seen = RollSum.objects.count() + RollPeople.objects.count()
        for found in rollups.differences():
            measure, kind, _slice = found.series
            sentence = _(
                "%(measure)s %(kind)s at %(place)s in %(span)s: the facts say %(facts)s, the roll-up says %(rolled)s."
                " Run: taizhang selfcheck --roll-up"
            )
            yield sentence % {
                "measure": measure, "kind": kind, "place": _name_of(found.place), "span": found.span,
                "facts": found.facts[0], "rolled": found.rolled[0]}  # fmt: skip


class Headcounts(Check):
    """The numbers that stand over every list of members are those of the register."""

    code = "headcounts"

    def label(self):
        return _("Headcounts say what the register says")

    def find(self):
        self.seen = Membership.objects.filter(voided_at=None).count()
        for name in kept.missing_triggers():
            yield _("The trigger %(name)s is missing: what changes is counted no more. Restore the last backup.") % {
                "name": name
            }
        units, statuses = dict(Unit.objects.values_list("pk", "name")), dict(Membership.Status.choices)
        for found in kept.miscounts():
            sentence = _(
                "%(unit)s, %(status)s: the register holds %(counted)s, the headcount says %(kept)s. Run: taizhang selfcheck --roll-up"
            )
            yield sentence % {
                "unit": units.get(found.unit, found.unit), "status": statuses.get(found.status, found.status),
                "counted": found.counted, "kept": found.kept}  # fmt: skip


class Names(Check):
    """Whoever is on the register is found by every part of the name, and by no other."""

    code = "names"

    def label(self):
        return _("Every name is found by its parts")

    def find(self):
        self.seen = Person.objects.count()
        for person in kept.misfiled():
            yield _("The index of names is wrong for person %(person)s. Run: taizhang selfcheck --roll-up") % {
                "person": person
            }


def _name_of(path):
    """The unit that stands at a path, else the path."""
    unit = Unit.objects.filter(path=path).first()
    return unit.name if unit else path


CHECKS = (Triggers, Tree, References, Chain, Ledger, Reversals, RollUps, Figures, Partitions, Headcounts, Names, Files)


def checks():
    """All checks, fresh: each counts what it looked at."""
    return [check() for check in CHECKS]
