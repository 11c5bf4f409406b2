"""What committees offers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.committees import approvals, facts, imports, jobs, models, papers
from taizhang.committees.actions import following
from taizhang.committees.indicators import INDICATORS
from taizhang.committees.queries import searching, standing
from taizhang.kernel.manifest import Act, Follower, Manifest, MenuItem, Record, register
from taizhang.ui import finding

KEEPERS = ("clerk", "chair")
CHAIR = ("chair",)

register(
    Manifest(
        app="committees",
        label=_("Committees and terms"),
        records=(
            Record(models.Body, facts=facts.body_lines, evidence=("批复", "名册")),
            Record(models.Seat, facts=facts.seat_lines, evidence=("批复",), prefetch=("body", "person")),
            Record(models.Term, facts=facts.term_lines, evidence=("批复",), prefetch=("body",)),
            Record(models.Extension, facts=facts.extension_lines, evidence=("请示", "批复"), prefetch=("term__body",)),
            Record(
                models.Election,
                facts=facts.election_lines,
                evidence=("请示", "批复", "公示", "签到表", "计票单", "选举结果"),
                prefetch=("body", "races__body", "races__candidates"),
                papers=papers.doors,
            ),
            Record(
                models.Display,
                facts=facts.display_lines,
                evidence=("照片",),
                prefetch=("officers__seat__body", "officers__seat__person", "checks"),
            ),
        ),
        acts=(
            Act("committees.form", _("Form a body"), KEEPERS, _("formed: %(title)s")),
            Act("committees.change_body", _("Change a body"), KEEPERS, _("changed: %(title)s")),
            Act("committees.staff", _("Fill posts"), KEEPERS, _("filled %(people)s posts: %(title)s")),
            Act("committees.appoint", _("Fill a post"), KEEPERS, _("%(name)s took a post: %(title)s")),
            Act(
                "committees.replace",
                _("Change the holder"),
                KEEPERS,
                _("%(next)s took the place of %(name)s: %(title)s"),
            ),
            Act("committees.end_seat", _("End a post"), KEEPERS, _("%(name)s left the post: %(title)s")),
            Act("committees.place", _("Place members in a group"), KEEPERS, _("placed %(people)s members: %(title)s")),
            Act(
                "committees.take_groups",
                _("Take groups over from the register"),
                KEEPERS,
                _("formed %(groups)s groups and placed %(people)s members"),
            ),
            Act(
                "committees.follow_members",
                _("Take members who left out of their groups"),
                (),
                _("took %(people)s members who left out of their groups"),
            ),
            Act("committees.import", _("Import bodies"), KEEPERS, _("imported bodies and posts")),
            Act("committees.dissolve", _("Dissolve a body"), CHAIR, _("dissolved: %(title)s: %(why)s")),
            Act("committees.begin_term", _("Put a term on file"), KEEPERS, _("put on file: %(title)s")),
            Act(
                "committees.ask_extension",
                _("Ask for an extension"),
                CHAIR,
                _("asked to extend until %(until)s: %(title)s"),
            ),
            Act("committees.extend", _("Grant an extension"), (), _("extended until %(until)s: %(title)s")),
            Act("committees.remind", _("Recall the end of a term"), (), _("ends in %(months)s months: %(title)s")),
            Act("committees.prepare", _("Prepare an election"), KEEPERS, _("began the preparation: %(title)s")),
            Act("committees.set_places", _("Lay down the places"), KEEPERS, _("laid down the places: %(title)s")),
            Act(
                "committees.nominate",
                _("Write the candidates"),
                KEEPERS,
                _("named %(people)s candidates for %(places)s: %(title)s"),
            ),
            Act(
                "committees.ask_consent",
                _("Request the meeting"),
                CHAIR,
                _("requested the meeting: %(title)s"),
            ),
            Act("committees.consent", _("Consent to an election"), (), _("consented by %(number)s: %(title)s")),
            Act("committees.call", _("Call the meeting"), KEEPERS, _("called the meeting for %(day)s: %(title)s")),
            Act("committees.draft_ballot", _("Draw up the ballot"), KEEPERS, _("drew up a ballot: %(title)s")),
            Act(
                "committees.count",
                _("Record the count"),
                KEEPERS,
                _("recorded the count, %(people)s present: %(title)s"),
            ),
            Act("committees.report", _("Report the result"), CHAIR, _("reported the result: %(title)s")),
            Act("committees.approve", _("Approve a result"), (), _("approved by %(number)s: %(title)s")),
            Act(
                "committees.number",
                _("Correct a document number"),
                KEEPERS,
                _("put the number right, %(number)s: %(title)s"),
            ),
            Act("committees.hand_over", pgettext_lazy("election", "Hand over"), CHAIR, _("handed over: %(title)s")),
            Act("committees.call_off", _("Call an election off"), CHAIR, _("called off: %(title)s: %(why)s")),
            Act("committees.announce", _("Announce the display"), KEEPERS, _("announced: %(title)s")),
            Act(
                "committees.describe",
                _("Write an officer's duties"),
                KEEPERS,
                _("wrote down the duties of %(name)s: %(title)s"),
            ),
            Act("committees.hang", _("Hang the plaque"), KEEPERS, _("hung the plaque: %(title)s")),
            Act("committees.show", _("Show an identity"), KEEPERS, _("showed who %(name)s is: %(title)s")),
            Act(
                "committees.check",
                _("Check duties"),
                KEEPERS,
                _("checked the duties of %(name)s, %(result)s: %(title)s"),
            ),
            Act("committees.end_display", _("End the display"), KEEPERS, _("ended: %(title)s: %(why)s")),
            Act("committees.attach", _("Add evidence"), KEEPERS, _("added a file: %(title)s")),
            Act("committees.void", _("Void a record"), KEEPERS, _("voided: %(title)s: %(why)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=imports.IMPORTERS,
        filters=facts.FILTERS,
        jobs=(jobs.remind_terms, jobs.follow_members),
        routes=approvals.ROUTES,
        due=(standing.due_items,),
        followers=(
            Follower(
                "committees",
                following.counts,
                following.carry,
                following.back,
                following.holds,
                records=tuple(
                    f"committees.{one}" for one in ("body", "seat", "term", "extension", "election", "display")
                ),
            ),
        ),
        menu=(MenuItem(_("Committees and terms"), "committees:body_board", "id", 24),),
    )
)
finding.register("committees", _("Committees and terms"), searching.found_items, order=17)
