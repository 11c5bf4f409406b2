"""A list and the number that it is given: 宝塔、老西门、中渡三个社区 are three; 分三个阶段 is followed by three of them."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from .printed import plain
from .relation import Relation, ids

_COLLECTIVE = re.compile(r"[个项大家支所类种](?:[一-鿿])")
_NAME = r"[^，,。；;、：:\n0-9()（）]{1,14}"
_LIST_BEFORE = re.compile(
    rf"({_NAME}(?:、{_NAME})+(?:(?:和|及|与|以及){_NAME})?|{_NAME}(?:和|与){_NAME})(?:等|这|共|以上|[”’》〉])*\s*$"
)
_SPLIT = re.compile(r"、|和|与|以及|及")
_STEPS = "一二三四五六七八九十"
_PARTS = re.compile(r"方面|阶段|环节|步骤|举措|措施|抓手|原则|层次|层面|重点|结合|到位|转变|突破")
_AS_FOLLOWS = re.compile(r"[”’」]?[^，,。；;、：:\n]{0,8}[，,]?\s*[（(]?即[是：:]?([^。；;\n（()）]{3,80})")


def listings(telling):
    """All relations of a list and its number."""
    for told in telling.told:
        if told.claim.kind != "count" or told.span is None or told.claim.value != told.claim.value.to_integral_value():
            continue
        if not 2 <= told.claim.value <= 12 or told.claim.hedge != "exact" or told.claim.per:
            continue
        relation = (
            _named_before(told) or _said_behind(told) or _numbered_behind(telling, told) or _paragraphs_behind(told)
        )
        if relation:
            yield relation


def _named_before(told):
    """A、B、C三个…: the names right before the number."""
    start, end = told.number
    after = told.text[end : end + 2]
    if not _COLLECTIVE.match(after) or re.match(r"个月|个百|个小时|项次|家次|类似|大型", told.text[end : end + 3]):
        return None
    before = told.text[max(told.bounds[0], start - 80) : start]
    before = re.split(r"[，,。；;：:\n（(]", before)[-1]
    found = _LIST_BEFORE.search(before)
    if not found or "等" in found[0] or re.search(r"[0-9一二三四五六七八九十两]+[个项名人家次件元]", found[1]):
        return None
    names = _names(found[1])
    return _counted(told, names, sure="、" in found[1])


def _names(words):
    """The names of a list; 和 and 与 divide only behind the last 、 or where nothing else does."""
    parts = words.split("、")
    last = re.split(r"以及|和|与|及", parts[-1]) if len(parts[-1]) > 2 else [parts[-1]]
    parts = parts[:-1] + ([last[0], last[-1]] if len(last) == 2 and all(last) else [parts[-1]])
    return [part.strip("“”‘’《》 ") for part in parts if part.strip()]


def _counted(told, names, *, sure):
    holds = len(names) == told.claim.value
    if not holds and not (sure and _plainly_names(names)):
        return None
    words = {"count": len(names), "printed": plain(told.claim.value)}
    sentence = (
        _("%(count)s are named, as the number says.")
        if holds
        else _("%(count)s are named, but the number printed is %(printed)s.")
    ) % words
    return Relation("sum", ids(told), holds, sentence, Decimal(len(names)), told.claim.value)


def _plainly_names(names):
    """Short names of one kind, none of which could hide two."""
    later = names[1:]
    return (
        len(names) > 1
        and all(len(name) <= 8 and not re.search(r"和|与|及|等|的|了|在|为|把|将|对", name) for name in later)
        and len(names[0]) <= 14
    )


def _said_behind(told):
    """“四好”，即…好、…好、…好、…好; “三比”方式(即比…、比…、比…)."""
    found = _AS_FOLLOWS.match(
        told.text, told.number[1] + len(re.match(r"[一-鿿]{0,4}", told.text[told.number[1] :])[0])
    )
    if not found or "等" in found[1][-6:]:
        return None
    names = [name for name in re.split(r"[、，,]", found[1]) if name.strip()]
    heads = {name.strip()[0] for name in names} | {name.strip()[-1] for name in names}
    alike = len({name.strip()[0] for name in names}) == 1 or len({name.strip()[-1] for name in names}) == 1
    holds = len(names) == told.claim.value
    return _counted(told, names, sure=False) if holds or not (alike and heads) else _miscounted(told, names)


def _miscounted(told, names):
    sentence = _("%(count)s are named, but the number printed is %(printed)s.") % {
        "count": len(names),
        "printed": plain(told.claim.value),
    }
    return Relation("sum", ids(told), False, sentence, Decimal(len(names)), told.claim.value)


def _numbered_behind(telling, told):
    """分三个阶段: 第一阶段…第二阶段…第三阶段; 四个方面: 一是…二是…"""
    if not _PARTS.search(told.tail[:8] + told.text[told.number[1] : told.number[1] + 8]):
        return None
    end = next((stop for stop in telling.paragraph_ends if stop > told.number[1]), len(told.text))
    behind = told.text[told.number[1] : end]
    noun = _PARTS.search(told.text[told.number[1] : told.number[1] + 8])
    ordinals = re.findall(rf"第([{_STEPS}]){noun[0]}" if noun else "$^", behind) or re.findall(
        rf"([{_STEPS}])是", behind
    )
    if not ordinals or ordinals[0] != "一":
        return None
    count = 0
    for mark in ordinals:
        if mark != _STEPS[count]:
            break
        count += 1
    if count != len(ordinals):
        return None  # a list in a list
    announced = re.search(r"[：:]", behind[:16])
    if count != told.claim.value and not (announced and count > 1):
        return None
    return _counted(told, ["…"] * count, sure=False) if count == told.claim.value else _miscounted(told, ["…"] * count)


_LINE_MARK = re.compile(r"\n\s*(?:([一二三四五六七八九十])是|([1-9])[、.．]|[（(]([一二三四五六七八九十])[)）])")


def _paragraphs_behind(told):
    """四次比较大的活动。 and then four paragraphs: 一是… 二是… 三是… 四是… Only agreement is told: a heading may hide anywhere."""
    if not re.search(r"方面|活动|工作|任务|举措|措施|做法|特点", told.tail[:12]):
        return None
    sentence_end = re.search(r"[。：:]\s*(?=\n)", told.text[told.number[1] : told.number[1] + 30])
    if not sentence_end:
        return None
    start, style, count = told.number[1] + sentence_end.start(), None, 0
    for found in _LINE_MARK.finditer(told.text, start, start + 12_000):
        kind = found.lastindex
        style = style or kind
        if count == 0 and len(told.text[start : found.start()]) > 40:
            return None
        if kind != style:
            continue
        number = int(found[2]) if kind == 2 else _STEPS.index(found[kind]) + 1
        if number != count + 1:
            break
        count += 1
    return _counted(told, ["…"] * count, sure=False) if count == told.claim.value else None
