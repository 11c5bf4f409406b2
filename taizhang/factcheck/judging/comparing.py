"""The claims of a text against the ledger: what each may state, whether the ledger says the same, and what fits instead."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.kernel import completeness
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Unit
from taizhang.kernel.reading import growth as grown

from .asking import TERRITORY, Asking, Matters
from .lexicon import COLUMNS, indicator_of, sorts_of
from .linking import Candidate, candidates
from .periods import halves, period_of
from .places import Places
from .printed import Span, plain, point, rate_span
from .straight import straightened
from .told import Telling

CONFIRMED, ROUNDED, CONTRADICTED = "confirmed", "rounded", "contradicted"
NOT_IN_LEDGER, AMBIGUOUS, UNCHECKED = "not_in_ledger", "ambiguous", "unchecked"
SURE = 0.74  # from here on a claim surely speaks of the figure, and may be contradicted
ALONE = 0.69  # enough where no other work is nearly as likely
FITTING = 0.58  # enough for a reading that has the very number, where the number is no everyday one
DISTINCT = 20
LIKELY = 0.5  # below this nothing is said about a figure
CLOSE = 0.16  # readings this near to the best one are as good, when they fit


@dataclass(frozen=True)
class Alternative:
    """Another reading of the ledger that has the number that is printed."""

    candidate: Candidate
    why: str  # territory | own | level | upper | last_year | period | person_times | persons
    number: Decimal


@dataclass(frozen=True)
class Verdict:
    """What the ledger says to one claim. `candidate` is the reading that it was compared with."""

    verdict: str
    explanation: str
    candidate: Candidate | None = None
    number: Decimal | None = None
    alternative: Alternative | None = None
    suggestions: tuple = ()  # ((Candidate, number), …) best first
    arithmetic: str = ""
    operands: tuple = field(default=())  # ((Candidate, number), …) of what was derived


def compare(document, unit, period, *, viewer, links=None, relations=(), progress=None):
    """{claim id: Verdict} for every counted claim. The unit and its subtree must be visible to the viewer: the caller has looked."""
    return Comparison(document, unit, period, viewer=viewer, links=links or {}, relations=relations).run(progress)


class Comparison:
    """One text, one unit, one period."""

    def __init__(self, document, unit, period, *, viewer, links, relations=()):
        self.telling = Telling(straightened(document))
        self.unit, self.period, self.viewer, self.links, self.relations = unit, period, viewer, links, relations
        self.years = {report.number: report.year for report in document.reports}
        self.matters, self.places, self.asking = Matters(unit, period), Places(unit), Asking()
        self.verdicts, self.readings, self.books = {}, {}, {}
        self.former = {claim for relation in relations if relation.type == "growth" for claim in self._former(relation)}
        self.unsure = set(self.former)

    def run(self, progress=None):
        """All verdicts: first what stands for itself, then what is told against it."""
        base, derived = [], []
        for told in self.telling.told:
            reason = _not_to_be_checked(told, self)
            if reason:
                self.verdicts[told.claim.id] = Verdict(UNCHECKED, reason)
            elif is_derived(told):
                derived.append(told)
            else:
                base.append(told)
        for told in base:
            self._read(told)
        self.asking.answer()
        misfits = [told for told in base if not (self._judge_none(told) if is_none(told) else self._judge(told))]
        self._look_elsewhere(misfits)
        for told in misfits:
            self._judge_misfit(told)
        self._derive(derived)
        for claim in self.telling.document.claims:
            if claim.counted and claim.id not in self.verdicts:
                self.verdicts[claim.id] = Verdict(UNCHECKED, _no_count(claim))
        if progress:
            progress(len(self.telling.told), len(self.telling.told))
        return self.verdicts

    def _former(self, relation):
        """Of a relation of growth the claim that stands for the time before: 由27家增加到28家; 比上年的9家多3家."""
        pair = [self.telling.by_id[claim] for claim in relation.claims[:2] if claim in self.telling.by_id]
        last = [one for one in pair if re.search(r"上年|去年|上一年|同期", one.lead[-8:])]
        return [one.claim.id for one in (last or pair)[:1]]

    # --- reading ------------------------------------------------------------------------------------------------------------------

    def period_of(self, told):
        """The days that a claim speaks of; what the text sets against today's figure as the former one is last year's."""
        if told.claim.id in self.former:
            return self.period.a_year_before()
        return period_of(told.claim, self.period, self.years.get(told.claim.report))

    def _read(self, told):
        """Note the readings of a claim and what must be asked for them."""
        place, sure = self.places.of(told)
        if not sure:
            self.unsure.add(told.claim.id)
        period = self.period_of(told)
        found = candidates(told, self.telling, self.matters, place, period, self.links)
        if place.pk != self.unit.pk and not any(one.learned for one in found):
            found += [_moved(one, unit=self.unit, score=one.score - 0.1) for one in found if one.score >= LIKELY]
        if _is_a_day_or_month(told) and period != self.period:
            found += [_moved(one, period=self.period, score=one.score - 0.03) for one in found if one.score >= LIKELY]
        self.readings[told.claim.id] = sorted(found, key=lambda one: -one.score)[:12]
        for one in self.readings[told.claim.id]:
            self.asking.want(one.asked)

    # --- judging ------------------------------------------------------------------------------------------------------------------

    def _known(self, told):
        """[(candidate, number)] of the readings for which the ledger has something."""
        known = []
        for one in self.readings.get(told.claim.id, ()):
            number = self._number(one)
            if number:
                known.append((one, number))
        return known

    def _number(self, candidate):
        """The number of a reading; of a ratio the exact one, so that it can be rounded as the text rounds."""
        figure = self.asking.figure(candidate.asked)
        if figure is None or figure.number is None:
            return None
        if figure.indicator.is_ratio and figure.denominator:
            return figure.numerator / figure.denominator * (100 if figure.indicator.percent else 1)
        return figure.number

    def _judge(self, told):
        """Settle a claim that a good reading fits, or that no reading can settle; False where the best reading does not fit."""
        claim, known = told.claim, self._known(told)
        readings = self.readings.get(claim.id, ())
        best = readings[0].score if readings else 0
        if not known or best < LIKELY:
            self.verdicts[claim.id] = self._unknown(told, readings, known)
            return True
        top = known[0][0].score
        for one, number in known:
            if one.score >= max(LIKELY, top - CLOSE) and fits(told, number):
                self.verdicts[claim.id] = confirmed(told, one, number, tuple(known[:6]))
                return True
        for one, number in known:
            if one.score >= FITTING and told.claim.value >= DISTINCT and fits(told, number):
                self.verdicts[claim.id] = confirmed(told, one, number, tuple(known[:6]))
                return True
        if best > top + 0.1 and best >= SURE:
            self.verdicts[claim.id] = self._unknown(told, readings, known)
            return True
        return False

    def _judge_none(self, told):
        """A zero: wrong where something is on record; right only where the books are complete enough to say so; else unknown. Settles all."""
        asked = [(one, self._number(one)) for one in self.readings.get(told.claim.id, ()) if one.score >= LIKELY]
        asked = [(one, number) for one, number in asked if number is not None]
        happened = tuple((one, number) for one, number in asked if number > 0)
        if asked and asked[0][1] > 0:
            one, number = asked[0]
            sure = one.score >= SURE and told.claim.id not in self.unsure
            found = contradicted(told, one, number, None, happened[:6]) if sure else ambiguous(told, happened[:6])
        elif asked:
            found = self._nothing_on_record(asked[0][0], happened[:6])
        else:
            found = Verdict(NOT_IN_LEDGER, _("The ledger has nothing that this sentence surely speaks of."))
        self.verdicts[told.claim.id] = found
        return True

    def _nothing_on_record(self, one, suggestions):
        """Nothing is on record: does that say that nothing happened? The report's own zeros are told by the same question."""
        key = one.asked.unit.pk, one.asked.period
        if key not in self.books:
            self.books[key] = completeness.of(one.asked.unit, one.asked.period)
        books = self.books[key]
        words = {"label": label_of(one), "unit": one.asked.unit.name, "period": one.asked.period.label()}
        if books.allows:
            sentence = _(
                "Nothing is on record of “%(label)s” (%(unit)s, %(period)s), and the books are complete enough to say so: %(basis)s."
            )
            return Verdict(
                CONFIRMED, sentence % {**words, "basis": books.basis()}, one, Decimal(0), suggestions=suggestions
            )
        sentence = _(
            "Nothing is on record of “%(label)s” (%(unit)s, %(period)s), but that does not say that nothing happened: %(missing)s."
        )
        return Verdict(NOT_IN_LEDGER, sentence % {**words, "missing": books.missing()}, suggestions=suggestions)

    def _unknown(self, told, readings, known):
        words = _("The ledger has nothing that this sentence surely speaks of.")
        if readings and readings[0].score >= SURE and self._number(readings[0]) is not None:
            words = _("The ledger has no record of “%(label)s” for this union and period.") % {
                "label": label_of(readings[0])
            }
        return Verdict(NOT_IN_LEDGER, words, suggestions=tuple(known[:6]))

    def _look_elsewhere(self, misfits):
        """Ask for what may be meant instead: all misfits together."""
        upper = self.unit.parent()
        if upper is not None and not _may_see(self.viewer, upper):
            upper = None
        self.elsewhere = {}
        for told in misfits:
            known = self._known(told)
            found = []
            sized = [pair for pair in known if _of_one_size(pair[1], told.claim.value)] or known
            for one, _number in sized[:2]:
                if one.score >= LIKELY:
                    found += self._of_territory(told, one) + list(_instead(one, upper, self.unit))
            found += [("companion", one) for one in self._companions(told)]
            self.elsewhere[told.claim.id] = found
            for _why, one in found:
                self.asking.want(one.asked)
        self.asking.answer()

    def _of_territory(self, told, one):
        """Statistics of the territory that the same kind of work has, about what the sentence speaks of."""
        if TERRITORY in one.asked.where or one.kind not in registry.catalogue:
            return []
        found = []
        for matter, known in self.matters.by_kind.get(one.kind, {}).items():
            if any(of_territory for _measure, of_territory in known) and _speaks_of(told.sentence_text, matter):
                for sort in sorts_of(told)[:1]:
                    code = f"{one.kind}:{COLUMNS.get(sort, ('人数',))[0]}"
                    nature = "stock" if registry.catalogue[one.kind].stock else "flow"
                    where = f"{TERRITORY};事项={re.sub('[;；|]', '', matter)}"
                    found.append(("territory", _moved(one, code=code, nature=nature, where=where)))
        return found[:6]

    def _judge_misfit(self, told):
        claim, known = told.claim, self._known(told)
        beside = self._beside(told)
        if beside:
            self.verdicts[claim.id] = beside
            return
        alternative = self._alternative(told)
        sized = [(one, number) for one, number in known if _of_one_size(number, claim.value)]
        one, number = sized[0] if sized else known[0]
        sure = one.score >= SURE or (one.score >= ALONE and not _rivals(sized, one, claim.value, within=0.12))
        sure = sure and claim.id not in self.unsure and _plainly_told(told) and (sized or alternative)
        sure = sure and not self._mixes_goods(one) and not one.asked.code.endswith(":单位数")
        if sure and (alternative or not _rivals(sized, one, claim.value)):
            self.verdicts[claim.id] = contradicted(told, one, number, alternative, tuple(known[:6]))
        else:
            self.verdicts[claim.id] = ambiguous(told, tuple(known[:6]))

    def _mixes_goods(self, one):
        """Whether the number adds up things that are counted in different units of measure."""
        is_goods = one.asked.code.endswith(":数量") and "计量单位" not in one.asked.where
        return is_goods and len(self.matters.goods.get(one.kind, ())) > 1

    def _companions(self, told):
        """The other columns of the work that a figure beside this one was found to tell of: 看望职工23人,送去慰问金5400元."""
        found = []
        for other in self.telling.by_sentence[told.sentence]:
            verdict = self.verdicts.get(other.claim.id)
            near = abs(other.place - told.place) <= 2
            if not (near and verdict and verdict.verdict in (CONFIRMED, ROUNDED) and verdict.candidate):
                continue
            one = verdict.candidate
            if other.claim.id in self.former:
                found.append(_moved(one, period=self.period_of(told), score=0.8))
            if one.kind in registry.catalogue:
                where = _narrowed_as(one)
                for sort in sorts_of(told)[:2]:
                    code = f"{one.kind}:{COLUMNS.get(sort, ('人数',))[0]}"
                    found.append(_moved(one, code=code, nature="flow", where=where, score=0.8))
        return found[:6]

    def _beside(self, told):
        """The verdict that a companion's number gives, if it fits."""
        for why, one in self.elsewhere.get(told.claim.id, ()):
            number = self._number(one) if why == "companion" else None
            if number and fits(told, number, strict=True):
                return confirmed(told, one, number, ())
        return None

    def _alternative(self, told):
        for why, one in self.elsewhere.get(told.claim.id, ()):
            if why == "companion":
                continue
            number = self._number(one)
            if number and fits(told, number, strict=True):
                return Alternative(one, why, number)
        return None

    # --- what is told against something else ----------------------------------------------------------------------------------------

    def _derive(self, derived):
        """Growth against last year, averages and shares: from the figures that they are told about."""
        plans = []
        for told in derived:
            anchor = self._anchor(told)
            if anchor is not None:
                asked = anchor.asked
                before = replace(asked, period=asked.period.a_year_before())
                self.asking.want(before)
                plans.append((told, anchor, replace(anchor, asked=before)))
        self.asking.answer()
        settled = set()
        for told, anchor, before in plans:
            verdict = self._grown(told, anchor, before)
            if verdict:
                self.verdicts[told.claim.id] = verdict
                settled.add(told.claim.id)
        for told in derived:
            if told.claim.id not in settled:
                self.verdicts[told.claim.id] = self._from_relation(told) or self._by_itself(told)

    def _anchor(self, told):
        """The reading of the figure that a change is told about: the nearest one before it in the sentence that the ledger knows."""
        if not told.claim.change or told.claim.base not in ("", "last-year"):
            return None
        before = [one for one in self.telling.by_sentence[told.sentence] if one.place < told.place]
        for one in reversed(before):
            verdict = self.verdicts.get(one.claim.id)
            if one.claim.id in self.former:
                continue
            if is_derived(one) or (one.is_rate and not told.is_rate):
                continue
            if verdict and verdict.verdict in (CONFIRMED, ROUNDED) and verdict.candidate:
                return verdict.candidate
            return None
        return self._named_anchor(told)

    def _named_anchor(self, told):
        """会员同比增长2.1%: the figure is named, and not printed."""
        if told.claim.unit != "percent":
            return None
        found = []
        for unit in ("person", "union", "yuan", "piece", "event", "person_time"):
            as_count = replace(told.claim, unit=unit, change="")
            found += candidates(
                _as(told, as_count), self.telling, self.matters, self.unit, self.period_of(told), self.links
            )
        found = sorted(found, key=lambda one: -one.score)
        if not found or found[0].score < 0.9:
            return None
        self.asking.want(found[0].asked)
        return found[0]

    def _grown(self, told, anchor, before):
        now, then = self._number(anchor), self._number(before)
        if now is None or then is None or (told.is_rate and not then):
            return None
        is_share = (
            indicator := indicator_of(anchor.asked.code, anchor.asked.nature)
        ) is not None and indicator.is_ratio
        fall = told.claim.change == "down"
        if told.is_rate and not is_share:
            exact = (now - then) / then * 100 * (-1 if fall else 1)
            terms = f"({plain(now)} − {plain(then)}) ÷ {plain(then)} = {plain(grown(now, then))}%"
        else:
            exact = (now - then) * (-1 if fall else 1)
            terms = f"{plain(now)} − {plain(then)} = {plain(now - then)}"
        words = {"label": label_of(anchor), "terms": terms, "printed": _printed(told)}
        operands = ((anchor, now), (before, then))
        if fits(told, exact):
            sentence = _("The ledger for “%(label)s”, this period and a year before: %(terms)s.") % words
            return Verdict(_agreement(told, exact), sentence, anchor, exact, arithmetic=terms, operands=operands)
        sentence = (
            _("The ledger for “%(label)s”, this period and a year before: %(terms)s; printed is %(printed)s.") % words
        )
        return Verdict(CONTRADICTED, sentence, anchor, exact, arithmetic=terms, operands=operands)

    def _from_relation(self, told):
        """An average or a share of two figures that the ledger has: computed from its numbers."""
        for relation in self.relations:
            if relation.type not in ("average", "ratio", "growth") or relation.claims[-1:] != (told.claim.id,):
                continue
            operands = [self.verdicts.get(claim) for claim in relation.claims[:-1]]
            if len(operands) == 2 and all(one and one.candidate and one.number for one in operands):
                return self._computed(told, relation, operands)
        return None

    def _computed(self, told, relation, operands):
        sure = all(one.verdict in (CONFIRMED, ROUNDED) or one.verdict == CONTRADICTED for one in operands)
        claims = [self.telling.by_id[claim] for claim in relation.claims[:-1]]
        (first, one), (_second, other) = zip(claims, operands, strict=True)
        if relation.type == "average":
            whole, count = (one, other) if first.unit == told.unit else (other, one)
            exact, sign = whole.number / count.number, "÷"
        else:
            whole, count = sorted((one, other), key=lambda verdict: verdict.number)
            exact, sign = whole.number / count.number * 100, "÷"
        if relation.type == "growth":
            return None
        terms = f"{plain(whole.number)} {sign} {plain(count.number)} = {plain(exact)}{'%' if told.is_rate else ''}"
        words = {"terms": terms, "printed": _printed(told)}
        parts = tuple((verdict.candidate, verdict.number) for verdict in operands)
        if fits(told, exact):
            sentence = _("From the ledger: %(terms)s.") % words
            return Verdict(_agreement(told, exact), sentence, whole.candidate, exact, arithmetic=terms, operands=parts)
        if not sure:
            return None
        sentence = _("From the ledger: %(terms)s; printed is %(printed)s.") % words
        return Verdict(CONTRADICTED, sentence, whole.candidate, exact, arithmetic=terms, operands=parts)

    def _by_itself(self, told):
        """A derived figure that nothing beside it explains: perhaps the ledger has it by name."""
        if told.claim.change:
            return Verdict(UNCHECKED, _("A change, and the text does not say of which figure of the ledger."))
        self._read(told)
        self.asking.answer()
        if self._judge(told):
            return self.verdicts[told.claim.id]
        self._look_elsewhere([told])
        self._judge_misfit(told)
        return self.verdicts.get(told.claim.id) or Verdict(
            NOT_IN_LEDGER, _("The ledger has nothing that this sentence surely speaks of.")
        )


