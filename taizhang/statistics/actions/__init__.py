"""The only ways to change statistics tables and annual returns."""

from taizhang.statistics.actions.returns import begin_return, declare, submit_return, void_return
from taizhang.statistics.actions.tables import add_columns, change, copy, define, move_column, remove_column, void

__all__ = [
    "add_columns",
    "begin_return",
    "change",
    "copy",
    "declare",
    "define",
    "move_column",
    "remove_column",
    "submit_return",
    "void",
    "void_return",
]
