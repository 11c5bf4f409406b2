"""A claim with the words around it: its clause, its sentence, its paragraph, what stands before and behind its number."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from .printed import Span, rate_span, span_of, step

_CLAUSE_END = re.compile(r"[，,；;。！!？?：:\n]|\.(?=\D|$)")
_SENTENCE_END = re.compile(r"[。！!？?\n]|[；;](?=\s*[一二三四五六七八九十]是)")
_PARAGRAPH_END = re.compile(r"\n")

# Units of measure that count the same kind of thing, so that one may be a part of the other: 家 is a union here, a firm there.
SAME_UNITS = (
    {
        "union",
        "enterprise",
        "unit",
        "community",
        "village",
        "school",
        "department",
        "branch",
        "town",
        "street",
        "place",
    },
    {"case", "item", "piece", "proposal", "contract", "article", "letter", "document"},
    {"event", "meeting", "lecture", "course", "issue", "round", "batch"},
    {"book", "copy", "sheet"},
    {"team", "group"},
)


_THRESHOLD = re.compile(
    r"[名人岁]?(?:及|（含）|\(含\))?(?:以上|以下|以内)的?(?:非公|规模|民营|[一-鿿]{0,4})?(?:企业|单位|工会|职工|人员|家庭)"
)
_TELLING_WORDS = frozenset("家件户次场名人份册条项篇幅")


@dataclass(eq=False)
class Told:
    """A counted claim where it stands. `lead`: the words since the claim before it, or since the clause began; `tail`: those behind it."""

    claim: object
    text: str
    place: int  # among the counted claims of the document
    clause: tuple
    sentence: int
    paragraph: int
    lead: str
    tail: str

    def __getattr__(self, name):
        """Everything the claim says itself."""
        if name == "claim" or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.claim, name)

    @cached_property
    def span(self) -> Span | None:
        """The true values that the printed number allows."""
        return rate_span(self.claim, self.text) if self.is_rate else span_of(self.claim, self.text)

    @cached_property
    def step(self):
        return step(self.claim, self.text)

    @property
    def is_rate(self):
        return self.claim.unit in ("percent", "percentage_point")

    @cached_property
    def measure_word(self):
        """家, 件, 次, 名 behind the number, where the word itself says what is counted; "" for 个 and the like."""
        end = number_place(self.claim)[1]
        return (
            self.text[end : end + 1]
            if self.text[end : end + 1] in _TELLING_WORDS and self.text[end + 1 : end + 2] != "次"
            else ""
        )

    @cached_property
    def is_scaled(self):
        """Printed in 万 or 亿 with decimals: the last digit is rounded."""
        return self.step > 1 and bool(re.search(r"[.．]", self.claim.quote))

    @cached_property
    def words(self):
        """The clause without the number."""
        return self.lead + self.tail

    @cached_property
    def clause_text(self):
        return self.text[self.clause[0] : self.clause[1]]

    @cached_property
    def sentence_text(self):
        return self.text[self.bounds[0] : self.bounds[1]]

    bounds: tuple = (0, 0)  # of the sentence


def alike(one, other):
    """Whether two claims count the same kind of thing."""
    if one.unit == other.unit:
        return bool(one.unit)
    if any(one.unit in group and other.unit in group for group in SAME_UNITS):
        return True
    word = one.measure_word
    return bool(word) and word == other.measure_word


class Telling:
    """All counted claims of a document in reading order, with clauses, sentences and paragraphs."""

    def __init__(self, document):
        self.document = document
        self.text = text = document.text
        claims = [
            claim
            for claim in document.claims
            if claim.counted and claim.kind != "rank" and not names_a_class(claim, text)
        ]
        claims.sort(key=lambda claim: (claim.start, claim.end))
        inside = _covered(claims)
        self.clause_ends = _ends(_CLAUSE_END, text, inside)
        self.sentence_ends = _ends(_SENTENCE_END, text, inside)
        self.paragraph_ends = _ends(_PARAGRAPH_END, text, inside)
        self.told = []
        for place, claim in enumerate(claims):
            self.told.append(self._told(claim, place, claims))
        self.by_sentence = _grouped(self.told, "sentence")
        self.by_paragraph = _grouped(self.told, "paragraph")
        self.by_id = {told.claim.id: told for told in self.told}

    def _told(self, claim, place, claims):
        text, at = self.text, number_place(claim)
        clause = self.bounds(self.clause_ends, at[0])
        before = claims[place - 1] if place else None
        after = claims[place + 1] if place + 1 < len(claims) else None
        lead_from = max(clause[0], number_place(before)[1] if before else 0)
        tail_to = min(clause[1], number_place(after)[0] if after else len(text))
        told = Told(
            claim,
            text,
            place,
            clause,
            bisect_right(self.sentence_ends, at[0]),
            bisect_right(self.paragraph_ends, at[0]),
            text[min(lead_from, at[0]) : at[0]],
            text[at[1] : max(tail_to, at[1])],
        )
        told.bounds = self.bounds(self.sentence_ends, at[0])
        return told

    def bounds(self, ends, at):
        """(start, end) of the stretch around a place."""
        number = bisect_right(ends, at)
        return (ends[number - 1] if number else 0), (ends[number] if number < len(ends) else len(self.text))

    def between(self, one, other):
        """The words between the numbers of two claims."""
        return self.text[number_place(one.claim)[1] : number_place(other.claim)[0]]


def names_a_class(claim, text):
    """25人以上企业: the number names a class and counts nothing."""
    return bool(_THRESHOLD.match(text, number_place(claim)[1]))


def number_place(claim):
    """Where the numeral stands; the whole quote for claims without one."""
    return claim.number if claim.number[1] > claim.number[0] else (claim.start, claim.end)


def _covered(claims):
    """Places inside numerals, where a comma or a point ends nothing."""
    covered = set()
    for claim in claims:
        covered.update(range(*number_place(claim)))
    return covered


def _ends(pattern, text, inside):
    return [found.end() for found in pattern.finditer(text) if found.start() not in inside]


def _grouped(told, key):
    groups = {}
    for one in told:
        groups.setdefault(getattr(one, key), []).append(one)
    return groups
