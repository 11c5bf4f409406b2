"""The filter language: `类型=社区工会|机关工会;备注~规模企业;职工人数>=25` narrows facts to those whose record said so.

`=` equals (`|` separates alternatives, nothing means empty), `!=` differs, `~` contains, `>=` `<=` `>` `<` compare numbers.
"""

import re
from dataclasses import dataclass

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
    """A parsed filter: the condition on wordings, the basis it asks for, and its chips in words."""

    condition: Q
    basis: str = ""
    chips: tuple = ()

    def __bool__(self):
        return bool(self.chips)

    def among(self, facts):
        """Those of the facts whose record said so. The words are looked at once a wording, not once a fact."""
        if not self.condition:
            return facts
        said = Wording.objects.filter(self.condition, pk__in=facts.order_by().values("wording"))
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


def _condition(word, operator, value):
    field = f"words__{_key(word)}"
    if operator in _NUMERIC:
        try:
            number = float(value)
        except ValueError:
            raise UnknownFilter(_("“%s” is no number to compare with.") % value) from None
        return Q(**{f"{field}__{_NUMERIC[operator]}": int(number) if number.is_integer() else number})
    if operator == "~":
        return Q(**{f"{field}__icontains": value})
    options = [spelling for part in value.split("|") for spelling in _spellings(part.strip())]
    if not value:
        equal = Q(**{field: ""}) | Q(**{f"{field}__isnull": True})
    else:
        equal = Q(**{f"{field}__in": options})
    return ~equal if operator == "!=" else equal


def parse_where(text):
    """A Where for the text; raises UnknownFilter with a sentence."""
    condition, basis, chips = Q(), "", []
    for part in re.split(r"[;;]", text or ""):
        if not part.strip():
            continue
        found = _CONDITION.fullmatch(part)
        if not found:
            raise UnknownFilter(
                _("“%s” is no condition. Write 类型=社区工会 or 事项~培训 or 职工人数>=25.") % part.strip()
            )
        word, operator, value = found.groups()
        chips.append((word, operator, value))
        if TERRITORY.search(value) and operator != "!=":
            basis = "territory"
        if word in BASIS_WORDS:
            continue
        condition &= _condition(word, operator, value)
    return Where(condition, basis, tuple(chips))
