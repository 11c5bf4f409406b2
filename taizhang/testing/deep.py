"""Tests that go deep: many random examples of what a few show in every run."""

from django.db import connection


def examples(many):
    """So many on SQLite; a quarter on PostgreSQL, where one takes three times as long and CI has an hour for everything."""
    return many if connection.vendor == "sqlite" else max(many // 4, 3)
