"""Judging a report: its figures against each other, against the ledger, against last year's report."""

from .inside import relations
from .relation import Relation

__all__ = ["Relation", "relations"]
