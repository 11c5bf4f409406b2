"""Asking the ledger for the figures of a report, in one unit's subtree, for one period, as known at one moment."""

from collections import OrderedDict
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from django.db import connection
from django.db.models import Max

from taizhang.kernel import completeness, definitions, ledger, totals
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.figures import UnknownFigure, resolve
from taizhang.kernel.filters import UnknownFilter, parse_where
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import ActLog, Fact, Unit, within
from taizhang.kernel.periods import Period, UnknownPeriod
from taizhang.kernel.reading import growth
from taizhang.reports.drafting import Event
from taizhang.reports.printing import Answer, rounded
from taizhang.reports.wording import in_chinese, period_words, where_words

ZERO = Decimal(0)
NOT_ASKED = (UnknownFigure, UnknownFilter, UnknownPeriod)


class Reader:
    """Answers chips from the ledger; a question asked twice is read once."""

    def __init__(self, unit, period, as_of=None, versions=None):
        self.unit, self.period, self.as_of = unit, period, as_of
        self.versions = versions or {}  # {(code, nature): version} of definitions in use when a report was frozen
        self._read, self._units, self._defined, self._books = {}, {"": unit, unit.code: unit}, {}, {}
        self._foreseen = {}  # {(indicator, unit, period, scope, filter): Figure} that were asked for together
        self._filters = {}  # {(indicator, unit, period, scope): {filter: None}}: what narrows a figure wherever it may be asked for

    def ask(self, chip):
        """The Answer to a chip; a question that cannot be asked has no number, and its words say why."""
        try:
            with in_chinese():
                return self._answer(chip)
        except NOT_ASKED as problem:
            return Answer(None, words=str(problem))

    def foresee(self, chips):
        """Ask for the figures of many chips together, one grouped question a period, before they are wanted one by one.

        A figure that filters narrow is asked for when it is wanted first, by all its filters at once.
        """
        together = {}
        for chip in chips:
            try:
                for indicator, period, where in self._foreseeable(chip):
                    place = self.unit_of(chip), period, chip.scope
                    if where:
                        self._filters.setdefault((indicator, *place), {})[where] = None
                    elif not self._never_happened(indicator, period) and (indicator, *place, "") not in self._foreseen:
                        together.setdefault(place, {}).setdefault(indicator.code, indicator)
            except NOT_ASKED:
                continue
        for (unit, period, scope), indicators in together.items():
            values = ledger.values(indicators.values(), unit, period, scope=scope, as_of=self.as_of)
            for code, indicator in indicators.items():
                self._foreseen[indicator, unit, period, scope, ""] = values[code]

    def _foreseeable(self, chip):
        """[(Indicator, Period, filter)] that a chip will ask for."""
        period, indicator = self.period_of(chip), self.indicator(chip.code, chip.nature or None)
        yield indicator, period, chip.where
        if chip.how in ("change", "more"):
            yield indicator, period.a_year_before(), chip.where
        if chip.over:
            yield self.indicator(chip.over, chip.nature or None), period, chip.over_where

    def period_of(self, chip):
        if chip.period == "last":
            return self.period.a_year_before()
        return Period.parse(chip.period) if chip.period else self.period

    def unit_of(self, chip):
        """The unit that a chip asks: the report's own or one below it; a report tells nothing about others."""
        if chip.unit not in self._units:
            self._units[chip.unit] = Unit.objects.below(self.unit).filter(code=chip.unit).first()
        if self._units[chip.unit] is None:
            raise UnknownFigure(f"“{chip.unit}”不是本单位或所属单位")
        return self._units[chip.unit]

    def figure(self, chip, *, over=False, year_before=False):
        """One Figure behind a chip: the figure itself, the one it is divided by, or last year's."""
        period = self.period_of(chip)
        key = replace(chip, how="value", style="exact", group="", part=False), over, year_before
        if key not in self._read:
            code, where = (chip.over, chip.over_where) if over else (chip.code, chip.where)
            period = period.a_year_before() if year_before else period
            self._read[key] = self._value(chip, self.indicator(code, chip.nature or None), period, where)
        return self._read[key]

    def indicator(self, code, nature=None):
        """The Indicator behind a code, by the version that binds this reader; as defined now where that cannot be had any more."""
        if (code, nature) not in self._defined:
            declared = resolve(code, nature)
            try:
                found = definitions.asked(declared, self.versions.get((code, nature), ""))
            except UnknownFigure:
                found = declared
            self._defined[code, nature] = found
        return self._defined[code, nature]

    def _value(self, chip, indicator, period, where):
        """One figure from the ledger; what never happened in these years is zero without asking."""
        unit = self.unit_of(chip)
        place = indicator, unit, period, chip.scope
        if known := self._foreseen.get((*place, where)):
            return known
        if self._never_happened(indicator, period):
            parse_where(where)
            return ledger.Figure(
                indicator,
                unit,
                period,
                None if indicator.is_ratio else ZERO,
                ZERO,
                ZERO if indicator.is_ratio else None,
            )
        if not where:
            return ledger.value(indicator, unit, period, scope=chip.scope, as_of=self.as_of)
        parse_where(where)
        found = ledger.narrowed(*place[:3], self._alike(place, where), scope=chip.scope, as_of=self.as_of)
        self._foreseen |= {(*place, one): figure for one, figure in found.items()}
        return found[where]

    def _alike(self, place, where):
        """This filter, and those of other chips that narrow the same figure and can be read."""
        found = {where: None}
        for one in self._filters.get(place, ()):
            try:
                parse_where(one)
            except UnknownFilter:
                continue
            found[one] = None
        return found

    def _never_happened(self, indicator, period):
        """Whether no line of these flows and kinds stands in the report's own time or the year before."""
        if period not in (self.period, self.period.a_year_before()):
            return False
        terms = (*indicator.numerator, *indicator.denominator)
        if any(registry.measures[term.measure].nature != "flow" for term in terms):
            return False
        return not any(self._happened(term) for term in terms)

    def _happened(self, term):
        kinds = self._present.get(term.measure, ())
        return any(kind in kinds for kind in term.kinds) if term.kinds else bool(kinds)

    @cached_property
    def _present(self):
        """{measure: kinds} of the lines in the subtree, this period and the year before: one query in place of two hundred."""
        found = {}
        for measure, kind in self._told():
            found.setdefault(measure, set()).add(kind)
        return found

    def _told(self):
        """(measure, kind) of these lines: by roll-ups, which know what stands now, else by the lines themselves."""
        first, until = self.period.a_year_before().start, self.period.until
        if self.as_of is None and not self.unit.places:
            known = totals.told_at(self.unit.path, first, until)
            if known is not None:
                return known
        facts = Fact.objects.filter(within(self.unit.paths), occurred_on__gte=first, occurred_on__lt=until)
        facts = facts.filter(posted_at__lte=self.as_of) if self.as_of else facts
        return facts.order_by().values_list("measure", "kind").distinct()

    def _answer(self, chip):
        now = self.figure(chip)
        words = self._words(chip, now)
        about = {"label": str(now.label), "measured_in": str(now.unit_words or ""), "words": words}
        if chip.how == "value":
            return Answer(now.number, now.numerator, now.denominator, percent=now.indicator.percent, **about)
        if chip.how == "none":
            books = None if now.number else self.books(chip)
            said = f"；{books.basis() if books.allows else books.missing()}" if books else ""
            return Answer(now.number, now.numerator, books=books, **{**about, "words": words + said})
        if chip.how in ("change", "more"):
            before = self.figure(chip, year_before=True)
            number = growth(now.number, before.number) if chip.how == "change" else _less(now.number, before.number)
            return Answer(number, now.number, before.number, **about)
        base = self.figure(chip, over=True)
        return Answer(_divided(now.number, base.number, chip.how), now.number, base.number, **about)

    def books(self, chip):
        """How complete the books behind a zero are, as known at the moment of the report; asked once for a unit and period."""
        key = self.unit_of(chip).pk, self.period_of(chip)
        if key not in self._books:
            self._books[key] = completeness.of(self.unit_of(chip), self.period_of(chip), as_of=self.as_of)
        return self._books[key]

    def _words(self, chip, figure):
        """The definition as a reader needs it: when, where, what, narrowed to what."""
        place = self.unit_of(chip).name + ("" if chip.scope == "own" else "及所属单位")
        text = f"{period_words(figure.period)}，{place}，{_named(figure.indicator, chip.where)}"
        if chip.how == "change":
            text += "，与上年同期相比的增长率（保留一位小数）"
        elif chip.how == "more":
            text += "，与上年同期之差"
        elif chip.over:
            other = _named(resolve(chip.over, chip.nature or None), chip.over_where)
            text += f"，{'除以' if chip.how == 'average' else '占'}“{other}”{'（平均数）' if chip.how == 'average' else '的百分比'}"
        return text


