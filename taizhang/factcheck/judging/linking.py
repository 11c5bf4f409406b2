"""From a claim to the figures that it may state, best first: by the words of the catalogue, of the indicators and of the entries."""

import re
from dataclasses import dataclass, replace

from taizhang.kernel.filters import TERRITORY as TERRITORY_WORDS
from taizhang.kernel.manifest import registry

from .asking import TERRITORY, Asked
from .lexicon import COLUMNS, definition, indicator_of, named_in, sort_of, sorts_of

_EVERYDAY = re.compile(
    r"^(?:活动|比赛|职工|工会|会员|困难|企业|社区|基层|组织|参加|开展|签订|全镇|人数|工作|全年|全县|县总|总工会|基层工会|女职工|工会主席|主席|"
    r"困难职工|特困职工|下岗职工|集体|合同|协议|资金|物资|干部|单位|安全|生产|安全生产|年度|大会|会议|第一|劳动|发放|举办|召开|收缴|培训|检查|"
    r"慰问|救助|帮扶|提案|信访|调解|为|、|的|和|《|》|“|”|[0-9]+|的职工|企业职工|员工|服务|职工的|工会干部|学习|宣传|建设|管理|先进|优秀|表彰|评选|"
    r"企业工会|社区工会|职代会|镇党委|党委|文体|体育|文化|居民|达标|标准|信息|健康|知识|业务|技能|比武|年终|年初|落实|受理|直接|上级|成功|报送|登记)+$"
)
# Everyday words that nevertheless tell one matter of a kind from another.
_TELLING = re.compile(
    r"上级|转办|直接|受理|收到|采纳|办结|成功|年初|年终|半年|委员会|党委|主席|企业工会|社区工会|先进|优秀|报送|专版|启动|电脑|岗前"
)


_PLACE = re.compile(r"全(?:镇|区|县|市|乡|街道?|村|州|省)|辖区")


WEAK = 0.38  # words that lead no further than this are not followed
SURE_OF_WORK = 0.75  # a kind of work that is named so clearly is what the sentence is about


@dataclass(frozen=True)
class Candidate:
    """One way to read a claim. `score` 0 to 1; `words`: what in the text led here."""

    asked: Asked
    score: float
    label: str
    kind: str = ""
    learned: bool = False


def signature(claim):
    """The key by which a confirmed link is learned: what is counted and in which unit, without the figure."""
    words = claim.subject or claim.noun or re.sub(r"[\d.,，%％]+", "#", claim.quote)
    words = re.sub(r"[\d一二三四五六七八九十百千万亿.,，]+(?=[名个家件次元人户项份场条])", "#", words)
    return f"{re.sub(r'[^一-鿿A-Za-z#]', '', words)[:40]}|{claim.unit}|{claim.change}"


def stretches(told, telling):
    """[(words, weight)]: the text around a claim, from its own words to its heading."""
    own = re.split(r"[，,、；;：:（(。]", told.lead)[-1] + re.split(r"[，,、；;：:）)。]", told.tail)[0]
    found = [(own, 1.0)]
    if told.claim.subject:
        found.append((told.claim.subject, 1.0))
    if told.claim.noun:
        found.append((told.claim.noun, 0.9))
    several = _figures_in(told, telling) > 1
    in_list = several and "、" in told.clause_text
    found.append((told.lead + told.tail, 0.85) if in_list else (told.clause_text, 0.9 if several else 0.95))
    if in_list:
        found.append((told.clause_text, 0.78))
    start, end = told.bounds
    weight, place = 0.86, told.clause[0]
    part = told.claim.role == "part" or "其中" in told.clause_text
    for clause in reversed(re.split(r"(?<=[，,；;：:。\n])", told.text[start : told.clause[0]])):
        place -= len(clause)
        if len(clause) > 1:
            tells = any(place <= other.number[0] < place + len(clause) for other in telling.by_sentence[told.sentence])
            found.append((clause, max(weight, 0.6) * (0.9 if tells and not part else 1)))
            weight -= 0.08
    after = told.text[told.clause[1] : end]
    if after:
        found.append((re.split(r"[，,；;。]", after)[0], 0.5))
    found.append((_sentence_before(told, telling), 0.45))
    return [(words, weight) for words, weight in found if words]


def _figures_in(told, telling):
    return sum(1 for other in telling.by_sentence[told.sentence] if other.clause == told.clause)


def _sentence_before(told, telling):
    start = told.bounds[0]
    before = telling.text[max(0, start - 60) : start]
    return before.rsplit("\n", 1)[-1][-60:]


