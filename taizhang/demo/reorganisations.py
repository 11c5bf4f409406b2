"""Three towns of Huating county become one, as the county's clerk would have brought it about: drafted, approved by county and city, and
carried out today, so that what the three towns did until yesterday stays theirs. In Taochuan a town waits to be renamed into a street.
"""

from datetime import date, timedelta

from taizhang.kernel import approvals, rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.kernel.models import Unit, User
from taizhang.members import actions as members
from taizhang.organisation import actions
from taizhang.organisation.models import Reorganisation
from taizhang.worklog import actions as worklog

COUNTY, TOWNS, MERGED = "HT00", ("HT10", "HT20", "HT30"), "HT40"
TEA_MAKERS = "云盘茶厂工会"
NAMES = ("符清明", "贝谷雨", "席小雪", "卞大暑", "乐白露", "常立冬")


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    county = Unit.objects.filter(code=COUNTY).first()
    people = {
        user.username: user
        for user in User.objects.filter(username__in=("ht-clerk", "ht-chair", "zs-chair", "tc-admin"))
    }
    if county is None or len(people) < 4 or Reorganisation.objects.below(county).exists():
        return False
    if not rulebook.find("organisation.small_members"):
        rulebook.load()
    _third_town(county, today)
    _three_become_one(county, people, today)
    _a_town_waits(people["tc-admin"], today)
    return True


def _third_town(county, today):
    """A small town with a tea factory, so that there are three."""
    since = date(2003, 4, 1)
    town = actions.found(county, by=SYSTEM, on=since, code=TOWNS[2], name="云盘镇联合工会", kind="镇联合工会")
    firm = actions.found(town, by=SYSTEM, on=since, code="HT301", name=TEA_MAKERS, kind="企业工会", staff=40)
    for name in NAMES:
        members.admit(firm, by=SYSTEM, on=date(2004, 5, 1), name=name)
    for year in (today.year - 2, today.year - 1):
        worklog.record(
            firm,
            by=SYSTEM,
            confirmed=True,
            on=date(year, 4, 20),
            kind="AW-16",
            matter="困难职工领取物资",
            persons=6,
            person_times=9,
        )


def _three_become_one(county, people, day):
    towns = list(Unit.objects.filter(code__in=TOWNS).order_by("code"))
    new = {"role": "new", "into": county, "name": "花溪镇总工会", "code": MERGED, "kind": "town_general_union"}
    record = actions.draft_reorganisation(
        "merge", [new, *({"role": "ends", "unit": town} for town in towns)], by=people["ht-clerk"], on=day - timedelta(26),
        effective_on=day, reason="乡镇区划调整，三镇合并", document_no=f"花工发〔{day.year}〕8号",
    )  # fmt: skip
    if actions.foresee(record, on=day)["problem"]:
        return  # something waits at one of the towns: the draft says so itself
    actions.ask_reorganisation(record, by=people["ht-clerk"], on=day - timedelta(26))
    for chair, on in ((people["ht-chair"], day - timedelta(20)), (people["zs-chair"], day)):
        case = approvals.of(record)
        if case.is_open:
            approvals.approve(case, by=chair, on=on, note="同意")
    actions.carry_out_due(day)


def _a_town_waits(clerk, today):
    town = Unit.objects.filter(code="TC20", until=None).first()
    if town is None:
        return
    record = actions.draft_reorganisation(
        "rename", [{"role": "renamed", "unit": town, "name": "白马街道总工会", "kind": "street_general_union"}], by=clerk, on=today,
        effective_on=date(today.year + 1, 1, 1), reason="撤镇设街道", document_no=f"桃工发〔{today.year}〕21号",
    )  # fmt: skip
    actions.ask_reorganisation(record, by=clerk, on=today)
