"""The means of a household: twelve months of income less rigid spending, a head and month, against the local line.

The formula is that of Xingtai (Hebei) after the scheme of the ACFTU; the grounds of exclusion are those of Pingdingshan.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.aid.models import Assessment, Household
from taizhang.kernel.verdicts import Allowed, Denied

Category = Household.Category
CENT = Decimal("0.01")
NOW, OLD = "现行", "旧三类"


@dataclass(frozen=True)
class Band:
    """A category, the multiple of the line up to which it reaches, and whether only a sudden event opens it."""

    category: str
    multiple: Decimal | None = None
    operator: str = "<="
    sudden: bool = False

    def holds(self, net, line, shares):
        """Is the net sum within the band? Compared exactly: nothing is divided."""
        if self.multiple is None:
            return True
        limit = line * self.multiple * shares
        return net < limit if self.operator == "<" else net <= limit


@dataclass(frozen=True)
class Reckoning:
    """What the formula gives: the exact net sum of twelve months, the head-and-month figure, the category and its multiple."""

    net: Decimal
    per_head: Decimal
    category: str
    multiple: Decimal


def bands(scheme, limits):
    """The categories of a scheme, poorest first. `limits`: {"deep": (multiple, operator), …} as the rulebook has them."""
    if scheme == OLD:
        return (
            Band(Category.LOW_INCOME, *limits["deep"]),
            Band(Category.EDGE, *limits["edge"]),
            Band(Category.ACCIDENT, *limits["accident"], sudden=True),
        )
    return (
        Band(Category.DEEP, *limits["deep"]),
        Band(Category.RELATIVE, *limits["relative"]),
        Band(Category.ACCIDENT, sudden=True),
    )


def first_day(on, months):
    """The first day of the months that end the day before `on` (“over the 12 months before the application”)."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    try:
        return on.replace(year=year, month=month + 1)
    except ValueError:  # no 31 February: the month is over, the next one begins
        return on.replace(year=year + (month == 11), month=(month + 1) % 12 + 1, day=1)


def reckon(*, income, spending, members, months, line, scheme, limits, sudden=False, bars=()):
    """The category by the formula: (income − rigid spending) / persons / 12 against multiples of the line (以下 includes the number,
    Civil Code, article 1259). Compared exactly; only what is shown is rounded. A ground of exclusion leaves no category."""
    net = income - spending
    shares = members * months
    per_head = (net / shares).quantize(CENT, ROUND_HALF_UP)
    category, multiple = Category.NONE, Decimal(0)
    for band in () if bars else bands(scheme, limits):
        if (sudden or not band.sudden) and band.holds(net, line, shares):
            category, multiple = band.category, band.multiple or Decimal(0)
            break
    return Reckoning(net, per_head, str(category), multiple)


def may_reckon(*, on, members, amounts, line, today):
    """A reckoning needs persons, amounts that are not negative where they cannot be, a day that has come and a line that holds."""
    if on > today:
        return Denied(_("%s lies in the future.") % date_format(on))
    if not members:
        return Denied(_("The family table is empty: enter the persons of the household first."))
    wrong = [
        name
        for name, amount in amounts.items()
        if amount < 0 and name not in ("business", "property_income", "transfer")
    ]
    if wrong:
        label = Assessment._meta.get_field(wrong[0]).verbose_name
        return Denied(_("“%s” cannot be less than nothing.") % label)
    if line is None:
        return Denied(
            _("No local minimum living line is on file for this union on %s. Enter it under “Local lines” first.")
            % date_format(on)
        )
    return Allowed


def arithmetic(assessment):
    """The whole reckoning as one sentence that can be checked with a pocket calculator."""
    words = {
        "sum": _terms(assessment),
        "members": assessment.members,
        "months": assessment.months,
        "per_head": _plain(assessment.per_head),
        "line": _plain(assessment.line),
        "place": assessment.line_place,
    }
    text = _("(%(sum)s) ÷ %(members)s persons ÷ %(months)s months = %(per_head)s yuan a head and month") % words
    since = assessment.line_since
    text += pgettext("list", "; ") + (
        _("local line %(line)s yuan (%(place)s, from %(since)s)") % {**words, "since": date_format(since)}
        if since
        else _("local line %(line)s yuan (%(place)s)") % words
    )
    return text + pgettext("list", "; ") + _result(assessment)


