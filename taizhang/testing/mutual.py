"""A year of mutual aid at the mill: a product with two editions, enrolments, claims in several states, a batch, a check, a quota."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.kernel import rulebook
from taizhang.kernel.acts import SYSTEM
from taizhang.mutualaid import actions, queries

BEGAN, CHANGED = date(2008, 1, 1), date(2008, 11, 1)


@dataclass
class Mutual:
    """What the mill has on file of mutual aid."""

    product: object = None
    draft: object = None
    season: object = None
    enrolment: object = None
    unpaid: object = None
    submitted: object = None
    computed: object = None
    refused: object = None
    paid: object = None
    appeal: object = None
    document: object = None
    payment: object = None
    prepared: object = None
    approved: object = None
    check_up: object = None
    examination: object = None
    day: object = None
    quota: object = None
    stay: object = None


def _rates(outpatient, inpatient, cancer):
    return [
        {"layer": 1, "layer_name": "互助金", "category": "门诊", "bands": [[None, outpatient]], "year_ceiling": Decimal(800)},
        {"layer": 1, "layer_name": "互助金", "category": "住院", "bands": [["5000", inpatient], [None, "60"]], "deductible": Decimal(100)},
        {"layer": 1, "layer_name": "互助金", "category": "癌症", "bands": [[None, cancer]]},
    ]  # fmt: skip


def build(cast, membership, another, pixel):
    """Everything of a year, by the system: 1 November brings other rates."""
    rulebook.load()
    mutual = Mutual()
    _cover(mutual, cast, membership, another)
    _claims(mutual, pixel)
    _health(mutual, cast)
    mutual.quota = actions.leave.allot(
        cast.mill, by=SYSTEM, on=date(2008, 2, 1), giver=cast.town, year=2008, places=2, place="西山疗养院"
    )
    mutual.stay = actions.leave.nominate(
        mutual.quota, membership, by=SYSTEM, on=date(2008, 3, 1), honour="县劳动模范", model_worker=True
    )
    return mutual


def _cover(mutual, cast, membership, another):
    product = actions.products.start_product(
        cast.mill, by=SYSTEM, on=BEGAN, name="厂内医疗互助", line="MM-03", audience="members", reserve=Decimal(5000)
    )
    for day, rates in (
        (BEGAN, ("40", "30", "50")),
        (CHANGED, ("40", "50", "80")),
        (date(2009, 7, 1), ("50", "50", "80")),
    ):
        edition = actions.products.draft_edition(
            product,
            by=SYSTEM,
            on=BEGAN,
            valid_from=day,
            window_days=360,
            document="职代会通过的办法",
            benefits=_rates(*rates),
        )
        if day.year == 2008:
            actions.products.announce_edition(edition, by=SYSTEM, on=BEGAN)
        else:
            mutual.draft = edition
    mutual.season = actions.products.open_season(
        product, by=SYSTEM, on=BEGAN, year=2008, opens_on=BEGAN, closes_on=date(2030, 12, 31), covers_from=BEGAN,
        covers_until=date(2008, 12, 31), premium=Decimal(100), union_share=Decimal(40),
    )  # fmt: skip
    mutual.product = product
    enrolment = actions.enrolments.enrol(mutual.season, membership, by=SYSTEM, on=BEGAN)
    mutual.enrolment = actions.enrolments.pay_premium(enrolment, by=SYSTEM, on=BEGAN)
    mutual.unpaid = actions.enrolments.enrol(mutual.season, another, by=SYSTEM, on=date(2008, 2, 1))


def _claim(mutual, number, *lines):
    expenses = [
        {"on": on, "category": category, "self_paid": Decimal(amount), "invoice": f"FP{number}{place}"}
        for place, (on, category, amount) in enumerate(lines)
    ]
    return actions.claims.submit(
        mutual.enrolment, by=SYSTEM, on=date(2008, 12, 1), expenses=expenses, illness="肺炎", clinic="河湾镇医院", bank_name="农业银行",
        bank="6228480000000001234", confirmed=True,
    )  # fmt: skip


def _settled(claim, pixel, number):
    for place, kind in enumerate(queries.claims.documents_missing(claim)):
        file = SimpleUploadedFile("发票.png", pixel + bytes((number, place)), content_type="image/png")
        actions.claims.attach(claim, file, by=SYSTEM, kind=kind)
    return actions.claims.compute(
        actions.claims.check(claim, by=SYSTEM, on=date(2008, 12, 2)), by=SYSTEM, on=date(2008, 12, 3)
    )


def _claims(mutual, pixel):
    mutual.submitted = _claim(mutual, 1, (date(2008, 9, 1), "门诊", "120.50"))
    file = SimpleUploadedFile("发票.png", pixel + b"\x01", content_type="image/png")
    mutual.document = actions.claims.attach(mutual.submitted, file, by=SYSTEM, kind="发票")
    paid = _settled(
        _claim(mutual, 2, (date(2008, 10, 20), "住院", "6200"), (date(2008, 11, 5), "住院", "3000")), pixel, 2
    )
    actions.claims.approve(paid, by=SYSTEM, on=date(2008, 12, 4))
    mutual.payment = actions.payments.prepare(mutual.product, by=SYSTEM, on=date(2008, 12, 5))
    actions.payments.confirm(
        actions.payments.release(mutual.payment, by=SYSTEM, on=date(2008, 12, 6)), by=SYSTEM, on=date(2008, 12, 8)
    )
    mutual.paid = mutual.payment.claims.get()
    refused = _settled(_claim(mutual, 3, (date(2008, 6, 1), "门诊", "300")), pixel, 3)
    mutual.refused = actions.claims.refuse(refused, by=SYSTEM, on=date(2008, 12, 5), why="发票不清楚")
    mutual.appeal = actions.claims.appeal(mutual.refused, by=SYSTEM, on=date(2008, 12, 10), why="发票已重开")
    approved = actions.claims.approve(
        _settled(_claim(mutual, 4, (date(2008, 7, 1), "门诊", "200")), pixel, 4), by=SYSTEM, on=date(2008, 12, 9)
    )
    mutual.approved = approved
    mutual.prepared = actions.payments.prepare(approved.product, by=SYSTEM, on=date(2008, 12, 10))
    mutual.computed = _settled(_claim(mutual, 5, (date(2008, 11, 20), "癌症", "4000")), pixel, 5)


def _health(mutual, cast):
    options = [("统一到医院", "河湾镇医院"), ("发体检券自选", "")]
    check_up = actions.health.open_check(
        cast.mill,
        by=SYSTEM,
        on=date(2008, 3, 1),
        name="2008年职工体检",
        year=2008,
        kind="general",
        poll_until=date(2030, 3, 20),
        options=options,
    )
    first = check_up.options.all()[0]
    mutual.examination = queries.health.examinations(check_up).get(person__name="田小满")
    actions.health.answer(mutual.examination, by=SYSTEM, on=date(2008, 3, 10), option=first)
    mutual.check_up = actions.health.arrange(check_up, by=SYSTEM, on=date(2008, 3, 25), chosen=first)
    mutual.day = actions.health.add_day(
        mutual.check_up, by=SYSTEM, on=date(2008, 4, 8), place="河湾镇医院", places=40, transport="厂车", seats=20
    )
    mutual.examination = actions.health.attend(
        queries.health.examinations(mutual.check_up).get(pk=mutual.examination.pk),
        by=SYSTEM,
        on=date(2008, 4, 8),
        findings="血压偏高",
        follow_up_on=date(2008, 7, 8),
    )
