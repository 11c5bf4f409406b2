"""Reads about products, their editions and years of enrolment."""

import tomllib
from decimal import Decimal
from pathlib import Path

from django.db.models import Max

from taizhang.mutualaid import rules
from taizhang.mutualaid.models import Award, Edition, Product, Season
from taizhang.mutualaid.rules.settlement import FIXED, Cover, Terms

TEMPLATES = Path(__file__).resolve().parents[1] / "templates.toml"


def templates():
    """The products that a union may start from: {code: what the file says}."""
    return tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))["product"]


def products_for(user, unit):
    """Products that may concern the unit: its own, those below it, and those of its superiors."""
    paths = [*unit.ancestor_paths(), unit.path]
    own = Product.objects.visible_to(user).standing().select_related("unit")
    return [one for one in own if one.unit.path in paths or one.unit.is_in(unit)]


def reaching(unit):
    """Products under which persons of the unit may be enrolled: those of the unit and of every superior."""
    return Product.objects.standing().filter(unit__path__in=[*unit.ancestor_paths(), unit.path])


def editions_of(product):
    """All editions of a product that were not withdrawn, the newest first, with their benefits."""
    found = Edition.objects.standing().filter(product=product).select_related("product")
    return list(found.prefetch_related("benefits").order_by("-valid_from", "-number"))


def timeline(product, today):
    """[(edition, stage, changes against the one before)] of a product, the newest first."""
    editions = editions_of(product)
    rows = []
    for at, edition in enumerate(editions):
        before = next((one for one in editions[at + 1 :] if one.announced_on), None)
        changed = rules.product.differences(list(edition.benefits.all()), list(before.benefits.all())) if before else []
        rows.append((edition, rules.product.stage(edition, editions, today), changed))
    return rows


def next_number(product):
    """The number of the next edition; numbers of withdrawn ones are not given again."""
    return (Edition.objects.filter(product=product).aggregate(last=Max("number"))["last"] or 0) + 1


def terms_of(product):
    """The announced editions of a product as the settlement wants them."""
    return terms_of_many([product.pk]).get(product.pk, ())


def terms_of_many(products):
    """{product's key: its terms} in two queries."""
    found = {}
    announced = Edition.objects.standing().filter(product__in=products).exclude(announced_on=None)
    for edition in announced.prefetch_related("benefits"):
        found.setdefault(edition.product_id, []).append(terms(edition))
    return {key: tuple(editions) for key, editions in found.items()}


def terms(edition):
    """An edition as a value."""
    return Terms(
        edition.number,
        edition.valid_from,
        tuple(_cover(benefit) for benefit in edition.benefits.all()),
        edition.window_days,
        edition.claim_ceiling,
        edition.year_ceiling,
        edition.pk,
    )


def _cover(benefit):
    bands = tuple((None if upto is None else Decimal(upto), Decimal(percent)) for upto, percent in benefit.bands)
    return Cover(
        benefit.layer, benefit.layer_name, benefit.category, benefit.method, bands if benefit.method != FIXED else (),
        benefit.fixed_sum or Decimal(0), benefit.deductible, benefit.deductible_yearly, benefit.claim_ceiling, benefit.year_ceiling,
    )  # fmt: skip


def last_settled_on(product, since):
    """The last day from `since` on of an expense that was settled under the product; None if there is none."""
    settled = Award.objects.filter(claim__enrolment__season__product=product, claim__voided_at=None, amount__gt=0)
    return settled.filter(expense__on__gte=since).aggregate(last=Max("expense__on"))["last"]


def seasons_of(product):
    """The years of enrolment of a product, the newest first."""
    return list(Season.objects.standing().filter(product=product).order_by("-year"))


def open_seasons(unit, today):
    """Years of enrolment that are open for the unit today, those that close first at the top."""
    found = Season.objects.standing().filter(
        product__in=reaching(unit).filter(closed_on=None), opens_on__lte=today, closes_on__gte=today
    )
    return list(found.select_related("product__unit").order_by("closes_on"))
