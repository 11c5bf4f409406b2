"""The only ways to change statistics tables and annual returns."""

from taizhang.statistics.actions.tables import add_columns, change, copy, define, move_column, remove_column, void

__all__ = ["add_columns", "change", "copy", "define", "move_column", "remove_column", "void"]
