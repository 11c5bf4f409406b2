"""Figures over any number of snapshots, from the indicators as they are declared, on DuckDB or on Spark by the same expressions.

The engines add integers only; a rate is divided and rounded once, here, as the ledger does it. Where all snapshots come from one house
the figures are those of the nearest unit above them all; several houses are rolled up below a place that is above everything.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from itertools import takewhile
from operator import or_
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from django.utils.translation import gettext as _

from taizhang.kernel.figures import resolve
from taizhang.kernel.filters import parse_where
from taizhang.kernel.manifest import registry
from taizhang.kernel.reading import combined, terms_of
from taizhang.kernel.verdicts import Refused
from taizhang.snapshots import publishing


def declared():
    """The codes of all declared indicators."""
    return list(registry.indicators)


@dataclass(frozen=True)
class Top:
    """What the figures are for, in the place of a unit: the name, and how the places below it begin."""

    name: str
    code: str
    place: str
    length: int  # of the path that asks: what is told to reach no further is left out
    former: tuple = ()  # (place, length) where the unit stood before it was moved

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Asked:
    """For whom and when a roll-up is asked."""

    unit: Top
    period: object


class Rollup:
    """Snapshots side by side, ready to be asked."""

    def __init__(self, engine, folders, trusted):
        self.engine = engine
        self.folders = [Path(folder) for folder in folders]
        self.manifests = [publishing.opened(folder, trusted) for folder in self.folders]
        _refuse_overlaps(self.manifests)
        self.names = self._names()
        self.top = self._top()

    # --- what is asked ---------------------------------------------------------------------------------------------------------

    def values(self, codes, period):
        """{code: Figure} for everything that was rolled up."""
        return self._figures([resolve(code) for code in codes], period, self.top)

    def by_child(self, codes, period):
        """[(Top of a child, {code: Figure})]: the units directly below the top, or below several houses: the houses' units."""
        indicators = [resolve(code) for code in codes]
        return [(child, self._figures(indicators, period, child)) for child in self._children()]

    def _figures(self, indicators, period, top):
        asked = Asked(top, period)
        terms = terms_of(indicators)
        counted = self._plain([term for term in terms if _is_plain(term)], asked)
        counted |= {term: self._term(term, asked) for term in terms if term not in counted}
        return {found.code: combined(found, asked, counted) for found in indicators}

    # --- where -----------------------------------------------------------------------------------------------------------------

    def _names(self):
        found = {}
        for folder in self.folders:
            table = pq.read_table(folder / "units.parquet").to_pydict()
            found.update({place: (code, name) for place, code, name in zip(*table.values(), strict=True)})
        return found

    def _top(self):
        houses = {one["source"] for one in self.manifests}
        if len(houses) > 1:
            return Top(_("%(number)s installations") % {"number": len(houses)}, "*", "", 0)
        step = self.manifests[0]["steplen"]
        first, last = min(one["path"] for one in self.manifests), max(one["path"] for one in self.manifests)
        steps = takewhile(lambda end: first[:end] == last[:end], range(step, len(first) + 1, step))
        path = first[: max(steps, default=0)]
        place = f"{houses.pop()}:{path}"
        code, name = self.names.get(place, ("*", _("%(number)s snapshots") % {"number": len(self.manifests)}))
        former = next((_former(one) for one in self.manifests if one["path"] == path), ())
        return Top(name, code, place, len(path), former)

    def _children(self):
        if not self.top.place:
            return [
                Top(one["name"], one["unit"], f"{one['source']}:{one['path']}", len(one["path"]), _former(one))
                for one in self.manifests
            ]
        length = len(self.top.place) + self.manifests[0]["steplen"]
        below = sorted(place for place in self.names if len(place) == length and place.startswith(self.top.place))
        return [
            Top(self.names[place][1], self.names[place][0], place, length - place.index(":") - 1) for place in below
        ]

    # --- how -------------------------------------------------------------------------------------------------------------------

    def _facts(self, asked, *, since, basis=""):
        """The lines that may count: of the files that the months name, below the place, on the basis, reaching far enough."""
        first = f"{since:%Y-%m}" if since else ""
        last = f"{asked.period.until:%Y-%m}"
        files = [
            str(folder / file["name"])
            for folder, manifest in zip(self.folders, self.manifests, strict=True)
            for file in manifest["files"]
            if file["name"].startswith("facts/") and first <= file["name"].split("/")[2] <= last
        ]
        facts = self.engine.read(files)
        facts = facts.filter(
            facts.occurred_on < ibis.date(asked.period.until.isoformat()),
            facts.basis == basis,
            reduce(
                or_,
                (
                    (facts.reach <= length) & facts.place.startswith(place)
                    for place, length in ((asked.unit.place, asked.unit.length), *asked.unit.former)
                ),
            ),
        )
        return facts.filter(facts.occurred_on >= ibis.date(since.isoformat())) if since else facts

    def _plain(self, terms, asked):
        """{term: Decimal} of all terms that are plain sums: one question for all flows, one for all balances."""
        counted = {}
        for nature in ("flow", "balance"):
            company = [term for term in terms if registry.measures[term.measure].nature == nature]
            if not company:
                continue
            facts = self._facts(asked, since=asked.period.start if nature == "flow" else None)
            facts = facts.filter(facts.measure.isin(sorted({term.measure for term in company})))
            sums = self.engine.rows(facts.group_by("measure", "kind").aggregate(total=facts.value.sum()))
            by_measure = defaultdict(list)
            for row in sums:
                by_measure[row["measure"]].append((row["kind"], int(row["total"])))
            for term in company:
                fitting = (
                    total for kind, total in by_measure[term.measure]
                    if (not term.kinds or kind in term.kinds) and kind not in term.not_kind
                )  # fmt: skip
                counted[term] = _scaled(term, sum(fitting))
        return counted

    def _term(self, term, asked):
        measure = registry.measures[term.measure]
        where = parse_where(term.where) if term.where else None
        since = asked.period.start if measure.nature != "balance" else None
        facts = self._facts(asked, since=since, basis=where.basis if where else "")
        facts = facts.filter(facts.measure == term.measure)
        if term.kinds:
            facts = facts.filter(facts.kind.isin(list(term.kinds)))
        if term.not_kind:
            facts = facts.filter(facts.kind.notin(list(term.not_kind)))
        if where:
            facts = facts.semi_join(self.engine.table({"wording": self._said(where)}), "wording")
        if measure.nature == "reading":
            number = _last_readings(self.engine, facts)
        elif term.how == "distinct":
            number = _people(self.engine, facts)
        else:
            number = self.engine.one(facts.aggregate(total=facts.value.sum()))
        return _scaled(term, number)

    def _said(self, where):
        """The wordings of which the filter holds; they are few, and read by the ledger's own rule."""
        found = []
        for folder in self.folders:
            for batch in pq.ParquetFile(folder / "wordings.parquet").iter_batches():
                said = batch.to_pydict()
                found += [
                    key
                    for key, words in zip(said["wording"], said["words"], strict=True)
                    if where.holds(json.loads(words))
                ]
        return found


