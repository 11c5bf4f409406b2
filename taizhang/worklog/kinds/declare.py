"""What a kind of entry may declare: its names, the counts it takes, its own fields, its evidence and its sentences."""

from dataclasses import dataclass
from datetime import date

# The standard counts, in the order in which forms, lists and workbooks show them: key → (Chinese, English).
COUNTS = {
    "persons": ("人数", "Persons"),
    "person_times": ("人次", "Person-times"),
    "households": ("户数", "Households"),
    "enterprises": ("家数", "Enterprises or unions"),
    "items": ("件数", "Items"),
    "sessions": ("场次", "Sessions"),
    "amount": ("金额", "Money"),
    "quantity": ("数量", "Quantity"),
}


@dataclass(frozen=True)
class Count:
    """One standard count that a kind takes, with the question that the form asks in both languages."""

    key: str
    prompt: str
    prompt_en: str


@dataclass(frozen=True)
class Field:
    """A field of the kind's own, beside the standard counts. Types: text, choice, date, int, money, bool."""

    key: str
    label: str
    label_en: str
    type: str = "text"
    choices: tuple = ()


@dataclass(frozen=True)
class Area:
    """One of the seventeen areas of the catalogue."""

    code: str
    label: str
    label_en: str


@dataclass(frozen=True)
class Kind:
    """One kind of entry. `stock`: usually a reading at a date. `until_own_record`: a capability of its own will take it over."""

    id: str
    code: str
    label: str
    label_en: str
    counts: tuple
    hint: str
    hint_en: str
    synonyms: tuple = ()
    pattern: str = ""  # a spelling that can mean nothing else: a document number, say
    fields: tuple = ()
    evidence: tuple = ("照片",)
    sentences: tuple = ()
    measure_units: tuple = ()
    stock: bool = False
    until_own_record: bool = False
    closed_on: date | None = None

    @property
    def area(self):
        """The area's two letters."""
        return self.id.partition("-")[0]

    @property
    def count_keys(self):
        """Names of the entry's columns that this kind usually fills."""
        return tuple(count.key for count in self.counts)


def _count(key):
    def declare(prompt="", prompt_en=""):
        label, label_en = COUNTS[key]
        return Count(key, prompt or label, prompt_en or label_en)

    return declare


persons = _count("persons")
person_times = _count("person_times")
households = _count("households")
enterprises = _count("enterprises")
items = _count("items")
sessions = _count("sessions")
amount = _count("amount")
quantity = _count("quantity")

# Vocabulary shared by several kinds (DOMAIN.md F).
LEVELS = ("国家", "省部", "地市", "县区", "乡镇街道", "单位")
HONOUR_STATES = ("推荐", "公示", "获得", "撤销")
LEVEL = Field("level", "级别", "Level", "choice", LEVELS)
