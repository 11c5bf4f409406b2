"""Rows that are written by a thread while the next are prepared: nobody sees a difference but in time."""

import pytest
from django.db import IntegrityError, transaction

from taizhang.kernel import bulk
from taizhang.kernel.models import Wording

pytestmark = pytest.mark.django_db


def _rows(first, number):
    return [(f"{at:032}", {"number": at}) for at in range(first, first + number)]


def test_a_row_that_somebody_writes_between_takes_the_next_key():
    with transaction.atomic(), bulk.behind():
        before = bulk.insert_rows(Wording, ("digest", "words"), _rows(0, 3))
        own = Wording.objects.create(digest="own", words={})
        after = bulk.insert_rows(Wording, ("digest", "words"), _rows(3, bulk.TOGETHER + 2))
    keys = [*before, own.pk, *after]
    assert len(set(keys)) == len(keys)
    assert sorted(Wording.objects.values_list("pk", flat=True)) == sorted(keys)
    assert Wording.objects.get(pk=after[-1]).words == {"number": bulk.TOGETHER + 4}


def test_what_the_database_refuses_is_raised_and_nothing_stays():
    with pytest.raises(IntegrityError), transaction.atomic(), bulk.behind():
        bulk.insert_rows(Wording, ("digest", "words"), _rows(0, 3))
        bulk.insert_rows(Wording, ("digest", "words"), _rows(0, 3))
    assert not Wording.objects.exists()
