"""The survey as data (survey.toml): its tables, lines and check relations, read once."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from taizhang.kernel.periods import Period

FILE = Path(__file__).parent / "survey.toml"


def _told(chinese, english):
    return english if english and (get_language() or "").startswith("en") else chinese


@dataclass(frozen=True)
class Line:
    """One line of the survey. `figure`: which figure of the ledger answers it, narrowed by `where`; without one it is filled in."""

    code: str
    label: str
    label_en: str
    unit: str
    figure: str = ""
    where: str = ""
    decimals: int = 0
    part: bool = False
    official: str = ""

    @property
    def words(self):
        """What it is called, in the reader's language."""
        return _told(self.label, self.label_en)


@dataclass(frozen=True)
class Sheet:
    """One of its tables."""

    no: str
    label: str
    label_en: str
    lines: tuple

    @property
    def words(self):
        """What it is called, in the reader's language."""
        return _told(f"表{self.no} {self.label}", self.label_en)


@dataclass(frozen=True)
class Relation:
    """The sum of the left lines is at most the sum of the right ones."""

    left: tuple
    right: tuple
    hard: bool


@dataclass(frozen=True)
class Edition:
    """A form of the survey: by whose approval, for which year of days, until when it is due."""

    code: str
    label: str
    label_en: str
    approval: str
    due: tuple  # (month, day) after the end of the statistical year
    cover: tuple
    sheets: tuple
    relations: tuple

    @property
    def words(self):
        """What it is called, in the reader's language."""
        return _told(self.label, self.label_en)

    @property
    def lines(self):
        """Every line, by code."""
        return {line.code: line for sheet in self.sheets for line in sheet.lines}

    def period(self, year):
        """1 October of the year before to 30 September."""
        return Period.statistical_year(year)

    def due_on(self, year):
        """The last day for handing it in."""
        return date(year, *self.due)


@cache
def editions():
    """{code: Edition}."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    head = told["edition"]
    sheets = tuple(
        Sheet(one["no"], one["label"], one["label_en"], tuple(Line(**line) for line in one["lines"]))
        for one in told["table"]
    )
    relations = tuple(Relation(tuple(one["left"]), tuple(one["right"]), one["hard"]) for one in told["relation"])
    made = Edition(
        head["code"], head["label"], head["label_en"], head["approval"], tuple(map(int, head["due"].split("-"))),
        tuple(head["cover"]), sheets, relations,
    )  # fmt: skip
    return {made.code: made}


def newest():
    """The form in use."""
    return list(editions().values())[-1]