def candidates(told, telling, matters, unit, period, links, *, limit=8):
    """The Candidates of a claim, best first. `links`: what was learned for this union, by signature."""
    learned = links.get(signature(told.claim))
    if learned is not None:
        return _learned(learned, unit, period)
    sorts = sorts_of(told)
    around = stretches(told, telling)
    scores, by_matter = _by_words(around), _by_matters(around, matters)
    found = {}
    for key, score in scores.items():
        if score < WEAK:
            continue
        for candidate in _of_key(key, score, sorts, told, matters, by_matter.get(key), unit, period):
            _keep(found, candidate)
    for kind, (score, _piece, _own) in by_matter.items():
        score *= 1 if kind in scores else 0.88
        if score >= WEAK and score > scores.get(kind, 0) and kind in registry.catalogue:
            for candidate in _of_key(kind, score, sorts, told, matters, by_matter[kind], unit, period):
                _keep(found, candidate)
    ranked = sorted(_without_subjects(found.values(), told), key=lambda candidate: -candidate.score)
    return ranked[:limit]


_SUBJECTS = (
    "organisation.grassroots",
    "organisation.of_kind.",
    "organisation.non_public",
    "organisation.communities",
    "members.in_membership",
    "members.women",
    "members.migrants",
    "organisation.staff",
    "organisation.union_staff",
    "organisation.enterprises",
)


def _without_subjects(found, told):
    """22家基层工会办理了法人登记 counts registrations: who did something is not how many there are."""
    best = max((one.score for one in found if not one.asked.code.startswith(_SUBJECTS)), default=0)
    if best < SURE_OF_WORK or told.claim.measure == "stock":
        return list(found)
    return [replace(one, score=one.score - 0.3) if one.asked.code.startswith(_SUBJECTS) else one for one in found]


def _learned(link, unit, period):
    if not link.get("code"):
        return []
    indicator = indicator_of(link["code"], link.get("nature") or None)
    if indicator is None:
        return []
    asked = Asked(
        link["code"], link.get("nature") or None, link.get("where", ""), unit, period, link.get("scope") or "subtree"
    )
    return [Candidate(asked, 1.0, str(indicator.label), indicator.catalogue, learned=True)]


def _keep(found, candidate):
    """Of two candidates that ask for the same figure the better one stays."""
    indicator = indicator_of(candidate.asked.code, candidate.asked.nature)
    if indicator is None:
        return
    key = (definition(indicator), candidate.asked.where, candidate.asked.scope)
    if key not in found or found[key].score < candidate.score:
        found[key] = candidate


def _by_words(around):
    """{key: score} of what the table and the catalogue know."""
    scores = {}
    for words, weight in around:
        for key, strength in named_in(words).items():
            if weight < 0.85 and key.startswith(_SUBJECTS):
                continue  # who is named elsewhere in the sentence is not counted here
            scores[key] = max(scores.get(key, 0), weight * strength)
    return scores


def _by_matters(around, matters):
    """{kind: (score, piece, every matter has it)} of what the entries themselves are called."""
    best = {}
    for order, (words, weight) in enumerate(around):
        for nth, piece in enumerate(_pieces(words, matters)):
            kinds = {}
            for kind, matter in matters.pieces[piece]:
                kinds.setdefault(kind, set()).add(matter)
            rare = {1: 1.0, 2: 0.9, 3: 0.75}.get(len(kinds), 0.5)
            for kind, having in kinds.items():
                everywhere = len(having) == len(matters.by_kind[kind])
                everyday = _EVERYDAY.match(piece)
                if everyday and (everywhere or not _TELLING.search(piece)):
                    continue
                strength = min(1.0, 0.4 + 0.12 * len(piece)) * (0.55 if everyday else 1)
                entry = best.setdefault(kind, [0.0, [], False])
                entry[0] = max(entry[0], strength * rare * weight)
                if not everywhere:
                    entry[1].append((weight >= 0.9, weight * min(len(piece), 6), -order, -nth, piece))
    return {
        kind: (score, max(pieces)[4] if pieces else "", bool(pieces) and max(pieces)[0])
        for kind, (score, pieces, _all) in best.items()
    }


def _pieces(words, matters):
    """The longest stretches of a text that occur in matters, none inside another."""
    if words not in matters.known_pieces:
        matters.known_pieces[words] = _look_for_pieces(words, matters)
    return matters.known_pieces[words]


