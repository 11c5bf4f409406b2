"""The latest lines behind many figures, asked together: what the appendix of a report shows beside its numbers.

Roll-ups say how many lines stand behind a figure, and the index hands out the newest of them (`newest.py`). What these do not know (one
unit alone, a reader's filter, an earlier moment) and what is few is read once for all figures of one time: line by line, and of each
figure only its number and its newest are kept.
"""

from collections import defaultdict
from dataclasses import replace
from heapq import heappush, heappushpop
from itertools import islice

from taizhang.kernel import newest, totals
from taizhang.kernel.filters import Where
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Fact, Wording
from taizhang.kernel.reading import _ask, _indicator, _together
from taizhang.kernel.rollups import in_portions
from taizhang.kernel.tracing import _counted, _TermLines, _visible, _with_records

AT_ONCE = 2000  # lines looked at together


def latest(questions, *, viewer, limit):
    """[(how many lines stand behind the figure, the latest of them that the viewer may see)]: figures of one time asked together, and
    their records too.

    `questions`: [(code, unit, period, options of `trace`)]; `limit`: how many of a figure's lines are read, unless its options say less.
    """
    asked, by_question, question = [], defaultdict(dict), {}
    for code, unit, period, options in questions:
        indicator, size = _indicator(code, options.get("nature")), options.get("limit", limit)
        narrowed = options.get("scope", "subtree"), options.get("where", ""), options.get("as_of")
        name = unit.pk, period, *narrowed
        asked.append((indicator, name, size))
        question[name] = _ask(unit, period, *narrowed, "then")
        for term in indicator.numerator:
            by_question[name][term] = max(size, by_question[name].get(term, 0))
    found = {}
    for name, sizes in by_question.items():
        found |= {(name, term): lines for term, lines in _of_terms(sizes, question[name], viewer).items()}
    facts = _read({key for _, keys in found.values() for key in keys})
    counts, chosen = [], []
    for indicator, name, size in asked:
        counts.append(sum(found[name, term][0] for term in indicator.numerator))
        lines = [_line(term, facts[key]) for term in indicator.numerator for key in found[name, term][1]]
        chosen.append(lines[:size])
    rows = iter(_with_records([line for lines in chosen for line in lines]))
    return [(count, [next(rows) for _ in lines]) for count, lines in zip(counts, chosen, strict=True)]


def _read(keys):
    """{key: Fact} with what a line shows."""
    found = {}
    for some in in_portions(sorted(keys)):
        found |= Fact.objects.select_related("posting__act__by", "wording", "unit").in_bulk(some)
    return found


def _line(term, fact):
    scale = registry.measures[term.measure].scale
    return fact, scale, _counted(term, scale, fact)


def _of_terms(sizes, asked, viewer):
    """{term: (how many lines, the keys of the newest)} of one question; `sizes`: {term: how many}."""
    visible, found, companies = _visible(viewer, asked.unit), {}, defaultdict(list)
    known = totals.behind(set(sizes), asked)
    for term, size in sizes.items():
        behind, keys = known.get(term), None
        if behind and (not size or not behind.number):
            keys = []
        elif behind and not visible:
            keys = newest.keys(term, asked, behind, 0, size)
            keys = newest.firsts(term, asked, behind, size) if keys is None else keys
        if keys is not None:
            found[term] = behind.number, keys
        elif registry.measures[term.measure].nature == "reading":
            lines = _TermLines(term, asked, visible)
            found[term] = lines.count, [fact.pk for fact, *_ in lines.slice(0, size)] if size else []
        else:
            where = asked.narrowed(term).where or Where()
            company = registry.measures[term.measure].nature, bool(term.kinds), where.basis
            companies[company].append(_Lines(term, where, size))
    paths = tuple(viewer.paths()) if visible else ()
    for (_nature, _kinds, basis), several in companies.items():
        _look_through(several, replace(asked, where=Where((), basis)), paths)
        found |= {lines.term: lines.result() for lines in several}
    return found


class _Lines:
    """The lines of one term while they are read: how many count, and the newest of them."""

    def __init__(self, term, where, size):
        self.term, self.condition, self.size = term, where.condition(), size
        self.said = {}  # wording → whether the filter lets it pass
        self.number, self.latest = 0, []  # a heap: the oldest first
        self.subjects = {}  # subject → [what its lines add up to, its first standing line]

    def counts(self, measure, kind):
        term = self.term
        return measure == term.measure and (not term.kinds or kind in term.kinds) and kind not in term.not_kind

    def ask(self, wordings):
        """Find out which wordings the filter lets pass."""
        for some in in_portions(sorted(wordings - self.said.keys())):
            held = set(Wording.objects.filter(self.condition, pk__in=some).values_list("pk", flat=True))
            self.said |= {key: key in held for key in some}

    def add(self, line, value, sign, subject, stands, seen):
        """`line`: (day, key); `stands`: neither taken back nor a taking back; `seen`: the viewer may see it."""
        if self.term.how == "distinct" and subject:
            net, first = self.subjects.get(subject, (0, None))
            if stands and (first is None or line < first[0]):
                first = line, seen
            self.subjects[subject] = net + value, first
            return
        self.number += sign
        if stands and seen:
            self._keep(line)

    def _keep(self, line):
        if len(self.latest) < self.size:
            heappush(self.latest, line)
        elif self.size:
            heappushpop(self.latest, line)

    def result(self):
        """(how many lines stand for something, the keys of the newest)."""
        for net, first in self.subjects.values():
            if net > 0:
                self.number += 1
                if first and first[1]:
                    self._keep(first[0])
        return self.number, [key for _, key in sorted(self.latest, reverse=True)]


def _look_through(several, asked, paths):
    """Read the lines of terms of one nature once, and give each to the terms that count it."""
    facts = _together([lines.term for lines in several], asked, None)
    names = [
        "pk",
        "measure",
        "kind",
        "occurred_on",
        "value",
        "sign",
        "subject",
        "wording_id",
        "posting__reversal__posted_at",
    ]
    rows = facts.values_list(*names, *(["unit__path"] if paths else [])).iterator(chunk_size=AT_ONCE)
    takers = {}
    while some := list(islice(rows, AT_ONCE)):
        for lines in several:
            if lines.condition:
                lines.ask({row[7] for row in some})
        for key, measure, kind, day, value, sign, subject, wording, undone, *place in some:
            if (measure, kind) not in takers:
                takers[measure, kind] = [lines for lines in several if lines.counts(measure, kind)]
            stands = sign == 1 and (undone is None or (asked.as_of is not None and undone > asked.as_of))
            seen = not place or place[0].startswith(paths)
            for lines in takers[measure, kind]:
                if not lines.condition or lines.said[wording]:
                    lines.add((day, key), value, sign, subject, stands, seen)
