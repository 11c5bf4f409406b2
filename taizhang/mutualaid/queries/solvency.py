"""Whether a fund can pay what it promised: premiums in, claims out, reserve and loss ratio, by cohort, all from the ledger."""

from decimal import Decimal

from taizhang.kernel import ledger, rulebook
from taizhang.kernel.periods import Period
from taizhang.kernel.reading import rounded
from taizhang.mutualaid import rules
from taizhang.mutualaid.models import Season

CODES = ("mutualaid.premium_income", "mutualaid.paid_out", "mutualaid.loss_ratio")
LONG = 8  # cohorts shown


def narrowed(product=None, **words):
    """The filter of a question: 互助产品=…;参保年度=…"""
    parts = [f"互助产品={product.name}"] if product else []
    return ";".join([*parts, *(f"{word}={value}" for word, value in words.items())])


def by_year(unit, product=None):
    """[(year, {code: Figure}, filter, period)] of the cohorts, the oldest first. A cohort's claims count whenever they were paid."""
    seasons = Season.objects.standing()
    seasons = seasons.filter(product=product) if product else seasons.filter(product__unit__path__in=_paths(unit)) | seasons.filter(
        product__unit__path__startswith=unit.path
    )  # fmt: skip
    years = sorted(set(seasons.values_list("year", flat=True)))[-LONG:]
    return [_cohort(unit, year, narrowed(product, 参保年度=year)) for year in years]


def _paths(unit):
    return [*unit.ancestor_paths(), unit.path]


def _cohort(unit, year, where):
    period = Period.between(Period.year(year - 1).start, Period.year(year + 2).last_day)
    return year, ledger.values(CODES, unit, period, where=where), where, period


def by_child(unit, period, product=None):
    """[(child, {code: Figure})] of the units below that have premiums or claims within the period."""
    rows = ledger.values_by_child(CODES, unit, period, where=narrowed(product))
    return [(child, found) for child, found in rows if any(found[code].number for code in CODES[:2])]


def by_age(unit, period, product=None):
    """[(age band, {code: Figure}, filter)] within the period; bands without premiums and claims are left out."""
    rows = []
    for band in rules.enrolment.AGE_BANDS:
        where = narrowed(product, 年龄段=band)
        found = ledger.values(CODES, unit, period, where=where)
        if any(found[code].number for code in CODES[:2]):
            rows.append((band, found, where))
    return rows


def totals(unit, period, product=None):
    """{code: Figure} of the period, and the reserve at its end."""
    return ledger.values(
        (*CODES, "mutualaid.covered_persons", "mutualaid.per_claim", "mutualaid.reserve_left"),
        unit,
        period,
        where=narrowed(product),
    )


def warnings(unit, found, on):
    """Verdicts of the rulebook on a fund's figures that say no: loss ratio and reserve."""
    premium, paid, reserve = (found[code].number or Decimal(0) for code in (*CODES[:2], "mutualaid.reserve_left"))
    verdicts = []
    if premium:
        loss = rulebook.find("mutualaid.loss_ratio.warning", unit, on)
        least = rulebook.find("mutualaid.reserve.least_share", unit, on)
        verdicts += [loss.met_by(_percent(paid, premium))] if loss else []
        verdicts += [least.met_by(_percent(reserve, premium))] if least else []
    return [verdict for verdict in verdicts if not verdict]


def _percent(part, whole):
    return rounded(part / whole * 100)
