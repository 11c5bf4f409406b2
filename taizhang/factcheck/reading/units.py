"""The words a figure counts in: measure words, what they count beside which noun, and which follow a Chinese numeral safely.

A measure word (名, 家, 次, 件) says little by itself: 家 counts unions or enterprises, 次 meetings or visits. `unit_of` asks the noun.
"""

import re

PERSON_TIMES = ("人次", "人(次)", "人（次）", "人/次", "人·次", "人场", "余人次")
MONEY = ("人民币", "元整", "圆整", "元", "圆", "块钱", "元人民币")
# word -> (unit, factor to that unit)
SCALED = {
    "公斤": ("kilogram", 1),
    "千克": ("kilogram", 1),
    "斤": ("jin", 1),
    "吨": ("tonne", 1),
    "平方公里": ("square_kilometre", 1),
    "平方千米": ("square_kilometre", 1),
    "平方米": ("square_metre", 1),
    "平米": ("square_metre", 1),
    "㎡": ("square_metre", 1),
    "m2": ("square_metre", 1),
    "立方米": ("cubic_metre", 1),
    "公顷": ("hectare", 1),
    "亩": ("mu", 1),
    "公里": ("kilometre", 1),
    "千米": ("kilometre", 1),
    "华里": ("li", 1),
    "里路": ("li", 1),
    "海里": ("nautical_mile", 1),
    "米": ("metre", 1),
    "厘米": ("centimetre", 1),
    "小时": ("hour", 1),
    "学时": ("lesson", 1),
    "课时": ("lesson", 1),
    "分钟": ("minute", 1),
    "秒": ("second", 1),
    "个月": ("month", 1),
    "个多月": ("month", 1),
    "个星期": ("week", 1),
    "个季度": ("quarter", 1),
    "个学期": ("term", 1),
    "个学年": ("year", 1),
    "个年头": ("year", 1),
    "个工作日": ("day", 1),
    "个小时": ("hour", 1),
    "个半小时": ("hour", 1),
    "周年": ("year", 1),
    "年": ("year", 1),
    "学年": ("year", 1),
    "星期": ("week", 1),
    "天": ("day", 1),
    "周岁": ("age", 1),
    "岁": ("age", 1),
    "千瓦时": ("kilowatt_hour", 1),
    "度电": ("kilowatt_hour", 1),
    "度": ("degree", 1),
    "毫升": ("millilitre", 1),
    "升": ("litre", 1),
    "立方": ("cubic_metre", 1),
    "平方": ("square_metre", 1),
    "克": ("gram", 1),
    "刻钟": ("quarter_hour", 1),
    "个百分点": ("percentage_point", 1),
    "百分点": ("percentage_point", 1),
    "个点": ("percentage_point", 1),
    "倍": ("times", 1),
    "车次": ("vehicle", 1),
    "航次": ("voyage", 1),
}
# measure words that count one thing only, whatever the noun
PLAIN = {
    "人": "person",
    "名": "person",
    "位": "person",
    "口人": "person",
    "户": "household",
    "户次": "household_time",
    "家次": "visit",
    "桶": "barrel",
    "箱": "box",
    "盒": "box",
    "袋": "bag",
    "包": "bag",
    "瓶": "bottle",
    "壶": "bottle",
    "罐": "can",
    "床": "quilt",
    "双": "pair",
    "对": "pair",
    "辆": "vehicle",
    "台次": "machine_time",
    "台": "machine",
    "艘": "ship",
    "架": "machine",
    "册": "book",
    "本": "book",
    "份": "copy",
    "间": "room",
    "栋": "building",
    "幢": "building",
    "座": "building",
    "套": "set",
    "套件": "set",
    "个班次": "shift",
    "班次": "shift",
    "吨位": "tonne",
    "幅": "work",
    "篇": "article",
    "则": "article",
    "首": "work",
    "盘": "disc",
    "张": "sheet",
    "副": "set",
    "面": "banner",
    "把": "piece",
    "只": "piece",
    "顶": "piece",
    "盏": "piece",
    "枚": "piece",
    "块": "piece",
    "根": "piece",
    "棵": "tree",
    "株": "tree",
    "盆": "piece",
    "支": "team",
    "条": "item",
    "项": "item",
    "款": "item",
    "道": "item",
    "类": "class",
    "种": "class",
    "门": "course",
    "期": "issue",
    "批": "batch",
    "批次": "batch",
    "轮": "round",
    "轮次": "round",
    "场次": "event",
    "场": "event",
    "次": "event",
    "回": "event",
    "趟": "event",
    "届": "edition",
    "起": "case",
    "例": "case",
    "宗": "case",
    "桩": "case",
    "件": "piece",
    "家": "unit",
    "所": "unit",
    "处": "place",
    "个": "item",
    "个(次)": "item",
    "片": "area",
    "层": "layer",
    "页": "page",
    "字": "character",
    "分": "point",
    "组": "group",
    "件次": "piece",
    "例次": "case",
    "人份": "portion",
    "剂": "portion",
    "针": "portion",
    "束": "piece",
    "捆": "piece",
    "筐": "piece",
    "头": "animal",
    "眼": "item",
    "节": "lesson",
    "课": "lesson",
    "讲": "lecture",
    "句": "item",
    "章": "item",
    "岗": "post",
    "点": "item",
    "站": "item",
    "桌": "table",
    "席": "seat",
    "部": "work",
    "集": "work",
    "版": "page",
    "封": "letter",
    "队": "team",
    "口": "item",
    "步": "step",
    **dict.fromkeys(
        (
            "大块 大方面 大类 大板块 大工程 大行动 大任务 大体系 大平台 大活动 大主题 大重点 大举措 大措施 大亮点 大特点 大职能 大步骤 大系列 大片区 大区域 大功能 "
            "大问题 大目标 大主体 大阵地 大载体 大项 大项目 大件 大内容 大模块 大机制 大专题 大原则"
        ).split(),
        "item",
    ),
}
# nouns that may follow a numeral directly, with no measure word between
BARE = {
    "社区": "community",
    "街道": "street",
    "乡镇": "town",
    "村居": "village",
    "企业": "enterprise",
    "单位": "unit",
    "部门": "department",
    "学校": "school",
    "校区": "campus",
    "小区": "unit",
    "班组": "team",
    "班级": "class_group",
    "工会": "union",
    "基层工会": "union",
    "支部": "branch",
    "分会": "union",
    "车间": "workshop",
    "项目": "project",
    "阶段": "stage",
    "方面": "item",
    "环节": "item",
    "村": "village",
    "镇": "town",
    "乡": "town",
    "县": "county",
    "校": "school",
    "条件": "item",
}
# after 个 家 次 件 …: what the noun beside it makes of the count; the first that ends the noun wins
_NOUNS = (
    (r"(?:人次)", "person_time"),
    (r"(?:工会小组|小组|工作组)", "group"),
    (r"(?:工会|工会组织|联合会|分会|工会委员会)", "union"),
    (r"(?:企业|公司|厂|商户|商铺|门店|酒店|超市|用人单位|公司工会|厂家|客户)", "enterprise"),
    (r"(?:居委会|社区)", "community"),
    (r"(?:村委会|行政村|村)", "village"),
    (r"(?:小区|单位|机关|部门|科室|网点|支行|分局|项目部|处室|院系|学院|学校|中学|小学|园)", "unit"),
    (r"(?:会议|例会|大会|座谈会|恳谈会|交流会|碰头会|职代会|教代会|代表大会|委员会|主席会|现场会|推进会|动员会|工作会|专题会|茶话会|生活会|总结会|协调会|联席会|通报会|分析会|办公会)", "meeting"),
    (r"(?:培训班|学习班|讲习班|辅导班|研修班|班)", "course"),
    (r"(?:讲座|报告会|宣讲|宣讲会|辅导|讲课|党课)", "lecture"),
    (r"(?:活动|比赛|竞赛|大赛|演讲|运动会|联谊会|联欢会|晚会|演出|检查|督查|走访|慰问|调研|巡查|招聘会|义诊|体检|考察|观摩|评比|巡视|培训|演练|赛事|考试|测试|咨询)", "event"),
    (r"(?:信访|案件|纠纷|争议|事故|来信|来访|诉求|举报|上访|隐患|投诉|仲裁|维权)", "case"),
    (r"(?:提案|议案|建议|意见|合理化建议)", "proposal"),
    (r"(?:合同|协议|协议书|合同书|责任书|责任状)", "contract"),
    (r"(?:代表队|方队|队伍|球队|合唱队|队|小分队|志愿者队|服务队|班子)", "team"),
    (r"(?:小组|工作组|班组|组|委员会|专委会)", "group"),
    (r"(?:阶段)", "stage"),
    (r"(?:项目|工程|标段)", "project"),
    (r"(?:奖|奖项|奖杯|奖状|奖章|称号|先锋号|荣誉|单位称号|先进班组|优胜班组|示范岗)", "award"),
    (r"(?:服务站|服务点|活动点|站点|基地|中心|阵地|场所|书屋|职工之家|驿站|活动室|阅览室|场地|橱窗|宣传栏|专栏|点|站|室)", "place"),
    (r"(?:办法|制度|规定|细则|方案|文件|章程|条例)", "document"),
    (r"(?:信息|简报|稿件|报道|新闻|文章|论文|征文|作品|课件|节目|专题片|案例|试卷|问卷)", "item"),
    (r"(?:家庭)", "household"),
    (r"(?:月)", "month"),
    (
        r"(?:职工|员工|教师|教职工|会员|干部|工人|人员|党员|学生|孩子|子女|同志|女工|代表|人|委员|主席|志愿者|劳模|选手|"
        r"队员|运动员|老师|班主任|专干|农民工|民工|老人|妇女|群众|居民|青年|团员|先进个人|能手|标兵|骨干|积极分子|组长|客户经理|夫妇)",
        "person",
    ),
)
NOUNS = tuple((re.compile(pattern + r"\Z"), unit) for pattern, unit in _NOUNS)
_ASK_THE_NOUN = frozenset("个家次件项场期支所处份条单部只套起")
_ONE_SENSE = {"处": ("place", "unit"), "套": ("set",), "份": ("contract", "proposal"), "条": ("proposal",), "只": ("team",), "支": ("team",), "起": ("case",), "期": ("course",)}

