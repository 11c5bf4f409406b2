"""Statistics of the mill: a table of what it did and whom it has, and a survey that is being filled in."""

from dataclasses import dataclass
from decimal import Decimal

from taizhang.kernel.acts import SYSTEM
from taizhang.statistics import actions

COLUMNS = (
    {"code": "AC-01:人次", "group": "文体"},
    {"code": "AC-01:金额", "group": "文体", "layout": "year"},
    {"code": "members.in_membership", "group": "会员"},
    {"code": "members.women_share", "group": "会员"},
)


@dataclass
class Statistics:
    """One of everything."""

    table: object
    survey: object


def build(cast):
    """A table and a survey of the mill."""
    table = actions.define(cast.mill, by=SYSTEM, name="文体活动和会员", rows="children", period="2008", columns=COLUMNS)
    survey = actions.begin_return(cast.mill, by=SYSTEM, year=2008)
    actions.declare(survey, by=SYSTEM, told={"2-01": (Decimal(2), "干部名册")})
    return Statistics(table, survey)
