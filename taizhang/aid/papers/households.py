"""The form of the hardship file on paper (困难职工档案表), and the roster as a workbook in the layout that the import reads."""

from taizhang.aid import queries, rules
from taizhang.aid.imports.columns import COLUMNS
from taizhang.aid.models import Assessment
from taizhang.word.document import Document, Paragraph, Table, Words
from taizhang.word.package import to_bytes

HEADS = tuple(
    column for column in COLUMNS if not column.key.startswith("member_") and column.key not in ("family_income",)
)  # the family stands below the head: no columns beside


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _yes(value):
    return {True: "是", False: "否"}.get(value, "")


def _amount(amount):
    return "" if amount is None else f"{amount:f}".rstrip("0").rstrip(".") if "." in f"{amount:f}" else f"{amount:f}"


# --- the form in Word ---------------------------------------------------------------------------------------------------------------


def form(household, shown, on):
    """The whole file as a Word paper in bytes. `shown`: the plain sealed fields, as `actions.households.reveal_file` gives them."""
    head, plain = household.head, shown["household"]
    own = next(values for one, values in shown["family"] if one.is_head)
    blocks = [
        Paragraph((Words("困难职工档案表"),), "title"),
        Paragraph((Words(f"档案编号：{household.number or '（未建档）'}　　工会：{household.unit.name}"),), "note"),
        _pairs(_about_head(household, head, own, plain)),
        Paragraph((Words("家庭成员"),), "caption"),
        _family(shown["family"]),
        Paragraph((Words("家庭收入核算"),), "caption"),
        *_means(household),
        Paragraph((Words("致困原因和情况"),), "caption"),
        Paragraph(
            (
                Words(
                    f"主要致困原因：{household.main_cause}。次要致困原因：{'、'.join(household.further_causes) or '无'}。"
                ),
            )
        ),
        Paragraph((Words(plain["circumstances"] or "（无说明）"),)),
        Paragraph((Words("同意和授权"),), "caption"),
        *_consents(household),
        Paragraph((Words("各级意见"),), "caption"),
        _opinions(),
        Paragraph((Words(f"打印日期：{_day(on)}"),), "date"),
    ]
    return to_bytes(Document("困难职工档案表", tuple(blocks), author=household.unit.name))


def _about_head(household, head, own, plain):
    return (
        ("姓名", head.name), ("性别", head.sex), ("民族", head.ethnic), ("政治面貌", head.political),
        ("出生日期", _day(head.birth_on)), ("身份证号", own["id_number"]), ("联系电话", plain["phone"]), ("健康状况", own["health"]),
        ("残疾", own["disability"]), ("婚姻状况", household.marital), ("户口类型", head.household), ("困难类别", household.category),
        ("工作状态", household.work_status), ("参加工作时间", _day(household.work_since)), ("劳模类型", household.model_worker),
        ("职工编号", household.staff_no), ("所属行业", household.industry), ("单位性质", household.employer_nature),
        ("企业状况", household.employer_state), ("医保状况", household.insurance), ("住房类型", household.housing),
        ("住房面积", _amount(household.housing_area)), ("单亲", _yes(household.single_parent)), ("零就业家庭", _yes(household.no_one_employed)),
        ("有无自救能力", _yes(household.can_help_self)), ("户口所在行政区划", household.division), ("邮政编码", household.postcode),
        ("家庭住址", plain["address"]), ("建档日期", _day(household.filed_on)), ("有效期至", _day(household.valid_until)),
    )  # fmt: skip


def _pairs(pairs):
    """Name and value, two pairs to a row."""
    cells = [(((Words(name, "hei"),),), ((Words(str(value or "")),),)) for name, value in pairs]
    rows = [(*cells[at], *(cells[at + 1] if at + 1 < len(cells) else (((),), ((),)))) for at in range(0, len(cells), 2)]
    return Table(("项目", "内容", "项目", "内容"), tuple(rows), (3, 6, 3, 6))