KEPT = 8
_kept = OrderedDict()


def reader_now(unit, period):
    """The Reader of a draft. Kept between requests as long as the ledger has no new line, so that saving while typing stays quick."""
    last = Fact.objects.order_by("-pk").values_list("pk", "posted_at").first()
    key = unit.pk, unit.path, unit.name, period, last
    reader = _kept.pop(key, None) or Reader(unit, period)
    _kept[key] = reader
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return reader


def forget():
    """Let go of the readers that are kept: whoever measures begins anew."""
    _kept.clear()


def _named(indicator, where):
    """The figure's name with its definition, and what narrows it. Of a column of a workbook the name says it all: 会议·场次（RB-08）."""
    chips = parse_where(where).chips if where else ()
    label, defined = str(indicator.label), str(indicator.words or "").rstrip("。")
    if ":" in indicator.code:
        defined = indicator.catalogue or indicator.code
    text = label if not defined or defined == label else f"{label}（{defined}）"
    return text + (f"；{where_words(chips)}" if chips else "")


def _less(now, before):
    return None if now is None or before is None else now - before


def _divided(number, base, how):
    if number is None or not base:
        return None
    return rounded(Decimal(number) / Decimal(base) * (100 if how == "share" else 1))


FEW = 20_000  # lines of a union of which the latest is looked for directly


