"""What aid offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.aid import approvals, facts, queries
from taizhang.aid.imports import IMPORTERS
from taizhang.aid.indicators import INDICATORS
from taizhang.aid.jobs import FILE_JOBS
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
    Station,
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
        private=True,
    ),
    Record(DataRequest, facts=facts.households.request_lines),
    Record(Station, facts=facts.stations.station_lines, evidence=("照片",)),
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
    Act("aid.open_link", _("Open the own file"), (), _("let %(name)s open the own file by a link of %(by)s")),
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
    Act("aid.keep_station", _("Keep an aid station"), KEEPERS, _("changed the aid station %(name)s")),
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
    Record(Programme, facts=NOTHING, evidence=("实施方案",), open=("draft", "open")),
    Record(Screening, facts=facts.programmes.screening_lines, prefetch=("programme",)),
    Record(Telling, facts=facts.programmes.telling_lines, evidence=("通知",), prefetch=("programme",)),
    Record(
        Application,
        facts=facts.applications.application_lines,
        evidence=("申请书",),
        prefetch=("programme",),
        open=("draft", "asked", "returned"),
    ),
    Record(Pair, facts=facts.applications.pair_lines, evidence=("结对协议",), open=("offered", "matched")),
    Record(Fund, facts=NOTHING, evidence=("章程",)),
    Record(FundLine, facts=facts.funds.fund_line_lines, evidence=("收据",), prefetch=("fund",)),
    Record(Account, facts=NOTHING, open=("proposed",)),
    Record(PaymentRun, facts=NOTHING, evidence=("签领表", "银行回单"), open=("prepared", "approved", "released")),
    Record(
        Payment,
        facts=facts.payments.payment_lines,
        prefetch=("run__programme", "run__fund", "application__programme"),
        open=("due",),
    ),
    Record(
        Recovery,
        facts=facts.payments.recovery_lines,
        prefetch=("payment__run__programme", "payment__run__fund", "payment__application__programme"),
    ),
    Record(Notice, facts=facts.notices.notice_lines, evidence=("公示截图",), prefetch=("programme",), open=("shown",)),
    Record(Objection, facts=facts.notices.objection_lines, prefetch=("notice__programme",)),
    Record(Sample, facts=NOTHING),
    Record(Check, facts=facts.payments.check_lines, prefetch=("sample__programme",)),
)

MONEY_ACTS = (
    Act("aid.lay_down", _("Lay down a programme"), KEEPERS, _("laid down the programme %(name)s")),
    Act("aid.amend_programme", _("Change a programme"), KEEPERS, _("changed the programme %(name)s")),
    Act("aid.open_programme", _("Open a programme"), ("chair",), _("opened the programme %(name)s")),
    Act("aid.close_programme", _("Close a programme"), KEEPERS, _("closed the programme %(name)s")),
    Act("aid.withdraw_programme", _("Withdraw a programme"), KEEPERS, _("withdrew the programme %(name)s")),
    Act("aid.screen", _("Run the conditions"), KEEPERS, _("ran the conditions of %(name)s: %(proposed)s proposed")),
    Act("aid.tell", _("Tell the eligible"), KEEPERS, _("told %(persons)s eligible persons of %(name)s: %(how)s")),
    Act("aid.apply", _("Take an application"), KEEPERS, _("took the application of %(name)s: %(programme)s")),
    Act("aid.apply_all", _("Apply for all proposed"), KEEPERS, _("made %(made)s applications in %(name)s")),
    Act("aid.import_applications", _("Import applications"), KEEPERS, _("imported applications for aid")),
    Act("aid.import_told", _("Import who was told"), KEEPERS, _("imported a list of persons told")),
    Act("aid.correct_application", _("Correct an application"), KEEPERS, _("corrected the application of %(name)s")),
    Act("aid.send_up", _("Send an application up"), KEEPERS, _("sent up the application of %(name)s: %(programme)s")),
    Act("aid.withdraw_application", _("Withdraw an application"), KEEPERS, _("withdrew the application of %(name)s")),
    Act("aid.consent", _("Note the consent to publication"), KEEPERS, _("noted the consent of %(name)s: %(consent)s")),
    Act("aid.reveal_need", _("See need and student in full"), KEEPERS, _("looked at the need of %(name)s: %(why)s")),
    Act("aid.attach", _("Put a paper on record"), KEEPERS, _("put a paper on record: %(record)s")),
    Act("aid.offer_pair", _("Note an offer of paired aid"), KEEPERS, _("noted the offer of %(donor)s")),
    Act("aid.match_pair", _("Match donor and pupil"), KEEPERS, _("matched %(donor)s with a pupil")),
    Act("aid.give", _("Note a payment of paired aid"), KEEPERS, _("noted that %(donor)s gave %(amount)s yuan")),
    Act("aid.end_pair", _("End a pair"), KEEPERS, _("ended the pair of %(donor)s")),
    Act("aid.set_up_fund", _("Set up a fund"), ("chair",), _("set up the fund %(name)s")),
    Act("aid.book", _("Book on a fund"), KEEPERS, _("booked %(amount)s yuan on the fund %(name)s: %(way)s")),
    Act("aid.correct_line", _("Take back a line of a fund"), ("chair",), _("took back a line of %(name)s: %(amount)s")),
    Act("aid.close_fund", _("Close a fund"), ("chair",), _("closed the fund %(name)s")),
    Act("aid.propose_account", _("Enter a bank account"), KEEPERS, _("entered a bank account of %(name)s")),
    Act("aid.import_accounts", _("Import bank accounts"), KEEPERS, _("imported bank accounts")),
    Act("aid.confirm_account", _("Confirm a bank account"), KEEPERS, _("confirmed the bank account of %(name)s")),
    Act("aid.reject_account", _("Reject a bank account"), KEEPERS, _("rejected a bank account of %(name)s")),
    Act(
        "aid.prepare_run", _("Prepare a payment run"), KEEPERS, _("prepared a payment run of %(name)s: %(amount)s yuan")
    ),
    Act("aid.approve_run", _("Approve a payment run"), ("chair",), _("approved %(record)s")),
    Act("aid.release_run", _("Release a payment run"), KEEPERS, _("released %(record)s: %(amount)s yuan")),
    Act("aid.bank_file", _("Take the bank file"), KEEPERS, _("took the bank file of %(record)s: %(why)s")),
    Act(
        "aid.reconcile",
        _("Reconcile a payment run"),
        KEEPERS,
        _("reconciled %(record)s: %(paid)s paid, %(failed)s failed"),
    ),
    Act("aid.import_results", _("Import the bank's answer"), KEEPERS, _("imported an answer of the bank")),
    Act("aid.cancel_run", _("Cancel a payment run"), KEEPERS, _("cancelled %(record)s")),
    Act("aid.repeat_run", _("Pay again what failed"), KEEPERS, _("prepared %(record)s for what had failed")),
    Act("aid.recover", _("Note money that came back"), KEEPERS, _("noted %(amount)s yuan come back from %(name)s")),
    Act("aid.show_notice", _("Show a public notice"), KEEPERS, _("showed a public notice of %(name)s")),
    Act("aid.take_down", _("Take a notice back"), KEEPERS, _("took back: %(record)s")),
    Act("aid.end_notice", _("End a notice"), (), _("ended: %(record)s")),
    Act("aid.object_to", _("Take an objection"), KEEPERS, _("took an objection: %(record)s")),
    Act(
        "aid.reveal_objector",
        _("See who objects"),
        KEEPERS,
        _("looked at who objects: %(record)s (%(why)s)"),
    ),
    Act("aid.answer_objection", _("Answer an objection"), KEEPERS, _("answered an objection: %(record)s")),
    Act("aid.draw_sample", _("Draw a sample"), (*KEEPERS, "auditor"), _("drew a sample of %(size)s in %(name)s")),
    Act("aid.note_check", _("Note a check"), (*KEEPERS, "auditor"), _("noted a check: %(record)s")),
)

register(
    Manifest(
        app="aid",
        label=_("Hardship aid"),
        records=(*FILES, *MONEY),
        acts=(*FILE_ACTS, *MONEY_ACTS),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        routes=approvals.ROUTES,
        due=(queries.due.due_items, queries.programmes.due_items, queries.payments.due_items),
        menu=(
            MenuItem(_("Hardship files"), "aid:household_list", "first-aid-kit", 40),
            MenuItem(_("Programmes and payment"), "aid:programme_list", "coins", 41),
        ),
        own=(queries.own.told,),
        filters=facts.FILTERS,
        importers=IMPORTERS,
        jobs=(*FILE_JOBS,),
    )
)

finding.register("aid", _("Hardship files"), queries.due.found_items, order=30)
