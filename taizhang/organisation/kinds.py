"""The kinds of unit, as declared data: what officers call them, how they rank, and what may stand below what.

A federation that has further kinds puts them into `unit_kinds.csv` of the data folder (columns as in FIELDS): data, not code.
The Chinese label is the word that workbooks write; it is what the filter 类型=… compares. Words that look alike but are written
apart in workbooks (镇联合工会, 乡镇总工会) are kinds of their own, so that nobody's own word is lost on the way.
"""

import csv
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings

from taizhang.kernel.manifest import UnitKind

FIELDS = ("code", "label", "label_en", "synonyms", "is_union", "grassroots", "level", "children")

EMPLOYERS = ("employer", "institution_employer")
TEAMS = ("sub_union", "department_union", "union_group")
# Single unions of one employer (单独基层工会)
SINGLE = (
    "organ_union",
    "institution_union",
    "school_union",
    "hospital_union",
    "company_union",
    "state_company_union",
    "bank_union",
    "social_union",
    "single_union",
)
# Unions that gather the members of a place or of several employers (联合基层工会, 村(社区)工会)
GATHERING = ("community_union", "village_union", "joint_union", "area_federation", "industry_federation", "new_form_union")
PLACES = ("community", "village")
TOWN = ("town_joint_union", "town_general_union", "street_general_union", "street_union", "park_union", "park_general_union")
GROUND = SINGLE + GATHERING + PLACES + EMPLOYERS
COUNTY = ("county_federation", "district_federation")
BRANCH = ("industry_union", "system_union", "group_union", "organs_federation")

_union = {"is_union": True}
_ground = {"is_union": True, "grassroots": True, "level": 6}


def _kind(code, label, label_en, synonyms="", **rest):
    return UnitKind(code, label, label_en, synonyms=tuple(synonyms.split()), **rest)


