"""The tree of the demonstration: one province, two cities, counties and districts, towns and streets, and what stands
below them.
"""

from dataclasses import dataclass, field
from datetime import date

from taizhang.demo.people import credit_code, day_between

TRADES = (
    ("纺织", "制衣", "鞋业"), ("机械", "电器", "五金"), ("食品", "酒业", "茶业"), ("建材", "水泥", "木业"),
    ("物流", "客运", "快递"), ("商贸", "超市", "百货"), ("酒店", "餐饮", "物业"), ("医药", "化工", "印务"),
)  # fmt: skip
FIRMS = (
    "恒泰", "金源", "宏发", "新华", "永兴", "华强", "天成", "利民", "鼎盛", "福康", "瑞丰", "嘉禾", "德胜", "联丰", "兴旺",
    "长青", "东升", "南湖", "星火", "万通", "光明", "大地", "富民", "精工", "同心", "远航", "百川", "明珠", "四海", "春晖",
)  # fmt: skip
PLACES = (
    "和平", "建设", "解放", "民主", "光明", "新村", "桥头", "河街", "东门", "西门", "南门", "北门", "柳林", "桃园", "梅园",
    "竹山", "清泉", "石塘", "沙湾", "渡口", "凤凰", "龙井", "文昌", "荷塘", "枫林", "白云",
)  # fmt: skip
OWNERSHIP = ("私营", "私营", "私营", "有限责任", "股份", "国有", "港澳台", "外商")
HEADS = ("编码", "名称", "上级编码", "类型", "所在社区", "单位性质", "职工人数", "建会日期", "统一社会信用代码", "备注")


@dataclass
class Place:
    """One unit of the demonstration, as a row of the workbook of units."""

    code: str
    name: str
    above: str
    kind: str
    community: str = ""
    ownership: str = ""
    staff: int | None = None
    since: date | None = None
    credit_code: str = ""
    remark: str = ""
    area: str = ""
    town: "Place | None" = field(default=None, repr=False)

    @property
    def is_union(self):
        """Whether it has members."""
        return self.kind not in ("企业(未建会)", "社区")

    @property
    def is_grassroots(self):
        """Whether it is a union of one employer or one community."""
        return self.is_union and self.staff is not None

    def row(self):
        """The row of the workbook."""
        return (
            self.code,
            self.name,
            self.above,
            self.kind,
            self.community,
            self.ownership,
            self.staff,
            self.since,
            self.credit_code,
            self.remark,
        )


ROOT = Place(
    "XX00",
    "潇湘省总工会",
    "",
    "省总工会",
    since=date(1950, 8, 1),
    credit_code=credit_code("81439900", 1),
    remark="演示数据",
)
CITIES = (
    Place("YL00", "沅澧市总工会", "XX00", "市总工会", since=date(1951, 3, 1), credit_code=credit_code("81439901", 2)),
    Place("ZS00", "资水市总工会", "XX00", "市总工会", since=date(1951, 6, 1), credit_code=credit_code("81439902", 3)),
)
# The county of the sample, exactly as the sample's own workbook has it; everything below it comes from there.
SAMPLE = Place("SM00", "石门县总工会", "YL00", "县总工会", since=date(1951, 5, 1), credit_code="81430726TX000001XK")
COUNTIES = (
    Place("TC00", "桃川县总工会", "YL00", "县总工会", since=date(1952, 5, 1), area="439911"),
    Place("WX00", "武溪区总工会", "YL00", "区总工会", since=date(1983, 9, 1), area="439912"),
    Place("HT00", "花亭县总工会", "ZS00", "县总工会", since=date(1953, 5, 1), area="439921"),
    Place("BQ00", "北桥区总工会", "ZS00", "区总工会", since=date(1985, 4, 1), area="439922"),
)
TOWNS = {
    "TC00": (("青溪镇", "镇联合工会"), ("白马镇", "乡镇总工会"), ("城关街道", "街道总工会")),
    "WX00": (("江北街道", "街道总工会"), ("朝阳街道", "街道总工会")),
    "HT00": (("石桥镇", "乡镇总工会"), ("柳浪镇", "镇联合工会")),
    "BQ00": (("河西街道", "街道总工会"), ("学府街道", "街道总工会")),
}


