"""Our own texts of the genre with every claim marked where it stands: ⟦44名女职工=44 person⟧, a range as 4..8, ? where the number was removed."""

import re
from pathlib import Path

TEXTS = Path(__file__).with_name("texts")
TUNED = ("school-term", "town-half-year", "town-general-union", "street")
STRANGERS = (
    "term-letter",
    "masked-half-year",
    "city-bank",
    "depot-logistics",
)  # a stranger's, measured before any rule was changed for them
HELD_OUT = (
    "culture-company",
    "logistics",
    "supervision-company",
    "bank",
    "three-towns",
)  # never looked at while the rules were made
_MARK = re.compile(r"⟦([^⟦⟧]+)=(\d+(?:\.\d+)?|\?)(?:\.\.(\d+(?:\.\d+)?))? ([a-z_]+)⟧")


def text_and_labels(name):
    """`(text, labels)` of one of our texts: the text as a site would show it, the labels as `measured` wants them."""
    marked = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    pieces, labels, at, length = [], [], 0, 0
    for hit in _MARK.finditer(marked):
        before = marked[at : hit.start()]
        pieces += [before, hit[1]]
        length += len(before)
        for value in filter(None, (hit[2], hit[3])):
            value = value.strip("?")
            labels.append(
                {
                    "report": name,
                    "quote": hit[1],
                    "value": value,
                    "unit": hit[4],
                    "start": length,
                    "end": length + len(hit[1]),
                }
            )
        length += len(hit[1])
        at = hit.end()
    pieces.append(marked[at:])
    return "".join(pieces), labels
