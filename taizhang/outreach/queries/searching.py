"""Outreach in the search over everything."""

from taizhang.outreach.models import Affiliation, Census, Establishment, Listing
from taizhang.ui.finding import by_name

KINDS = ((Establishment, "flag"), (Census, "list-search"), (Listing, "building"), (Affiliation, "link"))


def found_items(user, text, limit):
    """Establishments, censuses, their firms and firms of joint unions by name."""
    return by_name(KINDS, user, text, limit)
