"""What the records of mutual aid say to the ledger: premiums, cover, claims, payments, health checks, convalescence."""

from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.ledger import Line
from taizhang.kernel.manifest import Measure
from taizhang.mutualaid.models import Claim, Stay

YUAN = pgettext_lazy("count", "yuan")
PERSONS = pgettext_lazy("count", "persons")

PREMIUMS = Measure("mutualaid.premiums", _("Premiums of mutual aid"), YUAN, scale=2)
COVERED = Measure("mutualaid.covered", _("Persons covered by mutual aid"), PERSONS, nature="balance")
CLAIMS = Measure("mutualaid.claims", _("Claims submitted"), pgettext_lazy("count", "items"))
PAID = Measure("mutualaid.paid", _("Mutual aid paid out"), YUAN, scale=2)
RESERVE = Measure("mutualaid.reserve", _("Reserve of mutual aid"), YUAN, nature="balance", scale=2)
INVITED = Measure("mutualaid.invited", _("Persons invited to a health check"), PERSONS)
EXAMINED = Measure("mutualaid.examined", _("Persons examined"), PERSONS)
QUOTA = Measure("mutualaid.quota", _("Places of convalescence allotted"), PERSONS)
STAYED = Measure("mutualaid.stayed", _("Persons who went on convalescence"), PERSONS)
MEASURES = (PREMIUMS, COVERED, CLAIMS, PAID, RESERVE, INVITED, EXAMINED, QUOTA, STAYED)

FILTERS = {
    "互助产品": "product",
    "报销类别": "category",
    "参保年度": "cohort",
    "年龄段": "age_band",
    "体检类别": "check",
    "会员状态": "status",
    "劳模": "model_worker",
}
BY_PERSON, BY_UNION = "个人", "工会"
CHECKS = {"general": "职工体检", "women": "女职工妇检", "work": "职业健康检查"}


def product_lines(product):
    """The reserve that the product began with."""
    if product.reserve and product.reserve_on:
        yield Line(
            RESERVE.code, product.reserve_on, product.reserve, kind=product.line, about={"product": product.name}
        )


def edition_lines(edition):
    """New rates, from the day on which they bind (MM-01)."""
    if edition.announced_on and edition.changes:
        about = {"product": edition.product.name}
        yield Line(
            "work.items", edition.valid_from, edition.changes, kind="MM-01", matter=edition.product.name, about=about
        )
        yield Line(
            "work.entries", edition.valid_from, 1, kind="MM-01", subject=f"unit:{edition.unit_id}", matter=edition.product.name,
            about=about,
        )  # fmt: skip


def enrolment_lines(enrolment):
    """From the day the premium was paid: one person, the premium; and the days of cover."""
    if enrolment.paid_on is None:
        return
    product, subject = enrolment.season.product, f"person:{enrolment.person_id}"
    kind = "MM-03" if product.line == product.Line.THREEFOLD else product.line
    about = cohort(enrolment)
    for count, value, whose in (
        ("persons", 1, subject),
        ("money", enrolment.premium, ""),
        ("entries", 1, f"unit:{enrolment.unit_id}"),
    ):
        yield Line(
            f"work.{count}", enrolment.paid_on, value, kind=kind, subject=whose, matter=product.name, about=about
        )
    yield Line(COVERED.code, enrolment.covers_from, 1, kind=product.line, subject=subject, about=about)
    yield Line(COVERED.code, enrolment.covers_until + timedelta(1), -1, kind=product.line, subject=subject, about=about)
    for payer, share in ((BY_PERSON, enrolment.own_share), (BY_UNION, enrolment.union_share)):
        if share:
            yield Line(PREMIUMS.code, enrolment.paid_on, share, kind=payer, about=about)
    if enrolment.premium:
        yield Line(RESERVE.code, enrolment.paid_on, enrolment.premium, kind=product.line, about=about)


