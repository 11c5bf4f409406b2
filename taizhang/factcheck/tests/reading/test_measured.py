"""How well the reader reads our own texts; `script/measure-checker FOLDER` says it of other labelled texts."""

from itertools import chain

import pytest

from taizhang.factcheck.reading import read_text
from taizhang.factcheck.reading.measured import compare

from .labelled import HELD_OUT, STRANGERS, TUNED, text_and_labels


@pytest.mark.parametrize("name", [*TUNED, *STRANGERS, *HELD_OUT])
def test_claims_are_found_with_their_value_and_nothing_else_is(name):
    text, labels = text_and_labels(name)
    results = compare(read_text(text, name), labels).values()
    found, missed, right, wrong = (list(chain.from_iterable(lists)) for lists in zip(*results, strict=True))
    recall, precision = len(found) / (len(found) + len(missed)), len(right) / (len(right) + len(wrong))
    told = f"{name}: recall {recall:.3f}, precision {precision:.3f}"
    print(told)
    assert recall >= 0.92, f"{told}; missed {[label['quote'] for label in missed]}"
    assert precision >= 0.95, f"{told}; wrong {[claim.quote for claim in wrong]}"


@pytest.mark.parametrize("name", TUNED)
def test_a_quote_stands_where_it_says(name):
    text, _ = text_and_labels(name)
    document = read_text(text, name)
    for claim in document.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.start <= claim.number[0] < claim.number[1] <= len(text)
        assert any(section.start <= claim.number[0] < section.end for section in document.sections)
    for damage in document.damage:
        assert text[damage.start : damage.end] == damage.quote
