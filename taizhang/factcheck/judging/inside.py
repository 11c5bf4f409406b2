"""What the claims of one text say about each other. Pure: no database, no clock."""

from .averages import averages
from .bounds import bounds
from .funnels import funnels
from .growth import growth
from .listings import listings
from .relation import Relation
from .repeats import repeats
from .shares import shares
from .straight import straightened
from .sums import sums
from .told import Telling
from .years import years

_FINDERS = (sums, averages, shares, funnels, growth, repeats, listings, years, bounds)


def relations(document) -> list[Relation]:
    """All relations that the text implies, in reading order; of two that speak of the same claims the first is kept."""
    telling = Telling(straightened(document))
    found, seen = [], set()
    for finder in _FINDERS:
        for relation in finder(telling):
            key = (relation.type, frozenset(relation.claims), relation.explanation if not relation.claims else "")
            if key not in seen:
                seen.add(key)
                found.append(relation)
    return sorted(_without_echoes(found), key=lambda relation: _place(telling, relation))


def _place(telling, relation):
    first = [telling.by_id[claim].place for claim in relation.claims if claim in telling.by_id]
    return min(first, default=len(telling.told))


def _without_echoes(found):
    """A part of a total or of a rate needs no second relation to say that it is not more than the whole."""
    told = [set(relation.claims) for relation in found if relation.type in ("sum", "ratio")]
    return [
        relation
        for relation in found
        if not (relation.type == "subset" and relation.holds and any(set(relation.claims) <= claims for claims in told))
    ]
