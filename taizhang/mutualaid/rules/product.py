"""What may be done with products and their terms."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.mutualaid.models.product import Benefit

DRAFT, ANNOUNCED, IN_FORCE, REPLACED = "draft", "announced", "in_force", "replaced"


def stage(edition, editions, today):
    """Where an edition stands on a day: draft, announced, in force, replaced. Derived from the days, kept nowhere."""
    if edition.announced_on is None:
        return DRAFT
    if edition.valid_from > today:
        return ANNOUNCED
    later = [
        one
        for one in editions
        if one.announced_on and one.voided_at is None and edition.valid_from < one.valid_from <= today
    ]
    return REPLACED if later else IN_FORCE


def may_announce(edition, benefits, *, on, others, last_settled_on):
    """Terms are announced before they are in force; only the first edition of a product may be entered after its day.

    `others`: announced editions; `last_settled_on`: the last day of an expense that was settled already.
    """
    if edition.announced_on is not None:
        return Denied(_("This edition was announced on %s already.") % date_format(edition.announced_on))
    if not benefits:
        return Denied(_("Say first what is reimbursed: the edition has no benefits yet."))
    if others and edition.valid_from < on:
        return Denied(
            _("New terms bind from the day of their announcement at the earliest; %s has passed.")
            % date_format(edition.valid_from)
        )
    if any(one.valid_from == edition.valid_from for one in others):
        return Denied(_("Another edition begins on %s already.") % date_format(edition.valid_from))
    if last_settled_on and edition.valid_from <= last_settled_on:
        return Denied(
            _("Expenses up to %s are settled by the earlier terms already; let the new ones begin on a later day.")
            % date_format(last_settled_on)
        )
    return Allowed


def may_edit(edition):
    """What was announced is not changed; it is replaced by a new edition."""
    if edition.voided_at is not None:
        return Denied(_("This edition was withdrawn."))
    if edition.announced_on is not None:
        return Denied(_("This edition was announced on %s; draft a new one.") % date_format(edition.announced_on))
    return Allowed


def may_withdraw(edition, *, today):
    """An edition is withdrawn before it is in force; afterwards it is replaced."""
    if edition.voided_at is not None:
        return Denied(_("This edition was withdrawn."))
    if edition.announced_on is not None and edition.valid_from <= today:
        return Denied(
            _("This edition is in force since %s; replace it by a new one.") % date_format(edition.valid_from)
        )
    return Allowed


def may_open(season, *, other_years):
    """A year of enrolment: the dates follow each other, and there is one for each year."""
    if season.closes_on < season.opens_on:
        return Denied(_("Enrolment cannot close before it opens."))
    if season.covers_until < season.covers_from:
        return Denied(_("Cover cannot end before it begins."))
    if season.union_share > season.premium:
        return Denied(_("The union cannot pay more than the whole premium of %s yuan.") % season.premium)
    if season.year in other_years:
        return Denied(_("There is a year of enrolment %s already.") % season.year)
    return Allowed


def may_hold(benefits):
    """The benefits of an edition: one for each layer and category, each with a rate or a sum."""
    seen = set()
    for one in benefits:
        where = {"layer": one.layer, "category": one.get_category_display()}
        if (one.layer, one.category) in seen:
            return Denied(_("Layer %(layer)s has two lines for “%(category)s”.") % where)
        seen.add((one.layer, one.category))
        if one.method == Benefit.Method.FIXED and not one.fixed_sum:
            return Denied(_("Layer %(layer)s, “%(category)s”: the fixed sum is missing.") % where)
        if one.method == Benefit.Method.RATE and not one.bands:
            return Denied(_("Layer %(layer)s, “%(category)s”: the rate is missing.") % where)
    return Allowed


def changes(benefits, before):
    """How many benefits differ from those of the edition before: new ones, changed ones, dropped ones."""
    now, then = {_key(one): _terms(one) for one in benefits}, {_key(one): _terms(one) for one in before}
    return sum(now.get(key) != then.get(key) for key in now.keys() | then.keys())


def differences(benefits, before):
    """[(benefit, benefit before or None)] of those that changed; dropped ones are (None, before)."""
    then = {_key(one): one for one in before}
    found = [
        (one, then.get(_key(one)))
        for one in benefits
        if _key(one) not in then or _terms(one) != _terms(then[_key(one)])
    ]
    kept = {_key(one) for one in benefits}
    return found + [(None, one) for key, one in then.items() if key not in kept]


def _key(benefit):
    return benefit.layer, benefit.category


def _terms(benefit):
    bands = tuple((str(upto), str(percent)) for upto, percent in benefit.bands)
    return (
        benefit.method, bands, benefit.fixed_sum, benefit.deductible, benefit.deductible_yearly, benefit.claim_ceiling,
        benefit.year_ceiling,
    )  # fmt: skip