def known_until(unit):
    """The moment up to which the ledger speaks about a unit: its latest line there, our own reports left out.

    Taken instead of the clock, so that the same ledger always gives the same report.
    """
    facts = Fact.objects.filter(within([unit.path])).order_by()
    if facts.values("pk")[: FEW + 1].count() > FEW:  # an index alone tells
        return _latest_act(unit)
    return facts.exclude(measure__startswith="reports.").aggregate(last=Max("posted_at"))["last"]


def _latest_act(unit):
    """The same for a union with many lines: from the newest act back, until one has a line there (a line has the moment of its act)."""
    line = """SELECT 1 FROM kernel_posting p JOIN kernel_fact f ON f.posting_id = p.id WHERE p.act_id = a.id
        AND substr(f.path, 1, %s) = %s AND f.measure NOT LIKE %s LIMIT 1"""  # a number and no EXISTS, which would be put together anew
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM kernel_actlog a WHERE ({line}) IS NOT NULL ORDER BY at DESC LIMIT 1",  # noqa: S608  words of ours
            [len(unit.path), unit.path, "reports.%"],
        )
        found = cursor.fetchone()
    return ActLog.objects.get(pk=found[0]).at if found else None


def all_is_known(unit, moment):
    """Whether nothing but our own reports was told about a unit after a moment: then asking as of the moment is asking now."""
    last = known_until(unit)
    return last is None or last <= moment


def happenings(unit, period, *, viewer=SYSTEM, as_of=None):
    """A function (kinds, limit) → what happened, oldest first, each event told once."""

    def events(kinds, limit):
        share = max(2, -(-limit // len(kinds)))
        found = [event for kind in kinds for event in _of_kind(kind, limit)[:share]]
        return sorted(found, key=lambda event: (event.on, event.who, event.matter))[:limit]

    def _of_kind(kind, limit):
        """The latest events of a kind; the parts of one event (活动周·启动仪式, 联谊会代表队) are one."""
        trace = ledger.trace(
            f"{kind}:行数", unit, period, viewer=viewer, per_page=limit * 6, as_of=as_of, nature="flow"
        )
        told = {}
        for line in sorted(trace.lines, key=lambda line: (line.occurred_on, line.fact.pk)):
            matter = _matter(line)
            if not any(who == line.fact.unit_id and matter.startswith(said) for who, said in told):
                about = line.occurred_on, line.fact.unit.name, matter, line.record_type, line.record_id
                told[line.fact.unit_id, matter] = Event(*about)
        return list(told.values())

    return events


def _matter(line):
    """What it was, in few words."""
    return (line.about.get("matter") or line.fact.matter or line.title).split("·")[0].strip()
