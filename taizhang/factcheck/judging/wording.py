"""Sentences about claims that were not compared with a ledger."""

from django.utils.translation import gettext as _


def not_compared(claim, with_ledger):
    """Why a claim has no verdict from the ledger."""
    if not claim.counted:
        return {
            "date": _("A date, not a figure of work."),
            "ordinal": _("An ordinal, not a figure of work."),
            "title": _("Part of a name, not a figure of work."),
        }.get(claim.kind, "")
    if not with_ledger:
        return _("Not compared with a ledger: no union and period were given.")
    return _("There is nothing to compare.")
