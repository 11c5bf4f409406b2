"""The first page behind a figure: the newest standing lines of a term, found by walking back in time and not by putting all in order.

The index `fact_newest` hands out the lines of a kind from the newest on; whoever asks stops when he has enough. That is short where the
union asked for has a good part of all lines of the kind; where it has few, its own lines are put in order instead (`keys` says None).
"""

from functools import cached_property
from itertools import islice

from django.db import connection

from taizhang.kernel.filters import parse_where
from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Wording, path_end
from taizhang.kernel.rollups import in_portions

FAR = 2000  # lines that are passed over at most, for the sake of a page
LOOKED_AT = 8000  # lines looked at, at most
STEP = 100  # lines looked at in the first turn; twice as many in each that follows
ALIKE = 500  # subjects whose lines are looked at one by one
OFTEN = 3  # so many lines a subject, and most of the newest are not the first of theirs


def keys(term, asked, known, skip, size):
    """The keys of `size` lines after `skip`, the newest first; None where putting the lines in order is the shorter way.

    `known`: totals.Behind of the term, which the tree of then answers.
    """
    need = min(skip + size, known.number)
    named = known.lines - (known.number - known.people)
    if skip > FAR or not _is_short(need, known) or (known.people and named > OFTEN * known.people):
        return None
    found = list(islice(_Walk(term, asked).lines(), need))
    return found[skip:] if len(found) == need else None


def firsts(term, asked, known, size):
    """The keys of the newest lines that stand for a subject each, where subjects have so many lines that walking back finds none of them:
    each subject's first day by one look through the index. None where that does not tell either, and lines must be read.

    `known`: totals.Behind of the term.
    """
    if term.how != "distinct" or term.where or known.number != known.people:
        return None
    return _Walk(term, asked).newest_firsts(size)


def _is_short(need, known):
    """Whether fewer lines are looked at on the way than the union has: of all lines of the kind, every so many is one of its own."""
    return known.lines > STEP and need * known.in_tree <= known.lines * min(known.lines, LOOKED_AT)


