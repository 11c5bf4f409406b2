"""Bodies and elections for the search over everything."""

from taizhang.committees.models import Body
from taizhang.ui import finding


def found_items(user, text, limit):
    """Bodies by name."""
    return finding.by_name(((Body, "users"),), user, text, limit)