def _of_one_size(number, printed):
    """Whether two numbers may be tellings of one thing: not ten times apart, but for a slip of the point."""
    larger, smaller = max(number, printed), min(number, printed)
    return smaller > 0 and (larger < smaller * 8 or larger / smaller in (10, 100, 1000, 10000))


def _narrowed_as(one):
    """The filter of a reading and of the figure's own definition, without units of measure."""
    indicator = indicator_of(one.asked.code, one.asked.nature)
    parts = [one.asked.where, *(term.where for term in indicator.numerator[:1])] if indicator else [one.asked.where]
    chips = [chip for part in parts for chip in part.split(";") if chip and not chip.startswith("计量单位")]
    return ";".join(dict.fromkeys(chips))


_NOT_WHOLE = re.compile(r"没有|尚未|未[办签建完]|还有|其余|剩余|其他|另有|不足|部分|多数|大多|之一|以外|余下|仍有")


def _plainly_told(told):
    """Whether the claim states its figure as such: printed, undamaged, and not what is left of another."""
    return (
        not told.claim.damaged
        and told.claim.origin in ("numeral", "capitals")
        and not _NOT_WHOLE.search(told.text[told.clause[0] : told.number[0]][-8:] + told.tail[:8])
    )


def _rivals(sized, one, printed, within=0.06):
    """Readings of other work that are as likely, and whose number is near the printed one."""
    return [
        other
        for other, number in sized
        if other.kind != one.kind
        and other.score > one.score - within
        and other.asked.unit == one.asked.unit
        and max(number, printed) < 3 * min(number, printed)
    ]


