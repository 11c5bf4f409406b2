"""Pages of the interface: access tokens, its document, and what a monitor asks."""

from taizhang.api.views.reference import nowhere, openapi, reference
from taizhang.api.views.tokens import token_detail, token_list, token_make, token_revoke
from taizhang.api.views.watching import health, live, metrics

__all__ = [
    "health",
    "live",
    "metrics",
    "nowhere",
    "openapi",
    "reference",
    "token_detail",
    "token_list",
    "token_make",
    "token_revoke",
]