def _terms(assessment):
    """0 of everything is said as 0; what is nothing is left out."""
    field = Assessment._meta.get_field
    plus = [(field(name).verbose_name, getattr(assessment, name), " + ") for name in Assessment.INCOME]
    minus = [(field(name).verbose_name, getattr(assessment, name), " − ") for name in Assessment.SPENDING]
    said = "".join(f"{sign}{label} {_plain(amount)}" for label, amount, sign in plus + minus if amount)
    return said.removeprefix(" + ").strip() or "0"


def _result(assessment):
    category = Household.Category(assessment.category).label
    if assessment.bars:
        bars = pgettext("list", ", ").join(str(Assessment.Bar(bar).label) for bar in assessment.bars)
        return _("excluded: %s") % bars
    if not assessment.category:
        return _("above every limit: %s") % category
    if assessment.multiple:
        limit = _plain(assessment.line * assessment.multiple)
        return _("not above %(limit)s yuan (%(multiple)s times the line): %(category)s") % {
            "limit": limit,
            "multiple": _plain(assessment.multiple),
            "category": category,
        }
    return _("sudden event: %s") % category


def _plain(amount):
    """12000.00 → 12000, 33.50 → 33.5"""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def contradictions(household, family, assessment, memberships, migrant_months):
    """Sentences about what does not fit together between the means declared, the family table and the register of members."""
    found = []
    if assessment is None:
        return found
    named = sum((one.monthly_income or 0 for one in family), Decimal(0)) * assessment.months
    if named > assessment.income:
        found.append(
            _("The family table names %(named)s yuan of income in %(months)s months, the reckoning only %(income)s.")
            % {"named": _plain(named), "months": assessment.months, "income": _plain(assessment.income)}
        )
    if assessment.members != len(family):
        found.append(
            _("The reckoning counts %(counted)s persons, the family table %(named)s.")
            % {"counted": assessment.members, "named": len(family)}
        )
    if assessment.bars and household.category:
        found.append(_("A ground of exclusion is noted (%s), yet the file stands.") % _bar_words(assessment))
    found += _register_contradictions(household, assessment, memberships)
    found += _too_new(household, memberships, migrant_months)
    if assessment.study and not any(one.study_level or one.study_year for one in family):
        found.append(_("Spending on study is declared, but nobody in the family table is at school."))
    if assessment.disability_cost and not any(one.disability for one in family):
        found.append(_("Spending on disability is declared, but nobody in the family table is disabled."))
    return found


def _too_new(household, memberships, months):
    """A rural migrant worker is filed after a labour relation of a year or more (农民工)."""
    day = household.filed_on or household.opened_on
    standing = [one for one in memberships if one.is_standing and one.migrant and one.joined_on]
    if standing and all(one.joined_on > first_day(day, months) for one in standing):
        yield (
            _("A rural migrant worker is filed after %s months in the labour relation; the register says less.")
            % months
        )


def _bar_words(assessment):
    return pgettext("list", ", ").join(str(Assessment.Bar(bar).label) for bar in assessment.bars)


def _register_contradictions(household, assessment, memberships):
    """Declared against the register of members: at work without a wage, without work yet in membership, gone and yet on file."""
    statuses = {one.status for one in memberships}
    if memberships and "去世" in statuses:
        yield _("The register of members says that the head has died.")
    at_work = household.work_status in ("在岗", "") and "在会" in statuses
    if at_work and not assessment.wage:
        yield _("The register has the head in membership at work, but no wages are declared.")
    if household.no_one_employed and assessment.wage:
        yield _("Nobody in the family is employed, yet wages are declared.")
