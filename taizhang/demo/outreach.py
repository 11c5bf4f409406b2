"""Half a year of founding unions at Qingxi town, as its clerk and chair would have recorded it: sectors with their firms, a list of the
district verified on site, foundings on every step of the way, a community to be covered whole, unions becoming legal persons.
"""

from datetime import timedelta

from taizhang.kernel import approvals, rulebook
from taizhang.kernel.access import SYSTEM
from taizhang.kernel.acts import act
from taizhang.kernel.models import Unit, User
from taizhang.organisation import actions as organisation
from taizhang.outreach import actions
from taizhang.outreach.models import Establishment, Listing
from taizhang.outreach.queries import territory

TOWN = "TC10"  # not Chuyang: what is known of its 2008 stays as it was
FIRMS = (
    ("青溪精工机械厂", 46, "私营"), ("青溪云帆物流公司", 31, "私营"), ("青溪绿野食品厂", 27, "外商"), ("青溪新苗印务", 18, "私营"),
    ("青溪大桥建材行", 12, "私营"), ("青溪百味餐饮公司", 22, "私营"),
)  # fmt: skip
SHOPS = ("顺意五金店", "老街茶馆", "晨光文具店", "安康药房", "好再来面馆", "宏达汽修厂", "小巷裁缝铺", "新生活超市")


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    clerk, chair = (User.objects.filter(username=f"tc1-{role}").first() for role in ("clerk", "chair"))
    if town is None or clerk is None or chair is None or Establishment.objects.below(town).exists():
        return False
    communities = list(town.children().filter(kind="community_union", until=None).order_by("code")[:2])
    if len(communities) < 2:
        return False
    if not rulebook.find("outreach.target_staff"):
        rulebook.load()
    begun = _foundings(town, communities[0], clerk, chair, today)
    _territory(town, communities, clerk, today)
    _coverage(communities[0], clerk, chair, town, today)
    _census(town, communities[1], clerk, today)
    _small_firms(communities[1], clerk, today)
    _legal_persons(town, begun, clerk, today)
    return True


def _foundings(town, community, clerk, chair, today):
    """Six firms, each a step further than the one before; the last has its union."""
    unit = {"by": clerk}
    one = None
    for at, (name, staff, ownership) in enumerate(FIRMS):
        on = today - timedelta(days=20 + 18 * at)
        code = f"{TOWN}-E{at + 1:02}"
        firm = organisation.found(
            community, by=SYSTEM, on=None, code=code, name=name, kind="employer", staff=staff, ownership=ownership
        )
        one = actions.begin(firm, on=on, officer="镇工会干事", **unit)
        if at > 0:
            actions.publicise(one, on=on + timedelta(days=2), how="上门发放宣传册，与负责人座谈", **unit)
            actions.visit(one, on=on + timedelta(days=2), by_whom="镇工会干事", met="负责人", what="讲解工会法", **unit)
        if at > 1:
            actions.consent(one, on=on + timedelta(days=6), consent_by="企业负责人", **unit)
            people = [
                {"name": "职工代表甲", "side": "staff", "is_head": True},
                {"name": "支部代表", "side": "party", "is_head": False},
            ]
            actions.prepare(one, people=people, **unit)
        if at > 2:
            applied = on + timedelta(days=9)
            members = staff - 3
            actions.apply(
                one, on=applied, union_name=f"{name}工会", union_kind="company_union", willing_members=members, **unit
            )
        if at > 3:
            approvals.decide(approvals.of(one), by=chair, on=on + timedelta(days=12), decision="approve")
        if at > 4:
            one.refresh_from_db()
            elected = [
                {"name": "职工代表甲", "duty": "chair", "votes": members - 1}, {"name": "支部代表", "duty": "member", "votes": members - 2},
                {"name": "车间代表", "duty": "member", "votes": members - 2}, {"name": "财务代表", "duty": "audit", "votes": members - 1},
            ]  # fmt: skip
            actions.found(
                one, on=on + timedelta(days=25), called=members, present=members, members=members, women=8, migrants=11, people=elected,
                place="公司会议室", **unit,
            )  # fmt: skip
    actions.set_quota(town, by=chair, on=today, year=today.year, unions=3, members=60, source="青工发建会任务")
    return one


def _territory(town, communities, clerk, today):
    on = today - timedelta(days=160)
    for name, officer, community in (("东片", "东片干事", communities[0]), ("西片", "西片干事", communities[1])):
        sector = actions.set_up_sector(town, by=clerk, on=on, name=name, officer=officer)
        firms = [firm for firm in community.children() if territory.is_firm(firm) and territory.answering(firm) is None]
        if firms:
            actions.assign(community, by=clerk, on=on, firms=firms, sector=sector)


def _coverage(community, clerk, chair, town, today):
    one = actions.select(
        community, by=clerk, on=today - timedelta(days=120), target_on=today + timedelta(days=60), officer="镇工会干事"
    )
    actions.survey_firms(one, by=clerk, on=today - timedelta(days=110))
    actions.get_under_way(one, by=clerk, on=today - timedelta(days=90))


def _census(town, community, clerk, today):
    """Eight shops of the list: three verified, one of them large enough for a union; the rest waits for its surveyor."""
    census = actions.launch(
        town,
        by=clerk,
        on=today - timedelta(days=30),
        name="企业普查百日行动",
        led_by="工会、党政办、宣传办、妇联、团委、社区",
    )
    actions.add_surveyors(census, by=clerk, people=[{"name": "镇工会干事", "user": clerk}, {"name": "社区网格员"}])
    first, _second = census.surveyors.order_by("pk")
    actions.train(census, by=clerk, on=today - timedelta(days=28), surveyors=[first])
    with act(SYSTEM, "outreach.import", town) as this:
        lines = [
            Listing(
                unit=community, census=census, number=str(at), name=name, address=f"老街{at}号", contact="店主", listed_staff=4 + at,
                listed_union="none", imported_on=census.first,
            )
            for at, name in enumerate(SHOPS, start=1)
        ]  # fmt: skip
        lines = this.create_all(Listing, lines)
    actions.give_out(census, by=clerk, surveyor=first, listings=lines[:6])
    lines = list(Listing.objects.filter(census=census).select_related("unit", "census", "surveyor").order_by("pk"))
    seen = {"by": clerk, "on": today - timedelta(days=5), "union": "none", "bargaining": "none"}
    actions.verify(lines[0], found="exists", staff=4, **seen)
    actions.verify(lines[1], found="closed", **seen)
    actions.verify(lines[5], found="exists", staff=14, **seen)


def _small_firms(community, clerk, today):
    on = today - timedelta(days=40)
    for name, staff, capital in (("青溪理发店", 3, "domestic"), ("阳光台式糕点铺", 5, "taiwan")):
        one = actions.survey(community, by=clerk, on=on, name=name, staff=staff, capital=capital)
        actions.persuade(one, by=clerk, on=on + timedelta(days=3), spoke_with="店主，同意加入")
        if capital == "taiwan":
            actions.join(one, by=clerk, on=on + timedelta(days=10), members=staff)


def _legal_persons(town, founded, clerk, today):
    """The new union hands in its papers."""
    one = actions.prepare_registration(
        founded.unit, by=clerk, on=today - timedelta(days=10), representative="职工代表甲", handler="镇工会干事"
    )
    actions.submit(one, by=clerk, on=today - timedelta(days=6), registrar="县总工会")