_WORDS = sorted({*PERSON_TIMES, *MONEY, *SCALED, *PLAIN, *BARE}, key=len, reverse=True)
# measure words that begin another word where they stand: 5个人 counts persons, 三场所 does not count occasions
_BEGINS_ANOTHER = {
    "人": "制|民币|口之",
    "位": "一体|数",
    "户": "外|籍",
    "家": "庭",
    "对": "一|口",
    "台": "阶|州",
    "间": "隔",
    "座": "谈|右铭",
    "面": "对|向|临|积|貌|试",
    "把": "手|关|握",
    "只": "有|是|能|要|会",
    "支": "部|行|出|持|教",
    "条": "件|例|款|理",
    "项": "目",
    "道": "路|德",
    "门": "口|诊|户",
    "期": "间|工程|项目|末|中",
    "批": "评|准|复|示",
    "场": "所|地|馆|面",
    "次": "性|数|序|全会|全委|党代会|职代会|会议精神|代表大会",
    "回": "访|顾|报",
    "起": "来|到|步|源|草",
    "例": "如|会|行|外",
    "所": "有|在|以",
    "处": "于|理|长|级|室|分|在",
    "层": "面|次|级|楼",
    "分": "局|公司|之|部|校|厂|行|店|管|类|级|组|布|别|析|享|配|批|工|会|钟",
    "组": "织|建|成|长|员",
    "班": "子|级|主任|组|长|会|车",
    "桌": "椅|面|球",
    "席": "位",
    "部": "分|门|队|委|长|署",
    "集": "中|体|团|资|合|市",
    "版": "面|本|权",
    "队": "伍|员|长",
    "度": "假|过|量|数|身",
    "升": "级|学|旗|国旗|华|至|到|入",
    "平方": "公里|米",
    "克": "服|难|己",
    "头": "脑|条|衔|等|戴",
    "眼": "前|光|睛|科",
    "节": "约|日|假|能|目|前|后|省|期|俗|点|庆|水|支",
    "课": "题|程|堂|外|本|改|件",
    "讲": "话|座|究|述|师|解|课|学|文|台|道|政|奉|团|好",
    "章": "程|节",
    "岗": "位|前|双",
    "点": "面|对|评|击|多|半|钟|亮|子|赞|名|滴|到|至|前|后|左|整|[，。]|\\d|开",
    "站": "点|位|在|长|台",
    "束": "缚",
    "针": "对",
    "句": "号",
    "步": "伐|骤|入|行",
    "元": "旦|月|宵|素|件|化|结构",
    "天": "然|气|津|河|空|地|下",
    "首": "先|次|届|要|家|位|席|创|批",
    "届": "时|满|全国|全委|全会|省|市|县|区|职|教|工|会|党|代|理|委",
    "片": "面|区",
    "本": "着|年|级|科",
    "份": "额|子|内|外",
    "个": "体|性|案|税",
    "倍": "感|加|增",
    "包": "括|含|干|联|保|村",
    "双": "方|向|重|休|赢|创|爱|亮|促",
    "顶": "住|层|级|岗|替",
    "根": "据|本|治",
    "校": "长|园|级|友|外|内",
    "村": "级|委|民|镇|里|务|官|支|干",
    "镇": "级|政|党|委|总|长|工会|联|机关|直",
    "乡": "村|亲|土|级|政|党",
    "县": "级|委|政|总|长|局|直",
    "架": "构|设",
    "口": "味|号|径|头|腔|碑|述|岸|才|之",
    "款": "项|待",
    "种": "植|子|田|树|养",
    "类": "似|别|型",
    "项目": "部",
    "企业": "家|文化",
    "字": "体|画",
    "页": "面",
    "盘": "活|点",
    "块": "状|儿",
    "米": "粮|面|饭",
    "单位": "工会主席",
}
_FOLLOWED = {word: re.compile(pattern) for word, pattern in _BEGINS_ANOTHER.items()}
_UNIT = re.compile("|".join(re.escape(word) for word in _WORDS))


