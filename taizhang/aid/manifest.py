"""What aid offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.aid import facts
from taizhang.aid.models import DataRequest, Finding, Household, SurveyReturn, SurveyRound
from taizhang.kernel.manifest import Manifest, Record, register

FILES = (
    Record(
        Household,
        facts=facts.households.household_lines,
        evidence=("困难职工档案表", "身份证复印件", "户口簿", "收入证明", "核对授权书"),
        prefetch=("head", "assessments"),
    ),
    Record(DataRequest, facts=facts.households.request_lines),
    Record(SurveyRound, facts=facts.surveys.round_lines),
    Record(SurveyReturn, facts=facts.surveys.return_lines, prefetch=("round",)),
    Record(Finding, facts=facts.surveys.finding_lines, prefetch=("round", "household")),
)

register(
    Manifest(
        app="aid",
        label=_("Hardship aid"),
        records=FILES,
        measures=facts.MEASURES,
        filters=facts.FILTERS,
    )
)
