"""What the ballots app offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.ballots import facts, jobs, models, queries
from taizhang.ballots.actions import following
from taizhang.ballots.indicators import INDICATORS
from taizhang.ballots.queries import standing
from taizhang.kernel.manifest import Act, Follower, Manifest, MenuItem, Record, register

KEEPERS = ("clerk", "chair")
TELLERS = ("clerk", "chair", "auditor")

register(
    Manifest(
        app="ballots",
        label=_("Ballots"),
        records=(
            Record(models.Ballot, facts=facts.ballot_lines, evidence=("选举办法", "计票单", "选票样张", "公开档案")),
        ),
        followers=(
            Follower(
                "ballots",
                standing.under_way,
                following.carry,
                following.back,
                following.holds,
                records=("ballots.ballot",),
            ),
        ),
        acts=(
            Act("ballots.draft", _("Draw up a ballot"), KEEPERS, _("drew up the ballot %(title)s")),
            Act("ballots.change", _("Change a ballot"), KEEPERS, _("changed the ballot %(title)s")),
            Act("ballots.add_question", _("Add a question"), KEEPERS, _("added to %(title)s: %(text)s")),
            Act("ballots.change_question", _("Change a question"), KEEPERS, _("changed in %(title)s: %(text)s")),
            Act("ballots.remove_question", _("Remove a question"), KEEPERS, _("removed from %(title)s: %(text)s")),
            Act("ballots.order_candidates", _("Order the candidates"), KEEPERS, _("ordered the candidates: %(text)s")),
            Act(
                "ballots.show_candidates",
                _("Put candidates on public notice"),
                KEEPERS,
                _("put the candidates of %(title)s on public notice from %(day)s"),
            ),
            Act("ballots.enrol", _("Enter voters"), KEEPERS, _("entered %(people)s voters: %(title)s")),
            Act("ballots.remove_voters", _("Remove voters"), KEEPERS, _("removed %(people)s voters: %(title)s")),
            Act(
                "ballots.freeze",
                _("Freeze the electorate"),
                KEEPERS,
                _("froze the electorate of %(title)s: %(people)s voters"),
            ),
            Act(
                "ballots.add_voter", _("Add a voter after freezing"), KEEPERS, _("added %(name)s to %(title)s: %(why)s")
            ),
            Act("ballots.strike_voter", _("Strike a voter off"), KEEPERS, _("struck %(name)s off %(title)s: %(why)s")),
            Act(
                "ballots.give_proxy", _("Enter a mandate"), KEEPERS, _("%(name)s gave %(holder)s a mandate: %(title)s")
            ),
            Act(
                "ballots.withdraw_proxy",
                _("Withdraw a mandate"),
                KEEPERS,
                _("%(name)s took the mandate of %(holder)s back: %(title)s"),
            ),
            Act(
                "ballots.issue_link",
                _("Make a personal voting address"),
                KEEPERS,
                _("made a voting address for %(name)s: %(title)s"),
            ),
            Act(
                "ballots.issue_links",
                _("Make personal voting addresses"),
                KEEPERS,
                _("made %(people)s voting addresses: %(title)s"),
            ),
            Act(
                "ballots.issue_paper",
                _("Hand out paper ballots"),
                KEEPERS,
                _("handed out %(people)s paper ballots: %(title)s"),
            ),
            Act(
                "ballots.enter_sheet",
                _("Enter a count sheet"),
                TELLERS,
                _("entered a count sheet of box %(box)s: %(title)s"),
            ),
            Act("ballots.open_now", _("Open a ballot"), KEEPERS, _("opened %(title)s")),
            Act(
                "ballots.record_present",
                _("Record how many are present"),
                KEEPERS,
                _("recorded %(people)s present: %(title)s"),
            ),
            Act("ballots.close", _("Close a ballot early"), KEEPERS, _("closed %(title)s early: %(why)s")),
            Act("ballots.count", _("Count a ballot"), KEEPERS, _("counted %(title)s: %(people)s ballots")),
            Act(
                "ballots.bring_archive",
                _("Bring the archive of a ballot held outside"),
                KEEPERS,
                _("brought the archive of %(title)s: %(people)s ballots"),
            ),
            Act(
                "ballots.confirm_archive",
                _("Confirm the archive of a ballot held outside"),
                TELLERS,
                _("confirmed the archive of %(title)s: %(people)s ballots"),
            ),
            Act("ballots.publish", _("Publish a result"), KEEPERS, _("published the result of %(title)s")),
            Act("ballots.annul", _("Annul a ballot"), KEEPERS, _("annulled %(title)s: %(why)s")),
            Act("ballots.create_revote", _("Draw up a new vote"), KEEPERS, _("drew up a new vote after %(title)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        jobs=(jobs.keep_time,),
        due=(queries.due.items,),
        own=(queries.doors.told,),
        menu=(MenuItem(_("Ballots"), "ballots:ballot_list", "clipboard-check", 34),),
    )
)
