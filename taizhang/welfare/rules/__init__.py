"""What the regulation on care and benefits allows. No table, no clock: days, sums and records are handed in."""

from django.utils.translation import gettext as _

from taizhang.kernel.verdicts import Allowed, Denied


def may_cost(worth, ceiling, *, already=0):
    """Not more than the standard of the rulebook, together with what was given already (收支管理办法: 标准以内)."""
    if ceiling is None or worth is None or worth + already <= ceiling.value:
        return Allowed
    words = {"sum": worth + already, "rule": ceiling.sentence()}
    return Denied(_("%(sum)s yuan in all is above the standard. %(rule)s") % words)
