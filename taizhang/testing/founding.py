"""One of everything that the pages of outreach show: the mill's own firms, and a community of the town, made through the acts."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taizhang.kernel import approvals
from taizhang.kernel.acts import SYSTEM, act
from taizhang.organisation import actions as organisation
from taizhang.outreach import actions
from taizhang.outreach.models import Listing

DAY = date(2008, 3, 10)
CODE = "81430100MA4L16JQ9E"


def firm(union, code, name, staff=30):
    """An enterprise without a union below a unit."""
    return organisation.found(union, by=SYSTEM, on=None, code=code, name=name, kind="employer", staff=staff)


def community_of(cast):
    """A community of the town with its union."""
    return organisation.found(cast.town, by=SYSTEM, on=DAY, code="F-T-C", name="临江社区工会", kind="community_union")


def applied(one, cast, on, name):
    """An establishment as far as the application."""
    actions.publicise(one, by=SYSTEM, on=on, how="与厂方座谈")
    actions.visit(one, by=SYSTEM, on=on, by_whom="柯经办", met="谭经理", what="经理表示支持")
    actions.consent(one, by=SYSTEM, on=on, consent_by="谭经理")
    people = [
        {"name": "钟班长", "side": "staff", "is_head": True},
        {"name": "邱支书", "side": "party", "is_head": False},
    ]
    actions.prepare(one, by=SYSTEM, people=people)
    return actions.apply(
        one, by=cast.mill_clerk, on=on, union_name=name, union_kind="company_union", willing_members=28, application_no="请〔2008〕1号"
    )  # fmt: skip


def approved(one, cast, on):
    """The union of the town consents."""
    approvals.decide(approvals.of(one), by=cast.town_chair, on=on, decision="approve")
    one.refresh_from_db()
    return one


def founded(one, on, members=28):
    """The founding meeting."""
    people = [
        {"name": "钟班长", "duty": "chair", "votes": 25}, {"name": "邱支书", "duty": "member", "votes": 24},
        {"name": "冯会计", "duty": "member", "votes": 22}, {"name": "罗质检", "duty": "audit", "votes": 22},
    ]  # fmt: skip
    return actions.found(
        one, by=SYSTEM, on=on, called=28, present=26, members=members, women=9, migrants=12, people=people, place="食堂"
    )


def build(cast, picture):
    """Establishments at four steps, a census with lines at four steps, registrations; at a community: sector, assignment, coverage, joint union."""
    mill, by = cast.mill, {"by": SYSTEM, "on": DAY}
    firms = [
        firm(mill, f"F-T-M-{at}", f"河湾{name}厂")
        for at, name in enumerate(("染整", "织带", "包装", "制线", "印花"), start=1)
    ]
    begun = actions.begin(firms[0], staff=32, officer="柯经办", **by)
    waiting = applied(actions.begin(firms[1], **by), cast, DAY, "河湾织带厂工会")
    consented = approved(applied(actions.begin(firms[2], **by), cast, DAY, "河湾包装厂工会"), cast, DAY)
    done = founded(approved(applied(actions.begin(firms[3], **by), cast, DAY, "河湾制线厂工会"), cast, DAY), DAY)
    file = actions.attach(done, SimpleUploadedFile("签到表.png", picture), by=SYSTEM, kind="签到表")
    return SimpleNamespace(
        firm=firms[4], begun=begun, waiting=waiting, consented=consented, founded=done, file=file,
        **_census(cast), **_registrations(cast, done.unit), **_community(cast),
    )  # fmt: skip


def _census(cast):
    today = timezone.localdate()
    census = actions.launch(
        cast.mill, by=SYSTEM, on=today - timedelta(days=10), name="企业普查", led_by="工会、党办、妇联"
    )
    people = [{"name": "柯经办", "user": cast.mill_clerk, "agency": "工会"}, {"name": "沈网格", "agency": "社区"}]
    actions.add_surveyors(census, by=SYSTEM, people=people)
    clerk, other = census.surveyors.order_by("pk")
    actions.train(census, by=SYSTEM, on=today - timedelta(days=9), surveyors=[clerk])
    lines = [
        listed(cast.mill, census, f"河湾{name}店", at)
        for at, name in enumerate(("五金", "建材", "服装", "副食", "家电"), start=1)
    ]
    actions.give_out(census, by=SYSTEM, surveyor=clerk, listings=lines[:4])
    for line in lines[:4]:
        line.refresh_from_db()
    seen = {"by": SYSTEM, "on": today, "found": "exists", "staff": 14, "union": "none", "bargaining": "none"}
    verified, wrong = actions.verify(lines[1], **seen), actions.verify(lines[2], **seen | {"name": "河湾服饰店"})
    return {
        "census": census, "surveyor": other, "listing": lines[0], "verified": verified, "wrong": wrong, "free": lines[4],
    }  # fmt: skip


def listed(union, census, name, number=1, staff=12):
    """A line of the district's list, as an import would bring it."""
    with act(SYSTEM, "outreach.import", union) as this:
        line = Listing(
            unit=union, census=census, number=str(number), name=name, address=f"人民路{number}号", contact="莫店主", phone="13900000021",
            listed_staff=staff, listed_union="none", imported_on=census.first,
        )  # fmt: skip
        [line] = this.create_all(Listing, [line])
    return Listing.objects.select_related("unit", "census").get(pk=line.pk)


def _registrations(cast, unit):
    by = {"by": SYSTEM, "on": DAY}
    preparing = actions.prepare_registration(unit, representative="钟班长", **by)
    own = actions.prepare_registration(cast.mill, representative="梅厂长", **by)
    actions.submit(own, registrar="石门县总工会", **by)
    own.refresh_from_db()
    actions.enter(own, certificate_no="工法证字第1号", credit_code=CODE, valid_until=date(2013, 3, 9), **by)
    own.refresh_from_db()
    actions.open_account(own, bank="农村信用社", account="6222020000000019", **by)
    own.refresh_from_db()
    return {"preparing": preparing, "registered": own}


def _community(cast):
    by = {"by": SYSTEM, "on": DAY}
    community = community_of(cast)
    shop = firm(community, "F-T-C-1", "临江车行", staff=9)
    sector = actions.set_up_sector(cast.town, name="河东片", officer="唐镇主席", **by)
    [assignment] = actions.assign(community, firms=[shop], sector=sector, **by)
    programme = actions.select(community, target_on=date(2008, 12, 31), officer="唐镇主席", **by)
    affiliation = actions.survey(community, name="临江理发店", staff=3, **by)
    persuaded = actions.survey(community, name="临江面馆", staff=4, capital="taiwan", **by)
    actions.persuade(persuaded, spoke_with="店主", **by)
    quota = actions.set_quota(cast.mill, year=2008, unions=2, members=40, source="石工发〔2008〕2号", **by)
    return {
        "community": community, "shop": shop, "sector": sector, "assignment": assignment, "programme": programme,
        "affiliation": affiliation, "persuaded": persuaded, "quota": quota,
    }  # fmt: skip
