"""Households in hardship at Chuyang town: on file by the local line, at every stage on the way there, one overdue for its yearly check, one
that left; a survey round that is half answered; student aid whose public notice is shown. The latest months only.
"""

from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from taizhang.aid import actions
from taizhang.aid.models import Assessment, Consent, FamilyMember, Household
from taizhang.demo import pictures
from taizhang.kernel import approvals
from taizhang.kernel.models import Unit, within
from taizhang.members.models import Membership

LINE = Decimal(590)  # the sample's own: yuan per head and month
PAPERS = ("困难职工档案表", "身份证复印件", "户口簿", "收入证明", "核对授权书")
# days ago, how far it came, main cause, further ones, family (relation, name, age, stage, school), wages and rigid spending of the year
FILES = (
    (300, "filed", "本人大病", ("子女上学",), (("妻", "覃桂枝", 43, "", ""), ("女", "覃小禾", 16, "高中", "石门一中")),
     {"wage": 21600, "illness": 14200, "study": 3600}),
    (260, "filed", "子女上学", (), (("妻", "陈玉芳", 45, "", ""), ("子", "陈向阳", 19, "大学", "湖南文理学院")),
     {"wage": 33800, "study": 11200}),
    (420, "filed", "亲属大病", ("收入低",), (("母", "向秋莲", 71, "", ""),), {"wage": 26400, "illness": 13600}),
    (210, "filed", "残疾", ("供养人口多",), (("妻", "唐晓燕", 41, "", ""), ("子", "唐明", 12, "初中", "楚阳中学"),
     ("女", "唐静", 17, "高中", "石门二中")), {"wage": 36200, "disability_cost": 5200}),
    (25, "filed", "意外灾害", (), (("妻", "伍金莲", 39, "", ""),), {"wage": 24000, "other_spending": 12800}),
    (18, "verified", "下岗失业", (), (("妻", "侯丽君", 46, "", ""),), {"wage": 15600}),
    (9, "surveyed", "本人大病", (), (("女", "易思源", 20, "大学", "湖南农业大学"),), {}),
    (150, "declined", "住房", (), (("妻", "贺春香", 40, "", ""),), {"wage": 88000}),
    (380, "removed", "收入低", (), (("子", "龙海波", 22, "", ""),), {"wage": 19800}),
)  # fmt: skip
FOUND = (
    ("CY01", "周兴国", "本人大病", True),
    ("CY01", "毛德胜", "下岗失业", None),
    ("CY02", "邱小红", "子女上学", None),
)


def tell(town, people, clerk, chair, county, today):
    """Files for the first of `people` (who apply for aid) and for some members more. → the households"""
    if not Household.objects.below(town).exists():
        actions.lines.set_line(
            county.posts.first().unit,
            by=county,
            since=today - timedelta(days=500),
            amount=LINE,
            source="样例：县民政局公告",
        )
        heads = _heads(town, people)
        for number, (head, file) in enumerate(zip(heads, FILES, strict=False)):
            _household(head, file, number, clerk, today)
        _survey(town, clerk, chair, today)
        _students(town, clerk, chair, today)
    return Household.objects.below(town)


def _heads(town, people):
    """(person, union) of the members who head a household: those who apply first, then others of the town."""
    members = Membership.objects.standing().below(town).filter(status=Membership.Status.MEMBER).select_related("unit")
    known = {one.person_id: one.unit for one in members.filter(person__in=people)}
    rest = members.exclude(person__in=people).select_related("person").order_by("pk")
    first = [(person, known[person.pk]) for person in people[:3]]
    return first + [(one.person, one.unit) for one in rest[: len(FILES)]]


def _household(head, file, number, clerk, today):
    """A household as far as it came, each step on its own day."""
    person, unit = head
    ago, far, cause, further, family, means = file
    opened = today - timedelta(days=ago)
    household = actions.households.open_file(
        unit, by=clerk, on=opened, name=person.name, person=person, main_cause=cause, further_causes=list(further),
        circumstances="入户了解：家庭负担较重，收入主要靠一人。", work_status="在岗", family=[
            {"relation": relation, "name": name, "birth_on": opened.replace(year=opened.year - age, day=1), "study_level": stage,
             "workplace": school} for relation, name, age, stage, school in family
        ],
    )  # fmt: skip
    if far == "surveyed":
        return household
    visited = opened + timedelta(days=3)
    household = actions.households.verify_household(
        household, by=clerk, on=visited, visitors="楚阳镇联合工会干事、社区干部"
    )
    actions.households.assess(
        household, by=clerk, on=visited, occasion=Assessment.Occasion.FIRST, sudden=cause == "意外灾害",
        **{name: Decimal(amount) for name, amount in means.items()},
    )  # fmt: skip
    if far == "declined":
        return actions.households.decline_household(
            household, by=clerk, on=visited + timedelta(days=2), why="核算后人均收入高于标准"
        )
    for purpose in (Consent.Purpose.FILE, Consent.Purpose.CHECK):
        actions.households.take_consent(household, by=clerk, on=visited, purpose=purpose, given_by=person.name)
    if far == "verified":
        return household
    return _filed(household, number, far, clerk, visited + timedelta(days=5))