def _family(rows):
    heads = ("关系", "姓名", "性别", "出生日期", "身份证号", "健康", "月收入", "身份", "单位或学校")
    body = tuple(
        tuple(
            ((Words(text),),)
            for text in (
                one.relation, one.name, one.sex, one.birth_on.isoformat() if one.birth_on else "", values["id_number"], values["health"],
                _amount(one.monthly_income), one.occupation, " ".join(filter(None, (one.workplace, one.study_level, one.study_year))),
            )
        )
        for one, values in rows
    )  # fmt: skip
    return Table(heads, body, (4, 5, 3, 7, 12, 6, 5, 5, 9), style="small")


def _means(household):
    made = queries.households.latest(household)
    if made is None:
        return (Paragraph((Words("尚未核算。"),)),)
    return (
        Paragraph((Words(f"{_day(made.since)}起{made.months}个月：{rules.means.arithmetic(made)}。"),)),
        Paragraph((Words(f"标准：{made.line_place}，{made.line_source}；分类办法：{made.scheme}。"),)),
    )


def _consents(household):
    found = queries.households.consents(household)
    if not found:
        return (Paragraph((Words("无。"),)),)
    return tuple(
        Paragraph(
            (
                Words(
                    f"{one.purpose}：{one.given_by}，{_day(one.given_on)}{f'，{_day(one.withdrawn_on)}撤回' if one.withdrawn_on else ''}。"
                ),
            )
        )
        for one in found
    )


def _opinions():
    who = ("所在单位党政意见", "基层工会意见", "上级工会意见")
    sign = "　　　　　　　　（盖章）　　　年　　月　　日"
    return Table(("签署单位", "意见"), tuple((((Words(name),),), ((), (), (Words(sign),))) for name in who), (2, 7))


# --- the roster in Excel --------------------------------------------------------------------------------------------------------------


ROSTER_READS = ("family", "assessments", "consents")


def roster(households, *, plain=False):
    """[(sheet, heads, rows)] in the layout that the import reads: the head's row, the family rows below. Sealed fields masked unless `plain`."""
    rows = []
    for household in households:
        for one in _standing(household):
            rows.append([_cell(household, one, column.key, plain) for column in HEADS])
    return [("困难职工档案", [column.label for column in HEADS], rows)]


def _standing(household):
    """The family table from what was fetched along: the head first."""
    return sorted(
        (one for one in household.family.all() if one.left_on is None), key=lambda one: (not one.is_head, one.pk)
    )


def _last(household):
    return max(household.assessments.all(), key=lambda one: (one.on, one.pk), default=None)


OF_MEMBER = {
    "relation": "relation", "name": "name", "sex": "sex", "birth_on": "birth_on", "political": "political", "insurance": "insurance",
    "monthly_income": "monthly_income", "occupation": "occupation", "workplace": "workplace", "study_level": "study_level",
    "study_year": "study_year",
}  # fmt: skip
SEALED = ("id_number", "health", "disability")


def _cell(household, one, key, plain):
    if key in SEALED:
        value = getattr(one, key)
        return (value.reveal() if plain else value.masked) if value else ""
    if key in OF_MEMBER:
        return getattr(one, OF_MEMBER[key])
    if key == "file_no":
        return household.number or f"{household.unit.code}-{household.pk}"
    return _of_head(household, key, plain) if one.is_head else ""


def _of_head(household, key, plain):
    """What stands in the row of the head alone."""
    head = household.head
    if key in ("unit", "unit_name"):
        return household.unit.code if key == "unit" else household.unit.name
    if key in ("phone", "address", "circumstances"):
        value = head.phone if key == "phone" else getattr(household, key)
        return (value.reveal() if plain else value.masked) if value else ""
    if key in ("ethnic", "household"):
        return getattr(head, key)
    if key == "further_causes":
        return "、".join(household.further_causes)
    if key == "persons":
        return len(_standing(household))
    if key in (*Assessment.INCOME, *Assessment.SPENDING, "sudden"):
        made = _last(household)
        value = getattr(made, key) if made else ""
        return _yes(value) if key == "sudden" and made else value
    if key == "consent_on":
        found = [one.given_on for one in household.consents.all() if one.withdrawn_on is None]
        return min(found) if found else ""
    value = getattr(household, key)
    return _yes(value) if isinstance(value, bool) else value