def _speaks_of(sentence, matter):
    """Whether a sentence and a matter share three letters in a row."""
    return any(matter[place : place + 3] in sentence for place in range(len(matter) - 2))


def is_none(told):
    """无一件上访, 零事故, 0起: the claim says that nothing happened."""
    return told.claim.value == 0 and not told.is_rate


def is_derived(told):
    """A change, an average, a share: a figure told about other figures."""
    return bool(told.claim.change) or bool(told.claim.per)


def _as(told, claim):
    """The same place in the text with another claim."""
    return replace(told, claim=claim)


# --- what is not to be checked ---------------------------------------------------------------------------------------------------------


def _not_to_be_checked(told, comparison):
    claim = told.claim
    if claim.value is None:
        return _("The figure cannot be read: there is nothing to check.")
    if claim.measure == "target" and _is_plan(told, comparison.telling):
        return _("A plan, not a result.")
    if claim.measure == "rule" or (claim.period or "").startswith("recurring"):
        return _("A rule or a custom, not a result of the period.")
    if claim.period.startswith("target"):
        return _("A plan, not a result.")
    if comparison.period_of(told) is None:
        return _("The words name a time that the ledger cannot be asked for.")
    return ""


def _no_count(claim):
    if claim.kind == "rank":
        return _("A rank: the ledger counts, it does not rank.")
    return _("It names a class, and counts nothing.")


