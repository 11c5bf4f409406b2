"""Workbooks of surveys: who is asked, and questions for the bank."""

from taizhang.surveys.imports.bank import BANK
from taizhang.surveys.imports.respondents import RESPONDENTS

IMPORTERS = (RESPONDENTS, BANK)

__all__ = ["IMPORTERS"]
