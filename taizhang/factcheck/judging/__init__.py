"""Judging a report: its figures against each other, against the ledger, against last year's report.

judge(document, unit=…, period=…, viewer=…, links=…, last_year=…)   the JSON of `taizhang check`
relations(document)                                               inside the text only: pure, no database
"""

from .inside import relations
from .judge import judge
from .lastyear import Copied, against_last_year
from .relation import Relation

__all__ = ["Copied", "Relation", "against_last_year", "judge", "relations"]
