"""What reading a report gives: its text, sections and noise, the claims in it, and the damage done to it.

Every `start` and `end` is a character offset in `Document.text`, end excluded, and `text[start:end] == quote`. Nothing here knows
the database.
"""

from dataclasses import dataclass, field
from decimal import Decimal

COUNTED = ("count", "money", "percent", "rank")
KINDS = (*COUNTED, "date", "ordinal", "title")
HEDGES = ("exact", "at_least", "nearly", "about", "range")
MEASURES = ("flow", "stock", "cumulative", "rate", "target", "rule")
DAMAGE = ("masked", "garbled", "numbering", "broken", "year", "wording")


@dataclass(frozen=True)
class Report:
    """One report of the file: a page from the web often holds several."""

    number: int  # 1, 2, 3 …
    title: str
    start: int
    end: int
    organisation: str = ""  # the union that speaks, as far as the text names it; "" when it does not
    year: int | None = None  # the year it reports on, when the text says or forces it
    half: int | None = None  # 1 or 2 when it reports on a half-year


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it, up to the next heading of its level or above."""

    path: str  # "0" before the first heading, "2", "2.3", "P.1" in the plan for the next period
    title: str
    level: int  # 1 for 一、 … 0 for the opening
    start: int
    end: int
    report: int
    plan: bool = False  # it tells what is to be done, not what was done


@dataclass(frozen=True)
class Noise:
    """A stretch that is no part of the report: navigation, copyright, a site's name put into a sentence."""

    start: int
    end: int
    kind: str  # navigation | inserted | advice


@dataclass(frozen=True)
class Claim:
    """One figure that the report states; `kind` date, ordinal or title: recognised, and not counted as a claim (`counted`)."""

    id: str  # "c1", "c2" … in reading order
    start: int
    end: int
    quote: str
    value: (
        Decimal | None
    )  # money in yuan, 12.2万元 is 122000; a rate in percent; None: masked beyond recovery, or a date
    unit: str  # person, person_time, yuan, percent, percentage_point, union, enterprise … (units.UNITS)
    hedge: str = "exact"  # exact | at_least (多、余、以上、不少于) | nearly (近、不到) | about (约、左右、几) | range
    kind: str = "count"  # count | money | percent | rank | date | ordinal | title
    value_high: Decimal | None = None  # the upper end of a range, else None
    subject: str = ""  # what is counted, with the words that tell which: 慰问困难职工
    noun: str = ""  # the noun that the figure counts: 困难职工
    section: str = "0"
    period: str = ""  # year | year=2020 | h1 | month=06 | ytd=12-10 | as_of=… | term=… | recurring=month | standing | target-… (periods)
    measure: str = "flow"  # flow | stock | cumulative | rate | target | rule
    per: str = ""  # 每人, 人均, 各: person, household, union, month … for what one the value stands
    qualifiers: tuple[str, ...] = ()  # words that qualify it, as written: 余, 共, 累计, 人均, 同比, 增长, 其中
    organisation: str = ""  # whose figure it is, where the sentence names somebody: 全镇, 观山社区工会
    scope: str = "own"  # own | territory (全镇、辖区: a statistic of the place) | member_unit (a union below) | other
    change: str = ""  # up | down when the value tells a change against `base`
    base: str = ""  # what it changed against: last-year (同比, 比上年), last-period (环比), plan
    group: str = ""  # claims of one breakdown share it: a total and its 其中 parts
    role: str = ""  # total | part | "" in that group
    number: tuple[int, int] = (0, 0)  # where the numeral itself stands
    sentence: tuple[int, int] = (0, 0)  # the sentence around it
    report: int = 1
    origin: str = "numeral"  # numeral | capitals (两仟元整) | names (counted from a list) | universal (全部、无一) | implied (每周五)
    damaged: bool = False  # read through a damage: the value was recovered or could not be

    @property
    def counted(self):
        """Whether it is a claim to be checked, or a date, ordinal or title that only looks like one."""
        return self.kind in COUNTED


@dataclass(frozen=True)
class Damage:
    """Something that the text lost or got on its way: marked, and recovered where arithmetic forces it."""

    start: int
    end: int
    quote: str
    kind: str  # masked | garbled | numbering | broken | year | wording
    recovered: str = ""  # what must have stood there, "" when nothing forces it
    explanation: str = ""  # in words, translated: the arithmetic that forces it, or what is wrong
    claims: tuple[str, ...] = ()  # ids of the claims read through it


@dataclass(frozen=True)
class Document:
    """A file that was read."""

    name: str
    format: str  # txt | html | docx | doc | pdf | pasted
    text: str
    encoding: str = ""
    digest: str = ""  # sha256 of the bytes, or of the pasted text in UTF-8
    reports: tuple[Report, ...] = ()
    sections: tuple[Section, ...] = ()
    noise: tuple[Noise, ...] = ()
    claims: tuple[Claim, ...] = ()
    damage: tuple[Damage, ...] = field(default=())

    def counted(self):
        """The claims that are to be checked, in reading order."""
        return tuple(claim for claim in self.claims if claim.counted)

    def of_report(self, number):
        """The claims of one report, in reading order."""
        return tuple(claim for claim in self.claims if claim.report == number)
