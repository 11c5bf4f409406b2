"""Three years of union work as it comes round: what a county, a town, a community, a firm, a school and a bank do in
which month.
"""

from dataclasses import dataclass
from datetime import date, timedelta

HEADS = (
    "日期", "工会编码", "目录号", "事项", "人数", "人次", "户数", "家数", "件数", "场次",
    "金额(元)", "实物", "数量", "计量单位", "备注",
)  # fmt: skip
COUNTS = ("人数", "人次", "户数", "家数", "件数", "场次", "金额(元)", "数量")


@dataclass(frozen=True)
class Work:
    """One kind of work that comes round: in which months, how likely, and how much (`{count: (least, most)}`).

    A share of the staff is written as a float: `人数=(0.1, 0.4)`.
    """

    kind: str
    matter: str
    months: tuple
    counts: dict
    chance: float = 1.0
    goods: str = ""
    measure: str = ""
    remark: str = ""


COUNTY = (
    Work("OA-01", "制定《{year}年全县工会工作要点》", (1,), {"件数": (18, 26), "数量": (5, 7)}, measure="方面"),
    Work("RB-08", "总工会全委(扩大)会议", (2,), {"场次": (1, 1), "人次": (60, 110)}),
    Work("RB-07", "总工办发〔{year}〕{n}号 关于做好{season}工会工作的通知", (2, 4, 6, 9, 11), {"件数": (1, 1)}),
    Work("AW-05", "元旦春节送温暖集中走访", (1,), {"户数": (60, 120), "人数": (60, 120), "金额(元)": (48000, 98000)}),
    Work("AW-07", "金秋助学资助困难职工子女", (8,), {"人数": (18, 42), "金额(元)": (54000, 126000)}),
    Work("HN-02", "五一劳动奖章和先进工作者表彰", (4,), {"人数": (8, 16)}),
    Work("LC-06", "全县职工技能大赛", (9,), {"人数": (80, 160), "场次": (3, 6)}),
    Work("RP-05", "法律咨询进企业", (3, 6, 11), {"人次": (60, 180), "场次": (1, 3)}),
    Work("MS-01", "春风行动招聘会", (2,), {"场次": (1, 2), "家数": (35, 70), "人次": (900, 2400), "人数": (120, 380)}),
    Work("OA-09", "半年工作检查", (7,), {"场次": (1, 1), "家数": (6, 12)}),
    Work("RB-03", "报送工会信息", (3, 6, 9, 12), {"件数": (6, 14)}),
    Work("FI-01", "工会经费收缴", (3, 6, 9, 12), {"金额(元)": (120000, 360000), "家数": (20, 45)}),
    Work("AW-03", "困难职工帮扶救助", (5, 10), {"人数": (12, 30), "金额(元)": (15000, 52000)}),
)
TOWN = (
    Work("OA-01", "制定《{year}年工会工作要点》", (1,), {"件数": (12, 18), "数量": (4, 6)}, measure="方面"),
    Work("AW-05", "元旦春节送温暖走访", (1,), {"户数": (8, 24), "人数": (8, 24), "金额(元)": (3000, 12000)}),
    Work("AW-06", "送温暖发放慰问物资", (1,), {"数量": (300, 900)}, goods="大米", measure="斤"),
    Work("AW-06", "送温暖发放慰问物资", (1,), {"数量": (20, 60)}, goods="食用油", measure="桶"),
    Work("RB-08", "工会委员会会议", (1, 3, 5, 7, 9, 11), {"场次": (1, 1), "人次": (9, 15)}),
    Work("RB-07", "工会发文〔{year}〕{n}号", (2, 3, 5, 7, 10), {"件数": (1, 1)}),
    Work("RW-05", "庆“三八”女职工活动", (3,), {"场次": (1, 1), "人数": (60, 160)}),
    Work("AC-05", "“庆五一”职工广场舞展演", (4,), {"人数": (80, 220), "数量": (8, 16)}, measure="个节目"),
    Work("AC-02", "职工健步行", (5, 10), {"人数": (90, 240), "人次": (90, 240), "场次": (1, 1)}),
    Work("AC-08", "职工健身房和乒乓球室开放", tuple(range(1, 13)), {"场次": (8, 20), "人次": (60, 260)}),
    Work("LC-06", "职工技能比武", (6,), {"人数": (40, 120), "场次": (1, 2)}, 0.8),
    Work("AW-03", "困难职工救助", (1, 3, 5, 6, 8, 9, 10, 11, 12), {"人数": (2, 8), "金额(元)": (1200, 9600)}),
    Work("AW-16", "爱心超市发放生活用品", (2, 8), {"人数": (12, 40), "数量": (30, 120)}, 0.7, measure="件"),
    Work("AW-15", "职工互助捐款", (11,), {"金额(元)": (4000, 16000), "人数": (60, 180)}),
    Work("RP-01", "接待职工来访,直接受理", (2, 5, 8, 11), {"件数": (1, 5), "人次": (2, 9)}),
    Work("RP-03", "劳动争议调解成功", (4, 8, 12), {"件数": (1, 4)}, 0.8),
    Work("RP-04", "协助追讨工资", (1, 12), {"人数": (3, 22), "金额(元)": (9000, 86000), "件数": (1, 3)}, 0.6),
    Work("RP-10", "“安康杯”安全生产检查", (3, 6, 9), {"场次": (1, 1), "件数": (2, 9), "家数": (5, 12)}),
    Work("CB-01", "工资集体协商集中签订", (5,), {"家数": (4, 9), "件数": (4, 9), "人数": (180, 460)}),
    Work("CB-03", "女职工专项集体合同签订", (6,), {"家数": (2, 6), "件数": (2, 6), "人数": (60, 180)}),
    Work("TR-01", "职工技能培训班", (4, 9), {"场次": (1, 2), "人数": (36, 96)}),
    Work("TR-02", "工会干部业务培训", (3,), {"场次": (1, 1), "人数": (12, 30)}),
    Work("RB-05", "《工会法》宣传咨询", (4, 12), {"场次": (1, 2), "数量": (300, 900)}, measure="份"),
    Work("RB-03", "报送工会信息", tuple(range(1, 13)), {"件数": (1, 4)}),
    Work("MS-02", "介绍下岗职工再就业", (3, 7, 10), {"人数": (6, 28)}),
    Work("MM-03", "组织职工参加医疗互助", (12,), {"人数": (260, 540), "金额(元)": (26000, 64000)}, 0.9),
    Work("MS-02", "全镇新增就业", (6, 12), {"人数": (160, 420)}, remark="全镇统计数"),
    Work("RP-07", "建立维权小组的工会", (12,), {"家数": (8, 14)}, remark="时点数"),
    Work("FA-02", "职工书屋藏书", (12,), {"数量": (1200, 3600)}, measure="册", remark="时点数"),
    Work("FI-03", "上缴上级工会经费", (6, 12), {"金额(元)": (8000, 26000)}),
)
COMMUNITY = (
    Work("AW-05", "春节慰问困难职工", (1,), {"户数": (2, 8), "人数": (2, 8), "金额(元)": (600, 2400)}),
    Work("DM-13", "走访辖区企业和职工", (3, 6, 9), {"家数": (2, 6), "人次": (6, 24), "件数": (1, 5)}),
    Work("AC-02", "社区职工棋牌赛", (5,), {"人数": (16, 48), "场次": (1, 1)}, 0.7),
    Work("RP-08", "职工维权周", (4, 8, 11), {"场次": (1, 1), "家数": (2, 5)}, 0.7),
    Work("RB-05", "宣传栏换新", (2, 5, 8, 11), {"件数": (1, 1)}, 0.8),
    Work("MS-04", "志愿服务队上门服务", (7, 10), {"场次": (1, 2), "人次": (8, 30)}, 0.7),
)
FIRM = (
    Work("DM-01", "职工大会", (3,), {"场次": (1, 1), "人数": (0.6, 0.95), "件数": (1, 3)}, 0.9),
    Work("CB-02", "集体合同续签", (4,), {"家数": (1, 1), "件数": (1, 1), "人数": (0.9, 1.0)}, 0.4),
    Work("RP-10", "班组安全检查", (2, 6, 9, 11), {"场次": (1, 2), "件数": (0, 4)}, 0.8),
    Work("AC-02", "职工趣味运动会", (5, 10), {"人数": (0.3, 0.7), "场次": (1, 1)}, 0.6),
    Work("AW-17", "夏季送清凉", (7,), {"人数": (0.4, 0.9), "金额(元)": (800, 4200)}, 0.7),
    Work("TR-01", "岗前安全培训", (3, 9), {"场次": (1, 1), "人数": (0.15, 0.4)}, 0.7),
    Work("LC-05", "合理化建议征集", (6,), {"件数": (3, 18), "人数": (3, 12)}, 0.6),
    Work("AW-10", "看望患病住院职工", (2, 5, 8, 11), {"人数": (1, 2), "金额(元)": (300, 1000)}, 0.5),
)
SCHOOL = (
    Work("DM-01", "教职工代表大会", (3,), {"场次": (1, 1), "人数": (0.3, 0.4), "件数": (2, 4)}),
    Work("DM-04", "收到教代会提案", (3,), {"件数": (12, 28)}),
    Work("DM-04", "办结教代会提案", (10,), {"件数": (9, 12)}),
    Work("AC-02", "教职工拔河比赛", (5,), {"人数": (0.4, 0.7), "场次": (1, 1)}),
    Work("AC-05", "教师节文艺汇演", (9,), {"人数": (0.3, 0.5), "场次": (1, 1)}),
    Work("TR-05", "师德师风专题学习", (2, 8), {"场次": (1, 2), "人次": (0.8, 1.0)}),
    Work("AW-10", "看望患病教师", (4, 11), {"人数": (1, 3), "金额(元)": (500, 1800)}, 0.7),
)
BANK = (
    Work("LC-06", "业务技能练兵比武", (6,), {"人数": (0.3, 0.6), "场次": (1, 1)}),
    Work("MM-06", "职工健康体检", (4,), {"人数": (0.9, 1.0)}),
    Work("AC-02", "职工篮球赛", (5, 9), {"人数": (12, 30), "场次": (1, 1)}, 0.8),
    Work("FA-05", "职工小家更新设施", (8,), {"家数": (1, 1), "金额(元)": (3000, 12000)}, 0.5),
    Work("TR-05", "道德讲堂", (3, 11), {"场次": (1, 1), "人次": (20, 60)}, 0.8),
)
SEASONS = {
    1: "一季度", 2: "春季", 3: "春季", 4: "二季度", 5: "夏季", 6: "夏季",
    7: "三季度", 8: "秋季", 9: "秋季", 10: "四季度", 11: "冬季", 12: "冬季",
}  # fmt: skip


