"""The pages of the organisation."""

from taizhang.organisation.views.acts import (
    post_end,
    root_found,
    rule_set,
    unit_amend,
    unit_appoint,
    unit_dissolve,
    unit_found,
    unit_headcount,
    unit_register,
    unit_unionise,
    unit_withdraw,
)
from taizhang.organisation.views.reading import (
    rule_list,
    unit_branch,
    unit_detail,
    unit_export,
    unit_list,
    unit_search,
    unit_tree,
)

__all__ = [
    "post_end",
    "root_found",
    "rule_list",
    "rule_set",
    "unit_amend",
    "unit_appoint",
    "unit_branch",
    "unit_detail",
    "unit_dissolve",
    "unit_export",
    "unit_found",
    "unit_headcount",
    "unit_list",
    "unit_register",
    "unit_search",
    "unit_tree",
    "unit_unionise",
    "unit_withdraw",
]
