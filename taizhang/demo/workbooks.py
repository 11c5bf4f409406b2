"""The demonstration as workbooks: what a county office would send in. They stay in the data folder, to be opened and
looked at.
"""

import datetime

import xlsxwriter

from taizhang.demo import federation, people, years

MEMBER_HEADS = (
    "姓名",
    "性别",
    "身份证号",
    "手机号",
    "所在工会编码",
    "工会小组",
    "用工形式",
    "农民工",
    "入会日期",
    "会员状态",
)
EMPLOYMENT = {"机关": "正式在编", "事业": "聘用制", "社区": "社区专干"}
GROUPS = ("第一小组", "第二小组", "第三小组")


def write(path, sheet_name, heads, rows):
    """One workbook with one sheet: numbers as numbers, days as days, everything else as text."""
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime.datetime(2026, 1, 1)})  # noqa: DTZ001  a fixed day: the same seed, the same bytes
    sheet, day, bold = (
        book.add_worksheet(sheet_name),
        book.add_format({"num_format": "yyyy-mm-dd"}),
        book.add_format({"bold": True}),
    )
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(line, column, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(line, column, cell)
            elif cell:
                sheet.write_string(line, column, str(cell))
    book.close()
    return path


def members_of(rng, drawn, place, *, today):
    """The rows of a union's members: most of its staff, joined since its founding; a few have left or keep their
    membership.
    """
    women = {"学校工会": 0.62, "医院工会": 0.7, "社区工会": 0.6}.get(place.kind, 0.42)
    first = max(place.since or people.FIRST_DAY, people.FIRST_DAY)
    for _each in range(max(3, int(place.staff * rng.uniform(0.72, 0.96)))):
        name, sex, number, phone = drawn.draw(place.area, women=women, on=today)
        joined = people.day_between(rng, first, today)
        employment = EMPLOYMENT.get(place.ownership) or rng.choice(
            ("合同制", "合同制", "合同制", "劳务派遣", "非全日制")
        )
        migrant = "是" if place.ownership not in EMPLOYMENT and rng.random() < 0.35 else "否"
        status = "保留会籍" if rng.random() < 0.015 else "在会"
        yield (name, sex, number, phone, place.code, rng.choice(GROUPS), employment, migrant, joined, status)


def all_of(rng, folder, *, today, first_year, taken_phones):
    """Write the three workbooks of the federation. → (places, {importer: path}, {importer: number of rows})"""
    places = federation.grow(rng)
    drawn = people.People(rng, taken_phones=taken_phones)
    members = [row for place in places if place.is_grassroots for row in members_of(rng, drawn, place, today=today)]
    entries = [row for place in places for row in years.work_of(rng, place, first_year=first_year, today=today)]
    units = [place.row() for place in places]
    paths = {
        "units": write(folder / "units.xlsx", "工会", federation.HEADS, units),
        "members": write(folder / "members.xlsx", "会员", MEMBER_HEADS, members),
        "entries": write(folder / "entries.xlsx", "台账", years.HEADS, entries),
    }
    return places, paths, {"units": len(units), "members": len(members), "entries": len(entries)}