def calendar_of(place):
    """What comes round at this unit."""
    if place.code == "SM00":
        return ()  # the sample's county has nothing but the sample
    by_kind = {"县总工会": COUNTY, "区总工会": COUNTY, "社区工会": COMMUNITY, "学校工会": SCHOOL, "银行工会": BANK}
    if place.kind in ("镇联合工会", "乡镇总工会", "街道总工会"):
        return TOWN
    return by_kind.get(place.kind, FIRM if place.is_grassroots else ())


def work_of(rng, place, *, first_year, today):
    """The rows of one unit's ledger, from the first year to today, in order of days."""
    rows = []
    for year in range(first_year, today.year + 1):
        growth = 1 + 0.06 * (year - first_year)
        number = 0
        for work in calendar_of(place):
            for month in work.months:
                on = date(year, month, 1) + timedelta(days=rng.randrange(27))
                happened = rng.random() < work.chance
                counts = _counts(rng, work, place, growth)
                number += work.kind == "RB-07"
                if happened and on <= today and (place.since is None or place.since <= on):
                    rows.append(_row(work, place, on, counts, number))
    return sorted(rows, key=lambda row: row[0])


def _counts(rng, work, place, growth):
    counts = {}
    for name, (least, most) in work.counts.items():
        if isinstance(most, float):
            staff = place.staff or 20
            counts[name] = max(1, int(rng.uniform(least, most) * staff))
        elif name in ("场次", "家数") and most <= 2:
            counts[name] = rng.randint(least, most)
        else:
            drawn = rng.randint(least, most) * growth
            counts[name] = int(round(drawn, -2)) if most >= 1000 else int(drawn)
    return counts


def _row(work, place, on, counts, number):
    matter = work.matter.format(year=on.year, n=number, season=SEASONS[on.month])
    values = {**dict.fromkeys(COUNTS), **counts}
    return (
        on, place.code, work.kind, matter, values["人数"], values["人次"], values["户数"], values["家数"], values["件数"], values["场次"],
        values["金额(元)"], work.goods or None, values["数量"], work.measure or None, work.remark or None,
    )  # fmt: skip
