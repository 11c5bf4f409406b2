"""From a figure to what stands behind it: facts → records → acts. The lines of a trace add up to the figure."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef, Q, Sum, Window
from django.db.models.functions import RowNumber

from taizhang.kernel.manifest import registry
from taizhang.kernel.marks import words_of
from taizhang.kernel.models import ActLog, Fact, Posting, within
from taizhang.kernel.reading import _ask, _indicator, last_readings, standing_subjects, term_facts


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
    pages = [_TermLines(term, asked, _visible(viewer)) for term in terms]
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
    """[(how many lines stand behind the figure, the latest of them that the viewer may see)]: one query a figure, the records together.

    `questions`: [(code, unit, period, options of `trace`)]; `limit`: how many of a figure's lines are read.
    """
    counts, chosen = [], []
    for code, unit, period, options in questions:
        indicator = _indicator(code, options.get("nature"))
        asked = _ask(
            unit, period, options.get("scope", "subtree"), options.get("where", ""), options.get("as_of"), "then"
        )
        pages = [_TermLines(term, asked, _visible(viewer)) for term in indicator.numerator]
        newest = [lines.newest(limit) for lines in pages]
        counts.append(sum(count for count, _ in newest))
        chosen.append([line for _, lines in newest for line in lines][:limit])
    rows = iter(_with_records([line for lines in chosen for line in lines]))
    return [(count, [next(rows) for _ in lines]) for count, lines in zip(counts, chosen, strict=True)]


def _visible(viewer):
    """The lines that somebody may see, as a condition; empty: all."""
    return Q() if getattr(viewer, "pk", None) is None else within(viewer.paths(), "unit__path")


class _TermLines:
    """The standing lines that one term counts: asked for when they are needed, number and sum together."""

    def __init__(self, term, asked, visible):
        self.term, self.visible = term, visible
        self.scale = registry.measures[term.measure].scale
        facts = term_facts(term, asked)
        self.facts = _standing(facts, asked.as_of)
        if registry.measures[term.measure].nature == "reading":
            self.facts = self.facts.filter(pk__in=[pk for pk, _ in last_readings(facts)])
        elif term.how == "distinct":
            self.facts = self._first_of_each_subject(facts)
        self.visible_facts = self.facts.filter(visible)

    @cached_property
    def _all(self):
        return self._count_and_sum(self.facts)

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

    def _first_of_each_subject(self, facts):
        """Lines without a subject, and of each subject that counts the first line: it stands for the person, once."""
        counted = standing_subjects(facts).values("subject")
        lines = self.facts.filter(Q(subject="") | Q(subject__in=counted))
        turn = Window(RowNumber(), partition_by=[F("subject")], order_by=["occurred_on", "id"])
        firsts = lines.exclude(subject="").annotate(turn=turn).filter(turn=1).values("pk")
        return lines.filter(Q(subject="") | Q(pk__in=firsts))

    def _counts(self, fact):
        if self.term.how == "distinct" and fact.subject:
            return Decimal(self.term.sign)
        return Decimal(fact.value).scaleb(-self.scale) * self.term.sign

    def _count_and_sum(self, facts):
        asked = {"number": Count("pk"), "total": Sum("value")}
        if self.term.how == "distinct":
            asked |= {"total": Sum("value", filter=Q(subject="")), "subjects": Count("pk", filter=~Q(subject=""))}
        found = facts.aggregate(**asked)
        if self.term.how == "distinct":
            return found["number"], Decimal((found["total"] or 0) + found["subjects"]) * self.term.sign
        return found["number"], Decimal(found["total"] or 0).scaleb(-self.scale) * self.term.sign

    def slice(self, skip, size):
        return self._read(self._ordered()[skip : skip + size])

    def newest(self, size):
        """(how many lines, the latest of them): asked in one, unless some may not be seen."""
        if self.visible:
            return self.count, self.slice(0, size)
        lines = list(self._ordered().annotate(behind=Window(Count("pk")))[:size])
        return (lines[0].behind if lines else 0), self._read(lines)

    def _ordered(self):
        return self.visible_facts.select_related("posting__act__by", "wording", "unit").order_by("-occurred_on", "-id")

    def _read(self, facts):
        return [(fact, self.scale, self._counts(fact)) for fact in facts]


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
