"""What an app offers, declared in its manifest.py; the registry that the kernel builds from all of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise

Words = str | Promise  # text for people: plain, or translated when it is shown


@dataclass(frozen=True)
class Role:
    """A role that a post gives. `reads` = sees the records of the unit and of everything below it."""

    code: str
    label: Words
    reads: bool = True


@dataclass(frozen=True)
class Act:
    """A verb: permission, audit verb, button and function in one code. `sentence` is how the log tells it."""

    code: str
    label: Words
    roles: tuple = ()
    sentence: Words = ""


@dataclass(frozen=True)
class Measure:
    """Something countable. `nature`: flow (summed over a period), balance (summed up to a day) or reading (the last one).

    The ledger keeps integers in the smallest unit: `scale` is the number of decimal digits (money 2: fen).
    """

    code: str
    label: Words
    unit: Words = ""
    nature: str = "flow"
    scale: int = 0

    @property
    def is_stock(self):
        return self.nature != "flow"


@dataclass(frozen=True)
class Term:
    """One count over the ledger: a measure, its kinds, and whether lines are added up or subjects counted once."""

    measure: str
    kind: str | tuple = ()
    how: str = "sum"  # or "distinct": 人数 beside 人次 from the same lines
    where: str = ""
    sign: int = 1
    not_kind: tuple = ()

    @property
    def kinds(self):
        return (self.kind,) if isinstance(self.kind, str) and self.kind else tuple(self.kind)


def _terms(value):
    return () if value is None else value if isinstance(value, tuple) else (value,)


@dataclass(frozen=True)
class Indicator:
    """A named figure over facts: terms added up, or a ratio of two such sums.

    `percent` multiplies a ratio by 100; ratios are shown with `decimals` digits, rounded half up once.
    `parts`: codes of indicators that must add up to this one (a partition that closes).
    """

    code: str
    label: Words
    of: Term | tuple
    over: Term | tuple | None = None
    percent: bool = False
    unit: Words = ""
    decimals: int = 1
    words: Words = ""
    group: str = ""
    parts: tuple = ()
    aliases: tuple = ()
    catalogue: str = ""

    @property
    def numerator(self):
        return _terms(self.of)

    @property
    def denominator(self):
        return _terms(self.over)

    @property
    def is_ratio(self):
        return self.over is not None


@dataclass(frozen=True)
class Record:
    """A work record and what it contributes to the ledger now: `facts(record)` yields ledger.Line."""

    model: type
    facts: Callable
    evidence: tuple = ()  # kinds of evidence that belong on file
    private: bool = False  # its evidence opens only on a page of the app itself, after a reason was given
    prefetch: tuple = ()  # what `facts` reads, fetched once for many records
    mark: Words = ""  # words beside each of its lines wherever a figure shows them: "from a report, no record"
    open: tuple = ()  # states in which somebody still has to do something: told before its union is reorganised
    papers: Callable | None = None  # (record) → [(name, address)] of its file set, for the pages of what serves it

    @property
    def type(self):
        return self.model._meta.label_lower


@dataclass(frozen=True)
class UnitKind:
    """A kind of unit in the tree, declared data: what it is called and what may stand below it."""

    code: str
    label: str  # the Chinese term, as workbooks write it
    label_en: str = ""
    synonyms: tuple = ()
    family: str = ""  # federation, county, branch, town, gathering, single, team, employer, place
    is_union: bool = True
    grassroots: bool = False
    level: int = 9  # 1 nation … 6 grassroots; only orders
    children: tuple = ()  # codes of kinds allowed below; () = none


@dataclass(frozen=True)
class CatalogueRow:
    """A row of the catalogue of union work (AW-16 …): the kind that facts of standard counts carry."""

    id: str
    label: str
    label_en: str = ""
    stock: bool = False  # its counts are readings at a date unless said otherwise
    synonyms: tuple = ()  # what else people call it, in workbooks and reports


@dataclass(frozen=True)
class MenuItem:
    label: Words
    url_name: str
    icon: str = ""
    order: int = 50
    roles: tuple = ()


@dataclass(frozen=True)
class Job:
    """A unit of background work: `run(**ids)`; `every` = "day", "hour" or "" for on demand."""

    code: str
    label: Words
    run: Callable
    every: str = ""


@dataclass(frozen=True)
class OwnPart:
    """What one capability has on file about a person, as that person reads it: a heading, the heads of a table, rows of plain words.

    `doors`: (label, address) of what the person may do there; behind each door the page asks `members.own.visitor(request)`.
    """

    label: Words
    heads: tuple
    rows: tuple
    doors: tuple = ()


@dataclass(frozen=True)
class Follower:
    """What a capability has at units that are reorganised, and what it takes along. Called inside the open act.

    `counts(units)` → [(label, number)] for the preview; `carry(unit, into, on, choice)` → what `back(memo)` needs to take it back;
    `holds(unit)` → a sentence that says why the unit cannot end yet, or "". `choice["heir"]`: the key of the unit below which one that
    ends stands from then on; missing where nothing ends. `records`: types of records that `counts` tells of; of all others the preview
    counts those in a state that their declaration calls open, and they stay where they happened. `forget(unit)` voids what the house
    itself wrote about a unit that never was, because its founding is taken back; what people wrote there stands in the way of that.
    """

    code: str
    counts: Callable
    carry: Callable | None = None
    back: Callable | None = None
    holds: Callable | None = None
    records: tuple = ()
    forget: Callable | None = None


@dataclass(frozen=True)
class Assembly:
    """A meeting of delegates as other apps may know it: `record` is pointed at by type and id; `delegates()` gives
    (person key, group) of the full delegates, whatever table they stand in."""

    record: Any
    term: str  # 第八届
    session: str  # 第四次会议
    on: Any  # the day on which it opens
    delegates: Callable


@dataclass(frozen=True)
class Relation:
    """What must hold between the figures of one unit and period (校验关系): the left side is at most, or equals, the right side.

    The codes of a side are added up; "-" before a code takes it off, "@opening" behind it asks for the end of the day before the
    period. `firm`: where it does not hold something is wrong; otherwise it deserves an explanation.
    """

    code: str
    label: Words
    left: tuple
    right: tuple
    sign: str = "<="  # or "="
    source: Words = ""
    firm: bool = True

    @staticmethod
    def read(told):
        """(code, sign, whether the opening is meant) of a code as a side writes it."""
        code, _, when = told.removeprefix("-").partition("@")
        return code, -1 if told.startswith("-") else 1, when == "opening"


@dataclass(frozen=True)
class Manifest:
    app: str
    label: Words
    records: tuple = ()
    acts: tuple = ()
    roles: tuple = ()
    measures: tuple = ()
    indicators: tuple = ()
    importers: tuple = ()
    unit_kinds: tuple = ()
    catalogue: tuple = ()
    filters: dict = field(default_factory=dict)  # words of the filter language → key in a posting's `about`
    jobs: tuple = ()
    menu: tuple = ()
    routes: tuple = ()  # kernel.routes.Route: the ways of approval of its records
    due: tuple = ()  # functions (user, unit, today) → iterable of due items for the desk
    own: tuple = ()  # functions (person) → iterable of OwnPart, for the person's own page
    assemblies: tuple = ()  # functions (unit) → iterable of Assembly, the newest first: whose delegates may propose, vote, be asked
    followers: tuple = ()  # Follower: what it has at units that are reorganised, and takes along
    relations: tuple = ()  # Relation: what must hold between its figures, checked unit by unit
    looks: tuple = ()  # functions (list of kernel.looking.Stated) → iterable of (place in the list, sentence): what deserves a second look
    excused: tuple = ()  # functions (unit) → iterable of (unit key, first day, last day or None): who below need not record
    prefixes: tuple = ()  # further first words its codes may begin with


class Registry:
    """Everything declared, by code. Later declarations of the same code are kept for the start-up check to refuse."""

    def __init__(self) -> None:
        self.manifests: dict[str, Manifest] = {}
        self.twice: list[str] = []
        self.acts: dict[str, Act] = {}
        self.roles: dict[str, Role] = {}
        self.measures: dict[str, Measure] = {}
        self.indicators: dict[str, Indicator] = {}
        self.records: dict[str, Record] = {}
        self.importers: dict[str, Any] = {}
        self.unit_kinds: dict[str, UnitKind] = {}
        self.catalogue: dict[str, CatalogueRow] = {}
        self.filters: dict[str, str] = {}
        self.jobs: dict[str, Job] = {}
        self.routes: dict[str, Any] = {}
        self.relations: dict[str, Relation] = {}
        self.aliases: dict[str, list[Indicator]] = {}

    def register(self, manifest):
        self.manifests[manifest.app] = manifest
        for table in (
            "acts",
            "roles",
            "measures",
            "indicators",
            "importers",
            "unit_kinds",
            "jobs",
            "routes",
            "relations",
        ):
            for item in getattr(manifest, table):
                self._put(table, item.code, item)
        for record in manifest.records:
            self._put("records", record.type, record)
        for row in manifest.catalogue:
            self._put("catalogue", row.id, row)
        for word, key in manifest.filters.items():
            if self.filters.setdefault(word, key) != key:
                self.twice.append(f"filter word {word}")
        for indicator in manifest.indicators:
            for alias in indicator.aliases:
                self.aliases.setdefault(alias, []).append(indicator)

    def _put(self, table, code, item):
        if getattr(self, table).setdefault(code, item) is not item:
            self.twice.append(f"{table} {code}")

    def readers(self):
        """Codes of the roles that see records."""
        return [role.code for role in self.roles.values() if role.reads]

    def own_parts(self, person):
        """Everything that the capabilities tell a person of the own data; parts without rows and doors are left out."""
        told = (part for manifest in self.manifests.values() for tell in manifest.own for part in tell(person))
        return [part for part in told if part.rows or part.doors]

    def assemblies_of(self, unit):
        """The meetings of delegates that any app keeps for a unit."""
        return [found for manifest in self.manifests.values() for tell in manifest.assemblies for found in tell(unit)]

    def followers(self):
        """What any app takes along when units are reorganised, by code."""
        return {one.code: one for manifest in self.manifests.values() for one in manifest.followers}

    def unfollowed(self):
        """The records that no follower tells of, and that may be open when their union is reorganised."""
        told = {one for follower in self.followers().values() for one in follower.records}
        return [record for record in self.records.values() if record.open and record.type not in told]

    def menu(self):
        return sorted((item for m in self.manifests.values() for item in m.menu), key=lambda item: item.order)


registry = Registry()


def register(manifest):
    """Declare what an app offers; called once, at the end of its manifest.py."""
    registry.register(manifest)


def smallest(value, scale):
    """`value` as an integer in the smallest unit; refuses digits that would be lost."""
    if not scale and type(value) is int:
        return value
    exact = Decimal(str(value)).scaleb(scale)
    whole = int(exact)
    if whole != exact:
        raise ValueError(f"{value} has more than {scale} decimals")
    return whole
