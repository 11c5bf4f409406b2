"""From a figure to what stands behind it: facts → records → acts. The lines of a trace add up to the figure."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef, Q, Sum, Window
from django.db.models.functions import RowNumber

from taizhang.kernel import newest, totals
from taizhang.kernel.manifest import registry
from taizhang.kernel.marks import words_of
from taizhang.kernel.models import ActLog, Fact, Posting, Unit, outside, within
from taizhang.kernel.reading import (
    _ask,
    _indicator,
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
    moved = Unit.objects.filter(outside(paths)).exclude(places=[])
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
