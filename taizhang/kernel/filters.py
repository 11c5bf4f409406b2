"""The filter language: `类型=社区工会|机关工会;备注~规模企业;职工人数>=25` narrows facts to those whose record said so.

`=` equals (`|` separates alternatives, nothing means empty), `!=` differs, `~` contains, `>=` `<=` `>` `<` compare numbers.
"""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, ge, gt, le, lt

from django.db import connections
from django.db.models import Q
from django.utils.translation import gettext as _

from taizhang.kernel.manifest import registry
from taizhang.kernel.models import Wording

# A statistic of the territory (a town's, a street's, a district's), not the union's own work: counted only when asked for.
TERRITORY = re.compile(r"全[一-鿿]{1,4}统计数")
BASIS_WORDS = ("口径", "basis")

_CONDITION = re.compile(r"\s*([^=!~<>]+?)\s*(!=|>=|<=|=|~|>|<)\s*(.*?)\s*", re.S)
_NUMERIC = {">=": "gte", "<=": "lte", ">": "gt", "<": "lt"}


class UnknownFilter(ValueError):
    """A filter that cannot be read; the message says what to write instead."""


@dataclass(frozen=True)
class Where:
    """A parsed filter: its conditions as (word, operator, value), and the basis it asks for."""

    chips: tuple = ()
    basis: str = ""

    def __bool__(self):
        return bool(self.chips)

    def __and__(self, other):
        return Where(self.chips + other.chips, self.basis or other.basis) if other else self

    def condition(self, prefix=""):
        """Q on wordings, or on what leads to one by `prefix`."""
        said = (_condition(f"{prefix}words", *chip) for chip in self.chips if chip[0] not in BASIS_WORDS)
        return reduce(and_, said, Q())

    def holds(self, words):
        """Whether a record said so, asked of the words themselves: where there is no database (snapshots)."""
        return all(_holds(words, *chip) for chip in self.chips if chip[0] not in BASIS_WORDS)

    def among(self, facts):
        """Those of the facts whose record said so.

        SQLite looks at the words once a wording, not once a fact (reading JSON is what costs there); PostgreSQL reads them
        quickly, and plans a plain join better than one question inside another.
        """
        if not self.condition():
            return facts
        if connections[facts.db].vendor == "postgresql":
            return facts.filter(self.condition("wording__"))
        said = Wording.objects.filter(self.condition(), pk__in=facts.order_by().values("wording"))
        return facts.filter(wording__in=said.values("pk"))


def _key(word):
    """The key in `about` behind a word of the filter language."""
    if word in registry.filters:
        return registry.filters[word]
    if word in registry.filters.values():
        return word
    known = "、".join(sorted(registry.filters))
    raise UnknownFilter(_("“%(word)s” is nothing to filter by. Known: %(known)s.") % {"word": word, "known": known})


def _spellings(word):
    """A word with round and with full-width brackets: 企业(未建会) and 企业（未建会） are one."""
    round_ones = word.replace("（", "(").replace("）", ")")
    return sorted({word, round_ones, round_ones.replace("(", "（").replace(")", "）")})


def _condition(words, word, operator, value):
    field = f"{words}__{_key(word)}"
    if operator in _NUMERIC:
        try:
            number = float(value)
        except ValueError:
            raise UnknownFilter(_("“%s” is no number to compare with.") % value) from None
        number = int(number) if number.is_integer() else number
        # To SQLite a text is more than any number: what says nothing is left out.
        return Q(**{f"{field}__{_NUMERIC[operator]}": number}) & ~Q(**{field: ""})
    if operator == "~":
        return Q(**{f"{field}__icontains": value})
    options = [spelling for part in value.split("|") for spelling in _spellings(part.strip())]
    if not value:
        equal = Q(**{field: ""}) | Q(**{f"{field}__isnull": True})
    else:
        equal = Q(**{f"{field}__in": options})
    return ~equal if operator == "!=" else equal


_COMPARED = {">=": ge, "<=": le, ">": gt, "<": lt}


def _holds(words, word, operator, value):
    said = words.get(_key(word))
    if operator in _NUMERIC:
        return isinstance(said, int | float) and _COMPARED[operator](said, float(value))
    if operator == "~":
        return said is not None and value.lower() in str(said).lower()
    options = {spelling for part in value.split("|") for spelling in _spellings(part.strip())}
    equal = said in options if value else said in ("", None)
    return said is not None and not equal if operator == "!=" else equal


def parse_where(text):
    """A Where for the text; raises UnknownFilter with a sentence."""
    where = Where()
    for part in re.split(r"[;；]", text or ""):
        if not part.strip():
            continue
        found = _CONDITION.fullmatch(part)
        if not found:
            raise UnknownFilter(
                _("“%s” is no condition. Write 类型=社区工会 or 事项~培训 or 职工人数>=25.") % part.strip()
            )
        word, operator, value = found.groups()
        asks_for_territory = TERRITORY.search(value) and operator != "!="
        where &= Where(((word, operator, value),), "territory" if asks_for_territory else "")
    where.condition()  # words and numbers that cannot be read are refused here, not when a figure is asked for
    return where
