"""The codes of a result in words: hedges, relations, kinds of damage."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

HEDGE_WORDS = {
    "exact": pgettext_lazy("hedge", "exactly"),
    "at_least": pgettext_lazy("hedge", "at least"),
    "nearly": pgettext_lazy("hedge", "nearly"),
    "about": pgettext_lazy("hedge", "about"),
    "range": pgettext_lazy("hedge", "a range"),
}
RELATION_WORDS = {
    "sum": _("parts and total"),
    "average": pgettext_lazy("relation", "average"),
    "ratio": pgettext_lazy("relation", "share"),
    "subset": pgettext_lazy("relation", "part of"),
    "growth": pgettext_lazy("relation", "growth"),
    "duplicate": _("told twice"),
    "unit": _("units of measure"),
}
DAMAGE_WORDS = {
    "masked": _("masked digits"),
    "garbled": _("garbled characters"),
    "numbering": _("numbering repeated or skipped"),
    "broken": _("broken sentence"),
    "year": _("a year that cannot be"),
    "wording": _("wording that cannot be right"),
}
