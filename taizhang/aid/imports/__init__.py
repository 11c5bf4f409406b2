"""The workbooks that aid takes in, by noun."""

from taizhang.aid.imports.households import HOUSEHOLDS

IMPORTERS = (HOUSEHOLDS,)

__all__ = ["HOUSEHOLDS", "IMPORTERS"]
