"""What follows a session, as declared: resolutions, schemes, reserved matters, calendar, rounds, issues, letters, coverage."""

from django.utils.translation import gettext_lazy as _

from taizhang.congress import imports
from taizhang.congress.facts import following as facts
from taizhang.congress.indicators import following as indicators
from taizhang.congress.jobs import following as jobs
from taizhang.congress.models import (
    Canteen,
    Coverage,
    Issue,
    Letter,
    LowerCongress,
    Matter,
    Resolution,
    Round,
    Scheme,
)
from taizhang.congress.queries import dues
from taizhang.congress.queries import following as queries
from taizhang.kernel.manifest import Act, Record
from taizhang.ui import finding

KEEPERS, CHAIR = ("chair", "clerk"), ("chair",)
RECORDS = (
    Record(Resolution, facts=facts.resolution_lines, evidence=("决议",), open=("open",)),
    Record(
        Scheme,
        facts=facts.scheme_lines,
        evidence=("方案文本", "决议", "计票结果"),
        prefetch=("votes", "opinions"),
        open=("draft", "circulated", "principle"),
    ),
    Record(Matter, facts=facts.no_lines, evidence=("职代会章程",)),
    Record(LowerCongress, facts=facts.lower_lines, evidence=("决议", "签到表"), open=("planned",)),
    Record(Canteen, facts=facts.canteen_lines),
    Record(Round, facts=facts.round_lines, evidence=("照片", "签到表"), prefetch=("canteen",), open=("planned",)),
    Record(Issue, facts=facts.issue_lines, evidence=("整改证明",), prefetch=("round",), open=("raised", "assigned")),
    Record(Letter, facts=facts.letter_lines, evidence=("责任书",), prefetch=("targets",), open=("draft", "signed")),
    Record(Coverage, facts=facts.coverage_lines, evidence=("证明材料",), prefetch=("unit",)),
)
ACTS = (
    Act(
        "congress.register_resolution",
        _("Register a resolution"),
        KEEPERS,
        _("registered the resolution %(name)s, carried out by %(owner)s"),
    ),
    Act(
        "congress.note_resolution",
        _("Note progress of a resolution"),
        KEEPERS,
        _("noted progress of the resolution %(name)s"),
    ),
    Act("congress.finish_resolution", _("Carried out"), KEEPERS, _("recorded the resolution %(name)s as carried out")),
    Act(
        "congress.move_resolution",
        _("Change owner or last day"),
        CHAIR,
        _("changed owner or last day of the resolution %(name)s: %(why)s"),
    ),
    Act(
        "congress.drop_resolution", _("Set a resolution aside"), CHAIR, _("set the resolution %(name)s aside: %(why)s")
    ),
    Act("congress.draft_scheme", _("Propose a scheme"), KEEPERS, _("proposed the scheme %(name)s (%(matter)s)")),
    Act("congress.revise_scheme", _("Add a version"), KEEPERS, _("put version %(number)s of %(name)s on file")),
    Act(
        "congress.circulate_scheme",
        _("Send round for opinions"),
        KEEPERS,
        _("sent %(name)s round for opinions until %(until)s"),
    ),
    Act(
        "congress.take_opinions",
        _("Record opinions of a group"),
        KEEPERS,
        _("recorded %(opinions)s opinions of %(group)s on %(name)s"),
    ),
    Act("congress.answer_opinion", _("Answer an opinion"), KEEPERS, _("answered an opinion of %(group)s on %(name)s")),
    Act("congress.deliberate", _("Record a vote on a scheme"), KEEPERS, _("recorded a vote on %(name)s: %(votes)s")),
    Act("congress.enforce_scheme", _("Put a scheme into force"), CHAIR, _("put %(name)s into force")),
    Act("congress.end_scheme", _("End a scheme"), CHAIR, _("ended %(name)s: %(why)s")),
    Act("congress.withdraw_scheme", _("Withdraw a scheme"), KEEPERS, _("withdrew %(name)s: %(why)s")),
    Act("congress.publish_scheme", _("Publish the result"), KEEPERS, _("published the result on %(name)s")),
    Act(
        "congress.report_bypass",
        _("Report that the vote was bypassed"),
        KEEPERS,
        _("reported that %(name)s bypassed the vote: %(why)s"),
    ),
    Act("congress.lay_down_matter", _("Lay down what is reserved"), CHAIR, _("laid down what is reserved: %(name)s")),
    Act(
        "congress.plan_calendar",
        _("Plan second-level congresses"),
        KEEPERS,
        _("changed the calendar of second-level congresses: %(name)s"),
    ),
    Act("congress.hold_lower", _("Record a second-level congress"), KEEPERS, _("recorded that %(name)s was held")),
    Act("congress.file_lower", _("File with the union above"), KEEPERS, _("filed the record of %(name)s")),
    Act("congress.plan_round", _("Plan a round"), KEEPERS, _("changed the plan of %(name)s")),
    Act("congress.hold_round", _("Record a round"), KEEPERS, _("recorded %(name)s with %(people)s taking part")),
    Act("congress.close_round", _("Report on a round"), KEEPERS, _("reported on %(name)s")),
    Act("congress.open_canteen", _("Set up a canteen group"), KEEPERS, _("changed the canteen group of %(name)s")),
    Act("congress.count_checks", _("Count the checks due"), (), _("counted the checks due at %(name)s")),
    Act("congress.raise_issue", _("Record an issue"), KEEPERS, _("recorded the issue %(name)s")),
    Act(
        "congress.escalate_issue", _("Report to the Party branch"), KEEPERS, _("reported to the Party branch: %(name)s")
    ),
    Act("congress.assign_issue", _("Pass an issue on"), KEEPERS, _("passed on or followed the issue %(name)s")),
    Act("congress.settle_issue", _("Record what was done"), KEEPERS, _("recorded what was done about %(name)s")),
    Act("congress.check_issue", _("Ask those concerned"), KEEPERS, _("asked those concerned about %(name)s")),
    Act("congress.leave_issue", _("Leave open with a reason"), CHAIR, _("left open %(name)s: %(why)s")),
    Act(
        "congress.draft_letters",
        _("Draft letters of responsibility"),
        KEEPERS,
        _("drafted %(letters)s letters %(name)s"),
    ),
    Act("congress.sign_letter", _("Record the signing"), KEEPERS, _("recorded the signing of %(name)s")),
    Act("congress.note_letter", _("Note progress of a letter"), KEEPERS, _("noted progress of %(name)s")),
    Act("congress.settle_letter", _("Settle a letter"), CHAIR, _("settled %(name)s: %(met)s of %(of)s targets met")),
    Act(
        "congress.record_coverage",
        _("Record democratic management"),
        KEEPERS,
        _("recorded the democratic management of %(name)s"),
    ),
    Act(
        "congress.import_register",
        _("Import a register"),
        KEEPERS,
        _("imported a register of what follows the congress"),
    ),
    Act("congress.attach", _("Add evidence"), KEEPERS, _("added evidence to %(title)s")),
    Act("congress.void", _("Void a record"), KEEPERS, _("voided %(title)s: %(why)s")),
)
MEASURES = facts.MEASURES
INDICATORS = indicators.INDICATORS
FILTERS = facts.FILTERS
IMPORTERS = imports.REGISTERS
JOBS = (jobs.count_canteen_checks,)
DUE = (dues.items,)

finding.register("congress_following", _("What follows the congress"), queries.found_items, order=47)
