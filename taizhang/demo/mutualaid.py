"""Medical mutual aid at Chuyang town: terms that changed on 1 November (in-patient 50 %, cancer 80 %), the union enrolled, five claims in
different states, a health check that is being polled. The latest November only: the sample's own years stay as its workbooks tell them.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from taizhang.demo import pictures
from taizhang.kernel import rulebook
from taizhang.kernel.models import Unit, User
from taizhang.mutualaid import actions, queries
from taizhang.mutualaid.models import Category, HealthCheck, Product

TOWN = "CY00"
NEEDED = 5
OLD = ((Category.OUTPATIENT, 30), (Category.INPATIENT, 30), (Category.CANCER, 50))
NEW = ((Category.OUTPATIENT, 30), (Category.INPATIENT, 50), (Category.CANCER, 80))
# days before or after the change, category, paid by the person, illness
BILLS = (
    (12, Category.OUTPATIENT, 860, "慢性胃炎"),
    (-12, Category.INPATIENT, 6200, "阑尾炎手术"),
    (3, Category.INPATIENT, 6200, "胆囊结石手术"),
    (-2, Category.INPATIENT, 9400, "骨折住院"),
    (5, Category.CANCER, 18500, "甲状腺癌"),
)


def tell(today):
    """The story, once; told again, it finds that it has happened and keeps still. → whether it was told now"""
    town = Unit.objects.filter(code=TOWN).first()
    hands = {name: User.objects.filter(username=name).first() for name in ("cy-clerk", "cy-chair")}
    if town is None or None in hands.values() or Product.objects.below(town).exists():
        return False
    clerk, chair = hands.values()
    change = _latest_change(today)
    if not rulebook.find("mutualaid.appeal.window_days"):
        rulebook.load()
    season = _product(town, clerk, chair, change)
    enrolled = actions.enrolments.enrol_all(season, town, by=clerk, on=date(change.year, 1, 8))
    if len(enrolled) >= NEEDED:
        actions.enrolments.pay_premiums(season, town, by=clerk, on=date(change.year, 1, 15))
        _claims(season, clerk, chair, change)
    _health_check(town, clerk, chair, today)
    return True


def _latest_change(today):
    """The latest 1 November that is at least nineteen days past, so that everything told has happened."""
    return date(today.year if today >= date(today.year, 11, 20) else today.year - 1, 11, 1)


def _product(town, clerk, chair, change):
    """A product, its first terms, and the new ones that were announced a month before their day. → its open year"""
    began = date(change.year, 1, 1)
    product = actions.products.start_product(
        town, by=chair, on=began, name="职工医疗互助", line=Product.Line.MUTUAL, audience=Product.Audience.EVERYBODY,
        reserve=Decimal(20000),
    )  # fmt: skip
    first = _edition(product, clerk, began, began, OLD, f"楚阳镇联合工会〔{change.year}〕2号")
    actions.products.announce_edition(first, by=chair, on=began)
    season = actions.products.open_season(
        product, by=chair, on=began, year=change.year, opens_on=began, closes_on=date(change.year, 12, 31),
        covers_from=began, covers_until=date(change.year, 12, 31), premium=Decimal(60), union_share=Decimal(30),
    )  # fmt: skip
    announced = change - timedelta(days=31)
    second = _edition(product, clerk, announced, change, NEW, f"楚阳镇联合工会〔{change.year}〕18号")
    actions.products.announce_edition(second, by=chair, on=announced)
    return season


def _edition(product, clerk, on, since, rates, document):
    benefits = [
        {"layer": 1, "layer_name": "互助金", "category": category, "bands": [[None, str(percent)]]}
        for category, percent in rates
    ]
    return actions.products.draft_edition(
        product, by=clerk, on=on, benefits=benefits, valid_from=since, window_days=180, year_ceiling=Decimal(30000),
        document=document,
    )  # fmt: skip


def _claims(season, clerk, chair, change):
    """One waits at the desk, one was paid by the old terms, one by the new, one appeals, one waits for the chair."""
    members = queries.enrolments.of_season(season, season.unit).order_by("id")[:NEEDED]
    claims = [
        _submitted(number, enrolment, bill, clerk, change)
        for number, (enrolment, bill) in enumerate(zip(members, BILLS, strict=True))
    ]
    for one in claims[1:]:
        actions.claims.check(one, by=clerk, on=change + timedelta(days=13))
        actions.claims.compute(one, by=clerk, on=change + timedelta(days=13))
    for one in claims[1:4]:
        actions.claims.approve(one, by=chair, on=change + timedelta(days=14))
    actions.claims.appeal(
        claims[3], by=clerk, on=change + timedelta(days=15), why="出院结算在11月办理，请求按新标准报销。"
    )
    batch = actions.payments.prepare(season.product, by=clerk, on=change + timedelta(days=16))
    actions.payments.release(batch, by=chair, on=change + timedelta(days=17))
    actions.payments.confirm(batch, by=clerk, on=change + timedelta(days=18), voucher="银付0018")
    actions.claims.send_up(claims[4], by=clerk, on=change + timedelta(days=18))


def _submitted(number, enrolment, bill, clerk, change):
    """A claim with the documents that its category asks for."""
    after, category, amount, illness = bill
    expense = {
        "on": change + timedelta(days=after), "category": category, "self_paid": Decimal(amount),
        "total": Decimal(amount) * 2, "invoice": f"CY{change:%y%m}{number:04}",
    }  # fmt: skip
    claim = actions.claims.submit(
        enrolment, by=clerk, on=change + timedelta(days=12), expenses=[expense], confirmed=True, illness=illness,
        clinic="石门县人民医院", bank_name="石门农商银行", bank=f"62280000{number:010}",
    )  # fmt: skip
    for place, kind in enumerate(queries.claims.documents_missing(claim)):
        picture = ContentFile(pictures.draw(10 * number + place), name=f"{kind}{number}.png")
        actions.claims.attach(claim, picture, by=clerk, kind=kind, confirmed=True)
    return claim


def _health_check(town, clerk, chair, today):
    """Everybody was asked a week ago; some have answered, on the paper that went round."""
    opened = today - timedelta(days=7)
    check_up = actions.health.open_check(
        town, by=chair, on=opened, name=f"{today.year}年职工健康体检", year=today.year, kind=HealthCheck.Kind.GENERAL,
        poll_until=today + timedelta(days=7), options=[("集体乘车前往", "县人民医院"), ("分散预约", "镇卫生院")],
    )  # fmt: skip
    options = list(check_up.options.order_by("pk"))
    for number, one in enumerate(queries.health.examinations(check_up).order_by("pk")[:9]):
        actions.health.answer(one, by=clerk, on=opened + timedelta(days=2), option=options[number % 3 == 2])