def _is_plan(told, telling):
    """争取 beside persons who were aided is no plan: it tells what was got for them."""
    planned = any(one.plan and one.start <= told.claim.start < one.end for one in telling.document.sections)
    return planned or bool(_PLANNED.search(told.sentence_text)) or "争取" not in told.clause_text


_PLANNED = re.compile(r"计划|目标|力争|明年|来年|下半年|下一步|将|拟|任务|指标|确保")


def _is_a_day_or_month(told):
    return (told.claim.period or "").split("=")[0] in ("month", "day", "event", "ytd", "as_of", "since")


# --- agreement -----------------------------------------------------------------------------------------------------------------------


def span_for(told):
    """The true values that agree with the claim: generous to hedges, and to digits that were rounded away."""
    claim = told.claim
    if told.is_rate:
        return rate_span(claim, told.text)
    if claim.hedge == "nearly":
        return Span(claim.value * Decimal("0.88"), claim.value * Decimal("1.01"))
    if claim.per and claim.hedge == "exact":  # a quotient is rounded, or cut off
        return Span(claim.value - told.step / 2, claim.value + told.step)
    return told.span or point(claim.value)


def fits(told, number, strict=False):
    """Whether the ledger's number agrees with the claim as printed. `strict`: for a reading that was not the best one."""
    if strict and told.claim.value < 3:
        return False
    return number in span_for(told)


