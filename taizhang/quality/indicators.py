"""The named figures of data quality."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Indicator, Term
from taizhang.quality import facts

GROUP = "quality"


def _count(code, label, measure, words):
    return Indicator(f"quality.{code}", label, of=Term(measure.code), unit=measure.unit, words=words, group=GROUP)


def _share(code, label, of, over, words):
    return Indicator(
        f"quality.{code}", label, of=Term(of.code), over=Term(over.code), percent=True, words=words, group=GROUP
    )


INDICATORS = (
    _share(
        "complete_share", _("Completeness of the books"), facts.RECORDED, facts.DUE,
        _("Months of units in which the unit recorded work, of all months of units that were to be recorded and are over."),
    ),
    _share(
        "timely_share", _("Timeliness of the books"), facts.IN_TIME, facts.TIMED,
        _("Months of units most of whose records came in within the days of the rulebook, of those recorded since the unit uses this system."),
    ),
    Indicator(
        "quality.silent_months", _("Months without a record"), of=(Term(facts.DUE.code), Term(facts.RECORDED.code, sign=-1)), unit=facts.MONTHS,
        words=_("Months of units in which the unit recorded nothing."), group=GROUP,
    ),
    _count("open_findings", _("Open findings"), facts.STANDING, _("Findings that are neither mended nor explained on the last day of the period.")),
    _count("findings_found", _("Findings of the period"), facts.OPENED, _("Findings opened within the period.")),
    _share(
        "settled_share", _("Share of findings settled"), facts.SETTLED, facts.OPENED,
        _("Findings opened within the period that are mended or explained by now."),
    ),
    _share(
        "settled_in_time_share", _("Share of findings settled in time"), facts.SETTLED_IN_TIME, facts.OPENED,
        _("Findings opened within the period that were mended or explained by their last day."),
    ),
)  # fmt: skip