def _paths(manifest):
    """Everywhere the unit of a snapshot ever stood."""
    return manifest.get("paths") or [manifest["path"]]


def _former(manifest):
    """The places of its house at which it stood before, as a Top keeps them."""
    return tuple((f"{manifest['source']}:{path}", len(path)) for path in _paths(manifest) if path != manifest["path"])


def _is_plain(term):
    return not term.where and term.how != "distinct" and registry.measures[term.measure].nature != "reading"


def _scaled(term, smallest):
    return Decimal(smallest).scaleb(-registry.measures[term.measure].scale) * term.sign


def _people(engine, facts):
    """How many are counted: a subject once if its lines add up to something, lines without one by value."""
    by_subject = facts.group_by("subject").aggregate(net=facts.value.sum())
    counts = ibis.cases((by_subject.subject == "", by_subject.net), (by_subject.net > 0, 1), else_=0)
    return engine.one(by_subject.aggregate(total=counts.sum()))


def _last_readings(engine, facts):
    """The last standing reading of each unit and matter, added up."""
    groups = facts.group_by("unit", "kind", "matter", "occurred_on", "record").aggregate(
        net=facts.value.sum(), lines=facts.sign.sum(), last=facts.line.max()
    )
    standing = groups.filter(groups.lines > 0)
    turn = ibis.row_number().over(
        ibis.window(group_by=["unit", "kind", "matter"], order_by=[ibis.desc("occurred_on"), ibis.desc("last")])
    )
    latest = standing.mutate(turn=turn)
    return engine.one(latest.filter(latest.turn == 0).aggregate(total=latest.net.sum()))


def _refuse_overlaps(manifests):
    """Two snapshots of one house may not tell the same lines: neither twice the same unit nor a unit within another."""
    for place, one in enumerate(manifests):
        for other in manifests[place + 1 :]:
            if one["source"] != other["source"]:
                continue
            pairs = [(here, there) for here in _paths(one) for there in _paths(other)]
            inside = not one["own"] and any(there.startswith(here) for here, there in pairs)
            around = not other["own"] and any(here.startswith(there) for here, there in pairs)
            if inside or around or one["path"] == other["path"]:
                raise Refused(_("The snapshots of %(one)s and %(other)s tell the same lines twice.") % {
                    "one": one["name"], "other": other["name"]})  # fmt: skip


# --- the engines ----------------------------------------------------------------------------------------------------------------


class Duck:
    """DuckDB inside this process: one machine, all its cores."""

    def __init__(self):
        self.connection = ibis.duckdb.connect()

    def read(self, files):
        """A table over these files."""
        return self.connection.read_parquet(files) if files else self.table(publishing.FACTS.empty_table())

    def table(self, columns):
        """A small table of our own."""
        table = (
            columns
            if isinstance(columns, pa.Table)
            else pa.table({name: pa.array(column, pa.string()) for name, column in columns.items()})
        )
        return ibis.memtable(table)

    def rows(self, expression):
        """[{column: value}] of an expression."""
        return self.connection.to_pyarrow(expression).to_pylist()

    def one(self, expression):
        """The one whole number of an expression; nothing is nought."""
        return int(next(iter(self.rows(expression)[0].values())) or 0)


class Spark(Duck):
    """Spark: several processes of this machine (`local-cluster[2,1,1024]`), or a cluster (`spark://…`, `k8s://…`)."""

    def __init__(self, master="local[2]"):
        from pyspark.sql import SparkSession  # only whoever asks for it has it

        self.session = SparkSession.builder.master(master).appName("taizhang").config(
            "spark.sql.session.timeZone", "UTC").config("spark.ui.enabled", "false").getOrCreate()  # fmt: skip
        self.connection = ibis.pyspark.connect(self.session)
        self.seen = 0

    def read(self, files):
        """A table over these files."""
        if not files:
            return self.table(publishing.FACTS.empty_table())
        self.seen += 1
        name = f"facts_{self.seen}"
        self.session.read.parquet(*files).createOrReplaceTempView(name)
        return self.connection.table(name)
