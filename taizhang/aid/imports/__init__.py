"""The workbooks that aid takes in, by noun."""

from taizhang.aid.imports.accounts import ACCOUNTS
from taizhang.aid.imports.households import HOUSEHOLDS
from taizhang.aid.imports.money import APPLICATIONS, BANK_RESULTS, TOLD

IMPORTERS = (HOUSEHOLDS, APPLICATIONS, TOLD, BANK_RESULTS, ACCOUNTS)

__all__ = ["HOUSEHOLDS", "IMPORTERS"]