def _look_for_pieces(words, matters):
    found, place, covered = [], 0, 0
    while place < len(words) - 1:
        for length in range(min(matters.longest, len(words) - place), 1, -1):
            if words[place : place + length] in matters.pieces:
                if place + length > covered:
                    found.append(words[place : place + length])
                    covered = place + length
                break
        place += 1
    return found


def _of_key(key, score, sorts, told, matters, by_matter, unit, period):
    """The candidates of one indicator or one row of the catalogue."""
    territory = told.claim.scope == "territory" or bool(_PLACE.search(told.text[told.bounds[0] : told.number[0]]))
    if key in registry.indicators:
        indicator = registry.indicators[key]
        if not _may_be(sort_of(key), sorts, told) or (_of_territory(indicator) and not territory):
            return
        yield Candidate(Asked(key, None, "", unit, period), score, str(indicator.label), indicator.catalogue)
        return
    counted_so = bool(_unit_filter(key, told, matters, strictly=True))
    if counted_so:
        sorts = ("goods", *(sort for sort in sorts if sort != "goods"))
    for rank, sort in enumerate(sorts):
        for column in COLUMNS.get(sort, ()):
            code = f"{key}:{column}"
            here = score + (0.2 if counted_so and not rank else 0) - 0.06 * rank - (0.2 if column == "单位数" else 0)
            yield from _of_column(code, key, here, sort, told, matters, by_matter, unit, period, territory)


def _of_territory(indicator):
    """Whether a declared figure is a statistic of the territory by its own definition."""
    return any(TERRITORY_WORDS.search(term.where) for term in indicator.numerator)


def _may_be(sort, sorts, told):
    if sort in sorts:
        return True
    return sort == "ratio" and bool(told.claim.per)


def _of_column(code, kind, score, sort, told, matters, by_matter, unit, period, territory):
    nature = _nature(code, told)
    indicator = indicator_of(code, nature)
    if indicator is None:
        return
    where = _unit_filter(kind, told, matters) if sort == "goods" else ""
    if sort == "goods" and not where:
        score -= 0.25
    base = Candidate(Asked(code, nature, where, unit, period), score, str(indicator.label), kind)
    piece = by_matter[1] if by_matter else ""
    if piece:
        narrowed = ";".join(filter(None, (where, f"事项~{_plain(piece)}")))
        strong = len(piece) > 2 or bool(_TELLING.search(piece)) or (by_matter[2] and not _EVERYDAY.match(piece))
        lift = 0.04 if strong else -0.08
        yield replace(base, asked=replace(base.asked, where=narrowed), score=max(score, by_matter[0]) + lift)
        score -= 0.12 if strong else 0
        base = replace(base, score=score)
    yield base
    said = [bases for matter, known in matters.by_kind.get(kind, {}).items() if piece in matter for bases in known]
    of_territory = [measure for measure, is_territory in said if is_territory]
    if of_territory and (territory or len(of_territory) == len(said)):
        narrowed = ";".join(filter(None, (TERRITORY, where, f"事项~{_plain(piece)}" if piece else "")))
        yield replace(base, asked=replace(base.asked, where=narrowed), score=score + 0.12)


def _nature(code, told):
    """Stock or flow where a column has both readings: what people hold, or what they did."""
    row = registry.catalogue.get(code.partition(":")[0])
    if row is None:
        return None
    if told.claim.measure == "stock" and re.search(r"藏书|现有|拥有|存有|累计|总量", told.clause_text):
        return "stock"
    return "stock" if row.stock else "flow"


def _unit_filter(kind, told, matters, strictly=False):
    """计量单位=册 where the entries of the kind are counted so."""
    behind = told.text[told.number[1] : told.number[1] + 8].lstrip("多余几大")
    near = told.claim.noun + told.lead[-6:]
    fitting = [unit for unit in matters.goods.get(kind, ()) if unit and _is_counted_in(behind, near, unit, strictly)]
    return f"计量单位={max(fitting, key=len)}" if fitting else ""


def _is_counted_in(behind, near, unit, strictly):
    """册 behind 30000; 个代表队 for 个队; 节目37个 for 个节目."""
    if strictly:
        return len(unit) > 1 and (behind.startswith(unit) or (behind[:1] == unit[0] and unit[1:] in near))
    return behind.startswith(unit) or (len(unit) > 1 and behind[:1] == unit[0] and unit[1:] in behind[:6] + near)


def _plain(piece):
    """Without the signs of the filter language."""
    return re.sub(r"[;；=~!<>|]", "", piece)
