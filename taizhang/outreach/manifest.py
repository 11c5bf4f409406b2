"""What outreach offers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.kernel.manifest import Act, Follower, Manifest, MenuItem, Record, register
from taizhang.outreach import approvals, facts, imports, jobs, models
from taizhang.outreach.actions import following
from taizhang.outreach.indicators import INDICATORS
from taizhang.outreach.queries import dues, searching
from taizhang.ui import finding

KEEPERS = ("clerk", "chair")
CHAIR = ("chair",)

register(
    Manifest(
        app="outreach",
        label=_("Founding and census"),
        records=(
            Record(
                models.Establishment,
                facts=facts.establishment_lines,
                evidence=("走访记录", "同意书", "申请书", "批复", "签到表", "选举结果", "会员名册"),
                prefetch=("visits",),
            ),
            Record(models.Sector, facts=facts.no_lines),
            Record(models.Assignment, facts=facts.assignment_lines, evidence=("通知",), prefetch=("sector",)),
            Record(
                models.Programme,
                facts=facts.programme_lines,
                evidence=("名册", "报告"),
                open=("selected", "survey", "under_way"),
            ),
            Record(models.Quota, facts=facts.quota_lines, evidence=("通知",)),
            Record(models.Census, facts=facts.census_lines, evidence=("通知", "签到表"), prefetch=("surveyors",)),
            Record(
                models.Listing,
                facts=facts.listing_lines,
                evidence=("照片",),
                prefetch=("census", "establishment"),
                open=("imported", "assigned", "verified", "corrected", "task"),
            ),
            Record(
                models.Affiliation,
                facts=facts.affiliation_lines,
                evidence=("名册", "批复"),
                open=("surveyed", "persuaded"),
            ),
            Record(
                models.Registration,
                facts=facts.registration_lines,
                evidence=("证书", "批复"),
                prefetch=("renewals",),
                open=("preparing", "submitted"),
            ),
        ),
        acts=(
            Act("outreach.begin", _("Identify a firm"), KEEPERS, _("identified a firm: %(title)s")),
            Act("outreach.publicise", _("Explain the law in the firm"), KEEPERS, _("explained the law: %(title)s")),
            Act("outreach.visit", _("Write down a visit to a firm"), KEEPERS, _("%(name)s went there: %(title)s")),
            Act(
                "outreach.consent", _("Employer consents"), KEEPERS, _("%(name)s consented for the employer: %(title)s")
            ),
            Act(
                "outreach.prepare",
                _("Write down the preparatory group"),
                KEEPERS,
                _("wrote down a preparatory group of %(people)s: %(title)s"),
            ),
            Act("outreach.apply", _("Apply to the union above"), KEEPERS, _("applied to the union above: %(title)s")),
            Act("outreach.approve", _("Approve a founding"), (), _("approved by %(number)s: %(title)s")),
            Act(
                "outreach.number_reply",
                _("Correct the number of the reply"),
                KEEPERS,
                _("put the number of the reply right, %(number)s: %(title)s"),
            ),
            Act(
                "outreach.found",
                _("Record the founding meeting"),
                KEEPERS,
                _("recorded the founding with %(people)s members: %(title)s"),
            ),
            Act(
                "outreach.register",
                pgettext_lazy("establishment", "Enter in the register"),
                KEEPERS,
                _("entered in the register: %(title)s"),
            ),
            Act("outreach.give_up", _("Give up an establishment"), KEEPERS, _("gave up: %(title)s: %(why)s")),
            Act("outreach.set_up_sector", _("Set up a sector"), KEEPERS, _("set up %(title)s, %(name)s responsible")),
            Act("outreach.change_officer", _("Change the officer"), KEEPERS, _("made %(name)s responsible: %(title)s")),
            Act("outreach.dissolve_sector", _("Dissolve a sector"), CHAIR, _("dissolved %(title)s")),
            Act("outreach.assign", _("Assign firms"), KEEPERS, _("assigned %(firms)s firms to %(title)s")),
            Act("outreach.reassign", _("Reassign a firm"), KEEPERS, _("reassigned: %(title)s: %(why)s")),
            Act("outreach.review", _("Review an assignment"), KEEPERS, _("reviewed: %(title)s")),
            Act("outreach.end_assignment", _("End an assignment"), KEEPERS, _("ended: %(title)s: %(why)s")),
            Act("outreach.follow_firms", _("Follow firms"), (), _("%(firms)s firms founded a union elsewhere")),
            Act("outreach.select", _("Select a community"), KEEPERS, _("selected for full coverage: %(title)s")),
            Act("outreach.survey_firms", _("Begin the survey"), KEEPERS, _("began the survey: %(title)s")),
            Act("outreach.get_under_way", _("Foundings are under way"), KEEPERS, _("got under way: %(title)s")),
            Act("outreach.cover", _("Covered whole"), KEEPERS, _("covered whole, %(firms)s firms: %(title)s")),
            Act("outreach.give_up_programme", _("Give up full coverage"), CHAIR, _("gave up: %(title)s: %(why)s")),
            Act("outreach.set_quota", _("Ask for foundings"), CHAIR, _("asked for %(unions)s unions: %(title)s")),
            Act("outreach.launch", _("Launch a census"), KEEPERS, _("launched the census %(title)s")),
            Act("outreach.extend", _("Extend the window"), CHAIR, _("extended the census %(title)s: %(why)s")),
            Act("outreach.close_census", _("Close a census"), CHAIR, _("closed the census %(title)s")),
            Act("outreach.add_surveyors", _("Add surveyors"), KEEPERS, _("added %(people)s surveyors: %(title)s")),
            Act("outreach.train", _("Record a training"), KEEPERS, _("trained %(people)s surveyors: %(title)s")),
            Act("outreach.give_out", _("Give out firms"), KEEPERS, _("gave %(firms)s firms to %(name)s: %(title)s")),
            Act("outreach.import", _("Import a census"), KEEPERS, _("imported a list of firms")),
            Act("outreach.verify", _("Verify on site"), KEEPERS, _("verified on site: %(title)s, %(found)s")),
            Act(
                "outreach.correct",
                _("Correct what was listed"),
                KEEPERS,
                _("put %(corrections)s entries right: %(title)s"),
            ),
            Act(
                "outreach.begin_task",
                _("Begin the establishment"),
                KEEPERS,
                _("made a task of establishment of %(title)s"),
            ),
            Act("outreach.survey", _("Find a firm for a joint union"), KEEPERS, _("surveyed: %(title)s")),
            Act("outreach.persuade", _("Speak with the firm"), KEEPERS, _("spoke with the firm: %(title)s")),
            Act("outreach.join", _("Join the joint union"), KEEPERS, _("joined with %(people)s members: %(title)s")),
            Act("outreach.found_own", _("Found its own union"), KEEPERS, _("is to found its own union: %(title)s")),
            Act("outreach.leave", _("Leave the joint union"), KEEPERS, _("left: %(title)s: %(why)s")),
            Act("outreach.prepare_registration", _("Begin a registration"), KEEPERS, _("began: %(title)s")),
            Act("outreach.submit", _("Hand in the papers"), KEEPERS, _("handed in: %(title)s")),
            Act(
                "outreach.enter",
                _("Record the certificate"),
                KEEPERS,
                _("registered, certificate %(number)s: %(title)s"),
            ),
            Act(
                "outreach.open_account", _("Record the account"), KEEPERS, _("opened an account at %(bank)s: %(title)s")
            ),
            Act("outreach.renew", _("Renew the certificate"), KEEPERS, _("renewed the certificate: %(title)s")),
            Act(
                "outreach.strike_off",
                pgettext_lazy("outreach", "Strike off"),
                CHAIR,
                _("struck off: %(title)s: %(why)s"),
            ),
            Act(
                "outreach.reveal_account",
                _("See the account number"),
                KEEPERS,
                _("looked at the account number: %(title)s: %(why)s"),
            ),
            Act("outreach.attach", _("Add evidence to a founding"), KEEPERS, _("added a file: %(title)s")),
            Act("outreach.void", _("Void a record of outreach"), KEEPERS, _("voided: %(title)s: %(why)s")),
        ),
        measures=facts.MEASURES,
        indicators=INDICATORS,
        importers=imports.IMPORTERS,
        filters=facts.FILTERS,
        jobs=(jobs.follow_firms,),
        routes=approvals.ROUTES,
        due=(dues.due_items,),
        followers=(
            Follower(
                "outreach",
                following.counts,
                following.carry,
                following.back,
                records=("outreach.assignment", "outreach.establishment"),
            ),
        ),
        menu=(MenuItem(_("Founding and census"), "outreach:home", "target", 25),),
    )
)
finding.register("outreach", _("Founding and census"), searching.found_items, order=16)
