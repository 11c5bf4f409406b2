"""Year against year: sentences taken over from last year's report, with new figures or with the old ones. Shown, not accused."""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from .printed import plain
from .told import Telling

_LEAST = 8  # letters that a sentence must have without its figures; shorter ones agree by chance
_SHARE = 0.72  # of the pairs of letters that two sentences must have in common


@dataclass(frozen=True)
class Copied:
    """The sentence of last year's report that a claim's sentence was made from, and the figure that stood there."""

    quote: str
    value: Decimal | None
    same_figure: bool
    explanation: str


def against_last_year(document, former):
    """{claim id: Copied} for claims whose sentence stood in last year's report too."""
    now, then = Telling(document), Telling(former)
    index, shapes = defaultdict(set), {}
    for number, group in then.by_sentence.items():
        shape = _shape(then, group)
        if len(shape) >= _LEAST:
            shapes[number] = shape
            for pair in _pairs(shape):
                index[pair].add(number)
    found = {}
    for group in now.by_sentence.values():
        twin = _twin(_shape(now, group), index, shapes)
        if twin is not None:
            found.update(_figures_beside(group, then.by_sentence[twin]))
    return found


def _shape(telling, group):
    """A sentence without its figures, years and signs."""
    start, end = group[0].bounds
    words, last = [], start
    for one in group:
        words.append(telling.text[last : max(last, one.number[0])])
        last = max(last, one.number[1])
    words.append(telling.text[last:end])
    return re.sub(r"[^一-鿿A-Za-z]", "", "#".join(words))


def _pairs(shape):
    return {shape[place : place + 2] for place in range(len(shape) - 1)}


def _twin(shape, index, shapes):
    """The sentence of last year with most pairs of letters in common, if they are enough."""
    if len(shape) < _LEAST:
        return None
    pairs, common = _pairs(shape), defaultdict(int)
    for pair in pairs:
        for number in index.get(pair, ()):
            common[number] += 1
    best = max(
        common, key=lambda number: (common[number] / (len(pairs | _pairs(shapes[number])) or 1), -number), default=None
    )
    if best is None:
        return None
    together = len(pairs | _pairs(shapes[best]))
    return best if common[best] / together >= _SHARE else None


def _figures_beside(group, former):
    """The figures of two sentences of one shape, in order; where their number differs, those with the same words before them."""
    if len(group) == len(former):
        beside = list(zip(group, former, strict=True))
    else:
        by_lead = {re.sub(r"\W", "", one.lead)[-6:]: one for one in former}
        beside = [
            (one, by_lead[lead]) for one in group if (lead := re.sub(r"\W", "", one.lead)[-6:]) in by_lead and lead
        ]
    for one, other in beside:
        if one.unit == other.unit or (one.measure_word and one.measure_word == other.measure_word):
            yield one.claim.id, _copied(one, other)


def _copied(one, other):
    same = one.claim.value == other.claim.value
    words = {"then": plain(other.claim.value), "now": plain(one.claim.value)}
    sentence = (
        _("The sentence stood in last year's report with the same figure (%(then)s).")
        if same
        else _("The sentence stood in last year's report with another figure: %(then)s then, %(now)s now.")
    ) % words
    return Copied(other.sentence_text.strip(), other.claim.value, same, sentence)
