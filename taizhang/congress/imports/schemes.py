"""The workbook of schemes that a congress adopted over the years: class, vote, in force from and until."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from taizhang.congress.imports.registers import allowed, checked, register, words
from taizhang.congress.models import Deliberation, Scheme, SchemeVersion
from taizhang.congress.queries import following as queries
from taizhang.congress.rules import schemes as rules
from taizhang.congress.rules.steps import may_happen_on, not_before
from taizhang.intake.importers import Column
from taizhang.intake.problems import REJECTED, WARNED
from taizhang.kernel.verdicts import Denied

Body = Deliberation.Body
BODIES = {
    "职代会": Body.CONGRESS,
    "临时代表会议": Body.INTERIM,
    "职工大会": Body.ASSEMBLY,
    "团组长联席会议": Body.JOINT,
}
COLUMNS = (
    Column(
        "name",
        "方案名称",
        ("方案", "名称", "制度名称", "审议事项"),
        english="title",
        required=True,
        missing="missing",
        max_length=200,
        example="奖金分配办法",
        width=30,
    ),
    Column("number", "编号", ("文号", "序号"), english="number", max_length=40),
    Column(
        "matter",
        "事项类别",
        ("类别", "方案类别"),
        english="class of matters",
        required=True,
        missing="missing",
        max_length=60,
        example="奖金分配",
    ),
    Column(
        "proposer",
        "提出单位",
        ("提出部门", "提请单位", "提案方"),
        english="proposed by",
        max_length=120,
        example="厂部",
    ),
    Column(
        "adopted_on",
        "通过日期",
        ("通过时间", "表决日期", "审议日期", "通过年份"),
        type="date",
        english="adopted on",
        required=True,
        missing="missing",
        coarse="month",
        example="2024-03-20",
    ),
    Column(
        "body",
        "审议机构",
        ("审议会议", "通过会议"),
        type="choice",
        english="body",
        choices=tuple(BODIES),
        open_vocabulary=False,
        translations={
            "教代会": "职代会",
            "职工代表大会": "职代会",
            "教职工代表大会": "职代会",
            "教职工大会": "职工大会",
            "联席会议": "团组长联席会议",
        },
    ),
    Column("entitled", "应到", ("应到人数", "代表总数", "代表人数"), type="int", english="entitled", example="60"),
    Column("present", "实到", ("实到人数", "到会人数"), type="int", english="present", example="56"),
    Column("votes_for", "赞成", ("赞成票", "同意"), type="int", english="in favour", example="52"),
    Column("votes_against", "反对", ("反对票", "不同意"), type="int", english="against", example="3"),
    Column("abstained", "弃权", ("弃权票",), type="int", english="abstained", example="1"),
    Column("secret", "无记名", ("无记名投票", "是否无记名"), type="bool", english="secret", example="是"),
    Column(
        "effective_on",
        "施行日期",
        ("生效日期", "执行日期", "实施日期"),
        type="date",
        english="in force from",
        coarse="month",
        future="",
    ),
    Column("ended_on", "废止日期", ("失效日期", "终止日期"), type="date", english="in force until", coarse="month"),
    Column("remark", "备注", (), english="remark", max_length=500),
)


def known(units):
    """The schemes on the registers of these unions."""
    return set(Scheme.objects.standing().filter(unit__in=units).values_list("unit_id", "name", "decided_on"))


def prepare(row, context):
    """The scheme as adopted, with its vote where the row has the figures; the rulebook of that day judges them."""
    on, starts, ends = row.get("adopted_on"), row.get("effective_on"), row.get("ended_on")
    matter = _matter(row, on)
    fits = matter is not None and (
        allowed(row, "adopted_on", may_happen_on(on, today=context.today))
        and allowed(row, "effective_on", not_before(on, starts, _("the day of the decision")))
        and allowed(row, "ended_on", not_before(starts or on, ends, _("the day from which it was in force")))
    )
    if not fits:
        return
    one = Scheme(
        unit=row.unit, name=words(row, "name", 200), number=words(row, "number", 40), matter=matter.code, matter_name=matter.name,
        reserved=matter.is_reserved, proposer=words(row, "proposer", 120) or "—", drafted_on=on, decided_on=on, effective_on=starts,
        ended_on=ends if starts else None, state=Scheme.State.ADOPTED, remark=words(row, "remark", 500),
    )  # fmt: skip
    vote = _vote(row, one, matter, on)
    if not row.rejected:
        row.extra = {"record": one, "vote": vote}


def _matter(row, on):
    listed, word = queries.matters(row.unit, on), words(row, "matter", 60)
    named = {one.name: one for one in listed.values()} | listed
    if word in named:
        return named[word]
    row.find(
        "matter", "register_matter_unknown", REJECTED, word=word, known="、".join(one.name for one in listed.values())
    )
    return None


def _vote(row, scheme, matter, on):
    """The deliberation of the row; None with a remark where the figures are missing."""
    counted = {key: row.get(key) for key in ("entitled", "present", "votes_for", "votes_against", "abstained")}
    if None in (counted["entitled"], counted["present"], counted["votes_for"]):
        row.find("votes_for", "register_vote_unknown", WARNED)
        return None
    if not allowed(row, "present", rules.may_count(**counted)):
        return None
    cast = sum(counted[key] or 0 for key in ("votes_for", "votes_against", "abstained"))
    quorum, passing = queries.rules_of(scheme, matter, on)
    told = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            judged = rules.judge(
                entitled=counted["entitled"], present=counted["present"], votes_for=counted["votes_for"], cast=cast, quorum=quorum, passing=passing
            )  # fmt: skip
            told[language] = " ".join(str(sentence) for sentence in judged.sentences)
    if not judged.passed:
        allowed(row, "votes_for", Denied(told["zh-hans"]))
        return None
    body = BODIES[row.get("body") or "职代会"]
    return Deliberation(
        body=body,
        aim=Deliberation.Aim.FINAL,
        on=on,
        secret=bool(row.get("secret")),
        passed=True,
        reason=told,
        **counted,
    )


def write(rows, context, this):
    """Schemes, each with a final text (its title) and the vote that adopted it."""
    entering = [row for row in rows if row.enters]
    for row in entering:
        row.extra["record"].batch = context.batch
    made = this.create_all(Scheme, [row.extra["record"] for row in entering])
    texts = this.create_all(
        SchemeVersion,
        [SchemeVersion(scheme=one, number=1, kind=SchemeVersion.Kind.FINAL, on=one.decided_on) for one in made],
    )
    votes = []
    for row, one, text in zip(entering, made, texts, strict=True):
        if row.extra["vote"] is not None:
            row.extra["vote"].scheme, row.extra["vote"].version = one, text
            votes.append(row.extra["vote"])
    this.create_all(Deliberation, votes)
    return {"schemes": len(made)}


SCHEMES = register(
    "congress_schemes",
    _("Register of schemes"),
    COLUMNS,
    model=Scheme,
    word="schemes",
    sheet="方案登记",
    write=write,
    check=checked(known, lambda row: (row.unit.pk, words(row, "name", 200), row.get("adopted_on")), prepare),
    notes=(
        "只导入已经通过的方案；正在审议的请在页面上提出。",
        "应到、实到、赞成三项齐全的，按当年的规定核对是否通过。",
    ),
)
