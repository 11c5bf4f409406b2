"""Statistics of the mill: a table of what it did and whom it has."""

from dataclasses import dataclass

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


def build(cast):
    """A table of the mill."""
    table = actions.define(cast.mill, by=SYSTEM, name="文体活动和会员", rows="children", period="2008", columns=COLUMNS)
    return Statistics(table)
