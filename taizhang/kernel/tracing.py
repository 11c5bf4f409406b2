"""From a figure to what stands behind it: facts → records → acts. The lines of a trace add up to the figure."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef, Q, Sum, Window
from django.db.models.functions import RowNumber

from taizhang.kernel import newest, totals
from taizhang.kernel.manifest import registry
from taizhang.kernel.marks import words_of
from taizhang.kernel.models import ActLog, Fact, Posting, Unit, within
from taizhang.kernel.reading import (
    _ask,
    _companies,
    _indicator,
    _together,
    last_readings,
    standing_subjects,
    term_facts,
)

PAGE = 500  # so many lines at most are first put in order by their keys alone


@dataclass(frozen=True)
class TraceLine:
    """One line of the ledger behind a figure. `counts` is what it adds: nothing where its subject was counted before."""

    fact: Fact
    record_type: str
    record_id: int
    title: str
    url: str
    occurred_on: object
    value: Decimal
    counts: Decimal
    act: ActLog
    about: dict
    mark: str = ""  # where it comes from, if not from a record: "from a report, no record"


@dataclass(frozen=True)
class Trace:
    """A page of the lines behind a figure; `total` = sum over all pages = the figure (its numerator, or denominator)."""

    lines: list
    total: Decimal
    shown: int
    hidden_count: int
    hidden_value: Decimal
    page: int
    pages: int

    @property
    def visible_value(self):
        return self.total - self.hidden_value


def trace(
    code,
    unit,
    period,
    *,
    viewer,
    part="numerator",
    page=1,
    per_page=50,
    scope="subtree",
    where="",
    as_of=None,
    tree="then",
    nature=None,
):
    """The Trace of a figure for a viewer: his lines page by page, and how many and how much he may not see.

    `part`: which side of a ratio. The lines of all terms follow each other.
    """
    indicator = _indicator(code, nature)
    asked = _ask(unit, period, scope, where, as_of, tree)
    terms = indicator.denominator if part == "denominator" else indicator.numerator
    visible, known = _visible(viewer, unit), totals.behind(set(terms), asked)
    pages = [_TermLines(term, asked, visible, known.get(term)) for term in terms]
    total = sum((lines.total for lines in pages), Decimal(0))
    shown = sum(lines.visible_count for lines in pages)
    first = (page - 1) * per_page
    found, skip = [], first
    for lines in pages:
        if len(found) < per_page:
            found += lines.slice(skip, per_page - len(found))
        skip = max(0, skip - lines.visible_count)
    return Trace(
        lines=_with_records(found),
        total=total,
        shown=shown,
        hidden_count=sum(lines.count for lines in pages) - shown,
        hidden_value=total - sum((lines.visible_value for lines in pages), Decimal(0)),
        page=page,
        pages=max(1, -(-shown // per_page)),
    )


def latest(questions, *, viewer, limit):
    """[(how many lines stand behind the figure, the latest of them that the viewer may see)]: figures of one time asked together, and
    their records too.

    `questions`: [(code, unit, period, options of `trace`)]; `limit`: how many of a figure's lines are read.
    """
    asked, by_question = [], defaultdict(dict)
    for code, unit, period, options in questions:
        indicator = _indicator(code, options.get("nature"))
        narrowed = options.get("scope", "subtree"), options.get("where", ""), options.get("as_of")
        asked.append((indicator, (unit.pk, period, *narrowed)))
        by_question[asked[-1][1]] |= dict.fromkeys(indicator.numerator)
        by_question[asked[-1][1]][None] = _ask(unit, period, *narrowed, "then")
    newest = {}
    for name, terms in by_question.items():
        question = terms.pop(None)
        visible = _visible(viewer, question.unit)
        newest |= {(name, term): lines for term, lines in _newest(terms, question, visible, limit).items()}
    counts, chosen = [], []
    for indicator, name in asked:
        found = [newest[name, term] for term in indicator.numerator]
        counts.append(sum(count for count, _ in found))
        chosen.append([line for _, lines in found for line in lines][:limit])
    rows = iter(_with_records([line for lines in chosen for line in lines]))
    return [(count, [next(rows) for _ in lines]) for count, lines in zip(counts, chosen, strict=True)]


def _newest(terms, asked, visible, limit):
    """{term: (how many lines, the latest of them)} of one question; terms that are counted in the same way in one."""
    found = {}
    companies, _alone = _companies([term for term in terms if registry.measures[term.measure].nature != "reading"])
    for company in companies:
        if len(company) > 1:
            found |= _newest_together(company, asked, visible, limit)
    rest = {term: _TermLines(term, asked, visible) for term in terms if term not in found}
    return found | {term: lines.newest(limit) for term, lines in rest.items()}


def _newest_together(terms, asked, visible, limit):
    """The same for terms of one company: the latest lines of each measure and kind, then of each term."""
    facts, each = _standing(_together(terms, asked, None), asked.as_of), [F("measure"), F("kind")]
    if terms[0].how == "distinct":  # a subject whose lines add up to something is its first line
        one = {"partition_by": [*each, F("subject")]}
        turn, net = Window(RowNumber(), order_by=["occurred_on", "id"], **one), Window(Sum("value"), **one)
        firsts = facts.exclude(subject="").annotate(turn=turn, net=net).filter(turn=1, net__gt=0).values("pk")
        facts = facts.filter(Q(subject="") | Q(pk__in=firsts))
    place = Window(RowNumber(), partition_by=each, order_by=[F("occurred_on").desc(), F("id").desc()])
    ranked = facts.filter(visible).annotate(place=place, behind=Window(Count("pk"), partition_by=each))
    ranked = ranked.filter(place__lte=limit).select_related("posting__act__by", "wording", "unit")
    lines = sorted(ranked, key=lambda fact: (fact.occurred_on, fact.pk), reverse=True)
    if visible:
        behind = {(m, k): n for m, k, n in facts.order_by().values_list("measure", "kind").annotate(n=Count("pk"))}
    else:
        behind = {(fact.measure, fact.kind): fact.behind for fact in lines}
    return {term: _of_term(term, lines, behind, limit) for term in terms}


def _of_term(term, lines, behind, limit):
    """(how many lines, the latest of them) of one term, out of those of many."""

    def counts(measure, kind):
        return measure == term.measure and (not term.kinds or kind in term.kinds) and kind not in term.not_kind

    own = [fact for fact in lines if counts(fact.measure, fact.kind)][:limit]
    scale = registry.measures[term.measure].scale
    number = sum(count for (measure, kind), count in behind.items() if counts(measure, kind))
    return number, [(fact, scale, _counted(term, scale, fact)) for fact in own]


def _counted(term, scale, fact):
    """What a line adds to the term: a person one, anything else its value."""
    if term.how == "distinct" and fact.subject:
        return Decimal(term.sign)
    return Decimal(fact.value).scaleb(-scale) * term.sign


def _visible(viewer, unit):
    """The lines that somebody may see, as a condition; empty: all. A line is seen where its union stands today."""
    if getattr(viewer, "pk", None) is None:
        return Q()
    paths = tuple(viewer.paths())
    return Q() if paths and _sees_all_that_was_below(unit, paths) else within(paths, "unit__path")


def _sees_all_that_was_below(unit, paths):
    """Whether all that ever stood below the unit stands today below one of the paths: what moved away is looked at one by one."""
    if not unit.path.startswith(paths):
        return False
    here = tuple(unit.paths)
    moved = Unit.objects.exclude(places=[]).exclude(within(paths))
    return not any(path.startswith(here) for one in moved.only("path", "places") for path in one.paths)


class _TermLines:
    """The standing lines that one term counts: asked for when they are needed, number and sum together.

    `known`: what roll-ups say stands behind the term (totals.Behind), or None.
    """

    def __init__(self, term, asked, visible, known=None):
        self.term, self.asked, self.visible, self.known = term, asked, visible, known
        self.scale = registry.measures[term.measure].scale
        self.is_reading = registry.measures[term.measure].nature == "reading"
        self.everything = term_facts(term, asked)  # also what was taken back: with its taking back it is nothing
        self.standing = _standing(self.everything, asked.as_of)

    @cached_property
    def facts(self):
        """The lines that are shown, one for each subject."""
        if self.is_reading:
            return self.standing.filter(pk__in=[pk for pk, _ in last_readings(self.everything)])
        return self._first_of_each_subject() if self.term.how == "distinct" else self.standing

    @cached_property
    def visible_facts(self):
        return self.facts.filter(self.visible)

    @cached_property
    def _subjects(self):
        """How many subjects are counted."""
        if self.known is not None:
            return self.known.people
        return standing_subjects(self.everything).count()

    @cached_property
    def _all(self):
        if self.known is not None:
            return self.known.number, self.known.total
        if self.is_reading:
            return self._count_and_sum(self.facts)
        if self.term.how != "distinct":
            found = self.everything.aggregate(number=Sum("sign"), total=Sum("value"))
            return found["number"] or 0, Decimal(found["total"] or 0).scaleb(-self.scale) * self.term.sign
        found = self.everything.filter(subject="").aggregate(number=Sum("sign"), total=Sum("value"))
        people = self._subjects
        return (found["number"] or 0) + people, Decimal((found["total"] or 0) + people) * self.term.sign

    @cached_property
    def _shown(self):
        return self._count_and_sum(self.visible_facts) if self.visible else self._all

    @property
    def count(self):
        return self._all[0]

    @property
    def total(self):
        return self._all[1]

    @property
    def visible_count(self):
        return self._shown[0]

    @property
    def visible_value(self):
        return self._shown[1]

    def _first_of_each_subject(self):
        """Lines without a subject, and of each subject that counts the first line: it stands for the person, once."""
        if not self._subjects:
            return self.standing.filter(subject="")
        counted = standing_subjects(self.everything).values("subject")
        lines = self.standing.filter(Q(subject="") | Q(subject__in=counted))
        turn = Window(RowNumber(), partition_by=[F("subject")], order_by=["occurred_on", "id"])
        firsts = lines.exclude(subject="").annotate(turn=turn).filter(turn=1).values("pk")
        return lines.filter(Q(subject="") | Q(pk__in=firsts))

    def _count_and_sum(self, facts):
        asked = {"number": Count("pk"), "total": Sum("value")}
        if self.term.how == "distinct":
            asked |= {"total": Sum("value", filter=Q(subject="")), "subjects": Count("pk", filter=~Q(subject=""))}
        found = facts.aggregate(**asked)
        if self.term.how == "distinct":
            return found["number"], Decimal((found["total"] or 0) + found["subjects"]) * self.term.sign
        return found["number"], Decimal(found["total"] or 0).scaleb(-self.scale) * self.term.sign

    def slice(self, skip, size):
        """So many lines with what a row shows. Their keys first: to put thousands in order, nobody needs their words and people."""
        if size > PAGE:  # a workbook of all of them
            return self._read(self._with_words(self.visible_facts)[skip : skip + size])
        keys = self._newest_keys(skip, size)
        if keys is None:
            keys = list(self._in_order(self.visible_facts).values_list("pk", flat=True)[skip : skip + size])
        return self._read(self._with_words(Fact.objects.filter(pk__in=keys))) if keys else []

    def _newest_keys(self, skip, size):
        """The keys of so many lines, found by walking from the newest on; None where that would not be shorter."""
        if self.known is None or self.visible:
            return None
        if skip >= self.known.number:
            return []
        return newest.keys(self.term, self.asked, self.known, skip, size)

    def newest(self, size):
        """(how many lines, the latest of them): asked in one, unless some may not be seen."""
        if self.visible:
            return self.count, self.slice(0, size)
        lines = list(self._with_words(self.visible_facts).annotate(behind=Window(Count("pk")))[:size])
        return (lines[0].behind if lines else 0), self._read(lines)

    def _in_order(self, facts):
        return facts.order_by("-occurred_on", "-id")

    def _with_words(self, facts):
        return self._in_order(facts).select_related("posting__act__by", "wording", "unit")

    def _read(self, facts):
        return [(fact, self.scale, _counted(self.term, self.scale, fact)) for fact in facts]


def _standing(facts, as_of):
    """Without reversed lines and their reversals, as known at the moment."""
    undone = Posting.objects.filter(reverses=OuterRef("posting"))
    if as_of:
        undone = undone.filter(posted_at__lte=as_of)
    return facts.filter(sign=1).filter(~Exists(undone))


def acts_on(record, limit=50):
    """The last acts on a record, newest first, with who did them and where: what `ui/acts.html` shows on its page."""
    found = ActLog.objects.filter(record_type=record._meta.label_lower, record_id=record.pk)
    return list(found.select_related("by", "unit")[:limit])


def records_behind(pairs):
    """{(type, id): record} for the records named, fetched type by type."""
    found, by_type = {}, {}
    for record_type, record_id in pairs:
        by_type.setdefault(record_type, set()).add(record_id)
    for record_type, ids in by_type.items():
        if record_type in registry.records:
            rows = registry.records[record_type].model._base_manager.select_related("unit").in_bulk(list(ids))
            found.update({(record_type, pk): record for pk, record in rows.items()})
    return found


def _with_records(chosen):
    records = records_behind({(fact.posting.record_type, fact.posting.record_id) for fact, _, _ in chosen})
    lines = []
    for fact, scale, counts in chosen:
        posting = fact.posting
        record = records.get((posting.record_type, posting.record_id))
        lines.append(
            TraceLine(
                fact=fact,
                record_type=posting.record_type,
                record_id=posting.record_id,
                title=record.title() if record else f"{posting.record_type} {posting.record_id}",
                url=record.get_absolute_url() if record and hasattr(record, "get_absolute_url") else "",
                occurred_on=fact.occurred_on,
                value=Decimal(fact.value).scaleb(-scale),
                counts=counts,
                act=posting.act,
                about=fact.wording.words,
                mark=words_of(posting.record_type),
            )
        )
    return lines
