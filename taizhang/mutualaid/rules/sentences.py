"""The steps of a settlement as sentences for the member, in the reader's language, whenever they are read."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from taizhang.mutualaid.models.product import Category


def packed(steps):
    """Steps as they are kept: plain JSON, amounts as text."""
    return [[code, {name: _plain(value) for name, value in words.items()}] for code, words in steps]


def _plain(value):
    return str(value) if isinstance(value, Decimal) else value


def told(steps):
    """Sentences of kept (or fresh) steps."""
    return [_SENTENCES[code](_Words(words)) for code, words in steps]


class _Words(dict):
    """The words of a step, ready for a sentence: days as the reader writes them, amounts with two places."""

    def __getitem__(self, name):
        value = super().__getitem__(name)
        if name in ("on", "since", "until", "last"):
            return date_format(date.fromisoformat(value))
        if name == "category":
            return Category(value).label
        if name == "percent":
            return f"{Decimal(value).normalize():f}"
        if name in ("number", "year", "days", "name", "claim"):
            return value
        return money(value)


def money(value):
    """1234.5 → 1,234.50."""
    return f"{Decimal(value):,.2f}"


def _band(words):
    if words.get("upto") is None:
        return _("Of %(part)s yuan above %(floor)s yuan, %(percent)s%% are reimbursed.") % words
    return _("Of %(part)s yuan between %(floor)s and %(upto)s yuan, %(percent)s%% are reimbursed.") % words


_SENTENCES = {
    "edition": lambda words: (
        _("The expense was made on %(on)s; it is settled by edition %(number)s of the terms, in force since %(since)s.")
        % words
    ),
    "self_paid": lambda words: _("You paid %(amount)s yuan yourself.") % words,
    "layer": lambda words: _("“%(name)s” looks at %(rest)s yuan.") % words,
    "not_covered_then": lambda words: (
        _("Nothing is reimbursed: the expense was made on %(on)s, and you are covered from %(since)s to %(until)s.")
        % words
    ),
    "waiting": lambda words: (
        _(
            "Nothing is reimbursed: the expense was made on %(on)s, within the waiting period of a first enrolment, which lasts up to %(until)s."
        )
        % words
    ),
    "no_edition": lambda words: _("Nothing is reimbursed: on %(on)s no terms were in force yet.") % words,
    "too_late": lambda words: (
        _("Nothing is reimbursed: claims are taken up to %(days)s days after the expense, here up to %(last)s.") % words
    ),
    "category_not_covered": lambda words: (
        _("Nothing is reimbursed: edition %(number)s of the terms does not cover “%(category)s”.") % words
    ),
    "fixed": lambda words: (
        _(
            "A fixed sum of %(sum)s yuan is given once a year; %(given)s yuan were given before, %(amount)s yuan are due now."
        )
        % words
    ),
    "deductible": lambda words: (
        _("The first %(sum)s yuan of a claim are not reimbursed: %(off)s yuan come off, %(rest)s yuan remain.") % words
    ),
    "deductible_year": lambda words: (
        _("The first %(sum)s yuan of a year are not reimbursed: %(off)s yuan come off here, %(rest)s yuan remain.")
        % words
    ),
    "rate": lambda words: _("Of %(base)s yuan, %(percent)s%% are reimbursed: %(amount)s yuan.") % words,
    "band": _band,
    "sum": lambda words: _("Together, rounded to the fen: %(amount)s yuan.") % words,
    "claim_ceiling": lambda words: (
        _(
            "For one claim at most %(ceiling)s yuan are given in this category: of %(before)s yuan, %(amount)s yuan remain."
        )
        % words
    ),
    "year_ceiling": lambda words: (
        _(
            "In one year at most %(ceiling)s yuan are given in this category; %(given)s were given before: of %(before)s yuan, %(amount)s remain."
        )
        % words
    ),
    "whole_claim_ceiling": lambda words: (
        _("For one claim at most %(ceiling)s yuan are given in all: of %(before)s yuan, %(amount)s yuan remain.")
        % words
    ),
    "whole_year_ceiling": lambda words: (
        _(
            "In one year at most %(ceiling)s yuan are given in all; %(given)s yuan were given before: of %(before)s yuan, %(amount)s remain."
        )
        % words
    ),
    "left": lambda words: _("For “%(category)s”, %(left)s yuan of the ceiling of %(year)s are left.") % words,
    "left_whole": lambda words: _("Of the ceiling of %(year)s, %(left)s yuan are left.") % words,
    "correction": lambda words: (
        _(
            "Correction of claim %(claim)s: it was %(before)s yuan, it should be %(after)s yuan, the difference is %(amount)s yuan."
        )
        % words
    ),
}
