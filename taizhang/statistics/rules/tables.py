"""What a statistics table may be."""

from django.utils.translation import gettext as _

from taizhang.kernel.steps import needs_words
from taizhang.kernel.verdicts import Allowed, Denied
from taizhang.statistics.models import Table

MOST_COLUMNS = 80  # indicators; a workbook of that width is still read by people
MOST_HEADS = 400  # columns of the workbook, months counted


def may_define(*, name, rows, kind, level):
    """A table has a title, and its rows are said so that everybody finds the same units."""
    verdict = needs_words(name, _("Give the table a title."))
    if not verdict:
        return verdict
    if rows == Table.Rows.KIND and not kind:
        return Denied(_("Choose the kind of unit that makes the rows."))
    if rows == Table.Rows.LEVEL and not level:
        return Denied(_("Choose the level of units that makes the rows."))
    return Allowed


def may_have_columns(columns, months):
    """So many columns as people still read."""
    if not columns:
        return Denied(_("Choose at least one indicator."))
    if len(columns) > MOST_COLUMNS:
        return Denied(_("A table has %(most)s indicators at most; make two tables.") % {"most": MOST_COLUMNS})
    width = {"value": 1, "months": months, "year": 3}
    if sum(width[one["layout"]] for one in columns) > MOST_HEADS:
        return Denied(
            _("With its months the table would have more than %(most)s columns; make two tables.")
            % {"most": MOST_HEADS}
        )
    return Allowed
