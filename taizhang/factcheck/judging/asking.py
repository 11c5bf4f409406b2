"""Questions to the ledger, gathered and asked together: a text of any length asks a bounded number of them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum

from taizhang.kernel import reading
from taizhang.kernel.filters import UnknownFilter, parse_where
from taizhang.kernel.models import Wording

from .lexicon import indicator_of

MOST = 160  # sets of questions in one comparison; what goes beyond is left unasked and says so
MOST_WORDINGS = 4000
TERRITORY = (
    "口径=全镇统计数"  # the basis word of the filter language: statistics of the territory, whatever it is called
)


@dataclass(frozen=True)
class Asked:
    """One reading of the ledger: which figure, of which unit, when, narrowed how."""

    code: str
    nature: str | None
    where: str
    unit: object  # Unit
    period: object  # Period
    scope: str = "subtree"

    @property
    def together(self):
        """What questions of one set share."""
        return self.unit.pk, self.period, self.scope, self.where


class Asking:
    """The ledger as asked in one comparison; every answer is kept."""

    def __init__(self):
        self.units, self.answers, self.waiting, self.sets = {}, {}, defaultdict(set), 0

    def want(self, asked):
        """Note a question for the next round."""
        if (asked.together, asked.code, asked.nature) not in self.answers:
            self.units[asked.unit.pk] = asked.unit
            self.waiting[asked.together].add((asked.code, asked.nature))

    def answer(self):
        """Ask everything that is waiting, set by set."""
        for together, wanted in self.waiting.items():
            if self.sets >= MOST:
                break
            self.sets += 1
            self._ask(together, wanted)
        self.waiting.clear()

    def _ask(self, together, wanted):
        unit, period, scope, where = together
        by_nature = defaultdict(list)
        for code, nature in wanted:
            indicator = indicator_of(code, nature)
            if indicator is not None:
                by_nature[nature].append(indicator)
        try:
            parsed = parse_where(where) if where else ""
        except UnknownFilter:
            return
        for nature, indicators in by_nature.items():
            figures = reading.values(indicators, self.units[unit], period, scope=scope, where=parsed)
            for code, found in wanted:
                if found == nature and (figure := figures.get(_code(code, nature))) is not None:
                    self.answers[(together, code, nature)] = figure

    def figure(self, asked):
        """The Figure of a question that was asked, else None."""
        return self.answers.get((asked.together, asked.code, asked.nature))

    def number(self, asked):
        """Its number, None where nothing is known."""
        figure = self.figure(asked)
        return figure.number if figure is not None else None


def _code(code, nature):
    indicator = indicator_of(code, nature)
    return indicator.code if indicator is not None else code


class Matters:
    """What the entries of a unit and a period are about: 事项 and 计量单位 by kind of work, in two questions."""

    def __init__(self, unit, period, longest=10):
        self.by_kind, self.goods, self.pieces = defaultdict(dict), defaultdict(set), defaultdict(set)
        for basis in ("", TERRITORY):
            asked = reading.Question(unit, period, where=parse_where(basis) if basis else None)
            self._read(asked.facts().filter(occurred_on__gte=period.start, occurred_on__lt=period.until), bool(basis))
        self.longest, self.known_pieces = longest, {}
        self._index()

    def _read(self, facts, of_territory):
        groups = facts.filter(measure__startswith="work.").order_by().values("kind", "measure", "wording_id")
        rows = list(groups.annotate(net=Sum("value")).filter(net__gt=0)[: MOST_WORDINGS + 1])
        if len(rows) > MOST_WORDINGS:
            return
        words = Wording.objects.in_bulk({row["wording_id"] for row in rows})
        for row in rows:
            said = words[row["wording_id"]].words
            matter, measure = str(said.get("matter") or ""), row["measure"].replace("work.reading.", "work.")
            known = self.by_kind[row["kind"]].setdefault(matter, set())
            known.add((measure, of_territory))
            if measure == "work.goods" and said.get("measure_unit"):
                self.goods[row["kind"]].add(str(said["measure_unit"]))

    def _index(self):
        """Every stretch of two letters or more of every matter."""
        for kind, matters in self.by_kind.items():
            for matter in matters:
                for start in range(len(matter)):
                    for end in range(start + 2, min(start + self.longest, len(matter)) + 1):
                        self.pieces[matter[start:end]].add((kind, matter))