def _agreement(told, number):
    """confirmed where the number is exactly so, rounded where hedge or rounding make it agree."""
    exact = told.claim.hedge == "exact" and number == told.claim.value
    if told.is_rate and told.claim.hedge == "exact":
        exact = abs(number - told.claim.value) <= told.step / 2
    return CONFIRMED if exact else ROUNDED


def confirmed(told, one, number, suggestions):
    agreement = _agreement(told, number)
    words = {**_words(one, number), "printed": _printed(told)}
    sentence = (
        _("The ledger has %(number)s for “%(label)s” (%(unit)s, %(period)s).")
        if agreement == CONFIRMED
        else _("The ledger has %(number)s for “%(label)s” (%(unit)s, %(period)s), which agrees with “%(printed)s”.")
    ) % words
    return Verdict(agreement, sentence, one, number, suggestions=suggestions)


def ambiguous(told, known):
    names = str(pgettext("list", ", ")).join(f"{label_of(one)} {plain(number)}" for one, number in known[:3])
    sentence = _("The words may mean several figures, and none is surely the one: %(names)s.") % {"names": names}
    return Verdict(AMBIGUOUS, sentence, suggestions=known)


def contradicted(told, one, number, alternative, suggestions):
    words = {**_words(one, number), "printed": _printed(told), "gap": plain(abs(number - told.claim.value))}
    sentence = (
        _("The ledger has %(number)s for “%(label)s” (%(unit)s, %(period)s), printed is %(printed)s: %(gap)s apart.")
        % words
    )
    if alternative:
        sentence = pgettext("two sentences", "%(first)s %(second)s") % {
            "first": sentence,
            "second": _alternative_words(alternative),
        }
    return Verdict(CONTRADICTED, sentence, one, number, alternative, suggestions)


