"""Headcounts have no foreign key on PostgreSQL, whichever way the database was made."""

import importlib

import pytest
from django.db import connection

from taizhang.members.models import Headcount

KEYLESS = importlib.import_module("taizhang.members.migrations.0008_counts_without_a_key")


def keys():
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Headcount._meta.db_table)
    return {name for name, one in found.items() if one["foreign_key"]}


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite keeps its foreign keys")
@pytest.mark.django_db(transaction=True)
def test_the_key_goes_and_comes_back():
    assert keys() == set()
    try:
        with connection.schema_editor() as editor:
            KEYLESS.restore(None, editor)
        assert keys() == {KEYLESS.KEY}
    finally:
        with connection.schema_editor() as editor:
            KEYLESS.drop(None, editor)
    assert keys() == set()
