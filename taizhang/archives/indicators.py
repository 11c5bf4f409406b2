"""The named figures of rules and archives."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Indicator, Term

ITEMS = pgettext_lazy("count", "items")


def _plain(code, label, measure, words):
    return Indicator(
        f"archives.{code}", label, of=Term(measure), unit=ITEMS, words=words, group="archives", catalogue="OM-15"
    )


INDICATORS = (
    _plain(
        "rules_in_force", _("Rules in force"), "archives.in_force",
        _("Regulations adopted and not withdrawn on the last day of the period."),
    ),
    _plain("rules_revised", _("Rules revised"), "archives.revised", _("Further editions adopted within the period.")),
    _plain("rules_displayed", _("Rules put up"), "archives.displayed", _("Regulations put up on walls within the period.")),
    _plain(
        "files_kept", _("Files in the archives"), "archives.kept",
        _("Files archived and not destroyed on the last day of the period."),
    ),
    _plain(
        "records_filed", _("Records on file"), "archives.filed",
        _("Records of work whose day lies within the period and to which a file points."),
    ),
    _plain("files_destroyed", _("Files destroyed"), "archives.destroyed", _("Files destroyed within the period by an approved list.")),
)  # fmt: skip
