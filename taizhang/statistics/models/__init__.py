"""The tables of statistics: saved statistics tables; annual returns and what was declared in them."""

from taizhang.statistics.models.returns import Declaration, Return
from taizhang.statistics.models.tables import Table

__all__ = ["Declaration", "Return", "Table"]
