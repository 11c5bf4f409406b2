"""Which figure a code means: an indicator, a measure, or the alias CATALOGUE:COLUMN of a workbook (`AW-16:人数`)."""

from functools import lru_cache

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from taizhang.kernel.counts import COLUMNS
from taizhang.kernel.manifest import Indicator, Term, registry


class UnknownFigure(LookupError):
    """A code that names no figure; the message says how figures are named."""


def is_stock(indicator):
    """Whether the figure is a state at a day (balance or reading) and not a sum over the period."""
    return all(registry.measures[term.measure].is_stock for term in indicator.numerator)


def resolve(code, nature=None):
    """The Indicator behind a code. `nature` "stock" or "flow" chooses where an alias has both (FA-02: books bought, books held)."""
    code = str(code).strip()
    if code in registry.indicators:
        return registry.indicators[code]
    candidates = registry.aliases.get(code, [])
    if nature:
        candidates = [found for found in candidates if is_stock(found) == (nature == "stock")]
    if candidates:
        return candidates[0]
    if code in registry.measures:
        return _of_measure(registry.measures[code])
    catalogue, separator, column = code.partition(":")
    if separator and column in COLUMNS:
        return _of_column(catalogue.upper(), column, nature)
    raise UnknownFigure(
        _(
            "“%s” is no figure. Name an indicator (see `taizhang figures --list`) or a catalogue row and column, like AW-16:人数."
        )
        % code[:80]
    )


def _of_measure(measure):
    return Indicator(measure.code, measure.label, of=Term(measure.code), unit=measure.unit, words=str(measure.label))


def _of_column(catalogue, column, nature):
    """The figure of one column over one row of the catalogue, as the workbooks count it."""
    row = registry.catalogue.get(catalogue)
    stock = nature == "stock" if nature else bool(row and row.stock)
    return _figure_of_column(get_language(), catalogue, row, column, stock)


@lru_cache(maxsize=4096)  # a page names forty of them several times, and each has three sentences to translate
def _figure_of_column(_language, catalogue, row, column, stock):
    count, how = COLUMNS[column]
    measure = registry.measures[f"work.{'reading.' if stock else ''}{count}"]
    label = f"{row.label if row else catalogue}{'·'}{column}"
    unit = pgettext("count", "units") if column == "单位数" else measure.unit
    return Indicator(
        f"{catalogue}:{column}",
        label,
        of=Term(measure.code, catalogue, how),
        unit=unit,
        catalogue=catalogue,
        words=_("%(column)s of “%(label)s” (%(catalogue)s)")
        % {"column": column, "label": row.label if row else catalogue, "catalogue": catalogue},
    )


def listing():
    """All declared indicators, in the order of their groups and codes."""
    return sorted(registry.indicators.values(), key=lambda found: (found.group, found.code))
