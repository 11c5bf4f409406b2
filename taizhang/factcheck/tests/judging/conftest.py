"""The town of the sample with its two years of work, loaded once; and the road from a text to its relations."""

import pytest

from taizhang.demo import loading
from taizhang.factcheck.judging import relations
from taizhang.factcheck.reading import read_text
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.models import Unit
from taizhang.kernel.periods import Period
from taizhang.testing.layers import layer


@layer
def town():
    """The town's joint union (CY00), its workbooks brought in by the importers."""
    for importer, name in loading.SAMPLE_BOOKS:
        loading.bring_in(importer, loading.SAMPLE / name, lambda words, n, of: None)
    return Unit.objects.get(code="CY00")


@pytest.fixture
def year():
    return Period.parse("2008")


@pytest.fixture
def in_chinese():
    from django.utils import translation

    with translation.override("zh-hans"):
        yield


def told(text):
    """(document, {claim id: quote}, relations) of a text."""
    document = read_text(text)
    return document, {claim.id: claim.quote for claim in document.claims}, relations(document)


def judged(text, unit, period, **more):
    """(document, verdicts by claim id, relations) of a text against the ledger."""
    from taizhang.factcheck.judging.comparing import compare

    document = read_text(text)
    found = relations(document)
    more.setdefault("viewer", SYSTEM)
    return document, compare(document, unit, period, relations=found, **more), found


def at(document, words):
    """The counted claim whose figure stands in the words (which occur once)."""
    assert document.text.count(words) == 1, words
    start = document.text.index(words)
    inside = [
        claim
        for claim in document.counted()
        if start <= claim.number[0] < start + len(words) or start <= claim.start < start + len(words)
    ]
    assert inside, words
    return inside[-1]
