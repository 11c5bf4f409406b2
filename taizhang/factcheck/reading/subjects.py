"""What a figure counts: the noun beside it, the words around, whose figure it is."""

import re

from .units import NOUNS

REACH = 160  # characters before a figure in which its words are sought
_STOP = re.compile(
    r"[^\u4e00-\u9fffA-Za-z“”]|参加|参与|增加|增长|减少|提高|下降|上升|调整|改|获得|荣获|获|被|开展|签订|签署|签|建起|建立|建成|通过|办理|办好|申报|申请|送去|送上|送|进行|接受|组织|实现|享受|领到|领取|加入|入会|"
    r"完成|达到|达|占|到(?!岗)|在(?!职|岗|册|校|编|外|读)|为|向|给|从(?!业)|对(?!口|象)|把|将|让|使|已|均|都|全部|还|也|就(?!业)|分别|成为|当选|评为|受到|得到|报名|上台|自愿|解决|取得|落实|以及|及|和(?!谐)|与|"
    r"并|其中|共(?!产|青)|约|近|后|前往|前来|赴|用于|之间|用|能|可以|不|没有|由|以|按|的(?=[，。；])|等|来(?!信|访)|去|投入|发放|走访|慰问(?!品|金|活动)|捐款|捐赠|捐|合格|持证|住院(?!医)|上榜|晋级|脱颖|了|过|着|是|有(?!限|关)"
)
_BEFORE_STOP = re.compile(
    r".*(?:共计|总计|合计|累计|一共|共有|共(?!产|青)|其中|已有|已经|已|现有|有(?!限|关)|达到|达|为|了(?!解)|向|给|送去|送上|发放|发表|刊发|发(?!展|动)|收缴|募集|筹集|投入|投资|购买|购置|添置|新购|新增|办理|受理|处理|调解|"
    r"组织|举办|召开|开展|成立|建立|组建|新建|建成|参加|签订|落实|完成|报送|上报|订阅|申请|救助|资助|慰问|走访|看望|帮助|安置|报销|使用|派出|选派|派|评选|评出|评为|表彰|捐赠|拨付|配备|扶持|带动|招募|培训|援建|争取|治愈|刷写|悬挂|制作|印发|张贴|查出|整改|接待|支出|举行|吸收|发展(?=会员|党员)|收到|采纳|创造|设|覆盖|惠及|涉及|获得|荣获|获|由|从|对|在(?!职)|和(?!谐)|与|及|的|是|使|将|把|到|至|并|等|说|全年|今年|去年|每月|每年|每周|每人)"
)
_ACTS_THAT_COUNT = ("培训", "慰问", "走访", "调解")
_BROKEN = re.compile(r".*[^\u4e00-\u9fffA-Za-z“”》《]")
_CLAUSE = re.compile(r"[，。；：！？:;!?\n]")
_LEAD = re.compile(
    r"^(?:今年以来|今年来|今年|本年度|全年|一年来|上半年|下半年|目前|截止目前|截至目前|至此|同时|另外|此外|其中|并且|并|还|共计|共|累计|合计|总计|已经|已|现有|分别|先后|我们|我|也|又|再|仅)+"
)
_OWNER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,10}?(?:社区|村|街道|镇|乡|公司|厂|集团|学校|中学|小学|支行|分局|商场|广场|医院|银行|超市|园区|局|处|院)(?:联合工会|总工会|基层工会|分工会|工会|(?=(?:组织|举办|开展|投资|筹资|发起|募捐|为|向)))"
    r"|(?:镇|街道|乡|县|区|市|校|公司|社区|村|后勤处|机关)(?:联合|总)?工会)"
)
_TERRITORY = re.compile(
    r"全(?:镇|乡|县|市|区|省|村|街道|社区|园区)(?!各基层工会|总|工会|联合|教育|性|局)|辖区(?:内)?|全国|全社会|我[镇县市区]"
)
_UNION_WORDS = re.compile(r"工会|会员|信访|职工书屋|集体合同|专项合同|经费|帮扶|慰问")


