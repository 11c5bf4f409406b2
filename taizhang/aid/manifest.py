"""What aid offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.aid import facts, queries
from taizhang.aid.indicators import INDICATORS
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
from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.ui import finding

KEEPERS = ("chair", "clerk")

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

FILE_ACTS = (
    Act("aid.open_file", _("Enter a household"), KEEPERS, _("entered the household of %(name)s")),
    Act("aid.correct_file", _("Correct a hardship file"), KEEPERS, _("corrected the file of %(name)s: %(why)s")),
    Act("aid.keep_family", _("Keep the family table"), KEEPERS, _("changed the family table of %(name)s")),
    Act("aid.assess", _("Reckon the means"), KEEPERS, _("reckoned the means of %(name)s: %(category)s")),
    Act("aid.verify_household", _("Verify a household"), KEEPERS, _("verified the household of %(name)s")),
    Act("aid.file_household", _("File a household"), KEEPERS, _("filed the household of %(name)s as %(number)s")),
    Act(
        "aid.decline_household",
        _("Turn a household down"),
        KEEPERS,
        _("turned the household of %(name)s down: %(why)s"),
    ),
    Act("aid.remove_household", _("Remove a household"), KEEPERS, _("removed the household of %(name)s: %(reason)s")),
    Act("aid.withdraw_file", _("Withdraw a file entered by mistake"), KEEPERS, _("withdrew the file of %(name)s")),
    Act("aid.note_aid", _("Note aid on the file"), (), _("noted aid on the file of %(name)s")),
    Act("aid.take_consent", _("Take a consent"), KEEPERS, _("took the consent of %(name)s: %(purpose)s")),
    Act(
        "aid.withdraw_consent",
        _("Withdraw a consent"),
        KEEPERS,
        _("wrote down that %(name)s withdrew a consent: %(purpose)s"),
    ),
    Act("aid.attach_paper", _("Put a paper on file"), KEEPERS, _("changed the papers of %(name)s")),
    Act("aid.reveal_file", _("See the sealed fields"), KEEPERS, _("looked at the sealed fields of %(name)s: %(why)s")),
    Act(
        "aid.export_files", _("Export files in full"), KEEPERS, _("exported %(count)s hardship files in full: %(why)s")
    ),
    Act("aid.import_files", _("Import hardship files"), KEEPERS, _("imported hardship files")),
    Act(
        "aid.empty_file",
        _("Delete the personal data of a closed file"),
        ("chair",),
        _("deleted the personal data of file %(number)s"),
    ),
    Act("aid.issue_link", _("Hand out a link to the own file"), KEEPERS, _("handed %(name)s a link to the own file")),
    Act("aid.open_link", _("Open the own file"), (), _("%(name)s opened the own file by a link of %(by)s")),
    Act(
        "aid.take_request",
        _("Take a request about own data"),
        KEEPERS,
        _("took a request of %(name)s about own data: %(kind)s"),
    ),
    Act(
        "aid.answer_request",
        _("Answer a request about own data"),
        KEEPERS,
        _("answered the request of %(name)s about own data: %(outcome)s"),
    ),
    Act(
        "aid.set_line",
        _("Set the local minimum living line"),
        ("chair", "admin"),
        _("set the local line: %(amount)s from %(since)s"),
    ),
    Act("aid.launch_survey", _("Launch a survey round"), KEEPERS, _("launched the survey round “%(name)s”")),
    Act("aid.report_finding", _("Report a person in need"), KEEPERS, _("reported %(name)s in the round “%(round)s”")),
    Act("aid.send_return", _("Send a survey return"), KEEPERS, _("sent the return of the round “%(round)s”")),
    Act("aid.verify_finding", _("Verify a person found"), KEEPERS, _("looked into %(name)s: %(status)s")),
    Act(
        "aid.file_finding",
        _("Open the file of a person found"),
        KEEPERS,
        _("opened the file of %(name)s, found in a survey"),
    ),
    Act("aid.close_survey", _("Close a survey round"), KEEPERS, _("closed the survey round “%(name)s”")),
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
        acts=(*FILE_ACTS,),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        due=(queries.due.due_items,),
        menu=(MenuItem(_("Hardship files"), "aid:household_list", "first-aid-kit", 40),),
        filters=facts.FILTERS,
    )
)

finding.register("aid", _("Hardship files"), queries.due.found_items, order=30)
