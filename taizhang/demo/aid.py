"""A subsidy at Chuyang town on its way: eight applications at different steps, one of them in its chair's inbox and one at the county, a
run that was paid. Recent days only: the sample's own years stay as its workbooks tell them.
"""

from datetime import timedelta
from decimal import Decimal

from taizhang.aid import actions
from taizhang.aid.models import Programme
from taizhang.demo import hardship
from taizhang.kernel import approvals, rulebook
from taizhang.kernel.models import Unit, User
from taizhang.members.models import Membership

TOWN = "CY00"
NEEDED = 8
NAME = "冬季生活救助"


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    hands = {name: User.objects.filter(username=name).first() for name in ("cy-clerk", "cy-chair", "sm-chair")}
    if town is None or None in hands.values() or Programme.objects.below(town).filter(name=NAME).exists():
        return False
    members = Membership.objects.standing().below(town).filter(status=Membership.Status.MEMBER)
    people = [one.person for one in members.select_related("person").order_by("-pk")[:NEEDED]]
    if len(people) < NEEDED:
        return False
    if not rulebook.find("aid.ceiling.living"):
        rulebook.load()
    clerk, chair, county = hands.values()
    hardship.tell(town, people, clerk, chair, county, today)
    programme = _programme(town, clerk, chair, today)
    _told(programme, people, clerk, today)
    applications = [
        actions.applications.apply(
            programme, by=clerk, on=today - timedelta(days=20), person=person, unit=town, amount=Decimal(amount)
        )
        for person, amount in zip(people, (800, 800, 600, 1000, 600, 800, 500, 500), strict=True)
    ]
    _decided(applications, clerk, chair, county, today)
    _paid(programme, clerk, chair, today)
    return True


def _programme(town, clerk, chair, today):
    """Union money for living aid, and the programme that is paid from it."""
    began = today - timedelta(days=30)
    fund = actions.funds.set_up_fund(
        town, by=chair, on=began, name="帮扶专项经费", source="工会经费", earmark="困难职工生活救助"
    )
    actions.funds.book(fund, by=clerk, on=began, way="budget", amount=Decimal(20000))
    actions.funds.book(fund, by=clerk, on=began, way="in", amount=Decimal(12000), party="石门县总工会")
    programme = actions.programmes.lay_down(
        town, by=clerk, on=began, name=NAME, kind="AW-12", scheme="living", year=today.year, matter="生活救助",
        rules=[{"what": "joined", "months": 12}], amounts={"how": "open"}, ceiling="aid.ceiling.living", route="aid.two_levels",
        fund=fund, method="cash", opens_on=began, closes_on=today + timedelta(days=10), public_notice=False,
    )  # fmt: skip
    return actions.programmes.open_programme(programme, by=chair, on=began)


def _told(programme, people, clerk, today):
    """The conditions run over the register; those who applied were told by text message."""
    actions.programmes.screen(programme, by=clerk, on=today - timedelta(days=28))
    told = {one.pk for one in people}
    if programme.candidates.filter(proposed=True, person__in=told).exists():
        actions.programmes.tell(programme, by=clerk, on=today - timedelta(days=27), how="sms", persons=told)


def _decided(applications, clerk, chair, county, today):
    """Three approved, one refused, one returned, one at the county, one with the town's chair, one not sent up."""
    for one in applications[:7]:
        actions.applications.send_up(one, by=clerk, on=today - timedelta(days=18))
    cases = [approvals.of(one) for one in applications[:7]]
    for case in cases[:4]:
        approvals.decide(case, by=chair, on=today - timedelta(days=15), decision="approve")
    for case in cases[:3]:
        approvals.decide(case, by=county, on=today - timedelta(days=10), decision="approve")
    approvals.decide(cases[4], by=chair, on=today - timedelta(days=15), decision="refuse", note="家庭收入超过标准")
    approvals.decide(cases[5], by=chair, on=today - timedelta(days=14), decision="return", note="请补收入证明")


def _paid(programme, clerk, chair, today):
    """A run against signature: two paid, one had not come to fetch it."""
    run = actions.payments.prepare_run(programme, by=clerk, on=today - timedelta(days=8))
    actions.payments.approve_run(run, by=chair, on=today - timedelta(days=7))
    actions.payments.release_run(run, by=clerk, on=today - timedelta(days=6))
    absent = {run.payments.last().pk: "外出务工，未领取"}
    actions.payments.reconcile(run, by=clerk, on=today - timedelta(days=4), failed=absent)