def noun_after(clean, end, limit, persons=True):
    """The noun that follows a measure word: as far as a known noun reaches, else up to the next verb or stop."""
    window = clean[end : min(limit, end + 16)]
    if window.startswith("的"):
        window = window[1:]
    stop = _STOP.search(window)
    reach = window[: stop.start()] if stop else window[:12]
    if not reach:
        return ""
    for length in range(len(reach), 0, -1):
        if any(pattern.search(reach[:length]) for pattern, unit in NOUNS if persons or unit != "person"):
            return reach[:length]
    return reach[:8]


def noun_before(clean, start, floor):
    """The noun in front of a figure: 社区工会10家, 慰问金8000元."""
    window = clean[max(floor, start - 24) : start]
    broken = _BROKEN.match(window)
    window = window[broken.end() :] if broken else window
    stop = _BEFORE_STOP.match(window)
    reach = window[stop.end() :] if stop else window
    if len(reach) == 1 or (
        not reach and window.endswith(_ACTS_THAT_COUNT)
    ):  # 慰问金, 技能培训: the verb is a part of the noun
        stop = _BEFORE_STOP.match(window[:-2])
        reach = window[stop.end() :] if stop else window
    return reach[-12:] if len(reach) >= 2 else ""


def clause(clean, start, floor):
    """Where the clause of a figure begins, commas included; a clause longer than REACH is cut there."""
    floor = max(floor, start - REACH)
    begin = floor
    for hit in _CLAUSE.finditer(clean, floor, start):
        begin = hit.end()
    return begin


def subject(clean, figure_start, noun, floor, before):
    """The words that tell what is counted: the clause so far, from the figure before it on, and the noun."""
    begin = max(clause(clean, figure_start, floor), before)
    words = re.sub(r"^[、和及与,，\s]+", "", clean[begin:figure_start])
    words = _LEAD.sub("", words)[-24:]
    return words if noun and words.endswith(noun) else (words + noun)[:40]


def owner(clean, floor, start, union_before=""):
    """`(organisation, scope)` of a figure, from the words of its sentence in front of it."""
    floor = max(floor, start - REACH)
    window = clean[floor:start]
    begin = clause(clean, start, floor)
    place = None
    for hit in _TERRITORY.finditer(clean[begin:start]):
        place = hit
    if place and not _UNION_WORDS.search(clean[begin:start] + clean[start : start + 12]):
        return place.group(), "territory"
    named = None
    for hit in _OWNER.finditer(window):
        named = hit
    if named and not re.match(r"(?:镇|街道|乡|县|区|市|校|公司|机关)(?:联合|总)?工会", named.group()):
        return re.sub(r"^(?:今年|同时|组织|其中|由|在|向|为|和|及|各|我们)+", "", named.group()), "member_unit"
    if place:
        return place.group(), "territory" if not _UNION_WORDS.search(clean[begin : start + 12]) else "own"
    return union_before, "own"


_SPEAKER = re.compile(
    r"([\u4e00-\u9fff]{2,14}?(?:镇|乡|街道|社区|村|县|市|区|公司|集团|厂|学校|中学|小学|二中|四中|一中|三中|大学|学院|医院|银行|后勤处|局|处)(?:联合|总)?工会|[\u4e00-\u9fff]{2,8}(?:联合|总)工会)"
)


def speaker(title, words):
    """The union that speaks: from the title, else from the opening; "" when neither names one."""
    for place in (title, words[:300]):
        hit = _SPEAKER.search(re.sub(r"^.{0,30}?(?:今年来|今年以来|年来)[，,]", "", place))
        if hit and not re.search(r"^(?:在|按照|根据|围绕|区总|市总|省总|县总|上级)|上级|全国总", hit.group()):
            return re.sub(r"^(?:\d{4}年|年|度|我们|本)", "", hit.group())
    return ""
