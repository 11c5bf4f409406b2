"""How votes are counted: whole numbers only, no database. Boxes are tallied one by one and added up; the rule decides over the sum.

A tally has cells: "for", "3:for", "3:against", "3:优秀", "3:points", "~李四:for" (a name written in). A sheet of paper ballots has the same
cells, so paper and electronic votes are added, not reconciled.
"""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from taizhang.ballots.rules import slips

MOTION, CHOICE, APPROVAL, SCORE, ORDER, GRID = "motion", "choice", "approval", "score", "order", "grid"
WRITTEN = "~"  # before a name that stood on no list


@dataclass(frozen=True)
class Threshold:
    """A share of a base that must be reached (>=) or exceeded (>). The base is one of all, present, cast, valid."""

    numerator: int
    denominator: int
    operator: str = ">"
    base: str = "all"

    def met_by(self, votes, of):
        """Whether `votes` of a base of `of` are enough; of an empty base nothing is."""
        if of <= 0:
            return False
        reached, bound = votes * self.denominator, self.numerator * of
        return reached >= bound if self.operator == ">=" else reached > bound

    def least_of(self, base):
        """How many votes are needed of a base: half of 100 or more is 50, more than half is 51."""
        exact = Fraction(self.numerator, self.denominator) * base
        whole = exact.numerator // exact.denominator
        return whole if whole == exact and self.operator == ">=" else whole + 1


@dataclass(frozen=True)
class Ask:
    """A question as the count needs it. `candidates`: ((number, name), …) in the order of the paper."""

    number: int
    kind: str
    candidates: tuple = ()
    seats: int = 0
    write_ins: bool = False
    grades: tuple = ()
    good: int = 0
    points: int = 0
    carry: Threshold | None = None
    quorum: Threshold | None = None


@dataclass(frozen=True)
class Bases:
    """Of what shares are taken: `persons_*` for the quorum, `votes_*` for the threshold (they differ where votes have weights)."""

    persons_entitled: int
    persons_present: int
    votes_entitled: int
    votes_present: int


@dataclass
class Tally:
    """The sums of one question in one or several boxes, in votes."""

    cast: int = 0
    void: int = 0
    blank: int = 0
    cells: Counter = field(default_factory=Counter)

    @property
    def valid(self):
        """Ballots that count: a blank one is an abstention, a void one is not there."""
        return self.cast - self.void

    def __add__(self, other):
        return Tally(self.cast + other.cast, self.void + other.void, self.blank + other.blank, self.cells + other.cells)


def tally(ask, votes):
    """Count one question over votes: an iterable of (answer or None, weight)."""
    sums = Tally()
    for answer, weight in votes:
        sums.cast += weight
        if slips.is_blank(ask, answer):
            sums.blank += weight
        elif slips.fault(ask, answer):
            sums.void += weight
        else:
            for cell, times in slips.cells(ask, answer):
                sums.cells[cell] += times * weight
    return sums


def decide(ask, sums, bases):
    """What a question came to, as plain words and numbers (BALLOTS result): rows, verdict, elected, tied, vacancies, again."""
    told = {
        "number": ask.number, "kind": ask.kind, "cast": sums.cast, "valid": sums.valid, "void": sums.void, "blank": sums.blank,
        "rows": rows(ask, sums), "elected": [], "tied": [], "again": [], "vacancies": 0,
        "base": _base(ask.carry, sums, bases) if ask.carry else 0,
    }  # fmt: skip
    told["needed"] = ask.carry.least_of(told["base"]) if ask.carry else 0
    told["quorum_met"] = quorum_met(ask, bases)
    if not told["quorum_met"]:
        told["verdict"] = "no_quorum"
        told["again"] = [row["candidate"] for row in told["rows"] if row["candidate"]]
    elif ask.kind == MOTION:
        told["verdict"] = _motion(ask, sums, told["base"])
    elif ask.kind == GRID:
        told["verdict"] = _grid(ask, told)
    else:
        told["verdict"] = _election(ask, told)
    for row in told["rows"]:
        row["elected"], row["tied"] = _who(row) in told["elected"], _who(row) in told["tied"]
    return told


