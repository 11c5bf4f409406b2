"""The columns of the workbook of enrolments, the words that unions use for them, and what may be wrong with a row."""

from taizhang.intake.importers import Column
from taizhang.intake.problems import declare

declare(
    (
        "not_on_register",
        "名册上没有此人，请先导入会员",
        "nobody of this name or number is on the register; import the member first",
    ),
    (
        "namesakes",
        "本单位有同名会员，请填身份证号",
        "several members of this union bear the name; give the identity number",
    ),
    ("member_elsewhere", "此人会籍不在这个单位", "the person's membership is not at this union"),
    ("season_unknown", "没有正在办理的“{product}”{year}年度参保", "no year of enrolment “{product}” {year} is open"),
    ("season_unclear", "有几个互助产品在办理，请填参保产品：{known}", "several products are open; say which: {known}"),
    ("cannot_be_enrolled", "不能参保：{why}", "cannot be enrolled: {why}"),
    (
        "premium_differs",
        "与本年度标准{premium}元不同，按表内金额登记",
        "the premium of the year is {premium}; the amount given is taken",
    ),
    ("paid_outside", "缴费日期不在参保期内，按未缴登记", "the day of payment lies outside the year; kept as unpaid"),
    ("enrolled_twice", "与前面一行为同一人", "the same person as an earlier row"),
)

COLUMNS = (
    Column("name", "姓名", ("职工姓名", "会员姓名", "参保人", "参保人姓名", "被保险人", "被保险人姓名", "人员姓名", "参保职工"), type="name",
           english="name", required=True, missing="empty_name", max_length=60, example="张三"),
    Column("id_number", "身份证号", ("身份证号码", "身份证", "公民身份号码", "证件号码", "证件号", "居民身份证号码"), type="id_number",
           english="identity number", width=22, example="11010519491231002X", note="文本格式，18位"),
    Column("unit", "所在工会编码", ("工会编码", "单位编码", "组织编码", "工会代码", "单位代码"), type="unit", english="union code",
           example="CY01", note="编码或名称"),
    Column("unit_name", "所在工会", ("工会名称", "单位名称", "所在单位", "工作单位", "单位", "工会", "参保单位", "基层工会"), type="unit",
           english="union", width=22),
    Column("product", "参保产品", ("险种", "互助产品", "互助项目", "保障计划", "参保险种", "项目", "保险名称"), english="product", max_length=80,
           example="职工医疗互助"),
    Column("year", "参保年度", ("年度", "保障年度", "年份", "参保年份", "期数"), type="int", english="year", example="2008"),
    Column("premium", "互助金", ("保费", "缴费金额", "金额", "保险费", "参保费", "缴费标准", "交费金额", "应缴金额"), type="money",
           english="premium", example="100"),
    Column("union_share", "工会承担", ("工会补助", "工会缴纳", "单位承担", "工会出资", "单位缴费"), type="money", english="paid by the union",
           example="40"),
    Column("paid_on", "缴费日期", ("交费日期", "缴费时间", "缴款日期", "到账日期", "缴纳日期"), type="date", english="paid on",
           coarse="month", example="2008-01-15"),
    Column("remark", "备注", ("说明", "附注"), english="remark", max_length=200),
)  # fmt: skip