def measure_at(text, position):
    """The measure word that stands at a position, the longest that is not the beginning of another word, or ""."""
    found = _UNIT.match(text, position)
    while found:
        word = found.group()
        other = _FOLLOWED.get(word)
        if not (other and other.match(text, position + len(word))):
            return word
        found = _shorter(text, position, word)
    return ""


def _shorter(text, position, word):
    """A shorter measure word at the same position: 家次 → 家."""
    for length in range(len(word) - 1, 0, -1):
        if word[:length] in PLAIN or word[:length] in BARE:
            return _UNIT.fullmatch(text, position, position + length)
    return None


def unit_of(word, noun):
    """`(unit, factor)` of a measure word beside its noun: ("家", "基层工会") → ("union", 1)."""
    if word in PERSON_TIMES:
        return "person_time", 1
    if word in MONEY:
        return "yuan", 1
    if word in SCALED:
        return SCALED[word]
    if word in PLAIN:
        return _by_noun(word, noun) if word in _ASK_THE_NOUN else PLAIN[word], 1
    return BARE.get(word, "item"), 1


def _by_noun(word, noun):
    for pattern, unit in NOUNS:
        if pattern.search(noun) and not (unit == "person" and word != "个"):
            if word == "期" and unit in ("event", "lecture", "meeting"):
                return "course"
            allowed = _ONE_SENSE.get(word)
            return PLAIN[word] if allowed and unit not in allowed else unit
    return PLAIN[word]


def asks_the_noun(word):
    """Whether a measure word counts different things beside different nouns (家, 件, 次)."""
    return word in _ASK_THE_NOUN
