"""Paper ballots: two tellers count each box and enter their sheets apart; the sheets must be the same in every cell."""

from django.utils.translation import gettext as _

from taizhang.ballots.rules.counting import Tally
from taizhang.ballots.rules.slips import name_of

SPECIAL = ("void", "blank")


def cells_of(ask):
    """The cells of a count sheet for one question, in order: "for", "3:against", "3:优秀", … and always "void" and "blank"."""
    if ask.kind == "motion":
        own = ["for", "against", "abstain"]
    elif ask.kind in ("choice", "approval"):
        own = [f"{number}:{mark}" for number, _name in ask.candidates for mark in ("for", "against")]
    elif ask.kind in ("score", "order"):
        own = [f"{number}:{what}" for number, _name in ask.candidates for what in ("points", "given")]
    else:
        own = [f"{number}:{grade}" for number, _name in ask.candidates for grade in ask.grades]
    return [*own, *SPECIAL]


def differing(first, second):
    """Where two sheets of a box differ: [(question, cell, one count, the other)]; sorted. Each is {"returned": n, "1": {cell: n}}."""
    found = []
    for question in sorted({*first, *second}):
        one, other = first.get(question, {}), second.get(question, {})
        for cell in sorted({*one, *other}):
            if one.get(cell, 0) != other.get(cell, 0):
                found.append((question, cell, one.get(cell, 0), other.get(cell, 0)))
    return found


def fault(asks, returned, cells):
    """Why a sheet cannot be right by itself, in a sentence; empty if it may be."""
    for ask in asks:
        counts = cells.get(str(ask.number), {})
        if any(type(count) is not int or count < 0 for count in counts.values()):
            return _("Counts are whole numbers from zero.")
        unknown = [cell for cell in counts if cell not in cells_of(ask) and not _written(ask, cell)]
        if unknown:
            return _("Question %(number)s has no “%(cell)s”.") % {"number": ask.number, "cell": unknown[0]}
        if said := _too_much(ask, returned, counts):
            return said
    if set(cells) - {str(ask.number) for ask in asks}:
        return _("The sheet has a question that the ballot has not.")
    return ""


def _written(ask, cell):
    return ask.write_ins and cell.startswith("~") and cell.endswith(":for") and cell.count(":") == 1 and len(cell) > 5


def _too_much(ask, returned, counts):
    outside = counts.get("void", 0) + counts.get("blank", 0)
    marked = returned - outside
    if marked < 0:
        return _("Question %(number)s: void and blank ballots are more than the box holds.") % {"number": ask.number}
    for what, count, most in _bounds(ask, counts, marked):
        if count > most:
            return _("Question %(number)s: %(what)s is %(count)s, but the box allows at most %(most)s.") % {
                "number": ask.number, "what": what, "count": count, "most": most}  # fmt: skip
    if ask.kind == "motion" and sum(counts.get(cell, 0) for cell in ("for", "against", "abstain")) != marked:
        return _("Question %(number)s: for, against, abstain, blank and void do not add up to %(returned)s.") % {
            "number": ask.number, "returned": returned}  # fmt: skip
    return ""


def _bounds(ask, counts, marked):
    """What cannot be exceeded: a candidate has no more marks than marked ballots, all together no more than the seats of each."""
    if ask.kind in ("choice", "approval"):
        for number, name in ask.candidates:
            yield name, counts.get(f"{number}:for", 0) + counts.get(f"{number}:against", 0), marked
    if ask.kind == "choice":
        yield (
            _("votes in all"),
            sum(count for cell, count in counts.items() if cell.endswith(":for")),
            marked * ask.seats,
        )
    if ask.kind in ("score", "order"):
        most = ask.points if ask.kind == "score" else len(ask.candidates)
        for number, name in ask.candidates:
            yield name, counts.get(f"{number}:given", 0), marked
            yield name, counts.get(f"{number}:points", 0), counts.get(f"{number}:given", 0) * most
    if ask.kind == "grid":
        for number, name in ask.candidates:
            yield name, sum(counts.get(f"{number}:{grade}", 0) for grade in ask.grades), marked


def tally_of(ask, returned, cells):
    """The sheet of a box as a tally, to be added to the electronic one."""
    counts = dict(cells.get(str(ask.number), {}))
    sums = Tally(cast=returned, void=counts.pop("void", 0), blank=counts.pop("blank", 0))
    sums.cells.update(_folded(ask, counts))
    return sums


def _folded(ask, counts):
    """A candidate's own name among those written in is a vote for the candidate."""
    by_name = {f"~{name_of(name)}:for": f"{number}:for" for number, name in ask.candidates}
    folded = {}
    for cell, count in counts.items():
        key = by_name.get(cell, cell)
        folded[key] = folded.get(key, 0) + count
    return folded