def _filed(household, number, far, clerk, on):
    for kind in PAPERS:
        picture = (
            pictures.draw(number) + kind.encode()
        )  # one drawing for all papers of a household, each a file of its own
        actions.households.attach_paper(household, ContentFile(picture, name=f"{kind}.png"), by=clerk, kind=kind)
    household = actions.households.file_household(household, by=clerk, on=on)
    if far == "removed":
        actions.households.remove_household(
            household,
            by=clerk,
            on=on + timedelta(days=330),
            reason=Household.Exit.RECOVERED,
            why="子女就业，人均收入超过标准",
        )
    return household


def _survey(town, clerk, chair, today):
    """A round that three communities were asked in: one has answered, two have not, one of them late."""
    launched = today - timedelta(days=24)
    asked = list(Unit.objects.below(town).filter(code__in=("CY01", "CY02", "CY03")).order_by("code"))
    if not asked:
        return
    held = actions.surveys.launch_survey(
        town, by=chair, on=launched, name=f"{today.year}年冬季困难职工摸底", due_on=today + timedelta(days=6), units=asked,
        asked="重点了解大病、子女上学和下岗失业的家庭，每户入户核实。",
    )  # fmt: skip
    returns = {owed.unit.code: owed for owed in held.returns.select_related("unit", "round")}
    for code, name, cause, qualifies in FOUND:
        if code not in returns:
            continue
        found = actions.surveys.report_finding(
            returns[code],
            by=clerk,
            on=launched + timedelta(days=6),
            name=name,
            cause=cause,
            circumstances="社区走访时发现，待入户核实。",
        )
        if qualifies:
            actions.surveys.verify_finding(
                found, by=clerk, on=launched + timedelta(days=9), qualifies=True, visitors="老西门社区工会主席"
            )
    actions.surveys.send_return(returns[asked[0].code], by=clerk, on=launched + timedelta(days=11), visited=16)


def _students(town, clerk, chair, today):
    """Student aid by bank: three children applied and were approved, their notice is shown, two accounts are confirmed."""
    began = today - timedelta(days=16)
    fund = actions.funds.set_up_fund(
        town, by=chair, on=began, name="金秋助学资金", source="工会经费", earmark="困难职工子女助学"
    )
    actions.funds.book(fund, by=clerk, on=began, way="in", amount=Decimal(20000), party="石门县总工会")
    programme = actions.programmes.lay_down(
        town, by=clerk, on=began, name="金秋助学", kind="AW-07", scheme="students", year=today.year, matter="金秋助学",
        concerns="student", rules=[{"what": "filed"}], ceiling="aid.ceiling.students", route="aid.own", fund=fund, method="bank",
        amounts={"how": "bands", "by": "stage", "bands": {"初中": "800", "高中": "1500", "大学": "3000"}},
        opens_on=began, closes_on=today + timedelta(days=14), public_notice=True,
    )  # fmt: skip
    programme = actions.programmes.open_programme(programme, by=chair, on=began)
    actions.programmes.screen(programme, by=clerk, on=began)
    actions.programmes.tell(programme, by=clerk, on=began + timedelta(days=1), how="phone")
    for child in _children(town):
        one = actions.applications.apply(
            programme, by=clerk, on=began + timedelta(days=4), person=child.household.head, unit=town, student=child.name,
            stage=child.study_level, school=child.workplace,
        )  # fmt: skip
        actions.applications.send_up(one, by=clerk, on=began + timedelta(days=5))
        approvals.decide(approvals.of(one), by=chair, on=began + timedelta(days=7), decision="approve")
    actions.notices.show_notice(
        programme, by=clerk, on=today - timedelta(days=2), where="镇工会服务大厅公告栏，电话以公告为准"
    )
    _accounts(programme, clerk, chair, today)


def _children(town):
    """Children at school of the households on file."""
    rows = FamilyMember.objects.filter(household__status=Household.Status.FILED, counts=True).exclude(study_level="")
    return rows.filter(within([town.path], "household__unit__path")).select_related("household__head").order_by("pk")


def _accounts(programme, clerk, chair, today):
    """An account of each parent: two were confirmed by a second person, one still waits for it."""
    persons = {one.person_id: one for one in programme.applications.standing().select_related("person", "unit")}
    for number, one in enumerate(persons.values()):
        account = actions.payments.propose_account(
            one.person, by=clerk, on=today - timedelta(days=6), unit=one.unit, holder="", bank="石门农商银行楚阳支行",
            number=f"62280000{4400 + number:04}{number:04}",
        )  # fmt: skip
        if number < 2:
            actions.payments.confirm_account(account, by=chair, on=today - timedelta(days=5))
