"""Products: begun, their terms drafted, announced, replaced; years of enrolment opened."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from taizhang.kernel.acts import act
from taizhang.kernel.verdicts import Refused, require
from taizhang.mutualaid import queries, rules
from taizhang.mutualaid.models import Benefit, Edition, Product, Season

EDITION_FIELDS = ("valid_from", "document", "waiting_days", "window_days", "claim_ceiling", "year_ceiling")
SEASON_FIELDS = ("year", "opens_on", "closes_on", "covers_from", "covers_until", "premium", "union_share")


def start_product(unit, *, by, on, name, line, audience, template="", reserve=0, remark=""):
    """Begin a product of the unit; from a template, its first edition is drafted with it."""
    with act(by, "mutualaid.start_product", unit, on=on) as this:
        _require_new_name(unit, name.strip())
        product = Product(
            unit=unit, name=name.strip(), line=line, audience=audience, started_from=template, reserve=reserve or 0,
            reserve_on=on if reserve else None, remark=remark.strip(),
        )  # fmt: skip
        product.save()
        if template:
            _draft_from(product, queries.products.templates()[template], on)
        this.note(name=product.name)
    return product


def _require_new_name(unit, name):
    if Product.objects.standing().filter(unit=unit, name=name).exists():
        raise Refused(_("%(unit)s has a product called “%(name)s” already.") % {"unit": unit.name, "name": name})


def _draft_from(product, template, on):
    terms = template["edition"]
    edition = Edition(
        unit=product.unit, product=product, number=1, valid_from=on.replace(month=1, day=1), document=terms.get("document", ""),
        waiting_days=terms.get("waiting_days", 0), window_days=terms.get("window_days", 180),
        claim_ceiling=_money(terms.get("claim_ceiling")), year_ceiling=_money(terms.get("year_ceiling")),
    )  # fmt: skip
    edition.save()
    for given in template["benefits"]:
        Benefit(edition=edition, **_benefit(given)).save()


def _benefit(given):
    """A benefit as a template has it: amounts as text, bands as [[up to or "", percent], …]."""
    bands = [[upto or None, percent] for upto, percent in given.get("bands", [])]
    return {
        "layer": given.get("layer", 1), "layer_name": given.get("layer_name", ""), "category": given["category"],
        "method": given.get("method", Benefit.Method.RATE), "bands": bands, "fixed_sum": _money(given.get("fixed_sum")),
        "deductible": _money(given.get("deductible")) or Decimal(0), "deductible_yearly": given.get("deductible_yearly", False),
        "claim_ceiling": _money(given.get("claim_ceiling")), "year_ceiling": _money(given.get("year_ceiling")),
    }  # fmt: skip


def _money(text):
    return Decimal(text) if text else None


def change_product(product, *, by, name, audience, remark=""):
    """Put the name, the audience or the remark of a product right."""
    with act(by, "mutualaid.change_product", product) as this:
        if name.strip() != product.name:
            _require_new_name(product.unit, name.strip())
        product.name, product.audience, product.remark = name.strip(), audience, remark.strip()
        product.save()
        this.note(name=product.name)
    return product


def close_product(product, *, by, on, why):
    """Close a product: nobody is enrolled any more; claims on cover that was paid for are still settled."""
    with act(by, "mutualaid.close_product", product, on=on) as this:
        if product.closed_on:
            raise Refused(_("This product is closed already."))
        product.closed_on = on
        product.save()
        this.note(name=product.name, why=why)
    return product


def draft_edition(product, *, by, on, benefits, **terms):
    """Draft new terms. `benefits`: a list of {field: value}; nothing binds before the announcement."""
    with act(by, "mutualaid.draft_edition", product, on=on) as this:
        edition = Edition(unit=product.unit, product=product, number=queries.products.next_number(product))
        this.record = None  # the audit line is the edition's
        _write_edition(edition, benefits, terms)
        this.note(name=product.name, number=edition.number)
    return edition


def edit_edition(edition, *, by, benefits, **terms):
    """Change terms that were not announced yet."""
    with act(by, "mutualaid.draft_edition", edition) as this:
        require(rules.product.may_edit(edition))
        for old in edition.benefits.all():
            old.delete()
        _write_edition(edition, benefits, terms)
        this.note(name=edition.product.name, number=edition.number)
    return edition


def _write_edition(edition, benefits, terms):
    for name in EDITION_FIELDS:
        if name in terms:
            setattr(edition, name, terms[name])
    edition.save()
    rows = [Benefit(edition=edition, **given) for given in benefits]
    require(rules.product.may_hold(rows))
    for row in rows:
        row.save()


def announce_edition(edition, *, by, on):
    """Announce terms: from their day on they bind every expense, and the earlier ones are replaced. Data entry, not code."""
    with act(by, "mutualaid.announce_edition", edition, on=on) as this:
        benefits = list(edition.benefits.all())
        product = edition.product
        others = [one for one in queries.products.editions_of(product) if one.announced_on and one.pk != edition.pk]
        last = queries.products.last_settled_on(product, edition.valid_from) if others else None
        require(rules.product.may_announce(edition, benefits, on=on, others=others, last_settled_on=last))
        before = [one for one in others if one.valid_from < edition.valid_from]
        edition.announced_on = on
        edition.changes = rules.product.changes(benefits, list(before[0].benefits.all()) if before else [])
        edition.save()
        this.note(name=product.name, number=edition.number, since=edition.valid_from.isoformat())
    return edition


def withdraw_edition(edition, *, by, why):
    """Take back terms that are not in force yet."""
    with act(by, "mutualaid.withdraw_edition", edition) as this:
        require(rules.product.may_withdraw(edition, today=timezone.localdate(this.at)))
        edition.voided_at = this.at
        edition.save()
        this.note(name=edition.product.name, number=edition.number, why=why)
    return edition


def open_season(product, *, by, on, **dates):
    """Open a year of enrolment: dates, premium, and who pays it."""
    with act(by, "mutualaid.open_season", product, on=on) as this:
        if product.closed_on:
            raise Refused(_("This product is closed already."))
        season = Season(unit=product.unit, product=product, **dates)
        years = {one.year for one in queries.products.seasons_of(product)}
        require(rules.product.may_open(season, other_years=years))
        this.record = None
        season.save()
        this.note(name=product.name, year=season.year)
    return season


def extend_season(season, *, by, closes_on, why):
    """Let enrolment close on another day."""
    with act(by, "mutualaid.open_season", season) as this:
        season.closes_on = closes_on
        require(rules.product.may_open(season, other_years=()))
        season.save()
        this.note(name=season.product.name, year=season.year, closes_on=closes_on.isoformat(), why=why)
    return season