class _Walk:
    """The lines of a term from the newest on."""

    def __init__(self, term, asked):
        self.term, self.period, self.path = term, asked.period, asked.unit.path
        self.where = parse_where(term.where) if term.where else None
        self.is_flow = registry.measures[term.measure].nature != "balance"

    def lines(self):
        """Keys, until there are no more or too many were looked at."""
        looked_at, step, last = 0, STEP, None
        while looked_at < LOOKED_AT:
            rows = self._rows(step, last)
            wanted = self._that_count(rows)
            yield from (key for key, *_ in rows if key in wanted)
            if len(rows) < step:
                return
            looked_at, step, last = looked_at + step, 2 * step, rows[-1][:2]

    # --- which lines

    @cached_property
    def _kinds(self):
        """The kinds of the term, or those that the measure has anywhere."""
        if self.term.kinds:
            return [kind for kind in self.term.kinds if kind not in self.term.not_kind]
        # One look into the index for each kind: DISTINCT would read every line.
        sql = """WITH RECURSIVE known(kind) AS (SELECT MIN(kind) FROM kernel_fact WHERE measure = %s UNION ALL
            SELECT (SELECT MIN(f.kind) FROM kernel_fact f WHERE f.measure = %s AND f.kind > known.kind) FROM known
            WHERE known.kind IS NOT NULL) SELECT kind FROM known WHERE kind IS NOT NULL"""
        with connection.cursor() as cursor:
            cursor.execute(sql, [self.term.measure] * 2)
            return [kind for (kind,) in cursor.fetchall() if kind not in self.term.not_kind]

    def _rows(self, number, last):
        """[(key, day, subject, wording)] of standing lines after `last`, a (key, day): of each kind so many, then of all."""
        days, said = self._days()
        if last is not None:
            days, said = f"{days} AND (f.occurred_on, f.id) < (%s, %s)", [*said, str(last[1]), last[0]]
        inside, place = self._inside()
        part = f"""SELECT f.id, f.occurred_on, f.subject, f.wording_id FROM kernel_fact f {_by("fact_newest")} WHERE f.measure = %s
            AND f.kind = %s AND {days} AND {_quietly(f"{inside} AND {STANDS}")} ORDER BY f.occurred_on DESC, f.id DESC LIMIT {number}"""  # noqa: S608
        parts, params = [], []
        for at, kind in enumerate(self._kinds):
            parts.append(f"SELECT * FROM ({part}) AS k{at}")  # noqa: S608  names and numbers of ours
            params += [self.term.measure, kind, *said, *place]
        if not parts:
            return []
        with connection.cursor() as cursor:
            cursor.execute(f"{' UNION ALL '.join(parts)} ORDER BY 2 DESC, 1 DESC LIMIT {number}", params)
            return cursor.fetchall()

    def _days(self):
        """SQL: the line is of the period, or for a balance not after it."""
        if not self.is_flow:
            return "f.occurred_on < %s", [str(self.period.until)]
        return "f.occurred_on < %s AND f.occurred_on >= %s", [str(self.period.until), str(self.period.start)]

    def _inside(self):
        """SQL: the line counts here."""
        basis = self.where.basis if self.where else ""
        condition = "f.path >= %s AND f.path < %s AND f.reach <= %s AND f.basis = %s"
        return condition, [self.path, path_end(self.path), len(self.path), basis]

    # --- which of them stand for something

    def _that_count(self, rows):
        """The keys of the lines that are shown: those that the term's filter lets pass, of a counted subject the first."""
        if self.where and self.where.condition():
            said = self._said({wording for *_, wording in rows})
            rows = [row for row in rows if row[3] in said]
        found = {key for key, _, subject, _ in rows if self.term.how != "distinct" or not subject}
        if self.term.how == "distinct":
            found |= self._firsts(sorted({subject for _, _, subject, _ in rows if subject}))
        return found

    def _said(self, wordings):
        said = set()
        for some in in_portions(sorted(wordings)):
            said |= set(Wording.objects.filter(self.where.condition(), pk__in=some).values_list("pk", flat=True))
        return said

    def newest_firsts(self, size):
        """Keys of the newest of all first lines, the newest first; None where too many subjects come into question."""
        inside, place = self._inside()
        days, said = self._days()
        sql = f"""SELECT f.subject, MIN(f.occurred_on), MIN(f.value), SUM(f.value) FROM kernel_fact f {_by("fact_question")}
            WHERE f.measure = %s AND f.kind IN ({", ".join(["%s"] * len(self._kinds))}) AND {days} AND {inside} GROUP BY f.subject"""  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [self.term.measure, *self._kinds, *said, *place])
            rows = cursor.fetchall()
        # Of whom nothing was taken back, the first day is the day of the first line; the others are looked at.
        sure = sorted((day, subject) for subject, day, least, _net in rows if subject and least > 0)
        doubtful = [subject for subject, _day, least, net in rows if subject and least <= 0 and net > 0]
        since = sure[-min(size, len(sure))][0] if sure else None
        chosen = doubtful + [subject for day, subject in sure if day >= since]
        if len(chosen) > ALIKE:
            return None
        return [key for _day, key in sorted(self._first_lines(chosen), reverse=True)][:size]

    def _firsts(self, subjects):
        """The keys of the first standing line of each subject that counts."""
        return {key for _day, key in self._first_lines(subjects)}

    def _first_lines(self, subjects):
        """(day, key) of the first standing line of each subject that counts: whose lines add up to something."""
        inside, place = self._inside()
        kinds, (days, said) = self._kinds, self._days()
        of_term = f"f.measure = %s AND f.kind IN ({', '.join(['%s'] * len(kinds))}) AND {days} AND {inside}"
        net, first = {}, {}
        for some in in_portions(subjects):
            marks = ", ".join(["%s"] * len(some))
            sql = f"""SELECT f.id, f.occurred_on, f.subject, f.wording_id, f.value, CASE WHEN {STANDS} THEN 1 ELSE 0 END
                FROM kernel_fact f {_by("fact_subject")} WHERE f.subject IN ({marks}) AND {_quietly(of_term)}"""  # noqa: S608
            with connection.cursor() as cursor:
                cursor.execute(sql, [*some, self.term.measure, *kinds, *said, *place])
                rows = cursor.fetchall()
            if self.where and self.where.condition():
                held = self._said({row[3] for row in rows})
                rows = [row for row in rows if row[3] in held]
            for key, day, subject, _wording, value, stands in rows:
                net[subject] = net.get(subject, 0) + value
                if stands and (subject not in first or (day, key) < first[subject]):
                    first[subject] = day, key
        return [line for subject, line in first.items() if net[subject] > 0]


# Neither taken back nor a taking back. A number and no EXISTS: PostgreSQL would read all that was ever taken back for a hundred lines.
STANDS = "f.sign = 1 AND (SELECT COUNT(*) FROM kernel_posting u WHERE u.reverses_id = f.posting_id) = 0"


def _quietly(condition):
    """A condition that tells the planner nothing: it shall walk along the index that was chosen and look at each line."""
    return f"CASE WHEN {condition} THEN TRUE ELSE FALSE END"


def _by(index):
    return f"INDEXED BY {index}" if connection.vendor == "sqlite" else ""