def _alternative_words(alternative):
    sentences = {
        "territory": _("%(other)s is the statistic of the territory; the union's own is another figure."),
        "own_result": _("%(other)s is the union's own result, not the statistic of the territory."),
        "own": _("%(other)s is the union's own figure without those below it."),
        "level": _("%(other)s is the figure of %(unit)s."),
        "upper": _("%(other)s is the figure of the level above, %(unit)s."),
        "last_year": _("%(other)s is last year's figure."),
        "period": _("%(other)s is the figure for %(period)s."),
        "person_times": _("%(other)s are person-times, not persons."),
        "persons": _("%(other)s are persons, not person-times."),
    }
    words = _words(alternative.candidate, alternative.number)
    return sentences[alternative.why] % {**words, "other": words["number"]}


def _words(one, number):
    indicator = indicator_of(one.asked.code, one.asked.nature)
    of_what = "%" if indicator and indicator.percent else str(indicator.unit) if indicator else ""
    gap = " " if re.match(r"[A-Za-z]", of_what) else ""
    return {
        "number": f"{plain(number)}{gap}{of_what}",
        "label": label_of(one),
        "unit": one.asked.unit.name,
        "period": one.asked.period.label(),
    }


def label_of(one):
    """The name of a reading: the figure's own, and what narrows it."""
    indicator = indicator_of(one.asked.code, one.asked.nature)
    label = str(indicator.label) if indicator else one.asked.code
    narrowed = re.search(r"事项~([^;]+)", one.asked.where)
    return f"{label}·{narrowed[1]}" if narrowed else label


