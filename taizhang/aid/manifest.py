"""What aid offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.aid import facts
from taizhang.aid.models import (
    Account,
    Application,
    Check,
    DataRequest,
    Finding,
    Fund,
    FundLine,
    Household,
    Notice,
    Objection,
    Pair,
    Payment,
    PaymentRun,
    Programme,
    Recovery,
    Sample,
    Screening,
    SurveyReturn,
    SurveyRound,
    Telling,
)
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

NOTHING = facts.notices.nothing
MONEY = (
    Record(Programme, facts=NOTHING, evidence=("实施方案",)),
    Record(Screening, facts=facts.programmes.screening_lines, prefetch=("programme",)),
    Record(Telling, facts=facts.programmes.telling_lines, evidence=("通知",), prefetch=("programme",)),
    Record(Application, facts=facts.applications.application_lines, evidence=("申请书",), prefetch=("programme",)),
    Record(Pair, facts=facts.applications.pair_lines, evidence=("结对协议",)),
    Record(Fund, facts=NOTHING, evidence=("章程",)),
    Record(FundLine, facts=facts.funds.fund_line_lines, evidence=("收据",), prefetch=("fund",)),
    Record(Account, facts=NOTHING),
    Record(PaymentRun, facts=NOTHING, evidence=("签领表", "银行回单")),
    Record(
        Payment, facts=facts.payments.payment_lines, prefetch=("run__programme", "run__fund", "application__programme")
    ),
    Record(
        Recovery,
        facts=facts.payments.recovery_lines,
        prefetch=("payment__run__programme", "payment__run__fund", "payment__application__programme"),
    ),
    Record(Notice, facts=facts.notices.notice_lines, evidence=("公示截图",), prefetch=("programme",)),
    Record(Objection, facts=facts.notices.objection_lines, prefetch=("notice__programme",)),
    Record(Sample, facts=NOTHING),
    Record(Check, facts=facts.payments.check_lines, prefetch=("sample__programme",)),
)

register(
    Manifest(
        app="aid",
        label=_("Hardship aid"),
        records=(*FILES, *MONEY),
        measures=facts.MEASURES,
        filters=facts.FILTERS,
    )
)
