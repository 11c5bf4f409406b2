"""Which union a sentence names: the unit that is asked for, or one below it."""

import re

from taizhang.kernel.models import Unit

_ENDINGS = re.compile(r"(?:联合)?工会(?:联合会|委员会)?$")
_KINDS = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|公司|社区|街道|镇|村|厂)$")
_BODIES_BEHIND = re.compile(r"[家个](?:基层|社区|企业|非公|村)*(?:工会|企业|社区)")
_ANY_UNION = re.compile(
    r"^(?:各|全体|所属|下属|辖区|基层|社区|企业|机关|村|非公|联合|分|部门|单位|个|本|我|镇|街道|级)*(?:工会)?(?:组织|委员会|小组)?$"
)
_LONGEST = 16


class Places:
    """The names of a unit and of everything below it, as texts write them."""

    def __init__(self, unit):
        self.unit = unit
        self.names, self.by_key = {}, {}
        for other in Unit.objects.below(unit).only("id", "path", "name", "code", "kind", "numchild"):
            for name in _spellings(other.name):
                if other.pk == unit.pk:
                    self.names[name] = other
                else:
                    kept = self.names.setdefault(name, other)
                    if kept.pk != other.pk and kept.pk != unit.pk and len(kept.path) > len(other.path):
                        self.names[name] = other

    def named(self, words):
        """The units that a stretch of text names, in order, each once; the longest name counts."""
        found, place = [], 0
        while place < len(words):
            for length in range(min(_LONGEST, len(words) - place), 2, -1):
                unit = self.names.get(words[place : place + length])
                if unit is not None:
                    if unit not in found:
                        found.append(unit)
                    place += length - 1
                    break
            place += 1
        return found

    def of(self, told):
        """(unit, sure): whose figure a claim states. Not sure: the text names a union below that the tree does not know, or several."""
        own = told.claim.organisation
        if told.claim.scope == "member_unit" and own:
            named = self.named(own)
            if len(named) == 1:
                return named[0], True
        for words in (told.clause_text, told.text[told.bounds[0] : told.number[0]]):
            if words is not told.clause_text and _BODIES_BEHIND.match(told.tail):
                continue  # 21家基层工会达到标准 speaks of all of them, whoever stands earlier in the sentence
            named = [unit for unit in self.named(words) if unit.pk != self.unit.pk]
            if len(named) == 1 and _as_actor(words, self, named[0]):
                return named[0], True
            if len(named) > 1:
                return self.unit, True
        unknown = told.claim.scope == "member_unit" and own and not _ANY_UNION.search(own) and not self.named(own)
        return self.unit, not unknown


def _as_actor(words, places, unit):
    """The union is named as the one that acts, not as what was founded: 新建了平安超市工会."""
    for name, other in places.names.items():
        if other.pk == unit.pk and name in words:
            before = words[: words.index(name)]
            return not re.search(r"(?:组建|新建|成立|建立|新增|撤销)了?[^，,。；;]{0,4}$", before)
    return False


def _spellings(name):
    """中渡社区工会, 中渡社区; 世运针织厂工会, 世运针织厂."""
    bare = _ENDINGS.sub("", name)
    stem = _KINDS.sub("", bare)
    found = {name, bare}
    if len(stem) >= 2:
        found |= {stem + "工会", stem + "社区工会"} if bare.endswith("社区") else {stem + "工会"}
        if bare.endswith("公司"):
            found |= {stem + "公司", stem + "公司工会"}
    return {one for one in found if len(one) > 2}
