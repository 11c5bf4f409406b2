"""Products, enrolments and claims for tests; everybody in them is made up."""

from datetime import date
from decimal import Decimal
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.kernel.acts import SYSTEM
from taizhang.members.tests import factories as members
from taizhang.mutualaid import actions, queries
from taizhang.mutualaid.models import Category

_invoices, _pixels = count(1), count(1)
BEGAN = date(2008, 1, 1)
CHANGE = date(2008, 11, 1)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8ffffff7f0009fb03fd054345ca0000000049454e44ae426082"
)


def rate(category, percent, *, layer=1, **more):
    """One benefit by a plain rate."""
    return {"layer": layer, "layer_name": "互助金", "category": category, "bands": [[None, str(percent)]], **more}


OLD_RATES = (
    rate(Category.OUTPATIENT, 50, year_ceiling=Decimal(500)),
    rate(Category.INPATIENT, 30),
    rate(Category.CANCER, 50),
)
NEW_RATES = (
    rate(Category.OUTPATIENT, 50, year_ceiling=Decimal(800)),
    rate(Category.INPATIENT, 50),
    rate(Category.CANCER, 80),
)


def product(unit, *, name="医疗互助", line="MM-03", audience="members", rates=OLD_RATES, year=2008, **season):
    """A product with terms in force since New Year and an open year of enrolment."""
    made = actions.products.start_product(unit, by=SYSTEM, on=BEGAN, name=name, line=line, audience=audience)
    terms = {"valid_from": BEGAN, "waiting_days": 0, "window_days": 360}
    edition = actions.products.draft_edition(made, by=SYSTEM, on=BEGAN, benefits=rates, **terms)
    actions.products.announce_edition(edition, by=SYSTEM, on=BEGAN)
    open_season(made, year, **season)
    return made


def open_season(made, year=2008, **given):
    """A year of enrolment that is open all year."""
    whole = {
        "year": year, "opens_on": date(year, 1, 1), "closes_on": date(year, 12, 31), "covers_from": date(year, 1, 1),
        "covers_until": date(year, 12, 31), "premium": Decimal(100), "union_share": Decimal(40),
    }  # fmt: skip
    return actions.products.open_season(made, by=SYSTEM, on=date(year, 1, 1), **(whole | given))


def drafted(made, rates=NEW_RATES, *, since=CHANGE, on=date(2008, 10, 15), by=SYSTEM):
    """New terms that are not announced yet."""
    terms = {"valid_from": since, "window_days": 360, "document": "工会委员会2008年第9次会议"}
    return actions.products.draft_edition(made, by=by, on=on, benefits=rates, **terms)


def change_rates(made, rates=NEW_RATES, *, since=CHANGE, on=date(2008, 10, 15), by=SYSTEM):
    """New terms, announced before their day."""
    return actions.products.announce_edition(drafted(made, rates, since=since, on=on, by=by), by=by, on=on)


def enrolled(made, unit, *, on=BEGAN, member=None, paid=True, **person):
    """Somebody enrolled, with the premium paid."""
    member = member or members.member(unit, **person)
    one = actions.enrolments.enrol(queries.products.seasons_of(made)[0], member, by=SYSTEM, on=on)
    return actions.enrolments.pay_premium(one, by=SYSTEM, on=on) if paid else one


def expense(on=date(2008, 5, 6), category=Category.OUTPATIENT, self_paid=100, **more):
    """One line of a claim, with an invoice of its own."""
    return {
        "on": on,
        "category": category,
        "self_paid": Decimal(str(self_paid)),
        "invoice": f"FP{next(_invoices):06}",
        **more,
    }


def claim(enrolment, *expenses, by=SYSTEM, on=date(2008, 12, 1), **details):
    """A claim that was submitted."""
    details = {"bank_name": "工商银行", "bank": "6222020200112345678"} | details
    return actions.claims.submit(
        enrolment, by=by, on=on, expenses=list(expenses) or [expense()], confirmed=True, **details
    )


def document(name="发票.png"):
    """A small picture that is no other file."""
    return SimpleUploadedFile(name, PNG + next(_pixels).to_bytes(4, "big"), content_type="image/png")


def checked(one, *, by=SYSTEM, on=date(2008, 12, 2)):
    """A claim whose documents are there and were checked."""
    for kind in queries.claims.documents_missing(one):
        actions.claims.attach(one, document(), by=by, kind=kind)
    return actions.claims.check(one, by=by, on=on)


def computed(one, *, on=date(2008, 12, 3)):
    """A claim that was checked and settled."""
    return actions.claims.compute(checked(one), by=SYSTEM, on=on)


def approved(one, *, on=date(2008, 12, 4)):
    """A claim that was approved."""
    return actions.claims.approve(computed(one), by=SYSTEM, on=on)


def paid(made, *, on=date(2008, 12, 20)):
    """Everything that is approved, paid."""
    batch = actions.payments.prepare(made, by=SYSTEM, on=on)
    return actions.payments.confirm(actions.payments.release(batch, by=SYSTEM, on=on), by=SYSTEM, on=on)