def quorum_met(ask, bases):
    """Whether enough persons are there for the vote to count; of those entitled."""
    return ask.quorum is None or ask.quorum.met_by(bases.persons_present, bases.persons_entitled)


def _base(threshold, sums, bases):
    return {
        "all": bases.votes_entitled, "present": bases.votes_present, "cast": sums.cast, "valid": sums.valid,
    }[threshold.base]  # fmt: skip


def rows(ask, sums):
    """One row for the motion, or for each candidate and each name written in: the votes of all kinds."""
    if ask.kind == MOTION:
        row = _row(0, "", sums.cells["for"], sums.cells["against"])
        row["abstain"] = sums.valid - row["for"] - row["against"]
        return [row]
    found = [_candidate_row(ask, sums, str(number), number, name) for number, name in ask.candidates]
    written = sorted(
        {cell.rsplit(":", 1)[0] for cell, votes in sums.cells.items() if cell.startswith(WRITTEN) and votes}
    )
    found += [_candidate_row(ask, sums, key, 0, key[1:]) for key in written]
    return found


def _candidate_row(ask, sums, key, number, name):
    row = _row(number, name, sums.cells[f"{key}:for"], sums.cells[f"{key}:against"])
    row["write_in"] = number == 0
    if ask.kind in (CHOICE, APPROVAL):
        row["abstain"] = sums.valid - row["for"] - row["against"]
    if ask.kind in (SCORE, ORDER):
        row["points"] = sums.cells[f"{key}:points"]
        row["given"] = sums.cells[f"{key}:given"]
    if ask.kind == GRID:
        row["grades"] = {grade: sums.cells[f"{key}:{grade}"] for grade in ask.grades}
        row["good"] = sum(row["grades"][grade] for grade in ask.grades[: ask.good])
        row["abstain"] = sums.valid - sum(row["grades"].values())
    return row


def _row(number, name, votes_for, votes_against):
    return {
        "candidate": number, "name": name, "for": votes_for, "against": votes_against, "abstain": 0, "points": 0, "given": 0,
        "grades": {}, "good": 0, "elected": False, "tied": False, "write_in": False, "enough": False,
    }  # fmt: skip


def _who(row):
    """A candidate is called by his number, a name written in by the name."""
    return row["candidate"] or row["name"]


def _motion(ask, sums, base):
    if ask.carry is None:
        return "counted"
    return "carried" if ask.carry.met_by(sums.cells["for"], base) else "lost"


def _grid(ask, told):
    for row in told["rows"]:
        row["enough"] = bool(ask.carry and ask.good) and ask.carry.met_by(row["good"], told["base"])
    told["elected"] = [row["candidate"] for row in told["rows"] if row["enough"]]
    return "counted"


def _election(ask, told):
    """Enough votes first, then the most; equal votes at the last seat leave it open for a re-vote among the equal."""
    by = "points" if ask.kind in (SCORE, ORDER) else "for"
    for row in told["rows"]:
        row["enough"] = ask.carry.met_by(row[by], told["base"]) if ask.carry else row[by] > 0
    enough = sorted((row for row in told["rows"] if row["enough"]), key=lambda row: -row[by])
    if not ask.seats:
        told["elected"] = [_who(row) for row in enough] if ask.kind == APPROVAL else []
        return "counted"
    elected, tied = _first(enough, ask.seats, by)
    told["elected"], told["tied"] = [_who(row) for row in elected], [_who(row) for row in tied]
    told["vacancies"] = ask.seats - len(elected)
    if not told["vacancies"]:
        return "elected"
    told["again"] = told["tied"] or [_who(row) for row in told["rows"] if _who(row) not in told["elected"]]
    return "tie" if tied else "vacant"


def _first(enough, seats, by):
    """(those who have a seat, those between whom the last seats are equal)."""
    if len(enough) <= seats:
        return enough, []
    last = enough[seats - 1][by]
    if enough[seats][by] < last:
        return enough[:seats], []
    return [row for row in enough if row[by] > last], [row for row in enough if row[by] == last]