def grow(rng):
    """All units but the sample's, parents first."""
    places = [ROOT, *CITIES, SAMPLE, *COUNTIES]
    for county in COUNTIES:
        county.credit_code = credit_code(f"81{county.area}", 10 + len(places))
        places += _county(rng, county)
    return places


def _county(rng, county):
    """A county: its towns, and the bank with its branches, which answers to the county."""
    found = []
    for number, (name, kind) in enumerate(TOWNS[county.code], start=1):
        ending = {"镇联合工会": "联合工会", "乡镇总工会": "总工会", "街道总工会": "总工会"}[kind]
        town = Place(
            f"{county.code[:2]}{number}0",
            f"{name}{ending}",
            county.code,
            kind,
            since=day_between(rng, date(1999, 1, 1), date(2005, 12, 31)),
        )
        town.area, town.credit_code = county.area, credit_code(f"81{county.area}", 100 + number)
        found += [town, *_town(rng, town, name)]
    found += _bank(rng, county)
    return found


def _town(rng, town, name):
    found, number = [], 0

    def below(above, title, kind, *, staff, ownership="", community="", opened=None):
        nonlocal number
        number += 1
        since = (
            None
            if kind in ("企业(未建会)", "社区")
            else opened or day_between(rng, date(2005, 1, 1), date(2022, 12, 31))
        )
        place = Place(
            f"{town.code[:3]}{number:02d}",
            title,
            above,
            kind,
            community,
            ownership,
            staff,
            since,
            area=town.area,
            town=town,
        )
        if place.is_union and rng.random() < 0.8:
            place.credit_code = credit_code(f"81{town.area}", 1000 * int(town.code[2]) + number)
        found.append(place)
        return place

    below(town.code, f"{name}机关工会", "机关工会", staff=rng.randint(38, 70), ownership="机关")
    below(town.code, f"{name}中心学校工会", "学校工会", staff=rng.randint(60, 130), ownership="事业")
    if rng.random() < 0.6:
        below(town.code, f"{name}卫生院工会", "医院工会", staff=rng.randint(40, 90), ownership="事业")
    firms, trades = rng.sample(FIRMS, 12), rng.sample(TRADES, 6)
    for place in rng.sample(PLACES, rng.randint(4, 5)):
        community = f"{place}社区"
        union = below(
            town.code, f"{community}工会", "社区工会", staff=rng.randint(20, 60), ownership="社区", community=community
        )
        for _each in range(rng.randint(1, 3)):
            if firms:
                title = firms.pop() + rng.choice(rng.choice(trades))
                below(
                    union.code,
                    f"{title}公司工会",
                    "企业工会",
                    staff=rng.randint(12, 160),
                    ownership=rng.choice(OWNERSHIP),
                    community=community,
                )
        for _each in range(rng.randint(0, 2)):
            if firms:
                title = firms.pop() + rng.choice(rng.choice(trades))
                below(
                    union.code,
                    f"{title}公司",
                    "企业(未建会)",
                    staff=rng.randint(4, 45),
                    ownership="私营",
                    community=community,
                )
    for place in rng.sample(PLACES, 2):
        below(
            town.code,
            f"{place}新区社区",
            "社区",
            staff=rng.randint(8, 20),
            ownership="社区",
            community=f"{place}新区社区",
        )
    return found


def _bank(rng, county):
    """The rural bank of the county with its branch unions."""
    name = county.name.removesuffix("总工会")
    head = Place(
        f"{county.code[:2]}B0",
        f"{name}农村商业银行工会",
        county.code,
        "银行工会",
        "",
        "股份",
        rng.randint(60, 110),
        date(2006, 11, 8),
    )
    head.credit_code = credit_code(f"81{county.area}", 900)
    found = [head]
    for number, place in enumerate(rng.sample(PLACES, 3), start=1):
        title = f"{name}农村商业银行{place}支行工会"
        found.append(
            Place(
                f"{county.code[:2]}B{number}",
                title,
                head.code,
                "银行工会",
                "",
                "股份",
                rng.randint(12, 30),
                date(2007, 4, number * 3),
            )
        )
    for place in found:
        place.area = county.area
    return found
