"""Everything the organisation offers."""

from django.utils.translation import gettext_lazy as _

from taizhang.kernel.manifest import Act, Manifest, MenuItem, Record, register
from taizhang.organisation import approvals, facts, imports, jobs, kinds, queries
from taizhang.organisation.indicators import INDICATORS
from taizhang.organisation.models import Headcount, Profile, Reorganisation
from taizhang.ui import finding

KEEPERS = ("chair", "clerk", "admin")
HEADS = ("chair", "admin")


def no_lines(record):
    """A headcount is told by the unit's file."""
    return ()


register(
    Manifest(
        app="organisation",
        label=_("Organisation"),
        records=(
            Record(Profile, facts=facts.profile_lines, evidence=("批复", "选举结果"), prefetch=("headcounts",)),
            Record(Headcount, facts=no_lines),
            Record(Reorganisation, facts=facts.reorganisation_lines, evidence=("批复", "会议决议", "选举结果")),
        ),
        acts=(
            Act("organisation.found", _("Found a unit"), KEEPERS, _("put %(name)s (%(code)s) on file")),
            Act("organisation.import", _("Import units"), KEEPERS, _("imported units")),
            Act("organisation.amend", _("Amend a unit's file"), KEEPERS, _("amended the file of %(name)s")),
            Act("organisation.unionise", _("Found the union of an employer"), KEEPERS, _("founded the union %(name)s")),
            Act("organisation.record_headcount", _("Record staff"), KEEPERS, _("recorded %(staff)s staff of %(name)s")),
            Act(
                "organisation.register_legal_person",
                _("Register as a legal person"),
                KEEPERS,
                _("registered %(name)s as a legal person"),
            ),
            Act("organisation.dissolve", _("Dissolve a unit"), HEADS, _("dissolved %(name)s")),
            Act(
                "organisation.withdraw",
                _("Withdraw a unit entered by mistake"),
                HEADS,
                _("withdrew %(name)s (%(code)s)"),
            ),
            Act(
                "organisation.draft_reorganisation",
                _("Draft a reorganisation"),
                KEEPERS,
                _("drafted the reorganisation %(name)s"),
            ),
            Act(
                "organisation.amend_reorganisation",
                _("Amend a reorganisation"),
                KEEPERS,
                _("amended the reorganisation %(name)s"),
            ),
            Act(
                "organisation.ask_reorganisation",
                _("Ask for approval of a reorganisation"),
                KEEPERS,
                _("asked for approval of the reorganisation %(name)s"),
            ),
            Act(
                "organisation.call_off_reorganisation",
                _("Call off a reorganisation"),
                KEEPERS,
                _("called off the reorganisation %(name)s"),
            ),
            Act(
                "organisation.approve_reorganisation",
                _("Consent to a reorganisation"),
                HEADS,
                _("consented to the reorganisation %(name)s"),
            ),
            Act(
                "organisation.answer_reorganisation",
                _("Answer the request for a reorganisation"),
                HEADS,
                _("answered the request for the reorganisation %(name)s"),
            ),
            Act(
                "organisation.carry_out_reorganisation",
                _("Carry out a reorganisation"),
                HEADS,
                _("carried out the reorganisation %(name)s"),
            ),
            Act("organisation.attach", _("Add evidence"), KEEPERS, _("added evidence")),
            Act("organisation.appoint", _("Appoint to a post"), HEADS, _("gave %(name)s the post %(role)s")),
            Act("organisation.end_post", _("End a post"), HEADS, _("ended the post %(role)s of %(name)s")),
            Act(
                "organisation.set_rule", _("Set a figure of regulation"), HEADS, _("set the rule %(key)s to %(value)s")
            ),
            Act(
                "organisation.open_account",
                _("Open an account"),
                ("admin",),
                _("opened the account %(user)s of %(name)s"),
            ),
            Act("organisation.set_password", _("Set a password"), ("admin",), _("set the password of %(user)s")),
            Act(
                "organisation.close_account",
                _("Close an account"),
                ("admin",),
                _("closed the account %(user)s of %(name)s"),
            ),
            Act(
                "organisation.reopen_account",
                _("Reopen an account"),
                ("admin",),
                _("reopened the account %(user)s of %(name)s"),
            ),
        ),
        measures=(facts.UNITS, facts.CHANGES, facts.STAFF, facts.FOUNDED, facts.DISSOLVED),
        indicators=INDICATORS,
        importers=(imports.UNITS, imports.MOVES),
        jobs=(jobs.carry_out_due,),
        routes=approvals.ROUTES,
        unit_kinds=tuple(kinds.all_kinds().values()),
        filters=facts.FILTERS,
        menu=(MenuItem(_("Organisation"), "organisation:unit_tree", "sitemap", 24),),
    )
)

finding.register("organisation", _("Units"), queries.found_items, order=10)