def cohort(enrolment):
    """The words by which an enrolment, and every claim on it, belongs to a cohort: the same for premiums and payments."""
    return {
        "product": enrolment.season.product.name,
        "cohort": str(enrolment.season.year),
        "age_band": enrolment.age_band,
        "status": enrolment.status_then,
    }


def claim_lines(claim):
    """A claim submitted; once paid, a person, a person-time and the money by category. A correction carries the difference alone."""
    enrolment, subject = claim.enrolment, f"person:{claim.person_id}"
    product, about = enrolment.season.product, cohort(enrolment)
    if claim.corrects_id is None:
        yield Line(CLAIMS.code, claim.submitted_on, 1, kind=product.claim_kind, subject=subject, about=about)
    if claim.paid_on is None or claim.state not in (Claim.State.PAID, Claim.State.APPEALED, Claim.State.DECIDED):
        return
    sums = by_category(claim)
    if claim.corrects_id is None:
        words = {**about, "category": "、".join(sums)}
        for count, whose in (("persons", subject), ("person_times", ""), ("entries", f"unit:{claim.unit_id}")):
            yield Line(
                f"work.{count}",
                claim.paid_on,
                1,
                kind=product.claim_kind,
                subject=whose,
                matter=product.name,
                about=words,
            )
    for category, amount in sums.items():
        words = {**about, "category": category}
        yield Line("work.money", claim.paid_on, amount, kind=product.claim_kind, matter=product.name, about=words)
        yield Line(PAID.code, claim.paid_on, amount, kind=category, about=words)
        yield Line(RESERVE.code, claim.paid_on, -amount, kind=product.line, about=words)


def by_category(claim):
    """{category: yuan} of the awards that hold, those of nothing left out."""
    sums = {}
    for award in claim.awards.all():
        if award.round == claim.round and award.amount:
            sums[award.category] = sums.get(award.category, Decimal(0)) + award.amount
    return sums


def check_lines(check_up):
    """What a health check cost, on the day it was closed."""
    if check_up.closed_on and check_up.cost:
        yield Line(
            "work.money", check_up.closed_on, check_up.cost, kind="MM-06", matter=check_up.name, about=_check(check_up)
        )


def _check(check_up):
    return {"check": CHECKS[check_up.kind], "cohort": str(check_up.year)}


def examination_lines(examination):
    """Invited; and examined once she came. What was found is nobody's figure, but whether it was followed up may be asked on the page."""
    check_up, subject = examination.check_up, f"person:{examination.person_id}"
    about = _check(check_up)
    yield Line(INVITED.code, check_up.opened_on, 1, kind=check_up.kind, subject=subject, about=about)
    if examination.attended_on:
        yield Line(EXAMINED.code, check_up.opened_on, 1, kind=check_up.kind, subject=subject, about=about)
        for count, whose in (("persons", subject), ("person_times", "")):
            yield Line(
                f"work.{count}",
                examination.attended_on,
                1,
                kind="MM-06",
                subject=whose,
                matter=check_up.name,
                about=about,
            )


def quota_lines(quota):
    """Places that were allotted."""
    yield Line(QUOTA.code, quota.allotted_on, quota.places, kind=str(quota.year), about={"cohort": str(quota.year)})


def stay_lines(stay):
    """A stay that was taken: a person, and what it cost."""
    if stay.state != Stay.State.TAKEN:
        return
    about = {"cohort": str(stay.quota.year), "model_worker": "是" if stay.model_worker else "否"}
    subject, matter = f"person:{stay.person_id}", stay.place
    yield Line(STAYED.code, stay.quota.allotted_on, 1, kind=str(stay.quota.year), subject=subject, about=about)
    for count, value, whose in (("persons", 1, subject), ("person_times", 1, ""), ("money", stay.cost, "")):
        if value:
            yield Line(f"work.{count}", stay.starts_on, value, kind="MM-08", subject=whose, matter=matter, about=about)
