"""The columns of the workbooks of congresses, the words that unions use for them, and what may be wrong with a row."""

from taizhang.congress.models import Congress, Delegate
from taizhang.intake.importers import Column
from taizhang.intake.problems import declare

declare(
    ("no_congress", "本单位没有任期内的职代会，请先登记届次", "no congress is in office at this unit; begin a term first"),
    ("several_congresses", "本单位有几个代表大会，请填会议类别：{known}", "several congresses are in office; say which: {known}"),
    ("constituency_unknown", "没有选区“{name}”，请先划分选区", "there is no constituency “{name}”; lay it out first"),
    ("constituency_full", "选区“{name}”的名额已满", "all seats of “{name}” are taken"),
    ("delegate_twice", "与前面一行为同一人", "the same person as an earlier row"),
    ("delegates_alike", "名册上有同名会员，请填身份证号；先按姓名登记", "several members bear the name; entered by name alone"),
    ("delegate_no_member", "名册上没有此人，按姓名登记", "nobody of this name is on the register; entered by name"),
    ("not_elected", "得票不足：{why}", "the votes are not enough: {why}"),
    ("no_session", "没有正在召开的会议，请先发会议通知", "no session has been called; call it first"),
    ("several_sessions", "有几次会议可以签到，请填会议：{known}", "several sessions take attendance; say which: {known}"),
    ("not_a_delegate", "不是应到代表", "not among those who are due"),
    ("same_name_due", "有同名代表，请填代表证号", "several delegates bear the name; give the card number"),
)  # fmt: skip

UNITS = (
    Column("unit", "所在工会编码", ("工会编码", "单位编码", "组织编码", "工会代码"), type="unit", english="union code", example="CY01"),
    Column("unit_name", "所在工会", ("工会名称", "单位名称", "单位", "工会", "基层工会"), type="unit", english="union", width=22),
)  # fmt: skip
NAME = Column("name", "姓名", ("代表姓名", "职工姓名", "代表", "正式代表", "当选代表"), type="name", english="name", required=True,
              missing="empty_name", max_length=60, example="张三")  # fmt: skip

DELEGATES = (
    NAME,
    Column("sex", "性别", (), type="choice", english="sex", choices=("男", "女"), open_vocabulary=False, translations={"男性": "男", "女性": "女"},
           example="女"),
    Column("id_number", "身份证号", ("身份证号码", "身份证", "公民身份号码", "证件号码"), type="id_number", english="identity number", width=22,
           note="文本格式，18位；填了能对上会员名册"),
    *UNITS,
    Column("kind", "会议类别", ("大会类别", "代表大会类别", "会议名称"), type="choice", english="congress", choices=tuple(Congress.Kind.values),
           translations={"职代会": "职工代表大会", "教代会": "教职工代表大会", "会代会": "会员代表大会"}, max_length=20, width=18),
    Column("constituency", "选区", ("选举单位", "代表团", "代表组", "所属选区", "所在选区"), english="constituency", max_length=60),
    Column("standing_as", "代表类别", ("代表身份",), type="choice", english="standing", choices=tuple(Delegate.Standing.values),
           translations={"正式": "正式代表", "列席": "列席代表", "特邀": "特邀代表"}, max_length=8, example="正式代表"),
    Column("post", "岗位类别", ("岗位性质", "人员类别", "职工类别"), type="choice", english="work", choices=tuple(Delegate.Post.values),
           translations={
               "一线": "一线职工", "工人": "一线职工", "一线工人": "一线职工", "教师": "一线职工", "技术人员": "技术和一般管理人员",
               "一般管理人员": "技术和一般管理人员", "管理人员": "技术和一般管理人员", "中层": "中层以上管理人员", "中层干部": "中层以上管理人员",
               "领导": "中层以上管理人员", "领导干部": "中层以上管理人员", "中层以上": "中层以上管理人员",
           }, max_length=12, example="一线职工"),
    Column("teacher", "教师", ("是否教师",), type="bool", english="teacher", example="否"),
    Column("position", "职务", ("岗位", "职务职称", "工种"), english="position", max_length=60, example="挡车工"),
    Column("elected_on", "当选日期", ("选举日期", "当选时间", "选举时间"), type="date", english="elected on", coarse="month", example="2026-02-20"),
    Column("entitled", "应到人数", ("选区人数", "选举人数", "应到会人数"), type="int", english="entitled", example="80"),
    Column("took_part", "实到人数", ("参加人数", "参加选举人数"), type="int", english="took part", example="72"),
    Column("in_favour", "赞成票", ("得票", "得票数", "票数", "同意票"), type="int", english="votes", example="66"),
)  # fmt: skip

ATTENDANCE = (
    NAME,
    Column("badge", "代表证号", ("证号", "代表证", "代表号"), type="code", english="card no.", max_length=12, example="123456"),
    *UNITS,
    Column("session", "会议", ("会议名称", "届次"), english="session", max_length=60, width=22),
    Column("here", "是否到会", ("到会", "签到", "出席", "到会情况"), english="here", max_length=40, example="是", note="空、否、未到为未到"),
    Column("excused", "请假原因", ("请假", "缺席原因"), english="excused because", max_length=100, example="出差"),
)  # fmt: skip