def _printed(told):
    return told.text[told.number[0] : told.number[1]] + told.tail[:1].strip("，,。；;、）) ")


# --- what else may be meant --------------------------------------------------------------------------------------------------------------

_COUNTERPARTS = {
    "work.persons": ("work.person_times", "person_times"),
    "work.person_times": ("work.persons", "persons"),
}


def _instead(one, upper, whole):
    """[(why, candidate)] of readings that are likely mistakes: another basis, level, time, or persons for person-times."""
    asked = one.asked
    other = _counterpart(asked)
    if other:
        yield other[0], _moved(one, code=other[1], nature=other[2], where=other[3])
    if TERRITORY in asked.where:
        yield "own_result", _moved(one, where=asked.where.replace(TERRITORY, "").strip(";"))
    elif asked.code.partition(":")[0] in registry.catalogue or asked.code.startswith("worklog."):
        yield "territory", _moved(one, where=";".join(filter(None, (TERRITORY, asked.where))))
    yield "last_year", _moved(one, period=asked.period.a_year_before())
    for period in halves(asked.period):
        yield "period", _moved(one, period=period)
    if asked.scope == "subtree":
        yield "own", _moved(one, scope="own")
    if asked.unit.pk != whole.pk:
        yield "level", _moved(one, unit=whole)
    if upper is not None:
        yield "upper", _moved(one, unit=upper)


def _counterpart(asked):
    """(why, code, nature, where) of the other way to count heads."""
    indicator = indicator_of(asked.code, asked.nature)
    if indicator is None or len(indicator.numerator) != 1 or indicator.is_ratio:
        return None
    term = indicator.numerator[0]
    measure = term.measure.replace("work.reading.", "work.")
    if measure not in _COUNTERPARTS or len(term.kinds) != 1:
        return None
    _measure, why = _COUNTERPARTS[measure]
    column = "人次" if why == "person_times" else "人数"
    where = ";".join(filter(None, (asked.where, term.where)))
    return why, f"{term.kinds[0]}:{column}", "flow", where


def _moved(one, *, score=None, **changes):
    return replace(one, asked=replace(one.asked, **changes), score=one.score if score is None else score)


def _may_see(viewer, unit):
    if getattr(viewer, "pk", None) is None:
        return True  # the installation itself
    return Unit.objects.visible_to(viewer).filter(pk=unit.pk).exists()