DECLARED = (
    _kind("national_federation", "全国总工会", "National federation", "中华全国总工会 全总", **_union, level=1,
          children=("province_federation", "city_federation", *BRANCH)),
    _kind("province_federation", "省总工会", "Provincial federation", "自治区总工会 直辖市总工会 省级总工会 省工会", **_union, level=2,
          children=("city_federation", *COUNTY, *BRANCH, *TOWN, *GROUND)),
    _kind("city_federation", "市总工会", "City federation", "州总工会 地区工会 盟总工会 地市总工会 市级总工会 市工会", **_union, level=3,
          children=(*COUNTY, *BRANCH, *TOWN, *GROUND)),
    _kind("county_federation", "县总工会", "County federation", "县级总工会 旗总工会 县级市总工会 县工会 县级以上总工会", **_union, level=4,
          children=(*BRANCH, *TOWN, *GROUND)),
    _kind("district_federation", "区总工会", "District federation", "区级总工会 市辖区总工会 区工会", **_union, level=4,
          children=(*BRANCH, *TOWN, *GROUND)),
    _kind("industry_union", "产业工会", "Industrial union", "产业工会委员会 行业产业工会", **_union, level=4, children=("system_union", *GROUND, *TEAMS)),
    _kind("system_union", "系统工会", "Union of a branch of administration", "局工会 教育工会 卫生工会 系统工会联合会 局系统工会", **_union, level=5,
          children=(*GROUND, *TEAMS)),
    _kind("group_union", "集团工会", "Union of a group of companies", "集团公司工会 总公司工会 分行工会", **_union, level=5, children=(*SINGLE, *TEAMS, *EMPLOYERS)),
    _kind("organs_federation", "机关工会联合会", "Federation of unions of public offices", "机关工会工作委员会 机关工委 直属机关工会 直属机关工会联合会",
          **_union, level=5, children=(*SINGLE, *TEAMS)),
    _kind("town_joint_union", "镇联合工会", "Joint union of a town", "乡联合工会 乡镇联合工会 镇工会联合会 乡镇工会联合会", **_union, level=5, children=GROUND),
    _kind("town_general_union", "乡镇总工会", "Town union", "镇总工会 乡总工会 镇工会 乡工会 乡镇工会 乡镇(街道)工会", **_union, level=5, children=GROUND),
    _kind("street_general_union", "街道总工会", "Street union", "街道工会联合会 街道办事处总工会", **_union, level=5, children=("street_union", *GROUND)),
    _kind("street_union", "街道工会", "Street union (single)", "街道办事处工会 街道联合工会 街道工会工作委员会", **_union, level=5, children=(*GROUND, *TEAMS)),
    _kind("park_general_union", "开发区总工会", "General union of a development zone", "园区总工会 高新区总工会 经开区总工会 工业园区总工会", **_union, level=5,
          children=("park_union", *TOWN[:4], *GROUND)),
    _kind("park_union", "开发区工会", "Union of a development zone", "园区工会 工业园区工会 高新区工会 经开区工会 开发区工会联合会 园区工会联合会 商圈工会",
          **_union, level=5, children=(*GROUND, *TEAMS)),
    _kind("community_union", "社区工会", "Community union", "社区联合工会 社区工会联合会 居委会工会 社区居委会工会 村(社区)工会", **_ground,
          children=(*SINGLE, "joint_union", "new_form_union", "industry_federation", *TEAMS, *EMPLOYERS)),
    _kind("village_union", "村工会", "Village union", "村联合工会 村委会工会 村级工会 村工会联合会", **_ground,
          children=(*SINGLE, "joint_union", "new_form_union", *TEAMS, *EMPLOYERS)),
    _kind("organ_union", "机关工会", "Union of a public office", "政府机关工会 镇机关工会 街道机关工会 党政机关工会", **_ground, children=TEAMS),
    _kind("institution_union", "事业单位工会", "Union of a public institution", "事业工会 事业单位基层工会", **_ground, children=(*TEAMS, *SINGLE)),
    _kind("school_union", "学校工会", "School union", "教育单位工会 中学工会 小学工会 幼儿园工会 高校工会 教育工会委员会", **_ground, children=TEAMS),
    _kind("hospital_union", "医院工会", "Hospital union", "卫生院工会 卫生单位工会", **_ground, children=TEAMS),
    _kind("company_union", "企业工会", "Enterprise union", "非公企业工会 民营企业工会 私营企业工会 公司工会 外资企业工会 厂工会 非公有制企业工会 企业单独工会",
          **_ground, children=("company_union", "state_company_union", *TEAMS, *EMPLOYERS)),
    _kind("state_company_union", "国有企业工会", "Union of a state-owned enterprise", "国企工会 国有控股企业工会 公有制企业工会", **_ground,
          children=("company_union", "state_company_union", *TEAMS, *EMPLOYERS)),
    _kind("bank_union", "银行工会", "Bank union", "支行工会 金融单位工会 信用社工会", **_ground, children=("bank_union", *TEAMS)),
    _kind("social_union", "社会组织工会", "Union of a social organisation", "民办非企业工会 社会团体工会 协会工会", **_ground, children=TEAMS),
    _kind("single_union", "单独基层工会", "Grassroots union of one employer", "基层工会 基层工会委员会 单建工会 独立工会 单独工会", **_ground,
          children=(*SINGLE, *TEAMS, *EMPLOYERS)),
    _kind("joint_union", "联合基层工会", "Joint grassroots union", "基层联合工会 联合工会 联建工会 企业联合工会 楼宇联合工会 楼宇工会 商务楼宇工会 市场工会", **_ground,
          children=(*SINGLE, *TEAMS, *EMPLOYERS)),
    _kind("area_federation", "工会联合会", "Federation of unions of an area", "区域工会联合会 区域性工会联合会 片区工会联合会", **_ground,
          children=(*SINGLE, "joint_union", "new_form_union", "community_union", "village_union", *TEAMS, *EMPLOYERS)),
    _kind("industry_federation", "行业工会联合会", "Federation of unions of a trade", "行业工会 行业性工会联合会 行业联合工会", **_ground,
          children=(*SINGLE, "joint_union", "new_form_union", *TEAMS, *EMPLOYERS)),
    _kind("new_form_union", "新就业形态工会", "Union of new forms of work", "新业态工会 快递行业工会 货车司机工会 网约车工会 新就业形态劳动者工会", **_ground,
          children=(*TEAMS, *EMPLOYERS)),
    _kind("sub_union", "分会", "Branch union", "分工会 二级工会 支会 工会分会 部门工会分会", **_union, level=7,
          children=("sub_union", "department_union", "union_group")),
    _kind("department_union", "部门工会", "Department union", "车间工会 科室工会 系部工会 二级分工会", **_union, level=7, children=("sub_union", "union_group")),
    _kind("union_group", "工会小组", "Union group", "小组 会员小组", **_union, level=8),
    _kind("employer", "企业(未建会)", "Enterprise without a union", "未建会企业 企业 未建会单位 用人单位 未建会 企业(无工会) 未组建工会企业",
          is_union=False, level=7, children=EMPLOYERS),
    _kind("institution_employer", "事业单位(未建会)", "Institution without a union", "未建会事业单位 机关(未建会) 学校(未建会) 社会组织(未建会)",
          is_union=False, level=7),
    _kind("community", "社区", "Community without a union", "社区(未建会) 居委会 未建会社区", is_union=False, level=6,
          children=(*SINGLE, "joint_union", "new_form_union", *EMPLOYERS)),
    _kind("village", "村", "Village without a union", "村(未建会) 行政村 村委会 未建会村", is_union=False, level=6,
          children=(*SINGLE, "joint_union", "new_form_union", *EMPLOYERS)),
)

