"""Which figures are claims: every number about the work, and not the numerals of names, articles and slogans.

Most figures are claims once names and dates are set aside. The hard word is 一, which is as often an article (一个新台阶) as a count
(一间办公室): it counts beside a verb that makes or gives something, after its noun (体育设施一套), or under 每.
"""

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from . import implied as unprinted
from . import periods, subjects
from .claims import Claim
from .damage import lost_figures
from .figures import figures_of
from .names import names_of
from .sections import sentences_of
from .units import BARE, NOUNS, SCALED, asks_the_noun, unit_of

_DO = (
    r"(?:召开|举办|举行|开展|组织|进行|参加|承办|主办|协办|开|搞|办|培训|安排|开设|检查|走访|慰问|聚会|排练|活动|学习|汇报|上报|"
    r"通报|测评|评选|体检|疗养|轮训)"
)
_MAKE = (
    r"(?:建立|建成|建起|建|成立|组建|创建|设立|设|开设|新建|新增|增设|增|修建|购买|购置|购进|购|买|添置|添|新购|捐赠|捐|赠送|赠|送去|送上|送|发放|发|配备|配置|配|安装|装|改造|装修|腾出|提供|租用|租|拍摄|制作|编印|出版|"
    r"发起|办好|开办|开通|聘请|聘|选派|派出|派|推荐|推选|慰问|救助|帮扶|资助|看望|走访|有|其中|为|给|向|获|获得|荣获|评出|评选|表彰|培养|解决|调解|办理|受理|处理|化解|整理|收到|落实|签订|选树|出|增加|减少|赢得|夺得|取得|捧回)"
)
_HELD = re.compile(rf"{_DO}(?:了|过|好)?(?:[\u4e00-\u9fff]{{0,10}})?$")
_MADE = re.compile(rf"{_MAKE}(?:了|出|起|好|到|去|过)?$")
_RECURS = re.compile(
    r"(?:每(?:个)?(?:年|月|周|季度?|学期|学年|天|日|半年|两年|三年|两周|双周|两个月|三个月|人|户|家|名|位|个|村|班|组|校|单位)|半年|一年|一季度|一月|一周|年初|年中|年末|年底|定期|至少|按月|各(?:社区|村|单位|工会|班组)?)[\u4e00-\u9fff“”]{0,10}$"
)
_PLACEABLE = frozenset("间套台辆栋幢座桶箱床册本张架艘把副封")
_ABSTRACT = re.compile(
    r"^(?:完整|良好|行之有效|科学|规范|崭新|新的?|重要|重大|系统|长期|整体|共同|良性|和谐|方面|过程|时期|阶段|侧面|缩影|平台|目标|主题|口号|声音|台阶|高度|层次|水平|道理|问题|特点|亮点|品牌|机制|制度|体系|思路|办法|班子|标准|模式|原则|理念|信念|"
    r"心|人(?:都|掉队)|高素质|过硬|优秀|先进|强大|有力|特殊|难忘|温馨|温暖|美好|舒适|宽松|积极|广阔|展示|学习|交流|大家庭|家$|家[，。]|关键|首要|基础|经常|常态|系列|定|不可|不容|能|用)"
)
_ARTICLE = re.compile(
    r"(?:每|同|这|那|某|另|上|下|新的|又|再|任何|哪|唯|统|万|进|之|其|更上|更|成|作为|成为|当作|是|像|如|好比|同样|当成|形成|营造|打造|构建|提供|创造|树立|搭建|没有|展现|呈现|开创|迈上|跃上|掀起|打好|打|交|走出|走|留下|上了|摆在|放在|另外)(?:了|出)?(?:更加|更|又)?$"
)
_CONCRETE_MAKE = re.compile(
    r"(?:中心|书屋|之家|站|点|室|基地|阅览室|活动室|工会|企业|公司|小组|委员会|队|协会|社|食堂|厨房|休息室|宣传栏|橱窗|专栏|场|村|社区|支部|奖|称号|奖状|锦旗|证书|课题|论文|节目|歌|合同|协议|案件|纠纷|事故|家庭|企业工会|岗位|店|银行|账户|群|网站|网页|公众号|热线|平台)"
)
_SIZED_NAME = re.compile(r"篮球|足球|排球|制|赛|舞|接力|跳绳|绑腿|行动$|合唱(?!队)")
_YEARS = re.compile(
    r"保持[^，。；]{0,18}$|(?:连续|连续保持|任期|满|达|长达|历时|工作|从事|保持|坚持|时间|期限)(?:了|已|近|约)?$"
)
_YEARS_AFTER = re.compile(
    r"(?:发展|战略|规划|计划|任期|目标|行动|期(?!间)|以上|以下|及以上|工龄|教龄|党龄|时间|的工作|义务|蝉联|保持|获|荣获|被评)"
)
_BARE_NOUN = re.compile(
    r"(?:人数|会员数?|职工数?|员工数?|资金|善款|捐款|款|费用?|经费|金额|总额|余额|合计|共计|总计|总数|数|率|面积|册数|得分|次数|金|物资)(?:达到|达|为|共计?|计|约|近|是|有|已达)?[:：]?$"
)
_ENDS_HERE = re.compile(r"(?:[，。；、）)！\s]|$)")
_MONEY_NOUN = re.compile(r"款|金|费|额|资|值|收入|支出")
_PER = re.compile(
    r"每(?:一)?(?P<one>名|位|人|户|家|个|月|年|次|周|季度|天|日|期|份|套|桌|篇|场|人次|学期|村|社区|单位|班|斤|平方米)(?:[\u4e00-\u9fff]{0,8})$|(?P<each>各)(?:[\u4e00-\u9fff]{0,4})?$|(?P<average>人均|户均|月均|年均|平均每人|平均每户|平均每月|平均每名|日均|场均)(?:[\u4e00-\u9fff]{0,6})$"
)
_PERS = {
    word: unit
    for unit, words in (
        ("person", "名 位 人 人均 平均每人 平均每名"),
        ("household", "户 户均 平均每户"),
        ("month", "月 月均 平均每月"),
        ("year", "年 年均"),
        ("week", "周"),
        ("quarter", "季度"),
        ("day", "天 日 日均"),
        ("term", "学期"),
        ("event", "次 场 场均"),
        ("person_time", "人次"),
        ("unit", "家 单位"),
        ("village", "村"),
        ("community", "社区"),
        ("class_group", "班"),
        ("item", "个"),
        ("issue", "期"),
        ("copy", "份"),
        ("set", "套"),
        ("table", "桌"),
        ("article", "篇"),
        ("jin", "斤"),
        ("square_metre", "平方米"),
    )
    for word in words.split()
}
_QUALIFIERS = re.compile(
    r"累计|共计|总计|合计|一共|共有|共|其中|人均|户均|月均|平均|同比|环比|增长|增加|上升|提高|下降|减少|降低|新增|净增|首次|已|现有|目前|全年|分别|达到|达|各|每"
)
_CHANGE = re.compile(
    r"(?P<up>增长|增加|上升|提高|提升|上涨|增|多(?:出|了|收)?|净增|超出|上调)(?:了|到|为|率为|率|幅度?为?|约|近|达)*$|(?P<down>下降|减少|降低|回落|减|少(?:了)?|压缩|缩减)(?:了|到|为|约|近|达)*$"
)
_CHANGE_TO = re.compile(r"(?:至|到|为)$")
_BASE = (
    (re.compile(r"同比|(?:比|较)(?:上年|去年|上一年|上年同期|去年同期|前年|往年)|与(?:上年|去年)"), "last-year"),
    (re.compile(r"环比|(?:比|较)(?:上月|上季度|上半年|上期|上届|前期)"), "last-period"),
    (re.compile(r"(?:比|超(?:过|出)?|超额完成)(?:计划|目标|任务|区下达|市下达|上级下达)"), "plan"),
)
_TIMES_OF = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,2}|\d{1,2})次(?=(?:获|荣获|被|蝉联|夺|评))")
_BEFORE_HALF = frozenset("大前后上下多一两三四五六七八九十百0123456789年个月天")
_DOUBTFUL = frozenset("村镇乡县校分面把片字门封点站讲节课岗头眼升克度章束")
_SAID = re.compile(r"要求|意见|建议|希望|体会|做法|措施|经验|党课")
_NAMED_THINGS = re.compile(
    r"[“\"‘「『][一二两三四五六七八九十\d]{1,3}(?:项|类|种)[\u4e00-\u9fff]{0,6}(?:合同|制度|职能|任务|内容|活动|措施|机制|重点|指标|服务|技能)"
)
_OF_NAME = re.compile(r"[”’]?(?:标准|职工|员工|教师|教工|标兵|会员|干部|青年|女工|女职工)")
_LISTED_AFTER = re.compile(
    r"[”’』」]?(?:的)?(?:方式|活动|工作法|目标|标准|要求|工程|竞赛|比赛|模式|措施|工作机制|机制|教育|制度|合同)?(?:[，,]?(?:即|就是|也就是)|[:：（(]即?|[，,]一是)"
)


