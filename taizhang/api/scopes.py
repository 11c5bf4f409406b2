"""What a token may be good for: a resource, to read or to write."""

from django.utils.translation import gettext_lazy as _

SCOPES = {
    "units:read": _("read units, the tree and its history"),
    "members:read": _("read the register of members, without identity numbers and telephones"),
    "entries:read": _("read the worklog and its catalogue"),
    "entries:write": _("record work and void entries"),
    "figures:read": _("read figures and the records behind them"),
    "reports:read": _("read reports and fetch them as Word files"),
    "imports:read": _("see imports and their rejected rows"),
    "imports:write": _("hand in workbooks and carry imports out"),
}


def words_of(code):
    """A scope in words; one that no longer exists by its code."""
    return SCOPES.get(code, code)