# The last resort for a word that nobody declared: the longest ending that says what it is. Marked as a guess in the preview.
ENDINGS = (
    ("社区工会", "community_union"), ("村工会", "village_union"), ("机关工会", "organ_union"), ("学校工会", "school_union"),
    ("医院工会", "hospital_union"), ("企业工会", "company_union"), ("公司工会", "company_union"), ("厂工会", "company_union"),
    ("街道工会", "street_union"), ("镇工会", "town_general_union"), ("乡工会", "town_general_union"), ("行业工会联合会", "industry_federation"),
    ("工会联合会", "area_federation"), ("联合工会", "joint_union"), ("区总工会", "district_federation"), ("县总工会", "county_federation"),
    ("街道总工会", "street_general_union"), ("镇总工会", "town_general_union"), ("乡总工会", "town_general_union"),
    ("市总工会", "city_federation"), ("省总工会", "province_federation"), ("分会", "sub_union"), ("分工会", "sub_union"),
    ("小组", "union_group"), ("未建会)", "employer"), ("工会", "single_union"), ("公司", "employer"), ("社区", "community"), ("村", "village"),
)


def key(text):
    """One spelling for one word: half width, round brackets, no spaces."""
    return "".join(unicodedata.normalize("NFKC", str(text or "")).split()).replace("（", "(").replace("）", ")")


def own(path=None):
    """The kinds that this federation added: `unit_kinds.csv` in the data folder; none if there is no such file."""
    path = Path(path or Path(settings.TAIZHANG_DATA) / "unit_kinds.csv")
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(_read(row) for row in csv.DictReader(lines) if (row.get("code") or "").strip())


def _read(row):
    words = {name: (row.get(name) or "").strip() for name in FIELDS}
    yes = {"1", "是", "yes", "true", "y"}
    return UnitKind(
        words["code"],
        words["label"],
        words["label_en"] or words["label"],
        synonyms=tuple(words["synonyms"].split()),
        is_union=words["is_union"].lower() in yes,
        grassroots=words["grassroots"].lower() in yes,
        level=int(words["level"] or 9),
        children=tuple(words["children"].split()),
    )


@cache
def all_kinds():
    """Every kind by code: the declared ones and the federation's own. An own kind with a known code replaces the declared one."""
    return {kind.code: kind for kind in (*DECLARED, *own())}


@cache
def _words():
    found = {}
    for kind in all_kinds().values():
        for word in (kind.code, kind.label, kind.label_en, *kind.synonyms):
            found.setdefault(key(word), kind)
    # A label is stronger than somebody else's synonym.
    found.update({key(kind.label): kind for kind in all_kinds().values()})
    return found


def of(code):
    """The kind with this code; an undeclared code is an error of the program."""
    return all_kinds()[code]


def find(text):
    """The kind that this word means: code, label or synonym; None if nobody declared it."""
    return _words().get(key(text))


def guess(text):
    """What an undeclared word most likely means, by its ending; None if it says nothing."""
    word = key(text)
    for ending, code in sorted(ENDINGS, key=lambda pair: -len(pair[0])):
        if word.endswith(ending):
            return of(code)
    return None


def codes(**wanted):
    """Codes of the kinds with these properties: codes(grassroots=True), codes(is_union=True)."""
    return tuple(code for code, kind in all_kinds().items() if all(getattr(kind, name) == value for name, value in wanted.items()))
