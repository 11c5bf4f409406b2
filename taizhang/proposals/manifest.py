"""Everything that proposals and suggestions offer."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.proposals import facts, imports, jobs, queries
from taizhang.proposals.indicators import INDICATORS
from taizhang.proposals.models import Proposal, Round, Suggestion
from taizhang.ui import finding

KEEPERS = ("chair", "clerk")
CHAIR = ("chair",)


def no_lines(record):
    """Counts nothing by itself."""
    return ()


def _act(verb, label, roles, sentence):
    return Act(f"proposals.{verb}", label, roles, sentence)


ACTS = (
    _act("open_round", _("Open a round of proposals"), KEEPERS, _("opened or changed the proposals of %(name)s")),
    _act("entitle", _("List of entitled proposers"), KEEPERS, _("changed who may propose in %(name)s")),
    _act("propose", _("Write a proposal"), KEEPERS, _("wrote the proposal %(title)s")),
    _act("second", _("Note seconders"), KEEPERS, _("noted %(name)s on the proposal %(title)s")),
    _act("submit", _("Hand in a proposal"), KEEPERS, _("handed in or withdrew the proposal %(title)s")),
    _act("import", _("Import proposals"), KEEPERS, _("imported proposals")),
    _act("screen", _("Begin screening"), KEEPERS, _("began to screen the proposal %(title)s")),
    _act("send_back", _("Return for completion"), KEEPERS, _("returned the proposal %(title)s: %(why)s")),
    _act("refer", _("Put before the presidium"), KEEPERS, _("put the proposal %(title)s before the presidium: %(why)s")),
    _act("decide", _("Decide on a proposal"), KEEPERS, _("decided on the proposal %(title)s")),
    _act("decide_disputed", _("Enter the presidium’s decision"), CHAIR, _("entered the presidium’s decision on %(title)s")),
    _act("assign", _("Assign a proposal"), KEEPERS, _("assigned the proposal %(title)s")),
    _act("answer", _("Answer a proposal"), KEEPERS, _("handled the proposal %(title)s")),
    _act("rate", _("Enter the proposer’s rating"), KEEPERS, _("entered the rating of the proposal %(title)s: %(rating)s")),
    _act("remind", _("Press for an answer"), KEEPERS, _("reminded %(to)s of the proposal %(title)s")),
    _act("close", _("Close a proposal"), KEEPERS, _("closed or filed away the proposal %(title)s")),
    _act("follow_up", _("Follow up a proposal"), KEEPERS, _("followed up the proposal %(title)s: %(why)s")),
    _act("mark_key", _("Choose a key proposal"), CHAIR, _("made %(title)s a key proposal, in charge: %(leader)s")),
    _act("score", _("Enter points"), KEEPERS, _("entered the points of %(group)s for the proposal %(title)s")),
    _act("award", _("Name an excellent proposal"), CHAIR, _("changed the award of the proposal %(title)s")),
    _act("publish", _("Publish proposals"), CHAIR, _("published or withdrew the proposals of %(name)s")),
    _act("report", _("Report to the congress"), CHAIR, _("reported the proposals of %(name)s to the congress")),
    _act("void", _("Void a proposal"), KEEPERS, _("voided the proposal %(title)s: %(why)s")),
    _act("attach", _("Add a paper"), KEEPERS, _("added a paper to %(title)s")),
    _act("suggest", _("Enter a suggestion"), KEEPERS, _("entered or withdrew the suggestion %(title)s")),
    _act("assess", _("Enter an expert’s opinion"), KEEPERS, _("entered the opinion of %(expert)s on the suggestion %(title)s")),
    _act("adopt", _("Decide on a suggestion"), KEEPERS, _("decided on the suggestion %(title)s: %(why)s")),
    _act("carry_out", _("Note a suggestion as carried out"), KEEPERS, _("noted the suggestion %(title)s as carried out")),
    _act("state_benefit", _("Note a stated benefit"), KEEPERS, _("noted the benefit of the suggestion %(title)s: %(amount)s yuan")),
    _act("reward", _("Reward a suggestion"), CHAIR, _("rewarded the suggestion %(title)s: %(amount)s yuan")),
)  # fmt: skip

register(
    Manifest(
        app="proposals",
        label=_("Proposals"),
        records=(
            Record(Round, facts=no_lines, evidence=("通知", "会议纪要", "公示照片")),
            Record(
                Proposal,
                facts=facts.proposal_lines,
                evidence=("提案表", "签名页", "办理答复", "落实材料"),
                prefetch=("round", "backers", "handlings__assignees", "handlings__reminders"),
                open=(
                    "draft",
                    "seconding",
                    "submitted",
                    "returned",
                    "screening",
                    "filed",
                    "assigned",
                    "handling",
                    "answered",
                ),
            ),
            Record(
                Suggestion,
                facts=facts.suggestion_lines,
                evidence=("登记表", "效益证明", "签领表"),
                prefetch=("contributors",),
                open=("submitted", "adopted"),
            ),
        ),
        acts=ACTS,
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=imports.IMPORTERS,
        jobs=(jobs.remind_of_answers,),
        filters=facts.FILTERS,
        due=(queries.due.items,),
        own=(queries.own.told,),
        menu=(MenuItem(_("Proposals"), "proposals:round_list", "message-circle", 32),),
    )
)

finding.register("proposals", _("Proposals"), queries.proposals.found_items, order=46)