def claims_of(stream, reports, sections, protected=()):
    """Every claim of the reports, in reading order, without ids; and what was recognised as date, ordinal or title."""
    found = []
    for report in reports:
        start, end = stream.position(report.start), stream.position(report.end)
        own = [section for section in sections if section.report == report.number]
        found.extend(_Reader(stream, report, own, start, end).claims())
    found.sort(key=lambda claim: (claim.start, claim.end))
    return tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(found, start=1))


class _Reader:
    """One report, read once."""

    def __init__(self, stream, report, sections, start, end):
        self.stream, self.report, self.offset = stream, report, start
        self.text = stream.clean[start:end]
        self.sections = sections
        self.section_starts = [section.start for section in sections]
        self.sentences = sentences_of(self.text)
        self.counted_as = {}  # measure word -> (sentence, unit) of its last figure
        self.sentence_starts = [begin for begin, _ in self.sentences]

    def claims(self):
        names = names_of(self.text)
        blocked = bytearray(len(self.text) + 1)
        for name in names:
            blocked[name.start : name.end] = b"\1" * (name.end - name.start)
        figures = figures_of(self.text, blocked)
        taken = bytearray(len(self.text) + 1)
        found = []
        for at, figure in enumerate(figures):
            claim = self._from_figure(figure, figures, at)
            if claim:
                found.append(claim)
                taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
        for name in names:
            if name.kind == "rank":
                taken[name.start : name.end] = b"\1" * (name.end - name.start)
        for one in unprinted.implied_of(self.text):
            if not self._already_said(one, taken, found):
                found.append(self._from_implied(one))
                if one.origin == "implied" and one.kind == "count":
                    taken[one.start : one.end] = b"\1" * (one.end - one.start)
        found.extend(claim for claim in map(self._from_name, names) if claim)
        found.extend(self._from_lost(*lost) for lost in lost_figures(self.text) if not any(taken[lost[0] : lost[1]]))
        return found

    # --- a printed figure -------------------------------------------------------------------------------------------------

    def _from_figure(self, figure, figures, at):
        floor, ceiling = self._sentence(figure.number[0])
        follower = figures[at + 1].start if at + 1 < len(figures) else len(self.text)
        before = figures[at - 1].end if at and figures[at - 1].end > floor else floor
        after_noun = (
            subjects.noun_after(
                self.text, figure.end, min(ceiling, follower), figure.word in ("个", "名", "位", "人", "")
            )
            if figure.kind == "count"
            else ""
        )
        before_noun = subjects.noun_before(self.text, figure.start, max(floor, before))
        if not self._is_claim(figure, floor, after_noun, before_noun):
            return None
        unit, kind = self._unit(figure, after_noun, before_noun)
        noun = after_noun or before_noun
        if figure.kind in ("money", "percent") or unit in SCALED_UNITS:
            noun = before_noun or after_noun
        return self._claim(figure, unit, kind, noun, floor, before, bool(after_noun and noun == after_noun))

    def _unit(self, figure, after, before):
        if figure.kind == "percent":
            return "percent", "percent"
        if figure.kind == "money" or (not figure.word and self._priced(figure)):
            return "yuan", "money"
        if not figure.word:
            return (
                ("yuan", "money")
                if _MONEY_NOUN.search(before[-3:])
                else (_unit_of_noun(after) or _unit_of_noun(before) or "item", "count")
            )
        unit = unit_of(figure.word, after)[0]
        if asks_the_noun(figure.word):
            plain = unit_of(figure.word, "")[0]
            if unit == plain and not _unit_of_noun(after):
                unit = unit_of(figure.word, before)[0] if before else plain
            if unit == plain:
                unit = self._as_before(figure, plain)
            self.counted_as[figure.word] = (self._sentence(figure.number[0]), unit)
        return unit, "count"

    def _as_before(self, figure, plain):
        """其中上级转办38件 counts what 信访57件 counted; 家 without a noun counts unions or enterprises."""
        sentence = self._sentence(figure.number[0])
        told, unit = self.counted_as.get(figure.word, (None, plain))
        if told == sentence:
            return unit
        if figure.word == "家":
            return (
                "union"
                if "工会" in self.text[max(sentence[0], figure.number[0] - subjects.REACH) : figure.number[0]]
                else "enterprise"
            )
        return plain

    def _priced(self, figure):
        return self.text[max(0, figure.number[0] - 1) : figure.number[0]] in ("¥", "￥")

    def _is_claim(self, figure, floor, after, before):
        text, (start, end) = self.text, figure.number
        left = text[max(floor, start - 20) : figure.start]
        if figure.kind == "percent":
            return not re.search(r"百(?:的)?(?:努力|热情|信心)", text[start : end + 4])
        if figure.mask and not self._priced(figure) and (figure.word in ("", *BARE) or len(figure.mask) > 6):
            return False
        if not figure.word:
            return self._bare_is_claim(figure, after, left)
        if figure.word in ("年", "天", "个年头", "学年") and not self._years_are_claim(figure, left):
            return False
        if figure.spelled == "half":
            return figure.word in SCALED and text[start - 1 : start] not in _BEFORE_HALF
        if figure.value == 1 and figure.spelled == "small":
            return self._one_is_claim(figure, after, left)
        if figure.word in _DOUBTFUL:
            return self._doubtful_is_claim(figure, after, left)
        sized = figure.word in ("人", "名") and figure.spelled == "small"
        return not (sized and _SIZED_NAME.match(text[figure.end : figure.end + 4]))

    def _doubtful_is_claim(self, figure, after, left):
        """Measure words that often end a name (三面, 六分, 五点): they need a word beside them that proves the count."""
        if figure.word == "点":
            return bool(_SAID.match(after))
        if figure.spelled != "small":
            return True
        if figure.word in "节度":
            return True
        if figure.word in "课讲":
            return bool(_SAID.match(after))
        if figure.word == "分":
            return bool(re.search(r"得|评|获|均", left[-4:]))
        return figure.word in "面门" and bool(re.match("锦旗|课|流动红旗|旗", after))

    def _bare_is_claim(self, figure, after, left):
        """A number without a measure word: after ¥, after 人数 or 金额, or right before a noun (120多职工)."""
        text, end = self.text, figure.end
        if self._priced(figure):
            return True
        if figure.spelled not in ("arabic", "capital") or figure.value is None:
            return False
        if re.match(r"[A-Za-z]|[.．:：/]\d|-\d", text[end : end + 2]) or re.search(r"[A-Za-z.\d/:：-]$", left):
            return False
        printed = text[figure.number[0] : figure.number[1]]
        if re.fullmatch(r"(?:19|20)\d\d|0\d*|\d{8,}", printed) and not _MONEY_NOUN.search(left[-4:]):
            return False
        if _BARE_NOUN.search(left + (figure.prefix or "")) and _ENDS_HERE.match(text, end):
            return True
        return bool(figure.suffix and _unit_of_noun(after)) or bool(
            figure.prefix and _unit_of_noun(after) in ("person", "enterprise", "union")
        )

    def _years_are_claim(self, figure, left):
        text = self.text
        if figure.word == "天":
            return not (figure.value == 1 and figure.spelled == "small")
        printed = text[figure.number[0] : figure.number[1]]
        if figure.value is None or figure.value >= 100 or printed.startswith("0"):
            return False
        return bool(_YEARS.search(left) or _YEARS_AFTER.match(text, figure.end) or figure.suffix in ("以上", "以下"))

    def _one_is_claim(self, figure, after, left):
        text, end = self.text, figure.end
        if _RECURS.search(left) and figure.word in (
            "次",
            "场",
            "期",
            "回",
            "份",
            "个",
            "趟",
            "轮",
            "本",
            "套",
            "件",
            "册",
            "小时",
            "张",
            "场次",
            "届",
        ):
            return True
        if figure.word in ("元", "人次"):
            return True
        if _ARTICLE.search(left) or (_ABSTRACT.match(text[end : end + 6]) and not _ENDS_HERE.match(text, end)):
            return False
        if figure.word in ("次", "场", "期", "场次", "届") and _HELD.search(left):
            return True
        if _ENDS_HERE.match(text, end):
            return (
                bool(re.search(r"[\u4e00-\u9fff”》]$", left))
                and figure.word not in ("年", "天", "步", "块", "道", "起", "面", "片", "处", "层", "批")
                and not re.search(r"[的了第为是成]$", left)
            )
        if figure.word in _PLACEABLE or figure.word in ("斤", "吨", "公斤", "个月", "个小时", "小时"):
            return bool(_MADE.search(left)) or figure.word == "间"
        if figure.word in ("名", "位", "户", "家", "人", "所", "对"):
            return bool(_MADE.search(left)) and bool(_unit_of_noun(after) or after)
        if figure.word in (
            "个",
            "支",
            "处",
            "项",
            "条",
            "部",
            "件",
            "起",
            "例",
            "只",
            "块",
            "首",
            "篇",
            "面",
            "幅",
            "门",
        ):
            if "队伍" in self.text[end - 1 : end + 2] and not re.search(r"成立|组建|建立", left[-8:]):
                return False  # 建好一支队伍 is a way of speaking
            return bool(_MADE.search(left)) and bool(_CONCRETE_MAKE.search(after))
        return False

    # --- an implied figure, a name ----------------------------------------------------------------------------------------

    def _already_said(self, one, taken, found):
        if one.origin in ("universal", "names", "implied"):
            begin = subjects.clause(self.text, one.start, self._sentence(one.start)[0])
            if one.origin == "universal" and one.unit == "percent":
                if re.search(r"没有|没|未|不|尚|争取|力争|要$", self.text[max(0, one.start - 4) : one.start]):
                    return True
                near = self.text[max(begin, one.start - 16) : one.end + 40]
                return bool(re.search(r"100%|百分之百|百分百", near))
            if one.origin == "names" and one.unit == "union" and one.value == 1:
                return any(taken[one.start : one.end])
            return any(taken[begin : one.end + 2]) if one.origin == "names" else any(taken[one.start : one.end])
        return any(taken[one.start : one.end])

    def _from_implied(self, one):
        floor, _ = self._sentence(one.start)
        noun = self.text[one.start : one.end][-12:]
        return self._made(
            (one.start, one.end), (one.start, one.end), value=one.value, unit=one.unit, kind=one.kind, noun=noun, floor=floor,
            origin=one.origin, period=one.period, before=floor,
        )  # fmt: skip

    def _from_name(self, name):
        if name.kind == "numbering":
            return None
        floor, _ = self._sentence(name.start)
        kind, unit, value, end = name.kind, name.unit, name.value, name.end
        if kind == "ordinal" and unit == "doc_no":
            pass
        elif kind == "title" and value is not None and (self._is_listed(name) or self._says_how_many(name)):
            kind = "count"
        return self._made(
            (name.start, end), (name.start, end), value=value, unit=unit, kind=kind, noun="", floor=floor, before=floor, high=name.high,
            hedge=name.hedge,
        )  # fmt: skip

    def _is_listed(self, name):
        """“四好”，即…好、…好: what the name counts is told behind it."""
        return name.unit in ("item", "person", "set") and bool(_LISTED_AFTER.match(self.text, name.end))

    def _says_how_many(self, name):
        """A name that is a number of things all the same: “三项集体合同”, 三年发展战略, 三重保障, 十佳员工, “十有”标准."""
        words, behind = self.text[name.start : name.end], self.text[name.end :][:6]
        if name.unit in ("year", "layer"):
            told = self.text[name.start : name.end]
            return told not in self.text[: name.start]  # told once; then it is only called by its name
        return bool(_NAMED_THINGS.match(words) or (words.strip("“”")[:1] == "十" and _OF_NAME.match(behind)))

    def _from_lost(self, start, end, word):
        """A figure whose number was removed: its value cannot be known."""
        floor, _ = self._sentence(start)
        unit, _scale = unit_of(word.lstrip("万亿"), self.text[start:end])
        kind = "money" if unit == "yuan" else "count"
        hedge = "at_least" if "多" in self.text[start:end] or "余" in self.text[start:end] else "exact"
        return self._made(
            (start, end), (end - len(word), end), value=None, unit=unit, kind=kind, noun="", floor=floor, before=floor, hedge=hedge, damaged=True,
        )  # fmt: skip

    # --- making a claim ---------------------------------------------------------------------------------------------------

    def _claim(self, figure, unit, kind, noun, floor, before, noun_follows):
        begin, end = figure.start, figure.end
        if noun_follows:
            end = min(self.text.find(noun, figure.end) + len(noun), figure.end + 20)
        elif noun and self.text[: figure.start].endswith(noun):
            begin = max(figure.start - len(noun), before)
        return self._made(
            (begin, end), figure.number, value=figure.value, high=figure.high, unit=unit, kind=kind, noun=noun, floor=floor, before=before,
            hedge=figure.hedge, origin=figure.origin, figure=figure, damaged=bool(figure.mask),
        )  # fmt: skip

    def _made(
        self,
        quote,
        number,
        *,
        value,
        unit,
        kind,
        noun,
        floor,
        before,
        high=None,
        hedge="exact",
        origin="numeral",
        figure=None,
        period="",
        damaged=False,
    ):
        text, start = self.text, number[0]
        begin_of_clause = subjects.clause(text, start, floor)
        near, around = text[begin_of_clause:start], text[max(floor, start - subjects.REACH) : start]
        tail = text[number[1] : number[1] + 6]
        section = self._section(start)
        words = tuple(hit.group() for hit in _QUALIFIERS.finditer(near))
        if figure and figure.suffix:
            words += (figure.suffix,)
        measure = periods.measure(near, unit, kind, plan=section.plan)
        change, base = self._change(near, around) if kind in ("percent", "count", "money") and figure else ("", "")
        organisation, scope = subjects.owner(text, floor, start)
        per = _PER.search(text[max(floor, start - 14) : (figure.start if figure else start)])
        period = period or periods.period(
            near + tail if re.match(r"[\u4e00-\u9fff]", tail) else near, around, stock=measure == "stock", plan=section.plan,
            half=self.report.half, year=None,
        )  # fmt: skip
        begin, end = self._raw(*quote)
        sentence = self._sentence(start)
        return Claim(
            id="", start=begin, end=end, quote=self.stream.raw[begin:end], value=_plain(value), value_high=_plain(high), unit=unit,
            hedge=hedge, kind=kind,
            subject=subjects.subject(text, quote[0] if figure else start, noun, floor, before), noun=noun, section=section.path, period=period,
            measure=measure, per=_PERS.get(per["one"] or per["average"] or "", "each") if per else "", qualifiers=words, organisation=organisation,
            scope=scope, change=change, base=base, number=self._raw(*number), sentence=self._raw(*sentence), report=self.report.number,
            origin=origin, damaged=damaged,
        )  # fmt: skip

    def _change(self, near, around):
        hit = _CHANGE.search(near[-14:])
        base = next((name for pattern, name in _BASE if pattern.search(near[-24:]) or pattern.search(around[-30:])), "")
        if hit and not _CHANGE_TO.search(near[-2:]):
            return ("up" if hit["up"] else "down"), base
        return "", ""

    # --- where things stand -----------------------------------------------------------------------------------------------

    def _raw(self, start, end):
        return self.stream.span(self.offset + start, self.offset + end)

    def _sentence(self, position):
        at = bisect_right(self.sentence_starts, position) - 1
        return (
            self.sentences[at]
            if at >= 0 and position < self.sentences[at][1]
            else (position, min(len(self.text), position + 1))
        )

    def _section(self, position):
        offset = self.stream.places[self.offset + position]
        return self.sections[max(0, bisect_right(self.section_starts, offset) - 1)]


SCALED_UNITS = frozenset(unit for unit, _ in SCALED.values())


def _unit_of_noun(noun):
    return next((unit for pattern, unit in NOUNS if pattern.search(noun)), "") if noun else ""


def _plain(value):
    """12000.0 → 12000, without an exponent."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
