"""The shape of what is typed in about mutual aid."""

from taizhang.mutualaid.forms import acts, filters, life, lines

__all__ = ["acts", "filters", "life", "lines"]
